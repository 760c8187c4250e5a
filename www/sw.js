// The demo's service worker: the network first, so that nobody reads old files; what was kept, where there is none.

const CACHE = 'kutip';
/** The scope of a service worker, for which the page's types have no name. @type {any} */
const worker = self;

worker.addEventListener('install', () => worker.skipWaiting());
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('message', (/** @type {any} */ event) => event.waitUntil(keep(event.data, event.ports[0])));
worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method === 'GET' && new URL(request.url).origin === location.origin) event.respondWith(answer(request));
});

/** @param {{ needed: string[], extras: string[] }} files @param {MessagePort} port */
async function keep({ needed, extras }, port) {
  try {
    const cache = await caches.open(CACHE);
    await cache.addAll(needed);
    await Promise.allSettled(extras.map((url) => cache.add(url)));
    port.postMessage('kept');
  } catch (error) {
    // A full disk is no harm: the page goes on needing the network.
    port.postMessage(String(error));
  }
}

/** @param {Request} request */
async function answer(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request, { cacheName: CACHE, ignoreSearch: true });
    if (kept) return kept;
    throw error;
  }
}

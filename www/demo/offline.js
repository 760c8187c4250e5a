// Keeps the page for times without a network, through its service worker.

const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('kutip-offline', {
  createScriptURL(/** @type {string} */ url) {
    if (url !== new URL('../sw.js', import.meta.url).href) throw new TypeError('only our own service worker');
    return url;
  },
});

/**
 * Resolves when all that the page needs is kept; rejects where that is not possible.
 * @param {string[]} files needed besides those already loaded
 * @param {string[]} extras kept where they are to be had
 */
export async function keepOffline(files, extras) {
  if (!navigator.serviceWorker) throw new Error('no service worker here');
  const url = new URL('../sw.js', import.meta.url).href;
  await navigator.serviceWorker.register(policy?.createScriptURL(url) ?? url);
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const own = (/** @type {string[]} */ names) =>
    [...new Set(names.map((name) => new URL(name, document.baseURI).href))].filter((name) => new URL(name).origin === location.origin);
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) => (data === 'kept' ? resolve(undefined) : reject(new Error(data)));
  });
  active?.postMessage({ needed: own([location.href.split('#')[0], ...loaded, ...files]), extras: own(extras) }, [port2]);
  await answer;
}

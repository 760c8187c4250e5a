// createAnnotator: reads texts in one worker that all annotators of a page share, or in slices on the page itself.

import { KutipError, typed } from './errors.js';
import * as files from './files.js';
import { prepare, readArticle } from './reader.js';

/** @typedef {import('./reader.js').Language} Language */
/** @typedef {{ id: number, language: Language, text?: string, tries: number, found: any,
    onprogress?: (done: number) => void, resolve: (annotation: any) => void, reject: (error: any) => void }} Job */

/** The worker outlives its last annotator by this many milliseconds: frameworks remove and add elements at once. */
const LINGER = 10_000;
/** Milliseconds of work at a stretch where the page has to do it. */
const SLICE = 8;

/** @type {Worker | null} */
let worker = null;
let forbidden = false;
let users = 0;
let lastId = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let farewell;
/** Jobs the worker has not answered, in their order. @type {Map<number, Job>} */
const jobs = new Map();

/** @param {import('./kutip.d.ts').AnnotatorOptions} [options] @returns {Promise<import('./kutip.d.ts').Annotator>} */
export async function createAnnotator(options = {}) {
  const { lang = 'auto', fallback = 'id', integrity, onnotice } = options;
  const language = { lang, fallback, integrity, packs: packsOf(options), program: await programOf(options) };
  const running = new AbortController();
  users++;
  clearTimeout(farewell);
  let open = true;
  const close = () => {
    if (!open) return;
    open = false;
    running.abort();
    if (--users === 0 && worker) farewell = setTimeout(dismiss, LINGER);
  };
  try {
    await enqueue({ language });
  } catch (error) {
    close();
    throw error;
  }
  if (forbidden) onnotice?.(new KutipError('worker-blocked', 'workers are not allowed here: the text is read on the page'));
  return {
    close,
    annotate(text, { signal, onprogress } = {}) {
      const signals = signal ? [signal, running.signal] : [running.signal];
      return enqueue({ language, text, onprogress }, signals);
    },
  };
}

/** @param {import('./kutip.d.ts').AnnotatorOptions} options @returns {import('./reader.js').Packs} */
function packsOf({ lang = 'auto', fallback = 'id', packs, packUrl, packBytes }) {
  const one = packBytes ?? (packUrl && absolute(packUrl));
  if (one) return { [lang === 'auto' ? fallback : lang]: one };
  return packs ? absolute(packs) : files.packs();
}

/** @param {import('./kutip.d.ts').AnnotatorOptions} options @returns {Promise<import('./reader.js').Program>} */
async function programOf({ wasmUrl, wasmModule, wasmBytes }) {
  // Compiled once here, a module is shared with the worker; bytes would be copied with every text.
  if (wasmBytes) wasmModule = await WebAssembly.compile(wasmBytes).catch((thrown) => { throw typed(thrown, 'wasm-load'); });
  return wasmModule ?? (wasmUrl ? absolute(wasmUrl) : files.program());
}

/** @param {string | URL} url */
const absolute = (url) => new URL(url, globalThis.document?.baseURI).href;

/**
 * @param {{ language: Language, text?: string, onprogress?: (done: number) => void }} work
 * @param {AbortSignal[]} [signals]
 * @returns {Promise<any>}
 */
function enqueue(work, signals = []) {
  return new Promise((resolve, reject) => {
    const id = ++lastId;
    const stop = () => {
      if (jobs.delete(id)) worker?.postMessage({ stop: id });
      settle(reject)(new DOMException('The annotation was stopped.', 'AbortError'));
    };
    const settle = (/** @type {(value: any) => void} */ end) => (/** @type {any} */ value) => {
      for (const signal of signals) signal.removeEventListener('abort', stop);
      end(value);
    };
    if (signals.some((signal) => signal.aborted)) return stop();
    for (const signal of signals) signal.addEventListener('abort', stop);
    /** @type {Job} */
    const job = { id, tries: 0, found: null, ...work, resolve: settle(resolve), reject: settle(reject) };
    jobs.set(id, job);
    const own = forbidden ? null : start();
    if (own) send(own, job);
    else onPage(job);
  });
}

/** @param {Worker} own @param {Job} job */
function send(own, job) {
  job.found = { entities: [], mentions: [], quotes: [] };
  own.postMessage({ id: job.id, language: job.language, text: job.text });
}

/** Reads without a worker. @param {Job} job */
async function onPage(job) {
  try {
    const annotation =
      job.text === undefined
        ? await prepare(job.language)
        : await readArticle(job.text, job.language, {
            budget: SLICE,
            stopped: () => !jobs.has(job.id),
            onprogress: (done) => job.onprogress?.(done),
          });
    job.resolve(annotation);
  } catch (thrown) {
    job.reject(typed(thrown, 'crashed'));
  } finally {
    jobs.delete(job.id);
  }
}

/** The shared worker of this page, or null where it cannot be had. */
function start() {
  if (worker) return worker;
  try {
    const script = files.worker();
    if (!script) throw new Error('no worker here');
    worker = new Worker(/** @type {any} */ (trusted(script)), { type: 'module', name: 'kutip' });
  } catch {
    forbidden = true;
    return null;
  }
  const own = worker;
  let alive = false;
  own.onmessage = ({ data }) => {
    alive = true;
    receive(data);
  };
  own.onerror = (event) => {
    event.preventDefault();
    if (own === worker) lost(alive);
  };
  return own;
}

/** One worker script and no other may be started where Trusted Types are required. @type {{ createScriptURL(url: string): any } | null} */
let policy = null;

/** @param {string} url */
function trusted(url) {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types) return url;
  policy ??= types.createPolicy('kutip', {
    createScriptURL(/** @type {string} */ wanted) {
      if (wanted !== files.worker()) throw new TypeError('kutip starts its own worker only');
      return wanted;
    },
  });
  return policy?.createScriptURL(url);
}

/** @param {any} data a message of the worker */
function receive(data) {
  const job = jobs.get(data.id);
  if (!job) return;
  if (data.progress !== undefined) job.onprogress?.(data.progress);
  else if (data.items) for (const item of data.items) job.found[data.name].push(item);
  else if (data.error && !data.error.code) {
    // No code means that the program itself stopped: its memory cannot be trusted any more.
    lost(true, job);
  } else {
    jobs.delete(data.id);
    if (data.error) job.reject(new KutipError(data.error.code, data.error.message));
    else job.resolve(data.ready ? undefined : { ...data.rest, ...job.found });
  }
}

/**
 * The worker is gone. One that never spoke was forbidden; one that broke is replaced, and its first job has one more try.
 * @param {boolean} alive whether it had ever spoken @param {Job} [culprit]
 */
function lost(alive, culprit = jobs.values().next().value) {
  worker?.terminate();
  worker = null;
  if (!alive) forbidden = true;
  else if (culprit && ++culprit.tries > 1) {
    jobs.delete(culprit.id);
    culprit.reject(new KutipError('crashed', 'the program stopped twice on this text'));
  }
  for (const job of jobs.values()) {
    const own = forbidden ? null : start();
    if (own) send(own, job);
    else onPage(job);
  }
}

function dismiss() {
  worker?.terminate();
  worker = null;
}

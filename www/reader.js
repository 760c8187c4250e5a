// Loads the program and its packs and reads texts in steps; runs in the worker, or on the page where workers are forbidden.

import { breathe } from './dom.js';
import { KutipError, typed } from './errors.js';

/** @typedef {{ lang: string, fallback: string, packs: string, integrity?: string }} Language */
/** @typedef {{ budget: number, stopped: () => boolean, onprogress: (done: number) => void }} Pace */

/** A guess under this confidence is not followed. */
const SURE = 0.5;
/** Bytes of the first step; later ones adapt to the time they take. */
const FIRST_STEP = 4096;

/** @type {Promise<any> | undefined} */
let core;
/** @type {Map<string, Promise<any>>} */
const opened = new Map();

/** Reads `text`; null when stopped half-way. @param {string} text @param {Language} language @param {Pace} pace */
export async function readArticle(text, language, pace) {
  const annotator = await open(language.lang === 'auto' ? await guess(text, language) : language.lang, language);
  try {
    return await inSteps(annotator, text, pace);
  } catch (thrown) {
    // The program stopped in the middle: what it left in this annotator cannot be trusted.
    opened.clear();
    throw thrown;
  }
}

/** @param {any} annotator @param {string} text @param {Pace} pace */
async function inSteps(annotator, text, pace) {
  if (!annotator.start) return annotator.annotate(text);
  annotator.start(text);
  for (let bytes = FIRST_STEP, done = 0; done < 1; ) {
    const before = performance.now();
    done = annotator.step(bytes);
    const took = performance.now() - before;
    if (took < pace.budget / 2) bytes *= 2;
    else if (took > pace.budget) bytes = Math.max(FIRST_STEP, bytes >> 1);
    pace.onprogress(done);
    if (done < 1) await breathe();
    if (pace.stopped()) return null;
  }
  return annotator.finish();
}

/** Makes a language ready before its first text. @param {Language} language */
export async function prepare(language) {
  await open(language.lang === 'auto' ? language.fallback : language.lang, language);
}

/** @param {string} lang @param {Language} language */
function open(lang, { packs, integrity }) {
  const url = new URL(`${encodeURIComponent(lang)}.kutip`, packs).href;
  let annotator = opened.get(url);
  if (!annotator) {
    annotator = Promise.all([load(), fetchPack(url, integrity)]).then(([{ Annotator }, pack]) => new Annotator(pack));
    opened.set(url, annotator);
    // A failure is not kept: the next article may find the network healed.
    annotator.catch(() => opened.delete(url));
  }
  return annotator;
}

/** @param {string} text @param {Language} language */
async function guess(text, { packs, fallback }) {
  const { Guesser } = await load();
  if (!Guesser) return fallback;
  const url = new URL('guess.kutip', packs).href;
  let guesser = opened.get(url);
  if (!guesser) {
    guesser = fetchPack(url).then((table) => new Guesser(table));
    opened.set(url, guesser);
  }
  try {
    const { language, confidence } = (await guesser).guess(text);
    return confidence >= SURE ? language : fallback;
  } catch {
    return fallback;
  }
}

function load() {
  core ??= start();
  core.catch(() => (core = undefined));
  return core;
}

async function start() {
  try {
    const program = await import(new URL('./pkg/kutip.js', import.meta.url).href);
    const response = await fetch(new URL('./pkg/kutip_bg.wasm', import.meta.url));
    if (!response.ok) throw new Error(`kutip_bg.wasm: ${response.status}`);
    await program.default({ module_or_path: response });
    return program;
  } catch (/** @type {any} */ thrown) {
    const blocked = /content security policy|unsafe-eval|CSP/i.test(thrown?.message ?? '');
    throw blocked
      ? new KutipError('wasm-blocked', "the page's Content-Security-Policy wants 'wasm-unsafe-eval' in script-src")
      : typed(thrown, 'wasm-load');
  }
}

/** @param {string} url @param {string} [integrity] */
async function fetchPack(url, integrity) {
  try {
    const response = await fetch(url, integrity ? { integrity } : undefined);
    if (!response.ok) throw new Error(String(response.status));
    return new Uint8Array(await response.arrayBuffer());
  } catch (/** @type {any} */ thrown) {
    throw new KutipError('pack-load', `${url}: ${thrown?.message ?? thrown}`);
  }
}

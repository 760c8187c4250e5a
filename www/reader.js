// Loads the program and its packs and reads texts in steps; runs in the worker, or on the page where workers are forbidden.

import { breathe } from './dom.js';
import { KutipError, typed } from './errors.js';
import * as files from './files.js';

/** @typedef {string | WebAssembly.Module} Program its address, or the program itself */
/** @typedef {string | Record<string, string | Uint8Array>} Packs their folder, or the address or the bytes of each */
/** @typedef {{ lang: string, fallback: string, packs: Packs, program: Program, integrity?: string }} Language */
/** @typedef {{ budget: number, stopped: () => boolean, onprogress: (done: number) => void }} Pace */

/** A guess under this confidence is not followed. */
const SURE = 0.5;
/** Bytes of the first step; later ones adapt to the time they take. */
const FIRST_STEP = 4096;

/** @type {Promise<any> | undefined} */
let core;
/** @type {Map<string, Promise<any>>} */
const opened = new Map();

/** An annotator has one text under way: the next one waits for its turn. @type {Promise<any>} */
let turn = Promise.resolve();

/** Reads `text`; null when stopped half-way. @param {string} text @param {Language} language @param {Pace} pace */
export async function readArticle(text, language, pace) {
  const annotator = await open(language.lang === 'auto' ? await guess(text, language) : language.lang, language);
  try {
    const reading = turn.then(() => inSteps(annotator, text, pace));
    turn = reading.catch(() => {});
    return await reading;
  } catch (thrown) {
    // The program stopped in the middle: what it left in this annotator cannot be trusted.
    opened.clear();
    throw thrown;
  }
}

/** @param {any} annotator @param {string} text @param {Pace} pace */
async function inSteps(annotator, text, pace) {
  if (pace.stopped()) return null;
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
function open(lang, language) {
  return once(lang, language, language.integrity, ({ Annotator }, pack) => new Annotator(pack));
}

/** @param {string} text @param {Language} language */
async function guess(text, language) {
  const { Guesser } = await load(language.program);
  if (!Guesser) return language.fallback;
  try {
    const guesser = await once('guess', language, undefined, (_, table) => new Guesser(table));
    const { language: guessed, confidence } = guesser.guess(text);
    return confidence >= SURE ? guessed : language.fallback;
  } catch {
    return language.fallback;
  }
}

/**
 * What is made of a pack, made once.
 * @param {string} name @param {Language} language @param {string | undefined} integrity @param {(program: any, pack: Uint8Array) => any} make
 */
async function once(name, { packs, program }, integrity, make) {
  const pack = typeof packs === 'string' ? new URL(`${encodeURIComponent(name)}.kutip`, packs).href : packs[name];
  if (!pack) throw new KutipError('pack-load', `no pack of "${name}"`);
  // The first line of a pack has the checksum of the rest: bytes that come twice are known by it.
  const key = typeof pack === 'string' ? pack : new TextDecoder().decode(pack.subarray(0, 64));
  let made = opened.get(key);
  if (!made) {
    made = Promise.all([load(program), typeof pack === 'string' ? fetchPack(pack, integrity) : pack]).then(([core, bytes]) => make(core, bytes));
    opened.set(key, made);
    // A failure is not kept: the next article may find the network healed.
    made.catch(() => opened.delete(key));
  }
  return made;
}

/** @param {Program} program the first one stays */
function load(program) {
  core ??= start(program);
  core.catch(() => (core = undefined));
  return core;
}

/** @param {Program} program */
async function start(program) {
  try {
    const bindings = await files.bindings();
    await bindings.default({ module_or_path: typeof program === 'string' ? await fetched(program) : program });
    return bindings;
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
    return new Uint8Array(await (await fetched(url, integrity)).arrayBuffer());
  } catch (/** @type {any} */ thrown) {
    throw new KutipError('pack-load', `${url}: ${thrown?.message ?? thrown}`);
  }
}

/** @param {string} url @param {string} [integrity] */
async function fetched(url, integrity) {
  const response = await files.get(url, integrity ? { integrity } : undefined);
  if (!response.ok) throw new Error(`${url.slice(url.lastIndexOf('/') + 1)}: ${response.status}`);
  return response;
}

// What is measured under node: kutip's own build, its peers, and the floor.

import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { pack } from './texts.js';

const at = (path) => new URL(path, import.meta.url);

/** @typedef {{ name: string, lang?: string, most: number, run: (text: string) => any, memory?: () => number }} Engine */

let instances = 0;

/** kutip in a module of its own, so that its memory is that of one text. @param {string} lang @returns {Promise<Engine>} */
export async function kutip(lang) {
  const { default: init, Annotator } = await import(`${at('../../www/pkg/kutip.js')}?${++instances}`);
  const { memory } = await init({ module_or_path: await readFile(at('../../www/pkg/kutip_bg.wasm')) });
  const annotator = new Annotator(await readFile(pack(lang)));
  return { name: 'kutip, whole annotation', lang, most: Infinity, run: (text) => annotator.annotate(text), memory: () => memory.buffer.byteLength };
}

/** A scan that knows nothing: the time any program needs to look at each byte. @returns {Promise<Engine>} */
export async function floor() {
  const { instance } = await WebAssembly.instantiate(floorModule());
  const { memory, scan } = /** @type {any} */ (instance.exports);
  const encoder = new TextEncoder();
  const run = (text) => scan(encoder.encodeInto(text, new Uint8Array(memory.buffer)).written);
  return { name: 'floor: count capitalised words', most: Infinity, run };
}

/** The floor as a module. */
export function floorModule() {
  return execFileSync(fileURLToPath(at('../../node_modules/.bin/wasm-as')), [fileURLToPath(at('floor.wat')), '-o', '-']);
}

/** The peers read English alone. @returns {Promise<Engine[]>} */
export async function peers() {
  const { default: compromise } = await import('compromise');
  const { default: winkNlp } = await import('wink-nlp');
  const { default: model } = await import('wink-eng-lite-web-model');
  const wink = winkNlp(model, ['sbd', 'ner']);
  return [
    { name: 'wink-nlp, ner alone', lang: 'en', most: 1e6, run: (text) => wink.readDoc(text).entities().out() },
    { name: 'compromise, people, places, organizations, quotations', lang: 'en', most: 1e5, run: (text) => compromiseAll(compromise, text) },
  ];
}

function compromiseAll(compromise, text) {
  const doc = compromise(text);
  return [doc.people().out('offset'), doc.places().out('offset'), doc.organizations().out('offset'), doc.quotations().out('offset')];
}

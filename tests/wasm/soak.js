// Twenty thousand mutated articles through one annotator in wasm: `node --expose-gc tests/wasm/soak.js > tests/scores/soak.tsv`.
// Prints how much memory there is after each thousand. Fails when it grows after the first half, or when one of the
// answers is not that of a new annotator.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';

import init, { Annotator } from '../../www/pkg/kutip.js';

const COUNT = 20000;
const COMPARED = 40; // every so manieth is read again by an annotator of its own

const root = new URL('../../', import.meta.url);
const { memory } = await init({ module_or_path: await readFile(new URL('www/pkg/kutip_bg.wasm', root)) });
const pack = await readFile(new URL('www/packs/id.kutip', root));
const folder = new URL('src/lang/id/corpus/', root);
const names = (await readdir(folder)).filter((name) => name.endsWith('.xml')).sort();
const articles = await Promise.all(
  names.map(async (name) => (await readFile(new URL(name, folder), 'utf8')).replace(/<[^>]*>/g, '')),
);

let state = 1;
const next = (below) => (state = (state * 48271) % 2147483647) % below;

/** An article of which pieces are dropped, doubled, moved or broken by a mark. */
function mutated() {
  const pieces = articles[next(articles.length)].split(/(?<=[ \n])/);
  for (let count = next(20); count > 0; count -= 1) {
    const at = next(pieces.length);
    const change = [[], [pieces[at], pieces[at]], ['"' + pieces[at]], [pieces[next(pieces.length)]], ['\n\n']];
    pieces.splice(at, 1, ...change[next(change.length)]);
  }
  return pieces.join('');
}

const annotator = new Annotator(pack);
let half = 0;
console.log('# node --expose-gc tests/wasm/soak.js > tests/scores/soak.tsv\narticles\twasm memory in KB\theap of JavaScript in KB');
for (let number = 1; number <= COUNT; number += 1) {
  const text = mutated();
  const found = annotator.annotate(text);
  if (number % COMPARED === 0) {
    const alone = new Annotator(pack);
    assert.deepEqual(alone.annotate(text), found);
    alone.free();
  }
  if (number % 1000 === 0) {
    globalThis.gc?.();
    const kilobytes = (bytes) => Math.round(bytes / 1024);
    console.log([number, kilobytes(memory.buffer.byteLength), kilobytes(process.memoryUsage().heapUsed)].join('\t'));
  }
  if (number === COUNT / 2) half = memory.buffer.byteLength;
}
assert.equal(memory.buffer.byteLength, half, 'memory grew in the second half');

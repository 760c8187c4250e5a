// Time and memory grow as the text does. A room that looks back over the whole text for every name or quotation takes the
// square of the time, which shows at the length tried here, whatever else the machine does.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import init, { Annotator } from '../../www/pkg/kutip.js';

const { memory } = await init({ module_or_path: await readFile(new URL('../../www/pkg/kutip_bg.wasm', import.meta.url)) });
const annotator = new Annotator(await readFile(new URL('../../www/packs/id.kutip', import.meta.url)));

const SHORT = 40_000;
const TIMES = 16;
/** How many times more than the text the time may grow, or a test run beside others would fail. */
const SLACK = 4;

const SOUNDS = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'je', 'ki', 'lo', 'mu', 'na', 'pe', 'ri', 'so', 'tu', 'wa'];

/** A name that is new every time. @param {number} number */
function name(number) {
  const name = [0, 4, 8, 12].map((bits) => SOUNDS[(number >> bits) & 15]).join('');
  return name[0].toUpperCase() + name.slice(1);
}

/** What is said over and over, each time with the number of the time. @type {Record<string, (number: number) => string>} */
const TEXTS = {
  'people nobody heard of': (n) => `Menteri ${name(n)} Budi ${name(n + 9)} mengatakan bahwa ${name(n * 7)} sudah datang.\n\n`,
  'roles of people, and roles of nobody': (n) => `Ketua Budi ${name(n)} datang. “Saya tidak datang,” kata hakim itu.\n\n`,
  'one who speaks all the time': () => 'Ketua Sri Lestari pulang. “Saya tidak datang lagi.”\n\n',
  'one paragraph of quotations': (n) => `“Saya datang ${n} kali,” katanya. “Ya.” `,
  'one quotation over all paragraphs': (n) => `“Kami datang ${n} kali.\n\n`,
  acronyms: (n) => `Komisi ${name(n)} Indonesia (K${name(n).toUpperCase()}I) rapat di ${name(n * 3)}.\n`,
  'one sentence': (n) => `kata Budi ${name(n)}, mengatakan (dan `,
};

/** @param {(number: number) => string} say @param {number} length */
function written(say, length) {
  const parts = [];
  for (let number = 0, sum = 0; sum < length; sum += parts[number++].length) parts.push(say(number));
  return parts.join('');
}

/** Milliseconds without the answer's way into JavaScript; the quicker of two. @param {string} text */
function quickest(text) {
  const times = [1, 2].map(() => {
    const before = performance.now();
    annotator.start(text);
    while (annotator.step(2 ** 31) < 1);
    return performance.now() - before;
  });
  return Math.min(...times);
}

for (const [what, say] of Object.entries(TEXTS)) {
  test(`${TIMES} times the text takes about ${TIMES} times the time: ${what}`, () => {
    const [short, long] = [SHORT, SHORT * TIMES].map((length) => quickest(written(say, length)));
    assert.ok(long < short * TIMES * SLACK, `${short.toFixed(1)} ms, then ${long.toFixed(1)}`);
  });
}

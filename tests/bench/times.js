// Times programs on texts: the quickest of some rounds, because whatever else the machine does only ever adds.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { floor, kutip, peers } from './engines.js';
import { LANGUAGES, SIZES, files, pack, text } from './texts.js';

/** At least so many rounds, and then until so many milliseconds are spent. */
const ROUNDS = 2;
const SPENT = 1000;

/** @typedef {{ where: string, what: string, language: string, size: string, ms: string, speed: string, memory: string }} Row */

/** @param {string} where @param {string} what @param {string} language @param {string} size @param {number} ms @param {number} [memory] @returns {Row} */
export function row(where, what, language, size, ms, memory) {
  const bytes = SIZES[size];
  return {
    where, what, language, size,
    ms: ms.toPrecision(3),
    speed: bytes && ms ? (bytes / ms / 1e3).toPrecision(3) : '-',
    memory: memory ? (memory / 1e6).toFixed(1) : '-',
  };
}

/** The rooms of the core, natively. @param {(row: Row) => void} add */
export async function native(add) {
  for (const lang of LANGUAGES) {
    const texts = files(Object.keys(SIZES)).filter((file) => file.lang === lang);
    const cargo = ['bench', '--quiet', '--no-default-features', '--bench', 'native', '--', fileURLToPath(pack(lang)), ...texts.map(({ path }) => path)];
    const lines = execFileSync('cargo', cargo, { encoding: 'utf8', cwd: fileURLToPath(new URL('../../', import.meta.url)), stdio: ['ignore', 'pipe', 'inherit'] });
    for (const [path, room, ms] of lines.trim().split('\n').map((line) => line.split('\t'))) {
      const size = texts.find((file) => file.path === path)?.size ?? '-';
      add(row('native', size === '-' ? 'pack: read' : room, lang, size, Number(ms)));
    }
  }
}

/** kutip in wasm, its peers and the floor, under node. @param {(row: Row) => void} add */
export async function node(add) {
  const english = LANGUAGES.includes('en') ? 'en' : LANGUAGES[0];
  const others = [await floor(), ...(await peers())];
  for (const [size, bytes] of Object.entries(SIZES)) {
    for (const lang of LANGUAGES) {
      const engine = await kutip(lang);
      const written = text(lang, bytes);
      const ms = quickest(() => engine.run(written));
      add(row('node', engine.name, lang, size, ms, engine.memory?.()));
    }
    for (const engine of others.filter(({ most }) => bytes <= most)) {
      const written = text(english, bytes);
      add(row('node', engine.name, english, size, quickest(() => engine.run(written))));
    }
  }
}

/** @param {() => void} run */
export function quickest(run) {
  const begun = performance.now();
  let least = Infinity;
  for (let round = 0; round < ROUNDS || performance.now() - begun < SPENT; round++) {
    const before = performance.now();
    run();
    least = Math.min(least, performance.now() - before);
  }
  return least;
}

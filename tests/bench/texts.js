// The texts that are measured: a language's own corpus (CC0), its articles shuffled and repeated up to a size.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);
/** Where the texts are kept between runs. */
const FOLDER = new URL('target/bench/', ROOT);

export const SIZES = { '1 KB': 1e3, '10 KB': 1e4, '100 KB': 1e5, '1 MB': 1e6, '10 MB': 1e7 };

/** The languages that have a corpus and a pack. */
export const LANGUAGES = readdirSync(new URL('src/lang/', ROOT))
  .filter((lang) => existsSync(new URL(`src/lang/${lang}/corpus`, ROOT)) && existsSync(pack(lang)))
  .sort();

/** @param {string} lang */
export function pack(lang) {
  return new URL(`www/packs/${lang}.kutip`, ROOT);
}

/** A text of so many bytes, the same on every machine. @param {string} lang @param {number} bytes */
export function text(lang, bytes) {
  const articles = corpus(lang);
  const random = generator(bytes);
  let whole = '';
  for (let length = 0; length < bytes; ) {
    for (let left = articles.length; left > 0 && length < bytes; left--) {
      const chosen = random() % left;
      [articles[chosen], articles[left - 1]] = [articles[left - 1], articles[chosen]];
      whole += `${articles[left - 1]}\n\n`;
      length += Buffer.byteLength(articles[left - 1]) + 2;
    }
  }
  const cut = Buffer.from(whole).subarray(0, bytes).toString();
  return cut.replace(/\ufffd+$/, '');
}

/** The article of 3,000 words, or nearly so, that a page opens with. @param {string} lang */
export function article(lang) {
  return text(lang, 30_000).split(/(?<=\s)/).slice(0, 3000).join('');
}

/** Writes the texts into files for the programs that read files. @param {string[]} sizes */
export function files(sizes) {
  mkdirSync(FOLDER, { recursive: true });
  return LANGUAGES.flatMap((lang) =>
    sizes.map((size) => {
      const file = new URL(`${lang}-${size.replace(' ', '')}.txt`, FOLDER);
      writeFileSync(file, text(lang, SIZES[size]));
      return { lang, size, path: fileURLToPath(file) };
    }),
  );
}

/** @param {string} lang */
function corpus(lang) {
  const folder = new URL(`src/lang/${lang}/corpus/`, ROOT);
  const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
  return readdirSync(folder).filter((name) => name.endsWith('.xml')).sort().map((name) =>
    readFileSync(new URL(name, folder), 'utf8').replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt);/g, (entity) => entities[entity]).trim(),
  );
}

/** Marsaglia's xorshift of 32 bits. @param {number} seed */
function generator(seed) {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

// Cold start in Chromium: from the request for the program, served on loopback, to the first annotation of an article.

import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { launch, newPage } from '../web/browsers.js';
import { html } from '../web/pages.js';
import { serve } from '../web/server.js';
import { floorModule } from './engines.js';
import { LANGUAGES, article } from './texts.js';
import { row } from './times.js';

const ROUNDS = 7;
const SIZE = '3,000 words';

/** Each loads itself and reads `text`; runs in the page. @type {Record<string, (text: string, lang: string) => Promise<any>>} */
const WAYS = {
  'kutip, whole annotation': async (text, lang) => {
    const [program, pack] = await Promise.all([import('/pkg/kutip.js'), fetch(`/packs/${lang}.kutip`).then((answer) => answer.arrayBuffer())]);
    await program.default({ module_or_path: fetch('/pkg/kutip_bg.wasm') });
    return new program.Annotator(new Uint8Array(pack)).annotate(text);
  },
  'floor: count capitalised words': async (text) => {
    const { instance } = await WebAssembly.instantiateStreaming(fetch('/bench/floor.wasm'));
    const { memory, scan } = instance.exports;
    return scan(new TextEncoder().encodeInto(text, new Uint8Array(memory.buffer)).written);
  },
  'wink-nlp, ner alone': async (text) => {
    const { winkNlp, model } = await import('/bench/wink.js');
    return winkNlp(model, ['sbd', 'ner']).readDoc(text).entities().out();
  },
  'compromise, people, places, organizations, quotations': async (text) => {
    const { compromise } = await import('/bench/compromise.js');
    const doc = compromise(text);
    return [doc.people(), doc.places(), doc.organizations(), doc.quotations()].map((found) => found.out('offset'));
  },
};

/** A peer as a site's own build would ship it. @param {string} source */
function bundled(source) {
  const stdin = { contents: source, resolveDir: fileURLToPath(new URL('.', import.meta.url)) };
  const { outputFiles } = buildSync({ stdin, bundle: true, minify: true, write: false, format: 'esm', platform: 'browser' });
  return { type: 'text/javascript', body: outputFiles[0].text };
}

/** @param {(row: any) => void} add */
export async function chromium(add) {
  const server = await serve({ real: true, answers: {
    '/bench/': html('<p>Bench'),
    '/bench/floor.wasm': { type: 'application/wasm', body: floorModule() },
    '/bench/wink.js': bundled("export { default as winkNlp } from 'wink-nlp'; export { default as model } from 'wink-eng-lite-web-model';"),
    '/bench/compromise.js': bundled("export { default as compromise } from 'compromise';"),
  } });
  const english = LANGUAGES.includes('en') ? 'en' : LANGUAGES[0];
  for (const [what, way] of Object.entries(WAYS)) {
    for (const lang of what.startsWith('kutip') ? LANGUAGES : [english]) {
      let least = Infinity;
      for (let round = 0; round < ROUNDS; round++) {
        // A browser of its own each time: nothing is compiled, cached or warm.
        const browser = await launch('chrome');
        const page = await newPage(browser);
        await page.goto(`${server.origin}/bench/`);
        least = Math.min(least, await page.evaluate(timed, `(${way})`, article(lang), lang));
        await browser.close();
      }
      add(row('chromium, cold', what, lang, SIZE, least));
    }
  }
  await server.close();
}

/** @param {string} source @param {string} text @param {string} lang */
async function timed(source, text, lang) {
  const way = eval(source);
  const before = performance.now();
  await way(text, lang);
  return performance.now() - before;
}

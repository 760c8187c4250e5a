// Painting 2,000 ranges in a 100 KB article: ours against <mark> wrapping, mark.js, and one Highlight per annotation.
//
// `node tests/bench/paint.js [--record]` prints a table (median of five fresh pages, milliseconds); `--record` writes it to
// tests/scores/paint.tsv. "Script" is the time until the call returns, "frame" until the page has drawn what it did.

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch, newPage } from '../web/browsers.js';
import { html } from '../web/pages.js';
import { serve } from '../web/server.js';

const ROUNDS = 5;
const RANGES = 2000;
const SENTENCE = 'Presiden Ratna Sihombing bertemu Bagus Wirawan di Medan, katanya, lalu pulang. ';
const PARAGRAPH = `<p>${SENTENCE.repeat(4)}</p>`;
const ARTICLE = PARAGRAPH.repeat(320);

/** Each way paints the same stretches; a frame later the time is taken. @type {Record<string, (stretches: any) => Promise<void> | void>} */
const WAYS = {
  'kutip, CSS highlights by kind': async ({ items, kutip }) => {
    const { HighlightPainter } = await import('/paint.js');
    new HighlightPainter(kutip).paint(items);
  },
  'kutip, <mark>': async ({ items, kutip }) => {
    const { MarkPainter } = await import('/mark-paint.js');
    new MarkPainter(kutip).paint(items);
  },
  '<mark> around each range (surroundContents)': ({ items, kutip }) => {
    // From the back, so that the front of each text node stays where it was.
    for (const { startContainer, startOffset, endContainer, endOffset } of items.map(({ start, end }) => kutip.range(start, end)).reverse()) {
      const range = document.createRange();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      range.surroundContents(document.createElement('mark'));
    }
  },
  'mark.js, markRanges': ({ items }) => {
    const ranges = items.map(({ start, end }) => ({ start, length: end - start }));
    new window.Mark(document.getElementById('article')).markRanges(ranges);
  },
  'one Highlight per annotation': ({ items, kutip }) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(items.map((_, index) => `::highlight(a${index}) { background-color: rgb(224 150 20 / 0.24) }`).join('\n'));
    document.adoptedStyleSheets.push(sheet);
    items.forEach(({ start, end }, index) => CSS.highlights.set(`a${index}`, new Highlight(new StaticRange(kutip.range(start, end)))));
  },
};

const server = await serve({ answers: {
  '/bench.html': html(`<main id="article">${ARTICLE}</main><script src="/node_modules/mark.js/dist/mark.min.js"></script>`, '<link rel="stylesheet" href="/highlight.css">'),
} });
const browser = await launch('chrome');
const rows = [];
for (const [name, way] of Object.entries(WAYS)) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await newPage(browser);
    await page.goto(`${server.origin}/bench.html`);
    times.push(await page.evaluate(measure, `(${way})`, RANGES));
    await page.close();
  }
  const median = (key) => times.map((time) => time[key]).sort((a, b) => a - b)[ROUNDS >> 1].toFixed(1);
  rows.push([name, median('script'), median('frame')]);
  console.log(rows.at(-1).join('\t'));
}
await browser.close();
await server.close();

if (process.argv.includes('--record')) {
  const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const head = [git('show', '--no-patch', '--format=%cs', 'HEAD'), git('describe', '--always', '--exclude=*')];
  const scores = fileURLToPath(new URL('../scores/', import.meta.url));
  mkdirSync(scores, { recursive: true });
  const table = [['date', 'commit', 'way', 'script ms', 'frame ms', 'command'], ...rows.map((row) => [...head, ...row, 'node tests/bench/paint.js --record'])];
  writeFileSync(`${scores}paint.tsv`, `${table.map((row) => row.join('\t')).join('\n')}\n`);
}

/** Runs in the page. @param {string} source @param {number} count */
async function measure(source, count) {
  const { readText } = await import('/text-map.js');
  await import('/mark-paint.js');
  const kutip = readText(document.getElementById('article'));
  const items = [];
  for (const [pattern, kind] of [[/Ratna Sihombing|Bagus Wirawan/g, 'person'], [/Medan/g, 'location'], [/katanya, lalu/g, 'indirect']]) {
    for (const { 0: word, index } of kutip.text.matchAll(pattern)) items.push({ start: index, end: index + word.length, kind });
  }
  // mark.js counts in the text of the nodes, which here is ours without the gaps between paragraphs.
  const flat = source.includes('Mark(');
  const paragraphs = [...kutip.text.matchAll(/\n\n/g)].map(({ index }) => index);
  const chosen = items.sort((a, b) => a.start - b.start).slice(0, count).map((item) => {
    const shift = flat ? paragraphs.filter((index) => index < item.start).length : 0;
    return { ...item, start: item.start - shift, end: item.end - shift };
  });
  if (chosen.length !== count) throw new Error(`${chosen.length} ranges`);
  const way = eval(source);
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
  const before = performance.now();
  await way({ items: chosen, kutip });
  const script = performance.now() - before;
  await new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  }));
  return { script, frame: performance.now() - before };
}

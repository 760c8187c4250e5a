// The text map in real browsers: HTML in, text and ranges out, and nothing when the page has changed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, launch, newPage } from './browsers.js';
import { serve } from './server.js';

const CASES = JSON.parse(readFileSync(new URL('./cases/text-map.json', import.meta.url), 'utf8'));
const BLANK = { '/blank.html': { body: '<!doctype html><html lang="id"><title>Kosong</title><div id="root"></div>', type: 'text/html; charset=utf-8' } };

for (const [name] of BROWSERS) {
  describe(`text map in ${name}`, () => {
    let server, browser, page;
    before(async () => {
      server = await serve({ answers: BLANK });
      browser = await launch(name);
      page = await newPage(browser);
      await page.goto(`${server.origin}/blank.html`);
    });
    after(async () => {
      await browser.close();
      await server.close();
    });

    for (const one of CASES) {
      test(one.name, async () => {
        const found = await page.evaluate(async ({ html, deep = 0, skip, units, ranges = {} }) => {
          const { readText } = await import('/text-map.js');
          const { unitsOf } = await import('/merge.js');
          const root = document.getElementById('root');
          root.innerHTML = html;
          for (let i = 0; i < deep; i++) {
            const around = document.createElement('div');
            around.append(...root.childNodes);
            root.append(around);
          }
          const map = readText(root, { skip, units });
          const range = (start, end) => {
            const ends = map.range(start, end);
            const range = document.createRange();
            range.setStart(ends.startContainer, ends.startOffset);
            range.setEnd(ends.endContainer, ends.endOffset);
            return range;
          };
          const shown = Object.fromEntries(Object.keys(ranges).map((slice) => {
            const start = map.text.indexOf(slice);
            const holder = document.createElement('div');
            holder.append(range(start, start + slice.length).cloneContents());
            return [slice, holder.innerHTML];
          }));
          // Every word leads to itself and back, whatever the case is about.
          const lost = [...map.text.matchAll(/[^\s“”"]+/gu)].filter(({ 0: word, index }) => {
            const at = range(index, index + word.length);
            return at.toString() !== word || map.offset(at.startContainer, at.startOffset) !== index;
          });
          return { text: map.text, shown, lost: lost.map(String), authors: map.authors.map(({ start, end }) => map.text.slice(start, end).trim()), unitTexts: unitsOf(map).map(({ text }) => text) };
        }, one);
        assert.equal(found.text, one.text);
        assert.deepEqual(found.shown, one.ranges ?? {});
        assert.deepEqual(found.lost, []);
        if (one.authors) assert.deepEqual(found.authors.sort(), [...one.authors].sort());
        if (one.unitTexts) assert.deepEqual(found.unitTexts, one.unitTexts);
      });
    }

    test('fails closed when the text has changed or is gone', async () => {
      const answers = await page.evaluate(async () => {
        const { readText } = await import('/text-map.js');
        const root = document.getElementById('root');
        const read = () => {
          root.innerHTML = '<p>Satu Dua</p><p>Tiga</p>';
          return readText(root);
        };
        const changed = read();
        root.firstChild.firstChild.data = 'Satu Duo';
        const removed = read();
        root.firstChild.remove();
        const outside = read();
        return [changed.range(5, 8), removed.range(0, 4), changed.range(0, 4), outside.range(900, 905), outside.range(8, 10), outside.range(10, 14) !== null];
      });
      assert.deepEqual(answers, [null, null, null, null, null, true]);
    });

    test('gives nothing for a text over the limit', async () => {
      const answer = await page.evaluate(async () => {
        const { readText } = await import('/text-map.js');
        document.getElementById('root').textContent = 'x'.repeat(101);
        return [readText(document.getElementById('root'), { limit: 100 }), readText(document.getElementById('root'), { limit: 101 })?.text.length];
      });
      assert.deepEqual(answer, [null, 101]);
    });
  });
}

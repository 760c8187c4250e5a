// <kutip-article> in the pages it has to live in: wrapped, pointed, in shadow roots, in frameworks, in feeds.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { BROWSERS, launch, newPage, settled, until } from './browsers.js';
import { ship } from '../../www/ship.js';
import { serve } from './server.js';

const PAGE = (body, head = '') => ({ type: 'text/html; charset=utf-8', body: `<!doctype html><html lang="id"><meta charset="utf-8"><title>Uji</title>${head}<body>${body}` });
const KUTIP = '<script type="module" src="/kutip.js"></script>';
const STORY = '<p>“Kami mulai besok,” kata <b>Ratna Sihombing</b> di Medan.</p><p>Bagus Wirawan diam.</p>';

/** What is painted, kind by kind. */
const painted = () =>
  Object.fromEntries([...CSS.highlights].map(([name, highlight]) => [name, [...highlight].map((range) => {
    const live = document.createRange();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    return live.toString();
  }).sort()]));

for (const [name] of BROWSERS) {
  describe(`element in ${name}`, () => {
    let server, browser, page;
    before(async () => {
      await ship();
      server = await serve({ answers: {
        '/wrap.html': PAGE(`${KUTIP}<kutip-article>${STORY}</kutip-article>`),
        '/for.html': PAGE(`${KUTIP}<div id="story">${STORY}</div><kutip-article for="#story"></kutip-article>`),
        '/two.html': PAGE(`${KUTIP}<kutip-article id="a">${STORY}</kutip-article><kutip-article id="b"><p>“Tidak,” kata Sari Utami.</p></kutip-article>`),
        '/shadow.html': PAGE(`<div id="host"></div>${KUTIP}`),
        '/feed.html': PAGE(`${KUTIP}<kutip-article units="article"><article>${STORY}</article></kutip-article>`),
        '/double.html': PAGE(`${KUTIP}<script type="module" src="/kutip/kutip.js"></script><kutip-article>${STORY}</kutip-article>`),
        '/near.html': PAGE(`<div style="height:5000px">Atas</div><kutip-article>${STORY}</kutip-article><script type="module" src="/loader.js"></script>`),
        '/button.html': PAGE(`<kutip-article load="button">${STORY}</kutip-article><script type="module" src="/loader.js"></script>`),
        '/site.html': PAGE(`<script type="module" src="/kutip/kutip.js"></script><kutip-article>${STORY}</kutip-article>`),
        '/rtl.html': PAGE(`${KUTIP}<div dir="rtl"><kutip-article panel="side" open>${STORY}</kutip-article></div>`),
        '/wordpress.html': PAGE(`${KUTIP}<article class="post hentry"><header class="entry-header"><h1 class="entry-title">Judul</h1></header><kutip-article for=".entry-content" skip=".sharedaddy, .jp-relatedposts"></kutip-article><div class="entry-content">\n${STORY}\n<div class="sharedaddy">Bagikan Kepada Teman</div></div></article>`),
      } });
      browser = await launch(name);
    });
    after(async () => {
      await browser.close();
      await server.close();
    });
    beforeEach(async () => {
      await page?.close();
      page = await newPage(browser);
    });
    const open = async (path) => {
      await page.goto(server.origin + path);
      await settled(page);
    };

    test('paints what it wraps, and leaves the markup as it was', async () => {
      await open('/wrap.html');
      assert.deepEqual(await page.evaluate(painted), {
        'kutip-direct': ['“Kami mulai besok,”'], 'kutip-person': ['Bagus Wirawan', 'Ratna Sihombing'],
      });
      assert.equal(await page.$eval('kutip-article', (element) => element.innerHTML), STORY);
      assert.deepEqual(page.complaints, []);
    });

    test('paints what `for` points to', async () => {
      await open('/for.html');
      assert.deepEqual((await page.evaluate(painted))['kutip-person'], ['Bagus Wirawan', 'Ratna Sihombing']);
    });

    test('WordPress markup, share buttons left out', async () => {
      await open('/wordpress.html');
      const text = await page.$eval('kutip-article', (element) => element.text);
      assert.equal(text, '“Kami mulai besok,” kata Ratna Sihombing di Medan.\n\nBagus Wirawan diam.');
    });

    test('several articles share the registry and leave it one by one', async () => {
      await open('/two.html');
      assert.equal((await page.evaluate(painted))['kutip-person'].length, 3);
      await page.evaluate(() => document.getElementById('a').remove());
      await until(page, () => CSS.highlights.get('kutip-person')?.size === 1);
      assert.deepEqual((await page.evaluate(painted))['kutip-person'], ['Sari Utami']);
      await page.evaluate(() => document.getElementById('b').destroy());
      assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
    });

    test('leaves the highlights and sheets of the page alone, and takes all of its own away', async () => {
      await open('/wrap.html');
      const left = await page.evaluate(() => {
        const element = document.querySelector('kutip-article');
        const theirs = new Highlight(new StaticRange({ startContainer: element, startOffset: 0, endContainer: element, endOffset: 1 }));
        CSS.highlights.set('theirs', theirs);
        document.adoptedStyleSheets.push(new CSSStyleSheet());
        const before = document.adoptedStyleSheets.length;
        element.destroy();
        return [before, document.adoptedStyleSheets.length, [...CSS.highlights.keys()], theirs.size, element.shadowRoot.innerHTML, element.state, element.annotation];
      });
      assert.deepEqual(left, [2, 1, ['theirs'], 1, '<slot></slot>', 'idle', null]);
    });

    test('starts again after destroy, and survives being moved', async () => {
      await open('/wrap.html');
      await page.evaluate(async () => {
        const element = document.querySelector('kutip-article');
        element.destroy();
        await element.annotate();
        const main = document.createElement('main');
        document.body.append(main);
        main.append(element);
      });
      assert.equal((await page.evaluate(painted))['kutip-person'].length, 2);
    });

    test('inside a shadow root', async () => {
      await page.goto(`${server.origin}/shadow.html`);
      await page.evaluate((story) => {
        const root = document.getElementById('host').attachShadow({ mode: 'open' });
        const element = document.createElement('kutip-article');
        element.innerHTML = story;
        root.append(element);
      }, STORY);
      await until(page, () => document.getElementById('host').shadowRoot.firstChild.state === 'ready');
      const found = await page.evaluate(() => {
        const root = document.getElementById('host').shadowRoot;
        const { left, top, width, height } = root.querySelector('b').getBoundingClientRect();
        return { sheets: root.adoptedStyleSheets.length, document: document.adoptedStyleSheets.length, x: left + width / 2, y: top + height / 2 };
      });
      assert.deepEqual([found.sheets, found.document], [1, 0]);
      await page.mouse.move(found.x, found.y);
      await until(page, () => document.getElementById('host').shadowRoot.firstChild.shadowRoot.querySelector('.card').matches(':popover-open'));
    });

    test('an article that grows: only the new part is annotated', async () => {
      await open('/feed.html');
      await page.evaluate(async () => {
        const element = document.querySelector('kutip-article');
        const { prototype } = Worker;
        const send = prototype.postMessage;
        window.sent = [];
        prototype.postMessage = function (message, ...rest) {
          if (message.text !== undefined) window.sent.push(message.text);
          return send.call(this, message, ...rest);
        };
        element.insertAdjacentHTML('beforeend', '<article><p>“Setuju,” kata Sari Utami.</p></article>');
      });
      await until(page, () => document.querySelector('kutip-article').annotation.quotes.length === 2);
      assert.deepEqual(await page.evaluate(() => window.sent), ['“Setuju,” kata Sari Utami.']);
      const offsets = await page.$eval('kutip-article', ({ annotation, text }) => annotation.quotes.map(({ spans: [{ start, end }] }) => text.slice(start, end)));
      assert.deepEqual(offsets, ['“Kami mulai besok,”', '“Setuju,”']);
    });

    test('text that changes loses its paint at once and gets the new one', async () => {
      await open('/wrap.html');
      const atOnce = await page.evaluate(async () => {
        document.querySelector('b').firstChild.data = 'Sari Utami Dewi';
        await Promise.resolve();
        return [...CSS.highlights.get('kutip-person')].length;
      });
      assert.equal(atOnce, 1);
      await until(page, () => document.querySelector('kutip-article').text.includes('Sari Utami Dewi'));
      await until(page, () => CSS.highlights.get('kutip-person').size === 2);
      assert.deepEqual((await page.evaluate(painted))['kutip-person'], ['Bagus Wirawan', 'Sari Utami Dewi']);
    });

    test('`for` follows a page that navigates without loading', async () => {
      await open('/for.html');
      await page.evaluate(() => document.getElementById('story').remove());
      assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
      await page.evaluate(() => document.body.insertAdjacentHTML('afterbegin', '<main><div id="story">Kata Sari Utami saja.</div></main>'));
      await until(page, () => CSS.highlights.get('kutip-person')?.size === 1);
      assert.deepEqual((await page.evaluate(painted))['kutip-person'], ['Kata Sari Utami']);
    });

    for (const framework of ['react', 'vue']) {
      test(`${framework} re-renders while it is painted`, async () => {
        await open(`/examples/${framework}/`);
        assert.equal((await page.evaluate(painted))['kutip-direct'].length, 2);
        await page.click('#add');
        await until(page, () => CSS.highlights.get('kutip-direct')?.size === 3);
        if (framework === 'react') {
          await page.click('#change');
          await until(page, () => [...CSS.highlights.get('kutip-direct')].length === 3 && document.querySelector('kutip-article').text.startsWith('“Kami mulai lusa'));
          await page.click('#remove');
          await until(page, () => CSS.highlights.get('kutip-direct')?.size === 2);
          assert.deepEqual((await page.evaluate(painted))['kutip-direct'], ['“Anggarannya sudah ada,”', '“Saya setuju,”']);
          await page.click('#toggle');
          await until(page, () => CSS.highlights.size === 0);
          await page.click('#toggle');
          await until(page, () => CSS.highlights.get('kutip-direct')?.size === 2);
        }
        assert.match(await page.$eval('[role=status]', ({ textContent }) => textContent), /^[23] kutipan$/);
        assert.deepEqual(page.complaints, []);
      });
    }

    test('React re-renders under <mark> paint, and its text is whole afterwards', async () => {
      await open('/examples/react/');
      await page.$eval('kutip-article', (element) => element.setAttribute('paint', 'mark'));
      await page.waitForSelector('mark.kutip-direct');
      await page.click('#change');
      await until(page, () => document.querySelector('mark.kutip-direct')?.textContent === '“Kami mulai lusa,”');
      await page.click('#remove');
      await until(page, () => document.querySelectorAll('kutip-article p').length === 1 && document.querySelector('mark.kutip-direct')?.textContent.startsWith('“Anggaran'));
      assert.equal(await page.$eval('kutip-article p', ({ textContent }) => textContent), '“Anggarannya sudah ada,” ujar Bagus Wirawan.');
      await page.$eval('kutip-article', (element) => element.destroy());
      assert.equal(await page.$eval('kutip-article', ({ innerHTML }) => innerHTML), '<p>“Anggarannya sudah ada,” ujar Bagus Wirawan.</p>');
      assert.deepEqual(page.complaints, []);
    });

    test('<mark> paint leaves the markup and the text nodes as they were', async () => {
      await open('/wrap.html');
      const same = await page.evaluate(async () => {
        const element = document.querySelector('kutip-article');
        const before = element.innerHTML;
        const nodes = [...element.querySelectorAll('p')].flatMap((p) => [...p.childNodes]);
        element.setAttribute('paint', 'mark');
        await new Promise((resolve) => element.addEventListener('kutip-annotate', resolve, { once: true }));
        const marks = [...element.querySelectorAll('mark')].map(({ className, textContent }) => [className, textContent]);
        const found = element.rangeOf(element.text.indexOf('Bagus'), element.text.indexOf(' diam')).toString();
        element.destroy();
        const now = [...element.querySelectorAll('p')].flatMap((p) => [...p.childNodes]);
        return { marks, found, html: element.innerHTML === before, nodes: now.length === nodes.length && now.every((node, i) => node === nodes[i]) };
      });
      assert.deepEqual(same, {
        marks: [['kutip-mark kutip-direct', '“Kami mulai besok,”'], ['kutip-mark kutip-person', 'Ratna Sihombing'], ['kutip-mark kutip-person', 'Bagus Wirawan']],
        found: 'Bagus Wirawan', html: true, nodes: true,
      });
    });

    test('two copies of the program on a page do no harm', async () => {
      await open('/double.html');
      assert.equal((await page.evaluate(painted))['kutip-person'].length, 2);
      assert.deepEqual(page.complaints, []);
    });

    test('the loader waits until the article is near', async () => {
      await page.goto(`${server.origin}/near.html`);
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.equal(await page.evaluate(() => customElements.get('kutip-article') === undefined), true);
      await page.evaluate(() => scrollTo(0, 4500));
      await settled(page);
      assert.equal((await page.evaluate(painted))['kutip-person'].length, 2);
    });

    test('the loader waits for its button, then the panel has the focus', async () => {
      await page.goto(`${server.origin}/button.html`);
      await until(page, () => document.querySelector('kutip-article').shadowRoot?.querySelector('button') != null);
      assert.equal(await page.$eval('kutip-article', ({ shadowRoot }) => shadowRoot.querySelector('button').textContent), 'Siapa bicara?');
      assert.equal(await page.evaluate(() => customElements.get('kutip-article') === undefined), true);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await settled(page);
      assert.deepEqual(await page.$eval('kutip-article', ({ open, shadowRoot }) => [open, shadowRoot.activeElement?.className]), [true, 'toggle']);
    });

    test('the shipped files do the same', async () => {
      await open('/site.html');
      assert.equal((await page.evaluate(painted))['kutip-person'].length, 2);
      assert.deepEqual(page.complaints, []);
    });

    test('right to left, the panel stands on the other side', async () => {
      await open('/rtl.html');
      const [panel, article] = await page.$eval('kutip-article', ({ shadowRoot }) => ['.panel', '.article'].map((part) => shadowRoot.querySelector(part).getBoundingClientRect().left));
      assert.ok(panel < article);
    });
  });
}

test('importing without a DOM is safe', async () => {
  const { createAnnotator, KutipArticle } = await import('../../www/kutip.js');
  assert.equal(typeof createAnnotator, 'function');
  assert.equal(typeof KutipArticle, 'function');
});

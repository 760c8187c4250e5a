// The demo page under the strict policy: every way in and out, and nothing that leaves the browser.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { FORMATS } from '../../www/demo/exports.js';
import { BROWSERS, launch, newPage, settled, until } from './browsers.js';
import { samples, serve, STRICT } from './server.js';

const HOSTILE = '<img src=x onerror="window.canary=1"><svg onload="window.canary=2"></svg> <script>window.canary=3</script>';

for (const [name] of BROWSERS) {
  describe(`demo in ${name}`, () => {
    let server, browser, page, requests;
    before(async () => {
      server = await serve({ csp: STRICT });
      browser = await launch(name);
    });
    after(async () => {
      await browser.close();
      await server.close();
    });
    beforeEach(async () => {
      await page?.close();
      page = await newPage(browser);
      requests = [];
      page.on('request', (request) => requests.push(request.url()));
      await page.evaluateOnNewDocument(() => {
        window.reports = [];
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => window.reports.push(`${violatedDirective} ${blockedURI}`));
      });
    });
    const open = async (path = '/') => {
      await page.goto(server.origin + path);
      await settled(page);
    };
    const text = () => page.$eval('kutip-article', (kutip) => kutip.text);
    const paste = (type, content) => page.evaluate((type, content) => {
      // Firefox ignores data given to the constructor of a clipboard event.
      const clipboardData = { getData: (wanted) => (wanted === type ? content : '') };
      document.body.dispatchEvent(Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData }));
    }, type, content);
    /** Nothing was reported, nothing ran, nothing was asked of another host. */
    const clean = async () => {
      assert.deepEqual(await page.evaluate(() => [window.reports, window.canary ?? null]), [[], null]);
      assert.deepEqual(page.complaints, []);
      assert.deepEqual(requests.filter((url) => !url.startsWith(server.origin) && !/^(blob|data):/.test(url)), []);
    };

    test('a sample in the language of the reader, and one in each other', async () => {
      await open();
      assert.equal(await page.evaluate(() => document.documentElement.lang === navigator.language.slice(0, 2)), true);
      for (const language of ['id', 'ms', 'en']) {
        const title = await page.evaluate((language) => {
          const picker = document.getElementById('sample');
          picker.value = [...picker.options].find(({ lang }) => lang === language).value;
          picker.dispatchEvent(new Event('change'));
          return picker.selectedOptions[0].textContent;
        }, language);
        await until(page, (title) => document.querySelector('kutip-article').text.startsWith(title), title);
        assert.equal(await page.$eval('kutip-article', ({ annotation }) => annotation.language), language);
      }
      await clean();
    });

    test('the page speaks three languages', async () => {
      await open();
      for (const [language, tagline] of [['id', 'Siapa bicara, dan apa katanya.'], ['ms', 'Siapa bercakap, dan apa katanya.'], ['en', 'Who is speaking, and what they say.']]) {
        await page.click(`#ui [value=${language}]`);
        assert.equal(await page.$eval('.mast p', ({ textContent }) => textContent), tagline);
        assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      }
      await clean();
    });

    test('plain text pasted keeps its paragraphs', async () => {
      await open();
      await paste('text/plain', 'Judul yang pendek\n\n“Kami mulai besok,” kata Ratna Sihombing.\n\nBagus Wirawan diam.');
      await until(page, () => document.querySelector('kutip-article').annotation?.mentions.length === 2);
      assert.equal(await text(), 'Judul yang pendek\n\n“Kami mulai besok,” kata Ratna Sihombing.\n\nBagus Wirawan diam.');
      assert.match(await page.$eval('#language', ({ selectedOptions }) => selectedOptions[0].textContent), /\(\w+\)$/);
      assert.deepEqual(await page.$$eval('#sheet > *', (blocks) => blocks.map(({ tagName }) => tagName)), ['H2', 'P', 'P']);
      await clean();
    });

    test('rich text pasted keeps its paragraphs and runs nothing', async () => {
      await open();
      await paste('text/html', `<h1>Judul</h1><p>“Kami <b>mulai</b> besok,” kata Ratna Sihombing.</p>${HOSTILE}<a href="javascript:window.canary=4">Bagus Wirawan</a>`);
      await until(page, () => document.querySelector('kutip-article').annotation?.mentions.length === 2);
      assert.equal(await text(), 'Judul\n\n“Kami mulai besok,” kata Ratna Sihombing.\n\nBagus Wirawan');
      assert.equal(await page.$('#sheet :is(img, svg, script, a)'), null);
      await clean();
    });

    test('markup as text stays text in the article, the panel and the card', async () => {
      await open();
      const evil = `“Kami ${HOSTILE} besok,” kata Ratna Sihombing.`;
      await paste('text/plain', `Judul\n\n${evil}`);
      await until(page, () => document.querySelector('kutip-article').annotation?.quotes.length > 0);
      assert.ok((await text()).includes('<img src=x onerror'));
      await page.evaluate(() => {
        const kutip = document.querySelector('kutip-article');
        kutip.open = true;
        kutip.shadowRoot.querySelector('.speaker').click();
        kutip.select({ quote: 0 });
      });
      assert.equal(await page.evaluate(() => document.querySelector('kutip-article').shadowRoot.querySelector('img, svg, script')), null);
      await clean();
    });

    test('written text is annotated as one writes', async () => {
      await open();
      await page.click('#fresh');
      await page.keyboard.type('“Kami mulai besok,” kata Ratna Sihombing.');
      await until(page, () => document.querySelector('kutip-article').annotation?.quotes.length === 1);
      await page.keyboard.press('Enter');
      await page.keyboard.type('“Saya setuju,” kata Bagus Wirawan.');
      await until(page, () => document.querySelector('kutip-article').annotation?.quotes.length === 2);
      assert.equal(await page.evaluate(() => CSS.highlights.get('kutip-direct').size), 2);
      assert.equal(await page.evaluate(() => document.activeElement.id), 'sheet');
      await page.click('#edit');
      assert.equal(await page.$eval('#sheet', ({ isContentEditable }) => isContentEditable), false);
      await clean();
    });

    test('a file dropped on the page', async () => {
      await open();
      await page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['<p>Satu.</p><p>Kata Ratna Sihombing.</p>'], 'a.html', { type: 'text/html' }));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      });
      await until(page, () => document.querySelector('kutip-article').text === 'Satu.\n\nKata Ratna Sihombing.');
      await clean();
    });

    test('a link carries the text and nothing sees it but the browser', async () => {
      await open();
      const secret = 'Rahasia Besar ada pada Ratna Sihombing.';
      await paste('text/plain', secret);
      await until(page, (secret) => document.querySelector('kutip-article').text === secret, secret);
      await page.click('#link');
      await until(page, () => location.hash.startsWith('#t='));
      const link = await page.evaluate(() => location.href);
      const other = await newPage(browser);
      await other.goto(link);
      await settled(other);
      assert.equal(await other.$eval('kutip-article', (kutip) => kutip.text), secret);
      await other.close();
      const packed = link.split('#t=')[1];
      assert.deepEqual(server.log.filter((line) => line.includes(packed) || /rahasia/i.test(line)), []);
      await open('/#t=!!');
      await open('/#t=abcd');
      await until(page, () => document.getElementById('message').textContent !== '');
      await clean();
    });

    test('export gives the file of each format', async () => {
      await open();
      const files = await page.evaluate(async () => {
        const files = [];
        HTMLAnchorElement.prototype.click = function () {
          files.push([this.download, this.href]);
        };
        for (const button of document.querySelectorAll('#exports button')) button.click();
        // A policy that lets the page reach only its own origin keeps it from reading its own blobs: names must do.
        return files.map(([name, url]) => [name, url.startsWith('blob:')]);
      });
      assert.deepEqual(files, Object.values(FORMATS).map(({ name }) => [name, true]));
      await clean();
    });

    test('after the first visit it works without a network, and says so', async () => {
      const own = await serve({ csp: STRICT });
      const tab = await newPage(browser);
      await tab.goto(own.origin);
      await settled(tab);
      await until(tab, () => /^(Siap|Sedia|Ready)/.test(document.getElementById('offline').textContent));
      await own.close();
      await tab.reload();
      await settled(tab);
      assert.ok((await tab.$eval('kutip-article', ({ annotation }) => annotation.quotes.length)) > 0);
      await tab.close();
    });
  });
}

const { text, annotation } = samples.find(({ id }) => id === 'a01');

test('JSON export is the annotation with its text', () => {
  assert.deepEqual(JSON.parse(FORMATS.json.write(annotation, text)), { ...annotation, text });
});

test('Web Annotation export points at what it names', () => {
  const { items, type } = JSON.parse(FORMATS['web-annotation'].write(annotation, text));
  assert.equal(type, 'AnnotationPage');
  assert.equal(items.length, annotation.mentions.length + annotation.quotes.length);
  for (const { target } of items) {
    for (const { selector } of [target].flat()) {
      const [{ start, end }, { exact, prefix, suffix }] = selector;
      assert.equal(text.slice(start, end), exact);
      assert.ok(text.slice(0, start).endsWith(prefix) && text.slice(end).startsWith(suffix));
    }
  }
});

test('CSV export: one row a finding, formulas disarmed', () => {
  const evil = { ...annotation, mentions: [{ ...annotation.mentions[0], text: '=HYPERLINK("x")' }], quotes: [] };
  assert.equal(FORMATS.csv.write(evil, text).split('\r\n')[1].split(',')[4], `"'=HYPERLINK(""x"")"`);
  assert.equal(FORMATS.csv.write(annotation, text).trim().split('\r\n').length, 1 + annotation.mentions.length + annotation.quotes.length);
});

test('Markdown export keeps markup as text', () => {
  const quote = { ...annotation.quotes[0], spans: [{ start: 0, end: 1, text: '<b>*x*</b> [a](b)' }] };
  assert.match(FORMATS.markdown.write({ ...annotation, quotes: [quote] }, text), /> \\<b\\>\\\*x\\\*\\<\/b\\> \\\[a\\\]\(b\)/);
});

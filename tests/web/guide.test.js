// Panel, card and keyboard: what a reader does, in both browsers.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { BROWSERS, launch, newPage, settled, until } from './browsers.js';
import { html, samplePage } from './pages.js';
import { serve } from './server.js';

for (const [name] of BROWSERS) {
  describe(`guide in ${name}`, () => {
    let server, browser, page;
    before(async () => {
      server = await serve({ answers: {
        '/story.html': samplePage('a01', 'panel="side" open'),
        '/closed.html': samplePage('a01'),
        '/link.html': html('<kutip-article><p>Kata <a href="#ke">Ratna Sihombing</a> saja.</p></kutip-article><script type="module" src="/kutip.js"></script>'),
        '/slow.html': html(`<kutip-article panel="top" open limit="1000000"><p>SLOW ${'Kata Ratna Sihombing saja. '.repeat(4000)}</p></kutip-article><script type="module" src="/kutip.js"></script>`),
        '/author.html': html('<kutip-article><p class="byline">Oleh Ratna Sihombing</p><p>Bagus Wirawan diam.</p></kutip-article><script type="module" src="/kutip.js"></script>'),
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
    const inside = (code, ...values) => page.evaluate(
      (code, values) => new Function('root', 'kutip', 'values', `return ${code}`)(document.querySelector('kutip-article').shadowRoot, document.querySelector('kutip-article'), values),
      code, values);
    const focused = () => inside("root.activeElement && (root.activeElement.dataset.stop ?? root.activeElement.className)");
    const cardOpen = () => inside("root.querySelector('.card').matches(':popover-open')");
    const cardText = () => inside("root.querySelector('.card').innerText");
    /** Puts the mouse on a stretch of the text. */
    const pointAt = async (slice) => {
      const { x, y } = await page.evaluate((slice) => {
        const kutip = document.querySelector('kutip-article');
        const start = kutip.text.indexOf(slice);
        const { left, top, width, height } = kutip.rangeOf(start, start + slice.length).getClientRects()[0];
        return { x: left + width / 2, y: top + height / 2 };
      }, slice);
      await page.mouse.move(x, y);
      return { x, y };
    };

    test('a long text shows how far it is read', async () => {
      await page.goto(`${server.origin}/slow.html`);
      const seen = new Set();
      await until(page, () => Boolean(document.querySelector('kutip-article')?.shadowRoot?.querySelector('.progress')));
      while (!(await inside("kutip.state === 'ready'"))) {
        const [hidden, done] = await inside("[root.querySelector('.progress').hidden, Number(root.querySelector('.progress').style.getPropertyValue('--done'))]");
        if (!hidden) seen.add(done);
      }
      const shares = [...seen];
      assert.ok(shares.length > 2, `seen: ${shares}`);
      assert.deepEqual(shares, shares.toSorted((a, b) => a - b));
      assert.ok(await inside("root.querySelector('.progress').hidden"));
    });

    test('speakers are ordered by words, with their share', async () => {
      await open('/story.html');
      const speakers = await inside("[...root.querySelectorAll('.speaker')].map((row) => [row.querySelector('.name').innerText, row.querySelector('.percent').innerText])");
      assert.deepEqual(speakers.slice(0, 3), [['Rudolf Manengkey', '39%'], ['Bagaskoro Wicaksono', '26%'], ['Siti Masitah Harahap', '16%']]);
      const shares = speakers.map(([, share]) => parseInt(share));
      assert.deepEqual(shares, [...shares].sort((a, b) => b - a));
      assert.equal(await inside("root.querySelector('[role=status]').textContent"), '7 pembicara dan 17 kutipan ditemukan');
    });

    test('the panel is one tab stop, and arrows reach everything', async () => {
      await open('/story.html');
      assert.equal(await inside("root.querySelectorAll('.panel [tabindex=\"0\"]').length"), 1);
      await page.keyboard.press('Tab');
      assert.equal(await focused(), 'toggle');
      const seen = ['toggle'];
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('ArrowDown');
        const stop = await focused();
        if (stop === seen.at(-1)) break;
        seen.push(stop);
      }
      const all = await inside("[...root.querySelectorAll('[data-stop]')].filter((stop) => stop.checkVisibility()).map((stop) => stop.dataset.stop)");
      assert.deepEqual(seen, all);
      await page.keyboard.press('Home');
      assert.equal(await focused(), 'toggle');
    });

    test('a quotation by keyboard: unfold, jump, step, and Escape back to where one was', async () => {
      await open('/story.html');
      await page.keyboard.press('Tab');
      while (!/^se\d/.test(await focused())) await page.keyboard.press('ArrowDown');
      const speaker = await focused();
      await page.keyboard.press('Enter');
      assert.equal(await focused(), speaker);
      await page.keyboard.press('ArrowDown');
      const quote = await focused();
      assert.match(quote, /^q\d+$/);
      await page.keyboard.press('Enter');
      assert.equal(await cardOpen(), true);
      assert.equal(await focused(), 'card');
      assert.match(await cardText(), /Rudolf Manengkey[\s\S]*1 dari 6/);
      await page.keyboard.press('Escape');
      assert.equal(await cardOpen(), false);
      assert.equal(await focused(), quote);
      assert.equal(await inside("root.querySelector('.walk').hidden"), false);
      await page.keyboard.press('Escape');
      assert.equal(await inside("root.querySelector('.walk').hidden"), true);
    });

    test('next and previous keep the focus on their button', async () => {
      await open('/story.html');
      await page.evaluate(() => document.querySelector('kutip-article').select({ entity: document.querySelector('kutip-article').annotation.entities.find(({ name }) => name.startsWith('Rudolf')).id }));
      await inside("root.querySelector('.card [aria-label=Berikutnya]').focus()");
      await page.keyboard.press('Enter');
      assert.match(await cardText(), /2 dari/);
      assert.equal(await inside("root.activeElement.getAttribute('aria-label')"), 'Berikutnya');
    });

    test('the mouse opens a card that can be reached, stays, and closes on Escape', async () => {
      await open('/story.html');
      const { x, y } = await pointAt('Rudolf Manengkey');
      await until(page, () => document.querySelector('kutip-article').shadowRoot.querySelector('.card').matches(':popover-open'));
      assert.match(await cardText(), /Orang\s+Rudolf Manengkey[\s\S]*Pimpinan rapat/);
      const card = await inside("root.querySelector('.card').getBoundingClientRect().toJSON()");
      await page.mouse.move(card.x + 20, card.y + 20, { steps: 4 });
      await new Promise((resolve) => setTimeout(resolve, 600));
      assert.equal(await cardOpen(), true, 'hoverable and persistent');
      await page.keyboard.press('Escape');
      assert.equal(await cardOpen(), false, 'dismissable');
      await page.mouse.move(x, y);
      await page.mouse.move(x + 1, y);
      await until(page, () => document.querySelector('kutip-article').shadowRoot.querySelector('.card').matches(':popover-open'));
      await page.mouse.move(5, 5, { steps: 3 });
      await until(page, () => !document.querySelector('kutip-article').shadowRoot.querySelector('.card').matches(':popover-open'));
    });

    test('a tap on a quotation pins its card and tells the page', async () => {
      await open('/closed.html');
      await page.evaluate(() => addEventListener('kutip-select', ({ detail }) => (window.selected = detail)));
      const { x, y } = await pointAt('Aplikasinya bagus');
      await page.mouse.click(x, y);
      assert.equal(await cardOpen(), true);
      assert.match(await cardText(), /Kutipan langsung\s+Rudolf Manengkey/);
      assert.deepEqual(await page.evaluate(() => typeof window.selected.quote), 'number');
      await page.mouse.move(5, 5);
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.equal(await cardOpen(), true);
    });

    test('a quotation is copied with who said it and where', async () => {
      await open('/story.html');
      const copied = await page.evaluate(async () => {
        const kutip = document.querySelector('kutip-article');
        let copied = '';
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => (copied = text) } });
        kutip.select({ quote: kutip.annotation.quotes.findIndex(({ spans }) => spans[0].text.includes('Lima kapal')) });
        const button = [...kutip.shadowRoot.querySelectorAll('.card button')].find(({ textContent }) => textContent === 'Salin kutipan');
        button.click();
        await new Promise((resolve) => setTimeout(resolve));
        return [copied, button.textContent];
      });
      assert.deepEqual(copied, [`"Lima kapal ini ke mana, Pak? Berlayar ke bulan?" — Siti Masitah Harahap (Uji, ${server.origin}/story.html)`, 'Tersalin']);
    });

    test('a link under the pointer stays a link', async () => {
      await open('/link.html');
      const { x, y } = await pointAt('Ratna');
      await page.mouse.click(x, y);
      assert.equal(await page.evaluate(() => location.hash), '#ke');
    });

    test('a kind is turned off and on', async () => {
      await open('/story.html');
      const sizes = () => page.evaluate(() => [CSS.highlights.get('kutip-location')?.size ?? 0, CSS.highlights.get('kutip-person').size]);
      const [places, persons] = await sizes();
      await inside("root.querySelector('.kind.location').click()");
      assert.deepEqual(await sizes(), [0, persons]);
      assert.equal(await inside("root.activeElement.getAttribute('aria-pressed')"), 'false');
      await inside("root.querySelector('.kind.location').click()");
      assert.deepEqual(await sizes(), [places, persons]);
    });

    test('the search finds speakers and what they say', async () => {
      await open('/story.html');
      await inside("root.querySelector('.search').focus()");
      await page.keyboard.type('semangka');
      assert.deepEqual(await inside("[...root.querySelectorAll('.speaker .name')].map(({ innerText }) => innerText)"), ['Warto']);
      assert.equal(await inside("root.querySelectorAll('.said button').length"), 1);
      assert.equal(await focused(), 'search');
    });

    test('a byline is told from a source', async () => {
      await open('/author.html');
      await pointAt('Ratna Sihombing');
      await until(page, () => document.querySelector('kutip-article').shadowRoot.querySelector('.card').matches(':popover-open'));
      assert.match(await cardText(), /Penulis artikel ini/);
    });

    test('the words of the panel follow the page and can be chosen', async () => {
      await open('/story.html');
      assert.equal(await inside("root.querySelector('.title').innerText"), 'Siapa bicara?');
      await page.evaluate(() => document.querySelector('kutip-article').setAttribute('ui-lang', 'en'));
      await settled(page);
      assert.equal(await inside("root.querySelector('.title').innerText"), 'Who is speaking?');
    });
  });
}

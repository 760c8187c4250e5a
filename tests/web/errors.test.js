// What can go wrong: a stable code, a line in the panel, the article untouched.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, launch, newPage, settled } from './browsers.js';
import { html } from './pages.js';
import { serve } from './server.js';

const STORY = '<p>“Kami mulai besok,” kata Ratna Sihombing.</p>';
const page = (attributes = '', before = '', story = STORY) =>
  html(`<script>addEventListener('kutip-error', ({ detail }) => (window.errors ??= []).push(detail))</script>${before}<kutip-article ${attributes}>${story}</kutip-article><script type="module" src="/kutip.js"></script>`);
const script = (code) => `<script>${code}</script>`;
const NOT_FOUND = { status: 404, type: 'text/html', body: '<!doctype html><title>404</title>' };
const PAGE_INSTEAD = { status: 200, type: 'text/html', body: '<!doctype html><title>Halo</title>' };

/** @type {{ name: string, code: string, fatal?: boolean, page: object, answers?: object, csp?: string, only?: string }[]} */
const CASES = [
  { name: 'a pack that is not there', code: 'pack-load', page: page(), answers: { '/packs/id.kutip': NOT_FOUND } },
  { name: 'a language without a pack', code: 'pack-load', page: page('lang="jv"') },
  { name: 'a language that climbs out of the folder', code: 'pack-load', page: page('lang="../../examples/index.html?"') },
  { name: 'a page instead of the pack', code: 'pack-foreign', page: page(), answers: { '/packs/id.kutip': PAGE_INSTEAD } },
  { name: 'a pack cut short', code: 'pack-damaged', page: page(), answers: { '/packs/id.kutip': { body: 'FAKEPACK id e', type: 'application/octet-stream' } } },
  { name: 'a pack with another hash', code: 'pack-load', page: page('pack-integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"') },
  { name: 'a program that is not there', code: 'wasm-load', page: page(), answers: { '/pkg/kutip_bg.wasm': NOT_FOUND } },
  { name: 'a program cut short', code: 'wasm-load', page: page(), answers: { '/pkg/kutip_bg.wasm': { body: Buffer.from([0, 0x61, 0x73]), type: 'application/wasm' } } },
  { name: 'a page instead of the program', code: 'wasm-load', page: page(), answers: { '/pkg/kutip.js': PAGE_INSTEAD } },
  { name: 'a policy that forbids WebAssembly', code: 'wasm-blocked', page: page(), csp: "script-src 'self' 'unsafe-inline'; worker-src 'none'" },
  { name: 'no workers at all', code: 'worker-blocked', fatal: false, page: page('', script('delete window.Worker')) },
  { name: 'workers forbidden by the policy', code: 'worker-blocked', fatal: false, page: page(), csp: "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; worker-src 'none'" },
  { name: 'no CSS highlights where they are demanded', code: 'highlights-missing', page: page('paint="highlight"', script('delete window.Highlight')) },
  { name: 'a pointer to nothing', code: 'target-missing', page: page('for="#nowhere"') },
  { name: 'a selector that is none', code: 'selector-invalid', page: page('skip="p["') },
  { name: 'a huge page', code: 'too-large', page: page('', '', `<p>${'Ratna Sihombing. '.repeat(1000)}</p>`.repeat(130)) },
  { name: 'a text the program stops at', code: 'crashed', page: page('', '', '<p>CRASH-ALWAYS kata Ratna Sihombing.</p>') },
];

for (const [name] of BROWSERS) {
  describe(`errors in ${name}`, () => {
    let browser;
    before(async () => (browser = await launch(name)));
    after(() => browser.close());

    for (const { name, code, fatal = true, page, answers, csp } of CASES) {
      test(`${name}: ${code}`, async (t) => {
        const server = await serve({ csp, answers: { '/uji.html': page, ...answers } });
        t.after(() => server.close());
        const tab = await newPage(browser);
        await tab.goto(`${server.origin}/uji.html`);
        await settled(tab);
        const found = await tab.evaluate(() => {
          const kutip = document.querySelector('kutip-article');
          const line = kutip.shadowRoot.querySelector('.error');
          return { errors: window.errors.map(({ code, fatal }) => ({ code, fatal })), state: kutip.state, line: line.hidden ? '' : line.textContent, html: kutip.innerHTML.slice(0, 100), painted: CSS.highlights.size };
        });
        assert.deepEqual(found.errors, [{ code, fatal }]);
        assert.equal(found.state, fatal ? 'error' : 'ready');
        assert.match(found.line, fatal ? new RegExp(`Artikel tidak dapat dibaca\\. \\(${code}\\)`) : /Dibaca tanpa worker/);
        assert.doesNotMatch(found.html, /<mark/);
        if (fatal) assert.equal(found.painted, 0);
        else assert.ok(found.painted > 0);
        await tab.close();
      });
    }

    test('no CSS highlights: <mark> takes their place', async (t) => {
      const server = await serve({ answers: { '/uji.html': page('', script('delete window.Highlight')) } });
      t.after(() => server.close());
      const tab = await newPage(browser);
      await tab.goto(`${server.origin}/uji.html`);
      await settled(tab);
      assert.deepEqual(await tab.$$eval('mark', (marks) => marks.map(({ textContent }) => textContent)), ['“Kami mulai besok,”', 'Ratna Sihombing']);
      await tab.close();
    });

    test('a network that heals: annotate() tries again', async (t) => {
      const server = await serve({ answers: { '/uji.html': page(), '/packs/id.kutip': NOT_FOUND } });
      t.after(() => server.close());
      const tab = await newPage(browser);
      await tab.goto(`${server.origin}/uji.html`);
      await settled(tab);
      delete server.answers['/packs/id.kutip'];
      assert.equal(await tab.$eval('kutip-article', async (kutip) => (await kutip.annotate()).quotes.length), 1);
      assert.equal(await tab.$eval('kutip-article', ({ state }) => state), 'ready');
      await tab.close();
    });
  });
}

// The documents say what is so: their snippets run, their tables and the types name the same things.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { buildSync } from 'esbuild';
import { ship } from '../../www/ship.js';
import { BROWSERS, launch, newPage, settled } from './browsers.js';
import { html } from './pages.js';
import { serve, STRICT, WWW } from './server.js';

const README = readFileSync(`${WWW}README.md`, 'utf8');
const read = (name) => readFileSync(WWW + name, 'utf8');
/** The fenced block after a mark. @param {string} name */
const snippet = (name) => new RegExp(`<!-- tested: ${name} -->\\n\`\`\`\\w*\\n([\\s\\S]*?)\`\`\``).exec(README)[1];

for (const [name] of BROWSERS) {
  describe(`snippets in ${name}`, () => {
    let server, browser;
    before(async () => {
      await ship();
      const { outputFiles } = buildSync({
        stdin: { resolveDir: WWW, loader: 'jsx', contents: `${snippet('react')}
          import { createRoot } from 'react-dom/client';
          createRoot(document.getElementById('app')).render(<Article html={['“Kami mulai besok,” kata Ratna Sihombing.']} onFound={({ quotes }) => (window.found = quotes.length)} />);` },
        bundle: true, write: false, format: 'esm', jsx: 'automatic', define: { 'process.env.NODE_ENV': '"production"' },
      });
      server = await serve({ answers: {
        '/react.js': { body: outputFiles[0].text },
        '/react.html': html('<div id="app"></div><script type="module" src="/react.js"></script>'),
        ...Object.fromEntries(['plain', 'pointing', 'loader', 'wordpress'].map((name) => [`/${name}.html`, html(snippet(name))])),
      } });
      browser = await launch(name);
    });
    after(async () => {
      await browser.close();
      await server.close();
    });

    for (const one of ['plain', 'pointing', 'wordpress', 'react']) {
      test(one, async () => {
        const page = await newPage(browser);
        await page.goto(`${server.origin}/${one}.html`);
        await settled(page);
        assert.deepEqual(await page.$eval('kutip-article', ({ annotation }) => [annotation.quotes.length, annotation.entities.map(({ name }) => name)]), [1, ['Ratna Sihombing']]);
        if (one === 'react') assert.equal(await page.evaluate(() => window.found), 1);
        await page.close();
      });
    }

    test('loader', async () => {
      const page = await newPage(browser);
      await page.goto(`${server.origin}/loader.html`);
      await page.evaluate(() => document.querySelector('kutip-article').shadowRoot.querySelector('button').click());
      await settled(page);
      assert.equal(await page.$eval('kutip-article', ({ annotation }) => annotation.quotes.length), 1);
      await page.close();
    });

    test('program', async () => {
      const page = await newPage(browser);
      await page.goto(`${server.origin}/plain.html`);
      assert.equal(await page.evaluate(`(async () => { ${snippet('program')} return quotes.length; })()`), 1);
      await page.close();
    });
  });
}

test('the policy of the documents is the policy of the tests', () => {
  assert.equal(snippet('csp').trim(), STRICT);
  assert.ok(read('examples/strict/index.html').includes(`content="${STRICT}"`));
});

/** The names in the first column of the table with this head. @param {string} head */
const column = (head) => {
  const table = README.slice(README.indexOf(`\n| ${head}`) + 1).split('\n\n')[0].split('\n').slice(2);
  return table.flatMap((row) => [...row.split('|')[1].matchAll(/`([^`]+)`/g)].map(([, name]) => name));
};

test('attributes', () => {
  const used = [read('element.js'), read('loader.js')].flatMap((code) => [...code.matchAll(/[gh](?:et|as)Attribute\('([\w-]+)'/g)].map(([, name]) => name));
  assert.deepEqual([...new Set(column('attribute'))].sort(), [...new Set(used)].sort());
});

test('events', () => {
  const told = [...read('element.js').matchAll(/#tell\('([\w-]+)'/g)].map(([, name]) => name);
  const typed = [...read('kutip.d.ts').matchAll(/'(kutip-\w+)': CustomEvent/g)].map(([, name]) => name);
  assert.deepEqual(column('event').sort(), [...new Set(told)].sort());
  assert.deepEqual(column('event').sort(), typed.sort());
});

test('error codes', () => {
  const typed = [...read('kutip.d.ts').matchAll(/^ {2}\| '([\w-]+)'/gm)].map(([, code]) => code);
  assert.deepEqual(column('`code`').sort(), typed.sort());
});

test('parts', () => {
  const used = ['panel.js', 'card.js', 'element.js', 'loader.js'].flatMap((name) => [...read(name).matchAll(/part(?:: |', )(?:'([\w-]+)'|`chip chip-\$\{kind\}`)/g)]
    .flatMap(([, part]) => part ?? ['chip', 'chip-person', 'chip-organization', 'chip-location']));
  assert.deepEqual(column('part').filter((name) => name !== '::part()').sort(), [...new Set(used)].sort());
});

test('custom properties', () => {
  const css = read('panel.css') + read('highlight.css') + read('loader.js');
  assert.deepEqual(column('custom property').sort(), [...new Set([...css.matchAll(/var\((--kutip-[\w-]+)/g)].map(([, name]) => name))].sort());
});

test('the manifest of custom elements names the same', () => {
  const [element] = JSON.parse(read('custom-elements.json')).modules[0].declarations;
  const names = (list) => list.map(({ name }) => name).sort();
  assert.equal(element.tagName, 'kutip-article');
  assert.deepEqual(names(element.attributes), column('attribute').sort());
  assert.deepEqual(names(element.events), column('event').sort());
  assert.deepEqual(names(element.cssParts), column('part').filter((name) => name !== '::part()').sort());
  assert.deepEqual(names(element.cssProperties), column('custom property').sort());
  for (const { name } of element.members) assert.match(read('kutip.d.ts'), new RegExp(`\\b${name}[(:]`));
});

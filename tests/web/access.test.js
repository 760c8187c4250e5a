// Accessibility: axe-core on every page and state, contrast of the paint, small windows and large zoom.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, launch, newPage, settled } from './browsers.js';
import { samplePage } from './pages.js';
import { serve, STRICT } from './server.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const open = () => {
  document.querySelector('kutip-article').open = true;
};

/** @type {[name: string, path: string, look: object, act?: () => void][]} */
const STATES = [
  ['demo', '/', {}],
  ['demo with a quotation card', '/', {}, () => document.querySelector('kutip-article').select({ quote: 0 })],
  ['demo with a name card', '/', {}, () => document.querySelector('kutip-article').select({ entity: 0 })],
  ['demo in the dark', '/', { dark: true }, () => document.querySelector('kutip-article').select({ quote: 0 })],
  ['demo, narrow, panel open', '/', { width: 320, height: 640 }, open],
  ['demo while writing', '/', {}, () => document.getElementById('fresh').click()],
  ['all speakers unfolded', '/story.html', {}, () => {
    const { shadowRoot } = document.querySelector('kutip-article');
    for (const key of [...shadowRoot.querySelectorAll('.speaker')].map(({ dataset }) => dataset.stop)) shadowRoot.querySelector(`[data-stop="${key}"]`).click();
  }],
  ['a kind turned off, a name chosen, a search', '/story.html', {}, () => {
    const kutip = document.querySelector('kutip-article');
    kutip.shadowRoot.querySelector('.kind.location').click();
    kutip.select({ entity: 1 });
    const search = kutip.shadowRoot.querySelector('.search');
    search.value = 'a';
    search.dispatchEvent(new Event('input'));
  }],
  ['an error', '/error.html', {}],
  ['examples', '/examples/', {}],
  ['news example', '/examples/news/', {}, () => document.querySelector('kutip-article').scrollIntoView()],
  ['news example in the dark, open', '/examples/news/', { dark: true }, open],
  ['strict example', '/examples/strict/', {}],
  ['React example', '/examples/react/', {}],
  ['Vue example', '/examples/vue/', {}],
];

for (const [name] of BROWSERS) {
  describe(`accessibility in ${name}`, () => {
    let server, browser;
    before(async () => {
      server = await serve({ csp: STRICT, answers: { '/story.html': samplePage('a01', 'panel="side" open'), '/error.html': samplePage('a01', 'lang="jv" open') } });
      browser = await launch(name);
    });
    after(async () => {
      await browser.close();
      await server.close();
    });

    // Firefox takes three times as long and computes the same tree: the states that depend on the browser are enough.
    for (const [state, path, look, act] of name === 'chrome' ? STATES : STATES.slice(0, 3)) {
      test(`axe finds nothing: ${state}`, async () => {
        const page = await newPage(browser, look);
        await page.goto(server.origin + path);
        if (path !== '/examples/') await settled(page);
        if (act) await page.evaluate(act);
        const violations = await page.evaluate(`${AXE}; axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
          violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target, any, all }) => target.join(' ') + ' ' + [...any, ...all].map(({ message }) => message).join(' ')).join('; ')))`);
        assert.deepEqual(violations, []);
        await page.close();
      });
    }

    for (const [width, height, scale] of [[320, 640, 1], [320, 256, 4]]) {
      test(`no sideways scrolling at ${width} × ${height}${scale > 1 ? ' (1280 × 1024 at 400 %)' : ''}`, async () => {
        const page = await newPage(browser, { width, height, scale });
        for (const path of ['/', '/examples/news/', '/story.html']) {
          await page.goto(server.origin + path);
          await settled(page);
          await page.evaluate(() => {
            const kutip = document.querySelector('kutip-article');
            kutip.open = true;
            kutip.select({ quote: 0 });
          });
          const [wide, card] = await page.evaluate(() => [document.documentElement.scrollWidth, document.querySelector('kutip-article').shadowRoot.querySelector('.card').getBoundingClientRect().toJSON()]);
          assert.ok(wide <= width, `${path} is ${wide} wide`);
          assert.ok(card.left >= 0 && card.right <= width && card.top >= 0 && card.bottom <= height + 1, JSON.stringify(card));
        }
        await page.close();
      });
    }

    test('controls are large enough to be hit (24 pixels, WCAG 2.5.8)', async () => {
      const page = await newPage(browser);
      await page.goto(`${server.origin}/story.html`);
      await settled(page);
      const small = await page.evaluate(() => {
        document.querySelector('kutip-article').select({ quote: 0 });
        return [...document.querySelector('kutip-article').shadowRoot.querySelectorAll('.panel button, .panel input, .card .small')]
          .filter((control) => control.checkVisibility())
          .map((control) => [control.className, control.getBoundingClientRect()])
          .filter(([, { width, height }]) => width < 24 || height < 24).map(([name]) => name);
      });
      assert.deepEqual(small, []);
      await page.close();
    });
  });
}

test('forced colours: marks with lines of their own take the place of highlights', { skip: BROWSERS.every(([name]) => name !== 'chrome') && 'only Chromium can be told to force colours' }, async (t) => {
  const server = await serve({ answers: { '/story.html': samplePage('a01') } });
  t.after(() => server.close());
  const browser = await launch('chrome');
  t.after(() => browser.close());
  const page = await newPage(browser);
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
  await page.goto(`${server.origin}/story.html`);
  await settled(page);
  const lines = await page.evaluate(() => ['person', 'organization', 'location', 'direct', 'indirect'].map((kind) => {
    const { textDecorationStyle, textDecorationThickness } = getComputedStyle(document.querySelector(`mark.kutip-${kind}:not(.kutip-direct.kutip-person)`));
    return `${textDecorationStyle} ${textDecorationThickness}`;
  }));
  assert.equal(new Set(lines).size, 5, lines.join(', '));
  assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
});

test('on paper: no tints, no controls; without motion: nothing moves', { skip: BROWSERS.every(([name]) => name !== 'chrome') && 'only Chromium can be told so' }, async (t) => {
  const server = await serve({ answers: { '/story.html': samplePage('a01', 'panel="side" open') } });
  t.after(() => server.close());
  const browser = await launch('chrome');
  t.after(() => browser.close());
  const page = await newPage(browser);
  await page.goto(`${server.origin}/story.html`);
  await settled(page);
  const look = () => page.$eval('kutip-article', (kutip) => {
    const shown = (/** @type {string} */ selector) => kutip.shadowRoot.querySelector(selector).getClientRects().length > 0;
    return {
      tint: getComputedStyle(kutip, '::highlight(kutip-person)').backgroundColor,
      controls: ['.kinds', '.search'].filter(shown),
      speakers: shown('.speaker'),
      moves: getComputedStyle(kutip.shadowRoot.querySelector('.toggle'), '::after').transitionDuration,
    };
  });
  const screen = await look();
  assert.notEqual(screen.tint, 'rgba(0, 0, 0, 0)');
  assert.deepEqual({ ...screen, tint: '' }, { tint: '', controls: ['.kinds', '.search'], speakers: true, moves: '0.15s' });
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  assert.equal((await look()).moves, '0s');
  await page.emulateMediaType('print');
  const paper = await look();
  assert.deepEqual([paper.tint, paper.controls, paper.speakers], ['rgba(0, 0, 0, 0)', [], true]);
});

/** The paint is translucent: what matters is the text upon tint upon tint upon paper. */
describe('contrast of the paint', () => {
  const css = readFileSync(new URL('../../www/highlight.css', import.meta.url), 'utf8');
  const value = (name) => new RegExp(`--kutip-${name}: ([^;]+);`).exec(css)[1];
  const rgba = (color) => color.match(/[\d.]+/g).map(Number);
  const tint = (name, dark) => {
    const colors = value(name).match(/rgb\([^)]*\)/g);
    return rgba(colors[dark ? colors.length - 1 : 0]);
  };
  const over = (paper, [r, g, b, alpha]) => [r, g, b].map((part, i) => part * alpha + paper[i] * (1 - alpha));
  const luminance = (color) => color.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  for (const dark of [false, true]) {
    const paper = dark ? [18, 18, 18] : [255, 255, 255];
    const ink = dark ? [230, 230, 230] : [34, 34, 34];
    for (const kind of ['person', 'organization', 'location', 'other']) {
      test(`${kind} ${dark ? 'in the dark' : 'by day'}, inside a quotation, chosen`, () => {
        const quoted = over(paper, tint('quote-wash', dark));
        const named = over(quoted, tint(kind, dark));
        assert.ok(contrast(ink, named) >= 7, `named ${contrast(ink, named)}`);
        assert.ok(contrast(ink, over(named, tint('active', dark))) >= 4.5, `chosen ${contrast(ink, over(named, tint('active', dark)))}`);
      });
    }
  }
});

// The picture of README.md: the demo page with an invented article (CC0), as the built program reads it.
// `BLESS=1 node --test tests/web/picture.test.js` takes it anew, and fails so that somebody looks.

import assert from 'node:assert/strict';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { BROWSERS, launch, newPage, settled, until } from './browsers.js';
import { serve, WWW } from './server.js';

const PICTURE = fileURLToPath(new URL('../../docs/demo.webp', import.meta.url));
/** The most that a picture in a README should weigh. */
const LIMIT = 200_000;
const BLESS = process.env.BLESS === '1';
const chromium = BROWSERS.some(([name]) => name === 'chrome');
const built = existsSync(`${WWW}pkg/kutip_bg.wasm`);

test('the picture shows what the program finds', { skip: (!chromium && 'no Chromium') || (!built && 'not built: cargo xtask build') }, async (t) => {
  const server = await serve({ real: true });
  t.after(() => server.close());
  const browser = await launch('chrome');
  t.after(() => browser.close());
  const page = await newPage(browser, { width: 1280, height: 860 });
  await page.goto(server.origin);
  await settled(page);
  await page.click('#ui [value=en]');
  await page.select('#sample', '0');
  await until(page, () => document.querySelector('kutip-article').text.startsWith('Komisi V DPR'));
  await settled(page);
  const speaker = await page.evaluate(() => {
    const kutip = document.querySelector('kutip-article');
    const { entity } = kutip.annotation.quotes[1].speaker;
    kutip.select({ quote: 1 });
    return kutip.annotation.entities[entity].name;
  });
  await until(page, () => document.querySelector('kutip-article').shadowRoot.querySelector('[part~="card"]')?.checkVisibility());
  await page.evaluate(() => scrollTo(0, 0));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const shot = await page.screenshot({ type: 'webp', quality: 80 });
  assert.equal(speaker, 'Rudolf Manengkey');
  assert.deepEqual(page.complaints, []);
  if (BLESS) {
    writeFileSync(PICTURE, shot);
    assert.fail('the picture was taken anew: look at it, then run again without BLESS');
  }
  assert.ok(statSync(PICTURE).size <= LIMIT, `${statSync(PICTURE).size} bytes`);
});

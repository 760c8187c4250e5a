// How it looks: screenshots kept as artefacts, and compared with the references where the fonts are the same.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { ARTEFACTS, BROWSERS, launch, newPage, settled } from './browsers.js';
import { html } from './pages.js';
import { serve } from './server.js';

const REFERENCES = fileURLToPath(new URL('./references/', import.meta.url));
const FONTS = `${REFERENCES}fonts.json`;
/** Share of pixels that may differ, and by how much a colour may before a pixel counts. */
const TOLERANCE = { share: 0.005, colour: 24 };
/** `BLESS=1` writes the references anew; such a run fails, so that nobody forgets to look at them. */
const BLESS = process.env.BLESS === '1';

const language = () => document.querySelector('#ui [value=id]')?.click();
const quote = () => {
  const kutip = document.querySelector('kutip-article');
  kutip.select({ quote: kutip.annotation.quotes.findIndex(({ kind }) => kind === 'direct') + 1 });
};
const search = () => {
  const { shadowRoot } = document.querySelector('kutip-article');
  shadowRoot.querySelector('.kind.location').click();
  const field = shadowRoot.querySelector('.search');
  field.value = 'kapal';
  field.dispatchEvent(new Event('input'));
};

/** @type {[name: string, path: string, look: object, act?: () => void, features?: object[]][]} */
const LOOKS = [
  ['demo-wide', '/', {}],
  ['demo-dark', '/', { dark: true }, quote],
  ['demo-narrow', '/', { width: 360, height: 740 }],
  ['demo-narrow-card', '/', { width: 360, height: 740 }, quote],
  ['demo-search', '/', {}, search],
  ['news', '/examples/news/', { width: 900, height: 900 }, () => document.querySelector('kutip-article').scrollIntoView()],
  ['news-open-dark', '/examples/news/', { width: 900, height: 900, dark: true }, () => {
    const kutip = document.querySelector('kutip-article');
    kutip.open = true;
    kutip.scrollIntoView();
  }],
];

describe('looks', () => {
  let server;
  before(async () => {
    server = await serve({ answers: { '/compare.html': html('') } });
    mkdirSync(REFERENCES, { recursive: true });
  });
  after(() => server.close());

  for (const [name] of BROWSERS) {
    test(`screenshots in ${name}`, async (t) => {
      const browser = await launch(name);
      t.after(() => browser.close());
      const compare = await newPage(browser);
      await compare.goto(`${server.origin}/compare.html`);
      const fonts = await compare.evaluate(fingerprint);
      const known = existsSync(FONTS) ? JSON.parse(readFileSync(FONTS, 'utf8')) : {};
      const differing = [];
      // Firefox's are for people; the references are Chromium's.
      for (const [look, path, size, act] of name === 'chrome' ? LOOKS : LOOKS.filter(([look]) => ['demo-wide', 'demo-narrow'].includes(look))) {
        const page = await newPage(browser, size);
        await page.goto(server.origin + path);
        await settled(page);
        await page.evaluate(language);
        await settled(page);
        await page.evaluate(() => {
          const picker = document.getElementById('sample');
          if (!picker) return;
          picker.value = '0';
          picker.dispatchEvent(new Event('change'));
        });
        await new Promise((resolve) => setTimeout(resolve, 500));
        await settled(page);
        if (act) await page.evaluate(act);
        await new Promise((resolve) => setTimeout(resolve, 300));
        const shot = Buffer.from(await page.screenshot());
        await page.close();
        writeFileSync(`${ARTEFACTS}${name}-${look}.png`, shot);
        if (name !== 'chrome') continue;
        const reference = `${REFERENCES}${look}.png`;
        if (BLESS) writeFileSync(reference, shot);
        else if (known.chrome === fonts) {
          const share = await compare.evaluate(difference, readFileSync(reference).toString('base64'), shot.toString('base64'), TOLERANCE.colour);
          if (share > TOLERANCE.share) differing.push(`${look}: ${(share * 100).toFixed(2)} %`);
        }
      }
      if (name !== 'chrome') return;
      if (BLESS) {
        writeFileSync(FONTS, `${JSON.stringify({ chrome: fonts })}\n`);
        assert.fail('the references were written anew: look at them, then run again without BLESS');
      }
      if (known.chrome !== fonts) return t.skip('other fonts than the references have: the screenshots are kept, not compared');
      assert.deepEqual(differing, []);
    });
  }
});

/** What text measures here, in the fonts of the pages. */
function fingerprint() {
  const context = document.createElement('canvas').getContext('2d');
  return ['20px Georgia, "Liberation Serif", serif', '15px system-ui, sans-serif', '600 36px Charter, Georgia, serif'].map((font) => {
    context.font = font;
    return context.measureText('Siapa bicara, dan apa katanya? 0123456789').width.toFixed(2);
  }).join(' ');
}

/** The share of pixels that differ. @param {string} before @param {string} after @param {number} colour */
async function difference(before, after, colour) {
  const pixels = async (base64) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  };
  const [a, b] = [await pixels(before), await pixels(after)];
  if (a.width !== b.width || a.height !== b.height) return 1;
  let differing = 0;
  for (let i = 0; i < a.data.length; i += 4) {
    if ([0, 1, 2].some((part) => Math.abs(a.data[i + part] - b.data[i + part]) > colour)) differing++;
  }
  return differing / (a.data.length / 4);
}

// Findings that carry markup or scripts: the panel and the card show them as text, and nothing runs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSERS, launch, newPage, settled } from './browsers.js';
import { html } from './pages.js';
import { serve, STRICT } from './server.js';

const EVIL = '<img src=x onerror="window.canary=1"><a href="javascript:window.canary=2">x</a>';
/** A program that finds nothing but evil. */
const PROGRAM = `
  export default async function init() {}
  export class Annotator {
    start(text) { this.text = text; }
    step() { return 1; }
    finish() {
      const evil = ${JSON.stringify(EVIL)};
      const slice = { start: 0, end: 4, text: evil };
      return {
        version: 1, language: evil,
        entities: [{ id: 0, kind: 'person', name: evil, aliases: [evil], roles: [{ text: evil, organization: null }], mentions: [0], link: 'javascript:window.canary=3' }],
        mentions: [{ ...slice, kind: 'person', form: 'name', entity: 0, source: evil, confidence: 1 }],
        quotes: [{ id: 0, kind: 'direct', spans: [slice], cue: slice, speaker: { ...slice, mention: 0, entity: 0 }, addressee: { ...slice, mention: null, entity: null }, via: null, parent: null, rule: evil, confidence: 1 }],
      };
    }
  }`;

for (const [name] of BROWSERS) {
  test(`nothing runs in ${name}`, async (t) => {
    const server = await serve({ csp: STRICT, answers: {
      '/pkg/kutip.js': { body: PROGRAM },
      '/evil.html': html('<kutip-article open label="<b>x</b>"><p>Satu dua tiga.</p><input type="password" value="Satu"></kutip-article><script type="module" src="/kutip.js"></script>'),
    } });
    t.after(() => server.close());
    const browser = await launch(name);
    t.after(() => browser.close());
    const page = await newPage(browser);
    await page.goto(`${server.origin}/evil.html`);
    await settled(page);
    const found = await page.evaluate(async () => {
      const kutip = document.querySelector('kutip-article');
      const { shadowRoot } = kutip;
      const shown = [];
      shadowRoot.querySelector('.speaker').click();
      for (const target of [{ entity: 0 }, { quote: 0 }]) {
        kutip.select(target);
        shown.push(shadowRoot.querySelector('.card').textContent.includes('<img src=x'));
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { shown, made: shadowRoot.querySelectorAll('img, script, a, iframe').length, canary: window.canary ?? null, panel: shadowRoot.querySelector('.panel').textContent.includes('onerror=') };
    });
    assert.deepEqual(found, { shown: [true, true], made: 0, canary: null, panel: true });
    assert.deepEqual(page.complaints, []);
    assert.deepEqual(server.log.filter((line) => line.includes('/x')), []);
  });
}

// createAnnotator for programs: many at once, stopped half-way, restarted after a crash.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, launch, newPage } from './browsers.js';
import { html } from './pages.js';
import { CORE, samples, serve } from './server.js';

for (const [name] of BROWSERS) {
  describe(`annotator in ${name}`, () => {
    let server, browser, page;
    before(async () => {
      server = await serve({ answers: { '/blank.html': html('') } });
      browser = await launch(name);
      page = await newPage(browser);
      await page.goto(`${server.origin}/blank.html`);
    });
    after(async () => {
      await browser.close();
      await server.close();
    });

    test('ten annotators at once, one worker, answers in order', async () => {
      const texts = samples.map(({ text }) => text);
      const found = await page.evaluate(async (texts) => {
        const { createAnnotator } = await import('/kutip.js');
        const Original = Worker;
        let workers = 0;
        window.Worker = class extends Original {
          constructor(...rest) {
            super(...rest);
            workers++;
          }
        };
        const annotators = await Promise.all(Array.from({ length: 10 }, () => createAnnotator({ lang: 'id' })));
        const answers = await Promise.all(annotators.map((annotator, index) => annotator.annotate(texts[index % texts.length])));
        for (const annotator of annotators) annotator.close();
        window.Worker = Original;
        return { workers, quotes: answers.map(({ quotes }) => quotes.length) };
      }, texts);
      assert.equal(found.workers, 1);
      assert.deepEqual(found.quotes, Array.from({ length: 10 }, (_, index) => samples[index % samples.length].annotation.quotes.length));
    });

    test('the answer is the plain data of the schema', async () => {
      const { text, annotation } = samples.find(({ id }) => id === 'c05');
      const found = await page.evaluate(async (text) => {
        const { createAnnotator } = await import('/kutip.js');
        return (await createAnnotator({ lang: 'id' })).annotate(text);
      }, text);
      assert.deepEqual(found, annotation);
    });

    test('more findings than one message holds arrive whole', async () => {
      const found = await page.evaluate(async () => {
        const { createAnnotator } = await import('/kutip.js');
        const annotator = await createAnnotator({ lang: 'id' });
        const { mentions, quotes } = await annotator.annotate('“Ya, saya tahu,” kata Ratna Sihombing.\n'.repeat(5000));
        return [mentions.length, quotes.length, mentions.every(({ start }, index) => index === 0 || start > mentions[index - 1].start)];
      });
      assert.deepEqual(found, [5000, 5000, true]);
    });

    test('progress rises to one, and a signal stops between steps', async () => {
      const found = await page.evaluate(async () => {
        const { createAnnotator } = await import('/kutip.js');
        const annotator = await createAnnotator({ lang: 'id' });
        const shares = [];
        await annotator.annotate(`SLOW ${'kata '.repeat(4000)}`, { onprogress: (share) => shares.push(share) });
        const stop = new AbortController();
        const long = annotator.annotate(`SLOW ${'kata '.repeat(200_000)}`, { signal: stop.signal, onprogress: () => stop.abort() });
        const name = await long.catch((error) => error.name);
        const before = performance.now();
        const next = await annotator.annotate('Ratna Sihombing diam.');
        const already = await annotator.annotate('x', { signal: AbortSignal.abort() }).catch((error) => error.name);
        return { shares, name, waited: performance.now() - before, next: next.mentions.length, already };
      });
      assert.ok(found.shares.length > 1);
      assert.deepEqual(found.shares, [...found.shares].sort((a, b) => a - b));
      assert.equal(found.shares.at(-1), 1);
      assert.deepEqual([found.name, found.already, found.next], ['AbortError', 'AbortError', 1]);
      assert.ok(found.waited < 1000, `waited ${found.waited} ms`);
    });

    test('close() gives up what still runs', async () => {
      const found = await page.evaluate(async () => {
        const { createAnnotator } = await import('/kutip.js');
        const annotator = await createAnnotator({ lang: 'id' });
        const long = annotator.annotate(`SLOW ${'kata '.repeat(200_000)}`);
        annotator.close();
        return long.catch(({ name }) => name);
      });
      assert.equal(found, 'AbortError');
    });

    test('a text that stops the program: one restart, one clear error, and the others are served', async () => {
      const found = await page.evaluate(async () => {
        const { createAnnotator } = await import('/kutip.js');
        const annotator = await createAnnotator({ lang: 'id' });
        const answers = await Promise.allSettled([
          annotator.annotate('Ratna Sihombing diam.'),
          annotator.annotate('CRASH-ALWAYS'),
          annotator.annotate('Bagus Wirawan diam.'),
        ]);
        return answers.map(({ value, reason }) => value?.mentions.length ?? `${reason.name} ${reason.code}`);
      });
      assert.deepEqual(found, [1, 'KutipError crashed', 1]);
    });

    test('an empty text and lone surrogates are texts like any other', async () => {
      const found = await page.evaluate(async () => {
        const { createAnnotator } = await import('/kutip.js');
        const annotator = await createAnnotator({ lang: 'id' });
        return [(await annotator.annotate('')).mentions.length, (await annotator.annotate('\ud800 Ratna Sihombing \0 diam')).mentions[0].start];
      });
      assert.deepEqual(found, [0, 2]);
    });

    test('`auto` follows a sure guess, and no other', async (t) => {
      const guesser = `export class Guesser {
        guess(text) {
          return { language: 'en', confidence: text.includes('said') ? 0.9 : 0.2 };
        }
      }`;
      const guessing = await serve({ answers: {
        '/blank.html': html(''), '/pkg/kutip.js': { body: `${CORE}\n${guesser}` }, '/packs/guess.kutip': { body: 'table', type: 'application/octet-stream' },
      } });
      t.after(() => guessing.close());
      const tab = await newPage(browser);
      await tab.goto(`${guessing.origin}/blank.html`);
      const languages = await tab.evaluate(async () => {
        const { createAnnotator } = await import('/kutip.js');
        const annotator = await createAnnotator({ lang: 'auto', fallback: 'ms' });
        return [(await annotator.annotate('she said')).language, (await annotator.annotate('katanya')).language];
      });
      assert.deepEqual(languages, ['en', 'ms']);
      await tab.close();
    });

    test('`auto` falls back where no guess can be had', async () => {
      const language = await page.evaluate(async () => {
        const { createAnnotator } = await import('/kutip.js');
        return (await (await createAnnotator({ lang: 'auto', fallback: 'ms' })).annotate('Apa khabar')).language;
      });
      assert.equal(language, 'ms');
    });
  });
}

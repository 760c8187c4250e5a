// The built core, loaded under node as a page would load it.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';

import init, { Annotator } from '../../www/pkg/kutip.js';

await init({ module_or_path: await readFile(new URL('../../www/pkg/kutip_bg.wasm', import.meta.url)) });

/** @param {string} text */
const bytes = (text) => new TextEncoder().encode(text);

for (const [name, pack, code] of [
  ['an empty file', '', 'pack-foreign'],
  ['a page instead of a pack', '<!doctype html><title>404</title>', 'pack-foreign'],
  ['a pack of another version', 'kutip pack 999 id 0123456789abcdef\n\n', 'pack-version'],
  ['a pack whose checksum is wrong', 'kutip pack 1 id 0123456789abcdef\n\n', 'pack-damaged'],
]) {
  test(`${name} is refused with the code ${code}`, () => {
    assert.throws(
      () => new Annotator(bytes(pack)),
      (error) => error instanceof Error && error.code === code && error.message.length > 0,
    );
  });
}

test('a text read in steps gives what it gives at once, and the share done grows to one', async () => {
  const annotator = new Annotator(await readFile(new URL('../../www/packs/id.kutip', import.meta.url)));
  const corpus = new URL('../../src/lang/id/corpus/', import.meta.url);
  const names = (await readdir(corpus)).sort().slice(0, 20);
  const text = (await Promise.all(names.map((name) => readFile(new URL(name, corpus), 'utf8')))).join('\n\n');
  const whole = annotator.annotate(text);
  assert.ok(whole.mentions.length > 100);
  for (const size of [100, 10_000, 2 ** 31]) {
    annotator.start('Putin berkata.');
    annotator.step(1);
    annotator.start(text);
    const shares = [0];
    while (shares.at(-1) < 1) shares.push(annotator.step(size));
    assert.deepEqual(shares, shares.toSorted((a, b) => a - b));
    assert.ok(size > 1e6 || shares.length > text.length / size / 2, `${shares.length} steps of ${size}`);
    assert.deepEqual(annotator.finish(), whole);
  }
});

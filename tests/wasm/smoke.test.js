// The built core, loaded under node as a page would load it.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
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

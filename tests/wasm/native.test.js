// Every article of the corpora, and texts made to hurt, through the wasm and through the native program: the same answer.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';

import init, { Annotator } from '../../www/pkg/kutip.js';

const root = new URL('../../', import.meta.url);
await init({ module_or_path: await readFile(new URL('www/pkg/kutip_bg.wasm', root)) });

/** @param {string} language */
async function articles(language) {
  const folder = new URL(`src/lang/${language}/corpus/`, root);
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.xml')).sort();
  const pages = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
  return pages.map((xml) =>
    xml.replace(/<[^>]*>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  );
}

const HOSTILE = [
  '',
  '\0\u202e"A\u0301\u0301,\u0301" kata \u{1f469}\u200d\u{1f467} Sri.\r\r"B',
  '"'.repeat(3000),
  '\u201c\u2018'.repeat(2000) + ' kata Sri Lestari',
  'kata Sri Lestari, mengatakan '.repeat(500),
  '(KPU '.repeat(1000) + ')'.repeat(1000),
];

const packs = (await readdir(new URL('www/packs/', root))).filter((name) => name !== 'guess.kutip');
for (const pack of packs.filter((name) => name.endsWith('.kutip')).sort()) {
  const language = pack.replace('.kutip', '');
  test(`${language}: wasm and native agree on every text`, async () => {
    const annotator = new Annotator(await readFile(new URL(`www/packs/${pack}`, root)));
    const texts = [...(await articles(language)), ...HOSTILE];
    const input = texts.map((text, id) => JSON.stringify({ id, text }) + '\n').join('');
    const command = ['run', '--quiet', '--bin', 'kutip', '--', 'annotate', '-', '--field', 'text', '--lang', language];
    const native = spawnSync('cargo', command, { input, cwd: root, encoding: 'utf8', maxBuffer: 1 << 29 });
    assert.equal(native.status, 0, native.stderr);
    const lines = native.stdout.trimEnd().split('\n');
    assert.equal(lines.length, texts.length);
    texts.forEach((text, index) => {
      const { id, ...expected } = JSON.parse(lines[index]);
      assert.equal(id, index);
      assert.equal(JSON.stringify(annotator.annotate(text)), JSON.stringify(expected), text.slice(0, 200));
    });
  });
}

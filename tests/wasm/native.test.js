// Every article of the corpora, and texts made to hurt, through the wasm and through the native program: the same answer,
// and one that the published schema allows.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';

import init, { Annotator } from '../../www/pkg/kutip.js';

const root = new URL('../../', import.meta.url);
await init({ module_or_path: await readFile(new URL('www/pkg/kutip_bg.wasm', root)) });

const schema = JSON.parse(await readFile(new URL('www/schema/annotation-1.json', root), 'utf8'));
const valid = new Ajv2020({ allowUnionTypes: true }).compile(schema);

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

const PIECES = [
  ...'kata ujarnya menurut mengatakan bahwa kepada dikatakan said told that yang itu dan ia mereka'.split(' '),
  ...['Sri Lestari', 'Putin', 'KPU', 'Komisi Pemilihan Umum', 'Presiden', 'Jakarta', 'W.', "Ma'ruf", 'seorang warga'],
  ...['"', '"', "'", '“', '”', '‘', '’', '«', '»', '„', ',', '.', ':', '?', '(', ')', '-', '…', '\n\n', '\r', '\0'],
  ...['\u202e', '\u200d', '😀', 'a\u0301', '5,12 persen', 'Rp50.000', 'Selasa (11/3/2025)', '@akun'],
];

/** The same random texts every time. */
function random(count) {
  let state = 1;
  const next = (below) => (state = (state * 48271) % 2147483647) % below;
  const piece = () => PIECES[next(PIECES.length)] + (next(4) ? ' ' : '');
  return Array.from({ length: count }, () => Array.from({ length: next(80) }, piece).join(''));
}

const packs = (await readdir(new URL('www/packs/', root))).filter((name) => name !== 'guess.kutip');
for (const pack of packs.filter((name) => name.endsWith('.kutip')).sort()) {
  const language = pack.replace('.kutip', '');
  test(`${language}: wasm and native agree on every text`, async () => {
    const annotator = new Annotator(await readFile(new URL(`www/packs/${pack}`, root)));
    const texts = [...(await articles(language)), ...HOSTILE, ...random(1000)];
    const input = texts.map((text, id) => JSON.stringify({ id, text }) + '\n').join('');
    const command = ['run', '--quiet', '--bin', 'kutip', '--', 'annotate', '-', '--field', 'text', '--lang', language];
    const native = spawnSync('cargo', command, { input, cwd: root, encoding: 'utf8', maxBuffer: 1 << 29 });
    assert.equal(native.status, 0, native.stderr);
    const lines = native.stdout.trimEnd().split('\n');
    assert.equal(lines.length, texts.length);
    texts.forEach((text, index) => {
      const { id, ...expected } = JSON.parse(lines[index]);
      assert.equal(id, index);
      const found = annotator.annotate(text);
      assert.equal(JSON.stringify(found), JSON.stringify(expected), text.slice(0, 200));
      assert.ok(valid(found), `${JSON.stringify(valid.errors)} ${text.slice(0, 200)}`);
    });
  });
}

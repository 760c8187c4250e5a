// The npm package, packed and unpacked as a registry would, under node. tests/package/ has it in bundlers.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { unpack } from '../package/unpack.js';

const TEXT = '“Kami mulai besok,” kata Ratna Sihombing.';
const SPEAKER = 'Ratna Sihombing';
let folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kutip-package-'));
  await unpack(folder);
});
after(() => rmSync(folder, { recursive: true }));

/** What a program with the package beside it prints. @param {string} program */
function run(program) {
  writeFileSync(join(folder, 'program.mjs'), program);
  return execFileSync(process.execPath, ['program.mjs'], { cwd: folder, encoding: 'utf8', timeout: 20_000 }).trim();
}

const READ = `
const { quotes } = await annotator.annotate(${JSON.stringify(TEXT)});
console.log(quotes[0].speaker.text);
annotator.close();`;

for (const [name, program] of Object.entries({
  'a program, with nothing but the language': `
import { createAnnotator } from 'kutip';
const annotator = await createAnnotator({ lang: 'id' });${READ}`,
  'a program with bytes of its own': `
import { readFileSync } from 'node:fs';
import { createAnnotator } from 'kutip';
const bytes = (name) => readFileSync(new URL(import.meta.resolve(name)));
const annotator = await createAnnotator({ lang: 'id', wasmBytes: bytes('kutip/wasm'), packBytes: bytes('kutip/packs/id.kutip') });${READ}`,
  'a program with a module and an address of its own': `
import { readFileSync } from 'node:fs';
import { createAnnotator } from 'kutip';
const wasmModule = new WebAssembly.Module(readFileSync(new URL(import.meta.resolve('kutip/wasm'))));
const annotator = await createAnnotator({ lang: 'id', wasmModule, packUrl: import.meta.resolve('kutip/packs/id.kutip') });${READ}`,
  'the build in one file': `
import { createAnnotator } from 'kutip/single';
import packBytes from 'kutip/packs/id.js';
const annotator = await createAnnotator({ lang: 'id', packBytes });${READ}`,
})) test(name, () => assert.equal(run(program), SPEAKER));

test('the language is told from the text', () => {
  const languages = run(`
import { createAnnotator } from 'kutip';
const annotator = await createAnnotator();
for (const text of ['“Kami mulai besok,” kata Ratna Sihombing kepada wartawan di Medan.', '“We begin tomorrow,” said the mayor, who spoke to reporters.']) {
  console.log((await annotator.annotate(text)).language);
}`);
  assert.equal(languages, 'id\nen');
});

test('errors have their codes', () => {
  const codes = run(`
import { createAnnotator } from 'kutip';
const code = (options) => createAnnotator(options).then((annotator) => annotator.close(), ({ code }) => code);
console.log(await code({ lang: 'tlh' }), await code({ lang: 'id', packBytes: new Uint8Array(9) }), await code({ lang: 'id', wasmBytes: new Uint8Array(9) }));`);
  assert.equal(codes, 'pack-load pack-foreign wasm-load');
});

test('the element may be imported on a server', () => {
  assert.equal(run("import { createAnnotator, KutipError } from 'kutip/element';\nconsole.log(typeof createAnnotator, typeof KutipError);"), 'function function');
});

test('the schema is there, and the version is that of the crate', () => {
  const { version } = JSON.parse(readFileSync(join(folder, 'node_modules/kutip/package.json'), 'utf8'));
  const cargo = readFileSync(new URL('../../Cargo.toml', import.meta.url), 'utf8');
  assert.equal(version, /^version = "(.*)"$/m.exec(cargo)?.[1]);
  assert.match(run("import schema from 'kutip/schema' with { type: 'json' };\nconsole.log(schema.$schema);"), /2020-12/);
});

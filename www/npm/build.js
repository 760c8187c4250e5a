// Writes the npm package into target/npm: what `npm pack ./target/npm` packs. `cargo xtask build` comes before.

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const NPM = fileURLToPath(new URL('.', import.meta.url));
const WWW = join(NPM, '..');
const ROOT = join(WWW, '..');
/** The folder of the package. */
export const PACKAGE = join(ROOT, 'target/npm');

/** The builds: entries by the names they get, and which form of files.js they take. */
const BUILDS = [
  // Split, so that the two entries of a page share one worker.
  { files: 'files-web.js', entries: { index: 'npm/index.js', element: 'kutip.js' }, splitting: true },
  { files: 'files-web.js', entries: { worker: 'worker.js' } },
  { files: 'files-node.js', entries: { node: 'npm/index.js' }, platform: 'node' },
  { files: 'files-single.js', entries: { single: 'npm/index.js' } },
];

/** Files that go in as they are. */
const COPIES = {
  'npm/package.json': 'package.json',
  'npm/README.md': 'README.md',
  'npm/index.d.ts': 'index.d.ts',
  'npm/pack.d.ts': 'packs/pack.d.ts',
  'kutip.d.ts': 'element.d.ts',
  'custom-elements.json': 'custom-elements.json',
  'schema/annotation-1.json': 'annotation-1.json',
  'pkg/kutip_bg.wasm': 'kutip_bg.wasm',
  '../LICENSE-MIT': 'LICENSE-MIT',
  '../LICENSE-APACHE': 'LICENSE-APACHE',
};

/** Puts a form of files.js in its place, and the packs into it one by one. @param {string} form @param {string[]} packs */
const placed = (form, packs) => ({
  name: 'files',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/files\.js$/ }, () => ({ path: join(NPM, form) }));
    onResolve({ filter: /^written-out-packs$/ }, () => ({ path: 'packs', namespace: 'written-out', sideEffects: false }));
    onLoad({ filter: /.*/, namespace: 'written-out' }, () => ({
      contents: `export const packs = () => ({ ${packs.map((pack) => `${basename(pack, '.kutip')}: new URL('./packs/${pack}', import.meta.url).href`)} });`,
    }));
  },
});

/** Writes the package anew. */
export async function writePackage() {
  rmSync(PACKAGE, { recursive: true, force: true });
  mkdirSync(join(PACKAGE, 'packs'), { recursive: true });
  const packs = readdirSync(join(WWW, 'packs')).filter((name) => name.endsWith('.kutip'));
  for (const { files, entries, platform = 'browser', splitting = false } of BUILDS) {
    await build({
      absWorkingDir: WWW,
      entryPoints: entries,
      outdir: PACKAGE,
      bundle: true,
      minify: true,
      sourcemap: true,
      format: 'esm',
      target: 'es2022',
      platform,
      splitting,
      chunkNames: 'shared-[hash]',
      loader: { '.css': 'text', '.wasm': 'binary' },
      plugins: [placed(files, packs)],
      legalComments: 'none',
    });
  }
  for (const [from, to] of Object.entries(COPIES)) cpSync(join(WWW, from), join(PACKAGE, to));
  for (const pack of packs) {
    const bytes = readFileSync(join(WWW, 'packs', pack));
    writeFileSync(join(PACKAGE, 'packs', pack), bytes);
    const module = `export default Uint8Array.from(atob('${bytes.toString('base64')}'), (unit) => unit.charCodeAt(0));\n`;
    writeFileSync(join(PACKAGE, 'packs', pack.replace(/kutip$/, 'js')), module);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writePackage();

// Writes the files that a news site copies into www/dist: three scripts and two sheets, minified, with their hashes.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const www = fileURLToPath(new URL('.', import.meta.url));
const files = ['kutip.js', 'worker.js', 'loader.js', 'panel.css', 'highlight.css'];

/** Writes the files anew. */
export async function ship() {
  await build({
    entryPoints: files.map((file) => www + file),
    outdir: `${www}dist`,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    // The program and its packs lie beside the scripts; they are fetched when they are wanted.
    external: ['./pkg/*', './kutip.js'],
    legalComments: 'none',
  });
  const hashes = files.map((file) => [file, `sha384-${createHash('sha384').update(readFileSync(`${www}dist/${file}`)).digest('base64')}`]);
  writeFileSync(`${www}dist/integrity.json`, `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ship();

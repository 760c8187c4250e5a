// The packed npm package in every bundler's smallest project, and in every runtime: built from the tarball, then run.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import nodeResolve from '@rollup/plugin-node-resolve';
import { build as esbuild } from 'esbuild';
import puppeteer from 'puppeteer-core';
import { rollup } from 'rollup';
import { build as vite } from 'vite';
import webpack from 'webpack';
import { serve } from './serve.js';
import { unpack } from './unpack.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PROJECT = join(HERE, 'project');
const MODULES = join(HERE, 'node_modules');
const SPEAKER = 'Ratna Sihombing';
const PAGES = ['main', 'single'];
const entries = Object.fromEntries(PAGES.map((page) => [page, join(PROJECT, `${page}.js`)]));

/** What a bundler that does not follow addresses wants beside its output. @param {string} out */
function beside(out) {
  for (const name of ['worker.js', 'kutip_bg.wasm', 'packs']) cpSync(join(MODULES, 'kutip', name), join(out, name), { recursive: true });
}

/** @param {string} out */
function pages(out) {
  for (const page of ['index.html', 'single.html']) cpSync(join(PROJECT, page), join(out, page));
}

/** @type {Record<string, (out: string) => Promise<void>>} */
const BUNDLERS = {
  async vite(out) {
    const input = ['index.html', 'single.html'].map((page) => join(PROJECT, page));
    await vite({ root: PROJECT, configFile: false, logLevel: 'error', build: { outDir: out, emptyOutDir: true, target: 'es2022', rollupOptions: { input } } });
  },
  async webpack(out) {
    const compiler = webpack({
      mode: 'production', context: PROJECT, entry: entries, experiments: { outputModule: true },
      output: { path: out, filename: '[name].js', module: true, publicPath: '/' },
    });
    const stats = await new Promise((resolve, reject) => compiler?.run((error, stats) => (error ? reject(error) : resolve(stats))));
    assert.deepEqual(stats.toJson({ all: false, errors: true }).errors, []);
    pages(out);
  },
  async rollup(out) {
    const bundle = await rollup({ input: entries, plugins: [nodeResolve({ browser: true })] });
    await bundle.write({ dir: out, format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' });
    beside(out);
    pages(out);
  },
  async esbuild(out) {
    await esbuild({ entryPoints: entries, outdir: out, bundle: true, format: 'esm', splitting: true, target: 'es2022', logLevel: 'error' });
    beside(out);
    pages(out);
  },
  async 'no bundler'(out) {
    cpSync(join(MODULES, 'kutip'), join(out, 'kutip'), { recursive: true });
    for (const page of PAGES) cpSync(entries[page], join(out, `${page}.js`));
    pages(out);
  },
};

/** For the pages without a bundler. */
const IMPORT_MAP = { imports: { kutip: '/kutip/index.js', 'kutip/element': '/kutip/element.js', 'kutip/single': '/kutip/single.js', 'kutip/packs/': '/kutip/packs/' } };

let browser;
before(async () => {
  await unpack(HERE);
  browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
});
after(() => browser.close());

/** What a page says it found, and whether its article was marked. @param {string} url @param {boolean} [marked] */
async function visit(url, marked = false) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(request.url()));
  page.on('response', (response) => response.status() >= 400 && !response.url().endsWith('/favicon.ico') && complaints.push(`${response.status()} ${response.url()}`));
  let workers = 0;
  page.on('workercreated', () => workers++);
  await page.goto(url);
  await page.waitForFunction(() => window.found, { timeout: 20_000 }).catch(() => assert.fail(`nothing found at ${url}: ${complaints}`));
  if (marked) await page.waitForFunction(() => CSS.highlights.get('kutip-person')?.size > 0 && document.querySelector('kutip-article').state === 'ready', { timeout: 20_000 });
  const found = await page.evaluate(() => window.found);
  await page.close();
  assert.deepEqual(complaints, []);
  return { ...found, workers };
}

for (const [name, bundle] of Object.entries(BUNDLERS)) {
  describe(name, () => {
    let server;
    before(async () => {
      const out = fileURLToPath(new URL(`../../target/package/${name.replace(' ', '-')}/`, import.meta.url));
      rmSync(out, { recursive: true, force: true });
      mkdirSync(out, { recursive: true });
      await bundle(out);
      server = await serve(out, name === 'no bundler' ? IMPORT_MAP : null);
    });
    after(() => server?.close());
    test('both entries share one worker, the element marks the article', async () => {
      assert.deepEqual(await visit(`${server.origin}/index.html`, true), { speaker: SPEAKER, notices: [], workers: 1 });
    });
    test('the build in one file', async () => {
      assert.deepEqual(await visit(`${server.origin}/single.html`), { speaker: SPEAKER, workers: 0 });
    });
  });
}

describe('next', () => {
  const NEXT = [join(MODULES, 'next/dist/bin/next')];
  const options = { cwd: join(HERE, 'next'), env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' } };
  let server, origin;
  before(async () => {
    execFileSync(process.execPath, [...NEXT, 'build'], { ...options, stdio: 'pipe' });
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    server = spawn(process.execPath, [...NEXT, 'start', '--hostname', '127.0.0.1', '--port', String(port)], { ...options, stdio: 'ignore' });
    for (let tries = 0; !(await fetch(origin).catch(() => null)); tries++) {
      assert.ok(tries < 100, 'the server does not answer');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
  after(() => server?.kill());
  test('a page rendered on the server gets its element', async () => {
    assert.match(await (await fetch(origin)).text(), /<kutip-article lang="id"><p>“Kami mulai besok,”/);
    assert.deepEqual(await visit(origin, true), { speaker: SPEAKER, notices: [], workers: 1 });
  });
  test('server code annotates', async () => {
    assert.deepEqual(await (await fetch(`${origin}/api`)).json(), { speaker: SPEAKER });
  });
});

describe('runtimes', () => {
  const program = join(PROJECT, 'program.js');
  for (const [name, command] of Object.entries({
    node: [process.execPath, program],
    deno: [process.execPath, join(MODULES, 'deno/bin.cjs'), 'run', '--no-remote', '--allow-read', program],
    bun: [join(MODULES, 'bun/bin/bun.exe'), program],
  })) {
    test(name, () => {
      const [first, ...rest] = command;
      assert.equal(execFileSync(first, rest, { cwd: HERE, encoding: 'utf8', timeout: 60_000 }).trim(), SPEAKER);
    });
  }
});

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

// Serves www/ to the browser tests on a port of its own, with the headers, faults and stand-ins a test asks for.

import { createServer } from 'node:http';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

export const WWW = fileURLToPath(new URL('../../www/', import.meta.url));
const FIXTURES = fileURLToPath(new URL('./fixtures/', import.meta.url));
const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const TYPES = {
  '.css': 'text/css', '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm', '.webmanifest': 'application/manifest+json', '.png': 'image/png', '.txt': 'text/plain; charset=utf-8',
};
/** The policy of DESIGN.md. */
export const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; " +
  "require-trusted-types-for 'script'";
/** The smallest module there is: the stand-in has no use for it but to have it compiled. */
const EMPTY_WASM = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** The sample articles, with their annotations. */
export const samples = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({
    id: name.slice(0, -4),
    text: readFileSync(join(FIXTURES, name), 'utf8'),
    annotation: JSON.parse(readFileSync(join(FIXTURES, name.replace('.txt', '.json')), 'utf8')),
  }));

/** The stand-in is one file, as the program is. */
export const CORE = readFileSync(join(FIXTURES, 'core.js'), 'utf8').replace("import samples from './samples.js';", () => `const samples = ${JSON.stringify(samples)};`);

/** @typedef {{ status?: number, type?: string, body?: string | Buffer, headers?: Record<string, string>, delay?: number }} Answer */
/** @typedef {{ csp?: string, answers?: Record<string, Answer>, real?: boolean }} Options */

/** @param {Options} [options] answers by path, before any file; `csp` for pages; `real` for the built program instead of the stand-in */
export async function serve({ csp, answers = {}, real = false } = {}) {
  /** @type {string[]} */
  const log = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://local').pathname);
    log.push(`${request.method} ${request.url}`);
    const answer = (path === '/favicon.ico' ? { status: 204 } : null) ?? answers[path] ?? (real ? null : standIn(path)) ?? bundled(path) ?? file(path);
    if (answer.delay) await new Promise((resolve) => setTimeout(resolve, answer.delay));
    const type = answer.type ?? TYPES[extname(path)] ?? 'text/html; charset=utf-8';
    /** @type {Record<string, string>} */
    const headers = { 'content-type': type, 'cache-control': 'no-store', ...answer.headers };
    if (csp && type.startsWith('text/html')) headers['content-security-policy'] = csp;
    response.writeHead(answer.status ?? 200, headers).end(answer.body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    log,
    answers,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What takes the place of the program and its packs. @param {string} path @returns {Answer | null} */
function standIn(path) {
  path = path.replace(/^\/kutip\//, '/');
  if (path === '/pkg/kutip.js') return { body: CORE };
  if (path === '/pkg/kutip_bg.wasm') return { body: EMPTY_WASM };
  const pack = /^\/packs\/(id|ms|en)\.kutip$/.exec(path);
  return pack && { body: `FAKEPACK ${pack[1]} end`, type: 'application/octet-stream' };
}

/** Frameworks come from the development packages, bundled as a site's own build would. @type {Record<string, string>} */
const BUNDLED = { '/examples/react/app.js': 'examples/react/app.jsx', '/examples/vue/app.js': 'examples/vue/app.vue.js' };

/** @param {string} path @returns {Answer | null} */
function bundled(path) {
  if (!BUNDLED[path]) return null;
  const { outputFiles } = buildSync({
    entryPoints: [join(WWW, BUNDLED[path])], bundle: true, write: false, format: 'esm', jsx: 'automatic', define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
  });
  return { body: outputFiles[0].text, type: 'text/javascript' };
}

/** @param {string} path @returns {Answer} */
function file(path) {
  const [root, rest] = path.startsWith('/node_modules/') ? [MODULES, path.slice('/node_modules/'.length)] : path.startsWith('/kutip/') ? [join(WWW, 'dist'), path.slice('/kutip/'.length)] : path.startsWith('/fixtures/') ? [FIXTURES, path.slice('/fixtures/'.length)] : [WWW, path];
  let name = join(root, normalize(`/${rest}`));
  if (existsSync(name) && statSync(name).isDirectory()) name = join(name, 'index.html');
  if (!existsSync(name)) return { status: 404, type: 'text/html', body: '<!doctype html><title>404</title><p>Not found' };
  return { body: readFileSync(name), type: TYPES[extname(name)] };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log((await serve({ csp: process.argv[2] === 'strict' ? STRICT : undefined })).origin);

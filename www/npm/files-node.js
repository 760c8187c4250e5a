// files.js for Node.js, Deno and Bun: reads from the disk, and on this thread.

import { readFile } from 'node:fs/promises';

export const worker = () => null;
export const program = () => new URL('./kutip_bg.wasm', import.meta.url).href;
export const packs = () => new URL('./packs/', import.meta.url).href;
export const bindings = () => import('../pkg/kutip.js');

export async function get(url, options) {
  if (!url.startsWith('file:')) return fetch(url, options);
  return new Response(await readFile(new URL(url)), { headers: { 'content-type': 'application/wasm' } });
}

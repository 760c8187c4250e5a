// Where the other files lie: beside this one. The npm package has a form of this file for each of its builds (npm/files-*.js).

/** The script of the worker, or null to read on the page. @returns {string | null} */
export const worker = () => new URL('./worker.js', import.meta.url).href;

/** The program: its address, or what was made of it. @returns {import('./reader.js').Program} */
export const program = () => new URL('./pkg/kutip_bg.wasm', import.meta.url).href;

/** The packs: their folder, or one by one. @returns {import('./reader.js').Packs} */
export const packs = () => new URL('./packs/', import.meta.url).href;

/** @returns {Promise<any>} the program's JavaScript half */
export const bindings = () => import(new URL('./pkg/kutip.js', import.meta.url).href);

/** A style sheet; empty if it cannot be had: the panel is plain then, and works. @param {string} name */
export async function sheet(name) {
  const response = await fetch(new URL(name, import.meta.url)).catch(() => null);
  return response?.ok ? response.text() : '';
}

/** @param {string} url @param {RequestInit} [options] */
export const get = (url, options) => fetch(url, options);

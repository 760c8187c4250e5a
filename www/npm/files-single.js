// files.js for the build in one file: the program is inside, packs are given as `packBytes` or `packUrl`.

import wasm from '../pkg/kutip_bg.wasm';

export const worker = () => null;
export const program = () => WebAssembly.compile(wasm);
export const packs = () => ({});
export const bindings = () => import('../pkg/kutip.js');
export const get = (url, options) => fetch(url, options);

// files.js for pages that are bundled: bundlers follow a `new URL` only where it is written out, file by file.

import highlight from '../highlight.css';
import panel from '../panel.css';

export { packs } from 'written-out-packs';

export const worker = () => new URL('./worker.js', import.meta.url).href;
export const program = () => new URL('./kutip_bg.wasm', import.meta.url).href;
export const bindings = () => import('../pkg/kutip.js');
export const sheet = async (name) => (name === './panel.css' ? panel : highlight);
export const get = (url, options) => fetch(url, options);

// The two style sheets as objects, shared by all elements of a page; a strict Content-Security-Policy lets them through.

import * as files from './files.js';

/** @type {{ panel?: CSSStyleSheet, highlight?: CSSStyleSheet }} */
export const sheets = {};
/** How many elements use a sheet in a document or shadow root. @type {WeakMap<Node, Map<CSSStyleSheet, number>>} */
const users = new WeakMap();

/** Fetches both. Elements are defined afterwards, so that none is ever seen without its styles. */
export async function loadSheets() {
  [sheets.panel, sheets.highlight] = await Promise.all([load('./panel.css'), load('./highlight.css')]);
}

/** @param {string} name */
async function load(name) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await files.sheet(name));
  return sheet;
}

/** Gives a document or shadow root a sheet until every one who asked has let go. @param {Document | ShadowRoot} root @param {CSSStyleSheet} [sheet] */
export function adopt(root, sheet = new CSSStyleSheet()) {
  const counts = users.get(root) ?? new Map();
  users.set(root, counts);
  counts.set(sheet, (counts.get(sheet) ?? 0) + 1);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    counts.set(sheet, counts.get(sheet) - 1);
    if (counts.get(sheet) === 0) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}

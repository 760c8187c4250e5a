// Style sheets as objects, shared by all elements of a page; a strict Content-Security-Policy lets them through.

/** @type {Map<string, Promise<CSSStyleSheet>>} */
const sheets = new Map();
/** How many elements use a sheet in a document or shadow root. @type {WeakMap<Node, Map<CSSStyleSheet, number>>} */
const users = new WeakMap();

/** @param {string} name a file beside this one @returns {Promise<CSSStyleSheet>} */
export function sheet(name) {
  let loaded = sheets.get(name);
  if (!loaded) {
    loaded = fetch(new URL(name, import.meta.url)).then(async (response) => {
      const created = new CSSStyleSheet();
      if (response.ok) created.replaceSync(await response.text());
      return created;
    });
    sheets.set(name, loaded);
    loaded.catch(() => sheets.delete(name));
  }
  return loaded;
}

/** Gives a document or shadow root a sheet until every one who asked has let go. @param {Document | ShadowRoot} root @param {CSSStyleSheet} style */
export function adopt(root, style) {
  const counts = users.get(root) ?? new Map();
  users.set(root, counts);
  counts.set(style, (counts.get(style) ?? 0) + 1);
  if (!root.adoptedStyleSheets.includes(style)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, style];
  return () => {
    counts.set(style, counts.get(style) - 1);
    if (counts.get(style) === 0) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== style);
  };
}

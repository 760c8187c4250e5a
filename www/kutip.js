// The entry: defines <kutip-article> and gives createAnnotator().

import { createAnnotator } from './annotator.js';
import { KutipArticle } from './element.js';
import { KutipError } from './errors.js';
import { loadSheets } from './styles.js';

// On a server there is no registry, and a page may load two copies: the first one stays.
const registry = globalThis.customElements;
if (registry && !registry.get('kutip-article')) {
  await loadSheets();
  if (!registry.get('kutip-article')) registry.define('kutip-article', KutipArticle);
}

export { createAnnotator, KutipArticle, KutipError };

// The entry: defines <kutip-article> and gives createAnnotator().

import { createAnnotator } from './annotator.js';
import { KutipArticle } from './element.js';
import { KutipError } from './errors.js';

// On a server there is no registry, and a page may load two copies: the first one stays.
globalThis.customElements?.get('kutip-article') ?? globalThis.customElements?.define('kutip-article', KutipArticle);

export { createAnnotator, KutipArticle, KutipError };

// The sheet of the demo page: text in as paragraphs, by paste, drop, file or sample, without ever running markup.

import { breathe, h } from '../dom.js';
import { readText } from '../text-map.js';

/** Paragraphs a section: the browser lays out only the sections near the window. */
const SECTION = 100;
/** A first paragraph of up to this length without a full stop is the headline. */
const HEADLINE = 200;

/** The only markup that is parsed goes into a document where nothing runs, and only its text comes out. */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('kutip-paste', { createHTML: (/** @type {string} */ html) => html });

/** The paragraphs of rich text. @param {string} html */
export function paragraphsOfHtml(html) {
  const parsed = new DOMParser().parseFromString(policy?.createHTML(html) ?? html, 'text/html');
  return paragraphsOf(readText(parsed.body)?.text ?? '');
}

/** The paragraphs of plain text: by blank lines, or line by line where there is none. @param {string} text */
export function paragraphsOf(text) {
  const clean = text.replace(/\r\n?/g, '\n').trim();
  const separator = /\n[ \t]*\n/.test(clean) ? /\n[ \t]*\n\s*/ : /\n/;
  return clean.split(separator).filter((paragraph) => paragraph.trim() !== '');
}

/** Lays paragraphs on the sheet; long texts in portions, so that the page goes on answering. @param {HTMLElement} sheet @param {string[]} paragraphs */
export async function lay(sheet, paragraphs) {
  const [first, second] = paragraphs;
  const headline = second !== undefined && first.length <= HEADLINE && !/[.,;]$/.test(first.trim());
  const built = (/** @type {string} */ text, /** @type {number} */ index) => h(index === 0 && headline ? 'h2' : 'p', {}, ...lines(text));
  if (paragraphs.length <= SECTION) {
    sheet.replaceChildren(...paragraphs.map(built));
    return;
  }
  sheet.replaceChildren();
  for (let from = 0; from < paragraphs.length; from += SECTION) {
    sheet.append(h('section', {}, ...paragraphs.slice(from, from + SECTION).map((text, index) => built(text, from + index))));
    await breathe();
  }
}

/** Lines with `<br>` between them. @param {string} text */
const lines = (text) => text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [h('br'), line]));

/** The text on the sheet, for a link. @param {HTMLElement} sheet */
export function textOn(sheet) {
  return readText(sheet)?.text ?? '';
}

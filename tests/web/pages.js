// Small pages around a text, for tests that look at something else than the demo.

import { samples } from './server.js';

/** @param {string} text */
export const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** @param {string} body @param {string} [head] */
export const html = (body, head = '') => ({
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Uji</title>${head}<body>${body}`,
});

/** A page with a sample article in it. @param {string} id @param {string} [attributes] @param {number} [times] how often the text is repeated @param {string} [head] */
export function samplePage(id, attributes = '', times = 1, head = '') {
  const { text } = samples.find((sample) => sample.id === id);
  const [title, ...rest] = text.trim().split(/\n+/);
  const paragraphs = [`<h1>${escaped(title)}</h1>`, ...Array.from({ length: times }, () => rest).flat().map((paragraph) => `<p>${escaped(paragraph)}</p>`)];
  return html(`<main><kutip-article ${attributes}>${paragraphs.join('\n')}</kutip-article></main><script type="module" src="/kutip.js"></script>`, head);
}

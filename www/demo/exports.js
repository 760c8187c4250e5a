// An annotation in the formats that other programs read.

import { quoteText } from '../summary.js';

/** @typedef {import('../kutip.d.ts').Annotation} Annotation */
/** @typedef {{ name: string, type: string, write: (annotation: Annotation, text: string) => string }} Format */

/** @type {Record<string, Format>} */
export const FORMATS = {
  json: { name: 'kutip.json', type: 'application/json', write: (annotation, text) => JSON.stringify({ ...annotation, text }, null, 2) },
  'web-annotation': { name: 'kutip.jsonld', type: 'application/ld+json', write: webAnnotation },
  csv: { name: 'kutip.csv', type: 'text/csv', write: csv },
  markdown: { name: 'kutip.md', type: 'text/markdown', write: markdown },
};

/** @param {Annotation} annotation @param {number | null | undefined} entity */
const nameOf = ({ entities }, entity) => entities[entity ?? -1]?.name;

/** W3C Web Annotation: a page of annotations with text position and text quote selectors. @type {Format['write']} */
function webAnnotation(annotation, text) {
  const target = (/** @type {{ start: number, end: number }[]} */ spans) => {
    const targets = spans.map(({ start, end }) => ({
      source: 'urn:kutip:text',
      selector: [
        { type: 'TextPositionSelector', start, end },
        { type: 'TextQuoteSelector', exact: text.slice(start, end), prefix: text.slice(Math.max(0, start - 32), start), suffix: text.slice(end, end + 32) },
      ],
    }));
    return targets.length === 1 ? targets[0] : targets;
  };
  const item = (/** @type {string} */ id, /** @type {object[]} */ body, /** @type {{ start: number, end: number }[]} */ spans) => ({
    id: `urn:kutip:${id}`, type: 'Annotation', motivation: 'identifying', body, target: target(spans),
  });
  const tag = (/** @type {string} */ purpose, /** @type {string | undefined} */ value) => (value ? [{ type: 'TextualBody', purpose, value }] : []);
  const mentions = annotation.mentions.map((mention, index) =>
    item(`mention:${index}`, [...tag('classifying', mention.kind), ...tag('identifying', nameOf(annotation, mention.entity))], [mention]));
  const quotes = annotation.quotes.map((quote) =>
    item(`quote:${quote.id}`, [...tag('classifying', `${quote.kind} quotation`), ...tag('identifying', nameOf(annotation, quote.speaker?.entity) ?? quote.speaker?.text)], quote.spans));
  return JSON.stringify({ '@context': 'http://www.w3.org/ns/anno.jsonld', id: 'urn:kutip:page', type: 'AnnotationPage', items: [...mentions, ...quotes] }, null, 2);
}

/** One row a mention and a quotation. @type {Format['write']} */
function csv(annotation) {
  const rows = [['what', 'kind', 'start', 'end', 'text', 'who', 'cue', 'rule', 'confidence']];
  for (const { kind, start, end, text, entity, confidence } of annotation.mentions) {
    rows.push(['mention', kind, String(start), String(end), text, nameOf(annotation, entity) ?? '', '', '', String(confidence)]);
  }
  for (const quote of annotation.quotes) {
    const { kind, spans, speaker, cue, rule, confidence } = quote;
    const who = nameOf(annotation, speaker?.entity) ?? speaker?.text ?? '';
    rows.push(['quote', kind, String(spans[0].start), String(spans[spans.length - 1].end), quoteText(quote), who, cue?.text ?? '', rule, String(confidence)]);
  }
  return rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** A cell that a spreadsheet takes for text, also one that begins like a formula. @param {string} value */
function cell(value) {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The quotations, speaker by speaker. @type {Format['write']} */
function markdown(annotation) {
  /** @type {Map<string, string[]>} */
  const said = new Map();
  for (const quote of annotation.quotes) {
    const who = nameOf(annotation, quote.speaker?.entity) ?? quote.speaker?.text ?? '–';
    said.set(who, [...(said.get(who) ?? []), `> ${escaped(quoteText(quote))}\n`]);
  }
  return [...said].map(([who, quotes]) => `## ${escaped(who)}\n\n${quotes.join('\n')}`).join('\n');
}

/** Text that Markdown leaves as it is. @param {string} text */
const escaped = (text) => text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|]/g, '\\$&');

// From a selection to the places in the article that belong to it, one after another.

import { paintKind, quoteText } from './summary.js';

/** @typedef {import('./kutip.d.ts').Annotation} Annotation */
/** @typedef {import('./kutip.d.ts').Selection} Selection */
/** @typedef {{ start: number, end: number }} Extent */
/** @typedef {{ spans: Extent[], mention: number | null, quote: number | null }} Place */
/** @typedef {{ name: string, entity: number | null, places: Place[], index: number }} Walk */

/** Null when there is no such thing. @param {Annotation} annotation @param {Selection} target @returns {Walk | null} */
export function walkOf(annotation, target) {
  const { entities, mentions, quotes } = annotation;
  const quote = quotes[target.quote ?? -1];
  if (quote) {
    const speaker = quote.speaker?.entity ?? null;
    const same = speaker === null ? [quote] : quotes.filter((other) => other.speaker?.entity === speaker);
    const places = same.map(({ id, spans }) => ({ spans, mention: null, quote: id }));
    return { name: entities[speaker ?? -1]?.name ?? quoteText(quote).slice(0, 40), entity: speaker, places, index: same.indexOf(quote) };
  }
  const mention = mentions[target.mention ?? -1];
  const entity = entities[mention?.entity ?? target.entity ?? -1];
  if (entity) {
    const places = entity.mentions.map((index) => ({ spans: [mentions[index]], mention: index, quote: null }));
    return { name: entity.name, entity: entity.id, places, index: Math.max(0, entity.mentions.indexOf(target.mention ?? -1)) };
  }
  if (!mention) return null;
  return { name: mention.text, entity: null, places: [{ spans: [mention], mention: target.mention ?? null, quote: null }], index: 0 };
}

/**
 * What stands at an offset: the shortest mention and the innermost quotation.
 * @param {Annotation} annotation @param {number} offset @param {(kind: string) => boolean} shown
 */
export function targetAt(annotation, offset, shown) {
  const holds = (/** @type {Extent} */ { start, end }) => start <= offset && offset <= end;
  let mention = null;
  for (const [index, candidate] of annotation.mentions.entries()) {
    if (holds(candidate) && shown(paintKind(candidate.kind)) && (mention === null || length(candidate) <= length(annotation.mentions[mention]))) mention = index;
  }
  const quote = shown('quote') ? annotation.quotes.findLast(({ spans }) => spans.some(holds))?.id ?? null : null;
  return { mention, quote };
}

/** @param {Extent} extent */
const length = ({ start, end }) => end - start;

// Who speaks how much: the speakers of an annotation ordered by the words they say.

/** @typedef {import('./kutip.d.ts').Annotation} Annotation */
/** @typedef {import('./kutip.d.ts').Quote} Quote */
/** @typedef {import('./kutip.d.ts').Entity} Entity */
/** @typedef {{ key: string, name: string | null, entity: Entity | null, quotes: Quote[], words: number, share: number }} Speaker */

/** Who is named first of two who speak equally long stays first. @param {Annotation} annotation @returns {Speaker[]} */
export function speakers(annotation) {
  /** @type {Map<string, Speaker>} */
  const speakers = new Map();
  let total = 0;
  for (const quote of annotation.quotes) {
    const entity = annotation.entities[quote.speaker?.entity ?? -1] ?? null;
    const name = speakerName(annotation, quote);
    const key = entity ? `e${entity.id}` : `n${name ?? ''}`;
    let speaker = speakers.get(key);
    if (!speaker) {
      speaker = { key, name, entity, quotes: [], words: 0, share: 0 };
      speakers.set(key, speaker);
    }
    speaker.quotes.push(quote);
    // The words of a quotation inside another are the outer speaker's words already.
    if (quote.parent !== null) continue;
    for (const { text } of quote.spans) {
      const words = countWords(text);
      speaker.words += words;
      total += words;
    }
  }
  const list = [...speakers.values()];
  for (const speaker of list) speaker.share = total === 0 ? 0 : speaker.words / total;
  return list.sort((a, b) => b.words - a.words);
}

/** Who says a quotation; null when all that is known is a "dia" or "nya". @param {Annotation} annotation @param {Quote} quote */
export function speakerName({ entities, mentions }, { speaker }) {
  const isPronoun = (/** @type {number} */ mention) => mentions[mention]?.form === 'pronoun';
  const entity = entities[speaker?.entity ?? -1];
  if (entity) return entity.mentions.every(isPronoun) ? null : entity.name;
  return speaker && !isPronoun(speaker.mention ?? -1) ? speaker.text : null;
}

/** Runs of anything but spaces that hold a letter or a figure. @param {string} text */
export function countWords(text) {
  let words = 0;
  for (const run of text.split(/\s+/)) if (/[\p{L}\p{N}]/u.test(run)) words++;
  return words;
}

/** The text of a quotation, its parts joined as a reader would. @param {Quote} quote */
export function quoteText(quote) {
  return quote.spans.map(({ text }) => text).join(' … ');
}

/** The kind under which a mention is painted and counted. @param {string} kind */
export function paintKind(kind) {
  return kind === 'person' || kind === 'organization' || kind === 'location' ? kind : 'other';
}

/** Whether a mention is a name or a role that stands for one. @param {import('./kutip.d.ts').Mention} mention */
export function isNamed({ form }) {
  return form === 'name' || form === 'role';
}

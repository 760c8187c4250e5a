// Reads a page of several articles one by one, keeps what has not changed, and joins the findings.

/** @typedef {import('./kutip.d.ts').Annotation} Annotation */
/** @typedef {import('./text-map.js').TextMap} TextMap */

/** The stretches to read apart: each unit, and what lies between units. @param {TextMap} map */
export function unitsOf(map) {
  const cuts = [0, map.text.length];
  for (const { start, end } of map.units) cuts.push(start, end);
  cuts.sort((a, b) => a - b);
  const units = [];
  for (let i = 1; i < cuts.length; i++) {
    const slice = map.text.slice(cuts[i - 1], cuts[i]);
    const text = slice.trimStart();
    if (text !== '') units.push({ start: cuts[i] - text.length, text: text.trimEnd() });
  }
  return units;
}

/**
 * One annotation of the whole text from those of its units; an entity of the same kind and name is one entity.
 * @param {{ start: number, annotation: Annotation }[]} units @returns {Annotation}
 */
export function merge(units) {
  if (units.length === 1 && units[0].start === 0) return units[0].annotation;
  /** @type {Annotation} */
  const whole = { version: 1, language: units[0]?.annotation.language ?? '', entities: [], mentions: [], quotes: [] };
  /** @type {Map<string, number>} */
  const byName = new Map();
  for (const { start, annotation } of units) {
    const firstMention = whole.mentions.length;
    const firstQuote = whole.quotes.length;
    const ids = annotation.entities.map((entity) => {
      const names = [entity.name, ...entity.aliases];
      const keys = names.map((name) => `${entity.kind} ${name}`);
      const known = keys.map((key) => byName.get(key)).find((id) => id !== undefined);
      const id = known ?? whole.entities.length;
      const mentions = entity.mentions.map((mention) => mention + firstMention);
      if (known === undefined) whole.entities.push({ ...entity, id, aliases: [...entity.aliases], roles: [...entity.roles], mentions });
      else {
        const same = whole.entities[id];
        same.mentions.push(...mentions);
        for (const name of names) if (name !== same.name && !same.aliases.includes(name)) same.aliases.push(name);
        for (const role of entity.roles) if (!same.roles.some(({ text }) => text === role.text)) same.roles.push(role);
      }
      for (const key of keys) if (!byName.has(key)) byName.set(key, id);
      return id;
    });
    const entityOf = (/** @type {number | null} */ entity) => (entity === null ? null : ids[entity]);
    const moved = (/** @type {any} */ slice) =>
      slice && { ...slice, start: slice.start === null ? null : slice.start + start, end: slice.end === null ? null : slice.end + start };
    const party = (/** @type {any} */ party) =>
      party && { ...moved(party), mention: party.mention === null ? null : party.mention + firstMention, entity: entityOf(party.entity) };
    for (const mention of annotation.mentions) whole.mentions.push({ ...moved(mention), entity: entityOf(mention.entity) });
    for (const quote of annotation.quotes) {
      whole.quotes.push({
        ...quote,
        id: quote.id + firstQuote,
        spans: quote.spans.map(moved),
        cue: moved(quote.cue),
        speaker: party(quote.speaker),
        addressee: party(quote.addressee),
        via: party(quote.via),
        parent: quote.parent === null ? null : quote.parent + firstQuote,
      });
    }
  }
  return whole;
}

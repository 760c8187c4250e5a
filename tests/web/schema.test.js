// The published JSON Schema holds for annotations, and refuses what is none.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { merge, unitsOf } from '../../www/merge.js';
import { samples } from './server.js';

const schema = JSON.parse(readFileSync(new URL('../../www/schema/annotation-1.json', import.meta.url), 'utf8'));
const valid = new Ajv2020({ allowUnionTypes: true }).compile(schema);

/** Ids and offsets, which a schema cannot follow. */
function consistent(annotation, text) {
  const slice = ({ start, end, text: repeated }) => start === null || assert.equal(text.slice(start, end), repeated);
  annotation.entities.forEach(({ id, mentions }, index) => {
    assert.equal(id, index);
    for (const mention of mentions) assert.equal(annotation.mentions[mention].entity, id);
  });
  annotation.mentions.forEach(slice);
  annotation.quotes.forEach((quote, index) => {
    assert.equal(quote.id, index);
    quote.spans.forEach(slice);
    for (const part of [quote.cue, quote.speaker, quote.addressee]) if (part) slice(part);
    if (quote.speaker?.entity != null) assert.ok(annotation.entities[quote.speaker.entity]);
  });
}

for (const { id, text, annotation } of samples) {
  test(`${id} is valid`, () => {
    assert.ok(valid(annotation), JSON.stringify(valid.errors));
    consistent(annotation, text);
  });
}

test('two articles joined are valid, and one person in both is one entity', () => {
  const [{ text, annotation }] = samples;
  const whole = `${text}\n\n${text}`;
  const units = unitsOf({ text: whole, units: [{ start: 0, end: text.length }, { start: text.length, end: whole.length }] });
  assert.deepEqual(units.map(({ text }) => text), [text.trim(), text.trim()]);
  const joined = merge(units.map(({ start }) => ({ start, annotation })));
  assert.ok(valid(joined), JSON.stringify(valid.errors));
  consistent(joined, whole);
  assert.equal(joined.entities.length, new Set(annotation.entities.map(({ kind, name }) => `${kind} ${name}`)).size);
  assert.equal(joined.mentions.length, 2 * annotation.mentions.length);
});

for (const [name, spoil] of Object.entries({
  'another version': (annotation) => (annotation.version = 2),
  'a kind that is not': (annotation) => (annotation.mentions[0].kind = 'planet'),
  'an offset below zero': (annotation) => (annotation.mentions[0].start = -1),
  'a confidence above one': (annotation) => (annotation.quotes[0].confidence = 1.1),
  'a quotation without spans': (annotation) => (annotation.quotes[0].spans = []),
  'a property more': (annotation) => (annotation.quotes[0].extra = 1),
  'a link that is no Wikidata id': (annotation) => (annotation.entities[0].link = 'javascript:alert(1)'),
})) {
  test(`${name} is refused`, () => {
    const annotation = structuredClone(samples[0].annotation);
    spoil(annotation);
    assert.equal(valid(annotation), false);
  });
}

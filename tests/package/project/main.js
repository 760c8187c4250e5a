// A page that uses both entries and says what came of it.

import { createAnnotator } from 'kutip';
import 'kutip/element';

/** @type {string[]} */
const notices = [];
try {
  const annotator = await createAnnotator({ lang: 'id', onnotice: ({ code }) => notices.push(code) });
  const { quotes } = await annotator.annotate('“Kami mulai besok,” kata Ratna Sihombing.');
  window.found = { speaker: quotes[0].speaker.text, notices };
} catch (error) {
  window.found = { error: String(error), notices };
}

// A page with everything inside its script.

import { createAnnotator } from 'kutip/single';
import packBytes from 'kutip/packs/id.js';

try {
  const annotator = await createAnnotator({ lang: 'id', packBytes });
  const { quotes } = await annotator.annotate('“Kami mulai besok,” kata Ratna Sihombing.');
  window.found = { speaker: quotes[0].speaker.text };
} catch (error) {
  window.found = { error: String(error) };
}

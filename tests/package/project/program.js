// A program for Node.js, Deno and Bun.

import { createAnnotator } from 'kutip';

const annotator = await createAnnotator({ lang: 'id' });
const { quotes } = await annotator.annotate('“Kami mulai besok,” kata Ratna Sihombing.');
console.log(quotes[0].speaker.text);
annotator.close();

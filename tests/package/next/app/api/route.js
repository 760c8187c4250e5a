// Server code that annotates.

import { createAnnotator } from 'kutip';

export async function GET() {
  const annotator = await createAnnotator({ lang: 'id' });
  const { quotes } = await annotator.annotate('“Kami mulai besok,” kata Ratna Sihombing.');
  annotator.close();
  return Response.json({ speaker: quotes[0].speaker.text });
}

export const dynamic = 'force-dynamic';

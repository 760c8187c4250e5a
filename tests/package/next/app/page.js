// A page that is rendered on the server and gets its element in the browser.
'use client';

import { createElement, useEffect } from 'react';

export default function Page() {
  useEffect(() => {
    (async () => {
      await import('kutip/element');
      const { createAnnotator } = await import('kutip');
      const notices = [];
      const annotator = await createAnnotator({ lang: 'id', onnotice: ({ code }) => notices.push(code) });
      const { quotes } = await annotator.annotate('“Kami mulai besok,” kata Ratna Sihombing.');
      window.found = { speaker: quotes[0].speaker.text, notices };
    })().catch((error) => (window.found = { error: String(error) }));
  }, []);
  return createElement('kutip-article', { lang: 'id' }, createElement('p', null, '“Kami mulai besok,” kata Ratna Sihombing di Medan.'));
}

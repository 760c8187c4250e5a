// An article that React owns and re-renders, inside <kutip-article>.

import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

function Article({ paragraphs, onFound }) {
  const article = useRef(null);
  useEffect(() => {
    // From your own host, for example '/kutip/kutip.js'; a bundler leaves this import alone.
    import(/* @vite-ignore */ /* webpackIgnore: true */ new URL('../../kutip.js', document.baseURI).href);
    const found = ({ detail }) => onFound(detail.annotation);
    const element = article.current;
    element.addEventListener('kutip-annotate', found);
    return () => element.removeEventListener('kutip-annotate', found);
  }, [onFound]);
  return (
    <kutip-article ref={article} lang="id" panel="side">
      {paragraphs.map((text, index) => (
        <p key={index}>{text}</p>
      ))}
    </kutip-article>
  );
}

const FIRST = [
  '“Kami mulai bekerja besok,” kata Ratna Sihombing di Medan.',
  '“Anggarannya sudah ada,” ujar Bagus Wirawan.',
];

export function App() {
  const [paragraphs, setParagraphs] = useState(FIRST);
  const [quotes, setQuotes] = useState(0);
  const [shown, setShown] = useState(true);
  return (
    <main>
      <h1>React</h1>
      <p role="status">{quotes} kutipan</p>
      <p>
        <button id="change" onClick={() => setParagraphs(['“Kami mulai lusa,” kata Ratna Sihombing.', ...paragraphs.slice(1)])}>Ubah</button>{' '}
        <button id="add" onClick={() => setParagraphs([...paragraphs, '“Saya setuju,” kata Sari Utami.'])}>Tambah</button>{' '}
        <button id="remove" onClick={() => setParagraphs(paragraphs.slice(1))}>Hapus</button>{' '}
        <button id="toggle" onClick={() => setShown(!shown)}>Lepas atau pasang</button>
      </p>
      {shown && <Article paragraphs={paragraphs} onFound={(annotation) => setQuotes(annotation.quotes.length)} />}
    </main>
  );
}

createRoot(document.getElementById('app')).render(<App />);

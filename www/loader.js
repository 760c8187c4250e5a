// The loader: fetches kutip when an article comes near the window, or when the reader presses a button.

/** Articles are fetched for when they are this near. */
const NEAR = '600px';
/** @type {Record<string, string>} */
const LABEL = { id: 'Siapa bicara?', ms: 'Siapa bercakap?', en: 'Who is speaking?' };
const STYLE = `button {
  font: 600 0.9375rem/1.4 var(--kutip-font, system-ui, sans-serif);
  color: inherit;
  background: none;
  border: 1px solid;
  border-radius: 3px;
  min-height: 2.75rem;
  padding: 0.4rem 1rem;
  margin-block-end: 1rem;
  cursor: pointer;
}`;

/** @typedef {import('./kutip.d.ts').KutipArticle} KutipArticle */

const load = () => import(new URL('./kutip.js', import.meta.url).href);

const nearby = new IntersectionObserver(
  (entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    nearby.disconnect();
    load();
  },
  { rootMargin: NEAR },
);

/** @param {KutipArticle} article */
function offerButton(article) {
  const lang = article.closest('[lang]')?.getAttribute('lang')?.slice(0, 2) ?? '';
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('part', 'load');
  button.textContent = article.getAttribute('label') ?? LABEL[lang] ?? LABEL.en;
  button.onclick = async () => {
    button.disabled = true;
    await load();
    article.open = true;
    article.annotate();
    /** @type {HTMLElement | null | undefined} */ (article.shadowRoot?.querySelector('[part~="toggle"]'))?.focus();
  };
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  const shadow = article.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [style];
  shadow.append(button, document.createElement('slot'));
  // Another article on the page may load the program first: this one goes on waiting for its reader.
  article.setAttribute('manual', '');
}

/** @param {ParentNode} root */
function look(root) {
  for (const article of /** @type {NodeListOf<KutipArticle>} */ (root.querySelectorAll('kutip-article'))) {
    if (article.shadowRoot) continue;
    if (article.getAttribute('load') === 'button') offerButton(article);
    else nearby.observe(article);
  }
}

look(document);
new MutationObserver(() => look(document)).observe(document.documentElement, { childList: true, subtree: true });

// <kutip-article>: the element that a page puts around an article, or points at one with `for`.

import { createAnnotator } from './annotator.js';
import { h } from './dom.js';
import { Guide } from './guide.js';
import { LiveArticle } from './live.js';
import { translator, uiLanguage } from './strings.js';
import { adopt, sheets } from './styles.js';

/** UTF-16 units beyond which an article is not read, unless `limit` says otherwise. */
const LIMIT = 2_000_000;

/** A server that renders the page has no elements; importing must not fail there. @type {typeof HTMLElement} */
const Base = globalThis.HTMLElement ?? class {};

export class KutipArticle extends Base {
  static observedAttributes = ['for', 'lang', 'ui-lang', 'panel', 'open', 'skip', 'units', 'paint', 'packs', 'limit'];

  /** @type {'idle' | 'loading' | 'ready' | 'error'} */
  state = 'idle';
  /** @type {ShadowRoot} */
  #shadow;
  /** @type {LiveArticle | null} */
  #article = null;
  /** @type {Guide | null} */
  #guide = null;
  /** What to undo on `destroy()`. @type {(() => void)[]} */
  #undo = [];

  constructor() {
    super();
    // The loader may have opened the shadow root, with its button inside, before this class was there.
    this.#shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    if (!this.#shadow.firstChild) this.#shadow.append(h('slot'));
  }

  connectedCallback() {
    if (!this.hasAttribute('manual')) queueMicrotask(() => this.isConnected && !this.#article && this.annotate());
  }

  disconnectedCallback() {
    queueMicrotask(() => !this.isConnected && this.destroy());
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (!this.#article || before === now) return;
    if (name === 'open') return this.#guide?.panel.setOpen(this.open);
    this.destroy();
    this.annotate();
  }

  get annotation() {
    return this.#article?.annotation ?? null;
  }

  get text() {
    return this.#article?.text ?? '';
  }

  get open() {
    return this.hasAttribute('open');
  }

  set open(open) {
    this.toggleAttribute('open', open);
  }

  async annotate() {
    if (this.state === 'error') this.destroy();
    if (!this.#article) this.#start();
    await this.#article?.annotate();
    return this.annotation;
  }

  /** @param {import('./kutip.d.ts').Selection | null} target */
  select(target) {
    this.#guide?.select(target);
  }

  next() {
    this.#guide?.step(1);
  }

  previous() {
    this.#guide?.step(-1);
  }

  /** @param {number} start @param {number} end */
  rangeOf(start, end) {
    return this.#article?.rangeOf(start, end) ?? null;
  }

  destroy() {
    this.#guide?.end();
    this.#article?.end();
    for (const undo of this.#undo) undo();
    this.#undo = [];
    this.#guide = this.#article = null;
    this.state = 'idle';
    this.#shadow.replaceChildren(h('slot'));
  }

  #start() {
    this.state = 'loading';
    const lang = this.#language();
    const place = this.getAttribute('panel') ?? 'top';
    const article = new LiveArticle(this, {
      target: this.getAttribute('for'),
      skip: this.getAttribute('skip') ?? '',
      units: this.getAttribute('units') ?? '',
      limit: Number(this.getAttribute('limit') ?? LIMIT),
      paint: this.getAttribute('paint') ?? 'auto',
    }, this.#prepare(lang), {
      progress: (done) => this.#guide?.panel.progress(done),
      moved: (root) => this.#guide?.watch(root),
      found: (annotation) => {
        this.state = 'ready';
        this.#guide?.show(annotation);
        this.#tell('kutip-annotate', { annotation, text: article.text });
      },
      failed: (error) => this.#fail(error, true),
    });
    const wanted = [this.getAttribute('ui-lang'), lang, this.#pageLanguage(), navigator.language];
    const guide = new Guide(article, translator(...wanted), uiLanguage(...wanted), {
      opened: (open) => (this.open = open),
      selected: (selection) => this.#tell('kutip-select', selection),
    });
    this.#article = article;
    this.#guide = guide;
    this.#shadow.replaceChildren(
      h('div', { class: `layout ${place}` }, place !== 'none' && guide.panel.element, h('div', { class: 'article', part: 'article' }, h('slot'))),
      guide.card.element,
    );
    const page = /** @type {Document | ShadowRoot} */ (this.getRootNode());
    this.#undo.push(adopt(this.#shadow, sheets.panel), adopt(page, sheets.highlight));
    guide.panel.progress(0);
    guide.panel.setOpen(this.open);
  }

  /** @param {string} lang */
  async #prepare(lang) {
    const annotator = createAnnotator({
      lang,
      fallback: primary(this.#pageLanguage()) ?? 'id',
      packs: this.getAttribute('packs') ?? undefined,
      integrity: this.getAttribute('pack-integrity') ?? undefined,
      onnotice: (notice) => this.#fail(notice, false),
    });
    this.#undo.push(() => annotator.then((made) => made.close(), () => {}));
    const made = await annotator;
    this.#tell('kutip-ready', { language: lang });
    return made;
  }

  /** @param {import('./errors.js').KutipError} error @param {boolean} fatal */
  #fail({ code, message }, fatal) {
    if (fatal) this.state = 'error';
    this.#guide?.panel.fail(code, fatal);
    this.#tell('kutip-error', { code, message, fatal });
  }

  /** @param {string} name @param {object} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #language() {
    return primary(this.getAttribute('lang')) ?? primary(this.#pageLanguage()) ?? 'auto';
  }

  #pageLanguage() {
    return this.parentElement?.closest('[lang]')?.getAttribute('lang') ?? document.documentElement.lang;
  }
}

/** `id` of `id-ID`. @param {string | null} tag */
const primary = (tag) => tag?.toLowerCase().split('-')[0] || null;

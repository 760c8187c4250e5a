// An article that lives: read, annotated and painted, and again where the page changes.

import { breathe } from './dom.js';
import { KutipError, typed } from './errors.js';
import { MarkPainter } from './mark-paint.js';
import { merge, unitsOf } from './merge.js';
import { canHighlight, HighlightPainter } from './paint.js';
import { caretAt, covers } from './pointer.js';
import { isNamed, paintKind } from './summary.js';
import { read } from './text-map.js';
import { targetAt } from './walk.js';

/** @typedef {import('./kutip.d.ts').Annotation} Annotation */
/** @typedef {import('./kutip.d.ts').Annotator} Annotator */
/** @typedef {import('./text-map.js').TextMap} TextMap */
/** @typedef {import('./paint.js').Item} Item */
/** @typedef {import('./walk.js').Extent} Extent */
/** @typedef {{ target: string | null, skip: string, units: string, limit: number, paint: string }} Settings */
/** @typedef {{ progress(done: number): void, found(annotation: Annotation): void, moved(root: Element): void,
    failed(error: KutipError): void }} Listener */

/** Milliseconds the page is left to change before it is read anew, and the longest it is waited for. */
const SETTLE = 150;
const PATIENCE = 1000;
/** Milliseconds of reading the page at a stretch. */
const SLICE = 8;

export class LiveArticle {
  /** @type {Annotation | null} */
  annotation = null;
  text = '';
  /** @type {TextMap | null} */
  map = null;
  /** Kinds that the reader has turned off. @type {Set<string>} */
  hidden = new Set();
  /** @type {import('./paint.js').Painter | null} */
  #painter = null;
  /** Ends one reading. */
  #reading = new AbortController();
  /** Annotations of the units on the page, by their text. @type {Map<string, Annotation>} */
  #known = new Map();
  /** What could be painted, sorted by start. @type {Item[]} */
  #items = [];
  /** @type {Extent[]} */
  #active = [];
  /** What the listener knows of. @type {Annotation | null} */
  #told = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settling;
  #changedSince = 0;
  #observer = new MutationObserver((records) => this.#changed(records));

  /** @param {HTMLElement} host @param {Settings} settings @param {Promise<Annotator>} annotator @param {Listener} listener */
  constructor(host, settings, annotator, listener) {
    this.host = host;
    this.settings = settings;
    this.annotator = annotator;
    // Whoever waits for it is told; a page that cannot be read waits for nothing.
    annotator.catch(() => {});
    this.listener = listener;
  }

  /** Reads the article, and annotates whatever of it is not known yet. */
  async annotate() {
    this.#reading.abort();
    clearTimeout(this.#settling);
    this.#changedSince = 0;
    const { signal } = (this.#reading = new AbortController());
    try {
      const root = this.#target();
      if (this.#painter instanceof MarkPainter) this.#painter.clear();
      const map = await this.#read(root, signal);
      if (!map || signal.aborted) return;
      const known = this.annotation !== null && map.text === this.text;
      const annotation = known ? this.annotation : await this.#annotate(map, signal);
      if (annotation && !signal.aborted) await this.#show(map, annotation, signal);
    } catch (thrown) {
      if (!signal.aborted) this.listener.failed(typed(thrown, 'crashed'));
    }
  }

  /** @param {number} start @param {number} end @returns {Range | null} */
  rangeOf(start, end) {
    const slices = this.map?.slices(start, end);
    if (!slices || !this.#painter) return null;
    const last = slices[slices.length - 1];
    const range = document.createRange();
    range.setStart(...this.#painter.place(slices[0].node, slices[0].from));
    range.setEnd(...this.#painter.place(last.node, last.to));
    return range;
  }

  /** The mention and the quotation drawn at a point of the window. @param {number} x @param {number} y */
  targetAt(x, y) {
    const { map, annotation } = this;
    const caret = map && caretAt(map.root, x, y);
    if (!caret || !annotation || !this.#painter) return null;
    const offset = map.offset(...this.#painter.origin(...caret));
    if (offset === null) return null;
    const drawn = (/** @type {Extent} */ { start, end }) => {
      const range = this.rangeOf(start, end);
      return range !== null && covers(range, x, y);
    };
    const { mention, quote } = targetAt(annotation, offset, (kind) => !this.hidden.has(kind));
    const target = {
      mention: mention !== null && drawn(annotation.mentions[mention]) ? mention : null,
      quote: quote !== null && annotation.quotes[quote].spans.some(drawn) ? quote : null,
    };
    return target.mention === null && target.quote === null ? null : target;
  }

  /** Paints what the reader has not turned off. */
  paint() {
    const shown = (/** @type {Item} */ { kind }) => !this.hidden.has(kind.endsWith('direct') ? 'quote' : kind);
    this.#painter?.paint(this.#items.filter(shown));
    this.activate(this.#active);
  }

  /** Draws some stretches stronger. @param {Extent[]} extents */
  activate(extents) {
    this.#active = extents;
    this.#painter?.activate(extents.map(({ start, end }) => ({ kind: 'active', start, end })));
    this.#observer.takeRecords();
  }

  end() {
    this.#reading.abort();
    clearTimeout(this.#settling);
    this.#observer.disconnect();
    this.#painter?.clear();
  }

  /** @returns {Element} */
  #target() {
    const { target } = this.settings;
    if (target === null) return this.#observe(this.host);
    const page = /** @type {Document | ShadowRoot} */ (this.host.getRootNode());
    this.#observer.observe(page, { childList: true, subtree: true });
    const root = this.#pointedTo();
    if (!root) throw new KutipError('target-missing', `for="${target}" points to no element`);
    return this.#observe(root);
  }

  #pointedTo() {
    const { target } = this.settings;
    if (target === null) return this.host;
    const page = /** @type {Document | ShadowRoot} */ (this.host.getRootNode());
    return page.querySelector(target) ?? document.querySelector(target);
  }

  /** @param {Element} root */
  #observe(root) {
    this.#observer.observe(root, { childList: true, characterData: true, subtree: true, attributeFilter: ['hidden', 'aria-hidden'] });
    return root;
  }

  /** The text of the page; null when stopped. @param {Element} root @param {AbortSignal} signal */
  async #read(root, signal) {
    const { skip, units, limit } = this.settings;
    for (const selector of [skip, units]) {
      if (selector && !isSelector(selector)) throw new KutipError('selector-invalid', `"${selector}" is no selector`);
    }
    const walk = read(root, { skip, units, limit });
    for (let until = performance.now() + SLICE; ; ) {
      const step = walk.next();
      if (step.done) {
        if (step.value === null) throw new KutipError('too-large', `the article has more than ${limit} characters`);
        return step.value;
      }
      if (performance.now() < until) continue;
      await breathe();
      if (signal.aborted) return null;
      until = performance.now() + SLICE;
    }
  }

  /** @param {TextMap} map @param {AbortSignal} signal */
  async #annotate(map, signal) {
    const annotator = await this.annotator;
    const units = unitsOf(map);
    const done = [];
    for (const { start, text } of units) {
      const onprogress = (/** @type {number} */ share) => this.listener.progress((done.length + share) / units.length);
      done.push({ start, text, annotation: this.#known.get(text) ?? (await annotator.annotate(text, { signal, onprogress })) });
    }
    this.#known = new Map(done.map(({ text, annotation }) => [text, annotation]));
    return merge(done);
  }

  /** In steps, between which the page may answer. @param {TextMap} map @param {Annotation} annotation @param {AbortSignal} signal */
  async #show(map, annotation, signal) {
    const fresh = annotation !== this.#told;
    const items = fresh ? itemsOf(annotation) : this.#items;
    await breathe();
    if (signal.aborted) return;
    const before = this.#painter;
    const moved = map.root !== this.map?.root;
    this.#painter = this.#painterFor(map);
    this.map = map;
    this.text = map.text;
    this.annotation = annotation;
    this.#items = items;
    if (fresh) this.#active = [];
    this.paint();
    // After the new paint, so that the text is never bare in between.
    if (before instanceof HighlightPainter) before.clear();
    if (moved) this.listener.moved(map.root);
    if (!fresh) return;
    await breathe();
    if (signal.aborted) return;
    this.#told = annotation;
    this.listener.found(annotation);
  }

  /** @param {TextMap} map */
  #painterFor(map) {
    const { paint } = this.settings;
    // Where the reader has forced colours, highlights would all look like the selection.
    const forced = paint === 'auto' && matchMedia('(forced-colors: active)').matches;
    if (paint !== 'mark' && !forced && canHighlight()) return new HighlightPainter(map);
    if (paint === 'highlight') throw new KutipError('highlights-missing', 'this browser has no CSS Custom Highlights');
    return new MarkPainter(map);
  }

  /** @param {MutationRecord[]} records */
  #changed(records) {
    const root = this.map?.root;
    if (root?.isConnected && !records.some(({ target }) => root.contains(target))) return;
    this.#painter?.verify();
    this.#observer.takeRecords();
    if (!root?.isConnected && !this.#pointedTo()) return;
    this.#changedSince ||= performance.now();
    clearTimeout(this.#settling);
    const left = PATIENCE - (performance.now() - this.#changedSince);
    this.#settling = setTimeout(() => this.annotate(), Math.max(0, Math.min(SETTLE, left)));
  }
}

/** What is painted: names and roles, not every "dia" and "seorang warga"; quotations as marked or as reported. @param {Annotation} annotation @returns {Item[]} */
function itemsOf({ mentions, quotes }) {
  const named = mentions.filter(isNamed).map(({ kind, start, end }) => ({ kind: paintKind(kind), start, end }));
  const said = quotes.flatMap(({ kind, spans }) =>
    spans.map(({ start, end }) => ({ kind: kind === 'indirect' ? 'indirect' : 'direct', start, end })),
  );
  return [...named, ...said].sort((a, b) => a.start - b.start);
}

/** @param {string} selector */
function isSelector(selector) {
  try {
    document.createDocumentFragment().querySelector(selector);
    return true;
  } catch {
    return false;
  }
}

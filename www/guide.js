// Leads the reader through a live article: panel, card, pointer and selection, kept in step.

import { Card } from './card.js';
import { Panel } from './panel.js';
import { watchPointer } from './pointer.js';
import { isNamed, paintKind, speakers } from './summary.js';
import { walkOf } from './walk.js';

/** @typedef {import('./kutip.d.ts').Annotation} Annotation */
/** @typedef {import('./kutip.d.ts').Selection} Selection */
/** @typedef {import('./live.js').LiveArticle} LiveArticle */
/** @typedef {import('./walk.js').Walk} Walk */
/** @typedef {{ mention: number | null, quote: number | null }} Target */

/** Milliseconds until a card closes that the pointer has left: time enough to reach it. */
const GRACE = 300;

export class Guide {
  /** @type {Walk | null} */
  #walk = null;
  /** The panel's control to which the focus returns from the card. */
  #stop = '';
  /** Whether the card stays when the pointer leaves. */
  #pinned = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #leaving;
  #unwatch = () => {};

  /**
   * @param {LiveArticle} article
   * @param {import('./strings.js').Translate} t
   * @param {string} lang of the words of panel and card
   * @param {{ opened(open: boolean): void, selected(selection: Selection): void }} listener
   */
  constructor(article, t, lang, listener) {
    this.article = article;
    this.listener = listener;
    this.panel = new Panel(t, {
      select: (target, stop) => {
        this.#stop = stop;
        this.select(target, true);
      },
      step: (by) => this.step(by),
      showKind: (kind, shown) => {
        if (shown) article.hidden.delete(kind);
        else article.hidden.add(kind);
        article.paint();
      },
      opened: listener.opened,
    }, article.hidden);
    this.card = new Card(t, {
      select: (target) => this.select(target, true),
      step: (by) => this.step(by),
      closed: () => this.#closed(),
    });
    this.panel.element.lang = this.card.element.lang = lang;
    this.panel.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#walk) this.select(null);
    });
    this.card.element.addEventListener('pointerenter', () => clearTimeout(this.#leaving));
    this.card.element.addEventListener('pointerleave', () => this.#leave());
  }

  /** Shows new findings. @param {Annotation} annotation */
  show(annotation) {
    this.#walk = null;
    this.card.close();
    this.panel.show(annotation, speakers(annotation), countKinds(annotation));
    this.panel.select(null);
  }

  /** @param {Element} root */
  watch(root) {
    this.#unwatch();
    const { article } = this;
    this.#unwatch = watchPointer(
      root,
      (x, y, tapped) => {
        const target = article.targetAt(x, y);
        if (target) this.#point(target, tapped);
        else if (tapped) this.card.close();
        else this.#leave();
      },
      () => this.#leave(),
    );
  }

  /** @param {Selection | null} target @param {boolean} [focus] whether the card takes the focus */
  select(target, focus = false) {
    const { annotation } = this.article;
    this.#walk = target && annotation ? walkOf(annotation, target) : null;
    if (this.#walk) this.#go(focus);
    else this.card.close();
    this.#told();
  }

  /** @param {number} by */
  step(by) {
    if (!this.#walk) return;
    const { places, index } = this.#walk;
    this.#walk.index = (index + by + places.length) % places.length;
    this.#go(false);
    this.#told();
  }

  end() {
    this.#unwatch();
    clearTimeout(this.#leaving);
    this.#stop = '';
    this.card.close();
  }

  #told() {
    const walk = this.#walk;
    this.panel.select(walk && { ...walk, count: walk.places.length });
    this.#activate();
    const { mention = null, quote = null } = walk?.places[walk.index] ?? {};
    this.listener.selected({ entity: walk?.entity ?? null, mention, quote });
  }

  #activate() {
    this.article.activate(this.#walk?.places.flatMap(({ spans }) => spans) ?? []);
  }

  /** Brings the selected place into view and opens its card. @param {boolean} focus */
  #go(focus) {
    if (!this.#walk) return;
    const place = this.#walk.places[this.#walk.index];
    const range = this.article.rangeOf(place.spans[0].start, place.spans[0].end);
    if (!range) return;
    const { top, bottom } = range.getBoundingClientRect();
    const clear = top > innerHeight * 0.15 && bottom < innerHeight * 0.85;
    if (!clear) range.startContainer.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
    this.#pinned = true;
    this.#open(place, focus);
  }

  /** @param {Target} target @param {boolean} tapped */
  #point(target, tapped) {
    if (this.card.isOpen && this.#pinned && !tapped) return;
    clearTimeout(this.#leaving);
    this.#pinned = tapped;
    const { annotation } = this.article;
    if (!annotation) return;
    const { mention, quote } = target;
    if (tapped) {
      this.#walk = walkOf(annotation, mention === null ? { quote } : { mention });
      this.#told();
    }
    this.#open(target, false);
    if (!tapped) this.article.activate(mention === null ? annotation.quotes[quote ?? 0].spans : [annotation.mentions[mention]]);
  }

  /** @param {Target} target @param {boolean} focus */
  #open(target, focus) {
    const { annotation, map } = this.article;
    if (!annotation || !map) return;
    const mention = annotation.mentions[target.mention ?? -1] ?? null;
    const quote = annotation.quotes[target.quote ?? -1] ?? null;
    const entity = annotation.entities[mention?.entity ?? -1] ?? null;
    const { start, end } = mention ?? quote.spans[0];
    const walk = this.#pinned && this.#walk ? { index: this.#walk.index, count: this.#walk.places.length } : null;
    const anchor = () => this.article.rangeOf(start, end)?.getBoundingClientRect() ?? null;
    this.card.open({ mention, quote, entity }, { annotation, authors: map.authors, walk }, anchor, focus);
  }

  #leave() {
    if (this.#pinned) return;
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => this.card.close(), GRACE);
  }

  #closed() {
    this.#pinned = false;
    this.#activate();
    if (this.#stop) this.panel.focus.focus(this.#stop);
    this.#stop = '';
  }
}

/** How many mentions of each painted kind there are, and how many quotations. @param {Annotation} annotation */
function countKinds({ mentions, quotes }) {
  /** @type {Map<string, number>} */
  const counts = new Map(quotes.length > 0 ? [['quote', quotes.length]] : []);
  for (const mention of mentions.filter(isNamed)) {
    const painted = paintKind(mention.kind);
    counts.set(painted, (counts.get(painted) ?? 0) + 1);
  }
  return counts;
}

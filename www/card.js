// The card: what is known of the mention or quotation under the pointer, in the browser's top layer.

import { fill, h } from './dom.js';
import { countWords, quoteText, speakerName } from './summary.js';

/** @typedef {import('./kutip.d.ts').Annotation} Annotation */
/** @typedef {import('./kutip.d.ts').Entity} Entity */
/** @typedef {import('./kutip.d.ts').Mention} Mention */
/** @typedef {import('./kutip.d.ts').Quote} Quote */
/** @typedef {import('./kutip.d.ts').Party} Party */
/** @typedef {import('./strings.js').Translate} Translate */
/** @typedef {{ mention: Mention | null, quote: Quote | null, entity: Entity | null }} Target */
/** @typedef {{ select(target: import('./kutip.d.ts').Selection): void, step(by: number): void, closed(): void }} Actions */
/** @typedef {{ annotation: Annotation, authors: import('./text-map.js').Extent[], walk: { index: number, count: number } | null }} Context */

/** Quotations of a speaker shown in a card. */
const FEW = 4;
/** Pixels between the text and its card, and between a card and the edge of the window. */
const DISTANCE = 8;

export class Card {
  /** @type {(() => DOMRect | null) | null} */
  #anchor = null;
  #reposition = () => this.#place();
  #escape = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.close();
  };

  /** @param {Translate} t @param {Actions} actions */
  constructor(t, actions) {
    this.t = t;
    this.actions = actions;
    this.element = h('div', { class: 'card', part: 'card', popover: 'manual', role: 'dialog', tabindex: '-1' });
  }

  get isOpen() {
    return this.#anchor !== null;
  }

  /**
   * @param {Target} target @param {Context} context
   * @param {() => DOMRect | null} anchor where the text stands now, null when it is gone
   * @param {boolean} focus whether the focus goes into the card
   */
  open(target, context, anchor, focus) {
    if (!this.isOpen) {
      document.addEventListener('keydown', this.#escape, true);
      addEventListener('scroll', this.#reposition, { capture: true, passive: true });
      addEventListener('resize', this.#reposition);
    }
    this.#anchor = anchor;
    const held = this.#focused()?.getAttribute('aria-label');
    this.#fill(target, context);
    if (!this.element.matches(':popover-open')) this.element.showPopover();
    this.#place();
    // A step redraws the card: the button that was pressed keeps the focus.
    const again = [...this.element.querySelectorAll('button')].find((button) => held && button.getAttribute('aria-label') === held);
    if (again) again.focus();
    else if (focus) this.element.focus();
  }

  close() {
    if (!this.isOpen) return;
    this.#anchor = null;
    document.removeEventListener('keydown', this.#escape, true);
    removeEventListener('scroll', this.#reposition, { capture: true });
    removeEventListener('resize', this.#reposition);
    if (this.element.matches(':popover-open')) this.element.hidePopover();
    this.actions.closed();
  }

  /** The control in the card that has the focus. */
  #focused() {
    const { activeElement } = /** @type {ShadowRoot} */ (this.element.getRootNode());
    return this.element.contains(activeElement) ? activeElement : null;
  }

  #place() {
    const rect = this.#anchor?.();
    if (!rect || rect.bottom < 0 || rect.top > innerHeight) return this.close();
    const { width, height } = this.element.getBoundingClientRect();
    const room = { x: document.documentElement.clientWidth, y: innerHeight };
    const below = rect.bottom + DISTANCE + height <= room.y || rect.top < height + DISTANCE;
    const top = below ? Math.min(rect.bottom + DISTANCE, room.y - height - DISTANCE) : rect.top - DISTANCE - height;
    const left = Math.max(DISTANCE, Math.min(rect.left, room.x - width - DISTANCE));
    this.element.style.setProperty('--x', `${Math.round(left)}px`);
    this.element.style.setProperty('--y', `${Math.round(Math.max(DISTANCE, top))}px`);
  }

  /** @param {Target} target @param {Context} context */
  #fill({ mention, quote, entity }, context) {
    const { t } = this;
    const name = entity?.name ?? (mention ? mention.text : quote ? this.#speakerName(quote, context) : '');
    this.element.setAttribute('aria-label', name);
    const close = this.#button('close', '×', () => this.close());
    close.classList.add('close');
    fill(
      this.element,
      close,
      ...(entity ? this.#entity(entity, context) : mention ? this.#mention(mention) : []),
      ...(quote ? this.#quote(quote, context, entity !== null || mention !== null) : []),
      context.walk && context.walk.count > 1
        ? h('p', { class: 'walk' }, h('span', { class: 'place' }, t('position', context.walk.index + 1, context.walk.count)),
            this.#button('previous', '‹', () => this.actions.step(-1)), this.#button('next', '›', () => this.actions.step(1)))
        : '',
    );
  }

  /** @param {Entity} entity @param {Context} context */
  #entity(entity, { annotation, authors }) {
    const { t } = this;
    const isAuthor = entity.mentions.some((index) => {
      const { start, end } = annotation.mentions[index];
      return authors.some((author) => start >= author.start && end <= author.end);
    });
    const said = annotation.quotes.filter(({ speaker }) => speaker?.entity === entity.id);
    const linked = /^Q\d+$/.test(entity.link ?? '');
    return [
      h('p', { class: `what ${entity.kind}` }, h('span', { class: 'swatch' }), t(`kind_${entity.kind}`)),
      h('p', { class: 'name' }, linked
        ? h('a', { href: `https://www.wikidata.org/wiki/${entity.link}`, rel: 'noopener noreferrer', target: '_blank' }, entity.name)
        : entity.name),
      isAuthor && h('p', { class: 'quiet' }, t('author')),
      this.#facts([
        [t('roles'), entity.roles.map(({ text }) => text).join('; ')],
        [t('aliases'), entity.aliases.join(', ')],
      ]),
      h('p', { class: 'quiet' }, [t('mentions', entity.mentions.length), said.length > 0 && t('quotes', said.length)].filter(Boolean).join(', ')),
      said.length > 0 && h('ul', { class: 'said' }, ...said.slice(0, FEW).map((quote) => h('li', {}, this.#link(quoteText(quote), { quote: quote.id }))),
        said.length > FEW && h('li', { class: 'quiet' }, t('more', said.length - FEW))),
    ];
  }

  /** @param {Mention} mention */
  #mention(mention) {
    const { t } = this;
    return [
      h('p', { class: 'what other' }, h('span', { class: 'swatch' }), t(`kind_${mention.kind}`)),
      h('p', { class: 'name' }, mention.text),
      this.#facts([[t('source'), t(`source_${mention.source}`)], [t('confidence'), percent(mention.confidence)]]),
    ];
  }

  /** @param {Quote} quote @param {Context} context @param {boolean} second whether something stands above it in the card */
  #quote(quote, context, second) {
    const { t } = this;
    const { speaker } = quote;
    const who = this.#speakerName(quote, context);
    const copy = h('button', { class: 'plain', type: 'button', onclick: async () => {
      const copied = await navigator.clipboard.writeText(attributed(quote, who)).then(() => true, () => false);
      copy.textContent = t(copied ? 'copied' : 'notCopied');
    } }, t('copy'));
    return [
      second && h('hr'),
      h('p', { class: 'what quote' }, h('span', { class: 'swatch' }), t(quote.kind)),
      h('p', { class: 'name' }, speaker?.entity != null ? this.#link(who, { entity: speaker.entity }) : who),
      speaker?.entity != null && h('p', { class: 'quiet' }, context.annotation.entities[speaker.entity].roles.map(({ text }) => text).join('; ')),
      this.#facts([
        [t('to'), this.#partyName(quote.addressee, context)],
        [t('via'), this.#partyName(quote.via, context)],
      ]),
      h('p', { class: 'quiet' }, t('words', quote.spans.reduce((sum, { text }) => sum + countWords(text), 0))),
      h('details', {}, h('summary', {}, t('why')), this.#facts([
        [t('cue'), quote.cue ? `“${quote.cue.text}”` : ''],
        [t('rule'), t(`rule_${quote.rule}`)],
        [t('confidence'), percent(quote.confidence)],
      ])),
      h('p', {}, copy),
    ];
  }

  /** @param {Quote} quote @param {Context} context */
  #speakerName(quote, context) {
    return speakerName(context.annotation, quote) ?? this.t('unnamed');
  }

  /** @param {Party | null} party @param {Context} context */
  #partyName(party, { annotation }) {
    return annotation.entities[party?.entity ?? -1]?.name ?? party?.text ?? '';
  }

  /** @param {[string, string][]} facts */
  #facts(facts) {
    const told = facts.filter(([, value]) => value !== '');
    return told.length > 0 && h('dl', {}, ...told.flatMap(([label, value]) => [h('dt', {}, label), h('dd', {}, value)]));
  }

  /** @param {string} text @param {import('./kutip.d.ts').Selection} target */
  #link(text, target) {
    return h('button', { class: 'plain', type: 'button', onclick: () => this.actions.select(target) }, text);
  }

  /** @param {string} phrase @param {string} sign @param {() => void} onclick */
  #button(phrase, sign, onclick) {
    return h('button', { class: 'small', type: 'button', 'aria-label': this.t(phrase), title: this.t(phrase), onclick }, sign);
  }
}

/** A quotation ready to be pasted elsewhere. @param {Quote} quote @param {string} who */
export function attributed(quote, who) {
  const text = quoteText(quote);
  const marked = quote.kind === 'direct' ? text : `“${text}”`;
  return `${marked} — ${who} (${document.title}, ${location.href.split('#')[0]})`;
}

/** @param {number} share */
const percent = (share) => `${Math.round(share * 100)}%`;

// The panel: who speaks how much, what they say, who and what is named; every place in the article a key press away.

import { fill, h } from './dom.js';
import { rovingFocus } from './focus.js';
import { isNamed, quoteText } from './summary.js';

/** @typedef {import('./kutip.d.ts').Annotation} Annotation */
/** @typedef {import('./kutip.d.ts').Quote} Quote */
/** @typedef {import('./summary.js').Speaker} Speaker */
/** @typedef {import('./strings.js').Translate} Translate */
/** @typedef {{ select(target: import('./kutip.d.ts').Selection | null, stop: string): void, step(by: number): void,
    showKind(kind: string, shown: boolean): void, opened(open: boolean): void }} Actions */

export const KINDS = ['person', 'organization', 'location', 'other', 'quote'];
/** Chips a kind and quotations a speaker before "more". */
const FEW = 12;
/** Speakers before "more", and quotations after it. */
const MANY = 100;

export class Panel {
  /** @type {Annotation | null} */
  #annotation = null;
  /** @type {Speaker[]} */
  #speakers = [];
  /** @type {Map<string, number>} */
  #counts = new Map();
  /** Speakers unfolded and lists shown whole. @type {Set<string>} */
  #unfolded = new Set();
  /** @type {Set<string>} */
  #hidden;
  #query = '';
  #open = false;
  /** @type {number | null} */
  #chosen = null;

  /** @param {Translate} t @param {Actions} actions @param {Set<string>} hidden kinds not painted */
  constructor(t, actions, hidden) {
    this.t = t;
    this.actions = actions;
    this.#hidden = hidden;
    this.summary = h('span', { class: 'summary', part: 'summary' });
    this.toggle = h(
      'button',
      { class: 'toggle', part: 'toggle', type: 'button', 'data-stop': 'toggle', 'aria-expanded': 'false', 'aria-controls': 'body',
        onclick: () => actions.opened(!this.#open) },
      h('span', { class: 'title', part: 'title' }, t('title')),
      this.summary,
    );
    this.bar = h('div', { class: 'progress', hidden: true });
    this.error = h('p', { class: 'error', part: 'error', role: 'alert', hidden: true });
    this.status = h('p', { class: 'unseen', role: 'status' });
    this.kinds = h('div', { class: 'kinds', role: 'group', 'aria-label': t('show') });
    this.search = h('input', { class: 'search', part: 'search', type: 'search', 'data-stop': 'search', 'aria-label': t('search'),
      placeholder: t('search'), autocomplete: 'off', oninput: () => this.#filter() });
    this.place = h('span', { class: 'place' });
    this.walk = h('div', { class: 'walk', part: 'navigator', role: 'group', hidden: true },
      this.place, this.#step('previous', -1, '‹'), this.#step('next', 1, '›'), this.#button('clear', '×', () => actions.select(null, 'toggle')));
    this.lists = h('div', { class: 'lists' });
    this.body = h('div', { class: 'body', part: 'body', id: 'body', hidden: true }, this.kinds, this.search, this.walk, this.lists);
    this.element = h('div', { class: 'panel', part: 'panel', role: 'group', tabindex: '-1', 'aria-label': t('title'), 'aria-describedby': 'keys' },
      this.toggle, this.bar, this.error, this.body, this.status, h('p', { class: 'unseen', id: 'keys' }, t('keys')));
    this.focus = rovingFocus(this.element);
    this.focus.refresh();
  }

  /** @param {boolean} open */
  setOpen(open) {
    this.#open = open;
    this.toggle.setAttribute('aria-expanded', String(open));
    this.#render();
  }

  /** @param {Annotation} annotation @param {Speaker[]} speakers @param {Map<string, number>} counts by painted kind */
  show(annotation, speakers, counts) {
    const { t } = this;
    this.#annotation = annotation;
    this.#speakers = speakers;
    this.#counts = counts;
    const said = t('quotes', annotation.quotes.length);
    const who = t('speakers', speakers.filter(({ name }) => name !== null).length);
    this.summary.textContent = `${who} · ${said}`;
    this.status.textContent = t('found', who, said);
    this.progress(1);
    this.#render();
  }

  /** @param {number} done from 0 to 1 */
  progress(done) {
    this.bar.hidden = done >= 1;
    this.bar.style.setProperty('--done', String(done));
    if (done < 1 && !this.#annotation) this.summary.textContent = this.t('loading');
  }

  /** Tells of a failure, or of a nuisance that is none. @param {string} code @param {boolean} fatal */
  fail(code, fatal) {
    this.error.textContent = fatal ? `${this.t('failed')} (${code})` : this.t('slow');
    this.error.hidden = false;
    if (!fatal) return;
    this.progress(1);
    if (!this.#annotation) this.summary.textContent = '';
  }

  /** @param {{ name: string, index: number, count: number, entity: number | null } | null} walk the selection, and which of how many is shown */
  select(walk) {
    this.#chosen = walk?.entity ?? null;
    this.walk.hidden = walk === null;
    if (walk) this.place.replaceChildren(h('b', {}, walk.name), ` ${this.t('position', walk.index + 1, walk.count)}`);
    for (const chip of this.lists.querySelectorAll('.chip')) chip.setAttribute('aria-pressed', String(chip.getAttribute('data-stop') === `c${this.#chosen}`));
    this.focus.refresh();
  }

  #filter() {
    this.#query = this.search.value.trim().toLowerCase();
    this.#render();
  }

  #render() {
    // Before there is anything to show, an open panel would only jump when it comes.
    this.body.hidden = !this.#open || !this.#annotation;
    this.focus.refresh();
    if (!this.#annotation || this.body.hidden) return;
    this.kinds.replaceChildren(...KINDS.filter((kind) => this.#counts.get(kind)).map((kind) => this.#kind(kind)));
    const speakers = this.#speakerList();
    const names = this.#nameLists(this.#annotation);
    this.search.hidden = this.#counts.size === 0;
    const nothing = this.#query ? 'noMatch' : 'empty';
    fill(this.lists, speakers, ...names, !speakers && names.length === 0 && h('p', { class: 'quiet' }, this.t(nothing)));
    this.focus.refresh();
  }

  /** @param {string} kind */
  #kind(kind) {
    const shown = !this.#hidden.has(kind);
    return h(
      'button',
      { class: `kind ${kind}`, part: 'kind', type: 'button', 'data-stop': `k-${kind}`, 'aria-pressed': String(shown), onclick: () => {
        this.actions.showKind(kind, !shown);
        this.#render();
        this.focus.focus(`k-${kind}`);
      } },
      h('span', { class: 'swatch' }), this.t(kind), h('span', { class: 'count' }, this.#counts.get(kind)),
    );
  }

  #speakerList() {
    const matching = [];
    for (const speaker of this.#speakers) {
      const named = this.#matches(speaker.name, ...(speaker.entity?.aliases ?? []), ...(speaker.entity?.roles.map(({ text }) => text) ?? []));
      const quotes = this.#query && !named ? speaker.quotes.filter((quote) => this.#matches(quoteText(quote))) : speaker.quotes;
      const unfolded = this.#unfolded.has(speaker.key) || (this.#query !== '' && !named);
      if (quotes.length > 0) matching.push({ speaker, quotes, unfolded });
    }
    if (matching.length === 0) return null;
    const items = matching.slice(0, MANY).map(({ speaker, quotes, unfolded }) => this.#speaker(speaker, quotes, unfolded));
    return h('section', {}, h('p', { class: 'label', id: 'speakers' }, this.t('speakersTitle')), h('ul', { class: 'speakers', 'aria-labelledby': 'speakers' }, ...items));
  }

  /** @param {Speaker} speaker @param {Quote[]} quotes those that match @param {boolean} unfolded */
  #speaker(speaker, quotes, unfolded) {
    const { t } = this;
    const { key, entity, name, words, share } = speaker;
    const drawn = h('span', { class: 'share', part: 'share' });
    drawn.style.setProperty('--share', String(share));
    const row = h(
      'button',
      { class: 'speaker', part: 'speaker', type: 'button', 'data-stop': `s${key}`, 'aria-expanded': String(unfolded), onclick: () => {
        if (!this.#unfolded.delete(key)) this.#unfolded.add(key);
        this.#render();
        this.focus.focus(`s${key}`);
      } },
      h('span', { class: 'name' }, name ?? t('unnamed')),
      h('span', { class: 'percent' }, `${Math.round(share * 100)}%`),
      h('span', { class: 'role' }, entity?.roles[0]?.text ?? ''),
      h('span', { class: 'quiet' }, `${t('words', words)}, ${t('quotes', speaker.quotes.length)}`),
      drawn,
    );
    const shown = this.#unfolded.has(`all-${key}`) ? MANY : FEW;
    return h('li', {}, row, unfolded && h('ul', { class: 'said' }, ...quotes.slice(0, shown).map((quote) => h('li', {}, this.#quote(quote))),
      this.#more(`all-${key}`, Math.min(quotes.length, MANY) - shown)));
  }

  /** @param {Quote} quote */
  #quote(quote) {
    return h(
      'button',
      { class: `words ${quote.kind}`, part: 'quote', type: 'button', 'data-stop': `q${quote.id}`, onclick: () => this.actions.select({ quote: quote.id }, `q${quote.id}`) },
      h('span', {}, quoteText(quote)),
      quote.kind !== 'direct' && h('span', { class: 'quiet' }, this.t(quote.kind)),
    );
  }

  /** @param {Annotation} annotation */
  #nameLists({ entities, mentions }) {
    return KINDS.slice(0, 3).flatMap((kind) => {
      const named = entities
        .filter((entity) => entity.kind === kind && entity.mentions.some((index) => isNamed(mentions[index])) && this.#matches(entity.name, ...entity.aliases))
        .sort((a, b) => b.mentions.length - a.mentions.length);
      if (named.length === 0) return [];
      const shown = this.#unfolded.has(kind) ? MANY * 2 : FEW;
      const chips = named.slice(0, shown).map(({ id, name, mentions: { length } }) =>
        h('li', {}, h(
          'button',
          { class: `chip ${kind}`, part: `chip chip-${kind}`, type: 'button', 'data-stop': `c${id}`, 'aria-pressed': String(this.#chosen === id),
            onclick: () => this.actions.select(this.#chosen === id ? null : { entity: id }, `c${id}`) },
          name, h('span', { class: 'count', 'aria-hidden': 'true' }, length), h('span', { class: 'unseen' }, `, ${this.t('mentions', length)}`),
        )));
      return [h('section', {}, h('p', { class: 'label', id: `names-${kind}` }, this.t(kind)),
        h('ul', { class: 'chips', 'aria-labelledby': `names-${kind}` }, ...chips, this.#more(kind, Math.min(named.length, MANY * 2) - shown)))];
    });
  }

  /** @param {string} list @param {number} left */
  #more(list, left) {
    return left > 0 && h('li', {}, h('button', { class: 'more', type: 'button', 'data-stop': `m${list}`, onclick: () => {
      this.#unfolded.add(list);
      this.#render();
    } }, this.t('more', left)));
  }

  /** @param {...(string | null)} texts */
  #matches(...texts) {
    return this.#query === '' || texts.some((text) => text?.toLowerCase().includes(this.#query));
  }

  /** @param {string} phrase @param {number} by @param {string} sign */
  #step(phrase, by, sign) {
    return this.#button(phrase, sign, () => this.actions.step(by));
  }

  /** @param {string} phrase @param {string} sign @param {() => void} onclick */
  #button(phrase, sign, onclick) {
    return h('button', { class: 'small', type: 'button', 'data-stop': phrase, 'aria-label': this.t(phrase), title: this.t(phrase), onclick }, sign);
  }
}

// Paints stretches of an article with <mark> elements that can be taken away again, where there are no CSS highlights.

import { PREFIX } from './paint.js';

/** @typedef {import('./text-map.js').TextMap} TextMap */
/** @typedef {import('./paint.js').Item} Item */
/** @typedef {import('./paint.js').Place} Place */
/** @typedef {import('./paint.js').Painter} Painter */

/**
 * Wraps stretches in `<mark>`. The page's own text nodes stay where they are, so that a framework which holds them
 * still finds them; they are only cut, and made whole again.
 * @implements {Painter}
 */
export class MarkPainter {
  /** Text nodes that were cut, with what they held and what stands behind them now. @type {Map<Text, { whole: string, kept: string, added: ChildNode[] }>} */
  #cut = new Map();
  /** @type {Item[]} */
  #items = [];
  /** @type {Item[]} */
  #active = [];

  /** @param {TextMap} map */
  constructor(map) {
    this.map = map;
    map.held = (node) => {
      const cut = this.#cut.get(node);
      return cut && node.data === cut.kept ? cut.whole : node.data;
    };
  }

  /** @param {Item[]} items */
  paint(items) {
    this.#items = items;
    this.#draw();
  }

  /** @param {Item[]} items */
  activate(items) {
    this.#active = items;
    this.#draw();
  }

  /** Makes nodes whole that the page has changed, or whose marks it took away. */
  verify() {
    for (const [node, { kept, added }] of this.#cut) {
      if (node.data !== kept || !node.isConnected || added.some((part) => !part.isConnected)) this.#restore(node);
    }
  }

  clear() {
    this.#items = [];
    this.#active = [];
    for (const node of this.#cut.keys()) this.#restore(node);
  }

  /** @param {Text} node @param {number} offset @returns {Place} */
  place(node, offset) {
    const { kept, added } = this.#cut.get(node) ?? { kept: node.data, added: [] };
    let left = offset - kept.length;
    if (left <= 0) return [node, offset];
    for (const part of added) {
      const length = part.textContent?.length ?? 0;
      if (left <= length) return [part.firstChild ?? part, left];
      left -= length;
    }
    return [node, kept.length];
  }

  /** @param {Node} node @param {number} offset @returns {Place} */
  origin(node, offset) {
    const own = node.parentElement?.matches(`mark.${PREFIX}mark`) ? node.parentElement : node;
    for (const [text, { kept, added }] of this.#cut) {
      const index = added.indexOf(/** @type {ChildNode} */ (own));
      if (index < 0) continue;
      const before = added.slice(0, index).reduce((sum, part) => sum + (part.textContent?.length ?? 0), kept.length);
      return [text, before + offset];
    }
    return [node, offset];
  }

  #draw() {
    for (const node of this.#cut.keys()) this.#restore(node);
    /** @type {Map<Text, { from: number, to: number, kind: string }[]>} */
    const byNode = new Map();
    for (const { start, end, kind } of [...this.#items, ...this.#active]) {
      for (const { node, from, to } of this.map.slices(start, end) ?? []) {
        const known = byNode.get(node);
        if (known) known.push({ from, to, kind });
        else byNode.set(node, [{ from, to, kind }]);
      }
    }
    for (const [node, parts] of byNode) this.#wrap(node, parts);
  }

  /** @param {Text} node @param {{ from: number, to: number, kind: string }[]} parts */
  #wrap(node, parts) {
    const whole = node.data;
    const cuts = [...new Set([0, whole.length, ...parts.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
    /** @type {ChildNode[]} */
    const added = [];
    let kept = '';
    for (let i = 1; i < cuts.length; i++) {
      const text = whole.slice(cuts[i - 1], cuts[i]);
      const kinds = new Set(parts.filter(({ from, to }) => from < cuts[i] && to > cuts[i - 1]).map(({ kind }) => kind));
      if (kinds.size > 0) {
        const mark = document.createElement('mark');
        mark.className = ['mark', ...kinds].map((kind) => PREFIX + kind).join(' ');
        mark.textContent = text;
        added.push(mark);
      } else if (i === 1) kept = text;
      else added.push(document.createTextNode(text));
    }
    this.#cut.set(node, { whole, kept, added });
    node.after(...added);
    node.data = kept;
  }

  /** @param {Text} node */
  #restore(node) {
    const cut = this.#cut.get(node);
    if (!cut) return;
    this.#cut.delete(node);
    for (const part of cut.added) part.remove();
    // A framework that has written new text into its node is right.
    if (node.data === cut.kept) node.data = cut.whole;
  }
}

// Paints ranges without touching the page: CSS Custom Highlights, or <mark> elements that can be taken away again.

/** @typedef {import('./text-map.js').TextMap} TextMap */
/** @typedef {{ kind: string, start: number, end: number }} Item a stretch of the text and how it is painted */
/** @typedef {{ paint(items: Item[]): void, activate(items: Item[]): void, verify(): void, clear(): void,
    place(node: Text, offset: number): Place, origin(node: Node, offset: number): Place }} Painter */
/** @typedef {[node: Node, offset: number]} Place */

const PREFIX = 'kutip-';
/** Of two highlights on one stretch the stronger is drawn above. @type {Record<string, number>} */
const PRIORITY = { direct: 0, indirect: 0, other: 1, location: 2, organization: 2, person: 2, active: 3 };
/** From so many stretches on, only those near the viewport are registered. */
const MANY = 2500;

export function canHighlight() {
  return typeof Highlight === 'function' && 'highlights' in CSS;
}

/** One `Highlight` per kind in the registry that the whole page shares; only our own ranges go in and out. @implements {Painter} */
export class HighlightPainter {
  /** @type {Map<Item, StaticRange>} */
  #painted = new Map();
  /** @type {Map<Item, StaticRange>} */
  #active = new Map();
  /** @type {IntersectionObserver | null} */
  #nearby = null;

  /** @param {TextMap} map */
  constructor(map) {
    this.map = map;
  }

  /** @param {Item[]} items sorted by start */
  paint(items) {
    this.#nearby?.disconnect();
    this.#nearby = null;
    this.#drop(this.#painted);
    if (items.length <= MANY || this.map.zones.length < 2) this.#add(this.#painted, items);
    else this.#paintNearby(items);
  }

  /** @param {Item[]} items */
  activate(items) {
    this.#drop(this.#active);
    this.#add(this.#active, items);
  }

  /** Takes back what stands on text that has changed. */
  verify() {
    for (const ranges of [this.#painted, this.#active]) {
      for (const [item, range] of ranges) if (!this.map.slices(item.start, item.end)) this.#remove(ranges, item, range);
    }
  }

  clear() {
    this.paint([]);
    this.activate([]);
  }

  /** Where a place of the text map stands now. @param {Text} node @param {number} offset @returns {Place} */
  place(node, offset) {
    return [node, offset];
  }

  /** The place in the text map of a place in the page. @param {Node} node @param {number} offset @returns {Place} */
  origin(node, offset) {
    return [node, offset];
  }

  /** @param {Item[]} items */
  #paintNearby(items) {
    /** @type {Map<Element, Item[]>} */
    const byZone = new Map();
    let next = 0;
    const rest = [];
    for (const { element, start, end } of this.map.zones) {
      while (next < items.length && items[next].start < start) rest.push(items[next++]);
      const inside = [];
      while (next < items.length && items[next].start < end) inside.push(items[next++]);
      if (inside.length > 0) byZone.set(element, inside);
    }
    this.#add(this.#painted, rest.concat(items.slice(next)));
    this.#nearby = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const inside = byZone.get(target) ?? [];
          if (isIntersecting) this.#add(this.#painted, inside);
          else for (const item of inside) this.#remove(this.#painted, item, this.#painted.get(item));
        }
      },
      { rootMargin: '100%' },
    );
    for (const element of byZone.keys()) this.#nearby.observe(element);
  }

  /** @param {Map<Item, StaticRange>} ranges @param {Item[]} items */
  #add(ranges, items) {
    for (const item of items) {
      if (ranges.has(item)) continue;
      const ends = this.map.range(item.start, item.end);
      if (!ends) continue;
      const range = new StaticRange(ends);
      ranges.set(item, range);
      registered(item.kind).add(range);
    }
  }

  /** @param {Map<Item, StaticRange>} ranges @param {Item} item @param {StaticRange} [range] */
  #remove(ranges, item, range) {
    if (!range) return;
    ranges.delete(item);
    const name = PREFIX + item.kind;
    const highlight = CSS.highlights.get(name);
    highlight?.delete(range);
    if (highlight?.size === 0) CSS.highlights.delete(name);
  }

  /** @param {Map<Item, StaticRange>} ranges */
  #drop(ranges) {
    for (const [item, range] of ranges) this.#remove(ranges, item, range);
  }
}

/** @param {string} kind */
function registered(kind) {
  const name = PREFIX + kind;
  let highlight = CSS.highlights.get(name);
  if (!highlight) {
    highlight = new Highlight();
    highlight.priority = PRIORITY[kind];
    CSS.highlights.set(name, highlight);
  }
  return highlight;
}

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

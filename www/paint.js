// Paints stretches of an article without touching the page, by CSS Custom Highlights.

/** @typedef {import('./text-map.js').TextMap} TextMap */
/** @typedef {{ kind: string, start: number, end: number }} Item a stretch of the text and how it is painted */
/** @typedef {{ paint(items: Item[]): void, activate(items: Item[]): void, verify(): void, clear(): void,
    place(node: Text, offset: number): Place, origin(node: Node, offset: number): Place }} Painter */
/** @typedef {[node: Node, offset: number]} Place */

/** Before the names of highlights and classes, so that they are nobody else's. */
export const PREFIX = 'kutip-';
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

// Reads an element as plain text and leads offsets in that text back to places in the page.

/** Elements whose text is no prose, or that belong to somebody else. */
const SKIP =
  'script,style,noscript,template,iframe,object,embed,svg,math,canvas,video,audio,map,input,textarea,select,button,' +
  'datalist,progress,meter,dialog,nav,kutip-article,[hidden],[aria-hidden="true"],[data-kutip-skip]';
const AUTHOR = '[rel~="author"],[itemprop~="author"],.author,.byline';
/** What ends the quoted part of a blockquote. */
const CREDIT = 'cite,footer,figcaption';
/** Where styles cannot be read, these tags are taken for blocks. */
const BLOCK =
  /^(ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|BODY|CAPTION|CENTER|DD|DETAILS|DIV|DL|DT|FIELDSET|FIGCAPTION|FIGURE|FOOTER|FORM|H[1-6]|HEADER|HR|LI|MAIN|OL|P|PRE|SECTION|SUMMARY|TABLE|TBODY|TD|TFOOT|TH|THEAD|TR|UL)$/;
/** Whitespace that the browser draws as one space though it is not one. */
const IRREGULAR = /[ \t\n\f\r]{2,}|[\t\n\f\r]/g;
const QUOTE_MARK = /^["'“”„«»‘‹]/;
/** What stands between two pieces of text, by rising strength. */
const GAPS = ['', ' ', '\n', '\n\n'];
/** Elements of up to so many characters are watched as one when a long page is painted. */
const ZONE = 20_000;
/** After so many nodes the walk lets the page breathe. */
const BREATH = 400;

/** @typedef {{ start: number, end: number }} Extent */
/** @typedef {{ node: Text, data: string, from: number, start: number, length: number }} Piece */
/** @typedef {Extent & { element: Element }} Zone */
/** @typedef {{ skip?: string, units?: string, limit?: number }} MapOptions */

/** The text of an element and the way back. */
export class TextMap {
  /** @type {Map<Text, number[]> | undefined} */
  #byNode;
  /** What a text node of the page holds; a painter that cuts nodes answers for those it has cut. */
  held = (/** @type {Text} */ node) => node.data;

  /**
   * @param {Element} root
   * @param {string} text
   * @param {Piece[]} pieces in reading order
   * @param {Extent[]} authors stretches marked up as the article's author
   * @param {Extent[]} units stretches that are articles of their own
   * @param {Zone[]} zones elements to watch while a long page is painted
   */
  constructor(root, text, pieces, authors, units, zones) {
    this.root = root;
    this.text = text;
    this.pieces = pieces;
    this.authors = authors;
    this.units = units;
    this.zones = zones;
  }

  /** Index of the last piece that starts at or before `offset`; -1 before the first. @param {number} offset */
  #at(offset) {
    let low = 0;
    let high = this.pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pieces[middle].start <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /**
   * The pieces of a stretch, cut to it; null when the page has changed there since it was read.
   * @param {number} start @param {number} end
   * @returns {{ node: Text, from: number, to: number }[] | null}
   */
  slices(start, end) {
    const slices = [];
    for (let i = Math.max(0, this.#at(start)); i < this.pieces.length && this.pieces[i].start < end; i++) {
      const { node, data, from, start: begin, length } = this.pieces[i];
      const first = Math.max(start - begin, 0);
      const last = Math.min(end - begin, length);
      if (first >= last) continue;
      if (!node.isConnected || this.held(node) !== data) return null;
      slices.push({ node, from: from + first, to: from + last });
    }
    return slices.length > 0 ? slices : null;
  }

  /**
   * A stretch as the two ends of a range; null when the page has changed there.
   * @param {number} start @param {number} end @returns {StaticRangeInit | null}
   */
  range(start, end) {
    const slices = this.slices(start, end);
    if (!slices) return null;
    const last = slices[slices.length - 1];
    return { startContainer: slices[0].node, startOffset: slices[0].from, endContainer: last.node, endOffset: last.to };
  }

  /** The offset in the text of a place in the page; null outside. @param {Node} node @param {number} offset */
  offset(node, offset) {
    if (!this.#byNode) {
      this.#byNode = new Map();
      for (const [index, piece] of this.pieces.entries()) {
        const known = this.#byNode.get(piece.node);
        if (known) known.push(index);
        else this.#byNode.set(piece.node, [index]);
      }
    }
    for (const index of this.#byNode.get(/** @type {Text} */ (node)) ?? []) {
      const { from, start, length } = this.pieces[index];
      if (offset >= from && offset <= from + length) return start + offset - from;
    }
    return null;
  }
}

/** Reads `root` at once. @param {Element} root @param {MapOptions} [options] @returns {TextMap | null} */
export function readText(root, options) {
  const walk = read(root, options);
  for (;;) {
    const step = walk.next();
    if (step.done) return step.value;
  }
}

/**
 * Reads `root`, yielding now and then. Gives null when the text is longer than `limit`.
 * @param {Element} root @param {MapOptions} [options]
 * @returns {Generator<void, TextMap | null>}
 */
export function* read(root, { skip = '', units = '', limit = Infinity } = {}) {
  const view = root.ownerDocument.defaultView;
  const unwanted = skip ? `${SKIP},${skip}` : SKIP;
  /** @type {string[]} */
  const parts = [];
  /** @type {Piece[]} */
  const pieces = [];
  /** @type {Extent[]} */
  const authors = [];
  /** @type {Extent[]} */
  const unitExtents = [];
  let length = 0;
  let gap = 0;
  let visited = 0;
  /** Quotations by markup that wait for their first character. @type {Frame[]} */
  let waiting = [];

  /** @typedef {{ element: Element, next: Node | null, start: number, block: boolean, pre: boolean, seen: boolean, zones: Zone[],
      mark: '' | 'waiting' | 'open', unit: boolean, author: boolean }} Frame */

  const put = (/** @type {string} */ string) => {
    parts.push(string);
    length += string.length;
  };
  const widen = (/** @type {number} */ strength) => {
    gap = Math.max(gap, strength);
  };
  const putPiece = (/** @type {Text} */ node, /** @type {number} */ from, /** @type {number} */ to) => {
    if (length > 0) put(GAPS[gap]);
    gap = 0;
    const { data } = node;
    for (const frame of waiting) {
      const own = QUOTE_MARK.test(data.slice(from, to));
      if (!own) put('“');
      frame.mark = own ? '' : 'open';
    }
    waiting = [];
    pieces.push({ node, data, from, start: length, length: to - from });
    put(data.slice(from, to));
  };
  /** Spaces at the ends of a piece become gaps, so that no text begins, ends or doubles with one. */
  const putCollapsed = (/** @type {Text} */ node, /** @type {number} */ from, /** @type {number} */ to) => {
    const { data } = node;
    if (data[from] === ' ') {
      widen(1);
      from++;
    }
    const trailing = to > from && data[to - 1] === ' ';
    if (trailing) to--;
    if (to > from) putPiece(node, from, to);
    if (trailing) widen(1);
  };
  const putText = (/** @type {Text} */ node, /** @type {boolean} */ pre) => {
    const { data } = node;
    if (pre) {
      if (data) putPiece(node, 0, data.length);
      return;
    }
    IRREGULAR.lastIndex = 0;
    for (let from = 0; from < data.length; ) {
      const run = IRREGULAR.exec(data);
      const to = run ? run.index : data.length;
      if (to > from) putCollapsed(node, from, to);
      if (!run) break;
      widen(1);
      from = IRREGULAR.lastIndex;
    }
  };
  const closeMark = (/** @type {Frame | undefined} */ frame) => {
    if (frame?.mark === 'open') put('”');
    if (frame) frame.mark = '';
    waiting = waiting.filter((other) => other !== frame);
  };

  /** @type {Frame[]} */
  const stack = [];
  const enter = (/** @type {Element} */ element) => {
    const style = view?.getComputedStyle?.(element);
    const display = style?.display || (BLOCK.test(element.tagName) ? 'block' : 'inline');
    const block = !/^(inline|contents|ruby|none)/.test(display);
    if (element !== root && (element.matches(unwanted) || display === 'none' || isEditor(element))) {
      if (block) widen(3);
      return;
    }
    if (element.tagName === 'BR') {
      gap = gap < 2 ? 2 : 3;
      return;
    }
    if (block) widen(3);
    const unit = units !== '' && element !== root && element.matches(units) && !stack.some((frame) => frame.unit);
    const quoting = element.tagName === 'BLOCKQUOTE' || element.tagName === 'Q';
    if (isCredit(element)) closeMark(stack.findLast((frame) => frame.element.tagName === 'BLOCKQUOTE'));
    const pre = style ? /^(pre|break-spaces)/.test(style.whiteSpace) : element.tagName === 'PRE';
    const seen = !/hidden|collapse/.test(style?.visibility ?? '');
    /** @type {Frame} */
    const frame = {
      element, next: element.firstChild, start: length, block, pre, seen, zones: [],
      mark: quoting ? 'waiting' : '', unit, author: element.matches(AUTHOR),
    };
    if (quoting) waiting.push(frame);
    stack.push(frame);
  };
  const leave = (/** @type {Frame} */ frame) => {
    closeMark(frame);
    const extent = { start: frame.start, end: length };
    if (frame.author) authors.push(extent);
    if (frame.unit) unitExtents.push(extent);
    if (frame.block) widen(3);
    const above = stack[stack.length - 1];
    if (!above || length === frame.start) return;
    if (length - frame.start <= ZONE || frame.zones.length === 0) above.zones.push({ element: frame.element, ...extent });
    else for (const zone of frame.zones) above.zones.push(zone);
  };

  enter(root);
  let top = stack[0];
  const base = top;
  while (top) {
    const node = top.next;
    if (++visited % BREATH === 0) yield;
    if (length > limit) return null;
    if (node === null) {
      stack.pop();
      leave(top);
    } else {
      top.next = node.nextSibling;
      if (node.nodeType === 3) top.seen && putText(/** @type {Text} */ (node), top.pre);
      else if (node.nodeType === 1) enter(/** @type {Element} */ (node));
    }
    top = stack[stack.length - 1];
  }
  const zones = length > ZONE ? base.zones : [{ element: root, start: 0, end: length }];
  return new TextMap(root, parts.join(''), pieces, authors, unitExtents, zones);
}

/** Whether the quoted part of a blockquote ends before this; a `<cite>` in the middle of a sentence is part of it. @param {Element} element */
function isCredit(element) {
  return element.matches(CREDIT) && (element.tagName !== 'CITE' || !element.nextSibling?.textContent?.trim());
}

/** Whether an element inside the article is a text field that a reader types in. @param {Element} element */
function isEditor(element) {
  const editable = element.getAttribute('contenteditable');
  return editable !== null && editable !== 'false';
}

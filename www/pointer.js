// Tells what stands under the pointer: highlights are no elements, so the text map is asked.

/** Milliseconds the pointer rests before it asks. */
const REST = 180;
/** What answers clicks by itself. */
const INTERACTIVE = 'a[href],button,input,select,textarea,summary,label,[role="button"],[onclick]';

/**
 * Watches the pointer over an element.
 * @param {Element} root
 * @param {(x: number, y: number, tapped: boolean) => void} point after a rest of the mouse, or a click or touch
 * @param {() => void} leave
 * @returns {() => void} stops watching
 */
export function watchPointer(root, point, leave) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let rest;
  const watching = new AbortController();
  const { signal } = watching;
  /** Panel and card lie inside the element, but in a tree of their own. @param {Event} event */
  const elsewhere = (event) => /** @type {Node} */ (event.composedPath()[0]).getRootNode() !== root.getRootNode();
  /** @param {PointerEvent} event */
  const move = (event) => {
    const { pointerType, buttons, clientX, clientY } = event;
    if (pointerType !== 'mouse' || buttons !== 0) return;
    clearTimeout(rest);
    if (elsewhere(event)) return;
    rest = setTimeout(() => point(clientX, clientY, false), REST);
  };
  /** @param {MouseEvent} event */
  const click = (event) => {
    const answered = /** @type {Element} */ (event.target).closest(INTERACTIVE);
    if (event.defaultPrevented || answered || elsewhere(event) || getSelection()?.isCollapsed === false) return;
    clearTimeout(rest);
    point(event.clientX, event.clientY, true);
  };
  const left = () => {
    clearTimeout(rest);
    leave();
  };
  const target = /** @type {HTMLElement} */ (root);
  target.addEventListener('pointermove', move, { signal, passive: true });
  target.addEventListener('pointerleave', left, { signal });
  target.addEventListener('click', click, { signal });
  return () => {
    clearTimeout(rest);
    watching.abort();
  };
}

/** The place in the page's text nearest to a point. @param {Node} scope @param {number} x @param {number} y @returns {[Node, number] | null} */
export function caretAt(scope, x, y) {
  const root = scope.getRootNode();
  const shadowRoots = root instanceof ShadowRoot ? [root] : [];
  const page = /** @type {any} */ (document);
  if (page.caretPositionFromPoint) {
    const caret = page.caretPositionFromPoint(x, y, { shadowRoots });
    return caret?.offsetNode ? [caret.offsetNode, caret.offset] : null;
  }
  const range = page.caretRangeFromPoint?.(x, y);
  return range ? [range.startContainer, range.startOffset] : null;
}

/** Whether a range is drawn under a point. @param {Range} range @param {number} x @param {number} y */
export function covers(range, x, y) {
  for (const { left, right, top, bottom } of range.getClientRects()) {
    if (x >= left && x <= right && y >= top && y <= bottom) return true;
  }
  return false;
}

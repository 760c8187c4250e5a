// One tab stop for many controls: arrow keys move, Home and End jump, the rest is left alone.

/**
 * @param {HTMLElement} container its `[data-stop]` elements are the stops, in their order
 * @returns {{ refresh(): void, focus(key: string): void }} `refresh` after stops were added or taken away
 */
export function rovingFocus(container) {
  let current = '';
  const stops = () =>
    [.../** @type {NodeListOf<HTMLElement>} */ (container.querySelectorAll('[data-stop]'))].filter((stop) => stop.checkVisibility());
  const refresh = () => {
    const all = stops();
    const chosen = all.find((stop) => stop.dataset.stop === current) ?? all[0];
    for (const stop of all) stop.tabIndex = stop === chosen ? 0 : -1;
    current = chosen?.dataset.stop ?? '';
  };
  container.addEventListener('focusin', (event) => {
    const stop = /** @type {HTMLElement} */ (event.target).closest('[data-stop]');
    if (!(stop instanceof HTMLElement) || stop.dataset.stop === current) return;
    current = stop.dataset.stop ?? '';
    refresh();
  });
  container.addEventListener('keydown', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const typing = target instanceof HTMLInputElement;
    const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: typing ? 0 : 1, ArrowLeft: typing ? 0 : -1 }[event.key];
    const jump = typing ? undefined : { Home: 0, End: -1 }[event.key];
    if ((!step && jump === undefined) || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = stops();
    const flip = /Left|Right/.test(event.key) && getComputedStyle(container).direction === 'rtl' ? -1 : 1;
    const next = jump === undefined ? all[all.indexOf(target) + (step ?? 0) * flip] : all.at(jump);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  return {
    refresh,
    focus(key) {
      current = key;
      refresh();
      stops().find((stop) => stop.dataset.stop === current)?.focus();
    },
  };
}

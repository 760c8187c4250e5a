// Builds elements without ever parsing markup.

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * An element with attributes (`on…` adds a listener, `true` an empty attribute, null and false none) and children.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} [attributes]
 * @param {...Child} children text is always text
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  fill(element, ...children);
  return element;
}

/** Puts children in the place of those before; null and false are left out. @param {Element} element @param {...Child} children */
export function fill(element, ...children) {
  const present = children.filter((child) => child || child === 0);
  element.replaceChildren(...present.map((child) => (child instanceof Node ? child : String(child))));
}

/** Lets the page draw and answer before more is done. @returns {Promise<void>} */
export function breathe() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

// A link that carries the text in its fragment, which browsers never send.

/** Links longer than this are cut by mail and chat programs. */
const LONGEST = 30_000;

/** The link, or null when the text is too long for one. @param {string} text */
export async function linkTo(text) {
  const packed = await through(new Blob([text]), new CompressionStream('deflate-raw'));
  let binary = '';
  for (const byte of packed) binary += String.fromCharCode(byte);
  const fragment = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  const link = `${location.href.split('#')[0]}#t=${fragment}`;
  return link.length > LONGEST ? null : link;
}

/** The text of the page's own link, or null when it carries none. Throws when the link is cut. @param {string} hash */
export async function textOf(hash) {
  const fragment = /^#t=([\w-]+)$/.exec(hash)?.[1];
  if (!fragment) return null;
  const binary = atob(fragment.replaceAll('-', '+').replaceAll('_', '/'));
  const packed = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return new TextDecoder().decode(await through(new Blob([packed]), new DecompressionStream('deflate-raw')));
}

/** @param {Blob} blob @param {CompressionStream | DecompressionStream} stream */
async function through(blob, stream) {
  return new Uint8Array(await new Response(blob.stream().pipeThrough(stream)).arrayBuffer());
}

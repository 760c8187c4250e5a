// A link that carries the text in its fragment, which browsers never send.

/** Links longer than this are cut by mail and chat programs. */
const LONGEST = 30_000;

/** The link, or null when the text is too long for one. @param {string} text */
export async function linkTo(text) {
  const packed = await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
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
  return new TextDecoder().decode(await through(packed, new DecompressionStream('deflate-raw')));
}

/** @param {BufferSource} bytes @param {CompressionStream | DecompressionStream} stream */
async function through(bytes, stream) {
  const writer = stream.writable.getWriter();
  // What is wrong with the bytes is told where they are read.
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  const reader = stream.readable.getReader();
  const chunks = [];
  for (let read = await reader.read(); !read.done; read = await reader.read()) chunks.push(read.value);
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

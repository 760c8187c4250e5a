/** A pack as a module: the bytes for `packBytes`. */
declare const pack: Uint8Array;
export default pack;

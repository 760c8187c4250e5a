/** The public types of kutip: its output (schema version 1), the annotator and the element. */

/** Everything found in one text. Offsets are UTF-16 code units into the text given. */
export interface Annotation {
  version: 1;
  /** ISO 639-1 code of the pack that read the text. */
  language: string;
  /** People, organizations and places, in the order of their first mention. */
  entities: Entity[];
  /** Every mention, in reading order; a longer one before those inside it. */
  mentions: Mention[];
  /** Every quotation, in reading order. */
  quotes: Quote[];
}

export type EntityKind = 'person' | 'organization' | 'location';
export type MentionKind =
  | EntityKind | 'date' | 'time' | 'money' | 'percent' | 'quantity' | 'event' | 'law' | 'work' | 'url' | 'handle';

export interface Entity {
  id: number;
  kind: EntityKind;
  /** Its fullest name in this text. */
  name: string;
  aliases: string[];
  roles: { text: string; organization: number | null }[];
  /** Indices into `mentions`, in reading order. */
  mentions: number[];
  /** A Wikidata id, where the pack knows one. */
  link: string | null;
}

export interface Slice {
  start: number;
  end: number;
  text: string;
}

export interface Mention extends Slice {
  kind: MentionKind;
  form: 'name' | 'role' | 'nominal' | 'pronoun';
  entity: number | null;
  source: string;
  /** From 0 to 1. */
  confidence: number;
}

export interface Party {
  /** Null when known only from an earlier paragraph. */
  start: number | null;
  end: number | null;
  text: string;
  mention: number | null;
  /** Null for the anonymous and the unknown. */
  entity: number | null;
}

export interface Quote {
  id: number;
  kind: 'direct' | 'indirect' | 'mixed';
  /** Its parts in reading order. */
  spans: Slice[];
  cue: Slice | null;
  speaker: Party | null;
  addressee: Party | null;
  /** The outlet or document it was taken over from. */
  via: Party | null;
  /** The quotation it stands inside. */
  parent: number | null;
  /** The rule that named the speaker. */
  rule: string;
  /** From 0 to 1. */
  confidence: number;
}

/** What can go wrong; the codes are stable. */
export type ErrorCode =
  /** The page's Content-Security-Policy forbids WebAssembly: it wants `'wasm-unsafe-eval'`. */
  | 'wasm-blocked'
  /** The program could not be fetched or is damaged. */
  | 'wasm-load'
  /** The pack of the language could not be fetched. */
  | 'pack-load'
  /** What was fetched is no pack (a page that says "not found", for example). */
  | 'pack-foreign'
  /** The pack is of another version than the program: publish both together. */
  | 'pack-version'
  /** The pack is cut short or changed. */
  | 'pack-damaged'
  /** The program stopped twice on the same text. */
  | 'crashed'
  /** Workers are forbidden here; the text is read on the page in short slices. Not fatal. */
  | 'worker-blocked'
  /** `paint="highlight"` in a browser without CSS Custom Highlights. */
  | 'highlights-missing'
  /** `for` points to no element. */
  | 'target-missing'
  /** `skip` or `units` is no selector. */
  | 'selector-invalid'
  /** The article is longer than `limit`. */
  | 'too-large';

export class KutipError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string);
}

export interface AnnotatorOptions {
  /** `id`, `ms`, `en` … or `auto`. */
  lang?: string;
  /** The language when `auto` cannot tell; `id` if none is given. */
  fallback?: string;
  /** Folder of the packs; beside the program by default. */
  packs?: string | URL;
  /** The pack of `lang`, where it lies on its own … */
  packUrl?: string | URL;
  /** … or its bytes. */
  packBytes?: Uint8Array;
  /** The program, where it does not lie beside the script … */
  wasmUrl?: string | URL;
  /** … or compiled already … */
  wasmModule?: WebAssembly.Module;
  /** … or its bytes. A page runs one program: the first one named stays. */
  wasmBytes?: BufferSource;
  /** Subresource-integrity hash of the pack. */
  integrity?: string;
  /** Called once if workers are forbidden and the page itself has to do the work. */
  onnotice?: (notice: KutipError) => void;
}

export interface AnnotateOptions {
  signal?: AbortSignal;
  /** Share done, from 0 to 1. */
  onprogress?: (done: number) => void;
}

export interface Annotator {
  /** Reads a text. Rejects with a `KutipError`, or with an `AbortError` when the signal says so. */
  annotate(text: string, options?: AnnotateOptions): Promise<Annotation>;
  /** Gives up what still runs; the worker ends with its last annotator. */
  close(): void;
}

/** Starts an annotator; rejects with a `KutipError` when program or pack cannot be had. */
export function createAnnotator(options?: AnnotatorOptions): Promise<Annotator>;

/** What `select()` takes and `kutip-select` tells. */
export interface Selection {
  entity?: number | null;
  mention?: number | null;
  quote?: number | null;
}

/** `<kutip-article>`; see the table in `README.md`. */
export class KutipArticle extends HTMLElement {
  /** What was found, or null before the first annotation. */
  readonly annotation: Annotation | null;
  /** The text that was read: the offsets of `annotation` count in it. */
  readonly text: string;
  readonly state: 'idle' | 'loading' | 'ready' | 'error';
  /** Whether the panel is open. */
  open: boolean;
  /** Reads the article now; resolves when it is painted. */
  annotate(): Promise<Annotation | null>;
  /** Goes to an entity, a mention or a quotation; null lets go. */
  select(target: Selection | null): void;
  /** Next occurrence of what is selected. */
  next(): void;
  /** Previous occurrence of what is selected. */
  previous(): void;
  /** Where a stretch of `text` stands in the page, or null when the page has changed there. */
  rangeOf(start: number, end: number): Range | null;
  /** Removes every trace; `annotate()` starts again. */
  destroy(): void;
}

export interface KutipEventMap {
  'kutip-ready': CustomEvent<{ language: string }>;
  'kutip-annotate': CustomEvent<{ annotation: Annotation; text: string }>;
  'kutip-select': CustomEvent<Selection>;
  'kutip-error': CustomEvent<{ code: ErrorCode; message: string; fatal: boolean }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'kutip-article': KutipArticle;
  }
  interface HTMLElementEventMap extends KutipEventMap {}
}

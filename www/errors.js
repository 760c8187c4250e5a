// The error that kutip throws and reports: a stable code and a sentence.

export class KutipError extends Error {
  /** @param {import('./kutip.d.ts').ErrorCode} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = 'KutipError';
    this.code = code;
  }
}

/** Any thrown value as a KutipError. @param {any} thrown @param {import('./kutip.d.ts').ErrorCode} otherwise */
export function typed(thrown, otherwise) {
  return thrown instanceof KutipError ? thrown : new KutipError(thrown?.code ?? otherwise, thrown?.message ?? String(thrown));
}

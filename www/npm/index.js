// The entry of the npm package for programs: no element, nothing done on import.

export { createAnnotator } from '../annotator.js';
export { KutipError } from '../errors.js';

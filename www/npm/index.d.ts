/** The types of `kutip` and `kutip/single`: those of `kutip/element` without the element. */

export { createAnnotator, KutipError } from './element.js';
export type {
  AnnotateOptions, Annotation, Annotator, AnnotatorOptions, Entity, EntityKind, ErrorCode, Mention, MentionKind, Party, Quote, Slice,
} from './element.js';

//! Tokens and sentences for the formats that want them.

use super::positions::Positions;
use crate::annotation::{Annotation, Mention};
use crate::pack::lexicon::Lexicon;
use crate::segment::{Segments, segment};
use crate::span::{ByteSpan, TokenSpan};

/// A text cut without the words of any language: its clitics stay where they are written, which no name minds.
pub(super) fn tokens<'t>(annotation: &Annotation<'_>, text: &'t str, positions: &Positions<'_>) -> Segments<'t> {
    let mut segments = segment(text, &Lexicon::default());
    // Only a language knows its abbreviations: "H. Ahmad" is no end of a sentence, as the mention over it shows.
    let inside: Vec<ByteSpan> =
        annotation.mentions.iter().map(|mention| positions.bytes(mention.start, mention.end)).collect();
    let mut sentences: Vec<TokenSpan> = Vec::new();
    for &sentence in &segments.sentences {
        let start = segments.bytes(sentence).start;
        let after = inside.partition_point(|mention| mention.start < start);
        // Mentions are in order of their start and short; the few before this one are all that can reach over it.
        let reached = inside[..after].iter().rev().take(8).any(|mention| mention.end > start);
        match sentences.last_mut() {
            Some(last) if reached => *last = last.join(sentence),
            _ => sentences.push(sentence),
        }
    }
    segments.sentences = sentences;
    segments
}

/// Names, amounts and the like that do not overlap: of nested ones the longest.
pub(super) fn outermost<'a, 't>(annotation: &'a Annotation<'t>) -> impl Iterator<Item = &'a Mention<'t>> {
    let mut end = 0;
    annotation.mentions.iter().filter(move |mention| {
        let apart = mention.form == "name" && mention.start >= end && mention.end > mention.start;
        if apart {
            end = mention.end;
        }
        apart
    })
}

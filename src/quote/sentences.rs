//! Sentences that quotations do not break: the ends of sentences inside marks do not count.

use super::marks::Marked;
use crate::segment::Segments;
use crate::span::TokenSpan;

/// Joins the sentences of each paragraph whose border lies inside a marked stretch.
pub(super) fn outer(segments: &Segments<'_>, marked: &[Marked], outer: &[usize]) -> Vec<TokenSpan> {
    let mut sentences: Vec<TokenSpan> = Vec::with_capacity(segments.sentences.len());
    let mut stretches = outer.iter().map(|&index| &marked[index]).filter(|marked| marked.closed).peekable();
    let mut joined_from: Option<u32> = None;
    for &sentence in &segments.sentences {
        let start = joined_from.take().unwrap_or(sentence.start);
        while stretches.next_if(|stretch| stretch.span.end <= sentence.end).is_some() {}
        let breaks = stretches
            .peek()
            .is_some_and(|stretch| stretch.span.start < sentence.end && sentence.end < stretch.span.end);
        if breaks {
            joined_from = Some(start);
        } else {
            sentences.push(TokenSpan::new(start, sentence.end));
        }
    }
    sentences
}

//! What HTML and TEI share: paragraphs, the spans of an annotation that become elements, and escaping.

use super::nest::{Span, Step, steps};
use super::positions::Positions;
use crate::annotation::Annotation;
use crate::pack::lexicon::Lexicon;
use crate::segment::segment;
use crate::span::ByteSpan;

/// What an element stands for, by its index in the annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Quote(usize),
    Cue(usize),
    Mention(usize),
}

impl What {
    /// Quotations hold cues and mentions, never the other way round.
    const fn rank(self) -> u8 {
        match self {
            Self::Quote(_) => 0,
            Self::Cue(_) => 1,
            Self::Mention(_) => 2,
        }
    }
}

/// A paragraph and the spans that touch it.
pub(super) struct Paragraph<'t> {
    text: &'t str,
    bytes: ByteSpan,
    spans: Vec<Span<What>>,
}

impl<'t> Paragraph<'t> {
    pub(super) fn steps(&self) -> Vec<Step<'t, '_, What>> {
        steps(self.text, self.bytes, &self.spans)
    }
}

/// The paragraphs of a text. They do not depend on a language's words, so no pack is needed.
pub(super) fn paragraphs<'t>(annotation: &Annotation<'_>, text: &'t str) -> Vec<Paragraph<'t>> {
    let segments = segment(text, &Lexicon::default());
    let mut paragraphs: Vec<Paragraph<'t>> = segments
        .paragraphs
        .iter()
        .map(|paragraph| Paragraph { text, bytes: segments.bytes(paragraph.span), spans: Vec::new() })
        .collect();
    for (bytes, what) in spans(annotation, text) {
        let first = paragraphs.partition_point(|paragraph| paragraph.bytes.end <= bytes.start);
        let touched = paragraphs[first..].iter_mut().take_while(|paragraph| paragraph.bytes.start < bytes.end);
        touched.for_each(|paragraph| paragraph.spans.push(Span { bytes, rank: what.rank(), what }));
    }
    paragraphs
}

fn spans(annotation: &Annotation<'_>, text: &str) -> Vec<(ByteSpan, What)> {
    let positions = Positions::new(text);
    let mut spans = Vec::new();
    for (index, quote) in annotation.quotes.iter().enumerate() {
        spans.extend(quote.spans.iter().map(|part| (positions.bytes(part.start, part.end), What::Quote(index))));
        spans.extend(quote.cue.map(|cue| (positions.bytes(cue.start, cue.end), What::Cue(index))));
    }
    for (index, mention) in annotation.mentions.iter().enumerate() {
        spans.push((positions.bytes(mention.start, mention.end), What::Mention(index)));
    }
    spans
}

/// Text as HTML and XML want it, in content and in attributes. Characters that XML has no way to write become U+FFFD.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(char),
            // A bare carriage return would come back as a line feed.
            '\r' => out.push_str("&#13;"),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(char),
        }
    }
    out
}

//! CoNLL-2003's columns of token and name: people, organizations and places in IOB2, an empty line between sentences.

use super::Options;
use super::positions::Positions;
use super::tokens::{outermost, tokens};
use crate::annotation::Annotation;
use crate::span::ByteSpan;
use core::fmt::Write;

/// `TOKEN⇥LABEL` lines after a `-DOCSTART-`.
#[must_use]
pub fn export(annotation: &Annotation<'_>, text: &str, _: &Options<'_>) -> String {
    let positions = Positions::new(text);
    let segments = tokens(annotation, text, &positions);
    let mut names = outermost(annotation)
        .filter_map(|mention| Some((positions.bytes(mention.start, mention.end), label(mention.kind)?)))
        .peekable();
    let mut out = String::from("-DOCSTART-\tO\n\n");
    let mut before: Option<ByteSpan> = None;
    for sentence in &segments.sentences {
        for index in sentence.range() {
            let token = segments.tokens[index].bytes;
            while names.next_if(|(name, _)| name.end <= token.start).is_some() {}
            let name = names.peek().filter(|(name, _)| name.overlaps(token));
            let _ = match name {
                Some((name, label)) if before == Some(*name) => writeln!(out, "{}\tI-{label}", &text[token.range()]),
                Some((_, label)) => writeln!(out, "{}\tB-{label}", &text[token.range()]),
                None => writeln!(out, "{}\tO", &text[token.range()]),
            };
            before = name.map(|(name, _)| *name);
        }
        out.push('\n');
    }
    out
}

fn label(kind: &str) -> Option<&'static str> {
    match kind {
        "person" => Some("PER"),
        "organization" => Some("ORG"),
        "location" => Some("LOC"),
        _ => None,
    }
}

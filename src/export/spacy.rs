//! spaCy's `Doc` as JSON, for `Doc.from_json`: tokens, sentences, entities and span groups. What a `Doc` has no place
//! for, as who said it, stands beside them under `kutip`, which spaCy skips.

use super::Options;
use super::positions::Positions;
use super::tokens::{outermost, tokens};
use crate::annotation::{Annotation, Slice};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A document on one line.
#[must_use]
pub fn export(annotation: &Annotation<'_>, text: &str, _: &Options<'_>) -> String {
    let positions = Positions::new(text);
    let segments = tokens(annotation, text, &positions);
    let slice = |slice: Slice<'_>, label: &str, link: &str| {
        let (start, end) = (positions.point(slice.start), positions.point(slice.end));
        json!({ "start": start, "end": end, "label": label, "kb_id": link })
    };
    let ents: Vec<Value> = outermost(annotation)
        .map(|mention| {
            let (start, end) = (positions.point(mention.start), positions.point(mention.end));
            json!({ "start": start, "end": end, "label": label(mention.kind) })
        })
        .collect();
    let mentions: Vec<Value> = annotation
        .mentions
        .iter()
        .map(|mention| {
            let entity = mention.entity.and_then(|id| annotation.entities.get(id as usize));
            let link = entity.and_then(|entity| entity.link.as_deref()).unwrap_or_default();
            let place = Slice { start: mention.start, end: mention.end, text: mention.text };
            slice(place, label(mention.kind), link)
        })
        .collect();
    let parts = annotation.quotes.iter().flat_map(|quote| quote.spans.iter().map(|part| slice(*part, quote.kind, "")));
    let cues = annotation.quotes.iter().filter_map(|quote| Some(slice(quote.cue?, "cue", "")));
    let sentences: Vec<Value> = segments
        .sentences
        .iter()
        .filter(|sentence| !sentence.is_empty())
        .map(|&sentence| {
            let units = segments.utf16(sentence);
            json!({ "start": positions.point(units.start), "end": positions.point(units.end) })
        })
        .collect();
    let document = json!({
        "text": text,
        "tokens": words(annotation, text, &positions, segments.tokens.iter().map(|token| (token.utf16.start, token.utf16.end))),
        "sents": sentences,
        "ents": ents,
        "spans": { "mentions": mentions, "quotations": parts.collect::<Vec<_>>(), "cues": cues.collect::<Vec<_>>() },
        "kutip": annotation,
    });
    document.to_string() + "\n"
}

/// spaCy's tokens: ours, cut wherever a span begins or ends inside one. One blank after a token belongs to it; what
/// other space there is up to the next token is a token of its own.
fn words(
    annotation: &Annotation<'_>,
    text: &str,
    positions: &Positions<'_>,
    tokens: impl Iterator<Item = (u32, u32)>,
) -> Vec<Value> {
    let mut cuts: BTreeSet<u32> = BTreeSet::new();
    let mentions = annotation.mentions.iter().map(|mention| (mention.start, mention.end));
    let slices = annotation.quotes.iter().flat_map(|quote| quote.spans.iter().chain(&quote.cue));
    for (start, end) in mentions.chain(slices.map(|slice| (slice.start, slice.end))).chain(tokens) {
        cuts.extend([positions.point(start), positions.point(end)]);
    }
    let chars: Vec<char> = text.chars().collect();
    cuts.extend([0, chars.len() as u32]);
    let cuts: Vec<u32> = cuts.into_iter().collect();
    let mut words = Vec::new();
    for pair in cuts.windows(2) {
        let (mut start, end) = (pair[0], pair[1]);
        let blank = chars[start as usize..end as usize].iter().all(|char| char.is_whitespace());
        if blank && start > 0 && chars[start as usize] == ' ' {
            start += 1;
        }
        if start < end {
            words.push(json!({ "id": words.len(), "start": start, "end": end }));
        }
    }
    words
}

/// The label spaCy's own models use.
fn label(kind: &str) -> &'static str {
    match kind {
        "person" => "PERSON",
        "organization" => "ORG",
        "location" => "LOC",
        "date" => "DATE",
        "time" => "TIME",
        "money" => "MONEY",
        "percent" => "PERCENT",
        "quantity" => "QUANTITY",
        "event" => "EVENT",
        "law" => "LAW",
        "work" => "WORK_OF_ART",
        "url" => "URL",
        _ => "HANDLE",
    }
}

//! Puts what the rooms found into the output schema.

use crate::annotation::{self, Annotation, Confidence, Slice};
use crate::attribute::{Attribution, Party, Referent};
use crate::coref::Entities;
use crate::mention::{Form, Kind, Mention, Source};
use crate::quote::Quotes;
use crate::reading::{Reading, is_name};
use crate::span::TokenSpan;
use std::collections::BTreeSet;

/// A mention of the output before it has its number.
#[derive(Clone, Copy, Debug)]
struct Draft {
    span: TokenSpan,
    kind: &'static str,
    form: Form,
    entity: Option<usize>,
    source: &'static str,
    confidence: u8,
    /// Its place in the list of named mentions.
    named: Option<usize>,
}

/// Builds the annotation of a text.
#[must_use]
pub(crate) fn assemble<'t>(
    reading: &Reading<'_, 't>,
    quotes: &Quotes,
    attributions: &[Attribution],
    entities: &Entities,
) -> Annotation<'t> {
    let drafts = drafts(reading, attributions, entities);
    let mut mentions_of = vec![Vec::new(); entities.list.len()];
    for (place, draft) in drafts.iter().enumerate() {
        if let Some(entity) = draft.entity {
            mentions_of[entity].push(place as u32);
        }
    }
    let names: Vec<&str> = entities.list.iter().map(|entity| fullest(reading, &entity.names)).collect();
    let slice = |span: TokenSpan| {
        let units = reading.segments.utf16(span);
        Slice { start: units.start, end: units.end, text: reading.segments.span_text(span) }
    };
    let place_of_name = {
        let mut places = vec![0; reading.mentions.len()];
        for (place, draft) in drafts.iter().enumerate() {
            if let Some(named) = draft.named {
                places[named] = place as u32;
            }
        }
        places
    };
    let place_of_span = |span: TokenSpan| {
        let from = drafts.partition_point(|draft| draft.span.start < span.start);
        drafts[from..]
            .iter()
            .take_while(|draft| draft.span.start == span.start)
            .position(|draft| draft.span == span)
            .map(|offset| (from + offset) as u32)
    };
    let party = |party: Party| {
        let entity = match party.referent {
            Referent::Named(mention) => entities.of_mention[mention],
            Referent::Unnamed(_) => None,
        };
        let mention = party.span.and_then(place_of_span);
        // A phrase that reports twice still refers to one.
        let entity = mention.map_or(entity, |mention| drafts[mention as usize].entity);
        let here = party.span.map(slice);
        // Somebody without a name, known from an earlier paragraph, is called what he was called there.
        let text = match (here, entity, party.referent) {
            (Some(here), ..) => here.text,
            (None, Some(entity), _) => names[entity],
            (None, None, Referent::Unnamed(span)) => reading.segments.span_text(span),
            (None, None, Referent::Named(mention)) => reading.segments.span_text(reading.mentions[mention].span),
        };
        annotation::Party {
            start: here.map(|slice| slice.start),
            end: here.map(|slice| slice.end),
            text,
            mention,
            entity: entity.map(|entity| entity as u32),
        }
    };
    let quotes = quotes.list.iter().zip(attributions).enumerate().map(|(id, (quote, attribution))| annotation::Quote {
        id: id as u32,
        kind: quote.kind.name(),
        spans: quote.parts.iter().map(|&part| slice(part)).collect(),
        cue: quote.cue.map(|cue| slice(cue.span)),
        speaker: attribution.speaker.map(party),
        addressee: attribution.addressee.map(party),
        via: attribution.via.map(|mention| {
            let here = slice(reading.mentions[mention].span);
            let entity = entities.of_mention[mention].map(|entity| entity as u32);
            annotation::Party {
                start: Some(here.start),
                end: Some(here.end),
                text: here.text,
                mention: Some(place_of_name[mention]),
                entity,
            }
        }),
        parent: quote.parent.map(|parent| parent as u32),
        rule: attribution.rule.name(),
        confidence: Confidence(attribution.confidence),
    });
    Annotation {
        version: annotation::VERSION,
        language: reading.pack.language.clone(),
        entities: (0..entities.list.len())
            .map(|id| entity(reading, entities, names[id], core::mem::take(&mut mentions_of[id]), id))
            .collect(),
        quotes: quotes.collect(),
        mentions: drafts
            .iter()
            .map(|draft| {
                let here = slice(draft.span);
                annotation::Mention {
                    start: here.start,
                    end: here.end,
                    text: here.text,
                    kind: draft.kind,
                    form: draft.form.name(),
                    entity: draft.entity.map(|entity| entity as u32),
                    source: draft.source,
                    confidence: Confidence(draft.confidence),
                }
            })
            .collect(),
    }
}

/// All mentions in reading order: names and amounts, and the phrases that speak of somebody otherwise.
fn drafts(reading: &Reading<'_, '_>, attributions: &[Attribution], entities: &Entities) -> Vec<Draft> {
    let named = |(place, mention): (usize, &Mention)| Draft {
        span: mention.span,
        kind: mention.kind.name(),
        form: Form::Name,
        entity: entities.of_mention[place],
        source: source(mention.source),
        confidence: mention.confidence,
        named: Some(place),
    };
    let mut drafts: Vec<Draft> = reading.mentions.iter().enumerate().map(named).collect();
    for (party, confidence) in attributions
        .iter()
        .flat_map(|attribution| {
            [attribution.speaker, attribution.addressee].map(|party| (party, attribution.confidence))
        })
        .filter_map(|(party, confidence)| Some((party?, confidence)))
    {
        let Some(span) = party.span.filter(|_| party.form != Form::Name) else { continue };
        let entity = match party.referent {
            Referent::Named(mention) => entities.of_mention[mention],
            Referent::Unnamed(_) => None,
        };
        let kind = entity.map_or(Kind::Person, |entity| entities.list[entity].kind).name();
        drafts.push(Draft { span, kind, form: party.form, entity, source: "speaker", confidence, named: None });
    }
    drafts.sort_by_key(|draft| (draft.span.start, core::cmp::Reverse(draft.span.end), draft.named.is_none()));
    drafts.dedup_by(|later, earlier| later.named.is_none() && earlier.span == later.span);
    drafts
}

const fn source(source: Source) -> &'static str {
    match source {
        Source::Tagger => "tagger",
        Source::Gazetteer => "gazetteer",
        Source::Pattern => "pattern",
        Source::Repeat => "repeat",
    }
}

/// The fullest of some names.
fn fullest<'t>(reading: &Reading<'_, 't>, names: &[usize]) -> &'t str {
    let fullest = names.iter().copied().max_by_key(|&mention| {
        (
            reading.mentions[mention].span.len(),
            reading.segments.bytes(reading.mentions[mention].span).len(),
            core::cmp::Reverse(mention),
        )
    });
    fullest.map_or("", |mention| reading.segments.span_text(reading.mentions[mention].span))
}

fn entity<'t>(
    reading: &Reading<'_, 't>,
    entities: &Entities,
    name: &'t str,
    mentions: Vec<u32>,
    id: usize,
) -> annotation::Entity<'t> {
    let entity = &entities.list[id];
    let mut known = BTreeSet::from([name]);
    let wordings = entity.names.iter().map(|&mention| reading.segments.span_text(reading.mentions[mention].span));
    let aliases = wordings.filter(|&wording| known.insert(wording)).collect();
    annotation::Entity {
        id: id as u32,
        kind: entity.kind.name(),
        name,
        aliases,
        roles: entity.roles.iter().map(|&span| role(reading, entities, span)).collect(),
        mentions,
        link: entity
            .names
            .iter()
            .find_map(|&mention| reading.pack.aliases.link(reading.segments, reading.mentions[mention].span))
            .map(|item| format!("Q{item}")),
    }
}

/// A role with the body it is held in: the first name inside it.
fn role<'t>(reading: &Reading<'_, 't>, entities: &Entities, span: TokenSpan) -> annotation::Role<'t> {
    let body = reading.mentions_in(span).find(|(_, mention)| is_name(mention.kind) && mention.kind != Kind::Person);
    let organization = body.and_then(|(mention, _)| entities.of_mention[mention]).map(|entity| entity as u32);
    annotation::Role { text: reading.segments.span_text(span), organization }
}

//! Roles and titles of people: "Menteri Pertahanan Rusia" before a name, "sopir truk" after a comma.

use super::Kind;
use crate::pack::lexicon::Classes;
use crate::reading::Reading;
use crate::segment::TokenKind;
use crate::span::TokenSpan;

/// A role of the person whose mention is at `person` in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonRole {
    /// The place of the person's mention.
    pub person: usize,
    /// The words of the role, names inside included.
    pub span: TokenSpan,
}

/// Words a role can begin with.
const HEAD: Classes =
    Classes(Classes::ROLE.0 | Classes::ROLE_MODIFIER.0 | Classes::TITLE.0 | Classes::PERSON_NOUN.0 | Classes::KIN.0);

/// Longest role, in tokens.
const LONGEST: u32 = 24;

/// The roles of every person, in reading order.
#[must_use]
pub fn roles(reading: &Reading<'_, '_>) -> Vec<PersonRole> {
    let mut roles = Vec::new();
    for (person, mention) in reading.mentions.iter().enumerate().filter(|(_, mention)| mention.kind == Kind::Person) {
        let from = person.checked_sub(1).map_or(0, |before| {
            if reading.mentions[before].kind == Kind::Person { reading.mentions[before].span.end } else { 0 }
        });
        before(reading, person, mention.span, from, &mut roles);
        after(reading, person, mention.span, &mut roles);
    }
    roles
}

/// The roles that end where the name begins.
fn before(reading: &Reading<'_, '_>, person: usize, name: TokenSpan, from: u32, roles: &mut Vec<PersonRole>) {
    let from = from.max(name.start.saturating_sub(LONGEST)).max(sentence(reading, name.start).start);
    let mut end = name.start;
    // "Reporter: Kukuh Setyono", "Menteri Perhubungan, Sean Duffy"
    let mut index = end;
    if index > from && reading.reads_any(index - 1, &[':', ',']) {
        index -= 1;
        end = index;
        let byline = reading.reads(index, ":");
        if byline {
            if index > from && reading.is(index - 1, Classes::BYLINE) {
                roles.push(PersonRole { person, span: TokenSpan::new(index - 1, index) });
            }
            return;
        }
    }
    let mut start = None;
    while index > from {
        let at = index - 1;
        if let Some(inner) = reading.mention_at(at) {
            let inner = reading.mentions[inner];
            if inner.kind == Kind::Person || inner.span.start < from {
                break;
            }
            index = inner.span.start;
            continue;
        }
        let token = reading.token(at);
        if reading.is(at, HEAD) && !reading.is(at, Classes::HONORIFIC) {
            start = Some(at);
        } else if !(token.kind == TokenKind::Word
            && (token.case.has_capital() || token.is(Classes::CONJUNCTION) || continues(reading, at))
            || token.kind == TokenKind::Number
            || reading.reads_any(at, &['(', ')', '/', '&', '.', '-'])
            || reading.reads(at, ",") && reading.is_capital(at + 1))
        {
            break;
        }
        if token.is(Classes::CONJUNCTION) && start.is_none() {
            break;
        }
        index = at;
    }
    let Some(start) = start else { return };
    split(reading, person, TokenSpan::new(start, end), roles);
}

/// The sentence of a token.
fn sentence(reading: &Reading<'_, '_>, index: u32) -> TokenSpan {
    let sentences = &reading.segments.sentences;
    let place = sentences.partition_point(|sentence| sentence.end <= index);
    sentences.get(place).copied().unwrap_or_default()
}

/// A lower-case word inside a role: "anggota Fraksi", "jaksa penuntut umum".
fn continues(reading: &Reading<'_, '_>, index: u32) -> bool {
    let stops = Classes::PREPOSITION
        .or(Classes::RELATIVE)
        .or(Classes::SUBORDINATOR)
        .or(Classes::AUXILIARY)
        .or(Classes::CUE)
        .or(Classes::DEMONSTRATIVE)
        .or(Classes::ADVERB)
        .or(Classes::PRONOUN)
        .or(Classes::CONNECTIVE);
    !reading.is(index, stops) && (reading.is(index, HEAD) || !reading.is_verb(index))
}

/// A title after the name of a body is a role of its own: "Wakil Ketua Komisi Militer Pusat China" "Jenderal".
fn split(reading: &Reading<'_, '_>, person: usize, span: TokenSpan, roles: &mut Vec<PersonRole>) {
    let mut start = span.start;
    for (_, inner) in reading.mentions_in(span) {
        let end = inner.span.end;
        if end < span.end
            && end > start
            && reading.is(end, Classes::TITLE.or(Classes::ROLE))
            && !reading.reads(end, ",")
        {
            roles.push(PersonRole { person, span: TokenSpan::new(start, end) });
            start = end;
        }
    }
    if start < span.end {
        roles.push(PersonRole { person, span: TokenSpan::new(start, span.end) });
    }
}

/// The role in apposition after the name: "Warto, sopir truk asal Brebes".
fn after(reading: &Reading<'_, '_>, person: usize, name: TokenSpan, roles: &mut Vec<PersonRole>) {
    let mut index = name.end;
    if reading.reads(index, "(") {
        let Some(end) = reading.bracket_end(index, index + 12) else { return };
        index = end;
    }
    let comma = reading.reads(index, ",");
    let also = reading.is(index, Classes::RELATIVE) && reading.is(index + 1, Classes::ADVERB);
    let start = if comma {
        index + 1
    } else if also {
        index + 2
    } else {
        return;
    };
    if !reading.is(start, HEAD) || reading.is(start, Classes::HONORIFIC) || reading.mention_at(start).is_some() {
        return;
    }
    let Some(subject) = reading.subject_after(start, sentence(reading, start).end.min(start + LONGEST)) else { return };
    // "…, Direktur X, Y": the role belongs to the name after it.
    if subject.mention.is_some_and(|mention| reading.mentions[mention].kind == Kind::Person) {
        return;
    }
    roles.push(PersonRole { person, span: subject.phrase });
}

//! Whom a quotation was said to, and the outlet it was taken over from.

use super::{Party, Referent};
use crate::mention::Kind;
use crate::pack::cues::Takes;
use crate::pack::lexicon::Classes;
use crate::quote::Quote;
use crate::reading::Reading;
use crate::reading::subject::Subject;

/// How far behind the subject an addressee may stand, in tokens.
const REACH: u32 = 6;

/// "kata Putin kepada Jenderal Zhang", "mengatakan kepada Putin, …".
pub(super) fn addressee(reading: &Reading<'_, '_>, quote: &Quote) -> Option<Party> {
    let cue = quote.cue?;
    let after = quote.subject.map_or(cue.span.end, |subject| subject.phrase.end.max(cue.span.end));
    let limit =
        quote.parts.iter().map(|part| part.start).filter(|&start| start >= after).min().unwrap_or(quote.sentence.end);
    if cue.takes == Takes::Inform && quote.subject.is_none_or(|subject| subject.phrase.start < cue.span.start) {
        let subject = reading.subject_after(cue.span.end, limit).filter(|_| reading.opens_subject(cue.span.end))?;
        return Some(party(subject));
    }
    let to = [cue.span.end, after].into_iter().find_map(|from| {
        (from..limit.min(from + REACH))
            .take_while(|&index| !reading.reads(index, ","))
            .find(|&index| reading.is(index, Classes::TO) && reading.opens_subject(index + 1))
    })?;
    let subject = reading.subject_after(to + 1, limit)?;
    Some(party(subject))
}

fn party(subject: Subject) -> Party {
    let referent = subject.mention.map_or(Referent::Unnamed(subject.span), Referent::Named);
    Party { span: Some(subject.span), form: subject.form, referent }
}

/// "dilansir dari Reuters": the organization behind a word of relay in the quotation's sentence.
pub(super) fn via(reading: &Reading<'_, '_>, quote: &Quote) -> Option<usize> {
    const WINDOW: u32 = 60;
    let extent = quote.extent();
    let start = quote.sentence.start.min(extent.start);
    let end = quote.sentence.end.max(extent.end);
    let inside = |index: u32| quote.parts.iter().any(|part| part.contains(index));
    let near =
        (start..end.min(start + WINDOW)).chain(extent.end.max(start + WINDOW).min(end)..end.min(extent.end + WINDOW));
    let relay = near.filter(|&index| !inside(index)).find(|&index| reading.is(index, Classes::RELAY))?;
    (relay + 1..(relay + 5).min(end))
        .find_map(|index| reading.mention_at(index))
        .filter(|&mention| reading.mentions[mention].kind == Kind::Organization)
}

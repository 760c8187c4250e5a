//! Reports whose content comes first ("the plan would cost too much, Putin said on Monday"), and what stands between a cue
//! and its content: the one who is informed, circumstances.

use super::{Cue, Finder, Quote};
use crate::mention::Form;
use crate::pack::cues::{CueForm, Takes};
use crate::pack::lexicon::Classes;
use crate::segment::TokenKind;
use crate::span::TokenSpan;

/// How far before its cue a subject may begin, in tokens.
const REACH: u32 = 40;

impl Finder<'_, '_> {
    /// Where the phrase for the one who is informed ends: "told the BBC | (that) …".
    pub(super) fn informed(&self, start: u32, limit: u32) -> Option<u32> {
        let reading = self.reading;
        if reading.is(start, Classes::THAT) {
            return Some(start); // "warned that"
        }
        let addressee = reading.subject_after(start, limit)?;
        let head = Classes::PERSON_NOUN.or(Classes::BODY_NOUN);
        // "told the committee parts of the county …": the phrase ends with its first noun
        let close = (addressee.phrase.start..addressee.phrase.end)
            .find(|&index| reading.is(index, head) && !reading.is(index + 1, head.or(Classes::LINK)));
        match (addressee.form, close) {
            (Form::Nominal | Form::Role, Some(close)) => Some(close + 1),
            _ => Some(addressee.phrase.end),
        }
    }

    /// Where the circumstances of a report end that stand between its cue and the word or mark that introduces what was
    /// said: "said on Monday in a statement | that …". At `start`, where nothing introduces it.
    pub(super) fn circumstance_end(&self, start: u32, limit: u32) -> u32 {
        const LONGEST: u32 = 16;
        let reading = self.reading;
        let mut index = start;
        while index < limit && index < start + LONGEST {
            if let Some(figure) = reading.figure_at(index) {
                index = figure.end.max(index + 1);
            } else if reading.is(index, Classes::TIME.or(Classes::DAY)) {
                index += 1;
            } else {
                break;
            }
        }
        // "said Monday the plan …", but "said Monday's plan …", "said Monday was …"
        let subject = !reading.opens_subject(index) && !reading.is(index, Classes::CIRCUMSTANCE.or(Classes::THAT));
        let bare = if subject { start } else { index };
        if !reading.is(index, Classes::CIRCUMSTANCE) {
            return bare;
        }
        let stop = (index..limit.min(start + LONGEST))
            .find(|&at| reading.is(at, Classes::THAT) || reading.reads_any(at, &[',', ':']));
        match stop {
            Some(stop) if reading.is(stop, Classes::THAT) || reading.reads(stop, ":") => stop,
            _ => bare,
        }
    }

    /// …, Putin said. / …, Putin said, … : the subject stands between a comma and its cue, and nothing but circumstances
    /// follows the cue.
    pub(super) fn trailing(
        &self,
        sentence: TokenSpan,
        stretch: TokenSpan,
        cue: TokenSpan,
        form: CueForm,
    ) -> Option<Quote> {
        let reading = self.reading;
        if !matches!(form.takes, Takes::Say | Takes::Inform | Takes::Tell | Takes::That | Takes::Judge | Takes::Wish)
            || self.is_unsaid(stretch, cue)
        {
            return None;
        }
        let mut after = cue.end;
        if form.takes == Takes::Inform {
            after = self.informed(after, stretch.end)?;
        }
        let closes = after >= stretch.end || reading.reads(after, ",") || self.is_circumstance(after, stretch.end);
        if !closes {
            return None;
        }
        // The subject begins behind a comma, and is the best one that the cue can have from there.
        let opens = Classes::SUBORDINATOR.or(Classes::PREPOSITION);
        let fronted = reading.is(stretch.start, opens);
        let first = (stretch.start + 1..cue.start).find(|&at| reading.reads(at, ","));
        // "The bridge, Putin said, would reopen": neither part is a clause.
        let divided = form.either_way()
            && reading.reads(after, ",")
            && reading.is_lower(after + 1)
            && reading.is_finite(after + 1);
        let from = (stretch.start + 1).max(cue.start.saturating_sub(REACH));
        let (comma, subject) = (from..cue.start)
            .filter(|&at| {
                reading.reads(at, ",") || (reading.token(at).kind == TokenKind::Mark && reading.reads(at - 1, ","))
            })
            .filter_map(|at| Some((at, reading.subject_before(at + 1, cue.start)?)))
            .find(|&(at, subject)| {
                // "When asked about the plan, she said, …" has said nothing yet.
                subject.phrase.start <= at + 2
                    && !(fronted && first == Some(at))
                    && (divided || self.is_clause(TokenSpan::new(stretch.start, at), 2))
            })?;
        let before = TokenSpan::new(self.content_start(stretch.start), comma + u32::from(!reading.reads(comma, ",")));
        let mut parts = vec![before];
        if reading.reads(after, ",") {
            let rest = TokenSpan::new(after + 1, self.content_end(after + 1, stretch.end));
            if divided || (self.is_clause(rest, 1) && !reading.is(rest.start, Classes::CUE)) {
                parts.push(rest);
            }
        }
        Some(Quote {
            kind: self.indirect_kind(&parts),
            parts,
            cue: Some(Cue { span: cue, clitic: None, takes: form.takes }),
            subject: Some(subject),
            sentence,
            parent: None,
            confidence: 88,
        })
    }

    /// Where content that opens a sentence begins: behind a connective.
    pub(super) fn content_start(&self, start: u32) -> u32 {
        start + u32::from(self.reading.is(start, Classes::CONNECTIVE.or(Classes::CONJUNCTION)))
    }

    /// Whether nothing but circumstances stands from `start` to the end or to a comma: "on Monday", "by phone from Bonn".
    pub(super) fn is_circumstance(&self, start: u32, limit: u32) -> bool {
        let reading = self.reading;
        let opens = reading.is(start, Classes::CIRCUMSTANCE.or(Classes::TIME).or(Classes::DAY).or(Classes::ADVERB))
            || reading.figure_at(start).is_some();
        opens
            && !(start..limit)
                .take_while(|&index| !reading.reads(index, ","))
                .any(|index| reading.is(index, Classes::THAT) || (reading.is_lower(index) && reading.is_finite(index)))
    }
}

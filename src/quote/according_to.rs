//! Reports by a source ("menurut Putin, …") and by a cue in the middle or at the end ("…, kata Putin, …").

use super::{Cue, Finder, Quote};
use crate::pack::cues::CueForm;
use crate::pack::lexicon::Classes;
use crate::reading::subject::{END, Subject};
use crate::span::TokenSpan;

impl Finder<'_, '_> {
    /// Menurut Putin, … / …, menurut Putin, … / …, menurut Putin.
    pub(super) fn according_to(&self, sentence: TokenSpan, stretch: TokenSpan, cue: TokenSpan) -> Option<Quote> {
        let reading = self.reading;
        let opens = cue.start == stretch.start;
        let after_comma = !opens && reading.reads(cue.start - 1, ",");
        let after_opener = !opens
            && reading.is(
                cue.start - 1,
                Classes::RELATIVE
                    .or(Classes::CONNECTIVE)
                    .or(Classes::CONJUNCTION)
                    .or(Classes::SUBORDINATOR)
                    .or(Classes::ADVERB),
            );
        let final_ = !opens && !after_comma && !after_opener;
        let report = self.report(cue, crate::pack::cues::Takes::Source, stretch.end);
        let end = report.1.map_or(report.0.span.end, |subject| subject.phrase.end);
        if report.0.clitic.is_none() && report.1.is_none() {
            return None;
        }
        let before =
            if opens || after_opener { TokenSpan::default() } else { self.before_cue(stretch, cue, after_comma) };
        if final_ && end + 2 < stretch.end {
            return None;
        }
        self.around(sentence, stretch, before, end, report, 90)
    }

    /// Whether a bare cue stands apart: after a comma, or first, with somebody to point to.
    pub(super) fn is_parenthetical(&self, stretch: TokenSpan, cue: TokenSpan, form: CueForm) -> bool {
        let reading = self.reading;
        if form.either_way() && !reading.is_inverted(cue.end, stretch.end) {
            return false;
        }
        let apart = cue.start == stretch.start
            || reading.reads(cue.start - 1, ",")
            || (cue.start == stretch.start + 1 && reading.is(cue.start - 1, Classes::CONNECTIVE));
        let pointed = (cue.end < stretch.end && reading.token(cue.end).clitic) || reading.points(cue.end, stretch.end);
        apart && pointed
    }

    /// …, kata Putin, … / Kata Putin, … / …, kata Putin.
    pub(super) fn parenthetical(
        &self,
        sentence: TokenSpan,
        stretch: TokenSpan,
        cue: TokenSpan,
        form: CueForm,
    ) -> Option<Quote> {
        let report = self.report(cue, form.takes, stretch.end);
        if report.0.clitic.is_none() && report.1.is_none() {
            return None;
        }
        let end = report.1.map_or(report.0.span.end, |subject| subject.phrase.end);
        // "Lebih lanjut Putin mengatakan": the verb behind the subject reports.
        if report.1.is_some() && self.reading.cue_at(end, stretch.end).is_some_and(|(_, form)| form.active) {
            return None;
        }
        let before =
            if cue.start == stretch.start { TokenSpan::default() } else { self.before_cue(stretch, cue, true) };
        self.around(sentence, stretch, before, end, report, 90)
    }

    /// What stands before a medial cue, without its comma; nothing if it is only a connective.
    fn before_cue(&self, stretch: TokenSpan, cue: TokenSpan, comma: bool) -> TokenSpan {
        let reading = self.reading;
        let mut end = cue.start - u32::from(comma);
        while end > stretch.start && reading.reads(end - 1, ",") {
            end -= 1;
        }
        // Behind an earlier report of the sentence: "…, tetapi panen, kata Darmo, …".
        let joins = Classes::CONJUNCTION.or(Classes::CONNECTIVE);
        let mut start = stretch.start;
        if start < end && reading.reads(start, ",") {
            start += 1;
            start += u32::from(start < end && reading.is(start, joins));
        }
        let light = joins.or(Classes::DEMONSTRATIVE).or(Classes::ADVERB);
        // "Lebih lanjut, kata Putin": a cue's word that only continues.
        let continues = |index: u32| reading.is(index, Classes::CUE) && index > start && reading.is(index - 1, joins);
        let bare = (start..end).all(|index| reading.is(index, light) || continues(index));
        if bare { TokenSpan::default() } else { TokenSpan::new(start, end) }
    }

    /// Joins what stands before and after a cue whose subject ends at `end`.
    fn around(
        &self,
        sentence: TokenSpan,
        stretch: TokenSpan,
        before: TokenSpan,
        end: u32,
        (cue, subject): (Cue, Option<Subject>),
        confidence: u8,
    ) -> Option<Quote> {
        // "Jembatan itu, kata Putin, rampung": what stands before is no clause without what comes after.
        let goes_on = self.reading.reads(end, ",")
            && self.reading.is_lower(end + 1)
            && !self.reading.is(end + 1, END.or(Classes::TIME).or(Classes::DAY));
        let must = before.is_empty() || (goes_on && !self.is_clause(before, 1));
        let after = self.after_subject(stretch, end, must);
        let mut parts = Vec::with_capacity(2);
        if !before.is_empty() {
            parts.push(before);
        }
        if let Some(after) = after {
            parts.push(after);
        }
        let (first, words) = (*parts.first()?, parts.iter().map(|part| part.len()).sum::<u32>());
        let clause = parts.iter().any(|&part| self.is_clause(part, 1)) || words >= 5;
        (clause && !first.is_empty()).then(|| Quote {
            kind: self.indirect_kind(&parts),
            parts,
            cue: Some(cue),
            subject,
            sentence,
            parent: None,
            confidence,
        })
    }

    /// The content after a cue's subject: behind the next comma, circumstances skipped.
    fn after_subject(&self, stretch: TokenSpan, end: u32, must: bool) -> Option<TokenSpan> {
        let reading = self.reading;
        let limit = stretch.end;
        // "menurut para kritikus tidak masuk akal": no comma at all
        let mut index = end;
        if index < limit && !reading.reads_any(index, &[',', ':']) && !reading.reads(index, "(") {
            let comma = (index..limit.min(index + 24)).find(|&i| reading.reads_any(i, &[',', ':']));
            let circumstance = reading.is(
                index,
                Classes::PREPOSITION
                    .or(Classes::PLACE_PREPOSITION)
                    .or(Classes::SUBORDINATOR)
                    .or(Classes::TO)
                    .or(Classes::RELATIVE)
                    .or(Classes::TIME)
                    .or(Classes::ADVERB),
            ) || reading.figure_at(index).is_some();
            match comma {
                Some(comma) if circumstance => index = comma,
                None if circumstance => return None,
                _ if must => {
                    let content = TokenSpan::new(index, self.content_end(index, limit));
                    return self.is_clause(content, 1).then_some(content);
                }
                _ => return None,
            }
        }
        if reading.reads(index, "(") {
            index = reading.bracket_end(index, limit)?;
        }
        // Dates and places between commas.
        while index < limit && reading.reads_any(index, &[',', ':']) {
            index += 1;
            let next = (index..limit.min(index + 10)).find(|&i| reading.reads(i, ","));
            let dated = reading.figure_at(index).is_some_and(|figure| figure.start == index);
            let aside =
                dated || reading.is(index, Classes::DAY) || next.is_some_and(|next| self.describes(index, next));
            match next {
                Some(next) if aside => index = next,
                None if aside && limit - index < 8 => return None,
                _ => break,
            }
        }
        // "…, said Putin, who was on board": a question word behind a comma asks nothing, and is no part of what he said.
        if reading.is(index, Classes::RELATIVE) && reading.is(index, Classes::THAT) {
            return None;
        }
        let start = if index < limit && reading.is(index, Classes::THAT) { index + 1 } else { index };
        let content = TokenSpan::new(start, self.content_end(start, limit));
        (start > end && content.len() >= 2 && (must || self.is_clause(content, 1) || content.len() > 4))
            .then_some(content)
    }

    /// Whether the words between two commas behind a name describe its bearer: "an engineer in Bergen".
    fn describes(&self, start: u32, end: u32) -> bool {
        let reading = self.reading;
        let person = Classes::ROLE.or(Classes::PERSON_NOUN).or(Classes::ROLE_MODIFIER);
        reading.is(start, Classes::INDEFINITE)
            && (start..end).any(|index| reading.is(index, person))
            && !(start..end).any(|index| reading.is_lower(index) && reading.is_finite(index))
    }
}

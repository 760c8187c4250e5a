//! Marked stretches: which of them are speech, and which cue reports each.

use super::marks::Marked;
use super::{Cue, Finder, Quote, QuoteKind};
use crate::pack::cues::Takes;
use crate::pack::lexicon::Classes;
use crate::reading::subject::Subject;
use crate::segment::TokenKind;
use crate::span::TokenSpan;

/// A cue with the phrase it points to.
pub(super) type Report = (Cue, Option<Subject>);

/// How far behind a title its cue may stand to make a quotation of it, in tokens.
const NEAR: u32 = 1;

/// How far from a mark its cue may stand, in tokens.
const REACH: u32 = 24;

impl Finder<'_, '_> {
    /// Decides on the marked stretches of one sentence, in order.
    pub(super) fn direct(&mut self, sentence: TokenSpan, stretches: &[usize]) {
        let mut left = sentence.start;
        let mut last: Option<usize> = None;
        for (position, &index) in stretches.iter().enumerate() {
            let stretch = self.marked[index].clone();
            let right = stretches
                .get(position + 1)
                .map_or(sentence.end, |&next| self.marked[next].span.start)
                .min(sentence.end)
                .max(stretch.span.end);
            let before = TokenSpan::new(left.min(stretch.span.start), stretch.span.start);
            let after = TokenSpan::new(stretch.span.end, right);
            left = stretch.span.end;
            let part = stretch.span;
            if stretch.continues
                && let Some(open) = index.checked_sub(1).and_then(|_| self.open_before(index))
            {
                self.list[open].parts.push(part);
                self.speech[index] = Some(open);
                if self.list[open].cue.is_none()
                    && let Some((cue, subject)) = self.cue_after(&stretch, after)
                {
                    self.list[open].cue = Some(cue);
                    self.list[open].subject = subject;
                    self.list[open].sentence = sentence;
                }
                last = Some(open);
                continue;
            }
            // "A," kata X, "B": the second part of one quotation.
            if let Some(open) = last
                && self.splits(open, before, &stretch)
            {
                self.list[open].parts.push(part);
                self.speech[index] = Some(open);
                continue;
            }
            let found = self.decide(sentence, &stretch, before, after);
            if let Some((report, confidence)) = found {
                let (cue, subject) = report.unzip();
                let place = self.add(Quote {
                    kind: QuoteKind::Direct,
                    parts: vec![part],
                    cue,
                    subject: subject.flatten(),
                    sentence,
                    parent: None,
                    confidence,
                });
                self.speech[index] = Some(place);
                last = Some(place);
            } else {
                last = None;
            }
        }
        self.join_next_sentence(sentence, stretches);
    }

    /// The quotation of the marked stretch before `index`, if it was left open.
    fn open_before(&self, index: usize) -> Option<usize> {
        let before = self.outer[..self.outer.partition_point(|&outer| outer < index)].last()?;
        (!self.marked[*before].closed).then(|| self.speech[*before]).flatten()
    }

    /// "A," kata X. "B.": a stretch that opens the sentence after a cue's and has no cue of its own belongs to the
    /// quotation before it.
    fn join_next_sentence(&mut self, sentence: TokenSpan, stretches: &[usize]) {
        let (Some(&index), Some(&last)) = (stretches.first(), stretches.last()) else { return };
        let Some(own) = self.speech[index] else { return };
        let alone = self.list[own].cue.is_none() && self.marked[index].span.start == sentence.start;
        let Some(before) = own.checked_sub(1) else { return };
        let quote = &self.list[before];
        let adjoins = quote.sentence.end == sentence.start
            && quote.kind == QuoteKind::Direct
            && quote.cue.is_some_and(|cue| cue.span.start >= quote.parts[0].end)
            && quote.extent().end <= sentence.start
            && self.same_paragraph(quote.sentence.start, sentence.start);
        if alone && adjoins && own + 1 == self.list.len() {
            let parts = self.list[own].parts.clone();
            let first = self.marked.partition_point(|marked| marked.span.start < parts[0].start);
            self.list[before].parts.extend(parts);
            self.list.pop();
            for speech in &mut self.speech[first..=last] {
                if *speech == Some(own) {
                    *speech = Some(before);
                }
            }
        }
    }

    fn same_paragraph(&self, a: u32, b: u32) -> bool {
        let paragraphs = &self.reading.segments.paragraphs;
        let place = |token: u32| paragraphs.partition_point(|paragraph| paragraph.span.end <= token);
        place(a) == place(b)
    }

    /// Whether the stretch goes on with the quotation at `open`, whose cue stands between the two.
    fn splits(&self, open: usize, before: TokenSpan, stretch: &Marked) -> bool {
        let reading = self.reading;
        let Some(cue) = self.list[open].cue else { return false };
        let between = before.covers(cue.span) && before.len() <= REACH;
        let comma = before.end > before.start && reading.reads_any(before.end - 1, &[',', ':']);
        let no_new_cue = (cue.span.end..before.end)
            .all(|index| reading.cue_at(index, before.end).is_none_or(|(_, form)| !form.active));
        let speech = stretch.inside().len() >= 2 || comma;
        between && comma && no_new_cue && speech
    }

    /// Whether a stretch is speech, and what reports it.
    fn decide(
        &self,
        sentence: TokenSpan,
        stretch: &Marked,
        before: TokenSpan,
        after: TokenSpan,
    ) -> Option<(Option<Report>, u8)> {
        let reading = self.reading;
        let inside = stretch.inside();
        if inside.is_empty() || self.is_furniture(sentence) {
            return None;
        }
        let words = (inside.start..inside.end).filter(|&index| reading.is_word(index)).count();
        if words == 0 {
            return None;
        }
        let whole = self.is_whole(inside);
        let detached = before.is_empty() || self.detached(before);
        if let Some(report) = self.cue_after(stretch, after)
            && (detached || (whole && words > 4))
            && !(self.is_title_case(inside) && report.0.span.start > stretch.span.end + NEAR)
        {
            return Some((Some(report), 97));
        }
        let titled = before.end > before.start && reading.is(before.end - 1, Classes::TITLED);
        if titled {
            return None;
        }
        if let Some((report, tied)) = self.cue_before(sentence, before)
            && (whole || (!tied && words >= 3) || (tied && words >= 2 && self.opens_capital(inside)))
        {
            return Some((Some(report), 93));
        }
        if self.after_colon(before) && (whole || words >= 3) {
            return Some((None, 80));
        }
        // ‘It has no business being warm’: salty lake found …
        let headline = before.is_empty() && whole && after.end > after.start && reading.reads(after.start, ":");
        if headline && words >= 3 && self.starts_paragraph(stretch.span.start) {
            return Some((None, 70));
        }
        // A stretch that is a sentence of its own.
        let ends = after.is_empty() || reading.is_stop(after.start) || self.reads_bracket(after.start);
        let alone = before.is_empty() && ends;
        let asks = self.reading.is_stop(inside.end - 1) && !self.reading.reads(inside.end - 1, ".");
        (alone && (words >= 2 || asks)).then_some((None, if whole { 85 } else { 60 }))
    }

    fn starts_paragraph(&self, index: u32) -> bool {
        let paragraphs = &self.reading.segments.paragraphs;
        paragraphs.binary_search_by_key(&index, |paragraph| paragraph.span.start).is_ok()
    }

    /// Whether the words in marks are written like a title: “Faults of My Own,” she wrote that …
    fn is_title_case(&self, inside: TokenSpan) -> bool {
        const LONG: u32 = 4;
        let long = |index: &u32| self.reading.is_word(*index) && self.reading.token(*index).utf16.len() >= LONG;
        let count = (inside.start..inside.end).filter(long).count();
        count >= 2 && (inside.start..inside.end).filter(long).all(|index| self.reading.is_capital(index))
    }

    fn reads_bracket(&self, index: u32) -> bool {
        self.reading.reads_any(index, &['(', '['])
    }

    /// "Baca juga: …", "Simak Video '…'": what stands in marks there is a title.
    fn is_furniture(&self, sentence: TokenSpan) -> bool {
        self.reading.is(sentence.start, Classes::FURNITURE)
    }

    /// Whether the words in marks are written like a sentence: a capital first, or a mark of its end last.
    pub(super) fn is_whole(&self, inside: TokenSpan) -> bool {
        let reading = self.reading;
        let last = inside.end - 1;
        let stops = reading.is_stop(last) || reading.reads_any(last, &[',', '-', '\u{2014}']);
        let first = (inside.start..inside.end)
            .find(|&index| reading.is_word(index) || reading.token(index).kind == TokenKind::Number);
        let capital = first.is_some_and(|index| reading.is_capital(index));
        let words = (inside.start..inside.end).filter(|&index| reading.is_word(index)).count();
        stops || (capital && words >= 3)
    }

    /// Whether the first word in marks begins with a capital.
    fn opens_capital(&self, inside: TokenSpan) -> bool {
        (inside.start..inside.end)
            .find(|&index| self.reading.is_word(index))
            .is_some_and(|index| self.reading.is_capital(index))
    }

    /// Whether what stands before a stretch leaves it free: it ends in punctuation, or is only a connective.
    fn detached(&self, before: TokenSpan) -> bool {
        let reading = self.reading;
        let last = before.end - 1;
        reading.reads_any(last, &[',', ':', ';', ')', ']'])
            || reading.is_dash(last)
            || reading.is_stop(last)
            || (before.len() <= 2
                && (before.start..before.end)
                    .all(|index| reading.is(index, Classes::CONNECTIVE.or(Classes::ADVERB).or(Classes::CONJUNCTION))))
    }

    /// Whether a colon introduces the stretch.
    fn after_colon(&self, before: TokenSpan) -> bool {
        before.end > before.start && self.reading.reads(before.end - 1, ":")
    }

    /// The cue that follows a stretch: "…," kata Putin; "…," urainya; "…," Putin said.
    pub(super) fn cue_after(&self, stretch: &Marked, after: TokenSpan) -> Option<Report> {
        let reading = self.reading;
        let limit = after.end.min(after.start + REACH * 2);
        let mut index = after.start;
        if index < limit && (reading.reads(index, ",") || reading.is_dash(index)) {
            index += 1;
        }
        let begins = index;
        for _ in 0..2 {
            let skipped = index < limit
                && reading.is(index, Classes::ADVERB.or(Classes::CONNECTIVE).or(Classes::ABOUT))
                && reading.cue_at(index, limit).is_none_or(|(_, form)| !form.bare);
            if skipped && !reading.token(index + 1).clitic {
                index += 1;
            }
        }
        if index >= limit {
            return None;
        }
        let inner_last = stretch.inside().end.checked_sub(1)?;
        let goes_on = index > after.start && reading.reads(after.start, ",")
            || reading.reads_any(inner_last, &[',', '?', '!', '\u{2026}', '-', '\u{2014}'])
            || reading.reads(inner_last, "...");
        // A word of saying, with a clitic or with its subject after it.
        if let Some((end, form)) = reading.cue_at(index, limit)
            && (form.bare || form.passive)
            && (!form.either_way() || reading.is_inverted(end, limit))
        {
            return Some(self.report(TokenSpan::new(index, end), form.takes, limit));
        }
        // "…", añadió.: nobody stands before the cue, and nobody need stand after it.
        if let Some((end, form)) = reading.cue_at(index, limit)
            && form.either_way()
            && goes_on
            && index == begins
        {
            return Some((Cue { span: TokenSpan::new(index, end), clitic: None, takes: form.takes }, None));
        }
        // "…," demikian dibacakan Ketua MK.
        if index > begins && reading.is_lower(index) && reading.is_verb(index) && reading.opens_subject(index + 1) {
            return Some(self.report(TokenSpan::one(index), Takes::Mark, limit));
        }
        // Any verb with a clitic.
        if reading.token(index + 1).clitic && index + 1 < limit {
            return Some(self.report(TokenSpan::one(index), Takes::Mark, limit));
        }
        // Any verb between the mark and a person.
        let function = Classes::PREPOSITION
            .or(Classes::CONJUNCTION)
            .or(Classes::RELATIVE)
            .or(Classes::SUBORDINATOR)
            .or(Classes::AUXILIARY)
            .or(Classes::DEMONSTRATIVE)
            .or(Classes::TO)
            .or(Classes::PRONOUN)
            .or(Classes::ARTICLE)
            .or(Classes::RELAY)
            .or(Classes::THAT);
        let verb = reading.is_lower(index) && !reading.is(index, function) && !reading.opens_subject(index);
        if goes_on && verb && (reading.is(index + 1, Classes::PRONOUN) || reading.mention_at(index + 1).is_some()) {
            return Some(self.report(TokenSpan::one(index), Takes::Mark, limit));
        }
        // A pronoun, then any verb of the past or present.
        if goes_on
            && reading.is(index, Classes::PRONOUN)
            && index + 1 < limit
            && reading.is_lower(index + 1)
            && reading.is_finite(index + 1)
            && !reading.is(index + 1, Classes::AUXILIARY)
            && reading.cue_at(index + 1, limit).is_none()
        {
            let subject = reading.subject_before(index, index + 1);
            return Some((Cue { span: TokenSpan::one(index + 1), clitic: None, takes: Takes::Mark }, subject));
        }
        // A subject, then its verb.
        if goes_on {
            let stop =
                (index..limit).find(|&i| reading.is_stop(i) || reading.reads_any(i, &[':', ';'])).unwrap_or(limit);
            for at in index + 1..stop {
                let Some((end, form)) = reading.cue_at(at, stop) else { continue };
                if !form.active || reading.is(at - 1, Classes::RELATIVE) {
                    continue;
                }
                let subject = reading.subject_before(index, at);
                return subject.map(|subject| {
                    (Cue { span: TokenSpan::new(at, end), clitic: None, takes: form.takes }, Some(subject))
                });
            }
        }
        None
    }

    /// A cue at `span`, with its clitic or the subject after it.
    pub(super) fn report(&self, span: TokenSpan, takes: Takes, limit: u32) -> Report {
        let reading = self.reading;
        if span.end < limit && reading.token(span.end).clitic {
            let cue = Cue { span: TokenSpan::new(span.start, span.end + 1), clitic: Some(span.end), takes };
            return (cue, None);
        }
        let mut first = span.end;
        if first < limit && reading.is(first, Classes::AGENT) {
            first += 1;
        }
        (Cue { span, clitic: None, takes }, reading.subject_after(first, limit))
    }

    /// The cue that introduces a stretch: Rudolf berujar, "…"; kata dia: "…"; also whether nothing but blanks stands
    /// between, which ties a fragment to the sentence.
    pub(super) fn cue_before(&self, sentence: TokenSpan, before: TokenSpan) -> Option<(Report, bool)> {
        let reading = self.reading;
        let mut end = before.end;
        let mut punctuated = false;
        while end > before.start && (reading.reads_any(end - 1, &[',', ':']) || reading.is_dash(end - 1)) {
            punctuated = true;
            end -= 1;
        }
        let colon = self.after_colon(before);
        let from = before.start.max(end.saturating_sub(REACH));
        for at in (from..end).rev() {
            if reading.is_stop(at) {
                return None;
            }
            let Some((cue_end, form)) = reading.cue_at(at, end) else { continue };
            if matches!(form.takes, Takes::Show | Takes::Source | Takes::Back) {
                continue;
            }
            let between = TokenSpan::new(cue_end, end);
            // A clitic or subject after a bare cue belongs to it.
            let inverted = form.bare && (!form.either_way() || reading.is_inverted(cue_end, end));
            let (cue, after_subject) = if (inverted || form.passive) && !between.is_empty() {
                self.report(TokenSpan::new(at, cue_end), form.takes, end)
            } else {
                (Cue { span: TokenSpan::new(at, cue_end), clitic: None, takes: form.takes }, None)
            };
            let rest = TokenSpan::new(after_subject.map_or(cue.span.end, |subject| subject.phrase.end).min(end), end);
            let introduced = rest.is_empty() || (punctuated && (colon || self.is_aside(rest)));
            if !introduced {
                if form.active {
                    return None;
                }
                continue;
            }
            let pointed = cue.clitic.is_some() || after_subject.is_some();
            if form.passive && pointed && punctuated {
                return Some(((cue, after_subject), !punctuated));
            }
            if form.bare
                && pointed
                && (at == before.start
                    || reading.reads_any(at - 1, &[','])
                    || reading.is(at - 1, Classes::CONNECTIVE.or(Classes::CONJUNCTION)))
            {
                return Some(((cue, after_subject), !punctuated));
            }
            if form.active || form.bare {
                let subject = reading.subject_before(sentence.start.max(before.start), at);
                return Some(((cue, subject), !punctuated));
            }
        }
        None
    }

    /// Whether what stands between a cue and its quotation is an addressee or a circumstance: no clause of its own.
    fn is_aside(&self, rest: TokenSpan) -> bool {
        let reading = self.reading;
        rest.is_empty()
            || (rest.len() <= 14
                && (reading.is(
                    rest.start,
                    Classes::PREPOSITION.or(Classes::TO).or(Classes::SUBORDINATOR).or(Classes::ADVERB),
                ) || reading.opens_subject(rest.start))
                && !(rest.start..rest.end).any(|index| reading.is(index, Classes::THAT)))
    }
}

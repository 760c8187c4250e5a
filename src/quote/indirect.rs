//! Reports without marks: a cue, its subject before it, and the clause it takes.

use super::{ContentEnd, Cue, Finder, Quote, QuoteKind};
use crate::mention::Kind;
use crate::pack::cues::{CueForm, Takes};
use crate::pack::lexicon::Classes;
use crate::reading::subject::{END, Subject};
use crate::segment::{Casing, Gap, TokenKind};
use crate::span::TokenSpan;

/// From how many tokens on words after a cue and a comma count as a clause without a look at them.
const LONG: u32 = 5;

/// Furthest a report's own content is followed when looking for the next one.
const TAIL: u32 = 12;

impl Finder<'_, '_> {
    /// Looks for reports in what the direct quotations of a sentence leave free.
    pub(super) fn indirect(&mut self, sentence: TokenSpan, stretches: &[usize]) {
        let mut start = sentence.start;
        for &index in stretches {
            if self.speech[index].is_some() {
                self.free(sentence, TokenSpan::new(start, self.marked[index].span.start.max(start)));
                start = self.marked[index].span.end;
            }
        }
        self.free(sentence, TokenSpan::new(start.min(sentence.end), sentence.end));
    }

    /// Looks for reports in one free stretch.
    fn free(&mut self, sentence: TokenSpan, stretch: TokenSpan) {
        let reading = self.reading;
        let mut end = stretch.end;
        while end > stretch.start
            && (reading.is_stop(end - 1) || reading.token(end - 1).kind == TokenKind::Mark && end - stretch.start == 1)
        {
            end -= 1;
        }
        let stretch = TokenSpan::new(stretch.start, end);
        if stretch.len() < 3 || reading.is(sentence.start, Classes::FURNITURE) {
            return;
        }
        let mut index = stretch.start;
        let mut last: Option<Subject> = None;
        // What an earlier report of the stretch does not have yet.
        let mut rest = stretch;
        while index < stretch.end {
            if reading.mention_at(index).is_some_and(|mention| reading.mentions[mention].span.start < index) {
                index += 1;
                continue;
            }
            let Some((cue_end, form)) = reading.cue_at(index, stretch.end) else {
                index += 1;
                continue;
            };
            let span = TokenSpan::new(index, cue_end);
            if self.is_used(span) || self.is_noun(stretch, span) {
                index = cue_end;
                continue;
            }
            let found = if form.takes == Takes::Source {
                self.according_to(sentence, rest, span)
            } else if form.bare && self.is_parenthetical(rest, span, form) {
                self.parenthetical(sentence, rest, span, form)
            } else if form.active
                && let Some(quote) = self.trailing(sentence, rest, span, form)
            {
                Some(quote)
            } else if form.active || (form.headline && self.is_headline(sentence)) {
                self.active(sentence, stretch, rest.start, span, form, last)
            } else if form.passive {
                self.passive(sentence, stretch, span, form)
            } else {
                None
            };
            index = match found {
                Some(quote) => {
                    last = quote.subject.or(last);
                    let next = quote.parts.last().map_or(cue_end, |part| part.end).max(cue_end);
                    self.add(quote);
                    rest.start = last.map_or(next, |subject| next.max(subject.phrase.end)).min(rest.end);
                    next
                }
                None => cue_end,
            };
        }
    }

    /// Whether a cue is a noun or a participle here: "the claim", "well-known", "was told".
    fn is_noun(&self, stretch: TokenSpan, cue: TokenSpan) -> bool {
        let reading = self.reading;
        let before = (stretch.start..cue.start).rev().find(|&index| !reading.is(index, Classes::ADVERB));
        let compound = cue.start > 0 && reading.is_dash(cue.start - 1) && reading.token(cue.start).gap == Gap::None;
        compound
            || before.is_some_and(|before| {
                reading.is(before, Classes::COPULA)
                    || (before + 1 == cue.start && reading.is(before, Classes::DETERMINER.or(Classes::POSSESSIVE)))
            })
    }

    /// Whether a cue reports a direct quotation already.
    fn is_used(&self, span: TokenSpan) -> bool {
        self.list.iter().rev().take(6).any(|quote| quote.cue.is_some_and(|cue| cue.span.overlaps(span)))
    }

    /// Whether the paragraph of a token capitalises its words.
    fn headline_at(&self, index: u32) -> bool {
        let paragraphs = &self.reading.segments.paragraphs;
        let place = paragraphs.partition_point(|paragraph| paragraph.span.end <= index);
        paragraphs.get(place).is_some_and(|paragraph| paragraph.casing == Casing::Title)
    }

    /// Whether the sentence is a headline, where verbs stand without their prefixes: it is a paragraph to itself and
    /// no full stop ends it, or it capitalises its words.
    fn is_headline(&self, sentence: TokenSpan) -> bool {
        const LONGEST: u32 = 30;
        let paragraphs = &self.reading.segments.paragraphs;
        let place = paragraphs.partition_point(|paragraph| paragraph.span.end <= sentence.start);
        paragraphs.get(place).is_some_and(|paragraph| {
            let alone =
                paragraph.span == sentence && sentence.len() <= LONGEST && !self.reading.is_stop(sentence.end - 1);
            alone || (place < 2 && paragraph.casing == Casing::Title)
        })
    }

    /// Kind and confidence of a report whose content is `parts`.
    pub(super) fn indirect_kind(&self, parts: &[TokenSpan]) -> QuoteKind {
        let first = self.outer.partition_point(|&index| self.marked[index].span.start < parts[0].start);
        let end = parts[parts.len() - 1].end;
        let marked =
            self.outer[first..].iter().take_while(|&&index| self.marked[index].span.start < end).any(|&index| {
                self.marked[index].closed
                    && self.speech[index].is_none()
                    && parts.iter().any(|part| part.covers(self.marked[index].span))
                    && !self.is_titled(index)
            });
        if marked { QuoteKind::Mixed } else { QuoteKind::Indirect }
    }

    /// Whether a stretch is the title or the name of something.
    fn is_titled(&self, index: usize) -> bool {
        let start = self.marked[index].span.start;
        start > 0 && self.reading.is(start - 1, Classes::TITLED)
    }

    /// Putin mengatakan (kepada Zhang), (bahwa) … Of the stretch what comes before `free` belongs to an earlier report.
    fn active(
        &self,
        sentence: TokenSpan,
        stretch: TokenSpan,
        free: u32,
        cue: TokenSpan,
        form: CueForm,
        last: Option<Subject>,
    ) -> Option<Quote> {
        let reading = self.reading;
        if matches!(form.takes, Takes::Show | Takes::Mark | Takes::Source | Takes::Back) || self.is_unsaid(stretch, cue)
        {
            return None;
        }
        let mut index = cue.end;
        if index < stretch.end && reading.token(index).clitic {
            index += 1; // mengatakan|nya points back
        }
        // Whom it is said to.
        if form.takes == Takes::Inform {
            index = self.informed(index, stretch.end)?;
        } else if index < stretch.end && reading.is(index, Classes::TO) {
            let addressee = reading.subject_after(index + 1, stretch.end)?;
            index = addressee.phrase.end;
        }
        index = self.circumstance_end(index, stretch.end);
        let comma = reading.reads_any(index, &[',', ':']);
        if comma {
            index += 1;
        }
        let introduced = self.introduction(index, stretch.end);
        if let Some(start) = introduced {
            index = start;
        }
        let relative = cue.start > stretch.start && reading.is(cue.start - 1, Classes::RELATIVE);
        let antecedent =
            (relative && cue.start > stretch.start + 1 && reading.reads(cue.start - 2, ",")).then(|| cue.start - 2);
        if relative && introduced.is_none() && !(antecedent.is_some() && form.takes == Takes::Inform) {
            return None;
        }
        if comma
            && introduced.is_none()
            && let Some(quote) = self.between_commas(sentence, stretch, cue, form)
        {
            return Some(quote);
        }
        let content = TokenSpan::new(index, self.content_end(index, stretch.end));
        let told = comma && content.len() >= LONG;
        let enough = match form.takes {
            Takes::Say | Takes::Inform => introduced.is_some() || told || self.is_clause(content, 1),
            Takes::Judge | Takes::Wish => introduced.is_some() || comma || self.is_clause(content, 2),
            Takes::Tell => introduced.is_some() || comma || self.is_clause(content, 3),
            Takes::Ask | Takes::Order | Takes::That => introduced.is_some(),
            _ => false,
        };
        let bare = introduced.is_none() && !comma;
        let things = Classes::TO.or(if form.takes == Takes::Say { Classes::NONE } else { Classes::CIRCUMSTANCE });
        let nothing = content.len() < 2
            || (bare && reading.is(content.start, things))
            || (comma && !told && !self.is_clause(content, 1) && introduced.is_none());
        if !enough || nothing {
            return None;
        }
        let before = antecedent.unwrap_or(cue.start);
        let own = (free > stretch.start).then(|| reading.subject_before(free, before)).flatten();
        let own = own.filter(|subject| subject.phrase.start > free);
        let subject = own
            .or_else(|| reading.subject_before(stretch.start, before))
            .or(last)
            .or_else(|| reading.opening_phrase(stretch.start, cue.start));
        subject?;
        let confidence = match form.takes {
            Takes::Say | Takes::Inform => 92,
            Takes::Tell | Takes::That | Takes::Judge => 85,
            Takes::Ask => 75,
            _ => 60,
        };
        Some(Quote {
            kind: self.indirect_kind(&[content]),
            parts: vec![content],
            cue: Some(Cue { span: cue, clitic: None, takes: form.takes }),
            subject,
            sentence,
            parent: None,
            confidence,
        })
    }

    /// "Penjualan semen, ia menjelaskan, turun": a cue with nothing but its subject between two commas.
    fn between_commas(&self, sentence: TokenSpan, stretch: TokenSpan, cue: TokenSpan, form: CueForm) -> Option<Quote> {
        let reading = self.reading;
        let subject = reading.subject_before(cue.start.saturating_sub(6).max(stretch.start), cue.start)?;
        let comma =
            subject.phrase.start.checked_sub(1).filter(|&comma| comma > stretch.start && reading.reads(comma, ","))?;
        let before = TokenSpan::new(stretch.start, comma);
        let opens =
            Classes::PREPOSITION.or(Classes::PLACE_PREPOSITION).or(Classes::SUBORDINATOR).or(Classes::CONNECTIVE);
        let apposed = reading.mention_at(comma - 1).is_some() || reading.reads(comma - 1, ")");
        if subject.phrase.end != cue.start || reading.is(before.start, opens) || before.len() < 3 || apposed {
            return None;
        }
        let after = TokenSpan::new(cue.end + 1, self.content_end(cue.end + 1, stretch.end));
        (self.is_clause(after, 1) && !reading.is_verb(before.start)).then(|| Quote {
            kind: self.indirect_kind(&[before, after]),
            parts: vec![before, after],
            cue: Some(Cue { span: cue, clitic: None, takes: form.takes }),
            subject: Some(subject),
            sentence,
            parent: None,
            confidence: 75,
        })
    }

    /// Disampaikan (oleh) Putin bahwa …
    fn passive(&self, sentence: TokenSpan, stretch: TokenSpan, cue: TokenSpan, form: CueForm) -> Option<Quote> {
        let reading = self.reading;
        let (found, subject) = self.report(cue, form.takes, stretch.end);
        if found.clitic.is_none()
            && !reading.is(cue.end, Classes::AGENT)
            && subject?.form == crate::mention::Form::Nominal
        {
            return None;
        }
        let mut index = subject.map_or(found.span.end, |subject| subject.phrase.end);
        let comma = reading.reads_any(index, &[',', ':']);
        if comma {
            index += 1;
        }
        let start = self.introduction(index, stretch.end).or((found.clitic.is_some() && comma).then_some(index))?;
        let content = TokenSpan::new(start, self.content_end(start, stretch.end));
        self.is_clause(content, 1).then(|| Quote {
            kind: self.indirect_kind(&[content]),
            parts: vec![content],
            cue: Some(found),
            subject,
            sentence,
            parent: None,
            confidence: 80,
        })
    }

    /// Where content begins that a word introduces: after "bahwa", or with the question word itself.
    fn introduction(&self, index: u32, limit: u32) -> Option<u32> {
        (index < limit && self.reading.is(index, Classes::THAT)).then_some(index + 1)
    }

    /// "tidak mengatakan", "untuk menjelaskan", "enggan menyebut": nothing was said.
    pub(super) fn is_unsaid(&self, stretch: TokenSpan, cue: TokenSpan) -> bool {
        cue.start > stretch.start && self.reading.is(cue.start - 1, Classes::UNSAID)
    }

    /// Where a report's content ends: at a relay, at a closing date, or where the next report of the sentence begins.
    pub(super) fn content_end(&self, start: u32, limit: u32) -> u32 {
        // One cue after the other asks for the same end: it is looked for once, or a sentence of cues would cost its square.
        let known = self.content.get().filter(|known| known.start <= start && start < known.at && known.limit == limit);
        let (at, end) = known.map_or_else(|| self.look_for_content_end(start, limit), |known| (known.at, known.end));
        self.content.set(Some(ContentEnd { start: known.map_or(start, |known| known.start), limit, at, end }));
        end.max(start)
    }

    /// The token where the search stops, and the end of the content before it.
    fn look_for_content_end(&self, start: u32, limit: u32) -> (u32, u32) {
        let reading = self.reading;
        let mut index = start + 1;
        while index < limit {
            let comma = reading.reads(index - 1, ",");
            let joint = comma || reading.is(index - 1, Classes::CONJUNCTION.or(Classes::CONNECTIVE));
            if comma && reading.is(index, Classes::RELAY) {
                return (index, index - 1);
            }
            if comma
                && reading.figure_at(index).is_some_and(|figure| figure.start == index && limit - figure.end <= 2)
                && limit - index < TAIL
            {
                return (index, index - 1);
            }
            if comma && self.next_report(index, limit) {
                return (index, index - 1);
            }
            if joint
                && let Some((_, form)) = reading.cue_at(index, limit)
                && ((form.active
                    && matches!(
                        form.takes,
                        Takes::Say | Takes::Inform | Takes::Tell | Takes::Judge | Takes::Order | Takes::Wish
                    ))
                    || (form.bare && comma && reading.opens_subject(index + 1))
                    || (form.bare && comma && reading.token(index + 1).clitic))
            {
                let mut end = index - 1;
                while end > start
                    && (reading.reads(end - 1, ",")
                        || reading.is(end - 1, Classes::CONNECTIVE.or(Classes::CONJUNCTION)))
                {
                    end -= 1;
                }
                return (index, end);
            }
            index += 1;
        }
        let mut end = limit;
        while end > start && reading.reads_any(end - 1, &[',', ';', ':']) {
            end -= 1;
        }
        (limit.max(start + 1), end)
    }

    /// Whether another speaker's report begins here: "…, sedangkan Budi mengatakan …".
    fn next_report(&self, index: u32, limit: u32) -> bool {
        let reading = self.reading;
        let joins = Classes::CONNECTIVE.or(Classes::CONJUNCTION).or(Classes::SUBORDINATOR);
        let Some(speaker) = reading.mention_at(index + 1).filter(|_| reading.is(index, joins)) else { return false };
        let speaker = reading.mentions[speaker];
        speaker.kind == Kind::Person
            && speaker.span.start == index + 1
            && reading.cue_at(speaker.span.end, limit).is_some_and(|(_, form)| form.active && form.takes == Takes::Say)
    }

    /// Whether words make a clause: `least` or more words, no thing spoken of at their head, and a verb among them.
    pub(super) fn is_clause(&self, content: TokenSpan, least: u32) -> bool {
        let reading = self.reading;
        let enough = least as usize + 2;
        let words = (content.start..content.end).filter(|&index| reading.is_word(index)).take(enough).count();
        if words < 2
            || (reading.is(content.start, Classes::ABOUT) && !reading.is(content.start + 1, Classes::AUXILIARY))
        {
            return false;
        }
        let limit = content.end.min(content.start + 60);
        let headline = self.headline_at(content.start);
        let predicates = (content.start..limit)
            .filter(|&index| {
                let light = Classes::AUXILIARY.or(Classes::ADVERB);
                let before = (content.start..index).rev().find(|&at| !reading.is(at, light));
                let inside_relative = before.is_some_and(|before| reading.is(before, Classes::RELATIVE));
                reading.is_word(index)
                    && reading.is_finite(index)
                    && !inside_relative
                    && (reading.is_lower(index) || headline)
            })
            .count();
        words as u32 > least
            && (predicates >= 1 || (least == 1 && self.is_predicated(TokenSpan::new(content.start, limit))))
    }

    /// Whether a demonstrative closes the subject of a clause whose predicate is built like no verb: "jembatan itu
    /// rampung", "hutan ini milik negara".
    fn is_predicated(&self, content: TokenSpan) -> bool {
        let reading = self.reading;
        let goes_on = END.or(Classes::TIME).or(Classes::DAY).or(Classes::DEMONSTRATIVE).or(Classes::CONJUNCTION);
        let goes_on = goes_on.or(Classes::ADVERB).or(Classes::ABOUT).or(Classes::CONNECTIVE);
        (content.start + 1..content.end.saturating_sub(1)).any(|index| {
            reading.is(index, Classes::DEMONSTRATIVE)
                && reading.is_lower(index - 1)
                && reading.is_lower(index + 1)
                && !reading.is(index + 1, goes_on)
        })
    }
}

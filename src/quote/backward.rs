//! Sentences that say whose the words before them were: "Beliau berkata demikian selepas merasmikan …".

use super::{Cue, Finder};
use crate::pack::cues::Takes;
use crate::span::TokenSpan;

/// How many tokens of a sentence are looked at: its subject and its verb.
const WINDOW: u32 = 40;

impl Finder<'_, '_> {
    /// Gives a sentence's cue to the quotation right before it, if that has none of its own.
    pub(super) fn backward(&mut self, sentence: TokenSpan) {
        let reading = self.reading;
        let limit = sentence.end.min(sentence.start + WINDOW);
        let Some((start, end)) = (sentence.start..limit).find_map(|index| {
            let (end, form) = reading.cue_at(index, limit)?;
            (form.takes == Takes::Back).then_some((index, end))
        }) else {
            return;
        };
        let Some(subject) = reading.subject_before(sentence.start, start) else { return };
        if let Some(quote) = self.list.last_mut().filter(|quote| {
            quote.cue.is_none() && quote.sentence.end == sentence.start && quote.extent().end <= sentence.start
        }) {
            quote.cue = Some(Cue { span: TokenSpan::new(start, end), clitic: None, takes: Takes::Back });
            quote.subject = Some(subject);
            quote.sentence = sentence;
        }
    }
}

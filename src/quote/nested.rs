//! Quotations inside quotations.

use super::{Finder, Quote, QuoteKind};
use crate::span::TokenSpan;

/// How far before a nested quotation its sentence is looked for, in tokens: further than its cue and its subject stand.
const REACH: u32 = 160;

impl Finder<'_, '_> {
    /// Marked stretches that a cue inside the outer one reports, or that are sentences.
    pub(super) fn nested(&mut self) {
        for index in 0..self.marked.len() {
            let stretch = self.marked[index].clone();
            let Some(outer) = stretch.parent else { continue };
            let Some(parent) = self.speech[outer] else { continue };
            if !stretch.closed {
                continue;
            }
            let room = self.marked[outer].inside();
            let first = room.start.max(stretch.span.start.saturating_sub(REACH));
            let stop = (first..stretch.span.start).rev().find(|&token| self.reading.is_stop(token));
            let from = stop.map_or(first, |stop| stop + 1);
            let before = TokenSpan::new(from, stretch.span.start);
            let after = TokenSpan::new(stretch.span.end, room.end.max(stretch.span.end));
            let inside = stretch.inside();
            let report =
                self.cue_after(&stretch, after).or_else(|| self.cue_before(before, before).map(|(report, _)| report));
            let words = (inside.start..inside.end).filter(|&token| self.reading.is_word(token)).count();
            if words == 0 || (report.is_none() && !(self.is_whole(inside) && words >= 3)) {
                continue;
            }
            let (cue, subject) = report.unzip();
            let sentence = self.list[parent].sentence;
            let place = self.add(Quote {
                kind: QuoteKind::Direct,
                parts: vec![stretch.span],
                cue,
                subject: subject.flatten(),
                sentence,
                parent: Some(parent),
                confidence: 70,
            });
            self.speech[index] = Some(place);
        }
    }
}

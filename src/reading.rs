//! The text with its mentions, and the small questions that the rules ask of it.

pub mod candidates;
pub mod subject;

use crate::mention::{Kind, Mention};
use crate::pack::Pack;
use crate::pack::cues::CueForm;
use crate::pack::lexicon::Classes;
use crate::segment::{Case, Segments, Token, TokenKind};
use crate::span::TokenSpan;

/// A text, its mentions and its language, read by the rules for quotations and speakers.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a, 't> {
    /// The text in tokens.
    pub segments: &'a Segments<'t>,
    /// Mentions in order of their start, longer ones first.
    pub mentions: &'a [Mention],
    /// The language.
    pub pack: &'a Pack,
}

impl<'a> Reading<'a, '_> {
    /// The token at `index`; past the end an empty one.
    #[must_use]
    pub fn token(&self, index: u32) -> Token {
        self.segments.get(index).copied().unwrap_or_default()
    }

    /// Whether the token at `index` has one of `classes`.
    #[must_use]
    pub fn is(&self, index: u32, classes: Classes) -> bool {
        self.segments.get(index).is_some_and(|token| token.is(classes))
    }

    /// Whether the token at `index` is spelled `text`.
    #[must_use]
    pub fn reads(&self, index: u32, text: &str) -> bool {
        self.segments.get(index).is_some_and(|token| &self.segments.text[token.bytes.range()] == text)
    }

    /// Whether the token at `index` is one of the characters in `set`.
    #[must_use]
    pub fn reads_any(&self, index: u32, set: &[char]) -> bool {
        self.segments.char(index).is_some_and(|c| set.contains(&c))
    }

    /// Whether the token at `index` is a word.
    #[must_use]
    pub fn is_word(&self, index: u32) -> bool {
        self.segments.get(index).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Whether the token at `index` is a word in lower case.
    #[must_use]
    pub fn is_lower(&self, index: u32) -> bool {
        self.segments.get(index).is_some_and(|token| token.kind == TokenKind::Word && token.case == Case::Lower)
    }

    /// Whether a capital letter stands in the token at `index`.
    #[must_use]
    pub fn is_capital(&self, index: u32) -> bool {
        self.segments.get(index).is_some_and(|token| token.case.has_capital())
    }

    /// Whether the token at `index` ends a sentence: the full stop of an abbreviation does not.
    #[must_use]
    pub fn is_stop(&self, index: u32) -> bool {
        let stop = self.segments.get(index).map(|token| &self.segments.text[token.bytes.range()]);
        let abbreviates = || stop == Some(".") && index > 0 && self.is(index - 1, Classes::ABBREVIATION);
        matches!(stop, Some("." | "?" | "!" | "..." | "\u{2026}")) && (!abbreviates() || self.sentence_ends(index))
    }

    /// Whether the token at `index` is the last of a sentence.
    #[must_use]
    pub fn sentence_ends(&self, index: u32) -> bool {
        let after = self.segments.sentences.partition_point(|sentence| sentence.end <= index);
        self.segments.sentences.get(after).is_none_or(|sentence| sentence.end == index + 1)
    }

    /// Whether the token at `index` is a dash.
    #[must_use]
    pub fn is_dash(&self, index: u32) -> bool {
        self.segments.get(index).is_some_and(|token| {
            token.kind == TokenKind::Punctuation
                && self.segments.text[token.bytes.range()].chars().all(|c| matches!(c, '-' | '\u{2010}'..='\u{2015}'))
        })
    }

    /// The named mention that covers the token at `index`: its place in the list.
    #[must_use]
    pub fn mention_at(&self, index: u32) -> Option<usize> {
        let after = self.mentions.partition_point(|mention| mention.span.start <= index);
        // Names do not nest, but amounts may hold one: two steps back are enough.
        self.mentions[..after]
            .iter()
            .enumerate()
            .rev()
            .take(3)
            .find(|(_, mention)| mention.span.contains(index) && is_name(mention.kind))
            .map(|(i, _)| i)
    }

    /// The named mentions that begin inside `span`, with their places in the list.
    pub fn mentions_in(&self, span: TokenSpan) -> impl DoubleEndedIterator<Item = (usize, &'a Mention)> {
        let first = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let last = self.mentions.partition_point(|mention| mention.span.start < span.end);
        self.mentions[first..last]
            .iter()
            .enumerate()
            .map(move |(i, mention)| (first + i, mention))
            .filter(|(_, mention)| is_name(mention.kind))
    }

    /// The other mentions (dates, times, amounts) at `index`, as a span.
    #[must_use]
    pub fn figure_at(&self, index: u32) -> Option<TokenSpan> {
        let after = self.mentions.partition_point(|mention| mention.span.start <= index);
        self.mentions[..after]
            .iter()
            .rev()
            .take(3)
            .find(|mention| mention.span.contains(index) && !is_name(mention.kind))
            .map(|mention| mention.span)
    }

    /// The cue that begins at `index` and ends by `limit`: the token after it, and its form.
    #[must_use]
    pub fn cue_at(&self, index: u32, limit: u32) -> Option<(u32, CueForm)> {
        self.pack.cues.longest(self.segments, index, limit)
    }
}

/// Whether a kind is one of people, organizations and places.
#[must_use]
pub const fn is_name(kind: Kind) -> bool {
    matches!(kind, Kind::Person | Kind::Organization | Kind::Location)
}

//! Dates, times and amounts: regular expressions of the language, compiled when its pack was built.

use super::{Kind, Mention, Source};
use crate::pack::PackError;
use crate::pack::bytes::Reader;
use crate::pack::lexicon::Classes;
use crate::segment::{Segments, TokenKind};
use crate::span::TokenSpan;
use regex_automata::dfa::{Automaton, sparse::DFA};
use regex_automata::{Anchored, Input};

/// The finished automaton of a language, and the kind each of its patterns finds.
#[derive(Clone, Debug, Default)]
pub struct Patterns {
    automaton: Option<DFA<Vec<u8>>>,
    kinds: Vec<Kind>,
}

/// The kinds a pattern can find, in the order of their numbers in a pack.
const KINDS: [Kind; 5] = [Kind::Date, Kind::Time, Kind::Money, Kind::Percent, Kind::Quantity];

/// Longest match, in bytes; it bounds the work on any text.
const LONGEST: usize = 160;

impl Patterns {
    /// Reads the section `patterns`: the number of patterns, the kind of each, and the automaton.
    pub fn read(section: &[u8]) -> Result<Self, PackError> {
        if section.is_empty() {
            return Ok(Self::default());
        }
        let mut reader = Reader::new(section);
        let count = reader.number()? as usize;
        let mut kinds = Vec::new();
        for &number in reader.bytes(count)? {
            kinds.push(
                *KINDS.get(usize::from(number)).ok_or_else(|| PackError::damaged("a pattern of an unknown kind"))?,
            );
        }
        let (automaton, _) = DFA::from_bytes(reader.rest())
            .map_err(|_| PackError::damaged("the automaton of its patterns cannot be read"))?;
        Ok(Self { automaton: Some(automaton.to_owned()), kinds })
    }

    /// Compiles patterns, each with the name of its kind, to the section that [`Patterns::read`] reads. Of matches that
    /// begin at one place the longest counts, and of those of one length the pattern that stands first.
    #[cfg(feature = "train")]
    pub fn compile(patterns: &[(String, String)]) -> Result<Vec<u8>, String> {
        use regex_automata::{
            MatchKind,
            dfa::{StartKind, dense},
            nfa::thompson,
            util::syntax,
        };
        let mut section = Vec::new();
        crate::pack::bytes::number(&mut section, patterns.len() as u32);
        for (kind, pattern) in patterns {
            let number = KINDS
                .iter()
                .position(|known| known.name() == kind)
                .ok_or_else(|| format!("pattern {pattern}: no kind {kind}"))?;
            section.push(number as u8);
        }
        let expressions: Vec<&str> = patterns.iter().map(|(_, pattern)| pattern.as_str()).collect();
        let dense = dense::Builder::new()
            .configure(dense::Config::new().match_kind(MatchKind::All).start_kind(StartKind::Anchored).minimize(true))
            .syntax(syntax::Config::new().unicode(false).utf8(false).case_insensitive(true))
            .thompson(thompson::Config::new().utf8(false))
            .build_many(&expressions)
            .map_err(|error| format!("patterns: {error:?}"))?;
        let sparse = dense.to_sparse().map_err(|error| format!("patterns: {error}"))?;
        section.extend(sparse.to_bytes_little_endian());
        Ok(section)
    }

    /// All dates, times and amounts, and what the tokenizer knows already: addresses and accounts.
    pub fn find(&self, segments: &Segments<'_>, mentions: &mut Vec<Mention>) {
        let count = segments.tokens.len() as u32;
        let mut index = 0;
        while index < count {
            let token = &segments.tokens[index as usize];
            let known = match token.kind {
                TokenKind::Url => Some(Kind::Url),
                TokenKind::Handle => Some(Kind::Handle),
                _ => None,
            };
            if let Some(kind) = known {
                mentions.push(Mention { span: TokenSpan::one(index), kind, source: Source::Pattern, confidence: 99 });
                index += 1;
                continue;
            }
            let starts = token.kind == TokenKind::Number
                || token.is(Classes::PATTERN)
                || matches!(segments.char(index), Some('$' | '\u{a3}' | '\u{20ac}' | '\u{a5}'));
            let found = if starts { self.longest(segments, index) } else { None };
            let Some((end, kind)) = found else {
                index += 1;
                continue;
            };
            mentions.push(Mention { span: TokenSpan::new(index, end), kind, source: Source::Pattern, confidence: 97 });
            index = end;
        }
    }

    /// The longest match at a token that ends with a token.
    fn longest(&self, segments: &Segments<'_>, index: u32) -> Option<(u32, Kind)> {
        let automaton = self.automaton.as_ref()?;
        let start = segments.tokens[index as usize].bytes.start as usize;
        let end = (start + LONGEST).min(segments.text.len());
        let input = Input::new(segments.text.as_bytes()).range(start..end).anchored(Anchored::Yes);
        let found = automaton.try_search_fwd(&input).ok().flatten()?;
        let limit = found.offset() as u32;
        let mut after = index;
        while segments.get(after).is_some_and(|token| token.bytes.end <= limit) {
            after += 1;
        }
        let whole = after > index && segments.tokens[after as usize - 1].bytes.end == limit;
        let kind = self.kinds.get(found.pattern().as_usize()).filter(|_| whole)?;
        Some((after, *kind))
    }
}

//! Names without a trained tagger: lists of names, and the words that stand before, inside and after a capitalised run.

use super::gazetteer::Lists;
use super::knowledge::Role;
use super::{Kind, Mention, Source};
use crate::pack::Pack;
use crate::pack::keymap::KeyMap;
use crate::pack::lexicon::Classes;
use crate::segment::{Case, Casing, Segments, Token, TokenKind};
use crate::span::TokenSpan;

/// How sure a list is, in hundredths.
const LISTED: u8 = 80;

/// How sure the words around a run are.
const SHAPED: u8 = 65;

/// Words in lower case that may stand between two words of a name: "Banco de la Nación".
const BRIDGE: u32 = 2;

/// Finds names sentence by sentence, then the words of people's names that stand alone.
pub(super) fn names(segments: &Segments<'_>, pack: &Pack, mentions: &mut Vec<Mention>) {
    let mut finder = Finder { segments, pack, people: KeyMap::default(), alone: Vec::new() };
    let mut paragraphs = segments.paragraphs.iter().peekable();
    for &sentence in &segments.sentences {
        while paragraphs.next_if(|paragraph| paragraph.span.end <= sentence.start).is_some() {}
        let shaped = paragraphs.peek().is_none_or(|paragraph| paragraph.casing == Casing::Sentence);
        finder.sentence(sentence, shaped, mentions);
    }
    for index in finder.alone {
        if let Some(kind) = finder.people.get(segments.tokens[index as usize].key).flatten() {
            mentions.push(Mention { span: TokenSpan::one(index), kind, source: Source::Repeat, confidence: SHAPED });
        }
    }
}

struct Finder<'a, 't> {
    segments: &'a Segments<'t>,
    pack: &'a Pack,
    /// Words of names found so far, and acronyms that a bracket defines, with their kind.
    people: KeyMap<Option<Kind>>,
    /// Capitalised words that nothing around tells of.
    alone: Vec<u32>,
}

impl Finder<'_, '_> {
    fn sentence(&mut self, sentence: TokenSpan, shaped: bool, mentions: &mut Vec<Mention>) {
        let mut index = sentence.start;
        while index < sentence.end {
            if !self.token(index).case.has_capital() {
                index += 1;
                continue;
            }
            let run = TokenSpan::new(index, self.run_end(index, sentence.end));
            let named = self.listed(run, sentence.end).or_else(|| shaped.then(|| self.shaped(sentence, run)).flatten());
            let Some(mention) = named else {
                if run.len() == 1 && shaped {
                    self.alone.push(index);
                }
                index += 1;
                continue;
            };
            index = mention.0.end;
            if let Some(kind) = mention.1 {
                self.learn(mention.0, kind, sentence.end);
                mentions.push(Mention { span: mention.0, kind, source: Source::Gazetteer, confidence: mention.2 });
            }
        }
    }

    fn token(&self, index: u32) -> Token {
        self.segments.get(index).copied().unwrap_or_default()
    }

    /// The end of the capitalised words from `start` on, small words between them included.
    fn run_end(&self, start: u32, limit: u32) -> u32 {
        let mut end = start + 1;
        while end < limit {
            let small =
                (end..limit.min(end + BRIDGE)).take_while(|&index| self.token(index).is(Classes::NAME_PARTICLE));
            let next = end + small.count() as u32;
            if next >= limit || self.token(next).kind != TokenKind::Word || !self.token(next).case.has_capital() {
                break;
            }
            end = next + 1;
        }
        end
    }

    /// The longest name of the lists, where it is no part of a longer name of a person. Without a kind where it is the
    /// name of something else.
    fn listed(&self, run: TokenSpan, limit: u32) -> Option<(TokenSpan, Option<Kind>, u8)> {
        let (end, lists) = self.pack.gazetteer.longest(self.segments, run.start, limit)?;
        let kind = [
            (Lists::PERSON, Kind::Person),
            (Lists::REGION, Kind::Location),
            (Lists::ORGANIZATION, Kind::Organization),
            (Lists::PLACE, Kind::Location),
        ]
        .into_iter()
        .find(|(list, _)| lists.any(*list))
        .map(|(_, kind)| kind);
        let given = self.pack.knowledge.levels(self.token(run.start).key).get(Role::First) > 0;
        let longer = end < run.end && (kind == Some(Kind::Person) || (given && kind == Some(Kind::Location)));
        (!longer).then_some((TokenSpan::new(run.start, end), kind, LISTED))
    }

    /// What the words before a run, in it and after it make of it.
    fn shaped(&self, sentence: TokenSpan, run: TokenSpan) -> Option<(TokenSpan, Option<Kind>, u8)> {
        let mut start = run.start;
        let titles = Classes::TITLE.or(Classes::HONORIFIC).or(Classes::ROLE);
        while start < run.end && self.token(start).is(titles) && !self.token(start).is(Classes::ORG_HEAD) {
            start += 1;
        }
        let titled = start > run.start;
        let closed = Classes::PREPOSITION
            .or(Classes::PLACE_PREPOSITION)
            .or(Classes::ARTICLE)
            .or(Classes::CONNECTIVE)
            .or(Classes::SUBORDINATOR)
            .or(Classes::PRONOUN)
            .or(Classes::ADVERB)
            .or(Classes::NEGATION)
            .or(Classes::DAY)
            .or(Classes::CUE);
        if start >= run.end || self.token(start).is(closed) {
            return None;
        }
        let (first, last) = (self.token(start), self.token(run.end - 1));
        let span = TokenSpan::new(start, run.end);
        let before = start.checked_sub(1).filter(|&index| index >= sentence.start).map(|index| self.token(index));
        let is_before = |classes: Classes| before.is_some_and(|token| token.is(classes));
        let given = self.pack.knowledge.levels(first.key).get(Role::First) > 0;
        let opens = start == sentence.start;
        let kind = if first.is(Classes::ORG_HEAD) || last.is(Classes::ORG_TAIL) {
            (span.len() > 1).then_some(Kind::Organization)?
        } else if titled || is_before(titles) || (given && span.len() > 1) {
            Kind::Person
        } else if first.is(Classes::PLACE_HEAD) {
            (span.len() > 1).then_some(Kind::Location)?
        } else if span.len() == 1 && first.case == Case::Upper && first.utf16.len() > 1 {
            (!opens).then_some(Kind::Organization)?
        } else if is_before(Classes::CUE.or(Classes::PERSON_NOUN).or(Classes::KIN)) && !opens {
            Kind::Person
        } else if is_before(Classes::PLACE_PREPOSITION) {
            Kind::Location
        } else if span.len() > 1 && !opens {
            let bridged = (start..run.end).any(|index| !self.token(index).case.has_capital());
            if bridged { Kind::Organization } else { Kind::Person }
        } else {
            return None;
        };
        Some((span, Some(kind), SHAPED))
    }

    /// Keeps the words of a name, so that a surname alone is told later, and an acronym in brackets after it.
    fn learn(&mut self, span: TokenSpan, kind: Kind, limit: u32) {
        if kind == Kind::Person {
            for token in &self.segments.tokens[span.range()] {
                if token.case.has_capital() {
                    *self.people.entry(token.key) = Some(kind);
                }
            }
        }
        let acronym = self.token(span.end + 1);
        if span.end + 2 < limit && self.segments.char(span.end) == Some('(') && acronym.case == Case::Upper {
            *self.people.entry(acronym.key) = Some(kind);
        }
    }
}

//! The subject before a cue: every noun phrase of the clause is a candidate, and named weights choose.

use super::Reading;
use super::subject::Subject;
use crate::mention::{Form, Kind};
use crate::pack::lexicon::Classes;
use crate::segment::TokenKind;
use crate::span::TokenSpan;

/// What counts for or against a candidate. The order is that of [`WEIGHTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    /// Nothing but adverbs, times and brackets stands between it and the cue.
    Adjacent,
    /// A relative clause or an apposition stands between.
    Extended,
    /// It is the first phrase of the clause.
    First,
    /// A preposition, or a word of agency, governs it.
    Governed,
    /// It stands right after a relative pronoun.
    Relative,
    /// It names a person.
    Person,
    /// It is a pronoun.
    Pronoun,
    /// It names an organization.
    Organization,
    /// It names a place.
    Location,
    /// It is a role or another noun.
    Noun,
    /// It stands in brackets.
    Bracketed,
    /// It stands in a phrase that a preposition or a conjunction opens and a comma closes.
    Fronted,
}

/// A weight for every [`Trait`].
pub const WEIGHTS: [i32; 12] = [6, 4, 4, -9, -5, 3, 3, 1, 0, 1, -9, -6];

/// How far back a subject is looked for, in tokens; it bounds the work on endless sentences.
const WINDOW: u32 = 120;

/// A candidate and what speaks for and against it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The phrase.
    pub subject: Subject,
    /// Its traits.
    pub traits: Vec<Trait>,
}

impl Candidate {
    /// The sum of the weights of its traits.
    #[must_use]
    pub fn score(&self) -> i32 {
        self.traits.iter().map(|&trait_| WEIGHTS[trait_ as usize]).sum()
    }
}

impl Reading<'_, '_> {
    /// The best subject for a cue at `cue` among the phrases from `start` on.
    #[must_use]
    pub fn subject_before(&self, start: u32, cue: u32) -> Option<Subject> {
        let candidates = self.candidates(start.max(cue.saturating_sub(WINDOW)), cue);
        // Of equals the one nearer to the cue.
        candidates
            .iter()
            .rev()
            .max_by_key(|candidate| candidate.score())
            .filter(|candidate| candidate.score() > 0)
            .map(|candidate| candidate.subject)
    }

    /// All candidates from `start` to the cue at `cue`, in reading order.
    #[must_use]
    pub fn candidates(&self, start: u32, cue: u32) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut governed_before = false;
        let mut brackets = 0u32;
        let fronted = self.fronted_end(start, cue);
        let mut index = start;
        while index < cue {
            if self.reads(index, "(") {
                brackets += 1;
            } else if self.reads(index, ")") {
                brackets = brackets.saturating_sub(1);
            }
            // A clitic too: "katanya, lalu menambahkan bahwa …".
            let pronoun = self.is(index, Classes::PRONOUN)
                && !self.is(index, Classes::ARTICLE)
                && self.mention_at(index).is_none();
            let subject = if pronoun {
                Some(Subject {
                    span: TokenSpan::one(index),
                    form: Form::Pronoun,
                    mention: None,
                    phrase: TokenSpan::one(index),
                })
            } else if self.opens_subject(index) {
                self.subject_after(index, cue).filter(|subject| subject.phrase.start == index)
            } else {
                None
            };
            let Some(subject) = subject else {
                index += 1;
                continue;
            };
            let before = index.checked_sub(1).filter(|&before| before >= start);
            let preposition = Classes::PREPOSITION.or(Classes::PLACE_PREPOSITION).or(Classes::TO).or(Classes::AGENT);
            let governed = match before {
                Some(before) if self.is(before, preposition) => true,
                Some(before) if self.is(before, Classes::CONJUNCTION) || self.reads(before, ",") => {
                    governed_before && self.is(before, Classes::CONJUNCTION)
                }
                Some(before) => {
                    self.is_lower(before)
                        && !self.is(
                            before,
                            Classes::ADVERB
                                .or(Classes::CONNECTIVE)
                                .or(Classes::SUBORDINATOR)
                                .or(Classes::DEMONSTRATIVE),
                        )
                        && self.object_position(start, before)
                }
                None => false,
            };
            governed_before = governed;
            let mut traits = Vec::with_capacity(5);
            if candidates.is_empty() {
                traits.push(Trait::First);
            }
            if self.transparent(subject.phrase.end, cue) {
                traits.push(Trait::Adjacent);
            } else if self.is(subject.phrase.end, Classes::RELATIVE)
                || self.reads(subject.phrase.end, ",") && self.reads(cue - 1, ",")
            {
                traits.push(Trait::Extended);
            }
            if governed {
                traits.push(Trait::Governed);
            }
            if before.is_some_and(|before| self.is(before, Classes::RELATIVE)) {
                traits.push(Trait::Relative);
            }
            traits.push(match (subject.form, subject.mention.map(|mention| self.mentions[mention].kind)) {
                (Form::Pronoun, _) => Trait::Pronoun,
                (_, Some(Kind::Person)) => Trait::Person,
                (_, Some(Kind::Organization)) => Trait::Organization,
                (_, Some(_)) => Trait::Location,
                _ => Trait::Noun,
            });
            if brackets > 0 {
                traits.push(Trait::Bracketed);
            }
            if subject.phrase.end <= fronted {
                traits.push(Trait::Fronted);
            }
            index = subject.phrase.end.max(index + 1);
            candidates.push(Candidate { subject, traits });
        }
        candidates
    }

    /// Where the circumstance ends that opens a clause: "Di hadapan majelis hakim yang diketuai Sukerta, …".
    fn fronted_end(&self, start: u32, cue: u32) -> u32 {
        let opens = Classes::PREPOSITION.or(Classes::PLACE_PREPOSITION).or(Classes::SUBORDINATOR);
        if !self.is(start, opens) {
            return start;
        }
        (start..cue).find(|&index| self.reads(index, ",")).unwrap_or(start)
    }

    /// Whether the word at `before` is a verb or a noun that governs what follows it: "menerima Jenderal Zhang".
    fn object_position(&self, start: u32, before: u32) -> bool {
        let verb = self.is_verb(before) || self.cue_at(before, before + 1).is_some_and(|(_, form)| form.active);
        before >= start && verb && !self.is(before, Classes::AUXILIARY)
    }

    /// Whether nothing of weight stands from `from` to the cue.
    fn transparent(&self, from: u32, cue: u32) -> bool {
        let light = Classes::ADVERB
            .or(Classes::AUXILIARY)
            .or(Classes::TIME)
            .or(Classes::DEMONSTRATIVE)
            .or(Classes::TITLE_AFTER)
            .or(Classes::DAY)
            .or(Classes::MONTH);
        let mut index = from;
        while index < cue {
            if let Some(figure) = self.figure_at(index) {
                index = figure.end.max(index + 1);
                continue;
            }
            if self.reads(index, "(") {
                match self.bracket_end(index, cue) {
                    Some(end) => index = end,
                    None => return false,
                }
                continue;
            }
            let token = self.token(index);
            let passes = match token.kind {
                TokenKind::Word => token.is(light),
                TokenKind::Number => true,
                TokenKind::Punctuation => self.reads_any(index, &[',', '.', '/']),
                _ => false,
            };
            if !passes {
                return false;
            }
            index += 1;
        }
        true
    }
}

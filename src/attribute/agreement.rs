//! Whom a pronoun or a description can mean: a man, a woman, several, no person at all. Languages whose tables do not tell
//! men from women agree with anybody.

use super::Referent;
use crate::key::Key;
use crate::mention::Kind;
use crate::pack::keymap::KeyMap;
use crate::pack::lexicon::Classes;
use crate::reading::Reading;
use crate::span::TokenSpan;

/// What is known of somebody's gender: nothing, one of them, or (where the text says both) both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Gender(u64);

const GENDERS: Classes = Classes(Classes::MALE.0 | Classes::FEMALE.0);

/// Nouns for persons.
const PERSON: Classes =
    Classes(Classes::PERSON_NOUN.0 | Classes::ROLE.0 | Classes::ROLE_MODIFIER.0 | Classes::KIN.0 | Classes::TITLE.0);

/// The genders of the persons of a text, by the last word of their names.
#[derive(Debug, Default)]
pub(super) struct Agreement {
    of_name: KeyMap<Gender>,
}

impl Agreement {
    /// Gathers what titles and given names say: "Mrs Oldroyd", "Marian Oldroyd".
    pub(super) fn new(reading: &Reading<'_, '_>) -> Self {
        let mut agreement = Self::default();
        for mention in reading.mentions.iter().filter(|mention| mention.kind == Kind::Person) {
            let gender = gender_of_name(reading, mention.span);
            if gender.0 != 0 {
                agreement.of_name.entry(last_word(reading, mention.span)).0 |= gender.0;
            }
        }
        agreement
    }

    /// Whether a phrase that points back, a pronoun or a description, can mean `referent`.
    pub(super) fn fits(&self, reading: &Reading<'_, '_>, phrase: TokenSpan, referent: Referent) -> bool {
        let asked = classes(reading, phrase);
        let person = is_person(reading, referent);
        if asked.any(Classes::THING) {
            return !person;
        }
        let asked = asked.0 & GENDERS.0;
        if asked == 0 || asked == GENDERS.0 {
            return true;
        }
        let known = match referent {
            Referent::Named(mention) => {
                let span = reading.mentions[mention].span;
                self.of_name.get(last_word(reading, span)).unwrap_or_default().0
            }
            Referent::Unnamed(span) => classes(reading, span).0 & GENDERS.0,
        };
        person && (known == 0 || known & asked != 0)
    }

    /// The last person named before a phrase whose gender is known to be the one that the phrase asks for.
    pub(super) fn named_before(&self, reading: &Reading<'_, '_>, phrase: TokenSpan) -> Option<usize> {
        let asked = classes(reading, phrase).0 & GENDERS.0;
        let before = reading.mentions.partition_point(|mention| mention.span.start < phrase.start);
        (0..before).rev().take(NAMES).find(|&index| {
            let mention = &reading.mentions[index];
            let known = self.of_name.get(last_word(reading, mention.span)).unwrap_or_default().0;
            mention.kind == Kind::Person && asked != 0 && known == asked
        })
    }
}

/// How many names are looked back for one that agrees.
const NAMES: usize = 12;

/// Whether a referent is a person, as far as its words say.
pub(super) fn is_person(reading: &Reading<'_, '_>, referent: Referent) -> bool {
    match referent {
        Referent::Named(mention) => reading.mentions[mention].kind == Kind::Person,
        Referent::Unnamed(span) => {
            let words = classes(reading, span);
            let opens = Classes::PERSON_NOUN.or(Classes::ROLE).or(Classes::ROLE_MODIFIER).or(Classes::KIN);
            reading.is(span.start, opens)
                || (reading.is(span.start, Classes::ARTICLE) && (words.any(PERSON) || !words.any(Classes::BODY_NOUN)))
        }
    }
}

/// Whether a description speaks of a body, and of no person: "the committee", "perusahaan itu".
pub(super) fn is_body(reading: &Reading<'_, '_>, span: TokenSpan) -> bool {
    let words = classes(reading, span);
    words.any(Classes::BODY_NOUN) && !words.any(PERSON)
}

/// The classes of all words of a phrase together.
fn classes(reading: &Reading<'_, '_>, span: TokenSpan) -> Classes {
    (span.start..span.end).fold(Classes::NONE, |classes, index| classes.or(reading.token(index).classes))
}

fn last_word(reading: &Reading<'_, '_>, name: TokenSpan) -> Key {
    reading.token(name.end - 1).key
}

/// What the title before a name says, or its first word.
fn gender_of_name(reading: &Reading<'_, '_>, name: TokenSpan) -> Gender {
    let title = (name.start.saturating_sub(3)..name.start)
        .rev()
        .take_while(|&index| reading.is(index, PERSON.or(Classes::HONORIFIC)) || reading.reads(index, "."))
        .find(|&index| reading.is(index, GENDERS));
    Gender(reading.token(title.unwrap_or(name.start)).classes.0 & GENDERS.0)
}

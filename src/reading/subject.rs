//! The noun phrase that a cue points to: after it ("kata Presiden Putin") or before it ("Presiden Putin mengatakan").

use super::Reading;
use crate::mention::{Form, Kind};
use crate::pack::lexicon::Classes;
use crate::segment::TokenKind;
use crate::span::TokenSpan;

/// A phrase that names or describes the one who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The name, the pronoun, or the whole description.
    pub span: TokenSpan,
    /// How it refers.
    pub form: Form,
    /// The named mention it is, as a place in the list.
    pub mention: Option<usize>,
    /// The phrase with roles and appositions.
    pub phrase: TokenSpan,
}

/// Longest phrase, in tokens: roles of officials run long.
const LONGEST: u32 = 40;

/// Nouns and titles that can open a description of somebody.
const NOUN: Classes = Classes(
    Classes::ROLE.0
        | Classes::ROLE_MODIFIER.0
        | Classes::PERSON_NOUN.0
        | Classes::BODY_NOUN.0
        | Classes::KIN.0
        | Classes::TITLE.0
        | Classes::ARTICLE.0,
);

/// Words that end a noun phrase.
pub(crate) const END: Classes = Classes(
    Classes::PREPOSITION.0
        | Classes::PLACE_PREPOSITION.0
        | Classes::TO.0
        | Classes::AGENT.0
        | Classes::SUBORDINATOR.0
        | Classes::RELATIVE.0
        | Classes::THAT.0
        | Classes::AUXILIARY.0
        | Classes::NEGATION.0
        | Classes::PRONOUN.0,
);

impl Reading<'_, '_> {
    /// Whether a phrase for a speaker can begin at `index`.
    #[must_use]
    pub fn opens_subject(&self, index: u32) -> bool {
        let noun =
            self.is(index, NOUN.or(Classes::PRONOUN).or(Classes::ORG_HEAD)) && !self.is(index, Classes::TITLE_AFTER);
        noun || self.mention_at(index).is_some()
    }

    /// The subject that follows a cue: from `start`, which is the token after the cue, to `limit` at most.
    #[must_use]
    pub fn subject_after(&self, start: u32, limit: u32) -> Option<Subject> {
        let limit = limit.min(start + LONGEST).min(self.segments.tokens.len() as u32);
        let mut first = start;
        while first < limit && self.is(first, Classes::ADVERB) && !self.opens_subject(first) {
            first += 1;
        }
        if first >= limit {
            return None;
        }
        // "according to her" and "according to her lawyer"
        let owns = self.is(first, Classes::ARTICLE) && self.is_word(first + 1) && !self.is(first + 1, END);
        if self.is(first, Classes::PRONOUN.or(Classes::FIRST_PERSON))
            && !owns
            && !self.token(first).clitic
            && self.mention_at(first).is_none()
        {
            return Some(Subject {
                span: TokenSpan::one(first),
                form: Form::Pronoun,
                mention: None,
                phrase: TokenSpan::one(first),
            });
        }
        let end = self.phrase_end(first, limit);
        self.subject_in(first, end)
    }

    /// Whether a cue that ends at `after` stands before its subject: "said Putin, who …", and not "said the plan would …".
    /// What follows opens a phrase for a speaker, and no verb of its own comes before the clause ends.
    #[must_use]
    pub fn is_inverted(&self, after: u32, limit: u32) -> bool {
        let breaks = Classes::RELATIVE.or(Classes::SUBORDINATOR).or(Classes::THAT);
        let goes_on =
            |index: u32| self.is_word(index) || self.token(index).kind == TokenKind::Number || self.is_dash(index);
        self.points(after, limit)
            && !(after..limit)
                .take_while(|&index| goes_on(index) && !self.is(index, breaks))
                .any(|index| self.is_lower(index) && self.is_finite(index))
    }

    /// Whether a speaker is named from `index` on: a phrase for one opens there, or a few plain words stand before a
    /// person's name ("marine science student Litia Vakacegu").
    #[must_use]
    pub fn points(&self, index: u32, limit: u32) -> bool {
        const PLAIN: u32 = 5;
        let name = (index..limit.min(index + PLAIN)).find(|&at| !self.is_lower(at) || self.is(at, END));
        let person = name.filter(|&at| at > index).and_then(|at| self.mention_at(at));
        self.opens_subject(index) || person.is_some_and(|person| self.mentions[person].kind == Kind::Person)
    }

    /// Whether the token at `index` is built or listed as the verb of a clause, and not as the infinitive after "to".
    #[must_use]
    pub fn is_finite(&self, index: u32) -> bool {
        let nominal = index > 0 && self.is(index - 1, Classes::TO.or(Classes::DETERMINER));
        (self.is_verb(index) || self.is(index, Classes::PREDICATE)) && !nominal
    }

    /// Where the noun phrase that begins at `first` ends. A comma ends it, unless only a role came before and a
    /// person's name follows.
    fn phrase_end(&self, first: u32, limit: u32) -> u32 {
        let mut index = first;
        while index < limit {
            if let Some(mention) = self.mention_at(index) {
                let span = self.mentions[mention].span;
                index = span.end;
                if self.mentions[mention].kind == Kind::Person {
                    return index;
                }
                continue;
            }
            let token = self.token(index);
            match token.kind {
                TokenKind::Word => {
                    if index > first
                        && let Some(end) = self.described_until(first, index, limit)
                    {
                        return self.named_behind_comma(end).unwrap_or(end);
                    }
                    // "director of Harbour News", but not "a friend of Maria Holt"
                    let named = self.mention_at(index + 1).map(|mention| self.mentions[mention].kind);
                    let links = token.is(Classes::LINK) && index > first && named != Some(Kind::Person);
                    let ends = !links
                        && token.is(END)
                        && (!token.is(NOUN) || token.is(Classes::PREPOSITION.or(Classes::AUXILIARY)));
                    if ends
                        && index > first
                        && let Some(end) = self.modified(index, limit)
                    {
                        return end;
                    }
                    let verb = index > first && self.is_lower(index) && self.is_verb(index) && !token.is(NOUN);
                    let aged = index > first && self.token(index - 1).kind == TokenKind::Number;
                    let time = token.is(Classes::TIME) && !token.is(NOUN) && index > first && !aged;
                    if (ends && index > first) || verb || time {
                        return index;
                    }
                    if token.is(Classes::DEMONSTRATIVE) && index > first {
                        return index + 1;
                    }
                    index += 1;
                }
                TokenKind::Punctuation if self.reads(index, "(") => match self.bracket_end(index, limit) {
                    Some(end) => index = end,
                    None => return index,
                },
                TokenKind::Punctuation if self.reads(index, ",") => match self.apposed_person(index + 1, limit) {
                    Some(end) => return end,
                    None => return index,
                },
                TokenKind::Punctuation
                    if self.reads_any(index, &['/', '&', '-', '.'])
                        && self.is_word(index + 1)
                        && index > first
                        && !self.sentence_ends(index) =>
                {
                    index += 1
                }
                TokenKind::Number | TokenKind::Handle => index += 1,
                _ => return index,
            }
        }
        limit
    }

    /// The end of a phrase that goes on through a preposition and a name: "pria asal Lisbon itu", "duta besar
    /// untuk Iran Ronny Soeryanata", "anggota tim dari Karolinska, Henrik Sandelius".
    fn modified(&self, index: u32, limit: u32) -> Option<u32> {
        if !self.is(index, Classes::PLACE_PREPOSITION.or(Classes::PREPOSITION)) {
            return None;
        }
        let mention = &self.mentions[self.mention_at(index + 1)?];
        if mention.kind == Kind::Person {
            return None;
        }
        let end = mention.span.end;
        if let Some(person) = self.mention_at(end).map(|person| &self.mentions[person]) {
            return (person.kind == Kind::Person).then_some(person.span.end);
        }
        if self.is(end, Classes::DEMONSTRATIVE) {
            return Some(end + 1);
        }
        self.reads(end, ",").then(|| self.apposed_person(end + 1, limit)).flatten()
    }

    /// The words a clause opens with, as a description of the one who speaks: "Pesan berantai di WhatsApp menyebut".
    #[must_use]
    pub fn opening_phrase(&self, start: u32, limit: u32) -> Option<Subject> {
        const LONGEST_OPENING: u32 = 12;
        if start >= limit
            || limit - start > LONGEST_OPENING
            || !self.is_capital(start)
            || self.is(start, END.or(Classes::CONNECTIVE).or(Classes::TIME))
        {
            return None;
        }
        let end = (start + 1..limit).find(|&index| self.is(index, END) || self.reads(index, ",")).unwrap_or(limit);
        let span = TokenSpan::new(start, end);
        Some(Subject { span, form: Form::Nominal, mention: None, phrase: span })
    }

    /// The end of a description that a clause makes longer and a demonstrative closes: "perempuan berusia 46 tahun itu",
    /// "pria yang sehari-hari memperbaiki kulkas itu".
    fn described_until(&self, first: u32, index: u32, limit: u32) -> Option<u32> {
        const LONGEST_CLAUSE: u32 = 10;
        let relative = self.is(index, Classes::RELATIVE);
        if !(relative || self.is(index, Classes::AGE)) || !self.is(first, NOUN) || self.is(first, Classes::INDEFINITE) {
            return None;
        }
        let stop = limit.min(index + LONGEST_CLAUSE);
        let close = (index + 1..stop).find(|&at| {
            !self.is_word(at) && self.token(at).kind != TokenKind::Number || self.is(at, Classes::DEMONSTRATIVE)
        })?;
        self.is(close, Classes::DEMONSTRATIVE).then_some(close + 1)
    }

    /// The end of a person's name right behind the comma at `index`: "perempuan yang memimpin desa itu, Sri Lestari".
    fn named_behind_comma(&self, index: u32) -> Option<u32> {
        let mention = &self.mentions[self.mention_at(index + 1).filter(|_| self.reads(index, ","))?];
        (mention.kind == Kind::Person && mention.span.start == index + 1).then_some(mention.span.end)
    }

    /// The end of a person's name that follows at once, or after more of the role's own words: capitalised ones, with
    /// commas and "dan" between.
    fn apposed_person(&self, start: u32, limit: u32) -> Option<u32> {
        let mut index = start;
        while index < limit.min(start + 20) {
            if let Some(mention) = self.mention_at(index) {
                let mention = &self.mentions[mention];
                if mention.kind == Kind::Person {
                    return Some(mention.span.end);
                }
                index = mention.span.end;
            } else if self.reads(index, "(") {
                index = self.bracket_end(index, limit)?;
            } else if self.is_capital(index)
                || self.is(index, Classes::CONJUNCTION.or(Classes::TITLE).or(Classes::ROLE))
                || (self.reads(index, ",") && index > start)
                || (self.reads(index, ".") && self.is(index - 1, Classes::ABBREVIATION))
            {
                index += 1;
            } else {
                return None;
            }
        }
        None
    }

    /// The token after the bracket that closes the one at `open`.
    #[must_use]
    pub fn bracket_end(&self, open: u32, limit: u32) -> Option<u32> {
        (open + 1..limit.min(open + 20)).find(|&index| self.reads(index, ")")).map(|close| close + 1)
    }

    /// Whether the token at `index` is built or listed as a verb.
    #[must_use]
    pub fn is_verb(&self, index: u32) -> bool {
        let token = self.token(index);
        let word = &self.segments.text[token.bytes.range()];
        token.is(Classes::AUXILIARY)
            || (!token.classes.any(
                NOUN.or(Classes::PREPOSITION)
                    .or(Classes::DEMONSTRATIVE)
                    .or(Classes::SUBORDINATOR)
                    .or(Classes::CONJUNCTION)
                    .or(Classes::RELATIVE)
                    .or(Classes::PRONOUN)
                    .or(Classes::ADVERB)
                    .or(Classes::CONNECTIVE)
                    .or(Classes::ABOUT),
            ) && self.pack.lexicon.is_verb_like(word))
    }

    /// The subject inside a phrase: the person named in it, else the name or pronoun it is, else the whole of it.
    fn subject_in(&self, first: u32, end: u32) -> Option<Subject> {
        if end <= first {
            return None;
        }
        let phrase = TokenSpan::new(first, end);
        let named = |(index, mention): (usize, &crate::mention::Mention)| Subject {
            span: mention.span,
            form: Form::Name,
            mention: Some(index),
            phrase,
        };
        if let Some(person) = self.mentions_in(phrase).find(|(_, mention)| mention.kind == Kind::Person) {
            // "Adik Carmadi, Warniti": the one in apposition to a relative is meant.
            let apposed = self.is(first, Classes::KIN).then(|| self.mention_at(person.1.span.end + 1)).flatten();
            if let Some(relative) = apposed
                .filter(|&relative| self.reads(person.1.span.end, ",") && self.mentions[relative].kind == Kind::Person)
            {
                let span = self.mentions[relative].span;
                return Some(Subject {
                    span,
                    form: Form::Name,
                    mention: Some(relative),
                    phrase: TokenSpan::new(first, span.end),
                });
            }
            return Some(named(person));
        }
        // "Saudi Arabia's Civil Defense Authority" is the authority, "Estonia's prime minister" nobody named
        let owner = (first..end).rev().find(|&index| self.is(index, Classes::POSSESSIVE));
        let head = owner.map_or(first, |owner| owner + 1);
        if let Some(body) = self.mention_at(head)
            && self.mentions[body].span.start == head
            && (owner.is_none() || self.mentions[body].span.end == end)
        {
            return Some(named((body, &self.mentions[body])));
        }
        // "the Department": a name behind nothing but an article or a lower-case type word
        let bare = self.is(first, Classes::ARTICLE).then(|| self.mention_at(first + 1)).flatten();
        if let Some(body) = bare
            && self.mentions[body].span.start == first + 1
            && self.mentions[body].span.end == end
        {
            return Some(named((body, &self.mentions[body])));
        }
        let role = owner.is_none()
            && self.is(first, Classes::ROLE.or(Classes::ROLE_MODIFIER).or(Classes::TITLE))
            && !self.is(first, Classes::ARTICLE);
        let form = if role { Form::Role } else { Form::Nominal };
        let known = (first..end).any(|index| self.is(index, NOUN) || self.is_word(index));
        known.then_some(Subject { span: phrase, form, mention: None, phrase })
    }
}

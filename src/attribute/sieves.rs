//! The sieves, and the one who is active: the last subject or speaker of the text so far.

use super::agreement::{self, Agreement};
use super::bearers::Bearers;
use super::{Attribution, Party, Referent, Rule};
use crate::mention::roles::PersonRole;
use crate::mention::{Form, Kind};
use crate::pack::lexicon::Classes;
use crate::quote::{Quote, Quotes};
use crate::reading::Reading;
use crate::reading::candidates::Trait;
use crate::reading::subject::Subject;
use crate::span::TokenSpan;

/// How many of those heard before can be meant.
const REMEMBERED: usize = 12;

/// The state of a walk through the text.
pub(super) struct Sieves<'a, 't> {
    reading: &'a Reading<'a, 't>,
    quotes: &'a Quotes,
    bearers: Bearers,
    /// The next sentence whose subject has not been looked at.
    sentence: usize,
    agreement: Agreement,
    /// The last who was a subject or spoke, and the last among persons.
    active: Option<Referent>,
    person: Option<Referent>,
    /// All who were, each run of one once.
    heard: Vec<Referent>,
    /// Sentences that begin before this token have a quotation whose speaker was heard already.
    heard_until: u32,
}

impl<'a, 't> Sieves<'a, 't> {
    pub(super) fn new(reading: &'a Reading<'a, 't>, quotes: &'a Quotes, roles: &'a [PersonRole]) -> Self {
        Self {
            reading,
            quotes,
            bearers: Bearers::new(reading, roles),
            sentence: 0,
            agreement: Agreement::new(reading),
            active: None,
            person: None,
            heard: Vec::new(),
            heard_until: 0,
        }
    }

    /// The speaker of one quotation; quotations are asked for in order.
    pub(super) fn speaker(&mut self, index: usize, before: &[Attribution]) -> (Option<Party>, Rule) {
        let quote = &self.quotes.list[index];
        let at = quote.cue.map_or(quote.extent().start, |cue| cue.span.start.min(quote.extent().start));
        self.walk_to(quote.sentence.start.min(at));
        let (party, rule) = self.decide(quote, before);
        if let Some(party) = party
            && quote.parent.is_none()
        {
            self.heard(party.referent);
            self.heard_until = self.heard_until.max(quote.sentence.end);
        }
        (party, rule)
    }

    fn decide(&self, quote: &Quote, before: &[Attribution]) -> (Option<Party>, Rule) {
        let reading = self.reading;
        if let Some(cue) = quote.cue {
            if let Some(clitic) = cue.clitic {
                return self.pronoun(TokenSpan::one(clitic), quote, before);
            }
            if let Some(subject) = quote.subject {
                return self.subject(subject, quote, before);
            }
        }
        if let Some(mention) = self.before_colon(quote) {
            let span = reading.mentions[mention].span;
            return (
                Some(Party { span: Some(span), form: Form::Name, referent: Referent::Named(mention) }),
                Rule::Colon,
            );
        }
        self.continued(quote, before)
    }

    /// A subject that the quotation's own cue points to.
    fn subject(&self, subject: Subject, quote: &Quote, before: &[Attribution]) -> (Option<Party>, Rule) {
        let party = |referent| Some(Party { span: Some(subject.span), form: subject.form, referent });
        let reading = self.reading;
        match (subject.form, subject.mention) {
            (_, Some(mention)) => (party(Referent::Named(mention)), Rule::CueSubject),
            (Form::Pronoun, None) => self.pronoun(subject.span, quote, before),
            (Form::Role, None) => match self.bearers.bearer(reading, subject.span) {
                Some(mention) => (party(Referent::Named(mention)), Rule::Role),
                None if self.is_definite(subject.span) => self.described(subject),
                None => (party(Referent::Unnamed(subject.span)), Rule::Anonymous),
            },
            (_, None) if self.is_definite(subject.span) => match self.bearers.bearer(reading, subject.span) {
                Some(mention) => (party(Referent::Named(mention)), Rule::Role),
                None => self.described(subject),
            },
            (_, None) => (party(Referent::Unnamed(subject.span)), Rule::Anonymous),
        }
    }

    /// A pronoun or clitic: the last one active, a person unless the pronoun is of many. Inside a quotation "I" is its
    /// speaker, and "he" is anybody else.
    fn pronoun(&self, span: TokenSpan, quote: &Quote, before: &[Attribution]) -> (Option<Party>, Rule) {
        let first = self.reading.is(span.start, Classes::FIRST_PERSON);
        let many = self.reading.is(span.start, Classes::PLURAL);
        let referent = match quote.parent {
            Some(parent) if first => before[parent].speaker.map(|party| party.referent),
            Some(_) => None,
            None if many => self.active,
            None => self.last_that_fits(span),
        };
        match referent {
            Some(referent) => (Some(Party { span: Some(span), form: Form::Pronoun, referent }), Rule::Pronoun),
            None => (
                Some(Party { span: Some(span), form: Form::Pronoun, referent: Referent::Unnamed(span) }),
                Rule::Unknown,
            ),
        }
    }

    /// "politikus Partai Golkar itu": a description that points back.
    fn described(&self, subject: Subject) -> (Option<Party>, Rule) {
        let body = agreement::is_body(self.reading, subject.span);
        let referent = if body { self.last_body() } else { self.last_that_fits(subject.span) };
        let referent = referent.unwrap_or(Referent::Unnamed(subject.span));
        (Some(Party { span: Some(subject.span), form: subject.form, referent }), Rule::Description)
    }

    /// The last who was active and whom a pronoun or a description can mean; persons first.
    fn last_that_fits(&self, phrase: TokenSpan) -> Option<Referent> {
        let fits = |referent: &Referent| self.agreement.fits(self.reading, phrase, *referent);
        let recent = || self.heard.iter().rev().take(REMEMBERED).copied();
        let person = recent().filter(|&referent| agreement::is_person(self.reading, referent)).find(fits);
        let named = || self.agreement.named_before(self.reading, phrase).map(Referent::Named);
        person.or_else(named).or_else(|| recent().find(fits))
    }

    /// The last body that spoke.
    fn last_body(&self) -> Option<Referent> {
        let named = |referent: &Referent| matches!(referent, Referent::Named(mention) if self.reading.mentions[*mention].kind != Kind::Person);
        self.heard.iter().rev().take(REMEMBERED).copied().find(named)
    }

    /// Whether a description points back: "politikus itu", "sang hakim".
    fn is_definite(&self, span: TokenSpan) -> bool {
        let closed = self.reading.is(span.end - 1, Classes::DEMONSTRATIVE);
        (closed && !self.reading.is(span.start, Classes::INDEFINITE)) || self.reading.is(span.start, Classes::DEFINITE)
    }

    /// The name before a colon that introduces the quotation: "Istana: …".
    fn before_colon(&self, quote: &Quote) -> Option<usize> {
        let start = quote.extent().start;
        let colon = start.checked_sub(1).filter(|&colon| self.reading.reads(colon, ":") && colon > 0)?;
        let mention = self.reading.mention_at(colon - 1)?;
        (self.reading.mentions[mention].span.end == colon).then_some(mention)
    }

    /// A quotation without a cue: the speaker of the one before it, unless a sentence between brought another.
    fn continued(&self, quote: &Quote, before: &[Attribution]) -> (Option<Party>, Rule) {
        let hidden = |referent| Some(Party { span: None, form: Form::Name, referent });
        if quote.parent.is_some() {
            return (None, Rule::Unknown);
        }
        let last = before.iter().enumerate().rev().find(|(place, _)| self.quotes.list[*place].parent.is_none());
        let Some((place, last)) = last else { return self.active_as(hidden) };
        let adjoins = self.paragraphs_between(self.quotes.list[place].extent().end, quote.extent().start) <= 1;
        match last.speaker {
            Some(party) if adjoins && self.active == Some(party.referent) => (hidden(party.referent), Rule::Continued),
            _ => self.active_as(hidden),
        }
    }

    fn active_as(&self, hidden: impl Fn(Referent) -> Option<Party>) -> (Option<Party>, Rule) {
        match self.person.or(self.active) {
            Some(referent) => (hidden(referent), Rule::Continued),
            None => (None, Rule::Unknown),
        }
    }

    /// How many paragraphs lie between two tokens.
    fn paragraphs_between(&self, a: u32, b: u32) -> usize {
        let paragraphs = &self.reading.segments.paragraphs;
        let place = |token: u32| paragraphs.partition_point(|paragraph| paragraph.span.end <= token);
        place(b).saturating_sub(place(a.saturating_sub(1)))
    }

    /// Takes note of the subjects of all sentences that end before `limit`, and of the one that begins there.
    fn walk_to(&mut self, limit: u32) {
        while let Some(&sentence) = self.quotes.sentences.get(self.sentence).filter(|sentence| sentence.end <= limit) {
            self.sentence += 1;
            if sentence.start >= self.heard_until
                && let Some(referent) = self.sentence_subject(sentence)
            {
                self.heard(referent);
            }
        }
    }

    /// The named subject of a sentence that is not itself a quotation.
    fn sentence_subject(&self, sentence: TokenSpan) -> Option<Referent> {
        const WINDOW: u32 = 60;
        let reading = self.reading;
        let end = sentence.end.min(sentence.start + WINDOW);
        let stop = self.quotes.marked.partition_point(|marked| marked.span.start < sentence.start);
        let end = self.quotes.marked.get(stop).map_or(end, |marked| end.min(marked.span.start));
        let candidates = reading.candidates(sentence.start, end);
        let first = candidates.iter().find(|candidate| {
            !candidate.traits.contains(&Trait::Governed) && !candidate.traits.contains(&Trait::Fronted)
        })?;
        first.subject.mention.filter(|&mention| reading.mentions[mention].kind == Kind::Person).map(Referent::Named)
    }

    fn heard(&mut self, referent: Referent) {
        if self.active != Some(referent) {
            self.heard.push(referent);
        }
        self.active = Some(referent);
        if agreement::is_person(self.reading, referent) {
            self.person = Some(referent);
        }
    }
}

//! Says whose each quotation is: ordered sieves, the surest first, and the answer keeps the name of its sieve.

mod addressee;
mod agreement;
mod bearers;
mod sieves;

use crate::mention::Form;
use crate::mention::roles::PersonRole;
use crate::quote::Quotes;
use crate::reading::Reading;
use crate::span::TokenSpan;

/// The sieve that named a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The cue's subject is a name.
    CueSubject,
    /// The cue's subject is a clitic or a pronoun: the last one who was active.
    Pronoun,
    /// The cue's subject is a role that somebody named bears.
    Role,
    /// The cue's subject is a description of the last one who was active: "pria itu".
    Description,
    /// The cue's subject is somebody without a name.
    Anonymous,
    /// A name stands before a colon.
    Colon,
    /// No cue: the quotation goes on with the one before it.
    Continued,
    /// Nobody was found.
    Unknown,
}

impl Rule {
    /// The word of the output schema.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CueSubject => "cue-subject",
            Self::Pronoun => "pronoun",
            Self::Role => "role",
            Self::Description => "description",
            Self::Anonymous => "anonymous",
            Self::Colon => "colon",
            Self::Continued => "continued",
            Self::Unknown => "unknown",
        }
    }
}

/// Who a phrase refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referent {
    /// The entity of a named mention, by its place in the list.
    Named(usize),
    /// Somebody without a name, by the first phrase that speaks of him.
    Unnamed(TokenSpan),
}

/// One who speaks or is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party {
    /// The phrase the cue points to, if there is one near.
    pub span: Option<TokenSpan>,
    /// How the phrase refers.
    pub form: Form,
    /// Whom it refers to.
    pub referent: Referent,
}

/// Whose a quotation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who said it.
    pub speaker: Option<Party>,
    /// Whom it was said to.
    pub addressee: Option<Party>,
    /// The named mention of the outlet it was taken over from.
    pub via: Option<usize>,
    /// The sieve that named the speaker.
    pub rule: Rule,
    /// How sure, in hundredths.
    pub confidence: u8,
}

/// One attribution for every quotation, in their order.
#[must_use]
pub fn attribute(reading: &Reading<'_, '_>, quotes: &Quotes, roles: &[PersonRole]) -> Vec<Attribution> {
    let mut sieves = sieves::Sieves::new(reading, quotes, roles);
    let mut attributions: Vec<Attribution> = Vec::with_capacity(quotes.list.len());
    for index in 0..quotes.list.len() {
        let (speaker, rule) = sieves.speaker(index, &attributions);
        let quote = &quotes.list[index];
        let sure = match rule {
            Rule::CueSubject => 98,
            Rule::Pronoun => 94,
            Rule::Role | Rule::Description => 88,
            Rule::Anonymous => 90,
            Rule::Colon => 85,
            Rule::Continued => 75,
            Rule::Unknown => 100,
        };
        attributions.push(Attribution {
            speaker,
            addressee: addressee::addressee(reading, quote),
            via: addressee::via(reading, quote),
            rule,
            confidence: (u32::from(quote.confidence) * sure / 100) as u8,
        });
    }
    attributions
}

//! Finds names and other mentions: people, organizations, places, dates, amounts.

pub mod features;
pub mod gazetteer;
pub mod knowledge;
pub mod tagger;

use crate::span::TokenSpan;

/// What a mention is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A place.
    Location,
    /// A day, month, year or span of them.
    Date,
    /// A time of day.
    Time,
    /// An amount of money.
    Money,
    /// A percentage.
    Percent,
    /// A measured quantity.
    Quantity,
    /// A named event.
    Event,
    /// A law or regulation.
    Law,
    /// A work of art or literature.
    Work,
    /// An address on the web.
    Url,
    /// An account.
    Handle,
}

impl Kind {
    /// The kinds that the tagger knows, in the order of its labels.
    pub const NAMED: [Self; 3] = [Self::Person, Self::Organization, Self::Location];

    /// The word of the output schema.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Location => "location",
            Self::Date => "date",
            Self::Time => "time",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Quantity => "quantity",
            Self::Event => "event",
            Self::Law => "law",
            Self::Work => "work",
            Self::Url => "url",
            Self::Handle => "handle",
        }
    }
}

/// What found a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The sequence tagger.
    Tagger,
    /// A list of names.
    Gazetteer,
    /// A pattern of the language.
    Pattern,
    /// A surer mention of the same name elsewhere in the text.
    Repeat,
}

/// One mention of a name, a date, an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens.
    pub span: TokenSpan,
    /// What it is of.
    pub kind: Kind,
    /// What found it.
    pub source: Source,
    /// How sure, in hundredths.
    pub confidence: u8,
}

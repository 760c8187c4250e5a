//! Finds names and other mentions: people, organizations, places, dates, amounts.

pub mod features;
pub mod gazetteer;
pub mod knowledge;
pub mod patterns;
pub mod roles;
pub mod tagger;

use crate::pack::Pack;
use crate::segment::{Casing, Segments};
use crate::span::TokenSpan;
use features::Scene;
use tagger::Lattice;

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

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// By a name.
    Name,
    /// By a role that stands for one person: "Presiden".
    Role,
    /// By another noun: "seorang warga".
    Nominal,
    /// By a pronoun, a clitic included.
    Pronoun,
}

impl Form {
    /// The word of the output schema.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Role => "role",
            Self::Nominal => "nominal",
            Self::Pronoun => "pronoun",
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

/// Finds every mention, in order of its start, a longer one before those inside it.
#[must_use]
pub fn find(segments: &Segments<'_>, pack: &Pack) -> Vec<Mention> {
    let mut mentions = Vec::new();
    names(segments, pack, &mut mentions);
    pack.patterns.find(segments, &mut mentions);
    mentions.sort_by_key(|mention| (mention.span.start, core::cmp::Reverse(mention.span.end)));
    mentions
}

/// The names of a text whose tokens may be given: the tagger alone, with its lists.
#[must_use]
pub fn tag(segments: &Segments<'_>, pack: &Pack) -> Vec<Mention> {
    let mut mentions = Vec::new();
    names(segments, pack, &mut mentions);
    mentions
}

/// The names that the tagger finds, sentence by sentence.
fn names(segments: &Segments<'_>, pack: &Pack, mentions: &mut Vec<Mention>) {
    let (mut scene, mut lattice) = (Scene::default(), Lattice::default());
    let mut paragraphs = segments.paragraphs.iter().peekable();
    for &sentence in &segments.sentences {
        while paragraphs.next_if(|paragraph| paragraph.span.end <= sentence.start).is_some() {}
        let casing = paragraphs.peek().map_or(Casing::Sentence, |paragraph| paragraph.casing);
        scene.look(segments, sentence, casing, &pack.gazetteer, &pack.knowledge);
        pack.tagger.tag(&scene, &mut lattice, |tagged| {
            let span = TokenSpan::new(sentence.start + tagged.span.start, sentence.start + tagged.span.end);
            mentions.push(Mention { span, kind: tagged.kind, source: Source::Tagger, confidence: confidence(tagged.margin) });
        });
    }
}

/// How sure a margin makes: half where two readings are equal.
fn confidence(margin: u32) -> u8 {
    (50 + margin.min(128) * 49 / 128) as u8
}

//! Finds names and other mentions: people, organizations, places, dates, amounts.

pub mod document;
pub mod features;
pub mod gazetteer;
pub mod knowledge;
pub mod patterns;
pub mod roles;
pub mod tagger;

use crate::pack::Pack;
use crate::segment::{Casing, Segments};
use crate::span::TokenSpan;
use document::{Document, Run};
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
    let mut runs = first_look(segments, pack);
    second_look(segments, pack, &mut runs);
    names(&runs, &mut mentions);
    pack.patterns.find(segments, &mut mentions);
    mentions.sort_by_key(|mention| (mention.span.start, core::cmp::Reverse(mention.span.end)));
    mentions
}

/// The names of a text by the tagger and its lists alone, every sentence by itself.
#[must_use]
pub fn tag(segments: &Segments<'_>, pack: &Pack) -> Vec<Mention> {
    let mut mentions = Vec::new();
    names(&first_look(segments, pack), &mut mentions);
    mentions
}

/// Reads sentence by sentence.
#[must_use]
pub fn first_look(segments: &Segments<'_>, pack: &Pack) -> Vec<Run> {
    let (mut scene, mut lattice, mut runs) = (Scene::default(), Lattice::default(), Vec::new());
    let mut paragraphs = segments.paragraphs.iter().peekable();
    for &sentence in &segments.sentences {
        while paragraphs.next_if(|paragraph| paragraph.span.end <= sentence.start).is_some() {}
        let casing = paragraphs.peek().map_or(Casing::Sentence, |paragraph| paragraph.casing);
        scene.look(segments, sentence, casing, &pack.gazetteer, &pack.knowledge);
        pack.tagger.first_look(segments.text, &scene, sentence.start, &mut lattice, &mut runs);
    }
    runs
}

/// Reads again, knowing how the rest of the article uses each word.
fn second_look(segments: &Segments<'_>, pack: &Pack, runs: &mut [Run]) {
    let document = Document::gather(segments, runs, pack.tagger.sure());
    let mut lattice = Lattice::default();
    for run in runs {
        pack.tagger.second_look(segments, &document, run, &mut lattice);
    }
}

/// The names in the labels of all runs.
fn names(runs: &[Run], mentions: &mut Vec<Mention>) {
    for tagged in runs.iter().flat_map(tagger::names) {
        mentions.push(Mention {
            span: tagged.span,
            kind: tagged.kind,
            source: Source::Tagger,
            confidence: confidence(tagged.margin),
        });
    }
}

/// How sure a margin makes: half where two readings are equal.
fn confidence(margin: u32) -> u8 {
    (50 + margin.min(128) * 49 / 128) as u8
}

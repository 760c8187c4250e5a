//! What kutip says of a text: the output schema, version 1, and nothing else.
//!
//! Plain data, for JSON and for JavaScript alike. Offsets are UTF-16 code units into the text that was given; `text`
//! repeats the slice, for people. `www/schema/annotation-1.json` says the same as a JSON Schema.

use serde::{Serialize, Serializer};

/// The version of this schema.
pub const VERSION: u32 = 1;

/// Everything found in one text.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Annotation<'t> {
    /// [`VERSION`].
    pub version: u32,
    /// The language of the pack that read the text (ISO 639-1).
    pub language: String,
    /// People, organizations and places, in the order of their first mention.
    pub entities: Vec<Entity<'t>>,
    /// Every mention, in reading order; a longer one before those inside it.
    pub mentions: Vec<Mention<'t>>,
    /// Every quotation, in reading order.
    pub quotes: Vec<Quote<'t>>,
}

/// A person, an organization or a place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entity<'t> {
    /// Its index in [`Annotation::entities`].
    pub id: u32,
    /// `person`, `organization` or `location`.
    pub kind: &'static str,
    /// Its fullest name in this text; for one that is never named, its first mention.
    pub name: &'t str,
    /// Its other names in this text.
    pub aliases: Vec<&'t str>,
    /// What the text calls a person besides the name.
    pub roles: Vec<Role<'t>>,
    /// Indices into [`Annotation::mentions`], in reading order.
    pub mentions: Vec<u32>,
    /// A Wikidata id, where the pack knows one.
    pub link: Option<String>,
}

/// A role or title of a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Role<'t> {
    /// As the text has it: `Menteri Pertahanan Rusia`.
    pub text: &'t str,
    /// The entity the role is held in.
    pub organization: Option<u32>,
}

/// One mention.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mention<'t> {
    /// First UTF-16 unit inside.
    pub start: u32,
    /// First UTF-16 unit after.
    pub end: u32,
    /// The slice.
    pub text: &'t str,
    /// `person`, `organization`, `location`, `date`, `time`, `money`, `percent`, `quantity`, `event`, `law`, `work`,
    /// `url` or `handle`.
    pub kind: &'static str,
    /// `name`, `role`, `nominal` or `pronoun`.
    pub form: &'static str,
    /// The entity it names, if it names one.
    pub entity: Option<u32>,
    /// What found it: `tagger`, `gazetteer`, `pattern`, `repeat` or `speaker`.
    pub source: &'static str,
    /// How sure, from 0 to 1.
    pub confidence: Confidence,
}

/// One quotation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote<'t> {
    /// Its index in [`Annotation::quotes`].
    pub id: u32,
    /// `direct`, `indirect` or `mixed`.
    pub kind: &'static str,
    /// Its parts in reading order. A direct one has its marks inside, an indirect one is the content clause alone.
    pub spans: Vec<Slice<'t>>,
    /// The word or words that report it.
    pub cue: Option<Slice<'t>>,
    /// Who said it.
    pub speaker: Option<Party<'t>>,
    /// Whom it was said to.
    pub addressee: Option<Party<'t>>,
    /// The outlet or document it was taken over from (`dilansir dari Reuters`).
    pub via: Option<Party<'t>>,
    /// The quotation it stands inside.
    pub parent: Option<u32>,
    /// The rule that named the speaker.
    pub rule: &'static str,
    /// How sure, from 0 to 1.
    pub confidence: Confidence,
}

/// A slice of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Slice<'t> {
    /// First UTF-16 unit inside.
    pub start: u32,
    /// First UTF-16 unit after.
    pub end: u32,
    /// The slice.
    pub text: &'t str,
}

/// One who speaks, is spoken to, or passes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Party<'t> {
    /// First UTF-16 unit of the mention the cue points to; null when known only from an earlier paragraph.
    pub start: Option<u32>,
    /// First UTF-16 unit after it.
    pub end: Option<u32>,
    /// That mention's slice, or the entity's name.
    pub text: &'t str,
    /// Index into [`Annotation::mentions`].
    pub mention: Option<u32>,
    /// Index into [`Annotation::entities`]; null for the anonymous and the unknown.
    pub entity: Option<u32>,
}

/// A share in hundredths, written as a number from 0 to 1. Integers inside keep every target at the same bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Confidence(pub u8);

impl Serialize for Confidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0.min(100)) / 100.0)
    }
}

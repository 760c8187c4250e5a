//! Finds names and other mentions: people, organizations, places, dates, amounts.

pub mod document;
pub mod features;
pub mod gazetteer;
pub mod knowledge;
mod listed;
pub mod patterns;
pub mod roles;
pub mod tagger;

use crate::pack::Pack;
use crate::pack::lexicon::Classes;
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
    let runs = first_look(segments, pack);
    let mut again = SecondLook::new(segments, pack, runs);
    again.read(segments, pack, usize::MAX);
    collect(segments, pack, &again.runs)
}

/// All mentions, once the runs are labelled.
pub(crate) fn collect(segments: &Segments<'_>, pack: &Pack, runs: &[Run]) -> Vec<Mention> {
    let mut mentions = Vec::new();
    if pack.tagger.is_empty() {
        listed::names(segments, pack, &mut mentions);
    } else {
        names(runs, &mut mentions);
    }
    for mention in &mut mentions {
        mention.span = with_bracket(segments, mention.span);
        if mention.kind == Kind::Person {
            mention.span = without_role(segments, mention.span);
        }
    }
    pack.patterns.find(segments, &mut mentions);
    mentions.sort_by_key(|mention| (mention.span.start, core::cmp::Reverse(mention.span.end)));
    mentions
}

/// A person's name without the roles before it, which are no part of it: "Putin" of "Presiden Putin". One written name
/// in nine hundred begins with a word that is a role elsewhere (Raja, Imam).
fn without_role(segments: &Segments<'_>, span: TokenSpan) -> TokenSpan {
    let is_role = |index: &u32| {
        let classes = segments.tokens[*index as usize].classes;
        classes.any(Classes::ROLE) && !classes.any(Classes::TITLE)
    };
    let roles = (span.start..span.end - 1).take_while(is_role).count() as u32;
    TokenSpan::new(span.start + roles, span.end)
}

/// A name with the bracket that closes one it opens: "PT Hutama Karya (Persero)".
fn with_bracket(segments: &Segments<'_>, span: TokenSpan) -> TokenSpan {
    let last = span.range().rev().find(|&index| matches!(segments.char(index as u32), Some('(' | ')')));
    let open = last.is_some_and(|index| segments.char(index as u32) == Some('('));
    let closes = open && segments.char(span.end) == Some(')');
    TokenSpan::new(span.start, span.end + u32::from(closes))
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
    let mut look = FirstLook::default();
    look.read(segments, pack, usize::MAX);
    look.runs
}

/// The first look, bit by bit.
#[derive(Debug, Default)]
pub(crate) struct FirstLook {
    /// The next sentence, and its paragraph or one before it.
    sentence: usize,
    paragraph: usize,
    scene: Scene,
    lattice: Lattice,
    /// What was found so far.
    pub(crate) runs: Vec<Run>,
}

impl FirstLook {
    /// Reads about so many bytes more, and says how many sentences are read.
    pub(crate) fn read(&mut self, segments: &Segments<'_>, pack: &Pack, bytes: usize) -> usize {
        let begins = |sentence: TokenSpan| segments.bytes(sentence).start as usize;
        let end = segments.sentences.get(self.sentence).map_or(0, |&next| begins(next)).saturating_add(bytes);
        while let Some(&sentence) = segments.sentences.get(self.sentence).filter(|&&next| begins(next) < end) {
            while segments.paragraphs.get(self.paragraph).is_some_and(|paragraph| paragraph.span.end <= sentence.start)
            {
                self.paragraph += 1;
            }
            let casing = segments.paragraphs.get(self.paragraph).map_or(Casing::Sentence, |paragraph| paragraph.casing);
            self.scene.look(segments, sentence, casing, &pack.gazetteer, &pack.knowledge);
            pack.tagger.first_look(segments.text, &self.scene, sentence.start, &mut self.lattice, &mut self.runs);
            self.sentence += 1;
        }
        self.sentence
    }
}

/// The second look, bit by bit: it knows how the whole article uses each word.
#[derive(Debug, Default)]
pub(crate) struct SecondLook {
    document: Document,
    next: usize,
    lattice: Lattice,
    /// The runs of the first look, corrected as far as they are read.
    pub(crate) runs: Vec<Run>,
}

impl SecondLook {
    pub(crate) fn new(segments: &Segments<'_>, pack: &Pack, runs: Vec<Run>) -> Self {
        let document = Document::gather(segments, &runs, pack.tagger.sure());
        Self { document, next: 0, lattice: Lattice::default(), runs }
    }

    /// Reads about so many bytes more, and says how many runs are read.
    pub(crate) fn read(&mut self, segments: &Segments<'_>, pack: &Pack, bytes: usize) -> usize {
        let begins = |run: &Run| segments.bytes(run.span).start as usize;
        let end = self.runs.get(self.next).map_or(0, begins).saturating_add(bytes);
        while let Some(run) = self.runs.get_mut(self.next).filter(|run| begins(run) < end) {
            pack.tagger.second_look(segments, &self.document, run, &mut self.lattice);
            self.next += 1;
        }
        self.next
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::lexicon::Lexicon;

    /// The first `count` tokens of `text` as a mention, and what `mend` leaves of it.
    fn mended(mend: fn(&Segments<'_>, TokenSpan) -> TokenSpan, text: &str, count: u32) -> String {
        let lexicon = Lexicon::read("role\tpresiden ketua raja\ntitle\traja", "", "").unwrap();
        let segments = crate::segment::segment(text, &lexicon);
        segments.span_text(mend(&segments, TokenSpan::new(0, count))).to_owned()
    }

    #[test]
    fn roles_are_no_part_of_a_name() {
        for (text, count, name) in [
            ("Presiden Putin berkata", 2, "Putin"),
            ("Ketua Presiden Ratna Sihombing", 4, "Ratna Sihombing"),
            ("Raja Nasution berkata", 2, "Raja Nasution"),
            ("Presiden berkata", 1, "Presiden"),
            ("Ratna Presiden", 2, "Ratna Presiden"),
        ] {
            assert_eq!(mended(without_role, text, count), name);
        }
    }

    #[test]
    fn a_name_closes_its_bracket() {
        for (text, count, name) in [
            ("PT Hutama Karya (Persero) melapor", 5, "PT Hutama Karya (Persero)"),
            ("PT Hutama Karya (Persero) melapor", 6, "PT Hutama Karya (Persero)"),
            ("PT Hutama Karya) melapor", 3, "PT Hutama Karya"),
            ("PT Hutama (Persero melapor", 4, "PT Hutama (Persero"),
        ] {
            assert_eq!(mended(with_bracket, text, count), name);
        }
    }
}

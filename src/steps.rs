//! A long text read in steps, so that whoever waits for it can show how far it is, and stop it.

use crate::annotation::Annotation;
use crate::attribute::{self, Attribution};
use crate::coref::{self, Entities};
use crate::mention::roles::{self, PersonRole};
use crate::mention::{self, FirstLook, Mention, SecondLook};
use crate::quote::{self, Quotes};
use crate::reading::Reading;
use crate::segment::{self, Cut, Segments};
use crate::{Annotator, assemble};
use core::mem::take;

/// A text on its way through the rooms. Its annotation is that of [`Annotator::annotate`], byte for byte.
#[derive(Debug, Default)]
pub struct Steps {
    text: String,
    room: Room,
    cut: Cut,
    segments: Segments<'static>,
    first: FirstLook,
    second: SecondLook,
    mentions: Vec<Mention>,
    roles: Vec<PersonRole>,
    quotes: Quotes,
    attributions: Vec<Attribution>,
    entities: Entities,
}

/// The room that reads the text next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Room {
    #[default]
    Cut,
    Segments,
    FirstLook,
    Article,
    SecondLook,
    Mentions,
    Quotes,
    Attributions,
    Entities,
    Done,
}

impl Room {
    const ALL: [Self; 10] = [
        Self::Cut,
        Self::Segments,
        Self::FirstLook,
        Self::Article,
        Self::SecondLook,
        Self::Mentions,
        Self::Quotes,
        Self::Attributions,
        Self::Entities,
        Self::Done,
    ];
    /// Hundredths of the whole that are done when each room begins, measured on 10 MB of Indonesian.
    const BEGINS: [u8; 10] = [0, 8, 12, 52, 56, 78, 80, 87, 93, 100];

    /// The room after this one.
    fn next(self) -> Self {
        Self::ALL.get(self as usize + 1).copied().unwrap_or(Self::Done)
    }

    /// The share of the whole that is done when `read` of the `all` parts of this room are.
    fn share(self, read: usize, all: usize) -> f64 {
        let [begins, ends] = [self, self.next()].map(|room| f64::from(Self::BEGINS[room as usize]));
        (begins + (ends - begins) * read as f64 / all.max(1) as f64) / 100.0
    }
}

impl Steps {
    /// Nothing of `text` is read yet.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self { cut: Cut::new(&text), text, ..Self::default() }
    }

    /// Reads on, about `bytes` further where a room works bit by bit, and says which share of the work is done: 1 when
    /// nothing but [`Steps::finish`] is left. The annotator must be the same in every step.
    pub fn step(&mut self, annotator: &Annotator, bytes: usize) -> f64 {
        // A step of nothing would never end.
        let bytes = bytes.max(1);
        let pack = &annotator.pack;
        let segments = take(&mut self.segments).over(&self.text);
        let reading = Reading { segments: &segments, mentions: &self.mentions, pack };
        let mut part = (1, 1);
        let mut joined = None;
        let mut mentions = None;
        match self.room {
            Room::Cut => {
                self.cut.read(&self.text, &pack.lexicon, bytes);
                part = (self.cut.bytes(), segments.text.len());
            }
            Room::Segments => joined = Some(segment::join(&self.text, take(&mut self.cut))),
            Room::FirstLook => part = (self.first.read(&segments, pack, bytes), segments.sentences.len()),
            Room::Article => self.second = SecondLook::new(&segments, pack, take(&mut self.first).runs),
            Room::SecondLook => part = (self.second.read(&segments, pack, bytes), self.second.runs.len()),
            Room::Mentions => mentions = Some(mention::collect(&segments, pack, &take(&mut self.second).runs)),
            Room::Quotes => {
                self.roles = roles::roles(&reading);
                self.quotes = quote::find(&reading);
            }
            Room::Attributions => self.attributions = attribute::attribute(&reading, &self.quotes, &self.roles),
            Room::Entities => self.entities = coref::resolve(&reading, &self.attributions, &self.roles),
            Room::Done => {}
        }
        self.mentions = mentions.unwrap_or_else(|| take(&mut self.mentions));
        self.segments = joined.unwrap_or(segments).over("");
        let (read, all) = part;
        let share = self.room.share(read, all);
        if read >= all {
            self.room = self.room.next();
        }
        share
    }

    /// What was found. Reads first what was not read yet.
    pub fn finish(&mut self, annotator: &Annotator) -> Annotation<'_> {
        while self.room < Room::Done {
            self.step(annotator, usize::MAX);
        }
        let segments = take(&mut self.segments).over(&self.text);
        let reading = Reading { segments: &segments, mentions: &self.mentions, pack: &annotator.pack };
        let annotation = assemble::assemble(&reading, &self.quotes, &self.attributions, &self.entities);
        self.segments = segments.over("");
        annotation
    }
}

//! Finds quotations, direct, indirect and mixed, and the words that report them.

mod according_to;
mod backward;
mod direct;
mod indirect;
pub mod marks;
mod nested;
mod sentences;
mod trailing;

use crate::pack::cues::Takes;
use crate::reading::Reading;
use crate::reading::subject::Subject;
use crate::span::TokenSpan;
use core::cell::Cell;
use marks::Marked;

/// How words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteKind {
    /// In quotation marks, as they were said.
    Direct,
    /// Without marks, as a report.
    Indirect,
    /// A report with a marked fragment inside.
    Mixed,
}

impl QuoteKind {
    /// The word of the output schema.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// The word or words that report a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its tokens, a clitic included.
    pub span: TokenSpan,
    /// The clitic that stands for the speaker: the `nya` of `ujarnya`.
    pub clitic: Option<u32>,
    /// What it takes.
    pub takes: Takes,
}

/// A quotation, before anybody asks whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// How its words are given.
    pub kind: QuoteKind,
    /// Its parts in reading order.
    pub parts: Vec<TokenSpan>,
    /// What reports it.
    pub cue: Option<Cue>,
    /// The phrase that the cue points to.
    pub subject: Option<Subject>,
    /// The sentence of the cue, or of the quotation where it has none; marks do not end it.
    pub sentence: TokenSpan,
    /// The quotation it stands inside, as a place in the list.
    pub parent: Option<usize>,
    /// How sure it is that this is a quotation, in hundredths.
    pub confidence: u8,
}

impl Quote {
    /// From the first token of the first part to the last of the last.
    #[must_use]
    pub fn extent(&self) -> TokenSpan {
        self.parts.iter().copied().reduce(TokenSpan::join).unwrap_or_default()
    }
}

/// All quotations of a text in reading order, and what they were made from.
#[derive(Clone, Debug, Default)]
pub struct Quotes {
    /// The quotations.
    pub list: Vec<Quote>,
    /// The marked stretches.
    pub marked: Vec<Marked>,
    /// Sentences that no quotation inside them breaks.
    pub sentences: Vec<TokenSpan>,
}

/// Finds every quotation.
#[must_use]
pub fn find(reading: &Reading<'_, '_>) -> Quotes {
    let marked = marks::pair(reading.segments);
    let outer: Vec<usize> = (0..marked.len()).filter(|&index| marked[index].parent.is_none()).collect();
    let sentences = sentences::outer(reading.segments, &marked, &outer);
    let mut finder = Finder {
        reading,
        marked: &marked,
        outer: &outer,
        list: Vec::new(),
        speech: vec![None; marked.len()],
        content: Cell::new(None),
    };
    let mut next = 0;
    for &sentence in &sentences {
        let first = next;
        while next < outer.len() && marked[outer[next]].span.start < sentence.end {
            next += 1;
        }
        finder.direct(sentence, &outer[first..next]);
        finder.indirect(sentence, &outer[first..next]);
        finder.backward(sentence);
    }
    finder.nested();
    let mut list = finder.list;
    sort(&mut list);
    Quotes { list, marked, sentences }
}

/// Puts quotations in reading order, a longer one before those inside it, and keeps parents right.
fn sort(list: &mut Vec<Quote>) {
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.sort_by_key(|&index| {
        let extent = list[index].extent();
        (extent.start, core::cmp::Reverse(extent.end), index)
    });
    let mut place = vec![0; list.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let mut sorted: Vec<Quote> = order.iter().map(|&old| list[old].clone()).collect();
    for quote in &mut sorted {
        quote.parent = quote.parent.map(|parent| place[parent]);
    }
    *list = sorted;
}

/// The state of the search.
struct Finder<'a, 't> {
    reading: &'a Reading<'a, 't>,
    marked: &'a [Marked],
    outer: &'a [usize],
    list: Vec<Quote>,
    /// For each marked stretch the quotation it belongs to.
    speech: Vec<Option<usize>>,
    /// Where the content of a report was last found to end.
    content: Cell<Option<ContentEnd>>,
}

/// The end of the content of all reports of a stretch that begin in `start..at`.
#[derive(Clone, Copy)]
struct ContentEnd {
    start: u32,
    limit: u32,
    at: u32,
    end: u32,
}

impl Finder<'_, '_> {
    /// Adds a quotation; returns its place.
    fn add(&mut self, quote: Quote) -> usize {
        self.list.push(quote);
        self.list.len() - 1
    }
}

//! The second look: what the first reading of the whole article says of each word it meets again.

use super::features::Feature;
use super::tagger::LABELS;
use crate::key::{Key, mix};
use crate::pack::keymap::KeyMap;
use crate::segment::{Case, Casing, Segments, TokenKind};
use crate::span::TokenSpan;

/// The first reading of one run: its tokens, their labels, and how sure each label is.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// Tokens of the text.
    pub span: TokenSpan,
    /// The casing of their paragraph.
    pub casing: Casing,
    /// Scores of every label of every token.
    pub emissions: Vec<[i32; LABELS]>,
    /// The best label of every token.
    pub labels: Vec<usize>,
    /// By how much it is best.
    pub margins: Vec<u32>,
}

/// Votes for person, organization, location and none of them, in eighths.
type Votes = [u16; 4];

/// What all occurrences of one word say together.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    votes: Votes,
    /// How often it stands in lower case.
    lower: u16,
}

/// What the article's first reading says of words, of pairs of words, and of acronyms that brackets define.
#[derive(Clone, Debug, Default)]
pub struct Document {
    words: KeyMap<Word>,
    pairs: KeyMap<Votes>,
    defined: KeyMap<Votes>,
}

/// The place of a label among [`Votes`].
const fn side(label: usize) -> usize {
    if label == 0 { 3 } else { (label - 1) / 2 }
}

/// Whether a label goes on with the name before it.
const fn is_inside(label: usize) -> bool {
    label != 0 && label.is_multiple_of(2)
}

/// A vote counts more the surer it is; eight is a whole one.
fn vote(margin: u32, unit: u32) -> u16 {
    (1 + margin.min(unit.max(1)) * 7 / unit.max(1)) as u16
}

impl Document {
    /// Gathers the votes of a first reading. `unit` is the margin from which on a reading counts as sure.
    #[must_use]
    pub fn gather(segments: &Segments<'_>, runs: &[Run], unit: u32) -> Self {
        let mut document = Self::default();
        for run in runs {
            for (offset, (&label, &margin)) in run.labels.iter().zip(&run.margins).enumerate() {
                let index = run.span.start + offset as u32;
                let token = &segments.tokens[index as usize];
                if !token.case.has_capital() {
                    continue;
                }
                add(&mut document.words.entry(token.key).votes, side(label), vote(margin, unit));
                if let Some(&next) = run.labels.get(offset + 1) {
                    let after = &segments.tokens[index as usize + 1];
                    let joined = is_inside(next);
                    let side = if joined { side(next) } else { 3 };
                    add(
                        document.pairs.entry(pair(token.key, after.key)),
                        side,
                        vote(margin.min(run.margins[offset + 1]), unit),
                    );
                }
                if let Some(definition) = bracket(segments, run, offset) {
                    add(document.defined.entry(token.key), definition, 8);
                }
            }
        }
        for token in segments.tokens.iter().filter(|token| token.case == Case::Lower) {
            if document.words.get(token.key).is_some() {
                let word = document.words.entry(token.key);
                word.lower = word.lower.saturating_add(1);
            }
        }
        document
    }

    /// The features of a token that the first reading gives it, its own vote left out.
    pub fn features(&self, segments: &Segments<'_>, run: &Run, offset: usize, unit: u32, out: &mut Vec<Feature>) {
        let index = run.span.start + offset as u32;
        let token = &segments.tokens[index as usize];
        let here = self.opinion(segments, run, offset, unit);
        let before = offset.checked_sub(1).map_or(EDGE, |offset| self.opinion(segments, run, offset, unit));
        let after = if offset + 1 < run.labels.len() { self.opinion(segments, run, offset + 1, unit) } else { EDGE };
        let title = u32::from(run.casing != Casing::Sentence);
        let upper = u32::from(token.case == Case::Upper);
        let mut add = |template: u32, value: u32| out.push(mix(TEMPLATES + template, value));
        add(0, here.whole());
        add(1, here.whole() << 2 | upper << 1 | title);
        add(2, before.side << 8 | here.side << 4 | after.side);
        add(3, (before.side << 8 | here.side << 4 | after.side) << 1 | title);
        let lower = self.words.get(token.key).map_or(0, |word| word.lower);
        add(4, u32::from(lower.min(2)) << 8 | here.side << 2 | upper << 1 | title);
        let first = u32::from(
            offset == 0 && segments.sentences.binary_search_by_key(&index, |sentence| sentence.start).is_ok(),
        );
        add(5, first << 5 | here.side << 2 | u32::from(lower.min(2)));
        for (template, other) in [(6, offset.checked_sub(1)), (7, Some(offset + 1))] {
            let Some(other) = other.filter(|&other| other < run.labels.len()) else { continue };
            let left = offset.min(other);
            add(template, self.joined(segments, run, left, unit) << 1 | title);
        }
        if let Some(votes) = self.defined.get(token.key) {
            add(8, lean(votes).whole() << 1 | upper);
        }
        if let Some(definition) = bracket(segments, run, offset) {
            add(9, (definition as u32) << 1 | upper);
        }
        let own = side(run.labels[offset]) as u32;
        add(10, own << 4 | here.side);
        let margin = (run.margins[offset] * 2 / unit.max(1)).min(7);
        add(11, own << 10 | margin << 7 | here.whole());
        add(12, own << 10 | margin << 7 | upper << 1 | title);
        add(13, own << 10 | margin << 7 | before.side << 3 | after.side);
    }

    /// What the other occurrences of a token say.
    fn opinion(&self, segments: &Segments<'_>, run: &Run, offset: usize, unit: u32) -> Opinion {
        let token = &segments.tokens[run.span.start as usize + offset];
        if !token.case.has_capital() {
            return Opinion { side: if token.kind == TokenKind::Punctuation { 5 } else { 6 }, strength: 0, pure: 0 };
        }
        let mut votes = self.words.get(token.key).unwrap_or_default().votes;
        let own = &mut votes[side(run.labels[offset])];
        *own = own.saturating_sub(vote(run.margins[offset], unit));
        lean(votes)
    }

    /// What the other occurrences of two neighbours say of them: one name of a kind, or none.
    fn joined(&self, segments: &Segments<'_>, run: &Run, left: usize, unit: u32) -> u32 {
        let index = run.span.start as usize + left;
        let (a, b) = (&segments.tokens[index], &segments.tokens[index + 1]);
        if !a.case.has_capital() {
            return EDGE.whole();
        }
        let mut votes = self.pairs.get(pair(a.key, b.key)).unwrap_or_default();
        let next = run.labels[left + 1];
        let own = &mut votes[if is_inside(next) { side(next) } else { 3 }];
        *own = own.saturating_sub(vote(run.margins[left].min(run.margins[left + 1]), unit));
        lean(votes).whole()
    }
}

/// Where the feature templates of the second look begin.
const TEMPLATES: u32 = 100;

/// The strongest side of some votes, how strong it is, and whether others stand against it.
#[derive(Clone, Copy, Debug)]
struct Opinion {
    side: u32,
    strength: u32,
    pure: u32,
}

const EDGE: Opinion = Opinion { side: 7, strength: 0, pure: 0 };

impl Opinion {
    const fn whole(self) -> u32 {
        self.side << 5 | self.strength << 2 | self.pure
    }
}

fn lean(votes: Votes) -> Opinion {
    let total: u32 = votes.iter().map(|&votes| u32::from(votes)).sum();
    let best = (0..4).rev().max_by_key(|&side| votes[side]).unwrap_or(3);
    let most = u32::from(votes[best]);
    if total == 0 {
        return Opinion { side: 4, strength: 0, pure: 0 };
    }
    let strength = match most {
        0..=4 => 0,
        5..=8 => 1,
        9..=20 => 2,
        21..=40 => 3,
        _ => 4,
    };
    let pure = if most == total { 2 } else { u32::from(most * 4 >= total * 3) };
    Opinion { side: best as u32, strength, pure }
}

fn add(votes: &mut Votes, side: usize, weight: u16) {
    votes[side] = votes[side].saturating_add(weight);
}

fn pair(a: Key, b: Key) -> Key {
    mix(a, b).max(1)
}

/// For an acronym in brackets the side of what stands before the bracket: "Komisi Pemilihan Umum (KPU)".
fn bracket(segments: &Segments<'_>, run: &Run, offset: usize) -> Option<usize> {
    let index = run.span.start as usize + offset;
    let token = &segments.tokens[index];
    let text = |index: usize| segments.tokens.get(index).map(|token| &segments.text[token.bytes.range()]);
    if token.case != Case::Upper && token.case != Case::Mixed && token.case != Case::Capital
        || offset < 2
        || text(index - 1) != Some("(")
        || text(index + 1) != Some(")")
    {
        return None;
    }
    Some(side(run.labels[offset - 2]))
}

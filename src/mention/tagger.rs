//! The sequence tagger: a linear chain over live runs, integer weights, Viterbi both ways.

use super::Kind;
use super::document::{Document, Run};
use super::features::{Feature, OFFSETS, Scene};
use crate::key::Key;
use crate::pack::PackError;
use crate::pack::bytes::Reader;
use crate::pack::keymap::KeyMap;
use crate::segment::Segments;
use crate::span::TokenSpan;

/// Labels: outside, then begin and inside of each of [`Kind::NAMED`].
pub const LABELS: usize = 7;

/// Weights of one feature, or of one label's followers.
pub type Row = [i8; LABELS];

/// The scores of every label.
type Scores = [i32; LABELS];

/// A score no path can win with; low enough to stand for "cannot be", high enough never to overflow in a sum.
const NEVER: i32 = i32::MIN / 4;

/// The label that begins (or, with `inside`, goes on with) the kind at `kind` of [`Kind::NAMED`].
#[must_use]
pub const fn label(kind: usize, inside: bool) -> usize {
    1 + kind * 2 + inside as usize
}

/// Whether a label may follow another: inside only after its own kind.
#[must_use]
pub const fn may_follow(before: usize, after: usize) -> bool {
    after == 0 || after % 2 == 1 || after == before || after == before + 1
}

/// Largest unit: weights are of eight bits, so a whole is no more than a few hundred.
const LARGEST_UNIT: u32 = 1 << 16;

/// A linear model whose weights are small integers.
#[derive(Clone, Debug, Default)]
pub struct Tagger {
    weights: KeyMap<Row>,
    transitions: [Row; LABELS],
    mask: u32,
    unit: u32,
}

/// A name the tagger found: its tokens, the kind, and how much better the best reading is than the
/// best one without this name, in the model's units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// Its tokens.
    pub span: TokenSpan,
    /// Person, organization or location.
    pub kind: Kind,
    /// The difference to the best reading that differs somewhere inside.
    pub margin: u32,
}

/// Memory for one run after another.
#[derive(Debug, Default)]
pub struct Lattice {
    features: Vec<Feature>,
    words: Words,
    forward: Vec<[i32; LABELS]>,
    backward: Vec<[i32; LABELS]>,
}

/// Scores of words that were met before, by what they are and where they stood from the token that was scored.
#[derive(Debug, Default)]
struct Words {
    slots: Vec<(u64, Scores)>,
}

/// How many words are kept at each place. A newcomer takes the slot of the one before it.
const KEPT: usize = 1024;

impl Words {
    /// The scores of a word at one of [`OFFSETS`], from memory or from `score`.
    fn scores(&mut self, identity: u64, place: usize, score: impl FnOnce() -> Scores) -> Scores {
        self.slots.resize(KEPT * OFFSETS.len(), (0, [0; LABELS]));
        let hash = (identity ^ identity >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 54;
        let slot = &mut self.slots[place * KEPT + hash as usize % KEPT];
        if slot.0 != identity {
            *slot = (identity, score());
        }
        slot.1
    }
}

impl Tagger {
    /// Reads the section of a pack: bits of a feature's hash, units of a whole, transitions, number of features, their hashes as sorted
    /// differences, a mask of labels for each, then the weights that the masks announce.
    pub fn read(section: &[u8]) -> Result<Self, PackError> {
        if section.is_empty() {
            return Ok(Self::default());
        }
        let mut reader = Reader::new(section);
        let bits = reader.number()?;
        if !(8..=32).contains(&bits) {
            return Err(PackError::damaged("the tagger's hashes have no such width"));
        }
        let unit = reader.number()?;
        if unit > LARGEST_UNIT {
            return Err(PackError::damaged("the tagger's unit is too large"));
        }
        let mut transitions = [[0; LABELS]; LABELS];
        for row in &mut transitions {
            for (weight, &byte) in row.iter_mut().zip(reader.bytes(LABELS)?) {
                *weight = byte.cast_signed();
            }
        }
        let count = reader.number()? as usize;
        let mut hashes = Vec::with_capacity(count.min(section.len()));
        let mut hash = 0u32;
        for _ in 0..count {
            hash = hash.wrapping_add(reader.number()?);
            hashes.push(hash);
        }
        let masks = reader.bytes(count)?;
        let mut weights = KeyMap::with_capacity(hashes.len());
        for (&hash, &mask) in hashes.iter().zip(masks) {
            let row: &mut Row = weights.entry(slot(hash));
            for (label, weight) in row.iter_mut().enumerate() {
                if mask & (1 << label) != 0 {
                    *weight = reader.bytes(1)?[0].cast_signed();
                }
            }
        }
        Ok(Self { weights, transitions, mask: u32::MAX >> (32 - bits), unit })
    }

    /// Writes what [`Tagger::read`] reads. Of features that share a hash the first one stands.
    #[cfg(feature = "train")]
    #[must_use]
    pub fn write(
        bits: u32,
        unit: u32,
        transitions: &[Row; LABELS],
        features: &std::collections::BTreeMap<Feature, Row>,
    ) -> Vec<u8> {
        use crate::pack::bytes::number;
        let mut rows = std::collections::BTreeMap::new();
        for (&feature, &row) in features {
            rows.entry(feature & (u32::MAX >> (32 - bits))).or_insert(row);
        }
        let mut bytes = Vec::new();
        number(&mut bytes, bits);
        number(&mut bytes, unit);
        bytes.extend(transitions.iter().flatten().map(|&weight| weight.cast_unsigned()));
        number(&mut bytes, rows.len() as u32);
        let mut last = 0;
        for &hash in rows.keys() {
            number(&mut bytes, hash - last);
            last = hash;
        }
        for row in rows.values() {
            bytes.push(row.iter().enumerate().map(|(label, &weight)| u8::from(weight != 0) << label).sum());
        }
        for row in rows.values() {
            bytes.extend(row.iter().filter(|&&weight| weight != 0).map(|&weight| weight.cast_unsigned()));
        }
        bytes
    }

    /// Whether it has learned nothing: the pack was made of tables alone.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// The margin from which on a label counts as sure: three in the logarithm of the odds, 20 to 1.
    #[must_use]
    pub const fn sure(&self) -> u32 {
        self.unit * 3
    }

    /// The first look at a sentence: its live runs, each token scored and labelled by itself and its neighbours.
    /// `start` is the first token of the sentence in the text.
    pub fn first_look(&self, text: &str, scene: &Scene, start: u32, lattice: &mut Lattice, runs: &mut Vec<Run>) {
        for (from, to) in scene.stretches() {
            let mut run = Run {
                span: TokenSpan::new(start + from as u32, start + to as u32),
                casing: scene.casing(),
                ..Run::default()
            };
            run.emissions.reserve_exact(to - from);
            for index in from..to {
                run.emissions.push(self.scores(text, scene, index, lattice));
            }
            self.decode(&mut run, lattice);
            runs.push(run);
        }
    }

    /// The scores of a live token: those of the words around it, each by itself, and those of them together.
    fn scores(&self, text: &str, scene: &Scene, index: usize, lattice: &mut Lattice) -> Scores {
        let Lattice { features, words, .. } = lattice;
        features.clear();
        scene.features_joint(index, features);
        let mut sum = self.emission(features);
        for (place, &offset) in OFFSETS.iter().enumerate() {
            let alone = words.scores(scene.identity(text, index, offset), place, || {
                features.clear();
                scene.features_alone(text, index, offset, features);
                self.emission(features)
            });
            for (sum, more) in sum.iter_mut().zip(alone) {
                *sum += more;
            }
        }
        sum
    }

    /// The second look at a run: what the article says of its words is added to the scores.
    pub fn second_look(&self, segments: &Segments<'_>, document: &Document, run: &mut Run, lattice: &mut Lattice) {
        let mut emissions = run.emissions.clone();
        for (offset, emission) in emissions.iter_mut().enumerate() {
            lattice.features.clear();
            document.features(segments, run, offset, self.sure(), &mut lattice.features);
            for (sum, more) in emission.iter_mut().zip(self.emission(&lattice.features)) {
                *sum += more;
            }
        }
        run.emissions = emissions;
        self.decode(run, lattice);
    }

    /// The sum of the weights of a token's features.
    fn emission(&self, features: &[Feature]) -> Scores {
        let mut sum = [0; LABELS];
        for &feature in features {
            if let Some(row) = self.weights.get(slot(feature & self.mask)) {
                for (sum, weight) in sum.iter_mut().zip(row) {
                    *sum += i32::from(weight);
                }
            }
        }
        sum
    }

    /// The best way through the scores of a run, and by how much each of its labels is best.
    fn decode(&self, run: &mut Run, lattice: &mut Lattice) {
        let emissions = &run.emissions;
        let length = emissions.len();
        let Lattice { forward, backward, .. } = lattice;
        let step = |before: usize, after: usize| {
            if may_follow(before, after) { i32::from(self.transitions[before][after]) } else { NEVER }
        };
        forward.clear();
        forward.resize(length, [NEVER; LABELS]);
        for index in 0..length {
            for label in 0..LABELS {
                let best = if index == 0 {
                    step(0, label)
                } else {
                    (0..LABELS).map(|before| forward[index - 1][before] + step(before, label)).max().unwrap_or(NEVER)
                };
                forward[index][label] = best.max(NEVER) + emissions[index][label];
            }
        }
        backward.clear();
        backward.resize(length, [0; LABELS]);
        for index in (0..length).rev() {
            for label in 0..LABELS {
                backward[index][label] = if index + 1 == length {
                    step(label, 0)
                } else {
                    let onward =
                        |after: usize| step(label, after) + emissions[index + 1][after] + backward[index + 1][after];
                    (0..LABELS).map(onward).max().unwrap_or(NEVER).max(NEVER)
                };
            }
        }
        // Read the best path from the left; ties go to the lower label.
        run.labels.clear();
        run.margins.clear();
        let mut before = 0;
        for index in 0..length {
            let from_here =
                |&label: &usize| step(before, label).max(NEVER) + emissions[index][label] + backward[index][label];
            let best = (0..LABELS).rev().max_by_key(from_here).unwrap_or(0);
            let through = |label: usize| forward[index][label].saturating_add(backward[index][label]);
            let other = (0..LABELS).filter(|&label| label != best).map(through).max().unwrap_or(NEVER);
            run.labels.push(best);
            run.margins.push(u32::try_from(through(best).saturating_sub(other)).unwrap_or(0));
            before = best;
        }
    }
}

/// The names in the labels of a run.
pub fn names(run: &Run) -> impl Iterator<Item = Tagged> + '_ {
    let mut index = 0;
    core::iter::from_fn(move || {
        while index < run.labels.len() {
            let start = index;
            index += 1;
            if run.labels[start] == 0 {
                continue;
            }
            let kind = (run.labels[start] - 1) / 2;
            while run.labels.get(index) == Some(&label(kind, true)) {
                index += 1;
            }
            let margin = run.margins[start..index].iter().copied().min().unwrap_or(0);
            let span = TokenSpan::new(run.span.start + start as u32, run.span.start + index as u32);
            return Some(Tagged { span, kind: Kind::NAMED[kind], margin });
        }
        None
    })
}

/// Hashes of fewer bits can be 0, which the table keeps for empty slots.
const fn slot(hash: u32) -> Key {
    hash.wrapping_add(1) | ((hash == u32::MAX) as u32)
}

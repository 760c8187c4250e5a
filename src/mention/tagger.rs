//! The sequence tagger: a linear chain over live runs, integer weights, Viterbi both ways.

use super::features::{Feature, Scene};
use super::Kind;
use crate::key::Key;
use crate::pack::PackError;
use crate::pack::bytes::Reader;
use crate::pack::keymap::KeyMap;
use crate::span::TokenSpan;

/// Labels: outside, then begin and inside of each of [`Kind::NAMED`].
pub const LABELS: usize = 7;

/// Weights of one feature, or of one label's followers.
pub type Row = [i8; LABELS];

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

/// A linear model whose weights are small integers.
#[derive(Clone, Debug, Default)]
pub struct Tagger {
    weights: KeyMap<Row>,
    transitions: [Row; LABELS],
    mask: u32,
}

/// A name the tagger found: indices into the sentence, the kind, and how much better the best reading is than the
/// best one without this name, in the model's units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// Tokens of the sentence.
    pub span: TokenSpan,
    /// Person, organization or location.
    pub kind: Kind,
    /// The difference to the best reading that differs somewhere inside.
    pub margin: u32,
}

/// Memory for one sentence after another.
#[derive(Debug, Default)]
pub struct Lattice {
    features: Vec<Feature>,
    emissions: Vec<[i32; LABELS]>,
    forward: Vec<[i32; LABELS]>,
    backward: Vec<[i32; LABELS]>,
    labels: Vec<usize>,
}

impl Tagger {
    /// Reads the section of a pack: bits of a feature's hash, transitions, number of features, their hashes as sorted
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
        let mut transitions = [[0; LABELS]; LABELS];
        for row in &mut transitions {
            for (weight, &byte) in row.iter_mut().zip(reader.bytes(LABELS)?) {
                *weight = byte as i8;
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
                    *weight = reader.bytes(1)?[0] as i8;
                }
            }
        }
        Ok(Self { weights, transitions, mask: u32::MAX >> (32 - bits) })
    }

    /// Writes what [`Tagger::read`] reads. Of features that share a hash the first one stands.
    #[cfg(feature = "train")]
    #[must_use]
    pub fn write(bits: u32, transitions: &[Row; LABELS], features: &std::collections::BTreeMap<Feature, Row>) -> Vec<u8> {
        use crate::pack::bytes::number;
        let mut rows = std::collections::BTreeMap::new();
        for (&feature, &row) in features {
            rows.entry(feature & (u32::MAX >> (32 - bits))).or_insert(row);
        }
        let mut bytes = Vec::new();
        number(&mut bytes, bits);
        bytes.extend(transitions.iter().flatten().map(|&weight| weight as u8));
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
            bytes.extend(row.iter().filter(|&&weight| weight != 0).map(|&weight| weight as u8));
        }
        bytes
    }

    /// Tags the sentence in `scene`; names come in order.
    pub fn tag(&self, scene: &Scene, lattice: &mut Lattice, mut found: impl FnMut(Tagged)) {
        for (start, end) in scene.stretches() {
            lattice.emissions.clear();
            for index in start..end {
                lattice.features.clear();
                scene.features(index, &mut lattice.features);
                lattice.emissions.push(self.emission(&lattice.features));
            }
            self.decode(lattice);
            for tagged in names(lattice) {
                let span = TokenSpan::new(start as u32 + tagged.span.start, start as u32 + tagged.span.end);
                found(Tagged { span, ..tagged });
            }
        }
    }

    /// The sum of the weights of a token's features.
    fn emission(&self, features: &[Feature]) -> [i32; LABELS] {
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

    /// The best way through the emissions, and for each label of each token the best way through it.
    fn decode(&self, lattice: &mut Lattice) {
        let length = lattice.emissions.len();
        let step = |before: usize, after: usize| {
            if may_follow(before, after) { i32::from(self.transitions[before][after]) } else { NEVER }
        };
        lattice.forward.clear();
        lattice.forward.resize(length, [NEVER; LABELS]);
        for index in 0..length {
            for label in 0..LABELS {
                let best = if index == 0 {
                    step(0, label)
                } else {
                    (0..LABELS).map(|before| lattice.forward[index - 1][before] + step(before, label)).max().unwrap_or(NEVER)
                };
                lattice.forward[index][label] = best.max(NEVER) + lattice.emissions[index][label];
            }
        }
        lattice.backward.clear();
        lattice.backward.resize(length, [0; LABELS]);
        for index in (0..length).rev() {
            for label in 0..LABELS {
                lattice.backward[index][label] = if index + 1 == length {
                    step(label, 0)
                } else {
                    (0..LABELS)
                        .map(|after| step(label, after) + lattice.emissions[index + 1][after] + lattice.backward[index + 1][after])
                        .max()
                        .unwrap_or(NEVER)
                        .max(NEVER)
                };
            }
        }
        // Read the best path from the left; ties go to the lower label.
        lattice.labels.clear();
        let mut before = 0;
        for index in 0..length {
            let best = (0..LABELS)
                .rev()
                .max_by_key(|&label| step(before, label).max(NEVER) + lattice.emissions[index][label] + lattice.backward[index][label])
                .unwrap_or(0);
            lattice.labels.push(best);
            before = best;
        }
    }
}

/// The names in the labels of a decoded run.
fn names(lattice: &Lattice) -> impl Iterator<Item = Tagged> + '_ {
    let mut index = 0;
    core::iter::from_fn(move || {
        while index < lattice.labels.len() {
            let start = index;
            index += 1;
            let begin = lattice.labels[start];
            if begin == 0 {
                continue;
            }
            let kind = (begin - 1) / 2;
            while lattice.labels.get(index) == Some(&label(kind, true)) {
                index += 1;
            }
            let margin = (start..index).map(|i| margin(lattice, i)).min().unwrap_or(0);
            return Some(Tagged { span: TokenSpan::new(start as u32, index as u32), kind: Kind::NAMED[kind], margin });
        }
        None
    })
}

/// How much better the chosen label of a token is than any other.
fn margin(lattice: &Lattice, index: usize) -> u32 {
    let through = |label: usize| lattice.forward[index][label].saturating_add(lattice.backward[index][label]);
    let chosen = through(lattice.labels[index]);
    let other = (0..LABELS).filter(|&label| label != lattice.labels[index]).map(through).max().unwrap_or(NEVER);
    u32::try_from(chosen.saturating_sub(other)).unwrap_or(0)
}

/// Hashes of fewer bits can be 0, which the table keeps for empty slots.
const fn slot(hash: u32) -> Key {
    hash.wrapping_add(1) | ((hash == u32::MAX) as u32)
}

//! A linear-chain conditional random field, trained by stochastic gradient with L1.
//!
//! The penalty is the cumulative one of Tsuruoka, Tsujii and Ananiadou (2009). Every sum is taken in one order and
//! `exp` and `ln` come from a library of our own choosing, so that every machine makes the same weights.

use crate::mention::tagger::{LABELS, may_follow};
use std::collections::HashMap;

/// A run of tokens with the features and the label of each.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// Features of each token.
    pub features: Vec<Vec<u32>>,
    /// The label of each token.
    pub labels: Vec<usize>,
    /// Scores that stand before anything is learned; empty for none.
    pub offsets: Vec<[f64; LABELS]>,
    /// How much the run counts.
    pub weight: f64,
}

/// What the learner may choose.
#[derive(Clone, Debug)]
pub struct Options {
    /// Times it goes over the data.
    pub epochs: u32,
    /// First step.
    pub rate: f64,
    /// Strength of L1, for one example.
    pub sparsity: f64,
    /// Seed of the shuffling.
    pub seed: u64,
    /// Features seen less often are left out.
    pub min_count: u32,
    /// Weights from label to label that are given and stay; none to learn them.
    pub transitions: Option<[[f64; LABELS]; LABELS]>,
}

/// The weights it found.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// By feature.
    pub weights: HashMap<u32, [f64; LABELS]>,
    /// From label to label; the first row is also the start, the first column also the end.
    pub transitions: [[f64; LABELS]; LABELS],
}

/// A weight with the penalty it has paid so far.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    weight: f64,
    paid: f64,
}

struct Learner {
    rows: Vec<[Cell; LABELS]>,
    transitions: [[f64; LABELS]; LABELS],
    /// Whether the transitions are learned.
    moves: bool,
    /// The penalty each weight could have paid by now.
    due: f64,
}

/// The mean of several models: of linear models that differ in the order of their steps it is surer than any one.
#[must_use]
pub fn mean(models: &[Model]) -> Model {
    let share = 1.0 / models.len().max(1) as f64;
    let mut mean = Model::default();
    for model in models {
        for (&feature, row) in &model.weights {
            let sum = mean.weights.entry(feature).or_default();
            for (sum, weight) in sum.iter_mut().zip(row) {
                *sum += share * weight;
            }
        }
        for (sum, weight) in mean.transitions.iter_mut().flatten().zip(model.transitions.iter().flatten()) {
            *sum += share * weight;
        }
    }
    mean
}

/// Trains on `examples`; `progress` hears of each epoch: its number and the mean loss.
pub fn train(examples: &[Example], options: &Options, progress: &mut impl FnMut(u32, f64)) -> Model {
    let (indices, encoded) = index(examples, options.min_count);
    let rows = vec![[Cell::default(); LABELS]; indices.len()];
    let mut learner = Learner {
        rows,
        transitions: options.transitions.unwrap_or_default(),
        moves: options.transitions.is_none(),
        due: 0.0,
    };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(options.seed | 1);
    let total = examples.len().max(1) as f64;
    let mut seen = 0.0;
    for epoch in 0..options.epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, random.below(i + 1));
        }
        let mut loss = 0.0;
        for &i in &order {
            let rate = options.rate / (1.0 + seen / total);
            seen += 1.0;
            learner.due += rate * options.sparsity;
            loss += learner.step(&encoded[i], &examples[i], rate * examples[i].weight);
        }
        progress(epoch + 1, loss / total);
    }
    for feature in 0..learner.rows.len() {
        learner.pay(feature);
    }
    let weights = indices
        .into_iter()
        .map(|(feature, index)| (feature, learner.rows[index as usize].map(|cell| cell.weight)))
        .filter(|(_, row)| row.iter().any(|&weight| weight != 0.0))
        .collect();
    Model { weights, transitions: learner.transitions }
}

/// Gives every feature that is seen often enough an index, in the order of first sight.
fn index(examples: &[Example], min_count: u32) -> (HashMap<u32, u32>, Vec<Vec<Vec<u32>>>) {
    let mut counts = HashMap::<u32, u32>::new();
    for feature in examples.iter().flat_map(|example| example.features.iter().flatten()) {
        *counts.entry(*feature).or_default() += 1;
    }
    let mut indices = HashMap::new();
    let encoded = examples
        .iter()
        .map(|example| {
            let token = |features: &Vec<u32>| {
                let kept = features.iter().filter(|feature| counts[feature] >= min_count);
                kept.map(|&feature| {
                    let next = indices.len() as u32;
                    *indices.entry(feature).or_insert(next)
                })
                .collect()
            };
            example.features.iter().map(token).collect()
        })
        .collect();
    (indices, encoded)
}

impl Learner {
    /// One step of gradient on one run; returns its loss before.
    fn step(&mut self, tokens: &[Vec<u32>], example: &Example, rate: f64) -> f64 {
        let gold = &example.labels;
        let length = tokens.len();
        for features in tokens {
            for &feature in features {
                self.pay(feature as usize);
            }
        }
        let emissions: Vec<[f64; LABELS]> = tokens
            .iter()
            .enumerate()
            .map(|(i, features)| {
                let mut sum = example.offsets.get(i).copied().unwrap_or_default();
                for &feature in features {
                    for (sum, cell) in sum.iter_mut().zip(&self.rows[feature as usize]) {
                        *sum += cell.weight;
                    }
                }
                sum
            })
            .collect();
        let (forward, backward, whole) = self.forward_backward(&emissions);
        // Gold path
        let mut score = 0.0;
        let mut before = 0;
        for (emission, &label) in emissions.iter().zip(gold) {
            score += emission[label] + self.transitions[before][label];
            before = label;
        }
        score += self.transitions[before][0];

        for (i, features) in tokens.iter().enumerate() {
            let mut gradient = [0.0; LABELS];
            for (label, gradient) in gradient.iter_mut().enumerate() {
                *gradient = -libm::exp(forward[i][label] + backward[i][label] - whole);
            }
            gradient[gold[i]] += 1.0;
            for &feature in features {
                for (cell, gradient) in self.rows[feature as usize].iter_mut().zip(gradient) {
                    cell.weight += rate * gradient;
                }
            }
        }
        if !self.moves {
            return whole - score;
        }
        let mut moves = [[0.0; LABELS]; LABELS];
        for i in 0..=length {
            for before in 0..LABELS {
                for after in 0..LABELS {
                    if !may_follow(before, after) || (i == 0 && before != 0) || (i == length && after != 0) {
                        continue;
                    }
                    let left = if i == 0 { 0.0 } else { forward[i - 1][before] };
                    let right = if i == length { 0.0 } else { emissions[i][after] + backward[i][after] };
                    moves[before][after] -= libm::exp(left + self.transitions[before][after] + right - whole);
                }
            }
            let (from, to) = (if i == 0 { 0 } else { gold[i - 1] }, if i == length { 0 } else { gold[i] });
            moves[from][to] += 1.0;
        }
        for (row, moves) in self.transitions.iter_mut().zip(moves) {
            for (weight, gradient) in row.iter_mut().zip(moves) {
                *weight += rate * gradient;
            }
        }
        whole - score
    }

    /// Log sums of all ways to and from each label of each token, and of all ways.
    fn forward_backward(&self, emissions: &[[f64; LABELS]]) -> (Vec<[f64; LABELS]>, Vec<[f64; LABELS]>, f64) {
        let length = emissions.len();
        let mut forward = vec![[f64::NEG_INFINITY; LABELS]; length];
        let mut backward = vec![[f64::NEG_INFINITY; LABELS]; length];
        for i in 0..length {
            for label in 0..LABELS {
                let sum = if i == 0 {
                    if may_follow(0, label) { self.transitions[0][label] } else { f64::NEG_INFINITY }
                } else {
                    log_sum(
                        (0..LABELS)
                            .filter(|&before| may_follow(before, label))
                            .map(|before| forward[i - 1][before] + self.transitions[before][label]),
                    )
                };
                forward[i][label] = sum + emissions[i][label];
            }
        }
        for i in (0..length).rev() {
            for label in 0..LABELS {
                backward[i][label] =
                    if i + 1 == length {
                        self.transitions[label][0]
                    } else {
                        log_sum((0..LABELS).filter(|&after| may_follow(label, after)).map(|after| {
                            self.transitions[label][after] + emissions[i + 1][after] + backward[i + 1][after]
                        }))
                    };
            }
        }
        let whole = log_sum((0..LABELS).map(|label| forward[0][label] + backward[0][label]));
        (forward, backward, whole)
    }

    /// Lets a weight pay the penalty that is due, never past zero.
    fn pay(&mut self, feature: usize) {
        for cell in &mut self.rows[feature] {
            let before = cell.weight;
            if before > 0.0 {
                cell.weight = (before - (self.due + cell.paid)).max(0.0);
            } else if before < 0.0 {
                cell.weight = (before + (self.due - cell.paid)).min(0.0);
            }
            cell.paid += cell.weight - before;
        }
    }
}

fn log_sum(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let most = values.clone().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    most + libm::log(values.map(|value| libm::exp(value - most)).sum::<f64>())
}

/// Xorshift (Marsaglia 2003): the same order on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

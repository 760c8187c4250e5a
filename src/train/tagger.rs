//! Documents to a tagger: examples, training, quantising, scoring.

use super::corpora::Document;
use super::learner::{self, Example, Model, Options};
use super::manifest::Settings;
use crate::mention::Kind;
use crate::mention::features::Scene;
use crate::mention::tagger::{LABELS, Lattice, Row, Tagger, label};
use crate::pack::Pack;
use crate::segment::{Casing, Segments, segment, segment_lines};
use crate::span::{ByteSpan, TokenSpan};
use std::collections::BTreeMap;

/// A corpus for training: its convention, its weight, its documents.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// The convention it labels by.
    pub convention: String,
    /// How much one of its runs counts.
    pub weight: f64,
    /// Its documents.
    pub documents: Vec<Document>,
}

/// Cuts a document as its corpus asks.
#[must_use]
pub fn cut<'t>(document: &'t Document, pack: &Pack) -> Segments<'t> {
    if document.given_tokens { segment_lines(&document.text, &pack.lexicon) } else { segment(&document.text, &pack.lexicon) }
}

/// Calls `visit` with every sentence and the casing of its paragraph.
pub fn sentences(segments: &Segments<'_>, mut visit: impl FnMut(TokenSpan, Casing)) {
    let mut paragraphs = segments.paragraphs.iter().peekable();
    for &sentence in &segments.sentences {
        while paragraphs.next_if(|paragraph| paragraph.span.end <= sentence.start).is_some() {}
        visit(sentence, paragraphs.peek().map_or(Casing::Sentence, |paragraph| paragraph.casing));
    }
}

/// The gold label of every token; a name that does not begin and end with tokens is left out.
fn labels(document: &Document, segments: &Segments<'_>) -> Vec<usize> {
    let mut labels = vec![0; segments.tokens.len()];
    for (span, kind, _) in &document.names {
        let Some(tokens) = token_span(segments, *span) else { continue };
        let Some(kind) = Kind::NAMED.iter().position(|named| named == kind) else { continue };
        for index in tokens.range() {
            labels[index] = label(kind, index as u32 > tokens.start);
        }
    }
    labels
}

/// The tokens that cover `span` exactly.
#[must_use]
pub fn token_span(segments: &Segments<'_>, span: ByteSpan) -> Option<TokenSpan> {
    let start = segments.tokens.partition_point(|token| token.bytes.start < span.start);
    let end = segments.tokens.partition_point(|token| token.bytes.end <= span.end);
    let fits = segments.tokens.get(start)?.bytes.start == span.start && end > start && segments.tokens[end - 1].bytes.end == span.end;
    fits.then(|| TokenSpan::new(start as u32, end as u32))
}

/// The hash of a feature as one convention has it.
fn under(feature: u32, convention: &str) -> u32 {
    crate::key::mix(feature, crate::key::key(convention))
}

/// The runs of a corpus as examples for the learner.
#[must_use]
pub fn examples(corpus: &Corpus, pack: &Pack) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut scene = Scene::default();
    for document in &corpus.documents {
        let segments = cut(document, pack);
        let labels = labels(document, &segments);
        sentences(&segments, |sentence, casing| {
            scene.look(&segments, sentence, casing, &pack.gazetteer, &pack.knowledge);
            for (start, end) in scene.stretches() {
                let mut example = Example { weight: corpus.weight, ..Example::default() };
                for index in start..end {
                    let mut features = Vec::new();
                    let plain = scene.features(index, &mut features);
                    for index in 0..plain {
                        features.push(under(features[index], &corpus.convention));
                    }
                    example.features.push(features);
                    example.labels.push(labels[sentence.start as usize + index]);
                }
                mend(&mut example.labels);
                examples.push(example);
            }
        });
    }
    examples
}

/// A name cut by the border of a run begins inside it.
fn mend(labels: &mut [usize]) {
    let mut before = 0;
    for label in labels {
        if !crate::mention::tagger::may_follow(before, *label) {
            *label -= 1;
        }
        before = *label;
    }
}

/// Trains on `corpora`.
pub fn train(corpora: &[Corpus], pack: &Pack, settings: &Settings, progress: impl FnMut(u32, f64)) -> Model {
    let examples: Vec<Example> = corpora.iter().flat_map(|corpus| examples(corpus, pack)).collect();
    let options = Options {
        epochs: settings.epochs,
        rate: settings.rate,
        sparsity: settings.sparsity,
        seed: settings.seed,
        min_count: settings.min_count,
    };
    learner::train(&examples, options, progress)
}

/// The tagger's section for one convention: general weights plus those of the convention, the strongest rows, as
/// small integers.
#[must_use]
pub fn quantised(model: &Model, convention: &str, settings: &Settings) -> Vec<u8> {
    let whole = |weight: f64| (weight * settings.scale).round().clamp(-127.0, 127.0) as i8;
    let mut rows: Vec<(u32, [f64; LABELS])> = Vec::with_capacity(model.weights.len());
    for (&feature, row) in &model.weights {
        let own = model.weights.get(&under(feature, convention)).copied().unwrap_or_default();
        rows.push((feature, core::array::from_fn(|label| row[label] + own[label])));
    }
    let strength = |row: &[f64; LABELS]| row.iter().map(|weight| weight.abs()).sum::<f64>();
    rows.sort_by(|a, b| strength(&b.1).total_cmp(&strength(&a.1)).then(a.0.cmp(&b.0)));
    let features: BTreeMap<u32, Row> = rows
        .into_iter()
        .map(|(feature, row)| (feature, row.map(whole)))
        .filter(|(_, row)| row.iter().any(|&weight| weight != 0))
        .take(settings.rows)
        .collect();
    Tagger::write(settings.bits, &model.transitions.map(|row| row.map(whole)), &features)
}

/// Names in one document, by the tagger alone.
#[must_use]
pub fn tag(document: &Document, pack: &Pack) -> Vec<(ByteSpan, Kind)> {
    let segments = cut(document, pack);
    let (mut scene, mut lattice, mut names) = (Scene::default(), Lattice::default(), Vec::new());
    sentences(&segments, |sentence, casing| {
        scene.look(&segments, sentence, casing, &pack.gazetteer, &pack.knowledge);
        pack.tagger.tag(&scene, &mut lattice, |tagged| {
            let span = TokenSpan::new(sentence.start + tagged.span.start, sentence.start + tagged.span.end);
            names.push((segments.bytes(span), tagged.kind));
        });
    });
    names
}

/// Found, right and gold names, for each of [`Kind::NAMED`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    counts: [[u32; 3]; 3],
}

impl Score {
    /// Counts one document.
    pub fn add(&mut self, found: &[(ByteSpan, Kind)], gold: &[(ByteSpan, Kind, String)]) {
        for (kind, counts) in Kind::NAMED.iter().zip(&mut self.counts) {
            let gold: Vec<_> = gold.iter().filter(|name| name.1 == *kind).map(|name| name.0).collect();
            let found: Vec<_> = found.iter().filter(|name| name.1 == *kind).map(|name| name.0).collect();
            counts[0] += found.len() as u32;
            counts[1] += found.iter().filter(|span| gold.contains(span)).count() as u32;
            counts[2] += gold.len() as u32;
        }
    }

    /// Adds the counts of another score.
    pub fn join(&mut self, other: &Self) {
        for (counts, others) in self.counts.iter_mut().flatten().zip(other.counts.iter().flatten()) {
            *counts += others;
        }
    }

    /// Precision, recall and F1 in percent: of one of [`Kind::NAMED`], or of all.
    #[must_use]
    pub fn figures(&self, kind: Option<usize>) -> [f64; 3] {
        let chosen = self.counts.iter().enumerate().filter(|(index, _)| kind.is_none_or(|kind| kind == *index));
        let sum = chosen.fold([0u32; 3], |sum, (_, counts)| core::array::from_fn(|i| sum[i] + counts[i]));
        let [found, right, gold] = sum.map(f64::from);
        let share = |part: f64, whole: f64| if whole > 0.0 { 100.0 * part / whole } else { 0.0 };
        [share(right, found), share(right, gold), share(2.0 * right, found + gold)]
    }
}

#[cfg(test)]
mod oracle {
    #[test]
    fn oracle() {
        use super::*;
        use crate::mention::knowledge::Role;
        let manifest = crate::train::manifest::Manifest::read(std::path::Path::new("."), "id").unwrap();
        let data = std::path::Path::new("../shared");
        let corpora = crate::train::pack::data(&manifest, data).unwrap();
        let base = crate::train::pack::base(&manifest, data, corpora.iter().flat_map(|c| &c.documents)).unwrap();
        let text = "Presiden Joko Widodo dan Menteri Keuangan Sri Mulyani bertemu Direktur Bank Mandiri di Jakarta Selatan , Jawa Tengah , dengan Liverpool dan Universitas Indonesia serta Pertamina di Sleman untuk Partai Golkar Kepala Itu Amerika Serikat Libya";
        let segments = segment(text, &base.pack.lexicon);
        let mut i = 0;
        while i < segments.tokens.len() as u32 {
            let l = base.pack.knowledge.levels(segments.tokens[i as usize].key);
            println!("{} {:?} F{} L{} P{} O{} C{}", segments.token_text(i), base.pack.gazetteer.longest(&segments, i, segments.tokens.len() as u32), l.get(Role::First), l.get(Role::Later), l.get(Role::Place), l.get(Role::Organization), l.get(Role::Common));
            i += 1;
        }
    }
}

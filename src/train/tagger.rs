//! Documents to a tagger: examples, training, quantising, scoring.

use super::corpora::Document;
use super::learner::{self, Example, Model, Options};
use super::manifest::{Manifest, Settings};
use crate::mention::features::Scene;
use crate::mention::tagger::{LABELS, Row, Tagger, label};
use crate::mention::{self, Kind};
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
    if document.given_tokens {
        segment_lines(&document.text, &pack.lexicon)
    } else {
        segment(&document.text, &pack.lexicon)
    }
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
    let fits = segments.tokens.get(start)?.bytes.start == span.start
        && end > start
        && segments.tokens[end - 1].bytes.end == span.end;
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
                    let plain = scene.features(segments.text, index, &mut features);
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

/// The weights of both looks.
#[derive(Clone, Debug, Default)]
pub struct Trained {
    first: Model,
    second: Model,
}

/// How often the articles are split so that the second look learns from first looks at articles not seen before.
const FOLDS: usize = 4;

/// Trains both looks on `corpora`; the second on whole articles.
///
/// # Errors
/// When a section it wrote cannot be read back.
pub fn train(
    corpora: &[Corpus],
    pack: &Pack,
    manifest: &Manifest,
    twice: bool,
    progress: impl FnMut(u32, f64),
) -> Result<Trained, String> {
    let first = first_look(corpora, pack, manifest, progress);
    let second = if twice { second_look(corpora, pack, manifest, &first)? } else { Model::default() };
    Ok(Trained { first, second })
}

fn first_look(corpora: &[Corpus], pack: &Pack, manifest: &Manifest, progress: impl FnMut(u32, f64)) -> Model {
    let examples: Vec<Example> = corpora.iter().flat_map(|corpus| examples(corpus, pack)).collect();
    let mut progress = progress;
    let models: Vec<Model> = (0..u64::from(manifest.settings.models))
        .map(|model| {
            let options = Options { seed: manifest.settings.seed + 2 * model, ..options(&manifest.settings) };
            learner::train(&examples, &options, &mut progress)
        })
        .collect();
    learner::mean(&models)
}

fn options(settings: &Settings) -> Options {
    Options {
        epochs: settings.epochs,
        rate: settings.rate,
        sparsity: settings.sparsity,
        seed: settings.seed,
        min_count: settings.min_count,
        transitions: None,
    }
}

fn second_look(corpora: &[Corpus], pack: &Pack, manifest: &Manifest, first: &Model) -> Result<Model, String> {
    let folds: Result<Vec<Vec<Example>>, String> = std::thread::scope(|scope| {
        let mut examples = Vec::new();
        for pair in [[0, 1], [2, 3]] {
            let workers = pair.map(|fold| scope.spawn(move || second_examples(corpora, pack, manifest, fold)));
            for worker in workers {
                examples.push(worker.join().map_err(|_| "a fold of the second look failed".to_owned())??);
            }
        }
        Ok(examples)
    });
    let whole = |weight: f64| f64::from(quantise(weight, &manifest.settings)) / f64::from(manifest.settings.scale);
    let options = Options {
        transitions: Some(first.transitions.map(|row| row.map(whole))),
        sparsity: manifest.settings.second_sparsity,
        rate: manifest.settings.second_rate,
        min_count: 2,
        ..options(&manifest.settings)
    };
    Ok(learner::train(&folds?.concat(), &options, &mut |_, _| ()))
}

/// What a first look that has not seen the articles of one fold says of them.
fn second_examples(corpora: &[Corpus], pack: &Pack, manifest: &Manifest, fold: usize) -> Result<Vec<Example>, String> {
    let (train, test) = split(corpora, FOLDS, fold);
    let model = first_look(&train, pack, manifest, |_, _| ());
    let first = Trained { first: model, second: Model::default() };
    let mut pack = pack.clone();
    let mut examples = Vec::new();
    for corpus in &test {
        let section = quantised(&first, &corpus.convention, &manifest.settings);
        pack.tagger = Tagger::read(&section).map_err(|error| error.to_string())?;
        // Given tokens come in sentences: there is no article to look at twice.
        for document in corpus.documents.iter().filter(|document| !document.given_tokens) {
            let segments = cut(document, &pack);
            let labels = labels(document, &segments);
            let runs = mention::first_look(&segments, &pack);
            let article = mention::document::Document::gather(&segments, &runs, pack.tagger.sure());
            for run in &runs {
                let mut example =
                    Example { weight: corpus.weight, labels: labels[run.span.range()].to_vec(), ..Example::default() };
                mend(&mut example.labels);
                for offset in 0..run.labels.len() {
                    let mut features = Vec::new();
                    article.features(&segments, run, offset, pack.tagger.sure(), &mut features);
                    example.features.push(features);
                    example
                        .offsets
                        .push(run.emissions[offset].map(|score| f64::from(score) / f64::from(manifest.settings.scale)));
                }
                examples.push(example);
            }
        }
    }
    Ok(examples)
}

/// The documents of all folds but one, and of that one.
#[must_use]
pub fn split(corpora: &[Corpus], folds: usize, fold: usize) -> (Vec<Corpus>, Vec<Corpus>) {
    let part = |corpus: &Corpus, inside: bool| {
        let documents = corpus.documents.iter().enumerate().filter(|(i, _)| (i % folds == fold) == inside);
        Corpus { documents: documents.map(|(_, document)| document.clone()).collect(), ..corpus.clone() }
    };
    (
        corpora.iter().map(|corpus| part(corpus, false)).collect(),
        corpora.iter().map(|corpus| part(corpus, true)).collect(),
    )
}

fn quantise(weight: f64, settings: &Settings) -> i8 {
    (weight * f64::from(settings.scale)).round().clamp(-127.0, 127.0) as i8
}

/// The tagger's section for one convention: general weights plus those of the convention, the strongest rows, as
/// small integers, and the weights of the second look.
#[must_use]
pub fn quantised(trained: &Trained, convention: &str, settings: &Settings) -> Vec<u8> {
    let whole = |weight: f64| quantise(weight, settings);
    let weights = &trained.first.weights;
    let mut rows: Vec<(u32, [f64; LABELS])> = Vec::with_capacity(weights.len());
    for (&feature, row) in weights {
        let own = weights.get(&under(feature, convention)).copied().unwrap_or_default();
        rows.push((feature, core::array::from_fn(|label| row[label] + own[label])));
    }
    let strength = |row: &[f64; LABELS]| row.iter().map(|weight| weight.abs()).sum::<f64>();
    rows.sort_by(|a, b| strength(&b.1).total_cmp(&strength(&a.1)).then(a.0.cmp(&b.0)));
    rows.truncate(settings.rows);
    rows.extend(trained.second.weights.iter().map(|(&feature, &row)| (feature, row)));
    let features: BTreeMap<u32, Row> = rows
        .into_iter()
        .map(|(feature, row)| (feature, row.map(whole)))
        .filter(|(_, row)| row.iter().any(|&weight| weight != 0))
        .collect();
    Tagger::write(settings.bits, settings.scale, &trained.first.transitions.map(|row| row.map(whole)), &features)
}

/// Names in one document: of a whole article by both looks, of given tokens by the first.
#[must_use]
pub fn tag(document: &Document, pack: &Pack) -> Vec<(ByteSpan, Kind)> {
    let segments = cut(document, pack);
    let mentions = if document.given_tokens { mention::tag(&segments, pack) } else { mention::find(&segments, pack) };
    let names = mentions.iter().filter(|mention| Kind::NAMED.contains(&mention.kind));
    names.map(|mention| (segments.bytes(mention.span), mention.kind)).collect()
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

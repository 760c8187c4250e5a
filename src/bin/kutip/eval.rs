//! `kutip eval`: scores the tagger, or the guess of the language, on articles that were not used in training.

mod guess;

use kutip::mention::Kind;
use kutip::mention::tagger::Tagger;
use kutip::train::corpora::{self, Document, Format};
use kutip::train::manifest::Manifest;
use kutip::train::pack::{self, Base};
use kutip::train::tagger::{self, Corpus, Score};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What to score, and with which data.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The language.
    #[arg(long, default_value = "id")]
    lang: String,
    /// The folder of the training data.
    #[arg(long, default_value = "../shared")]
    data: PathBuf,
    /// Number of folds over the written corpus.
    #[arg(long, default_value_t = 5)]
    folds: usize,
    /// More annotated articles to score on, trained on everything: a folder.
    #[arg(long)]
    articles: Vec<PathBuf>,
    /// A labelled token file to score on, by its own convention: CONVENTION=FILE.
    #[arg(long)]
    tokens: Vec<String>,
    /// Overrides a setting of the tagger: NAME=VALUE.
    #[arg(long)]
    set: Vec<String>,
    /// Leave out the second look, which takes most of the time.
    #[arg(long)]
    first: bool,
    /// Score the guess of the language instead, by cross-validation over articles: as tab-separated values.
    #[arg(long)]
    guess: bool,
    /// Print this many errors.
    #[arg(long, default_value_t = 0)]
    errors: usize,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), String> {
    if arguments.guess {
        return guess::run(&arguments.data, arguments.folds);
    }
    let manifest = Manifest::read(Path::new("."), &arguments.lang, &arguments.set)?;
    let corpora = pack::data(&manifest, &arguments.data)?;
    let base = pack::base(&manifest, &arguments.data, corpora.iter().flat_map(|corpus| &corpus.documents))?;
    for (name, section) in &base.sections {
        eprintln!("{name}: {} bytes", section.len());
    }
    if !arguments.articles.is_empty() || !arguments.tokens.is_empty() {
        let model = tagger::train(&corpora, &base.pack, &manifest, !arguments.first, |epoch, loss| {
            eprintln!("epoch {epoch}: loss {loss:.4}")
        })?;
        for folder in &arguments.articles {
            let documents = corpora::read(folder, Format::Guide)?;
            let score = score(
                &base,
                &tagger::quantised(&model, &manifest.convention, &manifest.settings),
                &documents,
                arguments.errors,
            )?;
            print(&folder.display().to_string(), &score);
        }
        for tokens in &arguments.tokens {
            let (convention, file) = tokens.split_once('=').ok_or("--tokens wants CONVENTION=FILE")?;
            let documents = corpora::read(Path::new(file), Format::Columns)?;
            let section = tagger::quantised(&model, convention, &manifest.settings);
            eprintln!("tagger: {} bytes", section.len());
            print(file, &score(&base, &section, &documents, arguments.errors)?);
        }
    }
    if arguments.folds > 1 {
        for (convention, score) in cross_validate(&manifest, &base, &corpora, arguments)? {
            print(&format!("{convention}, {} folds", arguments.folds), &score);
        }
    }
    Ok(())
}

/// Scores every convention on documents left out of training, one fold after the other, on two threads.
fn cross_validate(
    manifest: &Manifest,
    base: &Base,
    corpora: &[Corpus],
    arguments: &Arguments,
) -> Result<BTreeMap<String, Score>, String> {
    let next = AtomicUsize::new(0);
    let scores = Mutex::new(BTreeMap::<String, Score>::new());
    let work = || -> Result<(), String> {
        loop {
            let fold = next.fetch_add(1, Ordering::Relaxed);
            if fold >= arguments.folds {
                return Ok(());
            }
            let (train, test) = tagger::split(corpora, arguments.folds, fold);
            let model = tagger::train(&train, &base.pack, manifest, !arguments.first, |_, _| ())?;
            for corpus in &test {
                let section = tagger::quantised(&model, &corpus.convention, &manifest.settings);
                let mut score = Score::default();
                let errors = if corpus.convention == manifest.convention { arguments.errors } else { 0 };
                add(base, &section, &corpus.documents, &mut score, errors)?;
                if let Ok(mut scores) = scores.lock() {
                    scores.entry(corpus.convention.clone()).or_default().join(&score);
                }
            }
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| "a fold failed".to_owned())?)
    })?;
    scores.into_inner().map_err(|error| error.to_string())
}

fn score(base: &Base, section: &[u8], documents: &[Document], errors: usize) -> Result<Score, String> {
    let mut score = Score::default();
    add(base, section, documents, &mut score, errors)?;
    Ok(score)
}

fn add(base: &Base, section: &[u8], documents: &[Document], score: &mut Score, errors: usize) -> Result<(), String> {
    let mut pack = base.pack.clone();
    pack.tagger = Tagger::read(section).map_err(|error| error.to_string())?;
    let mut shown = 0;
    for document in documents {
        let found = tagger::tag(document, &pack);
        score.add(&found, &document.names);
        for (span, kind) in &found {
            if shown < errors && !document.names.iter().any(|(gold, k, _)| gold == span && k == kind) {
                shown += 1;
                println!(
                    "extra  {} {} …{}",
                    kind.name(),
                    &document.text[span.range()].replace('\n', " "),
                    context(document, span.start)
                );
            }
        }
        for (span, kind, _) in &document.names {
            if shown < errors && !found.contains(&(*span, *kind)) {
                shown += 1;
                println!(
                    "missed {} {} …{}",
                    kind.name(),
                    &document.text[span.range()].replace('\n', " "),
                    context(document, span.start)
                );
            }
        }
    }
    Ok(())
}

fn context(document: &Document, at: u32) -> String {
    let before: String =
        document.text[..at as usize].chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = document.text[at as usize..].chars().take(50).collect();
    format!("{before}[{after}").replace('\n', " ")
}

fn print(name: &str, score: &Score) {
    let line = |kind| {
        let [precision, recall, f] = score.figures(kind);
        format!("P {precision:.2} R {recall:.2} F {f:.2}")
    };
    println!("{name}: {}", line(None));
    for (index, kind) in Kind::NAMED.iter().enumerate() {
        println!("    {:13}{}", kind.name(), line(Some(index)));
    }
}

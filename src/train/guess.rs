//! Makes the table that tells languages apart, from annotated articles and from the words of the tables.

use super::corpora::{self, Format};
use super::tables;
use crate::guess::{self, MOST, Row};
use crate::pack::bytes::number;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A language to tell from the others.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    language: String,
    /// Folders of tables below `src/lang`.
    #[serde(default)]
    tables: Vec<PathBuf>,
    /// A folder of annotated articles below `src/lang`.
    own: PathBuf,
    /// Labelled tokens below the data folder, of which only the words count; never scored.
    tokens: Option<PathBuf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    #[serde(rename = "source")]
    sources: Vec<Source>,
}

/// A language with what is known of it.
#[derive(Clone, Debug)]
pub struct Language {
    /// ISO 639-1.
    pub name: String,
    /// Articles.
    pub texts: Vec<String>,
    /// Words of its tables.
    pub words: String,
    /// More text, to learn from only.
    pub more: Vec<String>,
}

/// Reads `src/lang/guess.toml` below `root` and all that it names.
///
/// # Errors
/// One line that names the file and what is wrong with it.
pub fn languages(root: &Path, data: &Path) -> Result<Vec<Language>, String> {
    let all = root.join("src/lang");
    let path = all.join("guess.toml");
    let wrong = |what: String| format!("{}: {what}", path.display());
    let text = std::fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
    let manifest: Manifest = toml::from_str(&text).map_err(|error| wrong(error.message().to_owned()))?;
    if manifest.sources.len() > MOST {
        return Err(wrong(format!("more than {MOST} languages")));
    }
    let read = |source: &Source| {
        let articles = corpora::read(&all.join(&source.own), Format::Guide)?;
        let texts = articles.into_iter().map(|article| article.text).collect();
        let folders: Vec<PathBuf> = source.tables.iter().map(|tables| all.join(tables)).collect();
        let words = [("words.tsv", 1), ("cues.tsv", 2)].into_iter().map(|(table, first)| {
            let lines = tables::lines(&folders, table)?;
            let words =
                lines.iter().flat_map(|line| line.split('\t').skip(first).flat_map(|forms| forms.split([',', '_'])));
            Ok::<_, String>(words.collect::<Vec<_>>().join(" "))
        });
        let words = words.collect::<Result<Vec<_>, _>>()?.join(" ");
        let mut more = Vec::new();
        if let Some(path) = &source.tokens {
            for document in corpora::read(&data.join(path), Format::Columns)? {
                let tokens: Vec<&str> = document.text.lines().collect();
                more.extend(tokens.chunks(CHUNK).map(|tokens| tokens.join(" ")));
            }
        }
        Ok(Language { name: source.language.clone(), texts, words, more })
    };
    manifest.sources.iter().map(read).collect()
}

/// Tokens without articles are cut into texts of this many.
const CHUNK: usize = 300;

/// Rows of the table, the most telling kept.
const ROWS: usize = 3000;

/// How many words of all languages together every language is taken to have been seen with: what a small corpus lacks is
/// not held to be impossible.
const PRIOR: f64 = 2000.0;

/// A word is a common one if this share of the texts has it.
const COMMON: f64 = 0.3;

/// A word must occur in this many texts, so that no single subject counts; a table is worth as many.
const SPREAD: u32 = 3;

/// The table for `languages`. A word counts once a text: those that a text is about come often in it.
#[must_use]
pub fn table(languages: &[Language]) -> Vec<u8> {
    let mut counts = BTreeMap::<u32, [u32; MOST]>::new();
    let mut totals = [0u32; MOST];
    for (language, known) in languages.iter().enumerate() {
        let texts = known.texts.iter().chain(&known.more).map(|text| (1, text));
        for (weight, text) in texts.chain([(SPREAD, &known.words)]) {
            let mut words = BTreeSet::new();
            guess::words_of(text, |hash| {
                words.insert(hash);
            });
            totals[language] += weight * words.len() as u32;
            for hash in words {
                counts.entry(hash).or_default()[language] += weight;
            }
        }
    }
    let mut rows: Vec<(u32, Row, f64)> = counts
        .iter()
        .filter(|(_, texts)| texts.iter().sum::<u32>() >= SPREAD)
        .map(|(&hash, texts)| {
            let (row, tells) = weigh(texts, &totals, languages);
            (hash, row, tells)
        })
        .collect();
    rows.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    rows.truncate(ROWS);
    rows.sort_by_key(|row| row.0);
    let (mut section, mut last) = (Vec::new(), 0);
    for (hash, row, _) in rows {
        number(&mut section, hash - last);
        last = hash;
        section.extend(row.weights[..languages.len()].iter().map(|weight| weight.cast_unsigned()));
        section.push(row.common);
    }
    let names: String = languages.iter().map(|language| format!("{}\n", language.name)).collect();
    crate::pack::write("guess", &[("languages", names.as_bytes()), ("rows", &section)])
}

/// The row of a word that so many texts of each language have, and how much it tells.
fn weigh(texts: &[u32; MOST], totals: &[u32; MOST], languages: &[Language]) -> (Row, f64) {
    let n = languages.len() as f64;
    let mean = (0..languages.len()).map(|l| f64::from(texts[l]) / f64::from(totals[l].max(1))).sum::<f64>() / n;
    let likely = |l: usize| (f64::from(texts[l]) + PRIOR * mean) / (f64::from(totals[l]) + PRIOR);
    let level = (0..languages.len()).map(|l| libm::log2(likely(l))).sum::<f64>() / n;
    let (mut row, mut tells) = (Row::default(), 0.0);
    for (l, language) in languages.iter().enumerate() {
        let weight = libm::log2(likely(l)) - level;
        row.weights[l] = (8.0 * weight).round().clamp(-127.0, 127.0) as i8;
        let all = (language.texts.len() + language.more.len()).max(1);
        row.common |= u8::from(f64::from(texts[l]) >= COMMON * all as f64) << l;
        tells += likely(l) * weight.abs();
    }
    // What is common everywhere tells nothing apart, but says that the language is a known one.
    (row, if row.common != 0 { tells + 1.0 } else { tells })
}

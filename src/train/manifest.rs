//! What a language's `train.toml` says: which tables, which data, which settings.

use super::corpora::Format;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// One source of labelled names.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The convention it labels by; its features are learned a second time under this name.
    pub convention: String,
    /// Where it is below the data folder.
    #[serde(default)]
    pub path: PathBuf,
    /// Where it is below the language's own folder, if it belongs to the project.
    pub own: Option<PathBuf>,
    /// How it is written.
    pub format: Format,
    /// How much one of its sentences counts.
    #[serde(default = "whole")]
    pub weight: f64,
}

const fn whole() -> f64 {
    1.0
}

/// The settings of the learner; what a manifest does not say is as [`Settings::default`] has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Times it goes over the data.
    pub epochs: u32,
    /// Models of different order that are averaged.
    pub models: u32,
    /// First step.
    pub rate: f64,
    /// Strength of L1.
    pub sparsity: f64,
    /// Seed of the shuffling.
    pub seed: u64,
    /// Features seen less often are left out.
    pub min_count: u32,
    /// Bits of a feature's hash in the pack.
    pub bits: u32,
    /// The weight units of a whole.
    pub scale: u32,
    /// Rows in the pack, the strongest kept.
    pub rows: usize,
    /// First step of the second look.
    pub second_rate: f64,
    /// Strength of L1 in the second look.
    pub second_sparsity: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            epochs: 12,
            models: 1,
            rate: 0.05,
            sparsity: 2e-5,
            seed: 7,
            min_count: 1,
            bits: 22,
            scale: 6,
            rows: 60_000,
            second_rate: 0.1,
            second_sparsity: 1e-5,
        }
    }
}

/// One language's manifest.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// ISO 639-1.
    #[serde(skip)]
    pub language: String,
    /// Its folder.
    #[serde(skip)]
    pub folder: PathBuf,
    /// Folders of tables, from the most general to the language's own.
    pub tables: Vec<PathBuf>,
    /// Lists of regions below the data folder, each line a code and a name between tabs.
    #[serde(default)]
    pub regions: Vec<PathBuf>,
    /// The convention of annotation at use.
    #[serde(default)]
    pub convention: String,
    /// What the tagger learns from; without any the pack is made of tables alone.
    #[serde(rename = "source", default)]
    pub sources: Vec<Source>,
    /// How.
    #[serde(rename = "tagger", default)]
    pub settings: Settings,
}

impl Manifest {
    /// Reads `src/lang/<language>/train.toml` below `root`. `changes` are settings of the tagger to use instead, each
    /// `name=value`.
    ///
    /// # Errors
    /// One line that names the file and the entry.
    pub fn read(root: &Path, language: &str, changes: &[String]) -> Result<Self, String> {
        let all = root.join("src/lang");
        let folder = all.join(language);
        let path = folder.join("train.toml");
        let wrong = |what: String| format!("{}: {what}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
        let mut table: toml::Table =
            text.parse().map_err(|error: toml::de::Error| wrong(error.message().to_owned()))?;
        for change in changes {
            let changed: toml::Table =
                change.parse().map_err(|_| format!("no setting {change}: it wants NAME=VALUE"))?;
            table.entry("tagger").or_insert_with(|| toml::Table::new().into()).as_table_mut().into_iter().for_each(
                |tagger| {
                    tagger.extend(changed.clone());
                },
            );
        }
        let mut manifest: Self =
            table.try_into().map_err(|error: toml::de::Error| wrong(error.message().to_owned()))?;
        manifest.language = language.into();
        manifest.tables.iter_mut().for_each(|tables| *tables = all.join(&tables));
        manifest.folder = folder;
        Ok(manifest)
    }
}

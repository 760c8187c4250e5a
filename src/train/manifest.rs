//! What a language's `train.toml` says: which data, which settings.

use super::corpora::Format;
use std::path::{Path, PathBuf};

/// One source of labelled names.
#[derive(Clone, Debug)]
pub struct Source {
    /// The convention it labels by; its features are learned a second time under this name.
    pub convention: String,
    /// Where it is: below the data folder, or (with `own`) below the language's own.
    pub path: PathBuf,
    /// Whether it belongs to the project.
    pub own: bool,
    /// How it is written.
    pub format: Format,
    /// How much one of its sentences counts.
    pub weight: f64,
}

/// The settings of the learner.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Times it goes over the data.
    pub epochs: u32,
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
    pub scale: f64,
    /// Rows in the pack, the strongest kept.
    pub rows: usize,
    /// First step of the second look.
    pub second_rate: f64,
    /// Strength of L1 in the second look.
    pub second_sparsity: f64,
}

/// One language's manifest.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// ISO 639-1.
    pub language: String,
    /// Folders of tables, from the most general to the language's own.
    pub tables: Vec<PathBuf>,
    /// The convention of annotation at use.
    pub convention: String,
    /// What the tagger learns from.
    pub sources: Vec<Source>,
    /// How.
    pub settings: Settings,
}

impl Manifest {
    /// Reads `src/lang/<language>/train.toml` below `root`.
    ///
    /// # Errors
    /// One line that names the file and the entry.
    pub fn read(root: &Path, language: &str) -> Result<Self, String> {
        let folder = root.join("src/lang").join(language);
        let path = folder.join("train.toml");
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let wrong = |what: &str| format!("{}: {what}", path.display());
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| wrong(error.message()))?;
        let string = |table: &toml::Table, key: &str| {
            table.get(key).and_then(toml::Value::as_str).map(str::to_owned).ok_or_else(|| wrong(&format!("no text `{key}`")))
        };
        let tables = table
            .get("tables")
            .and_then(toml::Value::as_array)
            .ok_or_else(|| wrong("no list `tables`"))?
            .iter()
            .filter_map(toml::Value::as_str)
            .map(|name| root.join("src/lang").join(name))
            .collect();
        let mut sources = Vec::new();
        for source in table.get("source").and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_table) {
            let format = match string(source, "format")?.as_str() {
                "guide" => Format::Guide,
                "columns" => Format::Columns,
                other => return Err(wrong(&format!("no format `{other}`"))),
            };
            let weight = source.get("weight").map_or(Some(1.0), number).ok_or_else(|| wrong("a weight that is no number"))?;
            let own = source.contains_key("own");
            let path = if own { folder.join(string(source, "own")?) } else { string(source, "path")?.into() };
            sources.push(Source { convention: string(source, "convention")?, path, own, format, weight });
        }
        let settings = table.get("tagger").and_then(toml::Value::as_table).ok_or_else(|| wrong("no table `tagger`"))?;
        let setting = |key: &str| settings.get(key).and_then(number).ok_or_else(|| wrong(&format!("no number `tagger.{key}`")));
        Ok(Self {
            language: language.into(),
            tables,
            convention: string(&table, "convention")?,
            sources,
            settings: Settings {
                epochs: setting("epochs")? as u32,
                rate: setting("rate")?,
                sparsity: setting("sparsity")?,
                seed: setting("seed")? as u64,
                min_count: setting("min_count")? as u32,
                bits: setting("bits")? as u32,
                scale: setting("scale")?,
                rows: setting("rows")? as usize,
                second_rate: setting("second_rate")?,
                second_sparsity: setting("second_sparsity")?,
            },
        })
    }
}

fn number(value: &toml::Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|integer| integer as f64))
}

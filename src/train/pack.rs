//! Builds a pack from tables, lists and a trained tagger.

use super::corpora::{self, Document};
use super::knowledge;
use super::manifest::Manifest;
use super::tables;
use super::tagger::Corpus;
use crate::coref::aliases::Aliases;
use crate::mention::gazetteer::Gazetteer;
use crate::mention::knowledge::Knowledge;
use crate::mention::patterns::Patterns;
use crate::pack::Pack;
use crate::pack::cues::Cues;
use crate::pack::lexicon::Lexicon;
use crate::pack::roles::Roles;
use std::path::Path;

/// The sections of a pack that do not depend on a trained tagger, and the pack they make.
#[derive(Debug, Default)]
pub struct Base {
    /// Names and bytes of the sections.
    pub sections: Vec<(&'static str, Vec<u8>)>,
    /// The pack without its tagger.
    pub pack: Pack,
}

/// Reads all training data of a manifest.
///
/// # Errors
/// One line that names the file and what is wrong with it.
pub fn data(manifest: &Manifest, data: &Path) -> Result<Vec<Corpus>, String> {
    let read = |source: &super::manifest::Source| {
        let path = source.own.as_ref().map_or_else(|| data.join(&source.path), |own| manifest.folder.join(own));
        let documents = corpora::read(&path, source.format)?;
        Ok(Corpus { convention: source.convention.clone(), weight: source.weight, documents })
    };
    manifest.sources.iter().map(read).collect()
}

/// Builds all but the tagger.
///
/// # Errors
/// One line that names the file and what is wrong with it.
pub fn base<'d>(manifest: &Manifest, data: &Path, texts: impl Iterator<Item = &'d Document>) -> Result<Base, String> {
    let words = [tables::section(&manifest.tables, "words.tsv")?, knowledge::genders(&manifest.tables)?].concat();
    let affixes = tables::section(&manifest.tables, "affixes.tsv")?;
    let roles = tables::section(&manifest.tables, "roles.tsv")?;
    let cues = tables::section(&manifest.tables, "cues.tsv")?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let failed = |error: crate::pack::PackError| error.to_string();
    let lexicon = Lexicon::read(&text(&words), &text(&affixes), &text(&cues)).map_err(failed)?;
    let common = knowledge::count_common(texts.map(|document| document.text.as_str()), &lexicon);
    let known = knowledge::known(&manifest.tables)?;
    let regions: Vec<_> = manifest.regions.iter().map(|list| data.join(list)).collect();
    let names = knowledge::names(&regions, &known, &lexicon, &common)?;
    let levels = Knowledge::write(&knowledge::levels(&names, &knowledge::name_words(&manifest.tables)?, &common));
    let aliases = knowledge::aliases(&known, &lexicon);
    let names = knowledge::section(&names);
    let patterns: Vec<(String, String)> = tables::lines(&manifest.tables, "patterns.tsv")?
        .iter()
        .filter_map(|line| line.split_once('\t').map(|(kind, pattern)| (kind.to_owned(), pattern.to_owned())))
        .collect();
    let patterns = Patterns::compile(&patterns)?;
    let pack = Pack {
        language: manifest.language.clone(),
        lexicon,
        roles: Roles::read(&text(&roles)).map_err(failed)?,
        cues: Cues::read(&text(&cues)).map_err(failed)?,
        gazetteer: Gazetteer::read(&names).map_err(failed)?,
        knowledge: Knowledge::read(&levels).map_err(failed)?,
        aliases: Aliases::read(&aliases).map_err(failed)?,
        patterns: Patterns::read(&patterns).map_err(failed)?,
        ..Pack::default()
    };
    Ok(Base {
        sections: vec![
            ("words", words),
            ("affixes", affixes),
            ("cues", cues),
            ("roles", roles),
            ("patterns", patterns),
            ("names", names),
            ("levels", levels),
            ("aliases", aliases),
        ],
        pack,
    })
}

//! The packs that are committed are those of the tables: after a table has changed, its languages are trained anew.

use kutip::pack::Sections;
use kutip::packs::PACKS;
use kutip::train::manifest::Manifest;
use kutip::train::pack;
use std::path::Path;

/// What no training data has a part in.
const OF_TABLES: [&str; 6] = ["words", "affixes", "cues", "roles", "patterns", "aliases"];

/// The sections of the committed packs that are not as they would be made now.
fn stale(made: impl Fn(Manifest) -> pack::Base, compared: impl Fn(&str) -> bool) -> Vec<String> {
    let mut stale = Vec::new();
    for (language, bytes) in PACKS {
        let manifest = Manifest::read(Path::new("."), language, &[]).expect("a manifest");
        let committed = Sections::read(bytes).expect("a pack");
        let sections = made(manifest).sections;
        let differs = sections.iter().filter(|(name, bytes)| compared(name) && committed.get(name) != bytes);
        stale.extend(differs.map(|(name, _)| format!("{language} {name}")));
    }
    stale
}

#[test]
fn packs_are_made_of_the_tables_there_are() {
    let without_data = |mut manifest: Manifest| {
        manifest.regions.clear();
        pack::base(&manifest, Path::new("."), std::iter::empty()).expect("tables")
    };
    let stale = stale(without_data, |name| OF_TABLES.contains(&name));
    assert!(stale.is_empty(), "`kutip train --lang …` makes them anew: {stale:?}");
}

#[test]
fn packs_are_made_of_the_data_there_is() {
    let data = Path::new("../shared");
    if !data.join("data").exists() {
        eprintln!("left out: there is no {}/data", data.display());
        return;
    }
    let with_data = |manifest: Manifest| {
        let corpora = pack::data(&manifest, data).expect("corpora");
        pack::base(&manifest, data, corpora.iter().flat_map(|corpus| &corpus.documents)).expect("tables and lists")
    };
    let stale = stale(with_data, |_| true);
    assert!(stale.is_empty(), "`kutip train --lang …` makes them anew: {stale:?}");
}

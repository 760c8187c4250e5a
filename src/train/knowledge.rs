//! Lists of names and counts of words, from the sources that `shared/README.md` lists.

use super::tables;
use crate::coref::acronyms::abbreviates;
use crate::coref::aliases::{Aliases, Group};
use crate::key::Key;
use crate::mention::gazetteer::{Gazetteer, Lists};
use crate::mention::knowledge::{Levels, Role};
use crate::pack::lexicon::Lexicon;
use crate::segment::{Case, segment};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Names by list, in the order of [`Lists::ALL`]; tokens stand with single blanks between.
pub type Names = [BTreeSet<String>; Lists::ALL.len()];

/// How often words occur in lower case in running text.
pub type Counts = BTreeMap<Key, u32>;

/// Counts the words of `texts` that stand in lower case.
pub fn count_common<'t>(texts: impl Iterator<Item = &'t str>, lexicon: &Lexicon) -> Counts {
    let mut counts = Counts::new();
    for text in texts {
        for token in segment(text, lexicon).tokens.iter().filter(|token| token.case == Case::Lower) {
            *counts.entry(token.key).or_default() += 1;
        }
    }
    counts
}

/// The tables of names written for kutip: kind, name and aliases between tabs.
const TABLES: [&str; 4] = ["places.tsv", "organizations.tsv", "persons.tsv", "other.tsv"];

/// A name of the tables, with its aliases.
#[derive(Clone, Debug)]
pub struct Known {
    list: usize,
    names: Vec<String>,
}

/// Reads the tables of names in `folders`.
///
/// # Errors
/// One line that names the table and the entry.
pub fn known(folders: &[PathBuf]) -> Result<Vec<Known>, String> {
    let mut known = Vec::new();
    for table in TABLES {
        for line in tables::lines(folders, table)? {
            let mut fields = line.split('\t');
            let (kind, name) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            let kinds = ["region", "place", "organization", "person", "other"];
            let list = kinds
                .iter()
                .position(|known| *known == kind)
                .ok_or_else(|| format!("{table}: no kind \"{kind}\" in \"{line}\""))?;
            let aliases = fields.next().unwrap_or_default().split(" | ");
            let names =
                core::iter::once(name).chain(aliases).filter(|name| !name.is_empty()).map(str::to_owned).collect();
            known.push(Known { list, names });
        }
    }
    Ok(known)
}

/// The section of aliases: entities of several names, without the names that need no table because they are parts or
/// acronyms of the fullest one.
#[must_use]
pub fn aliases(known: &[Known], lexicon: &Lexicon) -> Vec<u8> {
    let mut groups = Vec::new();
    for entity in known.iter().filter(|entity| entity.list != OTHER) {
        let full = &entity.names[0];
        let needed = |name: &&String| !is_part(name, full) && !abbreviates(name, full.split(' '));
        let others: Vec<&String> = entity.names[1..].iter().filter(needed).collect();
        if !others.is_empty() {
            let names = core::iter::once(full).chain(others).map(|name| spaced(name, lexicon)).collect();
            groups.push(Group { names, link: 0 });
        }
    }
    Aliases::write(&groups)
}

/// Whether all words of `short` are words of `long`.
fn is_part(short: &str, long: &str) -> bool {
    short.split(' ').all(|word| long.split(' ').any(|other| other == word))
}

const OTHER: usize = 4;

/// The tokens of a name with single blanks between.
fn spaced(name: &str, lexicon: &Lexicon) -> String {
    let segments = segment(name, lexicon);
    (0..segments.tokens.len() as u32).map(|index| segments.token_text(index)).collect::<Vec<_>>().join(" ")
}

/// Gathers the lists of names for a language.
///
/// # Errors
/// One line that names the file that cannot be read.
pub fn names(regions: &[PathBuf], known: &[Known], lexicon: &Lexicon, common: &Counts) -> Result<Names, String> {
    const REGIONS: usize = 0;
    const LONGEST: usize = 5;
    let mut names = Names::default();
    for path in regions {
        let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        // The code of a level has one full stop more than that of the level above it.
        let upper = |line: &&str| line.split('\t').next().is_some_and(|code| code.matches('.').count() < 2);
        for line in String::from_utf8_lossy(&bytes).lines().filter(upper) {
            let name = line.split('\t').nth(1).unwrap_or_default();
            let bare = ["Kabupaten ", "Kota ", "Administrasi "].into_iter().fold(name, str::trim_start_matches);
            if let Some(name) = listed(bare, lexicon, common, LONGEST) {
                names[REGIONS].insert(name);
            }
        }
    }
    for entity in known {
        for name in &entity.names {
            names[entity.list].insert(spaced(name, lexicon));
        }
    }
    Ok(names)
}

/// A name as the lists have it, or none where it is broken, too long, or a common word.
fn listed(name: &str, lexicon: &Lexicon, common: &Counts, longest: usize) -> Option<String> {
    let name = name.split(" (").next().unwrap_or_default().trim();
    if name.len() < 3 || name.contains(['?', '\u{fffd}', ',']) {
        return None;
    }
    let segments = segment(name, lexicon);
    let tokens: Vec<_> = (0..segments.tokens.len() as u32).map(|index| segments.token_text(index)).collect();
    let capital = segments.tokens.first()?.case.has_capital();
    let plain = tokens.len() == 1 && common.get(&segments.tokens[0].key).is_some_and(|&count| count > 1);
    if !capital || plain || tokens.len() > longest {
        return None;
    }
    Some(tokens.join(" "))
}

/// A word of the written list of parts of names counts like this many names.
const WRITTEN: u32 = 4;

/// The written list of words that are parts of people's names.
///
/// # Errors
/// As [`tables::lines`].
pub fn name_words(folders: &[PathBuf]) -> Result<Vec<(Role, String)>, String> {
    let mut words = Vec::new();
    for line in tables::lines(folders, "name-words.tsv")? {
        let (role, line) = line.split_once('\t').unwrap_or_default();
        let role = if role == "later" { Role::Later } else { Role::First };
        words.extend(line.split(' ').map(|word| (role, word.to_owned())));
    }
    Ok(words)
}

/// The classes of given names that tell men from women, as lines of the section of words.
///
/// # Errors
/// As [`tables::lines`].
pub fn genders(folders: &[PathBuf]) -> Result<Vec<u8>, String> {
    let lines = tables::lines(folders, "name-words.tsv")?;
    let telling = lines.iter().filter(|line| line.starts_with("male\t") || line.starts_with("female\t"));
    Ok(telling.flat_map(|line| [line.as_bytes(), b"\n"].concat()).collect())
}

/// The levels of every word of the lists, and of every common word.
#[must_use]
pub fn levels(names: &Names, words: &[(Role, String)], common: &Counts) -> BTreeMap<Key, Levels> {
    let mut counts = BTreeMap::<(Key, u16), (u32, Role)>::new();
    let mut count = |token: &str, role: Role| {
        counts.entry((crate::key::key(token), role as u16)).or_insert((0, role)).0 += 1;
    };
    for (list, names) in names.iter().enumerate() {
        for name in names {
            for (position, token) in
                name.split(' ').enumerate().filter(|(_, token)| token.chars().any(char::is_uppercase))
            {
                match list {
                    0 | 1 => count(token, Role::Place),
                    2 => count(token, Role::Organization),
                    3 if position == 0 => count(token, Role::First),
                    3 => count(token, Role::Later),
                    _ => {}
                }
            }
        }
    }
    for (role, word) in words {
        for _ in 0..WRITTEN {
            count(word, *role);
        }
    }
    let mut levels = BTreeMap::<Key, Levels>::new();
    for ((key, _), (count, role)) in counts {
        // Once says little of a word: left out, F stays and the pack is 13 KB smaller.
        if count == 1 {
            continue;
        }
        let entry = levels.entry(key).or_default();
        *entry = entry.with(role, level(count));
    }
    for (&key, &count) in common {
        if count > 2 {
            let entry = levels.entry(key).or_default();
            *entry = entry.with(Role::Common, level(count / 4 + 1));
        }
    }
    levels
}

/// 1 for one, 2 from two, 3 from five.
const fn level(count: u32) -> u16 {
    match count {
        0 => 0,
        1 => 1,
        2..=4 => 2,
        _ => 3,
    }
}

/// The section of names. People of several names are left out: their words have levels, which serve as well (F stays,
/// 12 KB less).
#[must_use]
pub fn section(names: &Names) -> Vec<u8> {
    let all = names
        .iter()
        .zip(Lists::ALL)
        .flat_map(|(names, list)| names.iter().map(move |name| (name.as_str(), Lists(list))));
    Gazetteer::write(all.filter(|(name, list)| list.0 != Lists::PERSON || !name.contains(' ')))
}

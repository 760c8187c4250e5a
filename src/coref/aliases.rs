//! Names that are known to be one: China and Tiongkok, KPK and Komisi Pemberantasan Korupsi.

use crate::key::{Key, mix};
use crate::pack::PackError;
use crate::pack::bytes::Reader;
use crate::pack::keymap::KeyMap;
use crate::segment::Segments;
use crate::span::TokenSpan;

/// Wordings of the same entity, by the hash of their tokens.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    /// The hash of its first wording, for every wording.
    canonical: KeyMap<Key>,
    /// The number of a Wikidata item, by the hash of the first wording.
    links: KeyMap<u32>,
}

/// Bits of a hash.
const MASK: u32 = (1 << 24) - 1;
const ROOT: Key = 5;

/// An entity of several names, for [`Aliases::write`]; the tokens of a name stand with single blanks between.
#[cfg(feature = "train")]
#[derive(Clone, Debug)]
pub struct Group {
    /// Its names, the fullest first.
    pub names: Vec<String>,
    /// The number of its Wikidata item; 0 for none.
    pub link: u32,
}

impl Aliases {
    /// Reads the section `aliases`: the number of entities; for each the difference of its first name's hash to the
    /// one before; then for each the number of its other names; then all their hashes, three bytes each; then for each
    /// the number of its Wikidata item.
    pub fn read(section: &[u8]) -> Result<Self, PackError> {
        let mut aliases = Self::default();
        if section.is_empty() {
            return Ok(aliases);
        }
        let mut reader = Reader::new(section);
        let count = reader.number()? as usize;
        let mut firsts = Vec::with_capacity(count.min(section.len()));
        let mut hash = 0u32;
        for _ in 0..count {
            hash = hash.wrapping_add(reader.number()?) & MASK;
            firsts.push(hash);
        }
        let others = reader.bytes(count)?;
        for (&first, &others) in firsts.iter().zip(others) {
            *aliases.canonical.entry(slot(first)) = slot(first);
            for hash in reader.bytes(usize::from(others) * 3)?.chunks_exact(3) {
                let hash = hash.iter().fold(0, |hash, &byte| hash << 8 | u32::from(byte));
                *aliases.canonical.entry(slot(hash)) = slot(first);
            }
        }
        for first in firsts {
            let link = reader.number()?;
            if link > 0 {
                *aliases.links.entry(slot(first)) = link;
            }
        }
        Ok(aliases)
    }

    /// Writes what [`Aliases::read`] reads.
    #[cfg(feature = "train")]
    #[must_use]
    pub fn write(groups: &[Group]) -> Vec<u8> {
        use crate::pack::bytes::number;
        let hash = |name: &String| name.split(' ').map(crate::key::key).fold(ROOT, mix) & MASK;
        let mut sorted: Vec<(u32, Vec<u32>, u32)> = Vec::new();
        for group in groups {
            let mut hashes = group.names.iter().map(hash);
            if let Some(first) = hashes.next() {
                let mut others: Vec<u32> = hashes.filter(|&other| other != first).collect();
                others.sort_unstable();
                others.dedup();
                sorted.push((first, others, group.link));
            }
        }
        sorted.sort();
        sorted.dedup_by_key(|entity| entity.0);
        let mut bytes = Vec::new();
        number(&mut bytes, sorted.len() as u32);
        let mut last = 0;
        for (first, ..) in &sorted {
            number(&mut bytes, first - last);
            last = *first;
        }
        bytes.extend(sorted.iter().map(|(_, others, _)| others.len().min(255) as u8));
        for other in sorted.iter().flat_map(|(_, others, _)| others.iter().take(255)) {
            bytes.extend(&other.to_be_bytes()[1..]);
        }
        for (.., link) in &sorted {
            number(&mut bytes, *link);
        }
        bytes
    }

    /// One key for all wordings of a known entity.
    #[must_use]
    pub fn canonical(&self, segments: &Segments<'_>, span: TokenSpan) -> Option<Key> {
        self.canonical.get(slot(segments.slice(span).iter().fold(ROOT, |path, token| mix(path, token.key)) & MASK))
    }

    /// The number of a known entity's Wikidata item.
    #[must_use]
    pub fn link(&self, segments: &Segments<'_>, span: TokenSpan) -> Option<u32> {
        self.links.get(self.canonical(segments, span)?)
    }
}

/// Hash 0 is kept for empty slots.
const fn slot(hash: u32) -> Key {
    hash + 1
}

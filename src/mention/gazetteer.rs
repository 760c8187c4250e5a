//! Lists of names: the longest match at a token, and what the lists say of it.

use crate::key::{Key, mix};
use crate::pack::PackError;
use crate::pack::bytes::Reader;
use crate::pack::keymap::KeyMap;
use crate::segment::{Case, Segments};

/// The lists that hold a name, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lists(pub u8);

impl Lists {
    /// Countries, provinces, cities and other places that news names without a word of explanation.
    pub const REGION: u8 = 1;
    /// Any other place.
    pub const PLACE: u8 = 2;
    /// Organizations.
    pub const ORGANIZATION: u8 = 4;
    /// People.
    pub const PERSON: u8 = 8;
    /// Names that are none of these: products, events, laws, months.
    pub const OTHER: u8 = 16;
    /// One bit a list, in the order of the pack's lists.
    pub const ALL: [u8; 5] = [Self::REGION, Self::PLACE, Self::ORGANIZATION, Self::PERSON, Self::OTHER];

    /// Whether a list among `lists` holds the name.
    #[must_use]
    pub const fn any(self, lists: u8) -> bool {
        self.0 & lists != 0
    }
}

/// Names by the hash of their tokens; the names themselves are not kept.
///
/// Hashes cost 1.6 bytes a name in a compressed pack, front-coded names 4.3 (measured on 38,000 of them). A stretch that
/// is no name is taken for one once in 2²⁵ / 33,000 = 1,000 times.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    names: KeyMap<Lists>,
}

/// Longest name, in tokens.
pub const LONGEST: u32 = 10;

/// Bits of a hash.
const MASK: u32 = (1 << 25) - 1;

impl Gazetteer {
    /// Reads the section `names`: groups of names that stand in the same lists, each the lists, the number of names,
    /// and their hashes as sorted differences.
    pub fn read(section: &[u8]) -> Result<Self, PackError> {
        let mut reader = Reader::new(section);
        let mut names = KeyMap::with_capacity(section.len() / 2);
        while !reader.is_empty() {
            let lists = Lists(reader.bytes(1)?[0]);
            let count = reader.number()?;
            let mut hash = 0u32;
            for _ in 0..count {
                hash = hash.wrapping_add(reader.number()?) & MASK;
                let found: &mut Lists = names.entry(slot(hash));
                found.0 |= lists.0;
            }
        }
        Ok(Self { names })
    }

    /// Writes what [`Gazetteer::read`] reads. The tokens of a name stand with single blanks between.
    #[cfg(feature = "train")]
    #[must_use]
    pub fn write<'n>(names: impl Iterator<Item = (&'n str, Lists)>) -> Vec<u8> {
        use crate::pack::bytes::number;
        use std::collections::BTreeMap;
        let mut lists_of = BTreeMap::<u32, Lists>::new();
        for (name, lists) in names {
            lists_of.entry(listed(name) & MASK).or_default().0 |= lists.0;
        }
        let mut groups = BTreeMap::<Lists, Vec<u32>>::new();
        for (hash, lists) in lists_of {
            groups.entry(lists).or_default().push(hash);
        }
        let mut bytes = Vec::new();
        for (lists, hashes) in groups {
            bytes.push(lists.0);
            number(&mut bytes, hashes.len() as u32);
            let mut last = 0;
            for hash in hashes {
                number(&mut bytes, hash - last);
                last = hash;
            }
        }
        bytes
    }

    /// The longest name that begins at token `start` and ends by `limit`: the token after it, and its lists.
    #[must_use]
    pub fn longest(&self, segments: &Segments<'_>, start: u32, limit: u32) -> Option<(u32, Lists)> {
        let first = segments.get(start)?;
        let (mut path, mut found) = (ROOT, None);
        for (end, token) in (start..limit.min(start + LONGEST)).zip(&segments.tokens[start as usize..]) {
            path = mix(path, token.key);
            if let Some(lists) = self.names.get(slot(path & MASK)) {
                found = Some((end + 1, lists));
            }
        }
        // An acronym is a name only in capitals.
        if found.is_none() && first.case == Case::Upper {
            let lists = self.names.get(slot(acronym(mix(ROOT, first.key)) & MASK));
            return lists.map(|lists| (start + 1, lists));
        }
        found
    }

    /// Number of names.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no name.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

const ROOT: Key = 1;

/// Hash 0 is kept for empty slots.
const fn slot(hash: u32) -> Key {
    hash + 1
}

const fn acronym(path: Key) -> Key {
    mix(path, 0x5550)
}

/// The hash of a name as a list has it: a single word in capitals gets one of its own, which only capitals match.
#[cfg(feature = "train")]
fn listed(name: &str) -> Key {
    let path = name.split(' ').map(crate::key::key).fold(ROOT, mix);
    let capitals = !name.contains(' ') && !name.chars().any(char::is_lowercase) && name.chars().any(char::is_uppercase);
    if capitals { acronym(path) } else { path }
}

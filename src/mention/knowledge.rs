//! What lists of names and running text say of single words: how often each is part of a name, and of which kind.

use crate::key::Key;
use crate::pack::PackError;
use crate::pack::bytes::Reader;
use crate::pack::keymap::KeyMap;

/// Counts of a word in five roles, each as a level from 0 (never) to 3 (often).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Levels(pub u16);

/// The roles whose levels a word has, in the order of their bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The first word of a person's name.
    First,
    /// A later word of a person's name.
    Later,
    /// A word of a place's name.
    Place,
    /// A word of an organization's name.
    Organization,
    /// A word of running text in lower case.
    Common,
}

impl Levels {
    /// The level of one role.
    #[must_use]
    pub const fn get(self, role: Role) -> u16 {
        (self.0 >> (role as u16 * 2)) & 3
    }

    /// These levels with that of one role set, to 3 at most.
    #[must_use]
    pub const fn with(self, role: Role, level: u16) -> Self {
        let level = if level > 3 { 3 } else { level };
        Self(self.0 & !(3 << (role as u16 * 2)) | level << (role as u16 * 2))
    }
}

/// Words and their levels.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    words: KeyMap<Levels>,
}

impl Knowledge {
    /// Reads the section of a pack: the levels once each with the number of words that have them, then for each of
    /// these groups its words as sorted keys, each the difference to the one before, in bytes of seven bits.
    pub fn read(section: &[u8]) -> Result<Self, PackError> {
        let mut reader = Reader::new(section);
        let mut words = KeyMap::with_capacity(section.len() / 3);
        while !reader.is_empty() {
            let levels = Levels(reader.number()? as u16);
            let count = reader.number()?;
            let mut key = 0u32;
            for _ in 0..count {
                key = key.wrapping_add(reader.number()?);
                *words.entry(key.max(1)) = levels;
            }
        }
        Ok(Self { words })
    }

    /// Writes what [`Knowledge::read`] reads.
    #[cfg(feature = "train")]
    #[must_use]
    pub fn write(words: &std::collections::BTreeMap<Key, Levels>) -> Vec<u8> {
        let mut groups = std::collections::BTreeMap::<u16, Vec<Key>>::new();
        for (&key, &levels) in words {
            groups.entry(levels.0).or_default().push(short(key));
        }
        let mut bytes = Vec::new();
        for (levels, mut keys) in groups {
            keys.sort_unstable();
            keys.dedup();
            crate::pack::bytes::number(&mut bytes, u32::from(levels));
            crate::pack::bytes::number(&mut bytes, keys.len() as u32);
            let mut last = 0;
            for key in keys {
                crate::pack::bytes::number(&mut bytes, key - last);
                last = key;
            }
        }
        bytes
    }

    /// The levels of a word.
    #[must_use]
    pub fn levels(&self, key: Key) -> Levels {
        self.words.get(short(key)).unwrap_or_default()
    }
}

/// Keys are cut to 24 bits here: a stranger is taken for one of 20,000 listed words once in 800 times.
fn short(key: Key) -> Key {
    (key & 0x003f_ffff).max(1)
}

//! Short forms of roles and what they stand for: Mendagri, Menteri Dalam Negeri.

use super::PackError;
use super::keymap::KeyMap;
use crate::key::{Key, key};

/// The short forms of a language.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    /// For a short form, where its words begin, and how many they are.
    short: KeyMap<(u32, u32)>,
    words: Vec<Key>,
}

impl Roles {
    /// Reads the section `roles`: a short form, a tab, the words it stands for.
    pub fn read(section: &str) -> Result<Self, PackError> {
        let mut roles = Self::default();
        for line in section.lines() {
            let (short, words) =
                line.split_once('\t').ok_or_else(|| PackError::damaged("a short role without words"))?;
            let start = roles.words.len() as u32;
            roles.words.extend(words.split(' ').map(key));
            *roles.short.entry(key(short)) = (start, roles.words.len() as u32 - start);
        }
        Ok(roles)
    }

    /// The words a word stands for; itself, if it is no short form.
    pub fn spelled_out(&self, word: Key) -> impl Iterator<Item = Key> + '_ {
        let (start, count) = self.short.get(word).unwrap_or_default();
        let known = &self.words[start as usize..(start + count) as usize];
        known.iter().copied().chain((count == 0).then_some(word))
    }
}

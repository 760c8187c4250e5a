//! Names that are known to be one: China and Tiongkok, KPK and Komisi Pemberantasan Korupsi.

use crate::key::{Key, key, mix};
use crate::pack::PackError;
use crate::pack::keymap::KeyMap;
use crate::segment::Segments;
use crate::span::TokenSpan;

/// What the table says of one wording.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    canonical: Key,
    /// Its place in the list of links, counted from one.
    link: u32,
}

/// Wordings of the same entity.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    wordings: KeyMap<Known>,
    links: Vec<Box<str>>,
}

impl Aliases {
    /// Reads the section `aliases`: the names of one entity between tabs, and a last field that begins with `=` and
    /// holds its Wikidata id. The tokens of a name stand with single blanks between.
    pub fn read(section: &str) -> Result<Self, PackError> {
        let mut aliases = Self::default();
        for line in section.lines() {
            let (names, link) = line.split_once("\t=").unwrap_or((line, ""));
            let link = if link.is_empty() {
                0
            } else {
                aliases.links.push(link.into());
                aliases.links.len() as u32
            };
            let mut names = names.split('\t').map(|name| name.split(' ').map(key).fold(ROOT, mix));
            let canonical = names.next().ok_or_else(|| PackError::damaged("an entity without a name"))?;
            for wording in core::iter::once(canonical).chain(names) {
                let known = aliases.wordings.entry(wording.max(1));
                if known.canonical == 0 {
                    *known = Known { canonical, link };
                }
            }
        }
        Ok(aliases)
    }

    /// One key for all wordings of a known entity.
    #[must_use]
    pub fn canonical(&self, segments: &Segments<'_>, span: TokenSpan) -> Option<Key> {
        self.known(segments, span).map(|known| known.canonical)
    }

    /// The Wikidata id of a known entity.
    #[must_use]
    pub fn link(&self, segments: &Segments<'_>, span: TokenSpan) -> Option<&str> {
        let link = self.known(segments, span)?.link.checked_sub(1)?;
        self.links.get(link as usize).map(|link| &**link)
    }

    fn known(&self, segments: &Segments<'_>, span: TokenSpan) -> Option<Known> {
        let path = segments.slice(span).iter().fold(ROOT, |path, token| mix(path, token.key));
        self.wordings.get(path.max(1))
    }
}

const ROOT: Key = 5;

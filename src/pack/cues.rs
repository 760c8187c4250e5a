//! The words and phrases that report speech, and what each of them takes.

use super::PackError;
use super::keymap::KeyMap;
use crate::key::{Key, key, mix};
use crate::segment::Segments;

/// What a cue takes as its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Takes {
    /// A clause, with or without a word that introduces it.
    #[default]
    Say,
    /// Somebody, then a clause, with or without a word that introduces it: "told the BBC prices would rise".
    Inform,
    /// A clause only after an introducing word, a comma, a colon or a mark; else a thing.
    Tell,
    /// A clause only after an introducing word: "found that …".
    That,
    /// A clause, and as readily a thing.
    Judge,
    /// A question.
    Ask,
    /// What is to be done.
    Order,
    /// A thought, a hope, a fear.
    Wish,
    /// Words in quotation marks only.
    Mark,
    /// The one it is according to.
    Source,
    /// Evidence, which is no speech.
    Show,
    /// What was said before: "Beliau berkata demikian ketika …".
    Back,
}

impl Takes {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "say" => Self::Say,
            "inform" => Self::Inform,
            "tell" => Self::Tell,
            "that" => Self::That,
            "judge" => Self::Judge,
            "ask" => Self::Ask,
            "order" => Self::Order,
            "wish" => Self::Wish,
            "mark" => Self::Mark,
            "source" => Self::Source,
            "show" => Self::Show,
            "back" => Self::Back,
            _ => return None,
        })
    }
}

/// What the table says of one form of a cue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CueForm {
    /// Follows what was said, its subject after it: "…," kata Putin.
    pub bare: bool,
    /// Follows its subject: Putin mengatakan.
    pub active: bool,
    /// Its agent follows, with or without a word of agency: dikatakan (oleh) Putin.
    pub passive: bool,
    /// Follows its subject in a headline, without its prefix: "Menteri Pastikan …".
    pub headline: bool,
    /// What it takes.
    pub takes: Takes,
}

impl CueForm {
    /// Whether it may stand before its subject and after it: "said Putin", "Putin said".
    #[must_use]
    pub const fn either_way(self) -> bool {
        self.bare && self.active
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    form: Option<CueForm>,
    more: bool,
}

/// The cues of a language.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    nodes: KeyMap<Node>,
}

impl Cues {
    /// Reads the section `cues`: lemma, what it takes, and the bare, active, passive and headline forms, between tabs; the forms
    /// of one column between commas, `-` for none. A form may be a phrase.
    pub fn read(section: &str) -> Result<Self, PackError> {
        let mut cues = Self::default();
        for line in section.lines() {
            let mut fields = line.split('\t').skip(1);
            let takes = fields
                .next()
                .and_then(Takes::named)
                .ok_or_else(|| PackError::damaged("a cue takes something unknown"))?;
            for (column, forms) in fields.enumerate() {
                for form in forms.split(',').filter(|form| *form != "-") {
                    cues.add(form, column, takes);
                }
            }
        }
        Ok(cues)
    }

    fn add(&mut self, phrase: &str, column: usize, takes: Takes) {
        let mut path = ROOT;
        for (position, word) in phrase.split([' ', '_']).enumerate() {
            if position > 0 {
                self.nodes.entry(path).more = true;
            }
            path = mix(path, key(word));
        }
        let form = self.nodes.entry(path).form.get_or_insert(CueForm { takes, ..CueForm::default() });
        match column {
            0 => form.bare = true,
            1 => form.active = true,
            2 => form.passive = true,
            _ => form.headline = true,
        }
    }

    /// The longest cue that begins at token `start` and ends by `limit`: the token after it, and its form.
    #[must_use]
    pub fn longest(&self, segments: &Segments<'_>, start: u32, limit: u32) -> Option<(u32, CueForm)> {
        let (mut path, mut found) = (ROOT, None);
        for index in start..limit {
            path = mix(path, segments.get(index)?.key);
            let Some(node) = self.nodes.get(path) else { break };
            if let Some(form) = node.form {
                found = Some((index + 1, form));
            }
            if !node.more {
                break;
            }
        }
        found
    }

    /// Calls `visit` with every single word that is a form of a cue by itself, and whether a clitic may
    /// follow it (`ujarnya`, `dikatakannya`; but `mengatakannya` has an object).
    pub(super) fn words(section: &str, mut visit: impl FnMut(Key, bool)) {
        for line in section.lines() {
            for (column, forms) in line.split('\t').skip(2).enumerate() {
                for form in forms.split(',').filter(|form| *form != "-" && !form.contains([' ', '_'])) {
                    visit(key(form), column == 0 || column == 2);
                }
            }
        }
    }
}

const ROOT: Key = 3;

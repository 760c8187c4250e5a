//! One token as the tagger sees it by itself: its key, its writing, what the lists and the lexicon say of it.

use super::Emit;
use crate::key::{Key, KeyHasher, key};
use crate::mention::knowledge::{Levels, Role};
use crate::pack::lexicon::Classes;
use crate::segment::{Case, Gap, Token, TokenKind};
use crate::span::ByteSpan;

/// What is known of one token before any feature is made.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct View {
    pub(super) key: Key,
    pub(super) shape: u32,
    pub(super) classes: Classes,
    pub(super) lists: u32,
    pub(super) levels: Levels,
    pub(super) run: Option<u32>,
    /// The last trigger inside the run before it.
    pub(super) trigger: Option<u32>,
    pub(super) bytes: ByteSpan,
    pub(super) capital: bool,
}

/// Beyond the sentence.
pub(super) const EDGE: View = View {
    key: 2,
    shape: 63,
    classes: Classes::NONE,
    lists: 0,
    levels: Levels(0),
    run: None,
    trigger: None,
    bytes: ByteSpan::new(0, 0),
    capital: false,
};

impl View {
    /// What the token says by itself, `offset` tokens from where it is asked.
    pub(super) fn alone(&self, offset: isize, add: &mut Emit<'_>) {
        let (word, classes, levels) = match offset {
            -2 => (4, 16, None),
            -1 => (2, 17, Some(0)),
            0 => (1, 18, Some(1)),
            1 => (3, 19, Some(2)),
            _ => (5, 20, None),
        };
        add.one(word, self.key);
        add.classes(classes, self.classes, 0);
        if let Some(place) = levels {
            for role in [Role::First, Role::Later, Role::Place, Role::Organization, Role::Common] {
                add.two(27, place << 3 | role as u32, u32::from(self.levels.get(role)));
            }
        }
        if offset == 0 {
            add.one(10, self.shape);
            add.two(28, leaning(self.levels), self.shape);
        }
    }

    /// How a capitalised word begins and ends.
    pub(super) fn affixes(&self, text: &str, add: &mut Emit<'_>) {
        if !self.capital {
            return;
        }
        for (template, affix) in (60..).zip(affixes(&text[self.bytes.range()])) {
            if affix != 0 {
                add.one(template, affix);
            }
        }
    }
}

/// Which of the roles of a word is strongest, and whether it is common besides.
pub(super) fn leaning(levels: Levels) -> u32 {
    let strongest = [Role::First, Role::Later, Role::Place, Role::Organization]
        .into_iter()
        .max_by_key(|&role| (levels.get(role), core::cmp::Reverse(role as u32)))
        .filter(|&role| levels.get(role) > 0)
        .map_or(0, |role| role as u32 + 1);
    let common = u32::from(levels.get(Role::Common));
    strongest << 2 | common
}

/// Keys of the first one to four and of the last one to four characters of a longer word.
fn affixes(word: &str) -> [Key; 8] {
    let mut keys = [0; 8];
    let mut hasher = KeyHasher::default();
    for (length, (start, c)) in word.char_indices().take(5).enumerate() {
        if start > 0 {
            keys[length - 1] = hasher.finish();
        }
        hasher.char(c);
    }
    for (length, (start, _)) in word.char_indices().rev().take(4).enumerate() {
        if start > 0 {
            keys[4 + length] = key(&word[start..]);
        }
    }
    keys
}

/// The writing of a token in six bits: case and length of a word, or the sort of another token.
pub(super) fn shape(token: &Token) -> u32 {
    let length = match token.utf16.len() {
        0 | 1 => 0,
        2 => 1,
        3 | 4 => 2,
        _ => 3,
    };
    match token.kind {
        // A bracket written into a token, which only corpora of given tokens have: (MK)
        TokenKind::Word if token.bracketed() => 48 + length,
        TokenKind::Word => {
            let case = match token.case {
                Case::None => 0,
                Case::Lower => 1,
                Case::Capital => 2,
                Case::Upper => 3,
                Case::Mixed => 4,
            };
            case << 2 | length
        }
        TokenKind::Number => 20 + length,
        TokenKind::Mark => 24 + u32::from(token.gap == Gap::None),
        TokenKind::Punctuation => 32 + (token.key & 15),
        TokenKind::Url | TokenKind::Handle | TokenKind::Hashtag => 26,
        TokenKind::Symbol => 27,
    }
}

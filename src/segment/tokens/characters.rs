//! What single characters are to the tokenizer, and what the letters of a word are together.

use crate::segment::Case;

/// Whether `c` is a quotation mark or can serve as one.
pub(crate) const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '\u{ab}'
            | '\u{bb}'
            | '\u{2018}'..='\u{201f}'
            | '\u{2039}'
            | '\u{203a}'
            | '\u{300c}'..='\u{300f}'
            | '\u{ff02}'
    )
}

pub(super) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{02bc}' | '`')
}

/// Marks that combine with the letter before them, joiners included.
pub(super) const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{200c}' | '\u{200d}')
}

/// What continues an emoji: selectors, joiners, skin tones, tags.
pub(super) const fn continues_symbol(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{200d}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

pub(super) fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { c.is_alphabetic() }
}

/// The Unicode spaces, with the zero-width and byte-order ones that pages leave behind.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{ad}') || (c.is_control())
}

/// What a word is made of so far.
#[derive(Default)]
pub(super) struct Letters {
    count: u32,
    capitals: u32,
    lower: u32,
    first_capital: bool,
    pub(super) digits: u32,
}

impl Letters {
    pub(super) fn add(&mut self, c: char) {
        let (upper, lower) = if c.is_ascii() {
            (c.is_ascii_uppercase(), c.is_ascii_lowercase())
        } else {
            (c.is_uppercase(), c.is_lowercase())
        };
        if upper && self.count == 0 {
            self.first_capital = true;
        }
        self.count += 1;
        self.capitals += u32::from(upper);
        self.lower += u32::from(lower);
    }

    pub(super) const fn case(&self) -> Case {
        match (self.capitals, self.lower) {
            (0, 0) => Case::None,
            (0, _) => Case::Lower,
            (_, 0) => Case::Upper,
            (1, _) if self.first_capital => Case::Capital,
            _ => Case::Mixed,
        }
    }
}

//! Look-up keys: the text is never rewritten, its folded form is hashed instead.

/// The key of a folded word. Two spellings that differ in case, or in the glyph of an apostrophe, share it.
///
/// Keys are 32 bits; the pack builder refuses a table in which two words collide, and a word outside every
/// table meets one inside with a chance of (words in the table) / 2³².
pub type Key = u32;

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Hashes characters one at a time (FNV-1a, folded to 32 bits at the end), so that a prefix costs nothing extra.
#[derive(Clone, Copy, Debug)]
pub struct KeyHasher(u64);

impl Default for KeyHasher {
    fn default() -> Self {
        Self(OFFSET)
    }
}

impl KeyHasher {
    /// Adds an ASCII byte, folded.
    pub fn ascii(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(PRIME);
    }

    /// Adds a character, folded: lower case, and every apostrophe as `'`.
    pub fn char(&mut self, c: char) {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{02bc}' | '`' => self.ascii(b'\''),
            _ if c.is_ascii() => self.ascii(c as u8),
            _ => {
                for lower in c.to_lowercase() {
                    let mut bytes = [0; 4];
                    for byte in lower.encode_utf8(&mut bytes).bytes() {
                        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(PRIME);
                    }
                }
            }
        }
    }

    /// The key of one character.
    #[must_use]
    pub fn of(c: char) -> Key {
        let mut hasher = Self::default();
        hasher.char(c);
        hasher.finish()
    }

    /// The key of what was added so far; never 0, which marks an empty slot in a table.
    #[must_use]
    pub const fn finish(self) -> Key {
        let key = (self.0 ^ (self.0 >> 32)) as Key;
        if key == 0 { 1 } else { key }
    }
}

/// The key of `word`.
#[must_use]
pub fn key(word: &str) -> Key {
    let mut hasher = KeyHasher::default();
    for c in word.chars() {
        hasher.char(c);
    }
    hasher.finish()
}

/// Joins two hashes in order; `mix(a, b) != mix(b, a)`. The finaliser is that of SplitMix64.
#[must_use]
pub const fn mix(a: u32, b: u32) -> u32 {
    let mut z = ((a as u64) << 32 | b as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_and_apostrophes() {
        assert_eq!(key("MA’RUF"), key("ma'ruf"));
        assert_eq!(key("Édouard"), key("édouard"));
        assert_ne!(key("kata"), key("kat"));
        assert_ne!(mix(1, 2), mix(2, 1));
    }
}

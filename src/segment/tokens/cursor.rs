//! A place in the text, in bytes and in UTF-16 units together.

/// The part of `text` that 32-bit offsets can reach.
pub(crate) fn within_u32(text: &str) -> &str {
    let mut end = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The text under the tokenizer, and how far it has read.
pub(super) struct Cursor<'t> {
    pub(super) text: &'t str,
    pub(super) position: usize,
    /// Bytes read minus UTF-16 units read.
    pub(super) lag: usize,
}

impl Cursor<'_> {
    pub(super) fn peek(&self) -> Option<char> {
        let byte = *self.text.as_bytes().get(self.position)?;
        if byte.is_ascii() { Some(byte as char) } else { self.text[self.position..].chars().next() }
    }

    /// The character `ahead` bytes after the position, which must be a character's border.
    pub(super) fn peek_at(&self, ahead: usize) -> Option<char> {
        let rest = self.text.get(self.position + ahead..)?;
        rest.chars().next()
    }

    pub(super) fn bump(&mut self, c: char) {
        self.position += c.len_utf8();
        self.lag += c.len_utf8() - c.len_utf16();
    }

    pub(super) fn utf16(&self) -> u32 {
        (self.position - self.lag) as u32
    }
}

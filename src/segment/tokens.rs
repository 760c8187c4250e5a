//! Characters to tokens, one pass over the text.

mod characters;
mod cursor;
mod words;

pub(crate) use characters::is_mark;
pub(super) use cursor::within_u32;

use super::{Case, Gap, Token, TokenKind};
use crate::key::KeyHasher;
use crate::pack::lexicon::Lexicon;
use crate::span::{ByteSpan, Utf16Span};
use characters::{Letters, continues_symbol, is_apostrophe, is_combining, is_letter, is_space};
use cursor::Cursor;

/// How far a text is cut into tokens. The text itself is given to every call, always the same.
#[derive(Clone, Debug, Default)]
pub struct Cut {
    /// Bytes read, and how many more they are than UTF-16 units.
    position: usize,
    lag: usize,
    /// The space before the next token.
    gap: Gap,
    pub(super) tokens: Vec<Token>,
}

impl Cut {
    /// Nothing of `text` is cut yet.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { position: 0, lag: 0, gap: Gap::Line, tokens: Vec::with_capacity(within_u32(text).len() / 5) }
    }

    /// Cuts about so many bytes more.
    pub fn read(&mut self, text: &str, lexicon: &Lexicon, bytes: usize) {
        let end = self.position.saturating_add(bytes);
        let cursor = Cursor { text: within_u32(text), position: self.position, lag: self.lag };
        let mut tokenizer = Tokenizer { cursor, tokens: core::mem::take(&mut self.tokens), lexicon };
        while let Some(c) = tokenizer.cursor.peek().filter(|_| tokenizer.cursor.position < end) {
            if is_space(c) {
                self.gap = self.gap.max(tokenizer.space());
            } else {
                tokenizer.token(c, self.gap);
                self.gap = Gap::None;
            }
        }
        (self.position, self.lag, self.tokens) = (tokenizer.cursor.position, tokenizer.cursor.lag, tokenizer.tokens);
    }

    /// How many bytes are cut.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.position
    }
}

/// Cuts `text` into tokens.
fn tokenize(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut cut = Cut::new(text);
    cut.read(text, lexicon, text.len());
    cut.tokens
}

/// One token a line; an empty line starts a new paragraph.
pub(super) fn tokens_of_lines(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut cursor = Cursor { text, position: 0, lag: 0 };
    let mut gap = Gap::Line;
    for line in text.split('\n') {
        let word = line.trim();
        let lead = line.len() - line.trim_start().len();
        for c in line[..lead].chars() {
            cursor.bump(c);
        }
        if word.is_empty() {
            gap = Gap::Blank;
        } else {
            let mut one = tokenize(word, lexicon);
            let (mut letters, mut hasher) = (Letters::default(), KeyHasher::default());
            let (start, start16) = (cursor.position, cursor.utf16());
            let inner = word.trim_matches(['(', ')', '[', ']']);
            for c in inner.chars() {
                hasher.char(c);
                if is_letter(c) {
                    letters.add(c);
                }
            }
            for c in word.chars() {
                cursor.bump(c);
            }
            let mut token = if one.len() == 1 { one.remove(0) } else { Token::default() };
            token.brackets = inner.len() < word.len() && !inner.is_empty();
            token.bytes = ByteSpan::new(start as u32, cursor.position as u32);
            token.utf16 = Utf16Span::new(start16, cursor.utf16());
            token.key = hasher.finish();
            token.case = letters.case();
            token.classes = lexicon.classes(token.key);
            token.gap = gap;
            tokens.push(token);
            gap = Gap::Space;
        }
        for c in line[lead + word.len()..].chars().chain(['\n']) {
            cursor.bump(c);
        }
    }
    tokens
}

struct Tokenizer<'a, 't> {
    cursor: Cursor<'t>,
    tokens: Vec<Token>,
    lexicon: &'a Lexicon,
}

impl Tokenizer<'_, '_> {
    /// Reads blanks and line breaks.
    fn space(&mut self) -> Gap {
        let (mut breaks, mut after_return) = (0, false);
        while let Some(c) = self.cursor.peek().filter(|&c| is_space(c)) {
            match c {
                '\n' if after_return => {}
                '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{b}' => breaks += 1,
                '\u{2029}' | '\u{c}' => breaks += 2,
                _ => {}
            }
            after_return = c == '\r';
            self.cursor.bump(c);
        }
        match breaks {
            0 => Gap::Space,
            1 => Gap::Line,
            _ => Gap::Blank,
        }
    }

    /// Reads one token (or a word with its clitic) that begins with `c`.
    fn token(&mut self, c: char, gap: Gap) {
        if is_letter(c) {
            if matches!(c, 'h' | 'H' | 'w' | 'W') && self.address_ahead() {
                self.until_space(TokenKind::Url, gap);
            } else {
                self.word(gap);
            }
        } else if c.is_numeric() {
            self.number(gap);
        } else if matches!(c, '@' | '#')
            && self.cursor.peek_at(1).is_some_and(|next| is_letter(next) || next.is_ascii_digit())
        {
            let kind = if c == '@' { TokenKind::Handle } else { TokenKind::Hashtag };
            self.run(kind, gap, |c| {
                is_letter(c) || c.is_numeric() || matches!(c, '_' | '.' | '@' | '#') || is_combining(c)
            });
        } else if is_mark(c) {
            let doubled = is_apostrophe(c) && self.cursor.peek_at(c.len_utf8()) == Some(c);
            self.characters(TokenKind::Mark, gap, 1 + usize::from(doubled));
        } else if matches!(c, '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{2026}' | '*' | '_' | '=' | '~') {
            self.run(TokenKind::Punctuation, gap, |next| next == c);
        } else if c.is_ascii_punctuation()
            || matches!(c, '\u{a1}'..='\u{bf}' | '\u{2016}'..='\u{205e}' | '\u{3001}'..='\u{3003}')
        {
            self.characters(TokenKind::Punctuation, gap, 1);
        } else {
            self.symbol(gap);
        }
    }

    /// `https://`, `http://` or `www.`
    fn address_ahead(&self) -> bool {
        let rest = &self.cursor.text.as_bytes()[self.cursor.position..];
        [&b"http://"[..], b"https://", b"www."]
            .iter()
            .any(|head| rest.len() > head.len() && rest[..head.len()].eq_ignore_ascii_case(head))
    }

    /// Reads a figure, with separators between digits; letters written against it end it (`10GB`, `30-an`).
    fn number(&mut self, gap: Gap) {
        let (start, start16) = (self.cursor.position, self.cursor.utf16());
        let mut hasher = KeyHasher::default();
        let (mut kind, mut letters) = (TokenKind::Number, Letters::default());
        while let Some(c) = self.cursor.peek() {
            let inside = c.is_numeric()
                || (matches!(c, '.' | ',' | ':')
                    && self.cursor.peek_at(1).is_some_and(char::is_numeric)
                    && kind == TokenKind::Number);
            if !inside {
                // 5G and 2x are words of their own kind; 10persen is a figure that lacks its space.
                let word = &self.cursor.text[self.cursor.position..];
                let tail = word.find(|c: char| !is_letter(c)).unwrap_or(word.len());
                if kind == TokenKind::Word || tail == 0 || tail > 2 || self.cursor.position - start > 3 {
                    break;
                }
                kind = TokenKind::Word;
                for c in word[..tail].chars() {
                    letters.add(c);
                    hasher.char(c);
                    self.cursor.bump(c);
                }
                continue;
            }
            hasher.char(c);
            self.cursor.bump(c);
        }
        let key = hasher.finish();
        self.tokens.push(Token {
            bytes: ByteSpan::new(start as u32, self.cursor.position as u32),
            utf16: Utf16Span::new(start16, self.cursor.utf16()),
            key,
            kind,
            case: letters.case(),
            gap,
            classes: self.lexicon.classes(key),
            ..Token::default()
        });
    }

    /// Reads to the next blank, without the punctuation at its end.
    fn until_space(&mut self, kind: TokenKind, gap: Gap) {
        let (start, start16) = (self.cursor.position, self.cursor.utf16());
        self.until_space_from(kind, gap, start, start16);
    }

    fn until_space_from(&mut self, kind: TokenKind, gap: Gap, start: usize, start16: u32) {
        let rest = &self.cursor.text[self.cursor.position..];
        let run = &rest[..rest
            .find(|c: char| is_space(c) || matches!(c, '<' | '>' | '"' | '\u{201c}' | '\u{201d}'))
            .unwrap_or(rest.len())];
        let kept = run.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '\u{2019}']);
        for c in kept.chars() {
            self.cursor.bump(c);
        }
        self.push(kind, gap, start, start16);
    }

    /// Reads one character and all that `more` accepts after it.
    fn run(&mut self, kind: TokenKind, gap: Gap, more: impl Fn(char) -> bool) {
        let (start, start16) = (self.cursor.position, self.cursor.utf16());
        while let Some(c) = self.cursor.peek().filter(|&c| self.cursor.position == start || more(c)) {
            let last_dot = c == '.' && kind != TokenKind::Punctuation && !self.cursor.peek_at(1).is_some_and(is_letter);
            if last_dot {
                break;
            }
            self.cursor.bump(c);
        }
        self.push(kind, gap, start, start16);
    }

    /// Reads `count` characters.
    fn characters(&mut self, kind: TokenKind, gap: Gap, count: usize) {
        let (start, start16) = (self.cursor.position, self.cursor.utf16());
        for _ in 0..count {
            if let Some(c) = self.cursor.peek() {
                self.cursor.bump(c);
            }
        }
        self.push(kind, gap, start, start16);
    }

    /// Reads a symbol with its modifiers, joined emoji as one.
    fn symbol(&mut self, gap: Gap) {
        let (start, start16) = (self.cursor.position, self.cursor.utf16());
        let mut joined = true;
        while let Some(c) = self.cursor.peek() {
            if !(joined || continues_symbol(c)) || is_space(c) {
                break;
            }
            joined = c == '\u{200d}';
            self.cursor.bump(c);
        }
        self.push(TokenKind::Symbol, gap, start, start16);
    }

    fn push(&mut self, kind: TokenKind, gap: Gap, start: usize, start16: u32) {
        let text = &self.cursor.text[start..self.cursor.position];
        let key = crate::key::key(text);
        self.tokens.push(Token {
            bytes: ByteSpan::new(start as u32, self.cursor.position as u32),
            utf16: Utf16Span::new(start16, self.cursor.utf16()),
            key,
            kind,
            case: Case::None,
            gap,
            classes: self.lexicon.classes(key),
            ..Token::default()
        });
    }
}

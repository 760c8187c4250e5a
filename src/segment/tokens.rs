//! Characters to tokens, one pass over the text.

use super::{Case, Gap, Token, TokenKind};
use crate::key::KeyHasher;
use crate::pack::lexicon::{Classes, Lexicon};
use crate::span::{ByteSpan, Utf16Span};

/// What follows a dot in the name of a site, so that `Gatra.com` is one word and a forgotten space after a
/// full stop is not. From the root zone: the generic endings and those of the countries whose press is read.
const SITE_ENDINGS: &[&str] = &[
    "ac", "app", "asia", "au", "biz", "cn", "co", "com", "de", "edu", "eu", "fm", "fr", "gov", "id", "info", "int",
    "io", "jp", "me", "media", "mil", "my", "net", "news", "nl", "online", "or", "org", "ru", "sch", "sg", "tv", "uk",
    "us", "web", "xyz",
];

/// The part of `text` that 32-bit offsets can reach.
pub(super) fn within_u32(text: &str) -> &str {
    let mut end = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

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

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{02bc}' | '`')
}

/// Marks that combine with the letter before them, joiners included.
const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{200c}' | '\u{200d}')
}

/// What continues an emoji: selectors, joiners, skin tones, tags.
const fn continues_symbol(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{200d}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { c.is_alphabetic() }
}

/// The Unicode spaces, with the zero-width and byte-order ones that pages leave behind.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{ad}') || (c.is_control())
}

/// The text under the tokenizer, and how far it has read.
struct Cursor<'t> {
    text: &'t str,
    position: usize,
    /// Bytes read minus UTF-16 units read.
    lag: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        let byte = *self.text.as_bytes().get(self.position)?;
        if byte.is_ascii() { Some(byte as char) } else { self.text[self.position..].chars().next() }
    }

    /// The character `ahead` bytes after the position, which must be a character's border.
    fn peek_at(&self, ahead: usize) -> Option<char> {
        let rest = self.text.get(self.position + ahead..)?;
        rest.chars().next()
    }

    fn bump(&mut self, c: char) {
        self.position += c.len_utf8();
        self.lag += c.len_utf8() - c.len_utf16();
    }

    fn utf16(&self) -> u32 {
        (self.position - self.lag) as u32
    }
}

/// What a word is made of so far.
#[derive(Default)]
struct Letters {
    count: u32,
    capitals: u32,
    lower: u32,
    first_capital: bool,
    digits: u32,
}

impl Letters {
    fn add(&mut self, c: char) {
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

    const fn case(&self) -> Case {
        match (self.capitals, self.lower) {
            (0, 0) => Case::None,
            (0, _) => Case::Lower,
            (_, 0) => Case::Upper,
            (1, _) if self.first_capital => Case::Capital,
            _ => Case::Mixed,
        }
    }
}

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

    /// Reads a word, with what belongs inside it.
    fn word(&mut self, gap: Gap) {
        let (start, start16) = (self.cursor.position, self.cursor.utf16());
        let (mut letters, mut hasher) = (Letters::default(), KeyHasher::default());
        let mut part = start; // where the part after the last dot, hyphen or apostrophe begins
        while let Some(c) = self.cursor.peek() {
            if is_letter(c) {
                letters.add(c);
            } else if c.is_numeric() {
                if letters.digits == 0 && self.lexicon.classes(hasher.finish()).any(Classes::CURRENCY) {
                    break; // Rp|50
                }
                letters.digits += 1;
            } else if is_combining(c) {
            } else if is_apostrophe(c) {
                if !self.cursor.peek_at(c.len_utf8()).is_some_and(is_letter) {
                    break;
                }
            } else if c == '.' {
                if !self.dot_inside(start, part) {
                    break;
                }
                part = self.cursor.position + 1;
            } else if matches!(c, '-' | '\u{2011}') {
                if !self.repeats(part) {
                    break;
                }
                part = self.cursor.position + c.len_utf8();
            } else if c == '@' && self.cursor.peek_at(1).is_some_and(|next| next.is_ascii_alphanumeric()) {
                self.until_space_from(TokenKind::Url, gap, start, start16);
                return;
            } else {
                break;
            }
            hasher.char(c);
            self.cursor.bump(c);
        }
        let key = hasher.finish();
        let token = Token {
            bytes: ByteSpan::new(start as u32, self.cursor.position as u32),
            utf16: Utf16Span::new(start16, self.cursor.utf16()),
            key,
            kind: TokenKind::Word,
            case: letters.case(),
            gap,
            classes: self.lexicon.classes(key),
            ..Token::default()
        };
        self.push_with_clitic(token);
    }

    /// Whether the dot under the cursor belongs to the word: `S.H.`, `a.n.`, `Bisnis.com`, `AKURAT.CO`.
    fn dot_inside(&self, start: usize, part: usize) -> bool {
        let text = self.cursor.text;
        let here = self.cursor.position;
        let word = &text[part..here];
        let single = word.chars().count() == 1;
        let Some(next) = self.cursor.peek_at(1).filter(|&c| is_letter(c)) else {
            // The last dot of an abbreviation that has another inside.
            return single && part > start;
        };
        let rest = &text[here + 1..];
        let ending = &rest[..rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len())];
        let site = ending.len() <= 6 && SITE_ENDINGS.iter().any(|site| ending.eq_ignore_ascii_case(site));
        if site && (next.is_lowercase() || word.chars().all(|c| !c.is_lowercase())) {
            return true;
        }
        // Sp.PD, M.Epid: a degree that the language lists
        let degree = &text[part..here + 1 + ending.len()];
        if self.lexicon.classes(crate::key::key(degree)).any(Classes::TITLE_AFTER) {
            return true;
        }
        let next_single = ending.chars().nth(1).is_none();
        let short = word.chars().nth(4).is_none();
        // S.H, M.Si, Ph.D, S.Pd: a short capitalised part after a single letter, or a single letter after a short part
        (single && ending.chars().nth(3).is_none() && next.is_uppercase() == word.chars().all(char::is_uppercase))
            || (next_single
                && short
                && next.is_uppercase() == word.chars().next().is_some_and(char::is_uppercase)
                && part > start)
    }

    /// Whether the hyphen under the cursor stands in a reduplication: `kata-kata`, `Negara-negara`.
    fn repeats(&self, part: usize) -> bool {
        let text = self.cursor.text;
        let here = self.cursor.position;
        let word = &text[part..here];
        let hyphen = text[here..].chars().next().map_or(1, char::len_utf8);
        text.get(here + hyphen..here + hyphen + word.len()).is_some_and(|next| {
            word.len() > 1
                && next.bytes().zip(word.bytes()).skip(1).all(|(a, b)| a == b)
                && next.as_bytes()[0].eq_ignore_ascii_case(&word.as_bytes()[0])
        })
    }

    /// Pushes a word, its clitic apart where it has one.
    fn push_with_clitic(&mut self, token: Token) {
        let text = &self.cursor.text[token.bytes.range()];
        for clitic in self.lexicon.clitics() {
            let shortest = if clitic.possessive { 1 } else { 3 };
            let Some(host_length) = host_of(text, &clitic.suffix).filter(|&host| host >= shortest) else { continue };
            let mut hasher = KeyHasher::default();
            for c in text[..host_length].chars() {
                hasher.char(c);
            }
            let host_key = hasher.finish();
            let host_classes = self.lexicon.classes(host_key);
            let splits = !token.is(Classes::UNSPLIT)
                && (clitic.possessive || host_classes.any(Classes::CLITIC_HOST) || self.after_quoted_comma(&token));
            if splits {
                let tail16 = text[host_length..].encode_utf16().count() as u32;
                let (byte, unit) = (token.bytes.start + host_length as u32, token.utf16.end - tail16);
                let tail = &text[host_length..];
                let key = crate::key::key(tail);
                self.tokens.push(Token {
                    bytes: ByteSpan::new(token.bytes.start, byte),
                    utf16: Utf16Span::new(token.utf16.start, unit),
                    key: host_key,
                    classes: host_classes,
                    ..token
                });
                self.tokens.push(Token {
                    bytes: ByteSpan::new(byte, token.bytes.end),
                    utf16: Utf16Span::new(unit, token.utf16.end),
                    key,
                    gap: Gap::None,
                    case: if clitic.possessive { Case::Lower } else { token.case },
                    clitic: !clitic.possessive,
                    classes: self.lexicon.classes(key),
                    ..token
                });
                return;
            }
        }
        self.tokens.push(token);
    }

    /// Whether a lower-case word stands right after a closing mark with a comma inside: any verb may be a cue there.
    fn after_quoted_comma(&self, token: &Token) -> bool {
        if token.case != Case::Lower || token.gap != Gap::Space {
            return false;
        }
        let mut before = self.tokens.iter().rev();
        before.next().is_some_and(|mark| mark.kind == TokenKind::Mark && mark.gap == Gap::None)
            && before.next().is_some_and(|inner| {
                matches!(&self.cursor.text[inner.bytes.range()], "," | "." | "!" | "?" | "..." | "\u{2026}")
            })
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

/// How many bytes of `text` stand before a tail that folds to `suffix`: an apostrophe is any glyph of one.
fn host_of(text: &str, suffix: &str) -> Option<usize> {
    let (start, _) = text.char_indices().rev().nth(suffix.chars().count().checked_sub(1)?)?;
    folds_to(&text[start..], suffix).then_some(start)
}

/// Whether `text` folds to `folded`.
fn folds_to(text: &str, folded: &str) -> bool {
    let mut fold = text.chars().flat_map(|c| if is_apostrophe(c) { '\''.to_lowercase() } else { c.to_lowercase() });
    let mut want = folded.chars();
    loop {
        match (fold.next(), want.next()) {
            (None, None) => return true,
            (a, b) if a == b => {}
            _ => return false,
        }
    }
}

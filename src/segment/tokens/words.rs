//! Words: what belongs inside one (dots, apostrophes, hyphens of reduplication), and the clitic that is split from it.

use super::Tokenizer;
use super::characters::{Letters, is_apostrophe, is_combining, is_letter};
use crate::key::KeyHasher;
use crate::pack::lexicon::Classes;
use crate::segment::{Case, Gap, Token, TokenKind};
use crate::span::{ByteSpan, Utf16Span};

/// What follows a dot in the name of a site, so that `Gatra.com` is one word and a forgotten space after a
/// full stop is not. From the root zone: the generic endings and those of the countries whose press is read.
const SITE_ENDINGS: &[&str] = &[
    "ac", "app", "asia", "au", "biz", "cn", "co", "com", "de", "edu", "eu", "fm", "fr", "gov", "id", "info", "int",
    "io", "jp", "me", "media", "mil", "my", "net", "news", "nl", "online", "or", "org", "ru", "sch", "sg", "tv", "uk",
    "us", "web", "xyz",
];

impl Tokenizer<'_, '_> {
    /// Reads a word, with what belongs inside it.
    pub(super) fn word(&mut self, gap: Gap) {
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

//! Text to paragraphs, sentences and tokens, in one pass that counts bytes and UTF-16 units together.

mod paragraphs;
mod sentences;
mod tokens;

use crate::key::Key;
use crate::pack::lexicon::{Classes, Lexicon};
use crate::span::{ByteSpan, TokenSpan, Utf16Span};
pub use tokens::Cut;

/// What a token is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with apostrophes, digits or dots inside: `Ma'ruf`, `B20`, `Gatra.com`.
    #[default]
    Word,
    /// A figure with its separators: `5,12`, `10.30`.
    Number,
    /// A quotation mark of any kind, or an apostrophe that stands alone.
    Mark,
    /// Any other punctuation; a run of dots or dashes is one token.
    Punctuation,
    /// An address on the web or of mail.
    Url,
    /// `@name`.
    Handle,
    /// `#tag`.
    Hashtag,
    /// Anything else, an emoji with its modifiers included.
    Symbol,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// It has no letter, or a script without case.
    #[default]
    None,
    /// `kata`
    Lower,
    /// `Putin`
    Capital,
    /// `KPK`, and a single capital
    Upper,
    /// `detikNews`, `McDonald`
    Mixed,
}

impl Case {
    /// Whether a capital letter comes first or somewhere inside.
    #[must_use]
    pub const fn has_capital(self) -> bool {
        matches!(self, Self::Capital | Self::Upper | Self::Mixed)
    }
}

/// The space before a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// It follows the last token at once.
    #[default]
    None,
    /// Blanks, or a line break inside a wrapped paragraph.
    Space,
    /// A paragraph begins here after a single line break (or the text begins).
    Line,
    /// A paragraph begins here after a blank line.
    Blank,
}

/// One token. Clitics are tokens of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// Where it is, in bytes.
    pub bytes: ByteSpan,
    /// Where it is, in UTF-16 units.
    pub utf16: Utf16Span,
    /// The key of its folded form.
    pub key: Key,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is written.
    pub case: Case,
    /// The space before it.
    pub gap: Gap,
    /// Whether it is a clitic that stands for somebody and was split from the token before.
    pub clitic: bool,
    /// Whether brackets are written into it, see [`Token::bracketed`].
    brackets: bool,
    /// What the language's lexicon says of it.
    pub classes: Classes,
}

impl Token {
    /// Whether brackets are written into it. Only given tokens have them, and their key is that of the word inside.
    #[must_use]
    pub const fn bracketed(&self) -> bool {
        self.brackets
    }

    /// Whether it has one of `classes`.
    #[must_use]
    pub const fn is(&self, classes: Classes) -> bool {
        self.classes.any(classes)
    }
}

/// How a paragraph is written, judged by its longer words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Casing {
    /// As running text is.
    #[default]
    Sentence,
    /// A Headline That Capitalises Nearly Every Word.
    Title,
    /// ALL CAPITALS.
    Upper,
}

/// A paragraph, or a line that stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its tokens.
    pub span: TokenSpan,
    /// How it is written.
    pub casing: Casing,
}

/// A text cut into tokens, sentences and paragraphs; the text itself is only borrowed.
#[derive(Clone, Debug, Default)]
pub struct Segments<'t> {
    /// The text as it was given.
    pub text: &'t str,
    /// All tokens in order.
    pub tokens: Vec<Token>,
    /// All sentences in order; each lies in one paragraph.
    pub sentences: Vec<TokenSpan>,
    /// All paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
    /// Whether the tokens were given, see [`segment_lines`].
    pub given_tokens: bool,
}

impl<'t> Segments<'t> {
    /// The same segments over `text`, which must be the same text; so they can be kept apart from it.
    #[must_use]
    pub(crate) fn over<'u>(self, text: &'u str) -> Segments<'u> {
        let Self { tokens, sentences, paragraphs, given_tokens, .. } = self;
        Segments { text: tokens::within_u32(text), tokens, sentences, paragraphs, given_tokens }
    }

    /// The text of one token.
    #[must_use]
    pub fn token_text(&self, index: u32) -> &'t str {
        &self.text[self.tokens[index as usize].bytes.range()]
    }

    /// The text of a span, spaces and all.
    #[must_use]
    pub fn span_text(&self, span: TokenSpan) -> &'t str {
        &self.text[self.bytes(span).range()]
    }

    /// The bytes of a span.
    #[must_use]
    pub fn bytes(&self, span: TokenSpan) -> ByteSpan {
        if span.is_empty() {
            return ByteSpan::default();
        }
        let (first, last) = (&self.tokens[span.start as usize], &self.tokens[span.end as usize - 1]);
        ByteSpan::new(first.bytes.start, last.bytes.end)
    }

    /// The UTF-16 units of a span.
    #[must_use]
    pub fn utf16(&self, span: TokenSpan) -> Utf16Span {
        if span.is_empty() {
            return Utf16Span::default();
        }
        let (first, last) = (&self.tokens[span.start as usize], &self.tokens[span.end as usize - 1]);
        Utf16Span::new(first.utf16.start, last.utf16.end)
    }

    /// The token at `index`, if the text goes on so far.
    #[must_use]
    pub fn get(&self, index: u32) -> Option<&Token> {
        self.tokens.get(index as usize)
    }

    /// The tokens of a span.
    #[must_use]
    pub fn slice(&self, span: TokenSpan) -> &[Token] {
        &self.tokens[span.range()]
    }

    /// The single character of a token, if it is of one character.
    #[must_use]
    pub fn char(&self, index: u32) -> Option<char> {
        let mut chars = self.tokens.get(index as usize).map(|token| self.text[token.bytes.range()].chars())?;
        let c = chars.next()?;
        chars.next().is_none().then_some(c)
    }
}

/// Cuts `text`. Reads at most 4 GiB; what comes after is left out.
#[must_use]
pub fn segment<'t>(text: &'t str, lexicon: &Lexicon) -> Segments<'t> {
    let mut cut = Cut::new(text);
    cut.read(text, lexicon, text.len());
    join(text, cut)
}

/// The paragraphs and sentences of a text that is cut.
#[must_use]
pub fn join(text: &str, cut: Cut) -> Segments<'_> {
    let (text, mut tokens) = (tokens::within_u32(text), cut.tokens);
    paragraphs::join_wrapped_lines(text, &mut tokens);
    let paragraphs = paragraphs::paragraphs(&tokens);
    let sentences = sentences::sentences(text, &tokens, &paragraphs);
    Segments { text, tokens, sentences, paragraphs, given_tokens: false }
}

/// Segments of a text whose tokens and sentences are given: one token a line, an empty line between sentences.
/// Every sentence becomes a paragraph of its own. Nothing is split further, not even a clitic.
#[must_use]
pub fn segment_lines<'t>(text: &'t str, lexicon: &Lexicon) -> Segments<'t> {
    let text = tokens::within_u32(text);
    let tokens = tokens::tokens_of_lines(text, lexicon);
    let paragraphs = paragraphs::paragraphs(&tokens);
    let sentences = paragraphs.iter().map(|paragraph| paragraph.span).collect();
    Segments { text, tokens, sentences, paragraphs, given_tokens: true }
}

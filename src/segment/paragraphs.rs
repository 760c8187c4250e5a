//! Line breaks to paragraphs.

use super::{Case, Casing, Gap, Paragraph, Token, TokenKind};
use crate::span::TokenSpan;

/// Line breaks inside a paragraph become spaces. Portals write one line a paragraph, mail and old wires break
/// lines anywhere: a text counts as wrapped when a third of its single breaks stand between a word that ends no
/// sentence and a word in lower case.
pub(super) fn join_wrapped_lines(text: &str, tokens: &mut [Token]) {
    let continues = |before: &Token, after: &Token| {
        after.case == Case::Lower && (before.kind == TokenKind::Word || &text[before.bytes.range()] == ",")
    };
    let (mut breaks, mut inside) = (0usize, 0usize);
    for pair in tokens.windows(2).filter(|pair| pair[1].gap == Gap::Line) {
        breaks += 1;
        inside += usize::from(continues(&pair[0], &pair[1]));
    }
    let wrapped = inside * 3 > breaks;
    if inside == 0 {
        return;
    }
    let mut before = Token::default();
    for token in tokens {
        let ends = matches!(&text[before.bytes.range()], "." | "?" | "!" | ":");
        if token.gap == Gap::Line && before.bytes.end > 0 && ((wrapped && !ends) || continues(&before, token)) {
            token.gap = Gap::Space;
        }
        before = *token;
    }
}

/// The paragraphs, each with its casing.
pub(super) fn paragraphs(tokens: &[Token]) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for end in 1..=tokens.len() {
        if tokens.get(end).is_none_or(|token| matches!(token.gap, Gap::Line | Gap::Blank)) {
            paragraphs.push(Paragraph {
                span: TokenSpan::new(start as u32, end as u32),
                casing: casing(&tokens[start..end]),
            });
            start = end;
        }
    }
    paragraphs
}

/// A line of four words or more is a headline when nearly all of its longer words are capitalised.
fn casing(tokens: &[Token]) -> Casing {
    const LONG: u32 = 4;
    let (mut words, mut capital, mut upper, mut stops) = (0u32, 0u32, 0u32, 0u32);
    for token in tokens {
        if token.kind == TokenKind::Punctuation && token.bytes.len() == 1 {
            stops += 1;
        }
        if token.kind != TokenKind::Word || token.case == Case::None || token.bytes.len() < LONG {
            continue;
        }
        words += 1;
        capital += u32::from(token.case.has_capital());
        upper += u32::from(token.case == Case::Upper);
    }
    if !(3..=40).contains(&words) || stops > words {
        Casing::Sentence
    } else if upper * 10 >= words * 9 {
        Casing::Upper
    } else if capital * 10 >= words * 8 {
        Casing::Title
    } else {
        Casing::Sentence
    }
}

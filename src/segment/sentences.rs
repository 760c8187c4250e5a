//! Tokens to sentences.

use super::tokens::is_mark;
use super::{Case, Gap, Paragraph, Token, TokenKind};
use crate::pack::lexicon::Classes;
use crate::span::TokenSpan;

/// The sentences, none of which leaves its paragraph. A quotation of several sentences is several.
pub(super) fn sentences(text: &str, tokens: &[Token], paragraphs: &[Paragraph]) -> Vec<TokenSpan> {
    let mut sentences = Vec::with_capacity(tokens.len() / 16 + paragraphs.len());
    for paragraph in paragraphs {
        let mut start = paragraph.span.start;
        let mut index = start;
        while index < paragraph.span.end {
            let Some(close) = close(text, tokens, index, paragraph.span.end) else {
                index += 1;
                continue;
            };
            // No stop among those read over ends anything else.
            index = close.end;
            if close.ends && index < paragraph.span.end {
                sentences.push(TokenSpan::new(start, index));
                start = index;
            }
        }
        sentences.push(TokenSpan::new(start, paragraph.span.end));
    }
    sentences
}

/// A full stop or its like, with the marks and brackets that close behind it.
struct Close {
    /// The token after them.
    end: u32,
    /// Whether the sentence ends there.
    ends: bool,
}

/// What the token at `index` closes, if it is a stop.
fn close(text: &str, tokens: &[Token], index: u32, limit: u32) -> Option<Close> {
    let word = |index: u32| &text[tokens[index as usize].bytes.range()];
    let stop = word(index);
    if !matches!(stop, "." | "?" | "!" | "..." | "\u{2026}" | "..") {
        return None;
    }
    if stop == "." && index > 0 && is_abbreviated(text, tokens, index) {
        return None;
    }
    // Closing marks and brackets belong to the sentence before them.
    let mut end = index + 1;
    while end < limit && tokens[end as usize].gap == Gap::None {
        let closes = match tokens[end as usize].kind {
            // A mark against a letter, with nothing between, opens: the space before it was forgotten.
            TokenKind::Mark => {
                !(tokens.get(end as usize + 1).is_some_and(|next| {
                    next.gap == Gap::None && next.kind == TokenKind::Word && end as usize + 1 < limit as usize
                }))
            }
            TokenKind::Punctuation => matches!(word(end), ")" | "]" | "?" | "!" | "." | "..."),
            _ => false,
        };
        if !closes {
            break;
        }
        end += 1;
    }
    if end >= limit {
        return Some(Close { end: limit, ends: true });
    }
    let next = &tokens[end as usize];
    let starts = match next.kind {
        TokenKind::Word => next.case.has_capital() || (next.case == Case::None && next.gap != Gap::None),
        TokenKind::Number => next.gap != Gap::None,
        TokenKind::Mark => true,
        TokenKind::Punctuation => matches!(word(end), "(" | "[") || (is_dash(word(end)) && next.gap != Gap::None),
        TokenKind::Url | TokenKind::Handle | TokenKind::Hashtag | TokenKind::Symbol => next.gap != Gap::None,
    };
    Some(Close { end, ends: starts })
}

fn is_dash(word: &str) -> bool {
    word.chars().all(|c| matches!(c, '-' | '\u{2010}'..='\u{2015}'))
}

/// Whether the full stop at `index` belongs to an abbreviation or an initial.
fn is_abbreviated(text: &str, tokens: &[Token], index: u32) -> bool {
    let before = &tokens[index as usize - 1];
    let attached = tokens[index as usize].gap == Gap::None;
    if !attached || before.kind != TokenKind::Word {
        return false;
    }
    if before.is(Classes::ABBREVIATION) {
        return true;
    }
    // W. Widodo: an initial, unless what stands before it says that the letter is a number or a name's end.
    let initial = before.case == Case::Upper && before.bytes.len() == 1;
    let next_is_name = tokens.get(index as usize + 1).is_some_and(|next| next.case.has_capital());
    let previous = index.checked_sub(2).map(|i| &tokens[i as usize]);
    let opens = previous.is_none_or(|token| {
        token.case.has_capital()
            || token.kind != TokenKind::Word
            || token.is(Classes::TITLE.or(Classes::ROLE))
            || text[token.bytes.range()].chars().all(is_mark)
    });
    initial && next_is_name && (opens || before.gap != Gap::None)
}

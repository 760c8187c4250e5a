//! Pairs quotation marks, whatever their convention, and loses at most one quotation to a stray one.

use crate::segment::{Case, Gap, Segments, TokenKind};
use crate::span::TokenSpan;

/// A stretch of text between two quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Its tokens, the marks included. Where a mark is missing the span ends with the paragraph.
    pub span: TokenSpan,
    /// The marked stretch it stands inside.
    pub parent: Option<usize>,
    /// Whether its closing mark is there.
    pub closed: bool,
    /// Whether it goes on from the paragraph before, whose mark was left open on purpose.
    pub continues: bool,
}

impl Marked {
    /// The tokens between the marks.
    #[must_use]
    pub const fn inside(&self) -> TokenSpan {
        TokenSpan::new(self.span.start + 1, if self.closed { self.span.end - 1 } else { self.span.end })
    }
}

/// Marks that can close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Double,
    Single,
}

/// What a mark looks like in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Opens,
    Closes,
    Either,
}

/// Deepest nesting that is followed: a quotation in a quotation in a quotation.
const DEEPEST: usize = 4;

#[derive(Clone, Copy, Debug)]
struct Open {
    family: Family,
    token: u32,
    slot: usize,
}

/// All marked stretches, in the order of their opening marks.
#[must_use]
pub fn pair(segments: &Segments<'_>) -> Vec<Marked> {
    let mut found = Vec::new();
    let mut carried = false;
    for paragraph in &segments.paragraphs {
        let from = found.len();
        let left_open = pair_paragraph(segments, paragraph.span, &mut found);
        let reopens = found.get(from).is_some_and(|marked: &Marked| marked.span.start == paragraph.span.start);
        if carried && reopens {
            found[from].continues = true;
        }
        // A mark left open is kept when it opened the paragraph; another is stray.
        carried = left_open;
    }
    found
}

/// Pairs the marks of one paragraph; says whether the one that opened it stays open to its end.
fn pair_paragraph(segments: &Segments<'_>, paragraph: TokenSpan, found: &mut Vec<Marked>) -> bool {
    let mut stack: Vec<Open> = Vec::new();
    let from = found.len();
    for index in paragraph.start..paragraph.end {
        if segments.tokens[index as usize].kind != TokenKind::Mark {
            continue;
        }
        let Some((family, look)) = look(segments, index, paragraph) else { continue };
        if look == Look::Closes && family == Family::Single && owns(segments, index, paragraph) {
            continue;
        }
        let open = stack.iter().rposition(|open| open.family == family);
        match (look, open) {
            (Look::Closes | Look::Either, Some(position))
                if index > stack[position].token + 1 || look == Look::Closes =>
            {
                // What is still open inside is stray.
                for stray in stack.drain(position + 1..).collect::<Vec<_>>() {
                    found[stray.slot].closed = false;
                }
                if let Some(open) = stack.pop() {
                    found[open.slot].span.end = index + 1;
                    found[open.slot].closed = true;
                }
            }
            (Look::Closes, None) => {}
            (Look::Opens, Some(position))
                if family == Family::Double
                    && position + 1 == stack.len()
                    && !nests(segments, stack[position].token, index) =>
            {
                // The mark before was never closed: it ends here.
                if let Some(open) = stack.pop() {
                    found[open.slot].span.end = index;
                }
                push(&mut stack, found, family, index, paragraph);
            }
            _ if stack.len() < DEEPEST => push(&mut stack, found, family, index, paragraph),
            _ => {}
        }
    }
    let left_open = stack.first().is_some_and(|open| open.family == Family::Double && open.token == paragraph.start);
    // A single mark that never closed was an apostrophe; a double one that did not open the paragraph was a slip.
    let mut index = from;
    let mut kept: Vec<Option<usize>> = Vec::with_capacity(found.len() - from);
    found.drain(from..).collect::<Vec<_>>().into_iter().for_each(|mut marked| {
        let keep = marked.closed
            || (left_open && marked.span.start == paragraph.start)
            || ends_early(segments, &marked, paragraph);
        marked.parent = marked.parent.and_then(|parent| kept[parent - from]);
        kept.push(keep.then_some(index));
        if keep {
            index += 1;
            found.push(marked);
        }
    });
    left_open
}

/// A stretch cut short by the opening of the next one holds a quotation whose closing mark was forgotten, and so does
/// one that a colon or a comma introduces.
fn ends_early(segments: &Segments<'_>, marked: &Marked, paragraph: TokenSpan) -> bool {
    let double = segments.char(marked.span.start).is_some_and(|c| family(c) == Family::Double);
    let introduced =
        marked.span.start > paragraph.start && matches!(segments.token_text(marked.span.start - 1), ":" | ",");
    double && (marked.span.end < paragraph.end || introduced)
}

fn push(stack: &mut Vec<Open>, found: &mut Vec<Marked>, family: Family, index: u32, paragraph: TokenSpan) {
    let parent = stack.last().map(|open| open.slot);
    stack.push(Open { family, token: index, slot: found.len() });
    found.push(Marked { span: TokenSpan::new(index, paragraph.end), parent, closed: false, continues: false });
}

/// Whether an opening mark inside an open stretch of the same family nests: only glyphs with a direction do so.
fn nests(segments: &Segments<'_>, outer: u32, inner: u32) -> bool {
    let directed = |index| {
        segments
            .char(index)
            .is_some_and(|c| matches!(c, '\u{201c}' | '\u{201e}' | '\u{ab}' | '\u{bb}' | '\u{300c}' | '\u{300e}'))
    };
    directed(outer) && directed(inner) && segments.char(outer) != segments.char(inner)
}

const fn family(c: char) -> Family {
    match c {
        '\'' | '`' | '\u{2018}'..='\u{201b}' | '\u{2039}' | '\u{203a}' => Family::Single,
        _ => Family::Double,
    }
}

/// Reads a mark by the spaces around it first, then by its glyph.
fn look(segments: &Segments<'_>, index: u32, paragraph: TokenSpan) -> Option<(Family, Look)> {
    let text = segments.token_text(index);
    let c = text.chars().next()?;
    let family = if text.chars().nth(1).is_some() { Family::Double } else { family(c) };
    let token = &segments.tokens[index as usize];
    let before = (index > paragraph.start).then(|| segments.tokens[index as usize - 1]);
    let after = (index + 1 < paragraph.end).then(|| segments.tokens[index as usize + 1]);
    let opens_bracket =
        |index: u32| matches!(segments.token_text(index), "(" | "[" | "-" | "\u{2013}" | "\u{2014}" | "/" | ":");
    let free_before = before.is_none_or(|before| {
        token.gap != Gap::None
            || opens_bracket(index - 1)
            || (before.kind == TokenKind::Mark && !touches_word(segments, index - 1))
    });
    let free_after = after.is_none_or(|after| {
        after.gap != Gap::None
            || after.kind == TokenKind::Mark
            || (after.kind == TokenKind::Punctuation && !opens_bracket(index + 1))
    });
    let look = match (free_before, free_after) {
        (true, false) => Look::Opens,
        (false, true) => Look::Closes,
        _ => match c {
            '\u{201c}' | '\u{201e}' | '\u{2018}' | '\u{201a}' | '\u{2039}' | '\u{300c}' | '\u{300e}'
                if !(free_before && free_after) =>
            {
                Look::Opens
            }
            '\u{201d}' | '\u{203a}' | '\u{300d}' | '\u{300f}' if !(free_before && free_after) => Look::Closes,
            '\u{2019}' | '\'' | '`' if family == Family::Single => return None, // an apostrophe
            '\u{201c}' | '\u{201e}' => Look::Opens,
            '\u{201d}' => Look::Closes,
            _ => Look::Either,
        },
    };
    Some((family, look))
}

/// Whether a single mark is the apostrophe of several owners (the pilots’ fault): it stands between an s and a word in
/// lower case, and before another opens a single mark closes.
fn owns(segments: &Segments<'_>, index: u32, paragraph: TokenSpan) -> bool {
    const FURTHEST: u32 = 60;
    let plural = index > paragraph.start && segments.token_text(index - 1).ends_with('s');
    let noun = segments.get(index + 1).is_some_and(|next| next.case == Case::Lower && next.gap == Gap::Space);
    plural && noun && {
        let marks = (index + 1..paragraph.end.min(index + FURTHEST))
            .filter(|&at| segments.tokens[at as usize].kind == TokenKind::Mark);
        let mut looks = marks.filter_map(|at| look(segments, at, paragraph));
        looks.find(|(family, _)| *family == Family::Single).is_some_and(|(_, look)| look == Look::Closes)
    }
}

/// Whether the mark at `index` stands against the word before it, as a closing one does.
fn touches_word(segments: &Segments<'_>, index: u32) -> bool {
    index > 0
        && segments.tokens[index as usize].gap == Gap::None
        && segments.tokens[index as usize - 1].kind != TokenKind::Mark
}

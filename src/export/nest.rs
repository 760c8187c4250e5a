//! Spans that may cross, cut into elements that nest: what markup needs.

use crate::span::ByteSpan;
use core::cmp::Reverse;

/// A span that becomes an element, or several where others cross it.
pub(super) struct Span<T> {
    pub(super) bytes: ByteSpan,
    /// An element never holds one of a lower rank.
    pub(super) rank: u8,
    pub(super) what: T,
}

/// A step through a text with its elements.
#[derive(Debug, PartialEq)]
pub(super) enum Step<'t, 's, T> {
    Open(&'s T),
    Text(&'t str),
    Close(&'s T),
}

/// The steps through `part` of a text. Spans are clipped to the part.
pub(super) fn steps<'t, 's, T>(text: &'t str, part: ByteSpan, spans: &'s [Span<T>]) -> Vec<Step<'t, 's, T>> {
    let clipped = |span: &Span<T>| {
        ByteSpan::new(span.bytes.start.clamp(part.start, part.end), span.bytes.end.clamp(part.start, part.end))
    };
    let mut order: Vec<(ByteSpan, &Span<T>)> = spans.iter().map(|span| (clipped(span), span)).collect();
    order.retain(|(bytes, _)| !bytes.is_empty());
    order.sort_by_key(|(bytes, span)| (bytes.start, span.rank, Reverse(bytes.end)));
    let mut walk = Walk { text, at: part.start, open: Vec::new(), steps: Vec::new() };
    for (bytes, span) in order {
        walk.close_up_to(bytes.start);
        walk.text_up_to(bytes.start);
        let place = walk.open.partition_point(|(_, open)| open.rank <= span.rank);
        walk.reopen(place, |above| above.insert(0, (bytes.end, span)));
    }
    walk.close_up_to(part.end);
    walk.text_up_to(part.end);
    walk.steps
}

struct Walk<'t, 's, T> {
    text: &'t str,
    at: u32,
    /// The open elements, outermost first, each with its end.
    open: Vec<(u32, &'s Span<T>)>,
    steps: Vec<Step<'t, 's, T>>,
}

impl<'s, T> Walk<'_, 's, T> {
    /// Closes all that end at `limit` or before, at their ends.
    fn close_up_to(&mut self, limit: u32) {
        while let Some(end) = self.open.iter().map(|(end, _)| *end).min().filter(|&end| end <= limit) {
            self.text_up_to(end);
            let place = self.open.iter().position(|(other, _)| *other == end).unwrap_or_default();
            self.reopen(place, |above| above.retain(|(other, _)| *other != end));
        }
    }

    /// Closes the open elements from `place` on, changes them, and opens them again.
    fn reopen(&mut self, place: usize, change: impl FnOnce(&mut Vec<(u32, &'s Span<T>)>)) {
        let mut above = self.open.split_off(place);
        self.steps.extend(above.iter().rev().map(|(_, span)| Step::Close(&span.what)));
        change(&mut above);
        self.steps.extend(above.iter().map(|(_, span)| Step::Open(&span.what)));
        self.open.append(&mut above);
    }

    fn text_up_to(&mut self, end: u32) {
        if end > self.at {
            self.steps.push(Step::Text(&self.text[self.at as usize..end as usize]));
            self.at = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markup(spans: &[(u32, u32, u8, char)]) -> String {
        let spans: Vec<_> = spans
            .iter()
            .map(|&(start, end, rank, what)| Span { bytes: ByteSpan::new(start, end), rank, what })
            .collect();
        let step = |step: &Step<'_, '_, char>| match step {
            Step::Open(name) => format!("<{name}>"),
            Step::Text(text) => (*text).to_owned(),
            Step::Close(name) => format!("</{name}>"),
        };
        steps("0123456789", ByteSpan::new(0, 10), &spans).iter().map(step).collect()
    }

    #[test]
    fn cases() {
        assert_eq!(markup(&[]), "0123456789");
        assert_eq!(markup(&[(2, 4, 0, 'a')]), "01<a>23</a>456789");
        assert_eq!(markup(&[(2, 8, 0, 'a'), (2, 4, 0, 'b'), (6, 8, 0, 'c')]), "01<a><b>23</b>45<c>67</c></a>89");
        // Crossing: the later one goes on after the earlier one has ended.
        assert_eq!(markup(&[(1, 5, 0, 'a'), (3, 8, 0, 'b')]), "0<a>12<b>34</b></a><b>567</b>89");
        // Rank: a quotation (0) inside a mention (1) cuts the mention.
        assert_eq!(markup(&[(1, 8, 1, 'm'), (3, 5, 0, 'q')]), "0<m>12</m><q><m>34</m></q><m>567</m>89");
        // Clipped, empty and adjacent ones.
        assert_eq!(markup(&[(7, 99, 0, 'a'), (3, 3, 0, 'b'), (5, 7, 0, 'c')]), "01234<c>56</c><a>789</a>");
    }
}

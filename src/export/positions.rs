//! From the UTF-16 units of the schema to what other formats count in: bytes and code points.

use crate::span::ByteSpan;

/// For every UTF-16 unit of a text, the character it belongs to.
pub(super) struct Positions<'t> {
    text: &'t str,
    /// Byte and code point of each unit, and of the end.
    units: Vec<(u32, u32)>,
}

impl<'t> Positions<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut units = Vec::with_capacity(text.len() + 1);
        let mut points = 0;
        for (byte, char) in text.char_indices() {
            units.extend(std::iter::repeat_n((byte as u32, points), char.len_utf16()));
            points += 1;
        }
        units.push((text.len() as u32, points));
        Self { text, units }
    }

    /// A unit past the end counts as the end, so that an annotation of another text does not break an export.
    fn at(&self, unit: u32) -> (u32, u32) {
        self.units[(unit as usize).min(self.units.len() - 1)]
    }

    pub(super) fn point(&self, unit: u32) -> u32 {
        self.at(unit).1
    }

    pub(super) fn bytes(&self, start: u32, end: u32) -> ByteSpan {
        ByteSpan::new(self.at(start).0, self.at(end).0.max(self.at(start).0))
    }

    /// The last `count` code points before a unit.
    pub(super) fn before(&self, unit: u32, count: usize) -> &'t str {
        let before = &self.text[..self.at(unit).0 as usize];
        let from = before.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at);
        &before[from..]
    }

    /// The first `count` code points from a unit on.
    pub(super) fn after(&self, unit: u32, count: usize) -> &'t str {
        let after = &self.text[self.at(unit).0 as usize..];
        after.char_indices().nth(count).map_or(after, |(at, _)| &after[..at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a😀é`: 4 units, 3 code points, 7 bytes.
    #[test]
    fn three_units_of_one_text() {
        let positions = Positions::new("a😀é");
        let points: Vec<u32> = (0..6).map(|unit| positions.point(unit)).collect();
        assert_eq!(points, [0, 1, 1, 2, 3, 3]);
        assert_eq!(positions.bytes(1, 3), ByteSpan::new(1, 5));
        assert_eq!(positions.bytes(3, 9), ByteSpan::new(5, 7));
        assert_eq!((positions.before(3, 1), positions.before(3, 9)), ("😀", "a😀"));
        assert_eq!((positions.after(1, 1), positions.after(1, 9)), ("😀", "😀é"));
    }
}

//! The three units of position, each a type of its own so that they are never mixed.

use core::ops::Range;

macro_rules! span {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name {
            /// First position inside.
            pub start: u32,
            /// First position after.
            pub end: u32,
        }

        impl $name {
            /// The half-open span `start..end`.
            #[must_use]
            pub const fn new(start: u32, end: u32) -> Self {
                Self { start, end }
            }

            /// Number of units covered.
            #[must_use]
            pub const fn len(self) -> u32 {
                self.end.saturating_sub(self.start)
            }

            /// Whether nothing is covered.
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.end <= self.start
            }

            /// Whether `other` lies wholly inside.
            #[must_use]
            pub const fn covers(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether the two share at least one unit.
            #[must_use]
            pub const fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// Whether the unit at `position` is inside.
            #[must_use]
            pub const fn contains(self, position: u32) -> bool {
                self.start <= position && position < self.end
            }

            /// The span as a range of indices.
            #[must_use]
            pub const fn range(self) -> Range<usize> {
                self.start as usize..self.end as usize
            }
        }
    };
}

span! {
    /// Bytes of UTF-8 text.
    ByteSpan
}
span! {
    /// UTF-16 code units, the offsets of JavaScript strings.
    Utf16Span
}
span! {
    /// Tokens of [`Segments`](crate::segment::Segments).
    TokenSpan
}

impl TokenSpan {
    /// The one token at `index`.
    #[must_use]
    pub const fn one(index: u32) -> Self {
        Self::new(index, index + 1)
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_open() {
        let a = TokenSpan::new(2, 5);
        assert_eq!(a.len(), 3);
        assert!(a.contains(2) && a.contains(4) && !a.contains(5));
        assert!(a.overlaps(TokenSpan::new(4, 9)) && !a.overlaps(TokenSpan::new(5, 9)));
        assert!(a.covers(TokenSpan::one(4)) && !a.covers(TokenSpan::one(5)));
        assert_eq!(a.join(TokenSpan::one(7)), TokenSpan::new(2, 8));
    }
}

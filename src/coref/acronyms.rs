//! Acronyms and their expansions: "Komisi Pemilihan Umum (KPU)", and KPU alone later.

use crate::reading::Reading;
use crate::segment::{Case, TokenKind};
use crate::span::TokenSpan;

/// Whether `short` is made of the beginnings of the words of `long`, in order: KPU of Komisi Pemilihan Umum,
/// Kemenkes of Kementerian Kesehatan, HB X of Hamengku Buwono X.
pub(super) fn abbreviates(reading: &Reading<'_, '_>, short: TokenSpan, long: TokenSpan) -> bool {
    let letters: Vec<char> = reading
        .segments
        .span_text(short)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let words: Vec<Vec<char>> = (long.start..long.end)
        .filter(|&index| reading.token(index).kind != TokenKind::Punctuation)
        .map(|index| reading.segments.token_text(index).chars().flat_map(char::to_lowercase).collect())
        .collect();
    let capitals = (short.start..short.end).all(|index| reading.token(index).case == Case::Upper);
    words.len() >= 2
        && letters.len() >= 2
        && if capitals { initials(&letters, &words) } else { beginnings(&letters, &words) }
}

/// Whether every letter is the first of a word, in order; small words may be passed over.
fn initials(letters: &[char], words: &[Vec<char>]) -> bool {
    let mut rest = letters;
    let mut used = 0;
    for word in words {
        if let (Some(letter), Some(first)) = (rest.first(), word.first())
            && letter == first
        {
            rest = &rest[1..];
            used += 1;
        }
    }
    // Most words of the expansion show in the acronym.
    rest.is_empty() && used * 3 >= words.iter().filter(|word| word.len() > 3).count() * 2
}

/// Whether the letters are made of beginnings of two letters or more: Kemen-kes, Pol-da, Kej-ati.
fn beginnings(letters: &[char], words: &[Vec<char>]) -> bool {
    let mut rest = letters;
    let mut used = 0;
    for word in words {
        let shared = rest.iter().zip(word).take_while(|(a, b)| a == b).count();
        if shared >= 2 {
            rest = &rest[shared..];
            used += 1;
        }
    }
    rest.is_empty() && used >= 2
}

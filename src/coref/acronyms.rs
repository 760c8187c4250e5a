//! Acronyms and their expansions: "Komisi Pemilihan Umum (KPU)", and KPU alone later.

/// Whether `short` is made of the beginnings of `words`, in order: KPU of Komisi Pemilihan Umum, Kemenkes of
/// Kementerian Kesehatan, HB X of Hamengku Buwono X.
pub(crate) fn abbreviates<'w>(short: &str, words: impl Iterator<Item = &'w str>) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let words: Vec<Vec<char>> = words
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| word.chars().flat_map(char::to_lowercase).collect())
        .collect();
    let capitals = short.chars().all(|c| !c.is_lowercase());
    words.len() >= 2
        && letters.len() >= 2
        && if capitals { initials(&letters, &words) } else { beginnings(&letters, &words) }
}

/// Letters of a name as sets, one bit of 64 each, that say cheaply when [`abbreviates`] cannot hold.
#[derive(Clone, Copy)]
pub(crate) struct Letters {
    /// The first letters of its words, and their first two; nothing for a single word, which has no acronym.
    firsts: u64,
    pairs: u64,
    /// What its expansion must have among its own firsts and pairs, if it is an acronym.
    asked_firsts: u64,
    asked_pairs: u64,
}

impl Letters {
    pub(crate) fn new<'w>(name: &str, words: impl Iterator<Item = &'w str>) -> Self {
        let (mut count, mut firsts, mut pairs) = (0, 0, 0);
        for word in words {
            let mut letters = word.chars().flat_map(char::to_lowercase);
            let (a, b) = (letters.next(), letters.next());
            firsts |= a.map_or(0, bit);
            pairs |= a.zip(b).map_or(0, pair);
            count += 1;
        }
        let mut letters = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        let (asked_firsts, asked_pairs) = if name.chars().any(char::is_lowercase) {
            // Its first piece has two letters or more, and begins a word.
            let (a, b) = (letters.next(), letters.next());
            (0, a.zip(b).map_or(u64::MAX, pair))
        } else {
            (letters.map(bit).fold(0, |set, bit| set | bit), 0)
        };
        let (firsts, pairs) = if count < 2 { (0, 0) } else { (firsts, pairs) };
        Self { firsts, pairs, asked_firsts, asked_pairs }
    }

    /// Those of several names: what one of them has, and what all of them ask for.
    pub(crate) const fn join(self, other: Self) -> Self {
        Self {
            firsts: self.firsts | other.firsts,
            pairs: self.pairs | other.pairs,
            asked_firsts: self.asked_firsts & other.asked_firsts,
            asked_pairs: self.asked_pairs & other.asked_pairs,
        }
    }

    /// Whether the name can be an acronym of the other.
    pub(crate) const fn may_abbreviate(self, long: Self) -> bool {
        self.asked_firsts & !long.firsts == 0 && self.asked_pairs & !long.pairs == 0
    }
}

const fn bit(c: char) -> u64 {
    1 << (c as u32 & 63)
}

const fn pair((a, b): (char, char)) -> u64 {
    1 << ((a as u32 * 7 + b as u32) & 63)
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

/// Whether the letters are made of pieces of two letters or more, one from each longer word: Kemen-kes, Kej-ati,
/// Ba-was-lu of Badan Pengawas Pemilu. The first piece begins its word.
fn beginnings(letters: &[char], words: &[Vec<char>]) -> bool {
    let mut rest = letters;
    let mut used = 0;
    for word in words {
        let starts = if used == 0 { 1 } else { word.len() };
        let shared = (0..starts)
            .map(|start| rest.iter().zip(&word[start..]).take_while(|(a, b)| a == b).count())
            .max()
            .unwrap_or(0);
        if shared >= 2 {
            rest = &rest[shared..];
            used += 1;
        }
    }
    rest.is_empty() && used >= words.iter().filter(|word| word.len() > 3).count().max(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_of_words() {
        let cases = [
            ("KPU", "Komisi Pemilihan Umum", true),
            ("KPK", "Komisi Pemberantasan Korupsi", true),
            ("MK", "Mahkamah Konstitusi", true),
            ("Kemenkes", "Kementerian Kesehatan", true),
            ("Bawaslu", "Badan Pengawas Pemilu", true),
            ("BEI", "Bursa Efek Indonesia", true),
            ("KPU", "Komisi Pemberantasan Korupsi", false),
            ("KP", "Komisi Pengawasan Pemilu Umum Daerah", false),
            ("Polri", "Kepolisian Daerah", false),
        ];
        for (short, long, expected) in cases {
            assert_eq!(abbreviates(short, long.split(' ')), expected, "{short} of {long}");
        }
    }
}

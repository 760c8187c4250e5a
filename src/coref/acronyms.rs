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

/// Two sets of letters, one bit of 64 each, that tell cheaply when [`abbreviates`] cannot hold: those that the words of a
/// name begin with, and those that the words of its expansion must begin with if it is an acronym.
pub(crate) fn beginnings_of<'w>(name: &str, words: impl Iterator<Item = &'w str>) -> (u64, u64) {
    let bit = |c: char| 1 << (u32::from(c) & 63);
    let first = |word: &str| word.chars().flat_map(char::to_lowercase).next().map_or(0, bit);
    let begin = words.map(first).fold(0, |set, bit| set | bit);
    let letters = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).map(bit);
    // Pieces of words begin the first word alone; initials begin one each.
    let pieces = name.chars().any(char::is_lowercase);
    let asked = letters.take(if pieces { 1 } else { usize::MAX }).fold(0, |set, bit| set | bit);
    (begin, asked)
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

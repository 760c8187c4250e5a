//! Guesses the language of a text from its words.
//!
//! Runs of three to five letters were tried besides: of paragraphs of forty words they made more mistakes, not fewer.

use crate::key::{Key, key};
use crate::pack::bytes::Reader;
use crate::pack::keymap::KeyMap;
use crate::pack::{PackError, Sections};

/// Most languages that a table tells apart.
pub(crate) const MOST: usize = 8;

/// What a table says of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Row {
    /// For every language how much the word speaks for it, in eighths of a bit.
    pub(crate) weights: [i8; MOST],
    /// The languages in whose running text it is a common one, a bit each.
    pub(crate) common: u8,
}

/// Tells languages apart.
#[derive(Clone, Debug)]
pub struct Guesser {
    languages: Vec<Box<str>>,
    rows: KeyMap<Row>,
}

/// A guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess<'g> {
    /// The likeliest of the languages (ISO 639-1).
    pub language: &'g str,
    /// How sure, in hundredths; under 50 the text may well be in a language that the table does not know.
    pub confidence: u8,
}

/// A lead over the next language by this many eighths of a bit is half sure.
const DOUBT: u32 = 16;

/// In running text of a known language every so many-th word is one of its common ones.
const EVERY: u32 = 4;

/// Bits of a word's hash.
const MASK: Key = (1 << 24) - 1;

impl Guesser {
    /// Reads a table.
    ///
    /// # Errors
    /// When the bytes are no table, of another version, or were cut or altered.
    pub fn from_table(bytes: &[u8]) -> Result<Self, PackError> {
        let sections = Sections::read(bytes)?;
        let languages: Vec<Box<str>> = sections.text("languages")?.lines().map(Into::into).collect();
        if languages.is_empty() || languages.len() > MOST {
            return Err(PackError::damaged("it tells no languages apart"));
        }
        let mut reader = Reader::new(sections.get("rows"));
        let mut rows = KeyMap::default();
        let mut hash = 0;
        while !reader.is_empty() {
            hash = reader.number()?.wrapping_add(hash);
            let row: &mut Row = rows.entry(slot(hash));
            for (weight, byte) in row.weights.iter_mut().zip(reader.bytes(languages.len())?) {
                *weight = byte.cast_signed();
            }
            row.common = reader.bytes(1)?[0];
        }
        Ok(Self { languages, rows })
    }

    /// The likeliest language of `text`.
    #[must_use]
    pub fn guess(&self, text: &str) -> Guess<'_> {
        let (mut scores, mut common) = ([0i32; MOST], [0u32; MOST]);
        let mut words = Vec::new();
        words_of(text, |hash| words.push(hash));
        let running = words.len() as u32;
        for row in words.iter().filter_map(|&hash| self.rows.get(slot(hash))) {
            for (language, common) in common.iter_mut().enumerate() {
                *common += u32::from(row.common >> language & 1);
            }
        }
        // A word that a text is about comes often in it and says no more for that.
        words.sort_unstable();
        words.dedup();
        for row in words.iter().filter_map(|&hash| self.rows.get(slot(hash))) {
            for (score, weight) in scores.iter_mut().zip(row.weights) {
                *score += i32::from(weight);
            }
        }
        let scores = &scores[..self.languages.len()];
        // Of equals the one that stands first.
        let best = (0..scores.len()).rev().max_by_key(|&language| scores[language]).unwrap_or(0);
        let next = (0..scores.len()).filter(|&language| language != best).map(|language| scores[language]).max();
        let lead = next.map_or(0, |next| scores[best].abs_diff(next));
        let sure = 100 * lead / (lead + DOUBT);
        let covered = 100 * EVERY * common[best] / running.max(1);
        Guess { language: &self.languages[best], confidence: sure.min(covered).min(99) as u8 }
    }
}

/// Calls `visit` with the hash of every word that counts: those in lower case, for names are at home in any language; if
/// they are few, all.
pub(crate) fn words_of(text: &str, mut visit: impl FnMut(Key)) {
    let words = || text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let lower = |word: &&str| !word.chars().any(char::is_uppercase);
    let few = words().filter(lower).count() * 2 < words().count();
    words().filter(|word| few || lower(word)).for_each(|word| visit(key(word) & MASK));
}

/// Hash 0 is kept for empty slots.
const fn slot(hash: Key) -> Key {
    hash + 1
}

#[cfg(all(test, feature = "packs"))]
mod tests {
    use super::*;

    fn guess(text: &str) -> (String, u8) {
        let guesser = Guesser::from_table(crate::packs::GUESS).unwrap();
        let Guess { language, confidence } = guesser.guess(text);
        (language.to_owned(), confidence)
    }

    #[test]
    fn tells_neighbours_apart() {
        let cases = [
            ("id", "Menteri itu mengatakan bahwa harga beras turun karena panen raya, tetapi pasokan belum merata."),
            ("ms", "Menteri itu berkata harga beras turun kerana musim menuai, namun bekalan masih belum mencukupi."),
            ("en", "The minister said that the price of rice had fallen because of the harvest, but not everywhere."),
            ("es", "La ministra dijo que el precio del arroz ha bajado por la cosecha, pero no en todas las regiones."),
        ];
        for (language, text) in cases {
            let (found, confidence) = guess(text);
            assert_eq!((found.as_str(), confidence >= 50), (language, true), "{confidence} {text}");
        }
    }

    #[test]
    fn is_not_sure_of_languages_it_does_not_know() {
        for text in [
            "Die Ministerin sagte am Dienstag, der Preis für Reis sei wegen der guten Ernte überall im Land gefallen.",
            "Le ministre a déclaré mardi que le prix du riz avait baissé grâce aux récoltes, mais pas dans tout le pays.",
            "Sinabi ng kalihim na bumaba ang presyo ng bigas dahil sa anihan, ngunit hindi pa sa lahat ng rehiyon.",
            "Bakan, pirinç fiyatının hasat nedeniyle düştüğünü ancak bunun her bölgede böyle olmadığını söyledi.",
            "Ο υπουργός είπε ότι η τιμή του ρυζιού έπεσε λόγω της συγκομιδής, αλλά όχι παντού.",
            "大臣は、収穫のため米の価格が下がったと述べた。",
            "12 345 -- !",
            "",
        ] {
            let (found, confidence) = guess(text);
            assert!(confidence < 50, "{found} {confidence} {text}");
        }
    }

    #[test]
    fn a_headline_in_capitals_counts_where_there_is_nothing_else() {
        assert_eq!(guess("HARGA BERAS TURUN KARENA PANEN RAYA DI SEJUMLAH DAERAH").0, "id");
    }
}

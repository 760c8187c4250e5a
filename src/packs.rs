//! The packs that come with the crate, for native programs; browsers fetch theirs.

/// Each language (ISO 639-1) with the bytes of its pack.
pub const PACKS: &[(&str, &[u8])] = &[
    ("id", include_bytes!("../www/packs/id.kutip")),
    ("ms", include_bytes!("../www/packs/ms.kutip")),
    ("en", include_bytes!("../www/packs/en.kutip")),
    ("es", include_bytes!("../www/packs/es.kutip")),
];

/// The table of [`crate::Guesser`], which tells these languages apart.
pub const GUESS: &[u8] = include_bytes!("../www/packs/guess.kutip");

/// The pack of a language, if the crate has it.
///
/// ```
/// assert!(kutip::packs::of("id").is_some_and(|pack| pack.starts_with(b"kutip pack")));
/// assert_eq!(kutip::packs::of("tlh"), None);
/// ```
#[must_use]
pub fn of(language: &str) -> Option<&'static [u8]> {
    PACKS.iter().find(|(known, _)| *known == language).map(|(_, bytes)| *bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Annotator;

    #[test]
    fn every_pack_is_of_its_language() {
        for (language, bytes) in PACKS {
            assert_eq!(Annotator::from_pack(bytes).unwrap().language(), *language);
        }
    }
}

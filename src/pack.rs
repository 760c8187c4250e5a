//! A pack: everything one language needs, in one file that is read and checked before use.
//!
//! ```text
//! kutip pack 1 id 5a0b6f7dc1e29833    magic, version, language, checksum of the language and of all that follows this line
//! words 48211                         a section and its length in bytes
//! tagger 61702
//!                                     an empty line, then the sections one after the other
//! ```

pub(crate) mod bytes;
pub mod cues;
pub mod keymap;
pub mod lexicon;
pub mod roles;

use crate::coref::aliases::Aliases;
use crate::mention::gazetteer::Gazetteer;
use crate::mention::knowledge::Knowledge;
use crate::mention::patterns::Patterns;
use crate::mention::tagger::Tagger;
use cues::Cues;
use lexicon::Lexicon;
use std::fmt;

/// The version of the file format that this build reads and writes.
pub const VERSION: u32 = 1;

const MAGIC: &str = "kutip pack ";

/// Why a pack was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    code: &'static str,
    message: String,
}

impl PackError {
    /// The bytes are not a pack at all.
    pub(crate) fn foreign() -> Self {
        Self { code: "pack-foreign", message: "not a kutip pack: it does not begin with \"kutip pack\"".into() }
    }

    /// The pack is of another version.
    pub(crate) fn version(found: &str) -> Self {
        let message = format!(
            "the pack has format {found}, this kutip reads format {VERSION}: take the pack and the program from the same release"
        );
        Self { code: "pack-version", message }
    }

    /// The pack was cut or altered.
    pub(crate) fn damaged(what: &str) -> Self {
        Self { code: "pack-damaged", message: format!("the pack is damaged: {what}") }
    }

    /// A stable word for programs: `pack-foreign`, `pack-version` or `pack-damaged`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// One line for people.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PackError {}

/// A language, read and ready.
#[derive(Clone, Debug, Default)]
pub struct Pack {
    /// ISO 639-1.
    pub language: String,
    /// Word classes and clitics.
    pub lexicon: Lexicon,
    /// Short forms of roles.
    pub roles: roles::Roles,
    /// What reports speech.
    pub cues: Cues,
    /// Lists of names.
    pub gazetteer: Gazetteer,
    /// Names that are one.
    pub aliases: Aliases,
    /// What is known of single words.
    pub knowledge: Knowledge,
    /// Dates, times and amounts.
    pub patterns: Patterns,
    /// The sequence tagger.
    pub tagger: Tagger,
}

impl Pack {
    /// Reads a pack.
    ///
    /// # Errors
    /// When the bytes are no pack, a pack of another version, or one that was cut or altered.
    pub fn read(bytes: &[u8]) -> Result<Self, PackError> {
        let sections = Sections::read(bytes)?;
        Ok(Self {
            language: sections.language.into(),
            lexicon: Lexicon::read(sections.text("words")?, sections.text("affixes")?, sections.text("cues")?)?,
            roles: roles::Roles::read(sections.text("roles")?)?,
            cues: Cues::read(sections.text("cues")?)?,
            gazetteer: Gazetteer::read(sections.get("names"))?,
            aliases: Aliases::read(sections.get("aliases"))?,
            knowledge: Knowledge::read(sections.get("levels"))?,
            patterns: Patterns::read(sections.get("patterns"))?,
            tagger: Tagger::read(sections.get("tagger"))?,
        })
    }
}

/// The named byte sections of a pack file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sections<'b> {
    /// The language the pack is for.
    pub language: &'b str,
    /// Names and contents, in the order of the file.
    pub sections: Vec<(&'b str, &'b [u8])>,
}

impl<'b> Sections<'b> {
    /// Reads the head of a pack and checks its sum.
    pub fn read(bytes: &'b [u8]) -> Result<Self, PackError> {
        if !bytes.starts_with(MAGIC.as_bytes()) {
            return Err(PackError::foreign());
        }
        let (head, body) = line(bytes).ok_or_else(|| PackError::damaged("its first line has no end"))?;
        let mut fields = head[MAGIC.len()..].split(' ');
        let version = fields.next().unwrap_or_default();
        if version.parse() != Ok(VERSION) {
            return Err(PackError::version(version));
        }
        let (Some(language), Some(sum), None) = (fields.next(), fields.next(), fields.next()) else {
            return Err(PackError::damaged("its first line does not name language and checksum"));
        };
        if u64::from_str_radix(sum, 16) != Ok(checksum(language, body)) {
            return Err(PackError::damaged("its checksum does not fit its contents"));
        }
        let (mut lengths, mut rest) = (Vec::new(), body);
        loop {
            let (entry, after) = line(rest).ok_or_else(|| PackError::damaged("its list of sections has no end"))?;
            rest = after;
            if entry.is_empty() {
                break;
            }
            let parsed = entry.split_once(' ').and_then(|(name, length)| Some((name, length.parse::<usize>().ok()?)));
            lengths.push(parsed.ok_or_else(|| PackError::damaged("a section has no length"))?);
        }
        let mut sections = Vec::with_capacity(lengths.len());
        for (name, length) in lengths {
            let (section, after) =
                rest.split_at_checked(length).ok_or_else(|| PackError::damaged("a section is cut"))?;
            sections.push((name, section));
            rest = after;
        }
        if rest.is_empty() {
            Ok(Self { language, sections })
        } else {
            Err(PackError::damaged("bytes follow its last section"))
        }
    }

    /// The contents of the section called `name`; empty where the pack has none.
    #[must_use]
    pub fn get(&self, name: &str) -> &'b [u8] {
        self.sections.iter().find(|(found, _)| *found == name).map_or(&[], |(_, section)| section)
    }

    /// The section called `name` as text.
    pub fn text(&self, name: &str) -> Result<&'b str, PackError> {
        core::str::from_utf8(self.get(name)).map_err(|_| PackError::damaged("a table is not UTF-8"))
    }
}

/// Writes a pack file.
#[must_use]
pub fn write(language: &str, sections: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, section) in sections {
        body.extend_from_slice(format!("{name} {}\n", section.len()).as_bytes());
    }
    body.push(b'\n');
    for (_, section) in sections {
        body.extend_from_slice(section);
    }
    let mut file = format!("{MAGIC}{VERSION} {language} {:016x}\n", checksum(language, &body)).into_bytes();
    file.extend_from_slice(&body);
    file
}

/// The first line of `bytes` without its end, and what comes after. None if no line ends in the first kilobyte.
fn line(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = bytes.iter().take(1024).position(|&byte| byte == b'\n')?;
    Some((core::str::from_utf8(&bytes[..end]).ok()?, &bytes[end + 1..]))
}

/// FNV-1a over 64 bits: any change of one byte changes it.
fn checksum(language: &str, body: &[u8]) -> u64 {
    language
        .bytes()
        .chain(body.iter().copied())
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_wrote() {
        let file = write("id", &[("words", b"ia"), ("tagger", &[0, 255])]);
        let sections = Sections::read(&file).expect("a pack");
        assert_eq!(
            (sections.language, sections.get("tagger"), sections.text("words")),
            ("id", &[0u8, 255][..], Ok("ia"))
        );
        assert_eq!(sections.get("none"), b"");
    }

    #[test]
    fn every_cut_and_every_flipped_bit_is_an_error() {
        let file = write("id", &[("words", b"ia dia"), ("tagger", &[0, 255, 3])]);
        for end in 0..file.len() {
            assert!(Sections::read(&file[..end]).is_err(), "cut at {end}");
        }
        for bit in 0..file.len() * 8 {
            let mut flipped = file.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let read = Sections::read(&flipped);
            // A flip may only turn a hexadecimal digit of the sum into its capital.
            assert!(read.is_err() || read == Sections::read(&file), "bit {bit}");
        }
    }

    #[test]
    fn errors_name_what_is_wrong() {
        assert_eq!(Sections::read(b"<!doctype html>").unwrap_err().code(), "pack-foreign");
        assert_eq!(Sections::read(b"kutip pack 7 id 0\n\n").unwrap_err().code(), "pack-version");
        assert_eq!(Sections::read(b"kutip pack 1 id 0\n\n").unwrap_err().code(), "pack-damaged");
    }
}

//! What the subcommands read: a text from a file or standard input, and the pack of a language.

use kutip::{Annotator, packs};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Reads a file, or standard input for `-`.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(path).map(|read| bytes = read)
    };
    read.map_err(|error| format!("{}: {error}", path.display()))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("{}: not UTF-8: byte {at} is {:#04x}", path.display(), error.as_bytes()[at])
    })
}

/// The language of the texts.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Language")]
pub(crate) struct Language {
    /// The language of the texts: id, or auto.
    #[arg(long, default_value = AUTO)]
    lang: String,
    /// A pack to use instead of the one this program carries.
    #[arg(long, value_name = "FILE")]
    pack: Option<PathBuf>,
}

/// The language that is to be told from the text.
const AUTO: &str = "auto";

/// What [`AUTO`] is without a guess.
const DEFAULT: &str = "id";

/// What annotates texts.
#[derive(Debug)]
pub(crate) struct Annotators {
    annotator: Annotator,
    /// Language and pack, in a few letters.
    pub(crate) described: String,
}

impl Annotators {
    /// The one for a text.
    pub(crate) fn of(&self, _text: &str) -> &Annotator {
        &self.annotator
    }
}

impl Language {
    /// The bytes of the pack that reads `text`.
    pub(crate) fn pack(&self, _text: &str) -> Result<Vec<u8>, String> {
        pack(if self.lang == AUTO { DEFAULT } else { &self.lang }, self.pack.as_deref())
    }

    pub(crate) fn annotators(&self) -> Result<Annotators, String> {
        let language = if self.lang == AUTO { DEFAULT } else { &self.lang };
        let bytes = pack(language, self.pack.as_deref())?;
        let wrong = |error| match &self.pack {
            Some(file) => format!("{}: {error}", file.display()),
            None => format!("the pack of \"{language}\": {error}"),
        };
        let annotator = Annotator::from_pack(&bytes).map_err(wrong)?;
        let mut checksum = flate2::Crc::new();
        checksum.update(&bytes);
        Ok(Annotators { annotator, described: format!("{language} {:08x}", checksum.sum()) })
    }
}

/// The bytes of a language's pack: of the file given, else of the one this program carries.
pub(crate) fn pack(language: &str, file: Option<&Path>) -> Result<Vec<u8>, String> {
    if let Some(file) = file {
        return std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()));
    }
    packs::of(language).map(<[u8]>::to_vec).ok_or_else(|| {
        let all: Vec<&str> = packs::PACKS.iter().map(|(language, _)| *language).collect();
        format!("no language \"{language}\": there are {}", all.join(", "))
    })
}

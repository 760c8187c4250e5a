//! What the subcommands read: a text from a file or standard input, and the pack of a language.

use kutip::{Annotator, Guesser, packs};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

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
    /// The language of the texts: id, ms …; auto tells it from each text.
    #[arg(long, default_value = AUTO)]
    lang: String,
    /// A pack to use instead of the one this program carries.
    #[arg(long, value_name = "FILE")]
    pack: Option<PathBuf>,
}

/// The language that is to be told from the text.
const AUTO: &str = "auto";

/// The language of a text that is too short or in no known one.
const DEFAULT: &str = "id";

/// A guess under this confidence is not followed.
const SURE: u8 = 50;

/// What annotates texts.
#[derive(Debug)]
pub(crate) struct Annotators {
    choice: Choice,
    /// Language and packs, in a few letters.
    pub(crate) described: String,
}

#[derive(Debug)]
enum Choice {
    One(Box<Annotator>),
    /// The annotators in the order of [`packs::PACKS`], each made when its language is met.
    Guessed(Guesser, Box<[OnceLock<Annotator>; packs::PACKS.len()]>),
}

impl Annotators {
    /// The one for a text.
    pub(crate) fn of(&self, text: &str) -> &Annotator {
        let (guesser, annotators) = match &self.choice {
            Choice::One(annotator) => return annotator,
            Choice::Guessed(guesser, annotators) => (guesser, annotators),
        };
        let guess = guesser.guess(text);
        let place = |language| packs::PACKS.iter().position(|(known, _)| *known == language);
        let guessed = (guess.confidence >= SURE).then(|| place(guess.language)).flatten();
        let place = guessed.or_else(|| place(DEFAULT)).unwrap_or(0);
        annotators[place].get_or_init(|| {
            Annotator::from_pack(packs::PACKS[place].1).expect("a test reads every pack of the program")
        })
    }
}

impl Language {
    /// The bytes of the pack that reads `text`.
    pub(crate) fn pack(&self, _text: &str) -> Result<Vec<u8>, String> {
        pack(if self.lang == AUTO { DEFAULT } else { &self.lang }, self.pack.as_deref())
    }

    pub(crate) fn annotators(&self) -> Result<Annotators, String> {
        let mut checksum = flate2::Crc::new();
        let choice = if self.lang == AUTO && self.pack.is_none() {
            checksum.update(packs::GUESS);
            packs::PACKS.iter().for_each(|(_, pack)| checksum.update(pack));
            let guesser = Guesser::from_table(packs::GUESS).map_err(|error| format!("guess.kutip: {error}"))?;
            Choice::Guessed(guesser, Default::default())
        } else {
            let bytes = pack(&self.lang, self.pack.as_deref())?;
            let wrong = |error| match &self.pack {
                Some(file) => format!("{}: {error}", file.display()),
                None => format!("the pack of \"{}\": {error}", self.lang),
            };
            checksum.update(&bytes);
            Choice::One(Box::new(Annotator::from_pack(&bytes).map_err(wrong)?))
        };
        Ok(Annotators { choice, described: format!("{} {:08x}", self.lang, checksum.sum()) })
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

//! kutip reads a news article and says who is in it and who said what.
//!
//! ```
//! # #[cfg(feature = "packs")] {
//! let pack = kutip::packs::of("id").expect("it comes with the crate");
//! let annotator = kutip::Annotator::from_pack(pack)?;
//!
//! let text = "“Kami mulai besok,” kata Ratna Sihombing di Medan.";
//! let found = annotator.annotate(text);
//!
//! let quote = &found.quotes[0];
//! assert_eq!(quote.spans[0].text, "“Kami mulai besok,”");
//! assert_eq!(quote.speaker.map(|speaker| speaker.text), Some("Ratna Sihombing"));
//! # }
//! # Ok::<(), kutip::PackError>(())
//! ```
//!
//! [`Annotator`] is made from a pack, the one file that holds a language; [`Annotation`] is what it finds, plain data for
//! `serde`. A [`Guesser`] tells which pack a text wants, [`steps`] read a long one bit by bit. The same code runs natively, in the browser and under Node.js, and gives the same bytes there.
//!
//! # Features
//!
//! | feature | brings |
//! |---|---|
//! | `packs` | the packs of all languages inside the program: [`packs`] |
//! | `export` | CSV, TEI, CoNLL, brat, W3C Web Annotation and others: [`export`] |
//! | `cli` (default) | what the program `kutip` needs |
//! | `train` (default) | making packs, for a checkout of the repository |
//! | `parquet` | Parquet as an output of the program |
//! | `wasm` | the browser's door |
//!
//! A program of its own wants `default-features = false` and `packs` or `export`; without either there is no dependency but
//! `serde` and `regex-automata`.
//!
//! # The way of a text
//!
//! [`Annotator::annotate`] is six calls, one a module: [`segment`] → [`mention`] → [`quote`] → [`attribute`] → [`coref`] →
//! [`annotation`]. A later one may read what an earlier one made, never change it; [`reading`] is what they read. These
//! invariants hold, each by a test:
//!
//! 1. The text is never rewritten: normalisation is a look-up key of a token ([`key`]).
//! 2. Every finding is a range of tokens; bytes and UTF-16 units are read off its first and last token ([`span`]).
//! 3. The stages are pure functions.
//! 4. Annotating cannot fail, on any string: no panic, no unbounded recursion, time linear in the text. Only reading a
//!    pack can fail ([`PackError`]).
//! 5. The same text gives the same bytes on every target: scores are integers, ties are broken by position.
//! 6. Code knows no language, packs hold no code.
//! 7. What leaves is plain data with a version ([`annotation::VERSION`]).
//! 8. Every answer says why: the source of a mention, the rule and the cue of a quotation, a confidence.
//!
//! # What stays
//!
//! [`Annotator`], [`Guesser`], [`steps`], [`Annotation`] with the other types of [`annotation`], [`PackError`], [`packs`] and
//! [`export`] change only as semantic versions allow; `tests/api.txt` in the repository is their record. The stages are public
//! for the command line, the trainer and the curious, and may change with any version.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test that unwraps says where it failed"))]

pub mod annotation;
mod assemble;
pub mod attribute;
pub mod coref;
#[cfg(feature = "export")]
pub mod export;
mod guess;
pub mod key;
pub mod mention;
pub mod pack;
#[cfg(feature = "packs")]
pub mod packs;
pub mod quote;
pub mod reading;
pub mod segment;
pub mod span;
pub mod steps;
#[cfg(feature = "train")]
pub mod train;
#[cfg(feature = "wasm")]
mod wasm;

use pack::Pack;
use reading::Reading;

#[doc(inline)]
pub use annotation::Annotation;
#[doc(inline)]
pub use guess::{Guess, Guesser};
#[doc(inline)]
pub use pack::PackError;

#[cfg(all(doctest, feature = "packs"))]
#[doc = include_str!("../README.md")]
struct Readme;

/// Annotates texts of one language.
#[derive(Debug)]
pub struct Annotator {
    pack: Pack,
}

impl Annotator {
    /// Reads a pack.
    ///
    /// # Errors
    /// When the bytes are no pack, a pack of another version, or one that was cut or altered.
    pub fn from_pack(bytes: &[u8]) -> Result<Self, PackError> {
        Ok(Self { pack: Pack::read(bytes)? })
    }

    /// The language of the pack (ISO 639-1).
    #[must_use]
    pub fn language(&self) -> &str {
        &self.pack.language
    }

    /// Everything found in `text`. Cannot fail, on any text.
    #[must_use]
    pub fn annotate<'t>(&self, text: &'t str) -> Annotation<'t> {
        let segments = segment::segment(text, &self.pack.lexicon);
        let mentions = mention::find(&segments, &self.pack);
        let reading = Reading { segments: &segments, mentions: &mentions, pack: &self.pack };
        let roles = mention::roles::roles(&reading);
        let quotes = quote::find(&reading);
        let attributions = attribute::attribute(&reading, &quotes, &roles);
        let entities = coref::resolve(&reading, &attributions, &roles);
        assemble::assemble(&reading, &quotes, &attributions, &entities)
    }
}

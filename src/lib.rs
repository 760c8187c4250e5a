//! kutip reads a news article and says who is in it and who said what.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test that unwraps says where it failed"))]

pub mod annotation;
mod assemble;
pub mod attribute;
pub mod coref;
#[cfg(feature = "export")]
pub mod export;
pub mod key;
pub mod mention;
pub mod pack;
pub mod quote;
pub mod reading;
pub mod segment;

pub mod span;
#[cfg(feature = "train")]
pub mod train;
#[cfg(feature = "wasm")]
mod wasm;

use annotation::Annotation;
use pack::{Pack, PackError};
use reading::Reading;

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

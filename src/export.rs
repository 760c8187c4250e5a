//! The forms an annotation can leave in: one file a format, each a pure function of the annotation and its text.

pub mod brat;
pub mod conll;
pub mod csv;
pub mod html;
pub mod json;
pub mod markdown;
mod markup;
mod nest;
mod positions;
pub mod spacy;
pub mod tei;
pub mod text;
mod tokens;
pub mod web_annotation;

use crate::annotation::Annotation;
use core::fmt::Write;

/// What an export says besides the annotation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'o> {
    /// What the text is called: an article's number, an address, a file's name. May be empty.
    pub id: &'o str,
    /// Whether to colour for a terminal; only [`text`] does.
    pub colour: bool,
}

/// Writes one annotation. The text is the one that was annotated.
pub type Export = fn(&Annotation<'_>, &str, &Options<'_>) -> String;

/// A format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in one line.
    pub about: &'static str,
    /// Whether the exports of many texts, one after the other, are one file of this format.
    pub joins: bool,
    /// What stands once before them.
    pub header: &'static str,
    /// Writes what comes after the header.
    pub export: Export,
}

impl Format {
    const fn single(name: &'static str, about: &'static str, export: Export) -> Self {
        Self { name, about, joins: false, header: "", export }
    }

    const fn joining(name: &'static str, about: &'static str, header: &'static str, export: Export) -> Self {
        Self { name, about, joins: true, header, export }
    }

    /// The format of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// A whole file of one text.
    #[must_use]
    pub fn file(&self, annotation: &Annotation<'_>, text: &str, options: &Options<'_>) -> String {
        self.header.to_owned() + &(self.export)(annotation, text, options)
    }
}

/// Every format. Adding one is adding its file and its line.
pub const FORMATS: &[Format] = &[
    Format::single("json", "the schema, indented", json::indented),
    Format::joining("jsonl", "the schema on one line", "", json::line),
    Format::joining("text", "a view for people, coloured on a terminal", "", text::export),
    Format::joining("markdown", "the quotations by speaker", "", markdown::export),
    Format::joining("csv", "a table of the quotations", csv::QUOTATIONS, csv::quotations),
    Format::joining("csv-mentions", "a table of the mentions", csv::MENTIONS, csv::mentions),
    Format::single("html", "a page with <mark> in the text", html::export),
    Format::joining("web-annotation", "W3C Web Annotation, JSON-LD on one line", "", web_annotation::export),
    Format::single("tei", "TEI P5", tei::export),
    Format::joining("conll", "tokens and names, CoNLL-2003 in IOB2", "", conll::export),
    Format::single("brat", "brat standoff, the .ann of the text", brat::export),
    Format::joining("spacy", "spaCy's Doc, JSON on one line", "", spacy::export),
];

/// An IRI for a text: its id where that is one, else one made from it.
fn iri(id: &str) -> String {
    if id.contains("://") || id.starts_with("urn:") {
        return id.to_owned();
    }
    let mut iri = String::from("urn:kutip:text:");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            iri.push(char::from(byte));
        } else {
            let _ = write!(iri, "%{byte:02X}");
        }
    }
    iri
}

//! The forms an annotation can leave in: one file a format, each a pure function of the annotation and its text.

pub mod json;
pub mod text;

use crate::annotation::Annotation;

/// What an export says besides the annotation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'o> {
    /// What the text is called: an article's number, an address, a file's name. May be empty.
    pub id: &'o str,
    /// Whether to colour for a terminal; only [`text`] does.
    pub colour: bool,
}

/// A format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in one line.
    pub about: &'static str,
    /// How its files are called: `json`, `conll`.
    pub extension: &'static str,
    /// Writes it. The text is the one that was annotated.
    pub export: fn(&Annotation<'_>, &str, &Options<'_>) -> String,
}

/// Every format. Adding one is adding its file and its line.
pub const FORMATS: &[Format] = &[
    Format { name: "json", about: "the schema, indented", extension: "json", export: json::indented },
    Format { name: "jsonl", about: "the schema on one line", extension: "jsonl", export: json::line },
    Format { name: "text", about: "a view for people, coloured on a terminal", extension: "txt", export: text::export },
];

/// The format of that name.
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

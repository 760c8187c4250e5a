//! The schema itself, as JSON: indented, or on one line.

use super::Options;
use crate::annotation::Annotation;

/// Indented, with a line break at the end.
#[must_use]
pub fn indented(annotation: &Annotation<'_>, _: &str, _: &Options<'_>) -> String {
    // Serialising plain data into memory cannot fail.
    serde_json::to_string_pretty(annotation).unwrap_or_default() + "\n"
}

/// On one line, with a line break at the end.
#[must_use]
pub fn line(annotation: &Annotation<'_>, _: &str, _: &Options<'_>) -> String {
    serde_json::to_string(annotation).unwrap_or_default() + "\n"
}

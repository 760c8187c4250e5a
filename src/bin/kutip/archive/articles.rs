//! From a record to an article: what its text is, what it is called, and what goes with it into the output.

use super::html;
use super::records::{Content, Record};
use super::warc::Payload;
use serde_json::{Map, Value};

/// The names of what is read from a JSON object.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) text: String,
    pub(crate) id: String,
    /// Carried into the output.
    pub(crate) keep: Vec<String>,
}

/// A text to annotate.
#[derive(Debug)]
pub(crate) struct Article {
    /// Where it comes from, if nothing better is known.
    pub(crate) id: Value,
    pub(crate) text: String,
    /// Whether `text` was taken out of a page, so that nobody else has it.
    pub(crate) extracted: bool,
    /// Fields that go with it, in order.
    pub(crate) kept: Vec<(String, Value)>,
}

impl Article {
    /// The id as text.
    pub(crate) fn name(&self) -> String {
        plain(&self.id)
    }
}

/// A value as text: a string without its marks, anything else as JSON.
pub(crate) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Reads a record; none for one that was never meant to be an article. The error is the reason for rejecting it.
pub(crate) fn article(record: Record, fields: &Fields) -> Result<Option<Article>, String> {
    let place = match record.line {
        Some(line) => format!("{}:{line}", record.source),
        None => record.source.to_string(),
    };
    match record.content {
        Content::Unreadable(reason) => Err(reason),
        Content::Text(bytes) => Ok(Some(plain_text(place, bytes, None)?)),
        Content::Html(bytes) => Ok(Some(page(place, &bytes, None, None)?)),
        Content::Json(bytes) => Ok(Some(object(place, &bytes, fields)?)),
        Content::Warc(record) => {
            let (id, date) = (if record.id.is_empty() { place } else { record.id.clone() }, record.date.clone());
            record
                .payload()?
                .map(|payload| match payload {
                    Payload::Text(bytes) => plain_text(id, bytes, date),
                    Payload::Html { bytes, charset } => page(id, &bytes, charset.as_deref(), date),
                })
                .transpose()
        }
    }
}

/// A file of plain text.
pub(crate) fn plain_text(id: String, bytes: Vec<u8>, date: Option<String>) -> Result<Article, String> {
    let text = utf8(bytes)?;
    let extracted = date.is_some();
    let kept = date.map(|date| ("date".to_owned(), date.into())).into_iter().collect();
    Ok(Article { id: id.into(), text, extracted, kept })
}

/// A page. Its own date is when it was published, the archive's when it was fetched.
pub(crate) fn page(
    id: String,
    bytes: &[u8],
    charset: Option<&str>,
    fetched: Option<String>,
) -> Result<Article, String> {
    let page = html::page(bytes, charset)?;
    let mut kept = Vec::new();
    kept.extend(page.date.or(fetched).map(|date| ("date".to_owned(), date.into())));
    if !page.title.is_empty() {
        kept.push(("title".to_owned(), page.title.into()));
    }
    Ok(Article { id: id.into(), text: page.text, extracted: true, kept })
}

fn object(place: String, bytes: &[u8], fields: &Fields) -> Result<Article, String> {
    let mut object = json(bytes)?;
    let text = match object.remove(&fields.text) {
        Some(Value::String(text)) => text,
        Some(_) => return Err(format!("\"{}\" is no string", fields.text)),
        None => return Err(format!("no field \"{}\"", fields.text)),
    };
    let id = object.get(&fields.id).filter(|id| !id.is_null()).cloned().unwrap_or_else(|| place.into());
    let kept = fields.keep.iter().filter_map(|name| Some((name.clone(), object.remove(name)?))).collect();
    Ok(Article { id, text, extracted: false, kept })
}

/// One JSON object.
pub(crate) fn json(bytes: &[u8]) -> Result<Map<String, Value>, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error))?;
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| format!("no JSON object: {error}"))
}

fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| not_utf8(error.as_bytes(), error.utf8_error()))
}

/// Names the first byte that is wrong.
fn not_utf8(bytes: &[u8], error: std::str::Utf8Error) -> String {
    let at = error.valid_up_to();
    format!("not UTF-8: byte {at} is {:#04x}", bytes[at])
}

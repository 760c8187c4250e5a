//! Sources cut into records: a whole file, a line, a record of a web archive. Cutting is quick; understanding what was
//! cut is left to the threads that annotate.

use super::progress::Meter;
use super::sources::{Found, Written};
use super::warc;
use std::io::{BufRead, Read};
use std::sync::Arc;

/// A record may have this many bytes: what keeps memory constant, whatever is given.
pub(crate) const LONGEST: u64 = 16 << 20;

/// A piece of a source, not yet understood.
#[derive(Debug)]
pub(crate) struct Record {
    /// The path of its source.
    pub(crate) source: Arc<str>,
    /// Its line, or its number in a web archive, counted from 1; none for a file of its own.
    pub(crate) line: Option<u64>,
    pub(crate) content: Content,
}

/// What was cut.
#[derive(Debug)]
pub(crate) enum Content {
    Text(Vec<u8>),
    Html(Vec<u8>),
    Json(Vec<u8>),
    Warc(warc::Record),
    /// Why there is nothing.
    Unreadable(String),
}

/// All records of all sources. A source that breaks off ends with an unreadable record, and the next one begins.
pub(crate) fn records(
    sources: impl Iterator<Item = Found> + Send,
    meter: Meter,
) -> impl Iterator<Item = Record> + Send {
    sources.flat_map(move |source| {
        let (path, opened) = match source {
            Ok(source) => {
                let opened = source.open(&meter).map_err(|error| error.to_string());
                (source.path, opened.map(|reader| (reader, source.written)))
            }
            Err((path, reason)) => (path, Err(reason)),
        };
        let name: Arc<str> = path.to_string_lossy().into();
        let mut cutter = Cutter { reader: None, written: Written::Text, line: 0, failed: None };
        match opened {
            Ok((reader, written)) => (cutter.reader, cutter.written) = (Some(reader), written),
            Err(reason) => cutter.failed = Some(reason),
        }
        cutter.map(move |(line, content)| Record { source: name.clone(), line, content })
    })
}

struct Cutter {
    /// None once the source is at its end.
    reader: Option<Box<dyn BufRead + Send>>,
    written: Written,
    line: u64,
    failed: Option<String>,
}

impl Iterator for Cutter {
    type Item = (Option<u64>, Content);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(reason) = self.failed.take() {
            return Some((None, Content::Unreadable(reason)));
        }
        loop {
            let reader = self.reader.as_mut()?;
            self.line += 1;
            let line = (!self.written.is_one_article()).then_some(self.line);
            let cut = match self.written {
                Written::Text | Written::Html => whole(reader).map(Some),
                Written::Jsonl => json_line(reader),
                Written::Warc => warc::read(reader),
            };
            if self.written.is_one_article() {
                self.reader = None;
            }
            match cut {
                // A blank line, or a record that holds no article.
                Ok(Some(Cut::Nothing)) => {}
                Ok(Some(Cut::TooLong)) => {
                    return Some((line, Content::Unreadable(format!("longer than {} MiB", LONGEST >> 20))));
                }
                Ok(Some(Cut::Bytes(bytes))) if self.written == Written::Html => {
                    return Some((line, Content::Html(bytes)));
                }
                Ok(Some(Cut::Bytes(bytes))) if self.written == Written::Text => {
                    return Some((line, Content::Text(bytes)));
                }
                Ok(Some(Cut::Bytes(bytes))) => return Some((line, Content::Json(bytes))),
                Ok(Some(Cut::Warc(record))) => return Some((line, Content::Warc(record))),
                Ok(None) => self.reader = None,
                Err(error) => {
                    self.reader = None;
                    return Some((line, Content::Unreadable(error.to_string())));
                }
            }
        }
    }
}

/// What a look at a stream gives.
pub(super) enum Cut {
    Bytes(Vec<u8>),
    Warc(warc::Record),
    TooLong,
    Nothing,
}

fn whole(reader: &mut dyn BufRead) -> std::io::Result<Cut> {
    let mut bytes = Vec::new();
    reader.take(LONGEST + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > LONGEST { Cut::TooLong } else { Cut::Bytes(bytes) })
}

fn json_line(reader: &mut dyn BufRead) -> std::io::Result<Option<Cut>> {
    let mut bytes = Vec::new();
    if reader.take(LONGEST).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    if bytes.len() as u64 == LONGEST && bytes.last() != Some(&b'\n') {
        reader.skip_until(b'\n')?;
        return Ok(Some(Cut::TooLong));
    }
    Ok(Some(if bytes.trim_ascii().is_empty() { Cut::Nothing } else { Cut::Bytes(bytes) }))
}

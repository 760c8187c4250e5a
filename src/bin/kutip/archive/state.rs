//! How far a run came, in a small file that is replaced whole: what a later run goes on from.

use super::records::{Content, Record};
use flate2::Crc;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// The contents of the file. Everything in it was true at one moment: the records up to `records` have their output before
/// `output` and their rejects before `rejects`, and nothing else stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct State {
    /// Of this format.
    version: u32,
    /// What the run was asked for, so that another one does not go on from here.
    pub(crate) run: String,
    /// Records taken from the sources.
    pub(crate) records: u64,
    /// Checksum of those records and of their places.
    pub(crate) checksum: u32,
    /// How many of them were rejected.
    pub(crate) rejected: u64,
    /// Where the output ends: bytes of a file, parts of a folder.
    pub(crate) output: u64,
    /// Bytes of the file of rejects.
    pub(crate) rejects: u64,
}

const VERSION: u32 = 1;

impl State {
    pub(crate) fn new(run: String) -> Self {
        Self { version: VERSION, run, ..Self::default() }
    }

    /// Reads the file; none if there is no such file yet.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, String> {
        let wrong = |error: String| format!("{}: {error}", path.display());
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(wrong(error.to_string())),
        };
        let state: Self = serde_json::from_str(&text).map_err(|error| wrong(format!("no state of a run: {error}")))?;
        if state.version != VERSION {
            return Err(wrong(format!("a state of version {}, this program reads {VERSION}", state.version)));
        }
        Ok(Some(state))
    }

    /// Replaces the file: whoever reads it finds the old one or the new one.
    pub(crate) fn save(&self, path: &Path) -> Result<(), String> {
        let mut aside = path.to_owned().into_os_string();
        aside.push(".new");
        let write = || {
            let mut file = File::create(&aside)?;
            serde_json::to_writer(&mut file, self)?;
            writeln!(file)?;
            file.sync_data()?;
            std::fs::rename(&aside, path)
        };
        write().map_err(|error| format!("{}: {error}", path.display()))
    }
}

/// Counts the records that pass and sums them up.
pub(crate) struct Counted<I> {
    inner: I,
    pub(crate) records: u64,
    crc: Crc,
}

impl<I: Iterator<Item = Record>> Counted<I> {
    pub(crate) fn new(inner: I) -> Self {
        Self { inner, records: 0, crc: Crc::new() }
    }

    pub(crate) fn checksum(&self) -> u32 {
        self.crc.sum()
    }

    /// Passes over the records that an earlier run has done, and makes sure that they are the same still.
    pub(crate) fn skip_done(&mut self, state: &State) -> Result<(), String> {
        while self.records < state.records && self.next().is_some() {}
        if self.records == state.records && self.checksum() == state.checksum {
            return Ok(());
        }
        Err("the input is not what it was when the state was written".into())
    }
}

impl<I: Iterator<Item = Record>> Iterator for Counted<I> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let record = self.inner.next()?;
        self.records += 1;
        self.crc.update(record.source.as_bytes());
        match &record.content {
            Content::Text(bytes) | Content::Html(bytes) | Content::Json(bytes) => self.crc.update(bytes),
            Content::Warc(warc) => self.crc.update(&warc.block),
            Content::Unreadable(reason) => self.crc.update(reason.as_bytes()),
        }
        Some(record)
    }
}

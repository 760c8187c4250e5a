//! What a run writes: results, rejects, and how far it came.

use super::Done;
use super::output::{Lasting, Output, Stdout};
use super::progress::Progress;
use super::state::State;
use serde_json::json;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};

/// Where it all goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Files<'a> {
    /// None for standard output.
    pub(crate) out: Option<&'a Path>,
    /// The columns to keep beside the schema's, if the output is a folder of Parquet.
    pub(crate) parquet: Option<&'a [String]>,
    /// What stands at the beginning of the output.
    pub(crate) header: &'static str,
    /// None for standard error.
    pub(crate) rejects: Option<&'a Path>,
    /// None if the run is not to be taken up again.
    pub(crate) state: Option<&'a Path>,
}

impl Files<'_> {
    /// What must not be read as input.
    pub(crate) fn own(&self) -> Vec<PathBuf> {
        [self.out, self.rejects, self.state].into_iter().flatten().map(Path::to_owned).collect()
    }

    fn output(&self, until: Option<u64>) -> std::result::Result<Box<dyn Output>, String> {
        Ok(match (self.out, self.parquet) {
            #[cfg(feature = "parquet")]
            (Some(out), Some(keep)) => Box::new(super::parquet::Folder::open(out, keep, until)?),
            (None, Some(_)) => return Err("Parquet wants a folder: --out FOLDER".into()),
            (Some(out), _) => Box::new(Lasting::open(out, until)?),
            (None, None) => Box::new(Stdout),
        })
    }
}

/// A record that could not be annotated.
#[derive(Debug)]
pub(crate) struct Reject {
    pub(crate) source: String,
    pub(crate) line: Option<u64>,
    pub(crate) reason: String,
}

impl std::fmt::Display for Reject {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        write!(out, "kutip: {}{line}: {}", self.source, self.reason)
    }
}

/// A run that has begun, or goes on.
pub(crate) struct Run<'a> {
    output: Box<dyn Output>,
    rejects: Option<Lasting>,
    state_file: Option<&'a Path>,
    pub(crate) state: State,
}

impl<'a> Run<'a> {
    /// Opens the files; where there is a state already, as they were then. `asked` says what the run is to do.
    pub(crate) fn open(files: &Files<'a>, asked: String) -> std::result::Result<Self, String> {
        let earlier = files.state.map(State::read).transpose()?.flatten();
        if let (Some(path), Some(_)) = (files.state, earlier.as_ref().filter(|state| state.run != asked)) {
            return Err(format!("{}: the state of another run: other arguments, or another pack", path.display()));
        }
        let until = |place: fn(&State) -> u64| earlier.as_ref().map(place);
        let mut run = Self {
            output: files.output(until(|state| state.output))?,
            rejects: files.rejects.map(|path| Lasting::open(path, until(|state| state.rejects))).transpose()?,
            state_file: files.state,
            state: earlier.clone().unwrap_or_else(|| State::new(asked)),
        };
        if earlier.is_none() {
            run.output.write(files.header.as_bytes()).map_err(|error| error.to_string())?;
        }
        Ok(run)
    }

    pub(crate) fn take(&mut self, done: Done<String>, progress: &Progress) -> Result<()> {
        for result in &done.results {
            self.output.write(result.as_bytes())?;
        }
        for reject in &done.rejects {
            if let Some(rejects) = &mut self.rejects {
                let Reject { source, line, reason } = reject;
                let reject = json!({ "source": source, "line": line, "reason": reason });
                rejects.write(format!("{reject}\n").as_bytes())?;
            } else {
                progress.say(&reject.to_string());
            }
        }
        self.state.rejected += done.rejects.len() as u64;
        (self.state.records, self.state.checksum) = done.until;
        self.settle(false)
    }

    pub(crate) fn end(&mut self) -> std::result::Result<(), String> {
        self.settle(true).map_err(|error| error.to_string())
    }

    /// Makes everything last, if this is a moment for it, and then writes down that it does.
    fn settle(&mut self, end: bool) -> Result<()> {
        let Some(output) = self.output.settle(end)? else { return Ok(()) };
        let rejects = self.rejects.as_mut().map_or(Ok(None), |rejects| rejects.settle(true))?.unwrap_or_default();
        (self.state.output, self.state.rejects) = (output, rejects);
        self.state_file.map_or(Ok(()), |path| self.state.save(path)).map_err(Error::other)
    }
}

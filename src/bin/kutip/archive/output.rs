//! Where results go: standard output, or a file that can be taken up again.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Result, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// Takes results in order.
pub(crate) trait Output {
    /// Takes the results of some records.
    fn write(&mut self, results: &[u8]) -> Result<()>;

    /// Makes what it took last, if this is a moment for it (at the end it always is), and says where it ends.
    fn settle(&mut self, end: bool) -> Result<Option<u64>>;
}

/// How often a file is made to last: what a crash can cost.
const OFTEN: Duration = Duration::from_secs(1);

/// Standard output.
pub(crate) struct Stdout;

impl Output for Stdout {
    fn write(&mut self, results: &[u8]) -> Result<()> {
        let mut out = std::io::stdout().lock();
        out.write_all(results)?;
        out.flush()
    }

    fn settle(&mut self, _: bool) -> Result<Option<u64>> {
        Ok(None)
    }
}

/// A file that can be taken up again at a length it had.
pub(crate) struct Lasting {
    file: BufWriter<File>,
    length: u64,
    settled: Instant,
}

impl Lasting {
    /// A new file, or one cut back to `length`.
    pub(crate) fn open(path: &Path, length: Option<u64>) -> std::result::Result<Self, String> {
        let wrong = |error: std::io::Error| format!("{}: {error}", path.display());
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(length.is_none()).open(path).map_err(wrong)?;
        let length = length.unwrap_or_default();
        if file.metadata().map_err(wrong)?.len() < length {
            return Err(format!("{}: shorter than when the state was written", path.display()));
        }
        file.set_len(length).and_then(|()| file.seek(SeekFrom::Start(length))).map_err(wrong)?;
        Ok(Self { file: BufWriter::with_capacity(1 << 18, file), length, settled: Instant::now() })
    }
}

impl Output for Lasting {
    fn write(&mut self, results: &[u8]) -> Result<()> {
        self.length += results.len() as u64;
        self.file.write_all(results)
    }

    fn settle(&mut self, end: bool) -> Result<Option<u64>> {
        if !end && self.settled.elapsed() < OFTEN {
            return Ok(None);
        }
        self.file.flush()?;
        self.file.get_ref().sync_data()?;
        self.settled = Instant::now();
        Ok(Some(self.length))
    }
}

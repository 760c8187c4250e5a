//! Which files an archive is made of, how each is written, and its bytes.

use super::progress::Meter;
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Stdin};
use std::path::{Path, PathBuf};

/// How a source is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Written {
    /// Plain text, one article.
    Text,
    /// A page, one article.
    Html,
    /// One article a line, each a JSON object.
    Jsonl,
    /// A web archive: its pages and texts.
    Warc,
}

impl Written {
    /// By the name, `.gz` or not.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let (_, extension) = name.strip_suffix(".gz").unwrap_or(&name).rsplit_once('.')?;
        match extension {
            "txt" => Some(Self::Text),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "warc" | "wet" => Some(Self::Warc),
            _ => None,
        }
    }

    /// Whether it holds one article, and so is read whole.
    pub(crate) const fn is_one_article(self) -> bool {
        matches!(self, Self::Text | Self::Html)
    }
}

/// One file, or standard input.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// `-` for standard input.
    pub(crate) path: PathBuf,
    pub(crate) written: Written,
}

/// A source, or the path of one that cannot be read and the reason.
pub(crate) type Found = Result<Source, (PathBuf, String)>;

/// The sources of an input: itself, or of a folder the files below it whose names tell how they are written, in the order
/// of their names.
pub(crate) fn sources(
    input: PathBuf,
    from: Option<Written>,
    otherwise: Written,
) -> Box<dyn Iterator<Item = Found> + Send> {
    if !input.is_dir() {
        let written = from.or_else(|| Written::of(&input)).unwrap_or(otherwise);
        return Box::new(std::iter::once(Ok(Source { path: input, written })));
    }
    let walk = walkdir::WalkDir::new(&input).follow_links(true).sort_by_file_name();
    Box::new(walk.into_iter().filter_map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_file() => {
            let written = Written::of(entry.path()).map(|by_name| from.unwrap_or(by_name))?;
            Some(Ok(Source { path: entry.into_path(), written }))
        }
        Ok(_) => None,
        Err(error) => {
            let path = error.path().unwrap_or(&input).to_owned();
            Some(Err((path, error.into_io_error().map_or("a loop of links".into(), |error| error.to_string()))))
        }
    }))
}

impl Source {
    /// Opens it; gzip is told by its first bytes.
    pub(crate) fn open(&self, meter: &Meter) -> std::io::Result<Box<dyn BufRead + Send>> {
        const BUFFER: usize = 1 << 16;
        let raw =
            if self.path == Path::new("-") { Raw::Stdin(std::io::stdin()) } else { Raw::File(File::open(&self.path)?) };
        let mut bytes = BufReader::with_capacity(BUFFER, Metered { raw, meter: meter.clone() });
        if bytes.fill_buf()?.starts_with(b"\x1f\x8b") {
            Ok(Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(bytes))))
        } else {
            Ok(Box::new(bytes))
        }
    }
}

enum Raw {
    Stdin(Stdin),
    File(File),
}

/// Counts the bytes that are read, as they lie on the disk.
struct Metered {
    raw: Raw,
    meter: Meter,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = match &mut self.raw {
            Raw::Stdin(stdin) => stdin.read(buffer),
            Raw::File(file) => file.read(buffer),
        }?;
        self.meter.read(read);
        Ok(read)
    }
}

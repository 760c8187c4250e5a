//! Archives: any number of articles from files, folders and streams, on all cores, in order, in constant memory.
//!
//! Sources are cut into records on one thread, batches of records are worked on by many, and the results come back in order:
//! `sources → records → batches → articles → results`. What is under way at once is bounded, so memory does not grow with
//! the archive.

pub(crate) mod articles;
mod html;
mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod pool;
pub(crate) mod progress;
pub(crate) mod records;
pub(crate) mod run;
pub(crate) mod sources;
pub(crate) mod state;
mod warc;

use articles::Fields;
use progress::{Meter, Progress};
use records::{Content, Record};
use run::Reject;
use sources::{Found, Source, Written, sources};
use state::{Counted, State};
use std::io::ErrorKind;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Which articles to read, and how.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct Inputs {
    /// Files and folders; `-` is standard input.
    ///
    /// Of a folder, the files below it named .txt, .html, .jsonl or .warc are read, in the order of their names.
    /// Everything may be packed by gzip.
    #[arg(default_value = "-", value_name = "FILE")]
    pub(crate) inputs: Vec<PathBuf>,
    /// How the input is written; told by the names of files unless said here.
    #[arg(long, value_enum)]
    from: Option<Written>,
    /// JSON lines: the field that has the text [default: text].
    #[arg(long, value_name = "NAME")]
    field: Option<String>,
    /// JSON lines: the field that has the article's id [default: id].
    #[arg(long, value_name = "NAME")]
    id_field: Option<String>,
    /// JSON lines: fields to carry into the output.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', default_value = "date,title", value_parser = field_to_keep)]
    pub(crate) keep: Vec<String>,
    /// How many articles to annotate at a time [default: one a core].
    #[arg(long, value_name = "NUMBER")]
    pub(crate) jobs: Option<NonZero<usize>>,
}

/// What an annotation has fields for already.
fn field_to_keep(name: &str) -> Result<String, String> {
    match name {
        "id" | "text" | "version" | "language" | "entities" | "mentions" | "quotes" => {
            Err("the output has a field of its own of that name".into())
        }
        _ => Ok(name.to_owned()),
    }
}

impl Inputs {
    /// The source, if there is only one and it is one article.
    pub(crate) fn one_article(&self) -> Option<Source> {
        let [input] = &self.inputs[..] else { return None };
        let source =
            (!input.is_dir()).then(|| sources(input.clone(), self.from, self.otherwise()).next()?.ok()).flatten();
        source.filter(|source| source.written.is_one_article())
    }

    /// How a source is written that neither `--from` nor its name tells of.
    fn otherwise(&self) -> Written {
        if self.field.is_some() || self.id_field.is_some() { Written::Jsonl } else { Written::Text }
    }

    pub(crate) fn fields(&self) -> Fields {
        Fields {
            text: self.field.clone().unwrap_or_else(|| "text".into()),
            id: self.id_field.clone().unwrap_or_else(|| "id".into()),
            keep: self.keep.clone(),
        }
    }

    /// Everything here that the results depend on, in one line.
    pub(crate) fn described(&self) -> String {
        format!("{:?} {:?} {:?} {:?}", self.inputs, self.from, self.otherwise(), self.fields())
    }

    /// All sources but our own files.
    fn sources(&self, own: &[PathBuf]) -> impl Iterator<Item = Found> + Send + use<> {
        let own: Vec<PathBuf> = own.iter().filter_map(|path| path.canonicalize().ok()).collect();
        let (from, otherwise) = (self.from, self.otherwise());
        let all = self.inputs.clone().into_iter().flat_map(move |input| sources(input, from, otherwise));
        all.filter(move |found| {
            !found.as_ref().is_ok_and(|source| source.path.canonicalize().is_ok_and(|path| own.contains(&path)))
        })
    }

    /// Whether everything named is there.
    fn check(&self) -> Result<(), String> {
        for input in self.inputs.iter().filter(|input| *input != Path::new("-")) {
            std::fs::metadata(input).map_err(|error| format!("{}: {error}", input.display()))?;
            if sources(input.clone(), self.from, self.otherwise()).next().is_none() {
                return Err(format!("{}: no .txt, .html, .jsonl or .warc files in it", input.display()));
            }
        }
        Ok(())
    }
}

/// Records that are worked on at one go.
struct Batch {
    records: Vec<Record>,
    /// Records up to the end of this batch, and their checksum.
    until: (u64, u32),
}

/// What became of a batch.
pub(crate) struct Done<R> {
    pub(crate) results: Vec<R>,
    pub(crate) rejects: Vec<Reject>,
    /// As of the batch.
    pub(crate) until: (u64, u32),
}

/// Works on every record of the inputs that `state` has not behind it, and gives the results to `take`, in order.
/// `work` gives nothing for a record that is no article, and the reason for one that is rejected.
pub(crate) fn process<R: Send>(
    inputs: &Inputs,
    own: &[PathBuf],
    state: &State,
    work: impl Fn(Record) -> Result<Option<R>, String> + Sync,
    mut take: impl FnMut(Done<R>, &Progress) -> std::io::Result<()>,
) -> Result<(), String> {
    inputs.check()?;
    let meter = Meter::default();
    let progress = Progress::new(meter.clone(), inputs.sources(own));
    let mut records = Counted::new(records::records(inputs.sources(own), meter));
    records.skip_done(state)?;
    progress.skipped();
    let cores = || std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
    let jobs = inputs.jobs.unwrap_or_else(cores).get();
    let mut rejected = 0;
    let done: std::io::Result<()> = pool::in_order(
        jobs,
        batches(records),
        |batch| work_on(batch, &work),
        |done| {
            rejected += done.rejects.len() as u64;
            let records = done.until.0 - state.records;
            take(done, &progress)?;
            progress.show(records, rejected);
            Ok(())
        },
    );
    progress.finish();
    match done {
        // Whoever reads the output wants no more of it.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done.map_err(|error| error.to_string()),
    }
}

fn batches<I: Iterator<Item = Record>>(mut records: Counted<I>) -> impl Iterator<Item = Batch> {
    const RECORDS: usize = 64;
    const BYTES: usize = 1 << 18;
    std::iter::from_fn(move || {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < RECORDS && bytes < BYTES {
            let Some(record) = records.next() else { break };
            bytes += match &record.content {
                Content::Text(bytes) | Content::Html(bytes) | Content::Json(bytes) => bytes.len(),
                Content::Warc(record) => record.block.len(),
                Content::Unreadable(_) => 0,
            };
            batch.push(record);
        }
        let until = (records.records, records.checksum());
        (!batch.is_empty()).then_some(Batch { records: batch, until })
    })
}

fn work_on<R>(batch: Batch, work: impl Fn(Record) -> Result<Option<R>, String>) -> Done<R> {
    let mut done = Done { results: Vec::new(), rejects: Vec::new(), until: batch.until };
    for record in batch.records {
        let (source, line) = (record.source.clone(), record.line);
        // One page that trips a parser up is no reason to lose a night's work.
        let result = catch_unwind(AssertUnwindSafe(|| work(record)));
        match result.unwrap_or_else(|_| Err("the program failed on it: please report it".into())) {
            Ok(result) => done.results.extend(result),
            Err(reason) => done.rejects.push(Reject { source: source.to_string(), line, reason }),
        }
    }
    done
}

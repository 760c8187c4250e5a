//! `kutip annotate`: texts in, their annotations out.

use super::REJECTED;
use super::archive::articles::{self, Article, article, plain};
use super::archive::progress::Meter;
use super::archive::run::{Files, Run};
use super::archive::sources::{Source, Written};
use super::archive::{self, Inputs};
use super::input::{Annotators, Language};
use clap::builder::{PossibleValue, PossibleValuesParser};
use kutip::annotation::Annotation;
use kutip::export::{FORMATS, Format, Options, json};
use serde_json::Value;
use std::fmt::Write as _;
use std::io::{ErrorKind, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `--help` says at the end.
pub(crate) const AFTER_HELP: &str = "\
One text prints its annotation in any format. Archives (several files, a folder, JSON lines, a web archive) print one \
line an article, in the order of the input; see docs/archives.md.

Exit codes:
  0  everything was annotated
  1  some records were rejected: see --rejects, or standard error
  2  the arguments or the input are wrong, or the output could not be written

Examples:
  kutip annotate berita.txt --format text
  kutip annotate articles/ --out annotations.jsonl
  zcat archive.jsonl.gz | kutip annotate - --field body --id-field url --keep date > annotations.jsonl
  kutip annotate crawl.warc.gz --out quotations.csv --format csv --rejects bad.jsonl --resume crawl.state";

/// What to annotate, and where to put it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    language: Language,
    /// How to write the annotations [default: json for one text, jsonl for more].
    #[arg(long, value_parser = PossibleValuesParser::new(formats()), help_heading = "Output")]
    format: Option<String>,
    /// Where to; standard output unless said here.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    out: Option<PathBuf>,
    /// Put the text beside its annotation; texts taken out of pages always are (jsonl, parquet).
    #[arg(long, help_heading = "Output")]
    with_text: bool,
    /// Where records go that cannot be annotated: JSON lines of source, line and reason.
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    rejects: Option<PathBuf>,
    /// A file that keeps how far this run came; run again with it, it goes on from there.
    #[arg(long, value_name = "FILE", requires = "out", help_heading = "Output")]
    resume: Option<PathBuf>,
}

/// The name of the format that only archives have.
const PARQUET: &str = "parquet";

fn formats() -> Vec<PossibleValue> {
    let mut values: Vec<PossibleValue> =
        FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about)).collect();
    if cfg!(feature = "parquet") {
        values.push(PossibleValue::new(PARQUET).help("a folder of Parquet files, one row an article"));
    }
    values
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let alone = arguments.inputs.one_article().filter(|_| arguments.is_plain());
    let annotators = arguments.language.annotators()?;
    match alone {
        Some(source) => one_text(arguments, &source, &annotators).map(|()| ExitCode::SUCCESS),
        None => many(arguments, &annotators),
    }
}

impl Arguments {
    /// Whether nothing is asked for that only archives have.
    fn is_plain(&self) -> bool {
        self.out.is_none()
            && self.rejects.is_none()
            && self.inputs.jobs.is_none()
            && !self.with_text
            && self.format.as_deref() != Some(PARQUET)
    }

    /// The format asked for; Parquet is JSON lines in columns.
    fn format(&self, otherwise: &str) -> &'static Format {
        let name = self.format.as_deref().filter(|&name| name != PARQUET).unwrap_or(otherwise);
        Format::named(name).expect("one of those that the arguments allow")
    }
}

fn one_text(arguments: &Arguments, source: &Source, annotators: &Annotators) -> Result<(), String> {
    let wrong = |error: String| format!("{}: {error}", source.path.display());
    let mut bytes = Vec::new();
    let read = source.open(&Meter::default()).and_then(|mut reader| reader.read_to_end(&mut bytes));
    read.map_err(|error| wrong(error.to_string()))?;
    let id = source.path.to_string_lossy().into_owned();
    let article = match source.written {
        Written::Html => articles::page(id, &bytes, None, None),
        _ => articles::plain_text(id, bytes, None),
    };
    let article = article.map_err(wrong)?;
    let annotation = annotators.of(&article.text).annotate(&article.text);
    let mut out = std::io::stdout().lock();
    let id = if source.path == Path::new("-") { String::new() } else { article.name() };
    let options = Options { id: &id, colour: out.is_terminal() && std::env::var_os("NO_COLOR").is_none() };
    let written = arguments.format("json").file(&annotation, &article.text, &options);
    match out.write_all(written.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}

fn many(arguments: &Arguments, annotators: &Annotators) -> Result<ExitCode, String> {
    let parquet = arguments.format.as_deref() == Some(PARQUET);
    let format = Some(arguments.format("jsonl")).filter(|format| format.name != "jsonl");
    if let Some(format) = format.filter(|format| !format.joins) {
        return Err(format!("--format {} holds one text: for more there are jsonl, csv and others", format.name));
    }
    let fields = arguments.inputs.fields();
    let work = |record| {
        let Some(article) = article(record, &fields)? else { return Ok(None) };
        let annotation = annotators.of(&article.text).annotate(&article.text);
        Ok(Some(match format {
            Some(format) => {
                (format.export)(&annotation, &article.text, &Options { id: &article.name(), colour: false })
            }
            None => line(&article, &annotation, arguments.with_text, parquet),
        }))
    };
    let files = Files {
        out: arguments.out.as_deref(),
        parquet: parquet.then_some(&arguments.inputs.keep[..]),
        header: format.map_or("", |format| format.header),
        rejects: arguments.rejects.as_deref(),
        state: arguments.resume.as_deref(),
    };
    let asked = format!(
        "{} {} {:?} {:?} {} {:?}",
        arguments.inputs.described(),
        annotators.described,
        arguments.format,
        arguments.out,
        arguments.with_text,
        arguments.rejects,
    );
    let mut run = Run::open(&files, asked)?;
    let behind = run.state.clone();
    archive::process(&arguments.inputs, &files.own(), &behind, work, |done, progress| run.take(done, progress))?;
    run.end()?;
    Ok(if run.state.rejected > 0 { ExitCode::from(REJECTED) } else { ExitCode::SUCCESS })
}

/// An annotation with what names its article before it: `{"id":17,"date":"2025-03-11","version":1,…`.
pub(crate) fn line(article: &Article, annotation: &Annotation<'_>, with_text: bool, columns: bool) -> String {
    let mut line = format!("{{\"id\":{}", article.id);
    for (name, value) in &article.kept {
        // A column has one type.
        let value = if columns && !value.is_null() { plain(value).into() } else { value.clone() };
        let _ = write!(line, ",{}:{value}", Value::from(name.as_str()));
    }
    if with_text || article.extracted {
        let _ = write!(line, ",\"text\":{}", Value::from(article.text.as_str()));
    }
    let annotation = json::line(annotation, &article.text, &Options::default());
    line + "," + annotation.trim_start_matches('{')
}

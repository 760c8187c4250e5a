//! `kutip report`: who is quoted in an archive, how much, when, and by whom; articles without any named source.
//!
//! Every article becomes a small summary, on all cores; the tally takes them one by one; tables are read off the tally.

mod charts;
mod html;
mod summary;
mod table;
mod tables;
mod tally;

use super::archive::articles::article;
use super::archive::records::{Content, Record};
use super::archive::state::State;
use super::archive::{self, Inputs};
use super::input::Language;
use super::{REJECTED, annotate};
use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use summary::Summary;
use table::Table;
use tally::{Period, Tally};

/// What `--help` says at the end.
pub(crate) const AFTER_HELP: &str = "\
The input is what `kutip annotate` wrote as JSON lines, or articles, which are then annotated on the way. People and \
organizations of two articles are the same when they have the same Wikidata id, else when they have the same kind and \
full name. Gender is left out on purpose: a name does not tell it.

Exit codes: 0, or 1 if some records were rejected, or 2 if the arguments or the input are wrong.

Examples:
  kutip report annotations.jsonl
  kutip report annotations.jsonl --format html --out report.html
  kutip report annotations.jsonl --person 'Sri Lestari' --table statements --format csv";

/// What to report on, and how.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    language: Language,
    /// How to write the report.
    #[arg(long, value_enum, default_value_t = Form::Table, help_heading = "Report")]
    format: Form,
    /// Where to; standard output unless said here. A folder for CSV, one file a table.
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    out: Option<PathBuf>,
    /// Only this table.
    #[arg(long, value_name = "NAME", value_parser = clap::builder::PossibleValuesParser::new(tables::NAMES), help_heading = "Report")]
    table: Option<String>,
    /// Also every quotation of the people of this name.
    #[arg(long, value_name = "NAME", help_heading = "Report")]
    person: Option<String>,
    /// How to divide time; articles have their day in the field "date".
    #[arg(long, value_enum, default_value_t = Period::Month, help_heading = "Report")]
    by: Period,
    /// How many rows of the longest tables; 0 for all.
    #[arg(long, value_name = "NUMBER", default_value_t = 20, help_heading = "Report")]
    top: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// For the terminal.
    Table,
    Markdown,
    Csv,
    /// One page with charts; it needs nothing else.
    Html,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let one_table = arguments.table.is_some();
    if arguments.format == Form::Csv && arguments.out.is_none() && !one_table {
        return Err("CSV of every table wants a folder: --out FOLDER, or one of them: --table NAME".into());
    }
    if arguments.table.as_deref() == Some(tables::STATEMENTS) && arguments.person.is_none() {
        return Err("whose quotations? --person NAME".into());
    }
    let annotators = arguments.language.annotators()?;
    let fields = arguments.inputs.fields();
    let work = |record: Record| {
        if let Some(summary) = annotated(&record)? {
            return Ok(Some(summary));
        }
        let Some(article) = article(record, &fields)? else { return Ok(None) };
        let annotation = annotators.of(&article.text).annotate(&article.text);
        Summary::read(annotate::line(&article, &annotation, false, false).as_bytes()).map(Some)
    };
    let mut tally = Tally::new(arguments.by, arguments.person.as_deref());
    let mut rejected = false;
    archive::process(&arguments.inputs, &[], &State::default(), work, |done, progress| {
        done.results.iter().for_each(|summary| tally.add(summary));
        done.rejects.iter().for_each(|reject| progress.say(&reject.to_string()));
        rejected |= !done.rejects.is_empty();
        Ok(())
    })?;
    let mut tables = tables::tables(&tally, arguments.top);
    tables.retain(|table| arguments.table.as_ref().is_none_or(|name| table.name == name));
    write(arguments, &tables)?;
    Ok(if rejected { ExitCode::from(REJECTED) } else { ExitCode::SUCCESS })
}

/// The summary of a line that is an annotation already.
fn annotated(record: &Record) -> Result<Option<Summary>, String> {
    match &record.content {
        Content::Json(bytes) if Summary::is_annotation(bytes) => Summary::read(bytes).map(Some),
        _ => Ok(None),
    }
}

fn write(arguments: &Arguments, tables: &[Table]) -> Result<(), String> {
    let joined = |write: fn(&Table) -> String| tables.iter().map(write).collect::<Vec<_>>().join("\n");
    let whole = match arguments.format {
        Form::Table => joined(Table::terminal),
        Form::Markdown => joined(Table::markdown),
        Form::Html => html::page(tables),
        Form::Csv if arguments.table.is_some() => joined(Table::csv),
        Form::Csv => return folder(arguments, tables),
    };
    match &arguments.out {
        Some(path) => std::fs::write(path, whole).map_err(|error| format!("{}: {error}", path.display())),
        None => match std::io::stdout().write_all(whole.as_bytes()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.to_string()),
            _ => Ok(()),
        },
    }
}

fn folder(arguments: &Arguments, tables: &[Table]) -> Result<(), String> {
    let path = arguments.out.clone().unwrap_or_default();
    let write = || {
        std::fs::create_dir_all(&path)?;
        tables.iter().try_for_each(|table| std::fs::write(path.join(format!("{}.csv", table.name)), table.csv()))
    };
    write().map_err(|error: std::io::Error| format!("{}: {error}", path.display()))
}

//! `kutip annotate`: a text in, its annotation out.

use super::input;
use kutip::Annotator;
use std::io::Write;
use std::path::PathBuf;

/// What to annotate, and how to print it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The language of the text.
    #[arg(long, default_value = "id")]
    lang: String,
    /// How to print the annotation.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// A pack to use instead of the one this program carries.
    #[arg(long)]
    pack: Option<PathBuf>,
    /// The text; `-` is standard input.
    #[arg(default_value = "-")]
    file: PathBuf,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// The schema of `www/schema/annotation-1.json`, indented.
    Json,
    /// The same on one line.
    Jsonl,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), String> {
    let pack = input::pack(&arguments.lang, arguments.pack.as_deref())?;
    let annotator = Annotator::from_pack(&pack).map_err(|error| error.to_string())?;
    let text = input::text(&arguments.file)?;
    let annotation = annotator.annotate(&text);
    let mut out = std::io::stdout().lock();
    let written = match arguments.format {
        Format::Json => serde_json::to_writer_pretty(&mut out, &annotation),
        Format::Jsonl => serde_json::to_writer(&mut out, &annotation),
    };
    written.map_err(|error| error.to_string())?;
    writeln!(out).map_err(|error| error.to_string())
}

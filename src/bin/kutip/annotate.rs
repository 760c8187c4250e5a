//! `kutip annotate`: a text in, its annotation out.

use super::input;
use clap::builder::PossibleValuesParser;
use kutip::Annotator;
use kutip::export::{FORMATS, Format, Options};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

/// What to annotate, and how to print it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The language of the text.
    #[arg(long, default_value = "id")]
    lang: String,
    /// How to print the annotation.
    #[arg(long, default_value = "json", value_parser = PossibleValuesParser::new(FORMATS.iter().map(named)))]
    format: String,
    /// A pack to use instead of the one this program carries.
    #[arg(long)]
    pack: Option<PathBuf>,
    /// The text; `-` is standard input.
    #[arg(default_value = "-")]
    file: PathBuf,
}

fn named(format: &Format) -> clap::builder::PossibleValue {
    clap::builder::PossibleValue::new(format.name).help(format.about)
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), String> {
    let format = Format::named(&arguments.format).ok_or("no such format")?;
    let pack = input::pack(&arguments.lang, arguments.pack.as_deref())?;
    let annotator = Annotator::from_pack(&pack).map_err(|error| error.to_string())?;
    let text = input::text(&arguments.file)?;
    let annotation = annotator.annotate(&text);
    let mut out = std::io::stdout().lock();
    let options = Options { id: &arguments.file.to_string_lossy(), colour: out.is_terminal() };
    let written = format.file(&annotation, &text, &options);
    out.write_all(written.as_bytes()).map_err(|error| error.to_string())
}

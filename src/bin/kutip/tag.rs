//! `kutip tag`: labels given tokens, one a line, in IOB2.

use super::input;
use kutip::mention::Kind;
use kutip::pack::Pack;
use kutip::segment::segment_lines;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Where the tokens are, and by what to label them.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The language of the tokens.
    #[arg(long, default_value = "id")]
    lang: String,
    /// A pack to use instead of the one this program carries.
    #[arg(long)]
    pack: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), String> {
    let pack = input::pack(&arguments.lang, arguments.pack.as_deref())?;
    let pack = Pack::read(&pack).map_err(|error| error.to_string())?;
    let text = input::text(Path::new("-"))?;
    let segments = segment_lines(&text, &pack.lexicon);
    let mut labels = vec![String::new(); segments.tokens.len()];
    for mention in kutip::mention::tag(&segments, &pack) {
        let kind = match mention.kind {
            Kind::Person => "PER",
            Kind::Organization => "ORG",
            _ => "LOC",
        };
        for index in mention.span.range() {
            labels[index] = format!("{}-{kind}", if index as u32 == mention.span.start { 'B' } else { 'I' });
        }
    }
    let mut out = String::new();
    for &sentence in &segments.sentences {
        for index in sentence.range() {
            let label = if labels[index].is_empty() { "O" } else { &labels[index] };
            let _ = writeln!(out, "{}\t{label}", segments.token_text(index as u32));
        }
        out.push('\n');
    }
    print!("{out}");
    Ok(())
}

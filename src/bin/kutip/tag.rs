//! `kutip tag`: labels given tokens, one a line, in IOB2, by the convention of the corpus they come from.

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
    /// What counts as a name: `guide` as in annotated articles, or `idner` as in the benchmark idner-news-2k, which is
    /// the usual one for Indonesian.
    #[arg(long)]
    convention: Option<String>,
    /// A pack to use instead of the one this program carries.
    #[arg(long, conflicts_with = "convention")]
    pack: Option<PathBuf>,
}

/// Packs that label by the convention of a benchmark. The program carries them, the browser never sees them.
const BENCHMARKS: [(&str, &str, &[u8]); 1] = [("id", "idner", include_bytes!("../../lang/id/idner.kutip"))];

impl Arguments {
    fn bytes(&self) -> Result<Vec<u8>, String> {
        let named = |convention: &str| self.convention.as_deref().is_none_or(|wanted| wanted == convention);
        let fits = |(lang, convention, _): &&(&str, &str, &[u8])| *lang == self.lang && named(convention);
        match (BENCHMARKS.iter().find(fits), self.convention.as_deref()) {
            (Some((.., pack)), _) if self.pack.is_none() => Ok(pack.to_vec()),
            (_, None | Some("guide")) => input::pack(&self.lang, self.pack.as_deref()),
            (_, Some(convention)) => Err(format!("{} has no convention \"{convention}\"", self.lang)),
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), String> {
    let pack = Pack::read(&arguments.bytes()?).map_err(|error| error.to_string())?;
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

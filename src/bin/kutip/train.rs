//! `kutip train`: makes a language's pack from its tables and from training data, or the table that tells languages apart.

use kutip::train::manifest::Manifest;
use kutip::train::{guess, pack, tagger};
use std::path::{Path, PathBuf};

/// The language, the data, and where the pack goes.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The language.
    #[arg(long, default_value = "id")]
    lang: String,
    /// The folder of the training data.
    #[arg(long, default_value = "../shared")]
    data: PathBuf,
    /// Overrides a setting of the tagger: NAME=VALUE.
    #[arg(long)]
    set: Vec<String>,
    /// Leave out the second look.
    #[arg(long)]
    first: bool,
    /// Label by the convention of this corpus; by that of the articles unless said otherwise.
    #[arg(long)]
    convention: Option<String>,
    /// Make the table that tells languages apart, `www/packs/guess.kutip`, and no pack.
    #[arg(long)]
    guess: bool,
    /// Where to write the pack; `www/packs/<lang>.kutip` unless said otherwise.
    #[arg(long)]
    out: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), String> {
    if arguments.guess {
        let languages = guess::languages(Path::new("."), &arguments.data)?;
        return write(arguments, "guess", &guess::table(&languages));
    }
    let manifest = Manifest::read(Path::new("."), &arguments.lang, &arguments.set)?;
    if let Some(convention) = &arguments.convention
        && !manifest.sources.iter().any(|source| source.convention == *convention)
    {
        return Err(format!("no source of {} has the convention \"{convention}\"", arguments.lang));
    }
    let corpora = pack::data(&manifest, &arguments.data)?;
    let mut base = pack::base(&manifest, &arguments.data, corpora.iter().flat_map(|corpus| &corpus.documents))?;
    if !manifest.sources.is_empty() {
        let trained = tagger::train(&corpora, &base.pack, &manifest, !arguments.first, |epoch, loss| {
            eprintln!("epoch {epoch} of {}: loss {loss:.4}", manifest.settings.epochs);
        })?;
        let convention = arguments.convention.as_ref().unwrap_or(&manifest.convention);
        base.sections.push(("tagger", tagger::quantised(&trained, convention, &manifest.settings)));
    }
    let sections: Vec<(&str, &[u8])> =
        base.sections.iter().map(|(name, section)| (*name, section.as_slice())).collect();
    for (name, section) in &sections {
        eprintln!("{name:10} {:8} bytes", section.len());
    }
    write(arguments, &arguments.lang, &kutip::pack::write(&arguments.lang, &sections))
}

fn write(arguments: &Arguments, name: &str, file: &[u8]) -> Result<(), String> {
    let out = arguments.out.clone().unwrap_or_else(|| PathBuf::from(format!("www/packs/{name}.kutip")));
    std::fs::write(&out, file).map_err(|error| format!("{}: {error}", out.display()))?;
    eprintln!("{}: {} bytes", out.display(), file.len());
    Ok(())
}

//! `kutip inspect`: why a quotation has the speaker it has.

use super::input::{self, Language};
use kutip::attribute::{self, Party, Referent};
use kutip::mention::{self, roles};
use kutip::pack::Pack;
use kutip::quote::{self, Quote};
use kutip::reading::Reading;
use kutip::reading::candidates::{Candidate, WEIGHTS};
use kutip::segment::segment;
use kutip::span::TokenSpan;
use std::path::PathBuf;

/// What to look into.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The text; - for standard input.
    file: PathBuf,
    /// The id of a quotation; without it all are listed.
    #[arg(long, value_name = "ID")]
    quote: Option<usize>,
    #[command(flatten)]
    language: Language,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), String> {
    let text = input::text(&arguments.file)?;
    let pack = Pack::read(&arguments.language.pack(&text)?).map_err(|error| error.to_string())?;
    let segments = segment(&text, &pack.lexicon);
    let mentions = mention::find(&segments, &pack);
    let reading = Reading { segments: &segments, mentions: &mentions, pack: &pack };
    let quotes = quote::find(&reading);
    let attributions = attribute::attribute(&reading, &quotes, &roles::roles(&reading));
    let speaker = |party: Option<Party>| party.map_or("nobody".to_owned(), |party| described(&reading, party));
    let Some(id) = arguments.quote else {
        for (id, (quote, attribution)) in quotes.list.iter().zip(&attributions).enumerate() {
            let words = words(&reading, quote.extent());
            println!("{id}\t{}\t{}\t{words}", attribution.rule.name(), speaker(attribution.speaker));
        }
        return Ok(());
    };
    let (Some(quote), Some(attribution)) = (quotes.list.get(id), attributions.get(id)) else {
        return Err(format!("no quotation {id}: there are {}", quotes.list.len()));
    };
    println!("kind        {}", quote.kind.name());
    for &part in &quote.parts {
        println!("words       {}", words(&reading, part));
    }
    println!("cue         {}", quote.cue.map_or("none".to_owned(), |cue| words(&reading, cue.span)));
    println!("points to   {}", pointed(&reading, quote));
    println!("speaker     {}", speaker(attribution.speaker));
    println!("sieve       {}", attribution.rule.name());
    println!("confidence  {} of 100, of which the quotation itself {}", attribution.confidence, quote.confidence);
    let candidates = candidates(&reading, quote);
    println!("\nphrases before the cue: {}", candidates.len());
    for candidate in candidates {
        let traits: Vec<String> =
            candidate.traits.iter().map(|&one| format!("{one:?} {:+}", WEIGHTS[one as usize])).collect();
        println!("{:4}  {}  ({})", candidate.score(), words(&reading, candidate.subject.phrase), traits.join(", "));
    }
    Ok(())
}

/// The words of a span on one line.
fn words(reading: &Reading<'_, '_>, span: TokenSpan) -> String {
    reading.segments.span_text(span).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn described(reading: &Reading<'_, '_>, party: Party) -> String {
    let here = party.span.map_or(String::new(), |span| words(reading, span));
    match party.referent {
        Referent::Named(mention) => {
            let name = words(reading, reading.mentions[mention].span);
            if name == here { name } else { format!("{here} → {name}").trim_start().to_owned() }
        }
        Referent::Unnamed(_) => format!("{here} (without a name)"),
    }
}

/// The phrase that the cue points to, and where it stands.
fn pointed(reading: &Reading<'_, '_>, quote: &Quote) -> String {
    match (quote.cue, quote.subject) {
        (Some(cue), None) if cue.clitic.is_some() => "its clitic".to_owned(),
        (Some(cue), Some(subject)) => {
            let side = if subject.phrase.start < cue.span.start { "before" } else { "after" };
            format!("{} ({side} it)", words(reading, subject.phrase))
        }
        _ => "nobody".to_owned(),
    }
}

/// The phrases between the quotation, or the beginning of the sentence, and the cue.
fn candidates(reading: &Reading<'_, '_>, quote: &Quote) -> Vec<Candidate> {
    let Some(cue) = quote.cue else { return Vec::new() };
    let ends = quote.parts.iter().map(|part| part.end).filter(|&end| end <= cue.span.start);
    reading.candidates(ends.fold(quote.sentence.start, u32::max), cue.span.start)
}

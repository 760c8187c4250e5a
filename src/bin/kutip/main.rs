//! The command line of kutip: one file a subcommand.

mod annotate;
mod archive;
#[cfg(feature = "train")]
mod eval;
mod input;
mod inspect;
mod report;
mod tag;
#[cfg(feature = "train")]
mod train;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Reads a news article and says who is in it and who said what.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Annotates texts: one, or an archive.
    #[command(after_help = annotate::AFTER_HELP)]
    Annotate(annotate::Arguments),
    /// Tells who is quoted in an archive, how much, when, and by whom.
    #[command(after_help = report::AFTER_HELP)]
    Report(report::Arguments),
    /// Tells why a quotation has the speaker it has.
    Inspect(inspect::Arguments),
    /// Labels given tokens, one a line.
    Tag(tag::Arguments),
    /// Makes a language's pack from its tables and from training data.
    #[cfg(feature = "train")]
    Train(train::Arguments),
    /// Scores the tagger on corpora it was not trained on.
    #[cfg(feature = "train")]
    Eval(eval::Arguments),
}

/// The exit code when some records were rejected.
const REJECTED: u8 = 1;

/// The exit code of bad input and bad arguments.
const BAD_INPUT: u8 = 2;

fn main() -> ExitCode {
    let well = |()| ExitCode::SUCCESS;
    let done = match Arguments::parse().command {
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments).map(well),
        Command::Tag(arguments) => tag::run(&arguments).map(well),
        #[cfg(feature = "train")]
        Command::Train(arguments) => train::run(&arguments).map(well),
        #[cfg(feature = "train")]
        Command::Eval(arguments) => eval::run(&arguments).map(well),
    };
    done.unwrap_or_else(|message| {
        eprintln!("kutip: {message}");
        ExitCode::from(BAD_INPUT)
    })
}

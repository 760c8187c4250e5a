//! The command line of kutip: one file a subcommand.

mod annotate;
mod eval;
mod input;
mod tag;
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
    /// Annotates a text.
    Annotate(annotate::Arguments),
    /// Labels given tokens, one a line.
    Tag(tag::Arguments),
    /// Makes a language's pack from its tables and from training data.
    Train(train::Arguments),
    /// Scores the tagger on corpora it was not trained on.
    Eval(eval::Arguments),
}

/// The exit code of bad input and bad arguments.
const BAD_INPUT: u8 = 2;

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Tag(arguments) => tag::run(&arguments),
        Command::Train(arguments) => train::run(&arguments),
        Command::Eval(arguments) => eval::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("kutip: {message}");
            ExitCode::from(BAD_INPUT)
        }
    }
}

//! The command line of kutip: one file a subcommand.

mod eval;

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
    /// Scores the tagger on corpora it was not trained on.
    Eval(eval::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Eval(arguments) => eval::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("kutip: {message}");
            ExitCode::from(2)
        }
    }
}

//! The build tool: `cargo demo` and `cargo verify` for everyone, `cargo xtask COMMAND` for the rest.
//!
//! | command | does |
//! |---|---|
//! | `demo [--port N] [--csp]` | builds everything, serves `www/` on 127.0.0.1 and prints the URL |
//! | `verify [--quick] [--no-firefox]` | runs every check, real browsers included, up to the first failure |
//! | `build` | builds `www/pkg` (wasm and bindings) and weighs what ships |
//! | `serve [--port N] [--csp]` | serves `www/` as it is; the first line printed is the URL |
//! | `sizes [--record]` | weighs what ships against the budgets, and keeps the figures |
//!
//! They bring what a fresh machine lacks: the wasm target, npm packages (locked), browsers (on Debian as root;
//! elsewhere they say what to install).

mod browsers;
mod cache;
mod files;
mod npm;
mod reproduce;
mod run;
mod serve;
mod sizes;
mod toolchain;
mod verify;
mod wasm;

use std::process::ExitCode;

use anyhow::{Result, anyhow};
use lexopt::{Arg, Parser, ValueExt};

use crate::run::{root, say};
use crate::serve::Site;
use crate::verify::Scope;
use crate::wasm::Build;

/// One word after `cargo xtask`.
struct Command {
    name: &'static str,
    options: &'static [&'static str],
    about: &'static str,
    run: fn(Options) -> Result<()>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "demo",
        options: &["port", "csp"],
        about: "build everything, serve www/ on 127.0.0.1 and print the URL",
        run: demo,
    },
    Command {
        name: "verify",
        options: &["quick", "no-firefox"],
        about: "run every check, real browsers included, up to the first failure",
        run: |options| verify::verify(Scope { browsers: !options.quick, firefox: !options.no_firefox }),
    },
    Command {
        name: "build",
        options: &[],
        about: "build www/pkg (wasm and bindings) and weigh what ships",
        run: |_| build(),
    },
    Command {
        name: "serve",
        options: &["port", "csp"],
        about: "serve www/ as it is; the first line printed is the URL",
        run: serve,
    },
    Command {
        name: "sizes",
        options: &["record"],
        about: "weigh what ships against the budgets",
        run: |options| if options.record { sizes::record() } else { sizes::check() },
    },
    Command {
        name: "reproduce",
        options: &[],
        about: "build from two clones and compare the bytes",
        run: |_| reproduce::reproduce(),
    },
    Command { name: "help", options: &[], about: "print this", run: |_| help() },
];

const OPTIONS: &str = "\
options of demo and serve
  --port N      listen on this port, 0 for any free one (without it: 8017 or the next free one)
  --csp         send the strict Content-Security-Policy with every answer
options of verify
  --quick       leave out the browsers
  --no-firefox  test in Chromium alone
options of sizes
  --record      append today's sizes to tests/scores/size.tsv
";

/// What the command line asked for beside the command.
#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    port: Option<u16>,
    csp: bool,
    quick: bool,
    no_firefox: bool,
    record: bool,
}

fn main() -> ExitCode {
    let asked = parse(Parser::from_env()).map_err(|error| anyhow!("{error}; see `cargo xtask help`"));
    match asked.and_then(|(command, options)| (command.run)(options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn parse(mut arguments: Parser) -> Result<(&'static Command, Options), lexopt::Error> {
    let name = match arguments.next()? {
        None | Some(Arg::Long("help") | Arg::Short('h')) => "help".into(),
        Some(Arg::Value(name)) => name.string()?,
        Some(option) => return Err(option.unexpected()),
    };
    let command = COMMANDS.iter().find(|command| command.name == name);
    let command = command.ok_or_else(|| format!("there is no command {name}"))?;
    let mut options = Options::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long(option) if !command.options.contains(&option) => {
                return Err(format!("{name} has no option --{option}").into());
            }
            Arg::Long("port") => options.port = Some(arguments.value()?.parse()?),
            Arg::Long("csp") => options.csp = true,
            Arg::Long("quick") => options.quick = true,
            Arg::Long("no-firefox") => options.no_firefox = true,
            Arg::Long("record") => options.record = true,
            other => return Err(other.unexpected()),
        }
    }
    Ok((command, options))
}

fn demo(options: Options) -> Result<()> {
    build()?;
    say("serving www/ until Ctrl-C");
    serve(options)
}

fn build() -> Result<()> {
    if let Build::Unoptimised(error) = wasm::build()? {
        eprintln!("warning: the wasm works but is larger than it should be: {error:#}");
    }
    if let Err(error) = sizes::check() {
        eprintln!("warning: {error:#}");
    }
    Ok(())
}

fn serve(options: Options) -> Result<()> {
    Site { folder: root().join("www"), strict: options.csp }.serve(options.port)
}

fn help() -> Result<()> {
    println!("cargo xtask COMMAND [OPTIONS]   (`cargo demo` and `cargo verify` work without xtask)\n");
    for Command { name, about, .. } in COMMANDS {
        println!("  {name:<12}{about}");
    }
    print!("\n{OPTIONS}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<(&'static str, Options), lexopt::Error> {
        let (command, options) = parse(Parser::from_args(line.split_whitespace()))?;
        Ok((command.name, options))
    }

    #[test]
    fn a_line_is_a_command_and_its_own_options() {
        let verify = parsed("verify --quick --no-firefox").expect("valid");
        assert_eq!(verify, ("verify", Options { quick: true, no_firefox: true, ..Options::default() }));
        let serve = parsed("serve --port 0 --csp").expect("valid");
        assert_eq!(serve, ("serve", Options { port: Some(0), csp: true, ..Options::default() }));
        assert_eq!(parsed("").expect("valid").0, "help");
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (line, message) in [
            ("dmeo", "there is no command dmeo"),
            ("demo --quick", "demo has no option --quick"),
            ("serve --port 99999", "cannot parse argument \"99999\": number too large to fit in target type"),
            ("serve 8017", "unexpected argument \"8017\""),
        ] {
            assert_eq!(parsed(line).expect_err("not understood").to_string(), message);
        }
    }

    #[test]
    fn every_option_of_a_command_is_explained() {
        for option in COMMANDS.iter().flat_map(|command| command.options) {
            assert!(OPTIONS.contains(&format!("  --{option} ")), "{option}");
        }
    }
}

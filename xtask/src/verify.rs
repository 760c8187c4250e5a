//! Every check of the project, in one order, the quick ones first.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};

use crate::browsers::{Browser, CHROMIUM, FIREFOX};
use crate::files::files;
use crate::npm;
use crate::run::{cargo, command, root, run, works};
use crate::sizes;
use crate::toolchain::{WASM, ensure_component, ensure_wasm_target};
use crate::wasm::{self, Build};

/// What to leave out.
#[derive(Clone, Copy)]
pub(crate) struct Scope {
    pub(crate) browsers: bool,
    pub(crate) firefox: bool,
}

enum Outcome {
    Passed,
    Skipped(&'static str),
}

type Check = fn(Scope) -> Result<Outcome>;

/// The checks and their order: adding one is adding its line.
const CHECKS: &[(&str, Check)] = &[
    ("format", format),
    ("lints", lints),
    ("lints of the wasm build", wasm_lints),
    ("Rust tests", rust_tests),
    ("documentation", documentation),
    ("the oldest Rust", oldest_rust),
    ("wasm build", wasm_build),
    ("sizes", |_| sizes::check().map(|()| Outcome::Passed)),
    ("types of the front end", types),
    ("the core under node", node_tests),
    ("browsers", browser_tests),
];

/// Runs the checks up to the first that fails.
pub(crate) fn verify(scope: Scope) -> Result<()> {
    let begun = Instant::now();
    let mut summary = String::new();
    let mut failure = None;
    for (number, (name, check)) in CHECKS.iter().enumerate() {
        eprintln!("\n[{}/{}] {name}", number + 1, CHECKS.len());
        let started = Instant::now();
        let result = check(scope);
        let word = match &result {
            Ok(Outcome::Passed) => "passed".into(),
            Ok(Outcome::Skipped(why)) => format!("left out: {why}"),
            Err(_) => "FAILED".into(),
        };
        eprintln!("  {word} in {}", seconds(started.elapsed()));
        summary += &format!("{name:<26}{:>9}  {word}\n", seconds(started.elapsed()));
        if let Err(error) = result {
            failure = Some(error.context(format!("{name} failed")));
            break;
        }
    }
    eprintln!("\n{summary}");
    if let Some(error) = failure {
        return Err(error);
    }
    eprintln!("verified in {}", seconds(begun.elapsed()));
    Ok(())
}

fn format(_: Scope) -> Result<Outcome> {
    ensure_component("fmt", "rustfmt")?;
    run(cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Outcome::Passed)
}

fn lints(_: Scope) -> Result<Outcome> {
    ensure_component("clippy", "clippy")?;
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    Ok(Outcome::Passed)
}

/// Only the library is compiled to wasm; the tests run natively and under node.
fn wasm_lints(_: Scope) -> Result<Outcome> {
    ensure_wasm_target()?;
    let features = ["--no-default-features", "--features", "wasm"];
    run(cargo().args(["clippy", "--lib", "--target", WASM]).args(features).args(["--", "-D", "warnings"]))?;
    Ok(Outcome::Passed)
}

fn rust_tests(_: Scope) -> Result<Outcome> {
    run(cargo().args(["test", "--workspace"]))?;
    Ok(Outcome::Passed)
}

fn documentation(_: Scope) -> Result<Outcome> {
    run(cargo().args(["doc", "--no-deps", "--all-features"]).env("RUSTDOCFLAGS", "-D warnings"))?;
    Ok(Outcome::Passed)
}

/// The library for native programs, by the `rust-version` of Cargo.toml, where that Rust is installed.
fn oldest_rust(_: Scope) -> Result<Outcome> {
    let manifest = fs::read_to_string(root().join("Cargo.toml"))?;
    let version = manifest.lines().find_map(|line| line.strip_prefix("rust-version = \"")?.strip_suffix('"'));
    let toolchain = format!("+{}.0", version.context("no rust-version in Cargo.toml")?);
    // The cargo that runs this program is that of one toolchain: only rustup's own knows the others.
    if !works(command("cargo").arg(&toolchain).arg("--version")) {
        return Ok(Outcome::Skipped("it is not installed"));
    }
    let features = ["--no-default-features", "--features", "export,packs"];
    run(command("cargo").arg(toolchain).args(["check", "--locked", "--lib"]).args(features))?;
    Ok(Outcome::Passed)
}

fn wasm_build(_: Scope) -> Result<Outcome> {
    match wasm::build()? {
        Build::Optimised => Ok(Outcome::Passed),
        Build::Unoptimised(error) => Err(error.context("the wasm was built but not optimised")),
    }
}

fn types(_: Scope) -> Result<Outcome> {
    if !root().join("www/tsconfig.json").exists() {
        return Ok(Outcome::Skipped("no www/tsconfig.json"));
    }
    run(npm::tool("tsc")?.args(["--noEmit", "-p", "www"]))?;
    Ok(Outcome::Passed)
}

fn node_tests(_: Scope) -> Result<Outcome> {
    node(&[], "tests/wasm")
}

fn browser_tests(scope: Scope) -> Result<Outcome> {
    if !scope.browsers {
        return Ok(Outcome::Skipped("--quick"));
    }
    let chromium = CHROMIUM.ensure()?;
    let firefox = if scope.firefox { ensure_firefox()? } else { PathBuf::new() };
    node(&[(&CHROMIUM, chromium), (&FIREFOX, firefox)], "tests/web")
}

fn ensure_firefox() -> Result<PathBuf> {
    FIREFOX.ensure().map_err(|error| anyhow!("{error:#}; or verify without it: --no-firefox"))
}

/// Runs the tests of a folder under node. A browser that is left out has an empty variable.
fn node(browsers: &[(&Browser, PathBuf)], folder: &str) -> Result<Outcome> {
    let tests = tests_in(&root().join(folder))?;
    if tests.is_empty() {
        return Ok(Outcome::Skipped("no tests there"));
    }
    let mut node = npm::node()?;
    // Files rather than the folder: node 20 wants a folder here, node 22 a pattern, both take files.
    node.args(["--test", "--test-reporter=spec"]).args(tests);
    node.envs(browsers.iter().map(|(browser, path)| (browser.variable, path)));
    run(&mut node)?;
    Ok(Outcome::Passed)
}

/// The `*.test.js` under a folder, sorted; none if there is no such folder.
fn tests_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut tests = files(folder, &["js"])?;
    tests.retain(|path| path.to_string_lossy().ends_with(".test.js"));
    Ok(tests)
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

//! Builds `www/pkg`: the core compiled to wasm, its JavaScript bindings, made small.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;
use wasm_bindgen_cli_support::Bindgen;

use crate::cache;
use crate::npm;
use crate::run::{cargo, output, root, run, say};
use crate::toolchain::{self, WASM};

/// The compiled module, under the name that the bindings ask for.
pub(crate) const MODULE: &str = "kutip_bg.wasm";

/// What rustc emits today. Named here so that an optimiser never reaches for a feature that browsers lack.
const OPTIMISE: &[&str] = &[
    "-Oz",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--strip-target-features",
];

/// What became of a build that did not fail.
pub(crate) enum Build {
    /// Small.
    Optimised,
    /// It works, but is larger than it should be, and why.
    Unoptimised(anyhow::Error),
}

/// Builds everything in `www/pkg`.
pub(crate) fn build() -> Result<Build> {
    toolchain::ensure_wasm_target()?;
    // A folder of this process, so that two builds at once do not mix their files.
    let aside = cache::folder(&format!("pkg-{}", std::process::id()));
    bind(&compile()?, &aside)?;
    let build = match optimise(&aside.join(MODULE)) {
        Ok(()) => Build::Optimised,
        Err(error) => Build::Unoptimised(error),
    };
    publish(&aside, &root().join("www/pkg")).context("cannot write www/pkg")?;
    fs::remove_dir_all(&aside)?;
    Ok(build)
}

/// Compiles the core and gives the path of the module.
fn compile() -> Result<PathBuf> {
    let mut build = cargo();
    build
        .args(["build", "--lib", "--profile", "wasm", "--target", WASM])
        .args(["--no-default-features", "--features", "wasm", "--message-format", "json-render-diagnostics"])
        .env("CARGO_ENCODED_RUSTFLAGS", flags()?.join("\x1f"));
    say("compiling the core to wasm");
    let messages = output(&mut build).context("the core does not compile to wasm; the errors are above")?;
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-artifact" && message["target"]["name"] == "kutip")
        .flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default())
        .filter_map(|path| path.as_str().map(PathBuf::from))
        .find(|path| path.extension().is_some_and(|extension| extension == "wasm"))
        .context("cargo built no wasm module: is `crate-type` of the library still \"cdylib\"?")
}

/// How readily functions are inlined; the usual 225 costs 9 KB of brotli and saves a tenth of the time.
const INLINE: &str = "-Cllvm-args=-inline-threshold=25";

/// Panic messages carry source paths: without these flags a module tells where it was built, and two machines differ.
fn flags() -> Result<Vec<String>> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|user| user.join(".cargo")));
    let sources = home.context("no home folder: set CARGO_HOME")?.join("registry/src");
    // They are unpacked by now: this program was compiled from the same registry.
    let registries = fs::read_dir(&sources).map(|found| found.flatten().map(|entry| entry.path()).collect::<Vec<_>>());
    let mut flags: Vec<_> = registries
        .unwrap_or_default()
        .iter()
        .map(|registry| format!("--remap-path-prefix={}=crates", registry.display()))
        .collect();
    flags.push(format!("--remap-path-prefix={}=kutip", root().display()));
    flags.push(INLINE.into());
    Ok(flags)
}

/// Writes the bindings of `module` into `folder`.
fn bind(module: &Path, folder: &Path) -> Result<()> {
    say("writing the JavaScript bindings");
    Bindgen::new()
        .input_path(module)
        .out_name("kutip")
        .web(true)?
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
        .context("the JavaScript bindings could not be written")
}

/// Makes a module smaller in its place.
fn optimise(module: &Path) -> Result<()> {
    npm::install()?;
    let before = fs::read(module)?;
    let recipe = format!("wasm-opt {} {}", OPTIMISE.join(" "), fs::read_to_string(root().join("package-lock.json"))?);
    let after = cache::remember(&recipe, &before, || {
        let small = module.with_extension("small");
        run(npm::tool("wasm-opt")?.arg(module).args(OPTIMISE).arg("-o").arg(&small))?;
        let bytes = fs::read(&small)?;
        fs::remove_file(&small)?;
        Ok(bytes)
    })?;
    fs::write(module, after)?;
    Ok(())
}

/// Copies a finished build to where it is served: each file is replaced at once, never seen half written.
fn publish(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let aside = to.join(format!(".new-{}", std::process::id()));
        fs::copy(entry.path(), &aside)?;
        fs::rename(&aside, to.join(entry.file_name()))?;
    }
    Ok(())
}

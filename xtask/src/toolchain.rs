//! Brings the parts of the Rust toolchain that a fresh machine may lack: the wasm target, clippy, rustfmt.

use std::path::Path;

use anyhow::{Context, Result};

use crate::run::{cargo, command, output, run, say, works};

/// The target of the browser build.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Sees to it that Rust can compile to wasm. Asks rustc, not rustup: a system's own packages bring the target too.
pub(crate) fn ensure_wasm_target() -> Result<()> {
    let libraries = output(command("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    say("the wasm target is missing: adding it");
    run(command("rustup").args(["target", "add", WASM]))
        .with_context(|| format!("Rust's target {WASM} is missing; add it with `rustup target add {WASM}`"))
}

/// Sees to it that `cargo NAME` exists, for a component of rustup's such as clippy.
pub(crate) fn ensure_component(name: &str, component: &str) -> Result<()> {
    if works(cargo().args([name, "--version"])) {
        return Ok(());
    }
    say(format!("`cargo {name}` is missing: adding it"));
    run(command("rustup").args(["component", "add", component]))
        .with_context(|| format!("`cargo {name}` is missing; add it with `rustup component add {component}`"))
}

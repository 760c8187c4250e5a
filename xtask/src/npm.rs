//! Node.js and the npm packages that building and testing use; nothing of them ships.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::run::{command, output, root, run, say};

/// The oldest Node.js that the tests are written for; `engines` of package.json says the same.
const NODE: u32 = 20;

/// Runs `npm ci` unless what is installed is what the lock file asks for.
pub(crate) fn install() -> Result<()> {
    let wanted = fs::read_to_string(root().join("package-lock.json")).context("cannot read package-lock.json")?;
    let installed = fs::read_to_string(root().join("node_modules/.package-lock.json")).unwrap_or_default();
    if satisfied(&wanted, &installed)? {
        return Ok(());
    }
    say("the npm packages differ from package-lock.json: installing them");
    run(command("npm").args(["ci", "--prefer-offline", "--fetch-retries=1"]))
        .context("the npm packages could not be installed")
}

/// A program of an installed package, to be run by node.
pub(crate) fn tool(name: &str) -> Result<Command> {
    let path = root().join("node_modules/.bin").join(name);
    if !path.exists() {
        bail!("{name} is not among the npm packages: add the package that has it to package.json");
    }
    let mut node = node()?;
    node.arg(path);
    Ok(node)
}

/// A command that runs node, which must be new enough.
pub(crate) fn node() -> Result<Command> {
    let version = output(command("node").arg("--version"))?;
    if major(&version) < Some(NODE) {
        bail!("node {} is too old: install Node.js {NODE} or newer", version.trim());
    }
    Ok(command("node"))
}

/// `v20.20.2` is 20.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Whether each package of the lock file is installed with the same content. npm writes what it installed into
/// `node_modules/.package-lock.json`, in the form of the lock file; packages for other systems are not there.
fn satisfied(wanted: &str, installed: &str) -> Result<bool> {
    let wanted: Value = serde_json::from_str(wanted).context("package-lock.json is not JSON")?;
    let installed: Value = serde_json::from_str(installed).unwrap_or_default();
    let Some(packages) = wanted["packages"].as_object() else {
        bail!("package-lock.json has no packages: write it anew with `npm install`");
    };
    Ok(packages
        .iter()
        .filter(|(path, package)| !path.is_empty() && package["optional"] != true)
        .all(|(path, package)| installed["packages"][path]["integrity"] == package["integrity"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"{"packages": {
        "": {"name": "kutip"},
        "node_modules/a": {"version": "1.0.0", "integrity": "sha512-a"},
        "node_modules/a-mac": {"version": "1.0.0", "integrity": "sha512-m", "optional": true}}}"#;

    #[test]
    fn versions_of_node_are_compared_as_numbers() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert!(major("v8.0.0") < Some(NODE) && major("v100.0.0") > Some(NODE) && major("nightly") < Some(NODE));
    }

    #[test]
    fn packages_are_installed_when_absent_or_changed() {
        let installed = r#"{"packages": {"node_modules/a": {"version": "1.0.0", "integrity": "sha512-a"}}}"#;
        assert!(satisfied(LOCK, installed).expect("valid"));
        assert!(!satisfied(LOCK, &installed.replace("sha512-a", "sha512-b")).expect("valid"));
        assert!(!satisfied(LOCK, "").expect("valid"));
        assert!(satisfied("{}", installed).is_err());
    }
}

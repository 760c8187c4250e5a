//! Builds what ships from two clones in different folders and compares it byte for byte.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::files::files;
use crate::run::{cargo, command, root, run, say};

/// Two names of different length, in case a path finds its way into a file.
const CLONES: [&str; 2] = ["a", "another-folder"];

/// Fails when a file of `www/pkg` differs between the clones of what is committed.
pub(crate) fn reproduce() -> Result<()> {
    let folder = root().join("target/reproduce");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("{} cannot be removed", folder.display()))?;
    }
    // Both at once, before the project moves on.
    for name in CLONES {
        run(command("git").args(["clone", "--quiet"]).arg(root()).arg(folder.join(name)))?;
    }
    let [first, second] = CLONES.map(|name| build(&folder.join(name)));
    let (first, second) = (first?, second?);
    let names = |folder: &Path| -> Result<Vec<PathBuf>> {
        let all = files(folder, &["js", "wasm", "ts"])?;
        Ok(all.iter().filter_map(|path| path.strip_prefix(folder).ok()).map(Path::to_owned).collect())
    };
    let own = names(&first)?;
    if own.is_empty() || own != names(&second)? {
        bail!("the two clones did not build the same files");
    }
    for name in own {
        if fs::read(first.join(&name))? != fs::read(second.join(&name))? {
            bail!("{} differs between two clones", name.display());
        }
        say(format!("{}: the same bytes", name.display()));
    }
    fs::remove_dir_all(&folder).with_context(|| format!("{} cannot be removed", folder.display()))
}

/// Builds a clone; returns the folder of what was built.
fn build(clone: &Path) -> Result<PathBuf> {
    run(cargo().args(["xtask", "build"]).current_dir(clone).env_remove("CARGO_TARGET_DIR"))?;
    Ok(clone.join("www/pkg"))
}

//! Finds the browsers for the tests, and installs them where that is one command.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::run::{command, output, run, say, works};

/// A browser that the tests drive.
pub(crate) struct Browser {
    /// For people.
    pub(crate) name: &'static str,
    /// The environment variable that names it, for this program and for the tests.
    pub(crate) variable: &'static str,
    package: &'static str,
    programs: &'static [&'static str],
    places: &'static [&'static str],
}

pub(crate) const CHROMIUM: Browser = Browser {
    name: "Chromium",
    variable: "CHROMIUM",
    package: "chromium",
    programs: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    places: &[
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
};

pub(crate) const FIREFOX: Browser = Browser {
    name: "Firefox",
    variable: "FIREFOX",
    package: "firefox-esr",
    programs: &["firefox-esr", "firefox"],
    places: &["/Applications/Firefox.app/Contents/MacOS/firefox"],
};

impl Browser {
    /// Where the browser is, installing it if it is nowhere and this is Debian as root.
    pub(crate) fn ensure(&self) -> Result<PathBuf> {
        if let Some(path) = self.find()? {
            return Ok(path);
        }
        if !can_install() {
            bail!("{} is not installed: install it, or set {} to its program", self.name, self.variable);
        }
        say(format!("{} is not installed: installing Debian's {}", self.name, self.package));
        run(command("apt-get").arg("update"))?;
        run(command("apt-get")
            .args(["install", "--yes", "--no-install-recommends", self.package])
            .env("DEBIAN_FRONTEND", "noninteractive"))?;
        self.find()?
            .with_context(|| format!("the package {} brought no {}: install it by hand", self.package, self.name))
    }

    fn find(&self) -> Result<Option<PathBuf>> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders: Vec<_> = std::env::split_paths(&path).collect();
        let found = self.find_in(std::env::var_os(self.variable).map(PathBuf::from), &folders)?;
        if let Some(path) = &found {
            say(format!("{}: {}", self.name, path.display()));
        }
        Ok(found)
    }

    /// The program that `named` says, which must then exist, or the first of the usual ones.
    fn find_in(&self, named: Option<PathBuf>, folders: &[PathBuf]) -> Result<Option<PathBuf>> {
        if let Some(path) = named.filter(|path| !path.as_os_str().is_empty()) {
            if !path.is_file() {
                bail!("{} names {}, which is no program", self.variable, path.display());
            }
            return Ok(Some(path));
        }
        let in_path = self.programs.iter().flat_map(|program| folders.iter().map(move |folder| folder.join(program)));
        let elsewhere = self.places.iter().map(PathBuf::from);
        Ok(in_path.chain(elsewhere).find(|path| path.is_file()))
    }
}

fn can_install() -> bool {
    let root = output(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    root && Path::new("/etc/debian_version").exists() && works(command("apt-get").arg("--version"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_variable_goes_before_the_usual_names_in_their_order() {
        let scratch = tempfile::tempdir().expect("made");
        let folder = scratch.path();
        let folders = [folder.to_path_buf()];
        let browser = Browser { places: &[], ..FIREFOX };
        assert_eq!(browser.find_in(None, &folders).expect("no variable"), None);
        for program in ["firefox", "firefox-esr"] {
            fs::write(folder.join(program), "").expect("written");
            assert_eq!(browser.find_in(None, &folders).expect("no variable"), Some(folder.join(program)));
        }
        let named = Some(folder.join("firefox"));
        assert_eq!(browser.find_in(named.clone(), &folders).expect("it exists"), named);
        assert_eq!(browser.find_in(Some(PathBuf::new()), &folders).expect("empty"), Some(folder.join("firefox-esr")));
        let error = browser.find_in(Some(folder.join("nothing")), &folders).expect_err("no such program");
        assert!(error.to_string().starts_with("FIREFOX names "), "{error}");
    }
}

//! Runs other programs, shows which, and says in one line what went wrong.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail};

/// What to do when a program is not there.
const ADVICE: &[(&str, &str)] = &[
    ("apt-get", "install the program it should bring by hand"),
    ("cargo", "install Rust with rustup: https://rustup.rs"),
    ("git", "install git"),
    ("node", "install Node.js 20 or newer with npm: https://nodejs.org, or your system's packages nodejs and npm"),
    ("npm", "install npm (it comes with Node.js 20 or newer: https://nodejs.org)"),
    ("rustup", "install Rust with rustup: https://rustup.rs"),
];

/// The folder of the whole project.
pub(crate) fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// A command that will run in the project's folder.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// The same cargo that runs this program.
pub(crate) fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Tells the person what is being done now.
pub(crate) fn say(text: impl AsRef<str>) {
    eprintln!("  · {}", text.as_ref());
}

/// Runs a command with its output passed through.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    say(shown(command));
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if !status.success() {
        bail!("`{}` failed ({status}); its own message is above", shown(command));
    }
    Ok(())
}

/// Runs a command whose output is wanted; what it says on standard error is passed through.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let Output { status, stdout, .. } =
        command.stderr(Stdio::inherit()).output().map_err(|error| not_started(command, &error))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    String::from_utf8(stdout).with_context(|| format!("`{}` printed something that is not UTF-8", shown(command)))
}

/// Whether a command can be started and ends well; it prints nothing.
pub(crate) fn works(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn not_started(command: &Command, error: &std::io::Error) -> anyhow::Error {
    let program = name(command.get_program());
    if error.kind() != ErrorKind::NotFound {
        return anyhow::anyhow!("`{program}` could not be started: {error}");
    }
    let advice = ADVICE.iter().find(|(known, _)| *known == program).map_or("install it", |(_, advice)| advice);
    anyhow::anyhow!("`{program}` is not installed: {advice}")
}

/// `cargo test --workspace`: program and arguments without the folders they stand in.
fn shown(command: &Command) -> String {
    let folder = format!("{}{}", root().display(), std::path::MAIN_SEPARATOR);
    let arguments = command.get_args().map(|argument| argument.to_string_lossy().replace(&folder, ""));
    std::iter::once(name(command.get_program())).chain(arguments).collect::<Vec<_>>().join(" ")
}

fn name(program: &OsStr) -> String {
    Path::new(program).file_name().unwrap_or(program).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named_with_what_to_do() {
        let error = run(&mut command("kutip-no-such-program")).expect_err("it does not exist");
        assert_eq!(error.to_string(), "`kutip-no-such-program` is not installed: install it");
        let error = not_started(&command("/usr/bin/node"), &ErrorKind::NotFound.into());
        assert!(error.to_string().starts_with("`node` is not installed: install Node.js 20"), "{error}");
    }

    #[test]
    fn a_failing_program_is_shown_as_it_was_called() {
        let error = run(command("false").arg("--loudly")).expect_err("it always fails");
        assert!(error.to_string().starts_with("`false --loudly` failed"), "{error}");
    }

    #[test]
    fn commands_are_shown_without_the_folder_of_the_checkout() {
        let mut node = command("node");
        node.arg(root().join("www/x.js")).arg("-o");
        assert_eq!(shown(&node), "node www/x.js -o");
    }
}

//! What the subcommands read: a text from a file or standard input, and the pack of a language.

use std::io::Read;
use std::path::Path;

/// The packs that this program carries: language, bytes.
const PACKS: &[(&str, &[u8])] = &[("id", include_bytes!("../../../www/packs/id.kutip"))];

/// Reads a file, or standard input for `-`.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(path).map(|read| bytes = read)
    };
    read.map_err(|error| format!("{}: {error}", path.display()))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("{}: not UTF-8: byte {at} is {:#04x}", path.display(), error.as_bytes()[at])
    })
}

/// The bytes of a language's pack: of the file given, else of the one this program carries.
pub(crate) fn pack(language: &str, file: Option<&Path>) -> Result<Vec<u8>, String> {
    if let Some(file) = file {
        return std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()));
    }
    let known = PACKS.iter().find(|(known, _)| *known == language);
    known.map(|(_, bytes)| bytes.to_vec()).ok_or_else(|| {
        let all: Vec<&str> = PACKS.iter().map(|(language, _)| *language).collect();
        format!("no language \"{language}\": there are {}", all.join(", "))
    })
}

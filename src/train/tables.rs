//! The readable tables of `src/lang`, joined from the general to the particular.

use std::path::PathBuf;

/// The lines of one table in all folders that have it, without comments and empty lines.
///
/// # Errors
/// One line that names the file that cannot be read.
pub fn lines(folders: &[PathBuf], name: &str) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    for path in folders.iter().map(|folder| folder.join(name)).filter(|path| path.exists()) {
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        lines.extend(text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned));
    }
    Ok(lines)
}

/// The same as one section of a pack.
///
/// # Errors
/// As [`lines`].
pub fn section(folders: &[PathBuf], name: &str) -> Result<Vec<u8>, String> {
    Ok(lines(folders, name)?.iter().flat_map(|line| [line.as_bytes(), b"\n"].concat()).collect())
}

//! Keeps under `target/xtask` what is slow to make and depends on bytes alone: brotli streams, optimised wasm.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::run::root;

/// The folder for intermediate files of this program.
pub(crate) fn folder(name: &str) -> PathBuf {
    root().join("target/xtask").join(name)
}

/// What `make` gave for this `input` before, or what it gives now. `recipe` names how it is made, options included.
pub(crate) fn remember(recipe: &str, input: &[u8], make: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let mut hasher = DefaultHasher::new();
    (recipe, input).hash(&mut hasher);
    let path = folder("cache").join(format!("{:016x}-{}", hasher.finish(), input.len()));
    if let Ok(kept) = fs::read(&path) {
        return Ok(kept);
    }
    let made = make()?;
    // Written aside and renamed, so that a second process never reads half a file.
    let aside = path.with_extension(std::process::id().to_string());
    fs::create_dir_all(folder("cache"))
        .and_then(|()| fs::write(&aside, &made))
        .and_then(|()| fs::rename(&aside, &path))
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(made)
}

/// The brotli stream a web server would send at its best: quality 11, the widest window that every browser reads.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    remember("brotli 11 24", bytes, || {
        let mut stream = Vec::new();
        brotli::BrotliCompress(&mut &*bytes, &mut stream, &params)?;
        Ok(stream)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_time_nothing_is_made() {
        let input = format!("{:?}", std::time::SystemTime::now());
        let first = remember("test", input.as_bytes(), || Ok(vec![1, 2, 3])).expect("made");
        let second = remember("test", input.as_bytes(), || anyhow::bail!("made twice")).expect("kept");
        assert_eq!(first, second);
        assert!(remember("another recipe", input.as_bytes(), || anyhow::bail!("made")).is_err());
    }

    #[test]
    fn brotli_reads_back() {
        let text = "kata Presiden, ".repeat(500);
        let stream = brotli(text.as_bytes()).expect("compressed");
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &*stream, &mut back).expect("a brotli stream");
        assert_eq!(back, text.as_bytes());
        assert!(stream.len() < 100, "{} bytes", stream.len());
    }
}

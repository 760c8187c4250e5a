//! What a reader downloads, in bytes, against its budget.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::cache;
use crate::files::files;
use crate::npm;
use crate::run::{command, output, root, run, say};
use crate::wasm::MODULE;

/// The most that something may weigh after brotli, and which issue of the tracker says so (the stricter, if two do).
struct Budget {
    what: &'static str,
    brotli: usize,
    source: &'static str,
}

const CORE: &str = "wasm and its bindings";
const PACK: &str = "pack";
const FRONT_END: &str = "front end";
const LOADER: &str = "loader";
const INDONESIAN: &str = "everything for Indonesian";

const BUDGETS: &[Budget] = &[
    Budget { what: CORE, brotli: 110_000, source: "issue 7 (issue 2: 150 KB)" },
    Budget { what: PACK, brotli: 200_000, source: "issue 7 (issue 2: 300 KB)" },
    Budget { what: FRONT_END, brotli: 25_000, source: "issue 5" },
    Budget { what: LOADER, brotli: 3_000, source: "issue 5" },
    Budget { what: INDONESIAN, brotli: 300_000, source: "issue 7" },
];

/// The first line of the record.
const HEADER: &str = "date\tcommit\twhat\tbytes\tbrotli\tcommand\n";

/// The weight of one thing that is downloaded; files are compressed one by one, as a server sends them.
struct Size {
    what: String,
    budget: &'static str,
    bytes: usize,
    brotli: usize,
}

impl Size {
    fn of(what: impl Into<String>, budget: &'static str, files: &[PathBuf]) -> Result<Self> {
        let mut size = Self { what: what.into(), budget, bytes: 0, brotli: 0 };
        for file in files {
            let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
            size.bytes += bytes.len();
            size.brotli += cache::brotli(&bytes)?.len();
        }
        Ok(size)
    }

    fn budget(&self) -> Option<&'static Budget> {
        BUDGETS.iter().find(|budget| budget.what == self.budget)
    }

    fn over(&self) -> Option<String> {
        let budget = self.budget().filter(|budget| self.brotli > budget.brotli)?;
        Some(format!("{} weighs {} bytes of {}, set by {}", self.what, self.brotli, budget.brotli, budget.source))
    }
}

/// Prints the table of sizes. The error, if something is over its budget, says by how much.
pub(crate) fn check() -> Result<()> {
    ship()?;
    let sizes = measure(&root().join("www"))?;
    print!("{}", table(&sizes));
    let over: Vec<_> = sizes.iter().filter_map(Size::over).collect();
    ensure!(over.is_empty(), "over budget after brotli: {}", over.join("; "));
    Ok(())
}

/// Appends the sizes of today's build to the project's record.
pub(crate) fn record() -> Result<()> {
    ship()?;
    let path = root().join("tests/scores/size.tsv");
    let date = output(command("git").args(["show", "--no-patch", "--format=%cs", "HEAD"]))?;
    let commit = output(command("git").args(["describe", "--always", "--dirty", "--exclude=*"]))?;
    let rows = rows(date.trim(), commit.trim(), &measure(&root().join("www"))?);
    let before = if path.exists() { fs::read_to_string(&path)? } else { HEADER.into() };
    fs::create_dir_all(root().join("tests/scores"))?;
    fs::write(&path, before + &rows).with_context(|| format!("cannot write {}", path.display()))?;
    say("recorded in tests/scores/size.tsv");
    Ok(())
}

fn rows(date: &str, commit: &str, sizes: &[Size]) -> String {
    let row = |Size { what, bytes, brotli, .. }: &Size| {
        format!("{date}\t{commit}\t{what}\t{bytes}\t{brotli}\tcargo xtask sizes --record\n")
    };
    sizes.iter().map(row).collect()
}

/// Has `www/dist` written: the front end as a news site copies it.
fn ship() -> Result<()> {
    npm::install()?;
    run(npm::node()?.arg("www/ship.js")).context("the front end could not be written for sites")
}

/// Weighs what stands in `www`. The core must be built; of the rest, what is there.
fn measure(www: &Path) -> Result<Vec<Size>> {
    let core = [www.join("pkg").join(MODULE), www.join("pkg/kutip.js")];
    if let Some(missing) = core.iter().find(|file| !file.exists()) {
        bail!("{} is missing: run `cargo xtask build` first", missing.display());
    }
    let front_end = files(&www.join("dist"), &["js", "css"])?;
    let loader: Vec<_> = front_end.iter().filter(|file| file.ends_with("loader.js")).cloned().collect();
    let packs = files(&www.join("packs"), &["kutip"])?;

    let mut sizes = vec![Size::of(CORE, CORE, &core)?];
    for pack in &packs {
        let language = pack.file_stem().unwrap_or_default().to_string_lossy();
        sizes.push(Size::of(format!("{PACK} {language}"), PACK, std::slice::from_ref(pack))?);
    }
    sizes.push(Size::of(FRONT_END, FRONT_END, &front_end)?);
    sizes.push(Size::of(LOADER, LOADER, &loader)?);
    if let Some(indonesian) = packs.iter().find(|file| file.ends_with("id.kutip")) {
        let everything: Vec<_> = core.iter().chain(&front_end).chain([indonesian]).cloned().collect();
        sizes.push(Size::of(INDONESIAN, INDONESIAN, &everything)?);
    }
    sizes.retain(|size| size.bytes > 0);
    Ok(sizes)
}

fn table(sizes: &[Size]) -> String {
    let mut text = format!("{:<26}{:>10}{:>10}{:>10}\n", "bytes", "raw", "brotli", "budget");
    for size in sizes {
        let budget = size.budget().map_or_else(|| "-".into(), |budget| budget.brotli.to_string());
        let mark = if size.over().is_some() { "  over" } else { "" };
        text += &format!("{:<26}{:>10}{:>10}{budget:>10}{mark}\n", size.what, size.bytes, size.brotli);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(what: &str, budget: &'static str, brotli: usize) -> Size {
        Size { what: what.into(), budget, bytes: 3 * brotli, brotli }
    }

    #[test]
    fn a_budget_is_passed_by_one_byte_more() {
        assert_eq!(size("pack id", PACK, 200_000).over(), None);
        let over = size("pack id", PACK, 200_001).over().expect("over");
        assert_eq!(over, "pack id weighs 200001 bytes of 200000, set by issue 7 (issue 2: 300 KB)");
    }

    #[test]
    fn the_table_shows_what_is_over() {
        let text = table(&[size(CORE, CORE, 40_000), size(LOADER, LOADER, 4_000)]);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[1], "wasm and its bindings         120000     40000    110000");
        assert_eq!(lines[2], "loader                         12000      4000      3000  over");
    }

    #[test]
    fn the_record_has_a_row_for_each_size() {
        let rows = rows("2026-11-24", "32a1c99", &[size(CORE, CORE, 40_000), size(LOADER, LOADER, 2_000)]);
        let lines: Vec<Vec<_>> = rows.lines().map(|row| row.split('\t').collect()).collect();
        assert_eq!(lines[1], ["2026-11-24", "32a1c99", "loader", "6000", "2000", "cargo xtask sizes --record"]);
        assert_eq!((lines.len(), lines[0].len()), (2, HEADER.split('\t').count()));
    }

    #[test]
    fn what_is_weighed_is_what_a_site_embeds() {
        let folder = tempfile::tempdir().expect("made");
        let www = folder.path();
        let write = |path: &str, text: &str| {
            let path = www.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        };
        for path in ["dist/kutip.js", "dist/loader.js", "dist/worker.js", "dist/panel.css", "dist/highlight.css"] {
            write(path, "export {}");
        }
        for path in ["kutip.js", "sw.js", "demo/demo.js", "dist/integrity.json", "index.html", "packs/README.md"] {
            write(path, "not counted, whatever it says");
        }
        assert!(measure(www).err().expect("no core").to_string().ends_with("run `cargo xtask build` first"));
        for path in ["pkg/kutip.js", "pkg/kutip_bg.wasm", "packs/id.kutip", "packs/ms.kutip"] {
            write(path, "twelve bytes");
        }
        let sizes = measure(www).expect("all there");
        let found: Vec<_> = sizes.iter().map(|size| (size.what.as_str(), size.bytes)).collect();
        let expected = [
            (CORE, 24),
            ("pack id", 12),
            ("pack ms", 12),
            (FRONT_END, 5 * "export {}".len()),
            (LOADER, "export {}".len()),
            (INDONESIAN, 24 + 12 + 5 * "export {}".len()),
        ];
        assert_eq!(found, expected);
        fs::remove_file(www.join("packs/id.kutip")).expect("removed");
        assert!(measure(www).expect("no Indonesian").iter().all(|size| size.what != INDONESIAN));
    }
}

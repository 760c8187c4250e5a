//! From a URL to an answer, without a network.

use std::fs;
use std::path::{Path, PathBuf};

use tiny_http::Method;

use super::reply::Reply;

/// The policy under which everything must work (DESIGN.md, "The element").
const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
                      worker-src 'self'; require-trusted-types-for 'script'";

/// What is served, and how.
pub(crate) struct Site {
    /// The folder whose files are served, and nothing outside it.
    pub(crate) folder: PathBuf,
    /// Whether every answer carries the strict Content-Security-Policy.
    pub(crate) strict: bool,
}

impl Site {
    pub(super) fn answer(&self, method: &Method, url: &str, brotli: bool) -> Reply {
        let mut reply = match method {
            Method::Get | Method::Head => self.file(url, brotli),
            _ => Reply::text(405, "this server only reads: GET and HEAD").with("Allow", "GET, HEAD"),
        };
        reply = reply.with("Cache-Control", "no-cache").with("X-Content-Type-Options", "nosniff");
        if self.strict { reply.with("Content-Security-Policy", STRICT) } else { reply }
    }

    fn file(&self, url: &str, brotli: bool) -> Reply {
        let (path, query) = url.split_once('?').map_or((url, ""), |(path, query)| (path, query));
        let Some(mut file) = resolve(&self.folder, path) else {
            return Reply::text(404, "there is no such file here");
        };
        if file.is_dir() {
            if !path.ends_with('/') {
                let query = if query.is_empty() { String::new() } else { format!("?{query}") };
                return Reply::text(301, "a folder ends in a slash").with("Location", format!("{path}/{query}"));
            }
            file.push("index.html");
        }
        match fs::read(&file) {
            Ok(body) => Reply::file(&file, body, brotli),
            Err(_) => Reply::text(404, "there is no such file here"),
        }
    }
}

/// The file or folder that a path of a URL names, if it lies inside `folder`, links followed.
fn resolve(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let path = path.strip_prefix('/')?;
    let hidden = path.split('/').any(|part| part.starts_with('.'));
    if hidden || path.starts_with('/') || path.contains(['\\', ':', '\0']) {
        return None;
    }
    let folder = folder.canonicalize().ok()?;
    let found = folder.join(path).canonicalize().ok()?;
    found.starts_with(&folder).then_some(found)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::cache;

    /// A site of its own for each test, with a file beside it that must never be seen.
    fn site() -> (TempDir, Site) {
        let scratch = tempfile::tempdir().expect("made");
        let folder = scratch.path().join("www");
        for (path, text) in [
            ("index.html", "home".into()),
            ("demo/index.html", "demo".into()),
            ("pkg/kutip_bg.wasm", "wasm ".repeat(200)),
            ("a b.txt", "space".into()),
            (".secret", "hidden".into()),
            ("../outside.txt", "outside".into()),
        ] {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        }
        (scratch, Site { folder, strict: false })
    }

    fn get(site: &Site, url: &str) -> Reply {
        site.answer(&Method::Get, url, false)
    }

    fn header<'r>(reply: &'r Reply, name: &str) -> Option<&'r str> {
        reply.headers.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }

    #[test]
    fn a_url_names_a_file_or_the_index_of_a_folder() {
        let (_scratch, site) = site();
        for (url, body) in [
            ("/", "home"),
            ("/index.html", "home"),
            ("/?lang=id", "home"),
            ("/demo/", "demo"),
            ("/demo/index.html", "demo"),
            ("/a%20b.txt", "space"),
        ] {
            let reply = get(&site, url);
            assert_eq!((reply.status, String::from_utf8_lossy(&reply.body).as_ref()), (200, body), "{url}");
        }
        let reply = get(&site, "/demo?lang=id");
        assert_eq!((reply.status, header(&reply, "Location")), (301, Some("/demo/?lang=id")));
    }

    #[test]
    fn nothing_outside_the_folder_and_nothing_hidden_is_seen() {
        let (_scratch, site) = site();
        #[cfg(unix)]
        std::os::unix::fs::symlink("../outside.txt", site.folder.join("link.txt")).expect("linked");
        let absolute = format!("/{}", site.folder.join("demo").display());
        for url in [
            "/../outside.txt",
            "/demo/../../outside.txt",
            "/%2e%2e/outside.txt",
            "/..%2foutside.txt",
            "/..%5coutside.txt",
            "/demo/..%5c..%5coutside.txt",
            "/.secret",
            "/%2esecret",
            "/link.txt",
            "//etc/hostname",
            "/%2fetc/hostname",
            "/a%00b",
            "/%ff",
            "http://example.org/",
            "",
            "/pkg/",
            "/index.html/",
            "/nothing",
            &absolute,
        ] {
            assert_eq!(get(&site, url).status, 404, "{url}");
        }
    }

    #[test]
    fn only_reading_is_allowed() {
        let (_scratch, site) = site();
        for method in [Method::Post, Method::Put, Method::Delete, Method::Options] {
            let reply = site.answer(&method, "/", false);
            assert_eq!((reply.status, header(&reply, "Allow")), (405, Some("GET, HEAD")), "{method}");
        }
        assert_eq!(site.answer(&Method::Head, "/", false).status, 200);
    }

    #[test]
    fn wasm_has_its_type_and_is_compressed_for_who_can_read_it() {
        let (_scratch, site) = site();
        let plain = get(&site, "/pkg/kutip_bg.wasm");
        assert_eq!(header(&plain, "Content-Type"), Some("application/wasm"));
        assert_eq!((header(&plain, "Content-Encoding"), plain.body.len()), (None, 1000));
        let small = site.answer(&Method::Get, "/pkg/kutip_bg.wasm", true);
        assert_eq!(header(&small, "Content-Encoding"), Some("br"));
        assert_eq!(cache::brotli(&plain.body).expect("compressed"), small.body);
    }

    #[test]
    fn the_strict_policy_is_on_every_answer_when_asked_for() {
        let (_scratch, mut site) = site();
        assert_eq!(header(&get(&site, "/"), "Content-Security-Policy"), None);
        site.strict = true;
        for url in ["/", "/nothing", "/demo"] {
            assert_eq!(header(&get(&site, url), "Content-Security-Policy"), Some(STRICT), "{url}");
        }
    }
}

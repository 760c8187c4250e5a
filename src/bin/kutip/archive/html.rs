//! The article in a page: its letters, its main text, its title and date.

use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// What a page holds.
#[derive(Debug)]
pub(crate) struct Page {
    /// Paragraphs, an empty line between them.
    pub(crate) text: String,
    pub(crate) title: String,
    /// As the page has it.
    pub(crate) date: Option<String>,
}

/// Reads a page. `charset` is what the server said of it.
pub(crate) fn page(bytes: &[u8], charset: Option<&str>) -> Result<Page, String> {
    let html = letters(bytes, charset);
    if deepest(html.as_bytes()) > DEEPEST {
        return Err(format!("elements {DEEPEST} deep and more"));
    }
    let config = Config { text_mode: TextMode::Formatted, max_elements_to_parse: 100_000, ..Config::default() };
    let article = Readability::new(html, None, Some(config)).and_then(|mut page| page.parse());
    let article = article.map_err(|error| format!("no article in the page: {error}"))?;
    let text = article.text_content.trim().to_owned();
    if text.is_empty() {
        return Err("no article in the page".into());
    }
    Ok(Page { text, title: article.title, date: article.published_time })
}

/// Parsing takes time by the square of the depth; no page that people read comes near this one.
const DEEPEST: usize = 1000;

/// How deep elements may stand inside one another, seen by the tags alone.
fn deepest(html: &[u8]) -> usize {
    /// Elements that hold nothing, or end where the next one of their kind begins.
    const FLAT: &[&[u8]] = &[
        b"area", b"base", b"br", b"col", b"dd", b"dt", b"embed", b"hr", b"img", b"input", b"li", b"link", b"meta",
        b"option", b"p", b"param", b"source", b"tbody", b"td", b"th", b"tr", b"track", b"wbr",
    ];
    let (mut depth, mut deepest, mut drawing) = (0usize, 0, false);
    for (at, _) in html.iter().enumerate().filter(|(_, byte)| **byte == b'<') {
        let tag = &html[at + 1..];
        let (closes, tag) = tag.strip_prefix(b"/").map_or((false, tag), |tag| (true, tag));
        let name = tag.iter().take_while(|byte| byte.is_ascii_alphanumeric()).take(10).count();
        let name = tag[..name].to_ascii_lowercase();
        if name.is_empty() || FLAT.contains(&&name[..]) {
            continue;
        }
        if name == b"svg" || name == b"math" {
            drawing = !closes;
        }
        if closes {
            depth = depth.saturating_sub(1);
        } else if !(drawing && tag.iter().take_while(|byte| !b"<>".contains(byte)).last() == Some(&b'/')) {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// A page's text in the encoding that it, or its server, says it has; what that cannot be becomes U+FFFD, as in browsers.
fn letters(bytes: &[u8], charset: Option<&str>) -> String {
    let said = charset.and_then(|label| Encoding::for_label(label.as_bytes())).or_else(|| declared(bytes));
    let guess = || if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    // A byte order mark outdoes both.
    said.unwrap_or_else(guess).decode(bytes).0.into_owned()
}

/// The encoding named near the beginning: `<meta charset="…">`, or the same inside a `content`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const NEAR: usize = 1024;
    const NAME: &[u8] = b"charset=";
    let head = bytes[..bytes.len().min(NEAR)].to_ascii_lowercase();
    let at = head.windows(NAME.len()).position(|window| window == NAME)? + NAME.len();
    let label = head[at..].trim_ascii_start();
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let ends = label.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:".contains(byte)))?;
    Encoding::for_label(&label[..ends])
}

#[cfg(test)]
mod tests {
    use super::{deepest, letters};

    #[test]
    fn encodings() {
        assert_eq!(letters("é".as_bytes(), None), "é");
        assert_eq!(letters(b"\xe9", None), "é", "what is no UTF-8 is what the web was before");
        assert_eq!(letters(b"<meta charset='iso-8859-2'>\xf5", None), "<meta charset='iso-8859-2'>ő");
        assert_eq!(letters(b"<meta charset=utf-8>\xff", None), "<meta charset=utf-8>\u{fffd}");
        assert_eq!(letters(b"\xf5", Some("iso-8859-2")), "ő", "the server is believed");
        assert_eq!(letters(b"\xff\xfe\xe9\x00", Some("iso-8859-2")), "é", "the byte order mark more");
    }

    #[test]
    fn depth() {
        assert_eq!(deepest(b"a < b <!-- c --> </p>"), 0);
        assert_eq!(deepest(b"<div><P>a<p>b<br>c</p><b>d</b></div><div>e</div>"), 2);
        assert_eq!(deepest(b"<svg><path d='M0 0'/><path d='M1 1'/></svg><div/><div/>"), 2);
    }
}

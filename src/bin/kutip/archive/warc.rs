//! Web archives (WARC 1.0 and 1.1): the records that hold pages or texts, and the HTTP messages in them.
//!
//! Our own reader, as the crate there is keeps whole records in memory whatever their length.

use super::records::{Cut, LONGEST};
use flate2::read::{GzDecoder, ZlibDecoder};
use std::io::{BufRead, Error, ErrorKind, Read, Result, copy, sink};

/// A record that may hold an article.
#[derive(Debug)]
pub(crate) struct Record {
    /// `WARC-Target-URI`, else `WARC-Record-ID`.
    pub(crate) id: String,
    /// `WARC-Date`.
    pub(crate) date: Option<String>,
    /// What the block is: an HTTP response, else a resource of this type.
    pub(crate) kind: Kind,
    pub(crate) block: Vec<u8>,
}

/// What the block of a record is.
#[derive(Debug)]
pub(crate) enum Kind {
    Response,
    Resource(String),
}

/// A page or a text.
#[derive(Debug)]
pub(crate) enum Payload {
    Html {
        bytes: Vec<u8>,
        /// What the server said of the letters.
        charset: Option<String>,
    },
    Text(Vec<u8>),
}

/// No header is longer than this.
const LONGEST_HEADER: u64 = 1 << 16;

/// The next record; none at the end.
pub(super) fn read(reader: &mut dyn BufRead) -> Result<Option<Cut>> {
    let Some(headers) = headers(reader)? else { return Ok(None) };
    let header =
        |name: &str| headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    let length = header("Content-Length").and_then(|length| length.parse::<u64>().ok());
    let length = length.ok_or_else(|| Error::new(ErrorKind::InvalidData, "a record without its length"))?;
    let content = header("Content-Type").map(|value| essence(value)).unwrap_or_default();
    let kind = match header("WARC-Type").map(String::as_str) {
        Some("response") if content == "application/http" => Some(Kind::Response),
        Some("resource" | "conversion") if is_page(&content) || content == "text/plain" => {
            Some(Kind::Resource(content))
        }
        _ => None,
    };
    let Some(kind) = kind.filter(|_| length <= LONGEST) else {
        let skipped = copy(&mut reader.take(length), &mut sink())?;
        ensure_whole(skipped, length)?;
        return Ok(Some(if length > LONGEST { Cut::TooLong } else { Cut::Nothing }));
    };
    let mut block = Vec::new();
    reader.take(length).read_to_end(&mut block)?;
    ensure_whole(block.len() as u64, length)?;
    let id = header("WARC-Target-URI").or_else(|| header("WARC-Record-ID")).cloned().unwrap_or_default();
    Ok(Some(Cut::Warc(Record { id, date: header("WARC-Date").cloned(), kind, block })))
}

fn ensure_whole(read: u64, length: u64) -> Result<()> {
    if read < length { Err(Error::new(ErrorKind::UnexpectedEof, "a record is cut off")) } else { Ok(()) }
}

/// The version line and the headers of a record, after the empty lines that end the last one.
fn headers(reader: &mut dyn BufRead) -> Result<Option<Vec<(String, String)>>> {
    let mut reader = reader.take(LONGEST_HEADER);
    let mut line = Vec::new();
    while line.trim_ascii().is_empty() {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
    }
    if !line.starts_with(b"WARC/") {
        return Err(Error::new(ErrorKind::InvalidData, "no web archive: a record does not begin with WARC/"));
    }
    let mut headers = Vec::new();
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Err(Error::new(ErrorKind::UnexpectedEof, "a record is cut off"));
        }
        let text = String::from_utf8_lossy(line.trim_ascii());
        if text.is_empty() {
            return Ok(Some(headers));
        }
        if let Some((name, value)) = text.split_once(':') {
            headers.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
}

impl Record {
    /// The article it may hold; none for pictures, redirections and errors.
    pub(crate) fn payload(self) -> std::result::Result<Option<Payload>, String> {
        match self.kind {
            Kind::Resource(content) if content == "text/plain" => Ok(Some(Payload::Text(self.block))),
            Kind::Resource(_) => Ok(Some(Payload::Html { bytes: self.block, charset: None })),
            Kind::Response => http(&self.block),
        }
    }
}

fn http(block: &[u8]) -> std::result::Result<Option<Payload>, String> {
    let mut headers = [httparse::EMPTY_HEADER; 128];
    let mut response = httparse::Response::new(&mut headers);
    let begins = match response.parse(block) {
        Ok(httparse::Status::Complete(begins)) => begins,
        Ok(httparse::Status::Partial) => return Err("an HTTP message is cut off".into()),
        Err(error) => return Err(format!("no HTTP message: {error}")),
    };
    let header = |name: &str| {
        let header = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        header.map(|header| String::from_utf8_lossy(header.value).into_owned())
    };
    let content = header("Content-Type").unwrap_or_default();
    let (page, text) = (is_page(&essence(&content)), essence(&content) == "text/plain");
    if response.code != Some(200) || !(page || text) {
        return Ok(None);
    }
    let mut body = block[begins..].to_vec();
    if header("Transfer-Encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked")) {
        body = unchunked(&body);
    }
    let decoded = match header("Content-Encoding").unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "" | "identity" => Ok(body),
        "gzip" | "x-gzip" => unpacked(GzDecoder::new(&body[..])),
        "deflate" => unpacked(ZlibDecoder::new(&body[..])),
        other => Err(format!("packed by {other}, which is not read")),
    };
    let bytes = decoded?;
    let charset = content
        .split(';')
        .find_map(|part| part.trim().strip_prefix("charset="))
        .map(|label| label.trim_matches('"').to_owned());
    Ok(Some(if page { Payload::Html { bytes, charset } } else { Payload::Text(bytes) }))
}

/// The body of a chunked message. One that is not chunked after all, as crawlers store them too, stays as it is.
fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let whole = body;
    let mut out = Vec::new();
    loop {
        match httparse::parse_chunk_size(body) {
            Ok(httparse::Status::Complete((_, 0))) => return out,
            Ok(httparse::Status::Complete((begins, size))) => {
                let ends = begins.saturating_add(usize::try_from(size).unwrap_or(usize::MAX)).min(body.len());
                out.extend_from_slice(&body[begins..ends]);
                body = body[ends..].strip_prefix(b"\r\n").unwrap_or(&body[ends..]);
            }
            // A last chunk that was cut off.
            _ if !out.is_empty() => return out,
            _ => return whole.to_vec(),
        }
    }
}

fn unpacked(reader: impl Read) -> std::result::Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    reader.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|error| format!("packed wrongly: {error}"))?;
    if bytes.len() as u64 > LONGEST { Err(format!("longer than {} MiB", LONGEST >> 20)) } else { Ok(bytes) }
}

/// A media type without its parameters.
fn essence(content: &str) -> String {
    content.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn is_page(content: &str) -> bool {
    matches!(content, "text/html" | "application/xhtml+xml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks() {
        assert_eq!(unchunked(b"4\r\nSatu\r\n3\r\ndua\r\n0\r\n\r\n"), b"Satudua");
        assert_eq!(unchunked(b"4\r\nSatu\r\n9\r\ndua"), b"Satudua", "cut off");
        assert_eq!(unchunked(b"<html>"), b"<html>", "not chunked after all");
    }

    #[test]
    fn responses() {
        let payload = |block: &[u8]| match http(block) {
            Ok(Some(Payload::Html { bytes, charset })) => format!("{charset:?} {}", String::from_utf8_lossy(&bytes)),
            Ok(Some(Payload::Text(bytes))) => String::from_utf8_lossy(&bytes).into_owned(),
            Ok(None) => "none".into(),
            Err(error) => error,
        };
        let page = b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=\"utf-8\"\r\n\r\n<p>a";
        assert_eq!(payload(page), "Some(\"utf-8\") <p>a");
        assert_eq!(payload(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>a"), "none");
        assert_eq!(payload(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"), "none");
        assert_eq!(payload(b"HTTP/1.1 200 OK\r\nContent-Ty"), "an HTTP message is cut off");
        assert_eq!(
            payload(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: br\r\n\r\n?"),
            "packed by br, which is not read"
        );
    }
}

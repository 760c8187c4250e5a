//! One answer of the server: status, headers, body.

use std::path::Path;

use tiny_http::{Header, Response};

use crate::cache;

/// Extension, type, and whether brotli makes it smaller.
const TYPES: &[(&str, &str, bool)] = &[
    ("css", "text/css; charset=utf-8", true),
    ("csv", "text/csv; charset=utf-8", true),
    ("html", "text/html; charset=utf-8", true),
    ("ico", "image/x-icon", true),
    ("js", "text/javascript; charset=utf-8", true),
    ("json", "application/json", true),
    ("kutip", "application/octet-stream", true),
    ("md", "text/markdown; charset=utf-8", true),
    ("png", "image/png", false),
    ("svg", "image/svg+xml", true),
    ("ts", "text/plain; charset=utf-8", true),
    ("tsv", "text/tab-separated-values; charset=utf-8", true),
    ("txt", "text/plain; charset=utf-8", true),
    ("wasm", "application/wasm", true),
    ("webmanifest", "application/manifest+json", true),
    ("webp", "image/webp", false),
    ("woff2", "font/woff2", false),
];

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
}

impl Reply {
    pub(super) fn text(status: u16, text: &str) -> Self {
        let reply = Self { status, headers: Vec::new(), body: format!("{status}: {text}\n").into_bytes() };
        reply.with("Content-Type", "text/plain; charset=utf-8")
    }

    pub(super) fn file(path: &Path, body: Vec<u8>, brotli: bool) -> Self {
        let extension = path.extension().unwrap_or_default();
        let (_, kind, shrinks) =
            TYPES.iter().find(|(known, ..)| extension == *known).unwrap_or(&("", "application/octet-stream", false));
        let reply =
            Self { status: 200, headers: Vec::new(), body }.with("Content-Type", *kind).with("Vary", "Accept-Encoding");
        match (brotli && *shrinks).then(|| cache::brotli(&reply.body)) {
            Some(Ok(body)) => Self { body, ..reply }.with("Content-Encoding", "br"),
            _ => reply,
        }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(super) fn into_response(self) -> Response<std::io::Cursor<Vec<u8>>> {
        // With a length rather than in chunks, so that a page can show progress.
        let response = Response::from_data(self.body).with_status_code(self.status).with_chunked_threshold(usize::MAX);
        self.headers.into_iter().filter_map(|(name, value)| Header::from_bytes(name, value).ok()).fold(
            response,
            |mut response, header| {
                response.add_header(header);
                response
            },
        )
    }
}

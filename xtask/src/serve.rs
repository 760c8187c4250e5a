//! A small file server for `www`, on this machine's own loopback address.

use std::io::Write;

use anyhow::{Context, Result, anyhow};
use tiny_http::{Request, Server};

mod reply;
mod site;

pub(crate) use site::Site;

/// Where the demo stands when nobody else does; else one of the hundred ports after it.
const PORT: u16 = 8017;

/// Requests answered at once. More than one, because the first brotli stream of a pack takes seconds.
const THREADS: usize = 4;

impl Site {
    /// Serves until the program is stopped. The first line printed is the URL. A port that was asked for must be
    /// free; 0 is any free one.
    pub(crate) fn serve(&self, port: Option<u16>) -> Result<()> {
        let server = listen(port)?;
        println!("http://{}/", server.server_addr());
        std::io::stdout().flush()?;
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(|| self.work(&server))).collect();
            threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| anyhow!("the server crashed"))?)
        })
    }

    fn work(&self, server: &Server) -> Result<()> {
        loop {
            let request = server.recv().context("the server stopped")?;
            let reply = self.answer(request.method(), request.url(), accepts_brotli(&request));
            // A browser that went away before the answer is no error of ours.
            let _ = request.respond(reply.into_response());
        }
    }
}

fn accepts_brotli(request: &Request) -> bool {
    let accepted = request.headers().iter().find(|header| header.field.equiv("Accept-Encoding"));
    accepted.is_some_and(|header| names_brotli(header.value.as_str()))
}

/// `gzip, deflate, br;q=0.9`
fn names_brotli(accepted: &str) -> bool {
    accepted.split(',').any(|coding| {
        let (name, quality) = coding.split_once(';').unwrap_or((coding, ""));
        name.trim() == "br" && !matches!(quality.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

fn listen(port: Option<u16>) -> Result<Server> {
    let bind = |port| Server::http(("127.0.0.1", port));
    match port {
        Some(port) => bind(port).map_err(|error| anyhow!("cannot listen on port {port}: {error}; choose another")),
        None => (PORT..PORT + 100)
            .find_map(|port| bind(port).ok())
            .with_context(|| format!("no free port from {PORT} on: choose one with --port")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_is_used_when_the_reader_names_it() {
        for (accepted, expected) in [
            ("gzip, deflate, br, zstd", true),
            ("br", true),
            ("gzip, br;q=0.9", true),
            ("gzip;q=1.0, br;q=0", false),
            ("gzip, brotli", false),
            ("", false),
        ] {
            assert_eq!(names_brotli(accepted), expected, "{accepted}");
        }
    }

    #[test]
    fn a_port_that_is_taken_is_an_error_when_asked_for() {
        let first = listen(Some(0)).expect("any free port");
        let taken = first.server_addr().to_ip().expect("not a Unix socket").port();
        let error = listen(Some(taken)).err().expect("taken");
        assert!(error.to_string().starts_with(&format!("cannot listen on port {taken}: ")), "{error}");
        assert!(listen(None).is_ok());
    }
}

//! `kutip annotate` as a program: one text, archives, exit codes, rejects, order, and going on after a crash.

use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

const TEXT: &str = "\"Harga turun,\" kata Menteri Perdagangan Sri Lestari di Jakarta.\n";

fn kutip(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kutip"));
    command.args(arguments);
    command
}

/// What a run said: exit code, standard output, standard error.
struct Said(i32, String, String);

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Self(output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Said {
    kutip(arguments).current_dir(folder).stdin(Stdio::null()).output().expect("it runs").into()
}

fn fed(folder: &Path, arguments: &[&str], input: &[u8]) -> Said {
    let mut child = start(folder, arguments);
    // One that refuses its arguments does not read.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("it ends").into()
}

fn start(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = kutip(arguments);
    command.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("it runs")
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, bytes).expect("a file");
    }
    folder
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("into memory");
    encoder.finish().expect("into memory")
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn ids(text: &str) -> Vec<String> {
    let plain = |id: &Value| id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    lines(text).iter().map(|line| plain(&line["id"])).collect()
}

/// How many quotations of an annotation are by her of [`TEXT`].
fn by_sri(annotation: &Value) -> usize {
    let quotes = annotation["quotes"].as_array().expect("quotations");
    quotes
        .iter()
        .filter(|quote| quote["speaker"]["text"].as_str().is_some_and(|name| name.ends_with("Sri Lestari")))
        .count()
}

/// `count` articles as JSON lines, numbered from 0.
fn articles(count: usize) -> String {
    (0..count).map(|id| json!({ "id": id, "text": TEXT, "date": "2025-03-11" }).to_string() + "\n").collect()
}

#[test]
fn one_text_in_every_format() {
    let folder = folder(&[("a.txt", TEXT.as_bytes())]);
    for format in kutip::export::FORMATS {
        let Said(code, out, error) = run(folder.path(), &["annotate", "--format", format.name, "a.txt"]);
        assert_eq!((code, error.as_str()), (0, ""), "{}", format.name);
        assert!(out.contains("Sri Lestari") || format.name == "conll", "{}: {out}", format.name);
    }
    let Said(code, from_pipe, _) = fed(folder.path(), &["annotate"], TEXT.as_bytes());
    let Said(_, from_file, _) = run(folder.path(), &["annotate", "--lang", "auto", "a.txt"]);
    assert_eq!((code, &from_pipe), (0, &from_file));
    assert_eq!(by_sri(&serde_json::from_str(&from_file).expect("JSON")), 1);
    assert!(!from_file.contains("\"id\": \"a.txt\""), "the schema has no name for the text");
}

#[test]
fn bad_arguments_and_input_are_one_line_and_exit_code_2() {
    let folder = folder(&[
        ("a.txt", TEXT.as_bytes()),
        ("latin.txt", b"caf\xe9"),
        ("cut.kutip", &include_bytes!("../www/packs/id.kutip")[..1000]),
        ("foreign.kutip", b"PK\x03\x04 something else"),
        ("state.json", b"{}"),
        ("empty/readme.md", b""),
    ]);
    let cases: &[(&[&str], &str)] = &[
        (&["latin.txt"], "latin.txt: not UTF-8: byte 3 is 0xe9"),
        (&["missing.txt"], "missing.txt: No such file or directory"),
        (&["a.txt", "missing.txt"], "missing.txt: No such file or directory"),
        (&["empty"], "empty: no .txt, .html, .jsonl or .warc files in it"),
        (&["--lang", "xx", "a.txt"], "no language \"xx\""),
        (&["--pack", "cut.kutip", "a.txt"], "cut.kutip: "),
        (&["--pack", "foreign.kutip", "a.txt"], "foreign.kutip: "),
        (&["--format", "tei", "a.txt", "a.txt"], "--format tei holds one text"),
        (&["a.txt", "--out", "none/out.jsonl"], "none/out.jsonl: No such file or directory"),
        (&["a.txt", "--out", "out.jsonl", "--resume", "state.json"], "state.json: no state of a run"),
    ];
    for (arguments, expected) in cases {
        let Said(code, out, error) = run(folder.path(), &[&["annotate"], *arguments].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}: {error}");
        assert_eq!(error.lines().count(), 1, "{arguments:?}: {error}");
        assert!(error.starts_with(&format!("kutip: {expected}")), "{arguments:?}: {error}");
    }
    // What clap finds is longer, with a hint.
    for arguments in [&["--format", "xyz", "a.txt"][..], &["a.txt", "--resume", "s"], &["--keep", "quotes", "a.jsonl"]]
    {
        let Said(code, out, error) = run(folder.path(), &[&["annotate"], arguments].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(error.starts_with("error: "), "{arguments:?}: {error}");
    }
}

#[test]
fn folders_in_the_order_of_names_packed_or_not() {
    let folder = folder(&[
        ("news/b.txt", TEXT.as_bytes()),
        ("news/a/z.txt.gz", &gzip(TEXT.as_bytes())),
        ("news/a/c.jsonl", articles(2).as_bytes()),
        ("news/notes.md", b"not an article"),
    ]);
    let Said(code, out, error) = run(folder.path(), &["annotate", "news"]);
    assert_eq!((code, error.as_str()), (0, ""));
    assert_eq!(ids(&out), ["0", "1", "news/a/z.txt.gz", "news/b.txt"]);
    assert!(lines(&out).iter().all(|annotation| by_sri(annotation) == 1));
    // The output may stand among the input.
    let Said(code, ..) = run(folder.path(), &["annotate", "news", "--out", "news/out.jsonl"]);
    assert_eq!(code, 0);
    assert_eq!(std::fs::read_to_string(folder.path().join("news/out.jsonl")).expect("the output"), out);
}

#[test]
fn fields_by_name_and_what_goes_with_them() {
    let input = format!(
        "{}\n\n{}\n",
        json!({ "url": "u1", "body": TEXT, "date": "2025-01-02", "n": 3 }),
        json!({ "body": TEXT })
    );
    let folder = folder(&[]);
    let arguments = ["annotate", "-", "--field", "body", "--id-field", "url", "--keep", "date,n", "--with-text"];
    let Said(code, out, _) = fed(folder.path(), &arguments, input.as_bytes());
    let found = lines(&out);
    assert_eq!((code, ids(&out)), (0, vec!["u1".to_owned(), "-:3".to_owned()]));
    assert_eq!((&found[0]["date"], &found[0]["n"], &found[0]["text"]), (&json!("2025-01-02"), &json!(3), &json!(TEXT)));
    assert!(found[1].get("date").is_none());
    // The same by a pipe of gzip.
    let Said(code, packed, _) = fed(folder.path(), &arguments, &gzip(input.as_bytes()));
    assert_eq!((code, packed), (0, out));
}

#[test]
fn order_and_bytes_are_those_of_one_job() {
    let many: String =
        (0..300).map(|id| json!({ "id": id, "text": TEXT.repeat(1 + id % 7) }).to_string() + "\n").collect();
    let folder = folder(&[("many.jsonl", many.as_bytes())]);
    let Said(_, one, _) = run(folder.path(), &["annotate", "many.jsonl", "--jobs", "1"]);
    let Said(_, four, _) = run(folder.path(), &["annotate", "many.jsonl", "--jobs", "4"]);
    assert_eq!(ids(&one), (0..300).map(|id| id.to_string()).collect::<Vec<_>>());
    assert!(one == four, "four jobs say something else");
}

#[test]
fn bad_records_are_rejected_and_the_rest_goes_on() {
    let good = json!({ "id": "good", "text": TEXT });
    let mut input =
        format!("{good}\nno JSON\n[1]\n{{\"id\":4}}\n{{\"text\":5}}\n{{\"text\":\"\\ud800\"}}\n").into_bytes();
    input.extend(b"{\"text\":\"caf\xe9\"}\n");
    input.extend(format!("{good}\n").bytes());
    let broken = &gzip(articles(500).as_bytes())[..400];
    let folder = folder(&[
        ("a.jsonl", &input),
        ("b/c.jsonl.gz", broken),
        ("b/latin.txt", b"\xff"),
        ("b/z.txt", TEXT.as_bytes()),
    ]);
    let Said(code, out, error) = run(folder.path(), &["annotate", "a.jsonl", "b", "--rejects", "bad.jsonl"]);
    assert_eq!((code, error.as_str()), (1, ""));
    let found = ids(&out);
    assert_eq!((&found[..2], &found[found.len() - 1]), (&["good".into(), "good".into()][..], &"b/z.txt".to_owned()));
    let rejects = lines(&std::fs::read_to_string(folder.path().join("bad.jsonl")).expect("the rejects"));
    let place = |reject: &Value| format!("{}:{}", reject["source"].as_str().expect("a source"), reject["line"]);
    let (of_gzip, of_lines): (Vec<&Value>, _) = rejects.iter().partition(|reject| reject["source"] == "b/c.jsonl.gz");
    assert_eq!(of_gzip.len(), 1, "what is left of a broken file is one reject: {of_gzip:?}");
    let expected = [
        ("a.jsonl:2", "no JSON object"),
        ("a.jsonl:3", "no JSON object"),
        ("a.jsonl:4", "no field \"text\""),
        ("a.jsonl:5", "\"text\" is no string"),
        ("a.jsonl:6", "no JSON object"),
        ("a.jsonl:7", "not UTF-8: byte 12 is 0xe9"),
        ("b/latin.txt:null", "not UTF-8: byte 0 is 0xff"),
    ];
    assert_eq!(of_lines.len(), expected.len(), "{of_lines:?}");
    for (reject, (at, reason)) in of_lines.iter().zip(expected) {
        assert_eq!(place(reject), at);
        assert!(reject["reason"].as_str().expect("a reason").starts_with(reason), "{reject}");
    }
    // Without a file they are told, one a line.
    let Said(code, _, error) = run(folder.path(), &["annotate", "a.jsonl"]);
    assert_eq!((code, error.lines().count()), (1, 6));
    assert!(error.starts_with("kutip: a.jsonl:2: no JSON object"), "{error}");
}

#[test]
fn tables_of_many_articles_have_one_header() {
    let folder = folder(&[("a.jsonl", articles(3).as_bytes())]);
    let Said(code, out, _) = run(folder.path(), &["annotate", "a.jsonl", "--format", "csv"]);
    let rows: Vec<&str> = out.lines().collect();
    assert_eq!((code, rows.len()), (0, 4), "{out}");
    assert!(rows[0].starts_with("article,quotation,") && rows[3].starts_with("2,0,direct,"), "{out}");
}

fn page() -> String {
    let paragraphs: String = (0..8)
        .map(|n| {
            format!("<p>Paragraf {n} dari berita ini cukup panjang, dengan koma, supaya tidak dikira menu. {TEXT}</p>")
        })
        .collect();
    format!(
        "<html><head><meta charset=utf-8><title>Harga Turun Lagi di Pasar Induk Kota Besar</title>\
         <meta property='article:published_time' content='2025-03-11T10:00:00+07:00'></head><body>\
         <nav><a href='/'>Beranda</a> <a href='/x'>Ekonomi</a></nav><article>{paragraphs}</article>\
         <footer>Hak cipta</footer></body></html>"
    )
}

#[test]
fn pages_by_their_main_text() {
    let folder = folder(&[("a.html", page().as_bytes()), ("deep.html", "<div>".repeat(50_000).as_bytes())]);
    let Said(code, out, _) = run(folder.path(), &["annotate", "a.html", "--jobs", "1"]);
    let found = &lines(&out)[0];
    let text = found["text"].as_str().expect("the text taken out of the page");
    assert_eq!((code, &found["date"]), (0, &json!("2025-03-11T10:00:00+07:00")));
    assert!(text.starts_with("Paragraf 0") && !text.contains("Beranda") && !text.contains("Hak cipta"), "{text}");
    assert!(text.contains("\n\nParagraf 1"), "paragraphs stay apart: {text}");
    assert_eq!(by_sri(found), 8);
    let Said(code, _, error) = run(folder.path(), &["annotate", "deep.html", "a.html"]);
    assert_eq!((code, error.lines().count()), (1, 1), "{error}");
}

#[test]
fn web_archives() {
    let record = |kind: &str, uri: &str, content: &str, block: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2025-03-12T00:00:00Z\r\n\
             Content-Type: {content}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    let response = |uri: &str, head: &str, body: &str| {
        record("response", uri, "application/http; msgtype=response", &format!("HTTP/1.1 {head}\r\n\r\n{body}"))
    };
    let chunked = format!("{:x}\r\n{}\r\n0\r\n\r\n", page().len(), page());
    let parts = [
        record("warcinfo", "", "application/warc-fields", "software: test\r\n"),
        response("https://contoh.id/1", "200 OK\r\nContent-Type: text/html; charset=utf-8", &page()),
        response("https://contoh.id/2", "404 Not Found\r\nContent-Type: text/html", &page()),
        response("https://contoh.id/3", "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked", &chunked),
        response("https://contoh.id/4", "200 OK\r\nContent-Type: image/png", "png"),
        response("https://contoh.id/5", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br", "?"),
        record("conversion", "https://contoh.id/6", "text/plain", TEXT),
    ];
    // As crawlers write them, every record is packed by itself.
    let packed: Vec<u8> = parts.iter().flat_map(|part| gzip(part.as_bytes())).collect();
    let cut = &parts.concat()[..3000];
    let folder = folder(&[("a.warc.gz", &packed), ("b.warc", cut.as_bytes()), ("c.warc", b"something else\n")]);
    let Said(code, out, error) = run(folder.path(), &["annotate", "a.warc.gz"]);
    assert_eq!((code, error.as_str()), (1, "kutip: a.warc.gz:6: packed by br, which is not read\n"));
    assert_eq!(ids(&out), ["https://contoh.id/1", "https://contoh.id/3", "https://contoh.id/6"]);
    assert_eq!(lines(&out)[2]["date"], "2025-03-12T00:00:00Z");
    let Said(code, _, error) = run(folder.path(), &["annotate", "b.warc", "c.warc"]);
    assert_eq!(code, 1);
    assert!(error.contains("b.warc:3: a record is cut off") && error.contains("c.warc:1: no web archive"), "{error}");
}

/// A run that is killed and taken up again, on the same input by a pipe.
struct Interrupted {
    folder: tempfile::TempDir,
    input: String,
}

const RESUMABLE: &[&str] =
    &["annotate", "-", "--from", "jsonl", "--out", "out.jsonl", "--rejects", "bad.jsonl", "--resume", "state.json"];

impl Interrupted {
    /// Kills a run once it has written its state for the first time.
    fn new(input: String) -> Self {
        let this = Self { folder: folder(&[]), input };
        let mut child = start(this.folder.path(), RESUMABLE);
        let mut pipe = child.stdin.take().expect("a pipe");
        let mut lines = this.input.split_inclusive('\n');
        while !this.path("state.json").exists() {
            // Slower than it reads, so that the state is of some place in the middle.
            for line in lines.by_ref().take(64) {
                pipe.write_all(line.as_bytes()).expect("it reads");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        child.kill().expect("it runs");
        child.wait().expect("it ends");
        this
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a file")
    }
}

#[test]
fn a_killed_run_goes_on_with_nothing_lost_or_doubled() {
    let mut input: String = articles(4000);
    input.insert_str(0, "bad\n");
    input.push_str("bad\n");
    let run = Interrupted::new(input);
    let state: Value = serde_json::from_str(&run.read("state.json")).expect("JSON");
    let behind = state["records"].as_u64().expect("a number");
    assert!(behind > 0 && behind < 4002, "killed in the middle: {behind}");
    // What was written after the state and before the kill, and half a line of it.
    for file in ["out.jsonl", "bad.jsonl"] {
        let mut file = std::fs::OpenOptions::new().append(true).open(run.path(file)).expect("a file");
        file.write_all(b"{\"id\":\"half a li").expect("a file");
    }
    let Said(code, ..) = fed(run.folder.path(), RESUMABLE, run.input.as_bytes());
    assert_eq!(code, 1);
    let whole = folder(&[]);
    let Said(code, ..) = fed(whole.path(), RESUMABLE, run.input.as_bytes());
    assert_eq!(code, 1);
    for file in ["out.jsonl", "bad.jsonl", "state.json"] {
        let expected = std::fs::read_to_string(whole.path().join(file)).expect("a file");
        assert!(run.read(file) == expected, "{file} differs from that of a run in one go");
    }
    // Once more: there is nothing left to do, and it is still told that some were rejected.
    let Said(code, ..) = fed(run.folder.path(), RESUMABLE, run.input.as_bytes());
    assert_eq!((code, run.read("out.jsonl").lines().count()), (1, 4000));
}

#[test]
fn a_state_is_of_one_run_on_one_input() {
    let run = Interrupted::new(articles(4000));
    let before = run.read("out.jsonl");
    let other = run.input.replacen("Harga", "Harta", 1);
    let Said(code, _, error) = fed(run.folder.path(), RESUMABLE, other.as_bytes());
    assert_eq!((code, error.as_str()), (2, "kutip: the input is not what it was when the state was written\n"));
    let Said(code, _, error) = fed(run.folder.path(), &[RESUMABLE, &["--with-text"]].concat(), b"");
    assert_eq!(
        (code, error.as_str()),
        (2, "kutip: state.json: the state of another run: other arguments, or another pack\n")
    );
    assert!(before.starts_with(&run.read("out.jsonl")), "a refused run writes nothing");
}

#[test]
fn a_reader_that_wants_no_more_is_no_error() {
    let folder = folder(&[("a.jsonl", articles(2000).as_bytes())]);
    let mut child = start(folder.path(), &["annotate", "a.jsonl"]);
    drop(child.stdout.take());
    let Said(code, _, error) = child.wait_with_output().expect("it ends").into();
    assert_eq!((code, error.as_str()), (0, ""));
}

#[test]
fn inspect_tells_why() {
    let folder = folder(&[("a.txt", b"Menteri Sri Lestari bertemu warga. Sri Lestari mengatakan, harga beras turun.")]);
    let Said(code, out, error) = run(folder.path(), &["inspect", "a.txt"]);
    assert_eq!((code, error.as_str()), (0, ""));
    assert_eq!(out, "0\tcue-subject\tSri Lestari\tharga beras turun\n");
    let Said(_, out, _) = run(folder.path(), &["inspect", "a.txt", "--quote", "0"]);
    assert!(out.contains("sieve       cue-subject\n"), "{out}");
    assert!(out.ends_with("  13  Sri Lestari  (First +4, Adjacent +6, Person +3)\n"), "{out}");
    let Said(code, out, error) = run(folder.path(), &["inspect", "a.txt", "--quote", "7"]);
    assert_eq!((code, out.as_str(), error.as_str()), (2, "", "kutip: no quotation 7: there are 1\n"));
}

#[test]
fn tag_labels_by_the_convention_asked_for() {
    let folder = folder(&[]);
    let tokens = "Presiden\nPrabowo\nSubianto\ntiba\ndi\nMedan\n.\n\nHarga\nberas\nturun\n.\n".as_bytes();
    let expected = "Presiden\tO\nPrabowo\tB-PER\nSubianto\tI-PER\ntiba\tO\ndi\tO\nMedan\tB-LOC\n.\tO\n\nHarga\tO\nberas\tO\nturun\tO\n.\tO\n\n";
    for convention in ["idner", "guide"] {
        let Said(code, out, error) = fed(folder.path(), &["tag", "--convention", convention], tokens);
        assert_eq!((code, out.as_str(), error.as_str()), (0, expected, ""), "{convention}");
    }
    let Said(code, out, error) = fed(folder.path(), &["tag", "--convention", "conll"], tokens);
    assert_eq!((code, out.as_str(), error.as_str()), (2, "", "kutip: id has no convention \"conll\"\n"));
}

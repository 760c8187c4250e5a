//! `kutip report`: counts over small annotated articles, in every form.

use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Stdio};

/// An entity with one mention, a name, of the index of the entity.
fn entity(id: usize, kind: &str, name: &str, link: Option<&str>, organization: Option<usize>) -> Value {
    let roles = organization.map(|of| json!({ "text": "ketua", "organization": of }));
    let roles: Vec<Value> = roles.into_iter().collect();
    json!({ "id": id, "kind": kind, "name": name, "aliases": [], "roles": roles, "mentions": [id], "link": link })
}

fn quote(id: usize, text: &str, speaker: Option<usize>) -> Value {
    let party = speaker.map(|entity| json!({ "text": "", "entity": entity }));
    json!({
        "id": id, "kind": "direct", "spans": [{ "text": text }], "cue": null, "speaker": party, "addressee": null,
        "via": null, "parent": null, "rule": "", "confidence": 1,
    })
}

fn article(id: &str, date: Option<&str>, entities: &[Value], quotes: &[Value]) -> Value {
    let mentions: Vec<Value> = entities.iter().map(|_| json!({ "form": "name" })).collect();
    json!({
        "id": id, "date": date, "version": 1, "language": "id", "entities": entities, "mentions": mentions,
        "quotes": quotes,
    })
}

/// Sri (of a ministry) and Budi on two days of two months, an article where only "she" speaks, one where nobody does.
fn archive() -> String {
    let sri = |id, of| entity(id, "person", "Sri Lestari", Some("Q1"), of);
    let budi = |id| entity(id, "person", "Budi <b>", None, None);
    let ministry = |id| entity(id, "organization", "Kementerian Perdagangan", None, None);
    let mut to_budi = quote(0, "\"Satu dua tiga,\"", Some(0));
    to_budi["addressee"] = json!({ "text": "Budi", "entity": 1 });
    let mut inside = quote(2, "'dua'", Some(1));
    inside["parent"] = json!(1);
    let mut unnamed = article(
        "c",
        Some("2025-04-02"),
        &[sri(0, None)],
        &[quote(0, "\"Lima.\"", Some(0)), quote(1, "\"Enam.\"", None)],
    );
    unnamed["mentions"] = json!([{ "form": "pronoun" }]);
    let articles = [
        article(
            "a",
            Some("2025-03-11T10:00:00+07:00"),
            &[sri(0, Some(2)), budi(1), ministry(2)],
            &[to_budi, quote(1, "\"Kata Budi 'dua' – empat.\"", Some(0)), inside],
        ),
        // Another spelling, the same Wikidata id.
        article(
            "b",
            Some("2025-04-01"),
            &[entity(0, "person", "SRI LESTARI", Some("Q1"), None)],
            &[quote(0, "\"Tujuh.\"", Some(0))],
        ),
        unnamed,
        article("d", None, &[], &[]),
    ];
    articles.iter().map(|article| format!("{article}\n")).collect()
}

fn report(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kutip"));
    let output =
        command.arg("report").args(arguments).current_dir(folder).stdin(Stdio::null()).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
}

fn in_folder(lines: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.jsonl"), lines).expect("a file");
    folder
}

/// One table as CSV, without its header.
fn table(name: &str, more: &[&str]) -> Vec<String> {
    let folder = in_folder(&archive());
    let (code, out, error) = report(folder.path(), &[&["a.jsonl", "--format", "csv", "--table", name], more].concat());
    assert_eq!((code, error.as_str()), (0, ""));
    out.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn people_by_words_those_inside_another_quotation_counted_once() {
    // 3 and 4 of 5 words in the one article, 1 in the other; Budi's is inside. Ten words in all.
    assert_eq!(table("people", &[]), ["Sri Lestari,Q1,3,2,7,70.00", "Budi <b>,,1,1,1,10.00"]);
}

#[test]
fn organizations_speak_by_their_people() {
    assert_eq!(table("organizations", &[]), ["Kementerian Perdagangan,,2,1,6,60.00,6"]);
}

#[test]
fn shares_over_time() {
    let months = ["2025-03,Sri Lestari,2,6,85.71", "2025-03,Budi <b>,1,1,14.29", "2025-04,Sri Lestari,1,1,33.33"];
    assert_eq!(table("people-over-time", &[]), months);
    let years = ["2025,Sri Lestari,3,7,70.00", "2025,Budi <b>,1,1,10.00"];
    assert_eq!(table("people-over-time", &["--by", "year"]), years);
    assert_eq!(table("people-over-time", &["--by", "day"])[2], "2025-04-01,Sri Lestari,1,1,100.00");
}

#[test]
fn who_speaks_to_whom_and_quotes_whom() {
    assert_eq!(table("links", &[]), ["Sri Lestari,quotes,Budi <b>,1", "Sri Lestari,speaks to,Budi <b>,1"]);
}

#[test]
fn articles_without_a_named_source() {
    assert_eq!(table("unsourced", &[]), ["c,2025-04-02,,2", "d,,,0"], "\"she\" is no name");
    assert_eq!(table("unsourced", &["--top", "1"]).len(), 1);
}

#[test]
fn quotations_of_a_person_by_any_case() {
    let expected = [
        "2025-03-11,a,direct,\"\"\"Satu dua tiga,\"\"\"",
        "2025-03-11,a,direct,\"\"\"Kata Budi 'dua' – empat.\"\"\"",
        "2025-04-01,b,direct,\"\"\"Tujuh.\"\"\"",
    ];
    assert_eq!(table("statements", &["--person", "sri  lestari"]), expected);
    assert!(table("statements", &["--person", "Nobody"]).is_empty());
}

#[test]
fn every_form() {
    let folder = in_folder(&archive());
    let (code, terminal, _) = report(folder.path(), &["a.jsonl"]);
    assert_eq!(code, 0);
    let rows =
        ["Sri Lestari  Q1                 3         2      7", "Budi <b>                        1         1      1"];
    assert!(rows.iter().all(|row| terminal.contains(row)), "columns in line: {terminal}");
    let (_, markdown, _) = report(folder.path(), &["a.jsonl", "--format", "markdown"]);
    assert!(markdown.contains("| Budi \\<b\\> |  | 1 | 1 | 1 | 10.0 % |\n"), "{markdown}");
    let (code, out, _) = report(folder.path(), &["a.jsonl", "--format", "csv", "--out", "tables"]);
    assert_eq!((code, out.as_str()), (0, ""));
    let files = std::fs::read_dir(folder.path().join("tables")).expect("a folder").count();
    assert_eq!(files, 7, "a file a table");
    let (_, page, _) = report(folder.path(), &["a.jsonl", "--format", "html"]);
    assert_eq!(page.matches("<svg").count(), 4, "bars and lines of people and organizations");
    assert!(page.contains("<td>Budi &lt;b&gt;</td>") && !page.contains("<b>"), "{page}");
    // Nothing to fetch: the one address is the name of SVG.
    let addresses = page.matches("http").count() - page.matches("xmlns=\"http://www.w3.org/2000/svg\"").count();
    assert_eq!((addresses, page.contains("<script"), page.contains("src=")), (0, false, false));
    assert!(page.contains("Gender is left out on purpose"));
}

#[test]
fn articles_are_annotated_on_the_way() {
    let text = "\"Harga turun,\" kata Sri Lestari di Jakarta.";
    let folder = in_folder(&format!("{}\nno JSON\n", json!({ "text": text, "date": "2025-03-11" })));
    let arguments = ["a.jsonl", "--format", "csv", "--table", "people"];
    let (code, out, error) = report(folder.path(), &arguments);
    assert_eq!((code, error.lines().count()), (1, 1), "{error}");
    assert!(out.contains("Sri Lestari,"), "{out}");
}

#[test]
fn what_is_asked_for_wrongly() {
    let dangling = article("a", None, &[], &[quote(0, "\"Satu.\"", Some(7))]);
    let folder = in_folder(&format!("{dangling}\n"));
    let (code, _, error) = report(folder.path(), &["a.jsonl"]);
    assert_eq!((code, error.as_str()), (1, "kutip: a.jsonl:1: no annotation: it points to what is not there\n"));
    for arguments in [&["a.jsonl", "--format", "csv"][..], &["a.jsonl", "--table", "statements"], &["missing.jsonl"]] {
        let (code, out, error) = report(folder.path(), arguments);
        assert_eq!((code, out.as_str(), error.lines().count()), (2, "", 1), "{arguments:?}: {error}");
    }
}

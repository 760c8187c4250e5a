//! The tables of `tests/cases`: small texts, and what must be found in them; `tests/cases/README.md` says how they are written.

use kutip::attribute::{self, Attribution, Party, Referent};
use kutip::coref::{self, Entities};
use kutip::mention::{Kind, Mention, Source, roles};
use kutip::pack::Pack;
use kutip::quote::{self, Quotes};
use kutip::reading::{Reading, is_name};
use kutip::segment::{Gap, Segments, segment};
use kutip::span::TokenSpan;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// One case: the text as the table has it, and the lines that must be found.
struct Case {
    line: usize,
    text: String,
    expected: Vec<String>,
}

/// What a table is of: the lines that a case's text gives.
type View = fn(&Pack, &str) -> Vec<String>;

/// The views, by the first word of a table's file name.
const VIEWS: &[(&str, View)] =
    &[("segments", segments), ("figures", figures), ("quotes", quotes), ("entities", entities)];

#[test]
fn every_case_holds() {
    let mut failures = String::new();
    let mut count = 0;
    for (path, pack, view) in tables() {
        let open = path.to_string_lossy().ends_with(".open.tsv");
        for case in cases(&path) {
            count += 1;
            let found = view(&pack, &case.text);
            if open && found == case.expected {
                let _ = writeln!(failures, "\n{}:{}: holds now: move it\n{}", path.display(), case.line, case.text);
            } else if !open && found != case.expected {
                let _ = writeln!(failures, "\n{}:{}\n{}", path.display(), case.line, case.text);
                let _ = write!(failures, "{}", difference(&case.expected, &found));
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(count > 0, "no cases");
}

/// Lines of both, those only expected marked with `-`, those only found with `+`.
fn difference(expected: &[String], found: &[String]) -> String {
    let mut out = String::new();
    for line in expected.iter().filter(|line| !found.contains(line)) {
        let _ = writeln!(out, "  -\t{line}");
    }
    for line in found {
        let sign = if expected.contains(line) { ' ' } else { '+' };
        let _ = writeln!(out, "  {sign}\t{line}");
    }
    out
}

/// Every table with the pack of its folder.
fn tables() -> Vec<(PathBuf, Pack, View)> {
    let mut tables = Vec::new();
    for folder in sorted(Path::new("tests/cases")).into_iter().filter(|path| path.is_dir()) {
        let language = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let pack = fs::read(format!("www/packs/{language}.kutip")).expect("a pack of the folder's language");
        let pack = Pack::read(&pack).expect("a pack");
        for path in sorted(&folder) {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let view = VIEWS.iter().find(|(view, _)| name.split('.').next() == Some(view));
            let (_, view) = view.unwrap_or_else(|| panic!("{}: no view of that name", path.display()));
            tables.push((path, pack.clone(), *view));
        }
    }
    tables
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

/// Reads a table: a text a line, what must be found in it on the lines below, each behind a tab.
fn cases(path: &Path) -> Vec<Case> {
    let table = fs::read_to_string(path).expect("a table");
    let mut cases: Vec<Case> = Vec::new();
    for (line, content) in table.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        match (content.strip_prefix('\t'), cases.last_mut()) {
            (Some(expected), Some(case)) => case.expected.push(expected.to_owned()),
            (Some(_), None) => panic!("{}:{}: no text before it", path.display(), line + 1),
            (None, _) => cases.push(Case { line: line + 1, text: content.to_owned(), expected: Vec::new() }),
        }
    }
    cases
}

/// The text of a case with its line breaks, and the names marked in it as byte ranges: `{Sri}`, `{org KPU}`, `{loc Demak}`.
fn unmarked(case: &str) -> (String, Vec<(usize, usize, Kind)>) {
    let (mut text, mut names) = (String::new(), Vec::new());
    let mut rest = case;
    while let Some(at) = rest.find(['{', '¶', '↵']) {
        text += &rest[..at];
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('¶') {
            text += "\n\n";
            rest = after;
        } else if let Some(after) = rest.strip_prefix('↵') {
            text.push('\n');
            rest = after;
        } else {
            let (name, after) = rest[1..].split_once('}').unwrap_or_else(|| panic!("{{ without }}: {case}"));
            let kinds = [("org ", Kind::Organization), ("loc ", Kind::Location)];
            let kind = kinds.iter().find_map(|(word, kind)| Some((name.strip_prefix(word)?, *kind)));
            let (name, kind) = kind.unwrap_or((name, Kind::Person));
            names.push((text.len(), text.len() + name.len(), kind));
            text += name;
            rest = after;
        }
    }
    (text + rest, names)
}

/// The names as mentions, beside the dates and amounts that the pack's patterns find.
fn mentions(pack: &Pack, segments: &Segments<'_>, names: &[(usize, usize, Kind)]) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for &(start, end, kind) in names {
        let first = segments.tokens.iter().position(|token| token.bytes.start as usize == start);
        let last = segments.tokens.iter().position(|token| token.bytes.end as usize == end);
        let (Some(first), Some(last)) = (first, last) else {
            panic!("not made of whole tokens: {}", &segments.text[start..end])
        };
        let span = TokenSpan::new(first as u32, last as u32 + 1);
        mentions.push(Mention { span, kind, source: Source::Tagger, confidence: 99 });
    }
    pack.patterns.find(segments, &mut mentions);
    mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    mentions
}

/// One line a sentence, its tokens between blanks; `¶` between paragraphs.
fn segments(pack: &Pack, case: &str) -> Vec<String> {
    let text = unmarked(case).0;
    let segments = segment(&text, &pack.lexicon);
    let mut lines = Vec::new();
    for sentence in &segments.sentences {
        let first = &segments.tokens[sentence.start as usize];
        if !lines.is_empty() && matches!(first.gap, Gap::Line | Gap::Blank) {
            lines.push("¶".to_owned());
        }
        let words: Vec<&str> = sentence.range().map(|index| segments.token_text(index as u32)).collect();
        lines.push(words.join(" "));
    }
    lines
}

/// One line for each date, time, amount or address: kind, words.
fn figures(pack: &Pack, case: &str) -> Vec<String> {
    let text = unmarked(case).0;
    let segments = segment(&text, &pack.lexicon);
    let found = mentions(pack, &segments, &[]);
    found.iter().map(|mention| format!("{}\t{}", mention.kind.name(), segments.span_text(mention.span))).collect()
}

/// What the rooms behind the mentions make of a case.
struct Read<'a, 't> {
    reading: Reading<'a, 't>,
    quotes: Quotes,
    attributions: Vec<Attribution>,
    entities: Entities,
}

/// Reads a case whose names are marked.
fn read<T>(pack: &Pack, case: &str, view: impl FnOnce(&Read<'_, '_>) -> T) -> T {
    let (text, names) = unmarked(case);
    let segments = segment(&text, &pack.lexicon);
    let mentions = mentions(pack, &segments, &names);
    let reading = Reading { segments: &segments, mentions: &mentions, pack };
    let roles = roles::roles(&reading);
    let quotes = quote::find(&reading);
    let attributions = attribute::attribute(&reading, &quotes, &roles);
    let entities = coref::resolve(&reading, &attributions, &roles);
    view(&Read { reading, quotes, attributions, entities })
}

/// One line a quotation: kind, parts, cue, speaker; then `to` whom, `via` whom, and `in` which other it stands.
fn quotes(pack: &Pack, case: &str) -> Vec<String> {
    read(pack, case, |read| {
        let slice = |span| read.reading.segments.span_text(span).replace('\n', "¶").replace("¶¶", "¶");
        let mut lines = Vec::new();
        for (quote, attribution) in read.quotes.list.iter().zip(&read.attributions) {
            let parts: Vec<String> = quote.parts.iter().map(|&part| slice(part)).collect();
            let cue = quote.cue.map_or("-".to_owned(), |cue| slice(cue.span));
            let speaker = attribution.speaker.map_or("-".to_owned(), |party| read.party(party));
            let mut line = format!("{}\t{}\t{cue}\t{speaker}", quote.kind.name(), parts.join(" + "));
            if let Some(party) = attribution.addressee {
                let _ = write!(line, "\tto {}", read.party(party));
            }
            if let Some(mention) = attribution.via {
                let _ = write!(line, "\tvia {}", slice(read.reading.mentions[mention].span));
            }
            if let Some(parent) = quote.parent {
                let _ = write!(line, "\tin {}", parent + 1);
            }
            lines.push(line);
        }
        lines
    })
}

/// One line an entity: its kind, its mentions, its roles.
fn entities(pack: &Pack, case: &str) -> Vec<String> {
    read(pack, case, |read| {
        let slice = |span| read.reading.segments.span_text(span);
        let mut lines = Vec::new();
        for entity in &read.entities.list {
            let mut spans: Vec<TokenSpan> =
                entity.names.iter().map(|&mention| read.reading.mentions[mention].span).collect();
            spans.extend(entity.phrases.iter().map(|(span, _)| *span));
            spans.sort();
            let words: Vec<&str> = spans.into_iter().map(slice).collect();
            let mut line = format!("{}\t{}", entity.kind.name(), words.join(" = "));
            if !entity.roles.is_empty() {
                let roles: Vec<&str> = entity.roles.iter().map(|&span| slice(span)).collect();
                let _ = write!(line, "\t{}", roles.join(", "));
            }
            lines.push(line);
        }
        lines
    })
}

impl Read<'_, '_> {
    /// `Sri`, or `dia = Sri Lestari`, or `= Sri Lestari` where nothing near says it, or `seorang warga = ?`.
    fn party(&self, party: Party) -> String {
        let slice = |span| self.reading.segments.span_text(span);
        let here = party.span.map_or("", slice);
        match party.referent {
            Referent::Named(mention) => {
                let name = self.name(mention);
                if name == here { name.to_owned() } else { format!("{here} = {name}").trim_start().to_owned() }
            }
            Referent::Unnamed(span) if party.span == Some(span) => format!("{here} = ?"),
            Referent::Unnamed(span) => format!("{here} = ? {}", slice(span)).trim_start().to_owned(),
        }
    }

    /// The longest name of the entity of a mention.
    fn name(&self, mention: usize) -> &str {
        let entity = &self.entities.list[self.entities.of_mention[mention].expect("an entity for every name")];
        let wordings = entity.names.iter().map(|&name| self.reading.mentions[name]);
        let longest = wordings.filter(|name| is_name(name.kind)).max_by_key(|name| name.span.len());
        self.reading.segments.span_text(longest.expect("a name").span)
    }
}

/// The marks of the tables are read as they are meant.
#[test]
fn marks_of_a_case() {
    let (text, names) = unmarked("{Sri} di {loc Demak}.¶Kata {org KPU}↵ya");
    assert_eq!(text, "Sri di Demak.\n\nKata KPU\nya");
    let slices: Vec<(&str, Kind)> = names.iter().map(|&(start, end, kind)| (&text[start..end], kind)).collect();
    assert_eq!(slices, [("Sri", Kind::Person), ("Demak", Kind::Location), ("KPU", Kind::Organization)]);
}

//! Annotated corpora, each format read into one plain type.

use crate::mention::Kind;
use crate::span::ByteSpan;
use std::path::Path;

/// An annotated text.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The name of its file, or of its place in one.
    pub id: String,
    /// The text; for corpora that come in tokens, one token a line and an empty line between sentences.
    pub text: String,
    /// Whether the tokens are given by the lines of the text.
    pub given_tokens: bool,
    /// Named mentions in order: where, what, and (where the corpus says) which entity.
    pub names: Vec<(ByteSpan, Kind, String)>,
}

/// How a corpus is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A folder of articles annotated by the guide, one XML file each.
    Guide,
    /// One token a line with columns, the label in the last; an empty line between sentences. Where the first of three
    /// columns or more is a number, it counts tokens: token and label are the two after it, and lines that begin with
    /// `#` are comments.
    Columns,
    /// One JSON object a line: a text, and its entities as `[start, end, label]` in code points. Of nested entities the
    /// outermost counts.
    Spans,
}

/// Reads a corpus.
///
/// # Errors
/// One line that names the file and what is wrong with it.
pub fn read(path: &Path, format: Format) -> Result<Vec<Document>, String> {
    match format {
        Format::Guide => {
            let mut files: Vec<_> = std::fs::read_dir(path)
                .map_err(|error| format!("{}: {error}", path.display()))?
                .filter_map(|entry| Some(entry.ok()?.path()))
                .filter(|file| file.extension().is_some_and(|extension| extension == "xml"))
                .collect();
            files.sort();
            files.iter().map(|file| guide(file)).collect()
        }
        Format::Columns => columns(path),
        Format::Spans => spans(path),
    }
}

fn load(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    String::from_utf8(bytes).map_err(|error| format!("{}: {error}", path.display()))
}

/// Reads one article annotated by the guide.
fn guide(path: &Path) -> Result<Document, String> {
    let source = load(path)?;
    let wrong = |what: &str| format!("{}: {what}", path.display());
    let xml = roxmltree::Document::parse(source.trim_end_matches('\n')).map_err(|error| wrong(&error.to_string()))?;
    let root = xml.root_element();
    let id = root.attribute("id").ok_or_else(|| wrong("the root has no id"))?;
    let mut document = Document { id: id.into(), ..Document::default() };
    walk(root, &mut document).map_err(wrong)?;
    document.names.sort_by_key(|(span, ..)| *span);
    Ok(document)
}

fn walk(node: roxmltree::Node<'_, '_>, document: &mut Document) -> Result<(), &'static str> {
    if node.is_text() {
        document.text.push_str(node.text().unwrap_or_default());
    }
    let start = document.text.len() as u32;
    for child in node.children() {
        walk(child, document)?;
    }
    if node.has_tag_name("e") {
        let kind = named(node.attribute("k").unwrap_or_default()).ok_or("a mention of an unknown kind")?;
        let entity = node.attribute("id").unwrap_or_default();
        document.names.push((ByteSpan::new(start, document.text.len() as u32), kind, entity.into()));
    }
    Ok(())
}

/// The kind a corpus calls `label`; corpora differ in the word, and in kinds that are none of ours.
fn named(label: &str) -> Option<Kind> {
    match label {
        "PER" | "PERSON" | "PRN" => Some(Kind::Person),
        "ORG" | "ORGANIZATION" | "ORGANISATION" => Some(Kind::Organization),
        "LOC" | "PLACE" | "LOCATION" | "FACILITY" => Some(Kind::Location),
        _ => None,
    }
}

/// How many sentences of a token corpus make a document: it has no articles, so any number will do.
const SENTENCES: usize = 1;

/// Reads a corpus of labelled tokens.
fn columns(path: &Path) -> Result<Vec<Document>, String> {
    let source = load(path)?;
    let stem = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut documents = Vec::new();
    let mut document = Document { given_tokens: true, ..Document::default() };
    let mut open: Option<(u32, Kind)> = None;
    let mut sentences = 0;
    let comments = source.starts_with("# ");
    for line in source.lines().chain([""]) {
        let line = line.trim_end();
        let separator = if line.contains('\t') { '\t' } else { ' ' };
        let fields: Vec<&str> = line.split(separator).collect();
        let counted = fields.len() > 2 && fields[0].parse::<u32>().is_ok();
        if comments && line.starts_with("# ") {
            continue;
        }
        let token = fields[usize::from(counted)].trim();
        let label = if counted { fields[2] } else { fields[1..].last().copied().unwrap_or("O") };
        let (place, kind) = label.split_once('-').unwrap_or((label, ""));
        let kind = named(kind);
        let continues = place == "I" && open.is_some_and(|(_, before)| Some(before) == kind);
        if !continues && let Some((start, kind)) = open.take() {
            document.names.push((ByteSpan::new(start, document.text.len() as u32 - 1), kind, String::new()));
        }
        if token.is_empty() {
            if !document.text.is_empty() && !document.text.ends_with("\n\n") {
                document.text.push('\n');
                sentences += 1;
            }
            if sentences == SENTENCES {
                document.id = format!("{stem}:{}", documents.len());
                documents
                    .push(std::mem::replace(&mut document, Document { given_tokens: true, ..Document::default() }));
                sentences = 0;
            }
            continue;
        }
        if open.is_none()
            && let Some(kind) = kind
        {
            open = Some((document.text.len() as u32, kind));
        }
        document.text.push_str(token);
        document.text.push('\n');
    }
    if !document.text.is_empty() {
        documents.push(document);
    }
    Ok(documents)
}

/// One line of a corpus of spans.
#[derive(serde::Deserialize)]
struct Spans {
    id: String,
    text: String,
    entities: Vec<(u32, u32, String)>,
}

/// Reads a corpus of spans.
fn spans(path: &Path) -> Result<Vec<Document>, String> {
    let source = load(path)?;
    let mut documents = Vec::new();
    for (line, row) in source.lines().enumerate() {
        let wrong = |error: serde_json::Error| format!("{}: line {}: {error}", path.display(), line + 1);
        let row: Spans = serde_json::from_str(row).map_err(wrong)?;
        let bytes: Vec<u32> =
            row.text.char_indices().map(|(byte, _)| byte as u32).chain([row.text.len() as u32]).collect();
        let mut names: Vec<(ByteSpan, Kind, String)> = Vec::new();
        for (start, end, label) in row.entities {
            if let (Some(kind), Some(&start), Some(&end)) =
                (named(&label), bytes.get(start as usize), bytes.get(end as usize))
            {
                names.push((ByteSpan::new(start, end), kind, String::new()));
            }
        }
        names.sort_by_key(|(span, ..)| (span.start, core::cmp::Reverse(span.end)));
        let mut reached = 0;
        names.retain(|(span, ..)| {
            let outermost = span.start >= reached;
            reached = reached.max(span.end);
            outermost
        });
        documents.push(Document { id: row.id, text: row.text, names, given_tokens: false });
    }
    Ok(documents)
}

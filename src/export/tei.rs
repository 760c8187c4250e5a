//! TEI P5: the text with `<said>`, `<persName>` and their like, and in the header who and what they are.

use super::Options;
use super::markup::{What, escape, paragraphs};
use super::nest::Step;
use crate::annotation::{Annotation, Entity, Mention, Party};
use core::fmt::Write;

/// A document. The pieces of a quotation that is split, or runs over paragraphs, are chained by `next` and `prev`.
#[must_use]
pub fn export(annotation: &Annotation<'_>, text: &str, options: &Options<'_>) -> String {
    let paragraphs = paragraphs(annotation, text);
    let steps: Vec<Vec<Step<'_, '_, What>>> = paragraphs.iter().map(|paragraph| paragraph.steps()).collect();
    let mut pieces = Pieces { total: vec![0; annotation.quotes.len()], done: vec![0; annotation.quotes.len()] };
    for step in steps.iter().flatten() {
        if let Step::Open(What::Quote(index)) = step {
            pieces.total[*index] += 1;
        }
    }
    let mut out = header(annotation, options.id);
    let language = &annotation.language;
    out += &if language.is_empty() { "<text>\n".into() } else { format!("<text xml:lang=\"{}\">\n", escape(language)) };
    out.push_str("<body>\n");
    for paragraph in &steps {
        out.push_str("<p>");
        for step in paragraph {
            match step {
                Step::Text(text) => out.push_str(&escape(text)),
                Step::Open(what) => out += &open(annotation, **what, &mut pieces),
                Step::Close(what) => {
                    let _ = write!(out, "</{}>", element(annotation, **what));
                }
            }
        }
        out.push_str("</p>\n");
    }
    if steps.is_empty() {
        out.push_str("<p/>\n");
    }
    out.push_str("</body>\n</text>\n</TEI>\n");
    out
}

/// How many elements each quotation takes, and how many are written.
struct Pieces {
    total: Vec<usize>,
    done: Vec<usize>,
}

fn header(annotation: &Annotation<'_>, id: &str) -> String {
    let title = escape(if id.is_empty() { "kutip" } else { id });
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader>\n<fileDesc>\n\
         <titleStmt><title>{title}</title></titleStmt>\n\
         <publicationStmt><p>Annotated by kutip {}.</p></publicationStmt>\n\
         <sourceDesc><p>{title}</p></sourceDesc>\n</fileDesc>\n",
        env!("CARGO_PKG_VERSION"),
    );
    let mut profile = String::new();
    if !annotation.language.is_empty() {
        let _ = writeln!(profile, "<langUsage><language ident=\"{}\"/></langUsage>", escape(&annotation.language));
    }
    let participants = [
        list(annotation, "person", "listPerson", "person", "persName"),
        list(annotation, "organization", "listOrg", "org", "orgName"),
    ]
    .concat();
    let places = list(annotation, "location", "listPlace", "place", "placeName");
    for (element, content) in [("particDesc", participants), ("settingDesc", places)] {
        if !content.is_empty() {
            let _ = writeln!(profile, "<{element}>\n{content}</{element}>");
        }
    }
    if !profile.is_empty() {
        let _ = writeln!(out, "<profileDesc>\n{profile}</profileDesc>");
    }
    out.push_str("</teiHeader>\n");
    out
}

/// The entities of a kind; empty where there are none.
fn list(annotation: &Annotation<'_>, kind: &str, list: &str, item: &str, name: &str) -> String {
    let entry = |entity: &Entity<'_>| {
        let mut out = format!("<{item} xml:id=\"entity-{}\"><{name}>{}</{name}>", entity.id, escape(entity.name));
        for alias in &entity.aliases {
            let _ = write!(out, "<{name} type=\"alias\">{}</{name}>", escape(alias));
        }
        for role in &entity.roles {
            let _ = write!(out, "<occupation>{}</occupation>", escape(role.text));
        }
        if let Some(link) = &entity.link {
            let _ = write!(out, "<idno type=\"wikidata\">{}</idno>", escape(link));
        }
        out + &format!("</{item}>\n")
    };
    let entries: String = annotation.entities.iter().filter(|entity| entity.kind == kind).map(entry).collect();
    if entries.is_empty() { entries } else { format!("<{list}>\n{entries}</{list}>\n") }
}

fn open(annotation: &Annotation<'_>, what: What, pieces: &mut Pieces) -> String {
    let element = element(annotation, what);
    match what {
        What::Quote(index) => {
            let quote = &annotation.quotes[index];
            pieces.done[index] += 1;
            let piece = pieces.done[index];
            let name =
                |piece| if piece == 1 { format!("quotation-{index}") } else { format!("quotation-{index}.{piece}") };
            let direct = match quote.kind {
                "direct" => "true",
                "indirect" => "false",
                _ => "unknown",
            };
            let mut out = format!("<{element} xml:id=\"{}\" direct=\"{direct}\"", name(piece));
            let pointers = [
                ("who", party(quote.speaker)),
                ("toWhom", party(quote.addressee)),
                ("prev", (piece > 1).then(|| name(piece - 1))),
                ("next", (piece < pieces.total[index]).then(|| name(piece + 1))),
            ];
            for (attribute, pointer) in pointers {
                if let Some(pointer) = pointer {
                    let _ = write!(out, " {attribute}=\"#{pointer}\"");
                }
            }
            out + ">"
        }
        What::Cue(index) => format!("<{element} type=\"cue\" corresp=\"#quotation-{index}\">"),
        What::Mention(index) => {
            let mention = &annotation.mentions[index];
            let kind = match element {
                "rs" | "measure" | "name" => format!(" type=\"{}\"", mention.kind),
                "ref" => format!(" target=\"{}\"", escape(mention.text)),
                _ => String::new(),
            };
            let entity = mention.entity.map(|id| format!(" ref=\"#entity-{id}\"")).unwrap_or_default();
            format!("<{element}{kind}{entity}>")
        }
    }
}

fn party(party: Option<Party<'_>>) -> Option<String> {
    party?.entity.map(|id| format!("entity-{id}"))
}

fn element(annotation: &Annotation<'_>, what: What) -> &'static str {
    match what {
        What::Quote(_) => "said",
        What::Cue(_) => "seg",
        What::Mention(index) => of_mention(&annotation.mentions[index]),
    }
}

fn of_mention(mention: &Mention<'_>) -> &'static str {
    match (mention.kind, mention.form) {
        ("person", "name") => "persName",
        ("organization", "name") => "orgName",
        ("location", "name") => "placeName",
        ("person" | "organization" | "location", _) => "rs",
        ("date", _) => "date",
        ("time", _) => "time",
        ("money" | "percent" | "quantity", _) => "measure",
        ("work", _) => "title",
        ("url", _) => "ref",
        _ => "name",
    }
}

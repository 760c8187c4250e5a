//! HTML: the text in paragraphs, with `<mark>` around quotations, cues and mentions; a page that opens by itself.

use super::Options;
use super::markup::{What, escape, paragraphs};
use super::nest::Step;
use crate::annotation::Annotation;
use core::fmt::Write;

/// Enough to tell things apart, on paper and in the dark too.
const STYLE: &str = "\
body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.6 serif;color-scheme:light dark}\
mark{background:none;color:inherit;border-bottom:2px solid}\
.quotation{background:color-mix(in srgb,currentColor 8%,transparent);border:0}\
.cue{border-bottom:1px dotted}.person{border-color:#0a7}.organization{border-color:#84c}.location{border-color:#c71}";

/// A page. Every `<mark>` has its kind as a class, and the indices of the schema as `data-` attributes.
#[must_use]
pub fn export(annotation: &Annotation<'_>, text: &str, options: &Options<'_>) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<article>\n",
        escape(&annotation.language),
        escape(if options.id.is_empty() { "kutip" } else { options.id }),
    );
    for paragraph in paragraphs(annotation, text) {
        out.push_str("<p>");
        for step in paragraph.steps() {
            match step {
                Step::Text(text) => out.push_str(&escape(text)),
                Step::Open(what) => open(&mut out, annotation, *what),
                Step::Close(_) => out.push_str("</mark>"),
            }
        }
        out.push_str("</p>\n");
    }
    out.push_str("</article>\n</body>\n</html>\n");
    out
}

fn open(out: &mut String, annotation: &Annotation<'_>, what: What) {
    let name = |id: Option<u32>| annotation.entities.get(id? as usize).map(|entity| (entity.id, entity.name));
    let _ = match what {
        What::Quote(index) => {
            let quote = &annotation.quotes[index];
            let _ = write!(out, "<mark class=\"quotation {}\" data-quotation=\"{index}\"", quote.kind);
            match (quote.speaker, name(quote.speaker.and_then(|party| party.entity))) {
                (_, Some((id, name))) => write!(out, " data-speaker=\"{id}\" title=\"{}\">", escape(name)),
                (Some(party), None) => write!(out, " title=\"{}\">", escape(party.text)),
                (None, None) => write!(out, ">"),
            }
        }
        What::Cue(index) => write!(out, "<mark class=\"cue\" data-quotation=\"{index}\">"),
        What::Mention(index) => {
            let mention = &annotation.mentions[index];
            let _ = write!(out, "<mark class=\"{} {}\"", mention.kind, mention.form);
            match name(mention.entity) {
                Some((id, name)) => write!(out, " data-entity=\"{id}\" title=\"{}\">", escape(name)),
                None => write!(out, ">"),
            }
        }
    };
}

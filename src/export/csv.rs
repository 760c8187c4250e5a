//! Two tables: quotations one a line, mentions one a line. Positions are code points, as pandas, R and SQL count.

use super::Options;
use super::positions::Positions;
use crate::annotation::{Annotation, Confidence, Entity, Party};

/// The columns of the table of quotations.
pub const QUOTATIONS: &str = "article,quotation,kind,start,end,parts,text,cue,speaker,speaker_name,speaker_kind,\
                              speaker_link,addressee,addressee_name,via,inside,rule,confidence\n";

/// The columns of the table of mentions.
pub const MENTIONS: &str = "article,mention,start,end,text,kind,form,entity,name,link,source,confidence\n";

/// One line a quotation; the parts of a split one are joined by ` … `.
#[must_use]
pub fn quotations(annotation: &Annotation<'_>, text: &str, options: &Options<'_>) -> String {
    let positions = Positions::new(text);
    let rows = annotation.quotes.iter().map(|quote| {
        let parts: Vec<&str> = quote.spans.iter().map(|part| part.text).collect();
        let speaker = entity(annotation, quote.speaker.and_then(|party| party.entity));
        let addressee = entity(annotation, quote.addressee.and_then(|party| party.entity));
        let words = |party: Option<Party<'_>>| party.map(|party| party.text.to_owned()).unwrap_or_default();
        [
            options.id.to_owned(),
            quote.id.to_string(),
            quote.kind.to_owned(),
            quote.spans.first().map(|part| positions.point(part.start).to_string()).unwrap_or_default(),
            quote.spans.last().map(|part| positions.point(part.end).to_string()).unwrap_or_default(),
            parts.len().to_string(),
            parts.join(" … "),
            quote.cue.map(|cue| cue.text.to_owned()).unwrap_or_default(),
            words(quote.speaker),
            speaker.map(|entity| entity.name.to_owned()).unwrap_or_default(),
            speaker.map(|entity| entity.kind.to_owned()).unwrap_or_default(),
            speaker.and_then(|entity| entity.link.clone()).unwrap_or_default(),
            words(quote.addressee),
            addressee.map(|entity| entity.name.to_owned()).unwrap_or_default(),
            words(quote.via),
            quote.parent.map(|parent| parent.to_string()).unwrap_or_default(),
            quote.rule.to_owned(),
            share(quote.confidence),
        ]
    });
    lines(rows)
}

/// One line a mention.
#[must_use]
pub fn mentions(annotation: &Annotation<'_>, text: &str, options: &Options<'_>) -> String {
    let positions = Positions::new(text);
    let rows = annotation.mentions.iter().enumerate().map(|(index, mention)| {
        let of = entity(annotation, mention.entity);
        [
            options.id.to_owned(),
            index.to_string(),
            positions.point(mention.start).to_string(),
            positions.point(mention.end).to_string(),
            mention.text.to_owned(),
            mention.kind.to_owned(),
            mention.form.to_owned(),
            mention.entity.map(|id| id.to_string()).unwrap_or_default(),
            of.map(|entity| entity.name.to_owned()).unwrap_or_default(),
            of.and_then(|entity| entity.link.clone()).unwrap_or_default(),
            mention.source.to_owned(),
            share(mention.confidence),
        ]
    });
    lines(rows)
}

fn entity<'a, 't>(annotation: &'a Annotation<'t>, id: Option<u32>) -> Option<&'a Entity<'t>> {
    annotation.entities.get(id? as usize)
}

fn share(confidence: Confidence) -> String {
    format!("{}.{:02}", confidence.0 / 100, confidence.0 % 100)
}

fn lines<const N: usize>(rows: impl Iterator<Item = [String; N]>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Rows of one length, written into memory: this cannot fail.
        let _ = writer.write_record(row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

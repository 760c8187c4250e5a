//! W3C Web Annotation (Recommendation of 23 February 2017) in JSON-LD: one page of annotations, on one line.
//!
//! Positions are code points, as the standard's `TextPositionSelector` has them; a `TextQuoteSelector` beside it finds the
//! place again in a text that has changed. What the standard has no words for stands in terms of our own.

use super::positions::Positions;
use super::{Options, iri};
use crate::annotation::{Annotation, Mention, Party, Quote, Slice};
use serde_json::{Map, Value, json};

/// How much of the text around a place a `TextQuoteSelector` holds, in code points.
const CONTEXT: usize = 32;

/// An `AnnotationPage`.
#[must_use]
pub fn export(annotation: &Annotation<'_>, text: &str, options: &Options<'_>) -> String {
    let page = Page { annotation, positions: Positions::new(text), source: iri(options.id) };
    let mentions = annotation.mentions.iter().enumerate().map(|(index, mention)| page.mention(index, mention));
    let quotes = annotation.quotes.iter().map(|quote| page.quote(quote));
    let items: Vec<Value> = mentions.chain(quotes).collect();
    let page = json!({
        "@context": [
            "http://www.w3.org/ns/anno.jsonld",
            {
                "kutip": "urn:kutip:terms:",
                "Location": "kutip:Location",
                "form": "kutip:form",
                "rule": "kutip:rule",
                "confidence": "kutip:confidence",
                "cue": "kutip:cue",
                "speaker": "kutip:speaker",
                "addressee": "kutip:addressee",
                "relayedBy": "kutip:relayedBy",
                "inside": { "@id": "kutip:inside", "@type": "@id" },
            },
        ],
        "id": format!("{}#kutip", page.source),
        "type": "AnnotationPage",
        "items": items,
    });
    page.to_string() + "\n"
}

struct Page<'a, 't> {
    annotation: &'a Annotation<'t>,
    positions: Positions<'t>,
    source: String,
}

impl Page<'_, '_> {
    fn mention(&self, index: usize, mention: &Mention<'_>) -> Value {
        let mut body = vec![json!({ "type": "TextualBody", "purpose": "tagging", "value": mention.kind })];
        body.extend(mention.entity.and_then(|id| self.entity(id)));
        json!({
            "id": format!("{}#mention-{index}", self.source),
            "type": "Annotation",
            "motivation": "identifying",
            "body": body,
            "target": self.target(mention.start, mention.end, mention.text),
            "form": mention.form,
            "confidence": mention.confidence,
        })
    }

    fn quote(&self, quote: &Quote<'_>) -> Value {
        let targets: Vec<Value> = quote.spans.iter().map(|part| self.slice(*part)).collect();
        let mut value = json!({
            "id": self.quote_id(quote.id),
            "type": "Annotation",
            "motivation": "classifying",
            "body": { "type": "TextualBody", "purpose": "classifying", "value": format!("{} quotation", quote.kind) },
            "target": targets,
            "rule": quote.rule,
            "confidence": quote.confidence,
        });
        let more = [
            ("cue", quote.cue.map(|cue| self.slice(cue))),
            ("speaker", quote.speaker.map(|party| self.party(&party))),
            ("addressee", quote.addressee.map(|party| self.party(&party))),
            ("relayedBy", quote.via.map(|party| self.party(&party))),
            ("inside", quote.parent.map(|parent| Value::String(self.quote_id(parent)))),
        ];
        if let Some(object) = value.as_object_mut() {
            object.extend(more.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
        }
        value
    }

    fn quote_id(&self, id: u32) -> String {
        format!("{}#quotation-{id}", self.source)
    }

    /// The entity a party is, else what the text calls it.
    fn party(&self, party: &Party<'_>) -> Value {
        party.entity.and_then(|id| self.entity(id)).unwrap_or_else(|| json!({ "name": party.text }))
    }

    fn entity(&self, id: u32) -> Option<Value> {
        let entity = self.annotation.entities.get(id as usize)?;
        let class = match entity.kind {
            "person" => "Person",
            "organization" => "Organization",
            _ => "Location",
        };
        let id = match &entity.link {
            Some(link) => format!("http://www.wikidata.org/entity/{link}"),
            None => format!("{}#entity-{id}", self.source),
        };
        let mut value = Map::new();
        value.insert("id".into(), id.into());
        value.insert("type".into(), class.into());
        value.insert("name".into(), entity.name.into());
        Some(value.into())
    }

    fn slice(&self, slice: Slice<'_>) -> Value {
        self.target(slice.start, slice.end, slice.text)
    }

    fn target(&self, start: u32, end: u32, text: &str) -> Value {
        json!({
            "source": self.source,
            "selector": [
                {
                    "type": "TextPositionSelector",
                    "start": self.positions.point(start),
                    "end": self.positions.point(end),
                },
                {
                    "type": "TextQuoteSelector",
                    "exact": text,
                    "prefix": self.positions.before(start, CONTEXT),
                    "suffix": self.positions.after(end, CONTEXT),
                },
            ],
        })
    }
}

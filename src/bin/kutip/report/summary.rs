//! What a report needs of an annotated article, read from its line of JSON.

use super::super::archive::articles::plain;
use serde::Deserialize;
use serde_json::Value;

/// An article.
#[derive(Debug, Deserialize)]
pub(super) struct Summary {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    date: Value,
    #[serde(default)]
    title: Value,
    pub(super) entities: Vec<Entity>,
    mentions: Vec<Mention>,
    pub(super) quotes: Vec<Quote>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Entity {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) link: Option<String>,
    pub(super) roles: Vec<Role>,
    mentions: Vec<usize>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Role {
    pub(super) organization: Option<usize>,
}

#[derive(Debug, Deserialize)]
struct Mention {
    form: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Quote {
    pub(super) kind: String,
    spans: Vec<Span>,
    pub(super) speaker: Option<Party>,
    pub(super) addressee: Option<Party>,
    pub(super) via: Option<Party>,
    pub(super) parent: Option<usize>,
}

#[derive(Debug, Deserialize)]
struct Span {
    text: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Party {
    pub(super) entity: Option<usize>,
}

impl Summary {
    /// Whether a line looks like one of `kutip annotate`; whether it is one, [`Summary::read`] tells.
    pub(super) fn is_annotation(line: &[u8]) -> bool {
        #[derive(Deserialize)]
        struct Marks {
            #[serde(rename = "version")]
            _version: u32,
            #[serde(rename = "quotes")]
            _quotes: Vec<serde::de::IgnoredAny>,
        }
        serde_json::from_slice::<Marks>(line).is_ok()
    }

    pub(super) fn read(line: &[u8]) -> Result<Self, String> {
        let summary: Self = serde_json::from_slice(line).map_err(|error| format!("no annotation: {error}"))?;
        let entities = summary.entities.len();
        let parties = |quote: &Quote| {
            let all = [&quote.speaker, &quote.addressee, &quote.via];
            all.into_iter().flatten().all(|party| party.entity.is_none_or(|entity| entity < entities))
        };
        let held = |entity: &Entity| entity.roles.iter().filter_map(|role| role.organization).all(|of| of < entities);
        let named = |entity: &Entity| entity.mentions.iter().all(|&mention| mention < summary.mentions.len());
        let inside = |quote: &Quote| quote.parent.is_none_or(|parent| parent < summary.quotes.len());
        let sound = summary.quotes.iter().all(|quote| parties(quote) && inside(quote))
            && summary.entities.iter().all(|entity| held(entity) && named(entity));
        if sound { Ok(summary) } else { Err("no annotation: it points to what is not there".into()) }
    }

    pub(super) fn id(&self) -> String {
        plain(&self.id)
    }

    pub(super) fn title(&self) -> String {
        self.title.as_str().unwrap_or_default().to_owned()
    }

    /// `2025-03-11`, of a date that begins so.
    pub(super) fn day(&self) -> Option<&str> {
        let day = self.date.as_str()?.get(..10)?;
        let form = day
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
        form.then_some(day)
    }

    /// Whether the article has a name for it, and not only "the minister" or "she".
    pub(super) fn is_named(&self, entity: usize) -> bool {
        self.entities[entity].mentions.iter().any(|&mention| self.mentions[mention].form == "name")
    }
}

impl Quote {
    /// Its words, marks and all, on one line.
    pub(super) fn text(&self) -> String {
        let words = self.spans.iter().map(|span| span.text.split_whitespace().collect::<Vec<_>>().join(" "));
        words.collect::<Vec<_>>().join(" … ")
    }

    pub(super) fn words(&self) -> u64 {
        let words = self.spans.iter().flat_map(|span| span.text.split_whitespace());
        words.filter(|word| word.contains(char::is_alphanumeric)).count() as u64
    }
}

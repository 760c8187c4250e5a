//! Ties all mentions of one person, organization or place together.

pub(crate) mod acronyms;
pub mod aliases;
mod names;

use crate::attribute::{Attribution, Referent};
use crate::mention::roles::PersonRole;
use crate::mention::{Form, Kind};
use crate::reading::{Reading, is_name};
use crate::span::TokenSpan;
use std::collections::BTreeSet;

/// A person, an organization or a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: Kind,
    /// Its named mentions, as places in the list, in reading order.
    pub names: Vec<usize>,
    /// Phrases that speak of it without its name, in reading order.
    pub phrases: Vec<(TokenSpan, Form)>,
    /// Its roles, each wording once.
    pub roles: Vec<TokenSpan>,
}

/// All entities, in the order of their first named mention, and the entity of every named mention.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    /// The entities.
    pub list: Vec<Entity>,
    /// For each mention its entity, if it is a name.
    pub of_mention: Vec<Option<usize>>,
}

/// Groups the mentions.
#[must_use]
pub fn resolve(reading: &Reading<'_, '_>, attributions: &[Attribution], roles: &[PersonRole]) -> Entities {
    let groups = names::group(reading);
    let mut entities = Entities { list: Vec::new(), of_mention: vec![None; reading.mentions.len()] };
    let mut of_group = vec![None; reading.mentions.len()];
    for (index, mention) in reading.mentions.iter().enumerate().filter(|(_, mention)| is_name(mention.kind)) {
        let entity = *of_group[groups[index]].get_or_insert_with(|| {
            entities.list.push(Entity {
                kind: mention.kind,
                names: Vec::new(),
                phrases: Vec::new(),
                roles: Vec::new(),
            });
            entities.list.len() - 1
        });
        entities.list[entity].names.push(index);
        entities.of_mention[index] = Some(entity);
    }
    for party in attributions.iter().flat_map(|attribution| [attribution.speaker, attribution.addressee]).flatten() {
        if let (Referent::Named(mention), Some(span)) = (party.referent, party.span)
            && party.form != Form::Name
            && let Some(entity) = entities.of_mention[mention]
        {
            entities.list[entity].phrases.push((span, party.form));
        }
    }
    let mut known = BTreeSet::new();
    for role in roles {
        if let Some(entity) = entities.of_mention[role.person]
            && known.insert((entity, reading.segments.span_text(role.span).to_lowercase()))
        {
            entities.list[entity].roles.push(role.span);
        }
    }
    for entity in &mut entities.list {
        entity.phrases.sort_by_key(|(span, _)| *span);
        entity.phrases.dedup();
    }
    entities
}

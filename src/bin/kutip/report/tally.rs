//! Counts over all articles. It grows with the number of people, not of articles, but for the list of those without a source.

use super::summary::{Entity, Party, Quote, Summary};
use std::collections::{BTreeMap, BTreeSet};

/// How time is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Period {
    Day,
    Month,
    Year,
}

impl Period {
    /// `2025-03-11` is in the month `2025-03`.
    fn of(self, day: &str) -> String {
        day[..match self {
            Self::Day => 10,
            Self::Month => 7,
            Self::Year => 4,
        }]
            .to_owned()
    }
}

/// Whom an entity is: its Wikidata id, else its kind and full name.
pub(super) type Key = String;

/// Somebody, or some body, over all articles.
#[derive(Debug, Default)]
pub(super) struct Voice {
    /// How often each full name is used.
    names: BTreeMap<String, u64>,
    pub(super) link: Option<String>,
    pub(super) quotations: u64,
    pub(super) words: u64,
    pub(super) articles: u64,
    /// Words by people who hold a role in it, among `words`.
    pub(super) words_of_people: u64,
    /// Quotations and their words by period.
    pub(super) periods: BTreeMap<String, (u64, u64)>,
}

impl Voice {
    /// The name used most; of equals the first by letters.
    pub(super) fn name(&self) -> &str {
        let most = self.names.iter().max_by_key(|&(name, count)| (count, std::cmp::Reverse(name)));
        most.map_or("", |(name, _)| name)
    }
}

/// What links two voices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Link {
    /// The one quotes the other.
    Quotes,
    /// The one speaks to the other.
    SpeaksTo,
    /// The one was heard by the other, an outlet.
    By,
}

/// A quotation of the person asked for.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) day: String,
    pub(super) article: String,
    pub(super) speaker: String,
    pub(super) kind: String,
    pub(super) text: String,
}

/// An article in which nobody who speaks has a name.
#[derive(Debug)]
pub(super) struct Unsourced {
    pub(super) day: String,
    pub(super) article: String,
    pub(super) title: String,
    pub(super) quotations: u64,
}

/// The counts.
#[derive(Debug)]
pub(super) struct Tally {
    by: Period,
    /// The folded name of the person whose quotations are kept.
    person: Option<String>,
    pub(super) articles: u64,
    pub(super) dated: u64,
    pub(super) kinds: BTreeMap<String, u64>,
    pub(super) attributed: u64,
    /// Words of all quotations, one inside another counted once.
    pub(super) words: u64,
    pub(super) periods: BTreeMap<String, u64>,
    pub(super) people: BTreeMap<Key, Voice>,
    pub(super) organizations: BTreeMap<Key, Voice>,
    pub(super) links: BTreeMap<(Key, Link, Key), u64>,
    pub(super) statements: Vec<Statement>,
    pub(super) unsourced: Vec<Unsourced>,
}

impl Tally {
    pub(super) fn new(by: Period, person: Option<&str>) -> Self {
        Self {
            by,
            person: person.map(folded),
            articles: 0,
            dated: 0,
            kinds: BTreeMap::new(),
            attributed: 0,
            words: 0,
            periods: BTreeMap::new(),
            people: BTreeMap::new(),
            organizations: BTreeMap::new(),
            links: BTreeMap::new(),
            statements: Vec::new(),
            unsourced: Vec::new(),
        }
    }

    pub(super) fn asks_for_a_person(&self) -> bool {
        self.person.is_some()
    }

    /// The voice of a key, a person's or an organization's.
    pub(super) fn voice(&self, key: &str) -> Option<&Voice> {
        self.people.get(key).or_else(|| self.organizations.get(key))
    }

    pub(super) fn add(&mut self, article: &Summary) {
        self.articles += 1;
        let day = article.day().unwrap_or_default();
        let period = (!day.is_empty()).then(|| self.by.of(day));
        self.dated += u64::from(period.is_some());
        let speaks = |quote: &Quote| quote.speaker.as_ref()?.entity.filter(|&entity| article.is_named(entity));
        let mut heard = BTreeSet::new();
        for (quote, words) in article.quotes.iter().zip(own_words(&article.quotes)) {
            *self.kinds.entry(quote.kind.clone()).or_default() += 1;
            self.words += words;
            if let Some(period) = &period {
                *self.periods.entry(period.clone()).or_default() += words;
            }
            let Some(speaker) = speaks(quote) else { continue };
            self.attributed += 1;
            for (entity, of_people) in voices(article, speaker) {
                let Some(voice) = self.voice_of(&article.entities[entity]) else { continue };
                voice.quotations += 1;
                voice.words += words;
                voice.words_of_people += if of_people { words } else { 0 };
                voice.articles += u64::from(heard.insert(key(&article.entities[entity])));
                if let Some(period) = &period {
                    let of_period = voice.periods.entry(period.clone()).or_default();
                    *of_period = (of_period.0 + 1, of_period.1 + words);
                }
            }
            let outer = quote.parent.and_then(|parent| speaks(&article.quotes[parent]));
            let listens = |party: &Option<Party>| party.as_ref()?.entity.filter(|&entity| article.is_named(entity));
            let links = [
                (outer, Link::Quotes, Some(speaker)),
                (Some(speaker), Link::SpeaksTo, listens(&quote.addressee)),
                (Some(speaker), Link::By, listens(&quote.via)),
            ];
            for (from, link, to) in links {
                if let (Some(from), Some(to)) = (from, to) {
                    let (from, to) = (&article.entities[from], &article.entities[to]);
                    if key(from) != key(to) && self.voice_of(from).is_some() && self.voice_of(to).is_some() {
                        *self.links.entry((key(from), link, key(to))).or_default() += 1;
                    }
                }
            }
            let speaker = &article.entities[speaker];
            if self.person.as_ref().is_some_and(|person| *person == folded(&speaker.name)) {
                self.statements.push(Statement {
                    day: day.to_owned(),
                    article: article.id(),
                    speaker: speaker.name.clone(),
                    kind: quote.kind.clone(),
                    text: quote.text(),
                });
            }
        }
        if !article.quotes.iter().any(|quote| speaks(quote).is_some()) {
            let quotations = article.quotes.len() as u64;
            let (day, title) = (day.to_owned(), article.title());
            self.unsourced.push(Unsourced { day, article: article.id(), title, quotations });
        }
    }

    /// The voice of a person or an organization; places do not speak.
    fn voice_of(&mut self, entity: &Entity) -> Option<&mut Voice> {
        let voices = match entity.kind.as_str() {
            "person" => &mut self.people,
            "organization" => &mut self.organizations,
            _ => return None,
        };
        let voice = voices.entry(key(entity)).or_default();
        *voice.names.entry(entity.name.clone()).or_default() += 1;
        voice.link.clone_from(&entity.link);
        Some(voice)
    }
}

/// Who is heard when an entity speaks: it, and the organizations it holds a role in.
fn voices(article: &Summary, speaker: usize) -> impl Iterator<Item = (usize, bool)> {
    let mut seen = BTreeSet::from([speaker]);
    let held = article.entities[speaker].roles.iter().filter_map(|role| role.organization);
    std::iter::once((speaker, false)).chain(held.filter(move |&of| seen.insert(of)).map(|of| (of, true)))
}

/// The words of every quotation without those of the quotations inside it.
fn own_words(quotes: &[Quote]) -> Vec<u64> {
    let all: Vec<u64> = quotes.iter().map(Quote::words).collect();
    let mut own = all.clone();
    for (quote, words) in quotes.iter().zip(all) {
        if let Some(parent) = quote.parent {
            own[parent] = own[parent].saturating_sub(words);
        }
    }
    own
}

fn key(entity: &Entity) -> Key {
    entity.link.clone().unwrap_or_else(|| format!("{} {}", entity.kind, folded(&entity.name)))
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

//! What a report says: one function a table. Adding one is adding its function, its line in `tables` and its name.

use super::charts::Chart;
use super::table::{Cell, Table, percent};
use super::tally::{Key, Link, Tally, Voice};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The quotations of the person asked for.
pub(super) const STATEMENTS: &str = "statements";

/// The names of all tables, in order.
pub(super) const NAMES: [&str; 8] = [
    "overview",
    "people",
    "organizations",
    "people-over-time",
    "organizations-over-time",
    "links",
    "unsourced",
    STATEMENTS,
];

/// How many voices a table or chart over time can tell apart.
const VOICES: usize = 6;

/// All tables, none longer than `top` rows where the number of rows grows with the archive; 0 for all.
pub(super) fn tables(tally: &Tally, top: usize) -> Vec<Table> {
    let mut tables = vec![
        overview(tally),
        voices("people", "Who is quoted most", tally, &tally.people),
        voices(
            "organizations",
            "Which organizations are quoted most, by themselves and by their people",
            tally,
            &tally.organizations,
        ),
        over_time("people-over-time", "Share of all quoted words, people", tally, &tally.people),
        over_time("organizations-over-time", "Share of all quoted words, organizations", tally, &tally.organizations),
        links(tally),
        unsourced(tally),
    ];
    if tally.asks_for_a_person() {
        tables.push(statements(tally));
    }
    for table in tables.iter_mut().filter(|table| top > 0 && table.name != STATEMENTS && !table.name.ends_with("time"))
    {
        table.more = table.rows.len().saturating_sub(top);
        table.rows.truncate(top);
    }
    tables
}

fn overview(tally: &Tally) -> Table {
    let quotations: u64 = tally.kinds.values().sum();
    let row = |what: &str, count: u64, whole: u64| vec![what.into(), count.into(), Cell::Share(count, whole)];
    let mut rows = vec![
        row("articles", tally.articles, tally.articles),
        row("articles with a date", tally.dated, tally.articles),
        row("articles without any named source", tally.unsourced.len() as u64, tally.articles),
        row("quotations", quotations, quotations),
    ];
    rows.extend(tally.kinds.iter().map(|(kind, &count)| row(&format!("{kind} quotations"), count, quotations)));
    rows.push(row("quotations by someone named", tally.attributed, quotations));
    rows.push(row("quoted words", tally.words, tally.words));
    table("overview", "Overview", vec!["", "count", "share"], rows, None)
}

fn voices(name: &'static str, title: &str, tally: &Tally, voices: &BTreeMap<Key, Voice>) -> Table {
    let organizations = name == "organizations";
    let mut columns = vec!["name", "wikidata", "quotations", "articles", "words", "share of all quoted words"];
    if organizations {
        columns.push("words by its people");
    }
    let rows = ranked(voices).into_iter().map(|(_, voice)| {
        let mut row = vec![
            voice.name().into(),
            voice.link.as_deref().unwrap_or_default().into(),
            voice.quotations.into(),
            voice.articles.into(),
            voice.words.into(),
            Cell::Share(voice.words, tally.words),
        ];
        if organizations {
            row.push(voice.words_of_people.into());
        }
        row
    });
    let bars = ranked(voices).into_iter().take(2 * VOICES).map(|(_, voice)| (voice.name().to_owned(), voice.words));
    let chart = Chart::Bars { unit: "words", bars: bars.collect() };
    table(name, title, columns, rows.collect(), Some(chart))
}

/// Those who are quoted, most words first.
fn ranked(voices: &BTreeMap<Key, Voice>) -> Vec<(&Key, &Voice)> {
    let mut ranked: Vec<_> = voices.iter().filter(|(_, voice)| voice.quotations > 0).collect();
    ranked.sort_by_key(|(key, voice)| (Reverse(voice.words), Reverse(voice.quotations), *key));
    ranked
}

fn over_time(name: &'static str, title: &str, tally: &Tally, voices: &BTreeMap<Key, Voice>) -> Table {
    let mut loudest: Vec<&Voice> = ranked(voices).into_iter().map(|(_, voice)| voice).collect();
    loudest.truncate(VOICES);
    let mut rows = Vec::new();
    for (period, &words) in &tally.periods {
        for voice in &loudest {
            // Who was silent has no row.
            let Some(&(quotations, of_voice)) = voice.periods.get(period) else { continue };
            let share = Cell::Share(of_voice, words);
            rows.push(vec![period.as_str().into(), voice.name().into(), quotations.into(), of_voice.into(), share]);
        }
    }
    let share = |voice: &Voice, period: &String, words: u64| {
        let (_, of_voice) = voice.periods.get(period).copied().unwrap_or_default();
        if words == 0 { 0.0 } else { percent(of_voice, words) }
    };
    let chart = Chart::Lines {
        periods: tally.periods.keys().cloned().collect(),
        lines: loudest
            .iter()
            .map(|voice| {
                let shares = tally.periods.iter().map(|(period, &words)| share(voice, period, words));
                (voice.name().to_owned(), shares.collect())
            })
            .collect(),
    };
    table(name, title, vec!["period", "name", "quotations", "words", "share of all quoted words"], rows, Some(chart))
}

fn links(tally: &Tally) -> Table {
    let mut links: Vec<_> = tally.links.iter().collect();
    links.sort_by_key(|&(link, &count)| (Reverse(count), link));
    let name = |key: &Key| tally.voice(key).map_or("", Voice::name).into();
    let rows = links.into_iter().map(|((from, link, to), &count)| {
        let link = match link {
            Link::Quotes => "quotes",
            Link::SpeaksTo => "speaks to",
            Link::By => "is quoted from",
        };
        vec![name(from), link.into(), name(to), count.into()]
    });
    table("links", "Who quotes whom, who speaks to whom", vec!["who", "", "whom", "quotations"], rows.collect(), None)
}

fn unsourced(tally: &Tally) -> Table {
    let rows = tally.unsourced.iter().map(|article| {
        vec![
            article.article.as_str().into(),
            article.day.as_str().into(),
            article.title.as_str().into(),
            article.quotations.into(),
        ]
    });
    let columns = vec!["article", "date", "title", "quotations"];
    table("unsourced", "Articles without any named source", columns, rows.collect(), None)
}

fn statements(tally: &Tally) -> Table {
    let rows = tally.statements.iter().map(|statement| {
        let cells = [&statement.day, &statement.article, &statement.kind, &statement.text];
        cells.into_iter().map(|cell| cell.as_str().into()).collect()
    });
    let names: BTreeSet<&str> = tally.statements.iter().map(|statement| statement.speaker.as_str()).collect();
    let names = names.into_iter().collect::<Vec<_>>().join(", ");
    let title = format!("Quotations of {}", if names.is_empty() { "the person asked for: none" } else { &names });
    table(STATEMENTS, &title, vec!["date", "article", "kind", "quotation"], rows.collect(), None)
}

fn table(
    name: &'static str,
    title: &str,
    columns: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
    chart: Option<Chart>,
) -> Table {
    Table { name, title: title.to_owned(), columns, rows, more: 0, chart }
}

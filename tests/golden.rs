//! Whole articles and all that is found in them, as committed in `tests/golden`; `BLESS=1` writes them anew and fails.

use kutip::Annotator;
use kutip::annotation::{Annotation, Mention, Quote};
use kutip::export::{Format, Options};
use serde_json::Value;

fn annotator(language: &str) -> Annotator {
    let pack = std::fs::read(format!("www/packs/{language}.kutip")).expect("a pack");
    Annotator::from_pack(&pack).expect("a pack")
}

/// The text of an annotated article of the corpus: its tags taken out.
fn article(language: &str, name: &str) -> String {
    let xml = std::fs::read_to_string(format!("src/lang/{language}/corpus/{name}.xml")).expect("an article");
    let text: String = xml.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[test]
fn whole_articles() {
    let mut stale = Vec::new();
    let mut count = 0;
    for folder in std::fs::read_dir("tests/golden").expect("goldens") {
        let folder = folder.expect("a folder").path();
        let language = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let annotator = annotator(&language);
        for golden in std::fs::read_dir(&folder).expect("goldens") {
            let golden = golden.expect("a golden").path();
            let text = article(&language, &golden.file_stem().expect("a name").to_string_lossy());
            let options = Options { id: "", colour: false };
            let format = Format::named("text").expect("the view for people");
            let found = format.file(&annotator.annotate(&text), &text, &options);
            count += 1;
            if found != std::fs::read_to_string(&golden).expect("a golden") {
                if std::env::var_os("BLESS").is_some() {
                    std::fs::write(&golden, found).expect("written");
                }
                stale.push(golden.display().to_string());
            }
        }
    }
    assert!(stale.is_empty(), "not as found now (BLESS=1 writes them anew): {stale:?}");
    assert!(count > 0, "no goldens");
}

/// The article that the project began with: its text belongs to its publisher and stands beside the project only.
const SEED: &str = "../shared/gold/id-dev.json";

/// The seed article and its gold, if they are there.
fn seed() -> Option<Value> {
    let Ok(articles) = std::fs::read(SEED) else {
        eprintln!("left out: there is no {SEED}");
        return None;
    };
    let mut articles: Vec<Value> = serde_json::from_slice(&articles).expect("articles");
    articles.retain(|article| article["id"] == "seed");
    articles.pop()
}

#[test]
fn quotations_of_the_seed_article() {
    let Some(gold) = seed() else { return };
    let annotator = annotator("id");
    let found = annotator.annotate(gold["text"].as_str().expect("a text"));
    let mut wrong = Vec::new();
    for quote in gold["quotes"].as_array().expect("quotations").iter().filter(|quote| quote["optional"] == false) {
        if let Some(what) = mistake(&gold, quote, &found) {
            wrong.push(format!("quotation {} of the gold: {what}", quote["n"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn entities_of_the_seed_article() {
    let Some(gold) = seed() else { return };
    let annotator = annotator("id");
    let found = annotator.annotate(gold["text"].as_str().expect("a text"));
    let one_each: [&[&str]; 4] = [
        &["Vladimir Putin", "Putin"],
        &["Zhang Youxia", "Zhang"],
        &["China", "Tiongkok", "Republik Rakyat Tiongkok"],
        &["Rusia", "Federasi Rusia"],
    ];
    for names in one_each {
        let of: Vec<Option<u32>> = found
            .mentions
            .iter()
            .filter(|mention| names.contains(&mention.text))
            .map(|mention| mention.entity)
            .collect();
        assert!(!of.is_empty() && of.iter().all(|entity| *entity == of[0]), "not one entity: {names:?} {of:?}");
    }
}

#[test]
#[ignore = "hangs on the trained weights: `cargo test --test golden -- --ignored`"]
fn mentions_of_the_seed_article() {
    let Some(gold) = seed() else { return };
    let annotator = annotator("id");
    let found = annotator.annotate(gold["text"].as_str().expect("a text"));
    let mut missing = Vec::new();
    for entity in gold["entities"].as_array().expect("entities") {
        let kind = match entity["kind"].as_str() {
            Some("PER") => "person",
            Some("ORG") => "organization",
            _ => "location",
        };
        for (start, end) in places(&entity["mentions"]) {
            let same = |mention: &Mention<'_>| (mention.start, mention.end, mention.kind) == (start, end, kind);
            if !found.mentions.iter().any(same) {
                missing.push(format!("{kind} {start}..{end}, {}", entity["id"]));
            }
        }
    }
    assert!(missing.is_empty(), "not found:\n{}", missing.join("\n"));
}

/// Places as UTF-16 units: `[[0, 5], …]`.
fn places(value: &Value) -> Vec<(u32, u32)> {
    let unit = |value: &Value| u32::try_from(value.as_u64().expect("a number")).expect("a short text");
    let list = value.as_array().expect("places");
    list.iter().map(|place| (unit(&place[0]), unit(&place[1]))).collect()
}

/// What is wrong with the quotation that was found where the gold has one.
fn mistake(gold: &Value, quote: &Value, found: &Annotation<'_>) -> Option<&'static str> {
    let parts = places(&quote["parts"]);
    let overlaps = |a: (u32, u32), b: (u32, u32)| a.0 < b.1 && b.0 < a.1;
    let here = |quote: &&Quote<'_>| {
        quote.spans.iter().any(|span| parts.iter().any(|&part| overlaps(part, (span.start, span.end))))
    };
    let Some(there) = found.quotes.iter().find(here) else { return Some("not found") };
    if there.kind != quote["kind"].as_str().unwrap_or_default() {
        return Some("another kind");
    }
    let cues = places(&quote["cues"]);
    let cue = there.cue.map(|cue| (cue.start, cue.end));
    if !cues.is_empty() && !cue.is_some_and(|cue| cues.iter().any(|&gold| overlaps(gold, cue))) {
        return Some("another cue");
    }
    let entities = gold["entities"].as_array().expect("entities");
    let speaker = entities.iter().find(|entity| entity["id"] == quote["by"])?;
    let mut all = places(&speaker["mentions"]);
    all.extend(places(&speaker["unnamed"]));
    all.extend(places(&quote["speakers"]));
    let Some(party) = there.speaker else { return Some("no speaker") };
    let mut said: Vec<(u32, u32)> = party.start.zip(party.end).into_iter().collect();
    if let Some(entity) = party.entity {
        let mentions = &found.entities[entity as usize].mentions;
        said.extend(mentions.iter().map(|&mention| {
            let mention = &found.mentions[mention as usize];
            (mention.start, mention.end)
        }));
    }
    (!said.iter().any(|place| all.contains(place))).then_some("another speaker")
}

//! Ten thousand random texts: nothing panics, and every annotation is one that its text can have.
//!
//! The same texts every time; `SEED=7 cargo test --test properties` tries others.

#[path = "support/invariants.rs"]
mod invariants;

use kutip::Annotator;
use kutip::pack::Pack;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Words that the rules turn on, of every language there is.
const WORDS: &[&str] = &[
    "kata",
    "ujar",
    "katanya",
    "ujarnya",
    "jelas",
    "menurut",
    "Menurutnya",
    "mengatakan",
    "menyebut",
    "dikatakan",
    "oleh",
    "bahwa",
    "kepada",
    "yang",
    "itu",
    "dan",
    "di",
    "ia",
    "dia",
    "mereka",
    "seorang",
    "warga",
    "Presiden",
    "menteri",
    "ketua",
    "Drs.",
    "H.",
    "PT.",
    "lanjut",
    "dilansir",
    "dikutip",
    "dari",
    "berjudul",
    "tidak",
    "enggan",
    "sebelumnya",
    "namun",
    "baca",
    "juga",
    "jembatan",
    ", kepala desa",
    ", sopir truk",
    "ketua panitia",
    "rampung",
    "Kata-kata",
    "rumah-rumah",
    "said",
    "told",
    "that",
    "according",
    "to",
    "he",
    "Mr.",
    "the",
    "says",
    "who",
    "beliau",
    "berkata",
];

const NAMES: &[&str] = &[
    "Sri Lestari",
    "Sri",
    "Putin",
    "Vladimir Putin",
    "KPU",
    "Komisi Pemilihan Umum",
    "Jakarta",
    "PT Sinar Abadi",
    "Ma'ruf",
    "O'Brien",
    "Jum’at",
    "Novo-Ogaryovo",
    "W.",
    "DPR RI",
    "Tiongkok",
    "China",
    "Reuters",
    "Ahok",
    "London",
    "Jean-Paul",
    "Al-Habsyi",
    "BBC",
    "İstanbul",
    "ǅ",
    "ﬀ",
];

const MARKS: &[&str] =
    &["\"", "'", "“", "”", "‘", "’", "„", "‟", "«", "»", "‹", "›", "`", "''", "``", "「", "」", "『", "』", "＂"];

const POINTS: &[&str] =
    &[",", ".", ":", ";", "?", "!", "...", "…", "-", "–", "—", "(", ")", "[", "]", "/", "&", "?!", ".,", "#", "@"];

const FIGURES: &[&str] = &[
    "5,12",
    "persen",
    "Rp",
    "Rp50.000",
    "10.30",
    "WIB",
    "(11/3/2025)",
    "Selasa",
    "17 Agustus 1945",
    "3-5 Mei",
    "$20",
    "14,6 triliun",
    "10kg",
    "https://a.example/b?c",
    "www.",
    "@a_b",
    "#tag",
    "a@b.example",
    "٣٤",
    "Ⅷ",
    "½",
];

const ODD: &[&str] = &[
    "\0",
    "\r",
    "\r\r",
    "\u{202e}",
    "\u{2066}",
    "\u{200d}",
    "\u{200b}",
    "\u{feff}",
    "\u{ad}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "😀",
    "👩‍👩‍👧",
    "👍🏽",
    "🇮🇩",
    "a\u{301}\u{301}\u{301}",
    "\u{301}",
    "𝒳",
    "\u{fffd}",
    "\u{10ffff}",
    "\u{1b}[31m",
];

const GAPS: &[&str] = &[" ", " ", " ", " ", " ", "", "", "\n", "\n\n", "\u{a0}", "\t", "\r\n"];

/// Words, names, marks and all that pages leave behind, with any gap between.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => select(WORDS).prop_map(str::to_owned),
        4 => select(NAMES).prop_map(str::to_owned),
        4 => select(MARKS).prop_map(str::to_owned),
        4 => select(POINTS).prop_map(str::to_owned),
        1 => select(FIGURES).prop_map(str::to_owned),
        1 => select(ODD).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    vec((piece, select(GAPS)), 0..40).prop_map(|pieces| {
        let mut text = String::new();
        for (piece, gap) in pieces {
            text += &piece;
            text += gap;
        }
        text
    })
}

/// Every pack with its language's tables read.
fn packs() -> Vec<(Annotator, Pack)> {
    let mut files: Vec<_> =
        std::fs::read_dir("www/packs").expect("packs").map(|entry| entry.expect("a pack").path()).collect();
    files.sort();
    let packs = files.iter().map(|file| std::fs::read(file).expect("a pack"));
    packs.filter_map(|bytes| Some((Annotator::from_pack(&bytes).ok()?, Pack::read(&bytes).ok()?))).collect()
}

fn try_all(texts: impl Strategy<Value = String>, cases: u32) {
    let seed: u64 = std::env::var("SEED").map_or(0, |seed| seed.parse().expect("SEED is a number"));
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let packs = packs();
    assert!(!packs.is_empty());
    let outcome = runner.run(&(texts, 0..packs.len()), |(text, pack)| {
        let (annotator, pack) = &packs[pack];
        let annotation = annotator.annotate(&text);
        invariants::check(pack, &text, &annotation);
        prop_assert_eq!(annotator.annotate(&text), annotation);
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

#[test]
fn texts_made_of_what_the_rules_turn_on() {
    try_all(texts(), 8_000);
}

/// Articles: whole, without every 97th character, which leaves marks and brackets open, and ending anywhere.
#[test]
fn articles_of_the_corpora() {
    for (annotator, pack) in packs() {
        let Ok(corpus) = std::fs::read_dir(format!("src/lang/{}/corpus", pack.language)) else { continue };
        for (number, file) in corpus.map(|entry| entry.expect("an article").path()).enumerate() {
            let xml = std::fs::read_to_string(&file).expect("an article");
            let text: String =
                xml.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
            let holed = text.chars().enumerate().filter(|(at, _)| at % 97 != 96).map(|(_, c)| c).collect();
            let words: Vec<&str> = text.split_inclusive(' ').collect();
            // Every ninth end of some 300 words, another one for every article.
            let ends = (number % 9..words.len()).step_by(9).map(|end| words[end.saturating_sub(40)..end].concat());
            for text in [text.clone(), holed].into_iter().chain(ends) {
                invariants::check(&pack, &text, &annotator.annotate(&text));
            }
        }
    }
}

#[test]
fn any_unicode() {
    try_all(".{0,200}|(?s).{0,200}", 2_000);
}

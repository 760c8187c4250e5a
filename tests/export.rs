//! Every export of one small text, as committed beside: `tests/export/golden/`. `BLESS=1` writes them anew and fails.

use kutip::annotation::{Annotation, Confidence, Entity, Mention, Party, Quote, Role, Slice, VERSION};
use kutip::export::{FORMATS, Format, Options};
use std::path::Path;

/// Emoji and letters outside the BMP, markup of every language, a quotation over two paragraphs with another inside.
const TEXT: &str = "JAKARTA 😀 \"Satu <dua> & *tiga*,\" kata Menteri Sri Lestari kepada Budi, \"empat.\n\n\
                    \"Kata 'lima 𝒳', ujar Budi,\" lanjutnya. Itu 3 persen.\n";

/// The `nth` place (from 0) where `words` stand in [`TEXT`].
fn slice(words: &'static str, nth: usize) -> Slice<'static> {
    let (byte, _) = TEXT.match_indices(words).nth(nth).expect("words of the text");
    let units = |text: &str| text.encode_utf16().count() as u32;
    let start = units(&TEXT[..byte]);
    Slice { start, end: start + units(words), text: words }
}

fn mention(place: Slice<'static>, kind: &'static str, form: &'static str, entity: Option<u32>) -> Mention<'static> {
    let Slice { start, end, text } = place;
    Mention { start, end, text, kind, form, entity, source: "tagger", confidence: Confidence(90) }
}

fn entity(id: u32, kind: &'static str, name: &'static str, mentions: Vec<u32>) -> Entity<'static> {
    Entity { id, kind, name, aliases: vec![], roles: vec![], mentions, link: None }
}

fn party(place: Slice<'static>, mention: u32, entity: u32) -> Option<Party<'static>> {
    let Slice { start, end, text } = place;
    Some(Party { start: Some(start), end: Some(end), text, mention: Some(mention), entity: Some(entity) })
}

fn annotation() -> Annotation<'static> {
    let quote = |id, spans, cue, speaker| Quote {
        id,
        kind: "direct",
        spans,
        cue: Some(cue),
        speaker,
        addressee: None,
        via: None,
        parent: None,
        rule: "cue-subject",
        confidence: Confidence(97),
    };
    let sri = slice("Sri Lestari", 0);
    let (budi, budi_again) = (slice("Budi", 0), slice("Budi", 1));
    Annotation {
        version: VERSION,
        language: "id".into(),
        entities: vec![
            Entity { link: Some("Q3630".into()), ..entity(0, "location", "JAKARTA", vec![0]) },
            Entity {
                aliases: vec!["Sri"],
                roles: vec![Role { text: "Menteri", organization: None }],
                ..entity(1, "person", "Sri Lestari", vec![1, 5])
            },
            entity(2, "person", "Budi", vec![2, 4]),
        ],
        mentions: vec![
            mention(slice("JAKARTA", 0), "location", "name", Some(0)),
            mention(sri, "person", "name", Some(1)),
            mention(budi, "person", "name", Some(2)),
            // Crosses the border of a quotation, as no good annotation does and a bad one may.
            mention(slice("𝒳', ujar", 0), "work", "name", None),
            mention(budi_again, "person", "name", Some(2)),
            mention(slice("nya", 0), "person", "pronoun", Some(1)),
            mention(slice("3 persen", 0), "percent", "name", None),
        ],
        quotes: vec![
            Quote {
                addressee: party(budi, 2, 2),
                ..quote(
                    0,
                    vec![
                        slice("\"Satu <dua> & *tiga*,\"", 0),
                        slice("\"empat.", 0),
                        slice("\"Kata 'lima 𝒳', ujar Budi,\"", 0),
                    ],
                    slice("kata", 0),
                    party(sri, 1, 1),
                )
            },
            Quote {
                parent: Some(0),
                ..quote(1, vec![slice("'lima 𝒳'", 0)], slice("ujar", 0), party(budi_again, 4, 2))
            },
            Quote {
                kind: "indirect",
                cue: None,
                rule: "unknown",
                ..quote(2, vec![slice("Itu 3 persen", 0)], slice("kata", 0), None)
            },
        ],
    }
}

#[test]
fn goldens() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export/golden");
    let bless = std::env::var_os("BLESS").is_some();
    let mut changed = Vec::new();
    for format in FORMATS {
        let written = format.file(&annotation(), TEXT, &Options { id: "contoh 1", colour: false });
        let file = folder.join(format.name);
        if std::fs::read_to_string(&file).ok().as_deref() != Some(&written) {
            changed.push(format.name);
            if bless {
                std::fs::write(&file, written).expect("a folder for goldens");
            }
        }
    }
    assert!(changed.is_empty(), "differ from tests/export/golden: {changed:?}; BLESS=1 writes them");
}

#[test]
fn only_the_view_for_people_has_colours() {
    for format in FORMATS {
        let coloured = format.file(&annotation(), TEXT, &Options { id: "", colour: true });
        assert_eq!(coloured.contains('\x1b'), format.name == "text", "{}", format.name);
    }
}

#[test]
fn colours_change_no_word() {
    let text = Format::named("text").expect("a format");
    let mut coloured = text.file(&annotation(), TEXT, &Options { id: "", colour: true });
    while let Some(start) = coloured.find('\x1b') {
        let end = start + coloured[start..].find('m').expect("the end of a colour");
        coloured.replace_range(start..=end, "");
    }
    assert_eq!(coloured, text.file(&annotation(), TEXT, &Options::default()));
}

#[test]
fn any_text_has_every_export() {
    let nothing = Annotation { version: VERSION, language: "id".into(), ..Annotation::default() };
    for format in FORMATS {
        for text in ["", "\n\n", "\0\u{ffff}\r\n<", "👩‍💼"] {
            // An annotation of another text is a mistake, but none that may break.
            for annotation in [&nothing, &annotation()] {
                let _ = format.file(annotation, text, &Options::default());
            }
        }
    }
}

#[test]
fn headers_stand_once() {
    for format in FORMATS {
        let options = Options::default();
        let whole = format.file(&annotation(), TEXT, &options);
        assert_eq!(whole, format!("{}{}", format.header, (format.export)(&annotation(), TEXT, &options)));
        assert!(whole.ends_with('\n'), "{} ends in the middle of a line", format.name);
    }
}

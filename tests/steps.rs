//! Reading in steps gives what reading at once gives, whatever the steps are.

use kutip::Annotator;
use kutip::steps::Steps;
use std::fs;

fn annotator() -> Annotator {
    let pack = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/www/packs/id.kutip")).expect("the pack is there");
    Annotator::from_pack(&pack).expect("a pack")
}

/// Articles of the corpus, a wrapped one and odd ones among them.
fn texts() -> Vec<String> {
    let folder = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lang/id/corpus")).expect("the corpus is there");
    let mut files: Vec<_> = folder.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let articles = files.iter().step_by(40).map(|file| fs::read_to_string(file).expect("read"));
    let odd = [
        "",
        " ",
        "\n",
        "a",
        "\u{201c}",
        "Putin\n\nberkata",
        "kata Putin, \u{1f1ee}\u{1f1e9} \u{feff}\r\n\r\n\"Ya\"",
        "\u{0}((((\"\"\"",
    ];
    let mut texts: Vec<String> = articles.chain(odd.map(String::from)).collect();
    texts.push(texts.concat());
    texts.push(texts.concat().replace(". ", ".\n").replace(" yang ", "\nyang "));
    texts
}

#[test]
fn steps_of_any_size_give_the_annotation_of_one_go() {
    let annotator = annotator();
    for text in texts() {
        let whole = annotator.annotate(&text);
        for bytes in [0, 1, 7, 100, 4096, usize::MAX] {
            let mut steps = Steps::new(text.clone());
            let mut done = 0.0;
            while done < 1.0 {
                let now = steps.step(&annotator, bytes);
                assert!(now >= done && now <= 1.0, "{done} then {now}");
                done = now;
            }
            assert_eq!(steps.finish(&annotator), whole, "{bytes} bytes a step");
            assert_eq!(steps.finish(&annotator), whole, "asked again");
        }
    }
}

#[test]
fn finishing_reads_what_was_not_read() {
    let annotator = annotator();
    let text = texts().pop().expect("a text");
    for before in [0, 1, 3, 10] {
        let mut steps = Steps::new(text.clone());
        for _ in 0..before {
            steps.step(&annotator, 1000);
        }
        assert_eq!(steps.finish(&annotator), annotator.annotate(&text));
    }
}

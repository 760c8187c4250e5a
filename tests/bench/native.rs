//! Times the rooms of the core one after the other on the files it is given: `cargo bench --bench native -- PACK TEXT…`.
//!
//! Prints a line for each file and room: the name of the file, the room, milliseconds (the quickest round: others were disturbed), between tabs.

use kutip::reading::Reading;
use kutip::{Annotator, attribute, coref, mention, pack::Pack, quote, segment};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// At least so many rounds, and then until so much time is spent.
const ROUNDS: usize = 5;
const SPENT: Duration = Duration::from_millis(700);

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    // `cargo test --benches` runs this without arguments, to see that it starts.
    let Some(path) = arguments.next() else { return };
    let bytes = std::fs::read(&path).expect("the pack can be read");
    let pack = Pack::read(&bytes).expect("a pack");
    let annotator = Annotator::from_pack(&bytes).expect("a pack");
    println!("pack\tread\t{:.6}", quickest(|| drop(black_box(Pack::read(&bytes)))).as_secs_f64() * 1e3);
    for path in arguments {
        let text = std::fs::read_to_string(&path).expect("a text of UTF-8");
        for (room, time) in rooms(&text, &pack, &annotator) {
            println!("{path}\t{room}\t{:.6}", time.as_secs_f64() * 1e3);
        }
    }
}

/// The time of each room, and of the whole.
fn rooms(text: &str, pack: &Pack, annotator: &Annotator) -> Vec<(&'static str, Duration)> {
    let segments = segment::segment(text, &pack.lexicon);
    let mentions = mention::find(&segments, pack);
    let reading = Reading { segments: &segments, mentions: &mentions, pack };
    let roles = mention::roles::roles(&reading);
    let quotes = quote::find(&reading);
    let attributions = attribute::attribute(&reading, &quotes, &roles);
    vec![
        ("segment", quickest(|| drop(black_box(segment::segment(text, &pack.lexicon))))),
        ("first look", quickest(|| drop(black_box(mention::first_look(&segments, pack))))),
        ("mention", quickest(|| drop(black_box(mention::find(&segments, pack))))),
        ("roles", quickest(|| drop(black_box(mention::roles::roles(&reading))))),
        ("quote", quickest(|| drop(black_box(quote::find(&reading))))),
        ("attribute", quickest(|| drop(black_box(attribute::attribute(&reading, &quotes, &roles))))),
        ("coref", quickest(|| drop(black_box(coref::resolve(&reading, &attributions, &roles))))),
        ("whole", quickest(|| drop(black_box(annotator.annotate(text))))),
    ]
}

fn quickest(mut run: impl FnMut()) -> Duration {
    let (begun, mut rounds, mut least) = (Instant::now(), 0, Duration::MAX);
    while rounds < ROUNDS || begun.elapsed() < SPENT {
        let before = Instant::now();
        run();
        least = least.min(before.elapsed());
        rounds += 1;
    }
    least
}

//! Time against size on texts made to be slow: `cargo bench --bench reliability`, and with `-- --record` the
//! table goes to `tests/scores/linear.tsv`. A family that grows faster than its text ends the run with an error.

use kutip::Annotator;
use std::fmt::Write;
use std::process::ExitCode;
use std::time::Instant;

/// Sizes in bytes, each four times the one before.
const SIZES: [usize; 4] = [1 << 14, 1 << 16, 1 << 18, 1 << 20];

/// Sixteen times the text (from the second size to the last) may take so many times as long. Caches, and bounded
/// searches that fill up, make it more than sixteen; a quadratic family takes 256.
const MOST: f64 = 64.0;

/// What is repeated; `#` is replaced by a number in letters that counts up, so that no word comes twice.
const FAMILIES: &[(&str, &str)] = &[
    ("opening marks", "\u{201c}"),
    ("straight marks", "\""),
    ("straight marks apart", "\" "),
    ("single marks", " '"),
    ("alternating marks", "\u{201c}\u{2018}\u{201d}"),
    ("words in marks", "\"satu\" 'dua' "),
    ("stretches in one stretch", "'Kami pergi dulu' kata dia "),
    ("paragraphs that open a mark", "\"Kami siap berangkat.\n\n"),
    ("one sentence", "jembatan yang panjang itu "),
    ("one word", "a"),
    ("one name", "Sri "),
    ("names", "#A dan "),
    ("new names", "Sri #A pergi. "),
    ("organizations", "PT #A Sinar "),
    ("acronyms", "Komisi #A Umum (K#AU) "),
    ("names in brackets", "#A (#B) "),
    ("cues", "mengatakan "),
    ("cues and names", "kata Sri Lestari, "),
    ("cues between commas", "harga naik, kata Sri Lestari, "),
    ("according to", "menurut Sri, harga naik, "),
    ("reports in one sentence", "Sri mengatakan harga naik dan "),
    ("passives", "dikatakan oleh Sri bahwa "),
    ("clitics", "ujarnya "),
    ("quotations", "\"Kami siap berangkat,\" kata Sri Lestari. "),
    ("quotations that go on", "\"Kami siap berangkat,\" kata Sri Lestari. \"Besok juga.\" "),
    ("roles", "Menteri #A Sri Lestari datang. \"Ya,\" kata menteri #A. "),
    ("brackets", "("),
    ("brackets around words", "(satu "),
    ("full stops", "."),
    ("exclamation marks", "!"),
    ("stops and marks", ".\""),
    ("stops and brackets", "?)"),
    ("hyphens", "kata-"),
    ("dots in words", "a.b."),
    ("digits", "1.1,"),
    ("dates", "Selasa (11/3/2025), "),
    ("addresses", "www.a.b) "),
    ("accounts", "@a.@b#"),
    ("joined emoji", "\u{1f469}\u{200d}"),
    ("combining marks", "a\u{301}"),
    ("line breaks", "kata\n"),
    ("controls", "\0\u{202e}"),
];

/// A number in letters: 0 is `Aa`.
fn letters(mut number: usize) -> String {
    let mut word = String::from("A");
    loop {
        word.push((b'a' + (number % 26) as u8) as char);
        number /= 26;
        if number == 0 {
            return word;
        }
    }
}

fn text(piece: &str, size: usize) -> String {
    let mut text = String::with_capacity(size + piece.len());
    for number in 0.. {
        if text.len() >= size {
            break;
        }
        text += &piece.replace('#', &letters(number));
    }
    text
}

/// Nanoseconds this thread has been at work: Linux counts them; elsewhere the clock does, and the machine wants to be idle.
fn busy(begun: Instant) -> u64 {
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat");
    let counted = counted.ok().and_then(|counts| counts.split(' ').next()?.parse().ok());
    counted.unwrap_or_else(|| begun.elapsed().as_nanos() as u64)
}

/// Milliseconds of work for one run, from as many as the count of the kernel needs, which goes in steps of four.
fn measure(annotator: &Annotator, text: &str) -> f64 {
    const ENOUGH: u64 = 60_000_000;
    let begun = Instant::now();
    let before = busy(begun);
    let mut runs = 0.0;
    loop {
        drop(annotator.annotate(text));
        runs += 1.0;
        let worked = busy(begun) - before;
        if worked >= ENOUGH {
            return worked as f64 / 1e6 / runs;
        }
    }
}

fn main() -> ExitCode {
    let pack = std::fs::read("www/packs/id.kutip").expect("a pack");
    let annotator = Annotator::from_pack(&pack).expect("a pack");
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let mut table = String::from("# cargo bench --bench reliability -- --record\nfamily");
    for size in SIZES {
        let _ = write!(table, "\tms at {} KB", size >> 10);
    }
    table += "\tgrowth at 16 times the text\n";
    let mut steep = Vec::new();
    for (family, piece) in FAMILIES.iter().filter(|(family, _)| only.as_ref().is_none_or(|only| family.contains(only)))
    {
        let times = SIZES.map(|size| measure(&annotator, &text(piece, size)));
        let growth = times[3] / times[1];
        let mut line = (*family).to_owned();
        for time in times {
            let _ = write!(line, "\t{time:.2}");
        }
        let _ = write!(line, "\t{growth:.1}");
        println!("{line}");
        table += &(line + "\n");
        if growth > MOST {
            steep.push(*family);
        }
    }
    if std::env::args().any(|argument| argument == "--record") {
        std::fs::write("tests/scores/linear.tsv", table).expect("written");
    }
    if steep.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("faster than the text grow: {}", steep.join(", "));
    ExitCode::FAILURE
}

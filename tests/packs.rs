//! Packs that were cut, altered or made to hurt: an error or a pack that works, never a panic, never memory without bound.

#[path = "support/invariants.rs"]
mod invariants;

use cap::Cap;
use kutip::Annotator;
use kutip::pack::{self, Pack, Sections};
use std::alloc::System;

/// An allocation that leads beyond this fails, and the test with it. The packs read here are of a third of a megabyte.
const MOST: usize = 256 << 20;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, MOST);

const TEXT: &str = "JAKARTA (KPU) - \"Kami siap,\" kata Mendagri Sri Lestari, Selasa (11/3/2025). Menurut dia, harga naik 5 \
                    persen.\n\n\"Besok rampung,\" ujarnya kepada Budi di Jakarta.";

/// A pack with a little of everything.
fn small() -> Vec<u8> {
    let mut tagger = vec![8, 1];
    tagger.extend([0; 49]);
    tagger.extend([2, 3, 40, 0b11, 0b110, 1, 5, 2, 255]);
    let sections: &[(&str, &[u8])] = &[
        ("words", b"pronoun\tia dia nya\nclitic-host\tujar kata\nrole\tmenteri\nto\tkepada"),
        ("affixes", b"nya\tclitic\nme\tverb-prefix"),
        ("cues", b"kata\tsay\tkata\tmengatakan\t-\t-\nujar\tsay\tujar\t-\t-\t-\nmenurut\tsource\tmenurut\t-\t-\t-"),
        ("roles", b"mendagri\tmenteri dalam negeri"),
        ("names", &[1, 2, 5, 9, 8, 1, 200, 3]),
        ("aliases", &[2, 5, 9, 1, 0, 0, 0, 7, 3, 0]),
        ("levels", &[5, 1, 9]),
        ("tagger", &tagger),
    ];
    pack::write("id", sections)
}

fn real() -> Vec<u8> {
    std::fs::read("www/packs/id.kutip").expect("a pack")
}

/// Random numbers, the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

/// `BYTES` is refused, or reads `TEXT` as the whole pack does.
fn refused_or_the_same(bytes: &[u8], whole: &Annotator) -> bool {
    match Annotator::from_pack(bytes) {
        Err(error) => {
            assert!(!error.message().contains('\n') && error.code().starts_with("pack-"));
            true
        }
        Ok(annotator) => {
            assert_eq!(annotator.annotate(TEXT), whole.annotate(TEXT));
            false
        }
    }
}

#[test]
fn every_cut_and_every_flipped_bit_of_a_small_pack() {
    let file = small();
    let whole = Annotator::from_pack(&file).expect("a pack");
    assert_eq!(whole.annotate(TEXT).quotes.len(), 2);
    for end in 0..file.len() {
        assert!(refused_or_the_same(&file[..end], &whole), "cut at {end}");
    }
    for bit in 0..file.len() * 8 {
        let mut altered = file.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        refused_or_the_same(&altered, &whole);
    }
}

/// `TRIES=100000 cargo test --release --test packs` tries more.
fn tries(few: usize) -> usize {
    std::env::var("TRIES").map_or(few, |tries| tries.parse().expect("TRIES is a number"))
}

#[test]
fn random_cuts_and_flips_of_a_real_pack() {
    let file = real();
    let whole = Annotator::from_pack(&file).expect("a pack");
    let mut dice = Dice(1);
    for _ in 0..tries(500) {
        let end = dice.below(file.len());
        assert!(refused_or_the_same(&file[..end], &whole), "cut at {end}");
        let mut altered = file.clone();
        let at = dice.below(file.len());
        altered[at] ^= 1 << dice.below(8);
        refused_or_the_same(&altered, &whole);
    }
}

/// What somebody could serve who can compute a checksum: a section altered, and the pack sealed again.
fn altered(file: &[u8], dice: &mut Dice) -> Vec<u8> {
    let sections = Sections::read(file).expect("a pack");
    let which = dice.below(sections.sections.len());
    let mut bytes = sections.sections[which].1.to_vec();
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len().max(1));
        match dice.below(6) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at.min(bytes.len()), dice.below(256) as u8),
            2 if at < bytes.len() => drop(bytes.remove(at)),
            // The largest number of the format, where a count or a length may stand.
            3 => drop(bytes.splice(at.min(bytes.len())..at.min(bytes.len()), [0xff, 0xff, 0xff, 0xff, 0x0f])),
            4 if at < bytes.len() => bytes[at] = dice.below(256) as u8,
            _ if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            _ => {}
        }
    }
    let mut resealed = sections.sections.clone();
    resealed[which].1 = &bytes;
    pack::write(sections.language, &resealed)
}

fn works_or_is_refused(bytes: &[u8]) {
    if let (Ok(annotator), Ok(pack)) = (Annotator::from_pack(bytes), Pack::read(bytes)) {
        invariants::check(&pack, TEXT, &annotator.annotate(TEXT));
    }
}

#[test]
fn altered_packs_with_a_checksum_that_fits() {
    let mut dice = Dice(2);
    for _ in 0..tries(20_000) {
        works_or_is_refused(&altered(&small(), &mut dice));
    }
    let real = real();
    for _ in 0..tries(200) {
        works_or_is_refused(&altered(&real, &mut dice));
    }
}

#[test]
fn counts_that_promise_more_than_there_is() {
    let most = [0xff, 0xff, 0xff, 0xff, 0x0f];
    let mut tagger = vec![32, 1];
    tagger.extend([0; 49]);
    tagger.extend(most);
    for (name, bytes) in [
        ("names", [&[1][..], &most].concat()),
        ("aliases", most.to_vec()),
        ("levels", [&[1][..], &most].concat()),
        ("patterns", most.to_vec()),
        ("tagger", tagger),
    ] {
        let error = Annotator::from_pack(&pack::write("id", &[(name, &bytes)])).expect_err(name);
        assert_eq!(error.code(), "pack-damaged", "{name}");
    }
    assert!(Annotator::from_pack(b"kutip pack 1 id 0\nwords 18446744073709551615\n\n").is_err());
}

//! brat standoff: the `.ann` file of a text. Positions are code points; a span that runs over lines is split at them.

use super::Options;
use super::positions::Positions;
use crate::annotation::{Annotation, Party, Slice};
use core::fmt::Write;

/// Text-bound annotations first, then what is said of them.
#[must_use]
pub fn export(annotation: &Annotation<'_>, text: &str, _: &Options<'_>) -> String {
    let mut ann = Ann { positions: Positions::new(text), out: String::new(), bounds: 0, facts: [0; 4] };
    let mentions: Vec<usize> = annotation
        .mentions
        .iter()
        .map(|mention| {
            let slice = Slice { start: mention.start, end: mention.end, text: mention.text };
            ann.bound(&capital(mention.kind), &[slice])
        })
        .collect();
    let quotes: Vec<usize> = annotation.quotes.iter().map(|quote| ann.bound("Quotation", &quote.spans)).collect();
    let cues: Vec<Option<usize>> =
        annotation.quotes.iter().map(|quote| Some(ann.bound("Cue", &[quote.cue?]))).collect();

    for (mention, &t) in annotation.mentions.iter().zip(&mentions) {
        ann.fact(Fact::Attribute, &format!("Form T{t} {}", mention.form));
    }
    for (quote, &t) in annotation.quotes.iter().zip(&quotes) {
        ann.fact(Fact::Attribute, &format!("Kind T{t} {}", quote.kind));
        ann.fact(Fact::Note, &format!("AnnotatorNotes T{t}\t{}", quote.rule));
        // Someone known from an earlier paragraph is pointed to by the first mention.
        let first = |party: Party<'_>| annotation.entities.get(party.entity? as usize)?.mentions.first().copied();
        let mention = |party: Option<Party<'_>>| {
            let party = party?;
            mentions.get(party.mention.or_else(|| first(party))? as usize).copied()
        };
        let relations = [
            ("Reported", cues[quote.id as usize]),
            ("Speaker", mention(quote.speaker)),
            ("Addressee", mention(quote.addressee)),
            ("Via", mention(quote.via)),
            ("Inside", quote.parent.and_then(|parent| quotes.get(parent as usize).copied())),
        ];
        for (name, other) in relations {
            if let Some(other) = other {
                ann.fact(Fact::Relation, &format!("{name} Arg1:T{t} Arg2:T{other}"));
            }
        }
    }
    for entity in &annotation.entities {
        let places: Vec<String> =
            entity.mentions.iter().map(|&index| format!("T{}", mentions[index as usize])).collect();
        if places.len() > 1 {
            let _ = writeln!(ann.out, "*\tEquiv {}", places.join(" "));
        }
        if let (Some(link), Some(first)) = (&entity.link, places.first()) {
            ann.fact(Fact::Reference, &format!("Reference {first} Wikidata:{link}\t{}", one_line(entity.name)));
        }
    }
    ann.out
}

#[derive(Clone, Copy)]
enum Fact {
    Attribute,
    Relation,
    Reference,
    Note,
}

struct Ann<'t> {
    positions: Positions<'t>,
    out: String,
    bounds: usize,
    /// How many facts of each kind are written: brat numbers each kind by itself.
    facts: [usize; 4],
}

impl Ann<'_> {
    /// Writes `T1⇥Person 0 14⇥Vladimir Putin` and returns its number.
    fn bound(&mut self, name: &str, slices: &[Slice<'_>]) -> usize {
        self.bounds += 1;
        let (mut places, mut texts) = (Vec::new(), Vec::new());
        for slice in slices {
            let mut start = self.positions.point(slice.start);
            for line in slice.text.split('\n') {
                let end = start + line.chars().count() as u32;
                if end > start {
                    places.push(format!("{start} {end}"));
                    texts.push(line);
                }
                start = end + 1;
            }
        }
        let _ = writeln!(self.out, "T{}\t{name} {}\t{}", self.bounds, places.join(";"), texts.join(" "));
        self.bounds
    }

    fn fact(&mut self, kind: Fact, fact: &str) {
        self.facts[kind as usize] += 1;
        let _ = writeln!(self.out, "{}{}\t{fact}", ['A', 'R', 'N', '#'][kind as usize], self.facts[kind as usize]);
    }
}

fn capital(kind: &str) -> String {
    kind[..1].to_ascii_uppercase() + &kind[1..]
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

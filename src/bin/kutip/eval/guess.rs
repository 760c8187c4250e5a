//! `kutip eval --guess`: how often the language is told right, of whole articles and of paragraphs of forty words.

use kutip::Guesser;
use kutip::train::guess::{self, Language};
use std::path::Path;

/// Words of a paragraph.
const PARAGRAPH: usize = 40;

/// A guess from this confidence on is followed.
const SURE: u8 = 50;

/// Texts, those told right, and those told right and surely.
#[derive(Clone, Copy, Default)]
struct Score([usize; 3]);

impl Score {
    fn add(&mut self, guesser: &Guesser, text: &str, language: &str) {
        let guess = guesser.guess(text);
        let right = guess.language == language;
        let sure = right && guess.confidence >= SURE;
        for (count, one) in self.0.iter_mut().zip([true, right, sure]) {
            *count += usize::from(one);
        }
    }
}

pub(super) fn run(data: &Path, folds: usize) -> Result<(), String> {
    let languages = guess::languages(Path::new("."), data)?;
    let mut scores = vec![[Score::default(); 2]; languages.len()];
    for fold in 0..folds {
        let part = |inside: bool| {
            languages.iter().map(move |language| {
                let texts = language.texts.iter().enumerate().filter(|(index, _)| (index % folds == fold) == inside);
                Language { texts: texts.map(|(_, text)| text.clone()).collect(), ..language.clone() }
            })
        };
        let training: Vec<Language> = part(false).collect();
        let guesser = Guesser::from_table(&guess::table(&training)).map_err(|error| error.to_string())?;
        for (language, [articles, paragraphs]) in part(true).zip(&mut scores) {
            for text in &language.texts {
                articles.add(&guesser, text, &language.name);
                let words: Vec<&str> = text.split_whitespace().collect();
                for words in words.chunks_exact(PARAGRAPH) {
                    paragraphs.add(&guesser, &words.join(" "), &language.name);
                }
            }
        }
    }
    println!("texts\tlanguage\tnumber\tright %\tright and sure %\tcommand");
    for (place, kind) in ["articles", "paragraphs of 40 words"].into_iter().enumerate() {
        let mut all = [0; 3];
        let rows =
            languages.iter().map(|language| language.name.as_str()).zip(scores.iter().map(|score| score[place].0));
        for (name, counts) in rows.clone() {
            all.iter_mut().zip(counts).for_each(|(all, count)| *all += count);
            print(kind, name, counts, folds);
        }
        print(kind, "all", all, folds);
    }
    Ok(())
}

fn print(kind: &str, language: &str, [all, right, sure]: [usize; 3], folds: usize) {
    let percent = |part: usize| 100.0 * part as f64 / all.max(1) as f64;
    println!(
        "{kind}\t{language}\t{all}\t{:.2}\t{:.2}\tkutip eval --guess --folds {folds}",
        percent(right),
        percent(sure)
    );
}

//! Markdown: the quotations, gathered by who said them.

use super::Options;
use crate::annotation::{Annotation, Quote};
use core::fmt::Write;

/// A heading for everyone who is quoted, in the order of their first quotation; the unknown come last.
#[must_use]
pub fn export(annotation: &Annotation<'_>, _: &str, options: &Options<'_>) -> String {
    let mut speakers: Vec<(Speaker<'_>, Vec<&Quote<'_>>)> = Vec::new();
    for quote in &annotation.quotes {
        let speaker = match quote.speaker {
            Some(party) => party.entity.map_or(Speaker::Words(party.text), Speaker::Entity),
            None => Speaker::Unknown,
        };
        match speakers.iter_mut().find(|(known, _)| *known == speaker) {
            Some((_, quotes)) => quotes.push(quote),
            None => speakers.push((speaker, vec![quote])),
        }
    }
    speakers.sort_by_key(|(speaker, _)| *speaker == Speaker::Unknown);
    let title = if options.id.is_empty() { "Quotations" } else { options.id };
    let mut out = format!("# {}\n", escape(title));
    for (speaker, quotes) in speakers {
        let entity = match speaker {
            Speaker::Entity(id) => annotation.entities.get(id as usize),
            _ => None,
        };
        let name = match speaker {
            Speaker::Unknown => "Unknown",
            Speaker::Words(words) => words,
            Speaker::Entity(_) => entity.map_or("", |entity| entity.name),
        };
        let _ = writeln!(out, "\n## {}", escape(name));
        let roles: Vec<String> = entity.iter().flat_map(|entity| &entity.roles).map(|role| escape(role.text)).collect();
        if !roles.is_empty() {
            let _ = writeln!(out, "\n{}", roles.join("; "));
        }
        for quote in quotes {
            let parts: Vec<String> = quote.spans.iter().map(|part| escape(part.text)).collect();
            let cue = quote.cue.map(|cue| format!(": *{}*", escape(cue.text))).unwrap_or_default();
            let _ = writeln!(out, "\n> {}\n>\n> {}{cue}", parts.join(" … "), quote.kind);
        }
    }
    out.push('\n');
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Speaker<'t> {
    Entity(u32),
    Words(&'t str),
    Unknown,
}

/// One line of plain text: whatever Markdown would read as markup gets a backslash, which it allows before every
/// character of ASCII punctuation.
fn escape(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(line.len());
    for (at, char) in line.char_indices() {
        let opens_a_block = at == 0 && matches!(char, '+' | '-' | '=' | '>' | '~');
        let opens_a_list = matches!(char, '.' | ')') && line[..at].bytes().all(|byte| byte.is_ascii_digit());
        if opens_a_block
            || opens_a_list
            || matches!(char, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '|' | '~')
        {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn plain_text_stays_plain() {
        assert_eq!(escape("a *b*\n[c](d) <e> &amp; #1"), r"a \*b\* \[c\](d) \<e\> \&amp; \#1");
        assert_eq!(escape("2. dua"), r"2\. dua");
        assert_eq!(escape("- 2.5 persen"), r"\- 2.5 persen");
    }
}

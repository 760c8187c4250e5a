//! The view for people: one fact a line, entities first, then quotations, then the mentions that belong to no entity.
//!
//! Nothing in it counts positions or numbers things, so a change in one place of a text moves no other line; that, and
//! that it says everything but how sure, is why golden tests print it too.

use super::Options;
use crate::annotation::{Annotation, Entity, Party, Quote};
use core::fmt::Write;

/// The text as a list of facts; coloured by [`Options::colour`].
#[must_use]
pub fn export(annotation: &Annotation<'_>, _: &str, options: &Options<'_>) -> String {
    let mut view = View { out: String::new(), colour: options.colour };
    view.field(0, "language", &annotation.language, Ink::Plain);
    view.section("entities", annotation.entities.len());
    for entity in &annotation.entities {
        view.entity(annotation, entity);
    }
    view.section("quotations", annotation.quotes.len());
    for quote in &annotation.quotes {
        view.quote(annotation, quote);
    }
    let others: Vec<_> = annotation.mentions.iter().filter(|mention| mention.entity.is_none()).collect();
    view.section("other mentions", others.len());
    for mention in others {
        view.field(0, mention.kind, &with_form(mention.text, mention.form), Ink::Plain);
    }
    view.out
}

/// What a value is shown in, where there are colours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ink {
    Plain,
    Faint,
    Bold,
    Person,
    Organization,
    Location,
    Speech,
}

impl Ink {
    /// The parameters of the terminal's `ESC [ … m`.
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "0",
            Self::Faint => "2",
            Self::Bold => "1",
            Self::Person => "1;36",
            Self::Organization => "1;35",
            Self::Location => "1;33",
            Self::Speech => "32",
        }
    }

    fn of(kind: &str) -> Self {
        match kind {
            "person" => Self::Person,
            "organization" => Self::Organization,
            _ => Self::Location,
        }
    }
}

struct View {
    out: String,
    colour: bool,
}

impl View {
    /// `label  value`: labels by depth, values in one column.
    fn field(&mut self, depth: usize, label: &str, value: &str, ink: Ink) {
        let (indent, width) = (depth * 2, 14 - depth * 2);
        let label = self.ink(&format!("{label:width$}"), Ink::Faint);
        let value = self.ink(&one_line(value), ink);
        let _ = writeln!(self.out, "{:indent$}{label}{value}", "");
    }

    fn section(&mut self, title: &str, count: usize) {
        let title = self.ink(&format!("{title}: {count}"), Ink::Bold);
        let _ = writeln!(self.out, "\n{title}");
    }

    fn ink(&self, value: &str, ink: Ink) -> String {
        if self.colour && ink != Ink::Plain { format!("\x1b[{}m{value}\x1b[0m", ink.code()) } else { value.to_owned() }
    }

    fn entity(&mut self, annotation: &Annotation<'_>, entity: &Entity<'_>) {
        self.field(0, entity.kind, entity.name, Ink::of(entity.kind));
        for alias in &entity.aliases {
            self.field(1, "alias", alias, Ink::Plain);
        }
        for role in &entity.roles {
            let body = role.organization.and_then(|id| annotation.entities.get(id as usize));
            let body = body.map(|body| format!(" → {}", body.name)).unwrap_or_default();
            self.field(1, "role", &format!("{}{body}", role.text), Ink::Plain);
        }
        if let Some(link) = &entity.link {
            self.field(1, "link", link, Ink::Plain);
        }
        let mut wordings: Vec<(String, usize)> = Vec::new();
        for mention in entity.mentions.iter().filter_map(|&index| annotation.mentions.get(index as usize)) {
            let wording = with_form(mention.text, mention.form);
            match wordings.iter_mut().find(|(known, _)| *known == wording) {
                Some((_, count)) => *count += 1,
                None => wordings.push((wording, 1)),
            }
        }
        for (wording, count) in wordings {
            let times = if count > 1 { format!(" × {count}") } else { String::new() };
            self.field(1, "mention", &format!("{wording}{times}"), Ink::Plain);
        }
    }

    fn quote(&mut self, annotation: &Annotation<'_>, quote: &Quote<'_>) {
        for (place, part) in quote.spans.iter().enumerate() {
            self.field(0, if place == 0 { quote.kind } else { "" }, part.text, Ink::Speech);
        }
        let outer = quote.parent.and_then(|parent| annotation.quotes.get(parent as usize)?.spans.first());
        if let Some(outer) = outer {
            self.field(1, "inside", &beginning(outer.text), Ink::Plain);
        }
        if let Some(cue) = quote.cue {
            self.field(1, "cue", cue.text, Ink::Plain);
        }
        let parties = [("speaker", quote.speaker), ("addressee", quote.addressee), ("via", quote.via)];
        for (label, party) in parties {
            if let Some(party) = party {
                self.field(1, label, &who(annotation, &party), Ink::Bold);
            }
        }
        if quote.speaker.is_none() {
            self.field(1, "speaker", "unknown", Ink::Faint);
        }
        self.field(1, "rule", quote.rule, Ink::Faint);
    }
}

/// `Putin → Vladimir Putin`: what stands in the text, and whom it means. `…` stands for words of an earlier paragraph.
fn who(annotation: &Annotation<'_>, party: &Party<'_>) -> String {
    let words = if party.start.is_some() { party.text } else { "…" };
    match party.entity.and_then(|id| annotation.entities.get(id as usize)) {
        Some(entity) => format!("{words} → {}", entity.name),
        None => words.to_owned(),
    }
}

fn with_form(text: &str, form: &str) -> String {
    if form == "name" { text.to_owned() } else { format!("{text} ({form})") }
}

/// The first words of a quotation, enough to find it by.
fn beginning(text: &str) -> String {
    let text = one_line(text);
    match text.char_indices().nth(48) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Who bears a role: every role of a text under its words, its first words and its last, so that asking costs no search.

use crate::key::{Key, mix};
use crate::mention::roles::PersonRole;
use crate::pack::lexicon::Classes;
use crate::reading::Reading;
use crate::span::TokenSpan;

/// How the words asked for may fit those of a role: the whole of it, then its first words ("Menteri" of "Menteri
/// Pertahanan"), then its last ("hakim" of "ketua majelis hakim").
const FITS: [Key; 3] = [1, 2, 3];

/// The roles of a text by their words.
pub(super) struct Bearers {
    /// Sorted by wording, then by place in the text.
    entries: Vec<Entry>,
    /// The named mention that bears each role.
    persons: Vec<usize>,
}

/// One way to ask for one role.
#[derive(Clone, Copy)]
struct Entry {
    wording: Key,
    /// The first token of the role.
    start: u32,
    /// The last role, and the first, among the entries of this wording up to here, by their places in the list.
    last: u32,
    first: u32,
}

impl Bearers {
    pub(super) fn new(reading: &Reading<'_, '_>, roles: &[PersonRole]) -> Self {
        let mut entries = Vec::with_capacity(roles.len() * 4);
        for (place, role) in (0..).zip(roles) {
            let mut add = |wording| entries.push(Entry { wording, start: role.span.start, last: place, first: place });
            let words = words(reading, role.span);
            for count in 1..=words.len() {
                add(wording(FITS[1], &words[..count]));
                add(wording(FITS[2], &words[words.len() - count..]));
            }
            add(wording(FITS[0], &words));
        }
        entries.sort_unstable_by_key(|entry| (entry.wording, entry.start, entry.first));
        for index in 1..entries.len() {
            let before = entries[index - 1];
            if before.wording == entries[index].wording {
                entries[index].last = entries[index].last.max(before.last);
                entries[index].first = entries[index].first.min(before.first);
            }
        }
        Self { entries, persons: roles.iter().map(|role| role.person).collect() }
    }

    /// The last person before `span` who bears the role it names; else one who is given that role later.
    pub(super) fn bearer(&self, reading: &Reading<'_, '_>, span: TokenSpan) -> Option<usize> {
        let start = span.start + u32::from(reading.is(span.start, Classes::DEFINITE));
        let end = span.end - u32::from(span.end > start && reading.is(span.end - 1, Classes::DEMONSTRATIVE));
        let asked = words(reading, TokenSpan::new(start, end));
        if asked.is_empty() {
            return None;
        }
        FITS.iter().find_map(|&fit| {
            let wording = wording(fit, &asked);
            let from = self.entries.partition_point(|entry| entry.wording < wording);
            let entries = &self.entries[from..];
            let before = entries.partition_point(|entry| entry.wording == wording && entry.start < span.start);
            let all = entries.partition_point(|entry| entry.wording == wording);
            let role = before.checked_sub(1).map(|before| entries[before].last);
            let role = role.or_else(|| all.checked_sub(1).map(|all| entries[all].first))?;
            Some(self.persons[role as usize])
        })
    }
}

fn wording(fit: Key, words: &[Key]) -> Key {
    words.iter().fold(fit, |path, &word| mix(path, word))
}

/// The words of a role as keys, a known short form spelled out: Mendagri as Menteri Dalam Negeri.
fn words(reading: &Reading<'_, '_>, span: TokenSpan) -> Vec<Key> {
    let words = (span.start..span.end).filter(|&index| reading.is_word(index)).map(|index| reading.token(index).key);
    words.flat_map(|key| reading.pack.roles.spelled_out(key)).collect()
}

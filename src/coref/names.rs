//! Groups named mentions by their words: parts of a name, acronyms, brackets, known aliases.

use super::acronyms::{Letters, abbreviates};
use crate::key::Key;
use crate::mention::Kind;
use crate::pack::keymap::KeyMap;
use crate::pack::lexicon::Classes;
use crate::reading::{Reading, is_name};
use crate::span::TokenSpan;

/// A group that a later mention may join.
struct Group {
    first: usize,
    kind: Kind,
    signs: Signs,
    /// The longest wordings so far, longest first.
    wordings: Vec<Wording>,
}

/// A wording, and what tells at a glance that another cannot be of the same entity.
#[derive(Clone, Copy)]
struct Wording {
    span: TokenSpan,
    signs: Signs,
}

/// The words of a name as a set of hashes, one bit of 64 each, and its letters as [`Letters`]: if a bit is missing, so
/// is the member.
#[derive(Clone, Copy)]
struct Signs {
    words: u64,
    letters: Letters,
}

impl Wording {
    fn new(reading: &Reading<'_, '_>, span: TokenSpan) -> Self {
        let tokens = span.start..span.end;
        let words = tokens.clone().fold(0, |set, index| set | 1 << (reading.token(index).key & 63));
        let texts = tokens.map(|index| reading.segments.token_text(index));
        Self { span, signs: Signs { words, letters: Letters::new(reading.segments.span_text(span), texts) } }
    }
}

impl Signs {
    /// Those of a group: what one of its wordings has, and what all of them ask for.
    fn join(self, other: Self) -> Self {
        Self { words: self.words | other.words, letters: self.letters.join(other.letters) }
    }

    /// Whether a wording of a group can share words with one of another, or be its acronym, or have it as one.
    const fn meet(self, other: Self) -> bool {
        self.words & other.words != 0
            || self.letters.may_abbreviate(other.letters)
            || other.letters.may_abbreviate(self.letters)
    }
}

/// How many groups are searched for an acronym's expansion, and how many wordings of one: both bound the work.
const SEARCHED: usize = 200;
const COMPARED: usize = 8;

/// For each mention the first mention of its group; a mention that is no name is a group of its own.
pub(super) fn group(reading: &Reading<'_, '_>) -> Vec<usize> {
    let mut first: Vec<usize> = (0..reading.mentions.len()).collect();
    let mut groups: Vec<Group> = Vec::new();
    let mut by_wording: KeyMap<u32> = KeyMap::default();
    let mut by_word: KeyMap<u32> = KeyMap::default();
    let mut of_mention: Vec<Option<usize>> = vec![None; reading.mentions.len()];
    for (index, mention) in reading.mentions.iter().enumerate().filter(|(_, mention)| is_name(mention.kind)) {
        let wording = wording(reading, mention.span, mention.kind);
        let known = by_wording.get(wording).map(|group| group as usize - 1);
        let group = known.unwrap_or_else(|| {
            let own = Wording::new(reading, mention.span);
            let found = bracketed(reading, index)
                .and_then(|before| of_mention[before])
                .or_else(|| related(reading, index, own, &groups, &by_word));
            let group = found.unwrap_or_else(|| {
                groups.push(Group { first: index, kind: mention.kind, signs: own.signs, wordings: Vec::new() });
                groups.len() - 1
            });
            groups[group].signs = groups[group].signs.join(own.signs);
            let wordings = &mut groups[group].wordings;
            wordings.insert(wordings.partition_point(|known| known.span.len() >= mention.span.len()), own);
            wordings.truncate(COMPARED);
            *by_wording.entry(wording) = group as u32 + 1;
            for token in mention.span.start..mention.span.end {
                if reading.is_word(token) {
                    *by_word.entry(word(reading, token, mention.kind)) = group as u32 + 1;
                }
            }
            group
        });
        first[index] = groups[group].first;
        of_mention[index] = Some(group);
    }
    first
}

/// The key of a whole wording, of its kind.
fn wording(reading: &Reading<'_, '_>, span: TokenSpan, kind: Kind) -> Key {
    let start = kind as u32 + 11;
    let key = (span.start..span.end).fold(start, |key, index| crate::key::mix(key, reading.token(index).key));
    let canonical = reading.pack.aliases.canonical(reading.segments, span);
    canonical.map_or(key, |canonical| crate::key::mix(canonical, start)).max(1)
}

fn word(reading: &Reading<'_, '_>, token: u32, kind: Kind) -> Key {
    crate::key::mix(reading.token(token).key, kind as u32).max(1)
}

/// The name that this one stands in brackets behind: "Basuki (Ahok)".
fn bracketed(reading: &Reading<'_, '_>, index: usize) -> Option<usize> {
    let span = reading.mentions[index].span;
    let open = span.start.checked_sub(1).filter(|&open| reading.reads(open, "(") && reading.reads(span.end, ")"))?;
    let before = index.checked_sub(1)?;
    let mention = &reading.mentions[before];
    (mention.span.end == open && mention.kind == reading.mentions[index].kind).then_some(before)
}

/// The group that a name is part of, a fuller form of, or an acronym of: the last that fits.
fn related(
    reading: &Reading<'_, '_>,
    index: usize,
    own: Wording,
    groups: &[Group],
    by_word: &KeyMap<u32>,
) -> Option<usize> {
    let mention = &reading.mentions[index];
    // Most names share a word with their group; only acronyms need a search.
    let by_shared = (mention.span.start..mention.span.end)
        .filter_map(|token| by_word.get(word(reading, token, mention.kind)))
        .map(|group| group as usize - 1)
        .find(|&group| joins(reading, &groups[group], own));
    let nearest = groups.len().saturating_sub(SEARCHED);
    let fits = |group: &Group| group.kind == mention.kind && group.signs.meet(own.signs) && joins(reading, group, own);
    by_shared.or_else(|| groups[nearest..].iter().rposition(fits).map(|group| nearest + group))
}

/// Whether a name may join a group: a person's must fit the fullest name there, or two people of one surname would
/// become one; another needs to fit any of the first few wordings.
fn joins(reading: &Reading<'_, '_>, group: &Group, own: Wording) -> bool {
    let known = if group.kind == Kind::Person { 1 } else { COMPARED };
    group.wordings.iter().take(known).any(|&known| same(reading, group.kind, known, own))
}

/// Whether two wordings of one kind name the same.
fn same(reading: &Reading<'_, '_>, kind: Kind, a: Wording, b: Wording) -> bool {
    let (a, b) = if a.span.len() <= b.span.len() { (a, b) } else { (b, a) };
    let (short, long) = (a.span, b.span);
    let shared = a.signs.words & !b.signs.words == 0
        && match kind {
            Kind::Person => is_part(reading, short, long),
            Kind::Organization => opens(reading, short, long) || behind_head(reading, short, long, Classes::ORG_HEAD),
            _ => behind_head(reading, short, long, Classes::PLACE_HEAD),
        };
    shared || (a.signs.letters.may_abbreviate(b.signs.letters) && is_acronym(reading, short, long))
}

/// Whether `short` is made of the beginnings of the words of `long`.
fn is_acronym(reading: &Reading<'_, '_>, short: TokenSpan, long: TokenSpan) -> bool {
    let words = (long.start..long.end).map(|index| reading.segments.token_text(index));
    abbreviates(reading.segments.span_text(short), words)
}

/// Whether every word of `short` is a word of `long`, in order.
fn is_part(reading: &Reading<'_, '_>, short: TokenSpan, long: TokenSpan) -> bool {
    let mut rest = long.start..long.end;
    short.len() < long.len()
        && (short.start..short.end).all(|index| rest.any(|other| reading.token(other).key == reading.token(index).key))
}

/// Whether `long` begins with `short`, which is more than type words: "Komisi XIII" of "Komisi XIII DPR RI".
fn opens(reading: &Reading<'_, '_>, short: TokenSpan, long: TokenSpan) -> bool {
    let typed = (short.start..short.end)
        .all(|index| reading.is(index, Classes::ORG_HEAD) && !reading.is(index, Classes::CURRENCY));
    short.len() < long.len()
        && !typed
        && (0..short.len()).all(|i| reading.token(short.start + i).key == reading.token(long.start + i).key)
}

/// Whether `long` is `short` behind type words: "Freeport" of "PT Freeport", "Demak" of "Kabupaten Demak".
fn behind_head(reading: &Reading<'_, '_>, short: TokenSpan, long: TokenSpan, head: Classes) -> bool {
    let extra = long.len() - short.len();
    extra > 0
        && (0..extra).all(|i| reading.is(long.start + i, head))
        && (0..short.len()).all(|i| reading.token(short.start + i).key == reading.token(long.start + extra + i).key)
}

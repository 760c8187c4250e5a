//! What the tagger sees of a token: one function, for training and for tagging.

mod view;

use super::gazetteer::{Gazetteer, Lists};
use super::knowledge::{Knowledge, Levels, Role};
use crate::key::{KeyHasher, mix};
use crate::pack::lexicon::Classes;
use crate::segment::{Casing, Gap, Segments, Token, TokenKind};
use crate::span::TokenSpan;
use view::{EDGE, View, leaning, shape};

/// A feature of a token: the hash of its template and its values.
pub type Feature = u32;

/// Everything the features of one sentence are made from.
#[derive(Debug, Default)]
pub struct Scene {
    views: Vec<View>,
    runs: Vec<Run>,
    casing: Casing,
    whole: bool,
}

/// Where a token stands from the one whose features are made.
pub const OFFSETS: [isize; 5] = [-2, -1, 0, 1, 2];

/// A stretch of live tokens: capitalised ones, and what may stand between or right after them.
#[derive(Clone, Copy, Debug)]
struct Run {
    start: u32,
    end: u32,
}

/// Classes that tell of names; each is a feature of its own around a token.
const TRIGGERS: Classes = Classes(
    Classes::TITLE.0
        | Classes::TITLE_AFTER.0
        | Classes::ROLE.0
        | Classes::ROLE_MODIFIER.0
        | Classes::PERSON_NOUN.0
        | Classes::ORG_HEAD.0
        | Classes::ORG_TAIL.0
        | Classes::PLACE_HEAD.0
        | Classes::PLACE_TAIL.0
        | Classes::NAME_PARTICLE.0
        | Classes::CUE.0
        | Classes::AGENT.0
        | Classes::TO.0
        | Classes::PLACE_PREPOSITION.0
        | Classes::DAY.0
        | Classes::MONTH.0
        | Classes::BYLINE.0
        | Classes::RELAY.0
        | Classes::KIN.0
        | Classes::FURNITURE.0
        | Classes::CONJUNCTION.0
        | Classes::NUMBER_WORD.0,
);

impl Scene {
    /// Looks at a sentence, in which the casing of its paragraph is `casing`.
    pub fn look(
        &mut self,
        segments: &Segments<'_>,
        sentence: TokenSpan,
        casing: Casing,
        gazetteer: &Gazetteer,
        knowledge: &Knowledge,
    ) {
        self.casing = casing;
        self.whole = segments.given_tokens;
        self.views.clear();
        self.runs.clear();
        let tokens = segments.slice(sentence);
        self.views.extend(tokens.iter().map(|token| View {
            key: token.key,
            shape: shape(token),
            classes: token.classes,
            levels: if token.case.has_capital() { knowledge.levels(token.key) } else { Levels::default() },
            bytes: token.bytes,
            capital: token.case.has_capital(),
            ..View::default()
        }));
        self.find_runs(tokens);
        self.find_lists(segments, sentence, gazetteer);
    }

    /// The live stretches of the sentence, as indices into it: no name reaches outside one.
    pub fn stretches(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let whole = self.whole.then_some((0, self.views.len()));
        let runs = self.runs.iter().map(|run| (run.start as usize, run.end as usize));
        whole.into_iter().chain(runs.take(if self.whole { 0 } else { usize::MAX }))
    }

    /// The casing of the paragraph.
    #[must_use]
    pub const fn casing(&self) -> Casing {
        self.casing
    }

    fn find_runs(&mut self, tokens: &[Token]) {
        let mut index = 0;
        while index < tokens.len() {
            if !tokens[index].case.has_capital() {
                index += 1;
                continue;
            }
            let start = index;
            let mut end = index + 1;
            // Two small tokens at most bridge two capitals; a figure may follow one.
            loop {
                while let Some(next) =
                    (end..tokens.len().min(end + BRIDGE + 1)).find(|&next| tokens[next].case.has_capital())
                {
                    end = next + 1;
                }
                match tail(tokens, start, end) {
                    0 => break,
                    more => end += more,
                }
            }
            let run = self.runs.len() as u32;
            self.runs.push(Run { start: start as u32, end: end as u32 });
            let mut trigger = None;
            for (view, index) in self.views[start..end].iter_mut().zip(start as u32..) {
                view.run = Some(run);
                view.trigger = trigger;
                if view.classes.any(INNER) {
                    trigger = Some(index);
                }
            }
            index = end;
        }
    }

    fn find_lists(&mut self, segments: &Segments<'_>, sentence: TokenSpan, gazetteer: &Gazetteer) {
        for run in &self.runs {
            let mut index = run.start;
            while index < run.end {
                let start = sentence.start + index;
                let found = segments.tokens[start as usize]
                    .case
                    .has_capital()
                    .then(|| gazetteer.longest(segments, start, sentence.end));
                let Some((end, lists)) = found.flatten() else {
                    index += 1;
                    continue;
                };
                let length = end - start;
                for offset in 0..length {
                    // 1 begins, 2 inside, 3 ends, 4 alone
                    let place = match (offset, length) {
                        (_, 1) => 4,
                        (0, _) => 1,
                        _ if offset + 1 == length => 3,
                        _ => 2,
                    };
                    if let Some(view) = self.views.get_mut((index + offset) as usize) {
                        for (bit, list) in Lists::ALL.into_iter().enumerate() {
                            if lists.any(list) {
                                view.lists |= place << (bit * 3);
                            }
                        }
                    }
                }
                index += length;
            }
        }
    }

    fn view(&self, index: usize, offset: isize) -> &View {
        index.checked_add_signed(offset).and_then(|i| self.views.get(i)).unwrap_or(&EDGE)
    }

    /// All features of the token at `index` of the sentence, which must be live. The plain ones come first; their
    /// number is returned (corpora of different conventions learn these a second time for themselves).
    pub fn features(&self, text: &str, index: usize, out: &mut Vec<Feature>) -> usize {
        let mut add = Emit { out, casing: self.casing as u32 };
        for offset in OFFSETS {
            self.view(index, offset).alone(offset, &mut add);
        }
        self.joint_plain(index, &mut add);
        let plain = add.out.len();
        self.joint_rest(index, &mut add);
        self.view(index, 0).affixes(text, &mut add);
        plain
    }

    /// A number for all that [`Scene::features_alone`] of the token at `offset` from `index` are made of: two words that
    /// share it would have to share key, writing, length and last letter.
    pub(super) fn identity(&self, text: &str, index: usize, offset: isize) -> u64 {
        let view = self.view(index, offset);
        let last = view.bytes.range().end.checked_sub(1).map_or(0, |last| text.as_bytes()[last]);
        u64::from(view.key) << 32
            | u64::from(view.bytes.len().min(127) << 1 | u32::from(view.capital)) << 24
            | u64::from(last) << 16
            | u64::from(view.levels.0) << 6
            | u64::from(view.shape)
    }

    /// The features that the token at `offset` from `index` gives whatever stands around it.
    pub(super) fn features_alone(&self, text: &str, index: usize, offset: isize, out: &mut Vec<Feature>) {
        let mut add = Emit { out, casing: self.casing as u32 };
        let view = self.view(index, offset);
        view.alone(offset, &mut add);
        if offset == 0 {
            view.affixes(text, &mut add);
        }
    }

    /// The features that several tokens give together.
    pub(super) fn features_joint(&self, index: usize, out: &mut Vec<Feature>) {
        let mut add = Emit { out, casing: self.casing as u32 };
        self.joint_plain(index, &mut add);
        self.joint_rest(index, &mut add);
    }

    fn joint_plain(&self, index: usize, add: &mut Emit<'_>) {
        let [before, here, after] = [-1, 0, 1].map(|offset| self.view(index, offset));

        // How they are written.
        add.two(11, before.shape, here.shape);
        add.two(12, here.shape, after.shape);
        add.two(13, before.shape << 12 | here.shape << 6 | after.shape, 0);
        add.two(14, add.casing, here.shape);
        add.two(15, u32::from(index == 0) | u32::from(index == 1) << 1, here.shape);

        // Triggers around.
        add.classes(21, before.classes, here.shape);
        add.classes(22, after.classes, here.shape);

        // Lists and counts.
        add.one(23, here.lists);
        add.two(24, before.lists, here.lists);
        add.two(25, here.lists, after.lists);
        if here.lists != 0 {
            add.two(26, here.lists, add.casing);
        }
        let [levels_before, levels, levels_after] = [before, here, after].map(|view| leaning(view.levels));
        add.two(29, levels_before << 6 | levels, 0);
        add.two(30, levels << 6 | levels_after, 1);
        add.two(31, levels_before << 12 | levels << 6 | levels_after, 2);

        // In a headline the capitals say nothing; that a word is common says much.
        if self.casing != Casing::Sentence {
            let [before, here, after] = [before, here, after].map(|view| u32::from(view.levels.get(Role::Common)));
            add.two(32, here, index.min(1) as u32);
            add.two(33, before << 6 | here << 3 | after, 0);
            add.two(34, levels, levels_after);
        }
        self.run_features(index, here, add);
    }

    fn joint_rest(&self, index: usize, add: &mut Emit<'_>) {
        let [before, here, after] = [-1, 0, 1].map(|offset| self.view(index, offset));
        add.two(6, before.key, here.key);
        add.two(7, here.key, after.key);
        add.two(8, before.key, here.shape);
        add.two(9, after.key, here.shape);
    }

    /// The run a token stands in, as a whole.
    fn run_features(&self, index: usize, here: &View, add: &mut Emit<'_>) {
        let Some(run) = here.run.map(|run| self.runs[run as usize]) else { return };
        let (start, end) = (run.start as usize, run.end as usize);
        let (first, last) = (self.view(start, 0), self.view(end, -1));
        let (outside_before, outside_after) = (self.view(start, -1), self.view(end, 0));
        let place = (index - start).min(3) as u32;
        let from_end = (end - 1 - index).min(3) as u32;
        let length = (end - start).min(6) as u32;
        add.two(40, outside_before.key, place);
        add.two(41, outside_after.key, from_end);
        add.two(42, first.key, place);
        add.two(43, last.key, from_end);
        add.two(44, length << 4 | place << 2 | from_end, add.casing);
        add.two(45, outside_before.key, outside_after.key);
        add.classes(46, outside_before.classes, place);
        add.classes(47, first.classes, place);
        add.classes(48, last.classes, from_end);
        add.classes(49, outside_after.classes, from_end);
        if let Some(last) = here.trigger {
            let (distance, trigger) = ((index - 1 - last as usize).min(3), &self.views[last as usize]);
            add.classes(50, Classes(trigger.classes.0 & INNER.0), distance as u32);
            add.two(51, trigger.key, distance as u32);
        }
    }
}

/// How many tokens that are not capitalised belong to the run `start..end` behind it: a figure, a bracket that the run
/// opened, or the second half of a given name (Do-hyun).
fn tail(tokens: &[Token], start: usize, end: usize) -> usize {
    let is = |index: usize, c: char| tokens.get(index).is_some_and(|token: &Token| token.key == KeyHasher::of(c));
    let attached = |index: usize| tokens.get(index).is_some_and(|token| token.gap == Gap::None);
    if tokens.get(end).is_some_and(|token| token.kind == TokenKind::Number) {
        1
    } else if is(end, '-') && attached(end) && attached(end + 1) && tokens[end + 1].kind == TokenKind::Word {
        2
    } else {
        usize::from(is(end, ')') && (start..end).any(|index| is(index, '(')))
    }
}

/// Triggers that govern what comes after them inside a run.
const INNER: Classes = Classes(
    Classes::TITLE.0
        | Classes::ROLE.0
        | Classes::ORG_HEAD.0
        | Classes::PLACE_HEAD.0
        | Classes::NAME_PARTICLE.0
        | Classes::CONJUNCTION.0,
);

const BRIDGE: usize = 2;

struct Emit<'o> {
    out: &'o mut Vec<Feature>,
    casing: u32,
}

impl Emit<'_> {
    fn one(&mut self, template: u32, value: u32) {
        self.out.push(mix(template, value));
    }

    fn two(&mut self, template: u32, a: u32, b: u32) {
        self.out.push(mix(mix(template, a), b));
    }

    /// One feature for every trigger class.
    fn classes(&mut self, template: u32, classes: Classes, with: u32) {
        let mut rest = classes.0 & TRIGGERS.0;
        while rest != 0 {
            let bit = rest.trailing_zeros();
            rest &= rest - 1;
            self.two(template, bit, with);
        }
    }
}

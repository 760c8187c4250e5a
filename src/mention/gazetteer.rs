//! Lists of names: the longest match at a token, and what the lists say of it.

use crate::key::{Key, KeyHasher, mix};
use crate::pack::PackError;
use crate::pack::keymap::KeyMap;
use crate::segment::{Case, Segments, Token};

/// The lists that hold a name, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lists(pub u8);

impl Lists {
    /// Countries, provinces, cities and other places that news names without a word of explanation.
    pub const REGION: u8 = 1;
    /// Any other place.
    pub const PLACE: u8 = 2;
    /// Organizations.
    pub const ORGANIZATION: u8 = 4;
    /// Full names of people.
    pub const PERSON: u8 = 8;
    /// Names that are none of these: products, events, laws, months.
    pub const OTHER: u8 = 16;
    /// One bit a list, in the order of the pack's lists.
    pub const ALL: [u8; 5] = [Self::REGION, Self::PLACE, Self::ORGANIZATION, Self::PERSON, Self::OTHER];

    /// Whether a list among `lists` holds the name.
    #[must_use]
    pub const fn any(self, lists: u8) -> bool {
        self.0 & lists != 0
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// Lists of the name that ends here.
    ends: u8,
    /// Whether a longer name goes on from here.
    more: bool,
}

/// Names by their tokens, as a tree whose nodes are found by the hash of the way to them.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    nodes: KeyMap<Node>,
}

/// Longest name, in tokens.
const LONGEST: u32 = 12;

impl Gazetteer {
    /// Reads the lists of a pack: each a run of front-coded names, in the order of [`Lists::ALL`], each list closed by
    /// byte 31. A name begins with a byte below 31 that says how many bytes it shares with the name before.
    pub fn read(section: &[u8]) -> Result<Self, PackError> {
        let mut gazetteer = Self { nodes: KeyMap::with_capacity(section.len() / 5) };
        let mut rest = section;
        for list in Lists::ALL {
            let mut name: Vec<u8> = Vec::new();
            while let Some((&shared, after)) = rest.split_first() {
                rest = after;
                if shared == LIST_END {
                    break;
                }
                if usize::from(shared) > name.len() {
                    return Err(PackError::damaged("a name shares more than the name before it has"));
                }
                let end = rest.iter().position(|&byte| byte <= LIST_END).unwrap_or(rest.len());
                name.truncate(usize::from(shared));
                name.extend_from_slice(&rest[..end]);
                rest = &rest[end..];
                let text = core::str::from_utf8(&name).map_err(|_| PackError::damaged("a name is not UTF-8"))?;
                gazetteer.add(text, list);
            }
        }
        Ok(gazetteer)
    }

    /// Adds a name whose tokens stand with single blanks between. A token in capitals is matched only in capitals.
    pub fn add(&mut self, name: &str, list: u8) {
        let mut path = ROOT;
        for (position, token) in name.split(' ').enumerate() {
            if position > 0 {
                self.nodes.entry(path).more = true;
            }
            path = mix(path, listed_key(token));
        }
        self.nodes.entry(path).ends |= list;
    }

    /// The longest name that begins at token `start` and ends by `limit`: the token after it, and its lists.
    #[must_use]
    pub fn longest(&self, segments: &Segments<'_>, start: u32, limit: u32) -> Option<(u32, Lists)> {
        let (mut path, mut found) = (ROOT, None);
        for (end, token) in (start..limit.min(start + LONGEST)).zip(&segments.tokens[start as usize..]) {
            let Some((next, node)) = self.step(path, token) else { break };
            path = next;
            if node.ends != 0 {
                found = Some((end + 1, Lists(node.ends)));
            }
            if !node.more {
                break;
            }
        }
        found
    }

    /// Number of nodes.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no name.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    fn step(&self, path: Key, token: &Token) -> Option<(Key, Node)> {
        if token.case == Case::Upper {
            let next = mix(path, upper(token.key));
            if let Some(node) = self.nodes.get(next) {
                return Some((next, node));
            }
        }
        let next = mix(path, token.key);
        self.nodes.get(next).map(|node| (next, node))
    }
}

const ROOT: Key = 1;
const LIST_END: u8 = 31;

const fn upper(key: Key) -> Key {
    mix(key, 0x5550)
}

/// The key of a token as a list has it: an acronym gets a key of its own, which only capitals match.
fn listed_key(token: &str) -> Key {
    let mut hasher = KeyHasher::default();
    for c in token.chars() {
        hasher.char(c);
    }
    let acronym = token.chars().any(char::is_uppercase) && !token.chars().any(char::is_lowercase);
    if acronym { upper(hasher.finish()) } else { hasher.finish() }
}

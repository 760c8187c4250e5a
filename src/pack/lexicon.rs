//! What a language says of its single words: classes, and the clitics that end them.

use super::PackError;
use super::cues::Cues;
use super::keymap::KeyMap;
use crate::key::{Key, key};

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal $word:literal,)*) => {
        /// A set of word classes. The names in quotation marks are those of the first column of `words.tsv`.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct Classes(pub u64);

        impl Classes {
            $($(#[$doc])* #[doc = concat!(" (`", $word, "`)")] pub const $name: Self = Self(1 << $bit);)*

            /// The class a table names, if there is one of that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($word => Some(Self::$name),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    /// A full stop after it does not end the sentence.
    ABBREVIATION = 0 "abbreviation",
    /// Takes a clitic, which becomes a token of its own: `ujar|nya`.
    CLITIC_HOST = 1 "clitic-host",
    /// Ends like a clitic and has none: `hanya`.
    UNSPLIT = 2 "unsplit",
    /// A currency, split from the figure that is written against it.
    CURRENCY = 3 "currency",
    /// A personal pronoun of the third person.
    PRONOUN = 4 "pronoun",
    /// A pronoun of the first or second person.
    FIRST_PERSON = 5 "first-person",
    /// A preposition.
    PREPOSITION = 6 "preposition",
    /// Introduces the agent of a passive: oleh, by.
    AGENT = 7 "agent",
    /// Introduces the one spoken to: kepada, to.
    TO = 8 "to",
    /// Introduces reported content: bahwa, that.
    THAT = 9 "that",
    /// A relative pronoun.
    RELATIVE = 10 "relative",
    /// Joins equals: dan, and.
    CONJUNCTION = 11 "conjunction",
    /// Opens a subordinate clause: karena, when.
    SUBORDINATOR = 12 "subordinator",
    /// Closes (or points with) a noun phrase: itu, tersebut.
    DEMONSTRATIVE = 13 "demonstrative",
    /// Opens a noun phrase: seorang, para, a, the.
    ARTICLE = 14 "article",
    /// Negates, or says that nothing was said.
    NEGATION = 15 "negation",
    /// May stand between a subject and its verb: juga, pun, also.
    ADVERB = 16 "adverb",
    /// Opens a sentence and belongs to no clause: sementara, namun.
    CONNECTIVE = 17 "connective",
    /// A title or rank before a person's name.
    TITLE = 18 "title",
    /// A degree or honour after a person's name.
    TITLE_AFTER = 19 "title-after",
    /// The head of a role: presiden, ketua, menteri.
    ROLE = 20 "role",
    /// Extends a role to its left: wakil, mantan, deputi.
    ROLE_MODIFIER = 21 "role-modifier",
    /// A noun for a person or persons: warga, pria, korban.
    PERSON_NOUN = 22 "person-noun",
    /// A noun for a body or a document that can speak: pemerintah, studi.
    BODY_NOUN = 23 "body-noun",
    /// The first word of an organization's name.
    ORG_HEAD = 24 "org-head",
    /// The last word of an organization's name.
    ORG_TAIL = 25 "org-tail",
    /// The first word of a place's name.
    PLACE_HEAD = 26 "place-head",
    /// The last word of a place's name.
    PLACE_TAIL = 27 "place-tail",
    /// Stands inside a person's name: bin, van, de.
    NAME_PARTICLE = 28 "name-particle",
    /// A month.
    MONTH = 29 "month",
    /// A day of the week.
    DAY = 30 "day",
    /// A number written as a word.
    NUMBER_WORD = 31 "number-word",
    /// A unit of measure.
    UNIT = 32 "unit",
    /// Marks a clause: an auxiliary, a copula, a modal.
    AUXILIARY = 33 "auxiliary",
    /// Names the maker of an article or picture: reporter, editor.
    BYLINE = 34 "byline",
    /// A verb (or noun) of saying in any of its forms; set from the table of cues.
    CUE = 35 "cue",
    /// Opens a relay: dilansir, dikutip.
    RELAY = 36 "relay",
    /// A part of an article's furniture: baca juga, simak.
    FURNITURE = 37 "furniture",
    /// Prepositions of place: di, ke, dari, in.
    PLACE_PREPOSITION = 38 "place-preposition",
    /// Refers to more than one: mereka, para, they.
    PLURAL = 39 "plural",
    /// A relative of somebody: istri, anak, ibu.
    KIN = 40 "kin",
    /// An adverb or noun of time: kemarin, pagi, Senin.
    TIME = 41 "time",
    /// Introduces a title, a slogan or a name in quotation marks: berjudul, film.
    TITLED = 42 "titled",
    /// Introduces what is spoken of, not what is said: soal, tentang, hal.
    ABOUT = 43 "about",
    /// Negates or refuses the verb of saying after it, or makes it a purpose: tidak, enggan, untuk.
    UNSAID = 44 "unsaid",
    /// A form of address before a name that is no role: pak, bu.
    HONORIFIC = 45 "honorific",
    /// A word that makes a noun phrase indefinite: seorang, sejumlah, a.
    INDEFINITE = 46 "indefinite",
    /// Can begin a date, a time or an amount: the words that `patterns.tsv` matches first.
    PATTERN = 47 "pattern",
    /// Marks a clause though it is built like no verb: jatuh, naik, mudah, hanya.
    PREDICATE = 48 "predicate",
    /// Opens a description that points back: sang, the.
    DEFINITE = 49 "definite",
    /// Says how old somebody is: berusia.
    AGE = 50 "age",
    /// Ends a possessor: 's.
    POSSESSIVE = 51 "possessive",
    /// Speaks of one man: he, Mr, spokesman, and given names of men.
    MALE = 52 "male",
    /// Speaks of one woman: she, Ms, actress, and given names of women.
    FEMALE = 53 "female",
    /// Speaks of no person: it.
    THING = 54 "thing",
    /// Joins two noun phrases to one: of.
    LINK = 55 "link",
    /// Opens the circumstances of a report that stand between its cue and its content: in a statement, at the hearing.
    CIRCUMSTANCE = 56 "circumstance",
    /// Opens a noun phrase and is never one by itself: a verb's form behind it is a noun or an adjective ("the claim").
    DETERMINER = 57 "determiner",
    /// Makes a passive of the participle behind it: was told.
    COPULA = 58 "copula",
}

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);

    /// Whether the two share a class.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A clitic that is split from the word before it.
#[derive(Clone, Debug)]
pub struct Clitic {
    /// Its folded letters.
    pub suffix: Box<str>,
    /// Ends a possessor, whatever word that is (`Estonia's`), and stands for nobody.
    pub possessive: bool,
}

/// Single words and their classes, and the parts of words.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    classes: KeyMap<Classes>,
    clitics: Vec<Clitic>,
    verb_prefixes: Vec<Box<str>>,
    verb_suffixes: Vec<Box<str>>,
}

impl Lexicon {
    /// Reads the section `words` (`class`, a tab, its words) and the section
    /// `affixes` (an affix, a tab, its role), and takes the words of the section `cues`.
    pub fn read(words: &str, affixes: &str, cues: &str) -> Result<Self, PackError> {
        let mut lexicon = Self::default();
        for line in words.lines() {
            let (class, words) = line.split_once('\t').ok_or_else(|| PackError::damaged("a class without words"))?;
            let class = Classes::named(class).ok_or_else(|| PackError::damaged("a class of words that is unknown"))?;
            for word in words.split(' ') {
                lexicon.add(key(word), class);
            }
        }
        Cues::words(cues, |key, hosts| {
            lexicon.add(key, if hosts { Classes::CUE.or(Classes::CLITIC_HOST) } else { Classes::CUE });
        });
        for line in affixes.lines() {
            let (affix, role) = line.split_once('\t').ok_or_else(|| PackError::damaged("an affix without a role"))?;
            if affix.is_empty() {
                return Err(PackError::damaged("an empty affix"));
            }
            match role {
                "clitic" | "possessive" => {
                    lexicon.clitics.push(Clitic { suffix: affix.into(), possessive: role == "possessive" })
                }
                "verb-prefix" => lexicon.verb_prefixes.push(affix.into()),
                "verb-suffix" => lexicon.verb_suffixes.push(affix.into()),
                _ => return Err(PackError::damaged("an affix with an unknown role")),
            }
        }
        lexicon.clitics.sort_by_key(|clitic| core::cmp::Reverse(clitic.suffix.len()));
        Ok(lexicon)
    }

    /// Every class of the word with this key.
    #[must_use]
    pub fn classes(&self, key: Key) -> Classes {
        self.classes.get(key).unwrap_or_default()
    }

    /// The clitics, longest first.
    #[must_use]
    pub fn clitics(&self) -> &[Clitic] {
        &self.clitics
    }

    /// Adds classes to a word.
    pub fn add(&mut self, key: Key, classes: Classes) {
        let entry = self.classes.entry(key);
        *entry = entry.or(classes);
    }

    /// Whether a word in lower case is built like a verb.
    #[must_use]
    pub fn is_verb_like(&self, word: &str) -> bool {
        const SHORTEST_STEM: usize = 3;
        let stem = |affix: &str| word.len() >= affix.len() + SHORTEST_STEM;
        self.verb_prefixes.iter().any(|prefix| word.starts_with(&**prefix) && stem(prefix))
            || self.verb_suffixes.iter().any(|suffix| word.ends_with(&**suffix) && stem(suffix))
    }
}

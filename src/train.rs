//! Makes packs: corpora, the learner, lists of names, the pack writer. Shares every feature with the runtime.

pub mod corpora;
pub mod guess;
pub mod knowledge;
pub mod learner;
pub mod manifest;
pub mod pack;
pub mod tables;
pub mod tagger;

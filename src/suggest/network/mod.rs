//! The network: which words are quote, cue and source where no rule is certain.
//!
//! It is a small one, of dilated convolutions and a chain over their tags, trained on labelled articles as
//! `training/README.md` tells. What it says of a word is a [`Tag`]; what follows from the tags is told in `suggest/learned.rs`.

mod dump;
mod features;
mod layers;
mod tagger;
mod viterbi;
mod weights;

pub use dump::dump;
pub(crate) use tagger::{Looked, Part, Side, Tag, Tagger};

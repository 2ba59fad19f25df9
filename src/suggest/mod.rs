//! The engine: proposes speakers, quotes, cues, casualties, commitments and claims in an article, each with its rule, its
//! score and its reason.
//!
//! In comes a frozen [`Article`](crate::article::Article); out come [`Batch`](crate::annotation::Batch)es in the order
//! of the text. A first quick pass learns who is named; then block after block is read, searched for who said what, who
//! came to harm, who committed to what and what can be checked, shown to all [`RULES`], scored, and settled. The time taken grows with the
//! text and no faster. It never knows what a person has annotated, nor the page, files or
//! the clock.

mod lexicon;

mod marks;
mod names;
mod reading;

mod attribution;
mod source;
mod whose;

mod rule;

mod casualty;
mod claim;
mod commitment;
mod quote;
mod speaker;

mod learned;
mod network;

mod engine;
mod manual;
mod score;

pub use engine::{Engine, suggest};
pub use manual::{rules_as_lines, rules_as_markdown};
#[doc(hidden)]
pub use network::dump;
pub use rule::Rule;

/// All rules, in the order in which they run.
pub const RULES: &[Rule] = &[
    quote::CUE_AFTER,
    quote::CUE_BETWEEN,
    quote::CUE_BEFORE,
    quote::THAT_CLAUSE,
    quote::BARE_CLAUSE,
    quote::CLAUSE_BEFORE,
    quote::ACCORDING_TO,
    quote::ACCORDING_TO_AFTER,
    quote::INFINITIVE,
    quote::CALLED,
    quote::ORDERED,
    quote::FOR_SOMEONE,
    quote::COLON,
    quote::CONTINUED,
    quote::LEARNED,
    speaker::NAME,
    speaker::PRONOUN,
    speaker::NOMINAL,
    speaker::ORGANIZATION,
    speaker::VERB,
    speaker::ACCORDING_TO,
    speaker::NOUN,
    speaker::PUNCTUATION,
    speaker::LEARNED,
    speaker::LEARNED_CUE,
    casualty::ACTIVE,
    casualty::PASSIVE,
    casualty::DIED,
    casualty::ELLIPTIC,
    casualty::NOMINAL,
    casualty::TOLL,
    casualty::NONE,
    casualty::PART,
    commitment::WILL,
    commitment::REPORTED,
    commitment::VERB,
    commitment::THAT,
    commitment::OBJECT,
    commitment::READY,
    commitment::NOUN,
    commitment::RULED_OUT,
    claim::FIGURE,
    claim::CHANGE,
    claim::COMPARISON,
    claim::CAUSE,
    claim::LAW,
    claim::PREDICTION,
    claim::POSITION,
    claim::ACCUSATION,
    claim::EXPERIENCE,
    claim::FACT,
    claim::ROUTINE,
];

#[cfg(test)]
mod notation;
#[cfg(test)]
mod tests;

//! What a rule is, and what it proposes.
//!
//! A [`Rule`] is a value: its id, its description, sentences on which it fires and on which it stays silent (its tests), and a
//! function from a [`Reading`] to [`Candidate`]s. A rule proposes and says why; it gives no score and removes nothing.

use std::fmt;

use crate::article::Extent;
use crate::suggest::attribution::{Attribution, Sure};
use crate::suggest::reading::Reading;
use crate::suggest::source::Mention;

/// A rule of the engine.
#[derive(Clone, Copy)]
pub struct Rule {
    /// `quote.cue_after`; stands in files for ever.
    pub id: &'static str,
    /// The label of what it proposes.
    pub label: &'static str,
    /// What it looks for, in a few words.
    pub title: &'static str,
    /// What it looks for, in full.
    pub description: &'static str,
    /// Where it comes from: a guideline, a paper.
    pub source: &'static str,
    /// Texts on which it fires. Under a line of text stands one line a mark: `~` under what is marked, then its label and values.
    pub fires: &'static [&'static str],
    /// Sentences on which no rule of its label fires.
    pub silent: &'static [&'static str],
    pub(crate) find: fn(&Block<'_>) -> Vec<Candidate>,
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// Defines a rule: its doc comment is its description.
macro_rules! rule {
    ($(#[doc = $doc:literal])* $name:ident { id: $id:literal, label: $label:literal, title: $title:literal, source: $source:literal, fires: [$($fires:literal),* $(,)?], silent: [$($silent:literal),* $(,)?], find: $find:expr $(,)? }) => {
        $(#[doc = $doc])*
        pub(crate) const $name: $crate::suggest::rule::Rule = $crate::suggest::rule::Rule {
            id: $id,
            label: $label,
            title: $title,
            description: concat!($($doc),*),
            source: $source,
            fires: &[$($fires),*],
            silent: &[$($silent),*],
            find: $find,
        };
    };
}
pub(crate) use rule;

/// What rules see: a block of the article with what was found in it before.
pub(crate) struct Block<'a> {
    /// The words.
    pub(crate) reading: &'a Reading<'a>,
    /// Who said what.
    pub(crate) attributions: &'a [Attribution],
    /// Who came to harm, who committed to what: found once, and dealt out to the rules that they name.
    pub(crate) findings: &'a [Candidate],
}

/// The findings that name a rule as theirs.
pub(crate) fn made_by(findings: &[Candidate], rule: &str) -> Vec<Candidate> {
    let made = findings.iter().filter(|finding| finding.rule == rule);
    made.cloned().collect()
}

/// A proposal, not scored yet.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The rule's id.
    pub(crate) rule: &'static str,
    /// The label.
    pub(crate) label: &'static str,
    /// Where it lies.
    pub(crate) fragments: Vec<Extent>,
    /// Attributes with one text.
    pub(crate) texts: Vec<(&'static str, String)>,
    /// Attributes with several choices.
    pub(crate) lists: Vec<(&'static str, Vec<String>)>,
    /// Attributes with a number.
    pub(crate) numbers: Vec<(&'static str, f64)>,
    /// A quote's cue.
    pub(crate) cue: Option<Cue>,
    /// The quote's source, the commitment's actor.
    pub(crate) who: Who,
    /// Why, for the editor.
    pub(crate) reason: String,
    /// How sure the network is, where it had a say.
    pub(crate) sure: Option<Sure>,
}

/// The words that introduce a quote.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    /// Where they lie.
    pub(crate) extent: Extent,
    /// `verb`, `according_to`, `noun`, `punctuation`.
    pub(crate) cue_type: &'static str,
    /// The form that a dictionary has.
    pub(crate) lemma: String,
}

/// Whose it is.
#[derive(Clone, Debug)]
pub(crate) enum Who {
    /// These mentions name them.
    Named(Vec<Mention>),
    /// Whoever spoke last.
    Previous,
    /// Whoever speaks the quote around it: «we will rebuild».
    Quoted,
    /// Nobody is named.
    Nobody,
}

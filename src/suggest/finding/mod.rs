//! [`Finding`]: what a rule for casualties or commitments found in a reading, before it is scored.
//!
//! Ranges of words and plain values; no keys, no ids. Who turns it into a proposal resolves the actor to a speaker's mention.

use crate::article::Extent;
use crate::suggest::source::Words;

/// A value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// Text, a choice or a date.
    Text(String),
    /// Several choices.
    List(Vec<&'static str>),
    /// A whole number.
    Count(u64),
}

/// A found span with its attributes and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The id of the rule.
    pub(crate) rule: &'static str,
    /// A label of the schema.
    pub(crate) label: &'static str,
    /// Its fragments in bytes, ascending.
    pub(crate) fragments: Vec<Extent>,
    /// Attributes that differ from the schema's default, by name.
    pub(crate) attributes: Vec<(&'static str, Value)>,
    /// The words that set the rule off.
    pub(crate) trigger: Words,
    /// What the reason adds to the rule's description: how a vague count got its range. May be empty.
    pub(crate) note: &'static str,
    /// The words of the one who commits to something; none for a quotation's own speaker and for casualties.
    pub(crate) actor: Option<Words>,
    /// Whether the actor is whoever speaks the quotation around it: «We will rebuild».
    pub(crate) actor_speaks: bool,
}

/// A rule's standing text: shown as «why», printed in the manual, run as its tests.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RuleText {
    /// Its id in files, for ever.
    pub(crate) id: &'static str,
    /// What it looks for, in a sentence for editors.
    pub(crate) description: &'static str,
    /// Where the definition comes from.
    pub(crate) source: &'static str,
    /// Sentences with a line of `~` under what is found.
    pub(crate) fires: &'static [&'static str],
    /// Sentences in which nothing of the label is found.
    pub(crate) silent: &'static [&'static str],
}

#[cfg(test)]
pub(crate) mod testing;

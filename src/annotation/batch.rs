//! Suggestions on their way from the engine to a session: plain data with keys of their own.
//!
//! The engine runs in a worker and answers a long article batch by batch; the numbers below name spans and speakers
//! within one run of it, over all its batches. The session gives them ids. This is no file format: worker and page
//! come from one build.

use serde::{Deserialize, Serialize};

/// A part of the engine's answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Batch {
    /// Entries for the speaker registry that are new in this batch.
    pub speakers: Vec<SuggestedSpeaker>,
    /// Proposed spans, in the order of the text.
    pub spans: Vec<SuggestedSpan>,
    /// Proposed links; both ends are in this batch or an earlier one.
    pub links: Vec<SuggestedLink>,
}

/// A person or body that the engine found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestedSpeaker {
    /// Its number within the run.
    pub key: u32,
    /// The fullest name found: «Richard Kauzlarich».
    pub name: String,
    /// What the text says they are: «minister». May be empty.
    pub role: String,
    /// Where they belong: «State Department». May be empty.
    pub affiliation: String,
}

/// A proposed span with the reason for it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SuggestedSpan {
    /// Its number within the run.
    pub key: u32,
    /// A label of the schema.
    pub label: String,
    /// Start and end of each fragment in UTF-8 bytes, half open, ascending.
    pub fragments: Vec<(u32, u32)>,
    /// Attributes with one text.
    pub texts: Vec<(String, String)>,
    /// Attributes with several choices.
    pub lists: Vec<(String, Vec<String>)>,
    /// Attributes with a number.
    pub numbers: Vec<(String, f64)>,
    /// For a speaker's mention: the key of the person or body.
    pub speaker: Option<u32>,
    /// The rule that made it: `quote.direct`.
    pub rule: String,
    /// How often suggestions like this are right, 0 to 1.
    pub score: f64,
    /// Why, in a sentence an editor reads.
    pub reason: String,
}

/// A proposed link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestedLink {
    /// A link type of the schema: `source`.
    pub link_type: String,
    /// Key of the span it starts from.
    pub from: u32,
    /// Key of the span it points to.
    pub to: u32,
}

//! What the caller chooses at an export and at an import.

use std::collections::BTreeMap;

use crate::annotation::State;
use crate::format::Unit;

/// Choices of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The labels that leave; all when none is named.
    pub labels: Vec<String>,
    /// The states that leave. Rejected spans are the negatives of a training set.
    pub states: Vec<State>,
    /// What offsets count, where the format leaves a choice (doccano: UTF-16 units or whole characters).
    pub unit: Option<Unit>,
    /// How columns of tags say where a span begins and ends.
    pub scheme: Scheme,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            labels: Vec::new(),
            states: State::ALL.to_vec(),
            unit: None,
            scheme: Scheme::Bio,
        }
    }
}

impl Options {
    /// Whether spans of this label leave.
    #[must_use]
    pub fn wants(&self, label: &str) -> bool {
        self.labels.is_empty() || self.labels.iter().any(|wanted| wanted == label)
    }
}

/// How a tag beside each word says where spans begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Scheme {
    /// `B-` begins every span, `I-` goes on.
    #[default]
    Bio,
    /// As BIO, with `E-` for the last word and `S-` for a span of one word.
    Iobes,
    /// As IOBES, with `L-` for the last word and `U-` for a span of one word.
    Bilou,
    /// `I-` for all words; `B-` only where a span follows another of its label. The original CoNLL-2003.
    Iob1,
}

impl Scheme {
    /// All schemes.
    pub const ALL: [Scheme; 4] = [Scheme::Bio, Scheme::Iobes, Scheme::Bilou, Scheme::Iob1];

    /// The name on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Scheme::Bio => "bio",
            Scheme::Iobes => "iobes",
            Scheme::Bilou => "bilou",
            Scheme::Iob1 => "iob1",
        }
    }
}

/// Which of our labels and link types another program's stand for. What is not named here is matched by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelMap {
    /// Their label to ours; nothing for spans that are to be left out.
    pub labels: BTreeMap<String, Option<String>>,
    /// Their link type to ours; nothing for links that are to be left out.
    pub links: BTreeMap<String, Option<String>>,
}

//! What was wrong with a part of a file, and what was made of it. Everything else of the file was read.

use std::fmt;

use serde_json::Value;
use thiserror::Error;

use crate::annotation::AttributeError;
use crate::article::Correction;
use crate::format::{ReadError, Unit};

/// One thing in a file that was mended, doubted or left out. `Display` is one plain sentence.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Problem {
    /// The file's fingerprint of the text is another text's.
    #[error("The text is not the one that the file was made with: it was changed since.")]
    OtherText,
    /// The text had line ends or characters that no text has here.
    #[error("The text was cleaned as a paste is: {}", sentences(.corrections))]
    CleanedText {
        /// What was done to it.
        corrections: Vec<Correction>,
    },
    /// The file does not say which version of the format it has.
    #[error("The file does not say which version it has; it was read as version 1.")]
    NoVersion,
    /// The unit that the file names is none that is known.
    #[error("The file counts offsets in «{unit}», which is unknown here.")]
    UnknownUnit {
        /// What the file says.
        unit: String,
    },
    /// The offsets count something else than the file says.
    #[error(
        "The offsets count {found}, not {declared}: so counted, {agree} of {checked} places hold the words they should."
    )]
    OtherUnit {
        /// What the file says, or the default.
        declared: Unit,
        /// What the words say.
        found: Unit,
        /// How many fragments hold their words under that unit.
        agree: usize,
        /// How many fragments say which words they hold.
        checked: usize,
    },
    /// Some fragments do not say which words they hold.
    #[error(
        "{count} of the spans' places do not say which words they hold, so nobody can tell whether they are right."
    )]
    Unchecked {
        /// How many.
        count: usize,
    },
    /// Python's `NaN` and `Infinity`, which are no JSON.
    #[error("{count} values are «NaN» or «Infinity», which are no JSON; they were left out.")]
    NotNumbers {
        /// How many.
        count: usize,
    },
    /// The words were not where the offsets said, and were found by their neighbours.
    #[error("{record}: «{words}» was found at {to}, not where the file says.")]
    Moved {
        /// The span.
        record: String,
        /// Its words.
        words: String,
        /// Where it lies now, in code points from nought.
        to: u32,
    },
    /// A span whose words could not be found.
    #[error("{record}: «{words}» {}; the span was left out.", looked(.near, .times))]
    NotFound {
        /// The span.
        record: String,
        /// Its words, as far as the file gives them.
        words: String,
        /// Where the file says that it starts, in the file's unit.
        near: Option<u32>,
        /// How often the words occur in the text.
        times: usize,
        /// The span as the file has it.
        json: Value,
    },
    /// Fragments that were empty, out of order, overlapping or touching.
    #[error("{record}: its fragments were put in order.")]
    Fragments {
        /// The span.
        record: String,
    },
    /// An end that cut a character in two.
    #[error("{record}: an end inside a character was moved to its edge.")]
    Snapped {
        /// The span.
        record: String,
    },
    /// Two records with one id.
    #[error("{record}: the id was taken already; the second one is now {renamed}.")]
    DuplicateId {
        /// The record.
        record: String,
        /// Its new id.
        renamed: String,
    },
    /// A link without its ends.
    #[error("{record}: it leads to {missing}, which is not there; the link was left out.")]
    LinkToNowhere {
        /// The link.
        record: String,
        /// The id that no span has.
        missing: String,
        /// The link as the file has it.
        json: Value,
    },
    /// A link between labels that such links do not join.
    #[error("{record}: a link «{link_type}» does not lead from {from} to {to}. It was kept.")]
    LinkEnds {
        /// The link.
        record: String,
        /// Its type.
        link_type: String,
        /// The label it starts from.
        from: String,
        /// The label it leads to.
        to: String,
    },
    /// A state that is unknown.
    #[error("{record}: the state «{state}» is unknown; it counts as proposed.")]
    UnknownState {
        /// The record.
        record: String,
        /// What the file says.
        state: String,
    },
    /// An origin that is unknown.
    #[error("{record}: the origin «{kind}» is unknown; it counts as imported.")]
    UnknownOrigin {
        /// The span.
        record: String,
        /// What the file says.
        kind: String,
    },
    /// A score that is none.
    #[error("{record}: the score {score} is not a number from 0 to 1; it was left out.")]
    Score {
        /// The span.
        record: String,
        /// What the file says.
        score: String,
    },
    /// What a mended suggestion was before could not be read.
    #[error("{record}: what it was before it was mended could not be read.")]
    Was {
        /// The span.
        record: String,
    },
    /// A value that does not fit its attribute. It was kept.
    #[error("{record}: {error}. The value was kept.")]
    Attribute {
        /// The span.
        record: String,
        /// What is wrong with it.
        error: AttributeError,
    },
    /// A value that is no text, number or list of texts. It was kept beside the span.
    #[error(
        "{record}: {attribute} is neither a text nor a number nor a list of texts; it was kept, and is not shown."
    )]
    AttributeKind {
        /// The span.
        record: String,
        /// The attribute.
        attribute: String,
    },
    /// A mention of somebody who is not in the registry.
    #[error("{record}: it points at the speaker {speaker}, who is not in the list of speakers.")]
    UnknownSpeaker {
        /// The mention.
        record: String,
        /// The id that no speaker has.
        speaker: String,
    },
    /// A field of the wrong kind.
    #[error("{record}: {field} is not {expected}; it was left out.")]
    Field {
        /// The record.
        record: String,
        /// The field.
        field: &'static str,
        /// What it should be, in words.
        expected: &'static str,
        /// The field as the file has it.
        json: Value,
    },
    /// A record that cannot be one.
    #[error("{record}: {wrong}; it was left out.")]
    NoRecord {
        /// Which it would have been: «Span 3».
        record: String,
        /// What is missing.
        wrong: &'static str,
        /// What the file has there.
        json: Value,
    },
    /// Places without words, whose unit only the borders of words can tell.
    #[error(
        "The offsets seem to count {found}, not {declared}: so counted, {agree} of {count} spans begin and end where words do."
    )]
    UnitByBorders {
        /// What such files count by default.
        declared: Unit,
        /// What was taken.
        found: Unit,
        /// How many spans lie on borders of words under that unit.
        agree: usize,
        /// How many spans there are.
        count: usize,
    },
    /// A label or link type that the schema does not have.
    #[error("«{name}» ({count}) is no {kind} of the schema; it was kept as it is.")]
    OwnName {
        /// «label» or «link».
        kind: &'static str,
        /// The name.
        name: String,
        /// How many records have it.
        count: usize,
    },
    /// Records that the caller's mapping leaves out.
    #[error("«{name}» ({count}) was left out, as the mapping says.")]
    LeftOut {
        /// The label or link type.
        name: String,
        /// How many records had it.
        count: usize,
    },
    /// A name with invisible characters, which were taken out.
    #[error("The name «{name}» had control characters in it, which were taken out.")]
    CleanedName {
        /// The name as it is now.
        name: String,
    },
    /// A file of an archive in which no article could be read.
    #[error("{name} was left out: {error}")]
    File {
        /// Its name in the archive.
        name: String,
        /// Why.
        error: ReadError,
    },
    /// A line of a JSON Lines file that could not be read.
    #[error("Line {line} was left out: {error}")]
    Line {
        /// The line, counted from one.
        line: usize,
        /// Why.
        error: ReadError,
    },
}

impl Problem {
    /// What was left out, as the file has it; nothing where all was kept in some way.
    #[must_use]
    pub fn lost(&self) -> Option<&Value> {
        match self {
            Problem::NotFound { json, .. }
            | Problem::LinkToNowhere { json, .. }
            | Problem::Field { json, .. }
            | Problem::NoRecord { json, .. } => Some(json),
            _ => None,
        }
    }

    /// Whether something of the file is missing from what was read.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        self.lost().is_some()
            || matches!(
                self,
                Problem::Line { .. }
                    | Problem::File { .. }
                    | Problem::NotNumbers { .. }
                    | Problem::Score { .. }
                    | Problem::Was { .. }
            )
    }

    /// A sentence that says what the person can do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Problem::OtherText => {
                "Look whether this is the text you mean. Spans were put where their words are."
            }
            Problem::CleanedText { .. } => "All spans were moved along with the text.",
            Problem::NoVersion | Problem::UnknownUnit { .. } => {
                "Look at a few spans; if they are right, export the article again."
            }
            Problem::OtherUnit { .. } | Problem::Moved { .. } | Problem::Snapped { .. } => {
                "It is mended here. Export the article again to mend the file too."
            }
            Problem::UnitByBorders { .. } | Problem::Unchecked { .. } => {
                "Look at a few spans before you rely on them."
            }
            Problem::NotFound { .. } => {
                "Mark these words again where they belong, if the text still has them."
            }
            Problem::LinkToNowhere { .. } => "Draw the link again if both ends are there.",
            Problem::DuplicateId { .. } => "Links to that id lead to the first of the two.",
            Problem::LinkEnds { .. } => "Change the link's type or its ends.",
            Problem::Attribute { .. }
            | Problem::AttributeKind { .. }
            | Problem::UnknownState { .. }
            | Problem::UnknownSpeaker { .. } => "Choose a value on the annotation's card.",
            Problem::Line { error, .. } | Problem::File { error, .. } => error.hint(),
            Problem::OwnName { .. } => {
                "Name a label of the schema for it in a mapping, if one fits."
            }
            Problem::LeftOut { .. } => "Change the mapping to keep them.",
            Problem::CleanedName { .. }
            | Problem::NotNumbers { .. }
            | Problem::Fragments { .. }
            | Problem::UnknownOrigin { .. }
            | Problem::Score { .. }
            | Problem::Was { .. }
            | Problem::Field { .. }
            | Problem::NoRecord { .. } => "The program that wrote the file made it wrong.",
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unit::CodePoint => "code points",
            Unit::Utf16 => "UTF-16 units",
            Unit::Byte => "bytes of UTF-8",
            Unit::Grapheme => "whole characters",
        })
    }
}

fn sentences(corrections: &[Correction]) -> String {
    let sentences: Vec<String> = corrections.iter().map(ToString::to_string).collect();
    sentences.join(" ")
}

fn looked(near: &Option<u32>, times: &usize) -> String {
    let place = match near {
        Some(near) => format!("is not at {near}"),
        None => "has no place in the file".to_owned(),
    };
    match times {
        0 => format!("{place} and nowhere else in the text"),
        1 => format!("{place}, and where the text has it, its neighbours are others"),
        _ => {
            format!("{place}, and none of the {times} places where the text has it is surely meant")
        }
    }
}

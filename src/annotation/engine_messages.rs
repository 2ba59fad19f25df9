//! What page and engine say to one another across the worker's border: plain data, one build on both sides.
//!
//! The page sends a [`Request`]; the worker answers with [`Reply`]s. A newer request ends the older run: its replies
//! stop, and what still arrives is told by its `run`. Here are only the shapes; neither side's work is known.

use serde::{Deserialize, Serialize};

use crate::annotation::Batch;

/// One article to read, or some of its paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Request {
    /// The page's number for this run; every reply to it carries it.
    pub run: u32,
    /// The article's text, already normalised: offsets in the replies are UTF-8 bytes of exactly this.
    pub text: String,
    /// Paragraphs whose kind the person has set: index and the kind's name, «body».
    pub kinds: Vec<(u32, String)>,
    /// Only these paragraphs, by index; all of them when nothing is given.
    pub only: Option<Vec<u32>>,
    /// The day of publication as `YYYY-MM-DD`, when the person knows better than the text; may be empty.
    pub published: String,
    /// Makes the engine panic on purpose. The end-to-end test of a crash sets it, the page never does.
    pub fault: bool,
}

/// What the worker says.
///
/// Which of the fields stand tells what it is: `ready` once, when the engine has loaded; `batch` with `done`, in the
/// order of the text; `error` instead of a batch when the engine gave up. After an error the worker is of no further use.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reply {
    /// The engine has loaded and waits for requests.
    #[serde(skip_serializing_if = "is_false")]
    pub ready: bool,
    /// The request that this answers. Nought in `ready` and in an error that belongs to no request.
    pub run: u32,
    /// The next suggestions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch: Option<Batch>,
    /// Whether this was the run's last batch.
    pub done: bool,
    /// What went wrong, in a sentence for the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands a reference to skip_serializing_if"
)]
fn is_false(value: &bool) -> bool {
    !*value
}

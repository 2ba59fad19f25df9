//! The little that the list of articles needs, kept beside each article so that the list opens none of them.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

/// What the list of articles says of one, and where the person left it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// The article's id, which is also its address: `#/article/ID`.
    pub id: Rc<str>,
    /// Its title.
    pub title: Rc<str>,
    /// When it was last changed: RFC 3339, UTC.
    pub updated: Rc<str>,
    /// Annotations decided.
    pub reviewed: usize,
    /// All annotations.
    pub total: usize,
    /// The last entry of its journal.
    pub seq: u32,
    /// Whether the engine has read it to the end.
    pub read: bool,
    /// Where the person left it.
    pub place: SavedPlace,
    /// When it was deleted, or empty. It is kept for a while so that this can be taken back.
    pub deleted: Rc<str>,
}

/// Where the person left an article. Places are bytes of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedPlace {
    /// The fixed end of the selection.
    pub anchor: u32,
    /// The caret.
    pub caret: u32,
    /// The selected annotation.
    pub selected: Option<String>,
    /// The paragraph at the top of the pane.
    pub paragraph: usize,
}

/// The order of the list of articles. One function for all who need it: each sort of a kind weighs 3 kB of wasm.
pub fn latest_first(summaries: &mut [Summary]) {
    summaries.sort_by(|one, other| other.updated.cmp(&one.updated));
}

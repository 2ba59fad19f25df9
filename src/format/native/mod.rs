//! Pressmark's own files: an article with all its annotations as one JSON object, or many, one a line.
//!
//! In come an article and its annotation set, out comes text whose bytes depend on nothing else. Reading gives the
//! same back, and of a file that somebody else wrote or changed as much as can be trusted: offsets are believed only
//! where the words are right, see `place`. What this version does not know is kept and written again.
//!
//! It must never know of the page, of where files are kept, or of how suggestions are made.

mod foreign;
mod mapping;
mod occurrences;
mod place;
mod read;
mod record;
mod write;

pub(crate) use foreign::seems;
pub use place::Unit;
pub use read::{Document, MAX_FILE_BYTES, read, read_bytes};
pub(crate) use read::{gather, read_document};
pub use write::{write, write_lines, write_pretty};

/// The version of the format written here. Every version up to it can be read.
pub const VERSION: u32 = 1;

/// The fields of each part of the record; all others are kept as they are.
mod known {
    pub(super) const RECORD: &[&str] = &[
        "format",
        "version",
        "offset_unit",
        "document",
        "speakers",
        "spans",
        "links",
    ];
    pub(super) const DOCUMENT: &[&str] = &[
        "id",
        "title",
        "url",
        "published",
        "lang",
        "text",
        "sha256",
        "paragraph_kinds",
    ];
    pub(super) const SPEAKER: &[&str] = &["id", "name", "role", "affiliation", "same_as"];
    pub(super) const SPAN: &[&str] = &[
        "id",
        "label",
        "state",
        "attributes",
        "fragments",
        "origin",
        "author",
        "created",
        "note",
    ];
    pub(super) const FRAGMENT: &[&str] = &["start", "end", "exact", "prefix", "suffix"];
    pub(super) const ORIGIN: &[&str] = &["kind", "rule", "score", "reason", "was"];
    pub(super) const LINK: &[&str] = &["id", "type", "from", "to", "state"];
}

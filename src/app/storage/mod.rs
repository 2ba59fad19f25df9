//! What the browser keeps: articles, their journals, and the person's settings, in IndexedDB.
//!
//! In come lines of the native formats and small summaries; out come the same, or a [`StorageError`] that says why not
//! and what to do. It reads no line and knows no annotation. Two tabs write to one journal by adding under a key that
//! must be free, so neither can overwrite the other.

mod channel;
mod database;
mod error;
mod summary;
mod writer;

pub use channel::{Channel, News};
pub use database::{Database, StoredArticle};
pub use error::StorageError;
pub use summary::{SavedPlace, Summary, latest_first};
pub use writer::{Fate, Report, Unsaved, Writer};

//! Files: reading and writing annotated articles, one file a format.

mod journal;

pub use journal::{Action, Entry};

//! Interchange formats: an article and its annotations as text, and back.
//!
//! In come an [`Article`](crate::article::Article) and an [`AnnotationSet`](crate::annotation::AnnotationSet), out
//! comes the text of a file, and the other way round, with a list of what had to be mended or could not be read. A
//! format knows neither the page nor where files are kept, and never where suggestions come from.

mod attributes;
pub mod journal;
mod json;
mod read_error;

pub use journal::{Action, Entry, read_entry, write_entry};
pub use read_error::ReadError;

//! Interchange formats: an article and its annotations as text, and back.
//!
//! In come an [`Article`](crate::article::Article) and an [`AnnotationSet`](crate::annotation::AnnotationSet), out
//! comes the text of a file, and the other way round, with a list of what had to be mended or could not be read. A
//! format knows neither the page nor where files are kept, and never where suggestions come from.

mod attributes;
mod file_name;
mod journal;
mod json;
mod native;
mod problem;
mod read_error;

pub use file_name::{file_name, file_name_of_many};
pub use journal::{Action, Entry, read_entry, write_entry};
pub use native::{
    Document, MAX_FILE_BYTES, Unit, VERSION, read, read_bytes, write, write_lines, write_pretty,
};
pub use problem::Problem;
pub use read_error::ReadError;

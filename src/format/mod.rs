//! Interchange formats: an article and its annotations as text, and back.
//!
//! In come an [`Article`](crate::article::Article) and an [`AnnotationSet`](crate::annotation::AnnotationSet), out
//! comes the text of a file, and the other way round, with a list of what had to be mended or could not be read. A
//! format knows neither the page nor where files are kept, and never where suggestions come from.
//!
//! [`FORMATS`] is the table of all. An export is first cut down to what its format holds, which gives a [`Loss`] (`project`), so
//! that a writer loses nothing; an import is handed to the native reader (`foreign`), which places and doubts spans alike for all.

mod attributes;
mod file_name;
mod journal;
mod json;
mod native;
mod problem;
mod read_error;

mod archive;
mod catalog;
mod facts;
mod file_stem;
mod foreign;
mod holds;
mod lines;
mod loss;
mod options;
mod project;
mod tags;
mod words;

mod brat;
mod cas_json;
mod conll;
mod doccano;
mod hf;
mod html_report;
mod label_studio;
mod prodigy;
mod spacy;
mod table;
mod w3c;

pub use archive::{OutFile, pack};
pub use catalog::{Export, FORMATS, Format, detect};
pub use file_name::{file_name, file_name_of_many};
pub use holds::Holds;
pub use journal::{Action, Entry, read_entry, write_entry};
pub use loss::{Loss, LossItem, LossKind, LossPlace};
pub use native::{
    Document, MAX_FILE_BYTES, Unit, VERSION, read, read_bytes, write, write_lines, write_pretty,
};
pub use options::{LabelMap, Options, Scheme};
pub use problem::Problem;
pub use read_error::{ArchiveFault, ReadError};

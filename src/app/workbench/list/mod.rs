//! The list of all annotations with its filters, and what can be done with many at once.
//!
//! In come the lines that the session's filter lets through; out go commands. Of thousands of lines only those near the
//! window stand in the page.

mod filters;
mod lines;

pub use filters::Filters;
pub use lines::Lines;

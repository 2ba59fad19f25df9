//! The left column: labels with their counts and guidelines, and the speaker registry.
//!
//! In come counts, the registry and the filter; out go commands.

mod labels;
mod registry;

pub use labels::Labels;
pub use registry::Registry;

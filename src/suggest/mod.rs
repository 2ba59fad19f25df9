//! suggest
#![allow(dead_code)]
pub(crate) mod lexicon;
pub(crate) mod reading;
pub(crate) mod marks;
pub(crate) mod names;
pub(crate) mod source;
pub(crate) mod finding;
pub(crate) mod casualty;
pub(crate) mod commitment;

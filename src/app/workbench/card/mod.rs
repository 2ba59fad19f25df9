//! The card: one annotation in full, and the place where it is decided and mended.
//!
//! In come the session's card, the registry and what a link could point to; out go commands. A value is sent when it
//! is chosen or its field is left, never letter by letter. It never knows what a value means.

mod panel;

mod links;
mod picker;

mod attribute;
mod field;
mod speaker;

pub use field::{holds_unkept, keep_typed};
pub use panel::{CardPanel, edit_card, show_entry};
pub use speaker::EntryForm;

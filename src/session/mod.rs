//! One sitting at one article, as a state machine without a browser.
//!
//! In come [`Command`]s (what the person means, never a pixel or a node) and the time; out come [`Change`]s
//! (what to draw, to say aloud, to store) and views as plain data. Every key and button of the page is a command, so
//! the whole workbench is tested natively. It must never know HTML, storage, the clock or the engine: suggestions
//! arrive as a command.

mod change;
mod command;
mod view;

#[expect(
    clippy::module_inception,
    reason = "the type that the whole module is about"
)]
mod session;

mod draft;
mod index;
mod paragraph;
mod phrases;
mod stops;

mod caret;
mod carrying;
mod document;
mod filtering;
mod linking;
mod mending;
mod past;
mod registry;
mod review;
mod tagging;

mod card;

mod commands;
mod keys;

#[cfg(test)]
mod marked;

pub use carrying::CarriedOver;
pub use change::{Change, Refusal, Reveal};
pub use command::{Command, Direction, End, Extend, Motion, Snap, Unit, Way};
pub use commands::{
    COMMANDS, CommandSpec, Does, Group, Hint, PageAction, as_markdown, command, hints, spoken_keys,
};
pub use keys::{Clash, Context, Key, KeyMap, KeyPress, Overrides};
pub use review::is_at_least;
pub use session::Session;
pub use view::{
    Arc, Card, CardAttribute, CardLink, Counts, Filter, LinkTarget, ListItem, MarginNote, Mark,
    Mode, ParagraphView, Progress, Run, Selection, SpeakerView,
};

//! One sitting at one article, as a state machine without a browser.
//!
//! In come [`Command`]s (what the person means, never a key, a pixel or a node) and the time; out come [`Change`]s
//! (what to draw, to say aloud, to store) and views as plain data. Every key and button of the page is a command, so
//! the whole workbench is tested natively. It must never know HTML, storage, the clock or the engine: suggestions
//! arrive as a command.

mod change;
mod command;
mod view;

pub use change::{Change, Refusal, Reveal};
pub use command::{Command, Direction, End, Extend, Motion, Snap, Unit, Way};
pub use view::{
    Arc, Card, CardAttribute, CardLink, Counts, Filter, LinkTarget, ListItem, MarginNote, Mark,
    Mode, ParagraphView, Progress, Run, Selection, SpeakerView,
};

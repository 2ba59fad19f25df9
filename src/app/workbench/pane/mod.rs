//! The text pane: the article with its marks and margin, the selection and caret, and what is drawn over them.
//!
//! In come the session's views; out go commands for what pointer, touch and the browser's selection did in the text.
//! It holds only what belongs to nodes and pixels: which gesture of the pointer is under way, the column that the caret
//! keeps from line to line, what is hovered. It never knows rules of annotation, and a new selection draws no paragraph.

mod text;

mod drawing;
mod row;

pub mod places;

mod lines;
mod selecting;

mod marks;
mod outline;
mod overlay;

mod kind_menu;

pub mod watch;

pub use text::TextPane;

use crate::app::workbench::focus::{TEXT, element};

/// Whether the lines of a paragraph of the open article run from right to left.
pub fn runs_leftwards(paragraph: usize) -> bool {
    element(TEXT).is_some_and(|pane| places::is_leftwards(&pane, paragraph))
}

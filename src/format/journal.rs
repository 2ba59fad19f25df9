//! The journal: every change to an article, in the order it was made, as it is kept on the device.
//!
//! An article is its native record as it was first stored, and the journal's entries since. Undo and redo are
//! entries too, so that replaying the journal brings the history back with the state.

use std::rc::Rc;

use crate::annotation::{Edit, Step};

/// One line of the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its number, from 1, without gaps. Two tabs that write the same number are in conflict.
    pub seq: u32,
    /// When it was made: RFC 3339, UTC, as handed in.
    pub at: Rc<str>,
    /// What was done.
    pub action: Action,
}

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The person did something.
    Do(Step),
    /// The person took the last step back.
    Undo,
    /// The person did the last undone step again.
    Redo,
    /// The engine's suggestions came in: no step of the person's.
    Engine(Rc<[Edit]>),
}

//! Undo and redo without limit: steps, each with its edits and where the person was.

use std::rc::Rc;

use crate::annotation::edit::Edit;
use crate::annotation::id::Id;
use crate::article::Byte;

/// Where the person is: caret, other end of the selection, selected annotation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The caret, in bytes of the text.
    pub caret: Byte,
    /// The fixed end of the selection; equal to the caret when nothing is selected.
    pub anchor: Byte,
    /// The selected annotation.
    pub selected: Option<Id>,
}

/// One thing the person did.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it was, for «Undo: …»: «accept quote».
    pub title: Rc<str>,
    /// Its edits, in the order they were applied.
    pub edits: Rc<[Edit]>,
    /// Where the person was before it.
    pub before: Place,
    /// Where it left them.
    pub after: Place,
}

impl Step {
    /// The edits that take it back, in the order to apply them.
    pub fn inverse(&self) -> Vec<Edit> {
        self.edits.iter().rev().map(Edit::inverse).collect()
    }

    /// The same step without its edits: what stands in the history for one that did not fit.
    #[must_use]
    pub fn hollow(&self) -> Step {
        Step {
            edits: Rc::from([]),
            ..self.clone()
        }
    }
}

/// The steps done and those taken back. A new step forgets the latter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    /// Takes note of a step that was just applied.
    pub fn push(&mut self, step: Step) {
        self.undone.clear();
        self.done.push(step);
    }

    /// The step that undo would take back.
    pub fn next_undo(&self) -> Option<&Step> {
        self.done.last()
    }

    /// The step that redo would do again.
    pub fn next_redo(&self) -> Option<&Step> {
        self.undone.last()
    }

    /// Moves the last step to those undone, as it is to be redone; the caller has applied its inverse.
    pub fn undone(&mut self, step: Step) {
        self.done.pop();
        self.undone.push(step);
    }

    /// Moves the last undone step back, as it is to be undone; the caller has applied it.
    pub fn redone(&mut self, step: Step) {
        self.undone.pop();
        self.done.push(step);
    }
}

//! Undo, redo, and the journal: what was done before, here or in another tab.

use crate::annotation::{Conflict, Place, Step};
use crate::format::{Action, Entry};
use crate::session::change::{Change, Refusal, Reveal};
use crate::session::phrases;
use crate::session::session::Session;

impl Session {
    pub(super) fn undo(&mut self) -> Result<Change, Refusal> {
        let step = self.history.next_undo().cloned();
        let step = step.ok_or(Refusal::NoStep("undo"))?;
        self.apply(&step.inverse())?;
        self.history.undone();
        Ok(self.came_back(&step, "Undone", Action::Undo, &step.before))
    }

    pub(super) fn redo(&mut self) -> Result<Change, Refusal> {
        let step = self.history.next_redo().cloned();
        let step = step.ok_or(Refusal::NoStep("redo"))?;
        self.apply(&step.edits)?;
        self.history.redone();
        Ok(self.came_back(&step, "Redone", Action::Redo, &step.after))
    }

    fn came_back(&mut self, step: &Step, verb: &str, action: Action, place: &Place) -> Change {
        self.restore_place(place);
        let mut say = format!("{verb}: {}.", step.title);
        let reveal = match self.selected_annotation() {
            Ok(annotation) => {
                say.push(' ');
                say.push_str(&phrases::described(self, &annotation));
                Reveal::Annotation(annotation.id.clone())
            }
            Err(_) => Reveal::Caret(self.selection.caret),
        };
        Change {
            journal: Some(action),
            say,
            reveal: Some(reveal),
            ..Change::default()
        }
    }

    /// Brings back what a journal holds: the set, the history of undo and redo, and the place after the last entry.
    /// The journal's record must be open in this session, and nothing else done yet.
    ///
    /// # Errors
    /// [`Conflict`] for the first entry that does not fit. The entries before it stand, so that nothing that was
    /// acknowledged is lost with it.
    pub fn replay(&mut self, entries: impl IntoIterator<Item = Entry>) -> Result<(), Conflict> {
        let mut place = self.place();
        let mut result = Ok(());
        for entry in entries {
            match self.repeat(entry.action) {
                Ok(after) => place = after.unwrap_or(place),
                Err(conflict) => {
                    result = Err(conflict);
                    break;
                }
            }
        }
        self.restore_place(&place);
        self.draw_all();
        result
    }

    /// Takes in entries that another tab has written to the same journal, all or none. Selection and caret stay.
    ///
    /// Afterwards the session is what replaying the journal gives, so everything that this tab did must be in the
    /// journal before them. If an entry of this tab lost the race for its number, open the journal anew and run the
    /// command again.
    ///
    /// # Errors
    /// [`Conflict`] if an entry does not fit; then nothing has changed.
    pub fn adopt(&mut self, foreign: Vec<Entry>) -> Result<Change, Conflict> {
        let before = self.clone();
        let count = foreign.len();
        for entry in foreign {
            if let Err(conflict) = self.repeat(entry.action) {
                *self = before;
                return Err(conflict);
            }
        }
        let mut change = Change::default();
        if count > 0 {
            change.say = "Changes from another tab came in.".to_owned();
        }
        self.refresh(&mut change);
        // The other tab has asked the engine about them.
        change.ask_engine.clear();
        Ok(change)
    }

    /// Does an entry again; says where it left the person, if it moved them.
    fn repeat(&mut self, action: Action) -> Result<Option<Place>, Conflict> {
        match action {
            Action::Do {
                title,
                edits,
                before,
                after,
            } => {
                let step = Step {
                    title,
                    edits,
                    before,
                    after,
                };
                self.apply(&step.edits)?;
                let after = step.after.clone();
                self.history.push(step);
                Ok(Some(after))
            }
            Action::Undo => {
                let step = self.history.next_undo().cloned().ok_or_else(no_step)?;
                self.apply(&step.inverse())?;
                self.history.undone();
                Ok(Some(step.before))
            }
            Action::Redo => {
                let step = self.history.next_redo().cloned().ok_or_else(no_step)?;
                self.apply(&step.edits)?;
                self.history.redone();
                Ok(Some(step.after))
            }
            Action::Engine { edits } => {
                self.apply(&edits)?;
                Ok(None)
            }
        }
    }
}

/// A journal that takes back or repeats a step that it does not hold.
fn no_step() -> Conflict {
    Conflict {
        expected: Box::new(None),
        found: Box::new(None),
    }
}

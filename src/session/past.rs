//! Undo, redo, and the journal: what was done before, here or in another tab.

use std::collections::BTreeSet;

use crate::annotation::{Conflict, Edit, Place, Record, RecordId, Step};
use crate::format::{Action, Entry};
use crate::session::change::{Change, Refusal, Reveal};
use crate::session::draft::Draft;
use crate::session::phrases;
use crate::session::registry::{Mend, pointed};
use crate::session::session::Session;

impl Session {
    pub(super) fn undo(&mut self) -> Result<Change, Refusal> {
        let step = self.history.next_undo().cloned();
        let step = step.ok_or(Refusal::NoStep("undo"))?;
        let step = self.take_back(step)?;
        Ok(self.came_back(&step, "Undone", Action::Undo, &step.before))
    }

    pub(super) fn redo(&mut self) -> Result<Change, Refusal> {
        let step = self.history.next_redo().cloned();
        let step = step.ok_or(Refusal::NoStep("redo"))?;
        let step = self.do_again(step)?;
        Ok(self.came_back(&step, "Redone", Action::Redo, &step.after))
    }

    /// Takes the last step back. What the engine has since hung on what goes with it goes too, and comes back with a redo.
    fn take_back(&mut self, mut step: Step) -> Result<Step, Conflict> {
        let loose = self.cut_loose(&step.inverse());
        let back = loose.iter().rev().map(Edit::inverse);
        step.edits = step.edits.iter().cloned().chain(back).collect();
        self.apply(&step.inverse())?;
        self.history.undone(step.clone());
        Ok(step)
    }

    /// Does the last step that was taken back again, in the same manner.
    fn do_again(&mut self, mut step: Step) -> Result<Step, Conflict> {
        let loose = self.cut_loose(&step.edits);
        step.edits = loose
            .into_iter()
            .chain(step.edits.iter().cloned())
            .collect();
        self.apply(&step.edits)?;
        self.history.redone(step.clone());
        Ok(step)
    }

    /// The edits without which links would lead, and mentions point, to what these edits remove.
    fn cut_loose(&self, edits: &[Edit]) -> Vec<Edit> {
        let changed: BTreeSet<RecordId> = edits.iter().filter_map(Edit::record_id).collect();
        let mut draft = Draft::new(&self.set);
        for edit in edits.iter().filter(|edit| edit.after.is_none()) {
            match &edit.before {
                Some(Record::Annotation(gone)) => {
                    for link in self.set.links_at(&gone.id) {
                        if !changed.contains(&RecordId::Link(link.id.clone())) {
                            draft.remove(&Record::Link(link.clone()));
                        }
                    }
                }
                Some(Record::Speaker(gone)) => {
                    for mention in self.set.mentions(&gone.id) {
                        if !changed.contains(&RecordId::Annotation(mention.id.clone())) {
                            draft.put_annotation(pointed(mention, None, Mend::Silent));
                        }
                    }
                }
                _ => {}
            }
        }
        draft.edits()
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
                Ok(Some(self.take_back(step)?.before))
            }
            Action::Redo => {
                let step = self.history.next_redo().cloned().ok_or_else(no_step)?;
                Ok(Some(self.do_again(step)?.after))
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

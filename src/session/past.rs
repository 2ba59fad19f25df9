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
    /// A [`Conflict`] for each entry that does not fit. Those are left out, and all others stand, before and behind
    /// them: nothing that was acknowledged is lost with another entry.
    pub fn replay(
        &mut self,
        entries: impl IntoIterator<Item = Entry>,
    ) -> Result<(), Vec<Conflict>> {
        let mut place = self.place();
        let mut conflicts = Vec::new();
        for entry in entries {
            match self.repeat(entry.action) {
                Ok(after) => place = after.unwrap_or(place),
                Err(conflict) => conflicts.push(conflict),
            }
        }
        self.restore_place(&place);
        // Nobody has seen the views yet.
        self.refresh(&mut Change::default());
        if conflicts.is_empty() {
            Ok(())
        } else {
            Err(conflicts)
        }
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

    /// Does an entry again; says where it left the person, if it moved them. One that does not fit changes no record,
    /// but takes its place in the history, so that a later undo takes back the step that it was meant for.
    pub(super) fn repeat(&mut self, action: Action) -> Result<Option<Place>, Conflict> {
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
                let fits = self.apply(&step.edits);
                let after = step.after.clone();
                self.history
                    .push(if fits.is_ok() { step } else { step.hollow() });
                fits.map(|()| Some(after))
            }
            Action::Undo => {
                let step = self.history.next_undo().cloned().ok_or_else(no_step)?;
                let hollow = step.hollow();
                let back = self.take_back(step);
                if back.is_err() {
                    self.history.undone(hollow);
                }
                Ok(Some(back?.before))
            }
            Action::Redo => {
                let step = self.history.next_redo().cloned().ok_or_else(no_step)?;
                let hollow = step.hollow();
                let again = self.do_again(step);
                if again.is_err() {
                    self.history.redone(hollow);
                }
                Ok(Some(again?.after))
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use std::rc::Rc;

    use super::*;
    use crate::annotation::{
        Annotation, AnnotationSet, Extra, Fragments, Id, Link, Metadata, Origin, State,
    };
    use crate::article::{Article, Byte, Extent};

    fn session() -> Session {
        let article = Article::from_text("One two three four five.");
        Session::open(
            Rc::new(article),
            AnnotationSet::new(Metadata::default()),
            "",
        )
    }

    fn annotation(id: &str) -> Record {
        Record::Annotation(Rc::new(Annotation {
            id: Id::from(id),
            label: "quote".into(),
            state: State::Accepted,
            fragments: Fragments::new([Extent::new(Byte(0), Byte(3))]).unwrap(),
            attributes: Default::default(),
            origin: Origin::manual(),
            author: "".into(),
            created: "".into(),
            note: "".into(),
            extra: Extra::new(),
        }))
    }

    fn step(title: &str, edits: Vec<Edit>) -> Action {
        Action::Do {
            title: title.into(),
            edits: edits.into(),
            before: Place::default(),
            after: Place::default(),
        }
    }

    fn add(id: &str) -> Action {
        step(&format!("add {id}"), vec![Edit::add(annotation(id))])
    }

    fn remove(id: &str) -> Action {
        step(&format!("remove {id}"), vec![Edit::remove(annotation(id))])
    }

    /// Replays and says how many entries did not fit, what stands, and what undo and redo are about.
    #[track_caller]
    fn replayed(actions: Vec<Action>, misfits: usize, ids: &[&str], undo: &str, redo: &str) {
        let mut session = session();
        let entries = (1..).zip(actions).map(|(seq, action)| Entry {
            seq,
            at: "".into(),
            action,
        });
        let outcome = session.replay(entries);
        assert_eq!(outcome.err().map_or(0, |c| c.len()), misfits);
        let standing: Vec<&str> = session.set().annotations().map(|a| a.id.as_str()).collect();
        assert_eq!(standing, ids);
        assert_eq!(session.undo_title().unwrap_or(""), undo);
        assert_eq!(session.redo_title().unwrap_or(""), redo);
    }

    #[test]
    fn an_entry_that_does_not_fit_hides_none_of_those_behind_it() {
        replayed(
            vec![add("a1"), remove("a7"), add("a2"), add("a3")],
            1,
            &["a1", "a2", "a3"],
            "add a3",
            "",
        );
        let link = Edit::remove(Record::Link(Rc::new(Link {
            id: Id::from("l1"),
            link_type: "source".into(),
            from: Id::from("a1"),
            to: Id::from("a2"),
            state: State::Proposed,
            extra: Extra::new(),
        })));
        replayed(
            vec![
                add("a1"),
                Action::Engine {
                    edits: Rc::from([link]),
                },
                add("a1"),
                add("a2"),
            ],
            2,
            &["a1", "a2"],
            "add a2",
            "",
        );
    }

    #[test]
    fn an_undo_of_what_did_not_fit_takes_back_nothing_else() {
        replayed(
            vec![add("a1"), remove("a7"), Action::Undo, add("a2")],
            1,
            &["a1", "a2"],
            "add a2",
            "",
        );
        replayed(
            vec![add("a1"), remove("a7"), Action::Undo],
            1,
            &["a1"],
            "add a1",
            "remove a7",
        );
        replayed(
            vec![
                add("a1"),
                remove("a7"),
                Action::Undo,
                Action::Undo,
                Action::Redo,
            ],
            1,
            &["a1"],
            "add a1",
            "remove a7",
        );
    }

    #[test]
    fn an_undo_that_does_not_fit_is_left_out_with_its_redo() {
        // What the engine's entry has removed cannot be taken back.
        let taken = Action::Engine {
            edits: Rc::from([Edit::remove(annotation("a1"))]),
        };
        replayed(
            vec![add("a1"), taken, Action::Undo, Action::Redo, add("a2")],
            1,
            &["a2"],
            "add a2",
            "",
        );
        replayed(
            vec![Action::Undo, Action::Redo, add("a1")],
            2,
            &["a1"],
            "add a1",
            "",
        );
    }
}

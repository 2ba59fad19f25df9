//! Carries what one tab has done over to what another tab has stored in the meantime.

use std::collections::HashSet;
use std::rc::Rc;

use crate::annotation::{Edit, Fragments, Record, Renaming};
use crate::format::{Action, Entry};
use crate::session::session::Session;
use crate::session::view::Mode;

/// What became of a tab's entries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CarriedOver {
    /// What stands now, to be written behind the other tab's entries: when it was made, and what it is.
    pub kept: Vec<(Rc<str>, Action)>,
    /// What could not be kept, by its title.
    pub lost: Vec<Rc<str>>,
    /// Whether proposals were left out, because the other tab has taken in the same: the engine must read once more.
    pub ask_engine: bool,
}

impl Session {
    /// Takes in what another session of the same article, `old`, has done and could not write. Hand in the journal's
    /// session, just opened. Where the person is, what is filtered and what the engine is about come over too.
    ///
    /// What `old` added gets other ids: the other tab has used the same ones for something else.
    pub fn carry_over(&mut self, unsaved: Vec<Entry>, old: &Session) -> CarriedOver {
        let mut renaming = Renaming::new(self.set.fresh_ids());
        let mut carried = CarriedOver::default();
        // Whether the steps that an undo or a redo among the entries is about are here; those of before are not the
        // last ones any more.
        let (mut done, mut undone) = (Vec::new(), Vec::new());
        for entry in unsaved {
            let (action, title) = match entry.action {
                Action::Do {
                    title,
                    edits,
                    before,
                    after,
                } => {
                    renaming.learn(&edits);
                    let action = Action::Do {
                        title: title.clone(),
                        edits: renaming.edits(&edits),
                        before: renaming.place(&before),
                        after: renaming.place(&after),
                    };
                    (action, title)
                }
                Action::Engine { edits } => {
                    if self.proposes_again(&edits) {
                        carried.ask_engine = true;
                        continue;
                    }
                    renaming.learn(&edits);
                    let edits = renaming.edits(&edits);
                    (Action::Engine { edits }, "some proposals".into())
                }
                action @ (Action::Undo | Action::Redo) => {
                    let (from, to, title) = if action == Action::Undo {
                        (&mut done, &mut undone, "an undo")
                    } else {
                        (&mut undone, &mut done, "a redo")
                    };
                    let own = from.pop();
                    to.push(own == Some(true));
                    if own != Some(true) {
                        // What was lost is named already, and need not be taken back.
                        carried.lost.extend(own.is_none().then(|| title.into()));
                        continue;
                    }
                    (action, title.into())
                }
            };
            let fits = self.adopt_one(action.clone());
            if matches!(action, Action::Do { .. }) {
                undone.clear();
                done.push(fits);
            }
            if fits {
                carried.kept.push((entry.at, action));
            } else {
                carried.lost.push(title);
            }
        }
        self.follow_place_of(old, &renaming);
        carried
    }

    /// Whether these proposals stand already, as the other tab's engine has made them too.
    fn proposes_again(&self, edits: &[Edit]) -> bool {
        let proposed: HashSet<(&str, &Fragments)> = edits
            .iter()
            .filter_map(|edit| match (&edit.before, &edit.after) {
                (None, Some(Record::Annotation(a))) => Some((&*a.label, &a.fragments)),
                _ => None,
            })
            .collect();
        self.set
            .annotations()
            .any(|a| proposed.contains(&(&*a.label, &a.fragments)))
    }

    /// Does one action; whether it fitted. If it did not, nothing has changed.
    fn adopt_one(&mut self, action: Action) -> bool {
        let entry = Entry {
            seq: 0,
            at: "".into(),
            action,
        };
        self.adopt(vec![entry]).is_ok()
    }

    fn follow_place_of(&mut self, old: &Session, renaming: &Renaming) {
        self.filter = old.filter.clone();
        self.filter.speaker = old.filter.speaker.as_ref().map(|id| renaming.speaker(id));
        self.engine_keys = old.engine_keys.renamed(renaming);
        self.engine_spans = old.engine_spans.clone();
        self.restore_place(&renaming.place(&old.place()));
        self.selection = old.selection.clone();
        self.kept = old.kept.clone();
        self.mode = match &old.mode {
            Mode::Reading => Mode::Reading,
            Mode::Linking(from) => Mode::Linking(renaming.annotation(from)),
        };
        self.let_go_of_what_is_gone();
        self.list.replace(None);
        self.draw_all();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
    use super::*;
    use crate::annotation::{
        AnnotationSet, Batch, Id, Metadata, State, SuggestedLink, SuggestedSpan, SuggestedSpeaker,
    };
    use crate::article::{Article, Byte};
    use crate::session::{Command, Extend, Snap};

    const TEXT: &str = "Ann Lee said Bo Dahl was there.";

    /// A tab: its session, and the entries that it has not written.
    #[derive(Clone)]
    struct Tab {
        session: Session,
        unsaved: Vec<Entry>,
    }

    impl Tab {
        fn open() -> Tab {
            let article = Rc::new(Article::from_text(TEXT));
            let set = AnnotationSet::new(Metadata::default());
            Tab {
                session: Session::open(article, set, ""),
                unsaved: Vec::new(),
            }
        }

        fn run(&mut self, command: Command) {
            let change = self.session.run(command, "").unwrap();
            if let Some(action) = change.journal {
                self.unsaved.push(Entry {
                    seq: self.unsaved.len() as u32 + 1,
                    at: "".into(),
                    action,
                });
            }
        }

        fn tag(&mut self, words: &str, label: &str) -> Id {
            let start = TEXT.find(words).unwrap() as u32;
            self.run(Command::SelectText {
                anchor: Byte(start),
                caret: Byte(start + words.len() as u32),
                snap: Snap::Graphemes,
                extend: Extend::No,
            });
            self.run(Command::Label(label.into()));
            self.session.selected().unwrap().clone()
        }

        /// Another tab at the same article, whose entries are on the device already.
        fn saved(mut self) -> Tab {
            self.unsaved.clear();
            self
        }

        /// Says by their words what annotations stand.
        #[track_caller]
        fn stands(&self, words: &[&str]) {
            let list = self.session.list();
            let mut standing: Vec<&str> = list.iter().map(|item| &*item.words).collect();
            standing.sort_unstable();
            assert_eq!(standing, words);
        }
    }

    /// What `mine` did, behind what `theirs` has stored.
    fn carried(mine: &Tab, theirs: &Tab) -> (Tab, CarriedOver) {
        let mut behind = theirs.clone().saved();
        let carried = behind
            .session
            .carry_over(mine.unsaved.clone(), &mine.session);
        // What was kept is what the journal must hold.
        let mut again = theirs.clone().saved();
        let entries = carried.kept.iter().map(|(at, action)| Entry {
            seq: 0,
            at: at.clone(),
            action: action.clone(),
        });
        again.session.adopt(entries.collect()).unwrap();
        assert_eq!(again.session.set(), behind.session.set());
        (behind, carried)
    }

    fn batch() -> Batch {
        let span = |key: u32, label: &str, words: &str| {
            let start = TEXT.find(words).unwrap() as u32;
            SuggestedSpan {
                key,
                label: label.into(),
                fragments: vec![(start, start + words.len() as u32)],
                score: 0.9,
                rule: "test".into(),
                ..SuggestedSpan::default()
            }
        };
        Batch {
            speakers: vec![SuggestedSpeaker {
                key: 1,
                name: "Ann Lee".into(),
                ..SuggestedSpeaker::default()
            }],
            spans: vec![
                SuggestedSpan {
                    speaker: Some(1),
                    ..span(1, "speaker", "Ann Lee")
                },
                span(2, "quote", "was there"),
            ],
            links: Vec::new(),
        }
    }

    #[test]
    fn what_two_tabs_tag_under_one_id_is_kept_of_both() {
        let (mut mine, mut theirs) = (Tab::open(), Tab::open());
        let own = mine.tag("Bo Dahl", "speaker");
        mine.run(Command::SetNote(own.clone(), "who?".into()));
        assert_eq!(theirs.tag("Ann Lee", "speaker"), own, "the ids collide");
        let (both, carried) = carried(&mine, &theirs);
        assert_eq!(carried.lost, Vec::<Rc<str>>::new());
        both.stands(&["Ann Lee", "Bo Dahl"]);
        // The person is where they were, and what they noted is on what they noted it on.
        let selected = both.session.card().unwrap();
        assert_eq!(
            (&*selected.fragments[0], &*selected.note),
            ("Bo Dahl", "who?")
        );
    }

    #[test]
    fn links_and_registry_entries_point_to_what_they_pointed_to() {
        let (mut mine, mut theirs) = (Tab::open(), Tab::open());
        theirs.tag("said", "cue");
        theirs.tag("there", "quote");
        mine.tag("Bo Dahl", "speaker");
        mine.run(Command::AddSpeaker("Bo Dahl".into()));
        // The quote's source is the speaker beside it.
        let quote = mine.tag("was there", "quote");
        mine.run(Command::Select(quote));
        let (both, carried) = carried(&mine, &theirs);
        assert!(carried.lost.is_empty(), "{:?}", carried.lost);
        both.stands(&["Bo Dahl", "said", "there", "was there"]);
        let set = both.session.set();
        let quote = both.session.selected().unwrap();
        let source = set.linked(quote, "source").next().unwrap();
        assert_eq!(&*set.speaker_of(source).unwrap().name, "Bo Dahl");
    }

    #[test]
    fn an_undo_goes_with_the_step_that_it_is_about() {
        let (mut mine, mut theirs) = (Tab::open(), Tab::open());
        theirs.tag("there", "quote");
        mine.tag("Bo Dahl", "speaker");
        mine.run(Command::Undo);
        mine.run(Command::Redo);
        mine.tag("Ann Lee", "speaker");
        mine.run(Command::Undo);
        let (both, carried) = carried(&mine, &theirs);
        assert!(carried.lost.is_empty(), "{:?}", carried.lost);
        both.stands(&["Bo Dahl", "there"]);
        assert!(both.session.redo_title().is_some());
    }

    #[test]
    fn an_undo_of_what_stood_before_is_named_and_its_redo_goes_with_it() {
        let mut mine = Tab::open();
        mine.tag("Ann Lee", "speaker");
        let mut mine = mine.saved();
        let mut theirs = mine.clone();
        theirs.tag("there", "quote");
        mine.run(Command::Undo);
        mine.run(Command::Redo);
        mine.tag("Bo Dahl", "speaker");
        let (both, carried) = carried(&mine, &theirs);
        assert_eq!(carried.lost, [Rc::from("an undo")]);
        both.stands(&["Ann Lee", "Bo Dahl", "there"]);
    }

    #[test]
    fn what_the_other_tab_has_changed_too_is_named() {
        let mut mine = Tab::open();
        let id = mine.tag("Ann Lee", "speaker");
        let mut mine = mine.saved();
        let mut theirs = mine.clone();
        theirs.run(Command::SetNote(id.clone(), "theirs".into()));
        mine.run(Command::SetNote(id.clone(), "mine".into()));
        mine.tag("Bo Dahl", "speaker");
        let (both, carried) = carried(&mine, &theirs);
        assert_eq!(carried.lost.len(), 1);
        both.stands(&["Ann Lee", "Bo Dahl"]);
        assert_eq!(&*both.session.set().annotation(&id).unwrap().note, "theirs");
    }

    #[test]
    fn proposals_come_over_with_what_was_decided_and_later_ones_link_to_them() {
        let (mut mine, mut theirs) = (Tab::open(), Tab::open());
        theirs.tag("said", "cue");
        mine.run(Command::Suggest(batch()));
        mine.run(Command::Select(Id::from("a2")));
        mine.run(Command::Accept);
        mine.run(Command::Select(Id::from("a2")));
        let (mut both, carried) = carried(&mine, &theirs);
        assert!(carried.lost.is_empty() && !carried.ask_engine);
        both.stands(&["Ann Lee", "said", "was there"]);
        let quote = both.session.selected().unwrap().clone();
        let record = both.session.set().annotation(&quote).unwrap().clone();
        assert_eq!(record.state, State::Accepted);
        both.run(Command::Suggest(Batch {
            links: vec![SuggestedLink {
                link_type: "source".into(),
                from: 2,
                to: 1,
            }],
            ..Batch::default()
        }));
        assert_eq!(both.session.set().linked(&quote, "source").count(), 1);
    }

    #[test]
    fn proposals_that_both_engines_made_stand_once() {
        let (mut mine, mut theirs) = (Tab::open(), Tab::open());
        theirs.run(Command::Suggest(batch()));
        mine.run(Command::Suggest(batch()));
        mine.tag("Bo Dahl", "speaker");
        let (both, carried) = carried(&mine, &theirs);
        assert!(carried.lost.is_empty() && carried.ask_engine);
        both.stands(&["Ann Lee", "Bo Dahl", "was there"]);
    }
}

//! New names for what two tabs have added under one: both count on from the same number.
//!
//! In come the steps of one tab, made without knowing of the other's, and the set as the other left it; out come the same
//! steps with ids that are free there. It changes nothing but ids, and only those that these steps gave themselves.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::annotation::{
    Annotation, AnnotationSet, AttributeValue, Attributes, Edit, Id, Link, Place, Record, RecordId,
    Speaker, Was,
};
use crate::format::Action;

/// The names that were given so far. Steps must come in the order they were made, each after the one before is in the set.
#[derive(Clone, Debug, Default)]
pub struct Renaming {
    annotations: BTreeMap<Id, Id>,
    links: BTreeMap<Id, Id>,
    speakers: BTreeMap<Id, Id>,
}

impl Renaming {
    /// The step with new ids where this set has its own already. What is no step of the person stays as it is: a batch of
    /// suggestions that another tab has taken in, too, is no loss.
    #[must_use]
    pub fn renamed(&mut self, action: &Action, set: &AnnotationSet) -> Action {
        let Action::Do {
            title,
            edits,
            before,
            after,
        } = action
        else {
            return action.clone();
        };
        self.name(edits, set);
        Action::Do {
            title: title.clone(),
            edits: edits.iter().map(|edit| self.edit(edit)).collect(),
            before: self.place(before),
            after: self.place(after),
        }
    }

    /// Names all that a step adds, if one of it is taken: a part would meet the names of the rest.
    fn name(&mut self, edits: &[Edit], set: &AnnotationSet) {
        let added = edits.iter().filter(|edit| edit.before.is_none());
        let added: Vec<RecordId> = added
            .filter_map(|edit| edit.after.as_ref().map(Record::id))
            .collect();
        let is_taken = |id: &RecordId| match id {
            RecordId::Annotation(id) => set.annotation(id).is_some(),
            RecordId::Link(id) => set.link(id).is_some(),
            RecordId::Speaker(id) => set.speaker(id).is_some(),
            RecordId::Overrule(_) | RecordId::Metadata => false,
        };
        if !added.iter().any(is_taken) {
            return;
        }
        let mut fresh = set.fresh_ids();
        for id in added {
            match id {
                RecordId::Annotation(id) => drop(self.annotations.insert(id, fresh.annotation())),
                RecordId::Link(id) => drop(self.links.insert(id, fresh.link())),
                RecordId::Speaker(id) => drop(self.speakers.insert(id, fresh.speaker())),
                RecordId::Overrule(_) | RecordId::Metadata => {}
            }
        }
    }

    fn edit(&self, edit: &Edit) -> Edit {
        Edit {
            before: edit.before.as_ref().map(|record| self.record(record)),
            after: edit.after.as_ref().map(|record| self.record(record)),
        }
    }

    fn record(&self, record: &Record) -> Record {
        match record {
            Record::Annotation(annotation) => {
                let mut origin = annotation.origin.clone();
                origin.was = origin.was.map(|was| {
                    Rc::new(Was {
                        attributes: self.attributes(&was.attributes),
                        ..(*was).clone()
                    })
                });
                Record::Annotation(Rc::new(Annotation {
                    id: new(&self.annotations, &annotation.id),
                    attributes: self.attributes(&annotation.attributes),
                    origin,
                    ..(**annotation).clone()
                }))
            }
            Record::Link(link) => Record::Link(Rc::new(Link {
                id: new(&self.links, &link.id),
                from: new(&self.annotations, &link.from),
                to: new(&self.annotations, &link.to),
                ..(**link).clone()
            })),
            Record::Speaker(speaker) => Record::Speaker(Rc::new(Speaker {
                id: new(&self.speakers, &speaker.id),
                ..(**speaker).clone()
            })),
            Record::Overrule(_) | Record::Metadata(_) => record.clone(),
        }
    }

    fn attributes(&self, attributes: &Attributes) -> Attributes {
        let mut attributes = attributes.clone();
        if let Some(AttributeValue::Text(speaker)) = attributes.get_mut("speaker_id") {
            let renamed = new(&self.speakers, &Id::from(&**speaker));
            *speaker = renamed.as_str().into();
        }
        attributes
    }

    fn place(&self, place: &Place) -> Place {
        Place {
            selected: place.selected.as_ref().map(|id| new(&self.annotations, id)),
            ..place.clone()
        }
    }
}

fn new(names: &BTreeMap<Id, Id>, id: &Id) -> Id {
    names.get(id).unwrap_or(id).clone()
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::expect_used,
        clippy::panic
    )]
    use super::*;
    use crate::annotation::Metadata;
    use crate::article::{Article, Byte};
    use crate::format::Entry;
    use crate::session::{Command, Extend, Session, Snap};

    const TEXT: &str = "“Yes,” said Ann Lee. “No,” said Bo Roe.";

    fn session() -> Session {
        let article = Article::from_text(TEXT);
        Session::open(
            Rc::new(article),
            AnnotationSet::new(Metadata::default()),
            "",
        )
    }

    /// Tags words and hands out what the journal would get.
    fn tag(session: &mut Session, words: &str, label: &str) -> Action {
        let at = TEXT.find(words).unwrap();
        session
            .run(
                Command::SelectText {
                    anchor: Byte::at(at),
                    caret: Byte::at(at + words.len()),
                    snap: Snap::Words,
                    extend: Extend::No,
                },
                "",
            )
            .unwrap();
        let change = session.run(Command::Label(label.into()), "").unwrap();
        change.journal.unwrap()
    }

    fn entry(action: Action) -> Entry {
        Entry {
            seq: 0,
            at: "".into(),
            action,
        }
    }

    /// «quote “Yes,” → Ann Lee», each annotation with the registry's name for what it points at.
    fn said(session: &Session) -> Vec<String> {
        let set = session.set();
        let words = |annotation: &Annotation| {
            let words: Vec<_> = annotation.fragments.iter().collect();
            session.article().slice(words[0]).to_owned()
        };
        let mut lines: Vec<String> = set
            .annotations()
            .map(|annotation| {
                let mut line = format!("{} {}", annotation.label, words(annotation));
                if let Some(speaker) = set.speaker_of(annotation) {
                    line.push_str(&format!(" = {}", speaker.name));
                }
                for link in set.links_from(&annotation.id) {
                    line.push_str(&format!(" → {}", words(set.annotation(&link.to).unwrap())));
                }
                line
            })
            .collect();
        lines.sort();
        lines
    }

    #[test]
    fn what_two_tabs_added_under_one_name_is_all_kept() {
        let (mut one, mut other) = (session(), session());
        tag(&mut one, "Ann Lee", "speaker");
        tag(&mut one, "“Yes,”", "quote");
        let unsaved = [
            tag(&mut other, "Bo Roe", "speaker"),
            tag(&mut other, "“No,”", "quote"),
            tag(&mut other, "said Bo", "cue"),
            other
                .run(
                    Command::SetNote(other.selected().unwrap().clone(), "look".into()),
                    "",
                )
                .unwrap()
                .journal
                .unwrap(),
        ];
        let mut renaming = Renaming::default();
        for action in &unsaved {
            let action = renaming.renamed(action, one.set());
            one.adopt(vec![entry(action)]).unwrap();
        }
        assert_eq!(
            said(&one),
            [
                "cue said Bo",
                "quote “No,” → Bo Roe → said Bo",
                "quote “Yes,” → Ann Lee",
                "speaker Ann Lee = Ann Lee",
                "speaker Bo Roe = Bo Roe",
            ]
        );
        let noted: Vec<_> = one
            .set()
            .annotations()
            .filter(|a| &*a.note == "look")
            .collect();
        assert_eq!(noted.len(), 1);
        assert_eq!(&*noted[0].label, "cue");
    }

    #[test]
    fn a_step_that_meets_nothing_keeps_its_names() {
        let mut one = session();
        let action = tag(&mut one, "Ann Lee", "speaker");
        let set = AnnotationSet::new(Metadata::default());
        assert_eq!(Renaming::default().renamed(&action, &set), action);
        assert_eq!(
            Renaming::default().renamed(&Action::Undo, &set),
            Action::Undo
        );
    }
}

//! A step in the making: records as they will be, over the set as it is.
//!
//! In come changed records, also several times the same one; out comes one edit a record. Nothing is applied here,
//! so a command that turns out to make no sense has changed nothing.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::annotation::{
    Annotation, AnnotationSet, Edit, FreshIds, Id, Link, Record, RecordId, Speaker, State,
};

/// See the head of the file.
pub(super) struct Draft<'a> {
    set: &'a AnnotationSet,
    changed: BTreeMap<RecordId, Option<Record>>,
    order: Vec<RecordId>,
    fresh: FreshIds,
}

impl<'a> Draft<'a> {
    pub(super) fn new(set: &'a AnnotationSet) -> Self {
        Draft {
            set,
            changed: BTreeMap::new(),
            order: Vec::new(),
            fresh: set.fresh_ids(),
        }
    }

    /// Ids for new records.
    pub(super) fn fresh(&mut self) -> &mut FreshIds {
        &mut self.fresh
    }

    /// An annotation as the draft has it.
    pub(super) fn annotation(&self, id: &Id) -> Option<Rc<Annotation>> {
        match self.changed.get(&RecordId::Annotation(id.clone())) {
            Some(Some(Record::Annotation(a))) => Some(a.clone()),
            Some(_) => None,
            None => self.set.annotation(id).cloned(),
        }
    }

    fn link(&self, link: &Rc<Link>) -> Option<Rc<Link>> {
        match self.changed.get(&RecordId::Link(link.id.clone())) {
            Some(Some(Record::Link(l))) => Some(l.clone()),
            Some(_) => None,
            None => Some(link.clone()),
        }
    }

    /// The links at an annotation as the draft has them; those added in the draft are left out.
    pub(super) fn links_at(&self, id: &Id) -> Vec<Rc<Link>> {
        self.set
            .links_at(id)
            .filter_map(|link| self.link(link))
            .collect()
    }

    /// The links that start from an annotation, as [`links_at`](Self::links_at).
    pub(super) fn links_from(&self, id: &Id) -> Vec<Rc<Link>> {
        let mut links = self.links_at(id);
        links.retain(|link| link.from == *id);
        links
    }

    pub(super) fn put(&mut self, record: Record) {
        let id = record.id();
        self.note(id, Some(record));
    }

    pub(super) fn put_annotation(&mut self, annotation: Annotation) {
        self.put(Record::Annotation(Rc::new(annotation)));
    }

    pub(super) fn put_speaker(&mut self, speaker: Speaker) {
        self.put(Record::Speaker(Rc::new(speaker)));
    }

    /// Adds a registry entry of which only the name is known.
    pub(super) fn add_speaker(&mut self, name: &str) -> Id {
        let id = self.fresh.speaker();
        self.put_speaker(Speaker {
            id: id.clone(),
            name: name.into(),
            role: "".into(),
            affiliation: "".into(),
            same_as: "".into(),
            extra: Default::default(),
        });
        id
    }

    pub(super) fn remove(&mut self, record: &Record) {
        self.note(record.id(), None);
    }

    /// Gives an annotation a state; says whether that changed anything.
    pub(super) fn decide(&mut self, id: &Id, state: State, author: &Rc<str>) -> bool {
        match self.annotation(id) {
            Some(annotation) if annotation.state != state => {
                self.put_annotation(Annotation {
                    state,
                    author: author.clone(),
                    ..(*annotation).clone()
                });
                true
            }
            _ => false,
        }
    }

    pub(super) fn decide_link(&mut self, link: &Rc<Link>, state: State) {
        if link.state != state {
            self.put(Record::Link(Rc::new(Link {
                state,
                ..(**link).clone()
            })));
        }
    }

    /// Adds a link that the person means.
    pub(super) fn add_link(&mut self, link_type: &str, from: &Id, to: &Id) {
        let link = Link {
            id: self.fresh.link(),
            link_type: link_type.into(),
            from: from.clone(),
            to: to.clone(),
            state: State::Accepted,
            extra: Default::default(),
        };
        self.put(Record::Link(Rc::new(link)));
    }

    fn note(&mut self, id: RecordId, record: Option<Record>) {
        if !self.changed.contains_key(&id) {
            self.order.push(id.clone());
        }
        self.changed.insert(id, record);
    }

    /// One edit for each record that is not as it was, in the order they were first touched.
    pub(super) fn edits(mut self) -> Vec<Edit> {
        let set = self.set;
        self.order
            .iter()
            .filter_map(|id| {
                let after = self.changed.remove(id)?;
                let before = set.record(id);
                (before != after).then_some(Edit { before, after })
            })
            .collect()
    }
}

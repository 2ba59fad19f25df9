//! All records of one article, changed only by edits.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::annotation::edit::{Conflict, Edit};
use crate::annotation::id::{FreshIds, Id};
use crate::annotation::record::{
    Annotation, Link, Metadata, Overrule, Record, RecordId, Speaker, State,
};

/// Annotations, links, the speaker registry, metadata and overruled paragraphs of one article.
#[derive(Clone, Debug, Default)]
pub struct AnnotationSet {
    annotations: BTreeMap<Id, Rc<Annotation>>,
    links: BTreeMap<Id, Rc<Link>>,
    speakers: BTreeMap<Id, Rc<Speaker>>,
    overrules: BTreeMap<usize, Rc<Overrule>>,
    metadata: Rc<Metadata>,
    links_at: BTreeMap<Id, BTreeSet<Id>>,
    mentions: BTreeMap<Id, BTreeSet<Id>>,
    fresh: FreshIds,
}

/// Two sets are equal when they hold equal records; what ids they will hand out next does not matter.
impl PartialEq for AnnotationSet {
    fn eq(&self, other: &Self) -> bool {
        self.annotations == other.annotations
            && self.links == other.links
            && self.speakers == other.speakers
            && self.overrules == other.overrules
            && self.metadata == other.metadata
    }
}

impl AnnotationSet {
    /// An empty set for an article with that metadata.
    pub fn new(metadata: Metadata) -> Self {
        AnnotationSet {
            metadata: Rc::new(metadata),
            ..Self::default()
        }
    }

    /// All annotations, by id.
    pub fn annotations(&self) -> impl ExactSizeIterator<Item = &Rc<Annotation>> {
        self.annotations.values()
    }

    /// All links, by id.
    pub fn links(&self) -> impl ExactSizeIterator<Item = &Rc<Link>> {
        self.links.values()
    }

    /// The speaker registry, by id.
    pub fn speakers(&self) -> impl ExactSizeIterator<Item = &Rc<Speaker>> {
        self.speakers.values()
    }

    /// The paragraphs whose kind the person has set, by index.
    pub fn overrules(&self) -> impl ExactSizeIterator<Item = &Rc<Overrule>> {
        self.overrules.values()
    }

    /// What is known of the article.
    pub fn metadata(&self) -> &Rc<Metadata> {
        &self.metadata
    }

    /// An annotation by id.
    pub fn annotation(&self, id: &Id) -> Option<&Rc<Annotation>> {
        self.annotations.get(id)
    }

    /// A link by id.
    pub fn link(&self, id: &Id) -> Option<&Rc<Link>> {
        self.links.get(id)
    }

    /// A registry entry by id.
    pub fn speaker(&self, id: &Id) -> Option<&Rc<Speaker>> {
        self.speakers.get(id)
    }

    /// The overrule of a paragraph.
    pub fn overrule(&self, paragraph: usize) -> Option<&Rc<Overrule>> {
        self.overrules.get(&paragraph)
    }

    /// The links that start from or point to an annotation, by id.
    pub fn links_at(&self, id: &Id) -> impl Iterator<Item = &Rc<Link>> {
        self.links_at
            .get(id)
            .into_iter()
            .flatten()
            .filter_map(|link| self.links.get(link))
    }

    /// The links that start from an annotation, by id.
    pub fn links_from(&self, id: &Id) -> impl Iterator<Item = &Rc<Link>> {
        self.links_at(id).filter(move |link| link.from == *id)
    }

    /// The annotations that one type of link points to from here, rejected links left out.
    pub fn linked(&self, from: &Id, link_type: &str) -> impl Iterator<Item = &Rc<Annotation>> {
        self.links_from(from)
            .filter(move |link| &*link.link_type == link_type && link.state != State::Rejected)
            .filter_map(|link| self.annotations.get(&link.to))
    }

    /// The speaker mentions that point at a registry entry, by id.
    pub fn mentions(&self, speaker: &Id) -> impl Iterator<Item = &Rc<Annotation>> {
        self.mentions
            .get(speaker)
            .into_iter()
            .flatten()
            .filter_map(|id| self.annotations.get(id))
    }

    /// The registry entry of a speaker's mention.
    pub fn speaker_of(&self, mention: &Annotation) -> Option<&Rc<Speaker>> {
        self.speaker(&mention.speaker_id()?)
    }

    /// Ids that no record has had so far.
    pub fn fresh_ids(&self) -> FreshIds {
        self.fresh.clone()
    }

    /// Applies edits in order, all or none.
    ///
    /// # Errors
    /// [`Conflict`] for the first edit whose `before` is not what the set holds; the set is as it was.
    pub fn apply(&mut self, edits: &[Edit]) -> Result<(), Conflict> {
        for (done, edit) in edits.iter().enumerate() {
            if let Err(conflict) = self.apply_one(edit) {
                for edit in edits.iter().take(done).rev() {
                    self.replace(&edit.inverse());
                }
                return Err(conflict);
            }
        }
        Ok(())
    }

    fn apply_one(&mut self, edit: &Edit) -> Result<(), Conflict> {
        let Some(id) = edit.record_id() else {
            return Ok(());
        };
        let found = self.record(&id);
        let other = edit.after.as_ref().is_some_and(|after| after.id() != id);
        let emptied = id == RecordId::Metadata && (edit.before.is_none() || edit.after.is_none());
        if found != edit.before || other || emptied {
            return Err(Conflict {
                expected: Box::new(edit.before.clone()),
                found: Box::new(found),
            });
        }
        self.replace(edit);
        Ok(())
    }

    /// A record by its id, as the set holds it.
    pub fn record(&self, id: &RecordId) -> Option<Record> {
        match id {
            RecordId::Annotation(id) => self.annotations.get(id).cloned().map(Record::Annotation),
            RecordId::Link(id) => self.links.get(id).cloned().map(Record::Link),
            RecordId::Speaker(id) => self.speakers.get(id).cloned().map(Record::Speaker),
            RecordId::Overrule(paragraph) => {
                self.overrules.get(paragraph).cloned().map(Record::Overrule)
            }
            RecordId::Metadata => Some(Record::Metadata(self.metadata.clone())),
        }
    }

    fn replace(&mut self, edit: &Edit) {
        match &edit.before {
            Some(Record::Annotation(a)) => {
                self.annotations.remove(&a.id);
                if let Some(speaker) = a.speaker_id() {
                    forget(&mut self.mentions, &speaker, &a.id);
                }
            }
            Some(Record::Link(l)) => {
                self.links.remove(&l.id);
                forget(&mut self.links_at, &l.from, &l.id);
                forget(&mut self.links_at, &l.to, &l.id);
            }
            Some(Record::Speaker(s)) => drop(self.speakers.remove(&s.id)),
            Some(Record::Overrule(o)) => drop(self.overrules.remove(&o.paragraph)),
            Some(Record::Metadata(_)) | None => {}
        }
        match &edit.after {
            Some(Record::Annotation(a)) => {
                self.fresh.note_annotation(&a.id);
                if let Some(speaker) = a.speaker_id() {
                    self.mentions
                        .entry(speaker)
                        .or_default()
                        .insert(a.id.clone());
                }
                self.annotations.insert(a.id.clone(), a.clone());
            }
            Some(Record::Link(l)) => {
                self.fresh.note_link(&l.id);
                self.links_at
                    .entry(l.from.clone())
                    .or_default()
                    .insert(l.id.clone());
                self.links_at
                    .entry(l.to.clone())
                    .or_default()
                    .insert(l.id.clone());
                self.links.insert(l.id.clone(), l.clone());
            }
            Some(Record::Speaker(s)) => {
                self.fresh.note_speaker(&s.id);
                self.speakers.insert(s.id.clone(), s.clone());
            }
            Some(Record::Overrule(o)) => drop(self.overrules.insert(o.paragraph, o.clone())),
            Some(Record::Metadata(m)) => self.metadata = m.clone(),
            None => {}
        }
    }
}

fn forget(index: &mut BTreeMap<Id, BTreeSet<Id>>, key: &Id, value: &Id) {
    if let Some(values) = index.get_mut(key) {
        values.remove(value);
        if values.is_empty() {
            index.remove(key);
        }
    }
}

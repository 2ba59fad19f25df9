//! New names for records that were added under names which somebody else has taken meanwhile.
//!
//! Two tabs at one article both call their next annotation `a12`. They mean different things, so the edits of the one
//! that comes second get other ids, in the records themselves and wherever others point at them.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::annotation::attribute::{AttributeValue, Attributes};
use crate::annotation::edit::Edit;
use crate::annotation::history::Place;
use crate::annotation::id::{FreshIds, Id};
use crate::annotation::record::{Annotation, Link, Origin, Record, RecordId, Speaker, Was};

/// The attribute that points at a registry entry.
const POINTER: &str = "speaker_id";

/// Old names and the new ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renaming {
    names: BTreeMap<RecordId, Id>,
    fresh: FreshIds,
}

impl Renaming {
    /// A renaming that takes its names from these.
    pub fn new(fresh: FreshIds) -> Self {
        Renaming {
            names: BTreeMap::new(),
            fresh,
        }
    }

    /// Gives every record that these edits add a name that nobody has had.
    pub fn learn(&mut self, edits: &[Edit]) {
        let added = edits.iter().filter(|edit| edit.before.is_none());
        for id in added.filter_map(Edit::record_id) {
            if self.names.contains_key(&id) {
                continue;
            }
            let name = match &id {
                RecordId::Annotation(_) => self.fresh.annotation(),
                RecordId::Link(_) => self.fresh.link(),
                RecordId::Speaker(_) => self.fresh.speaker(),
                RecordId::Overrule(_) | RecordId::Metadata => continue,
            };
            self.names.insert(id, name);
        }
    }

    /// The edits with the new names.
    pub fn edits(&self, edits: &[Edit]) -> Rc<[Edit]> {
        let renamed = |record: &Option<Record>| record.as_ref().map(|record| self.record(record));
        edits
            .iter()
            .map(|edit| Edit {
                before: renamed(&edit.before),
                after: renamed(&edit.after),
            })
            .collect()
    }

    /// The place with the selected annotation's new name.
    pub fn place(&self, place: &Place) -> Place {
        Place {
            selected: place.selected.as_ref().map(|id| self.annotation(id)),
            ..place.clone()
        }
    }

    /// An annotation's name.
    pub fn annotation(&self, id: &Id) -> Id {
        self.name(&RecordId::Annotation(id.clone()), id)
    }

    /// A registry entry's name.
    pub fn speaker(&self, id: &Id) -> Id {
        self.name(&RecordId::Speaker(id.clone()), id)
    }

    fn name(&self, of: &RecordId, old: &Id) -> Id {
        self.names.get(of).unwrap_or(old).clone()
    }

    fn record(&self, record: &Record) -> Record {
        match record {
            Record::Annotation(a) => Record::Annotation(Rc::new(Annotation {
                id: self.annotation(&a.id),
                attributes: self.attributes(&a.attributes),
                origin: Origin {
                    was: a.origin.was.as_ref().map(|was| {
                        Rc::new(Was {
                            attributes: self.attributes(&was.attributes),
                            ..(**was).clone()
                        })
                    }),
                    ..a.origin.clone()
                },
                ..(**a).clone()
            })),
            Record::Link(l) => Record::Link(Rc::new(Link {
                id: self.name(&record.id(), &l.id),
                from: self.annotation(&l.from),
                to: self.annotation(&l.to),
                ..(**l).clone()
            })),
            Record::Speaker(s) => Record::Speaker(Rc::new(Speaker {
                id: self.speaker(&s.id),
                ..(**s).clone()
            })),
            Record::Overrule(_) | Record::Metadata(_) => record.clone(),
        }
    }

    fn attributes(&self, attributes: &Attributes) -> Attributes {
        let mut attributes = attributes.clone();
        if let Some(AttributeValue::Text(id)) = attributes.get_mut(POINTER) {
            *id = self.speaker(&Id::from(&**id)).as_str().into();
        }
        attributes
    }
}

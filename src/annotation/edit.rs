//! Change as a value: what a record was and what it becomes.

use std::rc::Rc;

use thiserror::Error;

use crate::annotation::id::Id;
use crate::annotation::record::{Annotation, Link, Metadata, Overrule, Record, RecordId, Speaker};
use crate::annotation::set::AnnotationSet;

/// One record's change. Nothing before: it is added; nothing after: it is removed. Swapped, it is its own inverse.
///
/// It applies only to a set that holds exactly `before`; so undo, the journal, two tabs and merging are one
/// mechanism.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The record as it must stand in the set.
    pub before: Option<Record>,
    /// The record as it stands afterwards.
    pub after: Option<Record>,
}

impl Edit {
    /// Adds a record.
    pub fn add(record: Record) -> Self {
        Edit {
            before: None,
            after: Some(record),
        }
    }

    /// Removes a record.
    pub fn remove(record: Record) -> Self {
        Edit {
            before: Some(record),
            after: None,
        }
    }

    /// Changes an annotation.
    pub fn annotation(before: &Rc<Annotation>, after: Annotation) -> Self {
        Self::change(
            Record::Annotation(before.clone()),
            Record::Annotation(Rc::new(after)),
        )
    }

    /// Changes a link.
    pub fn link(before: &Rc<Link>, after: Link) -> Self {
        Self::change(Record::Link(before.clone()), Record::Link(Rc::new(after)))
    }

    /// Changes a speaker.
    pub fn speaker(before: &Rc<Speaker>, after: Speaker) -> Self {
        Self::change(
            Record::Speaker(before.clone()),
            Record::Speaker(Rc::new(after)),
        )
    }

    /// Changes the metadata.
    pub fn metadata(before: &Rc<Metadata>, after: Metadata) -> Self {
        Self::change(
            Record::Metadata(before.clone()),
            Record::Metadata(Rc::new(after)),
        )
    }

    /// Sets or, with nothing after, withdraws an overrule.
    pub fn overrule(before: Option<&Rc<Overrule>>, after: Option<Overrule>) -> Self {
        Edit {
            before: before.cloned().map(Record::Overrule),
            after: after.map(|o| Record::Overrule(Rc::new(o))),
        }
    }

    fn change(before: Record, after: Record) -> Self {
        Edit {
            before: Some(before),
            after: Some(after),
        }
    }

    /// The edit that takes this one back.
    pub fn inverse(&self) -> Edit {
        Edit {
            before: self.after.clone(),
            after: self.before.clone(),
        }
    }

    /// The record it is about; nothing for an edit without sides.
    pub fn record_id(&self) -> Option<RecordId> {
        self.before.as_ref().or(self.after.as_ref()).map(Record::id)
    }

    /// Whether it changes nothing.
    pub fn is_idle(&self) -> bool {
        self.before == self.after
    }
}

/// The set does not hold what an edit expects.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("this was changed elsewhere in the meantime")]
pub struct Conflict {
    /// What the edit expected to find; boxed because it is rare.
    pub expected: Box<Option<Record>>,
    /// What the set holds.
    pub found: Box<Option<Record>>,
}

impl Conflict {
    /// The way out.
    pub fn hint(&self) -> &'static str {
        "Look at it as it is now, and make your change again if it is still wanted."
    }
}

/// The edits that remove an annotation and every link at it, links first.
pub fn removal(set: &AnnotationSet, id: &Id) -> Vec<Edit> {
    let Some(annotation) = set.annotation(id) else {
        return Vec::new();
    };
    let mut edits: Vec<Edit> = set
        .links_at(id)
        .map(|link| Edit::remove(Record::Link(link.clone())))
        .collect();
    edits.push(Edit::remove(Record::Annotation(annotation.clone())));
    edits
}

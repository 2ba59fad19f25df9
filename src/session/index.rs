//! Where annotations lie: in the order of the text, and by paragraph; and how many there are.
//!
//! In come the edits that were just applied to the set; out come look-ups that cost a few steps however many
//! annotations there are. It holds the set's own `Rc`s and must never decide anything.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::annotation::{Annotation, AnnotationSet, Edit, Id, Record, State};
use crate::article::{Article, Byte};
use crate::session::view::{ListItem, Progress};

/// The order of the text: by start, of those the longest first (so outer before inner), then by id.
pub(super) type Key = (Byte, Reverse<Byte>, Id);

/// An annotation in the order of the text, with its line of the list as soon as somebody asked for that.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub annotation: Rc<Annotation>,
    pub item: OnceCell<Rc<ListItem>>,
}

/// See the head of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    order: BTreeMap<Key, Entry>,
    by_paragraph: Vec<Vec<Rc<Annotation>>>,
    counts: BTreeMap<Rc<str>, [usize; 3]>,
}

impl Index {
    pub(super) fn new(article: &Article, set: &AnnotationSet) -> Self {
        let mut index = Index {
            by_paragraph: vec![Vec::new(); article.paragraphs().len()],
            ..Index::default()
        };
        for annotation in set.annotations() {
            index.add(article, annotation);
        }
        index
    }

    /// Follows an edit that the set has taken.
    pub(super) fn follow(&mut self, article: &Article, edit: &Edit) {
        if let Some(Record::Annotation(before)) = &edit.before {
            self.remove(article, before);
        }
        if let Some(Record::Annotation(after)) = &edit.after {
            self.add(article, after);
        }
    }

    fn add(&mut self, article: &Article, annotation: &Rc<Annotation>) {
        for paragraph in paragraphs_of(article, annotation) {
            if let Some(here) = self.by_paragraph.get_mut(paragraph) {
                here.push(annotation.clone());
            }
        }
        let entry = Entry {
            annotation: annotation.clone(),
            item: OnceCell::new(),
        };
        self.order.insert(key(annotation), entry);
        if let Some(count) = self.count(annotation) {
            *count += 1;
        }
    }

    fn remove(&mut self, article: &Article, annotation: &Rc<Annotation>) {
        for paragraph in paragraphs_of(article, annotation) {
            if let Some(here) = self.by_paragraph.get_mut(paragraph) {
                here.retain(|other| other.id != annotation.id);
            }
        }
        self.order.remove(&key(annotation));
        if let Some(count) = self.count(annotation) {
            *count = count.saturating_sub(1);
        }
    }

    fn count(&mut self, annotation: &Annotation) -> Option<&mut usize> {
        let of_label = match self.counts.get_mut(&annotation.label) {
            Some(_) => self.counts.get_mut(&annotation.label)?,
            None => self.counts.entry(annotation.label.clone()).or_default(),
        };
        let nth = State::ALL.iter().position(|s| *s == annotation.state)?;
        of_label.get_mut(nth)
    }

    /// Forgets what was worked out of an annotation beside its own record: a speaker's name has changed, say.
    pub(super) fn forget_item(&mut self, annotation: &Annotation) {
        if let Some(entry) = self.order.get_mut(&key(annotation)) {
            entry.item = OnceCell::new();
        }
    }

    /// All annotations in the order of the text.
    pub(super) fn entries(&self) -> impl DoubleEndedIterator<Item = (&Key, &Entry)> {
        self.order.iter()
    }

    /// All annotations in the order of the text.
    pub(super) fn annotations(&self) -> impl DoubleEndedIterator<Item = &Rc<Annotation>> {
        self.order.values().map(|entry| &entry.annotation)
    }

    /// Those behind a place in the order, and then, from the start, the others up to and with it.
    pub(super) fn after(&self, from: &Key) -> impl Iterator<Item = &Rc<Annotation>> {
        use std::ops::Bound::{Excluded, Included, Unbounded};
        self.order
            .range((Excluded(from.clone()), Unbounded))
            .chain(self.order.range((Unbounded, Included(from.clone()))))
            .map(|(_, entry)| &entry.annotation)
    }

    /// Those before a place in the order, backwards, and then, from the end, the others down to and with it.
    pub(super) fn before(&self, from: &Key) -> impl Iterator<Item = &Rc<Annotation>> {
        self.order
            .range(..from.clone())
            .rev()
            .chain(self.order.range(from.clone()..).rev())
            .map(|(_, entry)| &entry.annotation)
    }

    /// The annotations with text in a paragraph, in no order.
    pub(super) fn in_paragraph(&self, paragraph: usize) -> &[Rc<Annotation>] {
        self.by_paragraph.get(paragraph).map_or(&[], Vec::as_slice)
    }

    /// Proposed, accepted, rejected of a label.
    pub(super) fn counts_of(&self, label: &str) -> [usize; 3] {
        self.counts.get(label).copied().unwrap_or_default()
    }

    /// The labels that there are or were annotations of.
    pub(super) fn labels(&self) -> impl Iterator<Item = &Rc<str>> {
        self.counts.keys()
    }

    pub(super) fn progress(&self) -> Progress {
        let total: [usize; 3] = self.counts.values().fold([0; 3], |sum, of_label| {
            let [a, b, c] = sum;
            let [x, y, z] = *of_label;
            [a + x, b + y, c + z]
        });
        let [proposed, accepted, rejected] = total;
        Progress {
            reviewed: accepted + rejected,
            total: proposed + accepted + rejected,
        }
    }
}

/// An annotation's place in the order of the text.
pub(super) fn key(annotation: &Annotation) -> Key {
    (
        annotation.fragments.start(),
        Reverse(annotation.fragments.end()),
        annotation.id.clone(),
    )
}

/// The paragraphs that hold text of an annotation, ascending, each once.
pub(super) fn paragraphs_of(
    article: &Article,
    annotation: &Annotation,
) -> impl Iterator<Item = usize> + use<> {
    let mut ranges: Vec<Range<usize>> = Vec::with_capacity(1);
    for extent in annotation.fragments.iter() {
        let range = article.paragraphs_in(extent);
        let from = ranges.last().map_or(0, |last| last.end).max(range.start);
        if from < range.end {
            ranges.push(from..range.end);
        }
    }
    ranges.into_iter().flatten()
}

//! Which annotations the list shows, and the list itself.
//!
//! In comes a filter; out come lines in the order of the text, made once and kept until something changes.

use std::rc::Rc;

use crate::annotation::{Annotation, Id, State};
use crate::session::change::{Change, Refusal};
use crate::session::index::paragraphs_of;
use crate::session::phrases;
use crate::session::session::Session;
use crate::session::view::{Counts, Filter, ListItem, Progress};

/// So many graphemes of an annotation stand in its line.
const LINE: usize = 120;

impl Session {
    /// Whether the filter shows an annotation in the list. Next and previous go by the same.
    pub fn is_shown(&self, annotation: &Annotation) -> bool {
        let filter = &self.filter;
        let state = match filter.state {
            Some(state) => annotation.state == state,
            None => self.is_drawn(annotation),
        };
        state
            && filter
                .label
                .as_ref()
                .is_none_or(|label| *label == annotation.label)
            && filter
                .speaker
                .as_ref()
                .is_none_or(|speaker| self.is_of_speaker(annotation, speaker))
            && (filter.words.trim().is_empty() || self.has_words(annotation, filter.words.trim()))
    }

    /// A mention of the speaker, or something that leads to one, or that such a thing leads to.
    fn is_of_speaker(&self, annotation: &Annotation, speaker: &Id) -> bool {
        annotation.speaker_id().as_ref() == Some(speaker)
            || self
                .set
                .links_from(&annotation.id)
                .filter(|link| link.state != State::Rejected)
                .filter_map(|link| self.set.annotation(&link.to))
                .any(|target| target.speaker_id().as_ref() == Some(speaker))
    }

    fn has_words(&self, annotation: &Annotation, words: &str) -> bool {
        let words = words.to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&words);
        annotation
            .fragments
            .iter()
            .any(|fragment| has(self.article.slice(fragment)))
            || has(&annotation.note)
            || has(&phrases::aside(self, annotation))
    }

    /// The annotations that the filter shows, in the order of the text; the same `Rc` until one of them changes.
    ///
    /// Lines are `Rc`s too: one edit in an article of thousands makes a new list of the old lines.
    pub fn list(&self) -> Rc<[Rc<ListItem>]> {
        if let Some(list) = self.list.borrow().as_ref() {
            return list.clone();
        }
        let list: Rc<[Rc<ListItem>]> = self
            .index
            .entries()
            .map(|(_, entry)| entry)
            .filter(|entry| self.is_shown(&entry.annotation))
            .map(|entry| {
                entry
                    .item
                    .get_or_init(|| Rc::new(self.list_item(&entry.annotation)))
                    .clone()
            })
            .collect();
        self.list.replace(Some(list.clone()));
        list
    }

    fn list_item(&self, annotation: &Annotation) -> ListItem {
        ListItem {
            id: annotation.id.clone(),
            label: annotation.label.clone(),
            letter: self.schema.letter_of(&annotation.label),
            state: annotation.state,
            score: annotation.origin.score,
            words: phrases::words(&self.article, annotation, LINE).into(),
            aside: phrases::aside(self, annotation).into(),
        }
    }

    /// Where an annotation stands among all that the filter shows, from 1, and of how many. One that it does not show
    /// stands where it would.
    pub(super) fn position(&self, id: &Id) -> (usize, usize) {
        let is_selected = self.selected.as_ref() == Some(id);
        if is_selected && let Some(position) = self.position.get() {
            return position;
        }
        let position = self.place_among_shown(id);
        if is_selected {
            self.position.set(Some(position));
        }
        position
    }

    /// Counted, not looked up in the list: that is made anew after each edit, and only to be drawn.
    fn place_among_shown(&self, id: &Id) -> (usize, usize) {
        let (mut nth, mut of) = (0, 0);
        let mut passed = false;
        for annotation in self.index.annotations() {
            let here = annotation.id == *id;
            let counts = self.is_shown(annotation);
            of += usize::from(counts);
            nth += usize::from(!passed && (counts || here));
            passed |= here;
        }
        (nth, of.max(nth))
    }

    /// How many annotations there are of each label and state.
    pub fn counts(&self) -> Counts {
        let built_in = self.schema.labels.iter().map(|label| Rc::from(label.name));
        let own = self
            .index
            .labels()
            .filter(|label| self.schema.label(label).is_none())
            .cloned();
        Counts {
            labels: built_in
                .chain(own)
                .map(|label: Rc<str>| {
                    let counts = self.index.counts_of(&label);
                    (label, counts)
                })
                .filter(|(label, counts)| self.schema.label(label).is_some() || *counts != [0; 3])
                .collect(),
        }
    }

    pub(super) fn set_filter(&mut self, filter: Filter) -> Result<Change, Refusal> {
        if self.filter == filter {
            return Err(Refusal::Idle);
        }
        if let Some(speaker) = &filter.speaker
            && self.set.speaker(speaker).is_none()
        {
            return Err(Refusal::Gone);
        }
        if filter.show_rejected != self.filter.show_rejected {
            for annotation in self.index.annotations() {
                if annotation.state == State::Rejected {
                    self.stale.extend(paragraphs_of(&self.article, annotation));
                }
            }
        }
        self.filter = filter;
        self.list.replace(None);
        self.position.set(None);
        let shown = self.list().len();
        let Progress { total, .. } = self.progress();
        Ok(Change {
            say: match shown {
                0 => "No annotation matches.".to_owned(),
                _ => format!("{shown} of {total} annotations."),
            },
            ..Change::default()
        })
    }
}

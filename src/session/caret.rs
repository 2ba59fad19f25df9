//! The caret and what is selected in the text.
//!
//! In come places from the pointer and motions from keys; out comes a [`Selection`](crate::session::Selection) whose
//! fragments are what a label key would tag: trimmed, on grapheme bounds. Selecting text leaves the selected
//! annotation selected, as the text may become a fragment of it.

use crate::annotation::{Annotation, Id};
use crate::article::{Byte, Extent};
use crate::session::change::{Change, Refusal, Reveal};
use crate::session::command::{Extend, Motion, Snap, Unit, Way};
use crate::session::phrases;
use crate::session::session::Session;
use crate::session::stops;
use crate::session::view::{Filter, Mode, Selection};

impl Session {
    /// The annotations drawn over a place, innermost first; at the end of one, where none goes on, that one.
    pub fn marks_at(&self, at: Byte) -> Vec<Id> {
        let here = self.index.in_paragraph(self.article.paragraph_at(at));
        let over = |hit: fn(Extent, Byte) -> bool| {
            let mut hits: Vec<&Annotation> = here
                .iter()
                .map(|annotation| &**annotation)
                .filter(|a| self.is_drawn(a) && a.fragments.iter().any(|e| hit(e, at)))
                .collect();
            hits.sort_by_key(|a| {
                (
                    a.fragments.len(),
                    std::cmp::Reverse(a.fragments.start()),
                    a.id.clone(),
                )
            });
            hits
        };
        let mut hits = over(|extent, at| extent.contains(at));
        if hits.is_empty() {
            hits = over(|extent, at| extent.end == at);
        }
        hits.into_iter().map(|a| a.id.clone()).collect()
    }

    pub(super) fn click_at(&mut self, at: Byte, before: Option<Byte>) -> Result<Change, Refusal> {
        let at = self.article.offsets().grapheme_floor(at);
        let marks = self.marks_at(at);
        if let Mode::Linking(from) = &self.mode {
            let from = self.annotation(from)?;
            let fits = |id: &&Id| {
                let target = self.set.annotation(id);
                target.is_some_and(|to| self.schema.link_between(&from.label, &to.label).is_some())
            };
            let others: Vec<&Id> = marks.iter().filter(|id| **id != from.id).collect();
            let target = others
                .iter()
                .copied()
                .find(fits)
                .or(others.first().copied());
            return match target.cloned() {
                Some(target) => self.link_to(&target),
                None => Err(Refusal::NothingThere),
            };
        }
        let again = before.is_some_and(|before| self.marks_at(before) == marks);
        let current = self
            .selected
            .as_ref()
            .filter(|_| again)
            .and_then(|selected| marks.iter().position(|id| id == selected));
        let chosen = match current {
            Some(n) => marks.get(n + 1).or(marks.first()),
            None => marks.first(),
        };
        let chosen = chosen.and_then(|id| self.set.annotation(id)).cloned();
        let mut change = Change::default();
        self.clicked = Some(at);
        self.set_selected(chosen.as_ref().map(|annotation| annotation.id.clone()));
        self.set_caret(at);
        // The card may come up over the place.
        change.reveal = Some(Reveal::Caret(at));
        if let Some(annotation) = chosen {
            change.say = phrases::described(self, &annotation);
        }
        Ok(change)
    }

    pub(super) fn place_caret(&mut self, at: Byte, extend: Extend) -> Result<Change, Refusal> {
        let at = self.article.offsets().grapheme_floor(at);
        let mut change = self.caret_to(at, extend);
        if extend == Extend::No {
            change.say = self.heard_from(at, self.paragraph_end(at));
        }
        Ok(change)
    }

    pub(super) fn move_caret(&mut self, motion: Motion, extend: Extend) -> Result<Change, Refusal> {
        let article = &self.article;
        let at = self.selection.caret;
        let end = article.extent().end;
        let to = match (motion, extend) {
            // Selecting onwards stops behind words, so that neither a space nor half a mark is selected.
            (Motion::By(Unit::Word, Way::On), Extend::Yes) => {
                stops::next_end(article, at).unwrap_or(end)
            }
            (Motion::By(Unit::Word, Way::On), Extend::No) => {
                stops::next_start(article, at).unwrap_or(end)
            }
            (Motion::By(Unit::Word, Way::Back), _) => {
                stops::previous_start(article, at).unwrap_or_default()
            }
            (Motion::By(Unit::Character, Way::On), _) => article.next_grapheme(at),
            (Motion::By(Unit::Character, Way::Back), _) => article.previous_grapheme(at),
            (Motion::Sentence(Way::On), _) => self.sentence_end(at).unwrap_or(end),
            (Motion::Sentence(Way::Back), _) => self.sentence_start(at).unwrap_or_default(),
            (Motion::Paragraph(way), _) => self.paragraph_start(at, way),
            (Motion::Article(Way::On), _) => end,
            (Motion::Article(Way::Back), _) => Byte(0),
        };
        if to == at && (extend == Extend::Yes || self.selection.fragments.is_empty()) {
            return Err(Refusal::EndOfText);
        }
        let mut change = self.caret_to(to, extend);
        if extend == Extend::No {
            let article = &self.article;
            let until = match motion {
                Motion::By(Unit::Character, _) => article.next_grapheme(to),
                Motion::By(Unit::Word, _) => stops::next_end(article, to).unwrap_or(end),
                Motion::Sentence(_) => self.sentence_end(to).unwrap_or(end),
                Motion::Paragraph(_) | Motion::Article(_) => self.paragraph_end(to),
            };
            change.say = self.heard_from(to, until);
        }
        Ok(change)
    }

    /// What stands right of the caret, as a screen reader says it: the caret is drawn by the page, so no other tells.
    fn heard_from(&self, from: Byte, to: Byte) -> String {
        phrases::beginning(self.article.slice(Extent::new(from, to)))
    }

    fn paragraph_end(&self, at: Byte) -> Byte {
        let paragraph = self.article.paragraphs().get(self.article.paragraph_at(at));
        paragraph.map_or(at, |paragraph| paragraph.extent.end.max(at))
    }

    fn caret_to(&mut self, at: Byte, extend: Extend) -> Change {
        let change = Change {
            reveal: Some(Reveal::Caret(at)),
            ..Change::default()
        };
        if extend == Extend::No {
            self.set_caret(at);
            return change;
        }
        self.selection.caret = at;
        let extent = Extent::new(self.selection.anchor, at);
        self.select_extent(self.exact(extent));
        self.selection_said(change)
    }

    /// The first end of a sentence behind a place.
    fn sentence_end(&self, at: Byte) -> Option<Byte> {
        self.sentences_from(at).map(|s| s.end).find(|end| *end > at)
    }

    /// The last start of a sentence before a place.
    fn sentence_start(&self, at: Byte) -> Option<Byte> {
        (0..=self.article.paragraph_at(at)).rev().find_map(|n| {
            let sentences = self.article.sentences(n);
            sentences
                .iter()
                .rev()
                .map(|s| s.start)
                .find(|start| *start < at)
        })
    }

    fn sentences_from(&self, at: Byte) -> impl Iterator<Item = Extent> {
        let paragraphs = self.article.paragraph_at(at)..self.article.paragraphs().len();
        paragraphs.flat_map(|n| self.article.sentences(n))
    }

    fn paragraph_start(&self, at: Byte, way: Way) -> Byte {
        let paragraphs = self.article.paragraphs();
        let here = self.article.paragraph_at(at);
        let start = |n: usize| paragraphs.get(n).map(|p| p.extent.start);
        match way {
            Way::On => start(here + 1).unwrap_or(self.article.extent().end),
            Way::Back => match start(here) {
                Some(own) if own < at => own,
                _ => here.checked_sub(1).and_then(start).unwrap_or_default(),
            },
        }
    }

    pub(super) fn select_text(
        &mut self,
        anchor: Byte,
        caret: Byte,
        snap: Snap,
        extend: Extend,
    ) -> Result<Change, Refusal> {
        let raw = Extent::new(anchor, caret);
        let snapped = match snap {
            Snap::Words => self.exact(self.article.snap_to_words(raw)),
            Snap::Graphemes => self.exact(self.article.snap_to_graphemes(raw)),
        };
        let (anchor, caret) = if caret < anchor {
            (snapped.end, snapped.start)
        } else {
            (snapped.start, snapped.end)
        };
        match extend {
            Extend::No => self.kept.clear(),
            // The same drag again replaces its fragment; another one is one more.
            Extend::Yes if !snapped.overlaps(self.last_extent()) => {
                self.kept = std::mem::take(&mut self.selection.fragments);
            }
            Extend::Yes => {}
        }
        self.selection.anchor = anchor;
        self.selection.caret = caret;
        self.select_extent(snapped);
        Ok(self.selection_said(Change::default()))
    }

    /// A stretch without white space at its ends, on grapheme bounds: a mark over a space keeps that.
    pub(super) fn exact(&self, extent: Extent) -> Extent {
        let trimmed = self.article.trim(extent);
        self.article.snap_to_graphemes(trimmed)
    }

    /// The stretch between anchor and caret.
    fn last_extent(&self) -> Extent {
        Extent::new(self.selection.anchor, self.selection.caret)
    }

    /// Selects this extent beside the fragments that are kept.
    fn select_extent(&mut self, extent: Extent) {
        let all = self.kept.iter().copied().chain([extent]);
        self.selection.fragments = match crate::annotation::Fragments::new(all) {
            Ok(fragments) => fragments.as_slice().to_vec(),
            Err(_) => Vec::new(),
        };
    }

    fn selection_said(&self, change: Change) -> Change {
        let words: Vec<&str> = self
            .selection
            .fragments
            .iter()
            .map(|extent| self.article.slice(*extent))
            .collect();
        let say = match words.as_slice() {
            [] => String::new(),
            words => format!(
                "Selected: {}",
                phrases::cut(&words.join(" … "), phrases::SHORT)
            ),
        };
        Change { say, ..change }
    }

    /// Whether the selected text is whole sentences (or paragraphs): then its extent, so that it can grow by one.
    fn grown_from(&self, parts: impl Fn(usize) -> Vec<Extent>) -> Option<Extent> {
        let [extent] = self.selection.fragments.as_slice() else {
            return None;
        };
        let first = parts(self.article.paragraph_at(extent.start));
        let last = parts(self.article.paragraph_at(extent.end));
        let whole = first.iter().any(|part| part.start == extent.start)
            && last.iter().any(|part| part.end == extent.end);
        whole.then_some(*extent)
    }

    pub(super) fn select_sentence(&mut self) -> Result<Change, Refusal> {
        let extent = match self.grown_from(|n| self.article.sentences(n)) {
            Some(extent) => {
                let mut following = self.sentences_from(extent.end);
                match following.find(|s| s.start >= extent.end) {
                    Some(next) => extent.hull(next),
                    None => return Err(Refusal::EndOfText),
                }
            }
            None => self.article.sentence_at(self.selection.caret),
        };
        self.select_whole(extent)
    }

    pub(super) fn select_paragraph(&mut self) -> Result<Change, Refusal> {
        let part = |n: usize| {
            let paragraph = self.article.paragraphs().get(n);
            paragraph.map(|p| self.exact(p.extent))
        };
        let extent = match self.grown_from(|n| part(n).into_iter().collect()) {
            Some(extent) => {
                let next = part(self.article.paragraph_at(extent.end) + 1);
                extent.hull(next.ok_or(Refusal::EndOfText)?)
            }
            None => part(self.article.paragraph_at(self.selection.caret)).unwrap_or_default(),
        };
        self.select_whole(extent)
    }

    fn select_whole(&mut self, extent: Extent) -> Result<Change, Refusal> {
        if extent.is_empty() {
            return Err(Refusal::NoText);
        }
        self.kept.clear();
        self.selection = Selection {
            fragments: vec![extent],
            anchor: extent.start,
            caret: extent.end,
        };
        let change = Change {
            reveal: Some(Reveal::Caret(extent.end)),
            ..Change::default()
        };
        Ok(self.selection_said(change))
    }

    pub(super) fn let_go(&mut self) -> Result<Change, Refusal> {
        let mut change = Change::default();
        if self.mode != Mode::Reading {
            self.mode = Mode::Reading;
            change.say = "No link made.".to_owned();
        } else if !self.selection.fragments.is_empty() {
            self.set_caret(self.selection.caret);
        } else if self.selected.is_some() {
            self.set_selected(None);
        } else if self.filter != Filter::default() {
            change = self.set_filter(Filter::default())?;
        }
        // With nothing to let go of, Escape is pressed out of habit: that is no mistake to speak of.
        Ok(change)
    }
}

//! Mending an annotation: its ends, its fragments, its attributes, its note.
//!
//! A mend keeps the id, the links and the state: a proposal that was mended is still to be decided, and what the
//! engine proposed is remembered beside it.

use std::rc::Rc;

use crate::annotation::{Annotation, AttributeValue, Edit, Fragments, Id, choice_title};
use crate::article::{Byte, Extent};
use crate::session::change::{Change, Refusal, Reveal};
use crate::session::command::{Direction, End, Snap, Unit};
use crate::session::phrases;
use crate::session::registry::POINTER;
use crate::session::session::Session;
use crate::session::stops;

impl Session {
    /// A step that changes one annotation.
    fn mend(
        &mut self,
        before: &Rc<Annotation>,
        title: String,
        after: Annotation,
        then: impl FnOnce(&mut Session, &mut Change),
    ) -> Result<Change, Refusal> {
        if **before == after {
            return Err(Refusal::Idle);
        }
        self.step(title, vec![Edit::annotation(before, after)], then)
    }

    /// A step that changes where an annotation lies; selected text is let go of if a place for the caret is given.
    fn reshape(
        &mut self,
        before: &Rc<Annotation>,
        title: &str,
        fragments: Fragments,
        caret: Option<Byte>,
    ) -> Result<Change, Refusal> {
        if before.fragments == fragments {
            return Err(Refusal::Idle);
        }
        let mut after = (**before).clone();
        after.remember();
        after.fragments = fragments;
        let noun = phrases::noun_of(self, &before.label);
        let id = before.id.clone();
        self.mend(
            before,
            format!("{title} {noun}"),
            after,
            |session, change| {
                session.set_selected(Some(id.clone()));
                if let Some(caret) = caret {
                    session.set_caret(caret);
                }
                if let Some(annotation) = session.set.annotation(&id) {
                    change.say = phrases::words(&session.article, annotation, phrases::SHORT);
                }
                change.reveal = Some(Reveal::Annotation(id.clone()));
            },
        )
    }

    pub(super) fn add_fragment(&mut self) -> Result<Change, Refusal> {
        let annotation = self.selected_annotation()?;
        if self.selection.fragments.is_empty() {
            return Err(Refusal::NoText);
        }
        let all = annotation
            .fragments
            .iter()
            .chain(self.selection.fragments.iter().copied());
        let fragments = Fragments::new(all).map_err(|_| Refusal::NoText)?;
        let caret = self.selection.caret;
        self.reshape(&annotation, "add to", fragments, Some(caret))
    }

    pub(super) fn remove_fragment(&mut self, id: &Id, nth: usize) -> Result<Change, Refusal> {
        let annotation = self.annotation(id)?;
        if annotation.fragments.as_slice().get(nth).is_none() {
            return Err(Refusal::Gone);
        }
        let rest = annotation.fragments.iter().enumerate();
        let rest = rest.filter(|(n, _)| *n != nth).map(|(_, extent)| extent);
        let fragments = Fragments::new(rest).map_err(|_| self.empty(&annotation))?;
        self.reshape(&annotation, "take out of", fragments, None)
    }

    fn empty(&self, annotation: &Annotation) -> Refusal {
        Refusal::Empty {
            label: phrases::noun_of(self, &annotation.label).into(),
        }
    }

    pub(super) fn move_end(
        &mut self,
        end: End,
        direction: Direction,
        unit: Unit,
    ) -> Result<Change, Refusal> {
        let annotation = self.selected_annotation()?;
        let nth = match end {
            End::Start => 0,
            End::End => annotation.fragments.as_slice().len().saturating_sub(1),
        };
        let extent = *annotation
            .fragments
            .as_slice()
            .get(nth)
            .ok_or(Refusal::Gone)?;
        let article = &self.article;
        let length = article.extent().end;
        let some = |from: Byte, to: Byte| (from != to).then_some(to);
        let to = match (end, direction, unit) {
            (End::Start, Direction::Outwards, Unit::Word) => {
                stops::previous_start(article, extent.start)
            }
            (End::Start, Direction::Inwards, Unit::Word) => {
                stops::next_start(article, extent.start)
            }
            (End::End, Direction::Outwards, Unit::Word) => stops::next_end(article, extent.end),
            (End::End, Direction::Inwards, Unit::Word) => stops::previous_end(article, extent.end),
            (End::Start, Direction::Outwards, Unit::Character) => {
                some(extent.start, article.previous_grapheme(extent.start))
            }
            (End::Start, Direction::Inwards, Unit::Character) => {
                some(extent.start, article.next_grapheme(extent.start))
            }
            (End::End, Direction::Outwards, Unit::Character) => {
                some(extent.end, article.next_grapheme(extent.end).min(length))
            }
            (End::End, Direction::Inwards, Unit::Character) => {
                some(extent.end, article.previous_grapheme(extent.end))
            }
        };
        let to = match (to, direction) {
            (Some(to), _) => to,
            (None, Direction::Outwards) => return Err(Refusal::EndOfText),
            (None, Direction::Inwards) => return Err(self.empty(&annotation)),
        };
        let change = self.put_end(&annotation, nth, end, to, "move an end of")?;
        self.moving = true;
        Ok(change)
    }

    pub(super) fn drag_end(
        &mut self,
        id: &Id,
        nth: usize,
        end: End,
        to: Byte,
        snap: Snap,
    ) -> Result<Change, Refusal> {
        let annotation = self.annotation(id)?;
        let extent = *annotation
            .fragments
            .as_slice()
            .get(nth)
            .ok_or(Refusal::Gone)?;
        let to = to.min(self.article.extent().end);
        let fixed = match end {
            End::Start => extent.end,
            End::End => extent.start,
        };
        let passed = match end {
            End::Start => to >= fixed,
            End::End => to <= fixed,
        };
        if passed {
            return Err(self.empty(&annotation));
        }
        let raw = Extent::new(fixed, to);
        let snapped = match snap {
            Snap::Words => self.article.snap_to_words(raw),
            Snap::Graphemes => self.article.snap_to_graphemes(raw),
        };
        let to = match end {
            End::Start => snapped.start,
            End::End => snapped.end,
        };
        self.put_end(&annotation, nth, end, to, "move an end of")
    }

    fn put_end(
        &mut self,
        annotation: &Rc<Annotation>,
        nth: usize,
        end: End,
        to: Byte,
        title: &str,
    ) -> Result<Change, Refusal> {
        let extents = annotation.fragments.iter().enumerate().map(|(n, extent)| {
            if n != nth {
                return extent;
            }
            match end {
                End::Start if to < extent.end => Extent {
                    start: to,
                    ..extent
                },
                End::End if to > extent.start => Extent { end: to, ..extent },
                _ => Extent::caret(to),
            }
        });
        let moved: Vec<Extent> = extents.map(|e| self.article.snap_to_graphemes(e)).collect();
        if moved
            .get(nth)
            .is_none_or(|extent| self.article.slice(*extent).trim().is_empty())
        {
            return Err(self.empty(annotation));
        }
        let fragments = Fragments::new(moved).map_err(|_| self.empty(annotation))?;
        self.reshape(annotation, title, fragments, None)
    }

    pub(super) fn set_attribute(
        &mut self,
        id: &Id,
        name: &Rc<str>,
        value: Option<AttributeValue>,
    ) -> Result<Change, Refusal> {
        let before = self.annotation(id)?;
        let mut title = name.replace('_', " ");
        if self.schema.label(&before.label).is_some() {
            let attribute = self
                .schema
                .attribute(&before.label, name)
                .ok_or(Refusal::Gone)?;
            if let Some(value) = &value {
                // The person knows it by its title, not by its name in files.
                attribute
                    .check(value)
                    .map_err(|error| error.of(attribute.title))?;
            }
            title = attribute.title.to_lowercase();
        }
        // Labels that a file brought along may point at the registry, too.
        if let Some(value) = &value
            && &**name == POINTER
            && value
                .as_text()
                .is_none_or(|entry| self.set.speaker(&Id::from(entry)).is_none())
        {
            return Err(Refusal::Gone);
        }
        let mut after = (*before).clone();
        after.remember();
        match value {
            Some(value) => drop(after.attributes.insert(name.clone(), value)),
            None => drop(after.attributes.remove(name)),
        }
        if after.attributes == before.attributes {
            return Err(Refusal::Idle);
        }
        let said = match after.attributes.get(name) {
            Some(AttributeValue::Text(text)) => choice_title(name, text),
            Some(AttributeValue::Texts(texts)) => choice_title(name, &texts.join(", ")),
            Some(AttributeValue::Number(number)) => number.to_string(),
            None => "not set".to_owned(),
        };
        let said = match Id::from(said.as_str()) {
            entry if &**name == POINTER => self
                .set
                .speaker(&entry)
                .map_or(said, |speaker| speaker.name.to_string()),
            _ => said,
        };
        self.mend(&before, format!("set {title}"), after, |_, change| {
            change.say = format!("{}: {said}.", phrases::capitalised(&title));
        })
    }

    pub(super) fn set_note(&mut self, id: &Id, note: &Rc<str>) -> Result<Change, Refusal> {
        let before = self.annotation(id)?;
        let after = Annotation {
            note: note.clone(),
            ..(*before).clone()
        };
        self.mend(&before, "change the note".to_owned(), after, |_, change| {
            change.say = "Note kept.".to_owned();
        })
    }
}

//! The speaker registry: one entry a person or body, at which the mentions in the text point.

use std::rc::Rc;

use crate::annotation::{Annotation, Id, Record, Speaker, State};
use crate::session::change::{Change, Refusal};
use crate::session::draft::Draft;
use crate::session::session::Session;
use crate::session::tagging::text_value;
use crate::session::view::SpeakerView;

/// The attribute that points at an entry.
pub(super) const POINTER: &str = "speaker_id";

impl Session {
    /// The entries, by name.
    pub fn registry(&self) -> Vec<SpeakerView> {
        let mut known = self.entries.borrow_mut();
        let mut entries: Vec<SpeakerView> = self
            .set
            .speakers()
            .map(|speaker| {
                let entry = known.entry(speaker.id.clone());
                entry.or_insert_with(|| self.speaker_view(speaker)).clone()
            })
            .collect();
        entries.sort_by_cached_key(|entry| (entry.name.to_lowercase(), entry.id.clone()));
        entries
    }

    pub(super) fn speaker_view(&self, speaker: &Speaker) -> SpeakerView {
        let (mut mentions, mut quotes) = (0, 0);
        for mention in self.set.mentions(&speaker.id) {
            if mention.state == State::Rejected {
                continue;
            }
            mentions += 1;
            let sources = self.set.links_at(&mention.id).filter(|link| {
                let quote = self.set.annotation(&link.from);
                link.to == mention.id
                    && &*link.link_type == "source"
                    && link.state != State::Rejected
                    && quote.is_some_and(|quote| quote.state != State::Rejected)
            });
            quotes += sources.count();
        }
        SpeakerView {
            id: speaker.id.clone(),
            name: speaker.name.clone(),
            role: speaker.role.clone(),
            affiliation: speaker.affiliation.clone(),
            same_as: speaker.same_as.clone(),
            mentions,
            quotes,
        }
    }

    pub(super) fn add_speaker(&mut self, name: &str) -> Result<Change, Refusal> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Refusal::NoName);
        }
        let mut draft = Draft::new(&self.set);
        let id = draft.add_speaker(name);
        if let Ok(mention) = self.selected_annotation()
            && &*mention.label == "speaker"
        {
            draft.put_annotation(pointed(&mention, Some(&id), Mend::Remember));
        }
        let edits = draft.edits();
        let said = format!("Added {name} to the speakers.");
        self.step("add a speaker".to_owned(), edits, |_, change| {
            change.say = said;
        })
    }

    pub(super) fn edit_speaker(
        &mut self,
        id: &Id,
        [name, role, affiliation, same_as]: [&str; 4],
    ) -> Result<Change, Refusal> {
        let before = self.set.speaker(id).cloned().ok_or(Refusal::Gone)?;
        if name.trim().is_empty() {
            return Err(Refusal::NoName);
        }
        let mut draft = Draft::new(&self.set);
        draft.put_speaker(Speaker {
            name: name.trim().into(),
            role: role.trim().into(),
            affiliation: affiliation.trim().into(),
            same_as: same_as.trim().into(),
            ..(*before).clone()
        });
        let edits = draft.edits();
        let said = format!("Speaker: {}.", name.trim());
        self.step("change a speaker".to_owned(), edits, |_, change| {
            change.say = said;
        })
    }

    pub(super) fn merge_speakers(&mut self, from: &Id, into: &Id) -> Result<Change, Refusal> {
        let gone = self.set.speaker(from).cloned().ok_or(Refusal::Gone)?;
        let stays = self.set.speaker(into).cloned().ok_or(Refusal::Gone)?;
        if from == into {
            return Err(Refusal::SameSpeaker);
        }
        let mut draft = Draft::new(&self.set);
        let mut merged = (*stays).clone();
        // What only the first knew is not lost.
        for (field, other) in [
            (&mut merged.role, &gone.role),
            (&mut merged.affiliation, &gone.affiliation),
            (&mut merged.same_as, &gone.same_as),
        ] {
            if field.is_empty() {
                *field = other.clone();
            }
        }
        draft.put_speaker(merged);
        self.point_all(&mut draft, from, Some(into));
        draft.remove(&Record::Speaker(gone.clone()));
        let edits = draft.edits();
        let filtered = self.filter.speaker.as_ref() == Some(from);
        let into = into.clone();
        self.step("merge two speakers".to_owned(), edits, |session, change| {
            if filtered {
                session.filter.speaker = Some(into);
            }
            change.say = format!("{} is {} now.", gone.name, stays.name);
        })
    }

    pub(super) fn remove_speaker(&mut self, id: &Id) -> Result<Change, Refusal> {
        let gone = self.set.speaker(id).cloned().ok_or(Refusal::Gone)?;
        let mut draft = Draft::new(&self.set);
        self.point_all(&mut draft, id, None);
        draft.remove(&Record::Speaker(gone.clone()));
        let edits = draft.edits();
        self.step("remove a speaker".to_owned(), edits, |_, change| {
            change.say = format!("Removed {} from the speakers.", gone.name);
        })
    }

    fn point_all(&self, draft: &mut Draft<'_>, from: &Id, to: Option<&Id>) {
        for mention in self.set.mentions(from) {
            draft.put_annotation(pointed(mention, to, Mend::Silent));
        }
    }

    pub(super) fn assign_speaker(
        &mut self,
        mention: &Id,
        speaker: Option<&Id>,
    ) -> Result<Change, Refusal> {
        let mention = self.annotation(mention)?;
        if self.schema.attribute(&mention.label, POINTER).is_none() {
            return Err(Refusal::Gone);
        }
        if mention.speaker_id().as_ref() == speaker {
            return Err(Refusal::Idle);
        }
        let name = match speaker {
            Some(id) => self.set.speaker(id).ok_or(Refusal::Gone)?.name.clone(),
            None => "nobody".into(),
        };
        let mut draft = Draft::new(&self.set);
        draft.put_annotation(pointed(&mention, speaker, Mend::Remember));
        let edits = draft.edits();
        self.step("set the speaker".to_owned(), edits, |_, change| {
            change.say = format!("Speaker: {name}.");
        })
    }
}

/// Whether a change is a mend of the suggestion, or follows from one elsewhere.
#[derive(PartialEq)]
pub(super) enum Mend {
    /// What the engine proposed is remembered beside it.
    Remember,
    /// The suggestion is as it was.
    Silent,
}

/// The mention, pointing at an entry or at nobody.
pub(super) fn pointed(mention: &Rc<Annotation>, speaker: Option<&Id>, mend: Mend) -> Annotation {
    let mut after = (**mention).clone();
    if mend == Mend::Remember {
        after.remember();
    }
    match speaker.and_then(|id| text_value(id.as_str())) {
        Some(value) => drop(after.attributes.insert(POINTER.into(), value)),
        None => drop(after.attributes.remove(POINTER)),
    }
    after
}

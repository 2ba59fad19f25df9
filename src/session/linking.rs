//! Links by hand: from a quote to its speaker, from a commitment to its quote, and so on.
//!
//! The type of a link follows from the labels at its ends. What the engine proposed and the person does not want is
//! kept as rejected; a link that was accepted goes.

use std::rc::Rc;

use crate::annotation::{Annotation, Edit, Id, Link, Record, State};
use crate::session::change::{Change, Refusal, Reveal};
use crate::session::draft::Draft;
use crate::session::phrases;
use crate::session::session::Session;
use crate::session::tagging::distance;
use crate::session::view::{LinkTarget, Mode};

/// So many targets are offered, the nearest ones.
const MOST_TARGETS: usize = 60;

impl Session {
    pub(super) fn start_link(&mut self) -> Result<Change, Refusal> {
        if self.mode != Mode::Reading {
            self.mode = Mode::Reading;
            return Ok(Change {
                say: "No link made.".to_owned(),
                ..Change::default()
            });
        }
        let from = self.selected_annotation()?;
        let noun = phrases::noun_of(self, &from.label);
        let targets: Vec<String> = self
            .schema
            .links_from(&from.label)
            .map(|link_type| link_type.title.to_lowercase())
            .collect();
        if targets.is_empty() {
            return Err(Refusal::NoLinks(noun.into()));
        }
        self.mode = Mode::Linking(from.id.clone());
        Ok(Change {
            say: format!(
                "Link the {noun}: pick its {} in the text or type a name.",
                targets.join(", ")
            ),
            ..Change::default()
        })
    }

    /// Whether links may start from the selected annotation.
    pub(super) fn selected_has_link_types(&self) -> bool {
        self.selected_annotation()
            .is_ok_and(|from| self.schema.links_from(&from.label).next().is_some())
    }

    /// Where a link starts from: the one under way, else the selected annotation.
    fn link_start(&self) -> Result<Rc<Annotation>, Refusal> {
        match &self.mode {
            Mode::Linking(from) => self.annotation(from),
            Mode::Reading => self.selected_annotation(),
        }
    }

    pub(super) fn link_to(&mut self, to: &Id) -> Result<Change, Refusal> {
        let from = self.link_start()?;
        let to = self.annotation(to)?;
        let (from_noun, to_noun) = (
            phrases::noun_of(self, &from.label),
            phrases::noun_of(self, &to.label),
        );
        if self.schema.links_from(&from.label).next().is_none() {
            return Err(Refusal::NoLinks(from_noun.into()));
        }
        let link_type = self
            .schema
            .link_between(&from.label, &to.label)
            .filter(|_| from.id != to.id)
            .ok_or_else(|| Refusal::NoSuchLink {
                from: from_noun.clone().into(),
                to: to_noun.into(),
            })?;
        let mut draft = Draft::new(&self.set);
        let of_type: Vec<Rc<Link>> = draft
            .links_from(&from.id)
            .into_iter()
            .filter(|link| *link.link_type == *link_type.name)
            .collect();
        match of_type.iter().find(|link| link.to == to.id) {
            Some(link) if link.state == State::Accepted => return Err(Refusal::LinkedAlready),
            Some(link) => draft.decide_link(link, State::Accepted),
            None => draft.add_link(link_type.name, &from.id, &to.id),
        }
        if link_type.most == 1 {
            for other in of_type.iter().filter(|link| link.to != to.id) {
                take_away(&mut draft, other);
            }
        }
        let edits = draft.edits();
        let title = link_type.title.to_lowercase();
        self.step(format!("link {from_noun}"), edits, |session, change| {
            session.mode = Mode::Reading;
            session.set_selected(Some(from.id.clone()));
            change.reveal = Some(Reveal::Annotation(from.id.clone()));
            let name = phrases::mention_name(&session.article, &session.set, &to);
            change.say = format!("Linked: {title} {name}.");
        })
    }

    pub(super) fn link_to_speaker(&mut self, speaker: &Id) -> Result<Change, Refusal> {
        let from = self.link_start()?;
        let entry = self.set.speaker(speaker).ok_or(Refusal::Gone)?;
        let nearest = self
            .set
            .mentions(speaker)
            .filter(|mention| mention.state != State::Rejected)
            .min_by_key(|mention| (distance(&from, mention), mention.fragments.start()))
            .ok_or_else(|| Refusal::NoMention(entry.name.clone()))?;
        let id = nearest.id.clone();
        self.link_to(&id)
    }

    pub(super) fn unlink(&mut self, id: &Id) -> Result<Change, Refusal> {
        let link = self.set.link(id).cloned().ok_or(Refusal::Gone)?;
        let mut draft = Draft::new(&self.set);
        take_away(&mut draft, &link);
        let edits = draft.edits();
        self.unlinked(edits, 1)
    }

    pub(super) fn unlink_all(&mut self) -> Result<Change, Refusal> {
        let from = self.selected_annotation()?;
        let mut draft = Draft::new(&self.set);
        let mut links = draft.links_from(&from.id);
        links.retain(|link| link.state != State::Rejected);
        for link in &links {
            take_away(&mut draft, link);
        }
        let edits = draft.edits();
        self.unlinked(edits, links.len())
    }

    fn unlinked(&mut self, edits: Vec<Edit>, count: usize) -> Result<Change, Refusal> {
        let what = match count {
            1 => "the link".to_owned(),
            n => format!("{n} links"),
        };
        self.step(format!("remove {what}"), edits, |_, change| {
            change.say = format!("Removed {what}.");
        })
    }

    /// What a link that is under way (or would start from the selected annotation) could point to: registry entries
    /// that are mentioned, then annotations, the nearest first. `typed` narrows it to names and words that hold it,
    /// in any case. A mention stands there by itself only if its entry does not.
    pub fn link_targets(&self, typed: &str) -> Vec<LinkTarget> {
        let Ok(from) = self.link_start() else {
            return Vec::new();
        };
        let typed = typed.trim().to_lowercase();
        let fits = |words: &str| typed.is_empty() || words.to_lowercase().contains(&typed);
        let mut targets: Vec<(u32, LinkTarget)> = Vec::new();
        if let Some(link) = self.schema.link_between(&from.label, "speaker") {
            for speaker in self.set.speakers().filter(|speaker| fits(&speaker.name)) {
                let nearest = self
                    .set
                    .mentions(&speaker.id)
                    .filter(|mention| mention.state != State::Rejected)
                    .map(|mention| distance(&from, mention))
                    .min();
                let target = LinkTarget {
                    id: speaker.id.clone(),
                    is_speaker: true,
                    link: *link,
                    words: speaker.name.to_string(),
                };
                targets.extend(nearest.map(|nearest| (nearest, target)));
            }
        }
        for to in self.index.annotations() {
            if to.state == State::Rejected || to.id == from.id {
                continue;
            }
            let Some(link) = self.schema.link_between(&from.label, &to.label) else {
                continue;
            };
            let mut words = phrases::words(&self.article, to, phrases::SHORT);
            let name = self.set.speaker_of(to).map(|speaker| &*speaker.name);
            // Who is found by name stands there once, not with every mention.
            if name.is_some_and(fits) || !fits(&words) {
                continue;
            }
            if let Some(name) = name {
                words = format!("{words} ({name})");
            }
            let target = LinkTarget {
                id: to.id.clone(),
                is_speaker: false,
                link: *link,
                words,
            };
            targets.push((distance(&from, to), target));
        }
        targets.sort_by_key(|(distance, target)| (!target.is_speaker, *distance));
        targets
            .into_iter()
            .take(MOST_TARGETS)
            .map(|(_, target)| target)
            .collect()
    }
}

fn take_away(draft: &mut Draft<'_>, link: &Rc<Link>) {
    match link.state {
        State::Proposed => draft.decide_link(link, State::Rejected),
        State::Accepted => draft.remove(&Record::Link(link.clone())),
        State::Rejected => {}
    }
}

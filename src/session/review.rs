//! Going through annotations and deciding: next, previous, accept, reject, restore.
//!
//! The order is that of the text, it starts anew at its end, and it goes by the filter. Accepting and rejecting take
//! along what hangs on the annotation alone, in one step, and say so.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::annotation::{Annotation, Id, Link, State};
use crate::article::Byte;
use crate::session::change::{Change, Refusal, Reveal};
use crate::session::draft::Draft;
use crate::session::index::{Key, key};
use crate::session::phrases;
use crate::session::session::Session;
use crate::session::view::Mode;

/// Whether a proposal is among those that score at least so much; one without a score is only where none is asked.
pub fn is_at_least(score: Option<f64>, least: f64) -> bool {
    score.unwrap_or(0.0) >= least
}

impl Session {
    pub(super) fn next_proposal(&mut self) -> Result<Change, Refusal> {
        self.walk(Self::proposal_after, Session::no_proposals)
    }

    pub(super) fn previous_proposal(&mut self) -> Result<Change, Refusal> {
        let before = |session: &Session, from: &Key| {
            let mut before = session.index.before(from);
            before.find(|a| session.is_queued(a)).cloned()
        };
        self.walk(before, Session::no_proposals)
    }

    pub(super) fn next_annotation(&mut self) -> Result<Change, Refusal> {
        let after = |session: &Session, from: &Key| {
            let mut after = session.index.after(from);
            after.find(|a| session.is_shown(a)).cloned()
        };
        self.walk(after, |_| Refusal::NoAnnotations)
    }

    pub(super) fn previous_annotation(&mut self) -> Result<Change, Refusal> {
        let before = |session: &Session, from: &Key| {
            let mut before = session.index.before(from);
            before.find(|a| session.is_shown(a)).cloned()
        };
        self.walk(before, |_| Refusal::NoAnnotations)
    }

    fn walk(
        &mut self,
        find: impl Fn(&Session, &Key) -> Option<Rc<Annotation>>,
        none: impl Fn(&Session) -> Refusal,
    ) -> Result<Change, Refusal> {
        let found = find(self, &self.place_in_order()).ok_or_else(|| none(self))?;
        Ok(self.selected_change(&found))
    }

    /// Selects an annotation; while a link is made, it is what the link goes to, as in the text.
    pub(super) fn select_annotation(&mut self, id: &Id) -> Result<Change, Refusal> {
        if let Mode::Linking(from) = &self.mode
            && from != id
        {
            return self.link_to(id);
        }
        let annotation = self.annotation(id)?;
        Ok(self.selected_change(&annotation))
    }

    fn selected_change(&mut self, annotation: &Annotation) -> Change {
        let mut change = Change::default();
        self.mode = Mode::Reading;
        self.go_to(annotation, &mut change);
        change.say = phrases::described(self, annotation);
        change
    }

    fn proposal_after(&self, from: &Key) -> Option<Rc<Annotation>> {
        self.index.after(from).find(|a| self.is_queued(a)).cloned()
    }

    /// Whether an annotation is among the proposals that the person goes through.
    fn is_queued(&self, annotation: &Annotation) -> bool {
        annotation.state == State::Proposed && self.is_shown(annotation)
    }

    /// Where next and previous start from: the selected annotation, or the caret if it has been moved away from that.
    fn place_in_order(&self) -> Key {
        let caret = self.selection.caret;
        match self.selected_annotation() {
            Ok(selected)
                if selected.fragments.start() <= caret && caret <= selected.fragments.end() =>
            {
                key(&selected)
            }
            // Before everything that starts at the caret.
            _ => (caret, Reverse(Byte(u32::MAX)), Id::from("")),
        }
    }

    /// The selected annotation; not while words are selected, as those are what the person looks at.
    fn decidable(&self) -> Result<Rc<Annotation>, Refusal> {
        if !self.selection.fragments.is_empty() {
            return Err(Refusal::WordsSelected);
        }
        self.selected_annotation()
    }

    pub(super) fn accept(&mut self) -> Result<Change, Refusal> {
        let annotation = self.decidable()?;
        let mut draft = Draft::new(&self.set);
        let company = accept_into(&mut draft, &annotation.id, &self.author);
        self.decided(&annotation, State::Accepted, draft.edits(), &company)
    }

    pub(super) fn reject(&mut self) -> Result<Change, Refusal> {
        let annotation = self.decidable()?;
        let mut draft = Draft::new(&self.set);
        let company = reject_into(&mut draft, &annotation.id, &self.author);
        self.decided(&annotation, State::Rejected, draft.edits(), &company)
    }

    /// A step that decided an annotation, and the way to the next proposal.
    fn decided(
        &mut self,
        annotation: &Rc<Annotation>,
        state: State,
        edits: Vec<crate::annotation::Edit>,
        company: &[String],
    ) -> Result<Change, Refusal> {
        let noun = phrases::noun_of(self, &annotation.label);
        let verb = if state == State::Accepted {
            "accept"
        } else {
            "reject"
        };
        self.step(format!("{verb} {noun}"), edits, |session, change| {
            let with = match company {
                [] => String::new(),
                _ => format!(" with its {}", phrases::and(company)),
            };
            change.say = format!(
                "{} the {noun}{with}. {}. ",
                phrases::done(state),
                phrases::reviewed(session)
            );
            match session.proposal_after(&key(annotation)) {
                Some(next) => {
                    session.go_to(&next, change);
                    change.say.push_str("Next: ");
                    change.say.push_str(&phrases::described(session, &next));
                }
                None => {
                    change.say.push_str(session.none_left());
                    change.reveal = Some(Reveal::Annotation(annotation.id.clone()));
                }
            }
        })
    }

    /// What is said when there is no next proposal.
    fn none_left(&self) -> &'static str {
        match self.no_proposals() {
            Refusal::NoneShown => "No proposals left among those that the filter shows.",
            _ => "No proposals left.",
        }
    }

    fn no_proposals(&self) -> Refusal {
        let any = self
            .index
            .annotations()
            .any(|annotation| annotation.state == State::Proposed);
        if any {
            Refusal::NoneShown
        } else {
            Refusal::NoProposals
        }
    }

    pub(super) fn restore(&mut self) -> Result<Change, Refusal> {
        let annotation = self.decidable()?;
        let mut draft = Draft::new(&self.set);
        if !draft.decide(&annotation.id, State::Proposed, &"".into()) {
            return Err(Refusal::Idle);
        }
        for link in draft.links_at(&annotation.id) {
            let was_rejected = link.state == State::Rejected;
            let other = if link.from == annotation.id {
                &link.to
            } else {
                &link.from
            };
            match draft.annotation(other) {
                // What was rejected together comes back together.
                Some(cue) if was_rejected && is_cue_link(&link) && link.to == cue.id => {
                    draft.decide_link(&link, State::Proposed);
                    if cue.state == State::Rejected {
                        draft.decide(&cue.id, State::Proposed, &"".into());
                    }
                }
                Some(other) if was_rejected && other.state != State::Rejected => {
                    draft.decide_link(&link, State::Proposed);
                }
                Some(_) if !was_rejected && link.from == annotation.id => {
                    draft.decide_link(&link, State::Proposed);
                }
                _ => {}
            }
        }
        let noun = phrases::noun_of(self, &annotation.label);
        let edits = draft.edits();
        self.step(format!("restore {noun}"), edits, |session, change| {
            change.reveal = Some(Reveal::Annotation(annotation.id.clone()));
            change.say = format!(
                "The {noun} is a proposal again. {}.",
                phrases::reviewed(session)
            );
        })
    }

    pub(super) fn accept_all(
        &mut self,
        label: Option<&str>,
        score: f64,
    ) -> Result<Change, Refusal> {
        let wanted: Vec<Id> = self
            .index
            .annotations()
            .filter(|a| a.state == State::Proposed)
            .filter(|a| label.is_none_or(|label| *a.label == *label))
            .filter(|a| is_at_least(a.origin.score, score))
            .map(|a| a.id.clone())
            .collect();
        if wanted.is_empty() {
            return Err(Refusal::NoProposals);
        }
        let mut draft = Draft::new(&self.set);
        for id in &wanted {
            accept_into(&mut draft, id, &self.author);
        }
        let what = match label {
            Some(label) => phrases::count_of(self, label, wanted.len()),
            None if wanted.len() == 1 => "1 proposal".to_owned(),
            None => format!("{} proposals", wanted.len()),
        };
        let edits = draft.edits();
        self.step(format!("accept {what}"), edits, |session, change| {
            change.say = format!("Accepted {what}. {}.", phrases::reviewed(session));
        })
    }
}

fn is_cue_link(link: &Link) -> bool {
    &*link.link_type == "cue"
}

/// Accepts an annotation with its proposed links and the proposed cue and speakers that they lead to. Says what came
/// along: «speaker», «cue».
fn accept_into(draft: &mut Draft<'_>, id: &Id, author: &Rc<str>) -> Vec<String> {
    let mut company: BTreeMap<&'static str, usize> = BTreeMap::new();
    draft.decide(id, State::Accepted, author);
    for link in draft.links_from(id) {
        if link.state == State::Rejected {
            continue;
        }
        let Some(target) = draft.annotation(&link.to) else {
            continue;
        };
        let name = match &*target.label {
            "speaker" => "speaker",
            "cue" => "cue",
            _ => "link",
        };
        // A link to something that the person has rejected stays undecided.
        if target.state == State::Rejected {
            continue;
        }
        let mut taken = link.state == State::Proposed;
        draft.decide_link(&link, State::Accepted);
        if name != "link" {
            taken |= draft.decide(&target.id, State::Accepted, author);
        }
        if taken {
            *company.entry(name).or_default() += 1;
        }
    }
    ["speaker", "cue", "link"]
        .into_iter()
        .filter_map(|name| match company.get(name)? {
            1 => Some(name.to_owned()),
            _ => Some(format!("{name}s")),
        })
        .collect()
}

/// Rejects an annotation, the links at it, and its proposed cue if nothing else uses that. Says what came along.
fn reject_into(draft: &mut Draft<'_>, id: &Id, author: &Rc<str>) -> Vec<String> {
    let mut company = Vec::new();
    draft.decide(id, State::Rejected, author);
    for link in draft.links_at(id) {
        draft.decide_link(&link, State::Rejected);
        if link.from != *id || !is_cue_link(&link) {
            continue;
        }
        let used = draft
            .links_at(&link.to)
            .iter()
            .any(|other| other.state != State::Rejected);
        let proposed = draft
            .annotation(&link.to)
            .is_some_and(|cue| cue.state == State::Proposed);
        if proposed && !used && draft.decide(&link.to, State::Rejected, author) {
            company.push("cue".to_owned());
        }
    }
    company
}

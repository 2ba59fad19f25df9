//! The open article: its session, the number of its last journal entry, and what the workbench is handed of it.
//!
//! The views are made once a change, and only those that differ are new `Rc`s: the workbench compares pointers.

use std::rc::Rc;

use yew::AttrValue;

use crate::annotation::{Batch, Conflict, Id, Metadata, Request};
use crate::app::storage::{SavedPlace, Summary, Unsaved};
use crate::article::{Byte, ParagraphKind};
use crate::format::{Action, Entry, write_entry};
use crate::session::{
    Arc, Card, Change, Command, Counts, Extend, LinkTarget, ListItem, Mode, Progress, Refusal,
    Reveal, Selection, Session, Snap, SpeakerView,
};

/// What the workbench is handed. What stands beside the text may be a frame behind it.
#[derive(Clone, Default)]
pub struct Views {
    /// What is selected in the text.
    pub selection: Rc<Selection>,
    /// The annotation that is selected in the list.
    pub listed: Option<Id>,
    /// The selected annotation in full.
    pub card: Option<Rc<Card>>,
    /// The annotations that the filter shows.
    pub list: Rc<[Rc<ListItem>]>,
    /// How many there are.
    pub counts: Rc<Counts>,
    /// How far the review is.
    pub progress: Progress,
    /// What the list shows.
    pub filter: Rc<crate::session::Filter>,
    /// The speakers.
    pub registry: Rc<[SpeakerView]>,
    /// The links of the hovered or selected annotation.
    pub arcs: Rc<[Arc]>,
    /// What a link could point to.
    pub link_targets: Rc<[LinkTarget]>,
}

/// The open article.
pub struct Sitting {
    /// The session.
    pub session: Session,
    /// What the list of articles says of it.
    pub summary: Summary,
    /// The views.
    pub views: Views,
    /// What was corrected when it came in.
    pub corrections: Rc<[AttrValue]>,
    /// What to bring into view, counted.
    pub reveal: Option<(u32, Reveal)>,
    /// The paragraph to start at.
    pub start_at: Option<usize>,
    /// The engine's run under way.
    pub run: Option<u32>,
    /// How many annotations there were when it began.
    pub before_run: usize,
    /// What has changed beside the text and is not in the views yet.
    behind: Option<Depth>,
    hovered: Option<Id>,
    target_words: AttrValue,
}

impl Sitting {
    /// Sits down at an article.
    pub fn new(session: Session, summary: Summary, corrections: Rc<[AttrValue]>) -> Self {
        let mut sitting = Sitting {
            session,
            summary,
            views: Views::default(),
            corrections,
            reveal: None,
            start_at: None,
            run: None,
            before_run: 0,
            behind: None,
            hovered: None,
            target_words: AttrValue::default(),
        };
        sitting.look_anew();
        sitting
    }

    /// Runs a command.
    ///
    /// # Errors
    /// The session's refusal; nothing has changed then.
    pub fn run(&mut self, command: Command, now: &str) -> Result<Change, Refusal> {
        let change = self.run_ahead(command, now)?;
        self.catch_up();
        Ok(change)
    }

    /// Runs a command and makes only the views of the text; those of what stands beside it come with
    /// [`catch_up`](Sitting::catch_up), so that the text can be painted before.
    ///
    /// # Errors
    /// The session's refusal; nothing has changed then.
    pub fn run_ahead(&mut self, command: Command, now: &str) -> Result<Change, Refusal> {
        let change = self.session.run(command, now)?;
        self.follow(&change);
        Ok(change)
    }

    /// Makes the views of what stands beside the text; whether they were behind.
    pub fn catch_up(&mut self) -> bool {
        let Some(depth) = self.behind.take() else {
            return false;
        };
        self.look_beside(depth);
        true
    }

    /// Takes in what another tab has written.
    ///
    /// # Errors
    /// The entry that does not fit; nothing has changed then.
    pub fn adopt(&mut self, entries: Vec<Entry>) -> Result<Change, Conflict> {
        let last = entries.last().map_or(0, |entry| entry.seq);
        let change = self.session.adopt(entries)?;
        self.summary.seq = self.summary.seq.max(last);
        self.look_anew();
        Ok(change)
    }

    /// Brings everything up to date after the session was changed otherwise than by a command.
    pub fn look_anew(&mut self) {
        self.look_at_text();
        self.behind = None;
        self.look_beside(Depth::Records);
        self.summarise();
    }

    /// Goes on where the sitting was that it takes the place of; the session's part has come over already.
    pub fn follow_old(&mut self, old: &Sitting) {
        self.summary.place = old.summary.place.clone();
        self.summary.read |= old.summary.read;
        self.corrections = old.corrections.clone();
        self.run = old.run;
        self.before_run = old.before_run;
        self.reveal = old.reveal.clone();
        self.start_at = old.start_at;
        self.note_place();
        self.look_anew();
    }

    fn follow(&mut self, change: &Change) {
        if let Some(reveal) = &change.reveal {
            let number = self.reveal.as_ref().map_or(0, |(number, _)| *number);
            self.reveal = Some((number.wrapping_add(1), reveal.clone()));
        }
        let depth = if change.journal.is_some() {
            Depth::Records
        } else {
            Depth::Places
        };
        self.look_at_text();
        self.behind = Some(self.behind.map_or(depth, |behind| behind.max(depth)));
    }

    /// The next entry of the journal, and the summary that goes with it.
    pub fn enter(&mut self, action: Action, now: &str) -> Unsaved {
        self.summary.seq += 1;
        self.summary.updated = now.into();
        self.summarise();
        let entry = Entry {
            seq: self.summary.seq,
            at: now.into(),
            action,
        };
        let line = write_entry(&entry, self.session.article()).into();
        Unsaved { entry, line }
    }

    /// Takes note of where the person is; whether that differs from what was noted last.
    pub fn note_place(&mut self) -> bool {
        let place = self.session.place();
        let place = SavedPlace {
            anchor: place.anchor.0,
            caret: place.caret.0,
            selected: place.selected.map(|id| id.to_string()),
            paragraph: self.summary.place.paragraph,
        };
        let moved = place != self.summary.place;
        self.summary.place = place;
        moved
    }

    /// Puts the person back to where they left the article.
    pub fn restore_place(&mut self, now: &str) {
        let place = self.summary.place.clone();
        self.start_at = Some(place.paragraph);
        let (anchor, caret) = (Byte(place.anchor), Byte(place.caret));
        // What is gone since cannot be gone back to, and that is all right.
        if let Some(id) = &place.selected {
            let _ = self
                .session
                .run(Command::Select(Id::from(id.as_str())), now);
        } else if anchor != caret {
            let select = Command::SelectText {
                anchor,
                caret,
                snap: Snap::Graphemes,
                extend: Extend::No,
            };
            let _ = self.session.run(select, now);
        } else {
            let _ = self
                .session
                .run(Command::PlaceCaret(caret, Extend::No), now);
        }
        self.reveal = None;
        self.look_at_text();
        self.look_beside(Depth::Places);
    }

    /// Shows the links of the annotation that the pointer is over; whether that changes anything.
    pub fn hover(&mut self, id: Option<Id>) -> bool {
        if self.hovered == id {
            return false;
        }
        self.hovered = id;
        self.look_at_links()
    }

    /// Looks for link targets by these words.
    pub fn find_target(&mut self, words: AttrValue) {
        self.target_words = words;
        self.look_at_links();
    }

    /// The request for the engine to read it: these paragraphs, or all.
    pub fn request(&self, only: Option<&[usize]>) -> Request {
        let index = |paragraph: usize| u32::try_from(paragraph).unwrap_or(u32::MAX);
        Request {
            text: self.session.article().text().to_owned(),
            kinds: self
                .session
                .set()
                .overrules()
                .map(|overrule| (index(overrule.paragraph), overrule.kind.as_str().to_owned()))
                .collect(),
            only: only.map(|only| only.iter().map(|paragraph| index(*paragraph)).collect()),
            published: self.metadata().published.to_string(),
            ..Request::default()
        }
    }

    /// The command for a batch of the engine's.
    pub fn suggest(&mut self, batch: Batch, now: &str) -> Result<Change, Refusal> {
        self.run(Command::Suggest(batch), now)
    }

    /// What is known of the article.
    pub fn metadata(&self) -> &Rc<Metadata> {
        self.session.set().metadata()
    }

    /// «1,204 words in 31 paragraphs».
    pub fn length(&self) -> AttrValue {
        let article = self.session.article();
        let words = article.text().split_whitespace().count();
        let paragraphs = article
            .paragraphs()
            .iter()
            .filter(|paragraph| paragraph.kind == ParagraphKind::Body)
            .count();
        format!("{words} words, {paragraphs} paragraphs of text").into()
    }

    fn summarise(&mut self) {
        let progress = self.session.progress();
        self.summary.reviewed = progress.reviewed;
        self.summary.total = progress.total;
        if self.summary.title != self.metadata().title {
            self.summary.title = self.metadata().title.clone();
        }
    }

    fn look_at_text(&mut self) {
        keep_or(&mut self.views.selection, self.session.selection());
        if *self.session.mode() == Mode::Reading {
            self.target_words = AttrValue::default();
        }
        self.look_at_links();
    }

    fn look_beside(&mut self, depth: Depth) {
        let session = &self.session;
        self.views.listed = session.selected().cloned();
        self.views.progress = session.progress();
        keep_or(&mut self.views.filter, session.filter());
        self.views.list = session.list();
        let card = session.card();
        if self.views.card.as_deref() != card.as_ref() {
            self.views.card = card.map(Rc::new);
        }
        if depth == Depth::Records {
            keep_or(&mut self.views.counts, &session.counts());
            let registry = session.registry();
            if *self.views.registry != *registry {
                self.views.registry = registry.into();
            }
        }
    }

    fn look_at_links(&mut self) -> bool {
        let session = &self.session;
        let at = self.hovered.as_ref().or(session.selected());
        let arcs = at.map(|id| session.arcs(id)).unwrap_or_default();
        let targets = match session.mode() {
            Mode::Reading => Vec::new(),
            Mode::Linking(_) => session.link_targets(&self.target_words),
        };
        let mut changed = false;
        if *self.views.arcs != *arcs {
            self.views.arcs = arcs.into();
            changed = true;
        }
        if *self.views.link_targets != *targets {
            self.views.link_targets = targets.into();
            changed = true;
        }
        changed
    }
}

/// How much may have changed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    /// Only where the person is.
    Places,
    /// The records too.
    Records,
}

/// Keeps the `Rc` if its content is the same.
fn keep_or<T: Clone + PartialEq>(kept: &mut Rc<T>, now: &T) {
    if **kept != *now {
        *kept = Rc::new(now.clone());
    }
}

//! [`Session`]: its state in one declaration, the only way in, and how a change becomes views.
//!
//! In come commands with the time; out come changes. What single commands do stands in the files beside this one;
//! here is what they share: applying a step, keeping the index and the views in accord with the set, and selecting.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::annotation::{
    Annotation, AnnotationSet, Conflict, Edit, History, Id, Keys, Place, Record, Schema, Step,
};
use crate::article::{Article, Byte, Extent, ParagraphKind};
use crate::format::Action;
use crate::session::change::{Change, Refusal, Reveal};
use crate::session::command::Command;
use crate::session::index::{Index, paragraphs_of};
use crate::session::paragraph::{draw, is_visible, numbers};
use crate::session::view::{
    Filter, ListItem, Mode, ParagraphView, Progress, Selection, SpeakerView,
};

/// One sitting at one article.
///
/// It is changed by [`run`](Session::run), [`replay`](Session::replay) and [`adopt`](Session::adopt) alone.
#[derive(Clone, Debug)]
pub struct Session {
    /// The article as it was recognised. Views hold this one, as their text is all they need of it.
    pub(super) recognised: Rc<Article>,
    /// The same with the person's overrules.
    pub(super) article: Rc<Article>,
    pub(super) schema: Schema,
    pub(super) set: AnnotationSet,
    pub(super) author: Rc<str>,
    pub(super) history: History,
    pub(super) index: Index,
    /// The numbers that the engine gave to its spans and speakers, so that later batches can link to them.
    pub(super) engine_keys: Keys,
    /// The numbers of spans that the run under way has used.
    pub(super) engine_spans: BTreeSet<u32>,

    pub(super) selected: Option<Id>,
    pub(super) selection: Selection,
    /// The fragments that were selected before the one that the anchor belongs to.
    pub(super) kept: Vec<Extent>,
    pub(super) mode: Mode,
    pub(super) filter: Filter,
    /// Where the last command clicked, if it was a click: a second one there means the next mark around it.
    pub(super) clicked: Option<Byte>,
    /// Whether the last command moved an end.
    pub(super) moving: bool,

    views: Rc<[Rc<ParagraphView>]>,
    /// Paragraphs whose views are no longer true.
    pub(super) stale: BTreeSet<usize>,
    /// Paragraphs that became text of the article in this command.
    pub(super) ask_engine: BTreeSet<usize>,
    pub(super) list: RefCell<Option<Rc<[Rc<ListItem>]>>>,
    /// The registry's entries that were asked for and are still true.
    pub(super) entries: RefCell<BTreeMap<Id, SpeakerView>>,
    pub(super) similar: RefCell<Option<(Id, usize)>>,
    pub(super) position: Cell<Option<(usize, usize)>>,
}

impl Session {
    /// A sitting at an article with what was stored of it; `author` is written into what the person decides and may
    /// be empty.
    ///
    /// Hand in the article as it was recognised: the set's overrules are applied here, and «as recognised» goes back
    /// to what was handed in.
    pub fn open(article: Rc<Article>, set: AnnotationSet, author: &str) -> Session {
        let mut session = Session {
            recognised: article.clone(),
            article,
            schema: Schema::BUILT_IN,
            set,
            author: author.into(),
            history: History::default(),
            index: Index::default(),
            engine_keys: Keys::default(),
            engine_spans: BTreeSet::new(),
            selected: None,
            selection: Selection::default(),
            kept: Vec::new(),
            mode: Mode::Reading,
            filter: Filter::default(),
            clicked: None,
            moving: false,
            views: Rc::from([]),
            stale: BTreeSet::new(),
            ask_engine: BTreeSet::new(),
            list: RefCell::new(None),
            entries: RefCell::default(),
            similar: RefCell::new(None),
            position: Cell::new(None),
        };
        session.index = Index::new(&session.article, &session.set);
        session.article = session.overruled_article();
        session.draw_all();
        session
    }

    /// Does what a command says. `now` is the time as RFC 3339 in UTC; it is written into new annotations.
    ///
    /// # Errors
    /// A [`Refusal`] if the command makes no sense now; then nothing has changed.
    pub fn run(&mut self, command: Command, now: &str) -> Result<Change, Refusal> {
        let clicked = self.clicked.take();
        let moving = std::mem::take(&mut self.moving);
        match self.dispatch(command, now, clicked) {
            Ok(mut change) => {
                self.refresh(&mut change);
                Ok(change)
            }
            Err(refusal) => {
                self.clicked = clicked;
                self.moving = moving;
                self.stale.clear();
                Err(refusal)
            }
        }
    }

    fn dispatch(
        &mut self,
        command: Command,
        now: &str,
        clicked: Option<Byte>,
    ) -> Result<Change, Refusal> {
        match command {
            Command::NextProposal => self.next_proposal(),
            Command::PreviousProposal => self.previous_proposal(),
            Command::NextAnnotation => self.next_annotation(),
            Command::PreviousAnnotation => self.previous_annotation(),
            Command::Select(id) => self.select_annotation(&id),
            Command::Accept => self.accept(),
            Command::Reject => self.reject(),
            Command::Restore => self.restore(),
            Command::AcceptAll { label, score } => self.accept_all(label.as_deref(), score),
            Command::ClickAt(at) => self.click_at(at, clicked),
            Command::PlaceCaret(at, extend) => self.place_caret(at, extend),
            Command::MoveCaret(motion, extend) => self.move_caret(motion, extend),
            Command::SelectText {
                anchor,
                caret,
                snap,
                extend,
            } => self.select_text(anchor, caret, snap, extend),
            Command::SelectSentence => self.select_sentence(),
            Command::SelectParagraph => self.select_paragraph(),
            Command::LetGo => self.let_go(),
            Command::Label(label) => self.label(&label, now),
            Command::AddFragment => self.add_fragment(),
            Command::RemoveFragment(id, nth) => self.remove_fragment(&id, nth),
            Command::MoveEnd(end, direction, unit) => self.move_end(end, direction, unit),
            Command::DragEnd {
                id,
                fragment,
                end,
                to,
                snap,
            } => self.drag_end(&id, fragment, end, to, snap),
            Command::TagAllLike => self.tag_all_like(now),
            Command::Delete => self.delete(),
            Command::SetAttribute { id, name, value } => self.set_attribute(&id, &name, value),
            Command::SetNote(id, note) => self.set_note(&id, &note),
            Command::StartLink => self.start_link(),
            Command::LinkTo(id) => self.link_to(&id),
            Command::LinkToSpeaker(id) => self.link_to_speaker(&id),
            Command::Unlink(id) => self.unlink(&id),
            Command::UnlinkAll => self.unlink_all(),
            Command::AddSpeaker(name) => self.add_speaker(&name),
            Command::EditSpeaker {
                id,
                name,
                role,
                affiliation,
                same_as,
            } => self.edit_speaker(&id, [&name, &role, &affiliation, &same_as]),
            Command::MergeSpeakers { from, into } => self.merge_speakers(&from, &into),
            Command::RemoveSpeaker(id) => self.remove_speaker(&id),
            Command::AssignSpeaker { mention, speaker } => {
                self.assign_speaker(&mention, speaker.as_ref())
            }
            Command::SetMetadata {
                title,
                url,
                published,
                lang,
            } => self.set_metadata([&title, &url, &published, &lang]),
            Command::Overrule(paragraph, kind) => self.overrule(paragraph, kind),
            Command::SetFilter(filter) => self.set_filter(filter),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Suggest(batch) => self.suggest(&batch, now),
        }
    }

    /// The article, with the person's overrules.
    pub fn article(&self) -> &Rc<Article> {
        &self.article
    }

    /// The records as they are now.
    pub fn set(&self) -> &AnnotationSet {
        &self.set
    }

    /// One view a paragraph. What did not change keeps its `Rc`, the whole slice as well as each view.
    pub fn paragraphs(&self) -> &Rc<[Rc<ParagraphView>]> {
        &self.views
    }

    /// What is selected in the text, and the caret.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The selected annotation.
    pub fn selected(&self) -> Option<&Id> {
        self.selected.as_ref()
    }

    /// What is under way.
    pub fn mode(&self) -> &Mode {
        &self.mode
    }

    /// What the list shows.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Whether the last command moved an end of the selected annotation.
    pub fn is_moving_an_end(&self) -> bool {
        self.moving
    }

    /// How far the review is.
    pub fn progress(&self) -> Progress {
        self.index.progress()
    }

    /// What undo would take back: «accept quote».
    pub fn undo_title(&self) -> Option<&str> {
        self.history.next_undo().map(|step| &*step.title)
    }

    /// What redo would do again.
    pub fn redo_title(&self) -> Option<&str> {
        self.history.next_redo().map(|step| &*step.title)
    }

    /// The steps done and taken back.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Where the person is.
    pub fn place(&self) -> Place {
        Place {
            caret: self.selection.caret,
            anchor: self.selection.anchor,
            selected: self.selected.clone(),
        }
    }

    /// The selected annotation's record.
    pub(super) fn selected_annotation(&self) -> Result<Rc<Annotation>, Refusal> {
        self.selected
            .as_ref()
            .and_then(|id| self.set.annotation(id))
            .cloned()
            .ok_or(Refusal::NothingSelected)
    }

    pub(super) fn annotation(&self, id: &Id) -> Result<Rc<Annotation>, Refusal> {
        self.set.annotation(id).cloned().ok_or(Refusal::Gone)
    }

    /// Whether an annotation is drawn in the text.
    pub(super) fn is_drawn(&self, annotation: &Annotation) -> bool {
        is_visible(annotation.state, self.filter.show_rejected)
    }

    /// Does a step: applies its edits, lets `then` select and speak, and takes note of it for undo and the journal.
    pub(super) fn step(
        &mut self,
        title: String,
        edits: Vec<Edit>,
        then: impl FnOnce(&mut Session, &mut Change),
    ) -> Result<Change, Refusal> {
        if edits.is_empty() {
            return Err(Refusal::Idle);
        }
        let before = self.place();
        self.apply(&edits)?;
        let mut change = Change::default();
        then(self, &mut change);
        let step = Step {
            title: title.into(),
            edits: edits.into(),
            before,
            after: self.place(),
        };
        self.history.push(step.clone());
        change.journal = Some(Action::Do {
            title: step.title,
            edits: step.edits,
            before: step.before,
            after: step.after,
        });
        Ok(change)
    }

    /// Applies edits, all or none, and keeps all that is derived from the set in accord with it. The views are drawn
    /// later, once.
    pub(super) fn apply(&mut self, edits: &[Edit]) -> Result<(), Conflict> {
        let touched = Touched::by(self, edits);
        self.set.apply(edits)?;
        let mut overruled = false;
        for edit in edits {
            self.index.follow(&self.article, edit);
            overruled |= matches!(
                (&edit.before, &edit.after),
                (Some(Record::Overrule(_)), _) | (_, Some(Record::Overrule(_)))
            );
        }
        for id in &touched.annotations {
            if let Some(annotation) = self.set.annotation(id) {
                self.index.forget_item(annotation);
            }
        }
        for speaker in &touched.speakers {
            self.entries.borrow_mut().remove(speaker);
        }
        self.stale.extend(touched.paragraphs);
        self.list.replace(None);
        self.similar.replace(None);
        self.position.set(None);
        if overruled {
            self.follow_overrules();
        }
        self.let_go_of_what_is_gone();
        Ok(())
    }

    fn follow_overrules(&mut self) {
        let overruled = self.overruled_article();
        let old = std::mem::replace(&mut self.article, overruled);
        let before = numbers(&old);
        let after = numbers(&self.article);
        let kinds = old.paragraphs().iter().zip(self.article.paragraphs());
        for (n, ((old, new), numbers)) in kinds.zip(before.iter().zip(&after)).enumerate() {
            let overruled = self.views.get(n).is_some_and(|view| view.overruled);
            if old.kind != new.kind
                || numbers.0 != numbers.1
                || overruled != self.set.overrule(n).is_some()
            {
                self.stale.insert(n);
            }
            if old.kind != ParagraphKind::Body && new.kind == ParagraphKind::Body {
                self.ask_engine.insert(n);
            }
        }
    }

    fn overruled_article(&self) -> Rc<Article> {
        let kinds: Vec<_> = self
            .set
            .overrules()
            .map(|overrule| (overrule.paragraph, overrule.kind))
            .collect();
        if kinds.is_empty() {
            return self.recognised.clone();
        }
        Rc::new((*self.recognised).clone().with_kinds(&kinds))
    }

    pub(super) fn let_go_of_what_is_gone(&mut self) {
        if let Some(id) = &self.selected
            && self.set.annotation(id).is_none()
        {
            self.selected = None;
        }
        if let Mode::Linking(from) = &self.mode
            && self.set.annotation(from).is_none()
        {
            self.mode = Mode::Reading;
        }
        if let Some(speaker) = &self.filter.speaker
            && self.set.speaker(speaker).is_none()
        {
            self.filter.speaker = None;
        }
    }

    /// Selects an annotation, or none; the caret stays.
    pub(super) fn set_selected(&mut self, id: Option<Id>) {
        if self.selected == id {
            return;
        }
        for id in [self.selected.as_ref(), id.as_ref()].into_iter().flatten() {
            if let Some(annotation) = self.set.annotation(id) {
                self.stale.extend(paragraphs_of(&self.article, annotation));
            }
        }
        self.selected = id;
        self.similar.replace(None);
        self.position.set(None);
    }

    /// Selects an annotation, puts the caret to its start, lets go of selected text, and asks to bring it into view.
    pub(super) fn go_to(&mut self, annotation: &Annotation, change: &mut Change) {
        self.set_selected(Some(annotation.id.clone()));
        self.set_caret(annotation.fragments.start());
        change.reveal = Some(Reveal::Annotation(annotation.id.clone()));
    }

    /// Puts the caret somewhere and lets go of selected text.
    pub(super) fn set_caret(&mut self, at: Byte) {
        self.kept.clear();
        self.selection = Selection {
            fragments: Vec::new(),
            anchor: at,
            caret: at,
        };
    }

    /// Puts caret, selected text and selected annotation where they were.
    pub(super) fn restore_place(&mut self, place: &Place) {
        let selected = place.selected.clone();
        self.set_selected(selected.filter(|id| self.set.annotation(id).is_some()));
        self.set_caret(place.caret);
        self.selection.anchor = place.anchor;
        let extent = self.exact(Extent::new(place.anchor, place.caret));
        if !extent.is_empty() {
            self.selection.fragments = vec![extent];
        }
    }

    /// Draws what is stale anew and says so in the change.
    pub(super) fn refresh(&mut self, change: &mut Change) {
        let stale = std::mem::take(&mut self.stale);
        change
            .ask_engine
            .extend(std::mem::take(&mut self.ask_engine));
        if stale.is_empty() {
            return;
        }
        let numbers = numbers(&self.article);
        let mut views = self.views.to_vec();
        for n in stale {
            let number = numbers.get(n).copied().flatten();
            if let (Some(place), Some(view)) = (views.get_mut(n), draw(self, n, number)) {
                *place = Rc::new(view);
                change.paragraphs.push(n);
            }
        }
        self.views = views.into();
    }

    /// Draws all paragraphs from nothing.
    pub(super) fn draw_all(&mut self) {
        self.stale.clear();
        self.ask_engine.clear();
        self.views = numbers(&self.article)
            .into_iter()
            .enumerate()
            .filter_map(|(n, number)| Some(Rc::new(draw(self, n, number)?)))
            .collect();
    }
}

/// What depends on records: the paragraphs whose views, the annotations whose lines of the list, and the speakers whose
/// entries of the registry show them.
#[derive(Default)]
struct Touched {
    paragraphs: BTreeSet<usize>,
    annotations: BTreeSet<Id>,
    speakers: BTreeSet<Id>,
}

impl Touched {
    /// Gathers by the set as it is before the edits: what they add shows nothing that is older, and the link that
    /// makes something old show it is an edit of its own.
    fn by(session: &Session, edits: &[Edit]) -> Touched {
        let mut touched = Touched::default();
        for edit in edits {
            for record in [&edit.before, &edit.after].into_iter().flatten() {
                match record {
                    Record::Annotation(annotation) => {
                        touched
                            .paragraphs
                            .extend(paragraphs_of(&session.article, annotation));
                        touched.those_linked_to(session, &annotation.id);
                        touched.speakers.extend(annotation.speaker_id());
                        for link in session.set.links_from(&annotation.id) {
                            touched.speaker_of(session, &link.to);
                        }
                    }
                    Record::Link(link) => {
                        touched.annotation(session, &link.from);
                        touched.speaker_of(session, &link.to);
                    }
                    Record::Speaker(speaker) => {
                        touched.speakers.insert(speaker.id.clone());
                        for mention in session.set.mentions(&speaker.id) {
                            touched.annotations.insert(mention.id.clone());
                            touched.those_linked_to(session, &mention.id);
                        }
                    }
                    Record::Overrule(_) | Record::Metadata(_) => {}
                }
            }
        }
        touched
    }

    fn those_linked_to(&mut self, session: &Session, id: &Id) {
        for link in session.set.links_at(id) {
            if link.to == *id {
                self.annotation(session, &link.from);
            }
        }
    }

    /// The registry counts the quotes that lead to a mention.
    fn speaker_of(&mut self, session: &Session, id: &Id) {
        let mention = session.set.annotation(id);
        self.speakers
            .extend(mention.and_then(|mention| mention.speaker_id()));
    }

    /// An annotation whose margin note and line of the list name another one.
    fn annotation(&mut self, session: &Session, id: &Id) {
        if let Some(annotation) = session.set.annotation(id) {
            let noted = paragraphs_of(&session.article, annotation).next();
            self.paragraphs.extend(noted);
            self.annotations.insert(id.clone());
        }
    }
}

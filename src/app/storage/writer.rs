//! The order of writing: one write at a time, in the order of the edits, each told of when it is on the device.
//!
//! What cannot be written waits, and holds up no other article's work.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::app::storage::database::Database;
use crate::app::storage::error::StorageError;
use crate::app::storage::summary::Summary;
use crate::format::Entry;

/// How a write went.
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    /// A write is on the device.
    Saved {
        /// The article.
        article: Rc<str>,
        /// The last entry of the write, 0 if it changed only the list of articles; nothing if it was but a place in
        /// the text, which no other tab need know.
        seq: Option<u32>,
    },
    /// A write failed. What was to be written is kept and tried again with the article's next, when room was made, or
    /// by [`Writer::retry`].
    Failed(StorageError),
    /// Another tab wrote an entry of this number, or an article of this id, first, or has removed the article. The
    /// article's writes are held until [`Writer::take`] has been called and they are handed in again, or
    /// [`Writer::rename`].
    Taken {
        /// The article.
        article: Rc<str>,
    },
}

/// An entry that is not on the device yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsaved {
    /// The entry.
    pub entry: Entry,
    /// The entry as a line of the journal.
    pub line: Rc<str>,
}

/// What is to become of an article as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was deleted at this time, and can be taken back.
    Deleted(Rc<str>),
    /// It was taken back.
    Kept,
    /// It is removed for good.
    Removed,
}

/// What there is to write for one article.
#[derive(Clone)]
struct Work {
    article: Rc<str>,
    base: Option<Rc<str>>,
    entries: Vec<Unsaved>,
    summary: Option<Summary>,
    fate: Option<Fate>,
}

impl Work {
    fn of(article: &Rc<str>) -> Self {
        Work {
            article: article.clone(),
            base: None,
            entries: Vec::new(),
            summary: None,
            fate: None,
        }
    }

    /// Whether it holds more than a place in the text.
    fn matters(&self) -> bool {
        self.base.is_some() || !self.entries.is_empty() || self.fate.is_some()
    }

    /// What the others are told of it when it is on the device.
    fn news(&self) -> Option<u32> {
        let last = self.entries.last().map(|unsaved| unsaved.entry.seq);
        last.or_else(|| self.matters().then_some(0))
    }
}

#[derive(Default)]
struct Queue {
    database: Option<Database>,
    /// What is being written.
    current: Option<Work>,
    /// What waits, in order.
    waiting: VecDeque<Work>,
    /// Articles whose journal another tab has written to.
    held: BTreeSet<Rc<str>>,
    /// Articles whose last write failed.
    failed: BTreeMap<Rc<str>, StorageError>,
    /// Articles that were deleted before they were ever written: there is nothing to do but to bring them back.
    aside: BTreeMap<Rc<str>, Work>,
}

impl Queue {
    /// The waiting work of an article; a new one at the end if there is none. It is tried again if it failed.
    fn of(&mut self, article: &Rc<str>) -> Option<&mut Work> {
        self.failed.remove(article);
        let at = self
            .waiting
            .iter()
            .position(|work| work.article == *article);
        let at = at.unwrap_or_else(|| {
            self.waiting.push_back(Work::of(article));
            self.waiting.len() - 1
        });
        self.waiting.get_mut(at)
    }

    /// Takes an article's waiting work out.
    fn pull(&mut self, article: &str) -> Option<Work> {
        let at = self
            .waiting
            .iter()
            .position(|work| &*work.article == article)?;
        self.waiting.remove(at)
    }

    /// All that is not written, the current one first.
    fn all(&self) -> impl Iterator<Item = &Work> {
        self.current.iter().chain(&self.waiting)
    }

    /// Makes the first work that nothing holds the current one.
    fn start(&mut self) -> Option<Work> {
        let at = self.waiting.iter().position(|work| {
            !self.held.contains(&work.article) && !self.failed.contains_key(&work.article)
        })?;
        self.current = self.waiting.remove(at);
        self.current.clone()
    }

    /// Puts the current work back in front of what came since.
    fn put_back(&mut self) {
        let Some(mut work) = self.current.take() else {
            return;
        };
        if let Some(later) = self.pull(&work.article) {
            work.base = work.base.or(later.base);
            work.entries.extend(later.entries);
            work.summary = later.summary.or(work.summary);
            work.fate = later.fate.or(work.fate);
        }
        let article = work.article.clone();
        self.waiting.push_front(work);
        self.set_aside(&article);
    }

    /// Sets an article aside that was deleted and is not written yet, or lets go of one that was removed.
    fn set_aside(&mut self, article: &Rc<str>) {
        let is_here = |work: &Work| work.article == *article;
        if self.current.as_ref().is_some_and(is_here) {
            return;
        }
        let new = self
            .waiting
            .iter()
            .find(|work| is_here(work) && work.base.is_some());
        match new.and_then(|work| work.fate.clone()) {
            Some(Fate::Removed) => drop(self.pull(article)),
            Some(Fate::Deleted(_)) => {
                let work = self.pull(article);
                self.aside.extend(work.map(|work| (article.clone(), work)));
            }
            Some(Fate::Kept) | None => {}
        }
    }
}

/// Writes in the background. Clones share one queue.
#[derive(Clone)]
pub struct Writer {
    queue: Rc<RefCell<Queue>>,
    report: Callback<Report>,
}

impl Writer {
    /// A writer without a database yet: everything waits, unsaved.
    pub fn new(report: Callback<Report>) -> Self {
        Writer {
            queue: Rc::default(),
            report,
        }
    }

    /// Gives it the database, and writes what waits.
    pub fn attach(&self, database: Database) {
        self.queue.borrow_mut().database = Some(database);
        self.run();
    }

    /// Has a new article written.
    pub fn create(&self, summary: Summary, base: Rc<str>) {
        if let Some(work) = self.queue.borrow_mut().of(&summary.id) {
            work.base = Some(base);
        }
        self.summary(summary);
    }

    /// Has an entry written, and the summary that goes with it.
    pub fn append(&self, summary: Summary, unsaved: Unsaved) {
        if let Some(work) = self.queue.borrow_mut().of(&summary.id) {
            work.entries.push(unsaved);
        }
        self.summary(summary);
    }

    /// Has a summary written; of several that wait only the last is.
    pub fn summary(&self, summary: Summary) {
        if let Some(work) = self.queue.borrow_mut().of(&summary.id.clone()) {
            work.summary = Some(summary);
        }
        self.run();
    }

    /// Decides what becomes of an article as a whole. Its entries that wait go first, or are let go with it.
    pub fn decide(&self, article: &Rc<str>, fate: Fate) {
        {
            let mut queue = self.queue.borrow_mut();
            match (queue.aside.remove(article), &fate) {
                (Some(_), Fate::Removed) => return,
                (Some(work), Fate::Deleted(_)) => {
                    queue.aside.insert(article.clone(), work);
                    return;
                }
                (Some(work), Fate::Kept) => queue.waiting.push_back(Work { fate: None, ..work }),
                (None, _) => {
                    if let Some(work) = queue.of(article) {
                        work.fate = Some(fate);
                    }
                    queue.set_aside(article);
                }
            }
        }
        self.run();
    }

    /// What is still to become of an article.
    pub fn fate(&self, article: &str) -> Option<Fate> {
        let queue = self.queue.borrow();
        let works = queue.all().filter(|work| &*work.article == article);
        works.filter_map(|work| work.fate.clone()).last()
    }

    /// Whether something that must not be lost is not on the device. A place in the text alone does not count.
    pub fn is_unsaved(&self) -> bool {
        self.queue.borrow().all().any(Work::matters)
    }

    /// The same for one article.
    pub fn is_unsaved_of(&self, article: &str) -> bool {
        let queue = self.queue.borrow();
        queue
            .all()
            .any(|work| &*work.article == article && work.matters())
    }

    /// Whether an article has never been written.
    pub fn is_new(&self, article: &str) -> bool {
        let queue = self.queue.borrow();
        queue
            .all()
            .any(|work| &*work.article == article && work.base.is_some())
    }

    /// Why an article's last write failed.
    pub fn failure_of(&self, article: &str) -> Option<StorageError> {
        self.queue.borrow().failed.get(article).cloned()
    }

    /// Whether any article's last write failed.
    pub fn is_failing(&self) -> bool {
        !self.queue.borrow().failed.is_empty()
    }

    /// Takes back what was not written of an article whose writes are held, and lets them go on.
    pub fn take(&self, article: &str) -> Vec<Unsaved> {
        let mut queue = self.queue.borrow_mut();
        queue.held.remove(article);
        queue
            .pull(article)
            .map(|work| work.entries)
            .unwrap_or_default()
    }

    /// Writes a new article under another id, as its own is taken.
    pub fn rename(&self, article: &str, id: &Rc<str>) {
        {
            let mut queue = self.queue.borrow_mut();
            queue.held.remove(article);
            if let Some(work) = queue.pull(article) {
                let summary = work.summary.map(|summary| Summary {
                    id: id.clone(),
                    ..summary
                });
                queue.waiting.push_front(Work {
                    article: id.clone(),
                    summary,
                    ..work
                });
            }
        }
        self.run();
    }

    /// Tries again what failed or is held.
    pub fn retry(&self) {
        {
            let mut queue = self.queue.borrow_mut();
            queue.failed.clear();
            queue.held.clear();
        }
        self.run();
    }

    fn run(&self) {
        let Some(database) = self.queue.borrow().database.clone() else {
            return;
        };
        if self.queue.borrow().current.is_some() {
            return;
        }
        let Some(mut work) = self.queue.borrow_mut().start() else {
            return;
        };
        let writer = self.clone();
        spawn_local(async move {
            loop {
                let outcome = write(&database, &work).await;
                writer.finish(&work, outcome);
                let next = writer.queue.borrow_mut().start();
                match next {
                    Some(next) => work = next,
                    None => break,
                }
            }
        });
    }

    /// Takes note of how a write went.
    fn finish(&self, work: &Work, outcome: Result<(), StorageError>) {
        let article = work.article.clone();
        let mut queue = self.queue.borrow_mut();
        let report = match outcome {
            Ok(()) => {
                queue.current = None;
                if work.fate == Some(Fate::Removed) {
                    // There may be room now for what had none.
                    queue.failed.clear();
                }
                let seq = work.news();
                Report::Saved { article, seq }
            }
            Err(StorageError::Taken | StorageError::Gone) => {
                queue.put_back();
                queue.held.insert(article.clone());
                Report::Taken { article }
            }
            Err(error) => {
                queue.put_back();
                if queue.waiting.iter().any(|work| work.article == article) {
                    queue.failed.insert(article, error.clone());
                }
                Report::Failed(error)
            }
        };
        drop(queue);
        self.report.emit(report);
    }
}

async fn write(database: &Database, work: &Work) -> Result<(), StorageError> {
    let deleted = match &work.fate {
        Some(Fate::Removed) => return database.remove(&work.article, None).await,
        Some(Fate::Deleted(when)) => Some(&**when),
        Some(Fate::Kept) => Some(""),
        None => None,
    };
    if work.base.is_none() && work.entries.is_empty() {
        return database
            .touch(&work.article, work.summary.as_ref(), deleted)
            .await;
    }
    let lines: Vec<(u32, Rc<str>)> = work
        .entries
        .iter()
        .map(|unsaved| (unsaved.entry.seq, unsaved.line.clone()))
        .collect();
    // Who goes on working at an article that another tab has deleted wants it kept.
    let summary = work.summary.clone().map(|summary| Summary {
        deleted: deleted.unwrap_or_default().into(),
        ..summary
    });
    database
        .write(
            &work.article,
            work.base.as_deref(),
            &lines,
            summary.as_ref(),
        )
        .await
}

//! The order of writing: one write at a time, in the order of the edits, each told of when it is on the device.

use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::app::listener::pause;
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
        /// The last entry of the write, if there was one.
        seq: Option<u32>,
    },
    /// A write failed. What was to be written is kept and tried again with the next, or by [`Writer::retry`].
    Failed(StorageError),
    /// Another tab wrote an entry of this number first. The article's writes are held until
    /// [`Writer::take`] has been called and they are handed in again.
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

/// What there is to write for one article.
#[derive(Clone)]
struct Work {
    article: Rc<str>,
    base: Option<Rc<str>>,
    entries: Vec<Unsaved>,
    summary: Option<Summary>,
}

impl Work {
    fn of(article: &Rc<str>) -> Self {
        Work {
            article: article.clone(),
            base: None,
            entries: Vec::new(),
            summary: None,
        }
    }

    /// Whether it holds more than a place in the text.
    fn matters(&self) -> bool {
        self.base.is_some() || !self.entries.is_empty()
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
}

impl Queue {
    /// The waiting work of an article; a new one at the end if there is none.
    fn of(&mut self, article: &Rc<str>) -> Option<&mut Work> {
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

    /// Makes the first work that is not held the current one.
    fn start(&mut self) -> Option<Work> {
        let at = self
            .waiting
            .iter()
            .position(|work| !self.held.contains(&work.article))?;
        self.current = self.waiting.remove(at);
        self.current.clone()
    }

    /// Puts the current work back in front of what came since.
    fn put_back(&mut self) {
        let Some(mut work) = self.current.take() else {
            return;
        };
        if let Some(later) = self
            .waiting
            .iter()
            .position(|later| later.article == work.article)
            && let Some(later) = self.waiting.remove(later)
        {
            work.base = work.base.or(later.base);
            work.entries.extend(later.entries);
            work.summary = later.summary.or(work.summary);
        }
        self.waiting.push_front(work);
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

    /// Whether something that must not be lost is not on the device. A place in the text alone does not count.
    pub fn is_unsaved(&self) -> bool {
        let queue = self.queue.borrow();
        queue
            .current
            .iter()
            .chain(&queue.waiting)
            .any(Work::matters)
    }

    /// Takes back what was not written of an article whose writes are held, and lets them go on.
    pub fn take(&self, article: &str) -> Vec<Unsaved> {
        let mut queue = self.queue.borrow_mut();
        queue.held.remove(article);
        let at = queue
            .waiting
            .iter()
            .position(|work| &*work.article == article);
        at.and_then(|at| queue.waiting.remove(at))
            .map(|work| work.entries)
            .unwrap_or_default()
    }

    /// Tries again what failed.
    pub fn retry(&self) {
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
            // What the person did is painted first; it counts as unsaved until it is written.
            pause().await;
            loop {
                let outcome = write(&database, &work).await;
                if !writer.finish(&work, outcome) {
                    break;
                }
                let next = writer.queue.borrow_mut().start();
                match next {
                    Some(next) => work = next,
                    None => break,
                }
            }
        });
    }

    /// Takes note of how a write went, and says whether to go on with the next.
    fn finish(&self, work: &Work, outcome: Result<(), StorageError>) -> bool {
        let article = work.article.clone();
        let (report, go_on) = match outcome {
            Ok(()) => {
                self.queue.borrow_mut().current = None;
                let seq = work.entries.last().map(|unsaved| unsaved.entry.seq);
                (Report::Saved { article, seq }, true)
            }
            Err(StorageError::Taken) if work.base.is_none() => {
                let mut queue = self.queue.borrow_mut();
                queue.put_back();
                queue.held.insert(article.clone());
                (Report::Taken { article }, true)
            }
            Err(error) => {
                self.queue.borrow_mut().put_back();
                (Report::Failed(error), false)
            }
        };
        self.report.emit(report);
        go_on
    }
}

async fn write(database: &Database, work: &Work) -> Result<(), StorageError> {
    if !work.matters() {
        return match &work.summary {
            Some(summary) => database.write_summary(summary).await,
            None => Ok(()),
        };
    }
    let lines: Vec<(u32, Rc<str>)> = work
        .entries
        .iter()
        .map(|unsaved| (unsaved.entry.seq, unsaved.line.clone()))
        .collect();
    database
        .write(
            &work.article,
            work.base.as_deref(),
            &lines,
            work.summary.as_ref(),
        )
        .await
}

//! Between storage and sittings: a stored article made into a sitting again, and files made into articles to store.

use std::rc::Rc;

use yew::AttrValue;

use crate::annotation::{AnnotationSet, Metadata};
use crate::app::action::Problem;
use crate::app::sitting::Sitting;
use crate::app::storage::{StoredArticle, Summary};
use crate::app::{address, clock};
use crate::article::{Article, PasteError};
use crate::format::{Document, ReadError, read, read_entry, write};
use crate::session::Session;

/// Makes a paste into a sitting and the record to store.
///
/// # Errors
/// When the text cannot be an article.
pub fn from_paste(text: &str, now: &str) -> Result<(Sitting, Rc<str>), PasteError> {
    let (article, corrections) = Article::from_paste(text)?;
    let id: Rc<str> = clock::fresh_id().into();
    let metadata = Metadata {
        id: id.clone(),
        title: article.title().into(),
        published: article.published().unwrap_or_default().into(),
        ..Metadata::default()
    };
    let corrections = corrections
        .iter()
        .map(|correction| AttrValue::from(correction.to_string()))
        .collect();
    Ok(sit_down(
        article,
        AnnotationSet::new(metadata),
        id,
        corrections,
        now,
    ))
}

/// Makes an imported document into a sitting and the record to store, under its own id if that is free.
pub fn from_document(
    document: Document,
    is_taken: impl Fn(&str) -> bool,
    now: &str,
) -> (Sitting, Rc<str>) {
    let own = document.set.metadata().id.clone();
    let free = address::fits(&own) && !is_taken(&own);
    let id = if free { own } else { clock::fresh_id().into() };
    sit_down(document.article, document.set, id, Rc::from([]), now)
}

fn sit_down(
    article: Article,
    set: AnnotationSet,
    id: Rc<str>,
    corrections: Rc<[AttrValue]>,
    now: &str,
) -> (Sitting, Rc<str>) {
    let base = write(&article, &set).into();
    let summary = Summary {
        id,
        updated: now.into(),
        ..Summary::default()
    };
    (
        Sitting::new(
            Session::open(Rc::new(article), set, ""),
            summary,
            corrections,
        ),
        base,
    )
}

/// An article as it is in a sitting, to be stored anew, with what was done at it folded in.
///
/// # Errors
/// When its record cannot be read again, which would be a defect.
pub fn afresh(sitting: &Sitting) -> Result<(Sitting, Rc<str>), ReadError> {
    let base = write(sitting.session.article(), sitting.session.set());
    let stored = StoredArticle {
        base: base.clone(),
        journal: Vec::new(),
        summary: sitting.summary.clone(),
    };
    Ok((reopen(stored)?.0, base.into()))
}

/// A stored article as a sitting, and what of its journal could not be read.
///
/// # Errors
/// When its record cannot be read at all.
pub fn reopen(stored: StoredArticle) -> Result<(Sitting, Vec<Problem>), ReadError> {
    let document = read(&stored.base)?
        .into_iter()
        .next()
        .ok_or(ReadError::Empty)?;
    let mut session = Session::open(Rc::new(document.article), document.set, "");
    let mut problems = Vec::new();
    let mut entries = Vec::with_capacity(stored.journal.len());
    for line in &stored.journal {
        match read_entry(line, session.article()) {
            Ok(entry) => entries.push(entry),
            Err(error) => problems.push(Problem {
                text: error.to_string(),
                hint: error.hint().to_owned(),
            }),
        }
    }
    let last = entries.last().map_or(0, |entry| entry.seq);
    if let Err(conflicts) = session.replay(entries) {
        problems.extend(conflicts.iter().map(|conflict| Problem {
            text: format!("{conflict}."),
            hint: conflict.hint().to_owned(),
        }));
    }
    let mut summary = stored.summary;
    // What the journal holds is true; the summary may have been written by another tab before its entries. An entry
    // that cannot be read has its number all the same.
    let lines = u32::try_from(stored.journal.len()).unwrap_or(u32::MAX);
    summary.seq = last.max(lines).max(summary.seq);
    Ok((Sitting::new(session, summary, Rc::from([])), problems))
}

//! What concerns the article as a whole: its metadata, what its paragraphs are, and the engine's suggestions.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::annotation::{Batch, Edit, Id, Keys, Metadata, OriginKind, Overrule, Record, intake};
use crate::article::{ParagraphKind, is_day};
use crate::format::Action;
use crate::session::change::{Change, Refusal};
use crate::session::session::Session;

impl Session {
    pub(super) fn set_metadata(
        &mut self,
        [title, url, published, lang]: [&str; 4],
    ) -> Result<Change, Refusal> {
        let published = published.trim();
        let before = self.set.metadata().clone();
        // A file may know an hour or only a year; that may stay.
        if !published.is_empty() && *published != *before.published && !is_day(published) {
            return Err(Refusal::NotADay(published.into()));
        }
        let after = Metadata {
            title: title.trim().into(),
            url: url.trim().into(),
            published: published.into(),
            lang: lang.trim().into(),
            ..(*before).clone()
        };
        if *before == after {
            return Err(Refusal::Idle);
        }
        let edits = vec![Edit::metadata(&before, after)];
        self.step(
            "change the article’s details".to_owned(),
            edits,
            |_, change| {
                change.say = "Changed the article’s details.".to_owned();
            },
        )
    }

    pub(super) fn overrule(
        &mut self,
        paragraph: usize,
        kind: Option<ParagraphKind>,
    ) -> Result<Change, Refusal> {
        let recognised = self.recognised.paragraphs().get(paragraph);
        let recognised = recognised.ok_or(Refusal::Gone)?.kind;
        let before = self.set.overrule(paragraph).cloned();
        let after = kind
            .filter(|kind| *kind != recognised)
            .map(|kind| Overrule { paragraph, kind });
        if before.as_deref() == after.as_ref() {
            return Err(Refusal::Idle);
        }
        let name = after.as_ref().map_or(recognised, |o| o.kind).as_str();
        let edits = vec![Edit::overrule(before.as_ref(), after)];
        self.step(format!("make a paragraph {name}"), edits, |_, change| {
            change.say = format!("This paragraph is {name} now.");
        })
    }

    /// Whether an engine has read the article: something of what it proposed is there, decided or not.
    pub fn has_suggestions(&self) -> bool {
        let mut annotations = self.set.annotations();
        annotations.any(|annotation| annotation.origin.kind == OriginKind::Suggested)
    }

    /// Takes suggestions in. A batch that uses a number again is the first one of a new run.
    pub(super) fn suggest(&mut self, batch: &Batch, now: &str) -> Result<Change, Refusal> {
        let numbers: BTreeSet<u32> = batch.spans.iter().map(|span| span.key).collect();
        if !numbers.is_disjoint(&self.engine_spans) {
            self.engine_keys = Keys::default();
            self.engine_spans.clear();
        }
        self.engine_spans.extend(numbers);
        let mut edits = intake(&self.set, &self.article, batch, &mut self.engine_keys, now);
        // The person may have deleted an end since an earlier batch.
        let added: BTreeSet<Id> = edits.iter().filter_map(added_annotation).collect();
        let is_there = |id: &Id| self.set.annotation(id).is_some() || added.contains(id);
        edits.retain(|edit| match &edit.after {
            Some(Record::Link(link)) => is_there(&link.from) && is_there(&link.to),
            _ => true,
        });
        let mut change = Change::default();
        if edits.is_empty() {
            return Ok(change);
        }
        self.apply(&edits)?;
        change.journal = Some(Action::Engine {
            edits: Rc::from(edits),
        });
        change.say = match added.len() {
            0 => String::new(),
            1 => "1 new proposal.".to_owned(),
            n => format!("{n} new proposals."),
        };
        Ok(change)
    }
}

fn added_annotation(edit: &Edit) -> Option<Id> {
    match &edit.after {
        Some(Record::Annotation(annotation)) => Some(annotation.id.clone()),
        _ => None,
    }
}

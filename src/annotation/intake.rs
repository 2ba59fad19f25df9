//! Takes the engine's suggestions into a set: from a [`Batch`] with the engine's numbers to edits with ids.
//!
//! Nobody's work is overwritten: what stands already with the same label and extent, in whatever state, is not
//! proposed again, so a rejected suggestion stays rejected after a new run. What does not fit the article or the
//! schema is left out. Here nothing is known of how suggestions are made.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use crate::annotation::attribute::{AttributeValue, Attributes};
use crate::annotation::id::{FreshIds, Id};
use crate::annotation::record::{
    Annotation, Extra, Link, Origin, OriginKind, Record, Speaker, State,
};
use crate::annotation::renaming::Renaming;
use crate::annotation::schema::Schema;
use crate::annotation::span::Fragments;
use crate::annotation::{AnnotationSet, Batch, Edit, SuggestedSpan, SuggestedSpeaker};
use crate::article::{Article, Byte, Extent};

/// What the numbers of one run of the engine have become; a run's batches share one.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// The annotation that each span became or was there already; `None` for one that was not taken.
    spans: HashMap<u32, Option<Id>>,
    /// Registry entries that were taken.
    speakers: HashMap<u32, Id>,
    /// Registry entries that no mention has needed yet.
    waiting: HashMap<u32, SuggestedSpeaker>,
    /// Annotations that stood already and were accepted.
    decided: BTreeSet<Id>,
}

impl Keys {
    /// The annotation that a span of the run became, or that stood there already.
    #[must_use]
    pub fn annotation(&self, key: u32) -> Option<&Id> {
        self.spans.get(&key)?.as_ref()
    }

    /// The same numbers with the records' new names.
    #[must_use]
    pub fn renamed(&self, renaming: &Renaming) -> Keys {
        let spans = self.spans.iter().map(|(key, id)| {
            let id = id.as_ref().map(|id| renaming.annotation(id));
            (*key, id)
        });
        let speakers = self.speakers.iter();
        Keys {
            spans: spans.collect(),
            speakers: speakers
                .map(|(key, id)| (*key, renaming.speaker(id)))
                .collect(),
            waiting: self.waiting.clone(),
            decided: self
                .decided
                .iter()
                .map(|id| renaming.annotation(id))
                .collect(),
        }
    }
}

/// The edits that add a batch to a set, in an order in which they apply. `created` is the time to note, RFC 3339.
///
/// Speakers are added when the first mention of theirs is; one whose name stands in the registry is that entry.
#[must_use]
pub fn intake(
    set: &AnnotationSet,
    article: &Article,
    batch: &Batch,
    keys: &mut Keys,
    created: &str,
) -> Vec<Edit> {
    let mut intake = Intake {
        set,
        article,
        keys,
        created: created.into(),
        fresh: set.fresh_ids(),
        standing: standing(set),
        names: set
            .speakers()
            .map(|s| (s.name.to_lowercase(), s.id.clone()))
            .collect(),
        added: BTreeSet::new(),
        edits: Vec::new(),
    };
    for speaker in &batch.speakers {
        intake.keys.waiting.insert(speaker.key, speaker.clone());
    }
    for span in &batch.spans {
        let id = intake.span(span);
        intake.keys.spans.insert(span.key, id);
    }
    intake.links(batch);
    intake.edits
}

/// What stands where. A suggestion that was mended stands where it was proposed, too: the mend is the person's answer.
fn standing(set: &AnnotationSet) -> HashMap<(Rc<str>, Fragments), (Id, State)> {
    let was = set.annotations().filter_map(|annotation| {
        let was = annotation.origin.was.as_deref()?;
        let place = (was.label.clone(), was.fragments.clone());
        Some((place, (annotation.id.clone(), annotation.state)))
    });
    let now = set.annotations().map(|annotation| {
        let place = (annotation.label.clone(), annotation.fragments.clone());
        (place, (annotation.id.clone(), annotation.state))
    });
    was.chain(now).collect()
}

struct Intake<'a> {
    set: &'a AnnotationSet,
    article: &'a Article,
    keys: &'a mut Keys,
    created: Rc<str>,
    fresh: FreshIds,
    standing: HashMap<(Rc<str>, Fragments), (Id, State)>,
    names: BTreeMap<String, Id>,
    /// The entries that this batch adds.
    added: BTreeSet<Id>,
    edits: Vec<Edit>,
}

impl Intake<'_> {
    fn span(&mut self, span: &SuggestedSpan) -> Option<Id> {
        let label: Rc<str> = Schema::BUILT_IN.label(&span.label)?.name.into();
        let fragments = self.fragments(span)?;
        let place = (label.clone(), fragments.clone());
        if let Some((id, state)) = self.standing.get(&place) {
            if *state == State::Accepted {
                self.keys.decided.insert(id.clone());
            }
            return (*state != State::Rejected).then(|| id.clone());
        }
        let id = self.fresh.annotation();
        let annotation = Annotation {
            id: id.clone(),
            label,
            state: State::Proposed,
            fragments,
            attributes: self.attributes(span),
            origin: Origin {
                kind: OriginKind::Suggested,
                rule: span.rule.as_str().into(),
                score: (0.0..=1.0).contains(&span.score).then_some(span.score),
                reason: span.reason.as_str().into(),
                was: None,
            },
            author: "".into(),
            created: self.created.clone(),
            note: "".into(),
            extra: Extra::new(),
        };
        self.edits
            .push(Edit::add(Record::Annotation(Rc::new(annotation))));
        self.standing.insert(place, (id.clone(), State::Proposed));
        Some(id)
    }

    /// `None` when one of them does not lie on the article's grapheme bounds.
    fn fragments(&self, span: &SuggestedSpan) -> Option<Fragments> {
        let offsets = self.article.offsets();
        let fits = |&(start, end): &(u32, u32)| {
            start < end
                && offsets.to_grapheme(Byte(start)).is_some()
                && offsets.to_grapheme(Byte(end)).is_some()
        };
        if !span.fragments.iter().all(fits) {
            return None;
        }
        let extents = span
            .fragments
            .iter()
            .map(|&(start, end)| Extent::new(Byte(start), Byte(end)));
        Fragments::new(extents).ok()
    }

    /// The attributes that the schema knows, with values that it allows.
    fn attributes(&mut self, span: &SuggestedSpan) -> Attributes {
        let texts = span
            .texts
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| (name, AttributeValue::from(text.as_str())));
        let lists = span.lists.iter().map(|(name, list)| {
            let list = list.iter().map(|text| text.as_str().into()).collect();
            (name, AttributeValue::Texts(list))
        });
        let numbers = span
            .numbers
            .iter()
            .map(|(name, number)| (name, AttributeValue::Number(*number)));
        let mut attributes: Attributes = texts
            .chain(lists)
            .chain(numbers)
            .filter(|(name, value)| {
                Schema::BUILT_IN
                    .attribute(&span.label, name)
                    .is_some_and(|attribute| attribute.check(value).is_ok())
            })
            .map(|(name, value)| (name.as_str().into(), value))
            .collect();
        if let Some(id) = span.speaker.and_then(|key| self.speaker(key)) {
            attributes.insert("speaker_id".into(), AttributeValue::from(id.as_str()));
        }
        attributes
    }

    fn speaker(&mut self, key: u32) -> Option<Id> {
        if let Some(id) = self.keys.speakers.get(&key) {
            // The person may have removed the entry since an earlier batch.
            let is_there = self.set.speaker(id).is_some() || self.added.contains(id);
            return is_there.then(|| id.clone());
        }
        let suggested = self.keys.waiting.remove(&key)?;
        let name = suggested.name.to_lowercase();
        let id = match self.names.get(&name) {
            Some(id) => id.clone(),
            None => {
                let id = self.fresh.speaker();
                let speaker = Speaker {
                    id: id.clone(),
                    name: suggested.name.into(),
                    role: suggested.role.into(),
                    affiliation: suggested.affiliation.into(),
                    same_as: "".into(),
                    extra: Extra::new(),
                };
                self.edits
                    .push(Edit::add(Record::Speaker(Rc::new(speaker))));
                self.names.insert(name, id.clone());
                self.added.insert(id.clone());
                id
            }
        };
        self.keys.speakers.insert(key, id.clone());
        Some(id)
    }

    /// Links between what was taken. One that stands already, in whatever state, is not added again; nor is one more
    /// than its type allows.
    /// Whether the ends that stand already have labels that this link type joins.
    fn can_link(&self, link_type: &str, from: &Id, to: &Id) -> bool {
        let label = |id| self.set.annotation(id).map(|annotation| &*annotation.label);
        Schema::BUILT_IN.link_types.iter().any(|known| {
            known.name == link_type
                && label(from).is_none_or(|label| label == known.from)
                && label(to).is_none_or(|label| known.to.contains(&label))
        })
    }

    fn links(&mut self, batch: &Batch) {
        let mut standing: HashMap<Id, Vec<(Rc<str>, Id)>> = HashMap::new();
        for suggested in &batch.links {
            let (Some(from), Some(to)) = (
                self.keys.annotation(suggested.from),
                self.keys.annotation(suggested.to),
            ) else {
                continue;
            };
            // Two that the person had before the run are linked as the person left them; and a label may be another now.
            let is_decided = |id| self.keys.decided.contains(id);
            if is_decided(from) && is_decided(to) || !self.can_link(&suggested.link_type, from, to)
            {
                continue;
            }
            let known = standing.entry(from.clone()).or_insert_with(|| {
                self.set
                    .links_from(from)
                    .map(|link| (link.link_type.clone(), link.to.clone()))
                    .collect()
            });
            let most = Schema::BUILT_IN
                .link_types
                .iter()
                .find(|link_type| link_type.name == suggested.link_type)
                .map_or(0, |link_type| link_type.most);
            let same_type = known
                .iter()
                .filter(|(link_type, _)| **link_type == *suggested.link_type);
            if same_type.clone().count() >= most || same_type.clone().any(|(_, end)| end == to) {
                continue;
            }
            let link = Link {
                id: self.fresh.link(),
                link_type: suggested.link_type.as_str().into(),
                from: from.clone(),
                to: to.clone(),
                state: State::Proposed,
                extra: Extra::new(),
            };
            known.push((link.link_type.clone(), link.to.clone()));
            self.edits.push(Edit::add(Record::Link(Rc::new(link))));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::expect_used,
        clippy::panic
    )]
    use super::*;
    use crate::annotation::{Metadata, SuggestedLink};

    const TEXT: &str = "“Go 👍🏽,” Ann Lee said. “Go,” she said.";

    fn article() -> Article {
        Article::from_text(TEXT)
    }

    fn span(key: u32, label: &str, words: &str) -> SuggestedSpan {
        let start = TEXT.find(words).unwrap() as u32;
        SuggestedSpan {
            key,
            label: label.into(),
            fragments: vec![(start, start + words.len() as u32)],
            score: 0.9,
            rule: "quote.direct".into(),
            ..SuggestedSpan::default()
        }
    }

    fn batch() -> Batch {
        Batch {
            speakers: vec![
                SuggestedSpeaker {
                    key: 1,
                    name: "Ann Lee".into(),
                    ..Default::default()
                },
                SuggestedSpeaker {
                    key: 2,
                    name: "Nobody".into(),
                    ..Default::default()
                },
            ],
            spans: vec![
                SuggestedSpan {
                    texts: vec![
                        ("quote_type".into(), "direct".into()),
                        ("mood".into(), "x".into()),
                    ],
                    ..span(1, "quote", "“Go 👍🏽,”")
                },
                SuggestedSpan {
                    speaker: Some(1),
                    ..span(2, "speaker", "Ann Lee")
                },
            ],
            links: vec![SuggestedLink {
                link_type: "source".into(),
                from: 1,
                to: 2,
            }],
        }
    }

    fn taken(set: &mut AnnotationSet, batch: &Batch) -> usize {
        let edits = intake(set, &article(), batch, &mut Keys::default(), "");
        set.apply(&edits).unwrap();
        edits.len()
    }

    #[test]
    fn a_batch_becomes_annotations_links_and_the_speakers_that_are_mentioned() {
        let mut set = AnnotationSet::new(Metadata::default());
        assert_eq!(taken(&mut set, &batch()), 4);
        assert_eq!(set.speakers().len(), 1);
        let quote = set.annotation(&Id::from("a1")).unwrap();
        assert_eq!(quote.text_of("quote_type"), "direct");
        assert_eq!(
            quote.attributes.len(),
            1,
            "an attribute unknown to the schema is dropped"
        );
        let source = set.linked(&quote.id, "source").next().unwrap();
        assert_eq!(&*set.speaker_of(source).unwrap().name, "Ann Lee");
    }

    #[test]
    fn a_second_run_adds_nothing() {
        let mut set = AnnotationSet::new(Metadata::default());
        taken(&mut set, &batch());
        assert_eq!(taken(&mut set, &batch()), 0);
    }

    #[test]
    fn what_was_mended_is_not_proposed_again_as_it_was() {
        let mut set = AnnotationSet::new(Metadata::default());
        taken(&mut set, &batch());
        for annotation in set.annotations().cloned().collect::<Vec<_>>() {
            let mut mended = (*annotation).clone();
            mended.remember();
            mended.label = "claim".into();
            set.apply(&[Edit::annotation(&annotation, mended)]).unwrap();
        }
        for link in set.links().map(|link| (**link).clone()).collect::<Vec<_>>() {
            let gone = Record::Link(Rc::new(link));
            set.apply(&[Edit::remove(gone)]).unwrap();
        }
        assert_eq!(taken(&mut set, &batch()), 0, "nor linked as it was");
    }

    #[test]
    fn what_was_decided_keeps_the_links_that_the_person_left_it() {
        let mut set = AnnotationSet::new(Metadata::default());
        taken(&mut set, &batch());
        for annotation in set.annotations().cloned().collect::<Vec<_>>() {
            let accepted = Annotation {
                state: State::Accepted,
                ..(*annotation).clone()
            };
            set.apply(&[Edit::annotation(&annotation, accepted)])
                .unwrap();
        }
        for link in set.links().map(|link| (**link).clone()).collect::<Vec<_>>() {
            let gone = Record::Link(Rc::new(link));
            set.apply(&[Edit::remove(gone)]).unwrap();
        }
        assert_eq!(taken(&mut set, &batch()), 0);
    }

    #[test]
    fn what_was_rejected_stays_rejected_and_gets_no_links() {
        let mut set = AnnotationSet::new(Metadata::default());
        let quote_only = Batch {
            spans: vec![span(1, "quote", "“Go 👍🏽,”")],
            ..Batch::default()
        };
        taken(&mut set, &quote_only);
        let before = set.annotation(&Id::from("a1")).unwrap().clone();
        let rejected = Annotation {
            state: State::Rejected,
            ..(*before).clone()
        };
        set.apply(&[Edit::annotation(&before, rejected)]).unwrap();
        assert_eq!(taken(&mut set, &batch()), 2, "the speaker and her entry");
        assert_eq!(set.links().len(), 0);
        assert_eq!(
            set.annotation(&Id::from("a1")).unwrap().state,
            State::Rejected
        );
    }

    #[test]
    fn links_reach_spans_of_an_earlier_batch_of_the_run() {
        let mut set = AnnotationSet::new(Metadata::default());
        let mut keys = Keys::default();
        let whole = batch();
        let first = Batch {
            links: Vec::new(),
            ..whole.clone()
        };
        let second = Batch {
            links: whole.links,
            ..Batch::default()
        };
        for part in [first, second] {
            let edits = intake(&set, &article(), &part, &mut keys, "");
            set.apply(&edits).unwrap();
        }
        assert_eq!(set.links().len(), 1);
    }

    #[track_caller]
    fn refused(change: impl FnOnce(&mut SuggestedSpan)) {
        let mut bad = span(1, "quote", "“Go 👍🏽,”");
        change(&mut bad);
        let batch = Batch {
            spans: vec![bad],
            ..Batch::default()
        };
        assert_eq!(
            taken(&mut AnnotationSet::new(Metadata::default()), &batch),
            0
        );
    }

    #[test]
    fn spans_that_do_not_fit_the_article_or_the_schema_are_left_out() {
        refused(|span| span.label = "nonsense".into());
        refused(|span| span.fragments.clear());
        refused(|span| span.fragments = vec![(3, 3)]);
        refused(|span| span.fragments = vec![(1, 5)]);
        refused(|span| span.fragments = vec![(0, 10)]);
        refused(|span| span.fragments = vec![(0, 9_000)]);
    }
}

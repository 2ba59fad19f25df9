//! Cutting an article's records down to what a format holds, and naming what is cut.
//!
//! This is the one place where an export loses anything: a format's writer gets a set that it can hold to the last field,
//! and its reader must give that set back.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::annotation::{
    Annotation, AnnotationSet, Attributes, Edit, Extra, FreshIds, Id, Metadata, Origin, OriginKind,
    Record, State,
};
use crate::annotation::{Fragments, Link, Speaker};
use crate::article::{Article, Byte, Extent};
use crate::format::facts::facts;
use crate::format::holds::Holds;
use crate::format::loss::{Loss, LossKind, LossPlace};
use crate::format::options::Options;
use crate::format::words::{sentences, touched, words};

/// So many characters of a span's words stand in a report.
const SHOWN: usize = 60;

/// The records as the format will hold them, and what that loses.
#[must_use]
pub fn project(
    article: &Article,
    set: &AnnotationSet,
    holds: &Holds,
    options: &Options,
) -> (AnnotationSet, Loss) {
    let mut cut = Cut::new(article, set);
    let metadata = cut.metadata(set.metadata(), holds);
    let mut spans: Vec<Annotation> = in_text_order(set)
        .filter(|span| cut.is_chosen(span, holds, options))
        .cloned()
        .collect();
    if !holds.text {
        cut.lose_whole(LossKind::Text);
    }
    if !holds.fragments {
        spans = cut.fragments(spans);
    }
    if !holds.across_sentences {
        spans = cut.sentences(spans);
    }
    if !holds.across_lines {
        spans = cut.lines(spans);
    }
    if !holds.parts_of_words {
        spans = cut.words(spans);
    }
    if !holds.overlaps {
        spans = cut.overlaps(spans);
    }
    spans.sort_by(|one, other| order(one).cmp(&order(other)));
    for span in &mut spans {
        cut.fields(span, holds);
    }
    let ids = cut.ids(&mut spans, holds);
    let speakers: Vec<Speaker> = set
        .speakers()
        .filter_map(|speaker| cut.speaker(speaker, holds))
        .collect();
    let links = cut.links(set, holds, &ids);
    if !holds.paragraph_kinds {
        for _ in set.overrules() {
            cut.lose_whole(LossKind::ParagraphKind);
        }
    }
    let mut out = AnnotationSet::new(metadata);
    let records = speakers
        .into_iter()
        .map(|speaker| Record::Speaker(Rc::new(speaker)))
        .chain(spans.into_iter().map(|a| Record::Annotation(Rc::new(a))))
        .chain(links.into_iter().map(|l| Record::Link(Rc::new(l))));
    for record in records {
        // Ids were unique and stayed so: nothing can stand in the way.
        let _ = out.apply(&[Edit::add(record)]);
    }
    if holds.paragraph_kinds {
        for overrule in set.overrules() {
            let _ = out.apply(&[Edit::overrule(None, Some((**overrule).clone()))]);
        }
    }
    (out, cut.loss)
}

/// The records without the spans that were not chosen and their links: for a format that holds everything.
#[must_use]
pub(crate) fn choose(
    article: &Article,
    set: &AnnotationSet,
    options: &Options,
) -> (AnnotationSet, Loss) {
    let mut cut = Cut::new(article, set);
    let mut out = set.clone();
    for span in set.annotations() {
        if cut.is_chosen(span, &Holds::ALL, options) {
            continue;
        }
        // A link between two spans that go is there for the first of them only.
        let links: Vec<Rc<Link>> = out.links_at(&span.id).cloned().collect();
        for link in links {
            cut.lose_record(LossKind::Link, &link.id, &link.link_type);
            let _ = out.apply(&[Edit::remove(Record::Link(link))]);
        }
        let _ = out.apply(&[Edit::remove(Record::Annotation(span.clone()))]);
    }
    (out, cut.loss)
}

/// The order in which spans are written: that of the text, the longer first, of two at one place the accepted.
fn order(span: &Annotation) -> (Byte, Reverse<Byte>, u8, &Id) {
    (
        span.fragments.start(),
        Reverse(span.fragments.end()),
        decided(span.state),
        &span.id,
    )
}

/// The order of states in files that have them apart.
fn decided(state: State) -> u8 {
    match state {
        State::Accepted => 0,
        State::Proposed => 1,
        State::Rejected => 2,
    }
}

/// All spans in the order in which they are written.
pub(crate) fn in_text_order(set: &AnnotationSet) -> impl Iterator<Item = &Annotation> {
    let mut spans: Vec<&Annotation> = set.annotations().map(AsRef::as_ref).collect();
    spans.sort_by(|one, other| order(one).cmp(&order(other)));
    spans.into_iter()
}

/// The origin of what comes from a file that does not say.
pub(crate) fn imported() -> Origin {
    Origin {
        kind: OriginKind::Imported,
        ..Origin::manual()
    }
}

struct Cut<'a> {
    article: &'a Article,
    document: String,
    loss: Loss,
    /// Spans that were fragments, each with the span that it was broken off from, by which reports call it.
    parts: BTreeMap<Id, Id>,
    /// Ids for such spans.
    fresh: FreshIds,
}

impl<'a> Cut<'a> {
    fn new(article: &'a Article, set: &AnnotationSet) -> Cut<'a> {
        Cut {
            article,
            document: set.metadata().id.to_string(),
            loss: Loss::default(),
            parts: BTreeMap::new(),
            fresh: set.fresh_ids(),
        }
    }

    fn lose(&mut self, kind: LossKind, span: &Annotation) {
        let start = self.article.offsets().to_codepoint(span.fragments.start());
        let words = self.article.slice(span.fragments.hull());
        let shown = words.char_indices().nth(SHOWN);
        let words = match shown {
            Some((cut, _)) => format!("{}…", words.get(..cut).unwrap_or("")),
            None => words.to_owned(),
        };
        self.loss.add(
            kind,
            LossPlace {
                document: self.document.clone(),
                record: self.parts.get(&span.id).unwrap_or(&span.id).to_string(),
                start: start.map(|at| at.0),
                words,
            },
        );
    }

    fn lose_record(&mut self, kind: LossKind, id: &Id, words: &str) {
        let place = LossPlace {
            document: self.document.clone(),
            record: id.to_string(),
            start: None,
            words: words.to_owned(),
        };
        self.loss.add(kind, place);
    }

    fn lose_whole(&mut self, kind: LossKind) {
        self.lose_record(kind, &Id::from(""), "");
    }

    fn metadata(&mut self, metadata: &Metadata, holds: &Holds) -> Metadata {
        if !metadata.extra.is_empty() || !metadata.record_extra.is_empty() {
            self.lose_whole(LossKind::OtherFields);
        }
        if !holds.metadata {
            if facts(metadata).iter().any(|(_, fact)| !fact.is_empty()) {
                self.lose_whole(LossKind::Metadata);
            }
            return Metadata::default();
        }
        Metadata {
            extra: Extra::new(),
            record_extra: Extra::new(),
            ..metadata.clone()
        }
    }

    fn is_chosen(&mut self, span: &Annotation, holds: &Holds, options: &Options) -> bool {
        let kind = if !options.wants(&span.label) {
            LossKind::Label
        } else if !options.states.contains(&span.state) {
            LossKind::State
        } else if span.state == State::Rejected && !holds.states {
            LossKind::Rejected
        } else {
            return true;
        };
        self.lose(kind, span);
        false
    }

    /// One span for each fragment; the first keeps the id, and with it the links.
    fn fragments(&mut self, spans: Vec<Annotation>) -> Vec<Annotation> {
        let mut out = Vec::with_capacity(spans.len());
        for span in spans {
            if span.fragments.as_slice().len() < 2 {
                out.push(span);
                continue;
            }
            self.lose(LossKind::Broken, &span);
            for (n, extent) in span.fragments.iter().enumerate() {
                let Ok(fragments) = Fragments::one(extent) else {
                    continue;
                };
                let id = self.part(n, &span.id);
                out.push(Annotation {
                    id,
                    fragments,
                    ..span.clone()
                });
            }
        }
        out
    }

    /// One span for each sentence; the first keeps the id.
    fn sentences(&mut self, spans: Vec<Annotation>) -> Vec<Annotation> {
        let sentences: Vec<Extent> = sentences(self.article)
            .iter()
            .filter_map(|words| Some(Extent::new(words.first()?.start, words.last()?.end)))
            .collect();
        let mut out = Vec::with_capacity(spans.len());
        for span in spans {
            let hull = span.fragments.hull();
            let parts: Vec<Fragments> = sentences
                .get(touched(&sentences, hull))
                .unwrap_or(&[])
                .iter()
                .filter_map(|sentence| {
                    let inside = span.fragments.iter();
                    Fragments::new(inside.filter_map(|e| e.intersection(*sentence))).ok()
                })
                .collect();
            if parts.len() < 2 {
                out.push(span);
                continue;
            }
            self.lose(LossKind::Sentences, &span);
            for (n, fragments) in parts.into_iter().enumerate() {
                let id = self.part(n, &span.id);
                out.push(Annotation {
                    id,
                    fragments,
                    ..span.clone()
                });
            }
        }
        out
    }

    /// Fragments without ends of lines in them.
    fn lines(&mut self, spans: Vec<Annotation>) -> Vec<Annotation> {
        let mut out = Vec::with_capacity(spans.len());
        for mut span in spans {
            let article = self.article;
            let pieces = span.fragments.iter().flat_map(|extent| {
                let mut at = extent.start.index();
                article.slice(extent).split('\n').map(move |line| {
                    let start = at;
                    at += line.len() + 1;
                    Extent::at(start, start + line.len())
                })
            });
            let pieces = Fragments::new(pieces);
            if pieces.as_ref() != Ok(&span.fragments) {
                self.lose(LossKind::Lines, &span);
            }
            if let Ok(fragments) = pieces {
                span.fragments = fragments;
                out.push(span);
            }
        }
        out
    }

    /// The id of a span's part: the first is the span itself.
    fn part(&mut self, n: usize, of: &Id) -> Id {
        if n == 0 {
            return of.clone();
        }
        let id = self.fresh.annotation();
        let whole = self.parts.get(of).unwrap_or(of).clone();
        self.parts.insert(id.clone(), whole);
        id
    }

    fn words(&mut self, spans: Vec<Annotation>) -> Vec<Annotation> {
        let words = words(self.article);
        let mut out = Vec::with_capacity(spans.len());
        for mut span in spans {
            let extents = span.fragments.iter().filter_map(|extent| {
                let touched = words.get(touched(&words, extent))?;
                Some(Extent::new(touched.first()?.start, touched.last()?.end))
            });
            let fitted = Fragments::new(extents);
            if fitted.as_ref() != Ok(&span.fragments) {
                self.lose(LossKind::Words, &span);
            }
            if let Ok(fragments) = fitted {
                span.fragments = fragments;
                out.push(span);
            }
        }
        out
    }

    /// Of spans that overlap the accepted one stays, then the longer, then the earlier.
    fn overlaps(&mut self, mut spans: Vec<Annotation>) -> Vec<Annotation> {
        spans.sort_by(|one, other| rank(one).cmp(&rank(other)));
        let mut taken: BTreeMap<Byte, Byte> = BTreeMap::new();
        let mut kept = Vec::with_capacity(spans.len());
        for span in spans {
            let is_free = span.fragments.iter().all(|extent| {
                let before = taken.range(..extent.end).next_back();
                before.is_none_or(|(_, end)| *end <= extent.start)
            });
            if is_free {
                taken.extend(
                    span.fragments
                        .iter()
                        .map(|extent| (extent.start, extent.end)),
                );
                kept.push(span);
            } else {
                self.lose(LossKind::Overlap, &span);
            }
        }
        kept
    }

    fn fields(&mut self, span: &mut Annotation, holds: &Holds) {
        let none = |text: &Rc<str>| text.is_empty();
        if !holds.names {
            let plain = plain(&span.label);
            if *plain != *span.label {
                self.lose(LossKind::Name, span);
                span.label = plain.into();
            }
        }
        if !holds.states && span.state != State::Accepted {
            self.lose(LossKind::Decided, span);
            span.state = State::Accepted;
        }
        if !holds.attributes && !span.attributes.is_empty() {
            self.lose(LossKind::Attributes, span);
            span.attributes = Attributes::new();
        } else if !holds.speakers && span.attributes.contains_key("speaker_id") {
            self.lose(LossKind::Attributes, span);
            span.attributes.remove("speaker_id");
        }
        if span.origin.was.is_some() || !holds.origins && span.origin != imported() {
            self.lose(LossKind::Origin, span);
            span.origin.was = None;
            if !holds.origins {
                span.origin = imported();
            }
        }
        if !holds.notes && !none(&span.note) {
            self.lose(LossKind::Note, span);
            span.note = "".into();
        }
        if !(holds.authors || none(&span.author) && none(&span.created)) {
            self.lose(LossKind::Author, span);
            span.author = "".into();
            span.created = "".into();
        }
        if !span.extra.is_empty() {
            self.lose(LossKind::OtherFields, span);
            span.extra = Extra::new();
        }
    }

    /// The ids before, each with the one that the span has now.
    fn ids(&mut self, spans: &mut [Annotation], holds: &Holds) -> BTreeMap<Id, Id> {
        let mut fresh = FreshIds::default();
        let mut ids = BTreeMap::new();
        for span in spans {
            let before = span.id.clone();
            if !holds.ids {
                let id = fresh.annotation();
                if id != before {
                    self.lose(LossKind::Id, span);
                    span.id = id;
                }
            }
            ids.insert(before, span.id.clone());
        }
        ids
    }

    fn speaker(&mut self, speaker: &Speaker, holds: &Holds) -> Option<Speaker> {
        if !holds.speakers {
            self.lose_record(LossKind::Speaker, &speaker.id, &speaker.name);
            return None;
        }
        if !speaker.extra.is_empty() {
            self.lose_record(LossKind::OtherFields, &speaker.id, &speaker.name);
        }
        Some(Speaker {
            extra: Extra::new(),
            ..speaker.clone()
        })
    }

    fn links(&mut self, set: &AnnotationSet, holds: &Holds, ids: &BTreeMap<Id, Id>) -> Vec<Link> {
        let mut fresh = FreshIds::default();
        let mut links = Vec::new();
        let state = |id| set.annotation(id).map(|span| span.state);
        let mut all: Vec<&Link> = set.links().map(AsRef::as_ref).collect();
        if !holds.links_across_states {
            // They stand with the spans of their state.
            all.sort_by_key(|link| state(&link.from).map(decided));
        }
        for link in all {
            let ends = ids.get(&link.from).zip(ids.get(&link.to));
            let is_negative = link.state == State::Rejected && !holds.link_states;
            let is_apart = !holds.links_across_states && state(&link.from) != state(&link.to);
            let is_held = holds.links && !is_negative && !is_apart;
            let Some((from, to)) = ends.filter(|_| is_held) else {
                self.lose_record(LossKind::Link, &link.id, &link.link_type);
                continue;
            };
            if !link.extra.is_empty() {
                self.lose_record(LossKind::OtherFields, &link.id, &link.link_type);
            }
            let mut kept = Link {
                from: from.clone(),
                to: to.clone(),
                extra: Extra::new(),
                ..link.clone()
            };
            if !holds.names {
                kept.link_type = plain(&link.link_type).into();
                if kept.link_type != link.link_type {
                    self.lose_record(LossKind::Name, &link.id, &link.link_type);
                }
            }
            if !holds.link_states {
                kept.id = fresh.link();
                kept.state = State::Accepted;
                if (&kept.id, kept.state) != (&link.id, link.state) {
                    self.lose_record(LossKind::LinkState, &link.id, &link.link_type);
                }
            }
            links.push(kept);
        }
        links
    }
}

/// A name that tools take for one word.
fn plain(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let plain: String = name
        .chars()
        .map(|c| if is_plain(c) { c } else { '_' })
        .collect();
    if plain.is_empty() {
        "_".to_owned()
    } else {
        plain
    }
}

fn rank(span: &Annotation) -> (bool, Reverse<u32>, Byte, &Id) {
    (
        span.state != State::Accepted,
        Reverse(span.fragments.len()),
        span.fragments.start(),
        &span.id,
    )
}

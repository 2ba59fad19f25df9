//! Reading the records of one article: speakers, spans, links, overruled paragraphs.
//!
//! In come the parts of a file's tree, out come records in a set. Whatever is wrong with one of them is a problem of
//! that one only.

use std::ops::Range;
use std::rc::Rc;

use serde_json::Value;

use crate::annotation::{
    Annotation, AnnotationSet, Attributes, Edit, Extra, Fragments, Id, Link, Metadata, Origin,
    OriginKind, Overrule, Record, Schema, Speaker, State, Was,
};
use crate::article::{Article, Extent, ParagraphKind};
use crate::format::Problem;
use crate::format::attributes::read_attributes;
use crate::format::json::{Fields, Node};
use crate::format::native::known;
use crate::format::native::place::{Claim, FileText, Placed, Unit};

/// So many characters of a span's words stand in a message.
const SHOWN: usize = 60;

/// The records as they are gathered.
pub(crate) struct Records {
    pub(crate) set: AnnotationSet,
    pub(crate) problems: Vec<Problem>,
    /// Records without an id, or with one that is taken; the text is how they were called.
    unnamed: Vec<(Record, Option<String>)>,
}

impl Records {
    pub(crate) fn new(problems: Vec<Problem>) -> Records {
        Records {
            set: AnnotationSet::default(),
            problems,
            unnamed: Vec::new(),
        }
    }

    pub(crate) fn document(&mut self, document: &Fields<'_>, record: &Fields<'_>) {
        let mut text = |key| self.text(document, key, "Document");
        let metadata = Metadata {
            id: text("id"),
            title: text("title"),
            url: text("url"),
            published: text("published"),
            lang: text("lang"),
            extra: document.others(known::DOCUMENT),
            record_extra: record.others(known::RECORD),
        };
        self.set = AnnotationSet::new(metadata);
    }

    pub(crate) fn paragraph_kinds(&mut self, nodes: &[Node<'_>], article: &Article) {
        for (n, node) in nodes.iter().enumerate() {
            let paragraph = node.as_object().and_then(|fields| fields.get("paragraph"));
            let paragraph = paragraph.and_then(Node::as_whole).map(|n| n as usize);
            let kind = node.as_object().and_then(|fields| fields.text("kind"));
            let overrule = match (paragraph, kind.and_then(ParagraphKind::parse)) {
                (Some(paragraph), Some(kind)) if paragraph < article.paragraphs().len() => {
                    Overrule { paragraph, kind }
                }
                _ => {
                    self.no_record(
                        "Paragraph kind",
                        n,
                        "it names no paragraph or no kind",
                        node,
                    );
                    continue;
                }
            };
            let edit = Edit::overrule(None, Some(overrule));
            if self.set.apply(std::slice::from_ref(&edit)).is_err() {
                self.no_record("Paragraph kind", n, "the paragraph has one already", node);
            }
        }
    }

    pub(crate) fn speakers(&mut self, nodes: &[Node<'_>]) {
        for (n, node) in nodes.iter().enumerate() {
            let Some(fields) = node.as_object() else {
                self.no_record("Speaker", n, "it is not an object", node);
                continue;
            };
            let id = id(fields, "id");
            let record = name("Speaker", id.as_ref(), n);
            let speaker = Speaker {
                id: id.unwrap_or_else(|| Id::from("")),
                name: self.text(fields, "name", &record),
                role: self.text(fields, "role", &record),
                affiliation: self.text(fields, "affiliation", &record),
                same_as: self.text(fields, "same_as", &record),
                extra: fields.others(known::SPEAKER),
            };
            self.add(Record::Speaker(Rc::new(speaker)), record);
        }
    }

    pub(crate) fn links(&mut self, nodes: &[Node<'_>]) {
        for (n, node) in nodes.iter().enumerate() {
            let Some(fields) = node.as_object() else {
                self.no_record("Link", n, "it is not an object", node);
                continue;
            };
            let (Some(from), Some(to)) = (id(fields, "from"), id(fields, "to")) else {
                self.no_record("Link", n, "it has not two ends", node);
                continue;
            };
            let id = id(fields, "id");
            let record = name("Link", id.as_ref(), n);
            let missing = [&from, &to]
                .into_iter()
                .find(|id| self.set.annotation(id).is_none());
            if let Some(missing) = missing {
                self.problems.push(Problem::LinkToNowhere {
                    record,
                    missing: missing.to_string(),
                    json: node.to_value(),
                });
                continue;
            }
            let link = Link {
                id: id.unwrap_or_else(|| Id::from("")),
                link_type: self.text(fields, "type", &record),
                from,
                to,
                state: self.state(fields, &record),
                extra: fields.others(known::LINK),
            };
            self.check_ends(&link, &record);
            self.add(Record::Link(Rc::new(link)), record);
        }
    }

    pub(crate) fn spans(&mut self, nodes: &[Node<'_>], text: &FileText<'_>, declared: Unit) {
        let mut claims: Vec<Claim<'_>> = Vec::with_capacity(nodes.len());
        let mut drafts = Vec::with_capacity(nodes.len());
        for (n, node) in nodes.iter().enumerate() {
            let fields = node.as_object();
            let Some((fields, label)) = fields.zip(fields.and_then(label_of)) else {
                self.no_record("Span", n, "it has no label", node);
                continue;
            };
            let Some(places) = read_claims(fields.get("fragments"), &mut claims) else {
                self.no_record("Span", n, "it has no place in the text", node);
                continue;
            };
            let origin = fields.get("origin").and_then(Node::as_object);
            let was = origin.and_then(|origin| origin.get("was")?.as_object());
            let was =
                was.and_then(|was| Some((was, read_claims(was.get("fragments"), &mut claims)?)));
            let id = id(fields, "id");
            drafts.push(Draft {
                node,
                fields,
                label,
                name: name("Span", id.as_ref(), n),
                id,
                places,
                was,
            });
        }
        let reckoning = text.reckon(declared, claims.iter());
        if reckoning.unit() != declared {
            self.problems.push(Problem::OtherUnit {
                declared,
                found: reckoning.unit(),
                agree: reckoning.agree,
                checked: reckoning.checked,
            });
        }
        if reckoning.checked < claims.len() {
            let count = claims.len() - reckoning.checked;
            self.problems.push(Problem::Unchecked { count });
        }
        let placed = text.place(&reckoning, &claims);
        for draft in drafts {
            let places = || claims.get(draft.places.clone()).unwrap_or(&[]);
            let found = placed.get(draft.places.clone()).unwrap_or(&[]);
            let Some(fragments) = self.place(&draft, places(), found, text.article) else {
                continue;
            };
            let was = match &draft.was {
                None => None,
                Some((fields, places)) => {
                    let found = placed.get(places.clone()).unwrap_or(&[]);
                    let was = read_was(fields, found, text.article);
                    if was.is_none() {
                        let record = draft.name.clone();
                        self.problems.push(Problem::Was { record });
                    }
                    was
                }
            };
            let annotation = self.annotation(&draft, fragments, was);
            self.add(Record::Annotation(Rc::new(annotation)), draft.name);
        }
    }

    /// Where a span lies, or a problem that says why it lies nowhere.
    fn place(
        &mut self,
        draft: &Draft<'_, '_>,
        claims: &[Claim<'_>],
        placed: &[Placed],
        article: &Article,
    ) -> Option<Fragments> {
        let record = || draft.name.clone();
        let lost = placed
            .iter()
            .zip(claims)
            .find_map(|(placed, claim)| match placed {
                Placed::Nowhere(times) => Some((*times, claim)),
                _ => None,
            });
        if let Some((times, claim)) = lost {
            self.problems.push(Problem::NotFound {
                record: record(),
                words: shown(claim.exact.unwrap_or("")),
                near: claim.start,
                times,
                json: draft.node.to_value(),
            });
            return None;
        }
        for (placed, claim) in placed.iter().zip(claims) {
            if let Placed::Moved(extent) = placed {
                let to = article.offsets().to_codepoint(extent.start);
                self.problems.push(Problem::Moved {
                    record: record(),
                    words: shown(claim.exact.unwrap_or("")),
                    to: to.unwrap_or_default().0,
                });
            }
        }
        let extents: Vec<Extent> = extents(placed).collect();
        let snapped: Vec<Extent> = extents.iter().map(|e| snap(article, *e)).collect();
        if snapped != extents {
            self.problems.push(Problem::Snapped { record: record() });
        }
        let Ok(fragments) = Fragments::new(snapped.iter().copied()) else {
            self.problems.push(Problem::NoRecord {
                record: record(),
                wrong: "it holds no text",
                json: draft.node.to_value(),
            });
            return None;
        };
        if fragments.as_slice() != snapped {
            self.problems.push(Problem::Fragments { record: record() });
        }
        Some(fragments)
    }

    fn annotation(
        &mut self,
        draft: &Draft<'_, '_>,
        fragments: Fragments,
        was: Option<Rc<Was>>,
    ) -> Annotation {
        let fields = draft.fields;
        let mut extra = fields.others(known::SPAN);
        let attributes = self.attributes(draft, &mut extra);
        let origin = self.origin(draft, was, &mut extra);
        keep_fragment_extras(fields.get("fragments"), &mut extra);
        Annotation {
            id: draft.id.clone().unwrap_or_else(|| Id::from("")),
            label: Rc::from(draft.label),
            state: self.state(fields, &draft.name),
            fragments,
            attributes,
            origin,
            author: self.text(fields, "author", &draft.name),
            created: self.text(fields, "created", &draft.name),
            note: self.text(fields, "note", &draft.name),
            extra,
        }
    }

    fn attributes(&mut self, draft: &Draft<'_, '_>, extra: &mut Extra) -> Attributes {
        let record = || draft.name.clone();
        let fields = match draft.fields.get("attributes") {
            Some(Node::Object(fields)) => fields,
            None | Some(Node::Null) => return Attributes::new(),
            Some(node) => {
                self.unfit("attributes", "an object", draft.name.clone(), node);
                return Attributes::new();
            }
        };
        let (attributes, others) = read_attributes(fields);
        for attribute in &others {
            self.problems.push(Problem::AttributeKind {
                record: record(),
                attribute: (*attribute).to_owned(),
            });
        }
        if !others.is_empty() {
            let fits: Vec<&str> = attributes.keys().map(AsRef::as_ref).collect();
            extra.insert("attributes".to_owned(), Value::Object(fields.others(&fits)));
        }
        for (name, value) in &attributes {
            let attribute = Schema::BUILT_IN.attribute(draft.label, name);
            if let Some(Err(error)) = attribute.map(|attribute| attribute.check(value)) {
                self.problems.push(Problem::Attribute {
                    record: record(),
                    error,
                });
            }
        }
        let speaker = attributes
            .get("speaker_id")
            .and_then(|value| value.as_text());
        if let Some(speaker) = speaker.filter(|speaker| !speaker.is_empty())
            && self.set.speaker(&Id::from(speaker)).is_none()
        {
            self.problems.push(Problem::UnknownSpeaker {
                record: record(),
                speaker: speaker.to_owned(),
            });
        }
        attributes
    }

    fn origin(&mut self, draft: &Draft<'_, '_>, was: Option<Rc<Was>>, extra: &mut Extra) -> Origin {
        let imported = Origin {
            kind: OriginKind::Imported,
            ..Origin::manual()
        };
        let (kind, fields) = match draft.fields.get("origin") {
            None | Some(Node::Null) => return imported,
            Some(Node::Object(fields)) => (fields.text("kind"), Some(fields)),
            Some(node) => (node.as_text(), None),
        };
        let known = kind.and_then(OriginKind::parse);
        if known.is_none() {
            self.problems.push(Problem::UnknownOrigin {
                record: draft.name.clone(),
                kind: kind.unwrap_or("").to_owned(),
            });
        }
        let kind = known.unwrap_or(OriginKind::Imported);
        let Some(fields) = fields else {
            return Origin { kind, ..imported };
        };
        let others = fields.others(known::ORIGIN);
        if !others.is_empty() {
            extra.insert("origin".to_owned(), Value::Object(others));
        }
        Origin {
            kind,
            rule: self.text(fields, "rule", &draft.name),
            score: self.score(fields, &draft.name),
            reason: self.text(fields, "reason", &draft.name),
            was,
        }
    }

    fn score(&mut self, fields: &Fields<'_>, record: &str) -> Option<f64> {
        let node = match fields.get("score") {
            None | Some(Node::Null) => return None,
            Some(node) => node,
        };
        let score = node.as_number().filter(|score| (0.0..=1.0).contains(score));
        if score.is_none() {
            self.problems.push(Problem::Score {
                record: record.to_owned(),
                score: node.to_value().to_string(),
            });
        }
        score
    }

    fn state(&mut self, fields: &Fields<'_>, record: &str) -> State {
        let node = match fields.get("state") {
            None | Some(Node::Null) => return State::Proposed,
            Some(node) => node,
        };
        let state = node.as_text().and_then(State::parse);
        if state.is_none() {
            self.problems.push(Problem::UnknownState {
                record: record.to_owned(),
                state: shown(
                    &node
                        .as_text()
                        .map_or_else(|| node.to_value().to_string(), str::to_owned),
                ),
            });
        }
        state.unwrap_or_default()
    }

    /// Links of built-in types must join the labels that they are made for; a project's own types may join any.
    fn check_ends(&mut self, link: &Link, record: &str) {
        let ends = self
            .set
            .annotation(&link.from)
            .zip(self.set.annotation(&link.to));
        let Some((from, to)) = ends else {
            return;
        };
        let schema = Schema::BUILT_IN;
        let mut known = schema
            .link_types
            .iter()
            .filter(|t| t.name == &*link.link_type);
        let fits = schema
            .link_type(&link.link_type, &from.label)
            .is_some_and(|known| known.to.contains(&&*to.label));
        if known.next().is_some() && !fits {
            self.problems.push(Problem::LinkEnds {
                record: record.to_owned(),
                link_type: link.link_type.to_string(),
                from: from.label.to_string(),
                to: to.label.to_string(),
            });
        }
    }

    /// A field that is a text; a number or a truth value is taken as one.
    fn text(&mut self, fields: &Fields<'_>, key: &'static str, record: &str) -> Rc<str> {
        match fields.get(key) {
            None | Some(Node::Null) => Rc::from(""),
            Some(Node::Text(text)) => Rc::from(text.as_ref()),
            Some(Node::Number(number)) => Rc::from(number.to_string()),
            Some(Node::Bool(value)) => Rc::from(value.to_string()),
            Some(node) => {
                self.unfit(key, "a text", record.to_owned(), node);
                Rc::from("")
            }
        }
    }

    /// A field that is a list; empty if it is missing.
    pub(crate) fn list<'f, 'a>(
        &mut self,
        fields: &'f Fields<'a>,
        key: &'static str,
        record: &str,
    ) -> &'f [Node<'a>] {
        match fields.get(key) {
            None | Some(Node::Null) => &[],
            Some(Node::List(nodes)) => nodes,
            Some(node) => {
                self.unfit(key, "a list", record.to_owned(), node);
                &[]
            }
        }
    }

    fn unfit(
        &mut self,
        field: &'static str,
        expected: &'static str,
        record: String,
        node: &Node<'_>,
    ) {
        self.problems.push(Problem::Field {
            record,
            field,
            expected,
            json: node.to_value(),
        });
    }

    fn no_record(&mut self, kind: &str, n: usize, wrong: &'static str, node: &Node<'_>) {
        self.problems.push(Problem::NoRecord {
            record: name(kind, None, n),
            wrong,
            json: node.to_value(),
        });
    }

    /// Adds a record, or lays it aside when its id is taken or missing.
    fn add(&mut self, record: Record, name: String) {
        let nameless = match &record {
            Record::Annotation(a) => a.id.as_str().is_empty(),
            Record::Link(l) => l.id.as_str().is_empty(),
            Record::Speaker(s) => s.id.as_str().is_empty(),
            Record::Overrule(_) | Record::Metadata(_) => false,
        };
        if nameless {
            self.unnamed.push((record, None));
        } else if self.set.apply(&[Edit::add(record.clone())]).is_err() {
            self.unnamed.push((record, Some(name)));
        }
    }

    /// Gives ids to the records that were laid aside. Only now is it known which ids are free.
    pub(crate) fn finish(mut self) -> (AnnotationSet, Vec<Problem>) {
        let mut fresh = self.set.fresh_ids();
        for (record, name) in self.unnamed {
            let (record, id) = match record {
                Record::Annotation(a) => {
                    let id = fresh.annotation();
                    let mut a = Rc::unwrap_or_clone(a);
                    a.id = id.clone();
                    (Record::Annotation(Rc::new(a)), id)
                }
                Record::Link(l) => {
                    let id = fresh.link();
                    let mut l = Rc::unwrap_or_clone(l);
                    l.id = id.clone();
                    (Record::Link(Rc::new(l)), id)
                }
                Record::Speaker(s) => {
                    let id = fresh.speaker();
                    let mut s = Rc::unwrap_or_clone(s);
                    s.id = id.clone();
                    (Record::Speaker(Rc::new(s)), id)
                }
                Record::Overrule(_) | Record::Metadata(_) => continue,
            };
            if let Some(record) = name {
                let renamed = id.to_string();
                self.problems.push(Problem::DuplicateId { record, renamed });
            }
            // The id is fresh, so nothing can stand in the way.
            let _ = self.set.apply(&[Edit::add(record)]);
        }
        (self.set, self.problems)
    }
}

/// A span whose place is not known yet.
struct Draft<'n, 'a> {
    node: &'n Node<'a>,
    fields: &'n Fields<'a>,
    label: &'n str,
    /// What it is called in messages.
    name: String,
    id: Option<Id>,
    /// Which of the claims are its fragments.
    places: Range<usize>,
    /// What it was before it was mended, and which claims are those fragments.
    was: Option<(&'n Fields<'a>, Range<usize>)>,
}

/// Adds a span's fragments to the claims and says which they are; nothing if there are none.
fn read_claims<'n>(
    node: Option<&'n Node<'_>>,
    claims: &mut Vec<Claim<'n>>,
) -> Option<Range<usize>> {
    let first = claims.len();
    for fragment in node?.as_list()? {
        let fields = fragment.as_object()?;
        claims.push(Claim {
            start: fields.get("start").and_then(Node::as_whole),
            end: fields.get("end").and_then(Node::as_whole),
            exact: fields.text("exact"),
            prefix: fields.text("prefix"),
            suffix: fields.text("suffix"),
        });
    }
    (first < claims.len()).then_some(first..claims.len())
}

fn read_was(fields: &Fields<'_>, placed: &[Placed], article: &Article) -> Option<Rc<Was>> {
    let whole = !placed
        .iter()
        .any(|placed| matches!(placed, Placed::Nowhere(_)));
    let snapped = extents(placed).map(|extent| snap(article, extent));
    let fragments = Fragments::new(snapped).ok().filter(|_| whole)?;
    let attributes = fields.get("attributes").and_then(Node::as_object);
    Some(Rc::new(Was {
        label: Rc::from(fields.text("label")?),
        fragments,
        attributes: attributes.map_or_else(Attributes::new, |fields| read_attributes(fields).0),
    }))
}

/// Keeps what the fragments say beside the known fields, one object a fragment, if any says something.
fn keep_fragment_extras(node: Option<&Node<'_>>, extra: &mut Extra) {
    let fragments = node.and_then(Node::as_list).unwrap_or(&[]);
    let objects = fragments.iter().filter_map(Node::as_object);
    let others: Vec<Extra> = objects
        .map(|fields| fields.others(known::FRAGMENT))
        .collect();
    if others.iter().any(|others| !others.is_empty()) {
        let others = others.into_iter().map(Value::Object).collect();
        extra.insert("fragments".to_owned(), Value::Array(others));
    }
}

fn extents(placed: &[Placed]) -> impl Iterator<Item = Extent> {
    placed.iter().filter_map(|placed| match placed {
        Placed::There(extent) | Placed::Moved(extent) => Some(*extent),
        Placed::Nowhere(_) => None,
    })
}

/// An empty stretch stays empty: it is dropped, not widened.
fn snap(article: &Article, extent: Extent) -> Extent {
    if extent.is_empty() {
        extent
    } else {
        article.snap_to_graphemes(extent)
    }
}

/// An id: a text that is not empty, or a number.
fn id(fields: &Fields<'_>, key: &str) -> Option<Id> {
    match fields.get(key)? {
        Node::Text(text) if !text.is_empty() => Some(Id::from(text.as_ref())),
        Node::Number(number) => Some(Id::from(number.to_string().as_str())),
        _ => None,
    }
}

/// A span's label, if it is one.
fn label_of<'f>(fields: &'f Fields<'_>) -> Option<&'f str> {
    fields
        .text("label")
        .filter(|label| !label.trim().is_empty())
}

/// What a record is called in messages: «Span a3», or «Span number 3» counted from one.
fn name(kind: &str, id: Option<&Id>, n: usize) -> String {
    match id {
        Some(id) => format!("{kind} {}", shown(id.as_str())),
        None => format!("{kind} number {}", n + 1),
    }
}

/// The words, cut where a message would get too long.
fn shown(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        Some((cut, _)) => format!("{}…", words.get(..cut).unwrap_or("")),
        None => words.to_owned(),
    }
}

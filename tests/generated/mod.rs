//! Articles with annotations as no person would write them, for laws that must hold for all.
//!
//! Texts mix scripts, emoji, combining marks and every kind of line end; spans nest, overlap and have gaps; ids, notes
//! and unknown fields are odd. Everything made here is a valid state of an article, so a law may ask for no problems.
#![allow(dead_code, reason = "each test file uses its part")]

use std::collections::BTreeMap;
use std::rc::Rc;

use pressmark::annotation::{
    Annotation, AnnotationSet, AttributeKind, AttributeValue, Attributes, Edit, Extra, Fragments,
    Id, Link, Metadata, Origin, OriginKind, Overrule, Place, Record, Schema, Speaker, State, Was,
};
use pressmark::article::{Article, Byte, Extent, ParagraphKind, normalise};
use pressmark::format::{Action, Entry};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Pieces that texts are put together of.
const PIECES: &[&str] = &[
    "word",
    "Ms Ortiz",
    "said",
    "“We will”",
    "2,000",
    "the",
    "the",
    "e",
    "\u{301}",
    "o\u{308}\u{323}",
    "👨🏻‍🚒",
    "🇬🇪🇦🇲",
    "👍🏽",
    "❤️",
    "שלום",
    "\u{200F}",
    "مرحبا",
    "می\u{200C}خواهم",
    "Тбилиси",
    "नमस्ते",
    "한국어",
    "\u{1100}\u{1161}",
    "日本語。",
    "\u{A0}",
    " ",
    " ",
    " ",
    ". ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u{2028}",
    "\u{AD}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{0C}",
    "<script>alert(1)</script>",
    "\"",
    "\\",
    "\u{1}",
];

/// A paste: anything may come.
pub fn paste() -> impl Strategy<Value = String> {
    vec(
        prop_oneof![9 => select(PIECES).prop_map(str::to_owned), 1 => any::<String>()],
        1..40,
    )
    .prop_map(|pieces| format!("x{}", pieces.concat()))
}

/// An article: a paste, normalised.
pub fn article() -> impl Strategy<Value = Article> {
    paste().prop_map(|paste| Article::from_text(&normalise(&paste).text))
}

/// An article and a set of records for it.
pub fn annotated() -> impl Strategy<Value = (Article, AnnotationSet)> {
    (article(), seed()).prop_map(|(article, seed)| {
        let set = seed.grow(&article);
        (article, set)
    })
}

/// An article, two states of one set for it, and the edits that lead from the first to the second.
pub fn edited() -> impl Strategy<Value = (Article, AnnotationSet, AnnotationSet, Vec<Edit>)> {
    (article(), seed(), seed()).prop_map(|(article, one, other)| {
        let (before, after) = (one.grow(&article), other.grow(&article));
        let edits = difference(&before, &after);
        (article, before, after, edits)
    })
}

/// A line of the journal for an article.
pub fn entry() -> impl Strategy<Value = (Article, Entry)> {
    let place = || (any::<u32>(), any::<u32>(), proptest::option::of(name()));
    (edited(), any::<u32>(), name(), place(), place(), 0..4_u8).prop_map(
        |((article, _, _, edits), seq, title, before, after, kind)| {
            let place = |(caret, anchor, id): (u32, u32, Option<String>)| Place {
                caret: bound(&article, caret),
                anchor: bound(&article, anchor),
                selected: id.map(|id| Id::from(id.as_str())),
            };
            let action = match kind {
                0 => Action::Undo,
                1 => Action::Redo,
                2 => Action::Engine {
                    edits: edits.into(),
                },
                _ => Action::Do {
                    title: title.into(),
                    edits: edits.into(),
                    before: place(before),
                    after: place(after),
                },
            };
            let at = "2030-01-02T03:04:05Z".into();
            (article.clone(), Entry { seq, at, action })
        },
    )
}

/// The edits that make one set of another. Records with one id are changed, the others removed and added.
fn difference(before: &AnnotationSet, after: &AnnotationSet) -> Vec<Edit> {
    let records = |set: &AnnotationSet| -> BTreeMap<_, Record> {
        let annotations = set.annotations().cloned().map(Record::Annotation);
        let links = set.links().cloned().map(Record::Link);
        let speakers = set.speakers().cloned().map(Record::Speaker);
        let overrules = set.overrules().cloned().map(Record::Overrule);
        let metadata = [Record::Metadata(set.metadata().clone())];
        let all = annotations
            .chain(links)
            .chain(speakers)
            .chain(overrules)
            .chain(metadata);
        all.map(|record| (record.id(), record)).collect()
    };
    let (old, new) = (records(before), records(after));
    let gone = old.iter().map(|(id, record)| Edit {
        before: Some(record.clone()),
        after: new.get(id).cloned(),
    });
    let come = new.iter().filter(|(id, _)| !old.contains_key(id));
    gone.chain(come.map(|(_, record)| Edit::add(record.clone())))
        .collect()
}

/// What a set is grown from once there is a text.
#[derive(Clone, Debug)]
struct Seed {
    metadata: Metadata,
    speakers: Vec<Speaker>,
    spans: Vec<Span>,
    links: Vec<(String, usize, usize, State, Extra)>,
    overrules: BTreeMap<usize, ParagraphKind>,
}

#[derive(Clone, Debug)]
struct Span {
    id: String,
    label: usize,
    state: State,
    places: Vec<(u32, u32)>,
    attributes: Vec<(u8, u8, f64, String)>,
    origin: (OriginKind, String, Option<f64>, String),
    was: Option<Vec<(u32, u32)>>,
    texts: (String, String, String),
    extra: Extra,
    inner_extra: Option<Extra>,
}

fn seed() -> impl Strategy<Value = Seed> {
    let metadata = (name(), name(), name(), extra(), extra()).prop_map(
        |(id, title, url, extra, record_extra)| Metadata {
            id: id.into(),
            title: title.into(),
            url: url.into(),
            published: "2030-01-02".into(),
            lang: "ka".into(),
            extra,
            record_extra,
        },
    );
    let speaker = (id(), name(), name(), extra()).prop_map(|(id, name, role, extra)| Speaker {
        id: Id::from(id.as_str()),
        name: name.into(),
        role: role.clone().into(),
        affiliation: role.into(),
        same_as: "".into(),
        extra,
    });
    let link = (
        id(),
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        state(),
        extra(),
    )
        .prop_map(|(id, from, to, state, extra)| (id, from.index(64), to.index(64), state, extra));
    let overrules =
        proptest::collection::btree_map(0..5_usize, select(&ParagraphKind::ALL[..]), 0..3);
    (
        metadata,
        vec(speaker, 0..4),
        vec(span(), 0..8),
        vec(link, 0..6),
        overrules,
    )
        .prop_map(|(metadata, speakers, spans, links, overrules)| Seed {
            metadata,
            speakers,
            spans,
            links,
            overrules,
        })
}

fn span() -> impl Strategy<Value = Span> {
    let places = || vec((any::<u32>(), 1..30_u32), 1..4);
    let kinds = [
        OriginKind::Suggested,
        OriginKind::Manual,
        OriginKind::Imported,
    ];
    let origin = (
        select(kinds.to_vec()),
        name(),
        proptest::option::of(0.0..=1.0),
        name(),
    );
    let attributes = vec((any::<u8>(), any::<u8>(), number(), name()), 0..4);
    (
        (id(), 0..8_usize, state(), places(), attributes),
        (
            origin,
            proptest::option::of(places()),
            (name(), name(), name()),
        ),
        (extra(), proptest::option::of(extra())),
    )
        .prop_map(
            |(
                (id, label, state, places, attributes),
                (origin, was, texts),
                (extra, inner_extra),
            )| Span {
                id,
                label,
                state,
                places,
                attributes,
                origin,
                was,
                texts,
                extra,
                inner_extra,
            },
        )
}

fn state() -> impl Strategy<Value = State> {
    select(&State::ALL[..])
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>().prop_filter("finite", |number| number.is_finite()),
        (0..2_000_u32).prop_map(f64::from),
    ]
}

fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        "[asl][1-9][0-9]?",
        "[^\\x00]{1,4}",
        select(PIECES).prop_map(str::to_owned)
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        select(PIECES).prop_map(str::to_owned),
        any::<String>()
    ]
}

/// Fields that no version knows.
fn extra() -> impl Strategy<Value = Extra> {
    use serde_json::Value;
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        number().prop_map(Value::from),
        name().prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            vec((name(), inner), 0..3)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    });
    let field = (
        select(&["x", "confidence", "x-note", "ключ", "", "Start", "a\"b"][..]),
        value,
    );
    vec(field, 0..2).prop_map(|fields| {
        let named = fields
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        named.collect()
    })
}

/// A place where a caret may stand.
fn bound(article: &Article, n: u32) -> Byte {
    let length = article.offsets().len_graphemes().0 + 1;
    let grapheme = pressmark::article::Grapheme(n % length);
    article
        .offsets()
        .from_grapheme(grapheme)
        .expect("it is in the text")
}

impl Span {
    fn fragments(&self, places: &[(u32, u32)], article: &Article) -> Fragments {
        let extents = places.iter().map(|(start, length)| {
            let start = bound(article, *start);
            let mut end = start;
            for _ in 0..*length {
                end = article.next_grapheme(end);
            }
            Extent { start, end }
        });
        let found = Fragments::new(extents);
        found.unwrap_or_else(|_| {
            Fragments::one(Extent::new(Byte(0), article.next_grapheme(Byte(0)))).expect("a text")
        })
    }

    fn label(&self) -> &'static str {
        let labels = Schema::BUILT_IN.labels;
        labels
            .get(self.label)
            .map_or("a project's own", |label| label.name)
    }

    fn attributes(&self, speakers: &[Speaker]) -> Attributes {
        let known = Schema::BUILT_IN
            .label(self.label())
            .map_or(&[][..], |label| label.attributes);
        let values = self.attributes.iter().map(|(which, choice, number, text)| {
            let choice = usize::from(*choice);
            let attribute = match known {
                [] => None,
                known => known.get(usize::from(*which) % (known.len() + 1)),
            };
            let text = || AttributeValue::from(text.as_str());
            let Some(attribute) = attribute else {
                let name = ["x", "own", "ключ"][choice % 3];
                let value = match choice % 4 {
                    0 => AttributeValue::Number(*number),
                    1 => AttributeValue::Texts(vec![name.into(); choice % 3]),
                    _ => text(),
                };
                return (Rc::from(name), value);
            };
            let value = match attribute.kind {
                AttributeKind::Choice(choices) => choices[choice % choices.len()].into(),
                AttributeKind::Choices(choices) => AttributeValue::Texts(
                    choices
                        .iter()
                        .take(choice % 4)
                        .map(|c| Rc::from(*c))
                        .collect(),
                ),
                AttributeKind::Text => text(),
                AttributeKind::Texts => AttributeValue::Texts(vec!["one".into(), "two".into()]),
                AttributeKind::Count => AttributeValue::Number(choice as f64),
                AttributeKind::Share => AttributeValue::Number(choice as f64 / 255.0),
                AttributeKind::Number => AttributeValue::Number(*number),
                AttributeKind::Date => "2030-02-03".into(),
                AttributeKind::Speaker => speakers
                    .get(choice % 4)
                    .map_or("".into(), |speaker| speaker.id.as_str().into()),
            };
            (Rc::from(attribute.name), value)
        });
        values.collect()
    }

    fn grow(&self, article: &Article, speakers: &[Speaker]) -> Annotation {
        let fragments = self.fragments(&self.places, article);
        let attributes = self.attributes(speakers);
        let was = self.was.as_ref().map(|places| {
            Rc::new(Was {
                label: "quote".into(),
                fragments: self.fragments(places, article),
                attributes: attributes.clone(),
            })
        });
        let mut extra = self.extra.clone();
        if let Some(inner) = self.inner_extra.as_ref().filter(|inner| !inner.is_empty()) {
            let each = vec![serde_json::Value::Object(inner.clone()); fragments.as_slice().len()];
            extra.insert("fragments".to_owned(), each.into());
            extra.insert("origin".to_owned(), inner.clone().into());
        }
        let (kind, rule, score, reason) = self.origin.clone();
        let (author, created, note) = self.texts.clone();
        Annotation {
            id: Id::from(self.id.as_str()),
            label: self.label().into(),
            state: self.state,
            fragments,
            attributes,
            origin: Origin {
                kind,
                rule: rule.into(),
                score,
                reason: reason.into(),
                was,
            },
            author: author.into(),
            created: created.into(),
            note: note.into(),
            extra,
        }
    }
}

impl Seed {
    /// Records whose id is taken already are left out.
    fn grow(&self, article: &Article) -> AnnotationSet {
        let mut set = AnnotationSet::new(self.metadata.clone());
        let add = |set: &mut AnnotationSet, record| drop(set.apply(&[Edit::add(record)]));
        for speaker in &self.speakers {
            add(&mut set, Record::Speaker(Rc::new(speaker.clone())));
        }
        for span in &self.spans {
            add(
                &mut set,
                Record::Annotation(Rc::new(span.grow(article, &self.speakers))),
            );
        }
        let spans: Vec<Rc<Annotation>> = set.annotations().cloned().collect();
        for (id, from, to, state, extra) in &self.links {
            let [from, to] = [from, to].map(|n| spans.get(n % spans.len().max(1)));
            let Some((from, to)) = from.zip(to) else {
                continue;
            };
            let known = Schema::BUILT_IN.link_between(&from.label, &to.label);
            let link = Link {
                id: Id::from(id.as_str()),
                link_type: known.map_or("own", |known| known.name).into(),
                from: from.id.clone(),
                to: to.id.clone(),
                state: *state,
                extra: extra.clone(),
            };
            add(&mut set, Record::Link(Rc::new(link)));
        }
        for (paragraph, kind) in &self.overrules {
            if *paragraph < article.paragraphs().len() {
                let overrule = Overrule {
                    paragraph: *paragraph,
                    kind: *kind,
                };
                add(&mut set, Record::Overrule(Rc::new(overrule)));
            }
        }
        set
    }
}

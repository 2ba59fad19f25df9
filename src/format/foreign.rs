//! Another program's article on its way in: its spans and links as that program says them, handed to the reader of the
//! native record, which places, mends and doubts them.
//!
//! So every format is judged alike: offsets are believed only where the words are right, ids that are taken get others, links to
//! nowhere are left out, and all of it is listed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::annotation::{AttributeValue, Metadata, Schema, Speaker};
use crate::article::Offsets;
use crate::format::json::{Fields, Node};
use crate::format::native::{VERSION, read_document};
use crate::format::options::LabelMap;
use crate::format::{Document, Problem, ReadError, Unit};

/// An article as another program's file has it.
#[derive(Default)]
pub(crate) struct Foreign<'a> {
    /// The text.
    pub(crate) text: Cow<'a, str>,
    /// What the offsets count: as the file says, or as such files do.
    pub(crate) unit: Option<Unit>,
    /// Whether the file itself names the unit.
    pub(crate) unit_stated: bool,
    /// Whether the file is ours, with names as they are here: then «Quotes» is somebody's own label and not the quote.
    pub(crate) is_ours: bool,
    pub(crate) metadata: Metadata,
    /// Index and kind of paragraphs.
    pub(crate) kinds: Vec<(u32, Cow<'a, str>)>,
    pub(crate) speakers: Vec<Speaker>,
    pub(crate) spans: Vec<ForeignSpan<'a>>,
    pub(crate) links: Vec<ForeignLink<'a>>,
    /// What the format's reader found wrong.
    pub(crate) problems: Vec<Problem>,
}

/// A span; what is empty is not known.
#[derive(Clone, Default)]
pub(crate) struct ForeignSpan<'a> {
    pub(crate) id: Cow<'a, str>,
    pub(crate) label: Cow<'a, str>,
    pub(crate) state: Cow<'a, str>,
    pub(crate) places: Vec<ForeignPlace<'a>>,
    pub(crate) attributes: Vec<(Cow<'a, str>, Node<'a>)>,
    /// `kind`, `rule`, `score`, `reason`.
    pub(crate) origin: Vec<(&'static str, Node<'a>)>,
    pub(crate) author: Cow<'a, str>,
    pub(crate) created: Cow<'a, str>,
    pub(crate) note: Cow<'a, str>,
}

/// A fragment.
#[derive(Clone, Default)]
pub(crate) struct ForeignPlace<'a> {
    pub(crate) start: Option<u32>,
    pub(crate) end: Option<u32>,
    pub(crate) exact: Option<Cow<'a, str>>,
    pub(crate) prefix: Option<Cow<'a, str>>,
    pub(crate) suffix: Option<Cow<'a, str>>,
}

/// A link.
#[derive(Clone, Default)]
pub(crate) struct ForeignLink<'a> {
    pub(crate) id: Cow<'a, str>,
    pub(crate) link_type: Cow<'a, str>,
    pub(crate) from: Cow<'a, str>,
    pub(crate) to: Cow<'a, str>,
    pub(crate) state: Cow<'a, str>,
}

impl ForeignPlace<'_> {
    pub(crate) fn at(start: u32, end: u32) -> Self {
        ForeignPlace {
            start: Some(start),
            end: Some(end),
            ..ForeignPlace::default()
        }
    }
}

impl<'a> Foreign<'a> {
    /// Reads it as a record of our own.
    ///
    /// # Errors
    /// When it has no text, or more than an article may have.
    pub(crate) fn settle(mut self, map: &LabelMap) -> Result<Document, ReadError> {
        let mut problems = std::mem::take(&mut self.problems);
        self.rename(map, &mut problems);
        let unit = self.reckon(&mut problems);
        let Node::Object(fields) = self.into_record(unit) else {
            return Err(ReadError::NoText);
        };
        let node = Node::Null;
        let mut document = read_document(&node, &fields)?;
        document.problems.splice(0..0, problems);
        Ok(document)
    }

    /// Labels and link types by the mapping, else by their names.
    fn rename(&mut self, map: &LabelMap, problems: &mut Vec<Problem>) {
        let mut names = Names::new("label", &map.labels, self.is_ours);
        let labels = Schema::BUILT_IN.labels;
        self.spans.retain_mut(|span| {
            names.settle(&mut span.label, |name| {
                let same = |known: &str| folded(known) == *name;
                let label = labels
                    .iter()
                    .find(|l| same(l.name) || same(l.title) || same(l.plural));
                label.map(|label| label.name)
            })
        });
        names.tell(problems);
        let mut names = Names::new("link", &map.links, self.is_ours);
        let types = Schema::BUILT_IN.link_types;
        self.links.retain_mut(|link| {
            names.settle(&mut link.link_type, |name| {
                let known = types.iter().find(|known| folded(known.name) == *name);
                known.map(|known| known.name)
            })
        });
        names.tell(problems);
    }

    /// The unit; where no span says its words and the file does not say the unit, the one under which most spans begin and end
    /// where words do.
    fn reckon(&self, problems: &mut Vec<Problem>) -> Unit {
        let declared = self.unit.unwrap_or(Unit::CodePoint);
        let places = || self.spans.iter().flat_map(|span| &span.places);
        if self.unit_stated || self.text.is_ascii() || places().any(|place| place.exact.is_some()) {
            return declared;
        }
        let offsets = Offsets::new(&self.text);
        let on_borders = |unit: Unit| {
            let fits = |place: &&ForeignPlace<'_>| is_on_borders(&self.text, &offsets, unit, place);
            places().filter(fits).count()
        };
        let mut best = (declared, on_borders(declared));
        for unit in Unit::ALL {
            let agree = on_borders(unit);
            if agree > best.1 {
                best = (unit, agree);
            }
        }
        if best.0 != declared {
            problems.push(Problem::UnitByBorders {
                declared,
                found: best.0,
                agree: best.1,
                count: places().count(),
            });
        }
        best.0
    }

    fn into_record(self, unit: Unit) -> Node<'a> {
        let metadata = self.metadata;
        let document = object([
            ("id", shared(&metadata.id)),
            ("title", shared(&metadata.title)),
            ("url", shared(&metadata.url)),
            ("published", shared(&metadata.published)),
            ("lang", shared(&metadata.lang)),
            ("text", Node::Text(self.text)),
            (
                "paragraph_kinds",
                Node::List(
                    self.kinds
                        .into_iter()
                        .map(|(paragraph, kind)| {
                            object([("paragraph", whole(paragraph)), ("kind", Node::Text(kind))])
                        })
                        .collect(),
                ),
            ),
        ]);
        let speakers = self.speakers.iter().map(|speaker| {
            object([
                ("id", text(speaker.id.to_string())),
                ("name", shared(&speaker.name)),
                ("role", shared(&speaker.role)),
                ("affiliation", shared(&speaker.affiliation)),
                ("same_as", shared(&speaker.same_as)),
            ])
        });
        let speakers = Node::List(speakers.collect());
        let spans = Node::List(self.spans.into_iter().map(ForeignSpan::into_node).collect());
        let links = Node::List(self.links.into_iter().map(ForeignLink::into_node).collect());
        object([
            ("format", Node::Text("pressmark".into())),
            ("version", whole(VERSION)),
            ("offset_unit", Node::Text(unit.as_str().into())),
            ("document", document),
            ("speakers", speakers),
            ("spans", spans),
            ("links", links),
        ])
    }
}

impl<'a> ForeignSpan<'a> {
    fn into_node(self) -> Node<'a> {
        let places = self.places.into_iter().map(|place| {
            let mut fields = Vec::with_capacity(5);
            let mut add = |name: &'static str, node: Option<Node<'a>>| {
                if let Some(node) = node {
                    fields.push((Cow::Borrowed(name), node));
                }
            };
            add("start", place.start.map(whole));
            add("end", place.end.map(whole));
            add("exact", place.exact.map(Node::Text));
            add("prefix", place.prefix.map(Node::Text));
            add("suffix", place.suffix.map(Node::Text));
            Node::Object(Fields(fields))
        });
        let places = Node::List(places.collect());
        let mut fields = vec![("label", Node::Text(self.label)), ("fragments", places)];
        for (name, words) in [
            ("id", self.id),
            ("author", self.author),
            ("created", self.created),
            ("note", self.note),
        ] {
            if !words.is_empty() {
                fields.push((name, Node::Text(words)));
            }
        }
        // What another program's file holds without saying its state was meant.
        let state = if self.state.is_empty() {
            Cow::Borrowed("accepted")
        } else {
            self.state
        };
        fields.push(("state", Node::Text(state)));
        if !self.attributes.is_empty() {
            fields.push(("attributes", Node::Object(Fields(self.attributes))));
        }
        if !self.origin.is_empty() {
            fields.push(("origin", object(self.origin)));
        }
        object(fields)
    }
}

impl<'a> ForeignLink<'a> {
    fn into_node(self) -> Node<'a> {
        let state = if self.state.is_empty() {
            Cow::Borrowed("accepted")
        } else {
            self.state
        };
        object([
            ("id", Node::Text(self.id)),
            ("type", Node::Text(self.link_type)),
            ("from", Node::Text(self.from)),
            ("to", Node::Text(self.to)),
            ("state", Node::Text(state)),
        ])
    }
}

/// Names that are being settled, and what became of those that the schema has not.
struct Names<'m> {
    kind: &'static str,
    /// Whether a name is known only as it is written.
    is_exact: bool,
    map: &'m BTreeMap<String, Option<String>>,
    own: BTreeMap<String, usize>,
    left_out: BTreeMap<String, usize>,
    cleaned: BTreeMap<String, usize>,
}

impl<'m> Names<'m> {
    fn new(
        kind: &'static str,
        map: &'m BTreeMap<String, Option<String>>,
        is_exact: bool,
    ) -> Names<'m> {
        Names {
            kind,
            is_exact,
            map,
            own: BTreeMap::new(),
            left_out: BTreeMap::new(),
            cleaned: BTreeMap::new(),
        }
    }

    /// Gives a record its name here; says whether the record stays.
    fn settle(
        &mut self,
        name: &mut Cow<'_, str>,
        known: impl Fn(&String) -> Option<&'static str>,
    ) -> bool {
        match self.map.get(name.as_ref()) {
            Some(Some(ours)) => {
                *name = Cow::Owned(ours.clone());
                return true;
            }
            Some(None) => {
                *self.left_out.entry(name.to_string()).or_default() += 1;
                return false;
            }
            None => {}
        }
        if let Some(known) = known(&folded(name))
            && (!self.is_exact || known == *name)
        {
            *name = Cow::Borrowed(known);
            return true;
        }
        if name.chars().any(char::is_control) {
            let clean: String = name.chars().filter(|c| !c.is_control()).collect();
            *self.cleaned.entry(clean.clone()).or_default() += 1;
            *name = Cow::Owned(clean);
        }
        if !name.trim().is_empty() {
            *self.own.entry(name.to_string()).or_default() += 1;
        }
        true
    }

    fn tell(self, problems: &mut Vec<Problem>) {
        let kind = self.kind;
        let cleaned = self.cleaned.into_keys();
        problems.extend(cleaned.map(|name| Problem::CleanedName { name }));
        let left_out = self.left_out.into_iter();
        problems.extend(left_out.map(|(name, count)| Problem::LeftOut { name, count }));
        let own = self.own.into_iter();
        problems.extend(own.map(|(name, count)| Problem::OwnName { kind, name, count }));
    }
}

/// A name without case and without what joins its words.
fn folded(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn is_on_borders(text: &str, offsets: &Offsets, unit: Unit, place: &ForeignPlace<'_>) -> bool {
    let ends = place.start.zip(place.end);
    let ends = ends.and_then(|(start, end)| {
        Some((
            unit.to_byte(start, offsets)?.index(),
            unit.to_byte(end, offsets)?.index(),
        ))
    });
    let Some((start, end)) = ends else {
        return false;
    };
    let (Some(before), Some(inside), Some(behind)) =
        (text.get(..start), text.get(start..end), text.get(end..))
    else {
        return false;
    };
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let (first, last) = (inside.chars().next(), inside.chars().next_back());
    let cuts = |one: Option<char>, other: Option<char>| is_word(one) && is_word(other);
    let is_cut = cuts(before.chars().next_back(), first) || cuts(last, behind.chars().next());
    !(is_space(first) || is_space(last) || is_cut)
}

/// The spans of a list, each with its number from nought; what is no span is told of.
pub(crate) fn spans_of<'n, 'a: 'n>(
    nodes: impl IntoIterator<Item = &'n Node<'a>>,
    problems: &mut Vec<Problem>,
    read: impl Fn(usize, &Node<'a>) -> Option<ForeignSpan<'a>>,
) -> Vec<ForeignSpan<'a>> {
    let mut spans = Vec::new();
    for (n, node) in nodes.into_iter().enumerate() {
        match read(n, node) {
            Some(span) => spans.push(span),
            None => problems.push(Problem::NoRecord {
                record: format!("Span {}", n + 1),
                wrong: "it does not say in whole numbers where it lies",
                json: node.to_value(),
            }),
        }
    }
    spans
}

/// An object of fields in this order.
pub(crate) fn object<'a>(fields: impl IntoIterator<Item = (&'static str, Node<'a>)>) -> Node<'a> {
    let fields = fields.into_iter();
    Node::Object(Fields(
        fields
            .map(|(name, node)| (Cow::Borrowed(name), node))
            .collect(),
    ))
}

fn shared<'a>(words: &Rc<str>) -> Node<'a> {
    text(words.to_string())
}

pub(crate) fn text<'a>(words: String) -> Node<'a> {
    Node::Text(Cow::Owned(words))
}

pub(crate) fn whole<'a>(number: u32) -> Node<'a> {
    Node::Number(number.into())
}

/// The attributes of an object, as a reader hands them on.
pub(crate) fn attributes_of<'a>(node: Option<&Node<'a>>) -> Vec<(Cow<'a, str>, Node<'a>)> {
    match node.and_then(Node::as_object) {
        Some(fields) => fields.0.clone(),
        None => Vec::new(),
    }
}

/// A field's text, a number or truth value written out, or nothing.
pub(crate) fn words_of<'a>(fields: &Fields<'a>, key: &str) -> Cow<'a, str> {
    match fields.get(key) {
        Some(Node::Text(text)) => text.clone(),
        Some(Node::Number(number)) => Cow::Owned(number.to_string()),
        _ => Cow::Borrowed(""),
    }
}

/// An attribute's value as JSON.
pub(crate) fn value_node<'a>(value: &AttributeValue) -> Node<'a> {
    match value {
        AttributeValue::Text(words) => text(words.to_string()),
        AttributeValue::Texts(texts) => {
            Node::List(texts.iter().map(|words| text(words.to_string())).collect())
        }
        AttributeValue::Number(number) => {
            serde_json::Number::from_f64(*number).map_or(Node::Null, Node::Number)
        }
    }
}

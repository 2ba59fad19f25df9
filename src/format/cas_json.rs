//! UIMA JSON CAS 0.4, which INCEpTION and dkpro-cassis read: a file an article, with the types that it needs.
//!
//! A label of the schema is a type with its attributes as features, another label is `pressmark.Span` with a feature `label`; a link is
//! an annotation with `Governor` and `Dependent`, as relations are in INCEpTION. Offsets are UTF-16 units, as the specification has it. Its
//! text marks `begin` and `end` with a `^`, which dkpro-cassis refuses: they are written plain and read in both ways.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::annotation::{Annotation, AttributeKind, AttributeValue, Attributes, Id, Label, Schema};
use crate::article::{Byte, decode_up_to};
use crate::format::archive::{OutFile, is_zip, unpack};
use crate::format::attributes::attributes_alone;
use crate::format::catalog::Outgoing;
use crate::format::facts::{facts, facts_of_speaker, metadata_of, speaker_of};
use crate::format::file_stem::file_stem;
use crate::format::foreign::{
    Foreign, ForeignLink, ForeignPlace, ForeignSpan, attributes_of, words_of,
};
use crate::format::json::{Fields, Layout, Node, Writer};
use crate::format::native::{MAX_FILE_BYTES, gather};
use crate::format::options::{LabelMap, Options};
use crate::format::project::in_text_order;
use crate::format::{Document, ReadError, Unit};

/// Features of every span: name and range.
const SPAN: &[(&str, &str)] = &[
    ("identifier", STRING),
    ("label", STRING),
    ("state", STRING),
    ("kind", STRING),
    ("rule", STRING),
    ("score", DOUBLE),
    ("reason", STRING),
    ("author", STRING),
    ("created", STRING),
    ("note", STRING),
    ("otherAttributes", STRING),
];
const STRING: &str = "uima.cas.String";
const DOUBLE: &str = "uima.cas.Double";
const ANNOTATION: &str = "uima.tcas.Annotation";
const TOP: &str = "uima.cas.TOP";

pub(crate) fn write(documents: &[Outgoing<'_>], _: &Options) -> Vec<OutFile> {
    let mut taken = BTreeSet::new();
    let files = documents.iter().enumerate().map(|(n, document)| OutFile {
        name: format!(
            "{}.json",
            file_stem(&document.set.metadata().id, n, &mut taken)
        ),
        bytes: write_document(document).into_bytes(),
    });
    files.collect()
}

fn type_name(label: &str) -> String {
    match Schema::BUILT_IN.label(label) {
        Some(known) => format!("pressmark.{}", known.title),
        None => "pressmark.Span".to_owned(),
    }
}

/// The range of an attribute that is a feature of its own.
fn range(kind: AttributeKind) -> Option<&'static str> {
    match kind {
        AttributeKind::Choices(_) | AttributeKind::Texts => None,
        AttributeKind::Count | AttributeKind::Share | AttributeKind::Number => Some(DOUBLE),
        _ => Some(STRING),
    }
}

fn write_types(writer: &mut Writer) {
    let begin = |writer: &mut Writer, name: &str, parent: &str| {
        writer.key(name);
        writer.begin_object();
        writer.text_field("%NAME", name);
        writer.text_field("%SUPER_TYPE", parent);
    };
    let feature = |writer: &mut Writer, name: &str, range: &str| {
        writer.key(name);
        writer.begin_object();
        writer.text_field("%NAME", name);
        writer.text_field("%RANGE", range);
        writer.end_object();
    };
    writer.key("%TYPES");
    writer.begin_object();
    begin(writer, "pressmark.Span", ANNOTATION);
    for (name, range) in SPAN {
        feature(writer, name, range);
    }
    writer.end_object();
    for label in Schema::BUILT_IN.labels {
        begin(writer, &type_name(label.name), "pressmark.Span");
        for attribute in label.attributes {
            if let Some(range) = range(attribute.kind) {
                feature(writer, attribute.name, range);
            }
        }
        writer.end_object();
    }
    begin(writer, "pressmark.Link", ANNOTATION);
    for name in ["identifier", "linkType", "state"] {
        feature(writer, name, STRING);
    }
    feature(writer, "Governor", ANNOTATION);
    feature(writer, "Dependent", ANNOTATION);
    writer.end_object();
    for (name, features) in [
        (
            "pressmark.Article",
            &["id", "title", "url", "published", "lang"][..],
        ),
        (
            "pressmark.Person",
            &["id", "name", "role", "affiliation", "same_as"],
        ),
        ("pressmark.ParagraphKind", &["paragraph", "kind"]),
    ] {
        begin(writer, name, TOP);
        for name in features {
            feature(writer, name, STRING);
        }
        writer.end_object();
    }
    writer.end_object();
}

/// Feature structures as they are written, each with its number.
struct Structures {
    writer: Writer,
    count: usize,
}

impl Structures {
    /// Opens one; the caller closes it.
    fn begin(&mut self, kind: &str) -> usize {
        self.count += 1;
        self.writer.begin_object();
        self.writer.key("%ID");
        self.writer.whole(Byte::at(self.count).0);
        self.writer.text_field("%TYPE", kind);
        self.count
    }

    fn ends(&mut self, start: u32, end: u32) {
        for (name, number) in [("@sofa", 1), ("begin", start), ("end", end)] {
            self.writer.key(name);
            self.writer.whole(number);
        }
    }

    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.writer.text_field(name, text);
        }
    }
}

fn write_document(document: &Outgoing<'_>) -> String {
    let (article, set) = (document.article, document.set);
    let mut writer = Writer::new(Layout::Compact, article.text().len() * 2 + 8192);
    writer.begin_object();
    write_types(&mut writer);
    writer.key("%FEATURE_STRUCTURES");
    writer.begin_list();
    let mut all = Structures { writer, count: 0 };
    all.begin("uima.cas.Sofa");
    all.writer.key("sofaNum");
    all.writer.whole(1);
    all.text("sofaID", "_InitialView");
    all.text("mimeType", "text");
    all.writer.text_field("sofaString", article.text());
    all.writer.end_object();
    let metadata = set.metadata();
    all.begin("uima.tcas.DocumentAnnotation");
    all.ends(0, article.offsets().len_utf16().0);
    all.text(
        "language",
        match &*metadata.lang {
            "" => "x-unspecified",
            lang => lang,
        },
    );
    all.writer.end_object();
    all.begin("pressmark.Article");
    for (name, value) in facts(metadata) {
        all.text(name, value);
    }
    all.writer.end_object();
    for speaker in set.speakers() {
        all.begin("pressmark.Person");
        for (name, value) in facts_of_speaker(speaker) {
            all.text(name, value);
        }
        all.writer.end_object();
    }
    for overrule in set.overrules() {
        all.begin("pressmark.ParagraphKind");
        all.text("paragraph", &overrule.paragraph.to_string());
        all.text("kind", overrule.kind.as_str());
        all.writer.end_object();
    }
    let ends = |span: &Annotation| {
        let hull = span.fragments.hull();
        let number = |at| Unit::Utf16.number(at, article.offsets());
        (number(hull.start), number(hull.end))
    };
    let mut numbers: BTreeMap<&Id, usize> = BTreeMap::new();
    for span in in_text_order(set) {
        let number = all.begin(&type_name(&span.label));
        let (start, end) = ends(span);
        all.ends(start, end);
        write_span(&mut all, span);
        all.writer.end_object();
        numbers.insert(&span.id, number);
    }
    for link in set.links() {
        let (Some(from), Some(to)) = (set.annotation(&link.from), set.annotation(&link.to)) else {
            continue;
        };
        all.begin("pressmark.Link");
        let (start, end) = ends(to);
        all.ends(start, end);
        all.text("identifier", link.id.as_str());
        all.text("linkType", &link.link_type);
        all.text("state", link.state.as_str());
        for (name, span) in [("@Governor", from), ("@Dependent", to)] {
            let number = numbers.get(&span.id).copied().unwrap_or_default();
            all.writer.key(name);
            all.writer.whole(Byte::at(number).0);
        }
        all.writer.end_object();
    }
    let Structures { mut writer, count } = all;
    writer.end_list();
    writer.key("%VIEWS");
    writer.begin_object();
    writer.key("_InitialView");
    writer.begin_object();
    writer.key("%SOFA");
    writer.whole(1);
    writer.key("%MEMBERS");
    writer.begin_list();
    for number in 2..=count {
        writer.whole(Byte::at(number).0);
    }
    writer.end_list();
    writer.end_object();
    writer.end_object();
    writer.end_object();
    writer.finish() + "\n"
}

fn write_span(all: &mut Structures, span: &Annotation) {
    all.text("identifier", span.id.as_str());
    all.text("label", &span.label);
    all.text("state", span.state.as_str());
    all.text("kind", span.origin.kind.as_str());
    all.text("rule", &span.origin.rule);
    if let Some(score) = span.origin.score {
        all.writer.key("score");
        all.writer.number(score);
    }
    all.text("reason", &span.origin.reason);
    all.text("author", &span.author);
    all.text("created", &span.created);
    all.text("note", &span.note);
    let mut others = Attributes::new();
    for (name, value) in &span.attributes {
        let known = Schema::BUILT_IN.attribute(&span.label, name);
        let range = known.and_then(|known| range(known.kind));
        match (range, value) {
            (Some(STRING), AttributeValue::Text(text)) if !text.is_empty() => {
                all.text(name, text);
            }
            (Some(DOUBLE), AttributeValue::Number(number)) => {
                all.writer.key(name);
                all.writer.number(*number);
            }
            _ => drop(others.insert(name.clone(), value.clone())),
        }
    }
    if !others.is_empty() {
        all.text("otherAttributes", &attributes_alone(&others));
    }
}

fn malformed(wrong: &'static str) -> ReadError {
    ReadError::Malformed {
        format: "a UIMA JSON CAS",
        wrong,
        line: None,
    }
}

pub(crate) fn read(bytes: &[u8], map: &LabelMap) -> Result<Vec<Document>, ReadError> {
    if !is_zip(bytes) {
        return Ok(vec![read_document(bytes, map)?]);
    }
    let files = unpack(bytes)?;
    let files = files.iter().filter(|file| file.name.ends_with(".json"));
    let read = files.enumerate();
    match gather(read.map(|(n, file)| (n + 1, read_document(&file.bytes, map)))) {
        Err(ReadError::Empty) => Err(malformed("the archive has no file .json")),
        read => read,
    }
}

fn read_document(bytes: &[u8], map: &LabelMap) -> Result<Document, ReadError> {
    let text = decode_up_to(bytes, MAX_FILE_BYTES)?;
    let node = Node::parse(text.strip_prefix('\u{FEFF}').unwrap_or(&text))?;
    let structures = node
        .as_object()
        .and_then(|fields| fields.get("%FEATURE_STRUCTURES"));
    let Some(structures) = structures.and_then(Node::as_list) else {
        return Err(malformed("it has no list %FEATURE_STRUCTURES"));
    };
    let mut foreign = Foreign {
        unit: Some(Unit::Utf16),
        unit_stated: true,
        ..Foreign::default()
    };
    let mut sofa: Option<&Node<'_>> = None;
    let all: Vec<&Fields<'_>> = structures.iter().filter_map(Node::as_object).collect();
    for fields in &all {
        let text = fields.get("sofaString").and_then(Node::as_text);
        if let (Some(text), None) = (text, sofa) {
            foreign.text = Cow::Borrowed(text);
            sofa = fields.get("%ID");
        }
    }
    // Spans by their numbers.
    let mut ids: BTreeMap<u32, Cow<'_, str>> = BTreeMap::new();
    let is_here = |fields: &Fields<'_>| fields.get("@sofa") == sofa;
    for fields in all
        .iter()
        .filter(|fields| is_here(fields) && !is_link(fields))
    {
        let number = fields
            .get("%ID")
            .and_then(Node::as_whole)
            .unwrap_or_default();
        if let Some(span) = read_span(fields, number) {
            ids.insert(number, span.id.clone());
            foreign.spans.push(span);
        }
    }
    for fields in &all {
        match fields.text("%TYPE").unwrap_or("") {
            "pressmark.Article" => {
                foreign.is_ours = true;
                foreign.metadata = metadata_of(fields);
            }
            "pressmark.Person" => foreign.speakers.push(speaker_of(fields)),
            "pressmark.ParagraphKind" => {
                let paragraph = words_of(fields, "paragraph").parse().unwrap_or(u32::MAX);
                foreign.kinds.push((paragraph, words_of(fields, "kind")));
            }
            kind if is_link(fields) => {
                let end = |name| {
                    let number = fields
                        .get(name)
                        .and_then(Node::as_whole)
                        .unwrap_or_default();
                    let id = ids.get(&number).cloned();
                    id.unwrap_or_else(|| Cow::Owned(format!("number {number}")))
                };
                let named = ["linkType", "label", "value", "DependencyType"];
                let named = named.iter().map(|name| words_of(fields, name));
                let link_type = named.into_iter().find(|name| !name.is_empty());
                foreign.links.push(ForeignLink {
                    id: words_of(fields, "identifier"),
                    link_type: link_type.unwrap_or_else(|| last_part(kind).to_owned().into()),
                    from: end("@Governor"),
                    to: end("@Dependent"),
                    state: words_of(fields, "state"),
                });
            }
            _ => {}
        }
    }
    foreign.settle(map)
}

fn is_link(fields: &Fields<'_>) -> bool {
    fields.get("@Governor").is_some() && fields.get("@Dependent").is_some()
}

fn last_part(kind: &str) -> &str {
    kind.rsplit('.').next().unwrap_or(kind)
}

/// An annotation of any type but those that every text has: the document itself, its sentences and words.
fn read_span<'a>(fields: &Fields<'a>, id_number: u32) -> Option<ForeignSpan<'a>> {
    let kind = fields.text("%TYPE")?;
    let is_text = kind.starts_with("uima.") || kind.contains(".segmentation.type.");
    if is_text {
        return None;
    }
    let number = |plain, marked| fields.get(plain).or_else(|| fields.get(marked))?.as_whole();
    let start = number("begin", "^begin")?;
    let end = number("end", "^end")?;
    let is_ours = kind.starts_with("pressmark.");
    // A named entity of DKPro says its label in a feature.
    let named = ["label", "value"].iter().map(|name| words_of(fields, name));
    let label = named.into_iter().find(|name| !name.is_empty());
    let mut attributes = attributes_of_features(fields, Schema::BUILT_IN.labels, is_ours);
    if let Ok(value) = serde_json::from_str::<Value>(&words_of(fields, "otherAttributes")) {
        attributes.extend(attributes_of(Some(&Node::from_value(value))));
    }
    let mut origin = Vec::new();
    for name in ["kind", "rule", "score", "reason"] {
        if let Some(node) = fields.get(name).filter(|_| is_ours) {
            origin.push((name, node.clone()));
        }
    }
    let own = |name| {
        if is_ours {
            words_of(fields, name)
        } else {
            Cow::Borrowed("")
        }
    };
    let id = words_of(fields, "identifier");
    Some(ForeignSpan {
        id: if id.is_empty() {
            Cow::Owned(format!("a{id_number}"))
        } else {
            id
        },
        label: label.unwrap_or_else(|| last_part(kind).to_owned().into()),
        state: own("state"),
        places: vec![ForeignPlace::at(start, end)],
        attributes,
        origin,
        author: own("author"),
        created: own("created"),
        note: own("note"),
    })
}

/// Features that are attributes: of ours those of the schema, of others all that are texts or numbers.
fn attributes_of_features<'a>(
    fields: &Fields<'a>,
    labels: &[Label],
    is_ours: bool,
) -> Vec<(Cow<'a, str>, Node<'a>)> {
    let is_attribute = |name: &str| {
        let mut known = labels.iter().flat_map(|label| label.attributes);
        if is_ours {
            return known.any(|attribute| attribute.name == name);
        }
        !name.starts_with(['%', '@', '^'])
            && !["identifier", "label", "value", "begin", "end"].contains(&name)
    };
    let features = fields.0.iter();
    let features = features.filter(|(name, node)| {
        is_attribute(name) && matches!(node, Node::Text(_) | Node::Number(_))
    });
    features.cloned().collect()
}

//! Label Studio: a list of tasks, and the labelling configuration that they need.
//!
//! Accepted spans are the annotation; proposed and rejected ones are predictions, whose model versions say which. A row of labels
//! is a span, rows of choices, texts and numbers with its id are its attributes. Offsets are code points; older exports have
//! UTF-16, which the rows' own words tell.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::annotation::{
    Annotation, AttributeKind, AttributeValue, Attributes, Label, Schema, State,
};
use crate::article::{Article, Byte};
use crate::format::archive::OutFile;
use crate::format::attributes::write_attributes;
use crate::format::catalog::Outgoing;
use crate::format::facts::{
    metadata_of, read_kinds, read_speakers, write_facts, write_kinds, write_speakers,
};
use crate::format::foreign::{
    Foreign, ForeignLink, ForeignPlace, ForeignSpan, attributes_of, words_of,
};
use crate::format::json::{Fields, Layout, Node, Writer};
use crate::format::lines::each_article_packed;
use crate::format::options::{LabelMap, Options};
use crate::format::project::in_text_order;
use crate::format::{Document, Problem, ReadError, Unit};

/// The model versions of predictions.
const PROPOSED: &str = "pressmark-proposed";
const REJECTED: &str = "pressmark-rejected";

/// What a control of the configuration holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Control {
    Choices,
    TextArea,
    Number,
}

fn control(kind: AttributeKind) -> Control {
    match kind {
        AttributeKind::Choice(_) | AttributeKind::Choices(_) => Control::Choices,
        AttributeKind::Count | AttributeKind::Share | AttributeKind::Number => Control::Number,
        AttributeKind::Text
        | AttributeKind::Texts
        | AttributeKind::Date
        | AttributeKind::Speaker => Control::TextArea,
    }
}

/// Whether a control can hold the value so that it is read the same.
fn fits(kind: AttributeKind, value: &AttributeValue) -> bool {
    match (kind, value) {
        (AttributeKind::Choices(_) | AttributeKind::Texts, AttributeValue::Texts(texts)) => {
            !texts.is_empty()
        }
        (_, AttributeValue::Texts(_)) => false,
        (_, AttributeValue::Number(_)) => control(kind) == Control::Number,
        (AttributeKind::Choices(_) | AttributeKind::Texts, AttributeValue::Text(_)) => false,
        (_, AttributeValue::Text(_)) => control(kind) != Control::Number,
    }
}

pub(crate) fn write(documents: &[Outgoing<'_>], _: &Options) -> Vec<OutFile> {
    let mut writer = Writer::new(Layout::Compact, 4096);
    writer.begin_list();
    for (n, document) in documents.iter().enumerate() {
        write_task(&mut writer, n, document);
    }
    writer.end_list();
    let file = |name: &str, text: String| OutFile {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    };
    vec![
        file("tasks.json", writer.finish() + "\n"),
        file("config.xml", config(documents)),
    ]
}

/// The labelling configuration: the schema, and labels and links of the articles that it has not.
fn config(documents: &[Outgoing<'_>]) -> String {
    let labels = Schema::BUILT_IN.labels;
    let spans = documents.iter().flat_map(|d| d.set.annotations());
    let own: BTreeSet<&str> = spans
        .map(|span| &*span.label)
        .filter(|label| labels.iter().all(|known| known.name != *label))
        .collect();
    let links = documents.iter().flat_map(|d| d.set.links());
    let types = Schema::BUILT_IN.link_types.iter().map(|known| known.name);
    let types: BTreeSet<&str> = types.chain(links.map(|link| &*link.link_type)).collect();
    let mut xml = String::from("<View>\n  <Relations>\n");
    for name in types {
        xml.push_str(&format!("    <Relation value=\"{}\"/>\n", escaped(name)));
    }
    xml.push_str("  </Relations>\n  <Labels name=\"label\" toName=\"text\">\n");
    for name in labels.iter().map(|label| label.name).chain(own) {
        xml.push_str(&format!("    <Label value=\"{}\"/>\n", escaped(name)));
    }
    xml.push_str("  </Labels>\n  <Text name=\"text\" value=\"$text\" granularity=\"symbol\"/>\n");
    for label in labels {
        write_controls(&mut xml, label);
    }
    xml.push_str("</View>\n");
    xml
}

fn write_controls(xml: &mut String, label: &Label) {
    let when = format!(
        "visibleWhen=\"region-selected\" whenTagName=\"label\" whenLabelValue=\"{}\"",
        label.name
    );
    xml.push_str(&format!(
        "  <View {when}>\n    <Header value=\"{}\"/>\n",
        escaped(label.title)
    ));
    for attribute in label.attributes {
        let head = format!(
            "name=\"{}\" toName=\"text\" perRegion=\"true\"",
            attribute.name
        );
        match attribute.kind {
            AttributeKind::Choice(choices) | AttributeKind::Choices(choices) => {
                let choice = match attribute.kind {
                    AttributeKind::Choices(_) => "multiple",
                    _ => "single",
                };
                xml.push_str(&format!("    <Choices {head} choice=\"{choice}\">\n"));
                for choice in choices {
                    xml.push_str(&format!("      <Choice value=\"{choice}\"/>\n"));
                }
                xml.push_str("    </Choices>\n");
            }
            kind if control(kind) == Control::Number => {
                xml.push_str(&format!("    <Number {head}/>\n"));
            }
            _ => {
                let title = escaped(attribute.title);
                xml.push_str(&format!("    <TextArea {head} placeholder=\"{title}\"/>\n"));
            }
        }
    }
    xml.push_str("  </View>\n");
}

/// A text inside of an attribute of XML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no place for these.
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

fn write_task(writer: &mut Writer, n: usize, document: &Outgoing<'_>) {
    let set = document.set;
    writer.begin_object();
    // The numbers are only for programs that ask for one; Label Studio gives its own.
    writer.key("id");
    writer.whole(Byte::at(n + 1).0);
    writer.key("data");
    writer.begin_object();
    writer.text_field("text", document.article.text());
    write_facts(writer, set.metadata());
    write_speakers(writer, set);
    write_kinds(writer, set);
    writer.end_object();
    writer.key("annotations");
    writer.begin_list();
    writer.begin_object();
    writer.key("id");
    writer.whole(Byte::at(n + 1).0);
    writer.key("completed_by");
    writer.whole(1);
    writer.key("was_cancelled");
    writer.literal("false");
    writer.key("ground_truth");
    writer.literal("false");
    write_result(writer, n, document, State::Accepted);
    writer.end_object();
    writer.end_list();
    writer.key("predictions");
    writer.begin_list();
    for (state, model) in [(State::Proposed, PROPOSED), (State::Rejected, REJECTED)] {
        if set.annotations().any(|span| span.state == state) {
            writer.begin_object();
            writer.text_field("model_version", model);
            write_result(writer, n, document, state);
            writer.end_object();
        }
    }
    writer.end_list();
    writer.end_object();
}

/// The rows of all spans of one state, and of the links between them.
fn write_result(writer: &mut Writer, n: usize, document: &Outgoing<'_>, state: State) {
    let set = document.set;
    writer.key("result");
    writer.begin_list();
    for span in in_text_order(set).filter(|span| span.state == state) {
        write_span(writer, n, document.article, span);
    }
    for link in set.links() {
        let ends = set.annotation(&link.from).zip(set.annotation(&link.to));
        if ends.is_none_or(|(from, to)| from.state != state || to.state != state) {
            continue;
        }
        writer.begin_object();
        writer.text_field("type", "relation");
        writer.text_field("from_id", &region_id(n, link.from.as_str()));
        writer.text_field("to_id", &region_id(n, link.to.as_str()));
        writer.text_field("direction", "right");
        writer.key("labels");
        writer.begin_list();
        writer.text(&link.link_type);
        writer.end_list();
        writer.end_object();
    }
    writer.end_list();
}

/// Ids of regions are unique in a file, so the task's number stands before ours.
fn region_id(n: usize, id: &str) -> String {
    format!("t{}-{id}", n + 1)
}

fn write_span(writer: &mut Writer, n: usize, article: &Article, span: &Annotation) {
    let known = |name: &str, value: &AttributeValue| {
        let attribute = Schema::BUILT_IN.attribute(&span.label, name);
        attribute.filter(|attribute| fits(attribute.kind, value))
    };
    row(writer, n, article, span, "label", "labels");
    writer.text_field("text", article.slice(span.fragments.hull()));
    writer.key("labels");
    writer.begin_list();
    writer.text(&span.label);
    writer.end_list();
    writer.end_object();
    if let Some(score) = span.origin.score {
        writer.key("score");
        writer.number(score);
    }
    let others: Attributes = span
        .attributes
        .iter()
        .filter(|(name, value)| known(name, value).is_none())
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    write_meta(writer, span, &others);
    writer.end_object();
    for (name, value) in &span.attributes {
        let Some(attribute) = known(name, value) else {
            continue;
        };
        let (kind, key) = match control(attribute.kind) {
            Control::Choices => ("choices", "choices"),
            Control::TextArea => ("textarea", "text"),
            Control::Number => ("number", "number"),
        };
        row(writer, n, article, span, name, kind);
        writer.key(key);
        match value {
            AttributeValue::Number(number) => writer.number(*number),
            AttributeValue::Text(text) => {
                writer.begin_list();
                writer.text(text);
                writer.end_list();
            }
            AttributeValue::Texts(texts) => {
                writer.begin_list();
                for text in texts {
                    writer.text(text);
                }
                writer.end_list();
            }
        }
        writer.end_object();
        writer.end_object();
    }
}

/// Opens a row and its value, which the caller closes.
fn row(
    writer: &mut Writer,
    n: usize,
    article: &Article,
    span: &Annotation,
    from_name: &str,
    kind: &str,
) {
    let hull = span.fragments.hull();
    writer.begin_object();
    writer.text_field("id", &region_id(n, span.id.as_str()));
    writer.text_field("from_name", from_name);
    writer.text_field("to_name", "text");
    writer.text_field("type", kind);
    writer.text_field(
        "origin",
        match span.state {
            State::Accepted => "manual",
            State::Proposed | State::Rejected => "prediction",
        },
    );
    writer.key("value");
    writer.begin_object();
    for (name, at) in [("start", hull.start), ("end", hull.end)] {
        writer.key(name);
        writer.whole(Unit::CodePoint.number(at, article.offsets()));
    }
}

/// A region's meta, which Label Studio shows as its note; what it has no control for stands there too.
fn write_meta(writer: &mut Writer, span: &Annotation, others: &Attributes) {
    writer.key("meta");
    writer.begin_object();
    if !span.note.is_empty() {
        writer.key("text");
        writer.begin_list();
        writer.text(&span.note);
        writer.end_list();
    }
    for (name, value) in [
        ("origin", span.origin.kind.as_str()),
        ("rule", &*span.origin.rule),
        ("reason", &*span.origin.reason),
        ("author", &*span.author),
        ("created", &*span.created),
    ] {
        if !value.is_empty() {
            writer.text_field(name, value);
        }
    }
    if !others.is_empty() {
        writer.key("attributes");
        writer.begin_object();
        write_attributes(writer, others);
        writer.end_object();
    }
    writer.end_object();
}

pub(crate) fn read(bytes: &[u8], map: &LabelMap) -> Result<Vec<Document>, ReadError> {
    let none = ReadError::Malformed {
        format: "a Label Studio export",
        wrong: "the archive has no file .json",
        line: None,
    };
    each_article_packed(bytes, ".json", none, |node| read_task(node, map))
}

fn read_task(node: &Node<'_>, map: &LabelMap) -> Result<Document, ReadError> {
    let fields = node.as_object().ok_or(ReadError::NoText)?;
    let data = fields.get("data").and_then(Node::as_object);
    let data = data.ok_or(ReadError::NoText)?;
    let text = match data.get("text") {
        Some(Node::Text(text)) => text.clone(),
        // The variable may have any name: the longest text is the article.
        _ => {
            let texts = data.0.iter().filter_map(|(_, node)| match node {
                Node::Text(text) => Some(text.clone()),
                _ => None,
            });
            texts.max_by_key(|text| text.len()).unwrap_or_default()
        }
    };
    let kinds = read_kinds(data);
    let mut foreign = Foreign {
        is_ours: kinds.is_some(),
        text,
        unit: Some(Unit::CodePoint),
        metadata: metadata_of(data),
        speakers: read_speakers(data.get("speakers").and_then(Node::as_list)),
        kinds: kinds.unwrap_or_default(),
        ..Foreign::default()
    };
    let list = |key| fields.get(key).and_then(Node::as_list).unwrap_or(&[]);
    let mut is_read = false;
    let annotations = list("annotations").iter().chain(list("completions"));
    for (n, node) in annotations.enumerate() {
        let Some(annotation) = node.as_object() else {
            continue;
        };
        if annotation.get("was_cancelled") == Some(&Node::Bool(true)) {
            continue;
        }
        if std::mem::replace(&mut is_read, true) {
            foreign.problems.push(Problem::NoRecord {
                record: format!("Annotation number {}", n + 1),
                wrong: "it is another annotator's, and only the first one's work is read",
                json: node.to_value(),
            });
            continue;
        }
        read_result(annotation, "", &mut foreign);
    }
    for prediction in list("predictions").iter().filter_map(Node::as_object) {
        let state = match prediction.text("model_version") {
            Some(REJECTED) => "rejected",
            _ => "proposed",
        };
        read_result(prediction, state, &mut foreign);
    }
    foreign.settle(map)
}

fn read_result<'a>(result: &Fields<'a>, state: &'static str, foreign: &mut Foreign<'a>) {
    let rows = result.get("result").and_then(Node::as_list).unwrap_or(&[]);
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows.iter().filter_map(Node::as_object) {
        let Some(value) = row.get("value").and_then(Node::as_object) else {
            continue;
        };
        // A region with several labels is as many spans.
        for label in labels_of(value) {
            let id = row.text("id").unwrap_or("").to_owned();
            at.entry(id).or_insert(foreign.spans.len());
            foreign.spans.push(read_span(row, value, label, state));
        }
    }
    for row in rows.iter().filter_map(Node::as_object) {
        let value = row.get("value").and_then(Node::as_object);
        match (row.text("type"), value) {
            (Some("relation"), _) => {
                let labels = row.get("labels").and_then(Node::as_list);
                let label = labels.and_then(|labels| labels.first()?.as_text());
                let (from, to) = match row.text("direction") {
                    Some("left") => ("to_id", "from_id"),
                    _ => ("from_id", "to_id"),
                };
                foreign.links.push(ForeignLink {
                    link_type: label.unwrap_or("").to_owned().into(),
                    from: own_id(row, from),
                    to: own_id(row, to),
                    ..ForeignLink::default()
                });
            }
            (Some("choices" | "textarea" | "number" | "rating" | "taxonomy"), Some(value)) => {
                let region = at.get(row.text("id").unwrap_or(""));
                let span = region.and_then(|at| foreign.spans.get_mut(*at));
                let name = row.text("from_name").unwrap_or("").to_owned();
                match span.zip(read_value(value)) {
                    Some((span, mut node)) => {
                        single(&span.label, &name, &mut node);
                        span.attributes.push((name.into(), node));
                    }
                    // Of the whole task, or of a region that is none.
                    None => foreign.problems.push(Problem::NoRecord {
                        record: format!("Row «{name}»"),
                        wrong: "it belongs to no span",
                        json: Node::Object(row.clone()).to_value(),
                    }),
                }
            }
            (_, Some(value)) if labels_of(value).next().is_some() => {}
            _ => foreign.problems.push(Problem::NoRecord {
                record: "A row".to_owned(),
                wrong: "it has no label",
                json: Node::Object(row.clone()).to_value(),
            }),
        }
    }
}

/// The labels of a region.
fn labels_of<'f>(value: &'f Fields<'_>) -> impl Iterator<Item = &'f str> {
    let named = ["labels", "hypertextlabels"];
    let labels = named.iter().find_map(|name| value.get(name)?.as_list());
    labels.unwrap_or(&[]).iter().filter_map(Node::as_text)
}

/// The value of a control.
fn read_value<'a>(value: &Fields<'a>) -> Option<Node<'a>> {
    let named = ["choices", "text", "number", "rating", "taxonomy"];
    named.iter().find_map(|name| value.get(name)).cloned()
}

/// A list of one text is that text, unless the attribute is a list.
fn single(label: &str, name: &str, node: &mut Node<'_>) {
    let kind = Schema::BUILT_IN.attribute(label, name).map(|a| a.kind);
    if matches!(kind, Some(AttributeKind::Choices(_) | AttributeKind::Texts)) {
        return;
    }
    if let Node::List(nodes) = node
        && let [only] = nodes.as_mut_slice()
    {
        *node = std::mem::replace(only, Node::Null);
    }
}

fn read_span<'a>(
    row: &Fields<'a>,
    value: &Fields<'a>,
    label: &str,
    state: &'static str,
) -> ForeignSpan<'a> {
    let meta = row.get("meta").and_then(Node::as_object);
    let empty = Fields::default();
    let meta = meta.unwrap_or(&empty);
    let number = |key| value.get(key).and_then(Node::as_whole);
    let mut origin = Vec::new();
    for (name, field) in [("origin", "kind"), ("rule", "rule"), ("reason", "reason")] {
        if let Some(node) = meta.get(name) {
            origin.push((field, node.clone()));
        }
    }
    if let Some(score) = row.get("score") {
        origin.push(("score", score.clone()));
    }
    // Who predicts without saying how, suggests.
    if meta.get("origin").is_none() && !state.is_empty() {
        origin.push(("kind", Node::Text("suggested".into())));
    }
    let notes = meta.get("text").and_then(Node::as_list).unwrap_or(&[]);
    let notes: Vec<&str> = notes.iter().filter_map(Node::as_text).collect();
    ForeignSpan {
        id: own_id(row, "id"),
        label: label.to_owned().into(),
        state: state.into(),
        places: vec![ForeignPlace {
            start: number("start"),
            end: number("end"),
            exact: Some(words_of(value, "text")).filter(|words| !words.is_empty()),
            ..ForeignPlace::default()
        }],
        attributes: attributes_of(meta.get("attributes")),
        origin,
        author: words_of(meta, "author"),
        created: words_of(meta, "created"),
        note: notes.join("\n").into(),
    }
}

/// An id without the task's number that stands before ours.
fn own_id<'a>(row: &Fields<'a>, key: &str) -> Cow<'a, str> {
    let id = words_of(row, key);
    let own = id.strip_prefix('t').and_then(|rest| {
        let (number, own) = rest.split_once('-')?;
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| own.to_owned())
    });
    own.map_or(id, Cow::Owned)
}

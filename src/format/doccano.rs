//! doccano: one example a line, with `label` for projects of spans and `entities` with `relations` for projects of both.
//!
//! doccano counts UTF-16 units, or whole characters where a project is set to them. The file says which, in a column that
//! doccano keeps with its other columns as metadata.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::annotation::{Annotation, Id};
use crate::article::Byte;
use crate::format::archive::OutFile;
use crate::format::catalog::Outgoing;
use crate::format::facts::{metadata_of, write_facts};
use crate::format::foreign::{Foreign, ForeignLink, ForeignPlace, ForeignSpan, spans_of, words_of};
use crate::format::json::{Fields, Layout, Node, Writer};
use crate::format::lines::{each_article, one_a_line};
use crate::format::options::{LabelMap, Options};
use crate::format::project::in_text_order;
use crate::format::{Document, ReadError, Unit};

pub(crate) fn write(documents: &[Outgoing<'_>], options: &Options) -> Vec<OutFile> {
    let unit = options.unit.unwrap_or(Unit::Utf16);
    let write = |document: &Outgoing<'_>| write_document(document, unit);
    vec![one_a_line("examples.jsonl", documents, write)]
}

fn write_document(document: &Outgoing<'_>, unit: Unit) -> String {
    let article = document.article;
    let mut writer = Writer::new(Layout::Compact, article.text().len() * 2);
    let spans: Vec<_> = in_text_order(document.set).collect();
    let ends = |span: &Annotation| {
        let hull = span.fragments.hull();
        let offsets = article.offsets();
        (
            unit.number(hull.start, offsets),
            unit.number(hull.end, offsets),
        )
    };
    let numbers: BTreeMap<&Id, usize> = spans
        .iter()
        .enumerate()
        .map(|(n, span)| (&span.id, n))
        .collect();
    let number = |id: &Id| Byte::at(numbers.get(id).copied().unwrap_or_default() + 1).0;
    writer.begin_object();
    writer.text_field("text", article.text());
    writer.key("label");
    writer.begin_list();
    for span in &spans {
        let (start, end) = ends(span);
        writer.begin_list();
        writer.whole(start);
        writer.whole(end);
        writer.text(&span.label);
        writer.end_list();
    }
    writer.end_list();
    writer.key("entities");
    writer.begin_list();
    for (n, span) in spans.iter().enumerate() {
        let (start, end) = ends(span);
        writer.begin_object();
        writer.key("id");
        writer.whole(Byte::at(n + 1).0);
        writer.key("start_offset");
        writer.whole(start);
        writer.key("end_offset");
        writer.whole(end);
        writer.text_field("label", &span.label);
        writer.end_object();
    }
    writer.end_list();
    writer.key("relations");
    writer.begin_list();
    for (n, link) in document.set.links().enumerate() {
        writer.begin_object();
        writer.key("id");
        writer.whole(Byte::at(n + 1).0);
        writer.key("from_id");
        writer.whole(number(&link.from));
        writer.key("to_id");
        writer.whole(number(&link.to));
        writer.text_field("type", &link.link_type);
        writer.end_object();
    }
    writer.end_list();
    write_facts(&mut writer, document.set.metadata());
    writer.text_field("offset_unit", unit.as_str());
    writer.end_object();
    writer.finish()
}

pub(crate) fn read(bytes: &[u8], map: &LabelMap) -> Result<Vec<Document>, ReadError> {
    each_article(bytes, |node| read_document(node, map))
}

fn read_document(node: &Node<'_>, map: &LabelMap) -> Result<Document, ReadError> {
    let fields = node.as_object().ok_or(ReadError::NoText)?;
    let list = |key| fields.get(key).and_then(Node::as_list);
    let mut problems = Vec::new();
    let spans = if let Some(entities) = list("entities") {
        spans_of(entities, &mut problems, |_, node| {
            let fields = node.as_object()?;
            let place = ForeignPlace::at(
                fields.get("start_offset")?.as_whole()?,
                fields.get("end_offset")?.as_whole()?,
            );
            Some(ForeignSpan {
                id: named('a', fields, "id"),
                label: words_of(fields, "label"),
                places: vec![place],
                ..ForeignSpan::default()
            })
        })
    } else {
        let labels = list("label").or_else(|| list("labels")).unwrap_or(&[]);
        spans_of(labels, &mut problems, |_, node| {
            let [start, end, Node::Text(label)] = node.as_list()? else {
                return None;
            };
            Some(ForeignSpan {
                label: label.clone(),
                places: vec![ForeignPlace::at(start.as_whole()?, end.as_whole()?)],
                ..ForeignSpan::default()
            })
        })
    };
    let links = list("relations").unwrap_or(&[]).iter();
    let links: Vec<ForeignLink<'_>> = links
        .filter_map(Node::as_object)
        .map(|fields| ForeignLink {
            id: named('l', fields, "id"),
            link_type: words_of(fields, "type"),
            from: named('a', fields, "from_id"),
            to: named('a', fields, "to_id"),
            ..ForeignLink::default()
        })
        .collect();
    let stated = fields.text("offset_unit").and_then(Unit::parse);
    let foreign = Foreign {
        text: match fields.get("text") {
            Some(Node::Text(text)) => text.clone(),
            // An older name of the column.
            _ => words_of(fields, "data"),
        },
        unit: stated.or(Some(Unit::Utf16)),
        unit_stated: stated.is_some(),
        // doccano keeps our columns, and makes none of this name.
        is_ours: stated.is_some() && fields.get("published").is_some(),
        metadata: metadata_of(fields),
        spans,
        links,
        problems,
        ..Foreign::default()
    };
    foreign.settle(map)
}

/// doccano's number as an id of ours: 7 is `a7`.
fn named<'a>(letter: char, fields: &Fields<'_>, key: &str) -> Cow<'a, str> {
    match words_of(fields, key) {
        id if id.is_empty() => Cow::Borrowed(""),
        id => Cow::Owned(format!("{letter}{id}")),
    }
}

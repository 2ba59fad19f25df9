//! Prodigy: one task a line, with tokens, spans and relations; offsets are code points.
//!
//! A span's decision is its `answer`: `accept` or `reject`, and none while it is proposed; `source` and `score` say who made it.
//! What Prodigy has no field for (id, attributes, note) stands in fields of ours, which it hands through.

use std::collections::BTreeMap;

use crate::annotation::{Annotation, State};
use crate::article::{Article, Byte};
use crate::format::archive::OutFile;
use crate::format::attributes::write_attributes;
use crate::format::catalog::Outgoing;
use crate::format::facts::{facts, metadata_of};
use crate::format::foreign::{
    Foreign, ForeignLink, ForeignPlace, ForeignSpan, attributes_of, spans_of, words_of,
};
use crate::format::json::{Fields, Layout, Node, Writer};
use crate::format::lines::{each_article, one_a_line};
use crate::format::options::{LabelMap, Options};
use crate::format::project::in_text_order;
use crate::format::spacy::{SpacyToken, spacy_tokens};
use crate::format::{Document, ReadError, Unit};

pub(crate) fn write(documents: &[Outgoing<'_>], _: &Options) -> Vec<OutFile> {
    vec![one_a_line("tasks.jsonl", documents, write_document)]
}

fn write_document(document: &Outgoing<'_>) -> String {
    let article = document.article;
    let tokens = spacy_tokens(article);
    let mut writer = Writer::new(Layout::Compact, article.text().len() * 12);
    writer.begin_object();
    writer.text_field("text", article.text());
    writer.key("meta");
    writer.begin_object();
    for (name, value) in facts(document.set.metadata()) {
        if !value.is_empty() {
            writer.text_field(name, value);
        }
    }
    writer.end_object();
    writer.key("tokens");
    writer.begin_list();
    for (n, token) in tokens.iter().enumerate() {
        writer.begin_object();
        writer.text_field("text", article.slice(token.extent));
        ends(&mut writer, article, token.extent.start, token.extent.end);
        writer.key("id");
        writer.whole(Byte::at(n).0);
        writer.key("ws");
        writer.literal(if token.blank { "true" } else { "false" });
        writer.end_object();
    }
    writer.end_list();
    writer.key("spans");
    writer.begin_list();
    for span in in_text_order(document.set) {
        write_span(&mut writer, article, &tokens, span);
    }
    writer.end_list();
    writer.key("relations");
    writer.begin_list();
    for link in document.set.links() {
        let ends = document.set.annotation(&link.from);
        let Some((from, to)) = ends.zip(document.set.annotation(&link.to)) else {
            continue;
        };
        writer.begin_object();
        writer.key("head");
        writer.whole(last_token(&tokens, from));
        writer.key("child");
        writer.whole(last_token(&tokens, to));
        writer.text_field("label", &link.link_type);
        writer.text_field("id", link.id.as_str());
        writer.text_field("from", link.from.as_str());
        writer.text_field("to", link.to.as_str());
        write_answer(&mut writer, link.state);
        writer.end_object();
    }
    writer.end_list();
    writer.text_field("answer", "accept");
    writer.end_object();
    writer.finish()
}

fn ends(writer: &mut Writer, article: &Article, start: Byte, end: Byte) {
    for (name, at) in [("start", start), ("end", end)] {
        writer.key(name);
        writer.whole(Unit::CodePoint.number(at, article.offsets()));
    }
}

fn write_span(writer: &mut Writer, article: &Article, tokens: &[SpacyToken], span: &Annotation) {
    let extent = span.fragments.hull();
    let first = tokens.partition_point(|token| token.extent.end <= extent.start);
    writer.begin_object();
    ends(writer, article, extent.start, extent.end);
    writer.key("token_start");
    writer.whole(Byte::at(first).0);
    writer.key("token_end");
    writer.whole(last_token(tokens, span));
    writer.text_field("label", &span.label);
    writer.text_field("text", article.slice(extent));
    write_answer(writer, span.state);
    writer.text_field("id", span.id.as_str());
    let origin = &span.origin;
    writer.text_field("origin", origin.kind.as_str());
    if !origin.rule.is_empty() {
        writer.text_field("source", &origin.rule);
    }
    if let Some(score) = origin.score.filter(|score| score.is_finite()) {
        writer.key("score");
        writer.number(score);
    }
    for (name, value) in [
        ("reason", &origin.reason),
        ("author", &span.author),
        ("created", &span.created),
        ("note", &span.note),
    ] {
        if !value.is_empty() {
            writer.text_field(name, value);
        }
    }
    if !span.attributes.is_empty() {
        writer.key("attributes");
        writer.begin_object();
        write_attributes(writer, &span.attributes);
        writer.end_object();
    }
    writer.end_object();
}

/// The last token of a span, by which Prodigy's relations name it.
fn last_token(tokens: &[SpacyToken], span: &Annotation) -> u32 {
    let end = span.fragments.end();
    let behind = tokens.partition_point(|token| token.extent.start < end);
    Byte::at(behind.saturating_sub(1)).0
}

fn write_answer(writer: &mut Writer, state: State) {
    match state {
        State::Accepted => writer.text_field("answer", "accept"),
        State::Rejected => writer.text_field("answer", "reject"),
        State::Proposed => writer.text_field("answer", "proposed"),
    }
}

/// Ours for theirs. A whole task that was rejected rejects each of its spans.
fn state(fields: &Fields<'_>, task: &'static str) -> &'static str {
    match fields.text("answer") {
        Some("accept") => "accepted",
        Some("reject") => "rejected",
        Some("ignore" | "proposed") => "proposed",
        _ => task,
    }
}

pub(crate) fn read(bytes: &[u8], map: &LabelMap) -> Result<Vec<Document>, ReadError> {
    each_article(bytes, |node| read_document(node, map))
}

fn read_document(node: &Node<'_>, map: &LabelMap) -> Result<Document, ReadError> {
    let fields = node.as_object().ok_or(ReadError::NoText)?;
    let list = |key| fields.get(key).and_then(Node::as_list).unwrap_or(&[]);
    let meta = fields.get("meta").and_then(Node::as_object);
    let task = state(fields, "accepted");
    let mut problems = Vec::new();
    let spans = spans_of(list("spans"), &mut problems, |n, node| {
        read_span(n, node.as_object()?, task)
    });
    let tokens: Vec<Option<u32>> = list("tokens")
        .iter()
        .map(|token| token.as_object()?.get("end")?.as_whole())
        .collect();
    // Where relations name a span by its last token only: the token's end is the span's. The first, which is the longest, is meant.
    let mut by_end: BTreeMap<u32, &str> = BTreeMap::new();
    for span in &spans {
        if let Some(end) = span.places.first().and_then(|place| place.end) {
            by_end.entry(end).or_insert(&span.id);
        }
    }
    let span_at = |fields: &Fields<'_>, id: &str, token: &str| -> String {
        let stated = words_of(fields, id);
        if !stated.is_empty() {
            return stated.into_owned();
        }
        let token = fields.get(token).and_then(Node::as_whole);
        let end = token.and_then(|token| tokens.get(token as usize).copied().flatten());
        match end.and_then(|end| by_end.get(&end)) {
            Some(id) => (*id).to_owned(),
            // Told of as a link to nowhere.
            None => token.map_or_else(String::new, |token| format!("token {token}")),
        }
    };
    let links = list("relations")
        .iter()
        .filter_map(Node::as_object)
        .map(|fields| ForeignLink {
            id: words_of(fields, "id"),
            link_type: words_of(fields, "label"),
            from: span_at(fields, "from", "head").into(),
            to: span_at(fields, "to", "child").into(),
            state: state(fields, task).into(),
        })
        .collect();
    // Prodigy has no such field.
    let is_ours = |node: &Node<'_>| {
        let fields = node.as_object();
        fields.is_some_and(|fields| fields.get("origin").is_some())
    };
    let foreign = Foreign {
        is_ours: list("spans").iter().any(is_ours),
        text: words_of(fields, "text"),
        unit: Some(Unit::CodePoint),
        metadata: meta.map(metadata_of).unwrap_or_default(),
        links,
        spans,
        problems,
        ..Foreign::default()
    };
    foreign.settle(map)
}

fn read_span<'a>(n: usize, fields: &Fields<'a>, task: &'static str) -> Option<ForeignSpan<'a>> {
    let mut place = ForeignPlace::at(
        fields.get("start")?.as_whole()?,
        fields.get("end")?.as_whole()?,
    );
    let text = words_of(fields, "text");
    place.exact = Some(text).filter(|text| !text.is_empty());
    let mut origin = Vec::new();
    for (name, field) in [
        ("origin", "kind"),
        ("source", "rule"),
        ("score", "score"),
        ("reason", "reason"),
    ] {
        if let Some(node) = fields.get(name) {
            origin.push((field, node.clone()));
        }
    }
    // A pattern or a model made it if somebody is named, and a score is one only of a suggestion.
    if !origin.is_empty() && fields.get("origin").is_none() {
        origin.push(("kind", Node::Text("suggested".into())));
    }
    let stated = words_of(fields, "id");
    Some(ForeignSpan {
        id: if stated.is_empty() {
            format!("a{}", n + 1).into()
        } else {
            stated
        },
        label: words_of(fields, "label"),
        state: state(fields, task).into(),
        places: vec![place],
        attributes: attributes_of(fields.get("attributes")),
        origin,
        author: words_of(fields, "author"),
        created: words_of(fields, "created"),
        note: words_of(fields, "note"),
    })
}

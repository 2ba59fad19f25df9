//! W3C Web Annotation as JSON-LD: a collection an article, one a line.
//!
//! A span is an annotation with a tagging body and a target for each fragment, which has both selectors: the words with what
//! stands around them, and the place in code points, as the standard has it. A link is an annotation that links two others. What
//! the standard has no term for has terms of our own, declared in the context. Programs that count UTF-16 are found by the words.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::annotation::Annotation;
use crate::article::{Article, Extent};
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
use crate::format::lines::{each_article, one_a_line};
use crate::format::options::{LabelMap, Options};
use crate::format::project::in_text_order;
use crate::format::{Document, ReadError, Unit};

/// The standard's context.
const STANDARD: &str = "http://www.w3.org/ns/anno.jsonld";

/// So many code points before and behind a fragment are kept with it.
const AROUND: usize = 32;

/// Before the id of a link, which may be that of a span too.
const LINK: &str = "link/";

pub(crate) fn write(documents: &[Outgoing<'_>], _: &Options) -> Vec<OutFile> {
    vec![one_a_line("annotations.jsonl", documents, write_document)]
}

fn write_document(document: &Outgoing<'_>) -> String {
    let (article, set) = (document.article, document.set);
    let metadata = set.metadata();
    let source = format!("urn:sha256:{}", article.sha256());
    let mut writer = Writer::new(Layout::Compact, article.text().len() * 4);
    writer.begin_object();
    write_context(&mut writer);
    writer.text_field("id", &format!("{source}:annotations"));
    writer.text_field("type", "AnnotationCollection");
    writer.text_field("label", &metadata.title);
    writer.key("total");
    let total = set.annotations().len() + set.links().len();
    writer.whole(u32::try_from(total).unwrap_or(u32::MAX));
    writer.key("document");
    writer.begin_object();
    write_facts(&mut writer, metadata);
    writer.text_field("text", article.text());
    write_speakers(&mut writer, set);
    write_kinds(&mut writer, set);
    writer.end_object();
    writer.key("first");
    writer.begin_object();
    writer.text_field("id", "#page");
    writer.text_field("type", "AnnotationPage");
    writer.key("startIndex");
    writer.whole(0);
    writer.key("items");
    writer.begin_list();
    for span in in_text_order(set) {
        write_span(&mut writer, article, &source, span);
    }
    for link in set.links() {
        writer.begin_object();
        writer.text_field("id", &format!("#{LINK}{}", encoded(link.id.as_str())));
        writer.text_field("type", "Annotation");
        writer.text_field("motivation", "linking");
        writer.text_field("state", link.state.as_str());
        writer.key("body");
        writer.begin_list();
        write_body(&mut writer, "tagging", &link.link_type);
        writer.end_list();
        writer.key("target");
        writer.begin_list();
        for end in [&link.from, &link.to] {
            writer.begin_object();
            writer.text_field("id", &format!("#{}", encoded(end.as_str())));
            writer.end_object();
        }
        writer.end_list();
        writer.end_object();
    }
    writer.end_list();
    writer.end_object();
    writer.end_object();
    writer.finish()
}

/// The standard's context, and our own terms.
fn write_context(writer: &mut Writer) {
    writer.key("@context");
    writer.begin_list();
    writer.text(STANDARD);
    writer.begin_object();
    writer.key("@version");
    writer.literal("1.1");
    writer.text_field("pm", "urn:pressmark:");
    writer.text_field("state", "pm:state");
    for name in ["document", "attributes", "origin"] {
        writer.key(name);
        writer.begin_object();
        writer.text_field("@id", &format!("pm:{name}"));
        writer.text_field("@type", "@json");
        writer.end_object();
    }
    writer.end_object();
    writer.end_list();
}

fn write_body(writer: &mut Writer, purpose: &str, value: &str) {
    writer.begin_object();
    writer.text_field("type", "TextualBody");
    writer.text_field("purpose", purpose);
    writer.text_field("value", value);
    writer.end_object();
}

fn write_span(writer: &mut Writer, article: &Article, source: &str, span: &Annotation) {
    writer.begin_object();
    writer.text_field("id", &format!("#{}", encoded(span.id.as_str())));
    writer.text_field("type", "Annotation");
    writer.text_field("motivation", "tagging");
    if !span.author.is_empty() {
        writer.key("creator");
        writer.begin_object();
        writer.text_field("type", "Person");
        writer.text_field("name", &span.author);
        writer.end_object();
    }
    if !span.created.is_empty() {
        writer.text_field("created", &span.created);
    }
    writer.text_field("state", span.state.as_str());
    writer.key("body");
    writer.begin_list();
    write_body(writer, "tagging", &span.label);
    if !span.note.is_empty() {
        write_body(writer, "commenting", &span.note);
    }
    writer.end_list();
    writer.key("attributes");
    writer.begin_object();
    write_attributes(writer, &span.attributes);
    writer.end_object();
    writer.key("origin");
    writer.begin_object();
    let origin = &span.origin;
    writer.text_field("kind", origin.kind.as_str());
    if !origin.rule.is_empty() {
        writer.text_field("rule", &origin.rule);
    }
    if let Some(score) = origin.score {
        writer.key("score");
        writer.number(score);
    }
    if !origin.reason.is_empty() {
        writer.text_field("reason", &origin.reason);
    }
    writer.end_object();
    writer.key("target");
    writer.begin_list();
    for extent in span.fragments.iter() {
        write_target(writer, article, source, extent);
    }
    writer.end_list();
    writer.end_object();
}

fn write_target(writer: &mut Writer, article: &Article, source: &str, extent: Extent) {
    let text = article.text();
    let before = text.get(..extent.start.index()).unwrap_or("");
    let behind = text.get(extent.end.index()..).unwrap_or("");
    let prefix = before.char_indices().rev().take(AROUND).last();
    let prefix = prefix.and_then(|(at, _)| before.get(at..)).unwrap_or("");
    let suffix = behind.char_indices().nth(AROUND);
    let suffix = suffix.map_or(Some(behind), |(at, _)| behind.get(..at));
    writer.begin_object();
    writer.text_field("source", source);
    writer.key("selector");
    writer.begin_list();
    writer.begin_object();
    writer.text_field("type", "TextQuoteSelector");
    writer.text_field("exact", article.slice(extent));
    writer.text_field("prefix", prefix);
    writer.text_field("suffix", suffix.unwrap_or(""));
    writer.end_object();
    writer.begin_object();
    writer.text_field("type", "TextPositionSelector");
    for (name, at) in [("start", extent.start), ("end", extent.end)] {
        writer.key(name);
        writer.whole(Unit::CodePoint.number(at, article.offsets()));
    }
    writer.end_object();
    writer.end_list();
    writer.end_object();
}

/// An id as the fragment of an address.
fn encoded(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Into a text nothing can fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// An id from an address: ours is a fragment, another's is kept whole.
fn decoded(address: &str) -> String {
    let Some(fragment) = address.strip_prefix('#') else {
        return address.to_owned();
    };
    let fragment = fragment.strip_prefix(LINK).unwrap_or(fragment);
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, behind @ ..] = rest {
        let hex = behind.get(..2).filter(|_| *first == b'%');
        let hex = hex.and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or(&[]);
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| fragment.to_owned())
}

/// Whether an object is an annotation, a page or a collection of them.
pub(crate) fn looks_alike(fields: &Fields<'_>) -> bool {
    let is_standard = |node: &Node<'_>| node.as_text() == Some(STANDARD);
    let kind = fields.text("type").unwrap_or("");
    let context = fields.get("@context");
    context.is_some_and(|node| is_standard(node) || any(node).any(is_standard))
        || kind == "Annotation" && fields.get("target").is_some()
}

/// One value or a list of them.
fn any<'n, 'a>(node: &'n Node<'a>) -> impl Iterator<Item = &'n Node<'a>> {
    match node {
        Node::List(nodes) => nodes.as_slice(),
        node => std::slice::from_ref(node),
    }
    .iter()
}

fn all<'n, 'a>(fields: &'n Fields<'a>, key: &str) -> impl Iterator<Item = &'n Node<'a>> {
    fields.get(key).into_iter().flat_map(any)
}

pub(crate) fn read(bytes: &[u8], map: &LabelMap) -> Result<Vec<Document>, ReadError> {
    each_article(bytes, |node| read_document(node, map))
}

fn read_document(node: &Node<'_>, map: &LabelMap) -> Result<Document, ReadError> {
    let malformed = |wrong| ReadError::Malformed {
        format: "a collection of Web Annotations",
        wrong,
        line: None,
    };
    let collection = node.as_object().ok_or(malformed("it is no object"))?;
    let document = collection.get("document").and_then(Node::as_object);
    let document = document.ok_or(malformed(
        "it does not hold the text that it annotates, which Pressmark puts into «document»",
    ))?;
    let kinds = read_kinds(document);
    let mut foreign = Foreign {
        is_ours: kinds.is_some(),
        text: words_of(document, "text"),
        unit: Some(Unit::CodePoint),
        metadata: metadata_of(document),
        speakers: read_speakers(document.get("speakers").and_then(Node::as_list)),
        kinds: kinds.unwrap_or_default(),
        ..Foreign::default()
    };
    let pages = all(collection, "first").filter_map(Node::as_object);
    let pages = pages.chain(std::iter::once(collection));
    for annotation in pages
        .flat_map(|page| all(page, "items"))
        .filter_map(Node::as_object)
    {
        let ends: Vec<&Fields<'_>> = all(annotation, "target")
            .filter_map(Node::as_object)
            .collect();
        match ends.as_slice() {
            [from, to] if annotation.text("motivation") == Some("linking") => {
                foreign.links.push(ForeignLink {
                    id: address(annotation),
                    link_type: bodies(annotation, "tagging")
                        .into_iter()
                        .next()
                        .unwrap_or_default(),
                    from: address(from),
                    to: address(to),
                    state: words_of(annotation, "state"),
                });
            }
            targets => foreign.spans.push(read_span(annotation, targets)),
        }
    }
    foreign.settle(map)
}

fn address<'a>(fields: &Fields<'_>) -> Cow<'a, str> {
    Cow::Owned(decoded(&words_of(fields, "id")))
}

/// The values of the bodies that serve a purpose.
fn bodies<'a>(annotation: &Fields<'a>, purpose: &str) -> Vec<Cow<'a, str>> {
    let bodies = all(annotation, "body").filter_map(Node::as_object);
    bodies
        .filter(|body| body.text("purpose") == Some(purpose))
        .map(|body| words_of(body, "value"))
        .collect()
}

fn read_span<'a>(annotation: &Fields<'a>, targets: &[&Fields<'a>]) -> ForeignSpan<'a> {
    let creator = annotation.get("creator");
    let author = match creator {
        Some(Node::Object(fields)) => words_of(fields, "name"),
        Some(Node::Text(name)) => name.clone(),
        _ => Cow::Borrowed(""),
    };
    let origin = annotation.get("origin").and_then(Node::as_object);
    let origin = ["kind", "rule", "score", "reason"]
        .into_iter()
        .filter_map(|name| Some((name, origin?.get(name)?.clone())));
    // Who highlights without a tag says only what he does.
    let label = bodies(annotation, "tagging").into_iter().next();
    ForeignSpan {
        id: address(annotation),
        label: label.unwrap_or_else(|| words_of(annotation, "motivation")),
        state: words_of(annotation, "state"),
        places: targets.iter().map(|target| read_place(target)).collect(),
        attributes: attributes_of(annotation.get("attributes")),
        origin: origin.collect(),
        author,
        created: words_of(annotation, "created"),
        note: bodies(annotation, "commenting").join("\n").into(),
    }
}

fn read_place<'a>(target: &Fields<'a>) -> ForeignPlace<'a> {
    let mut place = ForeignPlace::default();
    for selector in all(target, "selector").filter_map(Node::as_object) {
        let text = |key| match selector.get(key) {
            Some(Node::Text(text)) => Some(text.clone()),
            _ => None,
        };
        let number = |key| selector.get(key).and_then(Node::as_whole);
        match selector.text("type") {
            Some("TextQuoteSelector") => {
                place.exact = text("exact");
                place.prefix = text("prefix");
                place.suffix = text("suffix");
            }
            Some("TextPositionSelector") => {
                place.start = number("start");
                place.end = number("end");
            }
            _ => {}
        }
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_an_address_and_an_id_again() {
        for id in ["a1", "a/b c", "ключ", "100%", "link/x", "%41", "#"] {
            let address = format!("#{}", encoded(id));
            assert!(address.is_ascii());
            assert_eq!(decoded(&address), id);
        }
        assert_eq!(decoded("urn:uuid:7"), "urn:uuid:7");
    }
}

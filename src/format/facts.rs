//! What is known of an article beside its spans, as JSON of several formats has it: its facts, its speakers, and the kinds of
//! paragraphs that a person has set.

use std::borrow::Cow;
use std::rc::Rc;

use crate::annotation::{AnnotationSet, Extra, Id, Metadata, Speaker};
use crate::format::foreign::words_of;
use crate::format::json::{Fields, Node, Writer};

/// The article's facts by the names of their fields.
pub(crate) fn facts(metadata: &Metadata) -> [(&'static str, &str); 5] {
    [
        ("id", &metadata.id),
        ("title", &metadata.title),
        ("url", &metadata.url),
        ("published", &metadata.published),
        ("lang", &metadata.lang),
    ]
}

/// The fields of [`facts`] in the open object.
pub(crate) fn write_facts(writer: &mut Writer, metadata: &Metadata) {
    for (name, value) in facts(metadata) {
        writer.text_field(name, value);
    }
}

/// The article's facts, from fields of these names.
pub(crate) fn metadata_of(fields: &Fields<'_>) -> Metadata {
    let text = |key| Rc::from(words_of(fields, key).as_ref());
    Metadata {
        id: text("id"),
        title: text("title"),
        url: text("url"),
        published: text("published"),
        lang: text("lang"),
        ..Metadata::default()
    }
}

/// What is known of a speaker by the names of the fields.
pub(crate) fn facts_of_speaker(speaker: &Speaker) -> [(&'static str, &str); 5] {
    [
        ("id", speaker.id.as_str()),
        ("name", &speaker.name),
        ("role", &speaker.role),
        ("affiliation", &speaker.affiliation),
        ("same_as", &speaker.same_as),
    ]
}

/// The field `speakers` of the open object.
pub(crate) fn write_speakers(writer: &mut Writer, set: &AnnotationSet) {
    writer.key("speakers");
    writer.begin_list();
    for speaker in set.speakers() {
        writer.begin_object();
        for (name, value) in facts_of_speaker(speaker) {
            writer.text_field(name, value);
        }
        writer.end_object();
    }
    writer.end_list();
}

/// What [`write_speakers`] wrote.
pub(crate) fn read_speakers(nodes: Option<&[Node<'_>]>) -> Vec<Speaker> {
    let speakers = nodes.unwrap_or(&[]).iter();
    speakers
        .filter_map(|node| Some(speaker_of(node.as_object()?)))
        .collect()
}

/// One entry.
pub(crate) fn speaker_of(fields: &Fields<'_>) -> Speaker {
    let text = |key| Rc::from(words_of(fields, key).as_ref());
    Speaker {
        id: Id::from(words_of(fields, "id").as_ref()),
        name: text("name"),
        role: text("role"),
        affiliation: text("affiliation"),
        same_as: text("same_as"),
        extra: Extra::new(),
    }
}

/// The field `paragraph_kinds` of the open object: an object from the paragraph's index to its kind.
pub(crate) fn write_kinds(writer: &mut Writer, set: &AnnotationSet) {
    writer.key("paragraph_kinds");
    writer.begin_object();
    for overrule in set.overrules() {
        writer.text_field(&overrule.paragraph.to_string(), overrule.kind.as_str());
    }
    writer.end_object();
}

/// What [`write_kinds`] wrote; nothing where the field is not there, so that the file is not ours.
pub(crate) fn read_kinds(fields: &Fields<'_>) -> Option<Vec<(u32, Cow<'static, str>)>> {
    let kinds = fields.get("paragraph_kinds").and_then(Node::as_object)?;
    let kinds = kinds.0.iter().filter_map(|(paragraph, kind)| {
        Some((paragraph.parse().ok()?, kind.as_text()?.to_owned().into()))
    });
    Some(kinds.collect())
}

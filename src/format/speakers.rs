//! The registry of speakers as JSON, as several formats have it.

use std::rc::Rc;

use crate::annotation::{AnnotationSet, Extra, Id, Speaker};
use crate::format::foreign::words_of;
use crate::format::json::{Fields, Node, Writer};

/// The field `speakers` of the open object.
pub(crate) fn write_speakers(writer: &mut Writer, set: &AnnotationSet) {
    writer.key("speakers");
    writer.begin_list();
    for speaker in set.speakers() {
        writer.begin_object();
        writer.text_field("id", speaker.id.as_str());
        for (name, value) in [
            ("name", &speaker.name),
            ("role", &speaker.role),
            ("affiliation", &speaker.affiliation),
            ("same_as", &speaker.same_as),
        ] {
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

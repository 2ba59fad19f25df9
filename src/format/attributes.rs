//! Attributes as JSON: a text, a number, or a list of texts.
//!
//! The native record and the journal write them alike. What the model has no room for (`true`, an object) is handed
//! back to the caller, who keeps it beside the record.

use std::rc::Rc;

use crate::annotation::{AttributeValue, Attributes};
use crate::format::json::{Fields, Layout, Node, Writer};

/// Writes the attributes as fields of the open object. A number that is none (undefined, infinite) is left out.
pub(crate) fn write_attributes(writer: &mut Writer, attributes: &Attributes) {
    for (name, value) in attributes {
        match value {
            AttributeValue::Text(text) => writer.text_field(name, text),
            AttributeValue::Number(number) if number.is_finite() => {
                writer.key(name);
                writer.number(*number);
            }
            AttributeValue::Number(_) => {}
            AttributeValue::Texts(texts) => {
                writer.key(name);
                writer.begin_list();
                for text in texts {
                    writer.text(text);
                }
                writer.end_list();
            }
        }
    }
}

/// The attributes as an object of their own, for formats that keep them as a text.
pub(crate) fn attributes_alone(attributes: &Attributes) -> String {
    let mut writer = Writer::new(Layout::Compact, 64);
    writer.begin_object();
    write_attributes(&mut writer, attributes);
    writer.end_object();
    writer.finish()
}

/// The attributes that an object holds, and the names of those fields that no attribute can hold.
pub(crate) fn read_attributes<'f>(fields: &'f Fields<'_>) -> (Attributes, Vec<&'f str>) {
    let mut attributes = Attributes::new();
    let mut others = Vec::new();
    for (name, node) in &fields.0 {
        match read_value(node) {
            Some(value) => drop(attributes.insert(Rc::from(name.as_ref()), value)),
            None => others.push(name.as_ref()),
        }
    }
    (attributes, others)
}

fn read_value(node: &Node<'_>) -> Option<AttributeValue> {
    match node {
        Node::Text(text) => Some(AttributeValue::Text(Rc::from(text.as_ref()))),
        Node::Number(_) => node.as_number().map(AttributeValue::Number),
        Node::List(nodes) => {
            let texts: Option<Vec<Rc<str>>> = nodes
                .iter()
                .map(|node| node.as_text().map(Rc::from))
                .collect();
            texts.map(AttributeValue::Texts)
        }
        Node::Null | Node::Bool(_) | Node::Object(_) => None,
    }
}

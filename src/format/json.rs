//! JSON as a stream of text out and a light tree in.
//!
//! [`Writer`] puts one field after another into a `String`, so that the bytes of a file are decided here and nowhere
//! else. [`Node`] is what a file says, with the strings that need no unescaping borrowed from it: half the time and
//! memory of `serde_json::Value`, and a field of the wrong type spoils only itself. Nothing here knows of annotations.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// How the JSON is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// On one line, without a blank.
    Compact,
    /// One field a line, indented by two blanks; see [`Writer::inline`].
    Indented,
}

/// Writes JSON. Every `begin_` has its `end_`; inside an object each value comes after its [`key`](Writer::key).
pub(crate) struct Writer {
    out: String,
    layout: Layout,
    depth: usize,
    /// How many of the open objects and lists stand on one line in spite of the layout.
    inline: usize,
    /// Whether something stands before the next value in the open object or list.
    comma: bool,
    /// Whether a key was just written, so that the value follows on the same line.
    keyed: bool,
}

impl Writer {
    pub(crate) fn new(layout: Layout, capacity: usize) -> Writer {
        Writer {
            out: String::with_capacity(capacity),
            layout,
            depth: 0,
            inline: 0,
            comma: false,
            keyed: false,
        }
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }

    pub(crate) fn begin_object(&mut self) {
        self.open('{');
    }

    pub(crate) fn end_object(&mut self) {
        self.close('}');
    }

    pub(crate) fn begin_list(&mut self) {
        self.open('[');
    }

    pub(crate) fn end_list(&mut self) {
        self.close(']');
    }

    /// Writes what `write` writes on one line, whatever the layout: small records read better so.
    pub(crate) fn inline(&mut self, write: impl FnOnce(&mut Writer)) {
        self.before_value();
        // The value's own place is found; now it must not look for one again.
        self.keyed = true;
        self.inline += 1;
        write(self);
        self.inline -= 1;
    }

    pub(crate) fn key(&mut self, key: &str) {
        self.before_value();
        self.quoted(key);
        self.out.push(':');
        if self.layout == Layout::Indented {
            self.out.push(' ');
        }
        self.keyed = true;
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.before_value();
        self.quoted(text);
    }

    pub(crate) fn null(&mut self) {
        self.literal("null");
    }

    pub(crate) fn literal(&mut self, literal: &str) {
        self.before_value();
        self.out.push_str(literal);
    }

    pub(crate) fn whole(&mut self, number: u32) {
        self.before_value();
        let mut digits = [0_u8; 10];
        let mut rest = number;
        let mut length = 0;
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
            length += 1;
            if rest == 0 {
                break;
            }
        }
        let written = digits.get(digits.len() - length..).unwrap_or(&[]);
        self.out
            .extend(written.iter().map(|digit| char::from(*digit)));
    }

    /// A number; what is not one (infinite, undefined) has no JSON and becomes `null`.
    pub(crate) fn number(&mut self, number: f64) {
        if (0.0..=f64::from(u32::MAX)).contains(&number) && number.fract() == 0.0 {
            return self.whole(number as u32);
        }
        match Number::from_f64(number) {
            Some(number) => self.literal(&number.to_string()),
            None => self.null(),
        }
    }

    /// Any value.
    pub(crate) fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.null(),
            Value::Bool(true) => self.literal("true"),
            Value::Bool(false) => self.literal("false"),
            Value::Number(number) => self.literal(&number.to_string()),
            Value::String(text) => self.text(text),
            Value::Array(values) => {
                self.begin_list();
                for value in values {
                    self.value(value);
                }
                self.end_list();
            }
            Value::Object(fields) => {
                self.begin_object();
                for (key, value) in fields {
                    self.key(key);
                    self.value(value);
                }
                self.end_object();
            }
        }
    }

    /// A field with a text.
    pub(crate) fn text_field(&mut self, key: &str, text: &str) {
        self.key(key);
        self.text(text);
    }

    /// The fields of a map but for those named, which stand there already.
    pub(crate) fn other_fields(&mut self, fields: &Map<String, Value>, known: &[&str]) {
        for (key, value) in fields {
            if !known.contains(&key.as_str()) {
                self.key(key);
                self.value(value);
            }
        }
    }

    fn open(&mut self, bracket: char) {
        self.before_value();
        self.out.push(bracket);
        self.depth += 1;
        self.comma = false;
    }

    fn close(&mut self, bracket: char) {
        self.depth = self.depth.saturating_sub(1);
        if self.comma {
            self.break_line();
        }
        self.out.push(bracket);
        self.comma = true;
        self.keyed = false;
    }

    fn before_value(&mut self) {
        if self.keyed {
            self.keyed = false;
        } else {
            if self.comma {
                self.out.push(',');
                if self.layout == Layout::Indented && self.inline > 0 {
                    self.out.push(' ');
                }
            }
            if self.depth > 0 {
                self.break_line();
            }
        }
        self.comma = true;
    }

    fn break_line(&mut self) {
        if self.layout == Layout::Indented && self.inline == 0 {
            self.out.push('\n');
            for _ in 0..self.depth {
                self.out.push_str("  ");
            }
        }
    }

    fn quoted(&mut self, text: &str) {
        self.out.push('"');
        let mut plain_from = 0;
        for (at, byte) in text.bytes().enumerate() {
            if byte >= b' ' && byte != b'"' && byte != b'\\' {
                continue;
            }
            self.out.push_str(text.get(plain_from..at).unwrap_or(""));
            plain_from = at + 1;
            match byte {
                b'"' => self.out.push_str("\\\""),
                b'\\' => self.out.push_str("\\\\"),
                b'\n' => self.out.push_str("\\n"),
                b'\r' => self.out.push_str("\\r"),
                b'\t' => self.out.push_str("\\t"),
                _ => {
                    self.out.push_str("\\u00");
                    for half in [byte >> 4, byte & 15] {
                        self.out
                            .push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
                    }
                }
            }
        }
        self.out.push_str(text.get(plain_from..).unwrap_or(""));
        self.out.push('"');
    }
}

/// A value of a JSON text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node<'a> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Object(Fields<'a>),
}

/// The fields of an object in the order of the text; of two with one name the last counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fields<'a>(pub(crate) Vec<(Cow<'a, str>, Node<'a>)>);

impl<'a> Fields<'a> {
    pub(crate) fn get(&self, key: &str) -> Option<&Node<'a>> {
        let found = self.0.iter().rev().find(|(name, _)| name == key);
        found.map(|(_, node)| node)
    }

    /// The text of a field, if it has one.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Node::as_text)
    }

    /// The fields but for those named, as they are kept in a record.
    pub(crate) fn others(&self, known: &[&str]) -> Map<String, Value> {
        let others = self
            .0
            .iter()
            .filter(|(key, _)| !known.contains(&key.as_ref()));
        others
            .map(|(key, node)| (key.to_string(), node.to_value()))
            .collect()
    }
}

impl<'a> Node<'a> {
    /// The value that a text holds, with nothing behind it.
    pub(crate) fn parse(text: &'a str) -> Result<Node<'a>, serde_json::Error> {
        serde_json::from_str(text)
    }

    pub(crate) fn as_object(&self) -> Option<&Fields<'a>> {
        match self {
            Node::Object(fields) => Some(fields),
            _ => None,
        }
    }

    pub(crate) fn as_list(&self) -> Option<&[Node<'a>]> {
        match self {
            Node::List(nodes) => Some(nodes),
            _ => None,
        }
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Node::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn as_number(&self) -> Option<f64> {
        match self {
            Node::Number(number) => number.as_f64().filter(|number| number.is_finite()),
            _ => None,
        }
    }

    /// A whole number that fits; `3.0` counts as 3.
    pub(crate) fn as_whole(&self) -> Option<u32> {
        let number = self.as_number()?;
        let whole = (0.0..=f64::from(u32::MAX)).contains(&number) && number.fract() == 0.0;
        whole.then_some(number as u32)
    }

    /// The same as a tree that borrows nothing.
    pub(crate) fn from_value(value: Value) -> Node<'static> {
        match value {
            Value::Null => Node::Null,
            Value::Bool(value) => Node::Bool(value),
            Value::Number(number) => Node::Number(number),
            Value::String(text) => Node::Text(Cow::Owned(text)),
            Value::Array(values) => Node::List(values.into_iter().map(Node::from_value).collect()),
            Value::Object(fields) => {
                let fields = fields.into_iter();
                Node::Object(Fields(
                    fields
                        .map(|(key, value)| (Cow::Owned(key), Node::from_value(value)))
                        .collect(),
                ))
            }
        }
    }

    pub(crate) fn to_value(&self) -> Value {
        match self {
            Node::Null => Value::Null,
            Node::Bool(value) => Value::Bool(*value),
            Node::Number(number) => Value::Number(number.clone()),
            Node::Text(text) => Value::String(text.to_string()),
            Node::List(nodes) => nodes.iter().map(Node::to_value).collect(),
            Node::Object(fields) => Value::Object(fields.others(&[])),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Node<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node<'a>, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'de>, E> {
        Ok(Node::Bool(value))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node<'de>, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node<'de>, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node<'de>, E> {
        Ok(Number::from_f64(number).map_or(Node::Null, Node::Number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node<'de>, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element()? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node<'de>, A::Error> {
        let mut fields = Vec::new();
        while let Some((Key(key), node)) = map.next_entry()? {
            fields.push((key, node));
        }
        Ok(Node::Object(Fields(fields)))
    }
}

/// The name of a field, borrowed where it can be.
struct Key<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Key<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Key<'a>, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(text.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(value: Value) {
        for layout in [Layout::Compact, Layout::Indented] {
            let mut writer = Writer::new(layout, 0);
            writer.value(&value);
            let text = writer.finish();
            assert_eq!(
                serde_json::from_str::<Value>(&text).unwrap(),
                value,
                "{text}"
            );
            assert_eq!(Node::parse(&text).unwrap().to_value(), value, "{text}");
            if layout == Layout::Compact {
                assert_eq!(text, value.to_string());
            }
        }
    }

    #[test]
    fn what_is_written_is_what_serde_json_writes_and_reads() {
        check(json!({}));
        check(json!([[], {}, [1, -2, 3.5, 1e300], null, true, false]));
        check(json!({"a": "\"\\\n\r\t\u{1}\u{1f}\u{7f} é 🚒", "\"": [{"b": {}}]}));
        check(json!(u64::MAX));
        check(json!(["</script>", "\u{2028}"]));
    }

    #[test]
    fn a_small_record_stands_on_one_line() {
        let mut writer = Writer::new(Layout::Indented, 0);
        writer.begin_object();
        writer.key("at");
        writer.inline(|writer| {
            writer.begin_list();
            writer.whole(0);
            writer.whole(4_294_967_295);
            writer.number(0.5);
            writer.number(f64::NAN);
            writer.end_list();
        });
        writer.text_field("b", "c");
        writer.end_object();
        assert_eq!(
            writer.finish(),
            "{\n  \"at\": [0, 4294967295, 0.5, null],\n  \"b\": \"c\"\n}"
        );
    }

    #[test]
    fn of_two_fields_with_one_name_the_last_counts() {
        let node = Node::parse(r#"{"a":1,"a":2}"#).unwrap();
        assert_eq!(
            node.as_object().unwrap().get("a").unwrap().as_whole(),
            Some(2)
        );
    }
}

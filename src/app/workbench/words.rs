//! Class names and words for what the views say in terms of the model.
//!
//! In come labels, states and values; out come the classes of the styles and words for a reader. No HTML.

use yew::AttrValue;

use crate::annotation::{Schema, State};
use crate::article::ParagraphKind;
use crate::session::KeyMap;

/// The class that gives a label its colours and its line; one class for all labels that are a file's own.
pub fn hue(label: &str) -> &'static str {
    Schema::BUILT_IN
        .label(label)
        .map_or("other", |label| label.name)
}

/// The label's name for a reader; a file's own label as the file spells it.
pub fn title(label: &str) -> String {
    Schema::BUILT_IN
        .label(label)
        .map_or_else(|| label.to_owned(), |label| label.title.to_owned())
}

/// More than one of it, as English has it.
pub fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    }
}

/// The letter before a mark; of a file's own label its first.
pub fn letter(label: &str) -> char {
    match Schema::BUILT_IN.label(label) {
        Some(label) => label.letter,
        None => label
            .chars()
            .next()
            .map_or('•', |first| first.to_ascii_uppercase()),
    }
}

/// A value's name as a reader reads it: «at least» for `at_least`.
pub fn spaced(value: &str) -> String {
    value.replace('_', " ")
}

/// The class of a state.
pub fn state_class(state: State) -> &'static str {
    state.as_str()
}

/// What a paragraph is, for a reader.
pub fn kind_title(kind: ParagraphKind) -> &'static str {
    match kind {
        ParagraphKind::Headline => "Headline",
        ParagraphKind::Byline => "Byline",
        ParagraphKind::Dateline => "Dateline",
        ParagraphKind::Body => "Text",
        ParagraphKind::Furniture => "Page furniture",
    }
}

/// The first key of a command as people read it; empty if it has none.
pub fn cap(keys: &KeyMap, command: &str) -> AttrValue {
    keys.shown(command)
        .into_iter()
        .next()
        .map_or_else(AttrValue::default, AttrValue::from)
}

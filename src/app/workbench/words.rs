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

/// The keys of a command for `aria-keyshortcuts`; no attribute if it has none.
pub fn aria_keys(keys: &KeyMap, command: &str) -> Option<AttrValue> {
    let keys = keys.aria_keyshortcuts(command);
    (!keys.is_empty()).then(|| AttrValue::from(keys))
}

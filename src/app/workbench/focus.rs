//! Where the focus goes: the places of the workbench that have a name.
//!
//! The page has one of each, so an id finds it; nothing has to be handed through the components for it.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};

/// The article's text.
pub const TEXT: &str = "text";
/// What a screen reader says of the keys when the text has the focus.
pub const PANE_KEYS: &str = "pane-keys";
/// The card.
pub const CARD: &str = "card";
/// The note's field on the card.
pub const NOTE: &str = "note";
/// The words of the filter.
pub const FIND: &str = "find";
/// The first of the other filters.
pub const FILTERS: &str = "filters";
/// The registry's entry on the card.
pub const ENTRY: &str = "entry";
/// The list.
pub const LIST: &str = "list";

/// Puts the focus on the element of this name, and answers whether it is there.
pub fn focus(id: &str) -> bool {
    element(id)
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

/// Puts the focus on the first control that matches inside the element of this name.
pub fn focus_in(id: &str, selector: &str) -> bool {
    element(id)
        .and_then(|element| element.query_selector(selector).ok().flatten())
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

/// Opens the part of the page that is folded under this name, and answers whether it is there.
pub fn open_details(id: &str) -> bool {
    element(id).is_some_and(|element| element.set_attribute("open", "").is_ok())
}

/// Whether the element of this name has the focus.
pub fn has_focus(id: &str) -> bool {
    element(id).is_some_and(|element| {
        let active = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.active_element());
        active.is_some_and(|active| active == element)
    })
}

/// Puts the focus on the text if, once all is drawn, nothing has it: what had it is gone.
pub fn save_focus() {
    spawn_local(async {
        let document = web_sys::window().and_then(|window| window.document());
        let active = document.and_then(|document| document.active_element());
        if active.is_none_or(|active| active.tag_name() == "BODY") {
            focus(TEXT);
        }
    });
}

/// The element of this name.
pub fn element(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

//! What the page says when it has stopped: after a panic no code of it runs any more, and it must not look alive.

use web_sys::{Document, Element};

/// What is said.
const WORDS: &str =
    "Pressmark has stopped because of a defect in it. Load the page again: what was saved is safe.";

/// Has a panic shown in the page and in the browser's console, instead of leaving everything as if nothing had been.
pub fn watch() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            show(&document);
        }
    }));
}

/// Says that the page has stopped, above everything else, and takes away what says «saved».
pub fn show(document: &Document) -> Option<Element> {
    // An open dialog covers everything but what stands in it.
    let dialog = document.query_selector("dialog[open]").ok().flatten();
    let place = dialog.or_else(|| document.body().map(Into::into))?;
    let said = document.create_element("p").ok()?;
    said.set_class_name("stopped");
    said.set_text_content(Some(WORDS));
    // Inserted first and made an alert then, or a screen reader may miss it.
    place.prepend_with_node_1(&said).ok()?;
    let _ = said.set_attribute("role", "alert");
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute("data-stopped", "");
    }
    Some(said)
}

//! The browser's selection and the session's, each in terms of the other.
//!
//! In comes the browser's selection, out come its two ends as places in the article; in come places, out goes a
//! changed browser selection. The visible selection is always the browser's own, so that touch handles, copying and
//! screen readers work as everywhere. It never decides what is selected: that is the session's.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Range, Selection};

use crate::app::workbench::pane::places::{Point, byte_at, point_at, range_of};
use crate::article::{Article, Byte, Extent};

/// The fixed end and the moving end of what the browser has selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// Where it began.
    pub anchor: Byte,
    /// Where it ended.
    pub caret: Byte,
}

/// What the browser has selected, if it lies in the pane. An end outside is not guessed.
pub fn read(pane: &Element, article: &Article) -> Option<Ends> {
    let selection = browser_selection()?;
    let anchor = Point {
        node: selection.anchor_node()?,
        offset: selection.anchor_offset(),
    };
    let caret = Point {
        node: selection.focus_node()?,
        offset: selection.focus_offset(),
    };
    Some(Ends {
        anchor: byte_at(pane, article, &anchor)?,
        caret: byte_at(pane, article, &caret)?,
    })
}

/// Selects in the browser, unless it is selected there already. The direction is kept: Shift and the system's handles go on from it.
pub fn write(pane: &Element, article: &Article, ends: Ends) {
    if read(pane, article) == Some(ends) {
        return;
    }
    let (Some(selection), Some(anchor), Some(caret)) = (
        browser_selection(),
        point_at(pane, article, ends.anchor),
        point_at(pane, article, ends.caret),
    ) else {
        return;
    };
    // It fails only for nodes that have left the page, and then the next drawing sets it right.
    let _ = selection.set_base_and_extent(&anchor.node, anchor.offset, &caret.node, caret.offset);
}

/// Whether the browser's selection, caret or not, lies in this element.
pub fn is_in(pane: &Element) -> bool {
    browser_selection()
        .and_then(|selection| selection.anchor_node())
        .is_some_and(|node| pane.contains(Some(&node)))
}

/// Shows stretches by a custom highlight of this name, which the styles colour; none: the highlight goes. Nothing is
/// drawn anew for it. Browsers without such highlights show nothing; nothing depends on it.
pub fn highlight(name: &str, pane: &Element, article: &Article, extents: &[Extent]) {
    let ranges: Vec<Range> = extents
        .iter()
        .filter_map(|extent| range_of(pane, article, *extent))
        .collect();
    let _ = set_highlight(name, &ranges);
}

fn set_highlight(name: &str, ranges: &[Range]) -> Result<(), JsValue> {
    let global = js_sys::global();
    let css = Reflect::get(&global, &"CSS".into())?;
    let registry = Reflect::get(&css, &"highlights".into())?;
    if registry.is_undefined() {
        return Ok(());
    }
    if ranges.is_empty() {
        let delete: Function = Reflect::get(&registry, &"delete".into())?.dyn_into()?;
        delete.call1(&registry, &name.into())?;
        return Ok(());
    }
    let make: Function = Reflect::get(&global, &"Highlight".into())?.dyn_into()?;
    let arguments: Array = ranges.iter().collect();
    let made = Reflect::construct(&make, &arguments)?;
    let set: Function = Reflect::get(&registry, &"set".into())?.dyn_into()?;
    set.call2(&registry, &name.into(), &made)?;
    Ok(())
}

fn browser_selection() -> Option<Selection> {
    web_sys::window()?.get_selection().ok().flatten()
}

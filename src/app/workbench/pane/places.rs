//! Places in the article's text ↔ places in the pane's nodes.
//!
//! In come a node with an offset (UTF-16 units in text, children in an element) or a [`Byte`] of the article; out
//! comes the other. It leans on one rule of the pane's markup: the text contents of the elements with
//! [`PARAGRAPH`], one a paragraph in the article's order, add up to the article's text. They stand in rows, and
//! [`STRETCH`] rows in one child of the pane. It never knows what the marks mean, and it never changes the page.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CharacterData, Document, Element, Node, Range};

use crate::app::workbench::pane::drawing::STRETCH;
use crate::article::{Article, Byte, Extent};

/// The attribute on the element that holds a paragraph's text and the line breaks after it: its index in the article.
pub const PARAGRAPH: &str = "data-paragraph";

/// A place in the pane as the browser names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The node.
    pub node: Node,
    /// UTF-16 units into a text node; children of an element.
    pub offset: u32,
}

/// The place in the article of a node and an offset; nothing when they are outside the pane.
///
/// A place beside the text (a margin note, the space under a paragraph) belongs to the paragraph in the same row:
/// its end. The line breaks after a paragraph count as its end, too: nobody can see a caret between them.
pub fn byte_at(pane: &Element, article: &Article, point: &Point) -> Option<Byte> {
    if !pane.contains(Some(&point.node)) {
        return None;
    }
    let Some(text) = holder(&point.node) else {
        // Not in a paragraph's text: between rows or beside a paragraph.
        let Some(row) = row_of(pane, &point.node) else {
            return between_rows(pane, article, point);
        };
        let Some(index) = paragraph_of_row(&row) else {
            return Some(article.paragraphs().last()?.extent.end);
        };
        return Some(article.paragraphs().get(index)?.extent.end);
    };
    let paragraph = article.paragraphs().get(index_of(&text)?)?;
    let mut units = 0;
    units_before(&text, point, &mut units);
    let at = byte_of_unit(article.slice(paragraph.extent), units);
    Some(Byte::at(paragraph.extent.start.index() + at))
}

/// The place of a point between two stretches or two rows: the start of the row behind it, else the end of what is before.
fn between_rows(pane: &Element, article: &Article, point: &Point) -> Option<Byte> {
    let around = point.node.dyn_ref::<Element>()?;
    let behind = around.children().item(point.offset);
    let in_pane = around == pane;
    let row = match &behind {
        Some(stretch) if in_pane => stretch.first_element_child(),
        _ => behind,
    };
    let paragraphs = article.paragraphs();
    if let Some(index) = row.as_ref().and_then(paragraph_of_row) {
        return Some(paragraphs.get(index)?.extent.start);
    }
    let last = around.last_element_child().filter(|_| !in_pane);
    let before = match last.as_ref().and_then(paragraph_of_row) {
        Some(index) => paragraphs.get(index)?,
        None => paragraphs.last()?,
    };
    Some(before.extent.end)
}

/// The node and offset where a caret at this place stands; nothing when the paragraph is not in the pane.
pub fn point_at(pane: &Element, article: &Article, at: Byte) -> Option<Point> {
    let index = article.paragraph_at(at);
    let paragraph = article.paragraphs().get(index)?;
    let text = text_of(pane, index)?;
    let before = Extent::new(
        paragraph.extent.start,
        article
            .offsets()
            .grapheme_floor(at.min(paragraph.extent.end)),
    );
    let mut units = units_of(article.slice(before));
    let point = point_of_unit(&text, &mut units);
    Some(point.unwrap_or(Point {
        node: text.into(),
        offset: 0,
    }))
}

/// A range over a stretch of the article.
pub fn range_of(pane: &Element, article: &Article, extent: Extent) -> Option<Range> {
    let start = point_at(pane, article, extent.start)?;
    let end = point_at(pane, article, extent.end)?;
    let range = Range::new().ok()?;
    range.set_start(&start.node, start.offset).ok()?;
    range.set_end(&end.node, end.offset).ok()?;
    Some(range)
}

/// The element that holds the text of a paragraph.
pub fn text_of(pane: &Element, index: usize) -> Option<Element> {
    let nth = |number: usize| u32::try_from(number).ok();
    let stretch = pane.children().item(nth(index / STRETCH)?)?;
    let row = stretch.children().item(nth(index % STRETCH)?)?;
    let text = row.first_element_child()?;
    (index_of(&text) == Some(index)).then_some(text)
}

/// Whether the lines of a paragraph run from right to left. The browser decides it by the first letter (`dir=auto`).
pub fn is_leftwards(pane: &Element, index: usize) -> bool {
    text_of(pane, index).is_some_and(|text| text.matches(":dir(rtl)").unwrap_or(false))
}

/// The index of the paragraph in whose row an element lies.
pub fn paragraph_of(pane: &Element, node: &Node) -> Option<usize> {
    paragraph_of_row(&row_of(pane, node)?)
}

/// The place under a point of the window (CSS pixels), if the browser finds one in the pane.
pub fn byte_under(
    document: &Document,
    pane: &Element,
    article: &Article,
    x: f64,
    y: f64,
) -> Option<Byte> {
    byte_at(pane, article, &point_under(document, x, y)?)
}

/// What stands under a point of the window. Two spellings: the standard's, and the one of older Safaris.
#[expect(clippy::cast_possible_truncation, reason = "pixels of a window")]
fn point_under(document: &Document, x: f64, y: f64) -> Option<Point> {
    let has = |name: &str| {
        js_sys::Reflect::get(document, &JsValue::from_str(name))
            .ok()
            .and_then(|value| value.dyn_into::<js_sys::Function>().ok())
    };
    if has("caretPositionFromPoint").is_some() {
        let position = document.caret_position_from_point(x as f32, y as f32)?;
        return Some(Point {
            node: position.offset_node()?,
            offset: position.offset(),
        });
    }
    let range = has("caretRangeFromPoint")?
        .call2(document, &JsValue::from_f64(x), &JsValue::from_f64(y))
        .ok()?
        .dyn_into::<Range>()
        .ok()?;
    Some(Point {
        node: range.start_container().ok()?,
        offset: range.start_offset().ok()?,
    })
}

/// The element with [`PARAGRAPH`] around a node.
fn holder(node: &Node) -> Option<Element> {
    let element = match node.dyn_ref::<Element>() {
        Some(element) => element.clone(),
        None => node.parent_element()?,
    };
    element.closest("[data-paragraph]").ok().flatten()
}

/// The row in which a node lies: a child of one of the pane's children.
fn row_of(pane: &Element, node: &Node) -> Option<Element> {
    let mut at = node.clone();
    let mut around = at.parent_node()?;
    loop {
        let further = around.parent_node()?;
        if further == **pane {
            return at.dyn_into().ok();
        }
        at = std::mem::replace(&mut around, further);
    }
}

fn paragraph_of_row(row: &Element) -> Option<usize> {
    index_of(&row.first_element_child()?)
}

fn index_of(text: &Element) -> Option<usize> {
    text.get_attribute(PARAGRAPH)?.parse().ok()
}

/// Adds up the UTF-16 units of a paragraph's text before the point. Says whether the point was met.
fn units_before(node: &Node, point: &Point, units: &mut u32) -> bool {
    if let Some(text) = node.dyn_ref::<CharacterData>() {
        if *node == point.node {
            *units += point.offset.min(text.length());
            return true;
        }
        *units += text.length();
        return false;
    }
    let here = *node == point.node;
    let mut child = node.first_child();
    let mut nth = 0;
    while let Some(at) = child {
        if here && nth == point.offset {
            return true;
        }
        if units_before(&at, point, units) {
            return true;
        }
        nth += 1;
        child = at.next_sibling();
    }
    here
}

/// The text node where so many units have gone by; `units` counts down to what is left.
///
/// Between two text nodes it is the end of the first, but never a node that holds nothing.
fn point_of_unit(node: &Node, units: &mut u32) -> Option<Point> {
    if let Some(text) = node.dyn_ref::<CharacterData>() {
        let length = text.length();
        if length > 0 && *units <= length {
            return Some(Point {
                node: node.clone(),
                offset: *units,
            });
        }
        *units -= length.min(*units);
        return None;
    }
    let mut child = node.first_child();
    while let Some(at) = child {
        if let Some(point) = point_of_unit(&at, units) {
            return Some(point);
        }
        child = at.next_sibling();
    }
    None
}

/// How many UTF-16 units a text has.
fn units_of(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// The byte of a text where a UTF-16 unit starts; inside a surrogate pair, where the pair starts; its end beyond it.
fn byte_of_unit(text: &str, unit: u32) -> usize {
    let mut units = 0;
    for (at, character) in text.char_indices() {
        let next = units + u32::try_from(character.len_utf16()).unwrap_or(2);
        if next > unit {
            return at;
        }
        units = next;
    }
    text.len()
}

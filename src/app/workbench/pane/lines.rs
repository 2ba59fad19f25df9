//! Where the caret stands on the screen, and which place lies a line above or below.
//!
//! In come places in the article; out come rectangles and places. Only the page knows lines: they come from layout.

use web_sys::{Document, DomRect, Element, Range};

use crate::app::workbench::pane::places::{byte_under, is_leftwards, point_at};
use crate::article::{Article, Byte};
use crate::session::Way;

/// A caret's bar in CSS pixels of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Its left edge.
    pub x: f64,
    /// Its top.
    pub y: f64,
    /// Its height.
    pub height: f64,
}

impl From<DomRect> for Bar {
    fn from(rect: DomRect) -> Self {
        Bar {
            x: rect.x(),
            y: rect.y(),
            height: rect.height(),
        }
    }
}

/// The bar of a caret at this place; nothing where nothing is laid out.
pub fn bar_at(pane: &Element, article: &Article, at: Byte) -> Option<Bar> {
    let point = point_at(pane, article, at)?;
    let range = Range::new().ok()?;
    range.set_start(&point.node, point.offset).ok()?;
    range.collapse_with_to_start(true);
    if let Some(bar) = last_rect(&range) {
        return Some(bar);
    }
    // At some edges a range without text has no rectangle: take the letter beside it.
    if point.offset > 0 {
        range.set_start(&point.node, point.offset - 1).ok()?;
        let rect = last(&range)?;
        let leftwards = is_leftwards(pane, article.paragraph_at(at));
        return Some(Bar {
            x: if leftwards { rect.x() } else { rect.right() },
            ..Bar::from(rect)
        });
    }
    range.set_end(&point.node, point.offset + 1).ok()?;
    last_rect(&range)
}

/// The place a line up or down from a place, nearest to the column `x` (CSS pixels of the window).
pub fn line_from(
    document: &Document,
    pane: &Element,
    article: &Article,
    from: Byte,
    way: Way,
    x: f64,
) -> Option<Byte> {
    /// Small enough not to jump over the smallest line, in pixels.
    const STEP: f64 = 8.0;
    /// More than the highest space between two lines: margin notes under a paragraph on a narrow screen included.
    const REACH: f64 = 480.0;
    let bar = bar_at(pane, article, from)?;
    let mut distance = STEP;
    while distance < REACH {
        let y = match way {
            Way::Back => bar.y - distance,
            Way::On => bar.y + bar.height + distance,
        };
        distance += STEP;
        let Some(found) = byte_under(document, pane, article, x, y) else {
            continue;
        };
        let moved = match way {
            Way::Back => found < from,
            Way::On => found > from,
        };
        if !moved {
            continue;
        }
        let there = bar_at(pane, article, found)?;
        let another_line = (there.y - bar.y).abs() > bar.height / 2.0;
        if another_line {
            return Some(found);
        }
    }
    None
}

fn last_rect(range: &Range) -> Option<Bar> {
    last(range).map(Bar::from)
}

/// A place where a line breaks has two rectangles; the later one is where the next letter stands.
fn last(range: &Range) -> Option<DomRect> {
    let rects = range.get_client_rects()?;
    (0..rects.length())
        .rev()
        .filter_map(|n| rects.item(n))
        .find(|rect| rect.height() > 0.0)
}

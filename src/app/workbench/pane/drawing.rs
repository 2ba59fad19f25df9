//! All paragraphs as nodes, in stretches of a few rows.
//!
//! In come the views, of which those are drawn anew that are another `Rc`; out come the children of the pane. Marks and
//! margin are drawn only near what is seen (the text itself always stands in the page, so that it can be searched, copied
//! and read aloud), so that an article of a whole book costs what is on the screen.

use std::ops::Range;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

use crate::app::workbench::pane::row::{Amount, Moulds};
use crate::session::ParagraphView;

/// So many rows stand in one stretch, which the browser lays out only when it comes near: few enough for a quick frame
/// when one does, and enough that watching over them costs nothing.
pub const STRETCH: usize = 8;

/// Articles of no more paragraphs are drawn whole.
const SHORT: usize = 8 * STRETCH;

/// Screens before and behind the window in which marks are drawn: more than the browser lays out in advance, so that
/// nothing that has its place takes another one.
const BEYOND: f64 = 2.5;

/// What is drawn in the pane.
pub struct Drawing {
    pane: Element,
    moulds: Moulds,
    views: Rc<[Rc<ParagraphView>]>,
    stretches: Vec<Stretch>,
}

struct Stretch {
    element: HtmlElement,
    amount: Amount,
}

impl Drawing {
    /// Draws into an empty element.
    ///
    /// # Errors
    /// Never in a browser.
    pub fn new(
        document: &Document,
        pane: &Element,
        views: &Rc<[Rc<ParagraphView>]>,
    ) -> Result<Self, JsValue> {
        let mut drawing = Drawing {
            pane: pane.clone(),
            moulds: Moulds::new(document)?,
            views: Rc::from([]),
            stretches: Vec::new(),
        };
        drawing.begin(document, views)?;
        Ok(drawing)
    }

    /// Draws these views instead of those that are there.
    ///
    /// # Errors
    /// If somebody else has changed the nodes.
    pub fn show(
        &mut self,
        document: &Document,
        views: &Rc<[Rc<ParagraphView>]>,
    ) -> Result<(), JsValue> {
        if Rc::ptr_eq(&self.views, views) {
            return Ok(());
        }
        if !is_same_text(&self.views, views) {
            return self.begin(document, views);
        }
        let pairs = self.views.chunks(STRETCH).zip(views.chunks(STRETCH));
        for (stretch, (old, new)) in self.stretches.iter().zip(pairs) {
            for (nth, (old, new)) in old.iter().zip(new).enumerate() {
                if !Rc::ptr_eq(old, new) {
                    let row = row(&stretch.element, nth).ok_or(JsValue::NULL)?;
                    self.moulds.change(&row, old, new, stretch.amount)?;
                }
            }
        }
        self.views = views.clone();
        Ok(())
    }

    fn begin(
        &mut self,
        document: &Document,
        views: &Rc<[Rc<ParagraphView>]>,
    ) -> Result<(), JsValue> {
        self.views = views.clone();
        self.stretches.clear();
        self.pane.set_text_content(None);
        let amount = if views.len() <= SHORT {
            Amount::Whole
        } else {
            Amount::Text
        };
        let all = document.create_document_fragment();
        for views in views.chunks(STRETCH) {
            let element: HtmlElement = document.create_element("div")?.dyn_into()?;
            element.set_class_name("stretch");
            let lines: f64 = views.iter().map(|view| lines(view.extent.len())).sum();
            let style = element.style();
            let height = format!("auto {lines:.0}lh");
            style.set_property("contain-intrinsic-block-size", &height)?;
            for view in views {
                element.append_child(self.moulds.row(view, amount)?.as_ref())?;
            }
            all.append_child(&element)?;
            self.stretches.push(Stretch { element, amount });
        }
        self.pane.append_child(&all)?;
        Ok(())
    }

    /// Draws the marks of all that is in the window of a scroller or near it. It measures; nothing must have been
    /// written since the last layout that this layout can do without.
    ///
    /// # Errors
    /// If somebody else has changed the nodes.
    pub fn fill_near(&mut self, scroller: &Element) -> Result<(), JsValue> {
        if self
            .stretches
            .iter()
            .all(|stretch| stretch.amount == Amount::Whole)
        {
            return Ok(());
        }
        let view = scroller.get_bounding_client_rect();
        let beyond = view.height() * BEYOND;
        let top = |stretch: &Stretch| stretch.element.get_bounding_client_rect().top();
        // They stand under one another, so a few are measured, not all.
        let behind = |y: f64| self.stretches.partition_point(|stretch| top(stretch) < y);
        let first = behind(view.top() - beyond).saturating_sub(1);
        let end = behind(view.bottom() + beyond);
        self.fill(first..end)
    }

    /// Draws the marks around a paragraph, so that it can be gone to.
    ///
    /// # Errors
    /// If somebody else has changed the nodes.
    pub fn fill_around(&mut self, paragraph: usize) -> Result<(), JsValue> {
        const AROUND: usize = 2;
        let at = paragraph / STRETCH;
        self.fill(at.saturating_sub(AROUND)..at + AROUND + 1)
    }

    /// Draws all marks: on paper everything is seen.
    ///
    /// # Errors
    /// If somebody else has changed the nodes.
    pub fn fill_all(&mut self) -> Result<(), JsValue> {
        self.fill(0..self.stretches.len())
    }

    fn fill(&mut self, which: Range<usize>) -> Result<(), JsValue> {
        let chunks = self.views.chunks(STRETCH);
        let wanted = self.stretches.iter_mut().zip(chunks);
        for (stretch, views) in wanted.skip(which.start).take(which.len()) {
            if stretch.amount == Amount::Whole {
                continue;
            }
            stretch.amount = Amount::Whole;
            for (nth, view) in views.iter().enumerate() {
                let row = row(&stretch.element, nth).ok_or(JsValue::NULL)?;
                self.moulds.fill(&row, view)?;
            }
        }
        Ok(())
    }
}

fn row(stretch: &Element, nth: usize) -> Option<Element> {
    stretch.children().item(u32::try_from(nth).ok()?)
}

/// Whether the views are of the same paragraphs: then what is drawn can be made into what is to be drawn.
fn is_same_text(old: &[Rc<ParagraphView>], new: &[Rc<ParagraphView>]) -> bool {
    match (old.first(), new.first()) {
        (Some(one), Some(other)) => {
            old.len() == new.len()
                && (Rc::ptr_eq(&one.article, &other.article)
                    || one.article.text() == other.article.text())
        }
        _ => false,
    }
}

/// About so many lines of the measure a paragraph of so many bytes fills, the space under it included, so that the
/// scroll bar is honest about what was never laid out.
fn lines(bytes: u32) -> f64 {
    const BYTES_A_LINE: f64 = 68.0;
    const SPACE: f64 = 0.54;
    (f64::from(bytes) / BYTES_A_LINE).ceil().max(1.0) + SPACE
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::*;
    use crate::annotation::{AnnotationSet, Metadata};
    use crate::article::{Article, Byte};
    use crate::session::{Command, Extend, Session, Snap};

    wasm_bindgen_test_configure!(run_in_browser);

    const NOW: &str = "2026-11-24T12:00:00Z";

    /// A sitting, and its drawing.
    struct Bench {
        document: Document,
        pane: Element,
        session: Session,
        drawing: Drawing,
    }

    impl Bench {
        fn new(paragraphs: usize) -> Self {
            let text: Vec<String> = (0..paragraphs)
                .map(|n| {
                    format!("“Bridge {n} stands,” said Ann Lee of the council in the morning.")
                })
                .collect();
            let article = Article::from_text(&text.join("\n\n"));
            let set = AnnotationSet::new(Metadata::default());
            let session = Session::open(Rc::new(article), set, "");
            let document = web_sys::window().unwrap().document().unwrap();
            let pane = document.create_element("div").unwrap();
            document.body().unwrap().append_child(&pane).unwrap();
            let drawing = Drawing::new(&document, &pane, session.paragraphs()).unwrap();
            Bench {
                document,
                pane,
                session,
                drawing,
            }
        }

        fn run(&mut self, command: Command) {
            self.session.run(command, NOW).unwrap();
            let views = self.session.paragraphs();
            self.drawing.show(&self.document, views).unwrap();
        }

        /// Tags the nth occurrence of words.
        fn tag(&mut self, words: &str, nth: usize, label: &str) {
            let text = self.session.article().text();
            let start = text.match_indices(words).nth(nth).unwrap().0;
            let (anchor, caret) = (Byte::at(start), Byte::at(start + words.len()));
            self.run(Command::SelectText {
                anchor,
                caret,
                snap: Snap::Graphemes,
                extend: Extend::No,
            });
            self.run(Command::Label(label.into()));
        }

        /// That the nodes are those of a drawing made from nothing.
        #[track_caller]
        fn assert_true(&self) {
            let fresh = self.document.create_element("div").unwrap();
            let views = self.session.paragraphs();
            let mut drawing = Drawing::new(&self.document, &fresh, views).unwrap();
            for (nth, stretch) in self.drawing.stretches.iter().enumerate() {
                if stretch.amount == Amount::Whole {
                    drawing.fill(nth..nth + 1).unwrap();
                }
            }
            assert_eq!(self.pane.inner_html(), fresh.inner_html());
            assert_eq!(self.text(), self.session.article().text());
        }

        fn text(&self) -> String {
            let texts = self.pane.query_selector_all("[data-paragraph]").unwrap();
            let texts = (0..texts.length()).map(|n| texts.item(n).unwrap());
            texts.map(|text| text.text_content().unwrap()).collect()
        }

        fn marks(&self) -> u32 {
            self.pane.query_selector_all(".mark").unwrap().length()
        }
    }

    impl Drop for Bench {
        fn drop(&mut self) {
            self.pane.remove();
        }
    }

    #[wasm_bindgen_test]
    fn what_a_change_draws_is_what_would_be_drawn_from_nothing() {
        let mut bench = Bench::new(3);
        bench.assert_true();
        bench.tag("Ann Lee", 1, "speaker");
        bench.assert_true();
        bench.tag("“Bridge 1 stands,”", 0, "quote");
        bench.assert_true();
        bench.tag("said Ann Lee of", 1, "claim");
        bench.assert_true();
        bench.run(Command::PreviousAnnotation);
        bench.assert_true();
        bench.run(Command::LetGo);
        for _ in 0..3 {
            bench.run(Command::Undo);
            bench.assert_true();
        }
        assert_eq!(bench.marks(), 0);
    }

    #[wasm_bindgen_test]
    fn what_the_browser_has_selected_stays_when_only_marks_change() {
        let mut bench = Bench::new(2);
        bench.tag("Ann Lee", 0, "speaker");
        let mark = bench.pane.query_selector(".mark").unwrap().unwrap();
        bench.run(Command::LetGo);
        bench.run(Command::NextAnnotation);
        assert!(mark.is_connected());
        assert!(mark.class_list().contains("selected"));
    }

    #[wasm_bindgen_test]
    fn far_from_the_window_the_text_stands_there_without_marks() {
        let mut bench = Bench::new(SHORT + 2 * STRETCH);
        let last = SHORT + STRETCH + 1;
        bench.tag("Ann Lee", 1, "speaker");
        bench.tag("Ann Lee", last, "speaker");
        assert_eq!(bench.marks(), 0);
        bench.assert_true();
        bench.drawing.fill_around(0).unwrap();
        assert_eq!(bench.marks(), 1);
        bench.assert_true();
        bench.drawing.fill_around(last).unwrap();
        assert_eq!(bench.marks(), 2);
        bench.run(Command::Undo);
        bench.assert_true();
        bench.run(Command::Redo);
        bench.drawing.fill_all().unwrap();
        assert_eq!(bench.marks(), 2);
        bench.assert_true();
    }
}

//! One paragraph with its margin, as nodes.
//!
//! In comes a view, and the one that is drawn; out come nodes whose text is exactly the paragraph's, with marks around
//! runs of it. Made by hand, not by components: a pane has thousands of rows, and an edit changes a run or two of one.
//! No listeners: the pane itself listens. It never knows the selection.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Node, Text};

use crate::annotation::{Schema, State};
use crate::app::workbench::pane::places::PARAGRAPH;
use crate::app::workbench::words::{hue, state_class};
use crate::article::ParagraphKind;
use crate::session::{MarginNote, Mark, ParagraphView, Run};

/// How much of a row is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Its text alone: it stands far from what is seen.
    Text,
    /// Marks and margin too.
    Whole,
}

/// What stands between most paragraphs.
const GAP: &str = "\n\n";

/// Empty elements to be copied, which is quicker than to make them.
pub struct Moulds {
    document: Document,
    row: Element,
    gap: Element,
    span: Element,
    note: Element,
}

impl Moulds {
    /// Makes them.
    ///
    /// # Errors
    /// Never in a browser.
    pub fn new(document: &Document) -> Result<Self, JsValue> {
        let row = document.create_element("div")?;
        row.set_class_name(&row_class(ParagraphKind::Body));
        let text = document.create_element("p")?;
        text.set_attribute("dir", "auto")?;
        row.append_child(&text)?;
        let gap = document.create_element("span")?;
        gap.set_class_name("gap");
        gap.set_text_content(Some(GAP));
        let note = document.create_element("div")?;
        note.append_child(document.create_element("b")?.as_ref())?;
        Ok(Moulds {
            row,
            gap,
            span: document.create_element("span")?,
            note,
            document: document.clone(),
        })
    }

    /// The nodes of a paragraph.
    ///
    /// # Errors
    /// Never in a browser.
    pub fn row(&self, view: &ParagraphView, amount: Amount) -> Result<Element, JsValue> {
        let row = copy(&self.row, Depth::All)?;
        let text = text_of(&row)?;
        text.set_attribute(PARAGRAPH, &view.index.to_string())?;
        if view.kind != ParagraphKind::Body {
            dress_row(&row, &text, view.kind)?;
        }
        count(&row, view.number)?;
        match amount {
            Amount::Text => drop(text.append_child(&self.text(view.article.slice(view.extent)))?),
            Amount::Whole => {
                for run in &view.runs {
                    text.append_child(&self.run(view, run)?)?;
                }
                self.notes(&row, view)?;
            }
        }
        let gap = view.article.slice(view.gap);
        if !gap.is_empty() {
            let span = copy(&self.gap, Depth::All)?;
            if gap != GAP {
                span.set_text_content(Some(gap));
            }
            text.append_child(&span)?;
        }
        Ok(row)
    }

    /// Draws marks and margin where only the text stood.
    ///
    /// # Errors
    /// If the row is not as it was drawn.
    pub fn fill(&self, row: &Element, view: &ParagraphView) -> Result<(), JsValue> {
        if view.runs.iter().any(|run| !run.marks.is_empty()) {
            let text = text_of(row)?;
            let plain = text.first_child().ok_or(JsValue::NULL)?;
            for run in &view.runs {
                text.insert_before(&self.run(view, run)?, Some(&plain))?;
            }
            text.remove_child(&plain)?;
        }
        self.notes(row, view)
    }

    /// Makes of a row that shows one view of a paragraph a row that shows another.
    ///
    /// # Errors
    /// If the row is not as it was drawn.
    pub fn change(
        &self,
        row: &Element,
        old: &ParagraphView,
        new: &ParagraphView,
        amount: Amount,
    ) -> Result<(), JsValue> {
        let text = text_of(row)?;
        if old.kind != new.kind {
            dress_row(row, &text, new.kind)?;
        }
        if old.number != new.number {
            count(row, new.number)?;
        }
        if amount == Amount::Text {
            return Ok(());
        }
        self.change_runs(&text, old, new)?;
        if old.notes != new.notes || old.more_notes != new.more_notes {
            if let Some(notes) = text.next_element_sibling() {
                notes.remove();
            }
            self.notes(row, new)?;
        }
        Ok(())
    }

    /// Draws anew the runs between the first and the last that differ.
    fn change_runs(
        &self,
        text: &Element,
        old: &ParagraphView,
        new: &ParagraphView,
    ) -> Result<(), JsValue> {
        let pairs = || old.runs.iter().zip(&new.runs);
        let same = pairs().take_while(|(old, new)| old == new).count();
        let shorter = old.runs.len().min(new.runs.len());
        let from_end = old.runs.iter().rev().zip(new.runs.iter().rev());
        let same_behind = from_end
            .take(shorter - same)
            .take_while(|(old, new)| old == new)
            .count();
        let gone = old.runs.len() - same - same_behind;
        let come = new.runs.len() - same - same_behind;
        if gone == 0 && come == 0 {
            return Ok(());
        }
        let mut at = text.child_nodes().item(number(same));
        let only_marks_changed = gone == come
            && pairs()
                .skip(same)
                .take(gone)
                .all(|(old, new)| has_same_nodes(old, new));
        if only_marks_changed {
            // The nodes stay, and with them what the browser has selected.
            for (old, new) in pairs().skip(same).take(gone) {
                let node = at.ok_or(JsValue::NULL)?;
                if old != new {
                    rename(&node, new)?;
                }
                at = node.next_sibling();
            }
            return Ok(());
        }
        for _ in 0..gone {
            let node = at.ok_or(JsValue::NULL)?;
            at = node.next_sibling();
            text.remove_child(&node)?;
        }
        for run in new.runs.iter().skip(same).take(come) {
            text.insert_before(&self.run(new, run)?, at.as_ref())?;
        }
        Ok(())
    }

    /// A run's text inside one element a mark, the outermost outside.
    fn run(&self, view: &ParagraphView, run: &Run) -> Result<Node, JsValue> {
        let mut inner: Node = self.text(view.article.slice(run.extent)).into();
        for mark in drawn(run).rev() {
            let span = copy(&self.span, Depth::Itself)?;
            dress(&span, mark)?;
            span.append_child(&inner)?;
            inner = span.into();
        }
        Ok(inner)
    }

    fn notes(&self, row: &Element, view: &ParagraphView) -> Result<(), JsValue> {
        if view.notes.is_empty() {
            return Ok(());
        }
        let notes = self.document.create_element("div")?;
        notes.set_class_name("notes");
        notes.set_attribute("aria-hidden", "true")?;
        for note in &view.notes {
            let note = self.note(note)?;
            notes.append_child(&note)?;
        }
        if view.more_notes > 0 {
            let more = self.document.create_element("div")?;
            more.set_class_name("more-notes");
            more.append_child(&self.text(&format!("and {} more", view.more_notes)))?;
            notes.append_child(&more)?;
        }
        row.append_child(&notes)?;
        Ok(())
    }

    fn note(&self, note: &MarginNote) -> Result<Element, JsValue> {
        let line = copy(&self.note, Depth::All)?;
        let selected = if note.selected { " selected" } else { "" };
        let (hue, state) = (hue(&note.label), state_class(note.state));
        line.set_class_name(&format!("note {hue} {state}{selected}"));
        line.set_attribute("data-mark", note.id.as_str())?;
        if let Some(strong) = line.first_child() {
            strong.append_child(&self.text(&note.strong))?;
        }
        if !note.faint.is_empty() {
            line.append_child(&self.text(" "))?;
            let faint = self.document.create_element("i")?;
            faint.append_child(&self.text(&note.faint))?;
            line.append_child(&faint)?;
        }
        Ok(line)
    }

    fn text(&self, words: &str) -> Text {
        self.document.create_text_node(words)
    }
}

/// Whether a copy has the children of what is copied.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Itself,
    All,
}

fn copy(mould: &Element, depth: Depth) -> Result<Element, JsValue> {
    let copy = mould.clone_node_with_deep(depth == Depth::All)?;
    copy.dyn_into().map_err(JsValue::from)
}

/// The element of a row that holds the paragraph's text.
fn text_of(row: &Element) -> Result<Element, JsValue> {
    row.first_element_child().ok_or(JsValue::NULL)
}

fn row_class(kind: ParagraphKind) -> String {
    format!("row {}", kind.as_str())
}

/// Makes a row one of a paragraph of this kind.
fn dress_row(row: &Element, text: &Element, kind: ParagraphKind) -> Result<(), JsValue> {
    row.set_class_name(&row_class(kind));
    if kind == ParagraphKind::Headline {
        text.set_attribute("role", "heading")?;
        text.set_attribute("aria-level", "1")
    } else {
        text.remove_attribute("role")?;
        text.remove_attribute("aria-level")
    }
}

/// Writes the number into the margin.
fn count(row: &Element, number: Option<u32>) -> Result<(), JsValue> {
    match number {
        Some(number) => row.set_attribute("data-number", &number.to_string()),
        None => row.remove_attribute("data-number"),
    }
}

/// The marks of a run that can be seen, outermost first. In the last lane lines lie upon each other: of those the
/// innermost is seen, and the selected one is what the frame goes around.
fn drawn(run: &Run) -> impl DoubleEndedIterator<Item = &Mark> {
    const SHARED: u8 = ParagraphView::LANES - 1;
    let top = run.marks.iter().rposition(|mark| mark.lane == SHARED);
    let marks = run.marks.iter().enumerate();
    let seen =
        marks.filter(move |(nth, mark)| mark.lane < SHARED || mark.selected || Some(*nth) == top);
    seen.map(|(_, mark)| mark)
}

/// Whether two runs are drawn as the same nodes, so that only classes differ.
fn has_same_nodes(old: &Run, new: &Run) -> bool {
    old.extent == new.extent
        && drawn(old)
            .map(|mark| &mark.id)
            .eq(drawn(new).map(|mark| &mark.id))
}

/// Dresses the elements of a run anew.
fn rename(node: &Node, run: &Run) -> Result<(), JsValue> {
    let mut node = node.clone();
    for mark in drawn(run) {
        let span: Element = node.dyn_into().map_err(JsValue::from)?;
        dress(&span, mark)?;
        node = span.first_child().ok_or(JsValue::NULL)?;
    }
    Ok(())
}

fn dress(span: &Element, mark: &Mark) -> Result<(), JsValue> {
    span.set_class_name(&classes(mark));
    span.set_attribute("data-mark", mark.id.as_str())?;
    // The letter of a label that the styles do not know.
    if mark.starts && hue(&mark.label) == "other" {
        let letter = Schema::BUILT_IN.letter_of(&mark.label);
        span.set_attribute("data-letter", letter.encode_utf8(&mut [0; 4]))?;
    } else {
        // An element is dressed again when its label is changed.
        span.remove_attribute("data-letter")?;
    }
    Ok(())
}

fn classes(mark: &Mark) -> String {
    let Mark { lane, label, .. } = mark;
    let mut classes = format!("mark {} {} l{lane}", hue(label), state_class(mark.state));
    // A rejected one keeps quiet: no letter.
    if mark.starts && mark.state != State::Rejected {
        classes.push_str(" starts");
    }
    if mark.selected {
        classes.push_str(" selected");
        if mark.opens {
            classes.push_str(" opens");
        }
        if mark.closes {
            classes.push_str(" closes");
        }
    }
    classes
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

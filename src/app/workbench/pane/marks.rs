//! Where an annotation lies, read from the views.
//!
//! In come views and an id; out come stretches of the article. Pure: it knows no nodes.

use std::rc::Rc;

use crate::annotation::Id;
use crate::article::{Byte, Extent};
use crate::session::ParagraphView;

/// The fragments of an annotation, in order; none when it is not drawn (rejected and hidden, or gone).
///
/// A fragment that runs over several paragraphs is one stretch.
pub fn fragments_of(paragraphs: &[Rc<ParagraphView>], id: &Id) -> Vec<Extent> {
    let mut found = Vec::new();
    let mut open: Option<Byte> = None;
    for view in paragraphs {
        for run in &view.runs {
            for mark in run.marks.iter().filter(|mark| mark.id == *id) {
                let start = *open.get_or_insert(run.extent.start);
                if mark.closes {
                    found.push(Extent::new(start, run.extent.end));
                    open = None;
                }
            }
        }
    }
    found
}

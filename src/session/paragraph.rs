//! One paragraph as plain data: its text cut into runs, the marks over them, and the notes in its margin.
//!
//! In come the annotations with text in the paragraph; out comes a view of it. It costs what lies in the paragraph,
//! and what it makes depends on nothing else than the session's state, so that a view drawn for a change equals one
//! drawn from nothing.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::annotation::{Annotation, State};
use crate::article::{Article, Extent, ParagraphKind};
use crate::session::index::{key, paragraphs_of};
use crate::session::phrases;
use crate::session::session::Session;
use crate::session::view::{MarginNote, Mark, ParagraphView, Run};

/// Draws one paragraph; nothing for a number that names none.
pub(super) fn draw(session: &Session, index: usize, number: Option<u32>) -> Option<ParagraphView> {
    let paragraph = session.article.paragraphs().get(index)?;
    let mut shown: Vec<&Rc<Annotation>> = session
        .index
        .in_paragraph(index)
        .iter()
        .filter(|annotation| session.is_drawn(annotation))
        .collect();
    shown.sort_by_cached_key(|annotation| key(annotation));
    let (notes, more_notes) = notes(session, index, &shown);
    Some(ParagraphView {
        article: session.recognised.clone(),
        index,
        number,
        kind: paragraph.kind,
        overruled: session.set.overrule(index).is_some(),
        extent: paragraph.extent,
        gap: paragraph.gap,
        runs: runs(session, index, paragraph.extent, &shown),
        notes,
        more_notes,
    })
}

/// The numbers in the margin: body paragraphs count from 1.
pub(super) fn numbers(article: &Article) -> Vec<Option<u32>> {
    let mut last = 0;
    article
        .paragraphs()
        .iter()
        .map(|paragraph| {
            (paragraph.kind == ParagraphKind::Body).then(|| {
                last += 1;
                last
            })
        })
        .collect()
}

/// A fragment's share of the paragraph.
struct Piece {
    extent: Extent,
    /// Which of the shown annotations, outermost first.
    rank: usize,
    /// Whether the fragment begins, and ends, in this paragraph.
    opens: bool,
    closes: bool,
    /// Whether it is the span's first.
    first: bool,
}

fn runs(session: &Session, index: usize, within: Extent, shown: &[&Rc<Annotation>]) -> Vec<Run> {
    if within.is_empty() {
        return Vec::new();
    }
    let pieces = pieces(&session.article, index, within, shown);
    if pieces.is_empty() {
        return vec![Run {
            extent: within,
            marks: Vec::new(),
        }];
    }
    let lanes = lanes(&pieces, shown.len());
    let mut cuts: Vec<_> = pieces
        .iter()
        .flat_map(|piece| [piece.extent.start, piece.extent.end])
        .chain([within.start, within.end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();

    let mut by_start: Vec<&Piece> = pieces.iter().collect();
    by_start.sort_by_key(|piece| piece.extent.start);
    let mut coming = by_start.into_iter().peekable();
    let mut active: Vec<&Piece> = Vec::new();
    let mut runs = Vec::with_capacity(cuts.len());
    for (&start, &end) in cuts.iter().zip(cuts.iter().skip(1)) {
        active.retain(|piece| piece.extent.end > start);
        while let Some(piece) = coming.next_if(|piece| piece.extent.start <= start) {
            let at = active.partition_point(|other| other.rank < piece.rank);
            active.insert(at, piece);
        }
        let marks = active.iter().filter_map(|piece| {
            let annotation = shown.get(piece.rank)?;
            let opens = piece.opens && piece.extent.start == start;
            Some(Mark {
                id: annotation.id.clone(),
                label: annotation.label.clone(),
                state: annotation.state,
                selected: session.selected.as_ref() == Some(&annotation.id),
                starts: opens && piece.first,
                opens,
                closes: piece.closes && piece.extent.end == end,
                lane: lanes.get(piece.rank).copied().unwrap_or(0),
            })
        });
        runs.push(Run {
            extent: Extent { start, end },
            marks: marks.collect(),
        });
    }
    runs
}

fn pieces(
    article: &Article,
    index: usize,
    within: Extent,
    shown: &[&Rc<Annotation>],
) -> Vec<Piece> {
    // A fragment that begins in the gap before this paragraph, or ends in the one behind it, is drawn as if it began
    // and ended here.
    let paragraphs = article.paragraphs();
    let gap_before = index
        .checked_sub(1)
        .and_then(|before| paragraphs.get(before))
        .map_or(within.start, |before| before.extent.end);
    let gap_behind = paragraphs.get(index).map_or(within.end, |p| p.gap.end);
    let mut pieces = Vec::with_capacity(shown.len());
    for (rank, annotation) in shown.iter().enumerate() {
        for (nth, fragment) in annotation.fragments.iter().enumerate() {
            let Some(inside) = fragment.intersection(within) else {
                continue;
            };
            // Whatever a file says, a run never cuts a character.
            let extent = article.snap_to_graphemes(inside);
            pieces.push(Piece {
                extent: extent.intersection(within).unwrap_or(extent),
                rank,
                opens: fragment.start >= gap_before,
                closes: fragment.end <= gap_behind,
                first: nth == 0,
            });
        }
    }
    pieces
}

/// For each annotation the lowest lane that no shorter one beside it holds: inner marks are nearest to the text.
fn lanes(pieces: &[Piece], annotations: usize) -> Vec<u8> {
    let mut order: Vec<(u32, Reverse<usize>)> = (0..annotations).map(|n| (0, Reverse(n))).collect();
    for piece in pieces {
        if let Some((length, _)) = order.get_mut(piece.rank) {
            *length += piece.extent.len();
        }
    }
    order.sort_unstable();
    let mut of_rank: Vec<Vec<Extent>> = vec![Vec::new(); annotations];
    for piece in pieces {
        if let Some(extents) = of_rank.get_mut(piece.rank) {
            extents.push(piece.extent);
        }
    }
    // For each lane its extents by start; they never overlap, but for the last lane, where nothing is looked up.
    let mut taken: Vec<BTreeSet<Extent>> =
        vec![BTreeSet::new(); usize::from(ParagraphView::LANES) - 1];
    let mut lanes = vec![0; annotations];
    for (_, Reverse(rank)) in order {
        let extents = of_rank.get(rank).map_or(&[] as &[Extent], Vec::as_slice);
        let free = taken.iter_mut().position(|lane| {
            let is_free = extents.iter().all(|extent| {
                lane.range(..Extent::caret(extent.end))
                    .next_back()
                    .is_none_or(|before| before.end <= extent.start)
            });
            if is_free {
                lane.extend(extents.iter().copied());
            }
            is_free
        });
        if let Some(lane) = lanes.get_mut(rank) {
            *lane = free
                .and_then(|n| u8::try_from(n).ok())
                .unwrap_or(ParagraphView::LANES - 1);
        }
    }
    lanes
}

/// The notes beside a paragraph, and how many there would be besides. The selected annotation's is always among them.
fn notes(session: &Session, index: usize, shown: &[&Rc<Annotation>]) -> (Vec<MarginNote>, usize) {
    let noted: Vec<&Rc<Annotation>> = shown
        .iter()
        .filter(|annotation| paragraphs_of(&session.article, annotation).next() == Some(index))
        .filter(|annotation| phrases::has_margin_note(annotation))
        .copied()
        .collect();
    let is_selected = |annotation: &Annotation| session.selected.as_ref() == Some(&annotation.id);
    let more = noted.len().saturating_sub(ParagraphView::NOTES);
    let (first, rest) = noted.split_at(noted.len() - more);
    let selected = rest.iter().find(|annotation| is_selected(annotation));
    let kept = first.len() - usize::from(selected.is_some());
    let notes = first
        .iter()
        .take(kept)
        .chain(selected)
        .filter_map(|annotation| {
            let (strong, faint) = phrases::margin_note(session, annotation)?;
            Some(MarginNote {
                id: annotation.id.clone(),
                label: annotation.label.clone(),
                state: annotation.state,
                selected: is_selected(annotation),
                strong,
                faint,
            })
        });
    (notes.collect(), more)
}

/// Whether an annotation of this state is drawn at all.
pub(super) fn is_visible(state: State, show_rejected: bool) -> bool {
    show_rejected || state != State::Rejected
}

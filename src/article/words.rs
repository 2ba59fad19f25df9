//! Where a caret stops and what a selection snaps to: words and grapheme clusters, a paragraph at a time.
//!
//! In comes a paragraph's text and an index in it; out come indexes in it. Words are those of Unicode's word
//! boundaries (UAX 29): «don't» and «3.5» are one, «long-time» is two. Nothing here knows more than one paragraph.

use unicode_segmentation::UnicodeSegmentation;

/// Whether a segment between two word boundaries is a word, not white space or punctuation.
fn is_word(segment: &str) -> bool {
    segment.chars().any(char::is_alphanumeric)
}

/// The segments of a paragraph that are words, as start and end.
fn words(paragraph: &str) -> impl DoubleEndedIterator<Item = (usize, usize)> {
    paragraph
        .split_word_bound_indices()
        .filter(|(_, segment)| is_word(segment))
        .map(|(at, segment)| (at, at + segment.len()))
}

/// The word, run of white space or single sign that the index is in; at the paragraph's end the last one. At the
/// border between a word and something else, the word.
pub(crate) fn word_at(paragraph: &str, at: usize) -> (usize, usize) {
    let mut before = (0, 0);
    for (start, segment) in paragraph.split_word_bound_indices() {
        let end = start + segment.len();
        if start > at {
            break;
        }
        if at < end {
            let touches_word =
                start == at && !is_word(segment) && before.1 == at && before.0 < before.1;
            let word_before = paragraph.get(before.0..before.1).is_some_and(is_word);
            return if touches_word && word_before {
                before
            } else {
                (start, end)
            };
        }
        before = (start, end);
    }
    before
}

/// The start of the first word.
pub(crate) fn first_word(paragraph: &str) -> Option<usize> {
    words(paragraph).map(|(start, _)| start).next()
}

/// The start of the first word that starts behind the index.
pub(crate) fn next_word(paragraph: &str, at: usize) -> Option<usize> {
    words(paragraph)
        .map(|(start, _)| start)
        .find(|start| *start > at)
}

/// The start of the last word that starts before the index.
pub(crate) fn previous_word(paragraph: &str, at: usize) -> Option<usize> {
    words(paragraph)
        .map(|(start, _)| start)
        .take_while(|start| *start < at)
        .last()
}

/// The start of the word that the index lies inside of (not at its start or end), or the index itself.
pub(crate) fn word_floor(paragraph: &str, at: usize) -> usize {
    inside(paragraph, at).map_or(at, |(start, _)| start)
}

/// The end of the word that the index lies inside of (not at its start or end), or the index itself.
pub(crate) fn word_ceil(paragraph: &str, at: usize) -> usize {
    inside(paragraph, at).map_or(at, |(_, end)| end)
}

fn inside(paragraph: &str, at: usize) -> Option<(usize, usize)> {
    words(paragraph)
        .take_while(|(start, _)| *start < at)
        .last()
        .filter(|(_, end)| at < *end)
}

//! Where a span may start and end when it is moved by words.
//!
//! In comes a place; out comes the next one at which a span reads well: at a word, or at a sign that hangs on one, as
//! an opening quotation mark before it or a comma and a closing mark behind it do. «said “Yes» has three starts:
//! «said», «“», «Yes». Only the paragraphs around the place are looked at.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::article::{Article, Byte};

/// In a long paragraph, so many bytes before and behind a place are looked at first: many words, whatever the script.
const WINDOW: usize = 512;

/// A stretch of letters or of signs between white space, as indexes in its paragraph.
struct Chunk {
    start: usize,
    end: usize,
    is_word: bool,
    space_before: bool,
    space_behind: bool,
}

/// The next place behind `at` where a span may start.
pub(super) fn next_start(article: &Article, at: Byte) -> Option<Byte> {
    forward(article, at, starts)
}

/// The last place before `at` where a span may start.
pub(super) fn previous_start(article: &Article, at: Byte) -> Option<Byte> {
    backward(article, at, starts)
}

/// The next place behind `at` where a span may end.
pub(super) fn next_end(article: &Article, at: Byte) -> Option<Byte> {
    forward(article, at, ends)
}

/// The last place before `at` where a span may end.
pub(super) fn previous_end(article: &Article, at: Byte) -> Option<Byte> {
    backward(article, at, ends)
}

fn forward(article: &Article, at: Byte, stops: fn(&[Chunk]) -> Vec<usize>) -> Option<Byte> {
    let from = article.paragraph_at(at);
    let paragraphs = article.paragraphs().iter().skip(from);
    paragraphs
        .filter_map(|paragraph| {
            let start = paragraph.extent.start.index();
            let text = article.slice(paragraph.extent);
            let from = at.index().saturating_sub(start);
            let found = |range: Range<usize>| {
                stops(&chunks(text, range))
                    .into_iter()
                    .map(|stop| Byte::at(start + stop))
                    .find(|stop| *stop > at)
            };
            found(around(text, from)).or_else(|| found(0..text.len()))
        })
        .next()
}

fn backward(article: &Article, at: Byte, stops: fn(&[Chunk]) -> Vec<usize>) -> Option<Byte> {
    let from = article.paragraph_at(at);
    let paragraphs = article.paragraphs().get(..=from)?.iter().rev();
    paragraphs
        .filter_map(|paragraph| {
            let start = paragraph.extent.start.index();
            let text = article.slice(paragraph.extent);
            let from = at.index().saturating_sub(start);
            let found = |range: Range<usize>| {
                stops(&chunks(text, range))
                    .into_iter()
                    .rev()
                    .map(|stop| Byte::at(start + stop))
                    .find(|stop| *stop < at)
            };
            found(around(text, from)).or_else(|| found(0..text.len()))
        })
        .next()
}

fn starts(chunks: &[Chunk]) -> Vec<usize> {
    chunks
        .iter()
        .filter(|chunk| chunk.is_word || chunk.space_before)
        .map(|chunk| chunk.start)
        .collect()
}

fn ends(chunks: &[Chunk]) -> Vec<usize> {
    chunks
        .iter()
        .filter(|chunk| chunk.is_word || chunk.space_behind)
        .map(|chunk| chunk.end)
        .collect()
}

/// What of a paragraph has to be read for the stops next to a place, so that a step costs the same in a long one. Its ends are
/// the paragraph's, or lie between a space and a letter of ASCII, where there always is a boundary of words.
fn around(paragraph: &str, at: usize) -> Range<usize> {
    let bytes = paragraph.as_bytes();
    let parts = |pair: &[u8]| matches!(pair, [b' ', letter] if letter.is_ascii_alphanumeric());
    let before = bytes.get(..at.saturating_sub(WINDOW)).unwrap_or(&[]);
    let from = before.windows(2).rposition(parts).map_or(0, |n| n + 1);
    let behind = at.saturating_add(WINDOW);
    let to = bytes
        .get(behind..)
        .and_then(|rest| rest.windows(2).position(parts))
        .map_or(bytes.len(), |n| behind + n + 1);
    from..to
}

fn chunks(paragraph: &str, range: Range<usize>) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut space = true;
    let from = range.start;
    let text = paragraph.get(range).unwrap_or("");
    for (at, segment) in text
        .split_word_bound_indices()
        .map(|(at, segment)| (from + at, segment))
    {
        if segment.chars().all(char::is_whitespace) {
            if let Some(last) = chunks.last_mut() {
                last.space_behind = true;
            }
            space = true;
            continue;
        }
        let is_word = segment.chars().any(char::is_alphanumeric);
        let end = at + segment.len();
        match chunks.last_mut() {
            Some(last) if !space && !is_word && !last.is_word => last.end = end,
            _ => chunks.push(Chunk {
                start: at,
                end,
                is_word,
                space_before: space,
                space_behind: false,
            }),
        }
        space = false;
    }
    if let Some(last) = chunks.last_mut() {
        last.space_behind = true;
    }
    chunks
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::expect_used,
        clippy::panic
    )]
    use super::*;

    /// Puts a bar at each place that the function stops at, going from one end to the other.
    #[track_caller]
    fn check(text: &str, step: fn(&Article, Byte) -> Option<Byte>, from: usize, expected: &str) {
        let article = Article::from_text(text);
        let mut stops = Vec::new();
        let mut at = Byte::at(from);
        while let Some(next) = step(&article, at) {
            stops.push(next.index());
            at = next;
        }
        stops.sort_unstable();
        let mut marked = text.to_owned();
        for stop in stops.into_iter().rev() {
            marked.insert(stop, '|');
        }
        assert_eq!(marked, expected);
    }

    #[test]
    fn a_span_starts_at_words_and_at_the_marks_that_open_them() {
        let text = "She said “Yes, we don’t,” twice.";
        check(
            text,
            next_start,
            0,
            "She |said |“|Yes, |we |don’t,” |twice.",
        );
        check(
            text,
            previous_start,
            text.len(),
            "|She |said |“|Yes, |we |don’t,” |twice.",
        );
    }

    #[test]
    fn a_span_ends_at_words_and_behind_the_marks_that_close_them() {
        let text = "She said “Yes, we don’t,” twice.";
        check(
            text,
            next_end,
            0,
            "She| said| “Yes|,| we| don’t|,”| twice|.|",
        );
        check(
            text,
            previous_end,
            text.len(),
            "She| said| “Yes|,| we| don’t|,”| twice|.",
        );
    }

    #[test]
    fn a_long_paragraph_has_the_stops_that_its_words_have() {
        let words = "She said “Yes, we don’t,” \u{1F469}\u{1F3FD}\u{200D}\u{1F692} twice — שלום, на\u{301}, 3.5 (no). ";
        let text = format!(
            "{}{} no {}end.",
            words.repeat(10),
            "x".repeat(700),
            "—".repeat(300)
        );
        let article = Article::from_text(&text);
        let whole = chunks(&text, 0..text.len());
        for (of, next, previous) in [
            (
                starts as fn(&[Chunk]) -> Vec<usize>,
                next_start as fn(&Article, Byte) -> Option<Byte>,
                previous_start as fn(&Article, Byte) -> Option<Byte>,
            ),
            (ends, next_end, previous_end),
        ] {
            let stops = of(&whole);
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                let behind = stops
                    .iter()
                    .find(|stop| **stop > at)
                    .map(|stop| Byte::at(*stop));
                let before = stops
                    .iter()
                    .rev()
                    .find(|stop| **stop < at)
                    .map(|stop| Byte::at(*stop));
                assert_eq!(next(&article, Byte::at(at)), behind, "from {at}");
                assert_eq!(previous(&article, Byte::at(at)), before, "from {at}");
            }
        }
    }

    #[test]
    fn stops_go_on_in_the_next_paragraph() {
        check("One\n\n…\n\ntwo", next_start, 0, "One\n\n|…\n\n|two");
        check("👩🏽‍🚒 שלום!", next_end, 0, "👩🏽‍🚒| שלום|!|");
    }
}

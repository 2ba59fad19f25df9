//! Where a span may start and end when it is moved by words.
//!
//! In comes a place; out comes the next one at which a span reads well: at a word, or at a sign that hangs on one, as
//! an opening quotation mark before it or a comma and a closing mark behind it do. «said “Yes» has three starts:
//! «said», «“», «Yes». Only the paragraphs around the place are looked at.

use unicode_segmentation::UnicodeSegmentation;

use crate::article::{Article, Byte};

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
            stops(&chunks(article.slice(paragraph.extent)))
                .into_iter()
                .map(|stop| Byte::at(start + stop))
                .find(|stop| *stop > at)
        })
        .next()
}

fn backward(article: &Article, at: Byte, stops: fn(&[Chunk]) -> Vec<usize>) -> Option<Byte> {
    let from = article.paragraph_at(at);
    let paragraphs = article.paragraphs().get(..=from)?.iter().rev();
    paragraphs
        .filter_map(|paragraph| {
            let start = paragraph.extent.start.index();
            stops(&chunks(article.slice(paragraph.extent)))
                .into_iter()
                .rev()
                .map(|stop| Byte::at(start + stop))
                .find(|stop| *stop < at)
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

fn chunks(paragraph: &str) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut space = true;
    for (at, segment) in paragraph.split_word_bound_indices() {
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
    fn stops_go_on_in_the_next_paragraph() {
        check("One\n\n…\n\ntwo", next_start, 0, "One\n\n|…\n\n|two");
        check("👩🏽‍🚒 שלום!", next_end, 0, "👩🏽‍🚒| שלום|!|");
    }
}

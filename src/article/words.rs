//! Where a caret stops and what a selection snaps to: words and grapheme clusters, a paragraph at a time.
//!
//! In comes a paragraph's text and an index in it; out come indexes in it. Words are those of Unicode's word
//! boundaries (UAX 29): «don't» and «3.5» are one, «long-time» is two. Nothing here knows more than one paragraph.

use unicode_segmentation::UnicodeSegmentation;

/// Whether a segment between two word boundaries is a word, not white space or punctuation.
fn is_word(segment: &str) -> bool {
    segment.chars().any(char::is_alphanumeric)
}

/// The start of a word before the index from which segmenting may begin, so that a step costs what its surroundings
/// cost, not the paragraph. Between an ASCII space and a letter there always is a boundary, and so there is before an
/// ideograph.
fn near(paragraph: &str, at: usize) -> usize {
    let before = paragraph
        .as_bytes()
        .get(..at.min(paragraph.len()))
        .unwrap_or(&[]);
    // Letters by the first byte of their UTF-8: ASCII, most of Cyrillic, and the middle of the ideographs.
    let pair = before.windows(2).rposition(|pair| {
        matches!(pair, [b' ', letter] if letter.is_ascii_alphanumeric() || matches!(letter, 0xD0 | 0xD1))
            || matches!(pair, [_, 0xE5..=0xE8])
    });
    pair.map_or(0, |before| before + 1)
}

/// The segments of a paragraph from near before the index on, as start and text.
fn segments(paragraph: &str, at: usize) -> impl Iterator<Item = (usize, &str)> {
    let from = near(paragraph, at);
    paragraph
        .get(from..)
        .unwrap_or("")
        .split_word_bound_indices()
        .map(move |(start, segment)| (from + start, segment))
}

/// Those segments that are words, as start and end.
fn words(paragraph: &str, at: usize) -> impl Iterator<Item = (usize, usize)> {
    segments(paragraph, at)
        .filter(|(_, segment)| is_word(segment))
        .map(|(at, segment)| (at, at + segment.len()))
}

/// The word, run of white space or single sign that the index is in; at the paragraph's end the last one. At the
/// border between a word and something else, the word.
pub(crate) fn word_at(paragraph: &str, at: usize) -> (usize, usize) {
    let mut before = (0, 0);
    for (start, segment) in segments(paragraph, at) {
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
    words(paragraph, 0).map(|(start, _)| start).next()
}

/// The start of the first word that starts behind the index.
pub(crate) fn next_word(paragraph: &str, at: usize) -> Option<usize> {
    words(paragraph, at)
        .map(|(start, _)| start)
        .find(|start| *start > at)
}

/// The start of the last word that starts before the index.
pub(crate) fn previous_word(paragraph: &str, at: usize) -> Option<usize> {
    words(paragraph, at)
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
    words(paragraph, at)
        .take_while(|(start, _)| *start < at)
        .last()
        .filter(|(_, end)| at < *end)
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

    /// A bar is the caret; `found` is what is found there.
    #[track_caller]
    fn check_word_at(marked: &str, found: &str) {
        let at = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        let (start, end) = word_at(&text, at);
        assert_eq!(&text[start..end], found);
    }

    #[test]
    fn the_word_at_a_caret_is_the_one_it_is_in_or_touches() {
        check_word_at("the |old bridge", "old");
        check_word_at("the o|ld bridge", "old");
        check_word_at("the old| bridge", "old");
        check_word_at("the old bridge|", "bridge");
        check_word_at("|the old bridge", "the");
        check_word_at("he d|on't", "don't");
        check_word_at("“yes|”", "yes");
        check_word_at("a  |  b", "    ");
        check_word_at("(|)", ")");
        check_word_at("|", "");
    }

    #[test]
    fn steps_go_from_word_to_word() {
        let text = "“We won’t,” said J. Roe — 3.5 times.";
        let mut at = first_word(text).unwrap();
        let mut words = vec![at];
        while let Some(next) = next_word(text, at) {
            words.push(next);
            at = next;
        }
        let found: Vec<&str> = words
            .iter()
            .map(|at| text[*at..].split([' ', ',']).next().unwrap())
            .collect();
        assert_eq!(found, ["We", "won’t", "said", "J.", "Roe", "3.5", "times."]);
        let mut back = vec![];
        at = text.len();
        while let Some(previous) = previous_word(text, at) {
            back.insert(0, previous);
            at = previous;
        }
        assert_eq!(back, words);
    }

    #[test]
    fn an_index_inside_a_word_goes_to_its_ends_and_any_other_stays() {
        let text = "the bridge.";
        assert_eq!((word_floor(text, 6), word_ceil(text, 6)), (4, 10));
        for at in [0, 3, 4, 10, 11] {
            assert_eq!((word_floor(text, at), word_ceil(text, at)), (at, at));
        }
    }
}

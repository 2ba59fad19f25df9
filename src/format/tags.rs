//! Tags beside words: where spans begin, go on and end, in four schemes.
//!
//! Writing takes spans as ranges of words that do not overlap and stay in one sentence; reading takes any of the schemes, and
//! what breaks their rules begins a span where it stands.

use std::ops::Range;

use crate::format::options::Scheme;

/// A label over some words of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tagged {
    pub(crate) words: Range<usize>,
    pub(crate) label: String,
}

/// A tag for each of `count` words. The spans are in order.
pub(crate) fn encode(spans: &[Tagged], count: usize, scheme: Scheme) -> Vec<String> {
    let mut tags = vec!["O".to_owned(); count];
    let mut before: Option<&Tagged> = None;
    for span in spans {
        let touches = before.is_some_and(|before| {
            before.words.end == span.words.start && before.label == span.label
        });
        for at in span.words.clone() {
            let first = at == span.words.start;
            let last = at + 1 == span.words.end;
            let prefix = match (scheme, first, last) {
                (Scheme::Iobes, true, true) => 'S',
                (Scheme::Bilou, true, true) => 'U',
                (Scheme::Iob1, true, _) if !touches => 'I',
                (_, true, _) => 'B',
                (Scheme::Iobes, _, true) => 'E',
                (Scheme::Bilou, _, true) => 'L',
                _ => 'I',
            };
            if let Some(tag) = tags.get_mut(at) {
                *tag = format!("{prefix}-{}", span.label);
            }
        }
        before = Some(span);
    }
    tags
}

/// Whether a text is a tag of any scheme.
pub(crate) fn is_tag(text: &str) -> bool {
    text == "O" || split(text).is_some()
}

fn split(tag: &str) -> Option<(char, &str)> {
    let (prefix, label) = tag.split_once('-')?;
    let mut letters = prefix.chars();
    let first = letters.next().filter(|c| "BIESLU".contains(*c))?;
    (letters.next().is_none() && !label.is_empty()).then_some((first, label))
}

/// The spans that the tags of a sentence say.
pub(crate) fn decode<'t>(tags: impl IntoIterator<Item = &'t str>) -> Vec<Tagged> {
    let mut spans: Vec<Tagged> = Vec::new();
    let mut is_open = false;
    for (at, tag) in tags.into_iter().enumerate() {
        let Some((prefix, label)) = split(tag) else {
            is_open = false;
            continue;
        };
        let goes_on = is_open && matches!(prefix, 'I' | 'E' | 'L');
        match spans
            .last_mut()
            .filter(|last| goes_on && last.label == label)
        {
            Some(last) => last.words.end = at + 1,
            None => spans.push(Tagged {
                words: at..at + 1,
                label: label.to_owned(),
            }),
        }
        is_open = !matches!(prefix, 'E' | 'L' | 'S' | 'U');
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scheme_is_written_and_read() {
        let span = |words, label: &str| Tagged {
            words,
            label: label.to_owned(),
        };
        let spans = [
            span(0..1, "A"),
            span(1..4, "A"),
            span(4..5, "B"),
            span(6..8, "A"),
        ];
        for (scheme, expected) in [
            (Scheme::Bio, "B-A B-A I-A I-A B-B O B-A I-A"),
            (Scheme::Iobes, "S-A B-A I-A E-A S-B O B-A E-A"),
            (Scheme::Bilou, "U-A B-A I-A L-A U-B O B-A L-A"),
            (Scheme::Iob1, "I-A B-A I-A I-A I-B O I-A I-A"),
        ] {
            let tags = encode(&spans, 8, scheme);
            assert_eq!(tags.join(" "), expected);
            assert_eq!(decode(tags.iter().map(String::as_str)), spans);
        }
    }

    #[test]
    fn a_word_that_goes_on_with_nothing_begins_a_span() {
        let found = decode(["O", "I-A", "I-B", "E-B", "I-B"]);
        let found: Vec<_> = found.iter().map(|one| one.words.clone()).collect();
        assert_eq!(found, [1..2, 2..4, 4..5]);
        assert!(is_tag("B-a-b") && !is_tag("A-x") && !is_tag("B-") && !is_tag("BI-x"));
    }
}

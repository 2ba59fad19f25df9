//! The notation of examples: lines of text, and under a line one line a mark.
//!
//! `~` stands under what is marked, several stretches are the fragments of one span, and behind them stand the label and
//! words that are values of its attributes. Columns count graphemes. A mark may go on under the next line of text: its
//! line there begins with the same words.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use unicode_segmentation::UnicodeSegmentation;

/// A mark of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Start and end in bytes of the text.
    pub(crate) fragments: Vec<(u32, u32)>,
    /// The label.
    pub(crate) label: String,
    /// Values of attributes.
    pub(crate) values: Vec<String>,
}

/// The text of an example and its marks.
pub(crate) fn parse(example: &str) -> (String, Vec<Mark>) {
    let mut text = String::new();
    let mut marks: Vec<Mark> = Vec::new();
    let mut line_start = 0;
    for (number, line) in example.lines().enumerate() {
        let is_marks = number > 0 && line.trim_start().starts_with('~');
        if !is_marks {
            if number > 0 {
                text.push('\n');
            }
            line_start = text.len();
            text.push_str(line);
            continue;
        }
        let above = &text[line_start..];
        let end = line.rfind('~').unwrap() + 1;
        let mut words = line[end..].split_whitespace().map(str::to_owned);
        let mut bounds: Vec<usize> = above.grapheme_indices(true).map(|(at, _)| at).collect();
        bounds.push(above.len());
        let mut fragments = Vec::new();
        let mut at = 0;
        for (marked, run) in runs(&line[..end]) {
            if marked {
                let fragment = (line_start + bounds[at], line_start + bounds[at + run]);
                fragments.push((fragment.0 as u32, fragment.1 as u32));
            }
            at += run;
        }
        let label = words.next().unwrap_or_default();
        marks.push(Mark {
            fragments,
            label,
            values: words.collect(),
        });
    }
    (text, marks)
}

/// Runs of `~` and of anything else, with their lengths.
fn runs(line: &str) -> Vec<(bool, usize)> {
    let mut runs: Vec<(bool, usize)> = Vec::new();
    for character in line.chars() {
        let marked = character == '~';
        match runs.last_mut() {
            Some((same, length)) if *same == marked => *length += 1,
            _ => runs.push((marked, 1)),
        }
    }
    runs
}

#[test]
fn a_mark_of_two_stretches_is_one_span_of_two_fragments() {
    let (text, marks) = parse("“Go,” he said. “Now.”\n~~~~~          ~~~~~~ quote direct");
    assert_eq!(text, "“Go,” he said. “Now.”");
    assert_eq!(marks[0].fragments, [(0, 9), (19, 29)]);
    assert_eq!(marks[0].values, ["direct"]);
}

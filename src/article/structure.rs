//! The paragraphs of a text.
//!
//! In comes a frozen text; out come its paragraphs in order. Their extents and the gaps between them cover the text
//! exactly. What a paragraph is, `kinds` says. Nothing here changes the text.

use crate::article::kinds::kinds;
use crate::article::{Byte, Extent};

/// What a paragraph is to a reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParagraphKind {
    /// The article's title.
    Headline,
    /// Who wrote, reported or edited it.
    Byline,
    /// Where or when it was written, in a paragraph of its own.
    Dateline,
    /// The article itself, subheads and standfirst included.
    #[default]
    Body,
    /// What the page put around it: share lines, navigation, prompts, credits.
    Furniture,
}

impl ParagraphKind {
    /// All of them.
    pub const ALL: [ParagraphKind; 5] = [
        ParagraphKind::Headline,
        ParagraphKind::Byline,
        ParagraphKind::Dateline,
        ParagraphKind::Body,
        ParagraphKind::Furniture,
    ];

    /// Its name in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ParagraphKind::Headline => "headline",
            ParagraphKind::Byline => "byline",
            ParagraphKind::Dateline => "dateline",
            ParagraphKind::Body => "body",
            ParagraphKind::Furniture => "furniture",
        }
    }

    /// The kind with this name in files.
    #[must_use]
    pub fn parse(name: &str) -> Option<ParagraphKind> {
        ParagraphKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
    }
}

/// A paragraph of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Paragraph {
    /// Its text without the line breaks around it. Neither starts nor ends with white space, but that the first
    /// paragraph of a text starts where the text does.
    pub extent: Extent,
    /// The line breaks (and blank lines, and indents) between it and the next paragraph or the end; maybe empty.
    pub gap: Extent,
    /// What it is.
    pub kind: ParagraphKind,
}

/// The paragraphs of a text, at least one, with their kinds.
pub(crate) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let extents = divide(text);
    let lines: Vec<&str> = extents
        .iter()
        .map(|extent| text.get(extent.indexes()).unwrap_or("").trim())
        .collect();
    let kinds = kinds(&lines);
    let length = Byte::at(text.len());
    let starts = extents
        .iter()
        .skip(1)
        .map(|extent| extent.start)
        .chain([length]);
    extents
        .iter()
        .zip(kinds)
        .zip(starts)
        .map(|((extent, kind), next)| Paragraph {
            extent: *extent,
            gap: Extent {
                start: extent.end,
                end: next,
            },
            kind,
        })
        .collect()
}

/// A line that is not blank, trimmed.
struct Line<'a> {
    start: usize,
    text: &'a str,
    /// Whether a blank line, or the start of the text, is before it.
    after_blank: bool,
}

/// The extents of a text's paragraphs. Blank lines part them; where there are none, every line is one.
fn divide(text: &str) -> Vec<Extent> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut after_blank = true;
    let mut blanks = false;
    for raw in text.split_inclusive('\n') {
        let trimmed = raw.trim_start();
        let indent = raw.len() - trimmed.len();
        let line = trimmed.trim_end();
        if line.is_empty() {
            after_blank = true;
        } else {
            blanks |= after_blank && !lines.is_empty();
            lines.push(Line {
                start: start + indent,
                text: line,
                after_blank,
            });
            after_blank = false;
        }
        start += raw.len();
    }
    let wrap = if blanks { wrap_width(&lines) } else { None };
    let mut extents: Vec<Extent> = Vec::new();
    let mut previous: Option<&Line<'_>> = None;
    for line in &lines {
        let end = Byte::at(line.start + line.text.len());
        let goes_on = previous.zip(wrap).is_some_and(|(before, width)| {
            !line.after_blank && wraps(before.text, line.text, width)
        });
        match extents.last_mut() {
            Some(last) if goes_on => last.end = end,
            _ => extents.push(Extent {
                start: Byte::at(line.start),
                end,
            }),
        }
        previous = Some(line);
    }
    match extents.first_mut() {
        Some(first) => first.start = Byte(0),
        None => extents.push(Extent::default()),
    }
    extents
}

/// The width at which the text was wrapped by hand, in characters; `None` when its lines are whole paragraphs.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let pairs = || {
        lines
            .iter()
            .zip(lines.iter().skip(1))
            .filter(|(_, after)| !after.after_blank)
    };
    let width = pairs().map(|(before, _)| width(before.text)).max()?;
    if !(40..=130).contains(&width) {
        return None;
    }
    let (mut all, mut wrapped) = (0_usize, 0_usize);
    for (before, after) in pairs() {
        all += 1;
        wrapped += usize::from(wraps(before.text, after.text, width));
    }
    let longer = lines
        .iter()
        .filter(|line| line.text.len() > width * 4 || self::width(line.text) > width + width / 5)
        .count();
    (wrapped * 10 >= all * 7 && longer * 10 <= lines.len()).then_some(width)
}

/// Whether the second line goes on where the first had no more room, give or take some words.
fn wraps(before: &str, after: &str, width: usize) -> bool {
    let first_word = after.split_whitespace().next().map_or(0, self::width);
    self::width(before) + 1 + first_word > width - width / 5
}

fn width(line: &str) -> usize {
    line.chars().take(600).count()
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

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = paragraphs(text)
            .iter()
            .map(|paragraph| &text[paragraph.extent.indexes()])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        check("One.\n\nTwo.\n \t\n\nThree.\n", &["One.", "Two.", "Three."]);
        check("One.\r\n\r\nTwo.", &["One.", "Two."]);
        check("One.\n\u{A0}\nTwo.", &["One.", "Two."]);
    }

    #[test]
    fn without_blank_lines_every_line_is_a_paragraph() {
        check("Headline\nOne.\nTwo.", &["Headline", "One.", "Two."]);
    }

    #[test]
    fn lines_wrapped_by_hand_are_one_paragraph() {
        let one = "The river rose for three days before it reached the old\nbridge, and on the fourth it took the eastern arch with it\nto the sea.";
        let two = "Nobody was on the bridge at the time, the mayor said when\nshe came to see what was left of it.";
        check(
            &format!("Bridge Falls\n\n{one}\n\n{two}\n"),
            &["Bridge Falls", one, two],
        );
    }

    #[test]
    fn short_lines_in_wrapped_text_stay_apart() {
        let one = "The river rose for three days before it reached the old\nbridge, and on the fourth it took the eastern arch with it\nto the sea.";
        check(
            &format!("Bridge Falls\nBy Jane Roe\n\n{one}\n\n{one}"),
            &["Bridge Falls", "By Jane Roe", one, one],
        );
    }

    #[test]
    fn lines_that_are_whole_paragraphs_stay_apart_although_blank_lines_stand_elsewhere() {
        let long = "The river rose for three days before it reached the old bridge, and on the fourth it took the eastern arch with it to the sea, and that was that, said those who saw it.";
        check(
            &format!("Bridge Falls\nBy Jane Roe\n\n{long}\n{long}\n\nShare"),
            &["Bridge Falls", "By Jane Roe", long, long, "Share"],
        );
    }

    #[test]
    fn a_text_of_nothing_is_one_empty_paragraph() {
        check("", &[""]);
        check(" \n\n ", &[""]);
    }

    #[test]
    fn the_first_paragraph_starts_where_the_text_does() {
        check("\n\n One.\n\n Two.", &["\n\n One.", "Two."]);
    }

    #[test]
    fn kinds_have_names_that_are_read_back() {
        for kind in ParagraphKind::ALL {
            assert_eq!(ParagraphKind::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(ParagraphKind::parse("Headline"), None);
    }
}

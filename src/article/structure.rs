//! The paragraphs of a text, and what each is: headline, byline, dateline, body or page furniture.
//!
//! In comes a frozen text; out come its paragraphs in order. Their extents and the gaps between them cover the text
//! exactly. What a paragraph is comes from its wording, its shape and where it stands. Nothing here changes the text.

use crate::article::furniture::{is_furniture, is_section};
use crate::article::lexicon::{BYLINE_ROLES, BYLINE_WORDS};
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

/// What each paragraph is.
fn kinds(lines: &[&str]) -> Vec<ParagraphKind> {
    let mut kinds = vec![ParagraphKind::Body; lines.len()];
    for (kind, line) in kinds.iter_mut().zip(lines) {
        if is_furniture(line) {
            *kind = ParagraphKind::Furniture;
        }
    }
    mark_head(lines, &mut kinds);
    mark_tail(lines, &mut kinds);
    kinds
}

/// The first paragraphs: headline, byline, dateline.
fn mark_head(lines: &[&str], kinds: &mut [ParagraphKind]) {
    let mut headline = None;
    for (n, (line, kind)) in lines.iter().zip(kinds.iter_mut()).enumerate() {
        if *kind == ParagraphKind::Furniture {
            continue;
        }
        if is_credit(line) {
            *kind = ParagraphKind::Byline;
        } else if headline.is_none() && is_title(line) && n + 1 < lines.len() {
            *kind = ParagraphKind::Headline;
            headline = Some(n);
        } else if headline.is_some_and(|at| at + 1 == n) && is_name(line) {
            *kind = ParagraphKind::Byline;
        } else if is_long(line) || headline.is_none() {
            break;
        }
    }
}

/// The last paragraphs: a byline and place under the article, then furniture to the end.
fn mark_tail(lines: &[&str], kinds: &mut [ParagraphKind]) {
    let tail = lines
        .iter()
        .rposition(|line| is_long(line))
        .map_or(lines.len(), |n| n + 1);
    let mut after_byline = false;
    let mut after_furniture = false;
    for (line, kind) in lines.iter().zip(kinds.iter_mut()).skip(tail) {
        match *kind {
            ParagraphKind::Furniture => after_furniture = true,
            _ if is_credit(line) => *kind = ParagraphKind::Byline,
            _ if after_furniture && is_label(line) => *kind = ParagraphKind::Furniture,
            _ if !after_furniture && after_byline && is_place(line) => {
                *kind = ParagraphKind::Dateline
            }
            _ if !after_furniture && !after_byline && is_name(line) => {
                *kind = ParagraphKind::Byline
            }
            _ => {}
        }
        after_byline = *kind == ParagraphKind::Byline;
    }
    // Sections just before other furniture, or at the very end.
    let mut before_furniture = true;
    for (line, kind) in lines.iter().zip(kinds.iter_mut()).skip(tail).rev() {
        if before_furniture && *kind == ParagraphKind::Body && is_section(line) {
            *kind = ParagraphKind::Furniture;
        }
        before_furniture = *kind == ParagraphKind::Furniture;
    }
}

/// A paragraph that is surely the article's own text.
fn is_long(line: &str) -> bool {
    line.len() > 120
        || ends_with_stop(line) && line.split_whitespace().count() > 4
        || line.starts_with(['"', '“', '«', '„'])
}

/// Whether a line ends as a sentence does.
fn ends_with_stop(line: &str) -> bool {
    line.trim_end_matches(|c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']'))
        .ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// Whether a first line reads like a headline.
fn is_title(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '\'', '”', '’', '»', ')']);
    let stopped = bare.ends_with('.') && !bare.ends_with("..");
    line.len() <= 300 && line.split_whitespace().count() <= 35 && (!stopped || in_title_case(line))
}

fn in_title_case(line: &str) -> bool {
    let (mut all, mut capital) = (0_usize, 0_usize);
    for word in line.split_whitespace().filter(|word| word.len() > 4) {
        all += 1;
        capital += usize::from(
            word.trim_start_matches(|c: char| !c.is_alphanumeric())
                .starts_with(|c: char| !c.is_lowercase()),
        );
    }
    all >= 3 && capital * 5 >= all * 4
}

/// «By Jane Roe», «Reporting by Jane Roe in Geneva; editing by John Doe».
fn is_credit(line: &str) -> bool {
    if line.len() > 300 || line.split_whitespace().count() > 40 {
        return false;
    }
    let line = line.trim_start_matches(['(', '—', '–', '-', ' ']);
    let lower = line.to_lowercase();
    let mut ends = lower.match_indices(' ').map(|(at, _)| at).take(3);
    let Some(end) = ends.find(|end| {
        lower
            .get(..*end)
            .is_some_and(|start| BYLINE_WORDS.has(start))
    }) else {
        return false;
    };
    let long_form = lower.get(..end).is_some_and(|start| start.contains(' '));
    let rest = line.get(end..).unwrap_or("");
    let names = rest.split([';', ',', '|', '/']).next().unwrap_or("");
    let shouted = line.chars().any(char::is_alphabetic) && !line.chars().any(char::is_lowercase);
    if lower.starts_with("from ") {
        return false;
    }
    (long_form || !ends_with_stop(rest) || shouted)
        && all_names(names)
        && (long_form || rest.split_whitespace().count() <= 16)
}

/// A bare name: two to five capitalised words, no stop, no digits.
fn is_name(line: &str) -> bool {
    let words = line.split_whitespace().count();
    (2..=5).contains(&words)
        && line.len() < 60
        && !line.contains([':', '?', '!', '"', '“'])
        && !ends_with_stop(line)
        && all_names(line)
        && !is_section(line)
}

fn all_names(words: &str) -> bool {
    let mut names = 0;
    for word in words.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.starts_with(char::is_uppercase)
            || bare
                .chars()
                .next()
                .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        {
            names += 1;
        } else if !(BYLINE_ROLES.has_word(bare)
            || matches!(
                bare,
                "" | "de"
                    | "da"
                    | "di"
                    | "van"
                    | "von"
                    | "der"
                    | "den"
                    | "bin"
                    | "al"
                    | "el"
                    | "la"
                    | "le"
                    | "du"
                    | "dos"
                    | "y"
                    | "e"
            ))
        {
            return false;
        }
    }
    names > 0
}

/// «Washington D.C.», «Geneva», «Baku, Azerbaijan».
fn is_place(line: &str) -> bool {
    let words = line.split_whitespace().count();
    (1..=5).contains(&words)
        && line.len() < 50
        && line.split_whitespace().all(|word| {
            word.starts_with(char::is_uppercase) || matches!(word, "of" | "de" | "la" | "and")
        })
}

/// A short line that is no sentence.
fn is_label(line: &str) -> bool {
    line.split_whitespace().count() <= 12
        && !ends_with_stop(line)
        && !line.starts_with(['"', '“', '«', '„'])
}

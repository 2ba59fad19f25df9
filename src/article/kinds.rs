//! What each paragraph of an article is, from its wording, its shape and where it stands.
//!
//! In come the paragraphs' texts, trimmed, in order; out come as many kinds. The head is read downwards from the first
//! line, the tail upwards from the last paragraph of prose; between the two only wording that no article has of its own
//! makes a paragraph furniture. What is doubtful is body: an editor sees it, and the engine reads it.

use crate::article::ParagraphKind;
use crate::article::byline::{
    ends_with_stop, is_credit, is_date_line, is_place, is_signature, opens_quote,
};
use crate::article::furniture::{is_furniture, is_label, is_list_title, is_section, is_trail};

/// The head of an article ends at the latest after so many paragraphs that are not furniture.
const MOST_HEAD: usize = 8;

/// The kinds of the paragraphs.
pub(crate) fn kinds(lines: &[&str]) -> Vec<ParagraphKind> {
    let mut kinds: Vec<ParagraphKind> = lines
        .iter()
        .map(|line| {
            if is_furniture(line) {
                ParagraphKind::Furniture
            } else {
                ParagraphKind::Body
            }
        })
        .collect();
    if lines.iter().any(|line| is_prose(line)) {
        mark_head(lines, &mut kinds);
        mark_tail(lines, &mut kinds);
    }
    kinds
}

/// The first paragraphs: navigation, headline, byline, date.
fn mark_head(lines: &[&str], kinds: &mut [ParagraphKind]) {
    let mut headline = false;
    let mut seen = 0;
    let mut after_byline = false;
    let mut rest = lines.iter().zip(kinds.iter_mut()).peekable();
    while let Some((line, kind)) = rest.next() {
        if *kind == ParagraphKind::Furniture {
            continue;
        }
        seen += 1;
        let more = rest.peek().is_some();
        let found = if is_trail(line) || !headline && is_section(line) {
            ParagraphKind::Furniture
        } else if is_credit(line) {
            ParagraphKind::Byline
        } else if is_date_line(line) {
            ParagraphKind::Dateline
        } else if headline && (is_signature(line) || after_byline && is_place(line)) {
            // The line behind the headline or the byline; a subhead stands below prose.
            if is_signature(line) {
                ParagraphKind::Byline
            } else {
                ParagraphKind::Dateline
            }
        } else if !headline && more && is_title(line) {
            headline = true;
            ParagraphKind::Headline
        } else {
            ParagraphKind::Body
        };
        *kind = found;
        after_byline = found == ParagraphKind::Byline;
        // A standfirst may stand between headline and byline, but prose ends the head.
        if !headline && found == ParagraphKind::Body
            || is_prose(line) && found == ParagraphKind::Body && headline_done(line)
            || seen >= MOST_HEAD
        {
            break;
        }
    }
}

/// Whether a body paragraph is too much for a standfirst.
fn headline_done(line: &str) -> bool {
    line.len() > 300 || ends_with_stop(line)
}

/// The last paragraphs: byline and place under the article, then furniture to the end.
fn mark_tail(lines: &[&str], kinds: &mut [ParagraphKind]) {
    let tail = lines
        .iter()
        .zip(kinds.iter())
        .rposition(|(line, kind)| {
            *kind != ParagraphKind::Furniture && is_prose(line) && !is_credit(line)
        })
        .map_or(lines.len(), |n| n + 1);
    let mut before = ParagraphKind::Body;
    let mut after_furniture = false;
    let mut names = 0;
    for (line, kind) in lines.iter().zip(kinds.iter_mut()).skip(tail) {
        if *kind == ParagraphKind::Body {
            *kind = if is_credit(line) {
                ParagraphKind::Byline
            } else if after_furniture {
                if is_label(line) {
                    ParagraphKind::Furniture
                } else {
                    ParagraphKind::Body
                }
            } else if is_date_line(line) || before == ParagraphKind::Byline && is_place(line) {
                ParagraphKind::Dateline
            } else if names < 3 && is_signature(line) {
                names += 1;
                ParagraphKind::Byline
            } else {
                ParagraphKind::Body
            };
        }
        after_furniture |= *kind == ParagraphKind::Furniture && !is_rule(line);
        before = *kind;
    }
    mark_lists(lines, kinds, tail);
    // Sections just before other furniture, or at the very end.
    let mut before_furniture = true;
    for (line, kind) in lines.iter().zip(kinds.iter_mut()).skip(tail).rev() {
        if before_furniture && *kind == ParagraphKind::Body && is_section(line) {
            *kind = ParagraphKind::Furniture;
        }
        before_furniture = *kind == ParagraphKind::Furniture;
    }
}

/// Related-article lines in the tail: what follows «Related stories», up to the next prose.
fn mark_lists(lines: &[&str], kinds: &mut [ParagraphKind], tail: usize) {
    let mut in_list = false;
    for (line, kind) in lines.iter().zip(kinds.iter_mut()).skip(tail) {
        in_list = match *kind {
            ParagraphKind::Furniture => in_list || is_list_title(line),
            ParagraphKind::Body if in_list && !opens_quote(line) => {
                *kind = ParagraphKind::Furniture;
                true
            }
            _ => false,
        };
    }
}

/// A rule of dashes or stars says nothing of what follows it.
fn is_rule(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric)
}

/// A paragraph that is surely the article's own text: long, or a sentence, or a quotation.
fn is_prose(line: &str) -> bool {
    line.len() > 160
        || (ends_with_stop(line) && line.split_whitespace().count() > 4 || opens_quote(line))
        || ends_with_stop(line) && !line.contains(' ') && line.len() > 24
}

/// Whether a first line reads like a headline: no final full stop, unless most of its words have capitals.
fn is_title(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '\'', '”', '’', '»', ')']);
    let stopped = bare.ends_with(['.', '。']) && !bare.ends_with("..");
    line.len() <= 300
        && line.split_whitespace().count() <= 35
        && !line.contains('\n')
        && (!stopped || in_title_case(line))
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

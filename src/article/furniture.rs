//! Telling page furniture from the article: share lines, prompts, navigation, credits, related-article lines.
//!
//! In comes one line of text; out comes whether its wording alone gives it away. Nothing here looks at neighbours,
//! and nothing here may swallow a sentence of the article: when in doubt the answer is no.

use crate::article::lexicon::{FURNITURE, SECTIONS};

/// Lines with more words than this are never furniture by their wording.
const MOST_WORDS: usize = 40;

/// Whether a line is page furniture by its wording alone.
pub(crate) fn is_furniture(line: &str) -> bool {
    if line.len() > MOST_WORDS * 10 || line.split_whitespace().count() > MOST_WORDS {
        return false;
    }
    if line.starts_with(['"', '“', '‘', '«', '„']) {
        return false;
    }
    let bare = bare(line);
    let plain = bare.to_lowercase();
    if plain.is_empty() {
        // A rule of dashes, stars or dots.
        return !line.chars().any(char::is_alphanumeric) && !line.trim().is_empty();
    }
    if FURNITURE.has(&plain) {
        return true;
    }
    // Every beginning of the line that ends with a word, up to eight words, followed by anything.
    let mut ends: Vec<usize> = plain
        .char_indices()
        .filter(|(_, character)| !character.is_alphanumeric())
        .map(|(at, _)| at)
        .take(24)
        .collect();
    ends.push(plain.len());
    ends.iter().any(|end| {
        let start = plain.get(..*end).unwrap_or("");
        let colon = plain.get(*end..).is_some_and(|rest| rest.starts_with(':'));
        !start.is_empty()
            && ((*end < plain.len() && FURNITURE.has(&format!("{start} *")))
                || (plain.get(*end..).is_some_and(|rest| rest.starts_with(' '))
                    && FURNITURE.has(&format!("{start}*")))
                || (colon && FURNITURE.has(&format!("{start}:*"))))
    })
}

/// Whether a line names a section of a news site.
pub(crate) fn is_section(line: &str) -> bool {
    line.len() < 40 && SECTIONS.has(&bare(line).to_lowercase())
}

/// The line without what is only drawn around it: bullets, arrows, emoji, stops.
fn bare(line: &str) -> &str {
    line.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '@' | '#'))
        .trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | ')'))
}

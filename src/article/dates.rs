//! Where and when an article says it was written: its dateline and its day of publication.
//!
//! In comes an article whose paragraphs have kinds; out come a stretch and a date. No clock: only what the text says.

use crate::article::lexicon::MONTHS;
use crate::article::{Article, Extent, ParagraphKind};

/// A dateline that opens a paragraph has its dash within so many bytes.
const DATELINE_BYTES: usize = 90;

pub(crate) fn dateline(article: &Article) -> Option<Extent> {
    let paragraphs = article.paragraphs();
    let body = paragraphs
        .iter()
        .find(|paragraph| paragraph.kind == ParagraphKind::Body);
    let prefix = body.and_then(|paragraph| {
        let length = dateline_prefix(article.slice(paragraph.extent))?;
        let start = paragraph.extent.start.index();
        Some(Extent::at(start, start + length))
    });
    prefix.or_else(|| {
        paragraphs
            .iter()
            .find(|paragraph| paragraph.kind == ParagraphKind::Dateline)
            .map(|paragraph| paragraph.extent)
    })
}

/// The length of «NEW YORK (Reuters) —» at the start of a paragraph.
fn dateline_prefix(text: &str) -> Option<usize> {
    let mut end = text.len().min(DATELINE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end)?;
    let (at, dash) = [" — ", " – ", " -- ", " - ", "— ", "– "]
        .iter()
        .filter_map(|dash| head.find(dash).map(|at| (at, *dash)))
        .min_by_key(|(at, dash)| (*at, usize::MAX - dash.len()))?;
    let place = head.get(..at)?.trim_start();
    let city = place.split(['(', ',']).next().unwrap_or("").trim();
    let shouted = city.chars().any(char::is_alphabetic) && !city.chars().any(char::is_lowercase);
    let agency = place.ends_with(')')
        && place.contains('(')
        && city.starts_with(char::is_uppercase)
        && city.split_whitespace().count() <= 4;
    let few = place.split_whitespace().count() <= 9 && !place.contains(['"', '“', ';', '?', '!']);
    (few && city.len() > 1 && (shouted || agency)).then(|| at + dash.trim_end().len())
}

pub(crate) fn published(article: &Article) -> Option<String> {
    let stated = article.paragraphs().iter().filter(|paragraph| {
        !matches!(
            paragraph.kind,
            ParagraphKind::Body | ParagraphKind::Headline
        )
    });
    let prefix = article.dateline();
    stated
        .map(|paragraph| paragraph.extent)
        .chain(prefix)
        .find_map(|extent| date_in(article.slice(extent)))
}

/// The first whole date of a line, as `YYYY-MM-DD`.
pub(crate) fn date_in(line: &str) -> Option<String> {
    if line.len() > 300 {
        return None;
    }
    let words: Vec<&str> = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(3).find_map(|three| match three {
        [a, b, c] => {
            let day_first = (day(a), month(b), year(c));
            let month_first = (day(b), month(a), year(c));
            let iso = (
                day(c),
                number(b, 2).filter(|month| (1..=12).contains(month)),
                year(a),
            );
            [day_first, month_first, iso]
                .into_iter()
                .find_map(|date| match date {
                    (Some(day), Some(month), Some(year)) => {
                        Some(format!("{year:04}-{month:02}-{day:02}"))
                    }
                    _ => None,
                })
        }
        _ => None,
    })
}

fn number(word: &str, digits: usize) -> Option<u32> {
    (word.len() <= digits && word.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
}

fn day(word: &str) -> Option<u32> {
    let word = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    number(word, 2).filter(|day| (1..=31).contains(day))
}

fn month(word: &str) -> Option<u32> {
    if word.len() > 12 {
        return None;
    }
    let start = format!("{} ", word.to_lowercase());
    let entry = MONTHS.beginning_with(&start).next()?;
    entry.get(start.len()..)?.parse().ok()
}

fn year(word: &str) -> Option<u32> {
    (word.len() == 4)
        .then(|| number(word, 4))
        .flatten()
        .filter(|year| (1800..=2199).contains(year))
}

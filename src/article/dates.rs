//! Where and when an article says it was written: its dateline and its day of publication.
//!
//! In comes an article whose paragraphs have kinds; out come a stretch and a date. No clock: only what the text says.

use crate::article::furniture::is_section;
use crate::article::lexicon::MONTHS;
use crate::article::{Article, Extent, ParagraphKind};

/// A dateline that opens a paragraph has its dash within so many bytes.
const DATELINE_BYTES: usize = 90;

/// Longer lines are not searched for a date.
const MOST_DATE_BYTES: usize = 300;

pub(crate) fn dateline(article: &Article) -> Option<Extent> {
    let paragraphs = article.paragraphs();
    let body = paragraphs
        .iter()
        .filter(|paragraph| paragraph.kind == ParagraphKind::Body);
    // A standfirst or a caption may come first.
    let prefix = body.take(4).find_map(|paragraph| {
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
    if is_section(city) {
        // «LIVE — Thousands without power»: a word of the desk.
        return None;
    }
    let shouted = city.chars().any(char::is_alphabetic) && !city.chars().any(char::is_lowercase);
    let agency = place.ends_with(')')
        && place.contains('(')
        && city.starts_with(char::is_uppercase)
        && city.split_whitespace().count() <= 4;
    let few = place.split_whitespace().count() <= 9 && !place.contains(['"', '“', ';', '?', '!']);
    (few && city.len() > 1 && (shouted || agency)).then(|| at + dash.trim_end().len())
}

/// A line that names publication comes before any other date line, and a line about an update last.
pub(crate) fn published(article: &Article) -> Option<String> {
    let mut best: Option<(u8, String)> = None;
    let mut consider = |rank: u8, extent: Extent| {
        if best.as_ref().is_none_or(|(found, _)| rank < *found)
            && let Some(date) = date_in(article.slice(extent))
        {
            best = Some((rank, date));
        }
    };
    for paragraph in article.paragraphs() {
        if matches!(
            paragraph.kind,
            ParagraphKind::Body | ParagraphKind::Headline
        ) {
            continue;
        }
        let line = article.slice(paragraph.extent);
        if line.len() > MOST_DATE_BYTES {
            continue;
        }
        let line = line.to_lowercase();
        let states = ["published", "posted", "issued"]
            .iter()
            .any(|word| line.contains(word));
        match paragraph.kind {
            _ if line.contains("updated") || line.contains("modified") => {
                consider(3, paragraph.extent)
            }
            _ if states => consider(0, paragraph.extent),
            // A date among other furniture may be another article's.
            ParagraphKind::Furniture => {}
            _ => consider(1, paragraph.extent),
        }
    }
    if let Some(prefix) = article.dateline() {
        consider(2, prefix);
    }
    best.map(|(_, date)| date)
}

/// The first whole date of a line, as `YYYY-MM-DD`.
pub(crate) fn date_in(line: &str) -> Option<String> {
    if line.len() > MOST_DATE_BYTES {
        return None;
    }
    let words: Vec<Word<'_>> = words(line).collect();
    words.windows(3).find_map(|three| {
        let [a, b, c] = three else { return None };
        let date = if a.sign == b.sign && matches!(a.sign, "-" | "/") && b.text.len() == 2 {
            // The last of an ISO date may run into its time: 2022-09-20T10:00.
            let last = c.text.split('T').next().filter(|last| last.len() == 2);
            (
                year(a.text),
                number(b.text, 2),
                last.and_then(|last| number(last, 2)),
            )
        } else if a.sign == "." && b.sign == "." {
            (year(c.text), number(b.text, 2), day(a.text))
        } else if let Some(month) = month(b.text) {
            (year(c.text), Some(month), day(a.text))
        } else {
            (year(c.text), month(a.text), day(b.text))
        };
        match date {
            (Some(year), Some(month), Some(day)) => iso(year, month, day),
            _ => None,
        }
    })
}

/// A word of a line, and the signs between it and the next one.
struct Word<'a> {
    text: &'a str,
    sign: &'a str,
}

fn words(line: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    std::iter::from_fn(move || {
        let (text, more) = rest.split_at(
            rest.find(|c: char| !c.is_alphanumeric())
                .unwrap_or(rest.len()),
        );
        let (sign, more) = more.split_at(more.find(char::is_alphanumeric).unwrap_or(more.len()));
        rest = more;
        (!text.is_empty()).then_some(Word { text, sign })
    })
}

/// Whether a text is `YYYY-MM-DD` of a day that there is.
pub(crate) fn is_day(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut number = |digits: usize| {
        let part = parts.next().filter(|part| part.len() == digits)?;
        number(part, digits)
    };
    let (Some(year), Some(month), Some(day)) = (number(4), number(2), number(2)) else {
        return false;
    };
    parts.next().is_none() && iso(year, month, day).is_some()
}

/// The date as `YYYY-MM-DD`, when there is such a day.
fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        1..=12 => 31,
        _ => 0,
    };
    (1..=days)
        .contains(&day)
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
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

/// The number of a month by its name or abbreviation.
pub(crate) fn month(word: &str) -> Option<u32> {
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
    fn check_date(line: &str, expected: Option<&str>) {
        assert_eq!(date_in(line).as_deref(), expected);
    }

    #[test]
    fn whole_dates_are_read_in_the_ways_news_writes_them() {
        check_date(
            "Published: Sept. 20, 2022, 3:15 p.m. EDT",
            Some("2022-09-20"),
        );
        check_date("Tue 20 Sep 2022 07.15 BST", Some("2022-09-20"));
        check_date("September 1st, 2022", Some("2022-09-01"));
        check_date("2022-09-20T10:00Z", Some("2022-09-20"));
        check_date("29 February 2024", Some("2024-02-29"));
        check_date("24.11.2026, 09:15 Uhr", Some("2026-11-24"));
        check_date("Sept. 20. 2022", Some("2022-09-20"));
    }

    #[test]
    fn what_is_no_whole_date_is_none() {
        check_date("29 February 2023", None);
        check_date("Sept. 20", None);
        check_date("09/20/2022", None);
        check_date("2022", None);
        check_date("2026, 09:15", None);
        check_date("31 April 2022", None);
        check_date("May be 20 of 2022", None);
    }

    #[test]
    fn a_day_is_one_of_the_calendar() {
        for day in ["2026-11-24", "2024-02-29", "2000-02-29", "1999-12-31"] {
            assert!(is_day(day), "{day}");
        }
        for day in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-04-31",
            "2026-1-1",
            "soon",
            "2026-00-10",
            "２０２６-01-01",
        ] {
            assert!(!is_day(day), "{day}");
        }
    }

    #[track_caller]
    fn check_dateline(start: &str, expected: Option<&str>) {
        let text = format!(
            "Bridge Reopens\n\n{start} the bridge is open again, three weeks after the flood, the city said."
        );
        let article = Article::from_text(&text);
        assert_eq!(
            article.dateline().map(|extent| article.slice(extent)),
            expected
        );
    }

    #[test]
    fn a_dateline_opens_the_first_paragraph_up_to_its_dash() {
        check_dateline("GENEVA (AP) —", Some("GENEVA (AP) —"));
        check_dateline(
            "NEW YORK, Sept 20 (Reuters) -",
            Some("NEW YORK, Sept 20 (Reuters) -"),
        );
        check_dateline("ST. PAUL, Minn. --", Some("ST. PAUL, Minn. --"));
        check_dateline("Geneva (dpa) –", Some("Geneva (dpa) –"));
        check_dateline("Three weeks – no more –", None);
        check_dateline("Yesterday", None);
        check_dateline("LIVE —", None);
        check_dateline("The city – NATO's oldest –", None);
    }

    #[track_caller]
    fn check_published(head: &str, expected: Option<&str>) {
        let text = format!(
            "Bridge Reopens\n\n{head}\n\nThe bridge is open again, three weeks after the flood of May 1, 2021, the city said."
        );
        assert_eq!(Article::from_text(&text).published().as_deref(), expected);
    }

    #[test]
    fn the_day_of_publication_is_one_that_a_line_outside_the_body_states() {
        check_published("By Jane Roe", None);
        check_published("September 20, 2022", Some("2022-09-20"));
        check_published(
            "Updated September 22, 2022\n\nPublished September 20, 2022",
            Some("2022-09-20"),
        );
        check_published("By Jane Roe | September 20, 2022", Some("2022-09-20"));
        check_published("Last updated: 22 September 2022", Some("2022-09-22"));
    }
}

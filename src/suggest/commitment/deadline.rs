//! Deadlines: «by Friday», «before the end of the month», «within 30 days», «by 2030», and the day that they mean.
//!
//! In come the words of a commitment and the day of publication; out come the deadline's words and its date. There is no
//! date without a fixed day to count from.

use crate::article::{TokenKind, date_in, month_number};
use crate::suggest::commitment::day::Day;
use crate::suggest::lexicon::Classes;
use crate::suggest::lexicon::lists::{HOLIDAYS, TIME_EVENTS, TIME_UNITS, WITHIN_TIMES};
use crate::suggest::reading::Reading;
use crate::suggest::source::Words;

/// A deadline has at most so many words.
const MOST_WORDS: usize = 9;

/// Weekdays, Monday first.
const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The words of the first deadline between two words.
pub(crate) fn deadline(reading: &Reading<'_>, from: usize, end: usize) -> Option<Words> {
    (from..end).find_map(|at| {
        let lead = reading.has(at, Classes::DEADLINE)
            || reading.is(
                at,
                &["on", "in", "during", "over", "at", "from", "starting"],
            );
        if lead {
            // «before the court» is no time, «in two rooms» no deadline.
            if let Some(to) = time(reading, at + 1, end) {
                return Some((at, with_event(reading, at, to, end)));
            }
            return event(reading, at, end).map(|to| (at, to));
        }
        let alone = reading.is(at, &["tomorrow", "tonight", "today"]);
        let next = reading.is(at, &["next", "this", "later"])
            && (reading.has(at + 1, Classes::CALENDAR) || reading.is(at + 1, &TIME_UNITS));
        if alone {
            return Some((at, at + 1));
        }
        let to = if next { time(reading, at, end) } else { None };
        to.map(|to| (at, to))
    })
}

/// «within six months of the trial»: the end, moved behind what the time counts from.
fn with_event(reading: &Reading<'_>, at: usize, to: usize, end: usize) -> usize {
    let counts = reading.is(at, &["within"])
        && (reading.is(to, &["of", "after"]) || reading.follows(to, &["from"]).is_some());
    if !counts {
        return to;
    }
    let limit = (to + MOST_WORDS).min(end);
    let stops = [",", ";", ".", "if", "unless", "and", "but"];
    (to..limit)
        .find(|at| reading.is(*at, &stops))
        .unwrap_or(limit)
}

/// «before the next election», «by Easter».
fn event(reading: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
    if !reading.has(at, Classes::DEADLINE) {
        return None;
    }
    (at + 1..(at + 6).min(end))
        .take_while(|next| {
            reading.word(*next).is_some_and(|word| {
                word.is_word() && !word.has(Classes::AUXILIARY.and(Classes::CONJUNCTION))
            })
        })
        .find(|next| reading.is(*next, &HOLIDAYS) || reading.is(*next, &TIME_EVENTS))
        .map(|last| last + 1)
}

/// Behind the time that begins there, if it is one.
fn time(reading: &Reading<'_>, from: usize, end: usize) -> Option<usize> {
    let year = |at: usize| {
        reading.word(at).is_some_and(|word| {
            word.kind == TokenKind::Number
                && word.text.len() == 4
                && word
                    .text
                    .parse::<u16>()
                    .is_ok_and(|year| (1900..2200).contains(&year))
        })
    };
    let number = |at: usize| {
        reading
            .word(at)
            .is_some_and(|word| word.kind == TokenKind::Number || word.has(Classes::NUMBER))
    };
    let fixed =
        |at: usize| reading.has(at, Classes::CALENDAR) || reading.is(at, &TIME_UNITS) || year(at);
    let limit = (from + MOST_WORDS).min(end);
    let mut to = from;
    while to < limit
        && (fixed(to) || number(to) || reading.is(to, &WITHIN_TIMES) || stop_of_month(reading, to))
    {
        to += 1;
    }
    while to > from && (reading.is(to - 1, &WITHIN_TIMES) || reading.is(to - 1, &["."])) {
        to -= 1;
    }
    (from..to).any(fixed).then_some(to)
}

/// The stop of «Sept.».
fn stop_of_month(reading: &Reading<'_>, at: usize) -> bool {
    reading.is(at, &["."])
        && reading
            .before(at)
            .is_some_and(|word| month_number(word.text).is_some() && word.text.len() <= 4)
}

/// The day that a deadline means.
pub(crate) fn date(reading: &Reading<'_>, words: Words, published: Option<Day>) -> Option<Day> {
    let (from, to) = words;
    let text = reading.text(from, to);
    // «within six months of the trial» has no day to count from.
    if reading.is(from, &["within"])
        && (from..to).any(|at| reading.is(at, &["of", "after", "from"]))
        && !(from..to).any(|at| reading.is(at, &["today", "now"]))
    {
        return None;
    }
    if let Some(day) = date_in(text).and_then(|date| Day::parse(&date)) {
        return Some(day);
    }
    let all: Vec<String> = (from..to)
        .filter_map(|at| reading.word(at))
        .map(|word| word.text.to_ascii_lowercase())
        .collect();
    let has = |word: &str| all.iter().any(|text| text == word);
    if ["financial", "fiscal", "academic", "tax", "school"]
        .iter()
        .any(|kind| has(kind))
    {
        return None;
    }
    let until_start = has("before") && !has("end");
    let ends = |first: Day, last: Day| if until_start { first } else { last };
    let year = all
        .iter()
        .filter(|text| text.len() == 4)
        .find_map(|text| text.parse::<i64>().ok());
    let month = all
        .iter()
        .find_map(|text| month_number(text))
        .map(i64::from);
    let day = all
        .iter()
        .filter(|text| text.len() <= 2)
        .find_map(|text| text.parse::<i64>().ok());
    let start = has("start") || has("beginning") || has("early");
    match (year, month) {
        (Some(year), None) => {
            return (!start && !has("mid"))
                .then(|| ends(Day::new(year, 1, 1), Day::last_of(year, 12)));
        }
        (Some(year), Some(month)) => {
            return Some(ends(Day::new(year, month, 1), Day::last_of(year, month)));
        }
        _ => {}
    }
    let today = published?;
    let (this_year, this_month, _) = today.parts();
    if let Some(month) = month {
        let (first, last) = match day {
            Some(day) => (
                Day::new(this_year, month, day),
                Day::new(this_year, month, day),
            ),
            None => (
                Day::new(this_year, month, 1),
                Day::last_of(this_year, month),
            ),
        };
        let next_year = |day: Day| day.plus_months(12);
        let past = last < today;
        let (first, last) = if past {
            (next_year(first), next_year(last))
        } else {
            (first, last)
        };
        return Some(ends(first, last));
    }
    if let Some(weekday) = WEEKDAYS.iter().position(|day| has(day)) {
        let ahead = (i64::try_from(weekday).ok()? - today.weekday()).rem_euclid(7);
        return Some(today.plus(if ahead == 0 { 7 } else { ahead }));
    }
    if has("tomorrow") {
        return Some(today.plus(1));
    }
    if has("today") || has("tonight") {
        return Some(today);
    }
    if has("christmas") {
        let day = Day::new(this_year, 12, 25);
        return Some(if day < today {
            day.plus_months(12)
        } else {
            day
        });
    }
    let counted = has("next") && (has("over") || has("during"));
    if has("within") || has("in") || counted {
        return span(reading, words, today);
    }
    let next = i64::from(has("next"));
    let this = has("this") || has("end") && has("the");
    if !this && next == 0 || start {
        return None;
    }
    if has("year") {
        let year = this_year + next;
        return Some(ends(Day::new(year, 1, 1), Day::last_of(year, 12)));
    }
    if has("month") {
        let month = Day::new(this_year, this_month, 1).plus_months(next);
        let (year, number, _) = month.parts();
        return Some(ends(month, Day::last_of(year, number)));
    }
    if has("week") {
        let monday = today.plus(7 * next - today.weekday());
        return Some(ends(monday, monday.plus(6)));
    }
    None
}

/// «within 30 days», «in two years».
fn span(reading: &Reading<'_>, words: Words, today: Day) -> Option<Day> {
    let (from, to) = words;
    (from..to).find_map(|at| {
        let word = reading.word(at)?;
        let number = match word.kind {
            TokenKind::Number => word.text.parse::<i64>().ok()?,
            _ if word.has(Classes::NUMBER) => i64::from(word.entry.value),
            _ if word.is("a") || word.is("an") => 1,
            _ => return None,
        };
        let number = (0..100_000).contains(&number).then_some(number)?;
        let unit = reading.word(at + 1).filter(|_| at + 1 < to)?;
        match unit.text.to_ascii_lowercase().as_str() {
            "day" | "days" => Some(today.plus(number)),
            "week" | "weeks" => Some(today.plus(7 * number)),
            "month" | "months" => Some(today.plus_months(number)),
            "year" | "years" => Some(today.plus_months(12 * number)),
            "hour" | "hours" => Some(today.plus(number / 24)),
            _ => None,
        }
    })
}

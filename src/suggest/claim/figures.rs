//! Figures in prose: what kind of figure begins at a word, and where it ends.
//!
//! In come a reading and a word; out comes a sign, or that the figure says nothing, as a year or a house number does.
//! Every look ahead is bounded.

use crate::article::TokenKind;
use crate::suggest::claim::signs::Sign;
use crate::suggest::lexicon::{Classes, lists};
use crate::suggest::reading::{Reading, Word};

/// A number in words has at most so many: «two hundred and fifty thousand».
const MOST_WORDS: usize = 6;

/// From so many on a count is a figure of the public.
const LARGE: u64 = 1_000;

const SCALES: &[(&str, u64)] = &[
    ("hundred", 100),
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("m", 1_000_000),
    ("bn", 1_000_000_000),
    ("billion", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
];

/// The figure that begins at a word and ends before `to`: its sign, if it is one, and where it ends.
pub(super) fn figure(reading: &Reading<'_>, at: usize, to: usize) -> Option<(Option<Sign>, usize)> {
    let word = reading.word(at)?;
    match word.kind {
        TokenKind::Symbol if lists::CURRENCIES.contains(&word.text) => {
            let number = number(reading, at + 1, to)?;
            return Some((Some(Sign::Money), number.end));
        }
        TokenKind::Word if starts_with_digit(word) => return Some(joined(reading, at, to)),
        TokenKind::Word if word.has(Classes::VAGUE) && is_vague_thousands(reading, at) => {
            return Some((Some(Sign::Large), at + 1));
        }
        TokenKind::Number | TokenKind::Word => {}
        _ => return None,
    }
    let number = number(reading, at, to)?;
    let end = number.end;
    if let Some(end) = percent(reading, end, to) {
        return Some((Some(Sign::Share), end));
    }
    if let Some(end) = ratio(reading, end, to) {
        return Some((Some(Sign::Share), end));
    }
    if end < to && reading.is(end, &lists::MONEY) {
        return Some((Some(Sign::Money), end + 1));
    }
    if let Some(end) = score(reading, at, end, to) {
        return Some((Some(Sign::Score), end));
    }
    if is_date(reading, at, end) {
        return Some((Some(Sign::Time), end));
    }
    let behind = reading.word(end).filter(|_| end < to);
    if behind.is_some_and(|word| lists::SPANS_OF_TIME.iter().any(|unit| word.is(unit))) {
        return Some((Some(Sign::Duration), end + 1));
    }
    if number.value >= LARGE && !number.year_like {
        return Some((Some(Sign::Large), end));
    }
    if number.year_like && behind.is_none_or(|word| !is_counted(word)) {
        let since = at > 0 && reading.is(at - 1, &["since"]);
        return Some((since.then_some(Sign::Since), end));
    }
    // «one»: hardly ever a figure.
    let counted = behind.is_some_and(|word| is_counted(word) || word.is("of"));
    // «the two leaders» are known already.
    let known = at > 0
        && reading.is(
            at - 1,
            &[
                "the", "these", "those", "both", "his", "her", "their", "its", "our", "my",
            ],
        );
    let counted = counted && !known;
    let sign = (counted && number.value != 1).then_some(Sign::Count);
    Some((sign, end))
}

struct Number {
    value: u64,
    year_like: bool,
    end: usize,
}

/// The digits or words of a number.
fn number(reading: &Reading<'_>, at: usize, to: usize) -> Option<Number> {
    let first = reading.word(at).filter(|_| at < to)?;
    let mut value = match first.kind {
        TokenKind::Number => digits(first.text),
        TokenKind::Word if starts_with_digit(first) => digits(first.text),
        TokenKind::Word => in_words(first)?,
        _ => return None,
    };
    let year_like = first.kind == TokenKind::Number
        && first.text.len() == 4
        && first.text.bytes().all(|byte| byte.is_ascii_digit())
        && (1500..=2100).contains(&value);
    let mut end = at + 1;
    let mut scaled = false;
    while end < to && end - at < MOST_WORDS {
        let Some(word) = reading.word(end) else { break };
        if let Some((_, scale)) = SCALES.iter().find(|(name, _)| word.is(name)) {
            value = value.max(1).saturating_mul(*scale);
            scaled = true;
            end += 1;
        } else if first.kind == TokenKind::Word
            && word.kind == TokenKind::Word
            && in_words(word).is_some()
        {
            value = value.saturating_add(in_words(word).unwrap_or(0));
            end += 1;
        } else {
            break;
        }
    }
    Some(Number {
        value,
        year_like: year_like && !scaled,
        end,
    })
}

fn starts_with_digit(word: &Word<'_>) -> bool {
    word.text.starts_with(|c: char| c.is_ascii_digit())
}

/// The whole part of a number in digits.
fn digits(text: &str) -> u64 {
    let whole = text.split('.').next().unwrap_or(text);
    let digits = whole.bytes().filter(u8::is_ascii_digit).take(18);
    digits.fold(0, |value, digit| value * 10 + u64::from(digit - b'0'))
}

/// «twelve», «twenty-five».
fn in_words(word: &Word<'_>) -> Option<u64> {
    if word.entry.value > 0 {
        return Some(u64::from(word.entry.value));
    }
    let (tens, ones) = word.text.split_once('-')?;
    let value = |text: &str| {
        let value = crate::suggest::lexicon::look_up(text).value;
        (value > 0).then_some(u64::from(value))
    };
    Some(value(tens)? + value(ones)?)
}

/// «10am», «3.5m», «40bn», «2pm», «20th», «12-year-old»: digits and letters in one word.
fn joined(reading: &Reading<'_>, at: usize, to: usize) -> (Option<Sign>, usize) {
    let text = reading.word(at).map_or("", |word| word.text);
    let letters =
        text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':'));
    let sign = match letters.to_ascii_lowercase().as_str() {
        "am" | "pm" => Some(Sign::Time),
        "m" | "bn" | "k" | "tn" | "mn" => Some(Sign::Large),
        "pc" => Some(Sign::Share),
        _ => None,
    };
    (sign, (at + 1).min(to))
}

/// «thousands of», «millions».
fn is_vague_thousands(reading: &Reading<'_>, at: usize) -> bool {
    reading.is(at, &["thousands", "millions", "billions", "hundreds"])
}

/// Behind «%», «per cent», «percent», «percentage points».
fn percent(reading: &Reading<'_>, at: usize, to: usize) -> Option<usize> {
    let end = if reading.is(at, &["%", "percent", "pc", "percentage"]) {
        at + 1
    } else {
        reading.follows(at, &["per", "cent"])?
    };
    (end <= to).then_some(end)
}

/// «one in four», «nine out of ten», «12 of the 90».
fn ratio(reading: &Reading<'_>, at: usize, to: usize) -> Option<usize> {
    let next = [
        &["in", "every"][..],
        &["in"],
        &["out", "of", "every"],
        &["out", "of"],
        &["of", "the"],
        &["of", "its"],
        &["of", "their"],
        &["of"],
    ];
    let behind = next.iter().find_map(|words| reading.follows(at, words))?;
    let of = number(reading, behind, to)?;
    // «three in 2004» is no ratio.
    (!of.year_like && of.value > 1).then_some(of.end)
}

/// «3-1»; none where something is counted: «10-15 people».
fn score(reading: &Reading<'_>, at: usize, end: usize, to: usize) -> Option<usize> {
    let one = reading.word(at)?;
    let other = reading.word(end + 1).filter(|_| end + 1 < to)?;
    let small = |word: &Word<'_>| word.kind == TokenKind::Number && word.text.len() <= 3;
    let joined = reading.is(end, &["-", "–"]);
    let counted = reading.word(end + 2).is_some_and(|word| {
        is_counted(word)
            && !reading.is(
                end + 2,
                &["win", "victory", "defeat", "draw", "loss", "lead", "vote"],
            )
    });
    (joined && small(one) && small(other) && !counted).then_some(end + 2)
}

/// «14 May», «May 14», «10 a.m.», «3:15».
fn is_date(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let month = |at: usize| {
        reading.has(at, Classes::CALENDAR) && reading.word(at).is_some_and(|word| word.is_capital())
    };
    month(end)
        || at > 0 && month(at - 1)
        || reading.is(end, &["a.m", "p.m", "o'clock", "o’clock", ":"])
}

/// Whether the word can be a noun behind a number, or an adjective before it.
fn is_counted(word: &Word<'_>) -> bool {
    let closed = Classes::PREPOSITION
        .and(Classes::AUXILIARY)
        .and(Classes::CONJUNCTION)
        .and(Classes::PRONOUN)
        .and(Classes::DETERMINER);
    word.is_word() && !word.has(closed) && word.text.len() > 1
}

//! Numbers of people as news prose writes them: «more than 200», «two dozen», «10 to 15», «hundreds».
//!
//! In come a reading and the index of a word; out comes the count that begins there with its range and its qualifier, or
//! none. A vague count has a lower end only, which a list of phrases gives. Who is counted is for others to say.

use crate::article::TokenKind;
use crate::suggest::lexicon::{Classes, QUALIFIERS, VAGUE_RANGES, look_up};
use crate::suggest::reading::Reading;

/// A number in words has at most so many: «two hundred and fifty-three thousand».
const MOST_WORDS: usize = 8;

/// A count that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    /// Behind its last word.
    pub(crate) to: usize,
    /// The least.
    pub(crate) min: Option<u64>,
    /// The most.
    pub(crate) max: Option<u64>,
    /// A value of `count_qualifier`.
    pub(crate) qualifier: &'static str,
    /// Whether bare digits could as well be a year.
    pub(crate) year_like: bool,
}

impl Count {
    fn exact(to: usize, value: u64) -> Count {
        Count {
            to,
            min: Some(value),
            max: Some(value),
            qualifier: "exact",
            year_like: false,
        }
    }

    /// One, written by a word that ends before `to`.
    pub(crate) fn one(to: usize) -> Count {
        Count::exact(to, 1)
    }

    /// Whether its words give no figure.
    pub(crate) fn is_vague(&self) -> bool {
        self.qualifier == "vague"
    }

    /// Whether it is surely more than one.
    pub(crate) fn is_several(&self) -> bool {
        self.min.unwrap_or(2) >= 2
    }
}

/// The count that begins at `at` and ends before `end`.
pub(crate) fn count(reading: &Reading<'_>, at: usize, end: usize) -> Option<Count> {
    if let Some(vague) = vague(reading, at, end) {
        return Some(vague);
    }
    let qualifier = QUALIFIERS
        .iter()
        .find_map(|(phrase, value)| Some((reading.follows(at, phrase)?, *value)));
    if let Some((next, qualifier)) = qualifier {
        // «a film about one man» counts no one.
        let counts = |count: &Count| qualifier != "about" || count.max != Some(1);
        let found = number(reading, next, end).filter(counts)?;
        return Some(qualified(reading, found, qualifier));
    }
    if reading.is(at, &["between", "from"]) {
        let low = number(reading, at + 1, end)?;
        return up_to(reading, &low, end, &["and", "to"]);
    }
    let low = number(reading, at, end)?;
    up_to(reading, &low, end, &["to", "or", "-", "–", "—"])
        .or_else(|| Some(qualified(reading, low, "exact")))
}

/// The range that goes on behind its lower end with one of these words.
fn up_to(reading: &Reading<'_>, low: &Count, end: usize, words: &[&str]) -> Option<Count> {
    let joined = reading.is(low.to, words);
    range(low, &number(reading, low.to + 1, end).filter(|_| joined)?)
}

/// A number under its qualifier, with «or more» behind it.
fn qualified(reading: &Reading<'_>, mut count: Count, qualifier: &'static str) -> Count {
    if count.is_vague() {
        return count;
    }
    count.qualifier = qualifier;
    count.year_like &= qualifier == "exact";
    if reading.is(count.to, &["or"]) {
        let behind = [
            (["more"].as_slice(), "at_least"),
            (&["so"], "about"),
            (&["fewer", "less"], "at_most"),
        ];
        let found = behind
            .iter()
            .find(|(words, _)| reading.is(count.to + 1, words));
        if let Some((_, qualifier)) = found {
            count.qualifier = qualifier;
            count.to += 2;
        }
    }
    // «More than 200» keeps the figure that is named: an editor looks for it.
    match count.qualifier {
        "at_least" | "more_than" => count.max = None,
        "at_most" | "fewer_than" => count.min = None,
        _ => {}
    }
    count
}

fn range(low: &Count, high: &Count) -> Option<Count> {
    let (least, most) = (low.min?, high.max?);
    let both_exact = low.qualifier == "exact" && high.qualifier == "exact";
    // «3 to 5 million»
    let millions = most >= 1_000_000 && most.is_multiple_of(100_000) && least < 1000;
    let least = if millions {
        least.saturating_mul(1_000_000)
    } else {
        least
    };
    (least < most && both_exact).then_some(Count {
        to: high.to,
        min: Some(least),
        max: Some(most),
        qualifier: "range",
        year_like: false,
    })
}

/// A number without qualifier: digits, words, both, or a vague word.
fn number(reading: &Reading<'_>, at: usize, end: usize) -> Option<Count> {
    let word = reading.word(at).filter(|_| at < end)?;
    if word.kind == TokenKind::Number {
        return digits(reading, at, end);
    }
    vague(reading, at, end).or_else(|| spelled(reading, at, end))
}

fn digits(reading: &Reading<'_>, at: usize, end: usize) -> Option<Count> {
    let text = reading.word(at)?.text;
    if let Some((low, high)) = text.split_once(['-', '–']) {
        let low = Count::exact(at + 1, low.parse().ok()?);
        return range(&low, &Count::exact(at + 1, high.parse().ok()?));
    }
    let grouped = text.contains(',');
    if grouped && text.split(',').skip(1).any(|group| group.len() != 3) {
        return None;
    }
    let plain: String = text.chars().filter(|letter| *letter != ',').collect();
    let scale = scale(reading, at + 1, end);
    let value = match plain.split_once('.') {
        Some((whole, part)) => decimal(whole, part, scale)?,
        None => plain.parse::<u64>().ok()?.checked_mul(scale)?,
    };
    let to = at + 1 + usize::from(scale > 1);
    Some(Count {
        year_like: scale == 1 && !grouped && (1700..2100).contains(&value),
        ..Count::exact(to, value)
    })
}

/// «1.2 million»; people have no other fractions.
fn decimal(whole: &str, part: &str, scale: u64) -> Option<u64> {
    if scale == 1 || part.len() > 6 {
        return None;
    }
    let mut value = whole.parse::<u64>().ok()?.checked_mul(scale)?;
    let mut unit = scale;
    for digit in part.chars() {
        unit /= 10;
        value = value.checked_add(u64::from(digit.to_digit(10)?).checked_mul(unit)?)?;
    }
    Some(value)
}

/// «million» and its like at a place; 1 where there is none.
fn scale(reading: &Reading<'_>, at: usize, end: usize) -> u64 {
    let large = |value: u32| value >= 100 || reading.is(at, &["dozen"]);
    // «1.2m people»
    let joined = at.checked_sub(1).and_then(|before| {
        Some(reading.word(before)?.extent.end == reading.word(at)?.extent.start)
    });
    if at < end && joined == Some(true) {
        if reading.is(at, &["m", "mn"]) {
            return 1_000_000;
        }
        if reading.is(at, &["k"]) {
            return 1_000;
        }
    }
    reading
        .word(at)
        .filter(|word| at < end && word.has(Classes::NUMBER) && large(word.entry.value))
        .map_or(1, |word| u64::from(word.entry.value.max(1)))
}

/// The value of a number word, «twenty-three» included.
fn value(reading: &Reading<'_>, at: usize) -> Option<u64> {
    let word = reading
        .word(at)
        .filter(|word| word.is_word() && !word.possessive)?;
    if word.has(Classes::NUMBER) {
        return Some(u64::from(word.entry.value));
    }
    let (tens, ones) = word.text.split_once('-')?;
    let (tens, ones) = (look_up(tens), look_up(ones));
    let fits = (20..100).contains(&tens.value) && (1..10).contains(&ones.value);
    fits.then(|| u64::from(tens.value + ones.value))
}

fn spelled(reading: &Reading<'_>, at: usize, end: usize) -> Option<Count> {
    let half = reading.follows(at, &["half", "a"]);
    if let Some(unit) = half.filter(|unit| reading.is(*unit, &["dozen", "million"])) {
        return value(reading, unit).map(|value| Count::exact(unit + 1, value / 2));
    }
    if let Some(to) = reading.follows(at, &["a", "quarter", "of", "a", "million"]) {
        return Some(Count::exact(to, 250_000));
    }
    let article = reading.is(at, &["a", "an"]);
    if article && !reading.is(at + 1, &["dozen", "hundred", "thousand", "million"]) {
        return None;
    }
    let mut at = at + usize::from(article);
    let mut part = u64::from(article);
    let mut total = 0_u64;
    let mut read = 0;
    let limit = (at + MOST_WORDS).min(end);
    while at < limit {
        let joins = read > 0
            && part >= 100
            && reading.is(at, &["and"])
            && value(reading, at + 1).is_some_and(|value| value < 100);
        let Some(value) = value(reading, at + usize::from(joins)) else {
            break;
        };
        at += usize::from(joins);
        match value {
            12 if reading.is(at, &["dozen"]) => part = part.max(1).checked_mul(12)?,
            0..=99 if read == 0 || part.is_multiple_of(100) => part = part.checked_add(value)?,
            100 => part = part.max(1).checked_mul(100)?,
            1000.. => {
                total = total.checked_add(part.max(1).checked_mul(value)?)?;
                part = 0;
            }
            _ => break,
        }
        read += 1;
        at += 1;
    }
    let value = total.checked_add(part)?;
    (read > 0).then(|| Count::exact(at, value))
}

fn vague(reading: &Reading<'_>, at: usize, end: usize) -> Option<Count> {
    let first = reading.word(at)?;
    if !first.has(Classes::VAGUE) && !first.is("a") && !first.is("an") {
        return None;
    }
    let (to, of, least) = VAGUE_RANGES.iter().find_map(|(phrase, least)| {
        let to = reading.follows(at, phrase).filter(|to| *to <= end)?;
        Some((to, phrase.contains(&"of"), least.parse::<u64>().ok()?))
    })?;
    let mut to = to;
    while of && reading.is(to, &["more", "other", "the", "his", "her", "their"]) {
        to += 1;
    }
    Some(Count {
        to,
        min: (least > 0).then_some(least),
        max: None,
        qualifier: "vague",
        year_like: false,
    })
}

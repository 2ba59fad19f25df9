//! Numbers of people as news prose writes them: «more than 200», «two dozen», «10 to 15», «hundreds».
//!
//! In come a reading and the index of a word; out comes the count that begins there with its range and its qualifier, or
//! none. A vague count has a lower end only, by the rule that [`Count::rule`] names. Who is counted is for others to say.

use crate::article::TokenKind;
use crate::suggest::lexicon::Classes;
use crate::suggest::reading::Reading;

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
    /// For a vague word, how its range was chosen; else empty.
    pub(crate) rule: &'static str,
    /// Whether bare digits could as well be a year.
    pub(crate) year_like: bool,
}

/// Phrases before a number, longest first where one begins another, with what they make of it.
const BEFORE: &[(&str, &str)] = &[
    ("no fewer than", "at_least"),
    ("no less than", "at_least"),
    ("not less than", "at_least"),
    ("a minimum of", "at_least"),
    ("as few as", "at_least"),
    ("at least", "at_least"),
    ("upwards of", "more_than"),
    ("in excess of", "more_than"),
    ("well over", "more_than"),
    ("just over", "more_than"),
    ("more than", "more_than"),
    ("over", "more_than"),
    ("above", "more_than"),
    ("no more than", "at_most"),
    ("not more than", "at_most"),
    ("as many as", "at_most"),
    ("at most", "at_most"),
    ("up to", "at_most"),
    ("fewer than", "fewer_than"),
    ("less than", "fewer_than"),
    ("just under", "fewer_than"),
    ("under", "fewer_than"),
    ("an estimated", "about"),
    ("close to", "about"),
    ("nearly", "about"),
    ("almost", "about"),
    ("about", "about"),
    ("around", "about"),
    ("roughly", "about"),
    ("approximately", "about"),
    ("some", "about"),
    ("only", "exact"),
    ("just", "exact"),
    ("another", "exact"),
    ("all", "exact"),
    ("a total of", "exact"),
    ("a further", "exact"),
    ("an additional", "exact"),
    ("the other", "exact"),
    ("these", "exact"),
    ("those", "exact"),
    ("the", "exact"),
];

/// The words of `BEFORE` are at most so many.
const LONGEST_PHRASE: usize = 3;

/// The count that begins at `at` and ends before `end`.
pub(crate) fn count(reading: &Reading<'_>, at: usize, end: usize) -> Option<Count> {
    let prefix = BEFORE.iter().find_map(|(phrase, qualifier)| Some((follows(reading, at, end, phrase)?, *qualifier)));
    if let Some((next, qualifier)) = prefix {
        if let Some(found) = number(reading, next, end) {
            return Some(qualified(reading, found, qualifier, end));
        }
        // «nearly all»: no count.
        return (qualifier == "exact").then(|| None).unwrap_or(None);
    }
    if reading.is(at, &["between", "from"]) {
        let low = number(reading, at + 1, end)?;
        if !reading.is(low.to, &["and", "to"]) {
            return None;
        }
        let high = number(reading, low.to + 1, end)?;
        return range(&low, high);
    }
    let low = number(reading, at, end)?;
    if reading.is(low.to, &["to", "or", "-", "–", "—"])
        && let Some(high) = number(reading, low.to + 1, end)
        && let Some(found) = range(&low, high)
    {
        return Some(found);
    }
    Some(qualified(reading, low, "exact", end))
}

/// The index behind a phrase that stands at `at`.
fn follows(reading: &Reading<'_>, at: usize, end: usize, phrase: &str) -> Option<usize> {
    let mut next = at;
    for word in phrase.split(' ').take(LONGEST_PHRASE) {
        if next >= end || !reading.is(next, &[word]) {
            return None;
        }
        next += 1;
    }
    Some(next)
}

fn qualified(reading: &Reading<'_>, mut count: Count, qualifier: &'static str, _end: usize) -> Count {
    if count.qualifier == "exact" {
        count.qualifier = qualifier;
    }
    if reading.is(count.to, &["or"]) && reading.is(count.to + 1, &["more", "fewer", "so", "less"]) {
        count.qualifier = match reading.word(count.to + 1).map(|word| word.text) {
            Some("more") => "at_least",
            Some("so") => "about",
            _ => "at_most",
        };
        count.to += 2;
    }
    if count.rule.is_empty() {
        match count.qualifier {
            "at_least" => count.max = None,
            // More than n is n + 1 or more, but the figure named is kept: an editor looks for it.
            "more_than" => count.max = None,
            "at_most" | "fewer_than" => count.min = None,
            _ => {}
        }
    }
    if qualifier != "exact" {
        count.year_like = false;
    }
    count
}

fn range(low: &Count, high: Count) -> Option<Count> {
    let (Some(least), Some(most)) = (low.min, high.max) else {
        return None;
    };
    // «3 to 5 million»
    let least = if most >= 1000 && least < 1000 && high.rule.is_empty() && most % 1_000_000 == 0 { least.saturating_mul(1_000_000) } else { least };
    (least < most).then_some(Count {
        to: high.to,
        min: Some(least),
        max: Some(most),
        qualifier: "range",
        rule: "",
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

fn exact(to: usize, value: u64) -> Count {
    Count {
        to,
        min: Some(value),
        max: Some(value),
        qualifier: "exact",
        rule: "",
        year_like: false,
    }
}

fn digits(reading: &Reading<'_>, at: usize, end: usize) -> Option<Count> {
    let text = reading.word(at)?.text;
    if let Some((low, high)) = text.split_once(['-', '–']) {
        let (low, high) = (low.parse::<u64>().ok()?, high.parse::<u64>().ok()?);
        return range(&exact(at + 1, low), exact(at + 1, high));
    }
    let plain: String = text.chars().filter(|c| *c != ',').collect();
    let grouped = text.contains(',');
    if grouped && !text.split(',').skip(1).all(|group| group.len() == 3) {
        return None;
    }
    let scale = scale_at(reading, at + 1, end);
    let to = at + 1 + usize::from(scale > 1);
    let value = match plain.split_once('.') {
        // Only «1.2 million» has a point.
        Some((whole, part)) if scale > 1 && part.len() <= 6 => {
            let mut value = whole.parse::<u64>().ok()?.checked_mul(scale)?;
            let mut unit = scale;
            for digit in part.chars() {
                unit /= 10;
                value = value.checked_add(u64::from(digit.to_digit(10)?).checked_mul(unit)?)?;
            }
            value
        }
        Some(_) => return None,
        None => plain.parse::<u64>().ok()?.checked_mul(scale)?,
    };
    let mut found = exact(to, value);
    found.year_like = scale == 1 && !grouped && (1700..2100).contains(&value);
    Some(found)
}

/// «million» and its like at a place; 1 where there is none.
fn scale_at(reading: &Reading<'_>, at: usize, end: usize) -> u64 {
    reading.word(at).filter(|word| at < end && word.has(Classes::NUMBER) && word.entry.value >= 100 || word.is("dozen")).map_or(1, |word| u64::from(word.entry.value.max(1)))
}

/// The value of a number word, «twenty-three» included.
fn value(reading: &Reading<'_>, at: usize) -> Option<u64> {
    let word = reading.word(at).filter(|word| word.is_word() && !word.possessive)?;
    if word.has(Classes::NUMBER) {
        return Some(u64::from(word.entry.value));
    }
    let (tens, ones) = word.text.split_once('-')?;
    let (tens, ones) = (crate::suggest::lexicon::look_up(tens), crate::suggest::lexicon::look_up(ones));
    let both = tens.classes.any(Classes::NUMBER) && ones.classes.any(Classes::NUMBER) && (20..100).contains(&tens.value) && (1..10).contains(&ones.value);
    both.then(|| u64::from(tens.value + ones.value))
}

/// A number in words has at most so many: «two hundred and fifty-three thousand».
const MOST_WORDS: usize = 8;

fn spelled(reading: &Reading<'_>, at: usize, end: usize) -> Option<Count> {
    let mut at = at;
    let mut total = 0u64;
    let mut part = 0u64;
    let mut read = 0;
    let half = reading.is(at, &["half"]) && (reading.is(at + 1, &["a"]) && reading.is(at + 2, &["dozen", "million"]));
    if half {
        return value(reading, at + 2).map(|value| exact(at + 3, value / 2));
    }
    if reading.is(at, &["a", "an"]) {
        value(reading, at + 1).filter(|value| *value >= 12 && !value.is_multiple_of(13)).filter(|value| *value == 12 || *value >= 100)?;
        part = 1;
        at += 1;
    }
    let limit = (at + MOST_WORDS).min(end);
    while at < limit {
        let joins = reading.is(at, &["and"]) && read > 0 && part >= 100 && value(reading, at + 1).is_some_and(|value| value < 100);
        if joins {
            at += 1;
        }
        let Some(value) = value(reading, at) else { break };
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
    (read > 0).then(|| total.checked_add(part).map(|value| exact(at, value)))?
}

/// Vague words with their least number and the rule for it.
const VAGUE: &[(&str, u64, &str)] = &[
    ("hundreds of thousands of", 200_000, "hundreds of thousands are 200,000 or more"),
    ("tens of thousands of", 20_000, "tens of thousands are 20,000 or more"),
    ("hundreds of thousands", 200_000, "hundreds of thousands are 200,000 or more"),
    ("tens of thousands", 20_000, "tens of thousands are 20,000 or more"),
    ("several thousand", 2000, "several thousand are 2,000 or more"),
    ("several hundred", 200, "several hundred are 200 or more"),
    ("several dozen", 24, "several dozen are 24 or more"),
    ("a few hundred", 200, "a few hundred are 200 or more"),
    ("a few dozen", 24, "a few dozen are 24 or more"),
    ("dozens of", 24, "dozens are 24 or more"),
    ("dozens", 24, "dozens are 24 or more"),
    ("scores of", 40, "scores are 40 or more"),
    ("scores", 40, "scores are 40 or more"),
    ("hundreds of", 200, "hundreds are 200 or more"),
    ("hundreds", 200, "hundreds are 200 or more"),
    ("thousands of", 2000, "thousands are 2,000 or more"),
    ("thousands", 2000, "thousands are 2,000 or more"),
    ("millions of", 2_000_000, "millions are 2,000,000 or more"),
    ("millions", 2_000_000, "millions are 2,000,000 or more"),
    ("a handful of", 0, "no range: «a handful» says too little"),
    ("a number of", 0, "no range: «a number» says too little"),
    ("a couple of", 2, "a couple are 2 or more"),
    ("several", 0, "no range: «several» says too little"),
    ("a few", 0, "no range: «a few» says too little"),
    ("many", 0, "no range: «many» says too little"),
    ("numerous", 0, "no range: «numerous» says too little"),
    ("countless", 0, "no range: «countless» says too little"),
];

fn vague(reading: &Reading<'_>, at: usize, end: usize) -> Option<Count> {
    let first = reading.word(at)?;
    if !first.has(Classes::VAGUE) && !first.is("a") {
        return None;
    }
    VAGUE.iter().find_map(|(phrase, least, rule)| {
        let mut next = at;
        for word in phrase.split(' ') {
            if next >= end || !reading.is(next, &[word]) {
                return None;
            }
            next += 1;
        }
        while reading.is(next, &["more", "other", "the", "his", "her", "their"]) && phrase.ends_with("of") {
            next += 1;
        }
        Some(Count {
            to: next,
            min: (*least > 0).then_some(*least),
            max: None,
            qualifier: "vague",
            rule,
            year_like: false,
        })
    })
}

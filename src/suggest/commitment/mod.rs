//! Commitments: who will do what, by when and on which condition.
//!
//! In comes a block; out come candidates, from the commissive words to the end of what is committed to. `trigger` finds
//! the words, `actor` whose act it is, `clause` how far it reaches, `deadline` what day is meant. Forecasts, requests to
//! others and refusals to speak are passed over. Nothing of the article's other blocks is known here.

mod actor;
mod clause;
mod day;
mod deadline;
mod rules;
mod trigger;

pub(crate) use rules::*;

use crate::suggest::attribution::Attribution;
use crate::suggest::commitment::actor::Said;
use crate::suggest::commitment::clause::{beneficiary, clause, condition_before};
use crate::suggest::commitment::day::Day;
use crate::suggest::commitment::trigger::{Trigger, trigger};
use crate::suggest::lexicon::{Classes, look_up};
use crate::suggest::reading::Reading;
use crate::suggest::rule::Candidate;

/// A longer sentence is a list or a page without stops; it is read in pieces of so many words, so that the work stays linear.
const MOST_SENTENCE: usize = 120;

/// All commitments of a block, in an article of a day, `YYYY-MM-DD` or empty.
pub(crate) fn commitments(
    reading: &Reading<'_>,
    attributions: &[Attribution],
    published: &str,
) -> Vec<Candidate> {
    let said = Said::new(attributions);
    let published = Day::parse(published);
    let mut found = Vec::new();
    let mut from = 0;
    while from < reading.words.len() {
        let (_, end) = reading.inner_sentence(from);
        let end = end.min(from + MOST_SENTENCE).max(from + 1);
        // «Will you sign?» commits nobody.
        let question = (end.saturating_sub(2).max(from)..end).any(|at| reading.is(at, &["?"]));
        let mut at = from;
        let mut last = None;
        while at < end && !question {
            match trigger(reading, &said, last.as_ref(), at, (from, end)) {
                Some(trigger) => {
                    let (candidate, behind) = candidate(reading, &trigger, from, end, published);
                    found.extend(candidate);
                    at = behind.max(at + 1);
                    last = Some(trigger.actor);
                }
                None => at += 1,
            }
        }
        from = end;
    }
    found
}

/// The candidate of commissive words, and the word behind it.
fn candidate(
    reading: &Reading<'_>,
    trigger: &Trigger,
    floor: usize,
    end: usize,
    published: Option<Day>,
) -> (Option<Candidate>, usize) {
    let clause = clause(
        reading,
        trigger.action,
        end,
        trigger.rule == "commitment.noun" && !reading.is(trigger.from + 1, &["that"]),
    );
    if clause.end <= trigger.action {
        return (None, trigger.action);
    }
    let subject = trigger.actor.first().unwrap_or(trigger.from);
    let before = condition_before(reading, floor, subject);
    let mut texts: Vec<(&'static str, String)> = vec![("act", trigger.act.to_owned())];
    let mut say = |name: &'static str, words: (usize, usize)| {
        texts.push((name, reading.text(words.0, words.1).to_owned()));
    };
    say("action", clause.action);
    if let Some(words) = trigger
        .recipient
        .or_else(|| beneficiary(reading, clause.action))
    {
        say("beneficiary", words);
    }
    let condition = clause.condition.or(before);
    if let Some(words) = condition {
        say("condition", words);
    }
    if let Some(words) = clause.deadline {
        say("deadline", words);
        let day = deadline::date(reading, words, published);
        texts.extend(day.map(|day| ("deadline_date", day.to_string())));
    }
    let strength = match trigger.strength {
        "firm" if condition.is_some() => "conditional",
        strength => strength,
    };
    texts.push(("strength", strength.to_owned()));
    let polarity = if trigger.negative {
        "will_not_do"
    } else {
        "will_do"
    };
    texts.push(("polarity", polarity.to_owned()));
    let from = before.map_or(trigger.from, |(from, _)| from);
    let candidate = Candidate {
        rule: trigger.rule,
        label: "commitment",
        fragments: vec![reading.extent(from, clause.end)],
        texts,
        lists: Vec::new(),
        numbers: Vec::new(),
        cue: None,
        who: trigger.actor.who(reading),
        sure: None,
        reason: format!(
            "«{}» binds who says it.",
            reading.text(trigger.from, trigger.action)
        ),
    };
    (Some(candidate), clause.end)
}

/// Whether the word is the plain form of a verb that one does at will: «send», and «sending» behind «to».
fn is_deed(reading: &Reading<'_>, at: usize) -> bool {
    let plain = reading.has(at, Classes::DEED)
        && reading
            .word(at)
            .is_some_and(|word| !word.is_capital() && !word.possessive);
    plain || is_gerund_of_deed(reading, at)
}

/// Whether the word can be the plain form of a verb of doing, known or not: what «I will» is followed by.
fn may_be_deed(reading: &Reading<'_>, at: usize) -> bool {
    let closed = Classes::NO_DEED
        .and(Classes::AUXILIARY)
        .and(Classes::DETERMINER)
        .and(Classes::PREPOSITION)
        .and(Classes::CONJUNCTION)
        .and(Classes::PRONOUN)
        .and(Classes::NUMBER)
        .and(Classes::CALENDAR);
    is_deed(reading, at)
        || reading.word(at).is_some_and(|word| {
            word.is_word()
                && !word.is_capital()
                && !word.possessive
                && !word.has(closed)
                && !word.text.ends_with("ing")
                && !word.text.ends_with("ed")
        })
        || reading.is(at, &["do", "leave"])
        || reading.follows(at, &["hit", "back"]).is_some()
        || reading.follows(at, &["be", "back"]).is_some()
}

/// «sending», «cutting», «providing».
fn is_gerund_of_deed(reading: &Reading<'_>, at: usize) -> bool {
    is_gerund_of(reading, at, Classes::DEED)
}

/// Whether the word is the form in «-ing» of a verb of a class.
fn is_gerund_of(reading: &Reading<'_>, at: usize, class: Classes) -> bool {
    let word = reading.word(at);
    let Some(stem) = word.and_then(|word| word.text.strip_suffix("ing")) else {
        return false;
    };
    let in_class = |text: &str| look_up(text).classes.any(class);
    let doubled = stem
        .char_indices()
        .next_back()
        .and_then(|(last, _)| stem.get(..last));
    in_class(stem)
        || in_class(&format!("{stem}e"))
        || doubled.is_some_and(|text| text.len() > 2 && in_class(text))
}

#[cfg(test)]
mod tests;

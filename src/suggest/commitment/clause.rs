//! How far a commitment reaches, and what of it is condition, deadline and action.
//!
//! In come the first word of what is committed to and the end of its sentence; out come ranges of words. A clause is ended
//! by marks, by a word that opens another clause, and by who said it; there is no parser.

use crate::article::TokenKind;
use crate::suggest::commitment::deadline::deadline;
use crate::suggest::lexicon::lists::{BENEFITING, CLAUSE_BREAKS, CLAUSE_GOES_ON, GIVING};
use crate::suggest::lexicon::{CONDITION_PHRASES, Classes};
use crate::suggest::reading::Reading;
use crate::suggest::source::Words;

/// A commitment has at most so many words.
const MOST_WORDS: usize = 60;

/// Those for whom something is done are named in at most so many words.
const MOST_BENEFICIARY: usize = 5;

/// Words in marks that begin in a commitment belong to it, if they end within so many words.
const MOST_PAIR: usize = 25;

/// A condition before the commitment has at most so many words.
const MOST_CONDITION: usize = 30;

/// What a commitment is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clause {
    /// Behind its last word.
    pub(crate) end: usize,
    /// What is done, without when and on which condition.
    pub(crate) action: Words,
    /// «by Friday».
    pub(crate) deadline: Option<Words>,
    /// «if the rains come».
    pub(crate) condition: Option<Words>,
}

/// The clause whose action begins with a word, in a sentence that ends before another. That of a noun ends where the
/// sentence's own verb comes: «his plan to ban them was a mistake».
pub(crate) fn clause(
    reading: &Reading<'_>,
    action: usize,
    sentence_end: usize,
    noun: bool,
) -> Clause {
    let relative = |at: usize| {
        let lowest = at.saturating_sub(5).max(action);
        (lowest..at).any(|at| {
            reading.is(
                at,
                &[
                    "who", "that", "which", "whom", "it", "he", "she", "they", "we",
                ],
            )
        })
    };
    let own_verb = (action + 1..sentence_end)
        .find(|at| noun && reading.has(*at, Classes::AUXILIARY) && !relative(*at));
    let sentence_end = own_verb.unwrap_or(sentence_end);
    let end = end(reading, action, sentence_end);
    let condition = (action..end)
        .find(|at| opens_condition(reading, *at))
        .map(|at| (at, end));
    let rest = condition.map_or(end, |(from, _)| from);
    let deadline = deadline(reading, action, rest);
    // What is done ends where its last part is when or whether.
    let mut done = rest;
    if let Some((from, to)) = deadline
        && to == rest
        && from > action
    {
        done = from;
    }
    while done > action + 1 && reading.is(done - 1, &[","]) {
        done -= 1;
    }
    Clause {
        end,
        action: (action, done),
        deadline,
        condition,
    }
}

/// «if», «unless», «as long as», «provided that».
fn opens_condition(reading: &Reading<'_>, at: usize) -> bool {
    let lower = reading.word(at).is_some_and(|word| !word.is_capital());
    let phrase = CONDITION_PHRASES
        .iter()
        .any(|(phrase, _)| reading.follows(at, phrase).is_some());
    // «the aid provided by» is no condition.
    let provided = reading.is(at, &["provided"])
        && !reading.is(at + 1, &["that"])
        && !(at > 0 && reading.is(at - 1, &[","]));
    lower && (reading.has(at, Classes::CONDITION) && !provided || phrase)
}

fn end(reading: &Reading<'_>, from: usize, sentence_end: usize) -> usize {
    let limit = (from + MOST_WORDS).min(sentence_end);
    let pair = reading.word(from).and_then(|word| word.pair);
    let mut at = from;
    while at < limit {
        let Some(word) = reading.word(at) else { break };
        let closes = pair
            .and_then(|pair| reading.pair(pair))
            .is_some_and(|pair| at >= pair.close);
        let leaves = word.pair != pair && (pair.is_some() || ends_with_speech(reading, at));
        if closes || leaves || at > from && breaks(reading, at, limit) {
            break;
        }
        at += 1;
    }
    while at > from + 1
        && reading.word(at - 1).is_some_and(|word| {
            !word.is_word()
                && word.kind != TokenKind::Number
                && !["%", ")", "”", "\"", "’", "»"].contains(&word.text)
        })
    {
        at -= 1;
    }
    let at = whole_pair(reading, from, at, pair);
    let mut at = at;
    let dangling = Classes::CONJUNCTION.and(Classes::DETERMINER);
    while at > from + 1
        && reading.has(at - 1, dangling)
        && !reading.is(
            at - 1,
            &["so", "that", "all", "this", "both", "each", "her"],
        )
    {
        at -= 1;
    }
    at
}

/// The end, moved behind or before a pair of marks that it would cut.
fn whole_pair(reading: &Reading<'_>, from: usize, end: usize, own: Option<u32>) -> usize {
    let cut = reading
        .before(end)
        .and_then(|word| word.pair)
        .filter(|pair| Some(*pair) != own)
        .and_then(|pair| reading.pair(pair));
    match cut {
        Some(pair) if pair.close < end + MOST_PAIR => pair.close + 1,
        Some(pair) if pair.open > from => pair.open,
        _ => end,
    }
}

/// Whether a pair of marks that begins there is no part of the clause: «… , “we …”».
fn ends_with_speech(reading: &Reading<'_>, at: usize) -> bool {
    at > 0
        && reading.is(at - 1, &[",", ":"])
        && reading.word(at).is_some_and(|word| word.pair.is_some())
}

fn breaks(reading: &Reading<'_>, at: usize, limit: usize) -> bool {
    if reading.is(at, &CLAUSE_BREAKS) && !reading.is(at + 1, &["also"]) {
        return true;
    }
    let subject = Classes::PRONOUN;
    // «and he said», «and we will»
    if reading.is(at, &["and", "or", "so", "as"])
        && (reading.has(at + 1, subject) || starts_commitment(reading, at + 1))
    {
        return true;
    }
    // «keep it legal and praised the ruling»
    let finite = |at: usize| {
        reading.word(at).is_some_and(|word| {
            let spoken = word.has(Classes::SAY.and(Classes::TELL)) && !word.is(word.entry.lemma);
            let past =
                word.text.len() > 4 && word.text.ends_with("ed") && !word.text.ends_with("eed");
            spoken || past
        })
    };
    if reading.is(at, &["and"]) && finite(at + 1) {
        return true;
    }
    if !reading.is(at, &[","]) {
        return false;
    }
    // «June 30, 2024»
    let number = |at: usize| {
        reading
            .word(at)
            .is_some_and(|word| word.kind == TokenKind::Number)
    };
    if at > 0 && number(at - 1) && number(at + 1) {
        return false;
    }
    // «20,000 police officers, the mayor said»
    let even_if = reading.follows(at + 1, &["even", "if"]).is_some();
    let goes_on = even_if
        || reading.is(at + 1, &CLAUSE_GOES_ON)
        || reading.has(at + 1, Classes::CONDITION.and(Classes::DEADLINE))
        || is_list(reading, at, limit);
    let said = (at + 1..(at + 8).min(limit + 1)).any(|next| {
        reading.has(next, Classes::SAY.and(Classes::TELL))
            && !reading.has(next, Classes::NOUN_OF_SPEECH)
    });
    !goes_on || said && !reading.has(at + 1, Classes::CONDITION)
}

/// «roads, schools and bridges»: a comma in a list.
fn is_list(reading: &Reading<'_>, comma: usize, limit: usize) -> bool {
    let verbs = Classes::AUXILIARY.and(Classes::PRONOUN).and(Classes::SAY);
    let mut at = comma + 1;
    while at < limit.min(comma + 8) {
        if reading.is(at, &["and", "or"]) && at > comma + 1
            || reading.is(at, &[","]) && reading.is(at + 1, &["and", "or"])
        {
            return !reading.has(at + 1, verbs.and(Classes::MODAL));
        }
        if reading.has(at, verbs) || reading.word(at).is_none_or(|word| word.pair.is_some()) {
            return false;
        }
        at += 1;
    }
    false
}

/// Whether another commitment begins there: «… and will rebuild».
fn starts_commitment(reading: &Reading<'_>, at: usize) -> bool {
    reading.is(at, &["will", "shall", "won't", "won’t"])
        || reading.has(at, Classes::COMMISSIVE)
            && reading
                .word(at)
                .is_some_and(|word| word.text.ends_with("ed"))
        || reading.has(at, Classes::COMMISSIVE) && reading.is(at + 1, &["to"])
}

/// «If elected, she will …»: the condition that opens a sentence, up to the comma before its subject.
pub(crate) fn condition_before(
    reading: &Reading<'_>,
    sentence: usize,
    subject: usize,
) -> Option<Words> {
    let comma = subject
        .checked_sub(1)
        .filter(|comma| *comma > sentence && reading.is(*comma, &[","]))?;
    let from = (sentence..comma).find(|at| reading.has(*at, Classes::CONDITION))?;
    let opens = from <= sentence + 2 && comma - from <= MOST_CONDITION;
    opens.then_some((from, comma))
}

/// «… to Ukraine», «… for veterans»: for whom, at the end of what is done.
pub(crate) fn beneficiary(reading: &Reading<'_>, action: Words) -> Option<Words> {
    let (from, to) = action;
    // «compensate the families»
    if reading.is(from, &BENEFITING) {
        let people = Classes::PEOPLE
            .and(Classes::VICTIM)
            .and(Classes::ROLE)
            .and(Classes::AGENT);
        let closed = Classes::PREPOSITION
            .and(Classes::CONJUNCTION)
            .and(Classes::AUXILIARY);
        let phrase = (from + 1..to.min(from + 1 + MOST_BENEFICIARY))
            .take_while(|at| {
                reading
                    .word(*at)
                    .is_some_and(|word| word.is_word() && !word.has(closed))
            })
            .last();
        if let Some(last) = phrase
            && (reading.has(last, people) || reading.is(last, &["them", "us", "him"]))
        {
            return Some((from + 1, last + 1));
        }
    }
    let lead = (from + 1..to)
        .rev()
        .find(|at| reading.is(*at, &["to", "for"]))?;
    // «to find the girls» is for nobody.
    let verb = reading.is(lead, &["to"])
        && reading.has(
            lead + 1,
            Classes::DEED
                .and(Classes::FURTHER_DEED)
                .and(Classes::NO_DEED),
        );
    if verb {
        return None;
    }
    let first = lead + 1 + usize::from(reading.has(lead + 1, Classes::DETERMINER));
    let people = Classes::PEOPLE
        .and(Classes::ROLE)
        .and(Classes::VICTIM)
        .and(Classes::AGENT)
        .and(Classes::PLACE)
        .and(Classes::BODY);
    // «send tanks to Ukraine», «$5m to Ukraine», but not «return to school»
    let goes =
        reading.is(from, &GIVING) || !reading.has(from, Classes::DEED.and(Classes::FURTHER_DEED));
    if reading.is(lead, &["to"]) && !goes {
        return None;
    }
    // «run for president»
    let somebody = first > lead + 1
        || reading.word(to - 1).is_some_and(|word| {
            word.is_capital()
                || word.text.ends_with('s')
                || word.text.ends_with("ren")
                || word.is("people")
                || word.is("staff")
        });
    if !somebody {
        return None;
    }
    let plain = first < to
        && to - first <= 4
        && (first..to).all(|at| {
            reading.word(at).is_some_and(|word| {
                word.is_word() && !word.has(Classes::AUXILIARY.and(Classes::CONJUNCTION))
            })
        })
        && reading.has(to - 1, people);
    plain.then_some((lead + 1, to))
}

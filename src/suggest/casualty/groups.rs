//! Groups of people in a sentence: «at least 12 people», «two Israeli soldiers», «no one», «a man», «those».
//!
//! In come a reading and the bounds of a sentence; out come the groups in order, none overlapping, each with its count.
//! That people came to harm is for the harms to say.

use crate::article::TokenKind;
use crate::suggest::casualty::counts::{Count, count};
use crate::suggest::lexicon::Classes;
use crate::suggest::reading::Reading;
use crate::suggest::source::Words;

/// Between a count and its noun stand at most so many words: «two off-duty Afghan border police officers».
const MOST_MODIFIERS: usize = 5;

/// What shows that people are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A count and a noun for people.
    Counted,
    /// A count alone: «14 wounded».
    Bare,
    /// Several without a count: «civilians», «those».
    Plural,
    /// One: «a man», «him».
    Single,
    /// One by name.
    Named,
    /// «No one», «no soldiers».
    Nobody,
}

/// People as the sentence names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// Its first word.
    pub(crate) from: usize,
    /// Behind its last word.
    pub(crate) to: usize,
    /// What shows that it is people.
    pub(crate) kind: Kind,
    /// The count that is written.
    pub(crate) count: Option<(usize, Count)>,
    /// The words that say who, the count left aside.
    pub(crate) people: Option<Words>,
}

const CLOSED: Classes = Classes::AUXILIARY.and(Classes::CONJUNCTION).and(Classes::PREPOSITION).and(Classes::PRONOUN).and(Classes::MODAL);

/// The groups of a sentence.
pub(crate) fn groups(reading: &Reading<'_>, from: usize, end: usize) -> Vec<Group> {
    let mut found = Vec::new();
    let mut at = from;
    while at < end {
        match group(reading, at, from, end) {
            Some(group) => {
                at = group.to.max(at + 1);
                found.push(group);
            }
            None => at += 1,
        }
    }
    found
}

fn group(reading: &Reading<'_>, at: usize, floor: usize, end: usize) -> Option<Group> {
    let word = reading.word(at)?;
    let simple = |to: usize, kind: Kind| Group { from: at, to, kind, count: None, people: None };
    if word.is("no") && reading.is(at + 1, &["one"]) {
        return Some(simple(at + 2 + usize::from(reading.is(at + 2, &["else"])), Kind::Nobody));
    }
    if word.is("nobody") || word.is("none") && !reading.is(at + 1, &["of"]) || word.is("neither") && reading.is(at + 1, &["was"]) {
        return Some(simple(at + 1, Kind::Nobody));
    }
    if (word.is("no") || word.is("none") || word.is("neither")) && at + 1 < end {
        let next = at + 1 + usize::from(reading.is(at + 1, &["of"]));
        let to = noun_phrase(reading, next, end)?;
        return Some(Group { people: Some((next, to)), ..simple(to, Kind::Nobody) });
    }
    let not_digits_of_a_date = !(floor < at && word.kind == TokenKind::Number && (reading.has(at - 1, Classes::CALENDAR) && !reading.is(at - 1, &["day", "night", "week", "year", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today"]) || reading.before(at).is_some_and(|before| before.kind == TokenKind::Symbol || before.is("aged") || before.is("age") || before.is("highway") || before.is("flight"))));
    if let Some(count) = count(reading, at, end).filter(|_| not_digits_of_a_date) {
        return counted(reading, at, count, end);
    }
    if word.has(Classes::PRONOUN) && ["he", "she", "they"].iter().any(|text| word.is(text)) || word.is("him") || word.is("her") && !reading.word(at + 1).is_some_and(|next| next.is_word() && !next.has(CLOSED)) || word.is("himself") || word.is("herself") {
        return Some(simple(at + 1, if word.is("they") { Kind::Plural } else { Kind::Single }));
    }
    if word.is("those") && (reading.is(at + 1, &["who", "killed", "injured", "wounded"])) {
        return Some(simple(at + 1, Kind::Plural));
    }
    if word.is("them") || word.is("themselves") {
        return Some(simple(at + 1, Kind::Plural));
    }
    if word.has(Classes::DETERMINER) && word.is_word() {
        let to = noun_phrase(reading, at + 1, end)?;
        let plural = is_plural(reading, to - 1);
        return Some(Group { people: Some((at + 1, to)), ..simple(to, if plural { Kind::Plural } else { Kind::Single }) });
    }
    if word.is_capital() && word.is_word() && !word.has(CLOSED.and(Classes::CALENDAR)) {
        return named(reading, at, end).or_else(|| plural_noun(reading, at, end));
    }
    plural_noun(reading, at, end)
}

fn plural_noun(reading: &Reading<'_>, at: usize, end: usize) -> Option<Group> {
    let word = reading.word(at)?;
    let people = word.has(Classes::PEOPLE) && is_plural(reading, at) && !word.possessive && at < end;
    people.then(|| Group { from: at, to: at + 1, kind: Kind::Plural, count: None, people: Some((at, at + 1)) })
}

fn counted(reading: &Reading<'_>, at: usize, count: Count, end: usize) -> Option<Group> {
    let mut next = count.to;
    // «five of the 12 people», «scores of them»
    if reading.is(next, &["of"]) {
        next += 1;
        if reading.is(next, &["them", "whom", "us"]) {
            return Some(Group { from: at, to: next + 1, kind: Kind::Bare, count: Some((at, count)), people: None });
        }
        while next < end && (reading.has(next, Classes::DETERMINER) || reading.word(next).is_some_and(|word| word.kind == TokenKind::Number)) {
            next += 1;
        }
        if next == count.to + 1 && !count.rule.is_empty() && reading.word(next).is_none() {
            return None;
        }
    }
    if let Some(to) = noun_phrase(reading, next, end) {
        return Some(Group { from: at, to, kind: Kind::Counted, people: Some((next, to)), count: Some((at, count)) });
    }
    if next != count.to || count.year_like {
        return None;
    }
    let after = reading.word(next);
    let more = usize::from(reading.is(next, &["more", "others", "other"]));
    let blocked = after.is_some_and(|word| word.has(Classes::UNIT.and(Classes::ANIMAL)) || word.kind == TokenKind::Symbol || word.text == "-" || word.kind == TokenKind::Number || word.is("%") || word.is("percent"));
    (!blocked).then_some(Group { from: at, to: next + more, kind: Kind::Bare, count: Some((at, count)), people: None })
}

/// Behind the noun for people that ends a phrase which begins at `at`.
fn noun_phrase(reading: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
    let limit = (at + MOST_MODIFIERS + 1).min(end);
    let mut next = at;
    while next < limit {
        let word = reading.word(next)?;
        if !word.is_word() || word.possessive && next > at {
            return None;
        }
        if word.has(Classes::UNIT.and(Classes::ANIMAL)) || word.has(CLOSED) && !word.is("other") {
            return None;
        }
        if is_people(reading, next) && !word.possessive {
            let mut to = next + 1;
            while to < limit + 2 && to < end && is_people(reading, to) && !reading.word(to).is_some_and(|word| word.possessive) {
                to += 1;
            }
            // «people smugglers», «student loans»: the noun goes on.
            let goes_on = reading.word(to).is_some_and(|word| to < end && word.is_word() && (word.has(Classes::UNIT.and(Classes::ANIMAL).and(Classes::BODY).and(Classes::HARM_NOUN))));
            return (!goes_on).then_some(to);
        }
        let verb = next > at && word.text.ends_with("ed") && reading.has(next, HARM) && !reading.has(next + 1, Classes::PEOPLE);
        if verb || word.has(HARM) && (next == at && !is_people(reading, next + 1)) {
            return None;
        }
        next += 1;
    }
    None
}

/// All words of harm.
pub(crate) const HARM: Classes = Classes::KILLED.and(Classes::DIED).and(Classes::INJURED).and(Classes::MISSING).and(Classes::DISPLACED).and(Classes::DETAINED).and(Classes::AFFECTED);

fn is_people(reading: &Reading<'_>, at: usize) -> bool {
    let endings = ["ers", "ists", "ians", "men", "women", "eers", "crats", "nauts"];
    reading.word(at).is_some_and(|word| {
        word.is_word()
            && (word.has(Classes::PEOPLE) || word.has(Classes::ROLE) && !word.has(Classes::BODY.and(HARM)) || word.text.len() > 5 && endings.iter().any(|ending| word.text.ends_with(ending)) && !word.has(Classes::UNIT.and(Classes::ANIMAL).and(Classes::HARM_EVENT).and(Classes::PREPOSITION)) && !["others'", "numbers", "letters", "papers", "orders", "powers", "computers", "matters", "headquarters", "quarters", "offers", "towers", "choppers", "helicopters", "trailers", "freezers", "covers", "waters", "centers", "shelters", "counters", "careers", "drivers'", "bothers", "suffers", "considers", "remembers", "specimen"].contains(&word.text))
    })
}

fn is_plural(reading: &Reading<'_>, at: usize) -> bool {
    reading.word(at).is_some_and(|word| {
        let text = word.text;
        text.ends_with('s') && !text.ends_with("ss") || text.ends_with("men") && !text.ends_with("specimen") || ["people", "children", "police", "personnel", "staff", "troops", "crew", "lives", "french", "japanese", "chinese", "victims", "personnel"].iter().any(|plural| word.is(plural))
    })
}

/// A name with its title, when something shows that it is a person.
fn named(reading: &Reading<'_>, at: usize, end: usize) -> Option<Group> {
    let mut to = at;
    while to < end && to < at + MOST_MODIFIERS + 2 {
        let stop = reading.is(to, &["."]) && reading.before(to).is_some_and(|word| word.text.chars().count() == 1 || word.has(Classes::TITLE));
        let name = reading.word(to).is_some_and(|word| word.is_capital() && word.is_word() && !word.has(CLOSED));
        if !stop && !name {
            break;
        }
        to += 1;
    }
    let words = reading.words.get(at..to).unwrap_or(&[]);
    if words.last().is_none_or(|word| word.possessive) {
        return None;
    }
    let known = words.iter().any(|word| word.has(Classes::MALE_NAME.and(Classes::FEMALE_NAME).and(Classes::TITLE))) && words.len() > 1;
    let registered = (at..to).any(|first| reading.words.get(first..to).is_some_and(|words| reading.registry.named(reading.article, words).is_some()));
    (known || registered).then_some(Group { from: at, to, kind: Kind::Named, count: None, people: None })
}

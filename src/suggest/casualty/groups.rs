//! Groups of people in a sentence: «at least 12 people», «two Israeli soldiers», «no one», «a man», «those».
//!
//! In come a reading and the bounds of a sentence; out come the groups in order, none overlapping, each with its count.
//! That people came to harm is for the harms to say.

use crate::article::TokenKind;
use crate::suggest::casualty::counts::{Count, count};
use crate::suggest::lexicon::Classes;
use crate::suggest::lexicon::lists::{
    GRAVE_ADVERBS, LABELS_OF_DIGITS, NO_PEOPLE, ORDINALS, PEOPLE_ENDINGS, PLURALS,
};
use crate::suggest::reading::{Reading, Word};
use crate::suggest::source::Words;

/// Between a count and its noun stand at most so many words: «two off-duty Afghan border police officers».
const MOST_MODIFIERS: usize = 5;

/// A name with its titles has at most so many words.
const MOST_NAME_WORDS: usize = 7;

/// All words of harm.
pub(crate) const HARM: Classes = Classes::KILLED
    .and(Classes::DIED)
    .and(Classes::INJURED)
    .and(Classes::MISSING)
    .and(Classes::DISPLACED)
    .and(Classes::DETAINED)
    .and(Classes::AFFECTED);

/// Nouns for people who can come to harm.
const VICTIM: Classes = Classes::PEOPLE.and(Classes::VICTIM);

/// Words that end a noun phrase.
pub(crate) const CLOSED: Classes = Classes::AUXILIARY
    .and(Classes::CONJUNCTION)
    .and(Classes::PREPOSITION)
    .and(Classes::PRONOUN)
    .and(Classes::MODAL);

/// What is counted, but isn't people.
const THINGS: Classes = Classes::UNIT.and(Classes::ANIMAL);

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
    pub(crate) count: Option<Count>,
    /// The words that say who, the count left aside.
    pub(crate) people: Option<Words>,
}

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
    let mut found = group_at(reading, at, floor, end)?;
    // «neither the pilot nor the passengers»
    if at > floor && reading.is(at - 1, &["nor"]) && found.count.is_none() {
        found.kind = Kind::Nobody;
    }
    Some(found)
}

fn group_at(reading: &Reading<'_>, at: usize, floor: usize, end: usize) -> Option<Group> {
    let word = reading.word(at)?;
    let simple = |to: usize, kind: Kind| Group {
        from: at,
        to,
        kind,
        count: None,
        people: None,
    };
    if let Some(nobody) = nobody(reading, at, end) {
        return Some(nobody);
    }
    if !labels_digits(reading, at, floor)
        && let Some(count) = count(reading, at, end)
    {
        return counted(reading, at, count, end);
    }
    let one = ["he", "she", "him", "himself", "herself"];
    if one.iter().any(|text| word.is(text)) || is_object_her(reading, at) {
        return Some(simple(at + 1, Kind::Single));
    }
    let those = word.is("those") && reading.is(at + 1, &["who", "killed", "injured", "wounded"]);
    if those
        || ["they", "them", "themselves"]
            .iter()
            .any(|text| word.is(text))
    {
        return Some(simple(at + 1, Kind::Plural));
    }
    // «another seriously wounded», «a sixth is missing»
    let ordinal = usize::from(reading.is(at, &["a"]) && reading.is(at + 1, &ORDINALS));
    let one_more = word.is("another") || ordinal > 0;
    let next = at + 1 + ordinal;
    let alone = reading.has(next, HARM.and(Classes::AUXILIARY)) || reading.is(next, &GRAVE_ADVERBS);
    if one_more && alone && next < end {
        let mut one = simple(next, Kind::Bare);
        one.count = Some(Count::one(next));
        return Some(one);
    }
    // «that thirty people died»
    let clause = word.is("that") && count(reading, at + 1, end).is_some();
    if word.has(Classes::DETERMINER) && word.is_word() && !clause {
        let to = noun_phrase(reading, at + 1, end)?;
        // «a family of five»
        if reading.is(to, &["of"])
            && let Some(count) = count(reading, to + 1, end)
            && noun_phrase(reading, count.to, end).is_none()
            && count.is_several()
        {
            return Some(Group {
                from: at,
                to: count.to,
                kind: Kind::Counted,
                count: Some(count),
                people: Some((at + 1, to)),
            });
        }
        let kind = if is_plural(reading, to - 1) {
            Kind::Plural
        } else {
            Kind::Single
        };
        return Some(Group {
            people: Some((at + 1, to)),
            ..simple(to, kind)
        });
    }
    let name = word.is_capital() && word.is_word() && !word.has(CLOSED.and(Classes::CALENDAR));
    named(reading, at, end)
        .filter(|_| name)
        .or_else(|| plural_noun(reading, at, end))
}

/// «No one», «nobody», «none of the crew», «no soldiers».
fn nobody(reading: &Reading<'_>, at: usize, end: usize) -> Option<Group> {
    let made = |to: usize, people: Option<Words>| Group {
        from: at,
        to,
        kind: Kind::Nobody,
        count: None,
        people,
    };
    // «not a single passenger», «not one soldier»
    let single = reading
        .follows(at, &["not", "a", "single"])
        .or_else(|| reading.follows(at, &["not", "one"]));
    if let Some(next) = single {
        let to = noun_phrase(reading, next, end);
        return Some(made(to.unwrap_or(next), to.map(|to| (next, to))));
    }
    if let Some(to) = reading.follows(at, &["no", "one"]) {
        return Some(made(to + usize::from(reading.is(to, &["else"])), None));
    }
    let alone = reading.is(at, &["nobody"])
        || reading.is(at, &["none"]) && !reading.is(at + 1, &["of"])
        || reading.is(at, &["neither"]) && reading.is(at + 1, &["was"]);
    if alone {
        return Some(made(at + 1, None));
    }
    if !reading.is(at, &["no", "none", "neither"]) || at + 1 >= end {
        return None;
    }
    let next = at + 1 + usize::from(reading.is(at + 1, &["of"]));
    let to = noun_phrase(reading, next, end)?;
    Some(made(to, Some((next, to))))
}

/// Whether digits there belong to what stands before them: a date, an age, a price.
fn labels_digits(reading: &Reading<'_>, at: usize, floor: usize) -> bool {
    let digits = |word: &Word<'_>| word.kind == TokenKind::Number;
    if at <= floor || !reading.word(at).is_some_and(digits) {
        return false;
    }
    let month = reading.before(at).is_some_and(|before| {
        before.has(Classes::CALENDAR) && before.is_capital() && !before.text.ends_with("day")
    });
    let symbol = reading
        .before(at)
        .is_some_and(|before| before.kind == TokenKind::Symbol);
    // «Ann Lee, 22, who»
    let age = reading.is(at - 1, &[","])
        && at > floor + 1
        && reading.is(at + 1, &[","])
        && reading.word(at - 2).is_some_and(Word::is_capital);
    month || symbol || age || reading.is(at - 1, &LABELS_OF_DIGITS)
}

/// «hit her», but not «her sister».
fn is_object_her(reading: &Reading<'_>, at: usize) -> bool {
    let noun_follows = reading
        .word(at + 1)
        .is_some_and(|next| next.is_word() && !next.has(CLOSED));
    reading.is(at, &["her"]) && !noun_follows
}

fn plural_noun(reading: &Reading<'_>, at: usize, end: usize) -> Option<Group> {
    let word = reading.word(at)?;
    let people = word.has(VICTIM) && is_plural(reading, at) && !word.possessive;
    (people && at < end).then_some(Group {
        from: at,
        to: at + 1,
        kind: Kind::Plural,
        count: None,
        people: Some((at, at + 1)),
    })
}

fn counted(reading: &Reading<'_>, at: usize, count: Count, end: usize) -> Option<Group> {
    let bare = |to: usize| Group {
        from: at,
        to,
        kind: Kind::Bare,
        count: Some(count.clone()),
        people: None,
    };
    // «“more than 100” soldiers»
    let marked = reading
        .word(count.to)
        .is_some_and(|word| word.kind == TokenKind::QuoteMark)
        && reading.word(count.to + 1).is_some_and(Word::is_word)
        && at > 0
        && reading
            .word(at - 1)
            .is_some_and(|word| word.kind == TokenKind::QuoteMark);
    let mut next = count.to + usize::from(marked);
    // «five of the 12 people», «scores of them»
    if reading.is(next, &["of"]) {
        next += 1;
        if reading.is(next, &["them", "whom", "us"]) {
            return Some(bare(next + 1));
        }
        let passed = |word: &Word<'_>| {
            word.has(Classes::DETERMINER) || word.kind == TokenKind::Number || word.is("other")
        };
        while next < end && reading.word(next).is_some_and(passed) {
            next += 1;
        }
        // «seven of the injured»
        if next > count.to + 1
            && reading.is(
                next,
                &["injured", "wounded", "missing", "displaced", "dead"],
            )
        {
            return Some(bare(next + 1));
        }
    }
    // «three “spies”»
    let mark = |at: usize| {
        reading
            .word(at)
            .is_some_and(|word| word.kind == TokenKind::QuoteMark)
    };
    if mark(next) && mark(next + 2) && next + 2 < end && is_people(reading, next + 1) {
        return Some(Group {
            kind: Kind::Counted,
            people: Some((next + 1, next + 2)),
            ..bare(next + 3)
        });
    }
    if let Some(to) = noun_phrase(reading, next, end) {
        return Some(Group {
            kind: Kind::Counted,
            people: Some((next, to)),
            ..bare(to)
        });
    }
    let thing = reading.word(next).is_some_and(|word| {
        word.has(THINGS)
            || matches!(word.kind, TokenKind::Symbol | TokenKind::Number)
            || ["-", "%", "percent", "°"].iter().any(|text| word.is(text))
    });
    if next != count.to || count.year_like || thing {
        return None;
    }
    let more = usize::from(reading.is(next, &["more", "others", "other"]));
    Some(bare(next + more))
}

/// Behind the noun for people that ends a phrase which begins at `at`.
fn noun_phrase(reading: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
    let limit = (at + MOST_MODIFIERS + 1).min(end);
    let mut next = at;
    while next < limit {
        let word = reading.word(next)?;
        let ends = !word.is_word()
            || word.possessive && next > at
            || word.has(THINGS.and(Classes::DETERMINER).and(Classes::NUMBER))
            || reading.is(
                next,
                &["left", "took", "saw", "said", "told", "made", "found"],
            )
            || word.has(CLOSED) && !word.is("other");
        if ends {
            return None;
        }
        if is_people(reading, next) && !word.possessive {
            return whole_noun(reading, next + 1, limit, end);
        }
        let harm_follows = next > at
            && word.text.ends_with("ed")
            && word.has(HARM)
            && !reading.has(next + 1, VICTIM);
        let harm_first = word.has(HARM) && next == at && !is_people(reading, next + 1);
        if harm_follows || harm_first {
            return None;
        }
        next += 1;
    }
    None
}

/// Behind all of a compound: «police officers». None where it goes on to a thing: «student loans».
fn whole_noun(reading: &Reading<'_>, from: usize, limit: usize, end: usize) -> Option<usize> {
    let mut to = from;
    let possessive = |at: usize| reading.word(at).is_some_and(|word| word.possessive);
    while to < limit + 2 && to < end && is_people(reading, to) && !possessive(to) {
        to += 1;
    }
    let things = THINGS.and(Classes::BODY).and(Classes::HARM_NOUN);
    let goes_on = to < end && reading.has(to, things);
    (!goes_on).then_some(to)
}

fn is_people(reading: &Reading<'_>, at: usize) -> bool {
    let Some(word) = reading.word(at).filter(|word| word.is_word()) else {
        return false;
    };
    let lower = word.text.to_ascii_lowercase();
    let no_people = THINGS.and(Classes::HARM_EVENT).and(Classes::PREPOSITION);
    let ending = lower.len() > 5
        && PEOPLE_ENDINGS.iter().any(|ending| lower.ends_with(ending))
        && !word.has(no_people)
        && !NO_PEOPLE.contains(&lower.as_str());
    let role = word.has(Classes::ROLE) && !word.has(Classes::BODY.and(HARM));
    word.has(VICTIM) || role || ending
}

fn is_plural(reading: &Reading<'_>, at: usize) -> bool {
    reading.word(at).is_some_and(|word| {
        let text = word.text;
        text.ends_with('s') && !text.ends_with("ss")
            || text.ends_with("men") && !text.ends_with("specimen")
            || PLURALS.iter().any(|plural| word.is(plural))
    })
}

/// A name with its title, when something shows that it is a person.
fn named(reading: &Reading<'_>, at: usize, end: usize) -> Option<Group> {
    let names = |word: &Word<'_>| word.is_capital() && word.is_word() && !word.has(CLOSED);
    let stop = |at: usize| {
        reading.is(at, &["."])
            && reading
                .before(at)
                .is_some_and(|word| word.text.chars().count() == 1 || word.has(Classes::TITLE))
    };
    let mut to = at;
    while to < end.min(at + MOST_NAME_WORDS) && (reading.word(to).is_some_and(names) || stop(to)) {
        to += 1;
    }
    let words = reading.words.get(at..to).unwrap_or(&[]);
    if words.last().is_none_or(|word| word.possessive) {
        return None;
    }
    let given = Classes::MALE_NAME
        .and(Classes::FEMALE_NAME)
        .and(Classes::TITLE);
    // «Jade Whitlock, 26,»
    let aged = words.len() > 1
        && reading.is(to, &[","])
        && reading
            .word(to + 1)
            .is_some_and(|word| word.kind == TokenKind::Number && word.text.len() <= 2)
        && reading.is(to + 2, &[","]);
    let known = aged || words.len() > 1 && words.iter().any(|word| word.has(given));
    let registered = |first: usize| {
        let words = reading.words.get(first..to)?;
        reading.registry.named(reading.article, words)
    };
    (known || (at..to).any(|first| registered(first).is_some())).then_some(Group {
        from: at,
        to,
        kind: Kind::Named,
        count: None,
        people: None,
    })
}

//! Who commits to something: the subject of the commissive words.
//!
//! In come a reading and the place of the words; out comes whose act it is, or that the subject is no one who could act.
//! In a quotation, «we» and «I» are whoever speaks it.

use crate::suggest::attribution::{Attribution, Source};
use crate::suggest::lexicon::Classes;
use crate::suggest::reading::Reading;
use crate::suggest::rule::Who;
use crate::suggest::source::{self, MentionKind, Words, mentions};

/// Adverbs and auxiliaries between a subject and its verb are at most so many.
const MOST_BETWEEN: usize = 4;

/// A word lies in at most so many contents at once.
const MOST_AROUND: usize = 8;

/// A subject in a quotation has at most so many words.
const MOST_WORDS: usize = 6;

/// What was said in a block, by where it begins.
pub(crate) struct Said<'a>(Vec<&'a Attribution>);

impl<'a> Said<'a> {
    /// All that was said.
    pub(crate) fn new(attributions: &'a [Attribution]) -> Said<'a> {
        let mut all: Vec<&Attribution> = attributions.iter().collect();
        all.sort_by_key(|attribution| attribution.content.0);
        Said(all)
    }

    /// What a word lies in, the innermost first.
    pub(crate) fn around(&self, at: usize) -> impl Iterator<Item = &'a Attribution> {
        let behind = self.0.partition_point(|said| said.content.0 <= at);
        let before = self
            .0
            .get(..behind)
            .unwrap_or(&[])
            .iter()
            .rev()
            .take(MOST_AROUND);
        before.copied().filter(move |said| at < said.content.1)
    }

    /// Whether a word lies in what a ministry, a company or a country said.
    fn by_body(&self, reading: &Reading<'_>, at: usize) -> bool {
        let mut sources = self.around(at).filter_map(|said| match said.source {
            Source::Words(words) => Some(words),
            _ => None,
        });
        let body = |mention: &source::Mention| mention.kind == MentionKind::Organization;
        sources.any(|words| {
            let it = words.1 == words.0 + 1 && reading.is(words.0, &["it"]);
            it || mentions(reading, words).iter().all(body)
        })
    }
}

/// The subject of a verb.
#[derive(Clone, Debug)]
pub(crate) enum Actor {
    /// «we», «I» in a quotation, «it» in what a body said.
    Speaker(Words),
    /// These words name it.
    Words(Words),
    /// A lone word with the capital of its sentence, «Norway» or «Rain», and «it»: only a verb that nobody but a person or a
    /// body is the subject of tells.
    Doubtful(Words),
    /// A noun that no list knows, with its determiner: «the syndicate». Only a verb that commits tells that it can act.
    Unknown(Words),
    /// There is a subject, and it can't act: «the storm».
    Thing,
    /// The verb has no subject of its own: «…, vowing to».
    None,
}

impl Actor {
    /// Whether somebody who can act is named.
    pub(crate) fn acts(&self) -> bool {
        matches!(self, Actor::Speaker(_) | Actor::Words(_))
    }

    /// The subject's first word.
    pub(crate) fn first(&self) -> Option<usize> {
        match self {
            Actor::Speaker(words)
            | Actor::Words(words)
            | Actor::Doubtful(words)
            | Actor::Unknown(words) => Some(words.0),
            Actor::Thing | Actor::None => None,
        }
    }

    /// Whose act it is, for the link.
    pub(crate) fn who(&self, reading: &Reading<'_>) -> Who {
        match self {
            Actor::Speaker(_) => Who::Quoted,
            Actor::Words(words) | Actor::Doubtful(words) | Actor::Unknown(words) => {
                Who::Named(mentions(reading, *words))
            }
            Actor::Thing | Actor::None => Who::Nobody,
        }
    }
}

/// The subject of the verb at `verb`, in a sentence that begins at `floor`.
pub(crate) fn actor(reading: &Reading<'_>, said: &Said<'_>, verb: usize, floor: usize) -> Actor {
    let quoted = reading.word(verb).is_some_and(|word| word.pair.is_some());
    let mut end = verb;
    let helps = Classes::ADVERB.and(Classes::AUXILIARY);
    while end > floor && verb - end < MOST_BETWEEN && is_between(reading, end - 1, helps) {
        end -= 1;
    }
    // The mark of «is “prepared to …”» was passed over: the subject stands outside.
    let outside = quoted
        && reading
            .word(end.saturating_sub(1))
            .is_some_and(|word| word.pair.is_none());
    if let Some(pronoun) = pronoun(reading, end, floor) {
        return of_pronoun(reading, said, pronoun, quoted && !outside);
    }
    if quoted && !outside {
        return quoted_noun(reading, end, floor);
    }
    let Some((words, _)) = source::before(reading, end, floor) else {
        return Actor::None;
    };
    let that = usize::from(words.1 > words.0 + 1 && reading.is(words.0, &["that"]));
    let words = (words.0 + that, words.1);
    // «a monument off the coast of Hawaii will»
    let hangs = words.0 > floor
        && (reading.has(words.0 - 1, Classes::PREPOSITION)
            || reading.is(words.0 - 1, &["of", "off", "to", "with", "for"]));
    // «Heirs of the painter»
    let people = Classes::ROLE
        .and(Classes::PEOPLE)
        .and(Classes::VICTIM)
        .and(Classes::AGENT);
    if hangs
        && reading.is(words.0 - 1, &["of"])
        && words.0 >= floor + 2
        && reading.has(words.0 - 2, people)
    {
        let head = words.0 - 2;
        let lead = usize::from(head > floor && reading.has(head - 1, Classes::DETERMINER));
        return Actor::Words((head - lead, words.1));
    }
    let last = words.1.saturating_sub(1);
    let inert = reading.has(
        last,
        Classes::THING.and(Classes::CALENDAR).and(Classes::UNIT),
    ) && !reading.has(last, Classes::AGENT)
        || reading.word(last).is_some_and(|word| {
            word.text.ends_with("ing")
                && !word.is_capital()
                && !word.has(Classes::AGENT.and(Classes::ROLE))
        });
    let named = (words.0..words.1)
        .skip(1)
        .any(|at| reading.word(at).is_some_and(|word| word.is_capital()));
    if hangs || inert && !named {
        Actor::Thing
    } else if can_act(reading, words) {
        Actor::Words(words)
    } else if is_lone_opening(reading, words) {
        Actor::Doubtful(words)
    } else if words.1 > words.0 + 1 && reading.has(words.0, Classes::DETERMINER) {
        Actor::Unknown(words)
    } else {
        Actor::Thing
    }
}

/// Whether it is one word, with the capital of its sentence.
fn is_lone_opening(reading: &Reading<'_>, words: Words) -> bool {
    let (from, to) = words;
    to == from + 1
        && reading.inner_sentence(from).0 == from
        && reading
            .word(from)
            .is_some_and(|word| word.is_capital() && !word.text.ends_with("ing"))
}

fn is_between(reading: &Reading<'_>, at: usize, helps: Classes) -> bool {
    let mark = reading
        .word(at)
        .is_some_and(|word| word.kind == crate::article::TokenKind::QuoteMark);
    let shortened = pronoun_of(reading, at).is_some();
    let adverb = reading
        .word(at)
        .is_some_and(|word| word.text.ends_with("ly") && !word.is_capital());
    (reading.has(at, helps) || mark || adverb) && !shortened
}

/// The pronoun in a word: «we», «we'll», «I’m».
fn pronoun_of(reading: &Reading<'_>, at: usize) -> Option<&'static str> {
    let word = reading.word(at)?;
    let stem = word
        .text
        .split(['\'', '’'])
        .next()
        .unwrap_or("")
        .to_ascii_lowercase();
    [
        "i", "we", "you", "he", "she", "they", "it", "that", "there", "who",
    ]
    .into_iter()
    .find(|pronoun| *pronoun == stem)
}

fn pronoun(reading: &Reading<'_>, end: usize, floor: usize) -> Option<(usize, &'static str)> {
    let at = end.checked_sub(1).filter(|at| *at >= floor)?;
    Some((at, pronoun_of(reading, at)?))
}

fn of_pronoun(
    reading: &Reading<'_>,
    said: &Said<'_>,
    pronoun: (usize, &str),
    quoted: bool,
) -> Actor {
    let (at, text) = pronoun;
    let words = (at, at + 1);
    match text {
        "i" | "we" if quoted => Actor::Speaker(words),
        "i" | "we" => Actor::Words(words),
        // What is said of others in a quotation is a forecast or a demand.
        "he" | "she" | "they" if !quoted => Actor::Words(words),
        "it" if !quoted && said.by_body(reading, at) => Actor::Speaker(words),
        // «It has pledged to», but not «it will».
        "it" if !quoted => Actor::Doubtful(words),
        _ => Actor::Thing,
    }
}

/// «America will», «our government will» in a quotation.
fn quoted_noun(reading: &Reading<'_>, end: usize, floor: usize) -> Actor {
    let lowest = end.saturating_sub(MOST_WORDS).max(floor);
    let closed = Classes::AUXILIARY
        .and(Classes::CONJUNCTION)
        .and(Classes::PRONOUN)
        .and(Classes::PREPOSITION);
    let phrase = |at: &usize| {
        reading
            .word(*at)
            .is_some_and(|word| word.is_word() && !word.has(closed))
    };
    let Some(first) = (lowest..end).rev().take_while(phrase).last() else {
        return Actor::None;
    };
    let ours = reading.is(first, &["our", "my"]);
    let body = (first..end).any(|at| {
        reading.has(at, Classes::BODY)
            || reading.has(at, Classes::PLACE)
                && reading.word(at).is_some_and(|word| word.is_capital())
    });
    if body || ours && can_act(reading, (first, end)) {
        Actor::Words((first, end))
    } else {
        Actor::Thing
    }
}

/// Whether a noun phrase names somebody: a person, a body, people.
fn can_act(reading: &Reading<'_>, words: Words) -> bool {
    let (from, to) = words;
    let head_end = (from..to)
        .find(|at| reading.is(*at, &[",", "(", "of", "for"]))
        .unwrap_or(to);
    let acting = Classes::ROLE
        .and(Classes::BODY)
        .and(Classes::PEOPLE)
        .and(Classes::PLACE)
        .and(Classes::AGENT)
        .and(Classes::TITLE);
    let opens = is_lone_opening(reading, words);
    let named = |mention: &source::Mention| {
        mention.person.is_some() || mention.kind == MentionKind::Name && !opens
    };
    // «the school roof» is no school.
    let head = head_end.saturating_sub(1);
    let title = reading.word(head).is_some_and(|word| word.is_capital())
        && (from..head_end).any(|at| reading.has(at, acting));
    let acts = reading.has(head, acting) || title;
    let people = head_end
        .checked_sub(1)
        .and_then(|at| reading.word(at))
        .is_some_and(|word| {
            let text = word.text;
            word.shape == crate::suggest::reading::Shape::Upper
                || ["ers", "ists", "ors", "ians"]
                    .iter()
                    .any(|ending| text.ends_with(ending) && text.len() > 5)
        });
    let several = mentions(reading, words);
    let company = several
        .iter()
        .all(|mention| mention.kind == MentionKind::Organization && !mention.name.is_empty());
    acts || people || company || several.iter().any(named)
}

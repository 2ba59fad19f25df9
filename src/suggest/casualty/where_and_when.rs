//! Where and when people came to harm: the phrases of place and time in their sentence.
//!
//! In come a sentence and a casualty in it; out come the words. What stands behind the casualty goes before what stands
//! before it, and neither is looked for beyond a verb of saying: «police said on Monday» tells when they spoke. Nor is it
//! looked for in what came later: «they met in Oslo after clashes killed 12» tells where they met.

use crate::article::TokenKind;
use crate::suggest::casualty::groups::{CLOSED, HARM};
use crate::suggest::casualty::joining::{Joined, Sentence};
use crate::suggest::lexicon::Classes;
use crate::suggest::source::Words;

/// Place and time are looked for at most so many words from the casualty.
const MOST_APART: usize = 24;

/// Before the noun of a place stand at most so many words: «the narrow road to».
const MOST_MODIFIERS: usize = 4;

/// «at a school in the town of Pune» has at most so many parts.
const MOST_PARTS: usize = 3;

impl Sentence<'_, '_> {
    /// «in Kabul», «near the town of Hama», «at a hotel».
    pub(super) fn place(&self, joined: &Joined) -> Option<Words> {
        self.nearest(joined, |at| self.place_at(at))
    }

    /// «on Monday», «last week», «in 2014».
    pub(super) fn time(&self, joined: &Joined) -> Option<Words> {
        self.nearest(joined, |at| self.time_at(at))
    }

    /// The first phrase behind a casualty, else the last before it.
    fn nearest(&self, joined: &Joined, find: impl Fn(usize) -> Option<Words>) -> Option<Words> {
        let limit = (joined.to + MOST_APART).min(self.end);
        let behind = (joined.to..limit)
            .take_while(|at| !self.leaves(*at, joined.to))
            .find_map(&find);
        if behind.is_some() {
            return behind;
        }
        let lowest = joined.from.saturating_sub(MOST_APART).max(self.from);
        let speech = (lowest..joined.from)
            .rev()
            .find(|at| self.leaves(*at, joined.from) || self.opens_clause(*at, joined.from));
        let mut at = speech.map_or(lowest, |at| at + 1);
        let mut last = None;
        while at < joined.from {
            match find(at).filter(|(_, to)| *to <= joined.from) {
                Some((from, to)) => {
                    last = Some((from, to));
                    at = to.max(at + 1);
                }
                None => at += 1,
            }
        }
        last
    }

    /// Whether what stands before belongs to another clause: «met in Leeds for the first time since the raid killed».
    fn opens_clause(&self, at: usize, casualty: usize) -> bool {
        let clause = [
            "since",
            "after",
            "following",
            "before",
            "when",
            "while",
            "because",
            "although",
            "though",
            "that",
            "until",
            "as",
            "but",
            "where",
            "whose",
        ];
        at + 1 < casualty && self.reading.is(at, &clause)
    }

    /// Whether another clause begins: a verb of saying, a stop.
    fn leaves(&self, at: usize, origin: usize) -> bool {
        let reading = self.reading;
        let speech = Classes::SAY.and(Classes::TELL);
        let says = reading.has(at, speech)
            && !reading.has(at, Classes::NOUN_OF_SPEECH.and(HARM))
            && !reading.is(at, &["reported", "claimed"]);
        // «, police said» begins with its subject: the comma ends what is told, if a verb of saying is near.
        let opens_speech = reading.is(at, &[","])
            && (at + 1..(at + 7).min(self.end))
                .take_while(|next| !reading.is(*next, &[","]))
                .any(|next| reading.has(next, speech) || reading.is(next, &["according"]));
        let ends = reading.is(at, &[";", ".", "?", "!", ":"]) && at > origin;
        says || ends || opens_speech && at >= origin
    }

    /// The phrase of place that begins with the preposition there.
    fn place_at(&self, at: usize) -> Option<Words> {
        let reading = self.reading;
        if !reading.has(at, Classes::TO_PLACE) {
            return None;
        }
        let mut to = self.place_name(at + 1)?;
        for _ in 1..MOST_PARTS {
            let joins = reading.has(to, Classes::TO_PLACE) || reading.is(to, &["of"]);
            match self.place_name(to + 1).filter(|_| joins) {
                Some(behind) => to = behind,
                None => break,
            }
        }
        // «in Leeds, Yorkshire»
        if reading.is(to, &[","]) && self.is_name(to + 1) && !reading.has(to + 1, Classes::TITLE) {
            let behind = self.name_end(to + 1);
            let closes = reading.is(behind, &[",", "."]) || behind >= self.end;
            let speaks = (behind..(behind + 3).min(self.end))
                .any(|at| reading.has(at, Classes::SAY.and(Classes::TELL)));
            if closes && !speaks {
                to = behind;
            }
        }
        // «near» and «off» are part of where it was, «in» isn't.
        let plain = reading.is(at, &["in", "at", "inside"]);
        Some((at + usize::from(plain), to))
    }

    /// Behind the place that is named there, its determiner included.
    fn place_name(&self, from: usize) -> Option<usize> {
        let reading = self.reading;
        let mut at = from + usize::from(reading.has(from, Classes::DETERMINER));
        let limit = (at + MOST_MODIFIERS + 1).min(self.end);
        while at < limit {
            if self.is_name(at) {
                let mut to = self.name_end(at);
                if reading.has(to, Classes::PLACE_NOUN) {
                    to += 1;
                }
                let event = (at..to).any(|at| reading.has(at, Classes::HARM_EVENT.and(HARM)))
                    || reading.has(to, Classes::HARM_EVENT.and(HARM).and(Classes::HARM_NOUN))
                        && reading
                            .word(to)
                            .is_some_and(|word| !word.text.ends_with("ed"));
                return (!event).then_some(to);
            }
            let word = reading.word(at).filter(|word| word.is_word())?;
            if word.has(Classes::PLACE_NOUN) && !word.possessive && self.ends_phrase(at + 1) {
                return Some(at + 1);
            }
            let modifies = !word.has(
                CLOSED
                    .and(HARM)
                    .and(Classes::CALENDAR)
                    .and(Classes::HARM_NOUN),
            );
            if !modifies {
                return None;
            }
            at += 1;
        }
        None
    }

    /// Whether no further noun follows.
    fn ends_phrase(&self, at: usize) -> bool {
        let closed = CLOSED
            .and(Classes::ADVERB)
            .and(Classes::CALENDAR)
            .and(Classes::DETERMINER)
            .and(HARM);
        at >= self.end
            || self
                .reading
                .word(at)
                .is_none_or(|word| !word.is_word() || word.is_capital() || word.has(closed))
    }

    fn is_name(&self, at: usize) -> bool {
        let apart = Classes::CALENDAR.and(Classes::PRONOUN);
        at < self.end
            && self.reading.word(at).is_some_and(|word| {
                word.is_capital() && word.is_word() && !word.has(apart) && word.text.len() > 1
            })
    }

    /// Behind the capital words there, «al-» and «de» between them included.
    fn name_end(&self, from: usize) -> usize {
        let mut to = from;
        loop {
            let link = self.reading.is(
                to,
                &["de", "da", "do", "del", "la", "al", "el", "of", "upon"],
            ) && self.is_name(to + 1)
                && to > from;
            if !self.is_name(to) && !link {
                return to;
            }
            to += 1 + usize::from(link);
        }
    }

    /// The phrase of time that begins there.
    fn time_at(&self, at: usize) -> Option<Words> {
        let reading = self.reading;
        if reading.is(at, &["by", "until"]) && self.day(at + 1).is_some() {
            return None;
        }
        if let Some(to) = self.day(at) {
            if at > self.from && reading.is(at - 1, &["by", "until"]) {
                return None;
            }
            // «in Monday's attack» is on Monday.
            if reading.word(to - 1).is_some_and(|word| word.possessive) {
                return Some((at, to));
            }
            let leads = ["on", "in", "last", "since", "early", "late", "next", "this"];
            let mut from = at;
            while from > self.from && at - from < 2 && reading.is(from - 1, &leads) {
                from -= 1;
            }
            return Some((from, to));
        }
        let calendar = reading.has(at + 1, Classes::CALENDAR);
        let near = reading.is(at, &["last", "this", "that", "yesterday"]) && calendar;
        let year = reading.is(at, &["in", "of", "since"]) && self.is_year(at + 1);
        if near || year {
            // «the famine of 1921»
            let of = usize::from(reading.is(at, &["of"]));
            return Some((at + of, at + 2));
        }
        if reading.is(at, &["overnight"]) {
            return Some((at, at + 1));
        }
        // «since the coup», «since dawn»
        if reading.is(at, &["since"]) {
            let first = at + 1 + usize::from(reading.has(at + 1, Classes::DETERMINER));
            let plain = reading.word(first).is_some_and(|word| {
                word.is_word() && !word.has(CLOSED.and(Classes::CALENDAR)) && first < self.end
            });
            let ends = self.ends_phrase(first + 1) && !reading.is(first + 1, &["of"]);
            return (plain && ends).then_some((at, first + 1));
        }
        // «three days ago»
        let ago = reading.is(at + 2, &["ago", "earlier"])
            && reading.has(at + 1, Classes::UNIT)
            && (reading.has(at, Classes::NUMBER)
                || reading.is(at, &["a", "an"])
                || reading
                    .word(at)
                    .is_some_and(|word| word.kind == TokenKind::Number));
        ago.then_some((at, at + 3))
    }

    /// Behind a day that stands there: «Monday», «Sept. 11, 2001», «yesterday evening».
    fn day(&self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let is_number = |at: usize| {
            reading
                .word(at)
                .is_some_and(|word| word.kind == TokenKind::Number)
        };
        let starts = |word: &crate::suggest::reading::Word<'_>| {
            word.has(Classes::CALENDAR)
                && (word.is_capital()
                    || ["yesterday", "today", "tonight"]
                        .iter()
                        .any(|day| word.is(day)))
        };
        // «12 May»
        let first = at + usize::from(is_number(at) && !self.is_year(at));
        reading.word(first).filter(|word| starts(word))?;
        let mut to = first + 1;
        if is_number(to) {
            to += 1;
            if reading.is(to, &[","]) && self.is_year(to + 1) {
                to += 2;
            }
        } else if reading.has(to, Classes::CALENDAR) {
            to += 1;
        }
        Some(to)
    }

    fn is_year(&self, at: usize) -> bool {
        self.reading.word(at).is_some_and(|word| {
            word.text.len() == 4
                && word
                    .text
                    .parse::<u32>()
                    .is_ok_and(|year| (1800..2100).contains(&year))
        })
    }
}

//! Readiness and nouns that commit: «is prepared to», «a pledge to».
//!
//! Each turns down the traps of its own words. Nothing here knows the article's other sentences.

use crate::article::TokenKind;
use crate::suggest::commitment::actor::{Actor, actor};
use crate::suggest::commitment::trigger::{MOST_CHAIN, Place, Trigger, act, is_negation, strength};
use crate::suggest::commitment::{is_deed, is_gerund_of, is_gerund_of_deed, may_be_deed};
use crate::suggest::lexicon::Classes;
use crate::suggest::lexicon::lists::{BEING, BROKEN_PROMISES, UNDERTAKEN};

/// From «announced» to its noun phrase at most so many words: «signed, at last, a».
const MOST_TO_VERB: usize = 3;

/// Nouns that only a verb of signing makes a commitment of.
const AGREEMENTS: &[&str] = &[
    "deal",
    "agreement",
    "pact",
    "accord",
    "understanding",
    "contract",
    "treaty",
    "settlement",
    "memorandum",
];

/// An owner's name has at most so many words.
const MOST_OF_NAME: usize = 4;

impl Place<'_, '_> {
    /// «is prepared to send»
    pub(super) fn ready(&self) -> Option<Trigger> {
        let reading = self.reading;
        let word = reading
            .word(self.at)
            .filter(|word| word.has(Classes::READY))?;
        let to = (self.at + 1..(self.at + 3).min(self.end)).find(|at| reading.is(*at, &["to"]))?;
        let (action, not) = self.pass(to + 1);
        let lowest = self
            .at
            .saturating_sub(MOST_CHAIN + 1)
            .max(self.floor.saturating_sub(4));
        let passed = Classes::ADVERB.and(Classes::AUXILIARY);
        let mut from = self.at;
        while from > lowest
            && (reading.has(from - 1, passed)
                || reading.is(from - 1, &BEING)
                || reading.is(from - 1, &["more", "than", "to"])
                || reading.word(from - 1).is_some_and(|word| {
                    word.kind == TokenKind::QuoteMark || word.text.ends_with("ly")
                }))
        {
            from -= 1;
        }
        // «“We're committed to”» begins behind its mark.
        while from < self.at
            && reading
                .word(from)
                .is_some_and(|word| word.kind == TokenKind::QuoteMark)
        {
            from += 1;
        }
        let chain = from..self.at;
        let any = |words: &[&str]| chain.clone().any(|at| reading.is(at, words));
        let supposed = any(&[
            "must",
            "should",
            "to",
            "could",
            "may",
            "might",
            "can",
            "need",
            "needs",
            "shouldn't",
            "if",
            "been",
        ]) || any(&["was", "were"])
            && self.said.around(self.at).next().is_none()
            && self.reporter(from).is_none();
        let negative = chain.clone().any(|at| is_negation(reading, at));
        let deed = is_deed(reading, action) || reading.has(action, Classes::FURTHER_DEED);
        let gerund = is_gerund_of_deed(reading, action);
        let fits = if word.is("committed") {
            is_deed(reading, action) || is_gerund_of(reading, action, Classes::FURTHER_DEED)
        } else {
            let willing = word.has(Classes::READY) && !word.is("ready");
            (deed || willing && may_be_deed(reading, action)) && !gerund
        };
        if !any(&BEING) || supposed || !fits || negative && word.is("ready") || action >= self.end {
            return None;
        }
        let shortened = reading
            .word(from)
            .is_some_and(|word| word.text.contains(['\'', '’']))
            && !is_negation(reading, from);
        let mut actor = self.ready_actor(from + usize::from(shortened));
        if let Actor::Doubtful(words) = actor
            && (self.said.around(self.at).next().is_some() || self.reporter(words.0).is_some())
        {
            let it = reading.is(words.0, &["it"])
                && self.is_own_report(words.0)
                && self.is_of_kind(words.0);
            actor = match self.reporter(words.0) {
                Some(reporter) if reading.is(words.0, &["it"]) => reporter,
                _ if it => Actor::Speaker(words),
                _ => Actor::Words(words),
            };
        }
        let too = chain.clone().any(|at| reading.is(at, &["too"]))
            || reading.is(from - usize::from(from > 0), &["too"]);
        let heading = word.is_capital() && self.at > self.floor;
        if !actor.acts() || self.is_clause_of_others() || too || heading {
            return None;
        }
        let would = any(&["would"]);
        let unmarked = (from..self.at).all(|at| {
            reading
                .word(at)
                .is_some_and(|word| word.kind != TokenKind::QuoteMark)
        });
        let being = (from..self.at)
            .find(|at| reading.is(*at, &BEING) || reading.has(*at, Classes::AUXILIARY))
            .unwrap_or(self.at);
        Some(Trigger {
            rule: "commitment.ready",
            from: if unmarked { being } else { self.at },
            action,
            act: match (negative, word.is("committed")) {
                (true, _) => "refusal",
                (_, true) => "promise",
                _ => "offer",
            },
            strength: if would { "hedged" } else { "firm" },
            negative: negative || not,
            actor,
            recipient: None,
        })
    }

    /// «is looking to hire»
    pub(super) fn looking(&self) -> Option<Trigger> {
        let reading = self.reading;
        let action = reading.follows(self.at + 1, &["to"])?;
        let from = self.at.checked_sub(1).filter(|from| *from >= self.floor)?;
        let being = reading.is(from, &["is", "are", "i'm", "i’m", "we're", "we’re"]);
        let actor = self.ready_actor(from);
        let actor = match actor {
            Actor::Doubtful(words) => Actor::Words(words),
            actor => actor,
        };
        let fits = being && is_deed(reading, action) && actor.acts() && action < self.end;
        fits.then_some(Trigger {
            rule: "commitment.verb",
            from,
            action,
            act: "promise",
            strength: "hedged",
            negative: false,
            actor,
            recipient: None,
        })
    }

    /// The subject of «is “prepared to”», which may stand before the marks.
    fn ready_actor(&self, from: usize) -> Actor {
        let (floor, _) = self.reading.sentence(from.saturating_sub(1));
        let floor = floor.max(from.saturating_sub(40));
        actor(self.reading, self.said, from, floor)
    }

    /// «his pledge to cut taxes», «announced plans to cut taxes», «signed a deal to», «an assurance that no one would»
    pub(super) fn noun(&self) -> Option<Trigger> {
        let reading = self.reading;
        let word = reading
            .word(self.at)
            .filter(|word| word.has(Classes::COMMISSIVE_NOUN) && !word.possessive)?;
        let lemma = word.entry.lemma;
        let (action, negative) = self.content_of_noun(lemma)?;
        let before = self
            .at
            .checked_sub(1)
            .filter(|before| *before >= self.floor)?;
        let start = self.phrase_start(before);
        let owned = reading.is(start, &["his", "her", "their", "its", "our", "my"])
            || reading.word(start).is_some_and(|word| word.possessive);
        let lowest = start.saturating_sub(MOST_TO_VERB).max(self.floor);
        let verb = (lowest..self.at)
            .rev()
            .take_while(|at| !reading.is(*at, &[",", ";"]))
            .find(|at| reading.is(*at, &UNDERTAKEN));
        let broken = (lowest..start).any(|at| reading.is(at, &BROKEN_PROMISES))
            && verb.is_none_or(|verb| reading.is(verb, &["has", "have"]));
        let signed = AGREEMENTS.contains(&lemma);
        // «has plans to»: what «has» is no verb of a deal.
        let bound =
            verb.is_some_and(|verb| !(signed && reading.is(verb, &["has", "have", "made"])));
        if !(owned && !signed || bound) || broken || reading.is(start, &["no"]) {
            return None;
        }
        let speaker = reading.is(start, &["our", "my"])
            && reading.word(start).is_some_and(|word| word.pair.is_some());
        let agreed =
            verb.is_some_and(|verb| reading.is(verb, &["agreed", "signed", "struck", "reached"]));
        let act = if agreed && lemma == "plan" {
            "agreement"
        } else {
            act(lemma)
        };
        Some(Trigger {
            rule: "commitment.noun",
            from: self.at,
            action,
            act,
            strength: if act == "agreement" {
                "firm"
            } else {
                strength(lemma)
            },
            negative: negative || lemma == "refusal",
            actor: if speaker {
                Actor::Speaker((start, start + 1))
            } else {
                self.owner(start, verb)
            },
            recipient: None,
        })
    }

    /// Whose pledge it is: who made it, who renewed it, or whom the possessive names.
    fn owner(&self, start: usize, verb: Option<usize>) -> Actor {
        let reading = self.reading;
        if let Some(owner) = reading.word(start).filter(|word| word.possessive) {
            let first = (start.saturating_sub(MOST_OF_NAME).max(self.floor)..start)
                .rev()
                .take_while(|at| {
                    reading.word(*at).is_some_and(|word| {
                        word.is_word()
                            && (word.is_capital()
                                || word.has(Classes::DETERMINER.and(Classes::ROLE)))
                    })
                })
                .last();
            let words = (first.unwrap_or(start), start + 1);
            let acting = Classes::ROLE
                .and(Classes::BODY)
                .and(Classes::AGENT)
                .and(Classes::PLACE);
            let acts = owner.is_capital() || owner.has(acting);
            return if acts {
                Actor::Words(words)
            } else {
                Actor::None
            };
        }
        let before = start.checked_sub(1).filter(|before| *before >= self.floor);
        let verb = verb.or_else(|| {
            before.filter(|at| {
                reading.word(*at).is_some_and(|word| {
                    word.is_word() && (word.text.ends_with("ed") || word.text.ends_with('s'))
                })
            })
        });
        match verb.map(|verb| self.actor(verb)) {
            Some(Actor::Unknown(words) | Actor::Doubtful(words)) => Actor::Words(words),
            Some(Actor::Thing) | None => Actor::None,
            Some(actor) => actor,
        }
    }

    /// Where the noun phrase around the word begins.
    fn phrase_start(&self, before: usize) -> usize {
        let reading = self.reading;
        let closed = Classes::AUXILIARY
            .and(Classes::PREPOSITION)
            .and(Classes::CONJUNCTION);
        let goes_on = |at: usize| {
            reading.word(at).is_some_and(|word| {
                word.is_word()
                    && !word.possessive
                    && !word.has(Classes::DETERMINER.and(closed))
                    && !UNDERTAKEN.iter().any(|verb| word.is(verb))
            })
        };
        let mut start = before;
        while start > self.floor && before - start < MOST_OF_NAME && goes_on(start) {
            start -= 1;
        }
        start
    }

    /// What is done behind a noun: «to cut taxes», «that no one would be evicted».
    fn content_of_noun(&self, lemma: &str) -> Option<(usize, bool)> {
        let reading = self.reading;
        let claused = [
            "promise",
            "pledge",
            "vow",
            "assurance",
            "guarantee",
            "undertaking",
        ];
        if claused.contains(&lemma) && reading.is(self.at + 1, &["that"]) {
            return self.that_clause(self.at + 1);
        }
        let not = reading.is(self.at + 1, &["not"]);
        let behind = self.at + 1 + usize::from(not);
        let to = reading.is(behind, &["to"]).then_some(behind + 1)?;
        let (action, negative) = self.pass(to);
        let negative = negative || not;
        if lemma == "word" {
            return None;
        }
        let further = reading.has(action, Classes::FURTHER_DEED) && lemma != "threat";
        let sure = [
            "promise",
            "pledge",
            "vow",
            "refusal",
            "deal",
            "agreement",
            "pact",
            "undertaking",
        ];
        let known = further || is_deed(reading, action) && !is_gerund_of_deed(reading, action);
        let plain = known || sure.contains(&lemma) && may_be_deed(reading, action);
        // «a threat to supply chains»
        let object = reading.has(
            action + 1,
            Classes::DETERMINER
                .and(Classes::NUMBER)
                .and(Classes::PREPOSITION)
                .and(Classes::CALENDAR),
        ) || reading.word(action + 1).is_some_and(|word| {
            word.is_capital()
                || word.kind == TokenKind::Number
                || word.kind == TokenKind::Symbol
                || word.text.ends_with('s')
        });
        let noun_like = ["threat", "commitment", "offer"].contains(&lemma);
        let spoken = lemma == "refusal" && reading.has(action, Classes::SPEECH_DEED);
        let made = (self.at.saturating_sub(3).max(self.floor)..self.at)
            .any(|at| reading.is(at, &UNDERTAKEN) && !reading.is(at, &["has", "have"]));
        let owned_threat = lemma == "threat"
            && (made || reading.is(self.at.saturating_sub(1), &["his", "her", "their"]))
            && may_be_deed(reading, action);
        (!spoken
            && action < self.end
            && (plain && (object || !noun_like)
                || owned_threat
                    && reading
                        .word(action + 1)
                        .is_some_and(|word| word.is_word() && !word.has(Classes::CONJUNCTION))))
        .then_some((action, negative))
    }
}

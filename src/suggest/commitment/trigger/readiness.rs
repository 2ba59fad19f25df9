//! Readiness and nouns that commit: «is prepared to», «a pledge to».
//!
//! Each turns down the traps of its own words. Nothing here knows the article's other sentences.

use crate::article::TokenKind;
use crate::suggest::commitment::actor::{Actor, actor};
use crate::suggest::commitment::trigger::{MOST_CHAIN, Place, Trigger, act, is_negation};
use crate::suggest::commitment::{is_deed, is_gerund_of, is_gerund_of_deed};
use crate::suggest::lexicon::Classes;
use crate::suggest::lexicon::lists::BEING;

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
            "was",
            "were",
            "been",
        ]);
        let negative = chain.clone().any(|at| is_negation(reading, at));
        let deed = is_deed(reading, action) || reading.has(action, Classes::FURTHER_DEED);
        let gerund = is_gerund_of_deed(reading, action);
        let fits = if word.is("committed") {
            is_deed(reading, action) || is_gerund_of(reading, action, Classes::FURTHER_DEED)
        } else {
            deed && !gerund
        };
        if !any(&BEING) || supposed || !fits || negative && word.is("ready") || action >= self.end {
            return None;
        }
        let shortened = reading
            .word(from)
            .is_some_and(|word| word.text.contains(['\'', '’']))
            && !is_negation(reading, from);
        let actor = self.ready_actor(from + usize::from(shortened));
        let too = chain.clone().any(|at| reading.is(at, &["too"]))
            || reading.is(from - usize::from(from > 0), &["too"]);
        let heading = word.is_capital() && self.at > self.floor;
        if !actor.acts() || self.is_clause_of_others() || too || heading {
            return None;
        }
        let would = any(&["would"]);
        Some(Trigger {
            rule: "commitment.ready",
            from: self.at,
            action,
            act: match (negative, word.is("committed")) {
                (true, _) => "refusal",
                (_, true) => "promise",
                _ => "offer",
            },
            strength: if would { "hedged" } else { "firm" },
            negative: negative || not,
            actor,
        })
    }

    /// The subject of «is “prepared to”», which may stand before the marks.
    fn ready_actor(&self, from: usize) -> Actor {
        let (floor, _) = self.reading.sentence(from.saturating_sub(1));
        let floor = floor.max(from.saturating_sub(40));
        actor(self.reading, self.said, from, floor)
    }

    /// «his pledge to cut taxes», «plans to cut taxes»
    pub(super) fn noun(&self) -> Option<Trigger> {
        let reading = self.reading;
        let word = reading
            .word(self.at)
            .filter(|word| word.has(Classes::COMMISSIVE_NOUN) && !word.possessive)?;
        let lemma = word.entry.lemma;
        let to = reading.is(self.at + 1, &["to"]).then_some(self.at + 2)?;
        let (action, negative) = self.pass(to);
        let further = reading.has(action, Classes::FURTHER_DEED) && lemma != "threat";
        let plain = further || is_deed(reading, action) && !is_gerund_of_deed(reading, action);
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
        if !plain || !object && ["threat", "commitment", "offer"].contains(&lemma) {
            return None;
        }
        let before = self
            .at
            .checked_sub(1)
            .filter(|before| *before >= self.floor)?;
        let mut start = before;
        while start > self.floor
            && self.at - start < 4
            && !reading
                .word(start)
                .is_some_and(|word| word.possessive || word.has(Classes::DETERMINER))
            && reading.word(start).is_some_and(|word| {
                word.is_word()
                    && !word.has(
                        Classes::AUXILIARY
                            .and(Classes::PREPOSITION)
                            .and(Classes::CONJUNCTION),
                    )
            })
        {
            start -= 1;
        }
        let owned = reading.is(start, &["his", "her", "their", "its", "our", "my"])
            || reading.word(start).is_some_and(|word| word.possessive);
        let announced = (before.saturating_sub(2).max(self.floor)..=before).any(|at| {
            reading.is(
                at,
                &[
                    "announced",
                    "unveiled",
                    "outlined",
                    "announcing",
                    "signed",
                    "made",
                    "makes",
                    "has",
                    "have",
                    "detailed",
                    "gave",
                    "issued",
                    "renewed",
                    "repeated",
                ],
            )
        });
        let broken = (start.saturating_sub(3).max(self.floor)..start).any(|at| {
            reading.is(
                at,
                &[
                    "kept",
                    "keep",
                    "keeps",
                    "keeping",
                    "broke",
                    "broken",
                    "breaking",
                    "fulfil",
                    "fulfill",
                    "fulfilled",
                    "made",
                    "no",
                    "against",
                    "opposed",
                    "opposes",
                    "criticized",
                    "criticised",
                    "despite",
                    "stop",
                    "blocked",
                    "block",
                    "abandon",
                    "abandoned",
                    "dropped",
                    "oppose",
                ],
            ) && !announced
        });
        if !(owned || announced) || broken || reading.is(start, &["no"]) {
            return None;
        }
        let speaker = reading.is(start, &["our", "my"])
            && reading.word(start).is_some_and(|word| word.pair.is_some());
        Some(Trigger {
            rule: "commitment.noun",
            from: self.at,
            action,
            act: act(lemma),
            strength: if lemma == "plan" { "hedged" } else { "firm" },
            negative: negative || lemma == "refusal",
            actor: if speaker {
                Actor::Speaker((start, start + 1))
            } else {
                Actor::None
            },
        })
    }
}

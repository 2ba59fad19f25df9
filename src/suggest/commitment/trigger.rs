//! The words that commit: «will», «vowed to», «is prepared to», «a pledge to».
//!
//! In come a reading and a word; out comes what begins there: which act it is, where what is done begins, and whose act.
//! Each kind of words has its own traps and turns down what they catch.

mod readiness;
mod verb;
mod will;

use crate::article::TokenKind;
use crate::suggest::commitment::actor::{Actor, Said, actor};
use crate::suggest::commitment::{is_deed, is_gerund_of, is_gerund_of_deed, may_be_deed};
use crate::suggest::lexicon::lists::{OTHERS_CLAUSES, TURNED_DOWN};
use crate::suggest::lexicon::{Classes, NO_DEED_PHRASES};
use crate::suggest::reading::{Reading, Word};
use crate::suggest::source::Words;

/// Auxiliaries and adverbs before a verb are at most so many.
const MOST_CHAIN: usize = 4;

/// A word that makes it another's forecast is looked for at most so many words before.
const MOST_BACK: usize = 10;

/// Commissive words with what they say.
#[derive(Clone, Debug)]
pub(crate) struct Trigger {
    /// The rule that finds such words.
    pub(crate) rule: &'static str,
    /// The first of them.
    pub(crate) from: usize,
    /// Where what is done begins.
    pub(crate) action: usize,
    /// A value of `act`.
    pub(crate) act: &'static str,
    /// A value of `strength`, a condition left aside.
    pub(crate) strength: &'static str,
    /// Whether it won't be done.
    pub(crate) negative: bool,
    /// Whose act it is.
    pub(crate) actor: Actor,
    /// Those to whom it is promised: «promised voters a new school».
    pub(crate) recipient: Option<Words>,
}

/// A word in its sentence.
struct Place<'r, 'a> {
    reading: &'r Reading<'a>,
    said: &'r Said<'r>,
    /// Whose act the last commitment of the sentence is.
    last: Option<&'r Actor>,
    at: usize,
    floor: usize,
    end: usize,
}

/// The commissive words that begin at a word, in a sentence by its bounds; whose act the last in it was.
pub(crate) fn trigger(
    reading: &Reading<'_>,
    said: &Said<'_>,
    last: Option<&Actor>,
    at: usize,
    (floor, end): Words,
) -> Option<Trigger> {
    let word = reading.word(at).filter(|word| word.is_word())?;
    let place = Place {
        reading,
        said,
        last,
        at,
        floor,
        end,
    };
    if word.has(Classes::COMMISSIVE.and(Classes::COMMISSIVE_NOUN)) {
        return place
            .verb()
            .or_else(|| place.noun())
            .or_else(|| place.ready());
    }
    if word.has(Classes::READY) {
        return place.ready();
    }
    match word.text.to_ascii_lowercase().as_str() {
        "will" | "shall" | "won't" | "won’t" => place.will(),
        "would" => place.reported(),
        "going" => place.going(),
        "looking" | "seeking" => place.looking(),
        "rule" | "ruled" | "rules" | "ruling" => place.ruled_out(),
        _ if reading.is(at, &TURNED_DOWN) => place.turned_down(),
        text if text.ends_with("'ll") || text.ends_with("’ll") => place.will(),
        _ => None,
    }
}

fn is_negation(reading: &Reading<'_>, at: usize) -> bool {
    reading.is(at, &["not", "never", "neither", "nor"])
        || reading
            .word(at)
            .is_some_and(|word| word.text.ends_with("n't") || word.text.ends_with("n’t"))
}

impl Place<'_, '_> {
    fn actor(&self, verb: usize) -> Actor {
        actor(self.reading, self.said, verb, self.floor)
    }

    /// Behind adverbs and «not», and whether there was a «not».
    fn pass(&self, from: usize) -> (usize, bool) {
        let mut at = from;
        let mut negative = false;
        while at < self.end.min(from + MOST_CHAIN) {
            let word = self.reading.word(at);
            let adverb = word.is_some_and(|word: &Word<'_>| {
                (word.has(Classes::ADVERB)
                    || word.text.ends_with("ly") && !word.text.ends_with("ply"))
                    && !word.has(Classes::DEED.and(Classes::FURTHER_DEED).and(Classes::SAY))
            });
            if !adverb
                && !self
                    .reading
                    .is(at, &["also", "not", "never", "work", "all", "fully"])
                || self.reading.is(at, &["work"])
            {
                break;
            }
            negative |= is_negation(self.reading, at);
            at += 1;
        }
        (at, negative)
    }

    /// What is done behind «will»: «send», «be sending». The place, and whether it is denied.
    fn deed(&self, from: usize) -> Option<(usize, bool)> {
        let (at, negative) = self.pass(from);
        let reading = self.reading;
        let progressive = reading.is(at, &["be"]) && is_gerund_of_deed(reading, at + 1);
        let plain = is_deed(reading, at) && !is_gerund_of_deed(reading, at);
        (at < self.end && (plain || progressive)).then_some((at, negative))
    }

    /// What is done behind the «will» of one who speaks for themselves: any verb that is no state, known or not.
    fn own_deed(&self, from: usize) -> Option<(usize, bool)> {
        let (at, negative) = self.pass(from);
        let reading = self.reading;
        let state = [
            "going", "being", "having", "seeing", "doing", "looking", "getting",
        ];
        let gerund = reading
            .word(at + 1)
            .is_some_and(|word| word.text.ends_with("ing"))
            && !is_gerund_of(reading, at + 1, Classes::NO_DEED)
            && !reading.is(at + 1, &state);
        let progressive = reading.is(at, &["be"]) && gerund;
        let becomes = NO_DEED_PHRASES
            .iter()
            .any(|(phrase, _)| reading.follows(at, phrase).is_some());
        let deed = may_be_deed(reading, at) || progressive;
        (at < self.end && deed && !becomes).then_some((at, negative))
    }

    /// What is done behind «will» in what somebody reports: a known deed, or a commoner one with its object.
    fn reported_deed(&self, from: usize) -> Option<(usize, bool)> {
        self.deed(from).or_else(|| {
            let (at, negative) = self.pass(from);
            let reading = self.reading;
            let object = reading.has(at + 1, Classes::DETERMINER.and(Classes::NUMBER))
                || reading
                    .word(at + 1)
                    .is_some_and(|word| word.kind == TokenKind::Number);
            let all = reading.is(at, &["do"])
                && reading.is(at + 1, &["everything", "whatever", "all", "what"]);
            let out = reading.is(at + 1, &["out", "away", "down"]);
            let fits =
                at < self.end && (reading.has(at, Classes::FURTHER_DEED) && (object || out) || all);
            fits.then_some((at, negative))
        })
    }

    /// «do our best», «try to»: less than the deed itself.
    fn is_attempt(&self, action: usize) -> bool {
        let reading = self.reading;
        let best = reading.is(action, &["do"])
            && (action + 1..action + 4).any(|at| reading.is(at, &["best", "utmost"]));
        best || reading.is(
            action,
            &[
                "try",
                "strive",
                "endeavour",
                "endeavor",
                "consider",
                "explore",
            ],
        )
    }

    /// «who will», «if they will», «whether we will», «until they'll».
    fn is_clause_of_others(&self) -> bool {
        let from = self.at.saturating_sub(MOST_BACK).max(self.floor);
        (from..self.at)
            .rev()
            .take_while(|at| !self.reading.is(*at, &[",", ";"]))
            .any(|at| self.reading.is(at, &OTHERS_CLAUSES))
    }
}

fn act(lemma: &str) -> &'static str {
    match lemma {
        "offer" => "offer",
        "agree" | "consent" | "deal" | "agreement" | "pact" | "accord" | "understanding"
        | "contract" | "treaty" | "settlement" | "memorandum" => "agreement",
        "guarantee" | "assurance" | "assure" => "guarantee",
        "volunteer" => "offer",
        "ultimatum" => "threat",
        "threaten" | "threat" => "threat",
        "refuse" | "decline" | "refusal" => "refusal",
        _ => "promise",
    }
}

fn strength(lemma: &str) -> &'static str {
    match lemma {
        "plan" | "intend" | "intention" => "hedged",
        "aim" | "hope" => "aspiration",
        _ => "firm",
    }
}

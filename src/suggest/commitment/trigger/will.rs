//! «Will», «would» and «going to»: words that commit only who speaks for themselves.
//!
//! Each turns down the traps of its own words. Nothing here knows the article's other sentences.

use crate::suggest::commitment::actor::Actor;
use crate::suggest::commitment::trigger::{MOST_CHAIN, Place, Trigger, is_negation};
use crate::suggest::lexicon::Classes;

impl Place<'_, '_> {
    /// «will send»
    pub(super) fn will(&self) -> Option<Trigger> {
        let reading = self.reading;
        let word = reading.word(self.at)?;
        let (action, negative) = self.deed(self.at + 1)?;
        let shortened =
            word.text.contains(['\'', '’']) && !word.text.to_ascii_lowercase().starts_with("won");
        let mut actor = self.actor(self.at + usize::from(shortened));
        // «… will build homes and will renovate the pier»
        let joins = self.at > self.floor && reading.is(self.at - 1, &["and", "or", "but", ","]);
        if joins && let Some(last) = self.last {
            actor = last.clone();
        }
        if !actor.acts() || self.is_clause_of_others() || !self.speaks_for_itself(&actor) {
            return None;
        }
        let negative = negative || is_negation(reading, self.at);
        let hostile = reading.has(action, Classes::HOSTILE) && !negative;
        Some(Trigger {
            rule: "commitment.will",
            from: self.at,
            action,
            act: if hostile { "threat" } else { "promise" },
            strength: "firm",
            negative,
            actor,
        })
    }

    /// «said it would send»: a «will» that somebody reports.
    pub(super) fn reported(&self) -> Option<Trigger> {
        let reading = self.reading;
        let (action, negative) = self.deed(self.at + 1)?;
        let actor = self.actor(self.at);
        let subject = actor.first()?;
        // Right where what is said begins, and no condition: «she said that she would».
        let before = subject.saturating_sub(6).max(self.floor)..subject;
        let denied = before.clone().any(|at| {
            is_negation(reading, at)
                || reading.is(at, &["denied", "denies", "percent", "%", "joked", "joking"])
        });
        if denied || !self.is_own_report(subject) {
            return None;
        }
        let conditional =
            (self.at..self.end).any(|at| reading.is(at, &["if", "rather", "had", "were"]));
        // «said that families would pay» tells of others.
        let own = reading.has(subject, Classes::PRONOUN)
            || matches!(&actor, Actor::Words((from, to)) if (*from..*to).any(|at| reading.has(at, Classes::BODY)));
        if !own || conditional || self.is_clause_of_others() || reading.is(subject, &["i", "we"]) {
            return None;
        }
        Some(Trigger {
            rule: "commitment.reported",
            from: self.at,
            action,
            act: "promise",
            strength: "firm",
            negative,
            actor,
        })
    }

    /// «we are going to send»
    pub(super) fn going(&self) -> Option<Trigger> {
        let reading = self.reading;
        let to = reading.follows(self.at, &["going", "to"])?;
        let (action, _) = self.deed(to)?;
        let mut from = self.at;
        let mut negative = false;
        while from > self.floor
            && self.at - from < MOST_CHAIN
            && (reading.has(from - 1, Classes::AUXILIARY.and(Classes::ADVERB))
                || reading.is(from - 1, &["not"]))
        {
            from -= 1;
            negative |= is_negation(reading, from);
        }
        if (from..self.at).any(|at| reading.is(at, &["was", "were"])) {
            return None;
        }
        let shortened = reading
            .word(from)
            .is_some_and(|word| word.text.contains(['\'', '’']))
            && !is_negation(reading, from);
        let speaker = shortened && reading.is(from, &["i'm", "i’m", "we're", "we’re"])
            || !shortened && from > self.floor && reading.is(from - 1, &["i", "we"]);
        let actor = self.actor(from + usize::from(shortened));
        if !speaker || !actor.acts() || from == self.at || self.is_clause_of_others() {
            return None;
        }
        Some(Trigger {
            rule: "commitment.will",
            from,
            action,
            act: "promise",
            strength: "firm",
            negative,
            actor,
        })
    }

    /// Whether a «will» is the subject's own word: its speaker's, that of a body at the head of a sentence, or reported as
    /// what the subject said. «Voters will help decide» is a forecast.
    fn speaks_for_itself(&self, actor: &Actor) -> bool {
        let reading = self.reading;
        let Actor::Words((from, to)) = *actor else {
            return matches!(actor, Actor::Speaker(_));
        };
        let quoted = reading.word(from).is_some_and(|word| word.pair.is_some());
        if quoted || reading.is(from, &["i", "we"]) {
            return true;
        }
        let joined = self.last.is_some_and(|last| last.first() == Some(from));
        if joined || self.is_own_report(from) {
            return true;
        }
        let opens = from == self.floor || reading.is(from - 1, &[","]);
        let bodies = Classes::BODY.and(Classes::ROLE).and(Classes::PLACE);
        let pronoun = reading.is(from, &["he", "she"]);
        opens && !reading.is(from, &["no", "those"]) && (pronoun || reading.has(to - 1, bodies))
    }

    /// Whether the subject opens what somebody said: «she said that she …».
    fn is_own_report(&self, subject: usize) -> bool {
        self.said.around(self.at).any(|said| {
            let cue = said.cue.is_some_and(|((_, cue), verb)| {
                let thought = self.reading.has(verb, Classes::BELIEF);
                cue <= subject && subject <= cue + 2 && !thought
            });
            cue && subject <= said.content.0 + 1
        })
    }
}

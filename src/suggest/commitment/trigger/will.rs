//! «Will», «would» and «going to»: words that commit only who speaks for themselves.
//!
//! Each turns down the traps of its own words. Nothing here knows the article's other sentences.

use crate::suggest::attribution::Source;
use crate::suggest::commitment::actor::Actor;
use crate::suggest::commitment::trigger::{MOST_CHAIN, Place, Trigger, is_negation};
use crate::suggest::lexicon::Classes;
use crate::suggest::lexicon::lists::OF_THINGS;
use crate::suggest::source::{Mention, MentionKind, Words, mentions};

/// From «said» to its clause at most so many words: «said on Monday that it».
const MOST_FROM_CUE: usize = 6;

impl Place<'_, '_> {
    /// «will send»
    pub(super) fn will(&self) -> Option<Trigger> {
        let reading = self.reading;
        let word = reading.word(self.at)?;
        let shortened =
            word.text.contains(['\'', '’']) && !word.text.to_ascii_lowercase().starts_with("won");
        let mut actor = self.actor(self.at + usize::from(shortened));
        // «… will build homes and will renovate the pier»
        let joins = self.at > self.floor && reading.is(self.at - 1, &["and", "or", "but", ","]);
        if joins && let Some(last) = self.last {
            actor = last.clone();
        }
        let own = matches!(actor, Actor::Speaker(_))
            || actor
                .first()
                .is_some_and(|at| reading.is(at, &["i", "we", "our", "my"]));
        // «Apple said Tuesday it will replace»
        if let Actor::Doubtful(words) = actor
            && reading.is(words.0, &["it"])
        {
            if let Some(reporter) = self.reporter(words.0) {
                actor = reporter;
            } else if self.is_own_report(words.0) && self.is_of_kind(words.0) {
                actor = Actor::Speaker(words);
            }
        }
        // «Labor will scrap the levy»
        if let Actor::Doubtful(words) = actor
            && reading.word(words.0).is_some_and(|word| {
                word.is_capital()
                    && !word.text.ends_with('s')
                    && !word.has(
                        Classes::PRONOUN
                            .and(Classes::DETERMINER)
                            .and(Classes::ADVERB),
                    )
            })
        {
            actor = Actor::Words(words);
        }
        let reported = self.said.around(self.at).next().is_some();
        let deed = if own {
            self.own_deed(self.at + 1)
        } else if reported {
            self.reported_deed(self.at + 1)
        } else {
            self.deed(self.at + 1)
        };
        let (action, negative) = deed?;
        // «said it will help» tells of a thing as likely as of a body.
        let subject = actor.first().unwrap_or(self.at);
        let it = reading.is(subject, &["it"]);
        if it && reading.is(action, &OF_THINGS) && !self.is_of_kind(subject) {
            return None;
        }
        // «Clinton: Trump will reverse it» is said of another.
        let colon = subject > self.floor && reading.is(subject - 1, &[":"]);
        if colon && !own && reading.is_headline {
            return None;
        }
        let guess = [
            "likely",
            "probably",
            "possibly",
            "inevitably",
            "surely",
            "doubtless",
        ];
        if (self.at + 1..action).any(|at| reading.is(at, &guess)) {
            return None;
        }
        if !actor.acts() || self.is_clause_of_others() || !self.speaks_for_itself(&actor) {
            return None;
        }
        let negative = negative || is_negation(reading, self.at);
        let walks_out = reading.is(action, &["walk"]) && reading.is(action + 1, &["out"]);
        let hostile = (reading.has(action, Classes::HOSTILE) || walks_out) && !negative;
        let act = if hostile || self.is_warned() && self.is_conditional() {
            "threat"
        } else if self.is_under_deal() {
            "agreement"
        } else {
            "promise"
        };
        Some(Trigger {
            rule: "commitment.will",
            from: self.at,
            action,
            act,
            strength: if self.is_attempt(action) {
                "hedged"
            } else {
                "firm"
            },
            negative,
            actor,
            recipient: None,
        })
    }

    /// «said it would send»: a «will» that somebody reports.
    pub(super) fn reported(&self) -> Option<Trigger> {
        let reading = self.reading;
        let actor = self.actor(self.at);
        let subject = actor.first()?;
        let reporter = self.reporter(subject);
        if self.takes_time(self.at + 1) {
            return None;
        }
        let it = reading.is(subject, &["it"])
            && (reporter.is_some() || matches!(actor, Actor::Speaker(_)));
        let (action, negative) = if it || reading.is(subject, &["he", "she"]) {
            self.own_deed(self.at + 1)?
        } else {
            self.reported_deed(self.at + 1)?
        };
        // Right where what is said begins, and no condition: «she said that she would».
        let before = subject.saturating_sub(6).max(self.floor)..subject;
        let denied = before.clone().any(|at| {
            is_negation(reading, at)
                || reading.is(at, &["denied", "denies", "percent", "%", "joked", "joking"])
        });
        let own_report = self.is_own_report(subject) || reporter.is_some();
        if denied || !own_report {
            return None;
        }
        // «would resign if she were» is a thought, «if the vote is lost» a condition.
        let thought = reading.is(action, &["have", "rather"])
            || (self.at..self.end).any(|at| {
                reading.is(at, &["if"])
                    && (at..(at + 5).min(self.end)).any(|at| reading.is(at, &["had", "were"]))
            });
        // «said that families would pay» tells of others.
        let own = reading.has(subject, Classes::PRONOUN)
            || matches!(&actor, Actor::Words(words) if self.is_body(*words));
        if !own || thought || self.is_clause_of_others() || reading.is(subject, &["i", "we"]) {
            return None;
        }
        // «Officials said they would»: whoever says it is named better by the one who is said to.
        let actor = match (actor, reporter) {
            (Actor::Words(words) | Actor::Doubtful(words), _)
                if reading.is(words.0, &["it", "they"]) && self.is_of_kind(words.0) =>
            {
                Actor::Speaker(words)
            }
            (_, Some(reporter)) if reading.is(subject, &["it", "they"]) => reporter,
            (actor, _) => actor,
        };
        Some(Trigger {
            rule: "commitment.reported",
            from: self.at,
            action,
            act: if self.is_warned()
                && (self.is_conditional() || reading.has(action, Classes::HOSTILE))
                || reading.has(action, Classes::HOSTILE) && !negative
            {
                "threat"
            } else {
                "promise"
            },
            strength: if self.is_attempt(action) {
                "hedged"
            } else {
                "firm"
            },
            negative,
            actor,
            recipient: None,
        })
    }

    /// «we are going to send»
    pub(super) fn going(&self) -> Option<Trigger> {
        let reading = self.reading;
        let to = reading.follows(self.at, &["going", "to"])?;
        let (action, _) = self.own_deed(to)?;
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
            strength: if self.is_attempt(action) {
                "hedged"
            } else {
                "firm"
            },
            negative,
            actor,
            recipient: None,
        })
    }

    /// Whether a subject is a body or a country, not a group of people.
    fn is_body(&self, (from, to): Words) -> bool {
        let reading = self.reading;
        let head = to.saturating_sub(1);
        let plural = reading
            .word(head)
            .is_some_and(|word| word.text.ends_with('s'));
        let name = to > from + 1
            && reading.has(from, Classes::DETERMINER)
            && reading.word(head).is_some_and(|word| word.is_capital());
        name || (from..to).any(|at| reading.has(at, Classes::BODY))
            || reading.has(head, Classes::PLACE)
                && reading.word(head).is_some_and(|word| word.is_capital())
            || reading.has(head, Classes::AGENT) && !plural && !reading.has(head, Classes::PEOPLE)
    }

    /// «would take two years»
    fn takes_time(&self, from: usize) -> bool {
        let reading = self.reading;
        let units = Classes::UNIT.and(Classes::CALENDAR);
        reading.is(from, &["take", "last", "cost"])
            && (from + 1..from + 5).any(|at| reading.has(at, units))
    }

    /// Whose words begin at a subject, where only a verb of saying right before it tells: «adding that he».
    pub(super) fn reporter(&self, subject: usize) -> Option<Actor> {
        let reading = self.reading;
        let that = subject
            .checked_sub(1)
            .filter(|at| reading.is(*at, &["that"]));
        let mut verb = that.unwrap_or(subject).checked_sub(1)?;
        // «said on Tuesday it»
        while verb > self.floor
            && subject - verb < MOST_FROM_CUE
            && (reading.has(verb, Classes::CALENDAR)
                || reading.is(verb, &["on", "late", "last", "in", "early"]))
        {
            verb -= 1;
        }
        let speech = Classes::SAY.and(Classes::TELL);
        let says = verb >= self.floor
            && reading.has(verb, speech)
            && !reading.has(verb, Classes::BELIEF)
            && self.said.around(self.at).next().is_none();
        if !says || !reading.has(subject, Classes::PRONOUN) {
            return None;
        }
        match self.actor(verb) {
            Actor::Unknown(words) | Actor::Doubtful(words) => Some(Actor::Words(words)),
            Actor::Thing => None,
            actor => Some(actor),
        }
    }

    /// Whether «it» or «they» can be the one whose words these are.
    pub(super) fn is_of_kind(&self, pronoun: usize) -> bool {
        let reading = self.reading;
        let Some(Source::Words(words)) = self.said.around(self.at).next().map(|said| said.source)
        else {
            return false;
        };
        let all = mentions(reading, words);
        let one_person =
            |mention: &Mention| mention.person.is_some() || mention.kind == MentionKind::Pronoun;
        if reading.is(pronoun, &["it"]) {
            return all.len() == 1
                && !all.iter().any(one_person)
                && !all.iter().any(|mention| mention.collective);
        }
        all.len() > 1 || all.iter().any(|mention| mention.collective)
    }

    /// Whether the words around are brought in by «warned» or «threatened».
    fn is_warned(&self) -> bool {
        let reading = self.reading;
        let cues = [
            "warned",
            "warns",
            "warning",
            "threatened",
            "threatens",
            "threatening",
        ];
        let near = self.at.saturating_sub(MOST_FROM_CUE).max(self.floor);
        (near..self.at).any(|at| reading.is(at, &cues))
            || self
                .said
                .around(self.at)
                .any(|said| said.cue.is_some_and(|(_, verb)| reading.is(verb, &cues)))
    }

    /// Whether the sentence has a condition.
    fn is_conditional(&self) -> bool {
        (self.floor..self.end).any(|at| self.reading.is(at, &["if", "unless"]))
    }

    /// «Under the accord, Iran will …»
    fn is_under_deal(&self) -> bool {
        let reading = self.reading;
        let deals = [
            "accord",
            "deal",
            "agreement",
            "pact",
            "treaty",
            "terms",
            "settlement",
            "truce",
        ];
        reading.is(self.floor, &["under"])
            && (self.floor + 1..self.floor + 8).any(|at| at < self.at && reading.is(at, &deals))
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
        let opens = from == self.floor
            || reading.is(from - 1, &[",", ":", ";", "—", "–", "but"])
            || reading.has(from - 1, Classes::CALENDAR);
        let head = to.saturating_sub(1);
        // «Drivers will pay more» is a forecast.
        let many = to == from + 1
            && !reading.has(head, Classes::PLACE)
            && reading.word(head).is_some_and(|word| {
                word.text.ends_with('s')
                    && word.has(Classes::PEOPLE.and(Classes::AGENT).and(Classes::ROLE))
            });
        let threatens = self.is_conditional() && self.said.around(self.at).next().is_some();
        let joined = self.last.is_some_and(|last| last.first() == Some(from));
        if many && !threatens {
            return false;
        }
        if joined || threatens || self.is_own_report(from) {
            return true;
        }
        let bodies = Classes::BODY
            .and(Classes::ROLE)
            .and(Classes::PLACE)
            .and(Classes::AGENT);
        let name = to > from + 1 && reading.word(head).is_some_and(|word| word.is_capital());
        let pronoun = reading.is(from, &["he", "she"]);
        let lone = to == from + 1 && reading.word(from).is_some_and(|word| word.is_capital());
        let nobody = reading.is(
            from,
            &["no", "those", "any", "every", "most", "many", "some"],
        );
        opens && !nobody && (pronoun || name || lone || reading.has(head, bodies))
    }

    /// Whether the subject opens what somebody said: «she said that she …».
    pub(super) fn is_own_report(&self, subject: usize) -> bool {
        self.said.around(self.at).any(|said| {
            let cue = said.cue.is_some_and(|((_, cue), verb)| {
                let thought = self.reading.has(verb, Classes::BELIEF);
                cue <= subject && subject <= cue + MOST_FROM_CUE && !thought
            });
            cue && subject <= said.content.0 + 1
        })
    }
}

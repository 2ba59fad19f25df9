//! Verbs that commit: «vowed to», «promised that … will», «pledged $5 million», «ruled out».
//!
//! Each turns down the traps of its own words. Nothing here knows the article's other sentences.

use crate::article::TokenKind;
use crate::suggest::commitment::actor::Actor;
use crate::suggest::commitment::trigger::{MOST_CHAIN, Place, Trigger, act, is_negation, strength};
use crate::suggest::commitment::{is_deed, may_be_deed};
use crate::suggest::lexicon::Classes;
use crate::suggest::lexicon::lists::{
    AGREED_THINGS, BEFORE_INFINITIVE, CALLS_TO, NO_PROMISES, OFFERED, THREATENED_THINGS,
    TOLD_THINGS,
};
use crate::suggest::reading::Word;
use crate::suggest::source::Words;

/// From a verb to its «to»: «promised the voters of Leeds to …».
const MOST_BEFORE_TO: usize = 5;

/// What stands between commas behind a verb has at most so many words.
const MOST_ASIDE: usize = 10;

/// From «promised that» to its «will».
const MOST_BEFORE_WILL: usize = 12;

/// Weak verbs: what follows has to be a deed, or anything could be hoped.
const WEAK: &[&str] = &["plan", "intend", "aim", "hope"];

/// Verbs that only «to» and a deed make a commitment of.
const ONLY_INFINITIVE: &[&str] = &[
    "agree",
    "refuse",
    "decline",
    "threaten",
    "commit",
    "undertake",
    "volunteer",
    "consent",
];

/// Verbs of refusal.
const REFUSING: &[&str] = &["refuse", "decline"];

/// Verbs that any subject but a thing can be meant with: «the syndicate vowed to».
const STRONG: &[&str] = &[
    "vow",
    "pledge",
    "promise",
    "undertake",
    "swear",
    "agree",
    "refuse",
    "decline",
    "commit",
    "offer",
    "plan",
    "intend",
    "volunteer",
    "consent",
    "assure",
];

/// From a verb back to the one that it is joined to at most so many words.
const MOST_TO_EARLIER: usize = 8;

/// Those to whom something is promised have at most so many words.
const MOST_RECIPIENT: usize = 4;

/// Verbs that take a thing: «pledged $5 million».
const TAKES_OBJECT: &[&str] = &["pledge", "promise", "vow", "offer", "guarantee"];

impl Place<'_, '_> {
    /// «vowed to rebuild», «promised that», «pledged $5 million»
    pub(super) fn verb(&self) -> Option<Trigger> {
        let reading = self.reading;
        let word = reading
            .word(self.at)
            .filter(|word| word.has(Classes::COMMISSIVE))?;
        if word.is_capital() && self.at > self.floor && !reading.is_headline {
            return None;
        }
        let lemma = word.entry.lemma;
        let from = self.chain()?;
        let actor = self.subject(from, lemma)?;
        let habits = [
            "always",
            "often",
            "usually",
            "sometimes",
            "routinely",
            "typically",
        ];
        if (from.saturating_sub(1)..self.at).any(|at| reading.is(at, &habits)) {
            return None;
        }
        let supposing = ["if", "until", "unless", "whether", "when", "how", "that's"];
        let subject = actor.first().unwrap_or(from);
        if subject > self.floor && reading.is(subject - 1, &supposing) {
            return None;
        }
        let recipient = self.recipient(lemma);
        let made = |rule: &'static str, action: usize, negative: bool| Trigger {
            recipient,
            rule,
            from,
            action,
            act: act(lemma),
            strength: strength(lemma),
            negative: negative || REFUSING.contains(&lemma),
            actor: actor.clone(),
        };
        if lemma != "assure"
            && let Some((action, negative)) = self.infinitive(lemma)
        {
            return Some(made("commitment.verb", action, negative));
        }
        // «threatened strikes»
        let things = (self.at + 1..(self.at + 4).min(self.end))
            .take_while(|at| !reading.has(*at, Classes::PREPOSITION.and(Classes::CONJUNCTION)))
            .any(|at| reading.is(at, &THREATENED_THINGS));
        if lemma == "threaten" && things && (actor.acts() || matches!(actor, Actor::Doubtful(_))) {
            return Some(made("commitment.object", self.at + 1, false));
        }
        // «agreed to a ceasefire», «agreed on terms»
        let led = self.at + 1 + usize::from(reading.is(self.at + 1, &["to", "on"]));
        let agreed = (led..(led + 4).min(self.end))
            .take_while(|at| !reading.has(*at, Classes::PREPOSITION.and(Classes::CONJUNCTION)))
            .any(|at| reading.is(at, &AGREED_THINGS));
        let to_noun = (led..led + 4).any(|at| reading.is(at, &["to"]));
        if lemma == "agree" && agreed && !to_noun {
            return Some(made("commitment.object", led, false));
        }
        if WEAK.contains(&lemma) || ONLY_INFINITIVE.contains(&lemma) {
            return None;
        }
        if lemma != "offer"
            && let Some((action, negative)) =
                self.that_clause(recipient.map_or(self.at + 1, |(_, to)| to))
        {
            return Some(made("commitment.that", action, negative));
        }
        if lemma == "assure" {
            return None;
        }
        let object = recipient.map_or(self.at + 1, |(_, to)| to);
        (TAKES_OBJECT.contains(&lemma) && self.takes_object(lemma, object, recipient.is_some()))
            .then(|| made("commitment.object", object, false))
    }

    /// Where the auxiliaries before a verb begin; none where they make it supposed, denied or passive.
    fn chain(&self) -> Option<usize> {
        let reading = self.reading;
        let mut from = self.at;
        while from > self.floor && self.at - from < MOST_CHAIN {
            let before = from - 1;
            let adverb = reading.word(before).is_some_and(|word| {
                word.text.ends_with("ly") && word.is_word() && !word.is_capital()
            });
            if is_negation(reading, before)
                || reading.has(before, Classes::MODAL)
                    && !(reading.is(before, &["can"]) && reading.is(self.at, &["assure"]))
                || reading.is(before, &["to", "did", "if", "please"])
            {
                return None;
            }
            if !adverb && !reading.has(before, Classes::AUXILIARY.and(Classes::ADVERB))
                || before == self.floor
                    && !adverb
                    && reading.word(before).is_some_and(Word::is_capital)
            {
                break;
            }
            from = before;
        }
        // «also pledged» begins with its verb, «has also pledged» with «has».
        while from < self.at
            && reading.has(from, Classes::ADVERB)
            && !reading.has(from, Classes::AUXILIARY)
        {
            from += 1;
        }
        let past = reading
            .word(self.at)
            .is_some_and(|word| word.text.ends_with("ed"));
        let be = (from..self.at).any(|at| {
            reading.is(
                at,
                &["is", "are", "was", "were", "been", "be", "being", "am"],
            )
        });
        (!(past && be)).then_some(from)
    }

    /// The subject of a commissive verb; none where it is no verb, or nobody could mean it.
    fn subject(&self, from: usize, lemma: &str) -> Option<Actor> {
        let reading = self.reading;
        let word = reading.word(self.at)?;
        let gerund = word.text.ends_with("ing");
        let past = !gerund && !word.is(lemma) && !word.text.ends_with('s');
        let actor = self.actor(from);
        let noun_before = from > self.floor
            && reading.before(from).is_some_and(|before| {
                (before.has(Classes::DETERMINER) && !before.has(Classes::PEOPLE))
                    || before.possessive
                    || before.has(Classes::PREPOSITION)
                    || before.has(Classes::NUMBER)
                    || before.is("such")
                    || before.is("of")
            });
        if noun_before && !(gerund && from < self.at) && !actor.acts() {
            return None;
        }
        if noun_before
            && (gerund || past)
            && !reading.has(from - 1, Classes::PRONOUN)
            && !actor.acts()
        {
            return None;
        }
        // «California's plan to»
        if reading.before(from).is_some_and(|before| before.possessive) {
            return None;
        }
        match actor {
            Actor::Thing => None,
            Actor::Unknown(words) => {
                let finite = past || word.text.ends_with('s') && reading.is(self.at + 1, &["to"]);
                (STRONG.contains(&lemma) && finite).then_some(Actor::Words(words))
            }
            Actor::Doubtful(words) => {
                let it = reading.is(words.0, &["it"]);
                (lemma != "threaten" || !it).then_some(Actor::Words(words))
            }
            Actor::None => {
                let elided = gerund
                    && from > self.floor
                    && reading.is(from - 1, &[",", "by", "and", "while", "—", "–"])
                    || past
                        && from > self.floor
                        && reading.is(from - 1, &["and", ",", "has", "have", "who"]);
                // «She vowed to stay and promised to return»
                let joined = elided && reading.is(from - 1, &["and", ",", "but", "or"]);
                let earlier = self.last.filter(|last| joined && last.acts()).cloned();
                // «The hospital apologised and promised»
                let earlier = earlier.or_else(|| {
                    (from.saturating_sub(MOST_TO_EARLIER).max(self.floor)..from.saturating_sub(1))
                        .rev()
                        .filter(|_| joined)
                        .find(|at| {
                            reading
                                .word(*at)
                                .is_some_and(|word| word.text.ends_with("ed"))
                        })
                        .map(|verb| self.actor(verb))
                        .filter(Actor::acts)
                });
                match earlier {
                    Some(earlier) => Some(earlier),
                    None => (elided && lemma != "threaten").then_some(Actor::None),
                }
            }
            actor => {
                // «They pledge», «she pledges»; «city plans» is a noun.
                let finite = past
                    || gerund
                    || word.text.ends_with('s')
                    || actor.first().is_some_and(|_| {
                        reading.word(from - 1).is_some_and(|word| {
                            word.has(Classes::PRONOUN)
                                || word.text.ends_with('s')
                                || word.has(Classes::PEOPLE)
                        })
                    });
                finite.then_some(actor)
            }
        }
    }

    /// What stands behind the verb's «to».
    fn infinitive(&self, lemma: &str) -> Option<(usize, bool)> {
        let reading = self.reading;
        let limit = (self.at + 1 + MOST_BEFORE_TO).min(self.end);
        let mut not = false;
        let mut to = self.at + 1;
        // «promised, if re-elected, to abolish»
        if reading.is(to, &[","]) {
            let closes =
                (to + 1..(to + MOST_ASIDE).min(self.end)).find(|at| reading.is(*at, &[","]))?;
            to = closes + 1;
        }
        let limit = limit.max((to + 1).min(self.end));
        while to < limit && !reading.is(to, &["to"]) {
            let between = reading.has(
                to,
                Classes::CALENDAR
                    .and(Classes::ADVERB)
                    .and(Classes::PEOPLE)
                    .and(Classes::DETERMINER)
                    .and(Classes::PLACE)
                    .and(Classes::ROLE),
            ) || reading.is(to, &BEFORE_INFINITIVE);
            if !between {
                return None;
            }
            not |= is_negation(reading, to);
            to += 1;
        }
        if to >= limit {
            return None;
        }
        let (action, negative) = self.pass(to + 1);
        let word = reading
            .word(action)
            .filter(|word| action < self.end && word.is_word() && !word.is_capital())?;
        let noun = word.has(
            Classes::DETERMINER
                .and(Classes::PREPOSITION)
                .and(Classes::NUMBER)
                .and(Classes::PEOPLE)
                .and(Classes::PRONOUN),
        ) && !is_deed(reading, action);
        let gerund = word.text.ends_with("ing") && lemma != "commit";
        let be = word.is("be") || word.is("have");
        let deed = is_deed(reading, action);
        let fits = match lemma {
            "commit" => deed || reading.has(action, Classes::FURTHER_DEED),
            "agree" => deed || !be && may_be_deed(reading, action),
            "refuse" | "decline" => {
                let telling = reading.is(
                    action,
                    &[
                        "give", "provide", "share", "offer", "make", "release", "respond", "reply",
                        "answer", "go", "say",
                    ],
                ) && (action + 1..action + 5).any(|at| reading.is(at, &TOLD_THINGS));
                !word.has(Classes::SPEECH_DEED) && !be && !telling
            }
            _ if WEAK.contains(&lemma) => {
                deed || reading.has(action, Classes::FURTHER_DEED) && !word.has(Classes::NO_DEED)
            }
            "swear" if word.is("tell") => false,
            "threaten" | "offer" => !be,
            _ if word.is("be") => self.actor(self.chain()?).acts(),
            _ => true,
        };
        (fits && !noun && !gerund).then_some((action, not || negative))
    }

    /// «that it will»: where the clause begins, when it holds a «will».
    pub(super) fn that_clause(&self, from: usize) -> Option<(usize, bool)> {
        let reading = self.reading;
        let limit = (from + MOST_BEFORE_WILL).min(self.end);
        let stops = [",", ";", ":", "to", "if", "who", "which"];
        let will = (from..limit)
            .take_while(|at| !reading.is(*at, &stops))
            .find(|at| {
                reading.is(
                    *at,
                    &[
                        "will",
                        "would",
                        "shall",
                        "won't",
                        "won’t",
                        "wouldn't",
                        "wouldn’t",
                    ],
                ) || reading
                    .word(*at)
                    .is_some_and(|word| word.text.ends_with("'ll") || word.text.ends_with("’ll"))
            })?;
        let that = (from..will)
            .find(|at| reading.is(*at, &["that"]))
            .map_or(from, |that| that + 1);
        let (deed, negative) = self.pass(will + 1);
        let nobody = reading.is(that, &["no", "nobody", "none", "neither", "not"]);
        let negative = negative || nobody || is_negation(reading, will);
        // «that she would not raise it»: what is done begins with its verb.
        let pronoun = that + 1 == will && reading.has(that, Classes::PRONOUN) && deed < self.end;
        (that < will).then_some((if pronoun { deed } else { that }, negative))
    }

    /// «promised residents a new clinic», «assured parents that»: those who are told.
    fn recipient(&self, lemma: &str) -> Option<Words> {
        let reading = self.reading;
        let from = self.at + 1;
        let told = ["promise", "offer", "assure", "guarantee"].contains(&lemma);
        if !told {
            return None;
        }
        let first = from + usize::from(reading.has(from, Classes::DETERMINER));
        let limit = (first + MOST_RECIPIENT).min(self.end);
        let people = Classes::PEOPLE
            .and(Classes::VICTIM)
            .and(Classes::ROLE)
            .and(Classes::AGENT);
        let pronoun = ["me", "him", "them", "us", "you", "her"];
        // «offered the defender a new contract»
        let dative = first > from
            && reading
                .word(first)
                .is_some_and(|word| word.is_word() && !word.is_capital())
            && reading.is(first + 1, &["a", "an"]);
        if dative {
            return Some((from, first + 1));
        }
        if reading.is(from, &["her"]) && reading.has(from + 1, Classes::PRONOUN) {
            return Some((from, from + 1));
        }
        let to = (first..limit)
            .take_while(|at| {
                reading.word(*at).is_some_and(|word| {
                    word.is_word()
                        && !word.has(
                            Classes::PREPOSITION
                                .and(Classes::CONJUNCTION)
                                .and(Classes::AUXILIARY),
                        )
                })
            })
            .find(|at| {
                reading.has(*at, people)
                    || reading.is(*at, &pronoun)
                    || reading
                        .word(*at)
                        .is_some_and(|word| word.is_capital() && word.has(Classes::PLACE))
            })
            .map(|at| at + 1)?;
        let follows = reading.has(
            to,
            Classes::DETERMINER
                .and(Classes::NUMBER)
                .and(Classes::PRONOUN),
        ) || reading.is(
            to,
            &[
                "that", "to", "£", "$", "€", "more", "free", "full", "better",
            ],
        ) || reading
            .word(to)
            .is_some_and(|word| word.kind == TokenKind::Number);
        (to < self.end && follows).then_some((from, to))
    }

    /// «$5 million», «a review», «support»
    fn takes_object(&self, lemma: &str, next: usize, told: bool) -> bool {
        let reading = self.reading;
        let Some(word) = reading.word(next).filter(|_| next < self.end) else {
            return false;
        };
        let noun = next + usize::from(word.has(Classes::DETERMINER));
        let listed =
            |words: &[&str]| (next..=(noun + 1).min(self.end - 1)).any(|at| reading.is(at, words));
        let money = word.kind == TokenKind::Symbol && ["$", "£", "€", "¥"].contains(&word.text);
        let number = word.kind == TokenKind::Number;
        if listed(&NO_PROMISES) {
            return false;
        }
        if lemma == "offer" || lemma == "guarantee" {
            return money || told || listed(&OFFERED);
        }
        let closed = Classes::AUXILIARY
            .and(Classes::CONJUNCTION)
            .and(Classes::PREPOSITION)
            .and(Classes::PRONOUN)
            .and(Classes::ADVERB)
            .and(Classes::CALENDAR)
            .and(Classes::PEOPLE);
        let object = word.is_word()
            && !word.is_capital()
            && !word.has(closed)
            && !reading.is(
                next,
                &[
                    "that",
                    "him",
                    "her",
                    "them",
                    "me",
                    "us",
                    "himself",
                    "herself",
                    "themselves",
                    "itself",
                    "by",
                    "last",
                    "you",
                ],
            );
        money || number || object
    }

    /// «ruled out raising taxes»
    pub(super) fn ruled_out(&self) -> Option<Trigger> {
        let itself = [
            "himself",
            "herself",
            "itself",
            "themselves",
            "myself",
            "ourselves",
        ];
        let reflexive = usize::from(self.reading.is(self.at + 1, &itself));
        let out = self.reading.follows(self.at + 1 + reflexive, &["out"])?;
        let of = usize::from(reflexive > 0 && self.reading.is(out, &["of"]));
        let action = out + of;
        let from = self.chain()?;
        let actor = self.actor(from);
        let word = self
            .reading
            .word(action)
            .filter(|word| action < self.end && word.is_word())?;
        let past = self.reading.is(self.at, &["ruled", "rules", "ruling"]);
        let actor = match actor {
            Actor::Doubtful(words) => Actor::Words(words),
            actor => actor,
        };
        (past && actor.acts() && !word.has(Classes::CONJUNCTION)).then_some(Trigger {
            rule: "commitment.ruled_out",
            from,
            action,
            act: "refusal",
            strength: "firm",
            negative: true,
            actor,
            recipient: None,
        })
    }

    /// «rejected calls to resign»
    pub(super) fn turned_down(&self) -> Option<Trigger> {
        let reading = self.reading;
        let call = (self.at + 1..(self.at + 5).min(self.end))
            .take_while(|at| !reading.has(*at, Classes::PREPOSITION))
            .find(|at| reading.is(*at, &CALLS_TO))?;
        let to = (call + 1..(call + 8).min(self.end))
            .take_while(|at| !reading.is(*at, &[",", ";"]))
            .find(|at| reading.is(*at, &["to"]))
            .filter(|to| *to == call + 1 || reading.is(call + 1, &["for", "from", "by"]))?;
        let from = self.chain()?;
        let actor = match self.actor(from) {
            Actor::Unknown(words) | Actor::Doubtful(words) => Actor::Words(words),
            actor => actor,
        };
        let action = to + 1;
        (actor.acts() && action < self.end && may_be_deed(reading, action)).then_some(Trigger {
            rule: "commitment.ruled_out",
            from,
            action,
            act: "refusal",
            strength: "firm",
            negative: true,
            actor,
            recipient: None,
        })
    }
}

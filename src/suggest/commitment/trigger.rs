//! The words that commit: «will», «vowed to», «is prepared to», «a pledge to».
//!
//! In come a reading and a word; out comes what begins there: which act it is, where what is done begins, and whose act.
//! Each kind of words has its own traps and turns down what they catch.

use crate::article::TokenKind;
use crate::suggest::commitment::actor::{Actor, Said, actor};
use crate::suggest::commitment::{is_deed, is_gerund_of, is_gerund_of_deed};
use crate::suggest::lexicon::Classes;
use crate::suggest::reading::{Reading, Word};
use crate::suggest::source::Words;

/// Auxiliaries and adverbs before a verb are at most so many.
const MOST_CHAIN: usize = 4;

/// A word that makes it another's forecast is looked for at most so many words before.
const MOST_BACK: usize = 10;

/// From a verb to its «to»: «promised the voters of Leeds to …».
const MOST_BEFORE_TO: usize = 5;

/// From «promised that» to its «will».
const MOST_BEFORE_WILL: usize = 12;

/// Weak verbs: what follows has to be a deed, or anything could be hoped.
const WEAK: &[&str] = &["plan", "intend", "aim", "hope"];

/// Verbs that take a thing: «pledged $5 million».
const TAKES_OBJECT: &[&str] = &["pledge", "promise", "vow", "offer", "guarantee"];

/// What is offered or promised and is no deed of the one who does.
const NO_OBJECT: &[&str] = &[
    "allegiance",
    "delegates",
    "land",
    "condolences",
    "prayers",
    "apology",
    "no",
    "nothing",
    "little",
    "few",
    "insight",
    "evidence",
    "details",
    "view",
    "glimpse",
    "advice",
    "praise",
    "criticism",
    "thanks",
    "proof",
    "explanation",
    "explanations",
    "love",
    "delegate",
];

/// What is offered in earnest: help and money.
const OFFERED: &[&str] = &[
    "help",
    "aid",
    "assistance",
    "support",
    "amnesty",
    "money",
    "shelter",
    "asylum",
    "talks",
    "protection",
    "compensation",
    "refuge",
    "troops",
];

/// Forms of «be» before «ready».
const BEING: &[&str] = &[
    "is",
    "are",
    "am",
    "was",
    "were",
    "be",
    "been",
    "stand",
    "stands",
    "stood",
    "remain",
    "remains",
    "remained",
    "i'm",
    "i’m",
    "we're",
    "we’re",
    "he's",
    "he’s",
    "she's",
    "she’s",
    "they're",
    "they’re",
    "it's",
    "it’s",
    "isn't",
    "isn’t",
    "aren't",
    "aren’t",
    "not",
];

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
        "rule" | "ruled" | "rules" | "ruling" => place.ruled_out(),
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
                (word.has(Classes::ADVERB) || word.text.ends_with("ly")) && !word.has(Classes::DEED)
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

    /// «will send»
    fn will(&self) -> Option<Trigger> {
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

    /// «who will», «if they will», «whether we will», «until they'll».
    fn is_clause_of_others(&self) -> bool {
        let from = self.at.saturating_sub(MOST_BACK).max(self.floor);
        (from..self.at)
            .rev()
            .take_while(|at| !self.reading.is(*at, &[",", ";"]))
            .any(|at| {
                self.reading.is(
                    at,
                    &[
                        "if",
                        "whether",
                        "hope",
                        "hopes",
                        "perhaps",
                        "before",
                        "who",
                        "whom",
                        "law",
                        "claim",
                        "sign",
                        "which",
                        "what",
                        "when",
                        "how",
                        "why",
                        "unless",
                        "believe",
                        "think",
                        "thinks",
                        "believes",
                        "fear",
                        "fears",
                        "worried",
                        "likely",
                        "expect",
                        "expects",
                        "predicted",
                        "predict",
                        "unclear",
                        "urge",
                        "urged",
                        "demanded",
                        "doubt",
                        "wonder",
                    ],
                )
            })
    }

    /// «said it would send»: a «will» that somebody reports.
    fn reported(&self) -> Option<Trigger> {
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
    fn going(&self) -> Option<Trigger> {
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
        let past = word.text.ends_with("ed") || word.is("swore");
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
            Actor::Doubtful(words) => (lemma != "threaten").then_some(Actor::Words(words)),
            Actor::None => {
                let elided = gerund
                    && from > self.floor
                    && reading.is(from - 1, &[",", "by", "and", "while", "—", "–"])
                    || past
                        && from > self.floor
                        && reading.is(from - 1, &["and", ",", "has", "have", "who"]);
                (elided && lemma != "threaten").then_some(Actor::None)
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

    /// «vowed to rebuild», «promised that», «pledged $5 million»
    fn verb(&self) -> Option<Trigger> {
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
        let supposing = ["if", "until", "unless", "whether", "when", "how", "that's"];
        let subject = actor.first().unwrap_or(from);
        if subject > self.floor && reading.is(subject - 1, &supposing) {
            return None;
        }
        let made = |rule: &'static str, action: usize, negative: bool| Trigger {
            rule,
            from,
            action,
            act: act(lemma),
            strength: strength(lemma),
            negative: negative || lemma == "refuse",
            actor: actor.clone(),
        };
        if let Some((action, negative)) = self.infinitive(lemma) {
            return Some(made("commitment.verb", action, negative));
        }
        if WEAK.contains(&lemma)
            || [
                "agree",
                "refuse",
                "threaten",
                "commit",
                "undertake",
                "offer",
            ]
            .contains(&lemma)
                && lemma != "offer"
        {
            return None;
        }
        if lemma != "offer"
            && let Some((action, negative)) = self.that_clause(self.at + 1)
        {
            return Some(made("commitment.that", action, negative));
        }
        (TAKES_OBJECT.contains(&lemma) && self.takes_object(lemma))
            .then(|| made("commitment.object", self.at + 1, false))
    }

    /// What stands behind the verb's «to».
    fn infinitive(&self, lemma: &str) -> Option<(usize, bool)> {
        let reading = self.reading;
        let limit = (self.at + 1 + MOST_BEFORE_TO).min(self.end);
        let mut not = false;
        let mut to = self.at + 1;
        while to < limit && !reading.is(to, &["to"]) {
            let between = reading.has(
                to,
                Classes::CALENDAR
                    .and(Classes::ADVERB)
                    .and(Classes::PEOPLE)
                    .and(Classes::DETERMINER)
                    .and(Classes::PLACE)
                    .and(Classes::ROLE),
            ) || reading.is(
                to,
                &[
                    "on",
                    "not",
                    "never",
                    "me",
                    "him",
                    "them",
                    "us",
                    "himself",
                    "herself",
                    "themselves",
                    "itself",
                    "of",
                    "last",
                    "this",
                    "earlier",
                    "late",
                    "in",
                ],
            );
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
            "commit" | "agree" => deed || reading.has(action, Classes::FURTHER_DEED),
            "refuse" => !word.has(Classes::SPEECH_DEED) && !be,
            _ if WEAK.contains(&lemma) => deed || reading.has(action, Classes::FURTHER_DEED),
            "threaten" | "offer" => !be,
            _ => true,
        };
        (fits && !noun && !gerund).then_some((action, not || negative))
    }

    /// «that it will»: where the clause begins, when it holds a «will».
    fn that_clause(&self, from: usize) -> Option<(usize, bool)> {
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
        let (_, negative) = self.pass(will + 1);
        (that < will).then_some((that, negative || is_negation(reading, will)))
    }

    /// «$5 million», «a review», «support»
    fn takes_object(&self, lemma: &str) -> bool {
        let reading = self.reading;
        let next = self.at + 1;
        let Some(word) = reading.word(next).filter(|_| next < self.end) else {
            return false;
        };
        let noun = next + usize::from(word.has(Classes::DETERMINER));
        let listed =
            |words: &[&str]| (next..=(noun + 1).min(self.end - 1)).any(|at| reading.is(at, words));
        let money = word.kind == TokenKind::Symbol && ["$", "£", "€", "¥"].contains(&word.text);
        let number = word.kind == TokenKind::Number;
        if listed(NO_OBJECT) {
            return false;
        }
        if lemma == "offer" || lemma == "guarantee" {
            return money || listed(OFFERED);
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

    /// «is prepared to send»
    fn ready(&self) -> Option<Trigger> {
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
                || reading.is(from - 1, BEING)
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
        if !any(BEING) || supposed || !fits || negative && word.is("ready") || action >= self.end {
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
    fn noun(&self) -> Option<Trigger> {
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

    /// «ruled out raising taxes»
    fn ruled_out(&self) -> Option<Trigger> {
        let action = self.reading.follows(self.at + 1, &["out"])?;
        let from = self.chain()?;
        let actor = self.actor(from);
        let word = self
            .reading
            .word(action)
            .filter(|word| action < self.end && word.is_word())?;
        let past = self.reading.is(self.at, &["ruled", "rules", "ruling"]);
        (past && actor.acts() && !word.has(Classes::CONJUNCTION)).then_some(Trigger {
            rule: "commitment.ruled_out",
            from,
            action,
            act: "refusal",
            strength: "firm",
            negative: true,
            actor,
        })
    }
}

fn act(lemma: &str) -> &'static str {
    match lemma {
        "offer" => "offer",
        "agree" => "agreement",
        "guarantee" | "assurance" => "guarantee",
        "threaten" | "threat" => "threat",
        "refuse" | "refusal" => "refusal",
        _ => "promise",
    }
}

fn strength(lemma: &str) -> &'static str {
    match lemma {
        "plan" | "intend" => "hedged",
        "aim" | "hope" => "aspiration",
        _ => "firm",
    }
}

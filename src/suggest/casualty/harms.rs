//! Words of harm in a sentence, each with its kind and with the form that says where its people stand.
//!
//! In come a reading and the bounds of a sentence; out come the harms in order, none overlapping: «were killed or wounded» is
//! one of two kinds. Who was harmed is for the joining to say.

use crate::suggest::casualty::groups::HARM;
use crate::suggest::casualty::phrases::phrase;
use crate::suggest::lexicon::Classes;
use crate::suggest::lexicon::lists::{
    BETWEEN_NO_AND_HARM, DEAD_THINGS, LIKE_AUXILIARIES, LOST_PEOPLE, NO_EVENT_BEFORE_GERUND,
    PASSIVE, SAID_TO_HAVE, SUPPOSING, TOLL_VERBS,
};
use crate::suggest::reading::Reading;

/// Auxiliaries and adverbs before a verb are at most so many: «had reportedly also been seriously».
const MOST_CHAIN: usize = 6;

/// From «stabbed» to «to death» at most so many words.
const MOST_BEFORE_DEATH: usize = 8;

/// A condition or a modal is looked for at most so many words before.
const MOST_BACK: usize = 8;

/// Where a harm's people stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// «were killed»
    Passive,
    /// «killed», which takes an object or follows its people.
    Past,
    /// «kills»
    Present,
    /// «killing»
    Gerund,
    /// «died»
    Died,
    /// «dead», «missing», «homeless»
    State,
    /// «claimed … lives»
    Lives,
    /// «unhurt», «no casualties»
    Unhurt,
    /// «deaths»
    Noun,
    /// «toll»
    Toll,
}

/// Words of harm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Harm {
    /// The first auxiliary, or the verb.
    pub(crate) chain: usize,
    /// The verb, adjective or noun.
    pub(crate) from: usize,
    /// Behind the last word.
    pub(crate) to: usize,
    /// Behind the last word that belongs to it behind its people: «stabbed him to death». Else the same as `to`.
    pub(crate) reach: usize,
    /// Values of `casualty_type`.
    pub(crate) types: Vec<&'static str>,
    /// How it is joined.
    pub(crate) form: Form,
    /// «could be», «if», «to be»: not said to have happened.
    pub(crate) supposed: bool,
    /// Taken captive rather than arrested.
    pub(crate) hostage: bool,
    /// «death», which comes to everybody.
    pub(crate) soft: bool,
}

impl Harm {
    /// A harm of one kind whose verb comes first.
    pub(super) fn new(from: usize, to: usize, kind: &'static str, form: Form) -> Harm {
        Harm {
            chain: from,
            from,
            to,
            reach: to,
            types: vec![kind],
            form,
            supposed: false,
            hostage: false,
            soft: false,
        }
    }

    /// Whether it is of this kind.
    pub(crate) fn is(&self, kind: &str) -> bool {
        self.types.contains(&kind)
    }

    /// Whether a verb of harm may follow it behind «and».
    fn may_be_joined(&self) -> bool {
        !matches!(self.form, Form::Noun | Form::Toll | Form::Unhurt)
    }
}

/// The harms of a sentence.
pub(crate) fn harms(reading: &Reading<'_>, from: usize, end: usize) -> Vec<Harm> {
    let mut found: Vec<Harm> = Vec::new();
    let mut at = from;
    while at < end {
        let Some(mut harm) = harm(reading, at, from, end) else {
            at += 1;
            continue;
        };
        while let Some(other) = joined(reading, &harm, from, end) {
            let shot_and_killed = reading.is(harm.from, &["shot", "stabbed", "beaten"])
                && reading.has(other.from, Classes::KILLED);
            if shot_and_killed {
                harm.types.clear();
            }
            for kind in other.types {
                if !harm.types.contains(&kind) {
                    harm.types.push(kind);
                }
            }
            harm.to = other.to;
            harm.reach = harm.reach.max(other.reach);
        }
        at = harm.to.max(at + 1);
        found.push(harm);
    }
    found
}

/// The harm that «or» or «and» adds: «killed or wounded», «died or were wounded».
fn joined(reading: &Reading<'_>, harm: &Harm, from: usize, end: usize) -> Option<Harm> {
    if !harm.may_be_joined() || !reading.is(harm.to, &["or", "and", "/"]) {
        return None;
    }
    let passed = Classes::AUXILIARY.and(Classes::ADVERB);
    let mut next = harm.to + 1;
    while next < end.min(harm.to + 4)
        && reading.has(next, passed)
        && !reading.has(next, Classes::MODAL)
    {
        next += 1;
    }
    self::harm(reading, next, from, end)
        .filter(|other| other.from == next && other.may_be_joined() && other.form != Form::Gerund)
}

fn harm(reading: &Reading<'_>, at: usize, floor: usize, end: usize) -> Option<Harm> {
    let word = reading.word(at).filter(|word| at < end && word.is_word())?;
    let lower = word.text.to_ascii_lowercase();
    match lower.as_str() {
        "unhurt" | "unharmed" | "uninjured" | "unscathed" => Some(unhurt(reading, at, floor)),
        "no" | "without" => none_reported(reading, at, floor),
        "toll" => toll(reading, at, floor),
        // «death toll» waits for its second word.
        "death" if reading.is(at + 1, &["toll"]) => toll(reading, at + 1, floor),
        "dead" => dead(reading, at, floor),
        "claimed" | "claims" | "claiming" | "took" | "taken" | "taking" | "takes" | "cost"
        | "costs" | "costing" => {
            lives(reading, at, floor, end).or_else(|| phrase(reading, at, floor, end))
        }
        "lost" | "lose" | "losing" => lives(reading, at, floor, end)
            .or_else(|| phrase(reading, at, floor, end))
            .or_else(|| lost(reading, at, floor, end)),
        "fled" => fled(reading, at, floor, end),
        "hostage" => hostage(reading, at, floor),
        _ if word.has(Classes::HARM_NOUN) => {
            noun(reading, at, floor).or_else(|| verb(reading, at, floor, end))
        }
        _ => phrase(reading, at, floor, end).or_else(|| verb(reading, at, floor, end)),
    }
}

/// «escaped unhurt»
fn unhurt(reading: &Reading<'_>, at: usize, floor: usize) -> Harm {
    let verbs = ["escaped", "escapes", "walked", "was", "were"];
    let verb = at
        .checked_sub(1)
        .filter(|verb| *verb >= floor && reading.is(*verb, &verbs));
    Harm::new(verb.unwrap_or(at), at + 1, "injured", Form::Unhurt)
}

/// «no casualties», «without serious injuries»
fn none_reported(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Harm> {
    let mut next = at + 1;
    while next < at + 6 && reading.is(next, &BETWEEN_NO_AND_HARM) {
        next += 1;
    }
    let plural = ["casualties", "injuries", "deaths", "fatalities"];
    let kind = kind_of_noun(reading, next)?;
    let mut harm = Harm::new(at, next + 1, kind, Form::Unhurt);
    harm.supposed = supposed_before(reading, at, floor);
    reading.is(next, &plural).then_some(harm)
}

/// «the death toll», «the toll rose to»
fn toll(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Harm> {
    let before = at.checked_sub(1).filter(|before| *before >= floor)?;
    let death = reading.is(before, &["death"]);
    let known = ["the", "overall", "confirmed", "official", "latest"];
    let plain = reading.is(before, &known) && reading.is(at + 1, &TOLL_VERBS);
    let from = if death { before } else { at };
    let mut harm = Harm::new(from, at + 1, "killed", Form::Toll);
    harm.supposed = supposed_before(reading, at, floor);
    (death || plain).then_some(harm)
}

fn dead(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Harm> {
    let idiom = reading.is(at + 1, &DEAD_THINGS)
        || reading.follows(at + 1, &["in", "the", "water"]).is_some()
        || at > floor && reading.is(at - 1, &["the", "drop", "brain"]);
    let mut harm = Harm::new(at, at + 1, "killed", Form::State);
    harm.chain = chain(reading, at, floor).0;
    harm.supposed = is_supposed(reading, harm.chain, at, floor);
    (!idiom).then_some(harm)
}

/// «claimed more than 200 lives», «lost their lives»
fn lives(reading: &Reading<'_>, at: usize, floor: usize, end: usize) -> Option<Harm> {
    // Lives within a count and a few adjectives.
    let lives = (at + 1..(at + 9).min(end)).find(|next| reading.is(*next, &["lives", "life"]))?;
    let own = reading.is(lives - 1, &["their", "his", "her"]);
    let died = own && reading.is(at, &["lost"]);
    let mut harm = if died {
        Harm::new(at, lives + 1, "killed", Form::Died)
    } else {
        Harm::new(at, at + 1, "killed", Form::Lives)
    };
    harm.chain = chain(reading, at, floor).0;
    harm.supposed = is_supposed(reading, harm.chain, at, floor);
    let others = !own && !reading.is(at, &["lost"]);
    (died && lives == at + 2 || others).then_some(harm)
}

/// «lost 14 people»
fn lost(reading: &Reading<'_>, at: usize, floor: usize, end: usize) -> Option<Harm> {
    let people = (at + 1..(at + 7).min(end))
        .take_while(|next| !reading.is(*next, &[",", ";", "to"]))
        .any(|next| reading.is(next, &LOST_PEOPLE));
    let mut harm = Harm::new(at, at + 1, "killed", Form::Past);
    harm.chain = chain(reading, at, floor).0;
    harm.supposed = is_supposed(reading, harm.chain, at, floor);
    people.then_some(harm)
}

/// «fled their homes»
fn fled(reading: &Reading<'_>, at: usize, floor: usize, end: usize) -> Option<Harm> {
    // «have fled to Bangladesh»
    if reading.is(at + 1, &["to", "into", "across", "over"]) {
        let mut harm = Harm::new(at, at + 1, "displaced", Form::Died);
        harm.chain = chain(reading, at, floor).0;
        harm.supposed = is_supposed(reading, harm.chain, at, floor);
        return Some(harm);
    }
    let home = [
        "home", "homes", "country", "villages", "fighting", "violence", "houses", "city",
    ];
    let from_home = (at + 1..(at + 4).min(end)).find(|next| reading.is(*next, &home))?;
    let mut harm = Harm::new(at, from_home + 1, "displaced", Form::Died);
    harm.chain = chain(reading, at, floor).0;
    harm.supposed = is_supposed(reading, harm.chain, at, floor);
    Some(harm)
}

/// «were taken hostage»
fn hostage(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Harm> {
    let verb = at.checked_sub(1).filter(|verb| *verb >= floor)?;
    let (chain, passive) = chain(reading, verb, floor);
    let mut harm = Harm::new(at, at + 1, "detained", Form::Passive);
    harm.chain = chain;
    harm.hostage = true;
    harm.supposed = is_supposed(reading, chain, verb, floor);
    (passive && reading.is(verb, &["taken", "held"])).then_some(harm)
}

fn noun(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Harm> {
    let kind = kind_of_noun(reading, at)?;
    let mut harm = Harm::new(at, at + 1, kind, Form::Noun);
    harm.soft = reading.is(at, &["death", "deaths"]);
    harm.supposed = supposed_before(reading, at, floor)
        || reading.is(at.saturating_sub(1), &["attempted", "alleged"]);
    // «the killing of two men» is a noun, «killing two men» isn't.
    let surely = reading.is(at + 1, &["of"])
        && at > floor
        && (reading.has(at - 1, Classes::DETERMINER)
            || reading
                .word(at - 1)
                .is_some_and(|word| !word.has(Classes::AUXILIARY)));
    (!reading.has(at, HARM) || surely).then_some(harm)
}

fn kind_of_noun(reading: &Reading<'_>, at: usize) -> Option<&'static str> {
    let word = reading
        .word(at)
        .filter(|word| word.has(Classes::HARM_NOUN))?;
    Some(match word.text.to_ascii_lowercase().as_str() {
        "injuries" | "injury" => "injured",
        "arrests" | "abductions" | "kidnapping" => "detained",
        "infections" => "affected",
        _ => "killed",
    })
}

fn kind_of_verb(classes: impl Fn(Classes) -> bool) -> &'static str {
    let kinds = [
        (Classes::KILLED.and(Classes::DIED), "killed"),
        (Classes::INJURED, "injured"),
        (Classes::MISSING, "missing"),
        (Classes::DISPLACED, "displaced"),
        (Classes::DETAINED, "detained"),
    ];
    let found = kinds.iter().find(|(class, _)| classes(*class));
    found.map_or("affected", |(_, kind)| kind)
}

fn verb(reading: &Reading<'_>, at: usize, floor: usize, end: usize) -> Option<Harm> {
    let word = reading.word(at).filter(|word| word.has(HARM))?;
    if tells_who(reading, at, floor) {
        return None;
    }
    let (mut chain, passive) = chain(reading, at, floor);
    let mut form = form(reading, at, floor, passive)?;
    let (to, mut died) = with_death(reading, at, floor)?;
    // «stabbed the shopkeeper to death»
    let death = (to..(to + MOST_BEFORE_DEATH).min(end))
        .take_while(|next| !reading.is(*next, &[",", ";", "and"]))
        .find(|next| {
            reading.follows(*next, &["to", "death"]).is_some()
                || reading.is(at, &["shot", "shooting"]) && reading.is(*next, &["dead"])
        });
    let mut reach = to;
    if let Some(death) = death.filter(|_| form != Form::Passive && !died) {
        died = true;
        reach = death + 1 + usize::from(reading.is(death, &["to"]));
    }
    let kind = if died {
        "killed"
    } else {
        kind_of_verb(|class| word.has(class))
    };
    let gerund_of_none =
        form == Form::Gerund && reading.is(at.saturating_sub(1), &NO_EVENT_BEFORE_GERUND);
    let mut supposed = is_supposed(reading, chain, at, floor) || gerund_of_none;
    if (chain..at).any(|at| is_negation(reading, at)) {
        // «He was not hurt» is nobody; «did not kill» denies what the sentence doesn't count.
        if form == Form::Passive && kind == "injured" {
            form = Form::Unhurt;
            chain = at;
        } else {
            supposed = true;
        }
    }
    let captives = ["abduct", "kidnap"];
    Some(Harm {
        chain,
        supposed,
        hostage: captives.contains(&word.entry.lemma),
        reach: reach.max(to),
        ..Harm::new(at, to, kind, form)
    })
}

/// «the wounded soldier», «a missing person»: before a noun it tells who, not what happened.
fn tells_who(reading: &Reading<'_>, at: usize, floor: usize) -> bool {
    let counts = ["several", "many", "few"];
    let determined = at > floor
        && reading.before(at).is_some_and(|before| {
            let counting = counts.iter().any(|text| before.is(text)) || before.has(Classes::NUMBER);
            before.has(Classes::DETERMINER) && !counting || before.possessive
        });
    determined && !reading.is(at + 1, &["of", "in", "by"])
}

fn form(reading: &Reading<'_>, at: usize, floor: usize, passive: bool) -> Option<Form> {
    let word = reading.word(at)?;
    let base = word.is(word.entry.lemma) && !word.is("hurt");
    let did = reading.is(at.saturating_sub(1), &["did"]);
    let gerund = word.text.ends_with("ing");
    if word.has(Classes::MISSING) || word.is("homeless") {
        // «They are missing the point»
        let object = reading.has(at + 1, Classes::DETERMINER) || reading.is(at + 1, &["it", "out"]);
        return (!object).then_some(Form::State);
    }
    if word.has(Classes::DIED) {
        // «He lives or dies by his bets»
        if word.is("dies") && !reading.is_headline {
            return None;
        }
        return (!gerund && (!base || did)).then_some(Form::Died);
    }
    if gerund {
        return Some(Form::Gerund);
    }
    if base {
        // «Gunmen kill 12»: only headlines speak so of what has happened.
        let headline = reading.is_headline
            && at > floor
            && !reading.has(at - 1, Classes::MODAL)
            && !reading.is(at - 1, &["to", "not"]);
        return (headline || did).then_some(Form::Present);
    }
    Some(if word.text.ends_with('s') {
        Form::Present
    } else if passive {
        Form::Passive
    } else {
        Form::Past
    })
}

/// Behind the verb with what makes it deadly: «shot dead», «beaten to death». None where nobody is hit: «shot down».
fn with_death(reading: &Reading<'_>, at: usize, floor: usize) -> Option<(usize, bool)> {
    let to = at + 1;
    if reading.is(to, &["dead", "fatally"]) {
        return Some((to + 1, true));
    }
    if let Some(to) = reading.follows(to, &["to", "death"]) {
        return Some((to, true));
    }
    if reading.is(at, &["gunned"]) {
        return reading.is(to, &["down"]).then_some((to + 1, true));
    }
    let elsewhere = ["down", "back", "up", "video", "through", "to", "off"];
    if reading.is(at, &["shot"]) && reading.is(to, &elsewhere) {
        return None;
    }
    let fatally = at > floor && reading.is(at - 1, &["fatally"]);
    let goes_on = reading.is(to, &["hostage"])
        || reading.is(at, &["unaccounted"]) && reading.is(to, &["for"]);
    let to = to + usize::from(goes_on);
    let injuries = reading.is(at, &["succumbed", "succumbs"])
        && reading.is(to, &["to"])
        && (to..to + 4).any(|at| reading.is(at, &["injuries", "wounds"]));
    let to = if injuries {
        (to..to + 4)
            .find(|at| reading.is(*at, &["injuries", "wounds"]))
            .map_or(to, |last| last + 1)
    } else {
        to
    };
    Some((to, fatally))
}

fn is_negation(reading: &Reading<'_>, at: usize) -> bool {
    reading.is(at, &["not", "never"])
        || reading
            .word(at)
            .is_some_and(|word| word.text.ends_with("n't") || word.text.ends_with("n’t"))
}

/// Where the auxiliaries and adverbs before a verb begin, and whether they make it passive.
pub(super) fn chain(reading: &Reading<'_>, verb: usize, floor: usize) -> (usize, bool) {
    let mut at = verb;
    let mut passive = false;
    let lowest = verb.saturating_sub(MOST_CHAIN).max(floor);
    let helping = Classes::AUXILIARY.and(Classes::MODAL).and(Classes::ADVERB);
    while at > lowest {
        let before = at - 1;
        let Some(word) = reading.word(before) else {
            break;
        };
        let adverb = word.text.ends_with("ly") && word.is_word() && !word.is("family");
        let helps = word.has(helping) || adverb || reading.is(before, &LIKE_AUXILIARIES);
        if !helps || word.is("that's") {
            break;
        }
        passive |= reading.is(before, &PASSIVE);
        at = before;
    }
    (at, passive)
}

/// «could be», «to be», «if … were».
pub(super) fn is_supposed(reading: &Reading<'_>, chain: usize, verb: usize, floor: usize) -> bool {
    let shortened = |at: usize| {
        reading.word(at).is_some_and(|word| {
            ["'ll", "’ll", "'d", "’d"]
                .iter()
                .any(|ending| word.text.ends_with(ending))
        })
    };
    let unsure = |at: usize| {
        let said_to_have = reading.is(at, &["to"])
            && reading.is(at + 1, &["have"])
            && at > floor
            && reading.is(at - 1, &SAID_TO_HAVE);
        reading.has(at, Classes::MODAL)
            || reading.is(at, &["to", "ought"]) && !said_to_have
            || shortened(at)
    };
    (chain..verb).any(unsure) || supposed_before(reading, chain, floor)
}

/// Whether a condition, a modal or a plan opens the clause.
pub(super) fn supposed_before(reading: &Reading<'_>, at: usize, floor: usize) -> bool {
    let lowest = at.saturating_sub(MOST_BACK).max(floor);
    let clause = (lowest..at)
        .rev()
        .take_while(|word| !reading.is(*word, &[",", ";", ":"]));
    let month = |at: usize| reading.word(at).is_some_and(|word| word.text == "May");
    clause
        .filter(|at| !month(*at))
        .any(|at| reading.is(at, &SUPPOSING))
}

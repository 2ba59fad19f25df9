//! Words of harm in a sentence, each with its kind and with the form that says where its people stand.
//!
//! In come a reading and the bounds of a sentence; out come the harms in order, none overlapping: «were killed or wounded» is
//! one of two kinds. Who was harmed is for [`casualties`](crate::suggest::casualty::casualties) to say.

use crate::suggest::casualty::groups::HARM;
use crate::suggest::lexicon::Classes;
use crate::suggest::reading::Reading;

/// Where a verb's people stand.
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

/// Words that no list of verbs holds.
pub(crate) const OTHERS: &[&str] = &["dead", "toll", "unhurt", "unharmed", "uninjured", "unscathed", "claimed", "claims", "claiming", "claim", "took", "taken", "lost", "fled", "hostage", "hospital", "casualties", "injuries", "victims"];

/// Auxiliaries and adverbs before a verb are at most so many: «had reportedly also been seriously».
const MOST_CHAIN: usize = 6;

/// The harms of a sentence.
pub(crate) fn harms(reading: &Reading<'_>, from: usize, end: usize) -> Vec<Harm> {
    let mut found: Vec<Harm> = Vec::new();
    let mut at = from;
    while at < end {
        let Some(mut harm) = harm(reading, at, from, end) else {
            at += 1;
            continue;
        };
        // «killed or wounded», «shot and killed», «died or were wounded»
        while reading.is(harm.to, &["or", "and", "/"]) && harm.form != Form::Noun && harm.form != Form::Toll && harm.form != Form::Unhurt {
            let mut next = harm.to + 1;
            while next < end && next < harm.to + 4 && reading.has(next, Classes::AUXILIARY.and(Classes::ADVERB)) && !reading.has(next, Classes::MODAL) {
                next += 1;
            }
            let Some(other) = self::harm(reading, next, from, end).filter(|other| other.from == next && !matches!(other.form, Form::Noun | Form::Toll | Form::Gerund)) else { break };
            harm.types.extend(other.types.iter().filter(|kind| !harm.types.contains(kind)).copied().collect::<Vec<_>>());
            if reading.is(harm.from, &["shot", "stabbed", "beaten"]) && reading.has(next, Classes::KILLED) {
                harm.types = vec!["killed"];
            }
            harm.to = other.to;
        }
        at = harm.to;
        found.push(harm);
    }
    found
}

fn harm(reading: &Reading<'_>, at: usize, floor: usize, end: usize) -> Option<Harm> {
    let word = reading.word(at).filter(|word| at < end && word.is_word())?;
    let made = |to: usize, kind: &'static str, form: Form| Harm { chain: at, from: at, to, types: vec![kind], form, supposed: false, hostage: false, soft: false };
    // Nobody
    if ["unhurt", "unharmed", "uninjured", "unscathed"].iter().any(|text| word.is(text)) {
        let verb = at.checked_sub(1).filter(|verb| *verb >= floor && reading.is(*verb, &["escaped", "escapes", "walked", "was", "were"]));
        let from = verb.unwrap_or(at);
        return Some(Harm { from, chain: from, ..made(at + 1, "injured", Form::Unhurt) });
    }
    if word.is("no") || word.is("without") {
        let mut next = at + 1;
        let about = reading.is(next, &["reports", "report", "word", "immediate", "other", "any", "further", "serious", "known", "civilian", "reported", "major", "of"]);
        while about && next < at + 6 && reading.is(next, &["reports", "report", "word", "immediate", "other", "any", "further", "serious", "known", "civilian", "reported", "major", "of"]) {
            next += 1;
        }
        let kind = harm_noun(reading, next)?;
        let plural = reading.is(next, &["casualties", "injuries", "deaths", "fatalities"]);
        return plural.then(|| made(next + 1, kind, Form::Unhurt));
    }
    if word.is("toll") {
        let death = at > floor && reading.is(at - 1, &["death"]);
        let plain = at > floor && reading.is(at - 1, &["the", "overall", "confirmed", "official", "latest"]);
        let from = if death { at - 1 } else { at };
        let harmed = death || plain && reading.is(at + 1, &["to", "of", "rose", "has", "stood", "stands"]) && !reading.is(at + 1, &["road"]);
        let mut harm = Harm { from, chain: from, ..made(at + 1, "killed", Form::Toll) };
        harm.supposed = supposed_before(reading, at, floor);
        return harmed.then_some(harm);
    }
    // «death toll» waits for its second word.
    if word.is("death") && reading.is(at + 1, &["toll"]) {
        return harm(reading, at + 1, floor, end);
    }
    if word.is("dead") {
        let figure = reading.is(at + 1, &["heat", "end", "line", "wrong", "set", "last", "sea", "zone", "on", "weight", "silence", "center", "centre", "ball", "giveaway", "broke", "or"]) || reading.is(at.saturating_sub(1), &["the", "drop", "brain"]);
        let shot = at > floor && reading.is(at - 1, &["shot", "gunned", "stabbed", "found", "pronounced", "declared", "feared", "presumed", "left", "believed"]);
        let form = Form::State;
        let mut harm = made(at + 1, "killed", form);
        harm.chain = chain(reading, at - usize::from(shot), floor).0;
        harm.supposed = is_supposed(reading, harm.chain, at, floor);
        return (!figure).then_some(harm);
    }
    if ["claimed", "claims", "claiming", "took", "taken", "taking", "takes", "lost"].iter().any(|text| word.is(text)) {
        // Lives within a count and a few adjectives.
        let lives = (at + 1..(at + 9).min(end)).find(|next| reading.is(*next, &["lives", "life"]))?;
        let own = reading.is(lives - 1, &["their", "his", "her"]);
        let died = word.is("lost") && own;
        let mut harm = if died { made(lives + 1, "killed", Form::Died) } else { made(at + 1, "killed", Form::Lives) };
        harm.chain = chain(reading, at, floor).0;
        harm.supposed = is_supposed(reading, harm.chain, at, floor);
        return (died && lives == at + 2 || !own && !word.is("lost")).then_some(harm);
    }
    if word.is("fled") {
        let home = (at + 1..(at + 4).min(end)).any(|next| reading.is(next, &["home", "homes", "country", "villages", "fighting", "violence", "houses", "city"]));
        return home.then(|| Harm { chain: chain(reading, at, floor).0, ..made(at + 1, "displaced", Form::Died) });
    }
    if word.is("hostage") && reading.is(at.saturating_sub(1), &["taken", "held"]) {
        let verb = at - 1;
        let (chain, passive) = chain(reading, verb, floor);
        return (verb >= floor && passive).then(|| Harm { chain, hostage: true, supposed: is_supposed(reading, chain, verb, floor), ..made(at + 1, "detained", Form::Passive) });
    }
    if word.has(Classes::HARM_NOUN) {
        let kind = harm_noun(reading, at)?;
        let soft = word.is("death") || word.is("deaths");
        let mut harm = Harm { soft, ..made(at + 1, kind, Form::Noun) };
        harm.supposed = supposed_before(reading, at, floor) || reading.is(at.saturating_sub(1), &["attempted"]);
        return (!word.has(HARM)).then_some(harm.clone()).or((reading.is(at + 1, &["of"]) && at > floor && reading.has(at - 1, Classes::DETERMINER)).then_some(harm)).or_else(|| verb(reading, at, floor));
    }
    verb(reading, at, floor)
}

fn verb(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Harm> {
    let word = reading.word(at).filter(|word| word.has(HARM))?;
    // «the wounded soldier», «a missing person»: before a noun it tells who, not what happened.
    let before_noun = reading.before(at).is_some_and(|before| at > floor && (before.has(Classes::DETERMINER) && !before.is("several") && !before.is("many") && !before.is("few") && !before.has(Classes::NUMBER) || before.possessive)) && !reading.is(at + 1, &["of", "in", "by"]);
    if before_noun {
        return None;
    }
    let kind = if word.has(Classes::KILLED.and(Classes::DIED)) {
        "killed"
    } else if word.has(Classes::INJURED) {
        "injured"
    } else if word.has(Classes::MISSING) {
        "missing"
    } else if word.has(Classes::DISPLACED) {
        "displaced"
    } else if word.has(Classes::DETAINED) {
        "detained"
    } else {
        "affected"
    };
    let lemma = word.entry.lemma;
    let base = word.is(lemma) && !word.is("hurt");
    let (mut chain, passive) = chain(reading, at, floor);
    let form = if word.has(Classes::DIED) {
        if base && !reading.is(at.saturating_sub(1), &["did"]) || word.text.ends_with("ing") {
            return None;
        }
        Form::Died
    } else if word.has(Classes::MISSING) || word.is("homeless") {
        Form::State
    } else if word.text.ends_with("ing") {
        Form::Gerund
    } else if base {
        let headline = reading.is_headline && !reading.has(at.saturating_sub(1), Classes::MODAL) && !reading.is(at.saturating_sub(1), &["to", "not"]) && at > floor;
        if !headline && !reading.is(at.saturating_sub(1), &["did"]) {
            return None;
        }
        Form::Present
    } else if word.text.ends_with('s') {
        Form::Present
    } else if passive {
        Form::Passive
    } else {
        Form::Past
    };
    let mut types = vec![kind];
    let mut to = at + 1;
    // «shot dead», «beaten to death»
    if reading.is(to, &["dead", "fatally"]) {
        types = vec!["killed"];
        to += 1;
    } else if reading.is(to, &["to"]) && reading.is(to + 1, &["death"]) {
        types = vec!["killed"];
        to += 2;
    } else if at > floor && reading.is(at - 1, &["fatally"]) && kind == "injured" {
        types = vec!["killed"];
    } else if reading.is(to, &["down"]) && word.is("gunned") {
        to += 1;
    } else if word.is("gunned") || word.is("shot") && reading.is(to, &["down", "back", "up", "video", "through", "to"]) {
        return None;
    }
    if reading.is(to, &["hostage"]) {
        to += 1;
    }
    let mut supposed = is_supposed(reading, chain, at, floor) || form == Form::Gerund && reading.is(at.saturating_sub(1), &["risk", "avoid", "without", "threatening", "against", "consider", "than", "stop", "prevent", "from", "not", "for", "is", "about"]);
    let negated = (chain..at).any(|word| reading.is(word, &["not", "never"]) || reading.word(word).is_some_and(|word| word.text.ends_with("n't") || word.text.ends_with("n’t")));
    let mut form = form;
    if negated {
        // «He was not hurt» is nobody; «did not kill» is a denial of what the sentence doesn't count.
        if form == Form::Passive && kind == "injured" {
            form = Form::Unhurt;
            chain = at;
        } else {
            supposed = true;
        }
    }
    let hostage = ["abduct", "kidnap", "capture", "imprison"].contains(&lemma) && !matches!(word.text, "imprisoned");
    Some(Harm { chain, from: at, to, types, form, supposed, hostage, soft: false })
}

fn harm_noun(reading: &Reading<'_>, at: usize) -> Option<&'static str> {
    let word = reading.word(at).filter(|word| word.has(Classes::HARM_NOUN))?;
    Some(match word.text.to_ascii_lowercase().as_str() {
        "injuries" | "injury" => "injured",
        "arrests" => "detained",
        "abductions" | "kidnapping" => "detained",
        "infections" => "affected",
        "casualties" | "casualty" => "killed",
        _ => "killed",
    })
}

/// Where the auxiliaries and adverbs before a verb begin, and whether they make it passive.
fn chain(reading: &Reading<'_>, verb: usize, floor: usize) -> (usize, bool) {
    let mut at = verb;
    let mut passive = false;
    let lowest = verb.saturating_sub(MOST_CHAIN).max(floor);
    while at > lowest {
        let before = at - 1;
        let Some(word) = reading.word(before) else { break };
        let ly = word.text.ends_with("ly") && word.is_word() && !word.is("family");
        let named = word.is("feared") || word.is("reported") || word.is("presumed") || word.is("believed") || word.is("confirmed") || word.is("went") || word.is("remain") || word.is("remained") || word.is("remains") || word.is("left") || word.is("found") || word.is("shot") || word.is("got") || word.is("get");
        if !(word.has(Classes::AUXILIARY.and(Classes::MODAL)) || word.has(Classes::ADVERB) || ly || named || word.is("to") || word.is("not")) || word.is("that's") {
            break;
        }
        passive |= ["was", "were", "been", "be", "being", "is", "are", "got", "get", "wasn't", "wasn’t", "weren't", "weren’t", "left", "remain", "remained", "isn't", "aren't"].iter().any(|form| word.is(form));
        at = before;
    }
    (at, passive)
}

/// «could be», «to be», «if … were».
fn is_supposed(reading: &Reading<'_>, chain: usize, verb: usize, floor: usize) -> bool {
    let unsure = |at: usize| reading.has(at, Classes::MODAL) || reading.is(at, &["to", "ought"]) || reading.word(at).is_some_and(|word| word.text.ends_with("'ll") || word.text.ends_with("’ll") || word.text.ends_with("'d") || word.text.ends_with("’d"));
    (chain..verb).any(unsure) || supposed_before(reading, chain, floor)
}

/// Whether a condition or a modal opens the clause.
fn supposed_before(reading: &Reading<'_>, at: usize, floor: usize) -> bool {
    const MOST_BACK: usize = 8;
    let lowest = at.saturating_sub(MOST_BACK).max(floor);
    (lowest..at).rev().take_while(|word| !reading.is(*word, &[",", ";", ":"])).any(|word| reading.is(word, &["if", "unless", "whether", "could", "might", "should", "would", "may", "lest", "until", "whoever", "anyone"]) && !reading.word(word).is_some_and(|word| word.text == "May"))
}

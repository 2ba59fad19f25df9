//! Harms that take several words: «forced from their homes», «taken to hospital», «held captive», «the number of dead».
//!
//! In come a reading and a word; out comes the harm that the phrase tells of. Single verbs and nouns of harm are for `harms`.

use crate::suggest::casualty::harms::{Form, Harm, chain, is_supposed, supposed_before};
use crate::suggest::lexicon::lists::{
    BODIES_FOUND, CAPTIVITY, CONDITIONS_IN_HOSPITAL, HOMES, TAKEN_TO_HOSPITAL,
};
use crate::suggest::lexicon::{COUNTED_HARMS, Classes};
use crate::suggest::reading::Reading;

/// From «forced» to «from their homes», and from «stabbed» to «to death», at most so many words.
const MOST_APART: usize = 10;

/// The harm of the phrase that has its main word here, in a sentence by its bounds.
pub(super) fn phrase(reading: &Reading<'_>, at: usize, floor: usize, end: usize) -> Option<Harm> {
    let word = reading.word(at)?;
    let lower = word.text.to_ascii_lowercase();
    match lower.as_str() {
        "forced" | "forces" | "forcing" | "drove" | "driven" | "driving" | "chased" => {
            driven_out(reading, at, floor, end)
        }
        "lost" | "destroyed" => homes_lost(reading, at, floor, end),
        "in" | "behind" => in_a_state(reading, at, floor),
        "treated" => treated(reading, at, floor),
        "ill" | "sick" => ill(reading, at, floor),
        "held" | "holding" => held(reading, at, floor),
        "number" => number(reading, at, floor, end),
        _ if reading.is(at, &TAKEN_TO_HOSPITAL) => {
            taken_to_hospital(reading, at, floor).or_else(|| bodies_found(reading, at, floor, end))
        }
        _ if reading.is(at, &BODIES_FOUND) => bodies_found(reading, at, floor, end),
        _ => None,
    }
}

/// Whether a phrase may begin at a word.
pub(super) fn may_begin(reading: &Reading<'_>, at: usize) -> bool {
    const OPENERS: &[&str] = &[
        "forced",
        "forces",
        "forcing",
        "drove",
        "driven",
        "driving",
        "chased",
        "treated",
        "ill",
        "sick",
        "held",
        "holding",
        "number",
        "hospital",
        "condition",
        "captivity",
        "custody",
        "detention",
        "bars",
    ];
    reading.is(at, OPENERS) || reading.is(at, &TAKEN_TO_HOSPITAL) || reading.is(at, &BODIES_FOUND)
}

/// A harm of a chain of auxiliaries and a phrase behind it, told of those who stand before.
fn befallen(
    reading: &Reading<'_>,
    at: usize,
    to: usize,
    floor: usize,
    kind: &'static str,
) -> Option<Harm> {
    let (from, passive) = chain(reading, at, floor);
    let mut harm = Harm::new(at, to, kind, Form::Passive);
    harm.chain = from;
    harm.supposed = is_supposed(reading, from, at, floor);
    (passive && from < at).then_some(harm)
}

/// «forced 300 people from their homes», «were driven out of their villages», «forcing thousands to flee»
fn driven_out(reading: &Reading<'_>, at: usize, floor: usize, end: usize) -> Option<Harm> {
    let limit = (at + 1 + MOST_APART).min(end);
    let behind = (at + 1..limit)
        .take_while(|next| !reading.is(*next, &[",", ";"]))
        .find_map(|next| {
            let flee = reading.is(next, &["flee", "evacuate"]) && reading.is(next - 1, &["to"]);
            let leads = ["their", "from", "of", "leave", "abandon", "the"];
            let homes = reading.is(next, &HOMES) && reading.is(next - 1, &leads);
            let with_homes =
                flee && reading.is(next + 1, &["their"]) && reading.is(next + 2, &HOMES);
            (flee || homes).then_some(next + 1 + 2 * usize::from(with_homes))
        })?;
    let direct = reading.is(at + 1, &["from", "to", "out"]);
    if direct {
        let passive = befallen(reading, at, behind, floor, "displaced");
        let gerund = reading.is(at, &["forcing", "driving"]);
        return passive
            .or_else(|| (!gerund).then(|| Harm::new(at, behind, "displaced", Form::Past)));
    }
    let gerund = reading.is(at, &["forcing", "driving"]);
    let form = if gerund { Form::Gerund } else { Form::Past };
    let mut harm = Harm::new(at, at + 1, "displaced", form);
    harm.chain = chain(reading, at, floor).0;
    harm.supposed = is_supposed(reading, harm.chain, at, floor);
    harm.reach = behind;
    Some(harm)
}

/// «lost their homes»
fn homes_lost(reading: &Reading<'_>, at: usize, floor: usize, end: usize) -> Option<Harm> {
    let to = reading.follows(at + 1, &["their"])?;
    let lost = to < end && reading.is(at, &["lost"]) && reading.is(to, &HOMES);
    let mut harm = Harm::new(at, to + 1, "displaced", Form::Died);
    harm.chain = chain(reading, at, floor).0;
    harm.supposed = is_supposed(reading, harm.chain, at, floor);
    lost.then_some(harm)
}

/// «are in hospital», «was in a critical condition», «remain in captivity», «is behind bars»
fn in_a_state(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Harm> {
    let mut next = at + 1 + usize::from(reading.is(at + 1, &["a", "the", "police"]));
    if reading.is(next, &CAPTIVITY) {
        return befallen(reading, at, next + 1, floor, "detained");
    }
    if reading.is(next, &["hospital"]) {
        return befallen(reading, at, next + 1, floor, "injured");
    }
    let graded = reading.is(next, &CONDITIONS_IN_HOSPITAL);
    while reading.is(next, &CONDITIONS_IN_HOSPITAL) || reading.is(next, &["but", "and"]) {
        next += 1;
        if next > at + 6 {
            return None;
        }
    }
    let cared = graded && reading.is(next, &["condition", "care"]);
    befallen(reading, at, next + 1, floor, "injured").filter(|_| cared)
}

/// «were treated for burns», «was treated at the scene»
fn treated(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Harm> {
    let leads = ["for", "at", "in", "on", "by", "after"];
    let patient =
        reading.is(at + 1, &leads) || reading.word(at + 1).is_none_or(|next| !next.is_word());
    befallen(reading, at, at + 1, floor, "injured").filter(|_| patient)
}

/// «were taken to hospital», «airlifted to a hospital in Perth»
fn taken_to_hospital(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Harm> {
    let to = (at + 1..at + 6).find(|to| reading.is(*to, &["to"]))?;
    let hospital = (to + 1..to + 6)
        .take_while(|at| !reading.is(*at, &[",", ".", "and"]))
        .find(|at| reading.is(*at, &["hospital", "hospitals", "clinic", "infirmary"]))?;
    let near = hospital == to + 1
        || reading.has(to + 1, Classes::DETERMINER)
        || reading.word(to + 1).is_some_and(|word| word.is_capital());
    befallen(reading, at, hospital + 1, floor, "injured").filter(|_| near)
}

/// «were taken ill», «fell sick»
fn ill(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Harm> {
    let verb = at.checked_sub(1).filter(|verb| *verb >= floor)?;
    if reading.is(verb, &["fell", "fallen", "became", "become"]) {
        let mut harm = Harm::new(verb, at + 1, "affected", Form::Died);
        harm.chain = chain(reading, verb, floor).0;
        harm.supposed = is_supposed(reading, harm.chain, verb, floor);
        return Some(harm);
    }
    let taken = reading.is(verb, &["taken"]);
    let made = reading.is(verb, &["made"]);
    befallen(reading, verb, at + 1, floor, "affected").filter(|_| taken || made)
}

/// «are being held», «was held captive», «held in custody»
fn held(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Harm> {
    let captive = reading.is(at + 1, &["captive", "prisoner", "incommunicado"]);
    let place = (at + 1..at + 6).find(|next| reading.is(*next, &CAPTIVITY));
    let inside = reading.is(at + 1, &["in", "without", "under"]) && place.is_some();
    let (from, _) = chain(reading, at, floor);
    let being = (from..at).any(|at| reading.is(at, &["being", "still"]));
    let to = match place {
        _ if captive => at + 2,
        Some(place) if inside => place + 1,
        _ => at + 1,
    };
    let mut harm = befallen(reading, at, to, floor, "detained")?;
    harm.hostage = captive;
    (captive || inside || being).then_some(harm)
}

/// «five bodies were found», «recovered six bodies»
fn bodies_found(reading: &Reading<'_>, at: usize, floor: usize, end: usize) -> Option<Harm> {
    let bodies = ["bodies", "corpses"];
    let (from, passive) = chain(reading, at, floor);
    let before = (from.saturating_sub(2).max(floor)..from).any(|at| reading.is(at, &bodies));
    let behind = (at + 1..(at + 6).min(end)).any(|at| reading.is(at, &bodies));
    let form = if passive { Form::Passive } else { Form::Past };
    let mut harm = Harm::new(at, at + 1, "killed", form);
    harm.chain = from;
    harm.supposed = is_supposed(reading, from, at, floor);
    (passive && before || !passive && behind).then_some(harm)
}

/// «the number of dead», «the number of people killed»: a toll by other words.
fn number(reading: &Reading<'_>, at: usize, floor: usize, end: usize) -> Option<Harm> {
    let of = reading.follows(at + 1, &["of"])?;
    let determined = at > floor && reading.is(at - 1, &["the", "overall", "total", "confirmed"]);
    let (harm, to) = (of..(of + 4).min(end)).find_map(|next| {
        let (_, kind) = COUNTED_HARMS
            .iter()
            .find(|(word, _)| reading.follows(next, word).is_some())?;
        Some((*kind, next + 1))
    })?;
    let mut harm = Harm::new(at, to, harm, Form::Toll);
    harm.supposed = supposed_before(reading, at, floor);
    determined.then_some(harm)
}

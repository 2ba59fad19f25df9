//! Harms that take several words: «forced from their homes», «taken to hospital», «held captive», «the number of dead».
//!
//! In come a reading and a word; out comes the harm that the phrase tells of. Single verbs and nouns of harm are for `harms`.

use crate::suggest::casualty::harms::{Form, Harm, chain, is_supposed, supposed_before};
use crate::suggest::lexicon::lists::{
    BODIES_FOUND, CAPTIVITY, CONDITIONS_IN_HOSPITAL, DEADLY_VERBS, HOMES, INJURIES, MEDICS,
    SCARED_TO_DEATH, SUSTAINING, TAKEN_TO_HOSPITAL,
};
use crate::suggest::lexicon::{COUNTED_HARMS, Classes, PHRASAL_HARMS};
use crate::suggest::reading::Reading;

/// From «forced» to «from their homes», and from «stabbed» to «to death», at most so many words.
const MOST_APART: usize = 10;

/// The harm of the phrase that has its main word here, in a sentence by its bounds.
pub(super) fn phrase(reading: &Reading<'_>, at: usize, floor: usize, end: usize) -> Option<Harm> {
    let word = reading.word(at)?;
    let to_death = reading.is(at + 1, &["to"]) && to_death(reading, at).is_some();
    let state = reading.is(at, &["in", "behind", "with"]);
    if !word.has(Classes::HARM_OPENER) && !to_death && !state {
        return None;
    }
    let lower = word.text.to_ascii_lowercase();
    match lower.as_str() {
        "forced" | "forces" | "forcing" | "drove" | "driven" | "driving" | "chased" => {
            driven_out(reading, at, floor, end)
        }
        "lost" => homes_lost(reading, at, floor, end),
        "in" | "behind" => in_a_state(reading, at, floor),
        "treated" => treated(reading, at, floor),
        "ill" | "sick" => ill(reading, at, floor),
        "held" | "holding" => held(reading, at, floor),
        "number" => number(reading, at, floor, end),
        "lives" => lives_lost(reading, at, floor, end),
        "among" => among(reading, at, floor),
        "took" | "taken" | "taking" | "seized" => {
            hostages_taken(reading, at, floor).or_else(|| taken_to_hospital(reading, at, floor))
        }
        _ if reading.is(at, &SUSTAINING) => injuries_sustained(reading, at, floor, end)
            .or_else(|| bodies_found(reading, at, floor, end)),
        _ if to_death => done_to_death(reading, at, floor),
        _ if reading.is(at, &DEADLY_VERBS) && beaten_to_death(reading, at, end).is_some() => {
            let mut harm = Harm::new(at, at + 1, "killed", Form::Past);
            harm.chain = chain(reading, at, floor).0;
            harm.supposed = is_supposed(reading, harm.chain, at, floor);
            harm.reach = beaten_to_death(reading, at, end)?;
            Some(harm)
        }
        _ if phrasal(reading, at).is_some() => phrasal_harm(reading, at, floor),
        _ if reading.is(at, &TAKEN_TO_HOSPITAL) => {
            taken_to_hospital(reading, at, floor).or_else(|| bodies_found(reading, at, floor, end))
        }
        _ if reading.is(at, &BODIES_FOUND) => bodies_found(reading, at, floor, end),
        _ => None,
    }
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

/// Behind «to death», «to his death», which stands behind a word.
fn to_death(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let own = usize::from(reading.is(at + 2, &["his", "her", "their"]));
    reading
        .is(at + 2 + own, &["death", "deaths"])
        .then_some(at + 3 + own)
}

/// «were charred to death», «froze to death», «fell to his death»
fn done_to_death(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Harm> {
    let word = reading.word(at)?;
    let to = to_death(reading, at)?;
    if reading.is(at, &SCARED_TO_DEATH) || !word.is_word() || word.has(Classes::HARM_NOUN) {
        return None;
    }
    let subjects = [
        "froze", "bled", "starved", "choked", "fell", "jumped", "leapt", "plunged", "slipped",
        "burned", "burnt",
    ];
    let own = to == at + 4;
    let passive = befallen(reading, at, to, floor, "killed");
    if passive.is_some() {
        return passive;
    }
    let form = if own || reading.is(at, &subjects) {
        Form::Died
    } else {
        Form::Past
    };
    let mut harm = Harm::new(at, to, "killed", form);
    harm.chain = chain(reading, at, floor).0;
    harm.supposed = is_supposed(reading, harm.chain, at, floor);
    let verb =
        word.text.ends_with("ed") || word.text.ends_with("en") || own || reading.is(at, &subjects);
    verb.then_some(harm)
}

/// Behind «to death», where people stand before it: «crushed 18 pilgrims to death».
fn beaten_to_death(reading: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
    (at + 2..(at + MOST_APART).min(end))
        .take_while(|next| !reading.is(*next, &[",", ";", "and"]))
        .find_map(|next| reading.follows(next, &["to", "death"]))
}

/// The verb with its particle that begins there: what is behind it, and the harm.
fn phrasal(reading: &Reading<'_>, at: usize) -> Option<(usize, &'static str)> {
    PHRASAL_HARMS
        .iter()
        .find_map(|(phrase, kind)| Some((reading.follows(at, phrase)?, *kind)))
}

/// «have been rounded up», «whisked away his wives», «were swept away», «have tested positive»
fn phrasal_harm(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Harm> {
    let (to, kind) = phrasal(reading, at)?;
    let subject = reading.is(at, &["tested", "fallen", "came", "contracted"]);
    let passive = befallen(reading, at, to, floor, kind).filter(|_| !subject);
    if passive.is_some() {
        return passive;
    }
    let form = if subject { Form::Died } else { Form::Past };
    let mut harm = Harm::new(at, to, kind, form);
    harm.hostage = reading.is(at, &["whisked"]);
    harm.chain = chain(reading, at, floor).0;
    harm.supposed = is_supposed(reading, harm.chain, at, floor);
    Some(harm)
}

/// «sustained serious injuries», «was left with burns», «suffered smoke inhalation»
fn injuries_sustained(reading: &Reading<'_>, at: usize, floor: usize, end: usize) -> Option<Harm> {
    let limit = (at + MOST_APART).min(end);
    let last = (at + 1..limit)
        .take_while(|next| !reading.is(*next, &[",", ";", "to", "after", "when", "because"]))
        .find(|next| reading.is(*next, &INJURIES))?;
    let left = reading.is(at, &["with"]);
    if left {
        let verb = at.checked_sub(1).filter(|verb| *verb >= floor)?;
        let with = reading.is(
            verb,
            &[
                "left",
                "hospital",
                "treated",
                "hospitalised",
                "hospitalized",
            ],
        );
        return befallen(reading, verb, last + 1, floor, "injured").filter(|_| with);
    }
    let mut harm = Harm::new(at, last + 1, "injured", Form::Died);
    harm.chain = chain(reading, at, floor).0;
    harm.supposed = is_supposed(reading, harm.chain, at, floor);
    Some(harm)
}

/// «Forty lives were lost», «no lives have been lost»
fn lives_lost(reading: &Reading<'_>, at: usize, floor: usize, end: usize) -> Option<Harm> {
    let lost = (at + 1..(at + 6).min(end)).find(|next| reading.is(*next, &["lost"]))?;
    befallen(reading, lost, lost + 1, floor, "killed").filter(|harm| harm.chain == at + 1)
}

/// «were treated for burns», «was treated at the scene»
fn treated(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Harm> {
    let leads = ["for", "at", "in", "on", "by", "after"];
    let patient =
        reading.is(at + 1, &leads) || reading.word(at + 1).is_none_or(|next| !next.is_word());
    if let Some(harm) = befallen(reading, at, at + 1, floor, "injured") {
        return patient.then_some(harm);
    }
    // «Paramedics treated six people»
    let medics = (at.saturating_sub(4).max(floor)..at).any(|at| reading.is(at, &MEDICS));
    let mut harm = Harm::new(at, at + 1, "injured", Form::Past);
    harm.chain = chain(reading, at, floor).0;
    harm.supposed = is_supposed(reading, harm.chain, at, floor);
    medics.then_some(harm)
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

/// «are among the dead»
fn among(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Harm> {
    let the = reading.follows(at + 1, &["the"])?;
    let (_, kind) = COUNTED_HARMS
        .iter()
        .find(|(word, _)| reading.follows(the, word).is_some())?;
    befallen(reading, at, the + 1, floor, kind)
}

/// «took 15 hostages»
fn hostages_taken(reading: &Reading<'_>, at: usize, floor: usize) -> Option<Harm> {
    let people = ["hostages", "prisoners", "captives", "hostage", "prisoner"];
    let near = (at + 1..at + 6)
        .take_while(|next| !reading.is(*next, &[",", "to", "from"]))
        .any(|next| reading.is(next, &people));
    let (from, passive) = chain(reading, at, floor);
    let mut harm = Harm::new(at, at + 1, "detained", Form::Past);
    harm.chain = from;
    harm.hostage = true;
    harm.supposed = is_supposed(reading, from, at, floor);
    (near && !passive).then_some(harm)
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
    let form = match (passive, behind) {
        (true, _) => Form::Passive,
        (false, true) => Form::Past,
        (false, false) => Form::Died,
    };
    let mut harm = Harm::new(at, at + 1, "killed", form);
    harm.chain = from;
    harm.supposed = is_supposed(reading, from, at, floor);
    (before || !passive && behind).then_some(harm)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suggest::lexicon::look_up;

    #[test]
    fn every_word_that_begins_such_a_harm_is_an_opener() {
        let lists = [
            &BODIES_FOUND,
            &DEADLY_VERBS,
            &INJURIES,
            &SUSTAINING,
            &TAKEN_TO_HOSPITAL,
        ];
        let listed = lists.iter().flat_map(|list| list.iter().copied());
        let phrasal = PHRASAL_HARMS
            .iter()
            .filter_map(|(phrase, _)| phrase.first().copied());
        for word in listed.chain(phrasal) {
            let known = look_up(word).classes.any(Classes::HARM_OPENER);
            assert!(known || ["with", "shock"].contains(&word), "{word}");
        }
    }
}

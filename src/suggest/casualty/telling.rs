//! What the sentence tells of a casualty: its count, its people, where, when, and who vouches for it.
//!
//! In come a harm and its people; out comes the candidate with its attributes and its reason. Which words belong together
//! was settled before.

use crate::article::TokenKind;
use crate::suggest::casualty::MOST_BRIDGE;
use crate::suggest::casualty::groups::{Group, Kind};
use crate::suggest::casualty::harms::{Form, Harm};
use crate::suggest::casualty::joining::{Joined, Sentence};
use crate::suggest::lexicon::Classes;
use crate::suggest::lexicon::lists::ADDING_UP;
use crate::suggest::rule::{Candidate, Who};
use crate::suggest::source::Words;

/// Place and time are looked for at most so many words behind the harm.
const MOST_BEHIND: usize = 12;

/// Words that show how sure it is, the strongest first.
const STATUS: &[(&str, &[&str])] = &[
    ("denied", &["denied", "denies", "deny", "denying"]),
    (
        "disputed",
        &[
            "disputed",
            "disputes",
            "dispute",
            "unverified",
            "unconfirmed",
            "conflicting",
        ],
    ),
    (
        "claimed",
        &[
            "claimed",
            "claims",
            "claiming",
            "alleged",
            "allegedly",
            "alleges",
            "alleging",
            "accused",
            "reportedly",
            "purportedly",
        ],
    ),
    ("confirmed", &["confirmed", "confirms", "confirming"]),
];

impl Sentence<'_, '_> {
    /// The candidate of a harm and its people.
    pub(crate) fn candidate(&self, harm: &Harm, joined: &Joined) -> Candidate {
        let reading = self.reading;
        let group = joined.group.and_then(|number| self.groups.get(number));
        let mut texts: Vec<(&'static str, String)> = Vec::new();
        let mut say = |name: &'static str, words: Words| {
            texts.push((name, reading.text(words.0, words.1).to_owned()));
        };
        let people = group.and_then(|group| group.people);
        let lives = |people: &Words| reading.is(people.1 - 1, &["lives", "life"]);
        if let Some(people) = people.filter(|people| !lives(people)) {
            say("victim_type", people);
        }
        if let Some(place) = self.place(joined) {
            say("place", place);
        }
        if let Some(time) = self.time(joined) {
            say("time", time);
        }
        let mut reason = format!("«{}» tells of harm", reading.text(harm.from, harm.to));
        let mut numbers = Vec::new();
        self.tell_count(group, joined, &mut texts, &mut numbers, &mut reason);
        reason.push('.');
        if self.adds_up(harm) {
            texts.push(("scope", "running_total".to_owned()));
        }
        if let Some(status) = self.status(joined) {
            texts.push(("status", status.to_owned()));
        }
        let types = harm.types.iter().map(|kind| (*kind).to_owned()).collect();
        Candidate {
            rule: joined.rule,
            label: "casualty",
            fragments: vec![reading.extent(joined.from, joined.to)],
            texts,
            lists: vec![("casualty_type", types)],
            numbers,
            cue: None,
            who: Who::Nobody,
            reason,
        }
    }

    fn tell_count(
        &self,
        group: Option<&Group>,
        joined: &Joined,
        texts: &mut Vec<(&'static str, String)>,
        numbers: &mut Vec<(&'static str, f64)>,
        reason: &mut String,
    ) {
        let mut range = |min: Option<u64>, max: Option<u64>| {
            // Nobody counts more people than a float holds exactly.
            numbers.extend(min.map(|min| ("count_min", min as f64)));
            numbers.extend(max.map(|max| ("count_max", max as f64)));
        };
        let nobody = group.is_some_and(|group| group.kind == Kind::Nobody);
        if nobody || joined.rule == "casualty.none" {
            texts.push(("count_qualifier", "none".to_owned()));
            range(Some(0), Some(0));
            return;
        }
        let Some(group) = group else {
            return;
        };
        if let Some(count) = &group.count {
            let words = self.reading.text(group.from, count.to);
            texts.push(("count_text", words.to_owned()));
            texts.push(("count_qualifier", count.qualifier.to_owned()));
            range(count.min, count.max);
            if count.is_vague() {
                let read = match count.min {
                    Some(least) => format!("is read as {least} or more"),
                    None => "says too little for a range".to_owned(),
                };
                reason.push_str(&format!("; «{words}» {read}"));
            }
        } else if matches!(group.kind, Kind::Single | Kind::Named) {
            texts.push(("count_qualifier", "exact".to_owned()));
            range(Some(1), Some(1));
        } else {
            texts.push(("count_qualifier", "vague".to_owned()));
        }
    }

    /// «raising the toll to 43», «12 have died so far».
    fn adds_up(&self, harm: &Harm) -> bool {
        let reading = self.reading;
        let from = harm.from.saturating_sub(5).max(self.from);
        let to = (harm.to + 5).min(self.end);
        (from..to).any(|at| {
            let adds = reading.is(at, &ADDING_UP)
                && (harm.form == Form::Toll || reading.is(at, &["bringing", "brought", "brings"]));
            adds || reading.follows(at, &["so", "far"]).is_some()
        })
    }

    fn status(&self, joined: &Joined) -> Option<&'static str> {
        let from = joined.from.saturating_sub(MOST_BRIDGE).max(self.from);
        let to = (joined.to + MOST_BRIDGE).min(self.end);
        let around = |words: &[&str]| {
            (from..to)
                .filter(|at| !(joined.from..joined.to).contains(at))
                .any(|at| self.reading.is(at, words))
        };
        STATUS
            .iter()
            .find(|(_, words)| around(words))
            .map(|(status, _)| *status)
    }

    /// «in Kabul», «near the town of Hama»: a name of a place behind the harm.
    fn place(&self, joined: &Joined) -> Option<Words> {
        let reading = self.reading;
        let limit = (joined.to + MOST_BEHIND).min(self.end);
        let stops = [".", ";", "and", "but", "who"];
        let name = |at: usize| {
            at < self.end
                && reading.word(at).is_some_and(|word| {
                    word.is_capital() && word.is_word() && !word.has(Classes::CALENDAR)
                })
        };
        for at in joined.to..limit {
            if reading.is(at, &stops) {
                return None;
            }
            if !reading.is(at, &["in", "near", "at", "outside"]) {
                continue;
            }
            let mut to = at + 1 + usize::from(reading.is(at + 1, &["the"]));
            let named = name(to);
            while name(to) {
                to += 1;
            }
            if named {
                return Some((at + 1, to));
            }
        }
        None
    }

    /// «on Monday», «last week», «in 2014», behind the harm.
    fn time(&self, joined: &Joined) -> Option<Words> {
        let limit = (joined.to + MOST_BEHIND).min(self.end);
        (joined.to..limit).find_map(|at| {
            let reading = self.reading;
            if let Some(to) = self.day(at) {
                let leads = ["on", "in", "last", "since", "early", "late"];
                let lead = at > joined.to && reading.is(at - 1, &leads);
                return Some((at - usize::from(lead), to));
            }
            let last = reading.is(at, &["last", "this"]) && reading.has(at + 1, Classes::CALENDAR);
            let year = reading.is(at, &["in"]) && self.is_year(at + 1);
            (last || year).then_some((at, at + 2))
        })
    }

    /// Behind a day that stands there: «Monday», «Sept. 11, 2001», «yesterday evening».
    fn day(&self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let is_number = |at: usize| {
            reading
                .word(at)
                .is_some_and(|word| word.kind == TokenKind::Number)
        };
        reading.word(at).filter(|word| {
            word.has(Classes::CALENDAR)
                && (word.is_capital() || word.is("yesterday") || word.is("today"))
        })?;
        let mut to = at + 1;
        if is_number(to) {
            to += 1;
            if reading.is(to, &[","]) && self.is_year(to + 1) {
                to += 2;
            }
        } else if reading.has(to, Classes::CALENDAR) {
            to += 1;
        }
        Some(to)
    }

    fn is_year(&self, at: usize) -> bool {
        self.reading.word(at).is_some_and(|word| {
            word.text.len() == 4
                && word
                    .text
                    .parse::<u32>()
                    .is_ok_and(|year| (1800..2100).contains(&year))
        })
    }
}

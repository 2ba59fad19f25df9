//! What the sentence tells of a casualty: its count, its people, where, when, and who vouches for it.
//!
//! In come a harm and its people; out comes the candidate with its attributes and its reason. Which words belong together
//! was settled before.

use crate::suggest::casualty::MOST_BRIDGE;
use crate::suggest::casualty::groups::{Group, HARM, Kind};
use crate::suggest::casualty::harms::{Form, Harm};
use crate::suggest::casualty::joining::{Joined, Sentence};
use crate::suggest::lexicon::Classes;
use crate::suggest::lexicon::lists::{ADDING_UP, REPORTING_VERBS};
use crate::suggest::rule::{Candidate, Who};
use crate::suggest::source::{Mention, MentionKind, Words, before, mentions};

/// From «put» to «the toll» at most so many words.
const MOST_TO_REPORTER: usize = 14;

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
            let text = reading.text(words.0, words.1);
            let text = ["'s", "’s"]
                .iter()
                .find_map(|end| text.strip_suffix(end))
                .unwrap_or(text);
            texts.push((name, text.to_owned()));
        };
        let people = group.and_then(|group| group.people);
        let nobody = ["lives", "life", "others", "ones", "bodies"];
        let named = |people: &Words| !reading.is(people.1 - 1, &nobody);
        if let Some((from, to)) = people.filter(named) {
            // «A 34-year-old woman»
            let age = (from..to).rev().find(|at| {
                reading
                    .word(*at)
                    .is_some_and(|word| word.text.ends_with("-old") || word.is("old"))
            });
            let more = usize::from(reading.is(from, &["more", "other"]) && from + 1 < to);
            say("victim_type", (age.map_or(from + more, |age| age + 1), to));
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
        if self.adds_up(harm, joined) {
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
            who: self.reporter(joined),
            sure: None,
            reason,
        }
    }

    /// The body that gives the figure itself: «the observatory put the toll at 31». Who says it in a whole clause is known
    /// from the quote.
    fn reporter(&self, joined: &Joined) -> Who {
        let reading = self.reading;
        let lowest = joined.from.saturating_sub(MOST_TO_REPORTER).max(self.from);
        let verb = (lowest..joined.from)
            .rev()
            .take_while(|at| !reading.is(*at, &[",", ";", "by"]))
            .find(|at| {
                reading.is(*at, &REPORTING_VERBS)
                    || reading.has(*at, Classes::SAY.and(Classes::TELL))
            });
        let subject = verb.and_then(|verb| before(reading, verb, self.from));
        let mentions = subject.map_or(Vec::new(), |(words, _)| mentions(reading, words));
        let speaks = |mention: &Mention| mention.kind != MentionKind::Pronoun;
        if mentions.iter().all(speaks) && !mentions.is_empty() {
            Who::Named(mentions)
        } else {
            Who::Nobody
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
            // «a family of five»
            let behind = group.people.filter(|people| people.1 < count.to);
            let words = behind.map_or(words, |people| self.reading.text(people.1 + 1, count.to));
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
        } else if self.reading.is(group.from, &["both"]) {
            texts.push((
                "count_text",
                self.reading.text(group.from, group.from + 1).to_owned(),
            ));
            texts.push(("count_qualifier", "exact".to_owned()));
            range(Some(2), Some(2));
        } else if matches!(group.kind, Kind::Single | Kind::Named) {
            texts.push(("count_qualifier", "exact".to_owned()));
            range(Some(1), Some(1));
        } else {
            texts.push(("count_qualifier", "vague".to_owned()));
        }
    }

    /// «raising the toll to 43», «12 have died so far».
    fn adds_up(&self, harm: &Harm, joined: &Joined) -> bool {
        let reading = self.reading;
        // «a death toll of 43» is the event's own.
        let indefinite = reading.is(joined.from, &["a", "an"]);
        let from = harm.from.saturating_sub(5).max(self.from);
        let to = (joined.to + 5).min(self.end);
        let so_far = (from..to).any(|at| reading.follows(at, &["so", "far"]).is_some());
        let adds = (from..joined.to).any(|at| reading.is(at, &ADDING_UP));
        let plain = ["bringing", "brought", "brings", "takes", "taking"];
        let brings = (from..harm.from).any(|at| reading.is(at, &plain));
        so_far
            || harm.form == Form::Toll && adds && !indefinite
            || brings && harm.form == Form::Noun
    }

    fn status(&self, joined: &Joined) -> Option<&'static str> {
        let from = joined.from.saturating_sub(MOST_BRIDGE).max(self.from);
        let to = (joined.to + MOST_BRIDGE).min(self.end);
        let takes_lives = |at: usize| {
            let others = ["lives", "life", "responsibility"];
            (at + 1..at + 9).any(|next| self.reading.is(next, &others))
                && self.reading.is(at, &["claimed", "claims", "claiming"])
        };
        // «one confirmed dead» says it of that one alone.
        let of_one =
            |at: usize| self.reading.has(at + 1, HARM) || self.reading.is(at + 1, &["dead"]);
        let around = |words: &[&str]| {
            (from..to)
                .filter(|at| (joined.from..joined.to).contains(at) == of_one(*at))
                .any(|at| self.reading.is(at, words) && !takes_lives(at))
        };
        STATUS
            .iter()
            .find(|(_, words)| around(words))
            .map(|(status, _)| *status)
    }
}

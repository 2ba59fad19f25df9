//! Casualties: who was killed, injured, missing, displaced or detained, and how many.
//!
//! In comes a [`Reading`]; out come findings, each the shortest stretch with count, people and harm. A sentence is read for
//! groups of people and for words of harm, and the two are joined by what stands between them. What might happen, rates,
//! sport and stories are passed over. Nothing of the article's other sentences is known here.

mod counts;
mod groups;
mod harms;
mod rules;

pub(crate) use rules::RULES;

use crate::suggest::casualty::groups::{Group, Kind, groups};
use crate::suggest::casualty::harms::{Form, Harm, harms};
use crate::suggest::finding::{Finding, Value};
use crate::suggest::lexicon::Classes;
use crate::suggest::reading::Reading;

/// From people to what befell them, at most so many words: a relative clause or «, including two children,».
const MOST_BRIDGE: usize = 14;

/// A longer sentence is a list or a page without stops; it is read in pieces of so many words, so that the work stays linear.
const MOST_SENTENCE: usize = 120;

/// All casualties of a block.
pub(crate) fn casualties(reading: &Reading<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut from = 0;
    while from < reading.words.len() {
        let (_, end) = reading.inner_sentence(from);
        let end = end.min(from + MOST_SENTENCE).max(from + 1);
        let any = (from..end).any(|at| reading.has(at, groups::HARM.and(Classes::HARM_NOUN)) || reading.is(at, harms::OTHERS));
        if any {
            Sentence::new(reading, from, end).find(&mut found);
        }
        from = end;
    }
    found
}

struct Sentence<'r, 'a> {
    reading: &'r Reading<'a>,
    from: usize,
    end: usize,
    groups: Vec<Group>,
    used: Vec<bool>,
}

/// A group joined to a harm.
struct Joined {
    rule: &'static str,
    from: usize,
    to: usize,
    group: Option<usize>,
}

impl<'r, 'a> Sentence<'r, 'a> {
    fn new(reading: &'r Reading<'a>, from: usize, end: usize) -> Self {
        let groups = groups(reading, from, end);
        let used = vec![false; groups.len()];
        Sentence { reading, from, end, groups, used }
    }

    fn find(mut self, found: &mut Vec<Finding>) {
        let reading = self.reading;
        let unreal = (self.from..self.end).any(|at| reading.has(at, Classes::UNREAL));
        let question = self.end > self.from && (reading.is(self.end - 1, &["?"]) || self.end > self.from + 1 && reading.is(self.end - 2, &["?"]));
        if unreal || question {
            return;
        }
        let harms = harms(reading, self.from, self.end);
        for (number, harm) in harms.iter().enumerate() {
            if harm.supposed || self.is_rate(harm) {
                continue;
            }
            let floor = number.checked_sub(1).and_then(|before| harms.get(before)).map_or(self.from, |before| before.to);
            let ceiling = harms.get(number + 1).map_or(self.end, |next| next.from);
            let Some(joined) = self.join(harm, floor, ceiling) else { continue };
            if !self.is_plain(harm, &joined) {
                continue;
            }
            found.push(self.finding(harm, &joined));
            if let Some(group) = joined.group {
                self.mark_used(group);
            }
            // «including three children», «, among them two officers»
            let behind = joined.to.max(harm.to);
            let other = harms.get(number + 1).map_or(self.end, |next| next.from);
            if let Some(group) = joined.group.filter(|_| harm.form != Form::Unhurt) {
                let inside = self.groups.get(group).map_or(behind, |group| group.to);
                self.parts(harm, inside.min(behind), other.min(behind + MOST_BRIDGE), found);
            }
        }
    }

    fn mark_used(&mut self, group: usize) {
        if let Some(used) = self.used.get_mut(group) {
            *used = true;
        }
    }

    /// Parts of a total, and what «and» adds to the ones killed.
    fn parts(&mut self, harm: &Harm, from: usize, to: usize, found: &mut Vec<Finding>) {
        let reading = self.reading;
        let listed: Vec<(usize, usize)> = self
            .groups
            .iter()
            .enumerate()
            .filter(|(number, group)| group.from >= from && group.from < to && !self.used.get(*number).copied().unwrap_or(true))
            .map(|(number, group)| (number, group.from))
            .collect();
        let mut end_of_last = None;
        for (number, start) in listed {
            let Some(group) = self.groups.get(number) else { continue };
            let lead = start.saturating_sub(2);
            let including = reading.is(start.saturating_sub(1), &["including"]);
            let among = reading.is(lead, &["among"]) && reading.is(start.saturating_sub(1), &["them"]);
            let joined = reading.is(start.saturating_sub(1), &["and", ","]) && end_of_last.is_some_and(|end| end + 2 >= start);
            let counted = group.kind == Kind::Counted || group.kind == Kind::Single && group.people.is_some();
            let people_of_its_own = !reading.word(group.to).is_some_and(|word| word.has(groups::HARM) || word.has(Classes::AUXILIARY));
            if counted && people_of_its_own && (including || among || joined) {
                let first = if including { start - 1 } else if among { lead } else { start };
                let joined = Joined { rule: "casualty.part", from: first, to: group.to, group: Some(number) };
                end_of_last = Some(group.to);
                found.push(self.finding(harm, &joined));
                self.mark_used(number);
            } else if group.kind == Kind::Plural && reading.is(start.saturating_sub(1), &["among"]) {
                continue;
            } else {
                break;
            }
        }
    }

    /// «30,000 people are killed every year», «a rate of»: no event.
    fn is_rate(&self, harm: &Harm) -> bool {
        let reading = self.reading;
        let to = (harm.to + MOST_BRIDGE).min(self.end);
        let from = harm.from.saturating_sub(MOST_BRIDGE).max(self.from);
        (from..to).any(|at| {
            let period = reading.is(at + 1, &["year", "day", "week", "month", "hour", "years"]);
            reading.is(at, &["every", "each", "per"]) && period || reading.is(at, &["annually", "yearly", "rate", "rates", "likelihood", "probability"]) || reading.is(at, &["a"]) && period && at > from && reading.has(at - 1, Classes::PEOPLE.and(Classes::KILLED).and(Classes::HARM_NOUN)) || reading.is(at, &["percent", "%"]) && harm.from.abs_diff(at) < 5
        })
    }

    fn join(&self, harm: &Harm, floor: usize, ceiling: usize) -> Option<Joined> {
        match harm.form {
            Form::Passive => self.subject(harm, harm.chain, floor, "casualty.passive"),
            Form::Died => self.subject(harm, harm.chain, floor, "casualty.died"),
            Form::Past => self.object(harm, ceiling).or_else(|| self.elliptic(harm, floor)),
            Form::Present => self.object(harm, ceiling).filter(|joined| self.is_counted(joined)),
            Form::Gerund => self.object(harm, ceiling),
            Form::State => self.elliptic(harm, floor).or_else(|| self.subject(harm, harm.chain, floor, "casualty.passive").filter(|_| harm.chain < harm.from)),
            Form::Lives => self.lives(harm, ceiling),
            Form::Unhurt => self.unhurt(harm, floor),
            Form::Noun => self.nominal(harm, floor, ceiling),
            Form::Toll => self.toll(harm, ceiling),
        }
    }

    fn is_counted(&self, joined: &Joined) -> bool {
        joined.group.and_then(|group| self.groups.get(group)).is_some_and(|group| group.count.is_some())
    }

    fn free(&self) -> impl DoubleEndedIterator<Item = (usize, &Group)> {
        self.groups.iter().enumerate().filter(|(number, _)| !self.used.get(*number).copied().unwrap_or(true))
    }

    /// The people before the verb: «two soldiers in the car were killed».
    fn subject(&self, harm: &Harm, chain: usize, floor: usize, rule: &'static str) -> Option<Joined> {
        let reading = self.reading;
        let mut best: Option<(usize, &Group)> = None;
        for (number, group) in self.free().rev().filter(|(_, group)| group.to <= chain && group.from >= floor.min(chain)) {
            if group.to + MOST_BRIDGE < chain || !self.bridges(group.to, chain) {
                break;
            }
            let hangs = reading.before(group.from).is_some_and(|word| group.from > self.from && (word.has(Classes::PREPOSITION) || word.is("including") || word.is("mostly") || word.is("them")));
            let comma = reading.is(group.from.saturating_sub(1), &[",", "and"]) && group.from > self.from;
            if !hangs {
                if best.is_none() || group.count.is_some() && !comma {
                    best = Some((number, group));
                }
                if !comma {
                    break;
                }
            }
        }
        let (number, group) = best?;
        Some(Joined { rule: if group.kind == Kind::Nobody { "casualty.none" } else { rule }, from: group.from, to: harm.to, group: Some(number) })
    }

    /// Whether people at one end can be the subject of a verb at the other.
    fn bridges(&self, from: usize, to: usize) -> bool {
        let reading = self.reading;
        let mut commas = 0;
        for at in from..to {
            let Some(word) = reading.word(at) else { return false };
            let last = at + 1 == to;
            if word.text == "," {
                commas += 1;
            } else if word.has(Classes::AUXILIARY.and(Classes::MODAL).and(Classes::SAY)) && !word.has(Classes::CALENDAR) || word.is("but") || word.is("because") || word.is("that") && !last || word.is("if") || word.is("when") || word.is("while") || word.text == ";" || word.text == ":" || word.is("of") && from == at {
                // «people who were inside the building were killed» keeps its own verb.
                return false;
            }
        }
        let relative = reading.is(to.saturating_sub(1), &["who", "whom", "that"]);
        commas % 2 == 0 || relative || commas == 1 && reading.is(to.saturating_sub(1), &[","])
    }

    /// The people behind the verb: «killed at least 12 people».
    fn object(&self, harm: &Harm, ceiling: usize) -> Option<Joined> {
        let reading = self.reading;
        let mut start = harm.to;
        if reading.is(start, &["the", "up", "off", "and"]) && reading.is(start + 1, &["lives"]) {
            start += 1;
        }
        let (number, group) = self.free().find(|(_, group)| group.from >= start)?;
        let adjacent = group.from == start || group.from == start + 1 && reading.is(start, &["the", "an", "a", "all"]);
        if !adjacent || group.from >= ceiling || group.kind == Kind::Nobody {
            return None;
        }
        if group.kind == Kind::Bare && group.count.as_ref().is_some_and(|(_, count)| count.year_like) {
            return None;
        }
        // «killed one of the best ideas», «arrested Monday»
        let more = usize::from(reading.is(group.to, &["more", "others"]));
        Some(Joined { rule: "casualty.active", from: harm.from, to: group.to + more, group: Some(number) })
    }

    /// «14 wounded», «left five dead», «three people killed in the fire».
    fn elliptic(&self, harm: &Harm, floor: usize) -> Option<Joined> {
        let reading = self.reading;
        let (number, group) = self.free().rev().find(|(_, group)| group.to <= harm.from && group.from >= floor.min(harm.from))?;
        let between_ok = (group.to..harm.from).all(|at| reading.is(at, &["more", "others", "other", "seriously", "critically", "severely", "fatally", "reported", "feared", "still", "also", "who", "later", "found", "believed", "left", "people", "confirmed", "badly", "slightly"]));
        let adjacent = group.to <= harm.from && harm.from <= group.to + 2 && between_ok;
        let sound = match group.kind {
            Kind::Counted | Kind::Bare => true,
            Kind::Plural => group.people.is_some() || reading.is(group.from, &["those"]),
            Kind::Nobody => true,
            Kind::Single | Kind::Named => harm.form == Form::State && false || reading.is(harm.from, &["dead", "missing"]) && group.people.is_some(),
        };
        (adjacent && sound).then_some(Joined { rule: if group.kind == Kind::Nobody { "casualty.none" } else { "casualty.elliptic" }, from: group.from, to: harm.to, group: Some(number) })
    }

    /// «claimed more than 200 lives», «took the lives of 12 people», «200 lives lost».
    fn lives(&self, harm: &Harm, ceiling: usize) -> Option<Joined> {
        let reading = self.reading;
        let (number, group) = self.free().find(|(_, group)| group.from >= harm.to && group.from < ceiling.max(harm.to + 1) && group.from <= harm.to + 3)?;
        let lives = group.people.is_some_and(|(_, to)| reading.is(to - 1, &["lives", "life"]));
        if !lives {
            return None;
        }
        if group.count.is_some() {
            return Some(Joined { rule: "casualty.active", from: harm.from, to: group.to, group: Some(number) });
        }
        let of = reading.is(group.to, &["of"]);
        let (number, whose) = self.free().find(|(_, other)| of && (other.from == group.to + 1 || other.from == group.to + 2))?;
        Some(Joined { rule: "casualty.active", from: harm.from, to: whose.to, group: Some(number) })
    }

    /// «escaped unhurt», «without injuries», «no casualties».
    fn unhurt(&self, harm: &Harm, floor: usize) -> Option<Joined> {
        let near = self.subject(harm, harm.from, floor, "casualty.none");
        Some(near.unwrap_or(Joined { rule: "casualty.none", from: harm.from, to: harm.to, group: None }))
    }

    /// «the deaths of two climbers», «43 deaths», «no casualties».
    fn nominal(&self, harm: &Harm, floor: usize, ceiling: usize) -> Option<Joined> {
        let reading = self.reading;
        let noun = harm.from;
        if reading.is(harm.to, &["of"]) {
            let from = noun - usize::from(noun > self.from && reading.has(noun - 1, Classes::DETERMINER));
            let (number, group) = self.free().find(|(_, group)| group.from > harm.to && group.from <= harm.to + 2)?;
            let ordinary = group.kind == Kind::Plural && group.people.is_none();
            return (group.from < ceiling && !ordinary && group.kind != Kind::Nobody).then_some(Joined { rule: "casualty.nominal", from, to: group.to, group: Some(number) });
        }
        // The groups hold «43» where «deaths» is no noun for people.
        let (number, group) = self.free().rev().find(|(_, group)| group.to <= noun && group.from >= floor.min(noun))?;
        let modifiers = noun - group.to <= 2 && (group.to..noun).all(|at| reading.word(at).is_some_and(|word| word.is_word() && !word.has(Classes::AUXILIARY.and(Classes::CONJUNCTION).and(Classes::PREPOSITION))));
        (group.kind == Kind::Bare && modifiers).then_some(Joined { rule: "casualty.nominal", from: group.from, to: harm.to, group: Some(number) })
    }

    /// «a death toll of 43», «the toll rose to 43».
    fn toll(&self, harm: &Harm, _ceiling: usize) -> Option<Joined> {
        let reading = self.reading;
        let (number, group) = self.free().find(|(_, group)| group.from >= harm.to)?;
        let between = group.from - harm.to;
        let leads = (harm.to..group.from).any(|at| reading.is(at, &["to", "of", "at", "is", "was", "reached", "exceeds", "exceeded", "topped", ":", "above", "past", "hit", "stands"]));
        let from = harm.from - usize::from(harm.from > self.from && reading.has(harm.from - 1, Classes::DETERMINER));
        (between <= 6 && leads && group.count.is_some()).then_some(Joined { rule: "casualty.toll", from, to: group.to, group: Some(number) })
    }

    /// Whether people came to harm and no figure of speech, game or ordinary death is meant.
    fn is_plain(&self, harm: &Harm, joined: &Joined) -> bool {
        let reading = self.reading;
        let Some(group) = joined.group.and_then(|number| self.groups.get(number)) else { return true };
        let cue = |classes: Classes| (self.from..self.end).any(|at| reading.has(at, classes) && !(harm.from..harm.to).contains(&at));
        let event = || cue(Classes::HARM_EVENT);
        let one = matches!(group.kind, Kind::Single | Kind::Named);
        let injury = harm.types.contains(&"injured");
        let few = one || group.kind == Kind::Plural;
        let figure = reading.is(harm.from, &["hurt", "wound", "wounded"]) && reading.is(harm.to, &["by"]) && !event();
        if group.kind == Kind::Nobody || harm.form == Form::Unhurt {
            return !cue(Classes::SPORT);
        }
        if figure && few || injury && cue(Classes::SPORT) && !event() {
            return false;
        }
        if harm.types.contains(&"detained") && !harm.hostage {
            // One arrest is no mass arrest.
            let several = group.count.as_ref().is_some_and(|(_, count)| count.min.unwrap_or(2) >= 2 || count.max.is_none());
            return several && !cue(Classes::UNIT.and(Classes::SPORT)) && (group.people.is_some() || harm.form != Form::Past || event());
        }
        if few && reading.is(harm.from, &["hurt", "hurts", "hurting", "lost", "displaced", "missing"]) && !event() {
            return false;
        }
        let ordinary = harm.form == Form::Died || harm.form == Form::Noun && harm.soft;
        if ordinary && one {
            return event() && !(self.from..self.end).any(|at| reading.is(at, &["aged", "cancer", "disease", "natural", "illness", "peacefully", "obituary", "stroke"]));
        }
        if group.kind == Kind::Plural && group.people.is_none() && !reading.is(group.from, &["those"]) {
            return harm.form == Form::Passive || event();
        }
        true
    }

    fn finding(&self, harm: &Harm, joined: &Joined) -> Finding {
        let reading = self.reading;
        let mut attributes: Vec<(&'static str, Value)> = vec![("casualty_type", Value::List(harm.types.clone()))];
        let text = |words: (usize, usize)| Value::Text(reading.text(words.0, words.1).to_owned());
        let group = joined.group.and_then(|number| self.groups.get(number));
        let mut note = "";
        let nobody = joined.rule == "casualty.none" || group.is_some_and(|group| group.kind == Kind::Nobody);
        match group {
            _ if nobody => {
                attributes.push(("count_qualifier", Value::Text("none".to_owned())));
                attributes.push(("count_min", Value::Count(0)));
                attributes.push(("count_max", Value::Count(0)));
            }
            Some(Group { count: Some((from, count)), .. }) => {
                attributes.push(("count_text", text((*from, count.to))));
                attributes.push(("count_qualifier", Value::Text(count.qualifier.to_owned())));
                attributes.extend(count.min.map(|min| ("count_min", Value::Count(min))));
                attributes.extend(count.max.map(|max| ("count_max", Value::Count(max))));
                note = count.rule;
            }
            Some(Group { kind: Kind::Single | Kind::Named, .. }) => {
                attributes.push(("count_qualifier", Value::Text("exact".to_owned())));
                attributes.push(("count_min", Value::Count(1)));
                attributes.push(("count_max", Value::Count(1)));
            }
            _ => attributes.push(("count_qualifier", Value::Text("vague".to_owned()))),
        }
        if let Some(people) = group.and_then(|group| group.people).filter(|people| !reading.is(people.1 - 1, &["lives", "life"])) {
            attributes.push(("victim_type", text(people)));
        }
        attributes.extend(self.place(joined).map(|words| ("place", text(words))));
        attributes.extend(self.time(joined).map(|words| ("time", text(words))));
        if self.adds_up(harm) {
            attributes.push(("scope", Value::Text("running_total".to_owned())));
        }
        if let Some(status) = self.status(joined) {
            attributes.push(("status", Value::Text(status.to_owned())));
        }
        Finding { rule: joined.rule, label: "casualty", fragments: vec![reading.extent(joined.from, joined.to)], attributes, trigger: (harm.from, harm.to), note, actor: None, actor_speaks: false }
    }

    /// «raising the toll to 43», «bringing to 43 the number of dead».
    fn adds_up(&self, harm: &Harm) -> bool {
        let from = harm.from.saturating_sub(5).max(self.from);
        let to = (harm.to + 5).min(self.end);
        (from..to).any(|at| self.reading.is(at, &["raising", "raised", "raises", "bringing", "brought", "brings", "rose", "risen", "rises", "climbed", "climbs", "climbing", "pushing", "so"]) && (!self.reading.is(at, &["so"]) || self.reading.is(at + 1, &["far"])) && (harm.form == Form::Toll || self.reading.is(at, &["bringing", "so"])))
    }

    fn status(&self, joined: &Joined) -> Option<&'static str> {
        let reading = self.reading;
        let from = joined.from.saturating_sub(MOST_BRIDGE).max(self.from);
        let to = (joined.to + MOST_BRIDGE).min(self.end);
        let any = |words: &[&str]| (from..to).any(|at| reading.is(at, words) && !(joined.from..joined.to).contains(&at));
        if any(&["denied", "denies", "deny", "denying"]) {
            Some("denied")
        } else if any(&["disputed", "disputes", "unverified", "unconfirmed", "conflicting", "dispute"]) {
            Some("disputed")
        } else if any(&["claimed", "claims", "alleged", "allegedly", "alleges", "accused", "alleging", "claiming", "reportedly", "purportedly"]) {
            Some("claimed")
        } else if any(&["confirmed", "confirms", "confirming"]) {
            Some("confirmed")
        } else {
            None
        }
    }

    /// «in Kabul», «near the town of Hama»: a name of places behind the harm.
    fn place(&self, joined: &Joined) -> Option<(usize, usize)> {
        let reading = self.reading;
        let limit = (joined.to + 10).min(self.end);
        for at in joined.to..limit {
            if reading.is(at, &[".", ";", "and", "but"]) {
                return None;
            }
            if reading.is(at, &["in", "near", "at", "outside"]) {
                let start = at + 1;
                let mut to = start;
                while to < limit + 4 && to < self.end && reading.word(to).is_some_and(|word| word.is_capital() && word.is_word() && !word.has(Classes::CALENDAR) || word.has(Classes::DETERMINER) && to == start && word.is("the")) {
                    to += 1;
                }
                if reading.word(to.saturating_sub(1)).is_some_and(|word| to > start && word.is_capital()) {
                    return Some((start, to));
                }
            }
        }
        None
    }

    /// «on Monday», «last week», «in 2014», behind the harm.
    fn time(&self, joined: &Joined) -> Option<(usize, usize)> {
        let reading = self.reading;
        let limit = (joined.to + 12).min(self.end);
        (joined.to..limit).find_map(|at| {
            let day = reading.word(at).filter(|word| word.has(Classes::CALENDAR) && (word.is_capital() || word.is("yesterday") || word.is("today")));
            let lead = at.checked_sub(1).filter(|lead| *lead >= joined.to);
            if day.is_some() {
                let from = lead.filter(|lead| reading.is(*lead, &["on", "in", "last", "since", "early", "late"])).unwrap_or(at);
                let number = |at: usize| reading.word(at).is_some_and(|word| word.kind == crate::article::TokenKind::Number);
                let mut to = at + 1;
                if number(to) {
                    to += 1;
                    if reading.is(to, &[","]) && number(to + 1) {
                        to += 2;
                    }
                } else if reading.has(to, Classes::CALENDAR) {
                    to += 1;
                }
                return Some((from, to));
            }
            let last = reading.is(at, &["last", "this"]) && reading.has(at + 1, Classes::CALENDAR);
            let year = reading.is(at, &["in"]) && reading.word(at + 1).is_some_and(|word| word.text.len() == 4 && word.text.parse::<u32>().is_ok_and(|year| (1800..2100).contains(&year)));
            (last || year).then_some((at, at + 2))
        })
    }
}

#[cfg(test)]
mod tests;

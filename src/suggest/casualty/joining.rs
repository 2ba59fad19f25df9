//! Joins the people of a sentence to the harm that befell them.
//!
//! In come groups and harms; out come candidates. How far a harm reaches, and to which side, is told by its form. A person
//! is used once; parts of a total come behind it.

use crate::suggest::casualty::MOST_BRIDGE;
use crate::suggest::casualty::groups::{CLOSED, Group, HARM, Kind, groups};
use crate::suggest::casualty::harms::{Form, Harm, harms};
use crate::suggest::lexicon::Classes;
use crate::suggest::lexicon::lists::OTHER_HARMS;
use crate::suggest::lexicon::lists::{
    BETWEEN_COUNT_AND_HARM, ENDS_CLAUSE, FIGURATIVE_LOSSES, GRAVE_ADVERBS, LEADS_TO_FIGURE,
    ORDINARY_DEATHS, PERIODS,
};
use crate::suggest::reading::{Reading, Word};
use crate::suggest::rule::Candidate;
use crate::suggest::source::Words;

/// From «the toll» to its figure at most so many words.
const MOST_TO_FIGURE: usize = 10;

/// A sentence with its people.
pub(crate) struct Sentence<'r, 'a> {
    pub(crate) reading: &'r Reading<'a>,
    pub(crate) from: usize,
    pub(crate) end: usize,
    pub(crate) groups: Vec<Group>,
    used: Vec<bool>,
}

/// A group joined to a harm.
pub(crate) struct Joined {
    pub(crate) rule: &'static str,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) group: Option<usize>,
}

impl<'r, 'a> Sentence<'r, 'a> {
    /// A sentence by its bounds.
    pub(crate) fn new(reading: &'r Reading<'a>, from: usize, end: usize) -> Self {
        let groups = groups(reading, from, end);
        let used = vec![false; groups.len()];
        Sentence {
            reading,
            from,
            end,
            groups,
            used,
        }
    }

    /// Adds the sentence's casualties.
    pub(crate) fn find(mut self, found: &mut Vec<Candidate>) {
        let reading = self.reading;
        let unreal = self.any(Classes::UNREAL);
        let last_two = self.end.saturating_sub(2).max(self.from)..self.end;
        let question = last_two.into_iter().any(|at| reading.is(at, &["?"]));
        if unreal || question {
            return;
        }
        let harms = harms(reading, self.from, self.end);
        for (number, harm) in harms.iter().enumerate() {
            let before = number.checked_sub(1).and_then(|before| harms.get(before));
            let floor = before.map_or(self.from, |before| before.to);
            let next = harms.get(number + 1).map_or(self.end, |next| next.from);
            if harm.supposed || self.is_rate(harm) {
                continue;
            }
            let Some(joined) = self.join(harm, floor, next) else {
                continue;
            };
            if !self.is_plain(harm, &joined) {
                continue;
            }
            found.push(self.candidate(harm, &joined));
            let Some(group) = joined.group else { continue };
            self.mark_used(group);
            if harm.form != Form::Unhurt {
                let behind = joined.to.max(harm.to);
                let inside = self.groups.get(group).map_or(behind, |group| group.to);
                self.parts(
                    harm,
                    inside.min(behind),
                    next.min(behind + MOST_BRIDGE),
                    found,
                );
            }
        }
    }

    fn any(&self, classes: Classes) -> bool {
        (self.from..self.end).any(|at| self.reading.has(at, classes))
    }

    /// Whether a word of a class stands anywhere but in the harm itself.
    fn beside(&self, harm: &Harm, classes: Classes) -> bool {
        (self.from..self.end)
            .filter(|at| !(harm.from..harm.to).contains(at))
            .any(|at| self.reading.has(at, classes))
    }

    fn mark_used(&mut self, group: usize) {
        if let Some(used) = self.used.get_mut(group) {
            *used = true;
        }
    }

    fn is_used(&self, group: usize) -> bool {
        self.used.get(group).copied().unwrap_or(true)
    }

    fn free(&self) -> impl DoubleEndedIterator<Item = (usize, &Group)> {
        self.groups
            .iter()
            .enumerate()
            .filter(|(number, _)| !self.is_used(*number))
    }

    /// Parts of a total, and what «and» adds to them: «including three children», «, among them two officers».
    fn parts(&mut self, harm: &Harm, from: usize, to: usize, found: &mut Vec<Candidate>) {
        let reading = self.reading;
        let mut end_of_last = None;
        for number in 0..self.groups.len() {
            let Some(group) = self.groups.get(number) else {
                return;
            };
            let them = group.to == group.from + 1 && reading.is(group.from, &["them", "whom"]);
            if self.is_used(number) || them || group.from < from || group.from >= to {
                continue;
            }
            let (start, behind) = (group.from, group.to);
            let lead = start.saturating_sub(1);
            let including = reading.is(lead, &["including"]);
            let among = reading
                .follows(start.saturating_sub(2), &["among", "them"])
                .is_some_and(|behind| behind == start);
            let joins = reading.is(lead, &["and", ","])
                && end_of_last.is_some_and(|end: usize| end + 2 >= start);
            let counted =
                group.kind == Kind::Counted || group.kind == Kind::Single && group.people.is_some();
            // «eight of them seriously», «three of them children»
            let of_them = reading.is(behind - 1, &["them", "whom"]) && group.count.is_some();
            let gravely = reading.is(behind, &GRAVE_ADVERBS)
                && !reading.has(behind + 1, HARM)
                && group.count.is_some();
            let who = of_them.then(|| self.who_they_are(behind)).flatten();
            let own_verb = who.is_none() && reading.has(behind, HARM.and(Classes::AUXILIARY));
            let apart = reading.is(lead, &[",", "and", "—", "–", "("]);
            let part =
                counted && (including || among || joins) || apart && (gravely || who.is_some());
            if own_verb || !part {
                return;
            }
            let behind = who.map_or(behind + usize::from(gravely), |(_, to)| to);
            if let Some(group) = self.groups.get_mut(number)
                && who.is_some()
            {
                group.people = who;
            }
            let joined = Joined {
                rule: "casualty.part",
                from: start - usize::from(including) - 2 * usize::from(among),
                to: behind,
                group: Some(number),
            };
            end_of_last = Some(behind);
            found.push(self.candidate(harm, &joined));
            self.mark_used(number);
        }
    }

    /// «three of them children», «four of whom were women»: the words that say who.
    fn who_they_are(&self, from: usize) -> Option<Words> {
        let reading = self.reading;
        let be = usize::from(reading.is(from, &["were", "was", "are", "is"]));
        let (_, group) = self
            .free()
            .find(|(_, group)| group.from >= from + be && group.from <= from + be + 1)?;
        group.people.filter(|_| group.count.is_none())
    }

    /// «30,000 people are killed every year», «a rate of»: no event.
    fn is_rate(&self, harm: &Harm) -> bool {
        let reading = self.reading;
        let to = (harm.to + MOST_BRIDGE).min(self.end);
        let from = harm.from.saturating_sub(MOST_BRIDGE).max(self.from);
        let rates = [
            "annually",
            "yearly",
            "rate",
            "rates",
            "likelihood",
            "probability",
            "average",
        ];
        let counted = Classes::PEOPLE.and(Classes::KILLED).and(Classes::HARM_NOUN);
        (from..to).any(|at| {
            let period = reading.is(at + 1, &PERIODS);
            let each = reading.is(at, &["every", "each", "per"]) && period;
            let a_year =
                reading.is(at, &["a"]) && period && at > from && reading.has(at - 1, counted);
            let share = reading.is(at, &["percent", "%"]) && harm.from.abs_diff(at) < 5;
            let one_in_two = reading.has(at, Classes::NUMBER)
                && reading.is(at + 1, &["in"])
                && reading.has(at + 2, Classes::NUMBER)
                && !reading.has(at + 3, Classes::UNIT);
            each || a_year || share || one_in_two || reading.is(at, &rates)
        })
    }

    fn join(&self, harm: &Harm, floor: usize, ceiling: usize) -> Option<Joined> {
        match harm.form {
            Form::Passive => self.subject(harm, harm.chain, floor, "casualty.passive"),
            Form::Died => self.subject(harm, harm.chain, floor, "casualty.died"),
            Form::Past => self
                .object(harm, ceiling)
                .or_else(|| self.adjoining(harm, floor)),
            Form::Present => self
                .object(harm, ceiling)
                .filter(|joined| self.is_counted(joined)),
            Form::Gerund => self.object(harm, ceiling),
            Form::State => self.adjoining(harm, floor).or_else(|| {
                self.subject(harm, harm.chain, floor, "casualty.passive")
                    .filter(|_| harm.chain < harm.from)
            }),
            Form::Lives => self.lives(harm, ceiling),
            Form::Unhurt => Some(self.unhurt(harm, floor)),
            Form::Noun => self.nominal(harm, floor, ceiling),
            Form::Toll => self.toll(harm),
        }
    }

    fn is_counted(&self, joined: &Joined) -> bool {
        joined
            .group
            .and_then(|group| self.groups.get(group))
            .is_some_and(|group| group.count.is_some())
    }

    /// The people before the verb: «two soldiers in the car were killed».
    fn subject(
        &self,
        harm: &Harm,
        chain: usize,
        floor: usize,
        rule: &'static str,
    ) -> Option<Joined> {
        let reading = self.reading;
        let mut best: Option<(usize, &Group)> = None;
        // «the friends of those who died»
        let relative = chain > 0 && reading.is(chain - 1, &["who", "that", "whom"]);
        let before = self
            .free()
            .rev()
            .filter(|(_, group)| group.to <= chain && group.from >= floor.min(chain));
        for (number, group) in before {
            let far = group.to + MOST_BRIDGE < chain || !self.bridges(group.to, chain);
            if far || group.to != chain && self.counts_things(group) {
                break;
            }
            let first = group.from == self.from;
            let comma = !first && reading.is(group.from.saturating_sub(1), &[",", "and"]);
            // «Medics treated six people and a man was flown out»
            let object = best.is_some()
                && reading
                    .before(group.from)
                    .is_some_and(|word| word.text.ends_with("ed") && !word.is_capital());
            if !first && (!relative && self.hangs(group) || object) {
                continue;
            }
            // «40 pupils fainted and six were taken away»
            let verb_between = best.is_some_and(|(_, nearer)| {
                (group.to..nearer.from).any(|at| {
                    reading.has(at, Classes::AUXILIARY.and(HARM))
                        || reading
                            .word(at)
                            .is_some_and(|word| word.text.ends_with("ed"))
                })
            });
            if verb_between {
                break;
            }
            if best.is_none() || group.count.is_some() && !comma {
                best = Some((number, group));
            }
            if !comma || relative {
                break;
            }
        }
        let (number, group) = best?;
        Some(Joined {
            rule: rule_for(group, rule),
            from: group.from,
            to: harm.to,
            group: Some(number),
        })
    }

    /// Whether a group belongs to the words before it: «the car of two men», «, including a nurse».
    fn hangs(&self, group: &Group) -> bool {
        let reading = self.reading;
        let clause = ["after", "since", "before", "as", "until", "while", "when"];
        reading.before(group.from).is_some_and(|word| {
            let opens_clause = clause.iter().any(|text| word.is(text));
            word.has(Classes::PREPOSITION) && !opens_clause
                || ["including", "mostly", "them"]
                    .iter()
                    .any(|text| word.is(text))
        })
    }

    /// «30,000 emails»: a count alone whose noun the lists don't know.
    fn counts_things(&self, group: &Group) -> bool {
        let reading = self.reading;
        let ends_phrase = CLOSED
            .and(HARM)
            .and(Classes::ADVERB)
            .and(Classes::CALENDAR)
            .and(Classes::DETERMINER);
        let more = ["more", "others", "other"];
        group.kind == Kind::Bare
            && !reading.is(group.to - 1, &more)
            && !reading.is(group.to, &more)
            && reading.word(group.to).is_some_and(|word| {
                word.is_word()
                    && !word.has(ends_phrase)
                    && !word.text.ends_with("ly")
                    && !reading.is(group.to, &OTHER_HARMS)
            })
    }

    /// Whether people at one end can be the subject of a verb at the other.
    fn bridges(&self, from: usize, to: usize) -> bool {
        let reading = self.reading;
        let verbs = Classes::AUXILIARY.and(Classes::MODAL).and(Classes::SAY);
        // «people who were inside the building were killed» keeps its own verb.
        let breaks = |at: usize| {
            reading
                .word(at)
                .is_none_or(|word| word.has(verbs) && !word.has(Classes::CALENDAR))
                || reading.is(at, &ENDS_CLAUSE)
                || reading.is(at, &["that"]) && at + 1 != to
                || reading.is(at, &["of"]) && from == at
        };
        if (from..to).any(breaks) {
            return false;
        }
        let commas = (from..to).filter(|at| reading.is(*at, &[","])).count();
        let last = to.saturating_sub(1);
        commas % 2 == 0
            || reading.is(last, &["who", "whom", "that"])
            || commas == 1 && reading.is(last, &[","])
    }

    /// The people behind the verb: «killed at least 12 people».
    fn object(&self, harm: &Harm, ceiling: usize) -> Option<Joined> {
        let start = harm.to;
        let (number, group) = self.free().find(|(_, group)| group.from >= start)?;
        let article = self.reading.is(
            start,
            &["the", "an", "a", "all", "his", "her", "their", "its"],
        );
        let adjacent = group.from == start || group.from == start + 1 && article;
        let nobody = group.kind == Kind::Nobody;
        let year =
            group.kind == Kind::Bare && group.count.as_ref().is_some_and(|count| count.year_like);
        if !adjacent || group.from >= ceiling || nobody || year || self.is_no_victim(harm, group) {
            return None;
        }
        let more = usize::from(
            self.reading
                .is(group.to, &["more", "others", "wounded", "injured"]),
        );
        Some(Joined {
            rule: "casualty.active",
            from: harm.from,
            to: harm.reach.max(group.to + more),
            group: Some(number),
        })
    }

    /// «killed two birds», «shooting victims», «shot himself in the foot».
    fn is_no_victim(&self, harm: &Harm, group: &Group) -> bool {
        let reading = self.reading;
        let compound = harm.form == Form::Gerund
            && group.kind == Kind::Plural
            && group.from == harm.to
            && !reading.is(group.from, &["them", "those"]);
        let shoots = reading.is(harm.from, &["shot", "shooting"]);
        let long_shot = reading.is(harm.from.saturating_sub(1), &["long"]);
        let heading = harm.form == Form::Gerund
            && !reading.is_headline
            && harm.from > self.from
            && reading.word(harm.from).is_some_and(Word::is_capital);
        self.counts_things(group)
            || compound
            || long_shot
            || heading
            || shoots && reading.is(group.from, &["himself", "herself"])
    }

    /// «14 wounded», «left five dead», «three people killed in the fire».
    fn adjoining(&self, harm: &Harm, floor: usize) -> Option<Joined> {
        let reading = self.reading;
        let (number, group) = self
            .free()
            .rev()
            .find(|(_, group)| group.to <= harm.from && group.from >= floor.min(harm.from))?;
        let adjacent = harm.from <= group.to + 2
            && (group.to..harm.from).all(|at| reading.is(at, &BETWEEN_COUNT_AND_HARM));
        let sound = match group.kind {
            Kind::Counted | Kind::Bare | Kind::Nobody => true,
            Kind::Plural => group.people.is_some() || reading.is(group.from, &["those"]),
            Kind::Single | Kind::Named => {
                // «…, and his passenger injured»
                let joins = floor > self.from
                    && group.from > self.from
                    && reading.is(group.from - 1, &["and", ","]);
                group.people.is_some() && (joins || reading.is(harm.from, &["dead", "missing"]))
            }
        };
        let noun = group.kind == Kind::Bare && reading.is(harm.from, &["shot"]);
        // «Senators killed the bill»
        let closed = CLOSED.and(Classes::CALENDAR).and(Classes::ADVERB);
        let takes_object = harm.form == Form::Past
            && reading
                .word(harm.to)
                .is_some_and(|next| harm.to < self.end && next.is_word() && !next.has(closed));
        (adjacent && sound && !noun && !takes_object).then_some(Joined {
            rule: rule_for(group, "casualty.elliptic"),
            from: group.from,
            to: harm.to,
            group: Some(number),
        })
    }

    /// «claimed more than 200 lives», «took the lives of 12 people».
    fn lives(&self, harm: &Harm, ceiling: usize) -> Option<Joined> {
        let reading = self.reading;
        let reach = ceiling.max(harm.to + 1).min(harm.to + 4);
        let (number, group) = self
            .free()
            .find(|(_, group)| group.from >= harm.to && group.from < reach)?;
        let (_, end) = group.people?;
        if !reading.is(end - 1, &["lives", "life"]) {
            return None;
        }
        let joined = |number: usize, to: usize| Joined {
            rule: "casualty.active",
            from: harm.from,
            to,
            group: Some(number),
        };
        if group.count.is_some() {
            return Some(joined(number, group.to));
        }
        let of = reading.is(group.to, &["of"]);
        let behind = group.to + 1..group.to + 3;
        let (number, whose) = self
            .free()
            .find(|(_, other)| of && behind.contains(&other.from))?;
        Some(joined(number, whose.to))
    }

    /// «escaped unhurt», «without injuries», «no casualties».
    fn unhurt(&self, harm: &Harm, floor: usize) -> Joined {
        self.subject(harm, harm.from, floor, "casualty.none")
            .unwrap_or(Joined {
                rule: "casualty.none",
                from: harm.from,
                to: harm.to,
                group: None,
            })
    }

    /// «the deaths of two climbers», «43 deaths».
    fn nominal(&self, harm: &Harm, floor: usize, ceiling: usize) -> Option<Joined> {
        let reading = self.reading;
        let noun = harm.from;
        if reading.is(harm.to, &["of"]) {
            let determined = noun > self.from && reading.has(noun - 1, Classes::DETERMINER);
            let behind = harm.to + 1..harm.to + 3;
            let (number, group) = self
                .free()
                .find(|(_, group)| behind.contains(&group.from))?;
            let nobody_named = group.kind == Kind::Plural && group.people.is_none();
            let sound = group.from < ceiling && !nobody_named && group.kind != Kind::Nobody;
            return sound.then_some(Joined {
                rule: "casualty.nominal",
                from: noun - usize::from(determined),
                to: group.to,
                group: Some(number),
            });
        }
        // The groups hold «43» where «deaths» is no noun for people.
        let (number, group) = self
            .free()
            .rev()
            .find(|(_, group)| group.to <= noun && group.from >= floor.min(noun))?;
        let closed = Classes::AUXILIARY
            .and(Classes::CONJUNCTION)
            .and(Classes::PREPOSITION);
        let modifies = |at: usize| {
            reading
                .word(at)
                .is_some_and(|word: &Word<'_>| word.is_word() && !word.has(closed))
        };
        let near = noun - group.to <= 2 && (group.to..noun).all(modifies);
        (group.kind == Kind::Bare && near).then_some(Joined {
            rule: "casualty.nominal",
            from: group.from,
            to: harm.to,
            group: Some(number),
        })
    }

    /// «a death toll of 43», «the toll rose to 43».
    fn toll(&self, harm: &Harm) -> Option<Joined> {
        let reading = self.reading;
        let mut behind = self.free().filter(|(_, group)| group.from >= harm.to);
        let (mut number, mut group) = behind.next()?;
        // «down from 310 to 287»
        let was =
            reading.is(group.from.saturating_sub(1), &["from"]) && reading.is(group.to, &["to"]);
        if was
            && let Some((next, other)) = behind.next()
            && other.from == group.to + 1
        {
            (number, group) = (next, other);
        }
        let between = harm.to..group.from;
        let leads = between.clone().any(|at| reading.is(at, &LEADS_TO_FIGURE));
        // «The toll could rise to 10»
        let expected = ["expected", "likely", "feared", "set", "if"];
        let ahead = between.clone().any(|at| {
            reading.is(at, &expected)
                || reading.has(at, Classes::MODAL)
                    && !reading.word(at).is_some_and(Word::is_capital)
                || reading.has(at, Classes::SAY)
        });
        let near = !ahead && between.len() <= MOST_TO_FIGURE;
        let determined = harm.from > self.from && reading.has(harm.from - 1, Classes::DETERMINER);
        (near && leads && group.count.is_some()).then_some(Joined {
            rule: "casualty.toll",
            from: harm.from - usize::from(determined),
            to: group.to,
            group: Some(number),
        })
    }

    /// Whether people came to harm and no figure of speech, game or ordinary death is meant.
    fn is_plain(&self, harm: &Harm, joined: &Joined) -> bool {
        let reading = self.reading;
        let Some(group) = joined.group.and_then(|number| self.groups.get(number)) else {
            return !self.any(Classes::SPORT);
        };
        if group.kind == Kind::Nobody || harm.form == Form::Unhurt {
            return !self.any(Classes::SPORT);
        }
        let event = || self.beside(harm, Classes::HARM_EVENT);
        let one = matches!(group.kind, Kind::Single | Kind::Named);
        let few = one || group.kind == Kind::Plural;
        let hurt_by = reading.is(harm.from, &["hurt", "wound", "wounded"])
            && reading.is(harm.to, &["by"])
            && few;
        let game = harm.is("injured") && self.any(Classes::SPORT);
        if (hurt_by || game) && !event() {
            return false;
        }
        if harm.is("detained") && !harm.hostage {
            return self.is_mass_arrest(harm, group);
        }
        let needs_event = ["affect", "strand"]
            .contains(&reading.word(harm.from).map_or("", |word| word.entry.lemma));
        if needs_event && (!event() || few) {
            return false;
        }
        if reading.is(harm.from, &["lost", "losing"]) && harm.form == Form::Past {
            let we = (self.from..harm.from).any(|at| reading.is(at, &["we", "i"]));
            let fallen = [
                "men",
                "soldiers",
                "troops",
                "fighters",
                "civilians",
                "marines",
                "servicemen",
            ];
            let soldiers = group
                .people
                .is_some_and(|(_, to)| reading.is(to - 1, &fallen));
            let sure = we || soldiers || event();
            return group.count.is_some() && sure && !self.any(Classes::SPORT);
        }
        if few
            && harm.is("injured")
            && (self.from..self.end).any(|at| reading.is(at, &FIGURATIVE_LOSSES))
        {
            return false;
        }
        if harm.form == Form::Toll && harm.is("affected") && !event() {
            return false;
        }
        // One who fled to Spain was not driven out of his home.
        if reading.is(harm.from, &["fled"]) && harm.to == harm.from + 1 {
            return group.count.is_some() && !one && group.kind == Kind::Counted;
        }
        let thousand_deaths = harm.form == Form::Noun
            && group.from > self.from
            && reading.has(group.from - 1, Classes::DIED);
        if thousand_deaths {
            return false;
        }
        let figurative = ["hurt", "hurts", "hurting", "lost", "displaced", "missing"];
        if few && reading.is(harm.from, &figurative) && !event() {
            return false;
        }
        let ordinary = harm.form == Form::Died || harm.form == Form::Noun && harm.soft;
        if ordinary && one {
            let illness = (self.from..self.end).any(|at| reading.is(at, &ORDINARY_DEATHS));
            return event() && !illness;
        }
        let unnamed = group.kind == Kind::Plural && group.people.is_none();
        if unnamed && !reading.is(group.from, &["those"]) {
            return harm.form == Form::Passive || event();
        }
        true
    }

    /// One arrest is no mass arrest, and «captured 12 seats» none at all.
    fn is_mass_arrest(&self, harm: &Harm, group: &Group) -> bool {
        let several = group
            .count
            .as_ref()
            .is_some_and(|count| count.is_several() || count.max.is_none());
        let people = group.people.is_some()
            || harm.form != Form::Past
            || self.beside(harm, Classes::HARM_EVENT);
        several && people && !self.any(Classes::SPORT)
    }
}

fn rule_for(group: &Group, rule: &'static str) -> &'static str {
    if group.kind == Kind::Nobody {
        "casualty.none"
    } else {
        rule
    }
}

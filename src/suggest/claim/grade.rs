//! The grade of a stretch: whether it can be checked at all, whether that is worth it, and of which kind it is.
//!
//! In come a stretch with its signs; out comes a verdict, or none for what is no factual claim. What each sign adds
//! stands in `weights.txt`, and the reason names the signs that decided.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::suggest::claim::signs::{Found, Sign};
use crate::suggest::claim::stretch::{Stretch, Told};
use crate::suggest::lexicon::{Classes, lists};
use crate::suggest::reading::Reading;
use crate::suggest::source::Words;

/// Shorter ones are calls and answers.
const LEAST_WORDS: usize = 4;

/// In longer ones signs gather by chance.
const LONG: usize = 36;

/// The reason names so many signs.
const MOST_NAMED: usize = 3;

struct Weight {
    points: f64,
    most: usize,
    name: &'static str,
}

static WEIGHTS: LazyLock<HashMap<&'static str, Weight>> = LazyLock::new(|| {
    include_str!("weights.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.splitn(4, ' ');
            let sign = fields.next()?;
            let weight = Weight {
                points: fields.next()?.parse().ok()?,
                most: fields.next()?.parse().ok()?,
                name: fields.next()?,
            };
            Some((sign, weight))
        })
        .collect()
});

/// What a stretch amounts to.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    pub(super) rule: &'static str,
    pub(super) claim_type: &'static str,
    /// Whether it is worth checking.
    pub(super) worth: bool,
    /// 0 to 1.
    pub(super) priority: f64,
    pub(super) reason: String,
}

/// What is known of a stretch beside its words.
pub(super) struct Context<'a> {
    /// Its sentence ends in a question or an exclamation mark, or in no stop at all.
    pub(super) stop: Stop,
    /// The lemma of the verb that brings it in, or the verb itself; else empty.
    pub(super) cue: &'a str,
    /// Words that count for nothing: commitments, names.
    pub(super) mute: &'a [Words],
    /// Whether some of these lie in it: then it takes more to be a claim beside.
    pub(super) binds: bool,
    /// Words that count people who came to harm.
    pub(super) casualty: Option<Words>,
}

/// How a sentence ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Full,
    Question,
    Exclamation,
    None,
}

/// The verdict on a stretch; none if it is no factual claim.
pub(super) fn grade(
    reading: &Reading<'_>,
    stretch: &Stretch<'_>,
    context: &Context<'_>,
    found: &mut Vec<Found>,
) -> Option<Verdict> {
    let words: usize = stretch.pieces.iter().map(|(from, to)| to - from).sum();
    let (first, _) = *stretch.pieces.first()?;
    let unfit = context.stop == Stop::Question
        || is_question_or_joke(context.cue)
        || words < LEAST_WORDS
        || reading.is(first, &["what", "such"]) && reading.is(first + 1, &["a", "an"])
        || is_order(reading, first, stretch);
    if unfit {
        return None;
    }
    let muted = |(from, to): Words| {
        context
            .mute
            .iter()
            .any(|mute| mute.0 <= from && to <= mute.1)
    };
    found.retain(|sign| !muted(sign.words));
    let speaks = first_person(reading, stretch);
    oblige(reading, stretch, speaks, found);
    let has = |sign: Sign| found.iter().any(|found| found.sign == sign);
    if has(Sign::Wish) || has(Sign::Hyperbole) || has(Sign::Silence) {
        return None;
    }
    // What stands behind «should» and «urged» is asked for.
    let wanted = |sign: Sign| {
        let place = found.iter().find(|found| found.sign == sign);
        place.map(|found| found.words.0)
    };
    let law = wanted(Sign::Law).unwrap_or(usize::MAX);
    let should = wanted(Sign::Should).filter(|should| law > *should);
    let cut = should.into_iter().chain(wanted(Sign::Advice)).min();
    if let Some(cut) = cut {
        found.retain(|sign| sign.words.1 <= cut);
    }
    let ahead = ahead(reading, stretch, context, found);
    if ahead == Ahead::Intended {
        return None;
    }
    if ahead != Ahead::Foretold {
        found.retain(|sign| sign.sign != Sign::Forecast);
    }
    let evidence = Evidence::new(found, stretch, context);
    let worth = evidence.points >= evidence.least
        && (ahead != Ahead::Foretold
            || evidence.is_hard()
            || evidence.has_figure()
            || evidence.has(Sign::Duration));
    let unproven = cut.is_some() || context.binds;
    if unproven && !(worth && evidence.is_hard())
        || evidence.has(Sign::Opinion) && !evidence.is_strong()
        || context.stop == Stop::Exclamation && !worth
        || context.stop == Stop::None && !worth
    {
        return None;
    }
    // What somebody says without a sign of anything is talk.
    let talk = found.iter().all(|found| {
        matches!(
            found.sign,
            Sign::Routine
                | Sign::Forecast
                | Sign::Public
                | Sign::Negation
                | Sign::Superlative
                | Sign::Reason
                | Sign::Opinion
        )
    });
    let bare = !found
        .iter()
        .any(|found| matches!(found.sign, Sign::Public | Sign::Negation));
    let past = stretch
        .pieces
        .iter()
        .any(|(from, to)| (*from..*to).any(|at| is_past(reading, at)));
    let personal = is_personal(&evidence, stretch.told, speaks, past);
    if stretch.told == Told::Quoted
        && talk
        && !worth
        && (bare || !past)
        && !personal
        && context.casualty.is_none()
    {
        return None;
    }
    if speaks == Speaks::OfMe && !personal && !worth {
        return None;
    }
    let (claim_type, rule) = if personal {
        ("personal_experience", "claim.experience")
    } else {
        kind(&evidence, ahead)
    };
    // A reason alone is an explanation; a matter of the public alone is talk unless it tells what happened.
    let thin = rule == "claim.cause"
        && !evidence.has(Sign::Cause)
        && !evidence.any(&[Sign::Change, Sign::Comparison, Sign::Record])
        && !evidence.has_figure()
        || rule == "claim.fact" && !past;
    let worth = worth && !personal && !thin;
    let rule = if worth || personal {
        rule
    } else {
        "claim.routine"
    };
    Some(Verdict {
        rule,
        claim_type,
        worth,
        priority: priority(worth, evidence.points),
        reason: evidence.reason(reading, worth, rule),
    })
}

/// «asked», «joked».
fn is_question_or_joke(cue: &str) -> bool {
    ["ask", "wonder", "inquire", "question"].contains(&cue)
        || cue.starts_with("jok")
        || cue.starts_with("quip")
}

/// Who speaks of whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speaks {
    /// Of others, or (`true`) of oneself among others.
    Of(bool),
    /// «I», «my» is whom the sentence is about.
    OfMe,
    /// «We», «our» is.
    OfUs,
}

/// Whether the sentence is about whoever says it.
fn first_person(reading: &Reading<'_>, stretch: &Stretch<'_>) -> Speaks {
    if stretch.told == Told::Reported {
        return Speaks::Of(false);
    }
    let Some((from, to)) = stretch.pieces.first().copied() else {
        return Speaks::Of(false);
    };
    let stem = |at: usize| {
        let text = reading.word(at).map_or("", |word| word.text);
        text.split(['\'', '’']).next().unwrap_or(text)
    };
    let any = |words: &[&str], range: std::ops::Range<usize>| {
        range
            .into_iter()
            .any(|at| words.iter().any(|word| stem(at).eq_ignore_ascii_case(word)))
    };
    // The subject stands among the first words.
    let near = from..to.min(from + 5);
    if any(&["I", "my"], near.clone()) {
        Speaks::OfMe
    } else if any(&["we", "our"], near) {
        Speaks::OfUs
    } else {
        Speaks::Of(any(&["I", "me", "my", "us", "we"], from..to))
    }
}

/// «must», «have to»: a rule for people, or what somebody thinks ought to be.
fn oblige(reading: &Reading<'_>, stretch: &Stretch<'_>, speaks: Speaks, found: &mut [Found]) {
    let figures = found
        .iter()
        .any(|found| matches!(found.sign, Sign::Duration | Sign::Money | Sign::Count));
    let rule = speaks == Speaks::Of(false) && (stretch.told != Told::Quoted || figures);
    // «Voters must», «landlords will have to»: people of a kind.
    let of_many = |at: usize| {
        let skipped = |at: usize| reading.is(at, &["will", "would", "now", "also"]);
        let before = (at.saturating_sub(2)..at)
            .rev()
            .find(|at| !skipped(*at))
            .and_then(|at| reading.word(at));
        before.is_some_and(|word| {
            word.text.ends_with('s') && !word.has(Classes::PRONOUN) && word.text.len() > 3
        })
    };
    for sign in found.iter_mut().filter(|found| found.sign == Sign::Should) {
        let (at, end) = sign.words;
        let binds = reading.is(at, &["must", "have", "has", "need", "needs"]);
        let exhorts = reading.is(end, &lists::EXHORTS);
        let binds = binds && of_many(at) && (figures || reading.is(at, &["must"]));
        if binds && rule && !exhorts {
            sign.sign = Sign::Law;
        }
    }
}

/// «Call the police», «Do not give them», «Drink at least».
fn is_order(reading: &Reading<'_>, first: usize, stretch: &Stretch<'_>) -> bool {
    if !reading.has(first, Classes::IMPERATIVE) || stretch.told == Told::Reported {
        return false;
    }
    if reading.is(
        first,
        &[
            "don't", "don’t", "let's", "let’s", "never", "suppose", "imagine",
        ],
    ) {
        return !reading.is(first, &["never"]) || !reading.has(first + 1, Classes::AUXILIARY);
    }
    let opens = reading
        .word(first)
        .is_some_and(|word| word.is_capital() || reading.inner_sentence(first).0 == first);
    let object = Classes::DETERMINER
        .and(Classes::PRONOUN)
        .and(Classes::PREPOSITION)
        .and(Classes::ADVERB)
        .and(Classes::NUMBER)
        .and(Classes::VAGUE);
    let next = reading.word(first + 1);
    let follows = next.is_some_and(|word| {
        word.has(object)
            || !word.is_word()
            || word.text.ends_with("ing")
            || word.is_capital()
            || [
                "not", "to", "me", "him", "them", "us", "up", "off", "out", "more", "less",
                "yourself", "and", "people",
            ]
            .iter()
            .any(|known| word.is(known))
    });
    let owned = reading.word(first).is_some_and(|word| word.possessive);
    opens && follows && !owned && !reading.has(first + 1, Classes::AUXILIARY)
}

/// The signs of a stretch, weighed.
struct Evidence<'s> {
    found: &'s [Found],
    casualty: Option<Words>,
    attributed: bool,
    points: f64,
    least: f64,
}

impl<'s> Evidence<'s> {
    fn new(found: &'s [Found], stretch: &Stretch<'_>, context: &Context<'_>) -> Evidence<'s> {
        let words: usize = stretch.pieces.iter().map(|(from, to)| to - from).sum();
        let attributed = stretch.said.is_some();
        let mut points = 0.0;
        let any = |signs: &[Sign]| found.iter().any(|found| signs.contains(&found.sign));
        for (name, sign) in Sign::ALL {
            let times = found.iter().filter(|found| found.sign == *sign).count();
            points += weighed(name, times);
        }
        // «It grew nervous», «the rise of the right»: a change of nothing that is counted.
        let counted = any(&[
            Sign::Share,
            Sign::Money,
            Sign::Large,
            Sign::Count,
            Sign::Public,
            Sign::Record,
        ]);
        if any(&[Sign::Change]) && !counted {
            points -= 1.0;
        }
        points += weighed("attributed", usize::from(attributed));
        points += weighed("casualty", usize::from(context.casualty.is_some()));
        if context.cue == "deny" {
            points += weighed("denial", 1);
        }
        Evidence {
            found,
            casualty: context.casualty,
            attributed,
            points,
            least: weighed("least", 1) + if words > LONG { 1.0 } else { 0.0 },
        }
    }

    fn has(&self, sign: Sign) -> bool {
        self.found.iter().any(|found| found.sign == sign)
    }

    fn any(&self, signs: &[Sign]) -> bool {
        signs.iter().any(|sign| self.has(*sign))
    }

    /// A figure of the public, or what was made of figures.
    fn is_big(&self) -> bool {
        self.any(&[
            Sign::Share,
            Sign::Money,
            Sign::Large,
            Sign::Record,
            Sign::Comparison,
        ]) || self.has(Sign::Change) && self.has_figure()
    }

    fn has_figure(&self) -> bool {
        self.any(&[Sign::Share, Sign::Money, Sign::Large, Sign::Count])
    }

    /// More than that somebody said it of a public matter.
    fn is_hard(&self) -> bool {
        self.casualty.is_some()
            || self.any(&[
                Sign::Share,
                Sign::Change,
                Sign::Cause,
                Sign::Law,
                Sign::Position,
                Sign::Accusation,
                Sign::Comparison,
                Sign::Record,
            ])
    }

    /// Facts that stay facts beside a word of judgement.
    fn is_strong(&self) -> bool {
        self.any(&[Sign::Law, Sign::Position])
            || self.casualty.is_some()
            || self.has(Sign::Cause) && (self.has(Sign::Public) || self.has_figure())
            || self.any(&[Sign::Change, Sign::Comparison]) && self.has_figure()
            || self.has(Sign::Share) && self.any(&[Sign::Since, Sign::Public])
    }

    fn reason(&self, reading: &Reading<'_>, worth: bool, rule: &str) -> String {
        let mut named: Vec<(&Found, &Weight)> = self
            .found
            .iter()
            .filter_map(|found| {
                let (name, _) = Sign::ALL.iter().find(|(_, sign)| *sign == found.sign)?;
                Some((found, WEIGHTS.get(name)?))
            })
            .filter(|(_, weight)| {
                if worth {
                    weight.points > 0.0
                } else {
                    weight.points != 0.0
                }
            })
            .collect();
        // The weightiest first, of those that decided.
        named.sort_by(|(_, one), (_, other)| {
            let order = other.points.total_cmp(&one.points);
            if worth { order } else { order.reverse() }
        });
        named.dedup_by_key(|(found, _)| found.sign);
        let mut reason = String::new();
        if self.casualty.is_some() {
            reason.push_str("It counts people who came to harm");
        }
        for (found, weight) in named.iter().take(MOST_NAMED) {
            let (from, to) = found.words;
            let joint = if reason.is_empty() { "" } else { ", " };
            let _ = write!(
                reason,
                "{joint}«{}» {}",
                reading.text(from, to),
                weight.name
            );
        }
        let end = match (worth, rule, reason.is_empty()) {
            (true, _, true) => "It states a public fact: worth checking.",
            (true, _, false) => ": worth checking.",
            (false, "claim.experience", _) => {
                reason.clear();
                "What somebody has gone through themselves: a fact, but one that is hard to check."
            }
            (false, _, true) => "It can be checked, but nothing in it makes that worth while.",
            (false, _, false) => ": it can be checked, but is routine.",
        };
        reason.push_str(end);
        if worth && self.attributed {
            reason.push_str(" A source is named.");
        }
        reason
    }
}

/// What a sign that was found so many times adds.
fn weighed(name: &str, times: usize) -> f64 {
    let Some(weight) = WEIGHTS.get(name) else {
        return 0.0;
    };
    #[expect(clippy::cast_precision_loss, reason = "at most a handful")]
    let times = times.min(weight.most) as f64;
    weight.points * times
}

/// Which of those worth checking come first: all of them before the rest, then by weight; in hundredths.
fn priority(worth: bool, points: f64) -> f64 {
    let (base, least, most) = if worth {
        (0.4, 0.5, 0.98)
    } else {
        (0.2, 0.05, 0.45)
    };
    let value: f64 = (base + points * 0.05).clamp(least, most);
    (value * 100.0).round() / 100.0
}

/// Whether the speaker tells what they have gone through, and nothing that anybody could look up.
fn is_personal(evidence: &Evidence<'_>, told: Told, speaks: Speaks, past: bool) -> bool {
    let public = evidence.is_big() || evidence.any(&[Sign::Position, Sign::Law, Sign::Accusation]);
    let lived = evidence.has(Sign::Experience);
    let own = match speaks {
        Speaks::OfMe => {
            lived || past && evidence.any(&[Sign::Count, Sign::Duration, Sign::Public, Sign::Life])
        }
        Speaks::OfUs => lived,
        Speaks::Of(_) => false,
    };
    own && !public && told != Told::Reported
}

/// Full Fact's type, and the rule that names it.
fn kind(evidence: &Evidence<'_>, ahead: Ahead) -> (&'static str, &'static str) {
    let big = evidence.is_big();
    let harmed = evidence.casualty.is_some();
    let counted = harmed
        || big
        || evidence.any(&[
            Sign::Count,
            Sign::Duration,
            Sign::Change,
            Sign::Score,
            Sign::Superlative,
        ]) && !evidence.has(Sign::Life);
    let weighty = evidence.points >= evidence.least;
    if evidence.has(Sign::Law) {
        ("laws_rules", "claim.law")
    } else if ahead == Ahead::Foretold && (weighty || !evidence.any(&[Sign::Routine, Sign::Time])) {
        ("prediction", "claim.prediction")
    } else if evidence.any(&[Sign::Cause, Sign::Reason]) {
        ("correlation_causation", "claim.cause")
    } else if evidence.has(Sign::Position) {
        ("other", "claim.position")
    } else if counted && (big || harmed || !evidence.has(Sign::Accusation)) {
        let rule = if evidence.any(&[Sign::Record, Sign::Comparison]) {
            "claim.comparison"
        } else if evidence.has(Sign::Change) {
            "claim.change"
        } else {
            "claim.figure"
        };
        ("quantity", rule)
    } else if evidence.any(&[Sign::Accusation, Sign::Denial, Sign::Negation]) {
        ("other", "claim.accusation")
    } else {
        ("other", "claim.fact")
    }
}

/// Whether a sentence says what is going to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ahead {
    /// It tells what is or was.
    No,
    /// It foretells.
    Foretold,
    /// Somebody means to do it: «I will», «they would vote».
    Intended,
}

/// What a sentence's words for the future say.
fn ahead(
    reading: &Reading<'_>,
    stretch: &Stretch<'_>,
    context: &Context<'_>,
    found: &[Found],
) -> Ahead {
    let Some(word) = found.iter().find(|found| found.sign == Sign::Forecast) else {
        return Ahead::No;
    };
    let (at, end) = word.words;
    let from = stretch.pieces.first().map_or(at, |(from, _)| *from);
    let before = |words: &[&str]| at > from && reading.is(at - 1, words);
    let figures = found.iter().any(|found| {
        matches!(
            found.sign,
            Sign::Share | Sign::Money | Sign::Large | Sign::Count
        )
    });
    let mine = before(&["i", "i'm", "i’m"]) || reading.is(at, &["i'll", "i’ll"]);
    let theirs = stretch.told == Told::Reported
        && before(&["he", "she", "they", "we", "it"])
        && context.cue != "warn";
    if (mine || theirs && !figures) && end == at + 1 {
        return Ahead::Intended;
    }
    // «A report that has found that it may»: the main clause is not about the future.
    let tells = (from..at).any(|at| {
        reading.is(
            at,
            &[
                "has", "have", "had", "was", "were", "is", "are", "did", "found",
            ],
        ) || is_past(reading, at)
    });
    // «It would have cost»: that never came.
    let unreal = reading.is(end, &["have"]) && reading.is(at, &["would", "could", "might"]);
    let would = unreal || reading.is(at, &["would"]) && stretch.told != Told::Reported && !figures;
    if tells || would {
        Ahead::No
    } else {
        Ahead::Foretold
    }
}

/// «was», «had», «closed».
fn is_past(reading: &Reading<'_>, at: usize) -> bool {
    reading.is(at, &["was", "were", "had", "did"])
        || reading.word(at).is_some_and(|word| {
            let participle =
                at > 0 && reading.has(at - 1, Classes::DETERMINER.and(Classes::PREPOSITION));
            word.text.ends_with("ed") && word.text.len() > 4 && !word.is_capital() && !participle
        })
}

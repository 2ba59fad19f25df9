//! The signs in a sentence that it can be checked, or that nothing can check it: figures, and words of the lexicon.
//!
//! In comes a stretch of words; out come the signs in it, in order. What they make of the sentence is for `grade` to say.
//! One pass: no sign is looked for further than a few words ahead.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::suggest::claim::figures::figure;
use crate::suggest::lexicon::{CLAIM_SIGNS, Classes, lists, phrase_forms};
use crate::suggest::reading::Reading;
use crate::suggest::source::Words;

/// What a word or a figure is a sign of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sign {
    /// A wrong or a hidden deed.
    Accusation,
    /// People are asked to do something.
    Advice,
    /// One thing makes or goes with another.
    Cause,
    /// A figure's rise or fall.
    Change,
    /// One figure held against another.
    Comparison,
    /// That a thing never was.
    Denial,
    /// That a thing is not so.
    Negation,
    /// A reason, or what bears on what.
    Reason,
    /// What is the most, with nothing that says among which: «her biggest concern».
    Superlative,
    /// What people go through themselves.
    Experience,
    /// What is going to be.
    Forecast,
    /// A saying, an exaggeration.
    Hyperbole,
    /// What the law is.
    Law,
    /// Birth, schools, marriages, offices.
    Life,
    /// Judgement and feeling.
    Opinion,
    /// A vote, a stand.
    Position,
    /// A matter of the public.
    Public,
    /// The most, the first, the only.
    Record,
    /// Procedure, scene, timetable.
    Routine,
    /// What ought to be.
    Should,
    /// Nothing was said.
    Silence,
    /// Hope, thanks, greeting.
    Wish,
    /// «11 per cent», «one in four».
    Share,
    /// «$3 million».
    Money,
    /// «only 12», «fewer than 300»: the figure is said to be small or great.
    Bound,
    /// «12 flats».
    Count,
    /// «3,400 nurses», «two million».
    Large,
    /// «two hours».
    Duration,
    /// «since 1871».
    Since,
    /// «3-1».
    Score,
    /// «10am», «14 May».
    Time,
}

impl Sign {
    /// The name in `weights.txt` and in the lexicon's list.
    pub(super) const ALL: &'static [(&'static str, Sign)] = &[
        ("accusation", Sign::Accusation),
        ("advice", Sign::Advice),
        ("bound", Sign::Bound),
        ("cause", Sign::Cause),
        ("change", Sign::Change),
        ("comparison", Sign::Comparison),
        ("count", Sign::Count),
        ("denial", Sign::Denial),
        ("duration", Sign::Duration),
        ("experience", Sign::Experience),
        ("forecast", Sign::Forecast),
        ("hyperbole", Sign::Hyperbole),
        ("large", Sign::Large),
        ("law", Sign::Law),
        ("life", Sign::Life),
        ("money", Sign::Money),
        ("negation", Sign::Negation),
        ("opinion", Sign::Opinion),
        ("position", Sign::Position),
        ("public", Sign::Public),
        ("reason", Sign::Reason),
        ("record", Sign::Record),
        ("routine", Sign::Routine),
        ("score", Sign::Score),
        ("share", Sign::Share),
        ("should", Sign::Should),
        ("silence", Sign::Silence),
        ("since", Sign::Since),
        ("superlative", Sign::Superlative),
        ("time", Sign::Time),
        ("wish", Sign::Wish),
    ];

    fn named(name: &str) -> Option<Sign> {
        let found = Sign::ALL.iter().find(|(known, _)| *known == name);
        found.map(|(_, sign)| *sign)
    }
}

/// A sign in a stretch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) sign: Sign,
    pub(super) words: Words,
}

/// The phrases that begin with a word, the longest first: the words behind it, and the sign.
type Table = HashMap<&'static str, Vec<(Vec<&'static str>, Sign)>>;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut phrases: Vec<(Vec<&str>, Sign)> = Vec::new();
    for (name, file) in CLAIM_SIGNS {
        if let Some(sign) = Sign::named(name) {
            phrases.extend(phrase_forms(file).map(|form| (form.split(' ').collect(), sign)));
        }
    }
    phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    let mut table = Table::new();
    for (words, sign) in phrases {
        if let Some((first, rest)) = words.split_first() {
            table.entry(first).or_default().push((rest.to_vec(), sign));
        }
    }
    table
});

/// All signs of a stretch, in order.
pub(super) fn signs(reading: &Reading<'_>, (from, to): Words, found: &mut Vec<Found>) {
    let mut at = from;
    // «No government has deported more people.»
    let none = reading.is(from, &["no", "nobody", "nowhere"]);
    let most =
        (from..to.min(from + 12)).find(|at| reading.is(*at, &["more", "fewer", "ever", "before"]));
    found.extend(most.filter(|_| none).map(|most| Found {
        sign: Sign::Comparison,
        words: (from, most + 1),
    }));
    while at < to {
        if let Some((sign, end)) = figure(reading, at, to) {
            if sign.is_some() && is_bound(reading, at) {
                found.push(Found {
                    sign: Sign::Bound,
                    words: (at, end),
                });
            }
            found.extend(sign.map(|sign| Found {
                sign,
                words: (at, end),
            }));
            // «half of», «two-thirds majority»: words that are also in the lists.
            if sign.is_some() || end > at + 1 {
                at = end.max(at + 1);
                continue;
            }
        }
        at = phrase(reading, at, to, found).max(at + 1);
    }
}

/// Whether «only», «fewer than» or the like stands before a figure.
fn is_bound(reading: &Reading<'_>, at: usize) -> bool {
    let than = at >= 2
        && reading.is(at - 1, &["than", "as"])
        && reading.is(at - 2, &["fewer", "less", "few", "little"]);
    than || at >= 1 && reading.is(at - 1, &["only", "just", "barely", "hardly"])
}

/// The longest phrase that begins at a word, under all its signs; where the next may begin.
fn phrase(reading: &Reading<'_>, at: usize, to: usize, found: &mut Vec<Found>) -> usize {
    let Some(word) = reading.word(at).filter(|word| word.is_word()) else {
        return at + 1;
    };
    let lower;
    let key = if word.text.bytes().any(|byte| !byte.is_ascii_lowercase()) {
        if word.text.len() > LONGEST {
            return at + 1;
        }
        lower = word.text.to_lowercase();
        lower.as_str()
    } else {
        word.text
    };
    let Some(phrases) = TABLE.get(key) else {
        if is_comparative(reading, at, to) {
            found.push(Found {
                sign: Sign::Comparison,
                words: (at, at + 1),
            });
        }
        return at + 1;
    };
    let mut longest = None;
    for (rest, sign) in phrases {
        if longest.is_some_and(|longest| rest.len() < longest) {
            break;
        }
        let end = at + 1 + rest.len();
        if end <= to && reading.follows(at + 1, rest).is_some() && stands(reading, at, *sign) {
            longest = Some(rest.len());
            let sign = match sign {
                Sign::Record if !has_scope(reading, end, to) => Sign::Superlative,
                sign => *sign,
            };
            found.push(Found {
                sign,
                words: (at, end),
            });
        }
    }
    at + 1 + longest.unwrap_or(0)
}

/// The longest word that is looked up, in bytes.
const LONGEST: usize = 32;

/// Whether a word that is in a list stands for what the list means.
fn stands(reading: &Reading<'_>, at: usize, sign: Sign) -> bool {
    let Some(word) = reading.word(at) else {
        return false;
    };
    let opens = reading.inner_sentence(at).0 == at
        || reading.before(at).is_some_and(|word| !word.is_word());
    let determined = at > 0 && reading.has(at - 1, Classes::DETERMINER)
        || reading.before(at).is_some_and(|word| {
            word.possessive
                || ["his", "her", "their", "its", "my", "our"]
                    .iter()
                    .any(|text| word.is(text))
        });
    match sign {
        // «May 3», «Will Hall», «her will».
        Sign::Forecast => {
            let not = reading.is(at + 1, &["not", "have", "be"]) && word.is("could");
            (!word.is_capital() || opens) && !determined && !not
        }
        // «Great Britain», «Good Friday».
        Sign::Opinion => !word.is_capital() || opens || word.text == "I",
        Sign::Wish => opens || word.text == "I" || word.is("god"),
        // «the illegal trade», «a ban»: nobody says there what the law is.
        Sign::Law
            if ["illegal", "unlawful", "mandatory", "compulsory"]
                .iter()
                .any(|known| word.is(known)) =>
        {
            reading.is(
                at.saturating_sub(1),
                &["is", "are", "was", "were", "be", "not", "remains", "it"],
            ) || reading.is(at + 1, &["to", "for", "under", "in"])
        }
        Sign::Law
            if word.is("ban") || word.is("prohibit") || word.is("forbid") || word.is("outlaw") =>
        {
            reading
                .before(at)
                .is_some_and(|word| word.text.ends_with('s') && !word.possessive)
        }
        // «the must-see», «a must».
        Sign::Should => !determined,
        _ => true,
    }
}

/// Whether words behind a superlative say among which: «in Europe», «since the war», «on record».
fn has_scope(reading: &Reading<'_>, end: usize, to: usize) -> bool {
    let itself = end > 0
        && reading.is(
            end - 1,
            &[
                "time",
                "woman",
                "man",
                "record",
                "began",
                "high",
                "low",
                "ever",
                "number",
                "before",
                "since",
                "recorded",
                "unprecedented",
                "to",
                "person",
                "country",
            ],
        );
    itself
        || (end..to.min(end + 6))
            .any(|at| reading.is(at, &["in", "since", "ever", "on", "at", "among", "for"]))
}

/// «higher than», «more people than», «less than», and no number behind: «more than 40» only says about how many.
fn is_comparative(reading: &Reading<'_>, at: usize, to: usize) -> bool {
    if !reading.is(at, &["than"]) || at + 1 >= to {
        return false;
    }
    let figure = reading.word(at + 1).is_some_and(|word| {
        word.text.starts_with(|c: char| c.is_ascii_digit()) || word.entry.value > 0
    }) || reading.is(at + 1, &["a", "half", "$", "£", "€", "ever", "usual"]);
    let low = at.saturating_sub(5);
    let measured = (low..at).any(|place| {
        let word = reading.word(place);
        word.is_some_and(|word| lists::MEASURED.iter().any(|known| word.is(known)))
    });
    let amounts = (low..at).any(|place| {
        let next = reading.word(place + 1);
        let plural = next.is_some_and(|word| {
            word.text.ends_with('s') && word.text.len() > 3 || word.has(Classes::PEOPLE)
        });
        let several = reading.is(place, &["more", "less", "fewer", "better"]);
        let funded = reading.is(place, &["better", "worse"])
            && next.is_some_and(|word| word.text.ends_with("ed"));
        several && (place + 1 == at && !reading.is(place, &["better"]) || plural) || funded
    });
    !figure && (measured || amounts)
}

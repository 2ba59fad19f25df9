//! Whose words they are: the noun phrase before or behind a verb of speech.
//!
//! In come a reading and the place of a verb; out comes the range of words that names the source, and for such a range the
//! mentions in it, each with its kind and its person. A phrase is found from its edge by what can stand in one; there is no
//! parser, so every walk has a bound that real phrases seldom reach.

use crate::article::Extent;
use crate::suggest::lexicon::Classes;
use crate::suggest::names::{Gender, joined, name_run, role_of};
use crate::suggest::reading::{Reading, Word};

/// The words of a subject, its apposition left aside.
const MOST_WORDS: usize = 16;

/// The words of an apposition between commas.
const MOST_APPOSITION: usize = 30;

/// A range of words, end exclusive.
pub(crate) type Words = (usize, usize);

/// How a source is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MentionKind {
    /// «Ned Price».
    Name,
    /// «he».
    Pronoun,
    /// «the spokesman».
    Nominal,
    /// «the ministry».
    Organization,
}

/// One source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mention {
    /// The words.
    pub(crate) extent: Extent,
    /// How it is mentioned.
    pub(crate) kind: MentionKind,
    /// Several people: «officials», «they».
    pub(crate) collective: bool,
    /// Who it is, when the registry knows.
    pub(crate) person: Option<usize>,
    /// The name of a person or body that the registry doesn't know; else empty.
    pub(crate) name: String,
    /// What the words around it say of them.
    pub(crate) role: String,
    /// Where they say that they belong.
    pub(crate) affiliation: String,
    /// As the words show.
    pub(crate) gender: Gender,
}

/// The subject that ends right before `verb`, not beginning before `floor`. Adverbs and auxiliaries between are skipped;
/// the second number is where they begin.
pub(crate) fn before(reading: &Reading<'_>, verb: usize, floor: usize) -> Option<(Words, usize)> {
    let mut end = verb;
    let skipped = |at: usize| {
        reading.has(at, Classes::ADVERB.and(Classes::AUXILIARY)) && reading.is_outside(at)
    };
    while end > floor && skipped(end - 1) && verb - end < 4 {
        end -= 1;
    }
    let phrase_end = end;
    let last = reading.before(end).filter(|_| end > floor)?;
    if last.pair.is_some() {
        return None;
    }
    // «Trump, however, said»
    if last.text == ","
        && end >= floor + 3
        && reading.has(end - 2, Classes::ADVERB)
        && reading.is(end - 3, &[","])
    {
        return core(reading, end - 3, floor).map(|words| (words, phrase_end));
    }
    if last.text == ")" {
        let open = (end.saturating_sub(8).max(floor)..end)
            .rev()
            .find(|at| reading.is(*at, &["("]))?;
        let (start, _) = core(reading, open, floor)?;
        return Some(((start, end), phrase_end));
    }
    if last.text == "," {
        return apposition(reading, end - 1, floor).map(|words| (words, phrase_end));
    }
    core(reading, end, floor).map(|words| (words, phrase_end))
}

/// «Ann Lee, a spokeswoman for the port,»: from the name to the second comma, which is at `comma`.
fn apposition(reading: &Reading<'_>, comma: usize, floor: usize) -> Option<Words> {
    let lowest = comma.saturating_sub(MOST_APPOSITION).max(floor + 1);
    for at in (lowest..comma.saturating_sub(1)).rev() {
        if !reading.is(at, &[","]) {
            continue;
        }
        let opens = reading.has(
            at + 1,
            Classes::DETERMINER.and(Classes::ROLE).and(Classes::TITLE),
        ) || reading.is(
            at + 1,
            &[
                "who", "which", "former", "now", "whose", "himself", "herself",
            ],
        ) || reading.word(at + 1).is_some_and(|word| word.is_capital());
        let named = reading.before(at).is_some_and(|word| {
            word.is_word() && (word.is_capital() || word.has(Classes::ROLE.and(Classes::BODY)))
        });
        if opens && named {
            let (start, _) = core(reading, at, floor)?;
            return Some((start, comma));
        }
    }
    None
}

/// The noun phrase that ends at `end`.
fn core(reading: &Reading<'_>, end: usize, floor: usize) -> Option<Words> {
    let last = reading
        .before(end)
        .filter(|word| end > floor && word.pair.is_none())?;
    if last.has(Classes::PRONOUN) && !last.is_capital()
        || last.has(Classes::PRONOUN)
            && ["I", "He", "She", "They", "It", "We", "You"].contains(&last.text)
    {
        return Some((end - 1, end));
    }
    if !last.is_word() && last.text != "." {
        return None;
    }
    let mut start = end;
    let lowest = end.saturating_sub(MOST_WORDS).max(floor);
    while start > lowest {
        let at = start - 1;
        let Some(word) = reading.word(at) else { break };
        if word.pair.is_some() {
            break;
        }
        let earlier = reading.before(at).filter(|_| at > lowest);
        let noun_before =
            earlier.is_some_and(|word| word.is_word() && !word.has(CLOSED) && word.pair.is_none());
        let step =
            if word.is_capital() && word.is_word() && !word.has(CLOSED.and(Classes::CALENDAR))
                || is_abbreviating_stop(reading, at)
            {
                true
            } else if word.text == "-" || word.text == "&" || word.text == "%" {
                earlier.is_some()
            } else if word.has(Classes::DETERMINER) {
                // A determiner opens the phrase, unless the phrase hangs on an earlier one: «the head of the union».
                let hangs = earlier.is_some_and(|word| {
                    word.has(Classes::PREPOSITION) && !word.is_capital()
                        || word.has(Classes::DETERMINER)
                        || word.text == "and"
                });
                if !hangs {
                    start = at;
                    break;
                }
                true
            } else if word.has(Classes::PREPOSITION) {
                noun_before
                    || earlier.is_some_and(|word| {
                        word.has(Classes::DETERMINER) && word.is("some")
                            || word.is("all")
                            || word.is("many")
                            || word.is("one")
                    })
            } else if word.is("and") {
                joins_names(reading, at)
            } else if word.has(CLOSED) || word.has(Classes::CALENDAR) || is_verb(reading, at) {
                false
            } else {
                word.is_word() || word.kind == crate::article::TokenKind::Number
            };
        if !step {
            break;
        }
        start = at;
    }
    // «Lee when opening the meeting said»: the meeting is not who speaks.
    let opening = reading.before(start).is_some_and(|word| {
        word.text.ends_with("ing") && !word.is_capital() && word.pair.is_none()
    });
    let circumstance = start >= lowest + 3
        && reading.is(
            start - 2,
            &["when", "while", "after", "before", "upon", "in", "by"],
        );
    if opening && circumstance {
        return core(reading, start - 2, floor);
    }
    let end = cut_circumstance(reading, start, end);
    let start = cut_opening(reading, start, end);
    (start < end).then_some((start, end))
}

/// Words that are never inside a subject, but for those that the walk knows.
const CLOSED: Classes = Classes::AUXILIARY
    .and(Classes::CONJUNCTION)
    .and(Classes::PRONOUN)
    .and(Classes::ADVERB)
    .and(Classes::PREPOSITION)
    .and(Classes::DETERMINER)
    .and(Classes::MODAL);

/// A finite verb as far as the lexicon and the ending show.
fn is_verb(reading: &Reading<'_>, at: usize) -> bool {
    let Some(word) = reading.word(at).filter(|word| !word.is_capital()) else {
        return false;
    };
    let speech = word.has(
        Classes::SAY
            .and(Classes::TELL)
            .and(Classes::THAT)
            .and(Classes::TO)
            .and(Classes::ORDER),
    ) && word.text != word.entry.lemma
        && !word.has(Classes::NOUN_OF_SPEECH);
    let modifies = reading.before(at).is_some_and(|word| {
        word.has(Classes::DETERMINER)
            || word.possessive
            || word.text == ","
            || word.has(Classes::PREPOSITION)
    });
    let past = word.text.ends_with("ed")
        && word.text.len() > 4
        && !modifies
        && !reading.has(at + 1, Classes::ROLE);
    (speech && !modifies) || past
}

/// «Mr.», «J.»
fn is_abbreviating_stop(reading: &Reading<'_>, at: usize) -> bool {
    reading.is(at, &["."])
        && reading.before(at).is_some_and(|word| {
            // «Gen.», but not «the mayor.»
            (word.has(Classes::TITLE) && word.is_capital() && word.text.len() <= 4
                || word.text.chars().count() == 1
                || ["Jr", "Sr", "St", "Inc", "Co", "Corp"].contains(&word.text))
                && reading
                    .word(at)
                    .is_some_and(|stop| stop.extent.start == word.extent.end)
        })
}

/// Whether «and» joins two who speak: both sides end in a name or a noun for people.
fn joins_names(reading: &Reading<'_>, and: usize) -> bool {
    let ends = |word: &Word<'_>| {
        word.is_word()
            && word.pair.is_none()
            && !word.has(CLOSED)
            && (word.is_capital()
                || word.has(Classes::ROLE.and(Classes::PEOPLE).and(Classes::BODY)))
    };
    reading.before(and).is_some_and(ends)
        && reading
            .word(and + 1)
            .is_some_and(|word| ends(word) || word.has(Classes::DETERMINER))
}

/// «Aliyev during latest calls»: what happened when is not who.
fn cut_circumstance(reading: &Reading<'_>, start: usize, end: usize) -> usize {
    (start + 1..end)
        .find(|at| {
            reading.is(
                *at,
                &[
                    "during",
                    "after",
                    "before",
                    "on",
                    "amid",
                    "following",
                    "since",
                    "through",
                    "by",
                    "as",
                    "when",
                    "while",
                ],
            ) && !reading.word(*at).is_some_and(Word::is_capital)
        })
        .unwrap_or(end)
}

/// «But in Paris the minister»: opening words that belong to the sentence.
fn cut_opening(reading: &Reading<'_>, start: usize, end: usize) -> usize {
    let mut start = start;
    while start < end {
        let Some(word) = reading.word(start) else {
            break;
        };
        if word.has(Classes::PREPOSITION) {
            let after = (start + 1..end)
                .find(|at| reading.has(*at, Classes::DETERMINER) || reading.is(*at, &[","]));
            match after {
                Some(at) if at > start + 1 => start = at,
                _ => {
                    return (start + 1..end)
                        .rev()
                        .find(|at| reading.has(*at, Classes::CALENDAR))
                        .map_or(start + 1, |at| at + 1);
                }
            }
        } else if (word.has(Classes::CONJUNCTION.and(Classes::ADVERB))
            && !word.has(Classes::DETERMINER))
            || !word.is_word() && word.kind != crate::article::TokenKind::Number
        {
            start += 1;
        } else {
            break;
        }
    }
    start
}

/// The noun phrase that begins at `at`, with its apposition: «Ned Price, a spokesman for the department».
pub(crate) fn after(reading: &Reading<'_>, at: usize, ceiling: usize) -> Option<Words> {
    let first = reading
        .word(at)
        .filter(|word| at < ceiling && word.pair.is_none())?;
    if first.has(Classes::PRONOUN) {
        return (!first.is("who")).then_some((at, at + 1));
    }
    let opens = first.is_word() && !first.has(CLOSED)
        || first.has(Classes::DETERMINER)
        || first.kind == crate::article::TokenKind::Number;
    if !opens || first.has(Classes::CALENDAR) {
        return None;
    }
    let end = after_core(reading, at, ceiling)?;
    let named = reading
        .before(end)
        .is_some_and(|word| word.is_capital() || word.text == ".");
    let apposed = reading.is(end, &[","])
        && named
        && (reading.has(end + 1, Classes::DETERMINER)
            || reading.is(end + 1, &["who", "former", "whose"])
            || reading.has(end + 1, Classes::ROLE)
            || reading
                .word(end + 1)
                .is_some_and(|word| word.kind == crate::article::TokenKind::Number));
    if !apposed {
        return Some((at, end));
    }
    let limit = (end + MOST_APPOSITION).min(ceiling);
    let stop = (end + 1..limit)
        .find(|at| {
            reading.is(*at, &[",", ";", ":", "(", "--", "—", "–"])
                || reading.word(*at).is_some_and(|word| word.pair.is_some())
                || reading.is(*at, &["."]) && !is_abbreviating_stop(reading, *at)
        })
        .unwrap_or(limit);
    let role = (end + 1..stop).any(|at| reading.has(at, Classes::ROLE) || reading.is(at, &["who"]));
    // «According to Lee, both ministers were late»: a clause, no apposition.
    let relative = reading.is(end + 1, &["who", "whose"]);
    let clause = !relative
        && (end + 1..stop).any(|at| {
            reading.has(at, Classes::AUXILIARY)
                || reading.has(at, Classes::SAY.and(Classes::TELL)) && is_verb(reading, at)
        });
    Some((at, if role && !clause { stop } else { end }))
}

fn after_core(reading: &Reading<'_>, at: usize, ceiling: usize) -> Option<usize> {
    let limit = (at + MOST_WORDS).min(ceiling);
    let mut end = at;
    while end < limit {
        let Some(word) = reading.word(end) else { break };
        if word.pair.is_some() {
            break;
        }
        let after_and = end > at && reading.is(end - 1, &["and", "of", "for", "at", "with", "the"]);
        let step = if word.has(Classes::DETERMINER) {
            end == at
                || after_and
                || reading.has(end - 1, Classes::DETERMINER.and(Classes::PREPOSITION))
        } else if is_abbreviating_stop(reading, end) || word.text == "-" || word.text == "&" {
            true
        } else if word.is("of") {
            end > at
        } else if ["for", "at", "with", "from", "in", "to"]
            .iter()
            .any(|text| word.is(text))
        {
            end > at
                && reading.has(end - 1, Classes::ROLE)
                && (reading.word(end + 1).is_some_and(Word::is_capital)
                    || reading.has(end + 1, Classes::DETERMINER))
                && !reading.has(end + 1, Classes::CALENDAR)
        } else if word.is("and") {
            end > at && joins_names(reading, end)
        } else if word.has(CLOSED.and(Classes::CALENDAR)) {
            false
        } else if word.kind == crate::article::TokenKind::Number {
            end == at
        } else {
            // A name is over where small letters begin: «said Price late on Monday».
            let name_over = end > at
                && !word.is_capital()
                && reading
                    .before(end)
                    .is_some_and(|before| before.is_capital() && !before.possessive)
                && !word.has(Classes::ROLE);
            word.is_word() && !name_over && !is_verb(reading, end)
        };
        if !step {
            break;
        }
        end += 1;
    }
    while end > at
        && reading.before(end).is_some_and(|word| {
            word.has(Classes::PREPOSITION)
                || word.is("and")
                || word.has(Classes::DETERMINER) && end > at + 1
        })
    {
        end -= 1;
    }
    (end > at).then_some(end)
}

/// The mentions in a range of words: one, or one each side of «and».
pub(crate) fn mentions(reading: &Reading<'_>, words: Words) -> Vec<Mention> {
    let (from, to) = words;
    let and = (from + 1..to)
        .find(|at| reading.is(*at, &["and"]) && joins_persons(reading, from, *at, to));
    match and {
        Some(and) => {
            let from = if reading.is(from, &["both"]) {
                from + 1
            } else {
                from
            };
            [(from, and), (and + 1, to)]
                .into_iter()
                .map(|words| mention(reading, words))
                .collect()
        }
        None => vec![mention(reading, words)],
    }
}

/// Whether there is a person's name or role on both sides, so that these are two and not one office.
fn joins_persons(reading: &Reading<'_>, from: usize, and: usize, to: usize) -> bool {
    let commas = (from..to).any(|at| reading.is(at, &[","]));
    let name_ends = |at: usize| {
        reading.word(at).is_some_and(|word| {
            word.is_capital() && !word.has(Classes::ROLE.and(Classes::TITLE).and(Classes::BODY))
        })
    };
    let known = |from: usize, to: usize| {
        (from..to).any(|at| {
            reading
                .words
                .get(at..to)
                .is_some_and(|words| reading.registry.named(reading.article, words).is_some())
        })
    };
    !commas
        && name_ends(and - 1)
        && name_ends(to - 1)
        && (known(from, and) || known(and + 1, to))
        && !(from..and).any(|at| reading.is(at, &["of", "for"]))
}

fn mention(reading: &Reading<'_>, words: Words) -> Mention {
    let (from, to) = words;
    let all = &reading.words;
    let head_end = (from..to)
        .find(|at| reading.is(*at, &[",", "("]))
        .unwrap_or(to);
    // «its secretary, Piet Okafor»: the name tells who it is; else what precedes the apposition.
    let named = name_run(all, head_end + 1).filter(|run| {
        run.to == to
            && all
                .get(run.name..to)
                .is_some_and(|name| reading.registry.named(reading.article, name).is_some())
            && reading.has(head_end.saturating_sub(1), Classes::ROLE)
    });
    let (from, head_end) = match named {
        Some(run) => (run.from, run.to),
        None => (from, head_end),
    };
    let head = all.get(from..head_end).unwrap_or(&[]);
    let extent = reading.extent(words.0, to);
    let mut found = Mention {
        extent,
        kind: MentionKind::Nominal,
        collective: false,
        person: None,
        name: String::new(),
        role: String::new(),
        affiliation: String::new(),
        gender: Gender::Unknown,
    };
    let Some(first) = head.first() else {
        return found;
    };
    if head.len() == 1 && first.has(Classes::PRONOUN) {
        found.kind = MentionKind::Pronoun;
        found.collective = ["they", "we"].iter().any(|word| first.is(word));
        found.gender = if first.is("she") {
            Gender::Female
        } else if first.is("he") {
            Gender::Male
        } else {
            Gender::Unknown
        };
        return found;
    }
    let gender = |class: Classes| {
        head.iter()
            .any(|word| word.has(class) && !word.has(Classes::MALE_NAME.and(Classes::FEMALE_NAME)))
    };
    if gender(Classes::FEMALE) {
        found.gender = Gender::Female;
    } else if gender(Classes::MALE) {
        found.gender = Gender::Male;
    }
    // The name stands last in the head: try its runs from the front.
    let mut starts = (from..head_end)
        .filter_map(|at| name_run(all, at))
        .filter(|run| run.to == head_end);
    let run = starts.next();
    if run.is_none()
        && let Some(person) = (from..head_end).find_map(|at| {
            let words = all.get(at..head_end)?;
            reading.registry.named(reading.article, words)
        })
    {
        found.kind = MentionKind::Name;
        found.person = Some(person);
        return found;
    }
    // «Sarvia's president, Ilse Varga»
    let apposed = name_run(all, head_end + 1).filter(|run| run.to == to);
    if run.is_none()
        && let Some(apposed) = apposed
        && let Some(person) = all
            .get(apposed.name..apposed.to)
            .and_then(|words| reading.registry.named(reading.article, words))
    {
        found.kind = MentionKind::Name;
        found.person = Some(person);
        return found;
    }
    // «Rebels» with the capital of a sentence is no name.
    let plain = head.len() == 1 && first.has(Classes::PEOPLE.and(Classes::ROLE));
    if let Some(run) = run.filter(|_| !plain) {
        let name = all.get(run.name..run.to).unwrap_or(&[]);
        let known = (run.name..run.to).find_map(|at| {
            all.get(at..run.to)
                .and_then(|words| reading.registry.named(reading.article, words))
        });
        let listed = name
            .first()
            .is_some_and(|word| word.has(Classes::MALE_NAME.and(Classes::FEMALE_NAME)));
        let acronym = name.len() == 1 && first.shape == crate::suggest::reading::Shape::Upper;
        found.person = known;
        if known.is_some()
            || listed
            || name.len() >= 2 && !first.has(Classes::DETERMINER)
            || run.name > run.from && !acronym
        {
            found.kind = MentionKind::Name;
            (found.role, found.affiliation) = role_of(reading.article, all, run);
            if known.is_none() {
                found.name = joined(reading.article, name);
            }
            return found;
        }
        found.kind = if first.has(Classes::DETERMINER) || acronym || name.len() > 1 {
            MentionKind::Organization
        } else {
            MentionKind::Name
        };
        found.name = joined(reading.article, name);
        return found;
    }
    let last = head.last().unwrap_or(first);
    let body = head.iter().find(|word| word.has(Classes::BODY));
    let role = head
        .iter()
        .any(|word| word.has(Classes::ROLE) && !word.has(Classes::BODY));
    if body.is_some() && !role {
        found.kind = MentionKind::Organization;
        let skip = usize::from(first.is("the"));
        if head
            .iter()
            .any(|word| word.is_capital() && !word.has(Classes::DETERMINER))
        {
            found.name = joined(reading.article, head.get(skip..).unwrap_or(head));
        }
    } else if last.has(Classes::PLACE)
        && head
            .iter()
            .all(|word| word.is_capital() || word.has(Classes::DETERMINER))
    {
        found.kind = MentionKind::Organization;
        found.name = joined(
            reading.article,
            head.iter()
                .filter(|word| !word.is("the"))
                .copied()
                .collect::<Vec<_>>()
                .as_slice(),
        );
    } else {
        found.collective = last.text.ends_with('s') && !last.text.ends_with("ss")
            || last.is("people")
            || last.is("men")
            || last.is("women")
            || last.is("police");
    }
    found
}

//! Who is named in an article: a first pass over all of it, before any rule runs.
//!
//! In comes the article; out comes a [`Registry`] of persons by their fullest name, with what the text says of them, so that
//! a bare surname finds its person wherever it stands. Names are runs of words with capitals; that a run is a person and
//! no place or body has to be shown by a title, a role, a known given name or a verb of speech. Nothing of the person's
//! annotations is known here.

use std::collections::HashMap;

use crate::article::{Article, ParagraphKind};
use crate::suggest::lexicon::Classes;
use crate::suggest::reading::{Word, words_of};

/// A name has at most so many words; longer runs of capitals are headings.
const MOST_NAME_WORDS: usize = 5;

/// A registered name has at most so many words, stops and hyphens.
const MOST_ASKED: usize = 4 * MOST_NAME_WORDS;

/// The body before a role has at most so many words: «the Ministry of Transport’s».
const MOST_BODY_WORDS: usize = 12;

/// Whether a person is known to be a woman or a man.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Gender {
    /// The article doesn't show it.
    #[default]
    Unknown,
    /// «Mrs.», «spokeswoman», a given name mostly of women.
    Female,
    /// «Mr.», «chairman», a given name mostly of men.
    Male,
}

/// A person of the article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Person {
    /// The fullest name: «Richard Kauzlarich».
    pub(crate) name: String,
    /// «ambassador»; may be empty.
    pub(crate) role: String,
    /// «State Department»; may be empty.
    pub(crate) affiliation: String,
    /// As far as the article shows.
    pub(crate) gender: Gender,
}

/// The persons of an article, numbered in the order in which their fullest names come.
#[derive(Clone, Debug, Default)]
pub(crate) struct Registry {
    people: Vec<Person>,
    by_name: HashMap<String, usize>,
    /// By surname and by any later part of a name: the first person who has it.
    by_last: HashMap<String, usize>,
}

/// A name as it stands: the indexes of its words, without title and role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameRun {
    /// The first word of the run, titles and roles included.
    pub(crate) from: usize,
    /// The first word of the name itself.
    pub(crate) name: usize,
    /// Behind the last word.
    pub(crate) to: usize,
}

impl Registry {
    /// Gathers the persons of an article.
    pub(crate) fn new(article: &Article) -> Registry {
        let mut registry = Registry::default();
        let mut bare = Vec::new();
        for (number, paragraph) in article.paragraphs().iter().enumerate() {
            if paragraph.kind != ParagraphKind::Body {
                continue;
            }
            let words = words_of(article, number);
            let mut at = 0;
            while at < words.len() {
                let Some(run) = name_run(&words, at) else {
                    at += 1;
                    continue;
                };
                at = run.to.max(at + 1);
                registry.note(article, &words, run, &mut bare);
            }
        }
        for (name, role, gender) in bare {
            if !registry.by_last.contains_key(&name) {
                registry.add(Person {
                    name,
                    role,
                    affiliation: String::new(),
                    gender,
                });
            } else {
                registry.learn(&name, &role, gender);
            }
        }
        registry
    }

    /// Takes a run that is surely a person; a single name behind a title waits in `bare` for a fuller one.
    fn note(
        &mut self,
        article: &Article,
        words: &[Word<'_>],
        run: NameRun,
        bare: &mut Vec<(String, String, Gender)>,
    ) {
        let Some(name_words) = words.get(run.name..run.to) else {
            return;
        };
        let titles = words.get(run.from..run.name).unwrap_or(&[]);
        let given = name_words
            .first()
            .map_or(Gender::Unknown, |word| gender_of_name(*word));
        let title = titles
            .iter()
            .map(|word| gender_of_word(*word))
            .find(|gender| *gender != Gender::Unknown);
        let gender = title.unwrap_or(given);
        let titled = titles
            .iter()
            .any(|word| word.has(Classes::TITLE.and(Classes::ROLE)));
        let next = words.get(run.to);
        let speaks =
            next.is_some_and(|word| word.has(Classes::SAY.and(Classes::TELL)) || word.is("who"));
        let described = next.is_some_and(|word| word.text == ",")
            && words
                .get(run.to + 1..(run.to + 8).min(words.len()))
                .is_some_and(|after| {
                    after.first().is_some_and(|word| {
                        word.has(Classes::DETERMINER) || word.is("who") || word.has(Classes::ROLE)
                    }) && after
                        .iter()
                        .any(|word| word.is("who") || word.has(Classes::ROLE))
                });
        let introduced = introduction(words, run).is_some();
        let name = joined(article, name_words);
        let role = role_of(article, words, run);
        // «United Nations»: a body speaks too.
        let body = name_words
            .last()
            .is_some_and(|word| word.has(Classes::BODY));
        let (speaks, described) = (speaks && !body, described && !body);
        if name_words.len() >= 2 {
            if titled || given != Gender::Unknown || speaks || described || introduced {
                let number = self.by_name.get(&name).copied().unwrap_or_else(|| {
                    self.add(Person {
                        name,
                        ..Person::default()
                    })
                });
                if let Some(person) = self.people.get_mut(number) {
                    if person.role.is_empty() {
                        (person.role, person.affiliation) = role;
                    }
                    if person.gender == Gender::Unknown {
                        person.gender = gender;
                    }
                }
            }
        } else if titled {
            bare.push((name, role.0, gender));
        }
    }

    fn add(&mut self, person: Person) -> usize {
        let number = self.people.len();
        self.by_name.insert(person.name.clone(), number);
        let mut rest = person.name.as_str();
        while let Some((_, last)) = rest.split_once(' ') {
            self.by_last.entry(last.to_owned()).or_insert(number);
            rest = last;
        }
        self.by_last.entry(person.name.clone()).or_insert(number);
        self.people.push(person);
        number
    }

    fn learn(&mut self, name: &str, role: &str, gender: Gender) {
        if let Some(person) = self
            .by_last
            .get(name)
            .and_then(|number| self.people.get_mut(*number))
        {
            if person.role.is_empty() && !role.is_empty() {
                role.clone_into(&mut person.role);
            }
            if person.gender == Gender::Unknown {
                person.gender = gender;
            }
        }
    }

    /// A person by number.
    pub(crate) fn person(&self, number: usize) -> Option<&Person> {
        self.people.get(number)
    }

    /// The person of a full name, a surname, or a name whose later part is known.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let exact = self.by_name.get(name).or_else(|| self.by_last.get(name));
        exact.copied().or_else(|| {
            let (_, last) = name.rsplit_once(' ')?;
            let number = *self.by_last.get(last)?;
            // «Karl Mayhew» is not «Rosa Mayhew»; «Secretary Dunmore» is «Edwin Dunmore».
            let known = self.people.get(number)?;
            (!known.name.contains(' ')).then_some(number)
        })
    }

    /// The person that the words name, if they do.
    pub(crate) fn named(&self, article: &Article, words: &[Word<'_>]) -> Option<usize> {
        // Nobody has a longer one, and whoever asks may hold a page of words.
        let possible = words.len() <= MOST_ASKED;
        possible.then(|| self.find(&joined(article, words)))?
    }
}

/// The words of a name with single spaces, without «'s».
pub(crate) fn joined(article: &Article, words: &[Word<'_>]) -> String {
    let mut name = String::new();
    for word in words {
        if !name.is_empty() && word.text != "." && word.text != "-" {
            name.push(' ');
        }
        let text = article.slice(word.extent);
        let text = if word.possessive {
            text.get(
                ..text.len()
                    - text
                        .chars()
                        .rev()
                        .take(2)
                        .map(char::len_utf8)
                        .sum::<usize>(),
            )
            .unwrap_or(text)
        } else {
            text
        };
        name.push_str(text);
    }
    name
}

/// The name that begins at a word, with the titles and roles before it.
pub(crate) fn name_run(words: &[Word<'_>], at: usize) -> Option<NameRun> {
    let first = words.get(at)?;
    if !starts_name(first) {
        return None;
    }
    let mut to = at;
    let mut name = at;
    while let Some(word) = words.get(to) {
        let continues = starts_name(word)
            || (to > at && is_particle(word) && words.get(to + 1).is_some_and(starts_name));
        if !continues || to - at > MOST_NAME_WORDS + 5 {
            break;
        }
        // «Washington. Price»: a stop ends the run, unless it abbreviates a title or an initial.
        let abbreviates = words
            .get(to + 1)
            .is_some_and(|stop| stop.text == "." && stop.extent.start == word.extent.end)
            && (word.has(Classes::TITLE) && word.text.len() <= 5 || word.text.chars().count() == 1)
            && words.get(to + 2).is_some_and(starts_name);
        let breaks = word.possessive;
        to += if abbreviates { 2 } else { 1 };
        let describes = word.has(
            Classes::TITLE
                .and(Classes::ROLE)
                .and(Classes::BODY)
                .and(Classes::PLACE),
        ) && words.get(to).is_some_and(starts_name);
        if describes || breaks && words.get(to).is_some_and(starts_name) {
            name = to;
        }
    }
    let last = words.get(to.checked_sub(1)?)?;
    let whole = words.get(name..to)?;
    let is_name = !whole.is_empty()
        && whole.len() <= MOST_NAME_WORDS
        && !last.has(
            Classes::BODY
                .and(Classes::CALENDAR)
                .and(Classes::ROLE)
                .and(Classes::TITLE),
        )
        && !whole
            .iter()
            .any(|word| word.has(Classes::BODY.and(Classes::CALENDAR).and(Classes::PLACE)));
    is_name.then_some(NameRun { from: at, name, to })
}

/// Whether the word can stand in a name: it has a capital and is no word of the grammar.
fn starts_name(word: &Word<'_>) -> bool {
    let grammar = Classes::PRONOUN
        .and(Classes::DETERMINER)
        .and(Classes::PREPOSITION)
        .and(Classes::CONJUNCTION)
        .and(Classes::ADVERB)
        .and(Classes::AUXILIARY)
        .and(Classes::CALENDAR);
    let name = Classes::MALE_NAME.and(Classes::FEMALE_NAME);
    word.is_word()
        && word.is_capital()
        && (!word.has(grammar) || (word.has(name) && !word.is("will") && !word.is("may")))
}

/// «de», «van», «al-»: parts of names in lower case.
fn is_particle(word: &Word<'_>) -> bool {
    [
        "de", "van", "von", "der", "den", "bin", "ben", "al", "el", "di", "da", "dos", "du", "la",
        "le", "ibn", "ter",
    ]
    .contains(&word.text)
}

fn gender_of_word(word: Word<'_>) -> Gender {
    if word.has(Classes::FEMALE) {
        Gender::Female
    } else if word.has(Classes::MALE) {
        Gender::Male
    } else {
        Gender::Unknown
    }
}

fn gender_of_name(word: Word<'_>) -> Gender {
    match (word.has(Classes::FEMALE_NAME), word.has(Classes::MALE_NAME)) {
        (true, false) => Gender::Female,
        (false, true) => Gender::Male,
        _ => Gender::Unknown,
    }
}

/// «its secretary, Piet Okafor»: the words of the role that stands right before a name's comma, its owner left out.
fn introduction(words: &[Word<'_>], run: NameRun) -> Option<(usize, usize)> {
    let comma = run.from.checked_sub(1)?;
    let role = comma.checked_sub(1)?;
    let is_role = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| word.has(Classes::ROLE) && !word.possessive)
    };
    if words.get(comma).is_none_or(|word| word.text != ",") || !is_role(role) {
        return None;
    }
    let mut from = role;
    while from.checked_sub(1).is_some_and(is_role) {
        from -= 1;
    }
    // Without an owner it is a list: «the mayor, Piet Okafor and the nurse».
    let owned = words.get(from.checked_sub(1)?).is_some_and(|word| {
        word.possessive
            || ["its", "his", "her", "their", "our", "my"]
                .iter()
                .any(|owner| word.is(owner))
    });
    owned.then_some((from, comma))
}

/// Role and affiliation: from the words before the name, else from what follows behind a comma.
pub(crate) fn role_of(article: &Article, words: &[Word<'_>], run: NameRun) -> (String, String) {
    let text = |from: usize, to: usize| match (
        words.get(from),
        to.checked_sub(1).and_then(|last| words.get(last)),
    ) {
        (Some(first), Some(last)) if from < to => article.slice(crate::article::Extent {
            start: first.extent.start,
            end: last.extent.end,
        }),
        _ => "",
    };
    let grammar = Classes::DETERMINER
        .and(Classes::CONJUNCTION)
        .and(Classes::PRONOUN)
        .and(Classes::AUXILIARY)
        .and(Classes::ADVERB);
    // «U.S. Secretary of State Edwin Dunmore», «State Department's Spokesperson Karl Mayhew»: back over capitals and «of».
    let mut from = run.name;
    while from > 0 && run.name - from < 10 {
        let Some(word) = words.get(from - 1) else {
            break;
        };
        let stop_of_title = word.text == "."
            && from >= 2
            && words
                .get(from - 2)
                .is_some_and(|title| title.has(Classes::TITLE) || title.text.chars().count() == 1);
        let joins = ["of", "for", "and", "the"].contains(&word.text)
            && from >= 2
            && words.get(from - 2).is_some_and(|before| {
                before.is_capital()
                    && before.has(Classes::ROLE.and(Classes::TITLE).and(Classes::BODY))
            });
        let capital = word.is_word()
            && word.is_capital()
            && !word.has(grammar.and(Classes::CALENDAR).and(Classes::PREPOSITION));
        let role = word.is_word() && !word.is_capital() && word.has(Classes::ROLE);
        if !(capital || joins || stop_of_title || role) {
            break;
        }
        from -= 1;
    }
    let before = words.get(from..run.name).unwrap_or(&[]);
    if before.iter().any(|word| word.has(Classes::ROLE)) {
        let owner = before
            .iter()
            .rposition(|word| word.possessive)
            .map(|at| from + at);
        if let Some(owner) = owner {
            let body = joined(article, words.get(from..=owner).unwrap_or(&[]));
            return (text(owner + 1, run.name).to_owned(), body);
        }
        let body = before
            .iter()
            .rposition(|word| word.has(Classes::BODY) && !word.has(Classes::ROLE))
            .map(|at| from + at);
        if let Some(body) = body.filter(|body| body + 1 < run.name) {
            return (
                text(body + 1, run.name).to_owned(),
                text(from, body + 1).to_owned(),
            );
        }
        // «U.S. Secretary of State»
        let state = before
            .iter()
            .take_while(|word| word.has(Classes::PLACE) && !word.has(Classes::ROLE))
            .count();
        let rest = text(from + state, run.name).to_owned();
        return (rest, text(from, from + state).to_owned());
    }
    if let Some((role, comma)) = introduction(words, run) {
        let owner = words
            .get(role.saturating_sub(1))
            .filter(|word| word.possessive);
        let body = (0..role)
            .rev()
            .take(MOST_BODY_WORDS)
            .take_while(|at| {
                words.get(*at).is_some_and(|word| {
                    word.is_word() && !word.has(Classes::DETERMINER.and(Classes::PREPOSITION))
                })
            })
            .last()
            .filter(|_| owner.is_some())
            .map(|from| joined(article, words.get(from..role).unwrap_or(&[])));
        return (text(role, comma).to_owned(), body.unwrap_or_default());
    }
    // «, a spokesman for the ministry,», «, who served as ambassador to …»
    if words.get(run.to).is_none_or(|word| word.text != ",") {
        return (String::new(), String::new());
    }
    let mut at = run.to + 1;
    let serves = words.get(at).is_some_and(|word| word.is("who"))
        && words.get(at + 2).is_some_and(|word| word.is("as"));
    if serves {
        at += 3;
    } else if !words
        .get(at)
        .is_some_and(|word| word.has(Classes::DETERMINER.and(Classes::ROLE)) || word.is("former"))
    {
        return (String::new(), String::new());
    }
    if words
        .get(at)
        .is_some_and(|word| word.has(Classes::DETERMINER))
    {
        at += 1;
    }
    let end = (at + 16).min(words.len());
    let stop = (at..end)
        .find(|index| {
            words.get(*index).is_some_and(|word| {
                !word.is_word() && word.text != "-" && word.text != "."
                    || word.is("who")
                    || word.has(Classes::SAY) && !word.is_capital()
            })
        })
        .unwrap_or(end);
    let stop = stop.min(end);
    let Some(role) = (at..stop).find(|index| {
        words
            .get(*index)
            .is_some_and(|word| word.has(Classes::ROLE))
    }) else {
        return (String::new(), String::new());
    };
    // «Jane Roe's ambassador to the port»: whose is not where.
    let at = (at..role)
        .rev()
        .find(|index| words.get(*index).is_some_and(|word| word.possessive))
        .map_or(at, |owner| owner + 1);
    if words.get(role + 1).is_some_and(|word| word.is("to")) {
        return (text(at, stop).to_owned(), String::new());
    }
    let joins = words
        .get(role + 1)
        .is_some_and(|word| ["for", "of", "at", "with", "from", "in"].contains(&word.text));
    let last_stop = words.get(stop - 1).is_some_and(|word| word.text == ".");
    let stop = if last_stop { stop - 1 } else { stop };
    if joins && role + 2 < stop {
        let skip = usize::from(words.get(role + 2).is_some_and(|word| word.is("the")));
        return (
            text(at, role + 1).to_owned(),
            text(role + 2 + skip, stop).to_owned(),
        );
    }
    (text(at, stop.min(role + 1)).to_owned(), String::new())
}

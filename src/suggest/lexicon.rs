//! The words that the rules look for, read from `lexicon/*.txt` into one table.
//!
//! A file holds one class of words: an entry a line in lower case, a lemma, maybe its forms or its value behind a colon; `#`
//! opens the comment that names the source. One lookup a token answers for all classes at once. What a class means in a
//! sentence is for the rules to say.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(u64);

impl Classes {
    /// Whether it shares a class with the other.
    pub(crate) fn any(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// All classes of both.
    pub(crate) const fn and(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }
}

/// What the table knows of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The classes that it is in.
    pub(crate) classes: Classes,
    /// The form that a dictionary has, for verbs; else empty.
    pub(crate) lemma: &'static str,
    /// The value of a number word; else nought.
    pub(crate) value: u32,
}

macro_rules! classes {
    ($($name:ident = $file:literal;)*) => {
        #[expect(
            non_camel_case_types,
            clippy::upper_case_acronyms,
            reason = "the constants made of these names are written like constants"
        )]
        #[repr(u8)]
        enum Bit { $($name),* }
        impl Classes {
            $(#[doc = concat!("The words of `", $file, ".txt`.")] pub(crate) const $name: Classes = Classes(1 << Bit::$name as u8);)*
        }
        const FILES: &[(&str, Classes, &str)] = &[$(($file, Classes::$name, include_str!(concat!("lexicon/", $file, ".txt")))),*];
    };
}

classes! {
    SAY = "say";
    TELL = "tell";
    THAT = "that";
    TO = "to";
    ORDER = "order";
    CALL = "call";
    BELIEF = "belief";
    EMOTION = "emotion";
    INQUIRY = "inquiry";
    NOUN_OF_SPEECH = "nouns_of_speech";
    ADDRESSEE = "addressees";
    PRONOUN = "pronouns";
    DETERMINER = "determiners";
    AUXILIARY = "auxiliaries";
    MODAL = "modals";
    ADVERB = "adverbs";
    PREPOSITION = "prepositions";
    TEMPORAL = "temporal";
    CONJUNCTION = "conjunctions";
    ROLE = "roles";
    TITLE = "titles";
    FEMALE = "female";
    MALE = "male";
    FEMALE_NAME = "female_names";
    MALE_NAME = "male_names";
    BODY = "bodies";
    PLACE = "places";
    CALENDAR = "calendar";
    NUMBER = "numbers";
    VAGUE = "vague_counts";
    PEOPLE = "people";
    KILLED = "killed";
    DIED = "died";
    AFFECTED = "affected";
    INJURED = "injured";
    MISSING = "missing";
    DISPLACED = "displaced";
    DETAINED = "detained";
    HARM_NOUN = "harm_nouns";
    HARM_EVENT = "harm_events";
    SPORT = "sport";
    UNREAL = "unreal";
    ANIMAL = "animals";
    UNIT = "units";
    COMMISSIVE = "commissive";
    COMMISSIVE_NOUN = "commissive_nouns";
    READY = "ready";
    DEED = "deeds";
    FURTHER_DEED = "further_deeds";
    HOSTILE = "hostile";
    SPEECH_DEED = "speech_deeds";
    DEADLINE = "until";
    IMPERATIVE = "claim_imperatives";
    CONDITION = "conditions";
    VICTIM = "victims";
    PLACE_NOUN = "place_nouns";
    TO_PLACE = "place_prepositions";
    AGENT = "agents";
    THING = "things";
    NO_DEED = "no_deeds";
    HARM_OPENER = "harm_openers";
}

macro_rules! lists {
    ($($name:ident = $file:literal;)*) => {
        /// Lists of one rule's own words, each looked through at few places.
        pub(crate) mod lists {
            use std::sync::LazyLock;
            $(#[doc = concat!("The words of `", $file, ".txt`.")] pub(crate) static $name: LazyLock<Vec<&'static str>> =
                LazyLock::new(|| super::lines(include_str!(concat!("lexicon/", $file, ".txt"))).map(|(word, _)| word).collect());)*
        }
    };
}

lists! {
    ADDING_UP = "adding_up";
    AGREED_THINGS = "agreed_things";
    BEFORE_INFINITIVE = "before_infinitive";
    BEING = "being";
    BENEFITING = "benefiting";
    BETWEEN_COUNT_AND_HARM = "between_count_and_harm";
    BETWEEN_NO_AND_HARM = "between_no_and_harm";
    BODIES_FOUND = "bodies_found";
    BROKEN_PROMISES = "broken_promises";
    CALLS_TO = "calls_to";
    CAPTIVITY = "captivity";
    CLAUSE_BREAKS = "clause_breaks";
    CLAUSE_GOES_ON = "clause_goes_on";
    CONDITIONS_IN_HOSPITAL = "conditions_in_hospital";
    DEADLY_VERBS = "deadly_verbs";
    DEAD_THINGS = "dead_things";
    ENDS_CLAUSE = "ends_clause";
    FIGURATIVE_LOSSES = "figurative_losses";
    GIVING = "giving";
    GRAVE_ADVERBS = "grave_adverbs";
    HOLIDAYS = "holidays";
    HOMES = "homes";
    INJURIES = "injuries";
    LABELS_OF_DIGITS = "labels_of_digits";
    LEADS_TO_FIGURE = "leads_to_figure";
    LIKE_AUXILIARIES = "like_auxiliaries";
    LOST_PEOPLE = "lost_people";
    MEASURED = "claim_measured";
    MONEY = "claim_money";
    CURRENCIES = "claim_currencies";
    EXHORTS = "claim_exhorts";
    SPANS_OF_TIME = "claim_spans_of_time";
    MEDICS = "medics";
    NO_EVENT_BEFORE_GERUND = "no_event_before_gerund";
    NO_PEOPLE = "no_people";
    NO_PROMISES = "no_promises";
    OFFERED = "offered";
    OF_THINGS = "of_things";
    ORDINALS = "ordinals";
    ORDINARY_DEATHS = "ordinary_deaths";
    OTHERS_CLAUSES = "others_clauses";
    OTHER_HARMS = "other_harms";
    PASSIVE = "passive";
    PEOPLE_ENDINGS = "people_endings";
    PERIODS = "periods";
    PLURALS = "plurals";
    REPORTING_VERBS = "reporting_verbs";
    SAID_TO_HAVE = "said_to_have";
    SCARED_TO_DEATH = "scared_to_death";
    SUPPOSING = "supposing";
    SUSTAINING = "sustaining";
    TAKEN_TO_HOSPITAL = "taken_to_hospital";
    THREATENED_THINGS = "threatened_things";
    TIME_EVENTS = "time_events";
    TIME_UNITS = "time_units";
    TOLD_THINGS = "told_things";
    TOLL_VERBS = "toll_verbs";
    TURNED_DOWN = "turned_down";
    UNDERTAKEN = "undertaken";
    WITHIN_TIMES = "within_times";
}

static TABLE: LazyLock<HashMap<&'static str, Entry>> = LazyLock::new(|| {
    let mut table: HashMap<&'static str, Entry> = HashMap::new();
    for (_, class, file) in FILES {
        for (lemma, rest) in lines(file) {
            let number = rest.trim().parse::<u32>();
            let forms = if number.is_ok() { "" } else { rest };
            for form in std::iter::once(lemma).chain(forms.split_whitespace()) {
                let entry = table.entry(form).or_default();
                entry.classes = entry.classes.and(*class);
                if !forms.is_empty() {
                    entry.lemma = lemma;
                }
                entry.value = entry.value.max(*number.as_ref().unwrap_or(&0));
            }
        }
    }
    table
});

/// Phrases of several words, each with its value, the longest first.
pub(crate) type Phrases = Vec<(Vec<&'static str>, &'static str)>;

/// What stands before a number, with the `count_qualifier` that it makes.
pub(crate) static QUALIFIERS: LazyLock<Phrases> =
    LazyLock::new(|| phrases(include_str!("lexicon/qualifiers.txt")));

/// Vague counts, with the least that they are read as.
pub(crate) static VAGUE_RANGES: LazyLock<Phrases> =
    LazyLock::new(|| phrases(include_str!("lexicon/vague_ranges.txt")));

/// What «the number of» counts, with the harm that it is.
pub(crate) static COUNTED_HARMS: LazyLock<Phrases> =
    LazyLock::new(|| phrases(include_str!("lexicon/counted_harms.txt")));

/// Words and phrases that a sentence can be checked by, or that nothing can check it, each list under what it is a sign of.
pub(crate) const CLAIM_SIGNS: &[(&str, &str)] = &[
    ("accusation", include_str!("lexicon/claim_accusations.txt")),
    ("advice", include_str!("lexicon/claim_advice.txt")),
    ("cause", include_str!("lexicon/claim_causes.txt")),
    ("change", include_str!("lexicon/claim_changes.txt")),
    ("comparison", include_str!("lexicon/claim_comparisons.txt")),
    ("denial", include_str!("lexicon/claim_denials.txt")),
    ("experience", include_str!("lexicon/claim_experiences.txt")),
    ("forecast", include_str!("lexicon/claim_forecasts.txt")),
    ("hyperbole", include_str!("lexicon/claim_hyperboles.txt")),
    ("negation", include_str!("lexicon/claim_negations.txt")),
    ("reason", include_str!("lexicon/claim_reasons.txt")),
    ("law", include_str!("lexicon/claim_laws.txt")),
    ("life", include_str!("lexicon/claim_lives.txt")),
    ("opinion", include_str!("lexicon/claim_opinions.txt")),
    ("position", include_str!("lexicon/claim_positions.txt")),
    ("public", include_str!("lexicon/claim_public.txt")),
    ("record", include_str!("lexicon/claim_records.txt")),
    ("routine", include_str!("lexicon/claim_routines.txt")),
    ("share", include_str!("lexicon/claim_shares.txt")),
    ("should", include_str!("lexicon/claim_shoulds.txt")),
    ("silence", include_str!("lexicon/claim_silences.txt")),
    ("wish", include_str!("lexicon/claim_wishes.txt")),
];

/// All forms of a list's entries: «rise: rises, rose» are three.
pub(crate) fn phrase_forms(file: &'static str) -> impl Iterator<Item = &'static str> {
    lines(file).flat_map(|(head, forms)| {
        let forms = forms.split(", ").filter(|form| !form.is_empty());
        std::iter::once(head).chain(forms)
    })
}

/// Verbs with a particle that harm together, with the harm.
pub(crate) static PHRASAL_HARMS: LazyLock<Phrases> =
    LazyLock::new(|| phrases(include_str!("lexicon/phrasal_harms.txt")));

/// Phrases that open a condition.
pub(crate) static CONDITION_PHRASES: LazyLock<Phrases> =
    LazyLock::new(|| phrases(include_str!("lexicon/condition_phrases.txt")));

/// Words behind «will» that are no deed.
pub(crate) static NO_DEED_PHRASES: LazyLock<Phrases> =
    LazyLock::new(|| phrases(include_str!("lexicon/no_deed_phrases.txt")));

fn phrases(file: &'static str) -> Phrases {
    let mut found: Phrases = lines(file)
        .map(|(phrase, value)| (phrase.split(' ').collect(), value.trim()))
        .collect();
    found.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    found
}

/// The longest word that is looked up, in bytes: longer ones are in no list.
const LONGEST: usize = 32;

/// What is known of a word, given in any case.
pub(crate) fn look_up(word: &str) -> Entry {
    if word.len() > LONGEST {
        return Entry::default();
    }
    let lower = word
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    let found = if lower {
        TABLE.get(word)
    } else {
        TABLE.get(word.to_lowercase().as_str())
    };
    found.copied().unwrap_or_default()
}

/// The entries of a file: what stands before the colon, and behind it.
fn lines(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split_once(": ").unwrap_or((line, "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_the_classes_of_all_its_lists_and_a_lemma() {
        let promised = look_up("Promised");
        assert!(
            promised.classes.any(Classes::SAY)
                && promised.classes.any(Classes::TO)
                && promised.classes.any(Classes::COMMISSIVE)
        );
        assert_eq!(promised.lemma, "promise");
        assert_eq!(look_up("twelve").value, 12);
        assert_eq!(look_up("xyzzy"), Entry::default());
    }
}

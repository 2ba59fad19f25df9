//! What the network is told of each word: the word itself, its ending and beginning, and marks that are set or not.
//!
//! In comes a [`Reading`] with what the rules found in it; out comes one [`Traits`] a word. Training reads the very same,
//! printed by [`dump`](super::dump), so that the two can't differ. A mark's number stands in the weights: a new one goes to
//! the end, and calls for a new training.

use crate::article::TokenKind;
use crate::suggest::attribution::{Attribution, Source};
use crate::suggest::lexicon::Classes;
use crate::suggest::names::name_run;
use crate::suggest::reading::{Reading, Shape, Word};

/// The letters at a word's end and beginning that are looked at.
const AFFIX: usize = 3;

/// Longer words are known by so many letters.
const LONGEST: usize = 24;

macro_rules! marks {
    ($($name:ident)*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "written like the constants made of them")]
        #[repr(u8)]
        enum Mark { $($name),*, COUNT }
        $(const $name: u128 = 1 << (CLASSES.len() + Mark::$name as usize);)*
    };
}

/// The first marks are these classes of the lexicon.
const CLASSES: [Classes; 31] = [
    Classes::SAY,
    Classes::TELL,
    Classes::THAT,
    Classes::TO,
    Classes::ORDER,
    Classes::CALL,
    Classes::BELIEF,
    Classes::EMOTION,
    Classes::INQUIRY,
    Classes::NOUN_OF_SPEECH,
    Classes::ADDRESSEE,
    Classes::PRONOUN,
    Classes::DETERMINER,
    Classes::AUXILIARY,
    Classes::MODAL,
    Classes::ADVERB,
    Classes::PREPOSITION,
    Classes::TEMPORAL,
    Classes::CONJUNCTION,
    Classes::ROLE,
    Classes::TITLE,
    Classes::FEMALE,
    Classes::MALE,
    Classes::FEMALE_NAME,
    Classes::MALE_NAME,
    Classes::BODY,
    Classes::PLACE,
    Classes::CALENDAR,
    Classes::NUMBER,
    Classes::VAGUE,
    Classes::PEOPLE,
];

marks! {
    NUMBER PUNCTUATION QUOTE_MARK SYMBOL CAPITAL UPPER POSSESSIVE GLUED DIGITS HYPHEN
    INSIDE OPENS CLOSES SHORT MIDDLING STOPPED
    FIRST_IN_SENTENCE LAST_IN_SENTENCE FIRST_IN_PARAGRAPH LAST_IN_PARAGRAPH HEADLINE
    NAME_TITLE NAME KNOWN
    CONTENT CONTENT_FIRST CONTENT_LAST CUE SOURCE SOURCE_FIRST SOURCE_LAST
}

/// How many marks there are.
pub(crate) const MARKS: usize = CLASSES.len() + Mark::COUNT as usize;

/// What is known of a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traits {
    /// In lower case, without «'s», digits as noughts.
    pub(crate) word: String,
    /// Its marks, by number.
    pub(crate) marks: u128,
}

impl Traits {
    /// The last letters of a longer word.
    pub(crate) fn ending(&self) -> &str {
        let from = self.word.char_indices().rev().nth(AFFIX - 1);
        from.and_then(|(at, _)| self.word.get(at..)).unwrap_or("")
    }

    /// The first letters of a longer word.
    pub(crate) fn beginning(&self) -> &str {
        let to = self.word.char_indices().nth(AFFIX);
        to.and_then(|(at, _)| self.word.get(..at)).unwrap_or("")
    }
}

/// What is known of each word of a block.
pub(crate) fn traits(reading: &Reading<'_>, attributions: &[Attribution]) -> Vec<Traits> {
    let mut found: Vec<Traits> = reading.words.iter().map(of_the_word).collect();
    let mut mark = |at: usize, marks: u128| {
        if let Some(one) = found.get_mut(at) {
            one.marks |= marks;
        }
    };
    for (at, word) in reading.words.iter().enumerate() {
        let before = reading.before(at);
        if before.is_some_and(|before| before.extent.end == word.extent.start) {
            mark(at, GLUED);
        }
        if reading.is_headline {
            mark(at, HEADLINE);
        }
    }
    for pair in &reading.pairs {
        let length = pair.close - pair.open;
        let stopped = reading.is(
            pair.close.saturating_sub(1),
            &[",", ".", "?", "!", "…", "...", "—", "–", "-"],
        );
        let of_all = INSIDE
            | if length <= 4 { SHORT } else { 0 }
            | if length > 4 && length <= 9 {
                MIDDLING
            } else {
                0
            }
            | if stopped { STOPPED } else { 0 };
        (pair.open..=pair.close).for_each(|at| mark(at, of_all));
        mark(pair.open, OPENS);
        mark(pair.close, CLOSES);
    }
    for start in &reading.sentences {
        mark(*start, FIRST_IN_SENTENCE);
        mark(
            reading.sentence(*start).1.saturating_sub(1),
            LAST_IN_SENTENCE,
        );
    }
    for (at, word) in reading.words.iter().enumerate() {
        let paragraph = |word: &Word<'_>| reading.article.paragraph_at(word.extent.start);
        let number = paragraph(word);
        if reading
            .before(at)
            .is_none_or(|before| paragraph(before) != number)
        {
            mark(at, FIRST_IN_PARAGRAPH);
        }
        if reading
            .word(at + 1)
            .is_none_or(|next| paragraph(next) != number)
        {
            mark(at, LAST_IN_PARAGRAPH);
        }
    }
    let mut at = 0;
    while at < reading.words.len() {
        let Some(run) = name_run(&reading.words, at) else {
            at += 1;
            continue;
        };
        let known = (run.name..run.to).any(|from| {
            let words = reading.words.get(from..run.to);
            words.is_some_and(|words| reading.registry.named(reading.article, words).is_some())
        });
        let known = if known { KNOWN } else { 0 };
        (run.from..run.name).for_each(|at| mark(at, NAME_TITLE | known));
        (run.name..run.to).for_each(|at| mark(at, NAME | known));
        at = run.to.max(at + 1);
    }
    for attribution in attributions {
        let (from, to) = attribution.content;
        (from..to).for_each(|at| mark(at, CONTENT));
        mark(from, CONTENT_FIRST);
        mark(to.saturating_sub(1), CONTENT_LAST);
        if let Some(((from, to), _)) = attribution.cue {
            (from..to).for_each(|at| mark(at, CUE));
        }
        if let Source::Words((from, to)) = attribution.source {
            (from..to).for_each(|at| mark(at, SOURCE));
            mark(from, SOURCE_FIRST);
            mark(to.saturating_sub(1), SOURCE_LAST);
        }
    }
    found
}

fn of_the_word(word: &Word<'_>) -> Traits {
    let kind = match word.kind {
        TokenKind::Word => 0,
        TokenKind::Number => NUMBER,
        TokenKind::Punctuation => PUNCTUATION,
        TokenKind::QuoteMark => QUOTE_MARK,
        TokenKind::Symbol => SYMBOL,
    };
    let shape = match word.shape {
        Shape::Lower => 0,
        Shape::Capital => CAPITAL,
        Shape::Upper => UPPER,
    };
    let stem = word.stem();
    let mut classes = 0;
    for (number, class) in CLASSES.iter().enumerate() {
        classes |= u128::from(word.has(*class)) << number;
    }
    let digits = stem.chars().any(char::is_numeric);
    let name: String = stem
        .chars()
        .take(LONGEST)
        .flat_map(char::to_lowercase)
        .map(|character| match character {
            '’' => '\'',
            digit if digit.is_numeric() => '0',
            other => other,
        })
        .collect();
    Traits {
        marks: classes
            | kind
            | shape
            | if word.possessive { POSSESSIVE } else { 0 }
            | if digits { DIGITS } else { 0 }
            | if word.is_word() && stem.contains('-') {
                HYPHEN
            } else {
                0
            },
        word: name,
    }
}

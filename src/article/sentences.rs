//! Where the sentences of one paragraph begin and end.
//!
//! In comes a paragraph's text; out come its sentences in order, as trimmed ranges of it, which together hold all
//! that is not white space. A sentence ends after its stop and the closing marks that follow, also inside a
//! quotation. Whether a full stop ends one is decided by the word before it (an abbreviation, an initial) and the
//! word after it. Nothing here knows more than one paragraph.

use std::ops::Range;

use crate::article::lexicon::{BEFORE_NAME, BEFORE_NUMBER, MAY_END, OPENERS, SPEECH_VERBS};

/// The sentences of a paragraph, in order.
pub(crate) fn sentences(paragraph: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(stop) = next_stop(paragraph, at) {
        at = stop.end;
        if ends_sentence(paragraph, &stop) {
            push_trimmed(&mut found, paragraph, start..stop.end);
            start = stop.end;
        }
    }
    push_trimmed(&mut found, paragraph, start..paragraph.len());
    found
}

fn push_trimmed(found: &mut Vec<Range<usize>>, paragraph: &str, range: Range<usize>) {
    let Some(text) = paragraph.get(range.clone()) else {
        return;
    };
    let start = range.start + text.len() - text.trim_start().len();
    let end = start + text.trim().len();
    if start < end {
        found.push(start..end);
    }
}

/// A place where a sentence may end.
struct Stop {
    /// Where the run of stops begins.
    start: usize,
    /// Behind the stops, the closing marks and the footnote marks.
    end: usize,
    shape: Shape,
    /// Whether a quotation closes right after the stop.
    closes_quote: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    FullStop,
    Ellipsis,
    /// «?», «!», «?!», «…?».
    Strong,
    /// A stop of a script that puts no space after it.
    Wide,
}

fn is_stop(character: char) -> bool {
    matches!(
        character,
        '.' | '!' | '?' | '…' | '‽' | '。' | '！' | '？' | '｡' | '؟' | '۔' | '।'
    )
}

fn is_closer(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '）'
            | '】'
            | '〉'
            | '》'
    )
}

fn is_opener(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | '“'
            | '‘'
            | '«'
            | '‹'
            | '„'
            | '‚'
            | '('
            | '['
            | '{'
            | '「'
            | '『'
            | '（'
            | '–'
            | '—'
            | '-'
            | '•'
            | '¿'
            | '¡'
            | '*'
            | '#'
            | '@'
            | '$'
            | '£'
            | '€'
    )
}

fn next_stop(paragraph: &str, from: usize) -> Option<Stop> {
    let rest = paragraph.get(from..)?;
    let start = from + rest.find(is_stop)?;
    let run = paragraph.get(start..)?;
    let length: usize = run
        .chars()
        .take_while(|c| is_stop(*c))
        .map(char::len_utf8)
        .sum();
    let stops = run.get(..length)?;
    let shape = if stops.contains(['。', '！', '？', '｡']) {
        Shape::Wide
    } else if stops.contains(['!', '?', '‽', '؟', '۔', '।']) {
        Shape::Strong
    } else if stops.contains('…') || stops.starts_with("..") {
        Shape::Ellipsis
    } else {
        Shape::FullStop
    };
    let mut end = start + length;
    let mut closes_quote = false;
    let mut behind = paragraph.get(end..)?;
    loop {
        let closers: usize = behind
            .chars()
            .take_while(|c| is_closer(*c))
            .map(char::len_utf8)
            .sum();
        closes_quote |= behind
            .get(..closers)
            .is_some_and(|marks| marks.contains(['"', '\'', '”', '’', '»', '›', '」', '』']));
        let notes = closers
            + footnotes(
                behind.get(closers..).unwrap_or(""),
                shape,
                paragraph.get(..start).unwrap_or(""),
            );
        if notes == 0 {
            break;
        }
        end += notes;
        behind = paragraph.get(end..)?;
    }
    Some(Stop {
        start,
        end,
        shape,
        closes_quote,
    })
}

/// The length of the footnote marks right behind a stop: «[12]», «¹», «*», and a bare «12» between a word's stop and a space.
fn footnotes(behind: &str, shape: Shape, before: &str) -> usize {
    let Some(first) = behind.chars().next() else {
        return 0;
    };
    match first {
        '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '*' | '†' | '‡' => first.len_utf8(),
        '[' => {
            let inner = behind.get(1..).unwrap_or("");
            let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
            if (1..=3).contains(&digits)
                && inner
                    .get(digits..)
                    .is_some_and(|rest| rest.starts_with(']'))
            {
                digits + 2
            } else {
                0
            }
        }
        '0'..='9' if shape == Shape::FullStop => {
            let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
            let mut after = behind.get(digits..).unwrap_or("").chars();
            let spaced = after.next().is_none_or(char::is_whitespace)
                && after.next().is_none_or(char::is_uppercase);
            let word = before
                .chars()
                .rev()
                .take_while(|c| c.is_lowercase())
                .count();
            if digits <= 2 && spaced && word >= 3 {
                digits
            } else {
                0
            }
        }
        _ => 0,
    }
}

fn ends_sentence(paragraph: &str, stop: &Stop) -> bool {
    let behind = paragraph.get(stop.end..).unwrap_or("");
    if behind.trim().is_empty() || stop.shape == Shape::Wide {
        return true;
    }
    if !behind.starts_with(char::is_whitespace) {
        return false;
    }
    let next = Next::read(behind);
    if stop.closes_quote && stop.shape != Shape::FullStop && next.says() {
        return false;
    }
    match stop.shape {
        Shape::Wide => true,
        Shape::Strong => !next.lowercase,
        Shape::Ellipsis => {
            next.uppercase && !matches!(next.word, "I" | "I'm" | "I’m" | "I've" | "I’ve")
        }
        Shape::FullStop => {
            !next.lowercase
                && (stop.closes_quote
                    || full_stop_ends(paragraph.get(..stop.start).unwrap_or(""), &next))
        }
    }
}

/// Whether a single full stop between these two ends a sentence.
fn full_stop_ends(before: &str, next: &Next<'_>) -> bool {
    let word = before
        .rsplit(|c: char| {
            c.is_whitespace() || (!c.is_alphanumeric() && !matches!(c, '.' | '\'' | '’' | '-'))
        })
        .next()
        .unwrap_or("");
    let tail = word.rsplit('-').next().unwrap_or(word);
    let mut letters = tail.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        // An initial, unless it is the pronoun; «Plan B. He …» is one too often.
        if letter.is_uppercase() {
            return letter == 'I' && next.opens || letter != 'I' && next.opens && next.word != "A";
        }
    }
    if BEFORE_NAME.has_word(tail) {
        return !tail.starts_with(char::is_uppercase) && !tail.contains('.') && next.opens;
    }
    if next.number && BEFORE_NUMBER.has_word(tail) {
        return false;
    }
    if MAY_END.has_word(tail) || dotted(tail) {
        return next.opens || (next.quoted && !next.number);
    }
    true
}

/// «U.S», «p.m», «J.K»: single letters with dots between.
fn dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            part.chars().count() <= 2 && part.chars().all(char::is_alphabetic) && !part.is_empty()
        })
}

/// What follows a stop.
struct Next<'a> {
    /// The text from the next word on.
    text: &'a str,
    word: &'a str,
    lowercase: bool,
    uppercase: bool,
    number: bool,
    /// A quotation opens before the word.
    quoted: bool,
    /// A capitalised word that begins sentences.
    opens: bool,
}

impl<'a> Next<'a> {
    fn read(behind: &'a str) -> Next<'a> {
        let trimmed = behind.trim_start();
        let text = trimmed.trim_start_matches(|c: char| is_opener(c) || c.is_whitespace());
        let marks = trimmed.get(..trimmed.len() - text.len()).unwrap_or("");
        let length: usize = text
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '\'' | '’'))
            .map(char::len_utf8)
            .sum();
        let word = text.get(..length).unwrap_or("");
        let first = text.chars().next().unwrap_or(' ');
        let uppercase = first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase());
        Next {
            text,
            word,
            lowercase: first.is_lowercase(),
            uppercase,
            number: first.is_numeric(),
            quoted: marks.contains(['"', '“', '«', '„', '‘', '\'']),
            opens: uppercase && OPENERS.has_word(&word.replace('’', "'")),
        }
    }

    /// Whether one of the next few words is a verb of speech, before anything stops.
    fn says(&self) -> bool {
        self.text
            .split_whitespace()
            .take(5)
            .take_while(|word| !word.starts_with(is_opener))
            .any(|word| {
                SPEECH_VERBS.has_word(word.trim_end_matches(|c: char| !c.is_alphanumeric()))
            })
            && !self.quoted
    }
}

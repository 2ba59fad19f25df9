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
        if ends_sentence(paragraph, start, &stop) {
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
    let length = stops_length(run);
    let stops = run.get(..length)?;
    let shape = if stops.contains(['。', '！', '？', '｡']) {
        Shape::Wide
    } else if stops.contains(['!', '?', '‽', '؟', '۔', '।']) {
        Shape::Strong
    } else if stops.contains('…') || stops.len() > 1 {
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

/// The length of the run of stops that a text begins with; «. . .» is one, too.
fn stops_length(run: &str) -> usize {
    let mut length: usize = run
        .chars()
        .take_while(|c| is_stop(*c))
        .map(char::len_utf8)
        .sum();
    while let Some(more) = [" .", "\u{A0}."].iter().find(|more| {
        run.get(length..)
            .is_some_and(|rest| rest.starts_with(**more))
    }) {
        length += more.len();
    }
    length
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

/// Whether the sentence that began at `start` ends at this stop.
fn ends_sentence(paragraph: &str, start: usize, stop: &Stop) -> bool {
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
            let before = paragraph.get(start..stop.start).unwrap_or("").trim_start();
            let numbered = before.len() <= 3
                && !before.is_empty()
                && before.bytes().all(|byte| byte.is_ascii_digit());
            !next.lowercase && !numbered && (stop.closes_quote || full_stop_ends(before, &next))
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
        .unwrap_or("")
        .trim_start_matches(['\'', '’', '.']);
    let tail = word.rsplit('-').next().unwrap_or(word);
    let mut letters = tail.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        // An initial or the pronoun: «J. K. Roe», «you and I. He», «Plan B. He».
        if letter.is_uppercase() {
            return next.opens && (letter == 'I' || next.word != "A");
        }
    }
    if BEFORE_NAME.has_word(tail) {
        return !tail.starts_with(char::is_uppercase) && !tail.contains('.') && next.opens;
    }
    if next.number && BEFORE_NUMBER.has_word(tail) {
        return false;
    }
    if MAY_END.has_word(tail) || dotted(tail) {
        return !next.dashed && (next.opens || next.quoted && !next.number && !next.nickname());
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
    /// A dash stands before the word: «OSLO, N.D. — The …».
    dashed: bool,
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
        // «U.S. All-Stars»: not the word that opens sentences.
        let compound = text.get(length..).is_some_and(|rest| rest.starts_with('-'));
        let first = text.chars().next().unwrap_or(' ');
        let uppercase = first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase());
        Next {
            text,
            word,
            lowercase: first.is_lowercase(),
            uppercase,
            number: first.is_numeric(),
            quoted: marks.contains(['"', '“', '«', '„', '‘', '\'']),
            dashed: marks.starts_with(['-', '–', '—']),
            opens: uppercase && !compound && OPENERS.has_word(&word.replace('’', "'")),
        }
    }

    /// Whether the quotation that opens here is one or two words, a nickname: «C. L. "Bo" Roe».
    fn nickname(&self) -> bool {
        self.text
            .split_whitespace()
            .take(2)
            .any(|word| word.ends_with(['"', '”', '’', '\'']))
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

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::expect_used,
        clippy::panic
    )]
    use super::*;

    /// A bar stands between two sentences.
    #[track_caller]
    fn check(marked: &str) {
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        let text = marked.replace("| ", "").replace('|', "");
        let found: Vec<&str> = sentences(&text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn plain_sentences_end_at_their_stops() {
        check("The bridge fell. | Nobody was hurt! | Was it old? | Nobody knew.");
        check("One sentence without a stop");
        check("What?! | Yes.");
        check("It rose 3.5 per cent to $3.5 billion. | It fell 0.4 points.");
        check("See https://news.example/a.b?c=d for more. | It is all there.");
        check("In 2004. | 12 people came.");
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        check("U.S. President Roe met U.N. Secretary-General Poe. | They talked.");
        check("Mr. Roe and Mrs. Poe live on St. Anne Street. | Dr. Doe does not.");
        check("On Sept. 11 he left. | On Dec. 3 he was back.");
        check("It began at 3 p.m. Tuesday and ended at 9 a.m. Wednesday.");
        check("J. K. Roe and E.M. Poe wrote it. | J.R.R. Doe read it.");
        check("They live at No. 10, in room no. 4. | The answer is no. | Nobody asked.");
        check("Sen. Jane Roe, D-Calif., and Lt. Gov. John Poe spoke. | Gov. Doe did not.");
        check("Roe Inc. Chairman Poe met Doe Corp. executives, e.g. Mr. Hoe, i.e. the owner.");
        check("The court ruled in Roe v. Poe. | That was all.");
        check("''Ms. Roe came,'' he said.");
        check("OSLO, N.D. — A flood came. | It went.");
    }

    #[test]
    fn abbreviations_end_a_sentence_before_a_word_that_opens_one() {
        check("He lives in the U.S. | He was born in the U.K. | The rest is known.");
        check("It ended at 9 p.m. | The crowd went home.");
        check("They work for Roe Inc. | It makes bolts.");
        check("She left in Sept. | She came back in Oct. 2004.");
        check("He left the U.S. | \"We miss him,\" she said.");
        check("He chose plan B. | It failed.");
        check("She is taller than I. | He is not.");
    }

    #[test]
    fn a_quotation_holds_sentences_and_keeps_its_closing_mark() {
        check("\"We will win. | We always do,\" he said. | He left.");
        check("“We will win. | We always do.” | He left.");
        check("He said: “We will win.” | “When?” she asked. | “Never!” cried Jane Roe.");
        check("\"Who came?\" Poe asked. | \"Nobody,\" said Roe.");
        check("«Kommt er?» | «Nein.» | Das war es.");
        check("'It is over.' | The room was silent.");
        check("(It was late.) | They left.");
        check("He asked, “Why?” | Nobody knew.");
    }

    #[test]
    fn an_ellipsis_ends_a_sentence_only_before_a_capital() {
        check("He waited … and waited. | He left.");
        check("He waited... | Then he left.");
        check("Well … I never knew.");
        check("He said . . . nothing at all.");
    }

    #[test]
    fn footnote_marks_belong_to_the_sentence_before() {
        check("It is known.[12] | It was seen.¹ | It was felt.* | It is so.");
        check("It was the largest of the lot.12 | The rest was small.");
        check("It fell by 3.5 The end");
    }

    #[test]
    fn numbers_of_a_list_do_not_stand_alone() {
        check("10. The river rose. | It fell.");
    }

    #[test]
    fn other_scripts_have_their_own_stops() {
        check("他来了。|他说：“好。”|他走了！");
        check("هل جاء؟ | نعم.");
        check("वह आया। | वह गया।");
        check("Он пришёл. | Она ушла.");
    }

    #[test]
    fn white_space_belongs_to_no_sentence() {
        check("One.\u{A0}  | Two.");
        assert!(sentences(" \t ").is_empty());
        assert!(sentences("").is_empty());
        assert_eq!(sentences("  One. \n  Two.  "), [2..6, 10..14]);
    }
}

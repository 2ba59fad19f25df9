//! Tokens: what the engine's rules read instead of characters.
//!
//! In comes a text and a stretch of it; out come its tokens in order, each a stretch of that text; white space
//! belongs to none. A token never splits a grapheme cluster of a word. Nothing here knows what a token means.

use crate::article::{Byte, Extent};

/// A word, number or sign, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// Its bytes in the article's text.
    pub extent: Extent,
    /// What it is made of.
    pub kind: TokenKind,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with the apostrophes, hyphens and abbreviating dots inside: «don't», «long-time», «U.S.», «F-16», «20th», «Price's».
    /// Of scripts that put no spaces between words, each character.
    Word,
    /// Digits, with separators inside: «1,000», «3.5», «2004».
    Number,
    /// Stops, commas, dashes, brackets; «...» is one.
    Punctuation,
    /// A quotation mark or an apostrophe that stands outside a word, whichever way it faces.
    QuoteMark,
    /// Anything else: «$», «%», «@», emoji.
    Symbol,
}

/// The tokens of a stretch of a text, in order. A stretch that is out of bounds or cuts a character has none.
#[must_use]
pub fn tokens(text: &str, extent: Extent) -> Vec<Token> {
    let Some(slice) = text.get(extent.indexes()) else {
        return Vec::new();
    };
    let mut found = Vec::with_capacity(slice.len() / 5);
    let mut rest = slice;
    while let Some(first) = rest.chars().next() {
        let at = slice.len() - rest.len();
        let (length, kind) = if first.is_whitespace() {
            rest = rest.trim_start();
            continue;
        } else if stands_alone(first) {
            (
                first.len_utf8() + marks(rest, first.len_utf8()),
                TokenKind::Word,
            )
        } else if first.is_alphanumeric() {
            word_or_number(rest)
        } else if is_quote_mark(first) {
            (first.len_utf8(), TokenKind::QuoteMark)
        } else if is_punctuation(first) {
            let same = if matches!(first, '.' | '-') {
                run_of(rest, first)
            } else {
                first.len_utf8()
            };
            (same, TokenKind::Punctuation)
        } else {
            (
                first.len_utf8() + marks(rest, first.len_utf8()),
                TokenKind::Symbol,
            )
        };
        let start = extent.start.0 + Byte::at(at).0;
        let length = length.max(first.len_utf8());
        found.push(Token {
            extent: Extent {
                start: Byte(start),
                end: Byte(start + Byte::at(length).0),
            },
            kind,
        });
        rest = rest.get(length..).unwrap_or("");
    }
    found
}

/// Whether it is a quotation mark or an apostrophe of any script, whichever way it faces.
pub(crate) fn is_quote_mark(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '`' | '´' | '«' | '»' | '‘'..='‟' | '‹' | '›' | '「'..='』' | '〝'..='〟' | '＂' | '＇'
    )
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '\u{02BC}')
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}')
}

fn is_punctuation(character: char) -> bool {
    matches!(
        character,
        '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '/' | '\\' | '-' | '¡' | '¿' | '·'
            | '\u{2010}'..='\u{2015}' | '…' | '‥' | '•' | '‽' | '、' | '。' | '（' | '）' | '！' | '？' | '，' | '：' | '；' | '｡'
            | '،' | '؛' | '؟' | '۔' | '।' | '〈'..='】' | '〔' | '〕' | '・' | '〜' | '־' | '׃' | '*' | '_' | '|'
    )
}

/// Letters of scripts that write words without spaces.
fn stands_alone(character: char) -> bool {
    matches!(
        character,
        '\u{0E00}'..='\u{0E7F}' | '\u{0E80}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}'
    ) && character.is_alphanumeric()
}

/// Marks, joiners and selectors that belong to the character before them.
fn is_mark(character: char) -> bool {
    matches!(
        character,
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}'..='\u{05C2}' | '\u{05C4}'..='\u{05C5}'
            | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0900}'..='\u{0903}' | '\u{093A}'..='\u{094F}'
            | '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{200C}' | '\u{200D}'
            | '\u{20D0}'..='\u{20FF}' | '\u{3099}' | '\u{309A}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{1F3FB}'..='\u{1F3FF}'
            | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}'
    )
}

/// The length of the marks that follow byte `from`; what a joiner joins goes with it.
fn marks(text: &str, from: usize) -> usize {
    let mut length = 0;
    let mut joined = false;
    for character in text.get(from..).unwrap_or("").chars() {
        if !is_mark(character) && !joined {
            break;
        }
        joined = character == '\u{200D}';
        length += character.len_utf8();
    }
    length
}

fn run_of(text: &str, sign: char) -> usize {
    text.chars()
        .take_while(|character| *character == sign)
        .map(char::len_utf8)
        .sum()
}

/// The length and kind of the word or number that the text starts with.
fn word_or_number(text: &str) -> (usize, TokenKind) {
    let mut end = 0;
    let mut letters = false;
    let mut dotted = false;
    let mut previous = ' ';
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map_or(' ', |(_, next)| *next);
        let goes_on = if stands_alone(character) {
            false
        } else if character.is_alphanumeric() || (is_mark(character) && at > 0) {
            letters |= character.is_alphabetic();
            true
        } else if is_apostrophe(character) {
            // A digit before it is feet or minutes: 6'2.
            previous.is_alphabetic() && next.is_alphabetic()
        } else if is_hyphen(character) {
            next.is_alphanumeric() && !stands_alone(next) && (letters || next.is_alphabetic())
        } else if character == '.' {
            let digits = previous.is_numeric() && next.is_numeric();
            let initials = previous.is_alphabetic()
                && single_letter(text, at)
                && (next.is_alphabetic() || dotted);
            dotted |= initials;
            digits || initials
        } else if character == ',' {
            !letters && previous.is_numeric() && next.is_numeric()
        } else {
            false
        };
        if !goes_on {
            break;
        }
        end = at + character.len_utf8();
        previous = character;
    }
    (
        end,
        if letters {
            TokenKind::Word
        } else {
            TokenKind::Number
        },
    )
}

/// Whether the letter before byte `at` stands alone, between dots or at the start: the «S» of «U.S.».
fn single_letter(text: &str, at: usize) -> bool {
    let mut before = text.get(..at).unwrap_or("").chars().rev();
    let _letter = before.next();
    before.next().is_none_or(|character| character == '.')
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

    /// The tokens with a letter each for its kind: w, n, p, q, s.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found: Vec<String> = tokens(text, Extent::at(0, text.len()))
            .iter()
            .map(|token| {
                let kind = match token.kind {
                    TokenKind::Word => 'w',
                    TokenKind::Number => 'n',
                    TokenKind::Punctuation => 'p',
                    TokenKind::QuoteMark => 'q',
                    TokenKind::Symbol => 's',
                };
                format!("{kind}:{}", &text[token.extent.indexes()])
            })
            .collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn words_keep_what_stands_inside_them() {
        check(
            "I don't, O’Neil's long-time friend",
            "w:I w:don't p:, w:O’Neil's w:long-time w:friend",
        );
        check(
            "U.S. officials, J.K. Roe, p.m.",
            "w:U.S. w:officials p:, w:J.K. w:Roe p:, w:p.m.",
        );
        check(
            "an F-16, a 35-year-old, the 20th",
            "w:an w:F-16 p:, w:a w:35-year-old p:, w:the w:20th",
        );
        check(
            "cafe\u{301} می\u{200C}خواهم",
            "w:cafe\u{301} w:می\u{200C}خواهم",
        );
    }

    #[test]
    fn numbers_keep_their_separators() {
        check(
            "1,000 or 3.5, not 1994–1997.",
            "n:1,000 w:or n:3.5 p:, w:not n:1994 p:– n:1997 p:.",
        );
        check(
            "$3.5bn, 40%, 3-2",
            "s:$ w:3.5bn p:, n:40 s:% p:, n:3 p:- n:2",
        );
    }

    #[test]
    fn quotation_marks_and_apostrophes_outside_words_are_quote_marks() {
        check(
            "“Yes,” 'no' «да»",
            "q:“ w:Yes p:, q:” q:' w:no q:' q:« w:да q:»",
        );
        check("the workers' vote", "w:the w:workers q:' w:vote");
    }

    #[test]
    fn signs_stand_alone_and_runs_of_dots_and_dashes_are_one() {
        check(
            "Well... no -- (yes)!",
            "w:Well p:... w:no p:-- p:( w:yes p:) p:!",
        );
        check("@roe #vote 👨🏻‍🚒!", "s:@ w:roe s:# w:vote s:👨🏻‍🚒 p:!");
        check("see end.Next", "w:see w:end p:. w:Next");
    }

    #[test]
    fn scripts_without_spaces_have_a_word_a_character() {
        check("他来了。", "w:他 w:来 w:了 p:。");
    }

    #[test]
    fn a_stretch_counts_from_the_text_and_a_wrong_one_has_no_tokens() {
        let found = tokens("one two", Extent::at(4, 7));
        assert_eq!(
            found,
            [Token {
                extent: Extent::at(4, 7),
                kind: TokenKind::Word
            }]
        );
        assert!(tokens("é", Extent::at(1, 2)).is_empty());
        assert!(tokens("one", Extent::at(0, 9)).is_empty());
    }
}

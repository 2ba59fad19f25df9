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

//! Which quotation marks belong together.
//!
//! In come the words of a block; out come pairs of marks of every kind: curly, straight, low, angled, cornered. A mark's
//! side comes from its form and from what stands beside it; one that finds no partner is passed over, so a lost mark
//! costs its own quotation and no other. What a pair holds, speech or a title, is for the rules.

use crate::article::{Byte, Extent, TokenKind};
use crate::suggest::lexicon::Classes;
use crate::suggest::reading::Word;

/// Marks that wait for a partner; deeper nesting than this is no prose.
const MOST_OPEN: usize = 6;

/// Two quotation marks and what is between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    /// The index of the opening mark.
    pub(crate) open: usize,
    /// The index of the closing mark.
    pub(crate) close: usize,
    /// The stretches of the quotation, marks included: one a paragraph.
    pub(crate) fragments: Vec<Extent>,
}

/// Marks that are still open where a paragraph ends.
#[derive(Debug, Default)]
pub(crate) struct Open {
    stack: Vec<Waiting>,
}

#[derive(Debug)]
struct Waiting {
    mark: char,
    at: usize,
    /// Where its stretch in the last paragraph begins.
    start: Byte,
    /// The stretches in earlier paragraphs.
    done: Vec<Extent>,
}

impl Open {
    /// Whether no mark waits.
    pub(crate) fn is_closed(&self) -> bool {
        self.stack.is_empty()
    }

    /// Whether a quotation seems to run on beyond these words: a double mark is open, and the paragraph doesn't end with who said it.
    pub(crate) fn runs_on(&self, words: &[Word<'_>]) -> bool {
        let cued = words
            .iter()
            .rev()
            .take(4)
            .any(|word| word.has(Classes::SAY) && !word.is_capital());
        self.stack
            .last()
            .is_some_and(|waiting| is_double(waiting.mark))
            && !cued
    }

    /// Whether a paragraph that begins with this word repeats the open mark, or opens the announced quotation.
    pub(crate) fn may_reopen(&self, word: &str) -> bool {
        let mark = word.chars().next().unwrap_or(' ');
        match self.stack.last() {
            Some(waiting) => same_kind(waiting.mark, mark),
            None => is_double(mark),
        }
    }
}

/// Pairs the marks of the words from `from` on, which are one paragraph. What stays open is left in `open`.
pub(crate) fn pair(text: &str, words: &[Word<'_>], from: usize, open: &mut Open) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let reopened = from > 0 && !open.stack.is_empty();
    if let Some(mut waiting) = open.stack.pop().filter(|_| reopened) {
        // The repeated mark stands for the open one; what else was open in the paragraph before is lost.
        if let (Some(last), Some(first)) = (words.get(from - 1), words.get(from)) {
            waiting.done.push(Extent {
                start: waiting.start,
                end: last.extent.end,
            });
            waiting.start = first.extent.start;
        }
        open.stack = vec![waiting];
    }
    for (at, word) in words.iter().enumerate().skip(from) {
        if word.kind != TokenKind::QuoteMark || (reopened && at == from) {
            continue;
        }
        let mark = word.text.chars().next().unwrap_or(' ');
        let before = text
            .get(..word.extent.start.index())
            .and_then(|head| head.chars().next_back());
        let after = text
            .get(word.extent.end.index()..)
            .and_then(|tail| tail.chars().next());
        let doubled = word.text == "''";
        let mark = if doubled { '"' } else { mark };
        let partner = open
            .stack
            .iter()
            .rposition(|waiting| closes(waiting.mark, mark));
        match side(mark, before, after, partner.is_some()) {
            Side::Opens => {
                if open.stack.len() == MOST_OPEN {
                    open.stack.remove(0);
                }
                open.stack.push(Waiting {
                    mark,
                    at,
                    start: word.extent.start,
                    done: Vec::new(),
                });
            }
            Side::Closes => {
                let closed = partner.and_then(|position| open.stack.drain(position..).next());
                pairs.extend(closed.map(|waiting| {
                    let mut fragments = waiting.done;
                    fragments.push(Extent {
                        start: waiting.start,
                        end: word.extent.end,
                    });
                    Pair {
                        open: waiting.at,
                        close: at,
                        fragments,
                    }
                }));
            }
            Side::Neither => {}
        }
    }
    pairs
}

/// The pairs that lie in no other, in order.
pub(crate) fn outermost(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.sort_by_key(|pair| (pair.open, std::cmp::Reverse(pair.close)));
    let mut end = 0;
    pairs.retain(|pair| {
        let outside = pair.open >= end;
        if outside {
            end = pair.close + 1;
        }
        outside
    });
    pairs
}

enum Side {
    Opens,
    Closes,
    Neither,
}

/// What a mark does, by its form and its neighbours.
fn side(mark: char, before: Option<char>, after: Option<char>, has_partner: bool) -> Side {
    let space_before = before.is_none_or(|character| {
        character.is_whitespace()
            || matches!(character, '(' | '[' | '{' | '-' | '–' | '—' | '/' | ':')
            || is_mark(character)
    });
    let space_after = after.is_none_or(|character| !character.is_alphanumeric());
    let blank_after = after.is_none_or(char::is_whitespace);
    let blank_before = before.is_none_or(char::is_whitespace);
    let single = matches!(mark, '\'' | '’' | '‘' | '`' | '´' | '＇');
    if single {
        let opens = mark != '’'
            && space_before
            && after.is_some_and(|character| {
                character.is_alphabetic()
                    || matches!(character, '“' | '"' | '[' | '¿' | '¡' | '.' | '…')
            });
        if has_partner && !blank_before && space_after && mark != '‘' {
            return Side::Closes;
        }
        return if opens { Side::Opens } else { Side::Neither };
    }
    match mark {
        '„' | '‚' | '「' | '『' | '〝' | '‹' if !has_partner || space_before => {
            Side::Opens
        }
        '」' | '』' | '〞' | '〟' => Side::Closes,
        _ => {
            let prefers_closing = matches!(mark, '”' | '»' | '›' | '″');
            let prefers_opening = matches!(mark, '“' | '«' | '‟');
            if has_partner
                && (prefers_closing
                    || (!blank_before && space_after)
                    || (!prefers_opening && blank_after))
            {
                Side::Closes
            } else if prefers_opening || (space_before && !blank_after) {
                Side::Opens
            } else if prefers_closing || blank_after {
                Side::Neither
            } else {
                Side::Opens
            }
        }
    }
}

fn is_mark(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '„'
    )
}

/// Whether the second mark can close what the first has opened.
fn closes(open: char, mark: char) -> bool {
    match open {
        '“' | '‟' => matches!(mark, '”' | '"' | '“' | '″'),
        '„' => matches!(mark, '“' | '”' | '"' | '‟'),
        '"' => matches!(mark, '"' | '”'),
        '”' => matches!(mark, '”' | '"'),
        '«' => mark == '»',
        '»' => matches!(mark, '«' | '»'),
        '‹' => mark == '›',
        '›' => matches!(mark, '‹' | '›'),
        '‘' | '‚' | '`' | '´' => matches!(mark, '’' | '\'' | '‘' | '´'),
        '\'' => matches!(mark, '\'' | '’'),
        '「' => mark == '」',
        '『' => mark == '』',
        '〝' => matches!(mark, '〞' | '〟'),
        '＂' => mark == '＂',
        '＇' => mark == '＇',
        '″' => mark == '″',
        _ => false,
    }
}

fn same_kind(open: char, mark: char) -> bool {
    open == mark
        || matches!(
            (open, mark),
            ('“', '"') | ('"', '“' | '\'') | ('„', '“' | '»') | ('«', '»')
        )
}

fn is_double(mark: char) -> bool {
    matches!(
        mark,
        '“' | '„' | '‟' | '"' | '«' | '»' | '”' | '「' | '『' | '＂'
    )
}

//! The stretches of a sentence that are graded: what somebody is quoted as saying in it, or all of it.
//!
//! In come a reading and who said what; out come, sentence by sentence, stretches of words with how they were told. Of
//! sayings within sayings the outer one counts.

use crate::article::{Extent, TokenKind};
use crate::suggest::attribution::{Attribution, Shape, Source};
use crate::suggest::lexicon::Classes;
use crate::suggest::reading::Reading;
use crate::suggest::source::Words;

/// How a stretch is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// By the article.
    Narrated,
    /// By somebody, in other words.
    Reported,
    /// By somebody, in quotation marks.
    Quoted,
}

/// A stretch of one sentence.
#[derive(Clone, Debug)]
pub(super) struct Stretch<'a> {
    /// Its words: two ranges where a cue breaks it.
    pub(super) pieces: Vec<Words>,
    pub(super) told: Told,
    /// Who said it, and how.
    pub(super) said: Option<&'a Attribution>,
}

/// What one content covers of a block.
struct Part<'a> {
    words: Words,
    said: &'a Attribution,
}

/// What was said in a block, in the order of the text, without what was said within it.
pub(super) struct Sayings<'a> {
    parts: Vec<Part<'a>>,
    /// Words that name a thing or ask for one: nothing in them can be checked.
    pub(super) mute: Vec<Words>,
}

impl<'a> Sayings<'a> {
    pub(super) fn new(reading: &Reading<'_>, attributions: &'a [Attribution]) -> Sayings<'a> {
        let mut parts = Vec::new();
        let mut mute = Vec::new();
        for said in attributions {
            let covered = said
                .fragments
                .iter()
                .map(|extent| words_in(reading, *extent));
            match said.shape {
                Shape::Infinitive => {}
                Shape::Called | Shape::Ordered => mute.extend(covered),
                _ => parts.extend(covered.map(|words| Part { words, said })),
            }
        }
        parts.sort_by_key(|part| (part.words.0, std::cmp::Reverse(part.words.1)));
        let mut end = 0;
        parts.retain(|part| {
            let outer = part.words.0 >= end && part.words.0 < part.words.1;
            end = end.max(part.words.1);
            outer
        });
        mute.sort_unstable();
        Sayings { parts, mute }
    }

    /// The stretches of a sentence: what is said in it, and then, if enough is left, all of it.
    pub(super) fn stretches(&self, reading: &Reading<'_>, sentence: Words) -> Vec<Stretch<'a>> {
        let (from, to) = sentence;
        let first = self.parts.partition_point(|part| part.words.1 <= from);
        let within = self.parts.get(first..).unwrap_or(&[]);
        let within = within.iter().take_while(|part| part.words.0 < to);
        let mut stretches: Vec<Stretch<'a>> = Vec::new();
        let mut left = to - from;
        for part in within {
            let piece = trimmed(reading, (part.words.0.max(from), part.words.1.min(to)));
            left = left.saturating_sub(part.words.1.min(to) - part.words.0.max(from));
            if piece.0 >= piece.1 {
                continue;
            }
            match stretches.last_mut() {
                Some(last) if last.said.is_some_and(|said| std::ptr::eq(said, part.said)) => {
                    last.pieces.push(piece);
                }
                _ => {
                    left = left.saturating_sub(apparatus(part.said));
                    let quoted = reading
                        .word(piece.0)
                        .is_some_and(|word| word.pair.is_some());
                    stretches.push(Stretch {
                        pieces: vec![piece],
                        told: if quoted { Told::Quoted } else { Told::Reported },
                        said: Some(part.said),
                    });
                }
            }
        }
        if stretches.is_empty() || left > MOST_LEFT {
            let inside = reading
                .word(from)
                .and_then(|word| word.pair)
                .and_then(|pair| reading.pair(pair))
                .is_some_and(|pair| pair.close + 1 >= to);
            stretches.push(Stretch {
                pieces: vec![trimmed(reading, sentence)],
                told: if inside { Told::Quoted } else { Told::Narrated },
                said: None,
            });
        }
        stretches
    }
}

/// Beside a saying with its cue and source, more words than these say something of their own.
const MOST_LEFT: usize = 9;

/// How many words cue and source take.
fn apparatus(said: &Attribution) -> usize {
    let cue = said.cue.map_or(0, |((from, to), _)| to - from);
    match said.source {
        Source::Words((from, to)) => cue + to - from,
        _ => cue,
    }
}

/// The words of an extent.
pub(super) fn words_in(reading: &Reading<'_>, extent: Extent) -> Words {
    let behind = |place| {
        reading
            .words
            .partition_point(|word| word.extent.start < place)
    };
    (behind(extent.start), behind(extent.end))
}

/// Without marks and stops at the ends, and without what only joins it to the sentence before.
fn trimmed(reading: &Reading<'_>, (mut from, mut to): Words) -> Words {
    let (start, end) = (from, to);
    let edge = |at: usize| {
        reading.word(at).is_some_and(|word| {
            // A mark whose other one stands within stays.
            let pair = word.pair.and_then(|pair| reading.pair(pair));
            let loose = pair.is_none_or(|pair| {
                pair.open < start
                    || pair.close >= end
                    || pair.open == start && pair.close + 2 >= end
            });
            word.kind == TokenKind::QuoteMark && loose
                || word.kind == TokenKind::Punctuation
                    && !matches!(word.text, "(" | ")" | "[" | "]")
        })
    };
    while from < to && edge(from) {
        from += 1;
    }
    while from < to && edge(to - 1) {
        to -= 1;
    }
    if from + 4 < to && reading.is(from, &["that"]) && !reading.has(from + 1, Classes::AUXILIARY) {
        from += 1;
    }
    (from, to)
}

//! Claims: sentences that can be checked, whether that is worth it, and of which kind they are.
//!
//! In come a block, who said what in it, and the casualties and commitments found there; out come candidates, at most one a
//! sentence. `stretch` finds what of a sentence is graded, `signs` and `figures` what in it can be checked, `grade` weighs
//! that. Opinions, questions, wishes, orders and promises get nothing. Nothing of the article's other blocks is known here.

mod figures;
mod grade;
mod rules;
mod signs;
mod stretch;

pub(crate) use rules::*;

use crate::suggest::attribution::Attribution;
use crate::suggest::claim::grade::{Context, Stop, Verdict, grade};
use crate::suggest::claim::signs::signs;
use crate::suggest::claim::stretch::{Sayings, Stretch, words_in};
use crate::suggest::reading::Reading;
use crate::suggest::rule::{Candidate, Who};
use crate::suggest::score::hull;
use crate::suggest::source::Words;

/// A longer sentence is a list or a page without stops: nobody checks it as one claim.
const MOST_SENTENCE: usize = 120;

/// All claims of a block.
pub(crate) fn claims(
    reading: &Reading<'_>,
    attributions: &[Attribution],
    findings: &[Candidate],
) -> Vec<Candidate> {
    if reading.is_headline {
        return Vec::new();
    }
    let sayings = Sayings::new(reading, attributions);
    let mut harms = ranges(reading, findings, "casualty");
    let mut commitments = ranges(reading, findings, "commitment");
    harms.sort_unstable();
    commitments.sort_unstable();
    let mut found = Vec::new();
    let mut from = 0;
    while from < reading.words.len() {
        let (_, to) = reading.inner_sentence(from);
        let to = to.max(from + 1);
        // Where and when the report was written is no part of the claim.
        let (behind, _) = reading.sentence(to - 1);
        let start = if behind < to { from.max(behind) } else { from };
        if to - start <= MOST_SENTENCE {
            let mut mute = within(&commitments, (start, to)).to_vec();
            mute.extend(within(&sayings.mute, (start, to)));
            let sentence = Sentence {
                words: (start, to),
                stop: stop(reading, (start, to)),
                mute,
                harms: within(&harms, (start, to)),
            };
            found.extend(claim(reading, &sayings, &sentence));
        }
        from = to;
    }
    found
}

struct Sentence<'a> {
    words: Words,
    stop: Stop,
    mute: Vec<Words>,
    harms: &'a [Words],
}

/// The weightiest claim of a sentence.
fn claim(
    reading: &Reading<'_>,
    sayings: &Sayings<'_>,
    sentence: &Sentence<'_>,
) -> Option<Candidate> {
    let mut best: Option<(Verdict, Stretch<'_>)> = None;
    for stretch in sayings.stretches(reading, sentence.words) {
        let mut found = Vec::new();
        for piece in &stretch.pieces {
            signs(reading, *piece, &mut found);
        }
        let last = stretch
            .pieces
            .last()
            .map_or(sentence.words.1, |(_, to)| *to);
        let verb = stretch
            .said
            .and_then(|said| said.cue)
            .and_then(|(_, verb)| reading.word(verb));
        let overlaps = |words: &&Words| {
            stretch
                .pieces
                .iter()
                .any(|(from, to)| words.0 < *to && *from < words.1)
        };
        let context = Context {
            stop: match reading.word(last).map_or("", |word| word.text) {
                "?" | "?!" => Stop::Question,
                "!" => Stop::Exclamation,
                _ if stretch.said.is_some() => Stop::Full,
                _ => sentence.stop,
            },
            cue: verb.map_or("", |word| {
                if word.entry.lemma.is_empty() {
                    word.text
                } else {
                    word.entry.lemma
                }
            }),
            mute: &sentence.mute,
            binds: sentence.mute.iter().any(|words| overlaps(&words)),
            casualty: sentence.harms.iter().find(overlaps).copied(),
        };
        let verdict = grade(reading, &stretch, &context, &mut found);
        if let Some(verdict) = verdict
            && best
                .as_ref()
                .is_none_or(|(best, _)| verdict.priority > best.priority)
        {
            best = Some((verdict, stretch));
        }
    }
    best.map(|(verdict, stretch)| candidate(reading, verdict, &stretch))
}

fn candidate(reading: &Reading<'_>, verdict: Verdict, stretch: &Stretch<'_>) -> Candidate {
    let fragments = stretch
        .pieces
        .iter()
        .map(|(from, to)| reading.extent(*from, *to));
    Candidate {
        rule: verdict.rule,
        label: "claim",
        fragments: fragments.collect(),
        texts: vec![
            ("claim_type", verdict.claim_type.to_owned()),
            (
                "checkworthiness",
                if verdict.worth { "CFS" } else { "UFS" }.to_owned(),
            ),
        ],
        lists: Vec::new(),
        numbers: vec![("priority", verdict.priority)],
        cue: None,
        who: Who::Quoted,
        sure: None,
        reason: verdict.reason,
    }
}

/// The words of all findings of a label.
fn ranges(reading: &Reading<'_>, findings: &[Candidate], label: &str) -> Vec<Words> {
    let of_label = findings.iter().filter(|finding| finding.label == label);
    of_label
        .map(|finding| words_in(reading, hull(finding)))
        .collect()
}

/// Of ranges that ascend, those that begin in a sentence.
fn within(ranges: &[Words], (from, to): Words) -> &[Words] {
    let first = ranges.partition_point(|range| range.0 < from);
    let behind = ranges.partition_point(|range| range.0 < to);
    ranges.get(first..behind).unwrap_or(&[])
}

/// How a sentence ends, marks aside.
fn stop(reading: &Reading<'_>, (from, to): Words) -> Stop {
    let mark = |at: &usize| {
        reading.word(*at).is_some_and(|word| {
            word.kind != crate::article::TokenKind::QuoteMark && word.text != ")"
        })
    };
    let last = (from..to).rev().find(mark).and_then(|at| reading.word(at));
    match last.map_or("", |word| word.text) {
        text if text.contains('?') => Stop::Question,
        text if text.contains('!') => Stop::Exclamation,
        text if text.ends_with(['.', '…', '。']) => Stop::Full,
        _ => Stop::None,
    }
}

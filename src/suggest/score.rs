//! How much a proposal is worth: the share of proposals of its rule that were right on labelled articles.
//!
//! In comes a rule's id, out comes a number from `calibration.txt`, which is measured and never set by hand. And of
//! proposals of one label that say different things of the same words, which ones stay.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::article::Extent;
use crate::suggest::rule::Candidate;

static SHARES: LazyLock<HashMap<&'static str, (f64, u32)>> = LazyLock::new(|| {
    include_str!("calibration.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split_whitespace();
            let rule = fields.next()?;
            let share = fields.next()?.parse().ok()?;
            Some((rule, (share, fields.next()?.parse().ok()?)))
        })
        .collect()
});

/// A rule that was not measured yet is as often wrong as right.
const UNMEASURED: f64 = 0.5;

/// The share of a rule's proposals that were right: of those of which the network was as sure, where that was measured.
pub(crate) fn score(rule: &str, level: Option<u8>) -> f64 {
    let as_sure = level.and_then(|level| SHARES.get(format!("{rule}/{level}").as_str()).copied());
    let measured = as_sure.or_else(|| measured(rule));
    measured.map_or(UNMEASURED, |(share, _)| share)
}

/// The share of a rule's proposals that were right, and how many were judged.
pub(crate) fn measured(rule: &str) -> Option<(f64, u32)> {
    SHARES.get(rule).copied()
}

fn of(candidate: &Candidate) -> f64 {
    score(candidate.rule, candidate.sure.map(|sure| sure.content))
}

/// The candidates of a block that stay, in the order of the text.
///
/// Of those of one label with the same extent, or that cut across one another, the one with the better score stays; one
/// within another is a matter of its own.
pub(crate) fn settle(candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut ranked = candidates;
    ranked.retain(|candidate| !hull(candidate).is_empty());
    ranked.sort_by_key(|candidate| {
        (
            candidate.label,
            hull(candidate).start,
            Reverse(hull(candidate).end),
        )
    });
    let mut kept: Vec<Candidate> = Vec::with_capacity(ranked.len());
    // Where the label's candidates so far lie in one another: only the innermost open ones can be cut across.
    let mut open: Vec<usize> = Vec::new();
    for candidate in ranked {
        let place = hull(&candidate);
        while let Some(last) = open.last().and_then(|last| kept.get(*last)) {
            if last.label == candidate.label && hull(last).end > place.start {
                break;
            }
            open.pop();
        }
        let rival = open.last().copied().filter(|last| {
            kept.get(*last).is_some_and(|last| {
                hull(last).end < place.end || last.fragments == candidate.fragments
            })
        });
        match rival {
            Some(rival) => {
                if let Some(standing) = kept.get_mut(rival)
                    && of(&candidate) > of(standing)
                {
                    *standing = candidate;
                }
            }
            None => {
                open.push(kept.len());
                kept.push(candidate);
            }
        }
    }
    kept.sort_by_key(|candidate| (hull(candidate).start, Reverse(hull(candidate).end)));
    kept
}

/// From the first start to the last end.
pub(crate) fn hull(candidate: &Candidate) -> Extent {
    match (candidate.fragments.first(), candidate.fragments.last()) {
        (Some(first), Some(last)) => first.hull(*last),
        _ => Extent::default(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeSet;

    use super::*;
    use crate::suggest::RULES;

    #[test]
    fn every_rule_is_calibrated_and_every_line_names_a_rule() {
        for rule in RULES {
            let share = measured(rule.id).map(|(share, _)| share);
            assert!(
                share.is_some_and(|share| (0.0..=1.0).contains(&share)),
                "{} is not in calibration.txt",
                rule.id
            );
        }
        let stray: BTreeSet<_> = SHARES.keys().collect();
        let is_known = |line: &str| {
            let rule = line.split('/').next().unwrap();
            RULES.iter().any(|known| known.id == rule)
        };
        assert!(stray.iter().all(|line| is_known(line)), "{stray:?}");
    }
}

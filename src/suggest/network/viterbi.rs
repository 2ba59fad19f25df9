//! The best row of tags, given a score for each tag of each word and for each step from tag to tag; and how sure each of
//! them is.

use crate::suggest::network::layers::Scores;
use crate::suggest::network::weights::{TAGS, Weights};

/// A word's best tag, by number, and by how much the best row is better than the best one in which this word has another tag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Best {
    pub(crate) tag: u8,
    pub(crate) lead: f32,
}

/// The tags of a block's words.
pub(crate) fn best(weights: &Weights, scores: &[Scores]) -> Vec<Best> {
    // For each word and tag: the best row up to there, and the best row behind it.
    let mut until: Vec<Scores> = Vec::with_capacity(scores.len());
    for scores in scores {
        let mut sums = match until.last() {
            None => weights.start,
            Some(before) => {
                let mut sums = [f32::NEG_INFINITY; TAGS];
                for (before, steps) in before.iter().zip(&weights.steps) {
                    for (sum, step) in sums.iter_mut().zip(steps) {
                        *sum = sum.max(before + step);
                    }
                }
                sums
            }
        };
        for (sum, score) in sums.iter_mut().zip(scores) {
            *sum += score;
        }
        until.push(sums);
    }
    let mut behind = [0.0; TAGS];
    let mut next: Option<usize> = None;
    let mut found = Vec::with_capacity(scores.len());
    for (until, scores) in until.iter().zip(scores).rev() {
        // The tag from which the next word's is best reached.
        let reached =
            |tag: usize| next.map_or(Some(0.0), |next| weights.steps.get(tag)?.get(next).copied());
        let sums = until
            .iter()
            .enumerate()
            .map(|(tag, sum)| sum + reached(tag).unwrap_or(0.0));
        let tag = first_of_the_most(sums);
        let whole: Vec<f32> = until
            .iter()
            .zip(&behind)
            .map(|(until, behind)| until + behind)
            .collect();
        let others = whole.iter().enumerate().filter(|(other, _)| *other != tag);
        let rival = others
            .map(|(_, sum)| *sum)
            .fold(f32::NEG_INFINITY, f32::max);
        let lead = whole.get(tag).map_or(0.0, |own| own - rival);
        found.push(Best {
            tag: tag as u8,
            lead,
        });
        next = Some(tag);
        let from_here: Vec<f32> = scores
            .iter()
            .zip(&behind)
            .map(|(score, behind)| score + behind)
            .collect();
        for (sum, steps) in behind.iter_mut().zip(&weights.steps) {
            let rows = steps.iter().zip(&from_here).map(|(step, row)| step + row);
            *sum = rows.fold(f32::NEG_INFINITY, f32::max);
        }
    }
    found.reverse();
    found
}

fn first_of_the_most(sums: impl Iterator<Item = f32>) -> usize {
    let mut most = (0, f32::NEG_INFINITY);
    for (number, sum) in sums.enumerate() {
        if sum > most.1 {
            most = (number, sum);
        }
    }
    most.0
}

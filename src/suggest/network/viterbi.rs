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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::suggest::network::weights::WEIGHTS;

    /// Weights whose steps and first tag cost nothing but what a table says.
    fn free(steps: &[(usize, usize, f32)]) -> Weights {
        let mut weights = Weights::read(include_bytes!("weights.bin")).unwrap();
        weights.steps = [[0.0; TAGS]; TAGS];
        weights.start = [0.0; TAGS];
        for (from, to, worth) in steps {
            *weights.steps.get_mut(*from).unwrap().get_mut(*to).unwrap() = *worth;
        }
        weights
    }

    #[track_caller]
    fn check(steps: &[(usize, usize, f32)], scores: &[&[(usize, f32)]], expected: &[(u8, f32)]) {
        let row = |tags: &&[(usize, f32)]| {
            let mut row = [0.0; TAGS];
            for (tag, score) in tags.iter() {
                *row.get_mut(*tag).unwrap() = *score;
            }
            row
        };
        let scores: Vec<Scores> = scores.iter().map(row).collect();
        let found = best(&free(steps), &scores);
        let found: Vec<(u8, f32)> = found.iter().map(|best| (best.tag, best.lead)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_best_row_wins_and_leads_by_what_it_is_better_than_the_next() {
        check(&[], &[], &[]);
        // Without steps each word is for itself.
        check(
            &[],
            &[&[(3, 2.0)], &[(1, 5.0), (2, 4.0)]],
            &[(3, 2.0), (1, 1.0)],
        );
        // 1 then 2 is worth 2 + 3 + 2, what would be best alone, 1 then 1, only 2 + 4: the second word leads by 1, the first
        // by what another first tag before 2 or before 1 comes to, 3 or 4.
        check(
            &[(1, 2, 2.0)],
            &[&[(1, 2.0)], &[(2, 3.0), (1, 4.0)]],
            &[(1, 3.0), (2, 1.0)],
        );
        // A step that is barred is not taken: 50 + 1 + 0, and with another first tag 0 + 4.
        check(
            &[(0, 1, -100.0), (0, 0, 1.0)],
            &[&[(0, 50.0)], &[(1, 4.0)]],
            &[(0, 47.0), (0, 1.0)],
        );
    }

    #[test]
    fn a_tag_that_goes_on_stands_behind_its_own_kind_only() {
        let weights = WEIGHTS.as_ref().unwrap();
        let mut wanted = [0.0; TAGS];
        // «Goes on» of a cue, with nothing before it.
        *wanted.last_mut().unwrap() = 20.0;
        let tags: Vec<u8> = best(weights, &[wanted, wanted])
            .iter()
            .map(|best| best.tag)
            .collect();
        assert_eq!(tags, [9, 10]);
    }
}

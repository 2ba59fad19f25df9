//! The best row of tags, given a score for each tag of each word and for each step from tag to tag.

use crate::suggest::network::layers::Scores;
use crate::suggest::network::weights::{TAGS, Weights};

/// The tags of a block's words, by number.
pub(crate) fn best(weights: &Weights, scores: &[Scores]) -> Vec<u8> {
    let Some((first, rest)) = scores.split_first() else {
        return Vec::new();
    };
    let mut sums = weights.start;
    for (sum, score) in sums.iter_mut().zip(first) {
        *sum += score;
    }
    // For each further word: from which tag each tag is best reached.
    let mut from: Vec<[u8; TAGS]> = Vec::with_capacity(rest.len());
    for scores in rest {
        let mut next = [f32::NEG_INFINITY; TAGS];
        let mut origin = [0_u8; TAGS];
        for (number, (sum, steps)) in (0_u8..).zip(sums.iter().zip(&weights.steps)) {
            for ((best, origin), step) in next.iter_mut().zip(&mut origin).zip(steps) {
                if sum + step > *best {
                    *best = sum + step;
                    *origin = number;
                }
            }
        }
        for (sum, score) in next.iter_mut().zip(scores) {
            *sum += score;
        }
        sums = next;
        from.push(origin);
    }
    let mut tag = 0_u8;
    let mut most = f32::NEG_INFINITY;
    for (number, sum) in (0_u8..).zip(sums) {
        if sum > most {
            (tag, most) = (number, sum);
        }
    }
    let mut tags = vec![tag; scores.len()];
    for (place, origin) in tags.iter_mut().rev().skip(1).zip(from.iter().rev()) {
        tag = origin.get(usize::from(tag)).copied().unwrap_or(0);
        *place = tag;
    }
    tags
}

//! The arithmetic: from what is known of each word by itself to a score for each of its tags.
//!
//! In come rows of numbers, a word each; out come scores. Weights and what they are multiplied with are whole numbers, so
//! the sums are the same in whatever order a machine adds them up: natively and in the browser come the same tags.

use crate::suggest::network::weights::{Layer, Row, TAGS, WIDTH, Weights};

/// What a number is multiplied with to be a whole one: three binary places more than matter, and room for numbers up to 64.
const UNIT: f32 = 512.0;

/// The scores of each tag.
pub(crate) type Scores = [f32; TAGS];

/// The scores of each word.
pub(crate) fn scores(weights: &Weights, mut rows: Vec<Row>) -> Vec<Scores> {
    let mut whole = vec![[0_i16; WIDTH]; rows.len()];
    for layer in &weights.layers {
        for (whole, row) in whole.iter_mut().zip(&rows) {
            for (whole, number) in whole.iter_mut().zip(row) {
                // A number out of range keeps to the range's end.
                *whole = (number * UNIT + 0.5_f32.copysign(*number)) as i16;
            }
        }
        for (at, row) in rows.iter_mut().enumerate() {
            convolve(layer, &whole, at, row);
        }
    }
    let score = |row: &Row| {
        let mut scores = weights.scores_bias;
        for (score, weights) in scores.iter_mut().zip(&weights.scores) {
            for (number, weight) in row.iter().zip(weights) {
                *score += number * weight;
            }
        }
        scores
    };
    rows.iter().map(score).collect()
}

/// Adds to a word what the layer makes of it and its neighbours, where that is more than nothing.
fn convolve(layer: &Layer, whole: &[[i16; WIDTH]], at: usize, row: &mut Row) {
    const NOTHING: [i16; WIDTH] = [0; WIDTH];
    let word = |at: Option<usize>| at.and_then(|at| whole.get(at)).unwrap_or(&NOTHING);
    let before = word(at.checked_sub(layer.distance));
    let middle = word(Some(at));
    let behind = word(Some(at + layer.distance));
    let results = layer.weights.chunks_exact(3 * WIDTH);
    for (((sum, weights), scale), bias) in row
        .iter_mut()
        .zip(results)
        .zip(&layer.scale)
        .zip(&layer.bias)
    {
        let (first, rest) = weights.split_at(WIDTH);
        let (second, third) = rest.split_at(WIDTH);
        let total = dot(before, first) + dot(middle, second) + dot(behind, third);
        let result = total as f32 * scale + bias;
        if result > 0.0 {
            *sum += result;
        }
    }
}

/// 64 products of at most 2¹⁵ × 2⁷ and three of these sums fit into 32 bits.
fn dot(numbers: &[i16; WIDTH], weights: &[i16]) -> i32 {
    let products = numbers.iter().zip(weights);
    products
        .map(|(number, weight)| i32::from(*number) * i32::from(*weight))
        .sum()
}

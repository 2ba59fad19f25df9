//! The arithmetic: from what is known of each word by itself to a score for each of its tags.
//!
//! In come rows of numbers, a word each; out come scores. What is summed up in large numbers is whole, and the few sums of
//! fractions have one order: natively and in the browser come the same tags. Eight products are made at a time where the
//! machine can.

use wide::{f32x4, i16x8, i32x4};

use crate::suggest::network::weights::{GROUP, Layer, Row, TAGS, WIDTH, Weights};

/// So many make one: three binary places more than matter, and room for numbers up to 64.
const UNIT: f32 = 512.0;

/// The largest number that is kept of a row.
const LARGEST: i32 = i16::MAX as i32;

/// A word's numbers in fours, each as so many units.
type Units = [i32x4; WIDTH / 4];

/// The same, ready to be multiplied: eight at a time.
type Eights = [i16x8; WIDTH / 8];

/// Beyond the text's ends.
const NOTHING: Eights = [i16x8::ZERO; WIDTH / 8];

/// The scores of each tag.
pub(crate) type Scores = [f32; TAGS];

/// Rooms for the numbers of one stretch, kept for the next.
#[derive(Default)]
pub(crate) struct Rooms {
    units: Vec<Units>,
    eights: Vec<Eights>,
}

/// The scores of each word.
pub(crate) fn scores(weights: &Weights, rows: &[Row], rooms: &mut Rooms) -> Vec<Scores> {
    rooms.units.clear();
    rooms.units.extend(rows.iter().map(in_units));
    for layer in &weights.layers {
        rooms.eights.clear();
        rooms.eights.extend(rooms.units.iter().map(in_eights));
        for (at, units) in rooms.units.iter_mut().enumerate() {
            convolve(layer, &rooms.eights, at, units);
        }
    }
    let units = rooms.units.iter();
    units.map(|units| score(weights, units)).collect()
}

fn in_units(row: &Row) -> Units {
    let mut units = [i32x4::ZERO; WIDTH / 4];
    for (units, numbers) in units.iter_mut().zip(row.as_chunks::<4>().0) {
        *units =
            i32x4::from(numbers.map(|number| (number * UNIT + 0.5_f32.copysign(number)) as i32));
    }
    units
}

/// A number out of range keeps to the range's end.
fn in_eights(units: &Units) -> Eights {
    let (least, most) = (i32x4::splat(-LARGEST), i32x4::splat(LARGEST));
    let mut eights = NOTHING;
    for (eight, [low, high]) in eights.iter_mut().zip(units.as_chunks::<2>().0) {
        let narrow = |four: &i32x4| four.max(least).min(most).to_array().map(|one| one as i16);
        let ([a, b, c, d], [e, f, g, h]) = (narrow(low), narrow(high));
        *eight = i16x8::from([a, b, c, d, e, f, g, h]);
    }
    eights
}

/// Adds to a word what the layer makes of it and its neighbours, where that is more than nothing.
///
/// 192 products of at most 2¹⁵ × 2⁷ fit into 32 bits.
fn convolve(layer: &Layer, words: &[Eights], at: usize, units: &mut Units) {
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).unwrap_or(&NOTHING);
    let seen = [
        word(at.checked_sub(layer.distance)),
        word(Some(at)),
        word(Some(at + layer.distance)),
    ];
    let groups = layer.weights.iter().zip(&layer.scale).zip(&layer.bias);
    for (four, ((weights, scale), bias)) in units.iter_mut().zip(groups) {
        let mut sums = [i32x4::ZERO; GROUP];
        for (sum, weights) in sums.iter_mut().zip(weights) {
            for (numbers, weights) in seen.iter().zip(weights) {
                for (numbers, weights) in numbers.iter().zip(weights) {
                    *sum += numbers.dot(*weights);
                }
            }
        }
        let total = f32x4::from(sums.map(|sum| sum.reduce_add() as f32));
        let result = total * *scale + *bias;
        // Half a unit more is rounded down.
        let most = f32x4::splat(LARGEST as f32);
        let result = (result * f32x4::splat(UNIT) + f32x4::splat(0.5))
            .max(f32x4::ZERO)
            .min(most);
        *four += result.trunc_int();
    }
}

fn score(weights: &Weights, units: &Units) -> Scores {
    let mut sums = weights.scores_bias;
    let numbers = units.iter().flat_map(|four| four.to_array());
    for (number, weights) in numbers.zip(&weights.scores) {
        let number = f32x4::splat(number as f32 / UNIT);
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += number * *weight;
        }
    }
    let mut scores = [0.0; TAGS];
    let sums = sums.iter().flat_map(|four| four.to_array());
    for (score, sum) in scores.iter_mut().zip(sums) {
        *score = sum;
    }
    scores
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// A layer that gives its first number: so often that of the words before, here and behind, in halves, and a bias.
    fn layer(times: [i16; 3], bias: f32) -> Layer {
        let mut weights = vec![[[[i16x8::ZERO; WIDTH / 8]; 3]; GROUP]; WIDTH / GROUP];
        let first = weights.first_mut().unwrap().first_mut().unwrap();
        for (weights, times) in first.iter_mut().zip(times) {
            *weights.first_mut().unwrap() = i16x8::from([times, 0, 0, 0, 0, 0, 0, 0]);
        }
        let mut biases = vec![f32x4::ZERO; WIDTH / 4];
        *biases.first_mut().unwrap() = f32x4::from([bias, 0.0, 0.0, 0.0]);
        Layer {
            distance: 1,
            weights,
            // Half of a unit.
            scale: vec![f32x4::splat(0.5 / UNIT); WIDTH / 4],
            bias: biases,
        }
    }

    /// The first numbers of the words after a layer.
    #[track_caller]
    fn check(layer: &Layer, numbers: &[f32], expected: &[f32]) {
        let row = |number: &f32| {
            let mut row = [0.0; WIDTH];
            *row.first_mut().unwrap() = *number;
            in_units(&row)
        };
        let mut units: Vec<Units> = numbers.iter().map(row).collect();
        let eights: Vec<Eights> = units.iter().map(in_eights).collect();
        for (at, units) in units.iter_mut().enumerate() {
            convolve(layer, &eights, at, units);
        }
        let first = |units: &Units| units.first().unwrap().to_array().first().copied().unwrap();
        let found: Vec<f32> = units
            .iter()
            .map(|units| first(units) as f32 / UNIT)
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_word_gets_what_the_layer_makes_of_it_and_its_neighbours() {
        // Nothing stands before the first word and behind the last.
        check(&layer([2, 0, 0], 0.0), &[1.0, 2.0, 4.0], &[1.0, 3.0, 6.0]);
        check(&layer([0, 0, 2], 0.0), &[1.0, 2.0, 4.0], &[3.0, 6.0, 4.0]);
        check(&layer([0, 1, 0], 0.25), &[1.0, -4.0], &[1.75, -4.0]);
        // Less than nothing adds nothing.
        check(&layer([0, -2, 0], 0.5), &[1.0, -1.0], &[1.0, 0.5]);
        // What is out of range keeps to the range's end, 64 less one unit.
        check(
            &layer([0, 2, 0], 0.0),
            &[100.0],
            &[100.0 + 32_767.0 / 512.0],
        );
    }
}

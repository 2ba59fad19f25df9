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

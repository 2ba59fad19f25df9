//! What training has learned, read from one file: a vocabulary and figures.
//!
//! In comes `weights.bin`, which `training/pack.py` writes and whose layout it tells; out come [`Weights`]. A file that does
//! not hold what it says is refused with the place where it goes wrong, and the engine is left with its rules.

use std::collections::HashMap;
use std::sync::LazyLock;

use thiserror::Error;
use wide::{f32x4, i16x8};

use crate::suggest::network::features::{MARKS, Traits};

/// How many numbers the network keeps for a word.
pub(crate) const WIDTH: usize = 64;

/// So many results of a layer are worked out side by side.
pub(crate) const GROUP: usize = 4;

/// How many tags a word can have: none, and for each kind the beginning and the rest.
pub(crate) const TAGS: usize = 11;

/// The numbers of a word.
pub(crate) type Row = [f32; WIDTH];

/// The weights that this program is built with.
pub(crate) static WEIGHTS: LazyLock<Option<Weights>> =
    LazyLock::new(|| Weights::read(include_bytes!("weights.bin")).ok());

/// Why a file of weights is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum Refused {
    /// It begins otherwise.
    #[error("this is no file of weights: it does not begin with PMN1")]
    Foreign,
    /// It was made for other marks.
    #[error("the weights are for {theirs} marks, this engine has {ours}: train again")]
    Marks {
        /// How many the file is for.
        theirs: usize,
        /// How many there are.
        ours: usize,
    },
    /// It ends too early.
    #[error("the weights end within the {0}")]
    Short(&'static str),
    /// A word list is no text, or not as long as it says.
    #[error("the weights' words are not what their head says")]
    Words,
    /// Something stands behind the end.
    #[error("{0} bytes stand behind the weights")]
    Long(usize),
}

/// All that was learned.
pub(crate) struct Weights {
    /// What every word starts from.
    bias: Row,
    /// Vectors that were learned elsewhere, of frequent words.
    vectors: Table,
    /// Vectors that were learned with the network, of words that its articles have often.
    own: Table,
    endings: Table,
    beginnings: Table,
    /// A row a mark.
    marks: Vec<Row>,
    /// The convolutions in their order.
    pub(crate) layers: Vec<Layer>,
    /// For each of a word's numbers what it is worth to the score of each tag, in fours.
    pub(crate) scores: Vec<[f32x4; TAGS.div_ceil(4)]>,
    /// What each score begins with.
    pub(crate) scores_bias: [f32x4; TAGS.div_ceil(4)],
    /// From each tag to each.
    pub(crate) steps: [[f32; TAGS]; TAGS],
    /// To the first tag.
    pub(crate) start: [f32; TAGS],
}

/// One convolution: over a word and its two neighbours at a distance.
pub(crate) struct Layer {
    /// How far away the neighbours stand.
    pub(crate) distance: usize,
    /// For each result the weights of the word before, of the word itself, of the word behind.
    pub(crate) weights: Vec<[[[i16x8; WIDTH / 8]; 3]; GROUP]>,
    /// What each result's weights are multiples of.
    pub(crate) scale: Vec<f32x4>,
    /// What is added to each result.
    pub(crate) bias: Vec<f32x4>,
}

/// Rows of small numbers by text; the first row is that of a text that isn't in it.
struct Table {
    places: HashMap<&'static str, usize>,
    numbers: Vec<i8>,
    /// What each number is worth to a word.
    worth: Vec<Row>,
}

impl Table {
    fn add_to(&self, row: &mut Row, text: &str) {
        let place = self.places.get(text).copied().unwrap_or(0);
        let dims = self.worth.len();
        let numbers = self.numbers.get(place * dims..(place + 1) * dims);
        for (number, worth) in numbers.unwrap_or(&[]).iter().zip(&self.worth) {
            add(row, worth, f32::from(*number));
        }
    }
}

impl Weights {
    /// What the network knows of a word by its letters.
    pub(crate) fn of_letters(&self, traits: &Traits) -> Row {
        let mut row = self.bias;
        self.vectors.add_to(&mut row, &traits.word);
        self.own.add_to(&mut row, &traits.word);
        self.endings.add_to(&mut row, traits.ending());
        self.beginnings.add_to(&mut row, traits.beginning());
        row
    }

    /// Adds what it knows of a word by its marks.
    pub(crate) fn add_marks(&self, row: &mut Row, marks: u128) {
        let mut left = marks;
        while left != 0 {
            if let Some(mark) = self.marks.get(left.trailing_zeros() as usize) {
                add(row, mark, 1.0);
            }
            left &= left - 1;
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it is another one, is cut off, or was made for other marks than [`MARKS`].
    pub(crate) fn read(bytes: &'static [u8]) -> Result<Weights, Refused> {
        let mut file = File { rest: bytes };
        if file.take(4, "name") != Ok(b"PMN1") {
            return Err(Refused::Foreign);
        }
        let both = file.count()?;
        let only_vectors = file.count()?;
        let only_own = file.count()?;
        let endings = file.count()?;
        let beginnings = file.count()?;
        let vector_dims = file.count()?;
        let own_dims = file.count()?;
        let affix_dims = file.count()?;
        let marks = file.count()?;
        let layers = file.count()?;
        let length = file.count()?;
        if marks != MARKS {
            return Err(Refused::Marks {
                theirs: marks,
                ours: MARKS,
            });
        }
        let texts = std::str::from_utf8(file.take(length, "words")?);
        let mut texts = texts.map_err(|_| Refused::Words)?.lines();
        let mut words = |many: usize| -> Result<Vec<&'static str>, Refused> {
            let words: Vec<&'static str> = texts.by_ref().take(many).collect();
            if words.len() == many {
                Ok(words)
            } else {
                Err(Refused::Words)
            }
        };
        let shared = words(both)?;
        let with_vectors = words(only_vectors)?;
        let with_own = words(only_own)?;
        let ending_texts = words(endings)?;
        let beginning_texts = words(beginnings)?;
        let bias = file.row("first row")?;
        let mut table =
            |dims: usize, halves: bool, texts: &[&[&'static str]]| -> Result<Table, Refused> {
                let worth = file.scaled_rows(dims, "vectors")?;
                let texts = texts.iter().copied().flatten();
                let places: HashMap<&'static str, usize> =
                    texts.zip(1..).map(|(text, place)| (*text, place)).collect();
                let numbers = (places.len() + 1).saturating_mul(dims);
                let numbers = file.small(numbers, halves)?;
                Ok(Table {
                    places,
                    numbers,
                    worth,
                })
            };
        let vectors = table(vector_dims, true, &[&shared, &with_vectors])?;
        let own = table(own_dims, false, &[&shared, &with_own])?;
        let endings = table(affix_dims, false, &[&ending_texts])?;
        let beginnings = table(affix_dims, false, &[&beginning_texts])?;
        let marks = file.scaled_rows(marks, "marks")?;
        let layers = (0..layers)
            .map(|_| file.layer())
            .collect::<Result<_, _>>()?;
        let mut scores = vec![[f32x4::ZERO; TAGS.div_ceil(4)]; WIDTH];
        for tag in 0..TAGS {
            for (weights, weight) in scores.iter_mut().zip(file.row("scores")?) {
                set(weights, tag, weight);
            }
        }
        let mut scores_bias = [f32x4::ZERO; TAGS.div_ceil(4)];
        for (tag, weight) in file.figures::<TAGS>("scores")?.into_iter().enumerate() {
            set(&mut scores_bias, tag, weight);
        }
        let mut steps = [[0.0; TAGS]; TAGS];
        for row in &mut steps {
            *row = file.figures("steps")?;
        }
        let start = file.figures("steps")?;
        if !file.rest.is_empty() {
            return Err(Refused::Long(file.rest.len()));
        }
        Ok(Weights {
            bias,
            vectors,
            own,
            endings,
            beginnings,
            marks,
            layers,
            scores,
            scores_bias,
            steps,
            start,
        })
    }
}

/// Sets one of the numbers that are kept in fours.
fn set(fours: &mut [f32x4], place: usize, number: f32) {
    if let Some(four) = fours.get_mut(place / 4)
        && let Some(one) = four.as_mut_array().get_mut(place % 4)
    {
        *one = number;
    }
}

/// Adds a row as often as said.
fn add(row: &mut Row, other: &Row, times: f32) {
    for (sum, number) in row.iter_mut().zip(other) {
        *sum += number * times;
    }
}

/// What is left of the file.
struct File {
    rest: &'static [u8],
}

impl File {
    fn take(&mut self, bytes: usize, part: &'static str) -> Result<&'static [u8], Refused> {
        let (taken, rest) = self
            .rest
            .split_at_checked(bytes)
            .ok_or(Refused::Short(part))?;
        self.rest = rest;
        Ok(taken)
    }

    fn count(&mut self) -> Result<usize, Refused> {
        let bytes = self.take(4, "head")?;
        let bytes = bytes.try_into().map_err(|_| Refused::Short("head"))?;
        usize::try_from(u32::from_le_bytes(bytes)).map_err(|_| Refused::Short("head"))
    }

    fn figures<const N: usize>(&mut self, part: &'static str) -> Result<[f32; N], Refused> {
        let mut figures = [0.0; N];
        let bytes = self.take(N * 4, part)?;
        for (figure, bytes) in figures.iter_mut().zip(bytes.as_chunks().0) {
            *figure = f32::from_le_bytes(*bytes);
        }
        Ok(figures)
    }

    fn row(&mut self, part: &'static str) -> Result<Row, Refused> {
        self.figures::<WIDTH>(part)
    }

    /// A row in fours.
    fn fours(&mut self) -> Result<Vec<f32x4>, Refused> {
        let row = self.row("layers")?;
        Ok(row
            .as_chunks::<4>()
            .0
            .iter()
            .map(|four| f32x4::from(*four))
            .collect())
    }

    /// Rows of bytes, behind the figure that each row is a multiple of.
    fn scaled_rows(&mut self, rows: usize, part: &'static str) -> Result<Vec<Row>, Refused> {
        (0..rows)
            .map(|_| {
                let [scale] = self.figures::<1>(part)?;
                let mut row = [0.0; WIDTH];
                for (number, byte) in row.iter_mut().zip(self.take(WIDTH, part)?) {
                    *number = f32::from(byte.cast_signed()) * scale;
                }
                Ok(row)
            })
            .collect()
    }

    /// Small numbers: one a byte, or two.
    fn small(&mut self, numbers: usize, halves: bool) -> Result<Vec<i8>, Refused> {
        if !halves {
            let bytes = self.take(numbers, "vectors")?;
            return Ok(bytes.iter().map(|byte| byte.cast_signed()).collect());
        }
        let bytes = self.take(numbers.div_ceil(2), "vectors")?;
        let half = |half: u8| half.cast_signed() - 8;
        let halves = bytes
            .iter()
            .flat_map(|byte| [half(byte & 15), half(byte >> 4)]);
        Ok(halves.collect())
    }

    fn layer(&mut self) -> Result<Layer, Refused> {
        let distance = self.count()?;
        let scale = self.fours()?;
        let bias = self.fours()?;
        let mut weights = vec![[[[i16x8::ZERO; WIDTH / 8]; 3]; GROUP]; WIDTH / GROUP];
        let bytes = self.take(3 * WIDTH * WIDTH, "layers")?;
        let eights = weights
            .as_flattened_mut()
            .as_flattened_mut()
            .as_flattened_mut();
        for (eight, bytes) in eights.iter_mut().zip(bytes.as_chunks::<8>().0) {
            *eight = i16x8::from(bytes.map(|byte| i16::from(byte.cast_signed())));
        }
        Ok(Layer {
            distance,
            weights,
            scale,
            bias,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_that_is_not_what_it_says_is_refused_with_the_place() {
        let bytes: &'static [u8] = include_bytes!("weights.bin");
        let read = |bytes: Vec<u8>| Weights::read(bytes.leak()).err();
        let changed = |place: usize, byte: u8| {
            let mut bytes = bytes.to_vec();
            *bytes.get_mut(place).unwrap() = byte;
            bytes
        };
        let shorter = |length: usize| bytes.get(..length).unwrap().to_vec();
        assert_eq!(read(bytes.to_vec()), None);
        assert_eq!(read(Vec::new()), Some(Refused::Foreign));
        assert_eq!(read(changed(0, b'Q')), Some(Refused::Foreign));
        assert_eq!(read(shorter(6)), Some(Refused::Short("head")));
        assert_eq!(read(shorter(100)), Some(Refused::Short("words")));
        assert_eq!(read(changed(48, 0xff)), Some(Refused::Words));
        assert_eq!(read(changed(7, 0x7f)), Some(Refused::Words));
        let marks = Refused::Marks {
            theirs: MARKS ^ 1,
            ours: MARKS,
        };
        assert_eq!(read(changed(36, (MARKS ^ 1) as u8)), Some(marks));
        assert_eq!(
            read(shorter(bytes.len() - 1)),
            Some(Refused::Short("steps"))
        );
        assert_eq!(read([bytes, b"x"].concat()), Some(Refused::Long(1)));
        assert!(marks.to_string().contains("train again"));
    }

    #[test]
    fn no_file_however_spoiled_stops_the_engine() {
        let bytes: &'static [u8] = include_bytes!("weights.bin");
        for length in (0..2_000).chain((0..bytes.len()).step_by(9_973)) {
            let spoiled: Vec<u8> = bytes.iter().take(length).copied().collect();
            assert!(Weights::read(spoiled.leak()).is_err(), "{length} bytes");
        }
        for place in 4..48 {
            let mut spoiled = bytes.to_vec();
            *spoiled.get_mut(place).unwrap() ^= 0xa5;
            assert!(Weights::read(spoiled.leak()).is_err(), "byte {place}");
        }
    }
}

//! What training has learned, read from one file: a vocabulary and figures.
//!
//! In comes `weights.bin`, which `training/pack.py` writes and whose layout it tells; out come [`Weights`]. A file that does
//! not hold what it says gives none, and the engine is left with its rules.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::suggest::network::features::{MARKS, Traits};

/// How many numbers the network keeps for a word.
pub(crate) const WIDTH: usize = 64;

/// How many tags a word can have: none, and for each kind the beginning and the rest.
pub(crate) const TAGS: usize = 11;

/// The numbers of a word.
pub(crate) type Row = [f32; WIDTH];

/// The weights that this program is built with.
pub(crate) static WEIGHTS: LazyLock<Option<Weights>> =
    LazyLock::new(|| Weights::read(include_bytes!("weights.bin")));

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
    /// From a word's numbers to the score of each tag.
    pub(crate) scores: [Row; TAGS],
    /// What is added to each score.
    pub(crate) scores_bias: [f32; TAGS],
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
    pub(crate) weights: Vec<i16>,
    /// What each result's weights are multiples of.
    pub(crate) scale: Row,
    /// What is added to each result.
    pub(crate) bias: Row,
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
    /// What the network knows of a word before it looks at its neighbours.
    pub(crate) fn row(&self, traits: &Traits) -> Row {
        let mut row = self.bias;
        self.vectors.add_to(&mut row, &traits.word);
        self.own.add_to(&mut row, &traits.word);
        self.endings.add_to(&mut row, traits.ending());
        self.beginnings.add_to(&mut row, traits.beginning());
        for (number, mark) in self.marks.iter().enumerate() {
            if traits.marks >> number & 1 == 1 {
                add(&mut row, mark, 1.0);
            }
        }
        row
    }

    fn read(bytes: &'static [u8]) -> Option<Weights> {
        let mut file = File { rest: bytes };
        if file.take(4)? != b"PMN1" {
            return None;
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
            return None;
        }
        let mut texts = std::str::from_utf8(file.take(length)?).ok()?.lines();
        let shared: Vec<&'static str> = texts.by_ref().take(both).collect();
        let with_vectors: Vec<&'static str> = texts.by_ref().take(only_vectors).collect();
        let with_own: Vec<&'static str> = texts.by_ref().take(only_own).collect();
        let ending_texts: Vec<&'static str> = texts.by_ref().take(endings).collect();
        let beginning_texts: Vec<&'static str> = texts.by_ref().take(beginnings).collect();
        let bias = file.row()?;
        let mut table =
            |dims: usize, halves: bool, texts: &mut dyn Iterator<Item = &&'static str>| {
                let worth = file.scaled_rows(dims)?;
                let places: HashMap<&'static str, usize> = texts
                    .enumerate()
                    .map(|(at, text)| (*text, at + 1))
                    .collect();
                let numbers = file.small((places.len() + 1) * dims, halves)?;
                Some(Table {
                    places,
                    numbers,
                    worth,
                })
            };
        let vectors = table(vector_dims, true, &mut shared.iter().chain(&with_vectors))?;
        let own = table(own_dims, false, &mut shared.iter().chain(&with_own))?;
        let endings = table(affix_dims, false, &mut ending_texts.iter())?;
        let beginnings = table(affix_dims, false, &mut beginning_texts.iter())?;
        let marks = file.scaled_rows(marks)?;
        let layers = (0..layers)
            .map(|_| file.layer())
            .collect::<Option<Vec<Layer>>>()?;
        let mut scores = [[0.0; WIDTH]; TAGS];
        for row in &mut scores {
            *row = file.row()?;
        }
        let scores_bias = file.figures()?;
        let mut steps = [[0.0; TAGS]; TAGS];
        for row in &mut steps {
            *row = file.figures()?;
        }
        let start = file.figures()?;
        file.rest.is_empty().then_some(Weights {
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
    fn take(&mut self, bytes: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.rest.split_at_checked(bytes)?;
        self.rest = rest;
        Some(taken)
    }

    fn count(&mut self) -> Option<usize> {
        let bytes = self.take(4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    }

    fn figures<const N: usize>(&mut self) -> Option<[f32; N]> {
        let mut figures = [0.0; N];
        for (figure, bytes) in figures.iter_mut().zip(self.take(N * 4)?.chunks_exact(4)) {
            *figure = f32::from_le_bytes(bytes.try_into().ok()?);
        }
        Some(figures)
    }

    fn row(&mut self) -> Option<Row> {
        self.figures::<WIDTH>()
    }

    /// Rows of bytes, behind the figure that each row is a multiple of.
    fn scaled_rows(&mut self, rows: usize) -> Option<Vec<Row>> {
        (0..rows)
            .map(|_| {
                let [scale] = self.figures::<1>()?;
                let mut row = [0.0; WIDTH];
                for (number, byte) in row.iter_mut().zip(self.take(WIDTH)?) {
                    *number = f32::from(byte.cast_signed()) * scale;
                }
                Some(row)
            })
            .collect()
    }

    /// Small numbers: one a byte, or two.
    fn small(&mut self, numbers: usize, halves: bool) -> Option<Vec<i8>> {
        if !halves {
            return Some(
                self.take(numbers)?
                    .iter()
                    .map(|byte| byte.cast_signed())
                    .collect(),
            );
        }
        let bytes = self.take(numbers.div_ceil(2))?;
        let half = |half: u8| half.cast_signed() - 8;
        Some(
            bytes
                .iter()
                .flat_map(|byte| [half(byte & 15), half(byte >> 4)])
                .collect(),
        )
    }

    fn layer(&mut self) -> Option<Layer> {
        let distance = self.count()?;
        let scale = self.row()?;
        let bias = self.row()?;
        let weights = self
            .take(3 * WIDTH * WIDTH)?
            .iter()
            .map(|byte| i16::from(byte.cast_signed()))
            .collect();
        Some(Layer {
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
    fn the_file_holds_what_it_says_and_a_shorter_one_is_refused() {
        let bytes: &'static [u8] = include_bytes!("weights.bin");
        assert!(Weights::read(bytes).is_some());
        assert!(Weights::read(bytes.get(..bytes.len() - 1).unwrap()).is_none());
        assert!(Weights::read(b"PMN1").is_none());
    }
}

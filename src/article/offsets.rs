//! The four units in which a place in a text is counted, and the way between them.
//!
//! - [`Byte`]: bytes of the text as UTF-8. The unit inside Pressmark.
//! - [`CodePoint`]: Unicode scalar values. The unit of Pressmark's files and of Python.
//! - [`Utf16`]: UTF-16 code units. The unit of JavaScript, the DOM and Java.
//! - [`Grapheme`]: user-perceived characters (extended grapheme clusters). What a person counts, and where a caret may stand.
//!
//! All four count from nought, and all name the place *before* the unit with that number, so the length of the
//! text is a valid offset: its end. A text comes in once; out come conversions that cost a binary search each.
//! This module never knows what the text says.

use unicode_segmentation::UnicodeSegmentation;

/// A place counted in bytes of UTF-8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Byte(pub u32);

/// A place counted in Unicode code points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodePoint(pub u32);

/// A place counted in UTF-16 code units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Utf16(pub u32);

/// A place counted in extended grapheme clusters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grapheme(pub u32);

impl Byte {
    /// The offset that an index of a `str` stands for. Texts end far below 4 GiB; an index beyond is held at that.
    #[must_use]
    pub fn at(index: usize) -> Byte {
        Byte(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The same place as an index for a `str`.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl From<Byte> for usize {
    fn from(byte: Byte) -> usize {
        byte.index()
    }
}

/// A stretch of text from `start` up to, but without, `end`, in bytes of UTF-8.
///
/// `start` is never behind `end` when it was made by [`Extent::new`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Extent {
    /// Where it starts.
    pub start: Byte,
    /// Where it ends: the first byte that is no longer in it.
    pub end: Byte,
}

impl Extent {
    /// The stretch between two places, whichever comes first.
    #[must_use]
    pub fn new(one: Byte, other: Byte) -> Extent {
        Extent {
            start: one.min(other),
            end: one.max(other),
        }
    }

    /// The stretch between two indexes of a `str`.
    #[must_use]
    pub fn at(start: usize, end: usize) -> Extent {
        Extent::new(Byte::at(start), Byte::at(end))
    }

    /// The empty stretch at a place.
    #[must_use]
    pub fn caret(at: Byte) -> Extent {
        Extent { start: at, end: at }
    }

    /// Its length in bytes.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end.0.saturating_sub(self.start.0)
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Its bounds as indexes for a `str`.
    #[must_use]
    pub fn indexes(self) -> std::ops::Range<usize> {
        self.start.index()..self.end.index()
    }

    /// Whether the byte at this place is in it. The end is not.
    #[must_use]
    pub fn contains(self, at: Byte) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the two share at least one byte. An empty stretch shares none.
    #[must_use]
    pub fn overlaps(self, other: Extent) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// Whether the other lies wholly in it; an empty one also at its bounds.
    #[must_use]
    pub fn covers(self, other: Extent) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// What the two share, or `None` when that is nothing.
    #[must_use]
    pub fn intersection(self, other: Extent) -> Option<Extent> {
        self.overlaps(other).then(|| Extent {
            start: self.start.max(other.start),
            end: self.end.min(other.end),
        })
    }

    /// The shortest stretch that covers both, with what lies between them.
    #[must_use]
    pub fn hull(self, other: Extent) -> Extent {
        Extent {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// Converts places of one text among the four units, each way in O(log n).
///
/// Ordinary prose costs a few bytes: what is kept is one entry for each *run* of code points that are equally long
/// in every unit. An English text is one run between two curly quotation marks, a Russian one is two runs a word.
///
/// ```
/// use pressmark::article::{Byte, Grapheme, Offsets, Utf16};
/// let offsets = Offsets::new("👍🏽 yes");
/// assert_eq!(offsets.to_grapheme(Byte(8)), Some(Grapheme(1)));
/// assert_eq!(offsets.to_utf16(Byte(8)), Some(Utf16(4)));
/// assert_eq!(offsets.to_grapheme(Byte(4)), None, "inside the emoji");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offsets {
    /// Never empty: the last is of width nought and stands for the end.
    runs: Vec<Run>,
}

/// Where a run of like code points starts, and how long each of them is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    byte: u32,
    codepoint: u32,
    utf16: u32,
    grapheme: u32,
    width: Width,
}

/// The length of one code point in the three units that vary; nought graphemes for one that continues a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Width {
    bytes: u8,
    utf16: u8,
    graphemes: u8,
}

impl Width {
    const END: Width = Width {
        bytes: 0,
        utf16: 0,
        graphemes: 0,
    };
}

impl Offsets {
    /// Measures a text, in one pass.
    #[must_use]
    pub fn new(text: &str) -> Offsets {
        let mut build = Build {
            runs: Vec::new(),
            at: Run {
                byte: 0,
                codepoint: 0,
                utf16: 0,
                grapheme: 0,
                width: Width::END,
            },
        };
        let mut rest = text;
        while !rest.is_empty() {
            let plain = plain_prefix(rest);
            if plain > 0 {
                build.push(
                    Width {
                        bytes: 1,
                        utf16: 1,
                        graphemes: 1,
                    },
                    Byte::at(plain).0,
                );
            }
            let (cluster_text, after) = split_clusters(rest.get(plain..).unwrap_or(""));
            for cluster in cluster_text.graphemes(true) {
                for (n, character) in cluster.chars().enumerate() {
                    let width = Width {
                        bytes: character.len_utf8() as u8,
                        utf16: character.len_utf16() as u8,
                        graphemes: u8::from(n == 0),
                    };
                    build.push(width, 1);
                }
            }
            rest = after;
        }
        let end = Run {
            width: Width::END,
            ..build.at
        };
        build.runs.push(end);
        build.runs.shrink_to_fit();
        Offsets { runs: build.runs }
    }

    /// The length of the text in bytes.
    #[must_use]
    pub fn len_bytes(&self) -> Byte {
        Byte(self.end().byte)
    }

    /// The length of the text in code points.
    #[must_use]
    pub fn len_codepoints(&self) -> CodePoint {
        CodePoint(self.end().codepoint)
    }

    /// The length of the text in UTF-16 code units.
    #[must_use]
    pub fn len_utf16(&self) -> Utf16 {
        Utf16(self.end().utf16)
    }

    /// The length of the text in grapheme clusters.
    #[must_use]
    pub fn len_graphemes(&self) -> Grapheme {
        Grapheme(self.end().grapheme)
    }

    /// `None` when the byte lies inside a code point or beyond the end.
    #[must_use]
    pub fn to_codepoint(&self, at: Byte) -> Option<CodePoint> {
        let (run, n) = self.at_byte(at)?;
        Some(CodePoint(run.codepoint + n))
    }

    /// `None` when the byte lies inside a code point or beyond the end.
    #[must_use]
    pub fn to_utf16(&self, at: Byte) -> Option<Utf16> {
        let (run, n) = self.at_byte(at)?;
        Some(Utf16(run.utf16 + n * u32::from(run.width.utf16)))
    }

    /// `None` when the byte lies inside a grapheme cluster or beyond the end.
    #[must_use]
    pub fn to_grapheme(&self, at: Byte) -> Option<Grapheme> {
        let (run, n) = self.at_byte(at)?;
        (run.width
            != Width {
                graphemes: 0,
                ..run.width
            }
            || run.width == Width::END)
            .then_some(Grapheme(run.grapheme + n))
    }

    /// `None` beyond the end.
    #[must_use]
    pub fn from_codepoint(&self, at: CodePoint) -> Option<Byte> {
        let run = self.last_run(|run| run.codepoint <= at.0)?;
        run.nth(at.0 - run.codepoint)
    }

    /// `None` inside a surrogate pair or beyond the end.
    #[must_use]
    pub fn from_utf16(&self, at: Utf16) -> Option<Byte> {
        let run = self.last_run(|run| run.utf16 <= at.0)?;
        run.nth(whole(at.0 - run.utf16, run.width.utf16)?)
    }

    /// `None` beyond the end.
    #[must_use]
    pub fn from_grapheme(&self, at: Grapheme) -> Option<Byte> {
        let run = self.last_run(|run| run.grapheme <= at.0)?;
        run.nth(at.0 - run.grapheme)
    }

    /// The start of the grapheme cluster that this byte is in; the place itself where one starts; the end beyond the end.
    #[must_use]
    pub fn grapheme_floor(&self, at: Byte) -> Byte {
        if at >= self.len_bytes() {
            return self.len_bytes();
        }
        let index = self
            .runs
            .partition_point(|run| run.byte <= at.0)
            .saturating_sub(1);
        let Some(run) = self.runs.get(index) else {
            return at;
        };
        if run.width.graphemes > 0 {
            let n = (at.0 - run.byte) / u32::from(run.width.bytes.max(1));
            return run.nth(n).unwrap_or(at);
        }
        // A run of continuations: the cluster began with the last code point of the nearest run that starts clusters.
        let before = self.runs.get(..index).unwrap_or(&[]);
        let after = before
            .iter()
            .enumerate()
            .rev()
            .find(|(_, run)| run.width.graphemes > 0);
        match after {
            Some((n, starts)) => {
                let end = self.runs.get(n + 1).map_or(run.byte, |next| next.byte);
                Byte(end.saturating_sub(u32::from(starts.width.bytes)))
            }
            None => Byte(0),
        }
    }

    /// The first place at or after this byte where a caret may stand; the end beyond the end.
    #[must_use]
    pub fn grapheme_ceil(&self, at: Byte) -> Byte {
        let floor = self.grapheme_floor(at);
        if floor >= at {
            floor
        } else {
            self.next_grapheme(floor)
        }
    }

    /// The end of the grapheme cluster that this byte is in, so always further on, but for the end of the text.
    #[must_use]
    pub fn next_grapheme(&self, at: Byte) -> Byte {
        let floor = self.grapheme_floor(at);
        self.to_grapheme(floor)
            .and_then(|grapheme| self.from_grapheme(Grapheme(grapheme.0.saturating_add(1))))
            .unwrap_or_else(|| self.len_bytes())
    }

    /// The nearest place before this byte where a caret may stand; nought at the start.
    #[must_use]
    pub fn previous_grapheme(&self, at: Byte) -> Byte {
        let floor = self.grapheme_floor(at);
        if floor < at.min(self.len_bytes()) {
            return floor;
        }
        self.to_grapheme(floor)
            .and_then(|grapheme| self.from_grapheme(Grapheme(grapheme.0.saturating_sub(1))))
            .unwrap_or_default()
    }

    fn end(&self) -> Run {
        self.runs.last().copied().unwrap_or(Run {
            byte: 0,
            codepoint: 0,
            utf16: 0,
            grapheme: 0,
            width: Width::END,
        })
    }

    /// The run that a byte is in, and how many of its code points come before.
    fn at_byte(&self, at: Byte) -> Option<(Run, u32)> {
        let run = self.last_run(|run| run.byte <= at.0)?;
        let n = whole(at.0 - run.byte, run.width.bytes)?;
        Some((run, n))
    }

    fn last_run(&self, not_beyond: impl Fn(&Run) -> bool) -> Option<Run> {
        let index = self.runs.partition_point(not_beyond).checked_sub(1)?;
        self.runs.get(index).copied()
    }
}

impl Run {
    /// Where the code point number `n` of this run starts. The run for the end has only number nought.
    fn nth(self, n: u32) -> Option<Byte> {
        if self.width == Width::END && n > 0 {
            return None;
        }
        Some(Byte(self.byte + n * u32::from(self.width.bytes)))
    }
}

/// How many pieces of `width` make up `distance`; `None` when they do not fit, or when the run has no room at all.
fn whole(distance: u32, width: u8) -> Option<u32> {
    let width = u32::from(width);
    if width == 0 {
        return (distance == 0).then_some(0);
    }
    distance.is_multiple_of(width).then_some(distance / width)
}

/// Runs as they are gathered.
struct Build {
    runs: Vec<Run>,
    /// The next run's start.
    at: Run,
}

impl Build {
    fn push(&mut self, width: Width, count: u32) {
        if self.runs.last().is_none_or(|run| run.width != width) {
            self.runs.push(Run { width, ..self.at });
        }
        self.at.byte += count * u32::from(width.bytes);
        self.at.codepoint += count;
        self.at.utf16 += count * u32::from(width.utf16);
        self.at.grapheme += count * u32::from(width.graphemes);
    }
}

/// How many leading bytes are surely one grapheme cluster each, without asking the Unicode tables.
///
/// Between two ASCII characters there is always a boundary, except in CR LF. The last ASCII character before
/// anything else may be the base of a combining mark, so it is left to [`split_clusters`].
fn plain_prefix(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ascii = bytes
        .iter()
        .position(|byte| !byte.is_ascii() || *byte == b'\r')
        .unwrap_or(bytes.len());
    if ascii == bytes.len() {
        ascii
    } else {
        ascii.saturating_sub(1)
    }
}

/// Cuts off the stretch that has to be segmented by the Unicode tables: up to the first boundary between two plain
/// ASCII characters.
fn split_clusters(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let plain = |byte: &u8| byte.is_ascii() && *byte != b'\r' && *byte != b'\n';
    let cut = bytes
        .windows(2)
        .enumerate()
        .skip(1)
        .find(|(_, pair)| pair.iter().all(plain))
        .map_or(bytes.len(), |(n, _)| n + 1);
    text.split_at_checked(cut).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::expect_used,
        clippy::panic
    )]
    use super::*;

    #[track_caller]
    fn check(
        text: &str,
        found: &str,
        bytes: (u32, u32),
        codepoints: (u32, u32),
        utf16: (u32, u32),
        graphemes: (u32, u32),
    ) {
        let offsets = Offsets::new(text);
        let at = u32::try_from(text.find(found).unwrap()).unwrap();
        let ends = [at, at + u32::try_from(found.len()).unwrap()].map(Byte);
        assert_eq!((ends[0].0, ends[1].0), bytes, "bytes");
        let in_codepoints = ends.map(|end| offsets.to_codepoint(end).unwrap());
        assert_eq!(
            (in_codepoints[0].0, in_codepoints[1].0),
            codepoints,
            "code points"
        );
        let in_utf16 = ends.map(|end| offsets.to_utf16(end).unwrap());
        assert_eq!((in_utf16[0].0, in_utf16[1].0), utf16, "UTF-16 units");
        let in_graphemes = ends.map(|end| offsets.to_grapheme(end).unwrap());
        assert_eq!(
            (in_graphemes[0].0, in_graphemes[1].0),
            graphemes,
            "graphemes"
        );
        assert_eq!(
            in_codepoints.map(|at| offsets.from_codepoint(at).unwrap()),
            ends
        );
        assert_eq!(in_utf16.map(|at| offsets.from_utf16(at).unwrap()), ends);
        assert_eq!(
            in_graphemes.map(|at| offsets.from_grapheme(at).unwrap()),
            ends
        );
    }

    #[test]
    fn words_behind_an_emoji_have_four_different_offsets() {
        let text = "👨🏻‍🚒 firemen drive firetrucks";
        check(text, "firemen", (16, 23), (5, 12), (8, 15), (2, 9));
        check(text, "firetrucks", (30, 40), (19, 29), (22, 32), (16, 26));
    }
}

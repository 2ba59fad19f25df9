//! Where an annotation lies: fragments of the text, in order, not overlapping.

use thiserror::Error;

use crate::article::{Byte, Extent};

/// One or more non-empty extents (UTF-8 bytes), ascending, not overlapping and not touching.
///
/// A quote that is broken by «he said» is one span of two fragments.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fragments(Vec<Extent>);

/// Why extents do not make a span.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SpanError {
    /// There is no extent, or only empty ones.
    #[error("the span holds no text")]
    Empty,
}

impl Fragments {
    /// One stretch of text.
    ///
    /// # Errors
    /// [`SpanError::Empty`] if the extent is empty.
    pub fn one(extent: Extent) -> Result<Self, SpanError> {
        Self::new([extent])
    }

    /// A span of the given extents in any order: empty ones are dropped, those that overlap or touch are joined.
    ///
    /// # Errors
    /// [`SpanError::Empty`] if nothing is left.
    pub fn new(extents: impl IntoIterator<Item = Extent>) -> Result<Self, SpanError> {
        Self::joined(extents.into_iter().filter(|e| !e.is_empty()).collect())
    }

    /// Apart from [`new`](Self::new), so that not every kind of iterator brings a sort of its own into the wasm.
    fn joined(mut sorted: Vec<Extent>) -> Result<Self, SpanError> {
        sorted.sort_by_key(|e| (e.start, e.end));
        let mut joined: Vec<Extent> = Vec::with_capacity(sorted.len());
        for extent in sorted {
            match joined.last_mut() {
                Some(last) if extent.start <= last.end => last.end = last.end.max(extent.end),
                _ => joined.push(extent),
            }
        }
        if joined.is_empty() {
            Err(SpanError::Empty)
        } else {
            Ok(Fragments(joined))
        }
    }

    /// The fragments, ascending.
    pub fn as_slice(&self) -> &[Extent] {
        &self.0
    }

    /// The fragments, ascending.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Extent> + '_ {
        self.0.iter().copied()
    }

    /// Where the first fragment starts.
    pub fn start(&self) -> Byte {
        self.0.first().map_or(Byte(0), |e| e.start)
    }

    /// Where the last fragment ends.
    pub fn end(&self) -> Byte {
        self.0.last().map_or(Byte(0), |e| e.end)
    }

    /// From the first start to the last end, gaps included.
    pub fn hull(&self) -> Extent {
        Extent::new(self.start(), self.end())
    }

    /// Whether some fragment holds the byte.
    pub fn contains(&self, at: Byte) -> bool {
        self.iter().any(|e| e.contains(at))
    }

    /// Whether some fragment shares text with the extent.
    pub fn overlaps(&self, extent: Extent) -> bool {
        self.iter().any(|e| e.overlaps(extent))
    }

    /// The bytes inside fragments.
    pub fn len(&self) -> u32 {
        self.iter().map(|e| e.len()).sum()
    }

    /// Never: a span holds text. Here because `len` is.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(extents: &[(u32, u32)], expected: &[(u32, u32)]) {
        let extents = extents.iter().map(|&(a, b)| Extent::new(Byte(a), Byte(b)));
        let found = Fragments::new(extents)
            .map(|f| f.iter().map(|e| (e.start.0, e.end.0)).collect::<Vec<_>>());
        assert_eq!(found.unwrap_or_default(), expected);
    }

    #[test]
    fn fragments_are_ordered_and_joined() {
        check(&[(5, 9), (0, 3)], &[(0, 3), (5, 9)]);
        check(&[(0, 5), (3, 9)], &[(0, 9)]);
        check(&[(0, 3), (3, 9)], &[(0, 9)]);
        check(&[(0, 9), (2, 4)], &[(0, 9)]);
        check(&[(4, 4), (1, 2)], &[(1, 2)]);
        check(&[(4, 4)], &[]);
    }
}

//! Where a place of a file's text lies once the text was normalised.

use crate::article::{Byte, Extent};

/// Maps places of a text, in bytes, to places of the same text normalised. One entry for each stretch that was kept.
pub(crate) struct Mapping {
    kept: Vec<Kept>,
}

struct Kept {
    /// Where the stretch starts in the text as it was.
    from: u32,
    /// Where it starts in the normalised one.
    to: u32,
    /// Its length; the rest up to the next stretch was dropped.
    length: u32,
}

impl Mapping {
    /// Walks through both texts side by side, once.
    pub(crate) fn new(raw: &str, normalised: &str) -> Mapping {
        let mut kept: Vec<Kept> = Vec::new();
        let mut ahead = normalised.char_indices().peekable();
        let mut characters = raw.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let (to, next) = ahead
                .peek()
                .map_or((normalised.len(), None), |(to, next)| (*to, Some(*next)));
            let (from, to) = (Byte::at(at).0, Byte::at(to).0);
            let same = next == Some(character);
            // CR LF: the CR is dropped and the LF is kept. Any other break becomes one LF.
            let crlf = character == '\r' && characters.peek().is_some_and(|(_, c)| *c == '\n');
            let replaced = next == Some('\n') && is_break(character) && !crlf;
            if same || replaced {
                ahead.next();
            }
            let length = if same { character.len_utf8() as u32 } else { 0 };
            match kept.last_mut() {
                Some(last)
                    if same && last.from + last.length == from && last.to + last.length == to =>
                {
                    last.length += length;
                }
                _ => kept.push(Kept { from, to, length }),
            }
        }
        Mapping { kept }
    }

    /// The place in the normalised text; of a dropped character, where it would be.
    fn place(&self, at: Byte) -> Byte {
        let index = self.kept.partition_point(|kept| kept.from <= at.0);
        let kept = index.checked_sub(1).and_then(|index| self.kept.get(index));
        kept.map_or(Byte(0), |kept| {
            Byte(kept.to + (at.0 - kept.from).min(kept.length))
        })
    }

    pub(crate) fn extent(&self, extent: Extent) -> Extent {
        Extent::new(self.place(extent.start), self.place(extent.end))
    }
}

fn is_break(character: char) -> bool {
    matches!(
        character,
        '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]
    use super::*;
    use crate::article::normalise;

    #[track_caller]
    fn check(raw: &str, word: &str) {
        let normalised = normalise(raw).text;
        let mapping = Mapping::new(raw, &normalised);
        let start = raw.find(word).unwrap();
        let mapped = mapping.extent(Extent::at(start, start + word.len()));
        assert_eq!(&normalised[mapped.indexes()], normalise(word).text);
        let whole = mapping.extent(Extent::at(0, raw.len()));
        assert_eq!(&normalised[whole.indexes()], normalised);
    }

    #[test]
    fn a_word_is_found_again_behind_whatever_was_dropped() {
        check("one\r\ntwo\r\nthree", "three");
        check("one\rtwo\r\r\nthree", "three");
        check("\u{FEFF}a\u{AD}b\u{200B}c\u{2028}d", "d");
        check("a\u{0C}\n\u{0B}é🚒 end", "🚒");
        check("two\r\nlines", "two\r\nlines");
        check("soft\u{AD}hyphen", "soft\u{AD}hyphen");
        check("\u{7}bell", "bell");
    }
}

//! Where each of many strings occurs in a text, found in one pass over it.

use std::collections::{BTreeMap, BTreeSet};

/// Strings are told apart by so many of their first bytes before they are compared as a whole.
const KEY: usize = 8;

/// So many bytes are compared at most. Only a file made for it needs more: thousands of long strings that begin alike, and a text
/// that is full of their beginnings.
const MOST_WORK: u64 = 1 << 31;

/// What a comparison costs beside the bytes compared, and a place that is kept.
const WORK_EACH: u64 = 128;

/// All places of some strings in a text, overlapping ones too, ascending, in bytes.
pub(crate) struct Occurrences<'n> {
    found: BTreeMap<&'n str, Vec<u32>>,
}

impl<'n> Occurrences<'n> {
    pub(crate) fn new(text: &str, needles: impl IntoIterator<Item = &'n str>) -> Occurrences<'n> {
        let needles: BTreeSet<&str> = needles.into_iter().filter(|n| !n.is_empty()).collect();
        let mut by_key: BTreeMap<&[u8], Vec<&'n str>> = BTreeMap::new();
        let mut lengths = BTreeSet::new();
        // Which two bytes some string starts with: almost every place of the text is passed over by this alone.
        let mut starts = vec![false; 1 << 16];
        for needle in needles {
            let bytes = needle.as_bytes();
            let key = bytes.get(..KEY).unwrap_or(bytes);
            lengths.insert(key.len());
            by_key.entry(key).or_default().push(needle);
            let seconds = match bytes {
                [_, second, ..] => *second..=*second,
                _ => 0..=u8::MAX,
            };
            for second in seconds {
                let pair = pair(bytes.first(), Some(&second));
                starts
                    .get_mut(pair)
                    .into_iter()
                    .for_each(|start| *start = true);
            }
        }
        let mut found: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        let bytes = text.as_bytes();
        let mut work = 0_u64;
        for at in 0..bytes.len() {
            if !starts
                .get(pair(bytes.get(at), bytes.get(at + 1)))
                .is_some_and(|start| *start)
            {
                continue;
            }
            let rest = bytes.get(at..).unwrap_or(&[]);
            for length in &lengths {
                let same_key = rest.get(..*length).and_then(|key| by_key.get(key));
                for needle in same_key.into_iter().flatten() {
                    work += needle.len() as u64 + WORK_EACH;
                    if work > MOST_WORK {
                        // Half of the places are none: the nearest could be among the others.
                        return Occurrences {
                            found: BTreeMap::new(),
                        };
                    }
                    if rest.starts_with(needle.as_bytes()) {
                        found.entry(needle).or_default().push(at as u32);
                    }
                }
            }
        }
        Occurrences { found }
    }

    /// The places of one of the strings; none where there were too many to look at.
    pub(crate) fn of(&self, needle: &str) -> &[u32] {
        self.found.get(needle).map_or(&[], Vec::as_slice)
    }
}

fn pair(first: Option<&u8>, second: Option<&u8>) -> usize {
    usize::from(first.copied().unwrap_or(0)) << 8 | usize::from(second.copied().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_every_string_is_found_in_one_pass() {
        let text = "banana é ananas 🚒a";
        let needles = [
            "ana",
            "anana",
            "a",
            "é",
            "🚒a",
            "nowhere",
            "banana é ananas",
            "s",
            "",
        ];
        let found = Occurrences::new(text, needles);
        for needle in needles.into_iter().filter(|n| !n.is_empty()) {
            let expected: Vec<u32> = (0..text.len())
                .filter(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(needle)))
                .map(|at| at as u32)
                .collect();
            assert_eq!(found.of(needle), expected, "{needle}");
        }
    }
}

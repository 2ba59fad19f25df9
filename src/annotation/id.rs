//! Names of records: short strings that stay the same in files, journals and undo.

use std::cmp::Ordering;
use std::fmt;
use std::rc::Rc;

/// Ids that are handed out stay below this number for as long as anybody can tag.
const LARGEST: u32 = u32::MAX / 2;

/// The name of a record, unique among its kind in one article, for example `a12`.
///
/// Ids from other programs are kept as they are. The order puts `a2` before `a10`: shorter ones first, then by
/// letters.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Id(Rc<str>);

impl Id {
    /// The id as it stands in files.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number behind a one-letter prefix (`a12` → 12), if the id has that form. Another program's number that
    /// counting never comes to is none of ours.
    fn number(&self, prefix: char) -> Option<u32> {
        let number = self.0.strip_prefix(prefix)?.parse().ok();
        number.filter(|number| *number < LARGEST)
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Id(Rc::from(text))
    }
}

impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0
            .len()
            .cmp(&other.0.len())
            .then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Hands out ids that no record of the article has had, removed ones included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FreshIds {
    annotations: u32,
    links: u32,
    speakers: u32,
}

impl FreshIds {
    /// The next annotation's id: `a1`, `a2`, …
    pub fn annotation(&mut self) -> Id {
        self.annotations += 1;
        Id::from(format!("a{}", self.annotations).as_str())
    }

    /// The next link's id: `l1`, `l2`, …
    pub fn link(&mut self) -> Id {
        self.links += 1;
        Id::from(format!("l{}", self.links).as_str())
    }

    /// The next speaker's id: `s1`, `s2`, …
    pub fn speaker(&mut self) -> Id {
        self.speakers += 1;
        Id::from(format!("s{}", self.speakers).as_str())
    }

    /// Takes note of an id in use, so that it is not handed out again.
    pub(super) fn note_annotation(&mut self, id: &Id) {
        self.annotations = self.annotations.max(id.number('a').unwrap_or(0));
    }

    /// As [`note_annotation`](Self::note_annotation), for links.
    pub(super) fn note_link(&mut self, id: &Id) {
        self.links = self.links.max(id.number('l').unwrap_or(0));
    }

    /// As [`note_annotation`](Self::note_annotation), for speakers.
    pub(super) fn note_speaker(&mut self, id: &Id) {
        self.speakers = self.speakers.max(id.number('s').unwrap_or(0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shorter_ids_come_first_so_that_numbers_count_up() {
        let mut ids = vec![Id::from("a10"), Id::from("a2"), Id::from("a1")];
        ids.sort();
        assert_eq!(ids, [Id::from("a1"), Id::from("a2"), Id::from("a10")]);
    }

    #[test]
    fn an_id_in_use_is_not_handed_out_again() {
        let mut fresh = FreshIds::default();
        fresh.note_annotation(&Id::from("a7"));
        fresh.note_annotation(&Id::from("made-elsewhere"));
        assert_eq!(fresh.annotation(), Id::from("a8"));
        assert_eq!(fresh.link(), Id::from("l1"));
    }
}

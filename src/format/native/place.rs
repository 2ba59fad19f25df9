//! Where the spans of a file lie: offsets are believed only where the text has the words that they should hold.
//!
//! Programs count offsets in four ways and rarely say in which. So each is tried over the whole file, on the text as
//! it stands and as normalised, and the one under which most words are right is taken. A place whose words are still
//! wrong is looked for by its words; look-alikes are told apart by what stands before and behind. What cannot be
//! settled so is not placed: a guess would be a wrong annotation that looks like a right one.

use std::borrow::Cow;

use crate::article::{Article, Byte, CodePoint, Extent, Grapheme, Offsets, Utf16, normalise};
use crate::format::native::mapping::Mapping;
use crate::format::native::occurrences::Occurrences;

/// So many look-alikes, the nearest, are compared with what stands around a place: a bound on the work for a word
/// that a text has thousands of times.
const LOOK_ALIKES: usize = 256;

/// So many code points before or behind must agree (or all that the file gives) for a look-alike to be the one meant.
const AGREEING: usize = 8;

/// Words of so many bytes, found once in the text, need no neighbours to be the ones meant.
const UNMISTAKABLE: usize = 24;

/// What a file's offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Unicode code points.
    CodePoint,
    /// UTF-16 code units.
    Utf16,
    /// Bytes of UTF-8.
    Byte,
    /// Extended grapheme clusters.
    Grapheme,
}

impl Unit {
    pub(crate) const ALL: [Unit; 4] = [Unit::CodePoint, Unit::Utf16, Unit::Byte, Unit::Grapheme];

    /// The unit of that name in files.
    pub(crate) fn parse(name: &str) -> Option<Unit> {
        Some(match name {
            "codepoint" | "codepoints" | "code_point" => Unit::CodePoint,
            "utf16" | "utf-16" => Unit::Utf16,
            "byte" | "bytes" | "utf8" | "utf-8" => Unit::Byte,
            "grapheme" | "graphemes" => Unit::Grapheme,
            _ => return None,
        })
    }

    /// The name in files.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Unit::CodePoint => "codepoint",
            Unit::Utf16 => "utf16",
            Unit::Byte => "byte",
            Unit::Grapheme => "grapheme",
        }
    }

    /// The number of a place in this unit. Spans lie on grapheme boundaries, so each place has one.
    pub(crate) fn number(self, at: Byte, offsets: &Offsets) -> u32 {
        let number = match self {
            Unit::CodePoint => offsets.to_codepoint(at).map(|at| at.0),
            Unit::Utf16 => offsets.to_utf16(at).map(|at| at.0),
            Unit::Byte => Some(at.0),
            Unit::Grapheme => offsets.to_grapheme(at).map(|at| at.0),
        };
        number.unwrap_or_default()
    }

    pub(crate) fn to_byte(self, at: u32, offsets: &Offsets) -> Option<Byte> {
        match self {
            Unit::CodePoint => offsets.from_codepoint(CodePoint(at)),
            Unit::Utf16 => offsets.from_utf16(Utf16(at)),
            Unit::Byte => offsets.to_codepoint(Byte(at)).map(|_| Byte(at)),
            Unit::Grapheme => offsets.from_grapheme(Grapheme(at)),
        }
    }
}

/// A stretch as a file claims it to be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Claim<'a> {
    /// Where it starts, in the file's unit.
    pub(crate) start: Option<u32>,
    /// Where it ends.
    pub(crate) end: Option<u32>,
    /// The words it holds.
    pub(crate) exact: Option<&'a str>,
    /// What stands before it.
    pub(crate) prefix: Option<&'a str>,
    /// What stands behind it.
    pub(crate) suffix: Option<&'a str>,
}

/// A file's text: as it stands there, and as it is kept.
pub(crate) struct FileText<'a> {
    pub(crate) article: &'a Article,
    /// Only where normalising changed something.
    raw: Option<Raw<'a>>,
}

struct Raw<'a> {
    text: &'a str,
    offsets: Offsets,
    mapping: Mapping,
}

/// A way of counting: the unit, and whether on the text as it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Counting {
    unit: Unit,
    raw: bool,
}

/// How a file's offsets are to be read.
pub(crate) struct Reckoning {
    counting: Counting,
    /// How many claims hold their words under it.
    pub(crate) agree: usize,
    /// How many claims say which words they hold.
    pub(crate) checked: usize,
}

impl Reckoning {
    pub(crate) fn unit(&self) -> Unit {
        self.counting.unit
    }
}

/// What became of a claim.
pub(crate) enum Placed {
    /// It lies here, where the file says.
    There(Extent),
    /// It lies here by its words; the offsets were wrong.
    Moved(Extent),
    /// It could not be placed; its words occur so many times.
    Nowhere(usize),
}

impl<'a> FileText<'a> {
    pub(crate) fn new(text: &'a str, article: &'a Article) -> FileText<'a> {
        let changed = text != article.text();
        let raw = changed.then(|| Raw {
            text,
            offsets: Offsets::new(text),
            mapping: Mapping::new(text, article.text()),
        });
        FileText { article, raw }
    }

    /// The way of counting under which most claims hold their words; of equals the declared one.
    pub(crate) fn reckon<'c>(
        &self,
        declared: Unit,
        claims: impl Iterator<Item = &'c Claim<'c>> + Clone,
    ) -> Reckoning {
        let checked = claims.clone().filter(|claim| claim.exact.is_some()).count();
        let raw = self.raw.is_some();
        let first = Counting {
            unit: declared,
            raw,
        };
        let others = [raw, false]
            .into_iter()
            .flat_map(|raw| Unit::ALL.map(|unit| Counting { unit, raw }));
        let mut best = Reckoning {
            counting: first,
            agree: 0,
            checked,
        };
        for (n, counting) in [first].into_iter().chain(others).enumerate() {
            let holds = |claim: &&Claim<'_>| self.holds(counting, claim).is_some();
            let agree = claims.clone().filter(holds).count();
            if n == 0 || agree > best.agree {
                best.agree = agree;
                best.counting = counting;
            }
            if best.agree == checked {
                break;
            }
        }
        best
    }

    /// Where each claim lies.
    pub(crate) fn place(&self, reckoning: &Reckoning, claims: &[Claim<'_>]) -> Vec<Placed> {
        let counting = reckoning.counting;
        let there: Vec<Option<Extent>> = claims
            .iter()
            .map(|claim| match claim.exact {
                Some(_) => self.holds(counting, claim),
                None => self.claimed(counting, claim).map(|(extent, _)| extent),
            })
            .collect();
        if there.iter().all(Option::is_some) {
            return there.into_iter().flatten().map(Placed::There).collect();
        }
        let wanted: Vec<Option<Wanted<'_>>> = claims
            .iter()
            .zip(&there)
            .map(|(claim, there)| match there {
                Some(_) => None,
                None => self.wanted(counting, claim),
            })
            .collect();
        let words = wanted.iter().flatten().map(|wanted| wanted.exact.as_ref());
        let occurrences = Occurrences::new(self.article.text(), words);
        there
            .into_iter()
            .zip(&wanted)
            .map(|(there, wanted)| match (there, wanted) {
                (Some(extent), _) => Placed::There(extent),
                (None, Some(wanted)) => wanted.find(self.article.text(), &occurrences),
                (None, None) => Placed::Nowhere(0),
            })
            .collect()
    }

    /// The claimed stretch if it holds the claimed words.
    fn holds(&self, counting: Counting, claim: &Claim<'_>) -> Option<Extent> {
        let (extent, words) = self.claimed(counting, claim)?;
        (claim.exact == Some(words)).then_some(extent)
    }

    /// The claimed stretch in the kept text, and the words that the counted text has there.
    fn claimed(&self, counting: Counting, claim: &Claim<'_>) -> Option<(Extent, &str)> {
        let (start, end) = (claim.start?, claim.end?);
        let raw = self.raw.as_ref().filter(|_| counting.raw);
        let (text, offsets) = raw.map_or_else(
            || (self.article.text(), self.article.offsets()),
            |raw| (raw.text, &raw.offsets),
        );
        let start = counting.unit.to_byte(start, offsets)?;
        let end = counting.unit.to_byte(end, offsets)?;
        let words = text.get(start.index()..end.index())?;
        let extent = Extent { start, end };
        let kept = raw.map_or(extent, |raw| raw.mapping.extent(extent));
        Some((kept, words))
    }

    /// What to look for.
    fn wanted<'c>(&self, counting: Counting, claim: &Claim<'c>) -> Option<Wanted<'c>> {
        let exact = claim.exact.map(cleaned).filter(|words| !words.is_empty())?;
        let start = Claim {
            end: claim.start,
            ..claim.clone()
        };
        let near = self.claimed(counting, &start);
        Some(Wanted {
            exact,
            prefix: claim.prefix.map(cleaned),
            suffix: claim.suffix.map(cleaned),
            near: near.map(|(extent, _)| extent.start.0),
        })
    }
}

/// Words to look for, with what stands around them.
struct Wanted<'c> {
    exact: Cow<'c, str>,
    prefix: Option<Cow<'c, str>>,
    suffix: Option<Cow<'c, str>>,
    /// Where the file says that they are.
    near: Option<u32>,
}

impl Wanted<'_> {
    fn find(&self, text: &str, occurrences: &Occurrences<'_>) -> Placed {
        let places = occurrences.of(&self.exact);
        let mut best: Option<(usize, u32)> = None;
        let mut rivals = 0;
        for at in nearest(places, self.near.unwrap_or(0)).take(LOOK_ALIKES) {
            let Some(agreement) = self.agreement(text, at as usize, places.len()) else {
                continue;
            };
            match best {
                Some((most, _)) if agreement < most => {}
                Some((most, _)) if agreement == most => rivals += 1,
                _ => {
                    best = Some((agreement, at));
                    rivals = 0;
                }
            }
        }
        match best {
            // Of look-alikes with like neighbours the nearest is meant, if the file says near to what.
            Some((_, at)) if rivals == 0 || self.near.is_some() => {
                let at = at as usize;
                Placed::Moved(Extent::at(at, at + self.exact.len()))
            }
            _ => Placed::Nowhere(places.len()),
        }
    }

    /// How many code points around a place are as they should be; nothing if it is not to be trusted.
    fn agreement(&self, text: &str, at: usize, places: usize) -> Option<usize> {
        let before = text.get(..at).unwrap_or("");
        let behind = text.get(at + self.exact.len()..).unwrap_or("");
        let side =
            |wanted: &Option<Cow<'_, str>>, same: usize, at_edge: bool| match wanted.as_deref() {
                None => false,
                Some("") => at_edge,
                Some(wanted) => same >= wanted.chars().count().min(AGREEING),
            };
        let prefix = self.prefix.as_deref().unwrap_or("").chars().rev();
        let suffix = self.suffix.as_deref().unwrap_or("").chars();
        let same_before = alike(prefix, before.chars().rev());
        let same_behind = alike(suffix, behind.chars());
        let agrees = side(&self.prefix, same_before, before.is_empty())
            || side(&self.suffix, same_behind, behind.is_empty());
        let alone = places == 1
            && (self.exact.len() >= UNMISTAKABLE || self.prefix.is_none() && self.suffix.is_none());
        (agrees || alone).then_some(same_before + same_behind)
    }
}

fn cleaned(text: &str) -> Cow<'_, str> {
    let normalised = normalise(text).text;
    if normalised == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(normalised)
    }
}

fn alike(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other)
        .take_while(|(one, other)| one == other)
        .count()
}

/// Ascending places in the order of their distance from one.
fn nearest(places: &[u32], from: u32) -> impl Iterator<Item = u32> {
    let behind = places.partition_point(|at| *at < from);
    let (before, behind) = places.split_at_checked(behind).unwrap_or((places, &[]));
    let mut before = before.iter().rev().copied().peekable();
    let mut behind = behind.iter().copied().peekable();
    std::iter::from_fn(move || match (before.peek(), behind.peek()) {
        (Some(left), Some(right)) if from.abs_diff(*left) < from.abs_diff(*right) => before.next(),
        (_, Some(_)) => behind.next(),
        _ => before.next(),
    })
}

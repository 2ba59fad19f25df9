//! What follows from the network's tags: which pieces are one quote, with which cue and source.
//!
//! In come a block's words, their tags and what the rules found; out come attributions. Marks decide extents: what lies in
//! one pair is one piece. A tag says on which side a piece's cue stands; all pieces of one cue are one quote, and the
//! nearest source that looks for that cue is its source. Where a rule found the very same, the quote goes by that rule.

use std::collections::{BTreeMap, HashMap};

use crate::article::{Extent, TokenKind};
use crate::suggest::attribution::{Attribution, LEAST_DOUBTFUL, Shape, Source, Sure};
use crate::suggest::lexicon::Classes;
use crate::suggest::network::{Part, Side, Tag};
use crate::suggest::reading::Reading;
use crate::suggest::source::Words;

/// A source is taken over from the cue before at most so many words away: «She said … and added …».
const MOST_BETWEEN: usize = 40;

/// From level to level of how sure the network is: by so much its best tags lead.
const LEVELS: [f32; LEAST_DOUBTFUL as usize] = [0.25, 0.5, 1.0, 1.5, 2.5, 4.0, 6.0];

fn level(lead: f32) -> u8 {
    let passed = LEVELS.iter().take_while(|least| lead >= **least);
    passed.fold(0, |level, _| level + 1)
}

/// A run of words of one part.
#[derive(Clone, Copy, Debug)]
struct Piece {
    part: Part,
    from: usize,
    to: usize,
    /// How sure the network is of its ends: the least lead of their tags.
    lead: f32,
}

/// The attributions of a block by network and rules together.
pub(crate) fn attributions(
    reading: &Reading<'_>,
    tags: Option<Vec<Tag>>,
    by_rules: Vec<Attribution>,
) -> Vec<Attribution> {
    let Some(tags) = tags else {
        return by_rules;
    };
    let tags = held_together(reading, tags);
    let pieces = pieces(reading, &tags);
    let mut found = quotes(reading, &pieces);
    // «For Ann Lee, …»: the network looks for a verb, and takes what it finds.
    let mut views: Vec<Words> = by_rules
        .iter()
        .filter(|rule| rule.shape == Shape::ForSomeone)
        .map(|rule| rule.content)
        .collect();
    views.sort_unstable();
    // Marks in marks are one stretch.
    views.dedup_by(|next, last| {
        let lies_on = next.0 < last.1;
        if lies_on {
            last.1 = last.1.max(next.1);
        }
        lies_on
    });
    found.retain(|one| !meets(&views, one.content));
    let around: BTreeMap<usize, &Attribution> = by_rules
        .iter()
        .filter(|rule| rule.shape == Shape::CueBetween)
        .filter_map(|rule| Some((rule.cue?.1, rule)))
        .collect();
    let mut by_ends: HashMap<Ends, Vec<&Attribution>> = HashMap::new();
    for rule in &by_rules {
        if let Some(ends) = ends(reading, rule) {
            by_ends.entry(ends).or_default().push(rule);
        }
    }
    for one in &mut found {
        // Two pairs of marks around a cue are one quote, whatever the network makes of the second.
        if let Some(((from, to), _)) = one.cue
            && let Some((_, rule)) = around.range(from..to).next()
        {
            one.shape = rule.shape;
            one.fragments.clone_from(&rule.fragments);
            one.content = rule.content;
        }
        let alike = ends(reading, one).and_then(|ends| by_ends.get(&ends));
        let same = alike.and_then(|alike| alike.iter().find(|rule| has_its_cue(one, rule)));
        if let Some(rule) = same {
            one.shape = rule.shape;
            one.cue = one
                .cue
                .map(|(words, verb)| (words, rule.cue.map_or(verb, |(_, verb)| verb)));
        }
    }
    let quoted = |at: usize| {
        tags.get(at)
            .is_some_and(|tag| matches!(tag.part, Part::Quote(_)))
    };
    let certain = by_rules.into_iter().filter(|rule| {
        let (from, to) = rule.content;
        rule.shape == Shape::ForSomeone || is_certain(rule.shape) && !(from..to).any(quoted)
    });
    let taken: Vec<Words> = found
        .iter()
        .filter_map(|one| one.cue.map(|(words, _)| words))
        .collect();
    let free = |rule: &Attribution| rule.cue.is_none_or(|(words, _)| !meets(&taken, words));
    found.extend(certain.filter(free));
    found
}

/// Whether a rule is believed where the network sees no quote.
fn is_certain(shape: Shape) -> bool {
    matches!(
        shape,
        Shape::CueAfter
            | Shape::CueBetween
            | Shape::CueBefore
            | Shape::ClauseBefore
            | Shape::Colon
            | Shape::ForSomeone
            | Shape::Continued
    )
}

/// Whether words lie on some of these, which stand in the order of the text, one behind the other.
fn meets(ordered: &[Words], (from, to): Words) -> bool {
    let next = ordered.partition_point(|words| words.1 <= from);
    ordered.get(next).is_some_and(|words| words.0 < to)
}

/// How many fragments a quote has, and its first and last word.
type Ends = (usize, (usize, usize));

fn ends(reading: &Reading<'_>, one: &Attribution) -> Option<Ends> {
    let hull = one.fragments.first()?.hull(*one.fragments.last()?);
    Some((one.fragments.len(), bare(reading, hull)))
}

/// Whether a rule has the same cue, or neither has one.
fn has_its_cue(one: &Attribution, rule: &Attribution) -> bool {
    match (one.cue, rule.cue) {
        (Some(((from, to), _)), Some((_, verb))) => (from..to).contains(&verb),
        (None, None) => true,
        _ => false,
    }
}

/// The first and last word of letters or digits in an extent, a «that» at its beginning aside.
fn bare(reading: &Reading<'_>, extent: Extent) -> (usize, usize) {
    let counts = |at: &usize| {
        reading.word(*at).is_some_and(|word| {
            matches!(
                word.kind,
                TokenKind::Word | TokenKind::Number | TokenKind::Symbol
            )
        })
    };
    let from = reading
        .words
        .partition_point(|word| word.extent.start < extent.start);
    let to = reading
        .words
        .partition_point(|word| word.extent.start < extent.end);
    let from = from + usize::from(reading.is(from, &["that"]));
    let first = (from..to).find(counts).unwrap_or(from);
    let last = (from..to).rev().find(counts).unwrap_or(from);
    (first, last)
}

/// What lies in one pair of marks is one piece if most of it is quoted.
fn held_together(reading: &Reading<'_>, mut tags: Vec<Tag>) -> Vec<Tag> {
    for pair in &reading.pairs {
        let Some(inside) = tags.get(pair.open..=pair.close) else {
            continue;
        };
        let many = |part: Part| inside.iter().filter(|tag| tag.part == part).count();
        let (before, behind) = (
            many(Part::Quote(Side::Before)),
            many(Part::Quote(Side::Behind)),
        );
        if 2 * (before + behind) <= inside.len() {
            continue;
        }
        let mut part = Part::Quote(if before >= behind {
            Side::Before
        } else {
            Side::Behind
        });
        let earlier = pair
            .open
            .checked_sub(1)
            .and_then(|at| tags.get(at))
            .filter(|tag| matches!(tag.part, Part::Quote(_)))
            .filter(|_| inside.first().is_some_and(|tag| !tag.begins));
        if let Some(earlier) = earlier {
            part = earlier.part;
        }
        let begins = earlier.is_none();
        for (number, tag) in tags
            .iter_mut()
            .skip(pair.open)
            .take(pair.close - pair.open + 1)
            .enumerate()
        {
            tag.part = part;
            tag.begins = begins && number == 0;
        }
        // What goes on behind the marks is the same piece.
        let rest = tags.iter_mut().skip(pair.close + 1);
        for tag in rest.take_while(|tag| matches!(tag.part, Part::Quote(_)) && !tag.begins) {
            tag.part = part;
        }
    }
    tags
}

/// The runs of words of one part, cut where a paragraph ends.
fn pieces(reading: &Reading<'_>, tags: &[Tag]) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut paragraph = usize::MAX;
    for (at, (tag, word)) in tags.iter().zip(&reading.words).enumerate() {
        let here = reading.article.paragraph_at(word.extent.start);
        let goes_on = here == paragraph && !tag.begins;
        paragraph = here;
        if tag.part == Part::Other {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.to == at && last.part == tag.part && goes_on => last.to = at + 1,
            _ => found.push(Piece {
                part: tag.part,
                from: at,
                to: at + 1,
                lead: f32::INFINITY,
            }),
        }
    }
    for piece in &mut found {
        // The first word, the last one, and the one behind, where the piece could go on.
        let ends = [piece.from, piece.to.saturating_sub(1), piece.to];
        let leads = ends
            .iter()
            .filter_map(|at| tags.get(*at))
            .map(|tag| tag.lead);
        piece.lead = leads.fold(f32::INFINITY, f32::min);
    }
    let bare = found.into_iter().map(|piece| bared(reading, piece));
    // «She said nothing»: a word without marks is no statement.
    let word = |piece: &Piece| {
        matches!(piece.part, Part::Quote(_))
            && piece.to == piece.from + 1
            && reading.is_outside(piece.from)
            && piece.from > 0
            && reading.has(piece.from - 1, Classes::SAY)
    };
    bare.filter(|piece| piece.from < piece.to && !word(piece))
        .collect()
}

/// A piece without the commas and dashes at its ends.
fn bared(reading: &Reading<'_>, piece: Piece) -> Piece {
    let Piece {
        part,
        mut from,
        mut to,
        lead,
    } = piece;
    // A colon alone can be a cue.
    let kept = part == Part::Cue && to - from == 1;
    let lone = |at: usize| {
        !kept && reading.is(at, &[",", ";", ":", "—", "–", "--"]) && reading.is_outside(at)
    };
    while from < to && lone(from) {
        from += 1;
    }
    while from < to && lone(to - 1) {
        to -= 1;
    }
    Piece {
        part,
        from,
        to,
        lead,
    }
}

/// One quote a cue, and one for each piece that has none.
fn quotes(reading: &Reading<'_>, pieces: &[Piece]) -> Vec<Attribution> {
    let cues: Vec<Piece> = pieces
        .iter()
        .filter(|piece| piece.part == Part::Cue)
        .copied()
        .collect();
    let mut parts: Vec<Vec<Piece>> = vec![Vec::new(); cues.len()];
    let mut sources: Vec<Option<Piece>> = vec![None; cues.len()];
    let mut alone = Vec::new();
    for piece in pieces {
        let side = match piece.part {
            Part::Quote(side) | Part::Source(side) => side,
            Part::Cue | Part::Other => continue,
        };
        let next = cues.partition_point(|cue| cue.from < piece.from);
        let wanted = match side {
            Side::Before => next.checked_sub(1).unwrap_or(next),
            Side::Behind => next.min(cues.len().saturating_sub(1)),
        };
        if matches!(piece.part, Part::Quote(_)) {
            match parts.get_mut(wanted) {
                Some(parts) => parts.push(*piece),
                None => alone.push(*piece),
            }
        } else if let (Some(cue), Some(place)) = (cues.get(wanted), sources.get_mut(wanted)) {
            let away = |source: &Piece| cue.from.abs_diff(source.from);
            if place.as_ref().is_none_or(|other| away(piece) < away(other)) {
                *place = Some(*piece);
            }
        }
    }
    let mut found = Vec::with_capacity(cues.len() + alone.len());
    let mut last: Option<Piece> = None;
    for ((cue, parts), source) in cues.iter().zip(&parts).zip(&sources) {
        let taken_over = last.filter(|last| cue.from.saturating_sub(last.to) <= MOST_BETWEEN);
        let own = source.or(taken_over);
        last = source.or(last);
        if !parts.is_empty() {
            let words = (cue.from, cue.to);
            let source = own.map_or(Source::Nobody, |source| {
                Source::Words((source.from, source.to))
            });
            let lead = |piece: &Piece| level(piece.lead);
            let sure = Sure {
                content: 0,
                cue: lead(cue),
                source: own.as_ref().map_or(0, lead),
            };
            let cue = Some((words, head(reading, words)));
            found.push(attribution(reading, parts, cue, source, sure));
        }
    }
    found.extend(
        alone
            .iter()
            .map(|piece| attribution(reading, &[*piece], None, Source::Previous, Sure::default())),
    );
    found
}

/// The word of a cue that has its lemma: «said» of «has already said».
fn head(reading: &Reading<'_>, cue: Words) -> usize {
    let (from, to) = cue;
    let has_lemma = |at: &usize| {
        reading
            .word(*at)
            .is_some_and(|word| !word.entry.lemma.is_empty())
    };
    if reading.is(from, &["according"]) {
        return from;
    }
    (from..to)
        .rev()
        .find(has_lemma)
        .unwrap_or(to.saturating_sub(1).max(from))
}

fn attribution(
    reading: &Reading<'_>,
    parts: &[Piece],
    cue: Option<(Words, usize)>,
    source: Source,
    sure: Sure,
) -> Attribution {
    let fragments: Vec<Extent> = parts
        .iter()
        .map(|piece| reading.extent(piece.from, piece.to))
        .collect();
    let from = parts.first().map_or(0, |piece| piece.from);
    let to = parts.last().map_or(from, |piece| piece.to);
    let mut pairs: Vec<usize> = Vec::new();
    for piece in parts {
        let words = reading.words.get(piece.from..piece.to).unwrap_or(&[]);
        pairs.extend(
            words
                .iter()
                .filter_map(|word| word.pair)
                .map(|pair| pair as usize),
        );
    }
    pairs.dedup();
    let lead = parts
        .iter()
        .map(|piece| piece.lead)
        .fold(f32::INFINITY, f32::min);
    let sure = Sure {
        content: level(lead),
        ..sure
    };
    Attribution::new(Shape::Learned, fragments, (from, to), cue, source, pairs).so_sure(sure)
}

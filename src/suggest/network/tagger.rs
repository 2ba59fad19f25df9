//! [`Tagger`]: the tags of block after block.
//!
//! In come the article and the block that is asked for; out comes a tag for each of its words, nothing where there are no weights. Words are looked at in stretches,
//! each with as many words before and behind it as the network can see: so the tags are those of a look at the whole
//! article, however it is cut, and the time grows with the text and no faster.

use std::collections::HashMap;

use crate::article::{Extent, ParagraphKind};
use crate::suggest::attribution::{Attribution, attributions};
use crate::suggest::network::features::Traits;
use crate::suggest::network::features::traits;
use crate::suggest::network::layers::{Rooms, scores};
use crate::suggest::network::viterbi::{Best, best};
use crate::suggest::network::weights::{Row, WEIGHTS, Weights};
use crate::suggest::reading::Reading;

/// The first stretch has at least so many words, while there are any: few, so that it soon is done.
const FIRST_STRETCH: usize = 384;

/// And the others so many: what stands around a stretch is looked at twice.
const STRETCH: usize = 1_536;

/// The rows of so many different words are kept at most; with more, they are worked out anew.
const MOST_KEPT: usize = 16_384;

/// What a word is, as far as the network tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Nothing of these.
    Other,
    /// A quote whose cue stands before it, and one whose cue stands behind it.
    Quote(Side),
    /// A source, and where its cue stands.
    Source(Side),
    /// A cue.
    Cue,
}

/// Where the cue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Before.
    Before,
    /// Behind.
    Behind,
}

/// A word's part, and whether it begins there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Tag {
    /// What it is.
    pub(crate) part: Part,
    /// Whether it is the first word of it.
    pub(crate) begins: bool,
    /// How much better the best row of tags is than the best one in which this word has another.
    pub(crate) lead: f32,
}

impl Tag {
    /// The tags in the order of the weights.
    fn of(best: Best) -> Tag {
        let part = match best.tag {
            1 | 2 => Part::Quote(Side::Before),
            3 | 4 => Part::Quote(Side::Behind),
            5 | 6 => Part::Source(Side::Before),
            7 | 8 => Part::Source(Side::Behind),
            9 | 10 => Part::Cue,
            _ => Part::Other,
        };
        Tag {
            part,
            begins: best.tag % 2 == 1,
            lead: best.lead,
        }
    }
}

/// A block that was looked at ahead.
struct Ahead {
    first: usize,
    end: usize,
    rows: Vec<Row>,
    found: Vec<Attribution>,
}

/// What was found in a block.
pub(crate) struct Looked {
    /// A tag for each word; none where there are no weights.
    pub(crate) tags: Option<Vec<Tag>>,
    /// What the rules found.
    pub(crate) by_rules: Vec<Attribution>,
}

/// Tags blocks in the order of the text.
#[derive(Default)]
pub(crate) struct Tagger {
    /// Tags of blocks that were not asked for yet, by their first paragraph.
    ready: HashMap<usize, Looked>,
    /// Blocks behind them, looked at already.
    ahead: Vec<Ahead>,
    /// The words before them, as many as can be seen.
    before: Vec<Row>,
    /// What is known of words by their letters.
    kept: HashMap<String, Row>,
    rooms: Rooms,
}

impl Tagger {
    /// The tags of a block's words, with what the rules found there. Blocks are asked for in order; none is left out.
    pub(crate) fn look(&mut self, reading: &Reading<'_>, dateline: Option<Extent>) -> Looked {
        let first = reading.paragraphs.start;
        if let Some(weights) = WEIGHTS.as_ref()
            && !self.ready.contains_key(&first)
        {
            self.stretch(weights, reading, dateline);
        }
        self.ready.remove(&first).unwrap_or_else(|| Looked {
            tags: None,
            by_rules: attributions(reading),
        })
    }

    /// What the network knows of a word before it looks at its neighbours.
    fn row(&mut self, weights: &Weights, traits: &Traits) -> Row {
        let mut row = match self.kept.get(&traits.word) {
            Some(row) => *row,
            None => {
                if self.kept.len() >= MOST_KEPT {
                    self.kept.clear();
                }
                let row = weights.of_letters(traits);
                self.kept.insert(traits.word.clone(), row);
                row
            }
        };
        weights.add_marks(&mut row, traits.marks);
        row
    }

    fn stretch(&mut self, weights: &Weights, reading: &Reading<'_>, dateline: Option<Extent>) {
        let reach: usize = weights.layers.iter().map(|layer| layer.distance).sum();
        let wanted = if self.before.is_empty() {
            FIRST_STRETCH
        } else {
            STRETCH
        };
        self.look_ahead(weights, reading, dateline, wanted + reach);
        let mut rows = std::mem::take(&mut self.before);
        let seen = rows.len();
        let mut taken = 0;
        let mut blocks = 0;
        for block in &self.ahead {
            if taken >= wanted {
                break;
            }
            taken += block.rows.len();
            blocks += 1;
        }
        let rest = self.ahead.split_off(blocks);
        let stretch = std::mem::replace(&mut self.ahead, rest);
        rows.extend(stretch.iter().flat_map(|block| &block.rows));
        let kept = rows.len();
        rows.extend(self.ahead.iter().flat_map(|block| &block.rows).take(reach));
        self.before = rows
            .get(kept.saturating_sub(reach)..kept)
            .unwrap_or(&[])
            .to_vec();
        let scores = scores(weights, &rows, &mut self.rooms);
        let mut left = scores.get(seen..).unwrap_or(&[]);
        for block in stretch {
            let (own, rest) = left
                .split_at_checked(block.rows.len())
                .unwrap_or((left, &[]));
            left = rest;
            let tags = best(weights, own).into_iter().map(Tag::of).collect();
            let looked = Looked {
                tags: Some(tags),
                by_rules: block.found,
            };
            self.ready.insert(block.first, looked);
        }
    }

    /// Looks at blocks from the first that wasn't, until there are so many words.
    fn look_ahead(
        &mut self,
        weights: &Weights,
        asked: &Reading<'_>,
        dateline: Option<Extent>,
        words: usize,
    ) {
        let (article, registry) = (asked.article, asked.registry);
        let first = asked.paragraphs.start;
        let mut next = self.ahead.last().map_or(first, |last| last.end);
        let mut seen: usize = self.ahead.iter().map(|block| block.rows.len()).sum();
        while seen < words
            && let Some(paragraph) = article.paragraphs().get(next)
        {
            if !matches!(
                paragraph.kind,
                ParagraphKind::Body | ParagraphKind::Headline
            ) {
                next += 1;
                continue;
            }
            let reading = Reading::new(article, registry, dateline, next);
            let found: Vec<Attribution> = attributions(&reading);
            let rows: Vec<Row> = traits(&reading, &found)
                .iter()
                .map(|traits| self.row(weights, traits))
                .collect();
            seen += rows.len();
            let first = next;
            next = reading.paragraphs.end;
            self.ahead.push(Ahead {
                first,
                end: next,
                rows,
                found,
            });
        }
    }
}

//! What training reads: the words of an article as the network sees them.

use std::fmt::Write as _;

use crate::article::{Article, ParagraphKind};
use crate::suggest::attribution::attributions;
use crate::suggest::names::Registry;
use crate::suggest::network::features::{self, MARKS};
use crate::suggest::reading::Reading;

/// The words of all blocks that the engine reads, in order: a line a word, an empty line behind a block. A line has start and
/// end in bytes, the pair of quotation marks or −1, word, ending, beginning, and the numbers of its marks, with tabs between.
#[doc(hidden)]
#[must_use]
pub fn dump(article: &Article) -> String {
    let registry = Registry::new(article);
    let mut lines = String::new();
    let mut next = 0;
    while let Some(paragraph) = article.paragraphs().get(next) {
        if !matches!(
            paragraph.kind,
            ParagraphKind::Body | ParagraphKind::Headline
        ) {
            next += 1;
            continue;
        }
        let reading = Reading::new(article, &registry, article.dateline(), next);
        next = reading.paragraphs.end;
        let traits = features::traits(&reading, &attributions(&reading));
        for (word, traits) in reading.words.iter().zip(&traits) {
            let marks: Vec<String> = (0..MARKS)
                .filter(|mark| traits.marks >> mark & 1 == 1)
                .map(|mark| mark.to_string())
                .collect();
            let pair = word.pair.map_or(-1, i64::from);
            let (start, end) = (word.extent.start.0, word.extent.end.0);
            let (ending, beginning) = (traits.ending(), traits.beginning());
            // Writing to a text can't fail.
            let _ = writeln!(
                lines,
                "{start}\t{end}\t{pair}\t{}\t{ending}\t{beginning}\t{}",
                traits.word,
                marks.join(" ")
            );
        }
        lines.push('\n');
    }
    lines
}

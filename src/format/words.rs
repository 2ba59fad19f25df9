//! The words of a text for formats that mark words: tokens that never cut a character in two.

use crate::article::{Article, Byte, Extent, tokens};

/// All words and signs of an article, in order; white space belongs to none.
pub(crate) fn words(article: &Article) -> Vec<Extent> {
    sentences(article).into_iter().flatten().collect()
}

/// The words of each sentence that has any. A token that a cluster of characters reaches over (a flag, a family of emoji) is one
/// with the rest of that cluster, and a cluster that begins with white space is no word.
pub(crate) fn sentences(article: &Article) -> Vec<Vec<Extent>> {
    let mut end = Byte(0);
    let mut found = Vec::new();
    for paragraph in 0..article.paragraphs().len() {
        for sentence in article.sentences(paragraph) {
            let mut words: Vec<Extent> = Vec::new();
            for token in tokens(article.text(), sentence) {
                let mut extent = article.snap_to_graphemes(token.extent);
                if article.slice(extent).starts_with(char::is_whitespace) {
                    continue;
                }
                match words.last_mut() {
                    Some(last) if extent.start < last.end => {
                        last.end = last.end.max(extent.end);
                        end = last.end;
                        continue;
                    }
                    _ => {}
                }
                extent.start = extent.start.max(end);
                if !extent.is_empty() {
                    end = extent.end;
                    words.push(extent);
                }
            }
            if !words.is_empty() {
                found.push(words);
            }
        }
    }
    found
}

/// The words that a stretch shares text with: which, counted from nought.
pub(crate) fn touched(words: &[Extent], extent: Extent) -> std::ops::Range<usize> {
    let first = words.partition_point(|word| word.end <= extent.start);
    let end = words.partition_point(|word| word.start < extent.end);
    first..end.max(first)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn a_cluster_of_characters_is_one_word() {
        let article = Article::from_text("👨🏻‍🚒 firemen, 🇬🇪🇦🇲.");
        let words: Vec<&str> = words(&article).iter().map(|w| article.slice(*w)).collect();
        assert_eq!(words, ["👨🏻‍🚒", "firemen", ",", "🇬🇪", "🇦🇲", "."]);
    }

    #[test]
    fn the_words_under_a_stretch_are_counted() {
        let article = Article::from_text("one two three");
        let all = words(&article);
        assert_eq!(touched(&all, Extent::at(5, 8)), 1..3 - 1);
        assert_eq!(touched(&all, Extent::at(5, 9)), 1..3);
        assert_eq!(touched(&all, Extent::at(3, 4)), 1..1);
    }
}

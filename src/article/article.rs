//! [`Article`]: a text that never changes again, with all that is known of its shape.
//!
//! In comes a paste or the text of a file; out come places and stretches of it. Everything is answered from what was
//! measured once or from the one paragraph that was asked about.

use std::ops::Range;

use sha2::{Digest, Sha256};
use unicode_segmentation::UnicodeSegmentation;

use crate::article::normalise::looks_binary;
use crate::article::structure::paragraphs;
use crate::article::{
    Byte, Correction, Extent, MAX_TEXT_BYTES, Offsets, Paragraph, ParagraphKind, PasteError,
    normalise, sentences, words,
};

/// A title made of the first words has at most so many graphemes.
const TITLE_GRAPHEMES: usize = 80;

/// A headline is kept whole up to so many: longer ones are paragraphs that look like headlines.
const HEADLINE_GRAPHEMES: usize = 300;

/// An article: frozen text, its offsets, its paragraphs, its hash.
///
/// ```
/// use pressmark::article::{Article, ParagraphKind};
/// let (article, corrections) = Article::from_paste("Bridge Reopens\r\n\r\nThe bridge reopened on Monday.").unwrap();
/// assert_eq!(article.text(), "Bridge Reopens\n\nThe bridge reopened on Monday.");
/// assert_eq!(article.paragraphs()[0].kind, ParagraphKind::Headline);
/// assert_eq!(corrections.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    text: String,
    offsets: Offsets,
    paragraphs: Vec<Paragraph>,
    sha256: String,
}

impl Article {
    /// An article from what a person pasted, with what was corrected in it.
    ///
    /// # Errors
    /// [`PasteError::Empty`], [`PasteError::TooLarge`], and [`PasteError::Binary`] for a paste that is the bytes of
    /// some program's file.
    pub fn from_paste(raw: &str) -> Result<(Article, Vec<Correction>), PasteError> {
        if raw.len() > MAX_TEXT_BYTES {
            return Err(PasteError::TooLarge {
                bytes: raw.len(),
                limit: MAX_TEXT_BYTES,
            });
        }
        if looks_binary(raw) {
            return Err(PasteError::Binary {
                found: "a file of some program",
            });
        }
        let normalised = normalise(raw);
        if normalised.text.trim().is_empty() {
            return Err(PasteError::Empty);
        }
        Ok((Article::build(normalised.text), normalised.corrections))
    }

    /// An article of exactly this text, as it stands in a file of ours: nothing is normalised, nothing is refused.
    #[must_use]
    pub fn from_text(text: &str) -> Article {
        Article::build(text.to_owned())
    }

    fn build(text: String) -> Article {
        let offsets = Offsets::new(&text);
        let paragraphs = paragraphs(&text);
        let sha256 = sha256(&text);
        Article {
            text,
            offsets,
            paragraphs,
            sha256,
        }
    }

    /// The same article with some paragraphs' kinds overruled. A number that names no paragraph is passed over.
    #[must_use]
    pub fn with_kinds(mut self, kinds: &[(usize, ParagraphKind)]) -> Article {
        for (number, kind) in kinds {
            if let Some(paragraph) = self.paragraphs.get_mut(*number) {
                paragraph.kind = *kind;
            }
        }
        self
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A stretch of the text; `""` when it is out of bounds or cuts a character.
    #[must_use]
    pub fn slice(&self, extent: Extent) -> &str {
        self.text.get(extent.indexes()).unwrap_or("")
    }

    /// The SHA-256 of the text's bytes, in lower-case hexadecimal digits.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The conversions among bytes, code points, UTF-16 units and graphemes.
    #[must_use]
    pub fn offsets(&self) -> &Offsets {
        &self.offsets
    }

    /// The whole text as a stretch.
    #[must_use]
    pub fn extent(&self) -> Extent {
        Extent::at(0, self.text.len())
    }

    /// The paragraphs, at least one. Their extents and gaps cover the text, in order.
    #[must_use]
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The number of the paragraph that a place is in. The gap behind a paragraph counts as its own; a place beyond the end is in the last.
    #[must_use]
    pub fn paragraph_at(&self, at: Byte) -> usize {
        self.paragraphs
            .partition_point(|paragraph| paragraph.extent.start <= at)
            .saturating_sub(1)
    }

    /// The numbers of the paragraphs whose text a stretch touches. An empty stretch touches the one that it stands in,
    /// one that lies in a gap touches none.
    #[must_use]
    pub fn paragraphs_in(&self, extent: Extent) -> Range<usize> {
        let first = self.paragraph_at(extent.start);
        if extent.is_empty() {
            return first..first + 1;
        }
        let in_gap = self
            .paragraphs
            .get(first)
            .is_some_and(|paragraph| paragraph.extent.end <= extent.start);
        let first = first + usize::from(in_gap);
        let behind = self
            .paragraphs
            .partition_point(|paragraph| paragraph.extent.start < extent.end);
        first..behind.max(first)
    }

    /// The headline's stretch.
    #[must_use]
    pub fn headline(&self) -> Option<Extent> {
        self.paragraphs
            .iter()
            .find(|paragraph| paragraph.kind == ParagraphKind::Headline)
            .map(|paragraph| paragraph.extent)
    }

    /// A name for the article, on one line: its whole headline (at most 300 graphemes), or the first words of its text (at
    /// most 80). What is left out shows as «…».
    #[must_use]
    pub fn title(&self) -> String {
        let headline = self.headline();
        let most = match headline {
            Some(_) => HEADLINE_GRAPHEMES,
            None => TITLE_GRAPHEMES,
        };
        let source = headline.or_else(|| {
            let body = self
                .paragraphs
                .iter()
                .find(|paragraph| paragraph.kind == ParagraphKind::Body);
            body.or(self.paragraphs.first())
                .map(|paragraph| paragraph.extent)
        });
        let line = source.map(|extent| self.slice(extent)).unwrap_or("");
        let mut title = String::new();
        let mut length = 0;
        for word in line.split_whitespace() {
            let more = word.graphemes(true).take(most).count() + usize::from(!title.is_empty());
            if length + more >= most {
                if title.is_empty() {
                    title.extend(word.graphemes(true).take(most - 1));
                }
                title.push('…');
                break;
            }
            if !title.is_empty() {
                title.push(' ');
            }
            title.push_str(word);
            length += more;
        }
        title
    }

    /// Where the story was filed from, and maybe when: a paragraph of that kind, or the start of the first body
    /// paragraph up to its dash («GENEVA (AP) —»).
    #[must_use]
    pub fn dateline(&self) -> Option<Extent> {
        crate::article::dates::dateline(self)
    }

    /// The day of publication as `YYYY-MM-DD`, when the text plainly states one outside its body.
    #[must_use]
    pub fn published(&self) -> Option<String> {
        crate::article::dates::published(self)
    }

    /// The sentences of a paragraph, in order, trimmed; none for a number that names no paragraph.
    #[must_use]
    pub fn sentences(&self, paragraph: usize) -> Vec<Extent> {
        let Some(paragraph) = self.paragraphs.get(paragraph) else {
            return Vec::new();
        };
        let start = paragraph.extent.start.index();
        sentences::sentences(self.slice(paragraph.extent))
            .into_iter()
            .map(|sentence| Extent::at(start + sentence.start, start + sentence.end))
            .collect()
    }

    /// The sentence that a place is in; between two sentences, the one before; empty where a paragraph has none.
    #[must_use]
    pub fn sentence_at(&self, at: Byte) -> Extent {
        let sentences = self.sentences(self.paragraph_at(at));
        let before = sentences.iter().rev().find(|sentence| sentence.start <= at);
        before
            .or(sentences.first())
            .copied()
            .unwrap_or(Extent::caret(at.min(self.extent().end)))
    }

    /// The word that a place is in or touches; else the white space or the sign there.
    #[must_use]
    pub fn word_at(&self, at: Byte) -> Extent {
        let (start, text) = self.paragraph_text(at);
        let (from, to) = words::word_at(text, at.index().saturating_sub(start));
        Extent::at(start + from, start + to)
    }

    /// The start of the first word behind a place; the end of the text when there is none.
    #[must_use]
    pub fn next_word(&self, at: Byte) -> Byte {
        let first = self.paragraph_at(at);
        for paragraph in self.paragraphs.get(first..).unwrap_or(&[]) {
            let text = self.slice(paragraph.extent);
            let start = paragraph.extent.start.index();
            let mut found = if paragraph.extent.start <= at {
                words::next_word(text, at.index().saturating_sub(start))
            } else {
                words::first_word(text)
            };
            while let Some(word) = found {
                // In a few scripts a sign belongs to the character behind it, so a word may start inside a cluster.
                let place = self.offsets.grapheme_floor(Byte::at(start + word));
                if place > at {
                    return place;
                }
                found = words::next_word(text, word);
            }
        }
        self.extent().end
    }

    /// The start of the last word that starts before a place; nought when there is none.
    #[must_use]
    pub fn previous_word(&self, at: Byte) -> Byte {
        let first = self.paragraph_at(at);
        for paragraph in self.paragraphs.get(..=first).unwrap_or(&[]).iter().rev() {
            let start = paragraph.extent.start.index();
            if let Some(found) = words::previous_word(
                self.slice(paragraph.extent),
                at.index().saturating_sub(start),
            ) {
                return self.offsets.grapheme_floor(Byte::at(start + found));
            }
        }
        Byte(0)
    }

    /// The next place where a caret may stand.
    #[must_use]
    pub fn next_grapheme(&self, at: Byte) -> Byte {
        self.offsets.next_grapheme(at)
    }

    /// The nearest place before, where a caret may stand.
    #[must_use]
    pub fn previous_grapheme(&self, at: Byte) -> Byte {
        self.offsets.previous_grapheme(at)
    }

    /// The shortest stretch of whole grapheme clusters that covers this one.
    #[must_use]
    pub fn snap_to_graphemes(&self, extent: Extent) -> Extent {
        if extent.is_empty() {
            return Extent::caret(self.offsets.grapheme_floor(extent.start));
        }
        Extent {
            start: self.offsets.grapheme_floor(extent.start),
            end: self.offsets.grapheme_ceil(extent.end),
        }
    }

    /// The stretch with white space at its ends taken off and words cut by its ends made whole. Signs that were
    /// selected stay: a quotation mark, a currency sign. Empty when only white space was selected.
    #[must_use]
    pub fn snap_to_words(&self, extent: Extent) -> Extent {
        let inner = self.trim(self.snap_to_graphemes(extent));
        if inner.is_empty() {
            return inner;
        }
        let (start, text) = self.paragraph_text(inner.start);
        let from = start + words::word_floor(text, inner.start.index().saturating_sub(start));
        let (start, text) = self.paragraph_text(inner.end);
        let to = start + words::word_ceil(text, inner.end.index().saturating_sub(start));
        self.snap_to_graphemes(Extent::at(from, to))
    }

    /// The stretch without white space at its ends; an empty one at its start when there is nothing else in it. A
    /// space that carries a combining mark is kept with it.
    #[must_use]
    pub fn trim(&self, extent: Extent) -> Extent {
        let text = self.slice(extent);
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Extent::caret(extent.start.min(self.extent().end));
        }
        let start = Byte::at(extent.start.index() + text.len() - text.trim_start().len());
        let end = Byte(start.0 + Byte::at(trimmed.len()).0);
        let whole = Extent {
            start: self.offsets.grapheme_floor(start),
            end: self.offsets.grapheme_ceil(end),
        };
        whole.intersection(extent).unwrap_or(whole)
    }

    /// The text of the paragraph that a place is in, and where it starts.
    fn paragraph_text(&self, at: Byte) -> (usize, &str) {
        let paragraph = self.paragraphs.get(self.paragraph_at(at));
        paragraph.map_or((0, ""), |paragraph| {
            (paragraph.extent.start.index(), self.slice(paragraph.extent))
        })
    }
}

/// The SHA-256 of a text's bytes, in lower-case hexadecimal digits.
pub(crate) fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
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

    /// Between the bars stands the selection before, and after.
    #[track_caller]
    fn check_snap(before: &str, after: &str) {
        let read = |marked: &str| {
            let (one, other) = (marked.find('|').unwrap(), marked.rfind('|').unwrap());
            Extent::at(one, other - 1)
        };
        let text = before.replace('|', "");
        assert_eq!(text, after.replace('|', ""));
        let snapped = Article::from_text(&text).snap_to_words(read(before));
        assert_eq!(snapped, read(after), "{:?}", text.get(snapped.indexes()));
    }

    #[test]
    fn a_selection_snaps_to_whole_words_and_keeps_the_signs_it_took() {
        check_snap("the o|ld bri|dge fell", "the |old bridge| fell");
        check_snap("the| old |bridge", "the |old| bridge");
        check_snap("she said |“We wi|ll” twice", "she said |“We will|” twice");
        check_snap("she said |“We will”| twice", "she said |“We will”| twice");
        check_snap("it cost |$3.|5 billion", "it cost |$3.5| billion");
        check_snap("it cost $|3.5 bil|lion", "it cost $|3.5 billion|");
        check_snap("in the |U.S.| now", "in the |U.S.| now");
        check_snap("first pa|ra\n\nsecond p|ara", "first |para\n\nsecond para|");
        check_snap("a |   | b", "a ||    b");
        check_snap("go 👨🏻‍🚒| fire|men", "go 👨🏻‍🚒 |firemen|");
    }

    #[test]
    fn a_selection_that_cuts_an_emoji_takes_all_of_it() {
        let article = Article::from_text("go 👨🏻‍🚒 on");
        assert_eq!(
            article.slice(article.snap_to_graphemes(Extent::at(7, 9))),
            "👨🏻‍🚒"
        );
        assert_eq!(article.slice(article.snap_to_words(Extent::at(7, 9))), "👨🏻‍🚒");
    }

    #[test]
    fn a_paste_is_normalised_hashed_and_divided() {
        let (article, corrections) = Article::from_paste("\u{FEFF}abc\r\n").unwrap();
        assert_eq!(article.text(), "abc\n");
        assert_eq!(
            corrections,
            [Correction::ByteOrderMark, Correction::LineEnds { count: 1 }]
        );
        assert_eq!(
            article.sha256(),
            "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb"
        );
        assert_eq!(article.paragraphs().len(), 1);
    }

    #[test]
    fn a_paste_of_nothing_or_too_much_or_no_text_is_refused() {
        assert_eq!(
            Article::from_paste(" \n\u{200B}\u{A0} "),
            Err(PasteError::Empty)
        );
        let large = "word ".repeat(MAX_TEXT_BYTES / 5 + 1);
        assert_eq!(
            Article::from_paste(&large),
            Err(PasteError::TooLarge {
                bytes: large.len(),
                limit: MAX_TEXT_BYTES
            })
        );
        assert!(matches!(
            Article::from_paste("PK\u{3}\u{4}\u{0}\u{1}\u{FFFD}\u{FFFD}x"),
            Err(PasteError::Binary { .. })
        ));
    }

    #[test]
    fn text_of_a_file_is_kept_as_it_is() {
        let text = "a\r\n\u{200B}b";
        assert_eq!(Article::from_text(text).text(), text);
        assert_eq!(Article::from_text("").paragraphs().len(), 1);
    }

    #[test]
    fn an_editor_overrules_kinds() {
        let article = Article::from_text("Bridge Reopens\n\nThe bridge is open again, at last.")
            .with_kinds(&[(0, ParagraphKind::Body), (9, ParagraphKind::Byline)]);
        assert_eq!(article.headline(), None);
        assert_eq!(article.paragraphs()[0].kind, ParagraphKind::Body);
    }

    #[test]
    fn the_title_is_the_headline_or_the_first_words_cut_between_words() {
        assert_eq!(
            Article::from_text("Bridge Reopens\n\nThe bridge is open again, at last.").title(),
            "Bridge Reopens"
        );
        let headline = "Ferry Workers Vote to Strike Over Winter Timetable as Islanders Fear for Schools, Shops and the Mail";
        assert_eq!(
            Article::from_text(&format!("{headline}\n\nThe vote was close, the union said on Monday, and the boats will stop on Friday at noon.")).title(),
            headline,
            "a headline is not cut"
        );
        let long = "The bridge over the river is open again, three weeks after the flood took it away with all that stood on it.";
        assert_eq!(
            Article::from_text(long).title(),
            "The bridge over the river is open again, three weeks after the flood took it…"
        );
        assert_eq!(
            Article::from_text(&"a".repeat(200)).title(),
            format!("{}…", "a".repeat(79))
        );
        assert_eq!(Article::from_text("").title(), "");
    }

    #[test]
    fn places_find_their_paragraph() {
        let article = Article::from_text("One.\n\nTwo.\n");
        let found: Vec<usize> = (0..13).map(|at| article.paragraph_at(Byte(at))).collect();
        assert_eq!(found, [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]);
        assert_eq!(article.paragraphs_in(Extent::at(2, 8)), 0..2);
        assert_eq!(article.paragraphs_in(Extent::at(4, 7)), 1..2);
        assert_eq!(article.paragraphs_in(Extent::at(4, 6)), 1..1);
        assert_eq!(article.paragraphs_in(Extent::at(5, 5)), 0..1);
    }

    #[test]
    fn a_stretch_that_is_none_has_no_text() {
        let article = Article::from_text("é");
        assert_eq!(article.slice(Extent::at(0, 2)), "é");
        assert_eq!(article.slice(Extent::at(0, 1)), "");
        assert_eq!(article.slice(Extent::at(0, 9)), "");
    }
}

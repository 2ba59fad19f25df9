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
        let sha256 = hex(&Sha256::digest(text.as_bytes()));
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

    /// The numbers of the paragraphs whose text a stretch touches. An empty stretch touches the one that it stands in.
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

    /// A name for the article in lists: its headline, or the first words of its text; at most 80 graphemes, on one line.
    #[must_use]
    pub fn title(&self) -> String {
        let source = self.headline().or_else(|| {
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
            let more = word.graphemes(true).count() + usize::from(!title.is_empty());
            if length + more >= TITLE_GRAPHEMES {
                let room = TITLE_GRAPHEMES - 1 - length;
                if title.is_empty() {
                    title.extend(word.graphemes(true).take(room));
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
        let mut number = self.paragraph_at(at);
        let mut from = Some(at);
        while let Some(paragraph) = self.paragraphs.get(number) {
            let text = self.slice(paragraph.extent);
            let start = paragraph.extent.start.index();
            let found = match from {
                Some(at) => words::next_word(text, at.index().saturating_sub(start)),
                None => words::first_word(text),
            };
            if let Some(found) = found {
                return Byte::at(start + found);
            }
            from = None;
            number += 1;
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
                return Byte::at(start + found);
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

    /// The stretch without white space at its ends; an empty one at its start when there is nothing else in it.
    #[must_use]
    pub fn trim(&self, extent: Extent) -> Extent {
        let text = self.slice(extent);
        let start = extent.start.index() + text.len() - text.trim_start().len();
        match text.trim() {
            "" => Extent::caret(extent.start.min(self.extent().end)),
            trimmed => Extent::at(start, start + trimmed.len()),
        }
    }

    /// The text of the paragraph that a place is in, and where it starts.
    fn paragraph_text(&self, at: Byte) -> (usize, &str) {
        let paragraph = self.paragraphs.get(self.paragraph_at(at));
        paragraph.map_or((0, ""), |paragraph| {
            (paragraph.extent.start.index(), self.slice(paragraph.extent))
        })
    }
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

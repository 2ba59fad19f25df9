//! CoNLL-2003 columns: a word a line with its tag in the last column, a blank line behind each sentence, `-DOCSTART-` before
//! each article.
//!
//! One layer of spans: the caller chooses labels, and of spans that overlap all the same the weaker is left out and told of. The
//! columns hold words, not the text between them; read back, words have one blank between them and sentences a line each.

use std::borrow::Cow;

use crate::annotation::AnnotationSet;
use crate::article::{Extent, decode_up_to};
use crate::format::archive::OutFile;
use crate::format::catalog::Outgoing;
use crate::format::foreign::{Foreign, ForeignPlace, ForeignSpan};
use crate::format::native::{MAX_FILE_BYTES, gather};
use crate::format::options::{LabelMap, Options};
use crate::format::project::in_text_order;
use crate::format::tags::{Tagged, decode, encode, is_tag};
use crate::format::words::{sentences, touched};
use crate::format::{Document, ReadError, Unit};

/// The line before an article, with as many columns as the others.
const START: &str = "-DOCSTART- -X- O O";

pub(crate) fn write(documents: &[Outgoing<'_>], options: &Options) -> Vec<OutFile> {
    let mut out = String::new();
    for document in documents {
        out.push_str(START);
        out.push_str("\n\n");
        let sentences = sentences(document.article);
        let tagged = tagged(document.set, &sentences);
        for (sentence, tagged) in sentences.iter().zip(tagged) {
            let tags = encode(&tagged, sentence.len(), options.scheme);
            for (word, tag) in sentence.iter().zip(tags) {
                let word = document.article.slice(*word);
                // No program reads a column with a blank in it.
                out.extend(word.chars().filter(|c| !c.is_whitespace()));
                out.push_str(" -X- _ ");
                out.push_str(&tag);
                out.push('\n');
            }
            out.push('\n');
        }
    }
    vec![OutFile {
        name: "words.conll".to_owned(),
        bytes: out.into_bytes(),
    }]
}

/// The spans of each sentence by its words.
pub(crate) fn tagged(set: &AnnotationSet, sentences: &[Vec<Extent>]) -> Vec<Vec<Tagged>> {
    let mut tagged: Vec<Vec<Tagged>> = sentences.iter().map(|_| Vec::new()).collect();
    for span in in_text_order(set) {
        for extent in span.fragments.iter() {
            let ends_before = |sentence: &Vec<Extent>| {
                let last = sentence.last();
                last.is_none_or(|word| word.end <= extent.start)
            };
            let first = sentences.partition_point(ends_before);
            let near = sentences.iter().zip(&mut tagged).skip(first);
            for (sentence, tagged) in near {
                let words = touched(sentence, extent);
                if words.is_empty() {
                    break;
                }
                tagged.push(Tagged {
                    words,
                    label: span.label.to_string(),
                });
            }
        }
    }
    tagged
}

/// Whether a text is made of such columns: the first lines tell.
pub(crate) fn looks_alike(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut lines = lines
        .filter(|line| !line.starts_with("# "))
        .take(50)
        .peekable();
    let has_any = lines.peek().is_some();
    has_any && lines.all(|line| columns(line).is_some())
}

/// Word and tag of a line.
fn columns(line: &str) -> Option<(&str, &str)> {
    let mut columns = line.split_whitespace();
    let word = columns.next()?;
    let tag = columns.next_back().filter(|tag| is_tag(tag))?;
    Some((word, tag))
}

pub(crate) fn read(bytes: &[u8], map: &LabelMap) -> Result<Vec<Document>, ReadError> {
    let text = decode_up_to(bytes, MAX_FILE_BYTES)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let mut articles: Vec<Foreign<'static>> = Vec::new();
    let mut article = Columns::default();
    // A comment may end like a line of columns: «# the tag is O». The sign as a word has as many columns as other words.
    let count = |line: &str| line.split_whitespace().count();
    let is_word = |line: &&str| !line.starts_with('#') && columns(line).is_some();
    let width = text.lines().find(is_word).map(count);
    for (n, line) in text.lines().enumerate() {
        if line.starts_with("# ") && width.is_some_and(|width| width != count(line)) {
            continue;
        }
        if line.trim().is_empty() {
            article.end_sentence();
            continue;
        }
        let Some((word, tag)) = columns(line) else {
            if line.starts_with('#') {
                continue;
            }
            return Err(ReadError::Malformed {
                format: "a file of CoNLL columns",
                wrong: "the last column is no tag such as O or B-NAME",
                line: Some(n + 1),
            });
        };
        if word == "-DOCSTART-" {
            articles.extend(std::mem::take(&mut article).finish());
            continue;
        }
        article.words.push(word.to_owned());
        article.tags.push(tag.to_owned());
    }
    articles.extend(article.finish());
    if articles.is_empty() {
        return Err(ReadError::NoText);
    }
    let read = articles.into_iter().enumerate();
    gather(read.map(|(n, article)| (n + 1, article.settle(map))))
}

/// An article that is put together of its columns.
#[derive(Default)]
struct Columns {
    text: String,
    /// The length of the text in code points.
    length: u32,
    spans: Vec<ForeignSpan<'static>>,
    words: Vec<String>,
    tags: Vec<String>,
}

impl Columns {
    fn end_sentence(&mut self) {
        let words = std::mem::take(&mut self.words);
        let tags = std::mem::take(&mut self.tags);
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.push("\n");
        }
        let mut places = Vec::with_capacity(words.len());
        for (n, word) in words.iter().enumerate() {
            if n > 0 {
                self.push(" ");
            }
            let start = self.length;
            self.push(word);
            places.push((start, self.length));
        }
        for tagged in decode(tags.iter().map(String::as_str)) {
            let inside = places.get(tagged.words.clone()).unwrap_or(&[]);
            let words = words.get(tagged.words).unwrap_or(&[]);
            let (Some((start, _)), Some((_, end))) = (inside.first(), inside.last()) else {
                continue;
            };
            let mut place = ForeignPlace::at(*start, *end);
            place.exact = Some(Cow::Owned(words.join(" ")));
            self.spans.push(ForeignSpan {
                label: tagged.label.into(),
                places: vec![place],
                ..ForeignSpan::default()
            });
        }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.length += u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    }

    /// The article, if it has words.
    fn finish(mut self) -> Option<Foreign<'static>> {
        self.end_sentence();
        (!self.text.is_empty()).then(|| Foreign {
            text: self.text.into(),
            unit: Some(Unit::CodePoint),
            unit_stated: true,
            spans: self.spans,
            ..Foreign::default()
        })
    }
}

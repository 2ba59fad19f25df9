//! [`Reading`]: a stretch of an article as the rules see it.
//!
//! In comes a *block*: one paragraph, or several where a quotation runs on or a colon announces what follows. Out come its
//! words with their classes, the pairs of quotation marks, and where sentences begin. Rules look at nothing else of the
//! text. A reading never knows what was annotated.

use crate::article::{Article, Byte, Extent, ParagraphKind, TokenKind, tokens};
use crate::suggest::lexicon::{Classes, Entry, look_up};
use crate::suggest::marks::{self, Pair};
use crate::suggest::names::Registry;

/// A quotation is followed over at most so many paragraphs, so that one lost mark can't swallow an article.
const MOST_PARAGRAPHS: usize = 12;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// «minister», signs and numbers.
    Lower,
    /// «Minister», «McKay».
    Capital,
    /// «NATO», «U.S».
    Upper,
}

/// A token with what is known of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'a> {
    /// Its letters.
    pub(crate) text: &'a str,
    /// Its place, in bytes of the article.
    pub(crate) extent: Extent,
    /// What it is made of.
    pub(crate) kind: TokenKind,
    /// What the lexicon knows; of «minister's» what it knows of «minister».
    pub(crate) entry: Entry,
    /// How it is written.
    pub(crate) shape: Shape,
    /// Whether it ends in «'s».
    pub(crate) possessive: bool,
    /// The outermost pair of quotation marks around it, marks included: its index in [`Reading::pairs`].
    pub(crate) pair: Option<u32>,
}

impl Word<'_> {
    /// Whether it is this word, in any case.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is in one of the classes.
    pub(crate) fn has(&self, classes: Classes) -> bool {
        self.entry.classes.any(classes)
    }

    /// Whether it has a capital.
    pub(crate) fn is_capital(&self) -> bool {
        self.shape != Shape::Lower
    }

    /// Its letters without «'s».
    pub(crate) fn stem(&self) -> &str {
        stem(self.text)
    }

    /// Whether it is made of letters.
    pub(crate) fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }
}

/// A block of an article, read.
pub(crate) struct Reading<'a> {
    /// The whole article.
    pub(crate) article: &'a Article,
    /// Who is named in the whole article.
    pub(crate) registry: &'a Registry,
    /// The block's paragraphs.
    pub(crate) paragraphs: std::ops::Range<usize>,
    /// Whether the block is the headline.
    pub(crate) is_headline: bool,
    /// All its tokens.
    pub(crate) words: Vec<Word<'a>>,
    /// Its outermost pairs of quotation marks, in order.
    pub(crate) pairs: Vec<Pair>,
    /// The index of each sentence's first word, ascending. What is within quotation marks begins none.
    pub(crate) sentences: Vec<usize>,
    /// The same, with the sentences within quotation marks told apart.
    inner_sentences: Vec<usize>,
}

impl<'a> Reading<'a> {
    /// Reads the block that begins with a paragraph; the article's dateline, which is looked up once, may open it.
    pub(crate) fn new(
        article: &'a Article,
        registry: &'a Registry,
        dateline: Option<Extent>,
        first: usize,
    ) -> Reading<'a> {
        let mut words = words_of(article, first);
        let mut starts = vec![0];
        let mut open = marks::Open::default();
        let mut pairs = marks::pair(article.text(), &words, 0, &mut open);
        let kind = |number: usize| {
            article
                .paragraphs()
                .get(number)
                .map(|paragraph| paragraph.kind)
        };
        let mut end = first + 1;
        while end - first < MOST_PARAGRAPHS
            && kind(first) == Some(ParagraphKind::Body)
            && kind(end) == Some(ParagraphKind::Body)
        {
            let announced = words.last().is_some_and(|word| word.text == ":") && open.is_closed();
            if !announced && !open.runs_on(&words) {
                break;
            }
            let more = words_of(article, end);
            let opens = more.first().is_some_and(|word| open.may_reopen(word.text));
            if !opens {
                break;
            }
            starts.push(words.len());
            let from = words.len();
            words.extend(more);
            pairs.extend(marks::pair(article.text(), &words, from, &mut open));
            end += 1;
        }
        let pairs = marks::outermost(pairs);
        for (number, pair) in pairs.iter().enumerate() {
            for word in words.get_mut(pair.open..=pair.close).unwrap_or(&mut []) {
                word.pair = u32::try_from(number).ok();
            }
        }
        let mut reading = Reading {
            article,
            registry,
            paragraphs: first..end,
            is_headline: kind(first) == Some(ParagraphKind::Headline),
            words,
            pairs,
            sentences: Vec::new(),
            inner_sentences: Vec::new(),
        };
        reading.find_sentences(&starts, dateline);
        reading
    }

    fn find_sentences(&mut self, paragraph_starts: &[usize], dateline: Option<Extent>) {
        let mut at = 0;
        let mut inner = Vec::new();
        for number in self.paragraphs.clone() {
            for sentence in self.article.sentences(number) {
                while self
                    .words
                    .get(at)
                    .is_some_and(|word| word.extent.start < sentence.start)
                {
                    at += 1;
                }
                inner.push(at);
            }
        }
        inner.dedup();
        let begins = |at: usize| {
            let Some(word) = self.words.get(at) else {
                return false;
            };
            let opens = match word.pair {
                None => true,
                Some(pair) => self.pair(pair).is_some_and(|pair| pair.open == at),
            };
            // «“Who?” asked Ann» is one sentence.
            let after_pair = at > 0
                && self
                    .words
                    .get(at - 1)
                    .is_some_and(|before| before.pair.is_some() && before.pair != word.pair);
            let goes_on = after_pair && word.pair.is_none() && word.is_word() && !word.is_capital();
            opens && !goes_on
        };
        let mut sentences: Vec<usize> = inner.iter().copied().filter(|at| begins(*at)).collect();
        sentences.extend(paragraph_starts.iter().copied().filter(|at| begins(*at)));
        if sentences.first() != Some(&0) {
            sentences.push(0);
        }
        // «HAVEN, Oct. 6 (AP) — A ferry sank»: where and when the report was written belongs to nobody's words.
        if let Some(dateline) = dateline {
            let behind = self
                .words
                .iter()
                .position(|word| word.extent.start >= dateline.end);
            sentences.extend(behind.filter(|at| *at > 0));
        }
        sentences.sort_unstable();
        sentences.dedup();
        self.sentences = sentences;
        self.inner_sentences = inner;
    }

    /// A pair of marks by its index.
    pub(crate) fn pair(&self, number: u32) -> Option<&Pair> {
        self.pairs.get(number as usize)
    }

    /// A word by its index.
    pub(crate) fn word(&self, at: usize) -> Option<&Word<'a>> {
        self.words.get(at)
    }

    /// The word before an index.
    pub(crate) fn before(&self, at: usize) -> Option<&Word<'a>> {
        self.words.get(at.checked_sub(1)?)
    }

    /// Whether the word there is in one of the classes.
    pub(crate) fn has(&self, at: usize, classes: Classes) -> bool {
        self.word(at).is_some_and(|word| word.has(classes))
    }

    /// Whether the word there is one of these, in any case.
    pub(crate) fn is(&self, at: usize, words: &[&str]) -> bool {
        self.word(at)
            .is_some_and(|word| words.iter().any(|text| word.is(text)))
    }

    /// Whether the word there stands outside all quotation marks.
    pub(crate) fn is_outside(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.pair.is_none())
    }

    /// The sentence around a word: the index of its first word, and of the first word behind it.
    pub(crate) fn sentence(&self, at: usize) -> (usize, usize) {
        around(&self.sentences, at, self.words.len())
    }

    /// As [`sentence`](Reading::sentence), with the sentences within quotation marks told apart.
    pub(crate) fn inner_sentence(&self, at: usize) -> (usize, usize) {
        around(&self.inner_sentences, at, self.words.len())
    }

    /// The index behind a phrase that stands at a word, in any case.
    pub(crate) fn follows(&self, at: usize, phrase: &[&str]) -> Option<usize> {
        let stands = phrase
            .iter()
            .enumerate()
            .all(|(number, text)| self.is(at + number, &[text]));
        stands.then_some(at + phrase.len())
    }

    /// The text from the first word's start to the last word's end.
    pub(crate) fn text(&self, from: usize, to: usize) -> &'a str {
        self.article.slice(self.extent(from, to))
    }

    /// From the first word's start to the last word's end; empty for an empty range.
    pub(crate) fn extent(&self, from: usize, to: usize) -> Extent {
        match (
            self.words.get(from),
            to.checked_sub(1).and_then(|last| self.words.get(last)),
        ) {
            (Some(first), Some(last)) if from < to => Extent {
                start: first.extent.start,
                end: last.extent.end,
            },
            _ => Extent::caret(Byte(0)),
        }
    }
}

fn around(starts: &[usize], at: usize, end: usize) -> (usize, usize) {
    let next = starts.partition_point(|start| *start <= at);
    let start = next
        .checked_sub(1)
        .and_then(|index| starts.get(index))
        .copied()
        .unwrap_or(0);
    (start, starts.get(next).copied().unwrap_or(end))
}

/// The tokens of a paragraph with what is known of them.
pub(crate) fn words_of(article: &Article, paragraph: usize) -> Vec<Word<'_>> {
    let Some(paragraph) = article.paragraphs().get(paragraph) else {
        return Vec::new();
    };
    let mut words: Vec<Word<'_>> = Vec::with_capacity(paragraph.extent.len() as usize / 5);
    for token in tokens(article.text(), paragraph.extent) {
        let text = article.slice(token.extent);
        // Two straight apostrophes are one mark: ''so''.
        if text == "'"
            && let Some(last) = words.last_mut()
            && last.text == "'"
            && last.extent.end == token.extent.start
        {
            last.extent.end = token.extent.end;
            last.text = article.slice(last.extent);
            continue;
        }
        let stem = stem(text);
        let mut entry = Entry::default();
        if token.kind == TokenKind::Word {
            entry = look_up(text);
            if entry == Entry::default() {
                // «minister's», «U.S.»
                let bare = stem.strip_suffix('.').unwrap_or(stem);
                if bare.len() < text.len() {
                    entry = look_up(bare);
                }
            }
        }
        words.push(Word {
            text,
            extent: token.extent,
            kind: token.kind,
            entry,
            shape: shape(stem),
            possessive: stem.len() < text.len(),
            pair: None,
        });
    }
    words
}

/// The word without «'s».
fn stem(text: &str) -> &str {
    ["'s", "’s", "'S", "’S"]
        .iter()
        .find_map(|ending| text.strip_suffix(ending))
        .unwrap_or(text)
}

fn shape(text: &str) -> Shape {
    let mut letters = text.chars().filter(|character| character.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => match letters.next() {
            Some(second) if second.is_uppercase() && letters.all(char::is_uppercase) => {
                Shape::Upper
            }
            _ => Shape::Capital,
        },
        _ => Shape::Lower,
    }
}

//! What holds for every text, tried on generated ones: emoji, right-to-left scripts, combining marks, all kinds of
//! line ends. Only tests.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::expect_used,
    clippy::panic
)]

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use crate::article::{Article, Byte, CodePoint, Extent, Grapheme, Utf16, normalise, tokens};

/// A text made of pieces that have made trouble.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z]{1,8}",
        3 => Just(" ".to_owned()),
        2 => prop::sample::select(vec![
            ". ", ", ", "? ", "! ", "… ", "...", " - ", "\u{2014}", "“", "”", "\"", "'", "’", "$3.5", "1,000", "U.S. ", "Mr. ", "p.m. ",
        ]).prop_map(str::to_owned),
        2 => prop::sample::select(vec!["\n", "\n\n", "\r\n", "\r", "\r\n\r\n", "\t", "\u{A0}", "\u{2028}", "\u{C}", " \n"]).prop_map(str::to_owned),
        2 => prop::sample::select(vec![
            "👨🏻\u{200D}🚒", "👍🏽", "🇨🇭", "🇨", "e\u{301}", "\u{301}", "می\u{200C}خواهم", "שלום", "\u{200F}", "한국", "他来了。", "ก็", "क्षि",
            "\u{600}", "\u{200B}", "\u{FEFF}", "\u{AD}", "\u{2060}", "\u{FFFD}", "\u{0}", "\u{7}", "\u{FE0F}", "\u{200D}", "ǅ", "İ", "ß", "＂",
        ]).prop_map(str::to_owned),
        1 => prop::sample::select(vec![
            "By Jane Roe\n", "Share\n\n", "Read more: That\n", "Related stories\n\n", "Bridge Reopens\n\n", "GENEVA (AP) — ", "20 May 2022\n",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A text and two places in it, on boundaries of code points.
fn text_and_stretch() -> impl Strategy<Value = (String, Extent)> {
    (
        text(),
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
    )
        .prop_map(|(text, one, other)| {
            let places: Vec<usize> = text
                .char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .collect();
            let extent = Extent::new(
                Byte::at(places[one.index(places.len())]),
                Byte::at(places[other.index(places.len())]),
            );
            (text, extent)
        })
}

#[test]
fn an_article_may_go_to_another_thread() {
    let article = Article::from_text("Yes.");
    let text = std::thread::spawn(move || article.text().to_owned())
        .join()
        .unwrap();
    assert_eq!(text, "Yes.");
}

proptest! {
    #[test]
    fn offsets_go_there_and_back_in_four_units(text in text()) {
        let article = Article::from_text(&text);
        let offsets = article.offsets();
        let mut utf16 = 0;
        for (n, (at, character)) in text.char_indices().chain([(text.len(), '\0')]).enumerate() {
            let at = Byte::at(at);
            prop_assert_eq!(offsets.to_codepoint(at), Some(CodePoint(n as u32)));
            prop_assert_eq!(offsets.from_codepoint(CodePoint(n as u32)), Some(at));
            prop_assert_eq!(offsets.to_utf16(at), Some(Utf16(utf16)));
            prop_assert_eq!(offsets.from_utf16(Utf16(utf16)), Some(at));
            utf16 += character.len_utf16() as u32;
            for inside in 1..character.len_utf8().min(text.len().saturating_sub(at.index())) {
                prop_assert_eq!(offsets.to_codepoint(Byte(at.0 + inside as u32)), None);
                prop_assert_eq!(offsets.to_utf16(Byte(at.0 + inside as u32)), None);
            }
        }
        prop_assert_eq!(offsets.len_codepoints().0 as usize, text.chars().count());
        prop_assert_eq!(offsets.len_utf16().0 as usize, text.encode_utf16().count());
        prop_assert_eq!(offsets.from_codepoint(CodePoint(offsets.len_codepoints().0 + 1)), None);
        prop_assert_eq!(offsets.from_utf16(Utf16(offsets.len_utf16().0 + 1)), None);
        prop_assert_eq!(offsets.from_grapheme(Grapheme(offsets.len_graphemes().0 + 1)), None);
    }

    #[test]
    fn graphemes_are_those_of_unicode(text in text()) {
        let article = Article::from_text(&text);
        let offsets = article.offsets();
        let starts: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        prop_assert_eq!(offsets.len_graphemes().0 as usize, starts.len() - 1);
        for at in 0..=text.len() {
            let place = Byte::at(at);
            let n = starts.binary_search(&at);
            prop_assert_eq!(offsets.to_grapheme(place), n.ok().map(|n| Grapheme(n as u32)));
            if let Ok(n) = n {
                prop_assert_eq!(offsets.from_grapheme(Grapheme(n as u32)), Some(place));
            }
            let floor = *starts.iter().rev().find(|start| **start <= at).unwrap();
            let ceil = *starts.iter().find(|start| **start >= at).unwrap();
            prop_assert_eq!(offsets.grapheme_floor(place).index(), floor);
            prop_assert_eq!(offsets.grapheme_ceil(place).index(), ceil);
            let next = starts.iter().find(|start| **start > at).copied().unwrap_or(text.len());
            let previous = starts.iter().rev().find(|start| **start < at).copied().unwrap_or(0);
            prop_assert_eq!(offsets.next_grapheme(place).index(), next);
            prop_assert_eq!(offsets.previous_grapheme(place).index(), previous);
        }
    }

    #[test]
    fn normalising_twice_is_normalising_once(text in text()) {
        let once = normalise(&text);
        let twice = normalise(&once.text);
        prop_assert_eq!(&twice.text, &once.text);
        prop_assert!(twice.corrections.iter().all(|correction| !correction.changed_text()));
        prop_assert_eq!(once.text == text, once.corrections.iter().all(|correction| !correction.changed_text()));
    }

    #[test]
    fn paragraphs_and_gaps_cover_the_text_in_order(text in text()) {
        let article = Article::from_text(&text);
        let mut at = Byte(0);
        for (n, paragraph) in article.paragraphs().iter().enumerate() {
            prop_assert_eq!(paragraph.extent.start, at);
            prop_assert_eq!(paragraph.extent.end, paragraph.gap.start);
            at = paragraph.gap.end;
            prop_assert!(article.slice(paragraph.gap).trim().is_empty());
            prop_assert!(!article.slice(paragraph.extent).ends_with(char::is_whitespace));
            prop_assert_eq!(article.paragraph_at(paragraph.extent.start), n);
            if !paragraph.extent.is_empty() {
                prop_assert_eq!(article.paragraphs_in(paragraph.extent), n..n + 1);
            }
        }
        prop_assert_eq!(at, article.extent().end);
        if !text.trim().is_empty() {
            prop_assert_eq!(article.paragraphs_in(article.extent()), 0..article.paragraphs().len());
        }
    }

    #[test]
    fn sentences_lie_in_their_paragraph_in_order_and_hold_all_that_is_not_white(text in text()) {
        let article = Article::from_text(&text);
        for (n, paragraph) in article.paragraphs().iter().enumerate() {
            let sentences = article.sentences(n);
            let mut at = paragraph.extent.start;
            for sentence in &sentences {
                prop_assert!(paragraph.extent.covers(*sentence));
                prop_assert!(at <= sentence.start);
                prop_assert!(article.slice(Extent::new(at, sentence.start)).trim().is_empty());
                prop_assert!(!sentence.is_empty());
                prop_assert_eq!(article.trim(*sentence), *sentence);
                prop_assert_eq!(article.sentence_at(sentence.start), *sentence);
                at = sentence.end;
            }
            prop_assert!(article.slice(Extent::new(at, paragraph.extent.end)).trim().is_empty());
        }
    }

    #[test]
    fn tokens_come_in_order_and_leave_out_only_white_space((text, extent) in text_and_stretch()) {
        let mut at = extent.start;
        for token in tokens(&text, extent) {
            prop_assert!(extent.covers(token.extent) && !token.extent.is_empty());
            prop_assert!(at <= token.extent.start);
            prop_assert!(text[at.index()..token.extent.start.index()].trim().is_empty());
            prop_assert!(!text[token.extent.indexes()].trim().is_empty());
            at = token.extent.end;
        }
        prop_assert!(text[at.index()..extent.end.index()].trim().is_empty());
    }

    #[test]
    fn snapping_to_words_twice_is_snapping_once((text, extent) in text_and_stretch()) {
        let article = Article::from_text(&text);
        let once = article.snap_to_words(extent);
        prop_assert_eq!(article.snap_to_words(once), once);
        prop_assert_eq!(article.snap_to_graphemes(once), once);
        prop_assert_eq!(article.trim(once), once);
        prop_assert!(once.is_empty() || once.covers(article.trim(extent)));
    }

    #[test]
    fn the_caret_goes_forth_to_the_end_and_back_to_the_start(text in text()) {
        let article = Article::from_text(&text);
        let end = article.extent().end;
        let mut at = Byte(0);
        let mut steps = 0;
        while at < end {
            let next = article.next_word(at);
            prop_assert!(next > at);
            prop_assert_eq!(article.offsets().grapheme_floor(next), next);
            at = next;
            steps += 1;
            prop_assert!(steps <= text.len());
        }
        while at > Byte(0) {
            let previous = article.previous_word(at);
            prop_assert!(previous < at);
            at = previous;
        }
    }

    #[test]
    fn every_question_about_any_place_has_an_answer(text in text(), place in 0_u32..400) {
        let article = Article::from_text(&text);
        let at = Byte(place);
        prop_assert!(article.paragraph_at(at) < article.paragraphs().len());
        prop_assert!(article.extent().covers(article.word_at(at)));
        prop_assert!(article.extent().covers(article.sentence_at(at)));
        let wild = Extent::new(at, Byte(place / 2));
        prop_assert!(article.extent().covers(article.snap_to_words(wild)));
        let most = if article.headline().is_some() { 300 } else { 80 };
        prop_assert!(article.title().graphemes(true).count() <= most);
        let _ = (article.dateline(), article.published(), article.headline());
    }
}

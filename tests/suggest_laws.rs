//! Laws of the engine on any text at all: it does not panic, stays within the text on grapheme boundaries, links only what it
//! proposed, and says the same however the text is cut into batches.
//!
//! `PROPTEST_CASES=100000 cargo test --release --test suggest_laws` looks longer.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

use pressmark::annotation::Batch;
use pressmark::article::{Article, Byte, Extent, ParagraphKind};
use pressmark::suggest::{Engine, suggest};
use proptest::prelude::*;

/// What tempts the rules, in any order: words of speech, harm, promise and claim, names, figures and marks of any kind, page
/// furniture, other scripts, and characters that are hardly text.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    " ",
    ", ",
    ". ",
    ".",
    "\n",
    "\n\n",
    "\n\n",
    "! ",
    "? ",
    ": ",
    "; ",
    " — ",
    "-",
    "…",
    "...",
    "(",
    ")",
    "[",
    "]",
    "{",
    "/",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "''",
    "«",
    "»",
    "„",
    "‟",
    "‹",
    "「",
    "」",
    "`",
    "´",
    "＂",
    "said ",
    "she said",
    "said that ",
    "told ",
    "according to ",
    "asked whether ",
    "denied ",
    "called ",
    "urged them to ",
    "vowed to ",
    "will ",
    "’ll ",
    "I’ll",
    "we ",
    "I ",
    "they ",
    "he ",
    "it ",
    "would not ",
    "plans to ",
    "is prepared to ",
    "by Friday",
    "within 90 days",
    "by 2030",
    "if ",
    "unless ",
    "before the end of the month",
    "ruled out ",
    "threatened ",
    "killed ",
    "wounded ",
    "injured ",
    "at least ",
    "dozens of ",
    "people ",
    "children ",
    "no one ",
    "dead ",
    "missing ",
    "death toll ",
    "bringing the toll to ",
    "more than ",
    "from ",
    "to ",
    "and ",
    "or ",
    "including ",
    "of ",
    "the ",
    "a ",
    "than ",
    "12 ",
    "1,000 ",
    "3.5",
    "1.2 million ",
    "99999999999999999999999",
    "two hundred and fifty-three thousand ",
    "half of ",
    "per cent ",
    "%",
    "$",
    "£",
    "one in four ",
    "3-1 ",
    "10am",
    "2,000,000,000 ",
    "since 1998 ",
    "twenty-",
    "0",
    "1",
    "-1",
    "½",
    "Ann Lee",
    "Mr. ",
    "Dr ",
    "President ",
    "Minister ",
    "O’Brien",
    "von der Leyen",
    "U.S. ",
    "Ng",
    "الرئيس محمد ",
    "נתניהו ",
    "李明",
    "Владимир ",
    "Ólafur",
    "Nguyễn",
    "Müller-",
    "MAYOR: ",
    "Q. ",
    "A: ",
    "LONDON (AP) — ",
    "By Jane Roe\n",
    "Read more\n",
    "Share this article\n",
    "crime ",
    "fell ",
    "rose by ",
    "caused ",
    "illegal ",
    "must ",
    "the first time ",
    "voted against ",
    "lied ",
    "never ",
    "best ",
    "should ",
    "👩‍👩‍👧‍👦",
    "🇺🇦",
    "🇺",
    "👩🏽‍🚒",
    "e\u{301}",
    "\u{301}",
    "\u{200D}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{202E}",
    "\u{2066}",
    "\u{0}",
    "\u{7}",
    "\r",
    "\r\n",
    "\t",
    "\u{85}",
    "\u{2028}",
    "\u{A0}",
    "\u{AD}",
    "İ",
    "ß",
    "ﬁ",
    "Ǆ",
    "ꙮ",
    "𝔄",
    "\u{1F1E6}",
    "各位",
    "ไทย",
    "हिन्दी ",
    "ﷺ",
    "\u{10FFFF}",
    "\u{E000}",
];

/// Text of such pieces, with arbitrary characters between them.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => ".{0,12}",
        1 => (proptest::sample::select(PIECES), 2_usize..40).prop_map(|(piece, times)| piece.repeat(times)),
    ];
    proptest::collection::vec(piece, 0..160).prop_map(|pieces| pieces.concat())
}

/// The batches of so many bytes each, joined.
fn joined(mut engine: Engine, bytes: u32) -> Batch {
    let mut all = Batch::default();
    while let Some(mut batch) = engine.next(bytes) {
        all.speakers.append(&mut batch.speakers);
        all.spans.append(&mut batch.spans);
        all.links.append(&mut batch.links);
    }
    all
}

/// Fails where a batch says what can't be.
fn hold(article: &Article, batch: &Batch) -> Result<(), TestCaseError> {
    for span in &batch.spans {
        prop_assert!(!span.fragments.is_empty(), "{} has no words", span.rule);
        let mut last = 0;
        for (start, end) in &span.fragments {
            prop_assert!(
                last <= *start && start < end,
                "{}: {start}..{end} behind {last}",
                span.rule
            );
            let extent = Extent::new(Byte(*start), Byte(*end));
            prop_assert!(article.text().get(*start as usize..*end as usize).is_some());
            prop_assert_eq!(article.snap_to_graphemes(extent), extent, "{}", &span.rule);
            last = *end;
        }
        prop_assert!((0.0..=1.0).contains(&span.score), "{}", &span.rule);
        prop_assert!(!span.reason.is_empty(), "{}", &span.rule);
    }
    for link in &batch.links {
        for key in [link.from, link.to] {
            prop_assert!(
                batch.spans.iter().any(|span| span.key == key),
                "{} to nothing",
                &link.link_type
            );
        }
    }
    Ok(())
}

/// Fewer texts than usual unless told: the network is slow where nothing is optimised.
fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    let told = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if told { usual.cases } else { 48 },
        failure_persistence: None,
        ..usual
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text_is_read_within_its_bounds(text in text(), bytes in 1_u32..400) {
        let article = Article::from_text(&text);
        let all = suggest(&article);
        hold(&article, &all)?;
        prop_assert_eq!(joined(Engine::new(&article), bytes), all);
    }

    #[test]
    fn any_paste_is_read_within_its_bounds(text in text(), day in "[0-9]{4}-[0-9]{2}-[0-9]{2}|.{0,10}") {
        if let Ok((article, _)) = Article::from_paste(&text) {
            let engine = || Engine::new(&article).with_published(&day).worth_checking();
            let all = joined(engine(), u32::MAX);
            hold(&article, &all)?;
            prop_assert_eq!(joined(engine(), 1), all);
        }
    }

    #[test]
    fn any_paragraphs_alone_are_read_within_their_bounds(text in text(), some in proptest::collection::vec(0_usize..40, 0..6)) {
        let article = Article::from_text(&text);
        let kinds: Vec<_> = (0..article.paragraphs().len()).map(|number| (number, ParagraphKind::Body)).collect();
        let article = article.with_kinds(&kinds);
        hold(&article, &joined(Engine::only(&article, &some), u32::MAX))?;
    }
}

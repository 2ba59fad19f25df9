//! The engine on text that is hardly prose: it neither panics nor proposes what lies outside the text.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use pressmark::article::Article;
use pressmark::suggest::suggest;

/// Words of harm, promise and speech, so that every rule is tempted.
const TEMPTING: &str = "will vowed to rebuild killed 12 people and wounded at least two dozen \
    more he said that we are going to cut 3 million taxes by Friday unless dead toll no one \
    claimed lives pledged $5 million refused threatened 1,2,3 hundreds of thousands of ";

#[track_caller]
fn check(text: &str) {
    let article = Article::from_text(text);
    let batch = suggest(&article);
    for span in &batch.spans {
        assert!(!span.fragments.is_empty(), "{} has no words", span.rule);
        let mut last = 0;
        for (start, end) in &span.fragments {
            assert!(
                last <= *start && start < end,
                "{}: {start}..{end}",
                span.rule
            );
            // None where an end cuts a character or lies behind the text.
            assert!(
                article.text().get(*start as usize..*end as usize).is_some(),
                "{}: {start}..{end}",
                span.rule
            );
            last = *end;
        }
    }
    for link in &batch.links {
        let known = |key: u32| batch.spans.iter().any(|span| span.key == key);
        assert!(known(link.from) && known(link.to), "{}", link.link_type);
    }
}

#[test]
fn words_without_any_stop_are_read() {
    check(&TEMPTING.repeat(200));
}

#[test]
fn nothing_but_capitals_is_read() {
    check(&TEMPTING.to_uppercase().repeat(20));
}

#[test]
fn emoji_between_and_within_words_are_read() {
    check(&TEMPTING.replace(' ', " 👩‍👩‍👧‍👦 ").repeat(20));
    check(&TEMPTING.replace('l', "🇺🇦").repeat(5));
    check("🙂 killed 12 👩🏽‍🚒, “will 🙂 rebuild” 🙂 said 🙂.");
}

#[test]
fn text_from_right_to_left_is_read() {
    check(&"قتل 12 شخصا «سنعيد البناء» said the minister, who vowed to rebuild. ".repeat(50));
    check(&"נהרגו 12 בני אדם, killed 12 people and will rebuild. ".repeat(50));
}

#[test]
fn marks_that_never_close_are_read() {
    check(&"“We will rebuild, he said, and vowed \"to 'pay ".repeat(100));
    check(&"(killed [12 {people “will ‘cut ".repeat(100));
}

#[test]
fn numbers_too_large_for_any_count_are_read() {
    check("The blast killed 99999999999999999999999 people and 18446744073709551615 million more.");
    check(
        "Nine billion billion billion billion people died. They vowed to pay within 99999999999 days and by 9999.",
    );
    check("He vowed to pay within 99999 years, by February 31 and by 31 February 2023.");
}

#[test]
fn the_shortest_texts_are_read() {
    for text in [
        "", " ", "will", "killed", "12", "No", "dead", "toll", "vowed to", "“", "”", "If,", "to",
        "'ll", "The",
    ] {
        check(text);
    }
    // Every word first and last in its text.
    for word in TEMPTING.split(' ') {
        check(&format!("{word} people will killed {word}"));
    }
}

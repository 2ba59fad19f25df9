//! What the engine proposes for whole articles, of every label, as a person reads it on the page.
//!
//! Under each paragraph stand its proposals: label, words, values, and what it is linked to. The snapshots were read
//! through by hand; what is wrong in them is marked in `tests/golden/README.md`.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

use std::fmt::Write as _;

use pressmark::annotation::{Batch, SuggestedSpan};
use pressmark::article::{Article, Byte};
use pressmark::suggest::Engine;

fn words(article: &Article, span: &SuggestedSpan) -> String {
    let parts: Vec<&str> = span
        .fragments
        .iter()
        .map(|(start, end)| &article.text()[*start as usize..*end as usize])
        .collect();
    format!("[{}]", parts.join("] … [")).replace('\n', "¶")
}

/// `  casualty [two men died] casualty_type=killed`, and a line for each link.
fn shown(article: &Article, batch: &Batch, span: &SuggestedSpan) -> String {
    let mut line = format!("  {} {}", span.label, words(article, span));
    for (name, value) in &span.texts {
        let _ = write!(line, " {name}={value:?}");
    }
    for (name, values) in &span.lists {
        let _ = write!(line, " {name}={}", values.join("+"));
    }
    for (name, value) in &span.numbers {
        let _ = write!(line, " {name}={value}");
    }
    if let Some(key) = span.speaker {
        let who = batch.speakers.iter().find(|who| who.key == key).unwrap();
        let _ = write!(line, " is={:?}", who.name);
    }
    for link in batch.links.iter().filter(|link| link.from == span.key) {
        let to = batch.spans.iter().find(|to| to.key == link.to).unwrap();
        let _ = write!(line, "\n    {} {}", link.link_type, words(article, to));
    }
    line
}

fn annotated(text: &str) -> String {
    let article = Article::from_text(text);
    let mut engine = Engine::new(&article).worth_checking();
    let batch = engine.next(u32::MAX).unwrap_or_default();
    let mut page = String::new();
    for (number, paragraph) in article.paragraphs().iter().enumerate() {
        let _ = writeln!(
            page,
            "{}: {}",
            paragraph.kind.as_str(),
            article.slice(paragraph.extent)
        );
        let here = batch
            .spans
            .iter()
            .filter(|span| article.paragraph_at(Byte(span.fragments[0].0)) == number);
        for span in here {
            let _ = writeln!(page, "{}", shown(&article, &batch, span));
        }
    }
    page
}

#[test]
fn a_wire_report_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/wire.txt")));
}

#[test]
fn a_report_of_war_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/war.txt")));
}

#[test]
fn an_interview_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/interview.txt")));
}

#[test]
fn a_council_report_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/council.txt")));
}

#[test]
fn a_court_report_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/court.txt")));
}

#[test]
fn a_transcript_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/transcript.txt")));
}

#[test]
fn an_obituary_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/obituary.txt")));
}

#[test]
fn a_budget_speech_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/budget.txt")));
}

#[test]
fn a_match_report_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/sports.txt")));
}

#[test]
fn a_report_of_science_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/science.txt")));
}

#[test]
fn a_live_blog_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/liveblog.txt")));
}

#[test]
fn a_press_release_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/pressrelease.txt")));
}

#[test]
fn a_local_paper_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/local.txt")));
}

#[test]
fn a_report_of_markets_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/markets.txt")));
}

#[test]
fn a_report_of_election_night_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/election.txt")));
}

#[test]
fn a_column_of_opinion_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/opinion.txt")));
}

#[test]
fn a_feature_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/feature.txt")));
}

#[test]
fn an_editorial_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/editorial.txt")));
}

#[test]
fn a_report_of_an_earthquake_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/quake.txt")));
}

#[test]
fn a_report_with_names_from_right_to_left_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/gulf.txt")));
}

#[test]
fn a_report_of_health_is_annotated_as_reviewed() {
    insta::assert_snapshot!(annotated(include_str!("golden/health.txt")));
}

//! The rules' own examples, and what holds for all rules together.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::expect_used,
    clippy::panic
)]

use std::collections::BTreeSet;

use crate::annotation::{Batch, Schema, SuggestedSpan};
use crate::article::{Article, ParagraphKind};
use crate::suggest::notation::parse;
use crate::suggest::{RULES, suggest};

/// All suggestions for a text whose paragraphs are all body.
fn read(text: &str) -> Batch {
    let article = Article::from_text(text);
    let kinds: Vec<_> = (0..article.paragraphs().len())
        .map(|number| (number, ParagraphKind::Body))
        .collect();
    suggest(&article.with_kinds(&kinds))
}

fn values(span: &SuggestedSpan) -> Vec<&str> {
    let texts = span.texts.iter().map(|(_, text)| text.as_str());
    let lists = span
        .lists
        .iter()
        .flat_map(|(_, list)| list.iter().map(String::as_str));
    texts.chain(lists).collect()
}

fn shown(text: &str, spans: &[&SuggestedSpan]) -> String {
    let shown = spans.iter().map(|span| {
        let words: Vec<_> = span
            .fragments
            .iter()
            .map(|(start, end)| &text[*start as usize..*end as usize])
            .collect();
        format!("  {} {words:?} {:?}", span.rule, values(span))
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_rule_fires_on_its_examples_and_nowhere_else_in_them() {
    let mut faults = Vec::new();
    for rule in RULES {
        assert!(rule.fires.len() >= 2, "{} has too few examples", rule.id);
        for example in rule.fires {
            let (text, marks) = parse(example);
            let batch = read(&text);
            let found: Vec<_> = batch
                .spans
                .iter()
                .filter(|span| span.rule == rule.id)
                .collect();
            let same = found.len() == marks.len()
                && found.iter().zip(&marks).all(|(span, mark)| {
                    span.fragments == mark.fragments
                        && span.label == mark.label
                        && mark
                            .values
                            .iter()
                            .all(|value| values(span).contains(&value.as_str()))
                });
            if !same {
                let all: Vec<_> = batch.spans.iter().collect();
                faults.push(format!(
                    "{} on\n{example}\nfinds\n{}",
                    rule.id,
                    shown(&text, &all)
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn no_rule_of_a_label_fires_where_one_of_them_is_to_be_silent() {
    let mut faults = Vec::new();
    for rule in RULES {
        assert!(rule.silent.len() >= 2, "{} has too few examples", rule.id);
        for text in rule.silent {
            let batch = read(text);
            let found: Vec<_> = batch
                .spans
                .iter()
                .filter(|span| span.label == rule.label)
                .collect();
            if !found.is_empty() {
                faults.push(format!("{text}\n{}", shown(text, &found)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn rules_have_ids_of_their_own_that_begin_with_their_label() {
    let ids: BTreeSet<_> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len());
    for rule in RULES {
        assert!(
            rule.id.starts_with(&format!("{}.", rule.label)),
            "{}",
            rule.id
        );
        assert!(
            Schema::BUILT_IN.label(rule.label).is_some(),
            "{}",
            rule.label
        );
        assert!(
            !rule.description.trim().is_empty(),
            "{} has no description",
            rule.id
        );
    }
}

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
use crate::suggest::{Engine, RULES, Rule};

/// What is scored lower may be proposed where nothing is: the network's least sure guesses, which the page can hide.
const LIKELY: f64 = 0.6;

const LEARNED: &str = ".learned";

/// All suggestions for a text whose paragraphs are all body: of the rules by themselves, or with what was learned where the rule
/// is that.
fn read(rule: &Rule, text: &str) -> Batch {
    run("", text, rule.id.ends_with(LEARNED))
}

/// What the rules by themselves find in an article of a day.
fn read_on(day: &str, text: &str) -> Batch {
    run(day, text, false)
}

fn run(day: &str, text: &str, learned: bool) -> Batch {
    let article = Article::from_text(text);
    let kinds: Vec<_> = (0..article.paragraphs().len())
        .map(|number| (number, ParagraphKind::Body))
        .collect();
    let mut engine = Engine::new(&article.with_kinds(&kinds)).with_published(day);
    if !learned {
        engine = engine.by_rules_alone();
    }
    engine.next(u32::MAX).unwrap_or_default()
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

/// A span as `words; min=… max=… qualifier; kinds; name=value …`: what a table of expected values is held against.
fn told(text: &str, span: &SuggestedSpan) -> Vec<String> {
    let words: Vec<&str> = span
        .fragments
        .iter()
        .map(|(start, end)| &text[*start as usize..*end as usize])
        .collect();
    let value = |name: &str| {
        let found = span.texts.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    let number = |name: &str| {
        let found = span.numbers.iter().find(|(known, _)| known == name);
        found.map_or(String::new(), |(_, value)| value.to_string())
    };
    let mut told = vec![words.join(" … ")];
    if span.label == "casualty" {
        let (min, max) = (number("count_min"), number("count_max"));
        let qualifier = value("count_qualifier");
        told.push(format!("min={min} max={max} {qualifier}"));
        told.extend(span.lists.iter().map(|(_, kinds)| kinds.join(" ")));
    }
    told
}

/// Holds each text's spans of a label against lines of words and values; a value that a line doesn't name is free, and
/// `name=` says that there is none.
#[track_caller]
pub(super) fn check_values(label: &str, table: &[(&str, &[&str])]) {
    check_values_on("", label, table);
}

/// As [`check_values`], in an article of a day.
#[track_caller]
pub(super) fn check_values_on(day: &str, label: &str, table: &[(&str, &[&str])]) {
    let mut faults = Vec::new();
    for (text, expected) in table {
        let batch = read_on(day, text);
        let spans: Vec<_> = batch
            .spans
            .iter()
            .filter(|span| span.label == label)
            .collect();
        let fits = |span: &SuggestedSpan, line: &str| {
            let mut fixed = told(text, span);
            line.split("; ").all(|part| match part.split_once('=') {
                Some(("actor", names)) => actors(text, &batch, span) == names,
                Some((name, value)) if !part.starts_with("min=") => {
                    let found = span.texts.iter().find(|(known, _)| known == name);
                    found.map_or("", |(_, value)| value.as_str()) == value
                }
                _ => {
                    let place = fixed.iter().position(|told| told == part);
                    place.map(|place| fixed.remove(place)).is_some()
                }
            })
        };
        let same = spans.len() == expected.len()
            && spans
                .iter()
                .zip(*expected)
                .all(|(span, line)| fits(span, line));
        if !same {
            let found: Vec<_> = spans
                .iter()
                .map(|span| {
                    let told = told(text, span).join("; ");
                    let actors = actors(text, &batch, span);
                    format!("  {}: {told} {:?} actor={actors}", span.rule, span.texts)
                })
                .collect();
            faults.push(format!("{text}\n{}", found.join("\n")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// The words of those whom a commitment's links name.
fn actors(text: &str, batch: &Batch, span: &SuggestedSpan) -> String {
    let links = batch
        .links
        .iter()
        .filter(|link| link.from == span.key && link.link_type == "actor");
    let named = links.filter_map(|link| {
        let mention = batch.spans.iter().find(|span| span.key == link.to)?;
        let (start, end) = mention.fragments[0];
        Some(&text[start as usize..end as usize])
    });
    named.collect::<Vec<_>>().join(" + ")
}

#[test]
fn every_rule_fires_on_its_examples_and_nowhere_else_in_them() {
    let mut faults = Vec::new();
    for rule in RULES {
        assert!(rule.fires.len() >= 2, "{} has too few examples", rule.id);
        for example in rule.fires {
            let (text, marks) = parse(example);
            let batch = read(rule, &text);
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
            // The whole engine: what was learned is to be silent there too.
            let batch = run("", text, true);
            let found: Vec<_> = batch
                .spans
                .iter()
                .filter(|span| span.label == rule.label && span.score >= LIKELY)
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

//! What the tests of rules share: examples in the notation, and tables of spans with attributes.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::{Finding, RuleText, Value};
use crate::article::{Article, ParagraphKind};
use crate::suggest::names::Registry;
use crate::suggest::reading::Reading;

type Find = fn(&Reading<'_>) -> Vec<Finding>;

/// What is found in all blocks of a text, every paragraph taken as body.
pub(crate) fn find(text: &str, find: Find) -> (Article, Vec<Finding>) {
    let article = Article::from_text(text);
    let kinds: Vec<_> = (0..article.paragraphs().len()).map(|number| (number, ParagraphKind::Body)).collect();
    let article = article.with_kinds(&kinds);
    let found = in_article(&article, find);
    (article, found)
}

/// What is found in the blocks of an article that are no furniture.
pub(crate) fn in_article(article: &Article, find: Find) -> Vec<Finding> {
    let registry = Registry::new(article);
    let mut found = Vec::new();
    let mut first = 0;
    while let Some(paragraph) = article.paragraphs().get(first) {
        if !matches!(paragraph.kind, ParagraphKind::Body | ParagraphKind::Headline) {
            first += 1;
            continue;
        }
        let reading = Reading::new(article, &registry, first);
        found.extend(find(&reading));
        first = reading.paragraphs.end.max(first + 1);
    }
    found
}

/// The texts of what is found, fragments joined by « … ».
pub(crate) fn spans(text: &str, by: Find) -> Vec<String> {
    let (article, found) = find(text, by);
    found.iter().map(|finding| finding.fragments.iter().map(|part| article.slice(*part)).collect::<Vec<_>>().join(" … ")).collect()
}

/// The stretches under which an example draws `~`.
fn marked(example: &str) -> (String, BTreeSet<String>) {
    let mut lines = example.lines();
    let text = lines.next().unwrap();
    let graphemes: Vec<&str> = text.graphemes(true).collect();
    let mut spans = BTreeSet::new();
    for line in lines {
        let columns: Vec<char> = line.chars().collect();
        let mut parts = Vec::new();
        let mut at = 0;
        while at < columns.len() {
            let length = columns[at..].iter().take_while(|column| **column == '~').count();
            if length > 0 {
                parts.push(graphemes[at..(at + length).min(graphemes.len())].concat());
            }
            at += length.max(1);
        }
        spans.insert(parts.join(" … "));
    }
    (text.to_owned(), spans)
}

#[track_caller]
pub(crate) fn check_rules(rules: &[RuleText], find_all: Find) {
    let ids: BTreeSet<_> = rules.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), rules.len());
    let mut wrong = Vec::new();
    for rule in rules {
        assert!(rule.fires.len() >= 2 && rule.silent.len() >= 2 && !rule.source.is_empty() && rule.description.ends_with('.'));
        for example in rule.fires {
            let (text, expected) = marked(example);
            let (_, found) = find(&text, find_all);
            let got: BTreeSet<String> = spans(&text, find_all).into_iter().collect();
            if got != expected || !found.iter().any(|finding| finding.rule == rule.id) {
                wrong.push(format!("{}: «{text}» gives {got:?} by {:?}, not {expected:?}", rule.id, found.iter().map(|finding| finding.rule).collect::<Vec<_>>()));
            }
        }
        for text in rule.silent {
            let got = spans(text, find_all);
            if !got.is_empty() {
                wrong.push(format!("{}: «{text}» gives {got:?}", rule.id));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A table's row: the text; each span with its attributes as `name=value; …`, those that aren't named left aside.
pub(crate) fn differences(text: &str, by: Find, expected: &[(&str, &str)]) -> Vec<String> {
    let (_, found) = find(text, by);
    let got = spans(text, by);
    let mut wrong = Vec::new();
    let names: Vec<&str> = expected.iter().map(|(span, _)| *span).collect();
    let mut sorted: Vec<&str> = got.iter().map(String::as_str).collect();
    let mut wanted = names.clone();
    sorted.sort_unstable();
    wanted.sort_unstable();
    if sorted != wanted {
        return vec![format!("«{text}» gives {got:?}, not {names:?}")];
    }
    for (span, attributes) in expected {
        let number = got.iter().position(|text| text == span).unwrap();
        for pair in attributes.split("; ").filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap();
            let has = found[number].attributes.iter().find(|(attribute, _)| *attribute == name).map_or(String::new(), |(_, value)| shown(value));
            if has != value {
                wrong.push(format!("«{text}» «{span}»: {name} is {has:?}, not {value:?}"));
            }
        }
    }
    wrong
}

pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::List(list) => list.join(","),
        Value::Count(count) => count.to_string(),
    }
}

#[track_caller]
pub(crate) fn check_all(by: Find, rows: &[(&str, &[(&str, &str)])]) {
    let wrong: Vec<String> = rows.iter().flat_map(|(text, expected)| differences(text, by, expected)).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

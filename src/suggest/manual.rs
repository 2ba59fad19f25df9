//! The rules as a manual: what each looks for, where it fires and where not, and how often it was right.
//!
//! In come [`RULES`] and their measured shares; out come the page of the docs and the lines that the page shows beside a
//! proposal. `cargo xtask docs` writes both.

use std::fmt::Write as _;

use crate::suggest::score::measured;
use crate::suggest::{RULES, Rule};

/// All rules under the headings of their labels, in Markdown.
#[must_use]
pub fn rules_as_markdown() -> String {
    let mut page = String::new();
    let mut label = "";
    for rule in RULES {
        if rule.label != label {
            label = rule.label;
            let _ = write!(page, "\n## {label}\n");
        }
        let _ = write!(
            page,
            "\n### `{}`\n\n{}: {} Source: {}. {}\n\nFires:\n\n```\n{}\n```\n\nStays silent:\n\n```\n{}\n```\n",
            rule.id,
            rule.title,
            rule.description.trim(),
            rule.source,
            share(rule),
            rule.fires.join("\n\n"),
            rule.silent.join("\n\n"),
        );
    }
    page
}

/// A line a rule: its id, and what it looks for.
#[must_use]
pub fn rules_as_lines() -> String {
    let mut rules: Vec<&Rule> = RULES.iter().collect();
    rules.sort_by_key(|rule| rule.id);
    let lines = rules
        .iter()
        .map(|rule| format!("{}: {}\n", rule.id, rule.description.trim()));
    lines.collect()
}

/// «Right: 93 of 100 proposals (42 judged).»
fn share(rule: &Rule) -> String {
    match measured(rule.id) {
        Some((share, judged)) if judged > 0 => {
            format!(
                "Right: {:.0} of 100 proposals ({judged} judged).",
                share * 100.0
            )
        }
        _ => "How often it is right was not measured.".to_owned(),
    }
}

//! What is generated in the documents is what the code says today. `cargo xtask docs` writes it anew: that is this test with
//! `PRESSMARK_WRITE_DOCS` set.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use pressmark::format::{FORMATS, Holds, read};
use pressmark::session::as_markdown;
use pressmark::suggest::{rules_as_lines, rules_as_markdown};

/// Compares what stands between `<!-- NAME…` and `<!-- /NAME -->` of a document, or writes it.
#[track_caller]
fn check(document: &str, name: &str, wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
    let text = fs::read_to_string(&path).unwrap();
    let lost = format!("{document} has lost the marks of «{name}»");
    let (before, rest) = text.split_once(&format!("<!-- {name}")).expect(&lost);
    let (mark, rest) = rest.split_once("-->\n").expect(&lost);
    let end = format!("<!-- /{name} -->");
    let (found, after) = rest.split_once(&end).expect(&lost);
    if std::env::var_os("PRESSMARK_WRITE_DOCS").is_some() {
        let written = format!("{before}<!-- {name}{mark}-->\n{wanted}{end}{after}");
        fs::write(&path, written).unwrap();
        return;
    }
    // A checkout on Windows may have other line ends.
    assert_eq!(
        found.replace('\r', ""),
        wanted,
        "{document} is stale: run `cargo xtask docs`"
    );
}

#[test]
fn the_keys_in_the_readme_are_those_of_the_table() {
    check("README.md", "keys", &as_markdown());
}

/// What a format has no room for, in words.
fn cannot_hold(holds: &Holds) -> String {
    let parts = [
        (holds.text, "white space"),
        (holds.overlaps, "overlaps"),
        (holds.fragments, "broken spans"),
        (holds.across_sentences, "spans over several sentences"),
        (holds.across_lines, "spans over line ends"),
        (holds.parts_of_words, "parts of words"),
        (holds.states, "states (rejected ones stay behind)"),
        (holds.names, "labels of more than letters, digits, _ and -"),
        (holds.attributes, "attributes"),
        (holds.origins, "origins"),
        (holds.notes, "notes"),
        (holds.authors, "authors"),
        (holds.ids, "ids"),
        (holds.links, "links"),
        (holds.links_across_states, "links between states"),
        (holds.link_states || !holds.links, "states of links"),
        (holds.speakers, "speakers"),
        (holds.metadata, "the article’s title, address, day"),
        (holds.paragraph_kinds, "kinds of paragraphs"),
    ];
    let missing = parts.iter().filter(|(held, _)| !held);
    let missing: Vec<&str> = missing.map(|(_, name)| *name).collect();
    if missing.is_empty() {
        "fields of other programs".to_owned()
    } else {
        missing.join(", ")
    }
}

#[test]
fn the_formats_in_the_readme_are_those_of_the_table() {
    let mut wanted = String::from("| format | what for | cannot hold |\n| --- | --- | --- |\n");
    for format in FORMATS {
        let lost = format.holds.as_ref().map_or_else(String::new, cannot_hold);
        let (id, purpose) = (format.id, format.purpose);
        wanted.push_str(&format!("| `{id}` | {purpose} | {lost} |\n"));
    }
    check("README.md", "formats", &wanted);
}

#[test]
fn the_manual_of_rules_is_made_of_the_rules() {
    check("docs/rules.md", "rules", &rules_as_markdown());
}

#[test]
fn the_page_says_of_a_rule_what_the_rule_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/annotation/rules.txt");
    let head =
        "# What each rule of the engine looks for. Written by `cargo xtask docs` from the rules.\n";
    let wanted = format!("{head}{}", rules_as_lines());
    if std::env::var_os("PRESSMARK_WRITE_DOCS").is_some() {
        fs::write(&path, wanted).unwrap();
        return;
    }
    let found = fs::read_to_string(&path).unwrap().replace('\r', "");
    assert_eq!(
        found, wanted,
        "src/annotation/rules.txt is stale: run `cargo xtask docs`"
    );
}

#[test]
fn the_example_in_the_readme_is_a_file_that_pressmark_reads() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(path).unwrap();
    let (_, rest) = text.split_once("<!-- example -->").expect("no example");
    let (_, rest) = rest.split_once("```json").expect("no JSON in the example");
    let (example, _) = rest.split_once("```").expect("the example has no end");
    let documents = read(example).expect("Pressmark refuses the example");
    let problems: Vec<String> = documents
        .iter()
        .flat_map(|document| &document.problems)
        .map(ToString::to_string)
        .collect();
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(documents.len(), 1);
}

//! What is generated in the documents is what the code says today. `cargo xtask docs` writes it anew: that is this test with
//! `PRESSMARK_WRITE_DOCS` set.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use pressmark::format::read;
use pressmark::session::as_markdown;

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

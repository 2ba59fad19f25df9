//! What is generated in the documents is what the code says today. `cargo xtask docs` writes it anew: that is this test with
//! `PRESSMARK_WRITE_DOCS` set.
#![allow(clippy::expect_used, clippy::unwrap_used)]

use std::fs;
use std::path::Path;

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

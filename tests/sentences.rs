//! Our own sentences with what should be proposed in them: prints the figures and holds the bars.
//!
//! `cargo test --release --test sentences -- --nocapture`; with `SENTENCES=all` it also prints what is wrong where.
//! `tests/sentences/README.md` has the form of the files and says how it is judged.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

#[path = "sentences/judge.rs"]
mod judge;
#[path = "sentences/read.rs"]
mod read;

/// Prints a sheet's figures and fails when the overlap is below a bar, or attributes and traps below the bars of all.
#[track_caller]
fn check(file: &str, least_overlap: f64) {
    let sheet = read::sheet(file);
    let figures = judge::figures(&sheet);
    println!("{}", figures.table(&sheet.label));
    if std::env::var_os("SENTENCES").is_some() {
        println!("{}", figures.faults);
    }
    assert!(figures.traps.all * 3 >= figures.cases, "a third are traps");
    assert!(figures.overlap() >= least_overlap, "overlap F1");
    assert!(figures.attributes() >= 0.92, "attributes right");
    assert!(figures.traps.value() <= 0.05, "traps fired on");
}

#[test]
fn casualties_are_found_as_expected_in_our_own_sentences() {
    check(include_str!("sentences/casualties.txt"), 0.92);
}

#[test]
fn commitments_are_found_as_expected_in_our_own_sentences() {
    check(include_str!("sentences/commitments.txt"), 0.92);
}

#[test]
fn claims_are_found_as_expected_in_our_own_sentences() {
    check(include_str!("sentences/claims.txt"), 0.92);
}

#[test]
fn claims_are_found_as_expected_in_further_sentences_of_our_own() {
    check(include_str!("sentences/claims_further.txt"), 0.85);
}

/// A set of somebody else's: `SENTENCES_FILE=their.txt cargo test --release --test sentences another -- --nocapture`.
#[test]
fn another_sheet_is_judged_when_the_environment_names_it() {
    if let Some(path) = std::env::var_os("SENTENCES_FILE") {
        let sheet = read::sheet(&std::fs::read_to_string(path).unwrap());
        let figures = judge::figures(&sheet);
        println!("{}\n{}", figures.table(&sheet.label), figures.faults);
    }
}

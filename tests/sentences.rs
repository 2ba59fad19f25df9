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

/// Prints a sheet's figures and fails below the bars.
#[track_caller]
fn check(file: &str) {
    let sheet = read::sheet(file);
    let figures = judge::figures(&sheet);
    println!("{}", figures.table(&sheet.label));
    if std::env::var_os("SENTENCES").is_some() {
        println!("{}", figures.faults);
    }
    assert!(figures.traps.all * 3 >= figures.cases, "a third are traps");
    assert!(figures.overlap() >= 0.92, "overlap F1");
    assert!(figures.attributes() >= 0.92, "attributes right");
    assert!(figures.traps.value() <= 0.05, "traps fired on");
}

#[test]
fn casualties_are_found_as_expected_in_our_own_sentences() {
    check(include_str!("sentences/casualties.txt"));
}

#[test]
fn commitments_are_found_as_expected_in_our_own_sentences() {
    check(include_str!("sentences/commitments.txt"));
}

#[test]
fn claims_are_found_as_expected_in_our_own_sentences() {
    check(include_str!("sentences/claims.txt"), 0.92);
}

#[test]
fn claims_are_found_as_expected_in_further_sentences_of_our_own() {
    check(include_str!("sentences/claims_further.txt"), 0.85);
}

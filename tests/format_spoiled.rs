//! Files that are not ours or were spoiled, and journals of earlier versions.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::panic
)]

use pressmark::annotation::{AnnotationSet, Metadata, State};
use pressmark::article::Article;
use pressmark::format::{Action, read, read_bytes, read_entry, write_entry};

#[track_caller]
fn refused(bytes: &[u8], code: &str) {
    let error = read_bytes(bytes).expect_err("it cannot be read");
    assert_eq!(error.code(), code, "{error}");
    assert!(!error.hint().is_empty());
}

#[test]
fn what_is_not_ours_is_refused_in_words() {
    refused(b"", "empty");
    refused(b"{\"format\":\"pressmark\",\"vers", "cut_short");
    refused(b"The mayor resigned.", "not_json");
    refused(b"%PDF-1.7", "binary");
    refused(b"{\"a\":\"\xFF\"}", "not_unicode");
    refused(br#"{"format":"pressmark","version":2}"#, "newer_version");
    refused(
        br#"{"format":"pressmark","version":1,"document":{"text":" "}}"#,
        "no_text",
    );
    refused(br#"[{"data":{"text":"x"},"annotations":[]}]"#, "not_ours");
    refused(br#"{"type":"FeatureCollection"}"#, "not_ours");
}

#[test]
fn what_is_wrong_with_a_part_is_said_and_the_rest_is_kept() {
    let text = r#"{"format":"pressmark","version":1,"document":{"text":"🚒 A <script> b"},
        "spans":[
            {"id":"a1","label":"claim","state":"maybe","fragments":[{"start":4,"end":12,"exact":"<script>","prefix":"A ","suffix":" b"}],"origin":{"kind":"suggested","score":NaN}},
            {"id":"a1","label":"cue","fragments":[{"start":2,"end":3,"exact":"A"}]},
            {"id":"a3","label":"quote","fragments":[{"start":0,"end":9,"exact":"not there"}]}],
        "links":[{"id":"l1","type":"source","from":"a1","to":"a3"}]}"#;
    let document = read(text).unwrap().remove(0);
    assert_eq!(document.set.annotations().len(), 2);
    assert_eq!(document.set.links().len(), 0);
    let first = document.set.annotation(&"a1".into()).unwrap();
    assert_eq!(document.article.slice(first.fragments.hull()), "<script>");
    let problems: Vec<String> = document.problems.iter().map(ToString::to_string).collect();
    for words in ["NaN", "maybe", "not there", "leads to a3", "taken already"] {
        assert!(
            problems.iter().any(|problem| problem.contains(words)),
            "{words}: {problems:#?}"
        );
    }
}

#[test]
fn a_journal_of_version_1_is_read_for_ever() {
    let article = Article::from_text("By Ana Ortiz");
    let mut set = AnnotationSet::new(Metadata::default());
    for line in include_str!("fixtures/journal-1.jsonl").lines() {
        let entry = read_entry(line, &article).unwrap();
        if let Action::Do { edits, .. } | Action::Engine { edits } = &entry.action {
            set.apply(edits).unwrap();
        }
        assert_eq!(write_entry(&entry, &article).len(), line.len(), "{line}");
    }
    let mention = set.annotation(&"a1".into()).unwrap();
    assert_eq!(
        (mention.state, &*mention.note),
        (State::Accepted, "Checked.")
    );
    assert_eq!(set.overrules().len(), 1);
}

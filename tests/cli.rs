//! The command line, run as a person runs it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::panic
)]

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use pressmark::format::{Document, read};

const STORY: &str = "Bridge to Reopen\n\nThe bridge will reopen in May, harbour master Ann Lee said on Monday.\n\n“Nobody was hurt,” she added.\n";

/// A folder of its own for a test, below the one that Cargo keeps for them.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("cli")
        .join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pressmark"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Beside the reading: who answers while it reads must not wait for us.
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_vec());
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    output
}

/// What was printed, read again as our own format.
fn documents(output: &Output) -> Vec<Document> {
    read(std::str::from_utf8(&output.stdout).unwrap()).unwrap()
}

fn complaints(output: &Output) -> Vec<String> {
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn quotes(document: &Document) -> Vec<String> {
    let set = &document.set;
    let quotes = set.annotations().filter(|a| &*a.label == "quote");
    quotes
        .map(|quote| {
            let words = quote
                .fragments
                .iter()
                .map(|extent| document.article.slice(extent));
            let source = set.linked(&quote.id, "source").next().unwrap();
            let who = set.speaker_of(source).map_or("", |speaker| &speaker.name);
            format!("{who}: {}", words.collect::<Vec<_>>().join(" … "))
        })
        .collect()
}

#[test]
fn a_file_of_text_becomes_a_document_named_after_it() {
    let file = folder("text").join("bridge.txt");
    fs::write(&file, STORY).unwrap();
    let output = run(&["suggest", file.to_str().unwrap()], b"");
    assert!(output.status.success(), "{:?}", complaints(&output));
    let documents = documents(&output);
    assert_eq!(&*documents[0].set.metadata().id, "bridge");
    assert_eq!(&*documents[0].set.metadata().title, "Bridge to Reopen");
    assert_eq!(
        quotes(&documents[0]),
        [
            "Ann Lee: The bridge will reopen in May",
            "Ann Lee: “Nobody was hurt,”"
        ]
    );
}

#[test]
fn a_dash_reads_standard_input() {
    let output = run(&["suggest", "-"], STORY.as_bytes());
    assert!(output.status.success());
    let documents = documents(&output);
    assert_eq!(&*documents[0].set.metadata().id, "stdin");
    assert_eq!(quotes(&documents[0]).len(), 2);
}

#[test]
fn json_lines_keep_their_ids_their_days_and_their_text() {
    let file = folder("lines").join("two.jsonl");
    let text = "“Go,” said\u{a0}Ann Lee.\r\n";
    let line = |id: &str| {
        format!(
            "{{\"id\":\"{id}\",\"text\":{},\"published\":\"2024-05-01\",\"spans\":[]}}\n",
            serde_json::to_string(text).unwrap()
        )
    };
    fs::write(&file, format!("{}\n{}", line("x/1"), line("x/2"))).unwrap();
    let output = run(&["suggest", file.to_str().unwrap()], b"");
    assert!(output.status.success(), "{:?}", complaints(&output));
    let documents = documents(&output);
    let ids: Vec<_> = documents
        .iter()
        .map(|document| &*document.set.metadata().id)
        .collect();
    assert_eq!(ids, ["x/1", "x/2"]);
    assert_eq!(&*documents[1].set.metadata().published, "2024-05-01");
    let first = output.stdout.split(|byte| *byte == b'\n').next().unwrap();
    let raw: serde_json::Value = serde_json::from_slice(first).unwrap();
    assert_eq!(raw["document"]["text"], text);
}

#[test]
fn a_line_without_an_id_is_named_by_its_place_and_an_id_may_be_a_number() {
    let lines = "{\"text\":\"One.\"}\n\n{\"id\":7,\"text\":\"Two.\"}\n";
    let output = run(&["suggest", "-"], lines.as_bytes());
    assert!(output.status.success(), "{:?}", complaints(&output));
    let ids: Vec<_> = documents(&output)
        .iter()
        .map(|document| document.set.metadata().id.to_string())
        .collect();
    assert_eq!(ids, ["stdin-1", "7"]);
}

#[test]
fn html_is_read_as_its_visible_text() {
    let html = "<!doctype html><title>no</title><h1>Bridge to Reopen</h1><p>The bridge will reopen in May, Ann Lee said.\
        <script>no()</script><p>“Nobody was hurt,” she added.";
    let output = run(&["suggest", "-"], html.as_bytes());
    assert!(output.status.success(), "{:?}", complaints(&output));
    let documents = documents(&output);
    assert_eq!(
        documents[0].article.text(),
        "Bridge to Reopen\n\nThe bridge will reopen in May, Ann Lee said.\n\n“Nobody was hurt,” she added."
    );
}

#[test]
fn many_articles_keep_their_order_on_several_cores() {
    // More than one batch.
    let lines: String = (0..100)
        .map(|n| {
            let long = "“We will go,” said Ann Lee. ".repeat(1 + (n * 7) % 10);
            format!("{{\"id\":\"{n}\",\"text\":\"{long}\"}}\n")
        })
        .collect();
    let one = run(&["suggest", "--jobs", "1", "-"], lines.as_bytes());
    let four = run(&["suggest", "--jobs", "4", "-"], lines.as_bytes());
    assert!(one.status.success() && four.status.success());
    assert_eq!(one.stdout, four.stdout);
    let ids = documents(&four);
    let ids = ids
        .iter()
        .map(|document| document.set.metadata().id.to_string());
    assert!(ids.eq((0..100).map(|n| n.to_string())));
}

#[test]
fn a_bad_file_is_named_and_the_others_are_done() {
    let folder = folder("bad");
    let good = folder.join("good.txt");
    let binary = folder.join("photo.txt");
    let lines = folder.join("lines.jsonl");
    fs::write(&good, STORY).unwrap();
    fs::write(&binary, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    fs::write(&lines, "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\"\n").unwrap();
    let files = [
        folder.join("not-there.txt"),
        binary.clone(),
        lines.clone(),
        good,
    ];
    let mut arguments = vec!["suggest"];
    arguments.extend(files.iter().map(|file| file.to_str().unwrap()));
    let output = run(&arguments, b"");
    assert_eq!(output.status.code(), Some(1));
    let complaints = complaints(&output);
    assert_eq!(complaints.len(), 3, "{complaints:?}");
    assert!(
        complaints[0].contains("not-there.txt: "),
        "{}",
        complaints[0]
    );
    assert!(complaints[1].contains("photo.txt: "), "{}", complaints[1]);
    assert!(
        complaints[2].contains("lines.jsonl: line 2: "),
        "{}",
        complaints[2]
    );
    let ids: Vec<_> = documents(&output)
        .iter()
        .map(|document| document.set.metadata().id.to_string())
        .collect();
    assert_eq!(ids, ["a", "good"]);
}

#[test]
fn without_files_the_usage_is_told() {
    let output = run(&["suggest"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        complaints(&output)
            .join("\n")
            .contains("Usage: pressmark suggest")
    );
}

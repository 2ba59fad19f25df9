//! `pressmark convert`, `validate`, `stats`, `completions` and `man`, as a shell calls them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::expect_used,
    clippy::panic
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PRESSMARK: &str = env!("CARGO_BIN_EXE_pressmark");

const RECORD: &str = r#"{"format":"pressmark","version":1,"offset_unit":"codepoint","document":{"id":"d1","text":"“Go 🚒,” said Ann Lee."},"speakers":[{"id":"s1","name":"Ann Lee"}],"spans":[{"id":"a1","label":"quote","state":"accepted","fragments":[{"start":0,"end":7,"exact":"“Go 🚒,”"}]},{"id":"a2","label":"speaker","state":"accepted","attributes":{"speaker_id":"s1"},"fragments":[{"start":13,"end":20,"exact":"Ann Lee"}]},{"id":"a3","label":"cue","state":"rejected","fragments":[{"start":8,"end":12,"exact":"said"}]}],"links":[{"id":"l1","type":"source","from":"a1","to":"a2","state":"accepted"}]}
"#;

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("formats")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run_in(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(PRESSMARK)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[track_caller]
fn check(
    folder: &Path,
    arguments: &[&str],
    input: &[u8],
    code: i32,
    complaints: &[&str],
) -> String {
    let output = run_in(folder, arguments, input);
    let told = text(&output.stderr);
    assert_eq!(told.lines().collect::<Vec<_>>(), complaints);
    assert_eq!(output.status.code(), Some(code));
    text(&output.stdout)
}

#[test]
fn standard_input_is_converted_to_standard_output_and_the_loss_is_told() {
    let folder = folder("stdin");
    let out = check(
        &folder,
        &["convert", "--to", "doccano", "-"],
        RECORD.as_bytes(),
        0,
        &[
            "pressmark: doccano: rejected spans are left out: 1",
            "pressmark: doccano: spans leave without their attributes: 1",
            "pressmark: doccano: speakers of the registry are left out: 1",
        ],
    );
    assert!(
        out.contains(r#""label":[[0,8,"quote"],[14,21,"speaker"]]"#),
        "{out}"
    );
}

#[test]
fn a_table_and_back_is_the_record_again() {
    let folder = folder("table");
    fs::write(folder.join("in.jsonl"), RECORD).unwrap();
    check(
        &folder,
        &["convert", "--to", "csv", "in.jsonl", "-o", "t.csv"],
        b"",
        0,
        &[],
    );
    check(
        &folder,
        &["convert", "--to", "pressmark", "t.csv", "-o", "back.jsonl"],
        b"",
        0,
        &[],
    );
    check(
        &folder,
        &[
            "convert",
            "--to",
            "pressmark",
            "in.jsonl",
            "-o",
            "there.jsonl",
        ],
        b"",
        0,
        &[],
    );
    let read = |name| fs::read_to_string(folder.join(name)).unwrap();
    assert_eq!(read("back.jsonl"), read("there.jsonl"));
    let left: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .flatten()
        .map(|e| e.file_name())
        .collect();
    assert!(
        !left
            .iter()
            .any(|name| name.to_string_lossy().ends_with(".part")),
        "{left:?}"
    );
}

#[test]
fn a_folder_is_read_by_name_and_a_folder_is_written_with_all_that_belongs() {
    let folder = folder("folders");
    fs::create_dir_all(folder.join("in")).unwrap();
    for (file, id) in [("b.jsonl", "d2"), ("a.jsonl", "d1")] {
        fs::write(
            folder.join("in").join(file),
            RECORD.replace("\"d1\"", &format!("\"{id}\"")),
        )
        .unwrap();
    }
    let output = run_in(
        &folder,
        &["convert", "--to", "spacy", "in", "-o", "out/"],
        b"",
    );
    assert!(output.status.success());
    let data = fs::read_to_string(folder.join("out/documents.jsonl")).unwrap();
    let ids: Vec<_> = data
        .lines()
        .map(|line| line.contains(r#""id":"d1""#))
        .collect();
    assert_eq!(ids, [true, false]);
    assert!(folder.join("out/to_spacy.py").is_file());
    // The archive has the same, and is read like the data.
    assert!(
        run_in(
            &folder,
            &["convert", "--to", "spacy", "in", "-o", "out.zip"],
            b""
        )
        .status
        .success()
    );
    let back = run_in(&folder, &["convert", "--to", "spacy", "out.zip"], b"");
    assert_eq!(text(&back.stdout), data);
}

#[test]
fn the_loss_is_written_item_by_item() {
    let folder = folder("loss");
    fs::write(folder.join("in.jsonl"), RECORD).unwrap();
    run_in(
        &folder,
        &[
            "convert",
            "--to",
            "doccano",
            "in.jsonl",
            "-o",
            "out.jsonl",
            "--loss",
            "loss.json",
        ],
        b"",
    );
    let loss: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("loss.json")).unwrap()).unwrap();
    let rejected = &loss["losses"][0];
    assert_eq!(
        (rejected["kind"].as_str(), rejected["count"].as_u64()),
        (Some("rejected"), Some(1))
    );
    assert_eq!(
        rejected["places"][0],
        serde_json::json!({"document": "d1", "record": "a3", "start": 8, "words": "said"})
    );
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_converted() {
    let folder = folder("bad");
    fs::write(folder.join("good.jsonl"), RECORD).unwrap();
    fs::write(folder.join("bad.txt"), "Nothing marked here.").unwrap();
    let out = check(
        &folder,
        &[
            "convert",
            "--to",
            "pressmark",
            "bad.txt",
            "missing.jsonl",
            "good.jsonl",
        ],
        b"",
        1,
        &[
            "pressmark: bad.txt: No format is known that looks like this file; it may be a plain text. Name the format if you know it; the list of formats says what can be read.",
            "pressmark: missing.jsonl: No such file or directory (os error 2)",
        ],
    );
    assert_eq!(out.lines().count(), 1);
    let spoiled = format!("{RECORD}{{\"format\":\n{RECORD}");
    let out = check(
        &folder,
        &["convert", "--to", "pressmark", "-"],
        spoiled.as_bytes(),
        1,
        &[
            "pressmark: standard input: d1: Line 2 was left out: The file is cut short: it ends in the middle, in line 2.",
        ],
    );
    assert_eq!(out.lines().count(), 2);
}

#[test]
fn nothing_is_written_where_nothing_could_be_read() {
    let folder = folder("nothing");
    let output = run_in(
        &folder,
        &["convert", "--to", "csv", "-", "-o", "t.csv"],
        b"no marks",
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn a_mapping_names_our_labels_and_a_wrong_one_is_refused() {
    let folder = folder("map");
    fs::write(
        folder.join("in.jsonl"),
        "{\"text\":\"Ann Lee said so\",\"label\":[[0,7,\"PER\"],[8,12,\"V\"]]}\n",
    )
    .unwrap();
    fs::write(
        folder.join("map.json"),
        r#"{"labels":{"PER":"speaker","V":null}}"#,
    )
    .unwrap();
    let convert = [
        "convert",
        "--to",
        "pressmark",
        "--map",
        "map.json",
        "in.jsonl",
    ];
    let output = run_in(&folder, &convert, b"");
    let out = text(&output.stdout);
    assert!(
        out.contains(r#""label":"speaker""#) && !out.contains(r#""label":"V""#),
        "{out}"
    );
    fs::write(folder.join("map.json"), r#"{"labels":{"PER":"person"}}"#).unwrap();
    check(
        &folder,
        &convert,
        b"",
        1,
        &[
            "pressmark: map.json: the schema has no label «person»; it has speaker, quote, casualty, commitment, claim, cue",
        ],
    );
}

#[test]
fn a_file_larger_than_a_part_is_converted_as_a_whole_one() {
    let folder = folder("large");
    // More than two parts of 8 MB; each line names itself.
    let article = "word ".repeat(4000);
    let lines: String = (0..1000)
        .map(|n| format!("{{\"id\":\"{n}\",\"text\":\"{n} {article}\",\"label\":[],\"offset_unit\":\"utf16\"}}\n"))
        .collect();
    assert!(lines.len() > 17 << 20);
    let output = run_in(
        &folder,
        &["convert", "--to", "doccano", "-"],
        lines.as_bytes(),
    );
    assert!(output.status.success());
    let ids: Vec<String> = text(&output.stdout)
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["id"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert!(ids.iter().enumerate().all(|(n, id)| *id == n.to_string()) && ids.len() == 1000);
}

#[test]
fn validate_says_what_is_wrong_and_what_to_do() {
    let folder = folder("validate");
    assert_eq!(
        check(&folder, &["validate", "-"], RECORD.as_bytes(), 0, &[]),
        "1 article, 3 spans, 0 problems\n"
    );
    let shifted = RECORD
        .replace("\"start\":13,\"end\":20", "\"start\":14,\"end\":21")
        .replace("\"to\":\"a2\"", "\"to\":\"a9\"");
    assert_eq!(
        check(&folder, &["validate", "-"], shifted.as_bytes(), 1, &[]),
        "standard input, article «d1»\n  Span a2: «Ann Lee» was found at 13, not where the file says.\n    It is mended here. Export the article again to mend the file too.\n  Link l1: it leads to a9, which is not there; the link was left out.\n    Draw the link again if both ends are there.\n1 article, 3 spans, 2 problems\n"
    );
    let json = check(
        &folder,
        &["validate", "--json", "-"],
        shifted.as_bytes(),
        1,
        &[],
    );
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(first["document"], "d1");
}

#[test]
fn stats_counts_by_label_state_speaker_and_link() {
    let folder = folder("stats");
    assert_eq!(
        check(&folder, &["stats", "-"], RECORD.as_bytes(), 0, &[]),
        "1 articles, 21 characters\n\n\
         label    proposed  accepted  rejected  all\n\
         cue             0         0         1    1\n\
         quote           0         1         0    1\n\
         speaker         0         1         0    1\n\n\
         link    proposed  accepted  rejected  all\n\
         source         0         1         0    1\n\n\
         speaker  mentions  quotes\n\
         Ann Lee         1       1\n"
    );
    let json = check(
        &folder,
        &["stats", "--json", "-"],
        RECORD.as_bytes(),
        0,
        &[],
    );
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        json["speakers"][0],
        serde_json::json!({"name": "Ann Lee", "mentions": 1, "quotes": 1})
    );
}

#[test]
fn completions_and_the_man_page_know_every_command() {
    let folder = folder("man");
    let man = check(&folder, &["man"], b"", 0, &[]);
    let bash = check(&folder, &["completions", "bash"], b"", 0, &[]);
    for command in ["suggest", "convert", "validate", "stats"] {
        assert!(man.contains(&format!("pressmark\\-{command}")), "{command}");
        assert!(bash.contains(command));
    }
}

/// Every example of every help is run by a shell, in a folder that has the files it names.
#[cfg(unix)]
#[test]
fn the_examples_in_the_help_work() {
    let folder = folder("examples");
    fs::write(folder.join("article.txt"), "“Go,” said Ann Lee.").unwrap();
    fs::write(folder.join("articles.jsonl"), RECORD).unwrap();
    fs::write(
        folder.join("doccano.jsonl"),
        "{\"text\":\"Ann Lee said so\",\"label\":[[0,7,\"PER\"]]}\n",
    )
    .unwrap();
    fs::write(
        folder.join("labels.json"),
        r#"{"labels":{"PER":"speaker"}}"#,
    )
    .unwrap();
    fs::create_dir_all(folder.join("folder")).unwrap();
    fs::write(folder.join("folder/articles.jsonl"), RECORD).unwrap();
    let bin = Path::new(PRESSMARK).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let mut run = 0;
    for command in [
        "suggest",
        "convert",
        "validate",
        "stats",
        "completions",
        "man",
    ] {
        let help = check(&folder, &[command, "--help"], b"", 0, &[]);
        let examples = help.split("Example").last().unwrap().lines().skip(1);
        for example in examples
            .map(str::trim)
            .filter(|line| line.contains("pressmark"))
        {
            let output = Command::new("sh")
                .args(["-c", example])
                .current_dir(&folder)
                .env("PATH", &path)
                .output()
                .unwrap();
            assert!(
                output.status.success(),
                "{example}: {}",
                text(&output.stderr)
            );
            run += 1;
        }
    }
    assert_eq!(run, 13);
}

#[cfg(unix)]
#[test]
fn a_write_that_fails_is_told_of_the_output_and_leaves_no_file() {
    let folder = folder("full");
    fs::write(folder.join("in.jsonl"), RECORD.repeat(2_000)).unwrap();
    for (to, out) in [
        ("pressmark", "out.jsonl"),
        ("csv", "out.csv"),
        ("brat", "out.zip"),
    ] {
        // No file may grow beyond a few kilobytes, as on a disk that is full.
        let line = format!(
            "trap '' XFSZ; ulimit -f 8; exec {PRESSMARK} convert --to {to} in.jsonl -o {out}"
        );
        let output = Command::new("sh")
            .args(["-c", &line])
            .current_dir(&folder)
            .output()
            .unwrap();
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{to}: {told}");
        assert!(
            told.contains(&format!("pressmark: {out}: ")),
            "{to}: {told}"
        );
        assert!(!told.contains("in.jsonl"), "{to}: {told}");
        let left = fs::read_dir(&folder).unwrap().count();
        assert_eq!(left, 1, "{to}: {told}");
    }
}

#[test]
fn an_article_that_is_laid_out_over_many_lines_is_read_whole_however_long() {
    let folder = folder("laid-out");
    let span = r#"{"id":"b0","label":"cue","fragments":[{"start":8,"end":12}],"note":"NOTE"}"#;
    let spans: Vec<String> = (0..9)
        .map(|n| {
            span.replace("b0", &format!("b{n}"))
                .replace("NOTE", &"n".repeat(1_000_000))
        })
        .collect();
    let whole = format!(
        "{{\n\"format\":\"pressmark\",\n\"version\":1,\n\"document\":{{\"text\":\"“Go on,” said Ann Lee.\"}},\n\"spans\":[\n{}\n]\n}}\n",
        spans.join(",\n")
    );
    fs::write(folder.join("in.json"), whole).unwrap();
    let out = run_in(&folder, &["stats", "in.json", "--json"], b"");
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert!(text(&out.stdout).contains(r#""articles":1"#));
}

#[test]
fn lines_that_cannot_be_read_do_not_end_a_long_file() {
    let folder = folder("broken-part");
    let long = RECORD.replace("Go ", &"Go ".repeat(40_000));
    let count = 9_000_000 / long.len();
    let broken = format!("{{\"format\":{}\n", "x".repeat(1_000_000)).repeat(20);
    let lines = [long.repeat(count), broken, long.repeat(count)].concat();
    fs::write(folder.join("in.jsonl"), lines).unwrap();
    let out = run_in(&folder, &["stats", "in.jsonl", "--json"], b"");
    assert_eq!(out.status.code(), Some(1));
    let stats: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(stats["articles"].as_u64(), Some(2 * count as u64));
    assert!(
        !text(&out.stderr).contains("line 1 "),
        "{}",
        text(&out.stderr)
    );
}

//! What ARCHITECTURE.md promises, read off the sources: who may know whom, what the core must never touch, and that every
//! list, path and licence is in order.
//!
//! Nothing is compiled or run for it: the files of the project come in as text, and each fault goes out as one sentence
//! that names the file and the remedy. Words in comments and in quotation marks are no code, and tests inside a module may look further
//! than the module itself.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The rooms of the house and whom each may know, besides itself.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("article", &[]),
    ("annotation", &["article"]),
    ("suggest", &["article", "annotation"]),
    ("format", &["article", "annotation"]),
    ("session", &["article", "annotation", "format"]),
    ("app", &["article", "annotation", "format", "session"]),
    ("bin/page", &["app"]),
    ("bin/engine", &["article", "annotation", "suggest"]),
    (
        "bin/pressmark",
        &["article", "annotation", "suggest", "format"],
    ),
];

/// The rooms that run anywhere.
const CORE: &[&str] = &["article", "annotation", "suggest", "format", "session"];

/// What the core has not: a browser, a clock, chance, files, other programs, a terminal.
const NOT_IN_THE_CORE: &[&str] = &[
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "gloo",
    "yew",
    "idb",
    "SystemTime",
    "Instant",
    "rand",
    "getrandom",
    "RandomState",
    "fs",
    "net",
    "env",
    "process",
    "thread",
    "println",
    "eprintln",
    "print",
    "eprint",
];

/// Who downloads every byte: no `regex` there.
const IN_THE_PAGE: &[&str] = &[
    "article",
    "annotation",
    "format",
    "session",
    "app",
    "bin/page",
];

/// The only files of the model that are written and read as they are: messages between worker and page.
const MAY_BE_SERIALISED: &[&str] = &[
    "src/annotation/batch.rs",
    "src/annotation/engine_messages.rs",
];

/// A file with more lines than this, without its tests, holds a second job.
const MOST_LINES: usize = 700;

/// Files known to be too long, and how long they may be: they may shrink.
const LONG: &[(&str, usize)] = &[("src/suggest/attribution.rs", 1100)];

/// Licences that a dependency may have; of several joined by «OR» one is enough.
const LICENCES: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "ISC",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "0BSD",
];

// ---- The files ----

/// A file of Rust, and what of it is code.
struct Source {
    /// From the project's folder, with `/`.
    path: String,
    text: String,
    /// Without comments and without what stands in quotation marks; the lines are those of the text.
    code: String,
    /// The same without `#[cfg(test)]` items; empty for a file that only tests use.
    untested: String,
}

impl Source {
    /// `article`, `bin/page`; nothing for what is outside of `src`, and for `src/lib.rs`.
    fn room(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        match inside.strip_prefix("bin/") {
            // A binary is a file or a folder.
            Some(binary) => {
                let end = binary.find(['/', '.'])?;
                inside.get(.."bin/".len() + end)
            }
            None => inside.split_once('/').map(|(room, _)| room),
        }
    }

    fn is_of(&self, rooms: &[&str]) -> bool {
        self.room().is_some_and(|room| rooms.contains(&room))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files of the project, from its folder on, with `/`; not what is built or downloaded, nor hidden folders.
fn files() -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            if entry.file_type().unwrap().is_dir() {
                let built = ["target", "dist", "node_modules", "test-results"];
                if !name.starts_with('.') && !built.contains(&name.as_str()) {
                    folders.push(entry.path());
                }
            } else {
                let path = entry.path();
                let inside = path.strip_prefix(root()).unwrap();
                found.push(inside.to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// All files of Rust, read once for all tests.
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let mut sources: Vec<Source> = files()
        .into_iter()
        .filter(|path| path.ends_with(".rs"))
        .map(|path| {
            let text = read(&path);
            let code = code(&text);
            let untested = without_tests(&code);
            Source {
                path,
                text,
                code,
                untested,
            }
        })
        .collect();
    let for_tests: Vec<String> = sources.iter().flat_map(modules_for_tests).collect();
    for source in &mut sources {
        let inside = Path::new(&source.path).with_extension("");
        if source.path.starts_with("tests/")
            || for_tests.iter().any(|module| Path::new(module) == inside)
        {
            source.untested.clear();
        }
    }
    sources
});

/// `src/article/laws` for `#[cfg(test)] mod laws;` in `src/article/mod.rs`.
fn modules_for_tests(source: &Source) -> Vec<String> {
    let folder = Path::new(&source.path).parent().unwrap();
    let marked = source.code.split("#[cfg(").skip(1);
    let modules = marked.filter_map(|rest| {
        let (condition, item) = rest.split_once(")]")?;
        let name = item.trim_start().strip_prefix("mod ")?;
        let (name, _) = name.split_once(';').filter(|(name, _)| is_name(name))?;
        condition
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == "test")
            .then(|| format!("{}/{name}", folder.to_str().unwrap()))
    });
    modules.collect()
}

fn is_name(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// The text with spaces for comments, strings and characters.
fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skip = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if first == '"' {
            1 + end_of_string(&rest[1..])
        } else if rest.starts_with("r\"") || rest.starts_with("r#") {
            raw_string(rest)
        } else if first == '\'' {
            character(rest)
        } else {
            0
        };
        if skip == 0 {
            // A whole word at once: the «r» of «var» opens no string.
            let word = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            let end = word.max(first.len_utf8());
            code.push_str(&rest[..end]);
            rest = &rest[end..];
        } else {
            let lines = rest[..skip].matches('\n').count();
            code.push(' ');
            code.extend(std::iter::repeat_n('\n', lines));
            rest = &rest[skip..];
        }
    }
    code
}

/// Behind the closing mark of a string whose opening one is passed.
fn end_of_string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a raw string; nought for a raw name.
fn raw_string(rest: &str) -> usize {
    let hashes = rest[1..].chars().take_while(|c| *c == '#').count();
    let body = &rest[1 + hashes..];
    if !body.starts_with('"') {
        return 0;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body[1..]
        .find(&end)
        .map_or(body.len(), |at| at + 1 + end.len());
    1 + hashes + length
}

/// The length of a character in its marks; nought for a lifetime.
fn character(rest: &str) -> usize {
    let mut inside = rest[1..].chars();
    match inside.next() {
        Some('\\') => rest[3..].find('\'').map_or(rest.len(), |at| at + 4),
        Some(c) if inside.next() == Some('\'') => c.len_utf8() + 2,
        _ => 0,
    }
}

/// The code without items that are only there for tests, its lines kept.
fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(") {
        let condition = &rest[at..rest[at..].find(")]").map_or(rest.len(), |end| at + end)];
        let is_test = condition
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == "test")
            && !condition.contains("not(test");
        let end = if is_test {
            at + item_length(&rest[at..])
        } else {
            at + condition.len()
        };
        if is_test {
            kept.push_str(&rest[..at]);
            kept.extend(std::iter::repeat_n(
                '\n',
                rest[at..end].matches('\n').count(),
            ));
        } else {
            kept.push_str(&rest[..end]);
        }
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

/// Up to the end of the item that begins here: its closing brace, or its semicolon.
fn item_length(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
        if c == '}' && depth == 0 {
            return at + 1;
        }
    }
    code.len()
}

/// The words of some code, each with the number of its line.
fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    code.lines().enumerate().flat_map(|(number, line)| {
        line.split(|c: char| !c.is_alphanumeric() && c != '_')
            .filter(|word| !word.is_empty())
            .map(move |word| (number + 1, word))
    })
}

#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

// ---- Who knows whom ----

/// How a path into the library begins.
const ANYWHERE: &[&str] = &["crate::", "pressmark::"];
const FROM_A_BINARY: &[&str] = &["pressmark::"];

/// The rooms that some code names: every `crate::ROOM`, in `use` lines with braces too, and `pressmark::ROOM` in binaries.
fn rooms_named(code: &str, starts: &[&str]) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for start in starts {
        for (at, _) in code.match_indices(start) {
            let rest = &code[at + start.len()..];
            match rest.strip_prefix('{') {
                Some(group) => named.extend(heads(group)),
                None => named.extend(heads(rest).into_iter().take(1)),
            }
        }
    }
    named
}

/// The first words of what stands between commas, up to the brace that closes.
fn heads(group: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let (mut depth, mut word, mut at_head) = (0, String::new(), true);
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                heads.push(std::mem::take(&mut word));
                at_head = true;
            }
            ';' if depth == 0 => break,
            c if depth == 0 && at_head && (c.is_alphanumeric() || c == '_') => word.push(c),
            c if !c.is_whitespace() => at_head = word.is_empty(),
            _ => {}
        }
    }
    heads.push(word);
    heads.retain(|head| !head.is_empty());
    heads
}

#[test]
fn no_arrow_between_modules_points_the_wrong_way() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_KNOW.iter().copied().collect();
    let mut faults = Vec::new();
    for source in &*SOURCES {
        let Some(room) = source.room() else { continue };
        let Some(may_know) = allowed.get(room) else {
            faults.push(format!(
                "{}: «{room}» is a room that MAY_KNOW in tests/tidy.rs does not list; say whom it may know",
                source.path
            ));
            continue;
        };
        // In a binary, `crate::` is the binary itself.
        let starts = if room.starts_with("bin/") {
            FROM_A_BINARY
        } else {
            ANYWHERE
        };
        for named in rooms_named(&source.untested, starts) {
            if named != room && !may_know.contains(&named.as_str()) {
                faults.push(format!(
                    "{}: «{room}» must not know «{named}» (it may know {may_know:?})",
                    source.path
                ));
            }
        }
    }
    none(&faults);
}

#[test]
fn paths_name_their_module_from_the_root() {
    let mut faults = Vec::new();
    for source in &*SOURCES {
        if source.code.contains("super::super") {
            faults.push(format!(
                "{}: say crate::… instead of super::super",
                source.path
            ));
        }
    }
    none(&faults);
}

#[test]
fn the_core_has_no_browser_no_clock_no_chance_and_no_files() {
    let mut faults = Vec::new();
    for source in SOURCES.iter().filter(|source| source.is_of(CORE)) {
        for (line, word) in words(&source.untested) {
            if NOT_IN_THE_CORE.contains(&word) {
                faults.push(format!(
                    "{}:{line}: the core has no «{word}»; have it handed in",
                    source.path
                ));
            }
        }
    }
    none(&faults);
}

#[test]
fn what_the_page_downloads_names_no_regex() {
    let mut faults = Vec::new();
    for source in SOURCES.iter().filter(|source| source.is_of(IN_THE_PAGE)) {
        for (line, _) in words(&source.untested).filter(|(_, word)| *word == "regex") {
            faults.push(format!(
                "{}:{line}: `regex` belongs into the engine only",
                source.path
            ));
        }
    }
    none(&faults);
}

#[test]
fn model_types_are_not_serialised() {
    let mut faults = Vec::new();
    let rooms = ["article", "annotation", "session"];
    for source in SOURCES.iter().filter(|source| source.is_of(&rooms)) {
        let found =
            words(&source.untested).find(|(_, word)| ["Serialize", "Deserialize"].contains(word));
        if let Some((line, _)) = found
            && !MAY_BE_SERIALISED.contains(&source.path.as_str())
        {
            faults.push(format!(
                "{}:{line}: files have structs of their own in src/format",
                source.path
            ));
        }
    }
    none(&faults);
}

// ---- What every file has, and what none has ----

#[test]
fn every_file_says_at_its_head_what_it_is() {
    let mut faults = Vec::new();
    for source in &*SOURCES {
        let head: String = source
            .text
            .lines()
            .skip_while(|line| line.starts_with("#!["))
            .map_while(|line| line.strip_prefix("//!"))
            .collect();
        if head.trim().len() < 20 || !head.contains(['.', ':']) {
            faults.push(format!(
                "{}: begin with «//!» and a sentence that says what this is",
                source.path
            ));
        }
    }
    none(&faults);
}

#[test]
fn nothing_unfinished_stays_in_the_code() {
    let mut faults = Vec::new();
    for source in &*SOURCES {
        for unfinished in ["dbg!", "todo!", "unimplemented!"] {
            if source.code.contains(unfinished) {
                faults.push(format!("{}: take «{unfinished}» out", source.path));
            }
        }
        for (test, instead) in [
            (
                "should_panic",
                "return a Result, and assert what is in its error",
            ),
            ("#[ignore", "a test that is not run says nothing"),
            ("thread::sleep", "wait on a state instead"),
        ] {
            if source.code.contains(test) && source.room().is_some() {
                faults.push(format!("{}: no «{test}»: {instead}", source.path));
            }
        }
    }
    none(&faults);
}

#[test]
fn a_lint_is_silenced_by_expect_with_a_reason() {
    let mut faults = Vec::new();
    for source in &*SOURCES {
        if source.untested.contains("[allow(") {
            faults.push(format!(
                "{}: #[expect(…, reason = \"…\")] instead of #[allow(…)] outside of tests",
                source.path
            ));
        }
        for (at, _) in source.code.match_indices("[expect(") {
            let attribute = &source.code[at..at + source.code[at..].find(")]").unwrap_or(0)];
            if !attribute.contains("reason =") {
                faults.push(format!("{}: give #[expect(…)] a reason", source.path));
            }
        }
    }
    none(&faults);
}

#[test]
fn files_are_short_enough_to_have_one_job() {
    let mut faults = Vec::new();
    for source in &*SOURCES {
        let lines = source
            .untested
            .trim_end()
            .lines()
            .filter(|line| !line.trim().is_empty())
            .count();
        let known = LONG.iter().find(|(path, _)| *path == source.path);
        let most = known.map_or(MOST_LINES, |(_, most)| *most);
        if lines > most {
            faults.push(format!(
                "{}: {lines} lines of code, of at most {most}; look for the second job in it",
                source.path
            ));
        }
    }
    none(&faults);
}

#[test]
fn no_path_of_one_machine_is_in_any_file() {
    let homes = [
        concat!("/ho", "me/"),
        concat!("/Us", "ers/"),
        concat!("/ro", "ot/"),
        concat!("C:\\", "Users"),
    ];
    let mut faults = Vec::new();
    for path in files() {
        let Ok(text) = fs::read_to_string(root().join(&path)) else {
            continue;
        };
        for home in homes.iter().filter(|home| text.contains(**home)) {
            faults.push(format!("{path}: «{home}…» is a folder of one machine"));
        }
    }
    none(&faults);
}

// ---- Lists ----

#[test]
fn every_rule_is_listed() {
    let list = read("src/suggest/mod.rs");
    let listed: BTreeSet<&str> = words(&list).map(|(_, word)| word).collect();
    let mut faults = Vec::new();
    let mut rules = 0;
    for source in SOURCES.iter().filter(|source| source.is_of(&["suggest"])) {
        let path = Path::new(&source.path);
        // What stands in `casualty/rules.rs` is listed as the phenomenon's.
        let file = match path.file_stem().unwrap().to_str().unwrap() {
            "rules" => path.parent().unwrap().file_name().unwrap(),
            _ => path.file_stem().unwrap(),
        };
        let file = file.to_str().unwrap();
        for definition in source.untested.split("rule! {").skip(1) {
            let name = definition
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .find(|word| !word.is_empty())
                .unwrap();
            rules += 1;
            if !list.contains(&format!("{file}::{name},")) || !listed.contains(name) {
                faults.push(format!(
                    "{}: the rule {name} is not in RULES of src/suggest/mod.rs",
                    source.path
                ));
            }
        }
    }
    none(&faults);
    assert!(
        rules > 0,
        "no «rule! {{» was found: teach this test how rules are written now"
    );
}

#[test]
fn every_word_list_names_its_source_and_is_used_and_sorted_without_doubles() {
    let mut faults = Vec::new();
    let lists: Vec<String> = files()
        .into_iter()
        .filter(|path| path.contains("/lexicon/"))
        .collect();
    assert!(
        !lists.is_empty(),
        "no word lists were found: teach this test where they are now"
    );
    for path in &lists {
        let text = read(path);
        let (folder, name) = path.split_once("/lexicon/").unwrap();
        let name = name.strip_suffix(".txt").unwrap_or(name);
        if !text
            .lines()
            .next()
            .is_some_and(|line| line.starts_with('#') && line.contains("Source:"))
        {
            faults.push(format!(
                "{path}: begin with «# …», what it lists and «Source: …»"
            ));
        }
        let table = read(&format!("{folder}/lexicon.rs"));
        if !table.contains(&format!("\"{name}\"")) && !table.contains(&format!("{name}.txt\"")) {
            faults.push(format!("{path}: {folder}/lexicon.rs does not read it"));
        }
        let entries: Vec<&str> = text
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
            .collect();
        if entries.is_empty() {
            faults.push(format!("{path}: it is empty"));
        }
        let heads: Vec<&str> = entries
            .iter()
            .map(|entry| entry.split_once(": ").map_or(*entry, |(head, _)| head))
            .collect();
        for pair in heads.windows(2).filter(|pair| pair[0] >= pair[1]) {
            faults.push(format!(
                "{path}: «{}» stands before «{}»; sort, and write each once",
                pair[0], pair[1]
            ));
        }
        for entry in entries {
            if entry.trim() != entry || entry.to_lowercase() != entry {
                faults.push(format!(
                    "{path}: write «{entry}» in lower case, without spaces around it"
                ));
            }
        }
    }
    none(&faults);
}

// ---- Documents and dependencies ----

/// What a document names: links, and paths in backticks.
fn paths_named(text: &str) -> Vec<&str> {
    let links = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(link, _)| link)
        .filter(|link| !link.contains("://") && !link.starts_with('#'));
    let mut in_code = false;
    let quoted = text
        .lines()
        .filter(move |line| {
            in_code ^= line.starts_with("```");
            !in_code
        })
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .filter(|words| {
            let file = [".rs", ".toml", ".css", ".ts", ".md", ".html", ".txt"]
                .iter()
                .any(|end| words.ends_with(end) && words.len() > end.len());
            (words.contains('/') || file) && words.chars().all(|c| c.is_ascii_graphic())
        })
        // Patterns, addresses, folders of the user's, what is built, and what a reader is to put in.
        .filter(|words| {
            !words.contains(['*', '<', '%', '~', ':', '{'])
                && !words.contains("NAME")
                && !["./", "/", "dist/", "target/"]
                    .iter()
                    .any(|start| words.starts_with(start))
        });
    links.chain(quoted).collect()
}

#[test]
fn every_path_in_the_documents_is_there() {
    let files = files();
    let folders: BTreeSet<&str> = files
        .iter()
        .flat_map(|file| file.match_indices('/').map(|(at, _)| &file[..at]))
        .collect();
    let is_there = |named: &str| {
        let named = named.trim_end_matches('/');
        // In prose a path may begin inside `src`, and a lone name may stand anywhere.
        let inside = format!("src/{named}");
        let anywhere = format!("/{named}");
        root().join(named).exists()
            || folders.contains(inside.as_str())
            || files
                .iter()
                .any(|file| *file == inside || !named.contains('/') && file.ends_with(&anywhere))
    };
    let mut faults = Vec::new();
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"] {
        let text = read(document);
        let named = paths_named(&text);
        assert!(!named.is_empty(), "{document} names no path at all");
        for path in named.into_iter().filter(|path| !is_there(path)) {
            faults.push(format!("{document}: «{path}» is not there"));
        }
    }
    none(&faults);
}

/// Whether one of the licences joined by «OR» is allowed, and all of those joined by «AND».
fn is_allowed(licence: &str) -> bool {
    let plain = licence.replace(['(', ')'], "").replace('/', " OR ");
    plain
        .split(" AND ")
        .all(|part| part.split(" OR ").any(|one| LICENCES.contains(&one.trim())))
}

/// The packages that are compiled with these words, each with its licence; nothing when cargo has not downloaded them yet.
fn licences(words: &[&str]) -> Option<Vec<(String, String)>> {
    let answer = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["metadata", "--offline", "--locked", "--format-version", "1"])
        .args(words)
        .output()
        .unwrap();
    if !answer.status.success() {
        return None;
    }
    let metadata: serde_json::Value = serde_json::from_slice(&answer.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    let licences = packages.map(|package| {
        let word = |field: &str| package[field].as_str().unwrap_or("none").to_owned();
        (word("name"), word("license"))
    });
    Some(licences.collect())
}

fn host() -> String {
    let answer = Command::new("rustc").arg("-vV").output().unwrap();
    let text = String::from_utf8(answer.stdout).unwrap();
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.expect("rustc names its host").to_owned()
}

#[test]
fn every_dependency_has_a_licence_that_ours_goes_with() {
    let mut packages =
        licences(&["--filter-platform", &host()]).expect("cargo has what it just compiled");
    // What only the browser needs is there when it was built once on this machine, as `cargo xtask test` has it.
    let browser = [
        "--filter-platform",
        "wasm32-unknown-unknown",
        "--features",
        "page,engine",
    ];
    packages.extend(licences(&browser).unwrap_or_default());
    let faults: BTreeSet<String> = packages
        .iter()
        .filter(|(_, licence)| !is_allowed(licence))
        .map(|(name, licence)| {
            format!("{name}: its licence is «{licence}», none of those in tests/tidy.rs")
        })
        .collect();
    none(&faults.into_iter().collect::<Vec<_>>());
}

// ---- The reading itself ----

#[test]
fn comments_strings_and_tests_are_no_code() {
    let text = "use crate::a;\n// crate::b\nlet s = \"crate::c \\\" crate::d\"; let r = r#\"crate::e \"\"#;\nlet c = '\"'; let l: &'static str = '\\u{1F}';\n#[cfg(test)]\nmod tests { use crate::f; fn g() { h() } }\nuse crate::{i::J, k::{self, L}, m};\n";
    assert_eq!(
        rooms_named(&without_tests(&code(text)), ANYWHERE)
            .into_iter()
            .collect::<Vec<_>>(),
        ["a", "i", "k", "m"]
    );
    assert_eq!(
        rooms_named(&code(text), ANYWHERE)
            .into_iter()
            .collect::<Vec<_>>(),
        ["a", "f", "i", "k", "m"]
    );
    assert_eq!(code(text).lines().count(), text.lines().count());
    assert_eq!(
        without_tests(&code(text)).lines().count(),
        text.lines().count()
    );
}

#[test]
fn a_licence_of_several_is_allowed_by_one_of_them() {
    assert!(is_allowed("Unlicense/GPL-3.0"));
    assert!(is_allowed("(MIT OR GPL-3.0) AND Unicode-3.0"));
    assert!(!is_allowed("MIT AND GPL-3.0"));
    assert!(!is_allowed("none"));
}

#[test]
fn links_and_paths_in_backticks_are_what_a_document_names() {
    let text = "See [this](docs/a.png), [that](https://a.example/b.html) and `src/b`, `c.rs`, `tests/*.rs`, `J K`, `~/x`.\n```\n`d.rs`\n```\n";
    assert_eq!(paths_named(text), ["docs/a.png", "src/b", "c.rs"]);
}

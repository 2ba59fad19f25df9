//! `cargo xtask size`: what the page and the engine weigh on the wire, and what takes the room.
//!
//! It fails above the limits, and when the page's wasm holds what belongs into the engine.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::process::must;
use crate::wasm::{self, Toolchain};
use crate::{page, project, tools};

/// Bytes, gzipped, of the page's wasm, scripts and styles.
const PAGE_LIMIT: u64 = 250_000;
/// Bytes, gzipped, of the engine's wasm and scripts; its weights alone take 300,000.
const ENGINE_LIMIT: u64 = 1_000_000;
/// What the page must not hold: it paints first, the engine and its tables load beside it.
const NOT_IN_THE_PAGE: [&str; 5] = [
    "regex::",
    "regex_automata::",
    "regex_syntax::",
    "aho_corasick::",
    "pressmark::suggest::",
];
/// What Rust's wasm may use, for wasm-opt; index.html tells Trunk the same.
const FEATURES: &str = "--enable-bulk-memory --enable-bulk-memory-opt --enable-multivalue --enable-mutable-globals --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext";
/// Rows of a table of parts.
const ROWS: usize = 16;

/// Builds, weighs, prints.
///
/// # Errors
/// When the build fails, a limit is passed, or the page holds what it must not.
pub fn run() -> Result<()> {
    let dist = page::build()?;
    let toolchain = wasm::toolchain()?;
    let mut faults = Vec::new();
    let (page, engine): (Vec<_>, Vec<_>) = weighed(&dist)?
        .into_iter()
        .partition(|file| !file.name.starts_with("engine"));
    for (part, files, limit) in [("page", page, PAGE_LIMIT), ("engine", engine, ENGINE_LIMIT)] {
        faults.extend(print_weight(part, &files, limit));
        let functions = functions_of(part, &toolchain)?;
        print_parts(part, &functions);
        if part == "page" {
            faults.extend(strangers(&functions));
        }
    }
    if !faults.is_empty() {
        bail!("{}", faults.join("; "));
    }
    Ok(())
}

struct Weight {
    name: String,
    plain: u64,
    gzipped: u64,
}

/// The wasm, scripts and styles of `dist/`, those of its folders included.
fn weighed(folder: &Path) -> Result<Vec<Weight>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)
        .with_context(|| format!("{} can't be read: build it first", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(weighed(&path)?);
            continue;
        }
        let counts = path
            .extension()
            .is_some_and(|ending| ending == "wasm" || ending == "js" || ending == "css");
        if counts {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            files.push(Weight {
                name,
                plain: fs::metadata(&path)?.len(),
                gzipped: gzipped(&path)?,
            });
        }
    }
    files.sort_by_key(|file| std::cmp::Reverse(file.gzipped));
    Ok(files)
}

/// As a web server sends it: gzip's default level.
fn gzipped(path: &Path) -> Result<u64> {
    let mut encoder = GzEncoder::new(Counter(0), Compression::default());
    io::copy(&mut File::open(path)?, &mut encoder)?;
    Ok(encoder.finish()?.0)
}

/// Counts what is written to it.
struct Counter(u64);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn print_weight(part: &str, files: &[Weight], limit: u64) -> Option<String> {
    println!(
        "\n{part}: on the wire\n{:>12} {:>12}  file",
        "bytes", "gzipped"
    );
    for file in files {
        println!("{:>12} {:>12}  {}", file.plain, file.gzipped, file.name);
    }
    let total = files.iter().map(|file| file.gzipped).sum::<u64>();
    println!(
        "{:>12} {total:>12}  together, of {limit} allowed",
        files.iter().map(|file| file.plain).sum::<u64>()
    );
    (total > limit).then(|| {
        format!("the {part} weighs {total} bytes gzipped, {} more than allowed: the table above says what takes the room", total - limit)
    })
}

struct Function {
    name: String,
    bytes: u64,
}

/// The functions of a wasm that is the delivered one with names.
fn functions_of(part: &str, toolchain: &Toolchain) -> Result<Vec<Function>> {
    let target = project::target();
    let compiled = target
        .join(wasm::TARGET)
        .join("wasm")
        .join(format!("{part}.wasm"));
    let folder = target.join("size").join(part);
    fs::create_dir_all(&folder)
        .with_context(|| format!("{} can't be made: make target/ writable", folder.display()))?;
    let tools = tools::for_building()?;
    let remedy = "run `cargo xtask build`, then this again";
    must(
        toolchain
            .command("wasm-bindgen", &tools)?
            .args([
                "--target",
                "no-modules",
                "--no-typescript",
                "--out-name",
                part,
                "--out-dir",
            ])
            .arg(&folder)
            .arg(compiled),
        remedy,
    )?;
    let named = folder.join("named.wasm");
    must(
        toolchain
            .command("wasm-opt", &tools)?
            .args(["-Oz", "-g"])
            .args(FEATURES.split(' '))
            .arg("-o")
            .arg(&named)
            .arg(folder.join(format!("{part}_bg.wasm"))),
        remedy,
    )?;
    let bytes = fs::read(&named).context("the named wasm is missing: run this again")?;
    functions_in(&bytes).with_context(|| {
        format!(
            "{} can't be read as wasm: report it with its file",
            named.display()
        )
    })
}

fn functions_in(wasm: &[u8]) -> Result<Vec<Function>> {
    let mut sizes = Vec::new();
    let mut names = BTreeMap::new();
    let mut imported = 0_u32;
    let mut data = 0_u64;
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports {
                    if matches!(import?.ty, wasmparser::TypeRef::Func(_)) {
                        imported += 1;
                    }
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.range().len() as u64),
            Payload::DataSection(section) => data += section.range().len() as u64,
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(section) = section.as_known() {
                    for group in section {
                        if let Name::Function(functions) = group? {
                            for naming in functions {
                                let naming = naming?;
                                names.insert(naming.index, without_hashes(naming.name));
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    if names.is_empty() {
        bail!("it has no names");
    }
    let mut functions = (imported..)
        .zip(sizes)
        .map(|(index, bytes)| Function {
            name: names.get(&index).cloned().unwrap_or_default(),
            bytes,
        })
        .collect::<Vec<_>>();
    functions.push(Function {
        name: DATA.to_owned(),
        bytes: data,
    });
    Ok(functions)
}

/// `core::fmt` of `core[c5930c85a12de822]::fmt`, as the standard library's names are.
fn without_hashes(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        let hash = after
            .split_once(']')
            .filter(|(hash, _)| hash.len() >= 8 && hash.chars().all(|c| c.is_ascii_hexdigit()));
        match hash {
            Some((_, behind)) => rest = behind,
            None => {
                plain.push('[');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// The strings and tables of all crates, which wasm does not keep apart.
const DATA: &str = "(data)";

fn print_parts(part: &str, functions: &[Function]) {
    let mut parts = BTreeMap::<String, (u64, u32)>::new();
    for function in functions {
        let entry = parts.entry(owner(&function.name)).or_default();
        entry.0 += function.bytes;
        entry.1 += 1;
    }
    let total = parts.values().map(|(bytes, _)| bytes).sum::<u64>().max(1);
    let mut rows = parts.into_iter().collect::<Vec<_>>();
    rows.sort_by_key(|(_, (bytes, _))| std::cmp::Reverse(*bytes));
    println!(
        "\n{part}: what takes the room (bytes before gzip)\n{:>12} {:>6} {:>9}  part",
        "bytes", "share", "functions"
    );
    for (name, (bytes, count)) in rows.iter().take(ROWS) {
        println!("{bytes:>12} {:>5}% {count:>9}  {name}", bytes * 100 / total);
    }
    let rest = rows
        .iter()
        .skip(ROWS)
        .map(|(_, (bytes, _))| bytes)
        .sum::<u64>();
    println!("{rest:>12} {:>5}% {:>9}  the rest", rest * 100 / total, "");
}

/// The crate that a function is written in; of ours, its module too.
fn owner(name: &str) -> String {
    if name == DATA {
        return name.to_owned();
    }
    let path = name.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let path = ["mut ", "dyn "]
        .iter()
        .fold(path, |path, word| path.strip_prefix(word).unwrap_or(path));
    let mut words = path.split("::");
    let first = words.next().unwrap_or_default();
    let is_name =
        |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '_');
    match words.next() {
        None => "(no crate)".to_owned(),
        Some(second) if first == "pressmark" && is_name(second) => format!("pressmark::{second}"),
        Some(_) if is_name(first) => first.to_owned(),
        Some(_) => "(no crate)".to_owned(),
    }
}

/// What of the engine has come into the page.
fn strangers(functions: &[Function]) -> Vec<String> {
    NOT_IN_THE_PAGE
        .iter()
        .filter_map(|stranger| {
            // A name inside another word (`my_regex::`) is not meant.
            let found = functions.iter().find(|function| {
                function.name.match_indices(stranger).any(|(at, _)| {
                    function.name.get(..at).and_then(|before| before.chars().last()).is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
                })
            })?;
            let stranger = stranger.trim_end_matches("::");
            Some(format!("the page's wasm holds `{stranger}` (in {}), which belongs into the engine: look for what in app, session or bin/page.rs calls it", found.name))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(owner(name), expected, "{name}");
    }

    #[test]
    fn a_functions_crate_is_read_off_its_name() {
        check("core::fmt::write", "core");
        check("<&mut yew::html::Html as core::fmt::Debug>::fmt", "yew");
        check(
            "<pressmark::app::Root as yew::Component>::view",
            "pressmark::app",
        );
        check("pressmark::session::run::{{closure}}", "pressmark::session");
        check("<[T] as core::fmt::Debug>::fmt", "(no crate)");
        check("memcpy", "(no crate)");
        check(DATA, DATA);
    }

    #[test]
    fn hashes_of_crates_are_left_out_and_slices_are_not() {
        assert_eq!(
            without_hashes("<alloc[3ca501edff3f0c7c]::Global as T<[u8]>>::f"),
            "<alloc::Global as T<[u8]>>::f"
        );
        assert_eq!(without_hashes("a[b"), "a[b");
    }

    fn found(name: &str) -> usize {
        strangers(&[Function {
            name: name.to_owned(),
            bytes: 1,
        }])
        .len()
    }

    #[test]
    fn the_engine_is_noticed_in_the_page() {
        assert_eq!(found("regex_automata::meta::Regex::new"), 1);
        assert_eq!(
            found("core::ptr::drop_in_place<regex::regex::string::Regex>"),
            1
        );
        assert_eq!(found("pressmark::suggest::quote::find"), 1);
        assert_eq!(found("pressmark::article::my_regex::find"), 0);
        assert_eq!(found("yew::suspense::regex::find"), 0);
    }

    #[test]
    fn what_is_weighed_is_optimised_as_what_is_delivered() {
        let html = fs::read_to_string(project::root().join("index.html")).unwrap_or_default();
        let said = html
            .matches(&format!(
                "data-wasm-opt=\"z\" data-wasm-opt-params=\"{FEATURES}\""
            ))
            .count();
        assert_eq!(said, 2, "once for the page, once for the engine");
    }

    #[test]
    fn a_wasm_without_names_is_refused() {
        let empty = [0, b'a', b's', b'm', 1, 0, 0, 0];
        assert!(functions_in(&empty).is_err());
    }

    #[test]
    fn styles_and_scripts_count_and_pictures_do_not() {
        let folder = std::env::temp_dir().join(format!("pressmark-size-{}", std::process::id()));
        let made = fs::create_dir_all(folder.join("snippets"))
            .and_then(|()| fs::write(folder.join("style.css"), "a".repeat(5000)))
            .and_then(|()| fs::write(folder.join("snippets/x.js"), "let x"))
            .and_then(|()| fs::write(folder.join("icon.svg"), "<svg/>"));
        assert!(made.is_ok());
        let files = weighed(&folder).unwrap_or_default();
        assert_eq!(
            files
                .iter()
                .map(|file| file.name.as_str())
                .collect::<Vec<_>>(),
            ["style.css", "x.js"]
        );
        assert!(
            files.iter().all(|file| file.gzipped < 100),
            "gzip packs what repeats"
        );
    }
}

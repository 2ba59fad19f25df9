//! `cargo xtask test peers`: files that Pressmark writes are read by the programs they are for, and what those write is read back.
//!
//! Python and the programs come into the cache folder, at the versions of `tests/peers/requirements.txt`. Each peer is a script
//! that gets a folder with the export, asserts what it finds, and writes `back.*`; that must hold the same spans.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process::{answer, must};
use crate::{cache, project, say};

/// Formats, each with its script.
const PEERS: [(&str, &str); 5] = [
    ("spacy", "spacy_reads.py"),
    ("label-studio", "label_studio_reads.py"),
    ("hf", "datasets_reads.py"),
    ("cas-json", "cassis_reads.py"),
    ("brat", "peek_reads.py"),
];

/// Runs all peers, or those formats that are named.
///
/// # Errors
/// When a peer does not read what Pressmark writes, or the other way round. Without Python, or an index to
/// install from, nothing is done, and that is said.
pub fn run(only: &[String]) -> Result<()> {
    say::step(
        "Peers",
        "The programs that the formats are for read our files, and we read theirs.",
    );
    let Some(system) = python() else {
        say::note(
            "Python 3.9 or newer is not on this machine, so nothing was held against other programs. Install python3 with venv to run this part.",
        );
        return Ok(());
    };
    // An index that does not answer is no fault of ours; a peer that does not read our files is.
    let python = match environment(&system) {
        Ok(python) => python,
        Err(error) => {
            say::note(&format!(
                "The other programs could not be installed, so nothing was held against them: {error:#}"
            ));
            return Ok(());
        }
    };
    let pressmark = binary()?;
    let work = project::root().join("target/peers");
    if work.exists() {
        fs::remove_dir_all(&work)
            .with_context(|| format!("{} can't be emptied", work.display()))?;
    }
    fs::create_dir_all(&work)?;
    let articles = articles(&pressmark, &work)?;
    for (format, script) in PEERS {
        if only.is_empty() || only.iter().any(|name| name == format) {
            say::step(&format!("{format}, read by {script}"), "");
            peer(&python, &pressmark, &work, &articles, format, script)?;
        }
    }
    Ok(())
}

/// A Python that is new enough and can make environments.
fn python() -> Option<String> {
    ["python3", "python"].into_iter().find_map(|name| {
        let check = "import sys, venv, ensurepip; print(sys.version_info >= (3, 9))";
        let told = answer(Command::new(name).args(["-c", check]))?;
        (told == "True").then(|| name.to_owned())
    })
}

/// The Python of an environment with all peers in it.
fn environment(system: &str) -> Result<PathBuf> {
    let list = scripts().join("requirements.txt");
    let wanted =
        fs::read_to_string(&list).with_context(|| format!("{} can't be read", list.display()))?;
    let mut hash = DefaultHasher::new();
    wanted.hash(&mut hash);
    let name = format!("peers-{:016x}", hash.finish());
    let made = cache::once(&name, |folder| {
        say::note(
            "Installing the programs to hold our files against; this takes some minutes, once.",
        );
        must(
            Command::new(system).args(["-m", "venv"]).arg(folder),
            "install Python's venv",
        )?;
        must(
            Command::new(interpreter(folder))
                .args([
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "-r",
                ])
                .arg(&list),
            "pip needs a package index that it can reach",
        )
    })?;
    Ok(interpreter(&made))
}

fn interpreter(environment: &Path) -> PathBuf {
    if cfg!(windows) {
        environment.join("Scripts").join("python.exe")
    } else {
        environment.join("bin").join("python")
    }
}

fn scripts() -> PathBuf {
    project::root().join("tests/peers")
}

/// The command line, built.
fn binary() -> Result<PathBuf> {
    must(
        Command::new("cargo").current_dir(project::root()).args([
            "build",
            "--quiet",
            "--package",
            "pressmark",
            "--bin",
            "pressmark",
        ]),
        "mend what the message above names",
    )?;
    let name = format!("pressmark{}", std::env::consts::EXE_SUFFIX);
    Ok(project::root().join("target/debug").join(name))
}

/// The samples as the engine annotates them, accepted and proposed, and an awkward article.
fn articles(pressmark: &Path, work: &Path) -> Result<PathBuf> {
    let samples = project::root().join("www/samples");
    let mut texts: Vec<PathBuf> = fs::read_dir(&samples)?
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    texts.sort();
    let output = Command::new(pressmark)
        .arg("suggest")
        .args(&texts)
        .output()
        .context("pressmark could not be started")?;
    let mut lines = String::from_utf8(output.stdout)?;
    lines.push_str(&fs::read_to_string(scripts().join("awkward.jsonl"))?);
    let path = work.join("articles.jsonl");
    fs::write(&path, lines)?;
    Ok(path)
}

fn peer(
    python: &Path,
    pressmark: &Path,
    work: &Path,
    articles: &Path,
    format: &str,
    script: &str,
) -> Result<()> {
    let folder = work.join(format);
    fs::create_dir_all(&folder)?;
    let convert = |to: &str, from: &Path, out: &Path| {
        must(
            Command::new(pressmark)
                .args(["convert", "--to", to])
                .arg(from)
                .arg("-o")
                .arg(out),
            "Pressmark does not read what that program wrote",
        )
    };
    convert(format, articles, &folder)?;
    let written = work.join(format!("{format}.zip"));
    convert(format, articles, &written)?;
    let there = work.join(format!("{format}-there.jsonl"));
    convert("pressmark", &written, &there)?;
    must(
        Command::new(python)
            .arg(scripts().join(script))
            .arg(&folder)
            .env("HF_HUB_OFFLINE", "1")
            .env("PYTHONWARNINGS", "ignore"),
        "the program does not read what Pressmark wrote as it should",
    )?;
    let back = work.join(format!("{format}-back.jsonl"));
    convert("pressmark", &back_file(&folder)?, &back)?;
    must(
        Command::new(python)
            .arg(scripts().join("same.py"))
            .arg(&there)
            .arg(&back),
        "something was lost on the way through that program",
    )
}

fn back_file(folder: &Path) -> Result<PathBuf> {
    let names = ["back.jsonl", "back.json", "back.zip"];
    let found = names.iter().map(|name| folder.join(name));
    found
        .into_iter()
        .find(|path| path.is_file())
        .with_context(|| format!("the peer wrote nothing into {}", folder.display()))
}

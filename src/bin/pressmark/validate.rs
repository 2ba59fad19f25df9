//! `pressmark validate`: what is wrong with files of annotated articles, each problem with what can be done about it.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use pressmark::format::{Document, Format, LabelMap};
use serde_json::json;

use crate::documents::{DocumentsError, each_part, expand, name_of};

/// Checks, and prints what is wrong.
pub fn run(files: Vec<PathBuf>, from: Option<&str>, as_json: bool) -> ExitCode {
    match validate(&files, from, as_json) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("pressmark: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Says whether nothing is wrong.
fn validate(files: &[PathBuf], from: Option<&str>, as_json: bool) -> io::Result<bool> {
    let from = from.and_then(Format::of);
    let mut out = io::stdout().lock();
    let (mut articles, mut spans, mut problems) = (0_usize, 0_usize, 0_usize);
    for path in expand(files)? {
        let file = name_of(&path);
        let read = each_part(&path, from, &LabelMap::default(), |documents| {
            for document in &documents {
                articles += 1;
                spans += document.set.annotations().len();
                problems += document.problems.len();
                tell(&mut out, &file, document, as_json)?;
            }
            Ok(())
        });
        if let Err(DocumentsError::Taker(error)) = read {
            return Err(error);
        }
        if let Err(error) = read {
            problems += 1;
            if as_json {
                let line = json!({"file": file, "document": null, "problem": error.to_string(), "hint": ""});
                writeln!(out, "{line}")?;
            } else {
                writeln!(out, "{file}\n  {error}")?;
            }
        }
    }
    if !as_json {
        let noun = |n: usize, one: &str| match n {
            1 => format!("1 {one}"),
            n => format!("{n} {one}s"),
        };
        writeln!(
            out,
            "{}, {}, {}",
            noun(articles, "article"),
            noun(spans, "span"),
            noun(problems, "problem")
        )?;
    }
    Ok(problems == 0)
}

fn tell(out: &mut impl Write, file: &str, document: &Document, as_json: bool) -> io::Result<()> {
    let id = &*document.set.metadata().id;
    if as_json {
        for problem in &document.problems {
            let line = json!({"file": file, "document": id, "problem": problem.to_string(), "hint": problem.hint()});
            writeln!(out, "{line}")?;
        }
        return Ok(());
    }
    if !document.problems.is_empty() {
        writeln!(out, "{file}, article «{id}»")?;
    }
    for problem in &document.problems {
        writeln!(out, "  {problem}\n    {}", problem.hint())?;
    }
    Ok(())
}

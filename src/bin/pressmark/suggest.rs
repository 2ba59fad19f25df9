//! `pressmark suggest`: what the engine proposes for each article, as native JSON Lines.
//!
//! Articles are read a batch at a time, answered on all cores and written in their order, so that a stream of any length
//! takes the room of a batch.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use pressmark::annotation::{AnnotationSet, Keys, Metadata, intake};
use pressmark::format;
use pressmark::suggest::Engine;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::input::{Input, InputError, InputErrorKind, Inputs, Source};

/// So many articles for each core are read before they are answered.
const ARTICLES_A_CORE: usize = 16;

/// A batch ends when its articles have so many bytes together, however few they are.
const BATCH_BYTES: usize = 16 * 1024 * 1024;

/// Answers all articles. Complaints go to standard error, with a bar that shows how far it is if that is a terminal.
pub fn run(files: Vec<PathBuf>, jobs: Option<NonZero<usize>>) -> ExitCode {
    let jobs = jobs.map_or(0, NonZero::get);
    let pool = match rayon::ThreadPoolBuilder::new().num_threads(jobs).build() {
        Ok(pool) => pool,
        Err(error) => {
            eprintln!("pressmark: the threads could not be started: {error}");
            return ExitCode::FAILURE;
        }
    };
    let bar = progress(&files);
    let mut inputs = Inputs::new(files, bar.clone());
    let mut out = BufWriter::new(io::stdout().lock());
    let mut failed = false;
    loop {
        let batch = batch(&mut inputs, pool.current_num_threads() * ARTICLES_A_CORE);
        if batch.is_empty() {
            break;
        }
        let answers: Vec<Result<String, InputError>> = pool.install(|| {
            let batch = batch.into_par_iter();
            batch.map(|input| answer(&input?)).collect()
        });
        for answer in answers {
            let written = match answer {
                Ok(line) => writeln!(out, "{line}"),
                Err(error) => {
                    failed = true;
                    bar.suspend(|| eprintln!("pressmark: {error}"));
                    Ok(())
                }
            };
            if let Err(error) = written.and_then(|()| out.flush()) {
                bar.finish_and_clear();
                // Whoever read the answers has had enough: «| head».
                if error.kind() == ErrorKind::BrokenPipe {
                    return ExitCode::SUCCESS;
                }
                eprintln!("pressmark: the answers could not be written: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    bar.finish_and_clear();
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// A bar over the bytes of all files; of standard input nobody knows how much there is.
fn progress(files: &[PathBuf]) -> ProgressBar {
    let size = |file: &PathBuf| {
        if file == Path::new("-") {
            return None;
        }
        // What is not there is complained about later.
        Some(std::fs::metadata(file).map_or(0, |metadata| metadata.len()))
    };
    let total: Option<u64> = files.iter().map(size).sum();
    let (bar, template) = match total {
        Some(total) => (
            ProgressBar::new(total),
            "{wide_bar} {bytes} of {total_bytes}, {eta} left",
        ),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes} read"),
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn batch(inputs: &mut Inputs, most: usize) -> Vec<Result<Input, InputError>> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < most && bytes < BATCH_BYTES {
        let Some(input) = inputs.next() else { break };
        bytes += input.as_ref().map_or(0, |input| input.bytes.len());
        batch.push(input);
    }
    batch
}

fn answer(input: &Input) -> Result<String, InputError> {
    let source = input.read()?;
    // The rest of the articles must not pay for a fault at one of them.
    let answer = catch_unwind(AssertUnwindSafe(|| suggestions(&source)));
    answer
        .ok()
        .flatten()
        .ok_or_else(|| input.error(InputErrorKind::Engine))
}

fn suggestions(source: &Source) -> Option<String> {
    let article = &source.article;
    let mut engine = Engine::new(article).with_published(&source.published);
    let mut set = AnnotationSet::new(Metadata {
        id: source.id.as_str().into(),
        title: article.title().into(),
        published: engine.published().into(),
        ..Metadata::default()
    });
    let batch = engine.next(u32::MAX).unwrap_or_default();
    let edits = intake(&set, article, &batch, &mut Keys::default(), "");
    set.apply(&edits).ok()?;
    Some(format::write(article, &set))
}

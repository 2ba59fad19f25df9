//! `pressmark features`: what the engine's network is told of each word of the articles, for its training.

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use indicatif::ProgressBar;
use pressmark::suggest::dump;

use crate::input::Inputs;

/// Prints a line `# id` and the words of each article.
pub fn run(files: Vec<PathBuf>) -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut failed = false;
    for input in Inputs::new(files, ProgressBar::hidden()) {
        let source = match input.and_then(|input| input.read()) {
            Ok(source) => source,
            Err(error) => {
                failed = true;
                eprintln!("pressmark: {error}");
                continue;
            }
        };
        let written = write!(out, "# {}\n{}", source.id, dump(&source.article));
        match written.and_then(|()| out.flush()) {
            Ok(()) => {}
            // Whoever read the words has had enough: «| head».
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("pressmark: the words could not be written: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

//! Annotated articles from files of any format, a part at a time where the format allows it.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use pressmark::format::{Document, Format, LabelMap, MAX_FILE_BYTES, Problem, ReadError, detect};

/// So many bytes of lines are read before they are handed on.
const PART: usize = 8 * 1024 * 1024;

/// So many problems of one file are told one by one.
const TOLD: usize = 20;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum DocumentsError {
    /// The file itself.
    #[error("{0}")]
    File(#[from] io::Error),
    /// What is in it.
    #[error("{} {}", .0, .0.hint())]
    Content(#[from] ReadError),
    /// Not the file: whoever took its articles could not go on.
    #[error("{0}")]
    Taker(io::Error),
}

/// The files named, and those in the folders named, by name; hidden ones are left out.
pub fn expand(paths: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut inside: Vec<PathBuf> = fs::read_dir(path)?
                .map(|entry| entry.map(|entry| entry.path()))
                .collect::<io::Result<_>>()?;
            inside.retain(|path| {
                let name = path.file_name().unwrap_or_default();
                !name.to_string_lossy().starts_with('.')
            });
            inside.sort();
            files.extend(expand(&inside)?);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

/// The name of a file in messages.
pub fn name_of(path: &Path) -> String {
    if path == Path::new("-") {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

/// Reads all articles of a file and hands them on, a part at a time.
///
/// # Errors
/// When the file can't be read, or nothing in it.
pub fn each_part(
    path: &Path,
    from: Option<&'static Format>,
    map: &LabelMap,
    mut take: impl FnMut(Vec<Document>) -> io::Result<()>,
) -> Result<(), DocumentsError> {
    let source: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path)?)
    };
    let mut reader = BufReader::with_capacity(1 << 16, source);
    let mut part = Vec::new();
    let mut lines_before = 0;
    let mut format = from;
    let mut unreadable = None;
    let mut is_done = false;
    while !is_done {
        part.clear();
        is_done = fill(&mut reader, &mut part)?;
        let is_first = lines_before == 0;
        let is_by_line = !is_first || is_of_lines(&part);
        if !is_done && (!is_by_line || format.is_some_and(|format| !format.by_line)) {
            // Not lines: the whole is needed, as much as a file may have.
            let most = u64::try_from(MAX_FILE_BYTES * 4).unwrap_or(u64::MAX);
            (&mut reader).take(most).read_to_end(&mut part)?;
            is_done = true;
        }
        if !is_first && part.iter().all(u8::is_ascii_whitespace) {
            break;
        }
        let found = match format {
            Some(format) => format,
            None => detect(&part)?,
        };
        format = Some(found);
        let lines = part.iter().filter(|byte| **byte == b'\n').count();
        match found.read(&part, map) {
            Ok(mut documents) => {
                for problem in documents.iter_mut().flat_map(|d| &mut d.problems) {
                    if let Problem::Line { line, error } = problem {
                        *line += lines_before;
                        shift(error, lines_before);
                    }
                }
                take(documents).map_err(DocumentsError::Taker)?;
            }
            // The parts behind it may be whole.
            Err(mut error) => {
                shift(&mut error, lines_before);
                unreadable.get_or_insert(error);
            }
        }
        lines_before += lines;
    }
    unreadable.map_or(Ok(()), |error| Err(error.into()))
}

/// Whether a file that begins so has an article a line: one of its first two lines is an object from end to end. Of an article that
/// is laid out over many lines, none of the two is.
fn is_of_lines(part: &[u8]) -> bool {
    let mut lines = part.split(|byte| *byte == b'\n').take(2);
    part.first() == Some(&b'{')
        && lines.any(|line| {
            let line = line.trim_ascii();
            line.starts_with(b"{") && line.ends_with(b"}")
        })
}

/// Counts an error's line from the start of the file.
fn shift(error: &mut ReadError, before: usize) {
    if let ReadError::NotJson { line, .. } | ReadError::CutShort { line } = error {
        *line += before;
    }
}

/// Reads whole lines until there are enough; says whether that was all.
fn fill(reader: &mut impl BufRead, part: &mut Vec<u8>) -> io::Result<bool> {
    while part.len() < PART {
        // A line without an end must not fill the memory.
        let most = u64::try_from(MAX_FILE_BYTES * 4).unwrap_or(u64::MAX);
        if reader.by_ref().take(most).read_until(b'\n', part)? == 0 {
            return Ok(true);
        }
    }
    Ok(reader.fill_buf()?.is_empty())
}

/// Tells the problems of one file's articles on standard error; says whether some of it could not be read at all.
pub struct Told {
    file: String,
    told: usize,
    /// Problems that there were.
    pub problems: usize,
    /// Whether an article is missing.
    pub incomplete: bool,
}

impl Told {
    /// Nothing told so far.
    pub fn new(path: &Path) -> Told {
        Told {
            file: name_of(path),
            told: 0,
            problems: 0,
            incomplete: false,
        }
    }

    /// Tells what is wrong with an article.
    pub fn tell(&mut self, document: &Document) {
        let id = &document.set.metadata().id;
        for problem in &document.problems {
            self.problems += 1;
            self.incomplete |= matches!(problem, Problem::Line { .. } | Problem::File { .. });
            if self.told < TOLD {
                self.told += 1;
                eprintln!("pressmark: {}: {id}: {problem}", self.file);
            }
        }
    }

    /// Says how many were not told.
    pub fn finish(&self) {
        if self.problems > self.told {
            let more = self.problems - self.told;
            eprintln!(
                "pressmark: {}: and {more} more; `pressmark validate` tells them all",
                self.file
            );
        }
    }
}

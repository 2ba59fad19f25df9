//! Articles as they come in: text, HTML or JSON Lines, from files or standard input, one after another.
//!
//! JSON Lines are read a line at a time, so that a file may be larger than memory. What can't be read is an error with its
//! file and line, and reading goes on behind it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::vec;

use indicatif::ProgressBar;
use pressmark::article::markup::looks_like_html;
use pressmark::article::{Article, MAX_TEXT_BYTES, PasteError, decode};
use serde::Deserialize;

use crate::html;

/// The longest line of JSON Lines that is read, in bytes: the most text that an article may have, escaped, and room beside.
const MAX_LINE_BYTES: usize = 8 * MAX_TEXT_BYTES;

/// The largest file that is read as one article, in bytes: markup may take several times the room of its text.
const MAX_ARTICLE_BYTES: usize = 4 * MAX_TEXT_BYTES;

/// An article that is not read yet.
pub struct Input {
    /// The file it came from, for messages.
    pub file: String,
    /// Its line in JSON Lines, counted from one.
    pub line: Option<usize>,
    /// The id that it has where it does not state one.
    pub id: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// An article that was read.
pub struct Source {
    /// Its id.
    pub id: String,
    /// The day of publication, `YYYY-MM-DD`, or empty.
    pub published: String,
    /// The article.
    pub article: Article,
}

/// Why an article could not be read, and where.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {}{kind}", line.map(|line| format!("line {line}: ")).unwrap_or_default())]
pub struct InputError {
    file: String,
    line: Option<usize>,
    kind: InputErrorKind,
}

/// Why an article could not be read.
#[derive(Debug, thiserror::Error)]
pub enum InputErrorKind {
    /// The file can't be read.
    #[error("{0}")]
    File(#[from] io::Error),
    /// What is in it is no text.
    #[error("{0}")]
    Text(#[from] PasteError),
    /// A line that is no article.
    #[error("this is not an object with a \"text\": {0}")]
    Json(#[from] serde_json::Error),
    /// A line without an end in sight.
    #[error(
        "the line is longer than {} MB: is this JSON Lines, one article a line?",
        MAX_LINE_BYTES >> 20
    )]
    LongLine,
    /// The engine broke down, which it never should.
    #[error("the engine failed at this article; please report it")]
    Engine,
}

impl Input {
    /// An error about this article.
    pub fn error(&self, kind: impl Into<InputErrorKind>) -> InputError {
        InputError {
            file: self.file.clone(),
            line: self.line,
            kind: kind.into(),
        }
    }

    /// Reads it. An article of JSON Lines is taken as it is, so that offsets into it fit; others are normalised as in a paste.
    ///
    /// # Errors
    /// When it is no article.
    pub fn read(&self) -> Result<Source, InputError> {
        if self.line.is_some() {
            let line: Line =
                serde_json::from_slice(&self.bytes).map_err(|error| self.error(error))?;
            return Ok(Source {
                id: line.id.map_or_else(|| self.id.clone(), Name::into_string),
                published: line.published,
                article: Article::from_text(&line.text),
            });
        }
        let text = decode(&self.bytes).map_err(|error| self.error(error))?;
        let text = if looks_like_html(&text) {
            html::text_of(&text).into()
        } else {
            text
        };
        let (article, _) = Article::from_paste(&text).map_err(|error| self.error(error))?;
        Ok(Source {
            id: self.id.clone(),
            published: String::new(),
            article,
        })
    }
}

/// A line of JSON Lines; what else it holds is left alone.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Option<Name>,
    text: String,
    #[serde(default)]
    published: String,
}

/// An id: datasets have numbers too.
#[derive(Deserialize)]
#[serde(untagged)]
enum Name {
    Words(String),
    Number(serde_json::Number),
}

impl Name {
    fn into_string(self) -> String {
        match self {
            Name::Words(words) => words,
            Name::Number(number) => number.to_string(),
        }
    }
}

/// All articles of some files, in their order.
pub struct Inputs {
    files: vec::IntoIter<PathBuf>,
    lines: Option<Lines>,
    bar: ProgressBar,
}

/// A file of JSON Lines that is being read.
struct Lines {
    reader: Box<dyn BufRead>,
    file: String,
    stem: String,
    line: usize,
}

impl Inputs {
    /// The articles of these files; `-` is standard input. The bar is told of every byte.
    pub fn new(files: Vec<PathBuf>, bar: ProgressBar) -> Inputs {
        Inputs {
            files: files.into_iter(),
            lines: None,
            bar,
        }
    }

    fn open(&mut self, path: &Path) -> Option<Result<Input, InputError>> {
        let is_stdin = path == Path::new("-");
        let (file, stem) = if is_stdin {
            ("standard input".to_owned(), "stdin".to_owned())
        } else {
            let stem = path.file_stem().unwrap_or_default();
            (
                path.display().to_string(),
                stem.to_string_lossy().into_owned(),
            )
        };
        let mut input = Input {
            file,
            line: None,
            id: stem,
            bytes: Vec::new(),
        };
        let opened: io::Result<Box<dyn Read>> = if is_stdin {
            Ok(Box::new(io::stdin()))
        } else {
            File::open(path).map(|file| Box::new(file) as Box<dyn Read>)
        };
        let mut reader = match opened {
            Ok(reader) => BufReader::new(self.bar.wrap_read(reader)),
            Err(error) => return Some(Err(input.error(error))),
        };
        let named = path
            .extension()
            .is_some_and(|extension| extension == "jsonl" || extension == "ndjson");
        let is_lines = named
            || match reader.fill_buf() {
                Ok(start) => starts_an_object(start),
                Err(error) => return Some(Err(input.error(error))),
            };
        if is_lines {
            self.lines = Some(Lines {
                reader: Box::new(reader),
                file: input.file,
                stem: input.id,
                line: 0,
            });
            return None;
        }
        // One byte more than is allowed tells that there are too many.
        let most = u64::try_from(MAX_ARTICLE_BYTES + 1).unwrap_or(u64::MAX);
        match reader.take(most).read_to_end(&mut input.bytes) {
            Ok(bytes) if bytes > MAX_ARTICLE_BYTES => {
                Some(Err(input.error(PasteError::TooLarge {
                    bytes,
                    limit: MAX_TEXT_BYTES,
                })))
            }
            Ok(_) => Some(Ok(input)),
            Err(error) => Some(Err(input.error(error))),
        }
    }
}

/// Whether bytes are the start of JSON Lines and not of an article in braces.
fn starts_an_object(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut signs = bytes
        .iter()
        .copied()
        .filter(|byte| !byte.is_ascii_whitespace());
    (signs.next(), signs.next()) == (Some(b'{'), Some(b'"'))
}

impl Lines {
    /// The next line that is not empty.
    fn next(&mut self) -> Option<Result<Input, InputError>> {
        loop {
            self.line += 1;
            let mut input = Input {
                file: self.file.clone(),
                line: Some(self.line),
                id: format!("{}-{}", self.stem, self.line),
                bytes: Vec::new(),
            };
            let most = u64::try_from(MAX_LINE_BYTES).unwrap_or(u64::MAX);
            let read = (&mut self.reader)
                .take(most)
                .read_until(b'\n', &mut input.bytes);
            match read {
                Err(error) => return Some(Err(input.error(error))),
                Ok(0) => return None,
                Ok(_) => {}
            }
            if input.bytes.len() >= MAX_LINE_BYTES && !input.bytes.ends_with(b"\n") {
                if let Err(error) = self.reader.skip_until(b'\n') {
                    return Some(Err(input.error(error)));
                }
                return Some(Err(input.error(InputErrorKind::LongLine)));
            }
            if self.line == 1 && input.bytes.starts_with(b"\xEF\xBB\xBF") {
                input.bytes.drain(..3);
            }
            if !input.bytes.trim_ascii().is_empty() {
                return Some(Ok(input));
            }
        }
    }
}

impl Iterator for Inputs {
    type Item = Result<Input, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    // A file that fails would fail for ever.
                    Some(Err(error)) if matches!(error.kind, InputErrorKind::File(_)) => {
                        self.lines = None;
                        return Some(Err(error));
                    }
                    Some(item) => return Some(item),
                    None => self.lines = None,
                }
            }
            let path = self.files.next()?;
            if let Some(item) = self.open(&path) {
                return Some(item);
            }
        }
    }
}

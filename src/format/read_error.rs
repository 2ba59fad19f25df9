//! Why nothing at all can be read from a file or a journal entry.
//!
//! What spoils only a part of a file is a problem and comes with what was read.

use thiserror::Error;

use crate::article::PasteError;

/// Why a file cannot be read. `Display` says what is wrong in one sentence, [`ReadError::hint`] what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// More than is taken.
    #[error("The file has {:.1} MB, and {:.0} MB is the most that can be read.", megabytes(*.bytes), megabytes(*.limit))]
    TooLarge {
        /// Its size, in bytes.
        bytes: usize,
        /// The most that is taken, in bytes.
        limit: usize,
    },
    /// An article with more text than an article may have.
    #[error("The article has {:.1} MB of text, and {:.0} MB is the most that one article can have.", megabytes(*.bytes), megabytes(*.limit))]
    TextTooLarge {
        /// The size of its text, in bytes.
        bytes: usize,
        /// The most that is taken, in bytes.
        limit: usize,
    },
    /// Not text at all.
    #[error("This is {found}, not a Pressmark file.")]
    Binary {
        /// What it looks like, with its article: «a PDF».
        found: &'static str,
    },
    /// Text in no encoding that is known here.
    #[error(
        "The file is not valid {encoding}: the byte 0x{byte:02X} at position {offset} does not belong there."
    )]
    NotUnicode {
        /// The encoding it was read as.
        encoding: &'static str,
        /// The first bad byte's position in the file, counted in bytes from nought.
        offset: usize,
        /// That byte.
        byte: u8,
    },
    /// Nothing but white space.
    #[error("The file is empty.")]
    Empty,
    /// Not JSON.
    #[error("The file is not valid JSON: line {line}, column {column} breaks its rules.")]
    NotJson {
        /// The line, counted from one.
        line: usize,
        /// The column, counted in bytes from one.
        column: usize,
    },
    /// JSON that ends in the middle.
    #[error("The file is cut short: it ends in the middle, in line {line}.")]
    CutShort {
        /// The last line, counted from one.
        line: usize,
    },
    /// JSON of something else.
    #[error("This is {found}, not a Pressmark file.")]
    NotOurs {
        /// What it seems to be, with its article: «a Label Studio export».
        found: &'static str,
    },
    /// Written by a later Pressmark.
    #[error(
        "The file has version {found} of the format, and this Pressmark reads up to version {known}."
    )]
    NewerVersion {
        /// The version it states.
        found: u32,
        /// The newest version that is known here.
        known: u32,
    },
    /// An article without text.
    #[error("The file has no article text in it.")]
    NoText,
    /// Nothing that any format writes.
    #[error("No format is known that looks like this file{}.", seems(.found))]
    UnknownFormat {
        /// What it may be, with its article, or empty.
        found: &'static str,
    },
    /// A file of one format that breaks that format's rules.
    #[error("This is not {format}: {wrong}{}.", at_line(.line))]
    Malformed {
        /// The format, with its article: «a table».
        format: &'static str,
        /// What is wrong, in words.
        wrong: &'static str,
        /// The line, counted from one, if it is known.
        line: Option<usize>,
    },
    /// An archive that can't be opened or must not be.
    #[error("The zip file was not opened: {0}.")]
    Archive(ArchiveFault),
    /// A journal entry that is JSON and yet makes no sense.
    #[error("The journal entry cannot be read: {wrong}.")]
    BadEntry {
        /// What is wrong with it.
        wrong: &'static str,
    },
}

/// What is wrong with an archive.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ArchiveFault {
    /// It ends too early, or its table of contents is broken.
    #[error("it is cut short or broken")]
    Broken,
    /// A file in it wants to lie outside of where it is unpacked.
    #[error("its file «{name}» points outside of it")]
    Outside {
        /// The name.
        name: String,
    },
    /// It unpacks to more than is taken.
    #[error("unpacked it has more than {:.0} MB", megabytes(*.limit))]
    TooLarge {
        /// The most that is taken, in bytes.
        limit: usize,
    },
    /// More files than are taken.
    #[error("it has {files} files, and {limit} is the most")]
    TooManyFiles {
        /// How many it has.
        files: usize,
        /// The most that is taken.
        limit: usize,
    },
    /// Locked, or packed in a way that is not known here.
    #[error("its file «{name}» is locked or packed in an unknown way")]
    Unreadable {
        /// The name.
        name: String,
    },
}

fn seems(found: &&'static str) -> String {
    match *found {
        "" => String::new(),
        found => format!("; it may be {found}"),
    }
}

fn at_line(line: &Option<usize>) -> String {
    line.map_or_else(String::new, |line| format!(" (line {line})"))
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / (1024.0 * 1024.0)
}

impl ReadError {
    /// A sentence that says what the person can do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            ReadError::TooLarge { .. } => {
                "Cut it into several files: in a .jsonl file each line is an article."
            }
            ReadError::TextTooLarge { .. } => "Cut the article into parts.",
            ReadError::Binary { .. } => {
                "Choose a file that was exported here: .pressmark.json or .pressmark.jsonl."
            }
            ReadError::NotUnicode { .. } => {
                "Save the file again as UTF-8, or download it once more: it may have been changed on its way."
            }
            ReadError::Empty => "Choose another file, or export it again.",
            ReadError::NotJson { .. } => {
                "If it was changed by hand, look at that line; else export it again. To annotate a plain text, save it as .txt or paste it."
            }
            ReadError::CutShort { .. } => {
                "Download or copy it again: the end of it is missing. Nothing of it was taken over."
            }
            ReadError::NotOurs { .. } => {
                "Choose a file that was exported here. To annotate an article, paste its text."
            }
            ReadError::NewerVersion { .. } => {
                "Load the page again to get the newest Pressmark, then open the file once more."
            }
            ReadError::NoText => {
                "Export it again with its text, or paste the article's text as a new article."
            }
            ReadError::UnknownFormat { .. } => {
                "Name the format if you know it; the list of formats says what can be read."
            }
            ReadError::Malformed { .. } => {
                "Look at that place, or export the file again from the program that made it."
            }
            ReadError::Archive(_) => {
                "Unpack it with a program that you trust and choose the files in it, or get it again."
            }
            ReadError::BadEntry { .. } => {
                "What was saved before it is kept; the entry itself is skipped."
            }
        }
    }

    /// A short name for programs, for example `cut_short`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            ReadError::TooLarge { .. } => "too_large",
            ReadError::TextTooLarge { .. } => "text_too_large",
            ReadError::Binary { .. } => "binary",
            ReadError::NotUnicode { .. } => "not_unicode",
            ReadError::Empty => "empty",
            ReadError::NotJson { .. } => "not_json",
            ReadError::CutShort { .. } => "cut_short",
            ReadError::NotOurs { .. } => "not_ours",
            ReadError::NewerVersion { .. } => "newer_version",
            ReadError::NoText => "no_text",
            ReadError::UnknownFormat { .. } => "unknown_format",
            ReadError::Malformed { .. } => "malformed",
            ReadError::Archive(_) => "archive",
            ReadError::BadEntry { .. } => "bad_entry",
        }
    }
}

impl From<serde_json::Error> for ReadError {
    fn from(error: serde_json::Error) -> ReadError {
        if error.is_eof() {
            return ReadError::CutShort { line: error.line() };
        }
        ReadError::NotJson {
            line: error.line(),
            column: error.column(),
        }
    }
}

impl From<PasteError> for ReadError {
    fn from(error: PasteError) -> ReadError {
        match error {
            PasteError::Empty => ReadError::Empty,
            PasteError::TooLarge { bytes, limit } => ReadError::TooLarge { bytes, limit },
            PasteError::Binary { found } => ReadError::Binary { found },
            PasteError::NotUnicode {
                encoding,
                offset,
                byte,
            } => ReadError::NotUnicode {
                encoding,
                offset,
                byte,
            },
        }
    }
}

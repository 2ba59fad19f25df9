//! JSON that holds many articles: JSON Lines, a list, or one object.

use serde_json::Deserializer;

use crate::article::decode_up_to;
use crate::format::archive::{OutFile, is_zip, unpack};
use crate::format::catalog::Outgoing;
use crate::format::json::Node;
use crate::format::native::{MAX_FILE_BYTES, gather};
use crate::format::{Document, Problem, ReadError};

/// Every article of a JSON text, each read by `read`. One that can't be read is a problem of the first that can.
///
/// # Errors
/// When none could be read.
pub(crate) fn each_article(
    bytes: &[u8],
    read: impl Fn(&Node<'_>) -> Result<Document, ReadError>,
) -> Result<Vec<Document>, ReadError> {
    let text = decode_up_to(bytes, MAX_FILE_BYTES)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let mut values = Deserializer::from_str(text).into_iter::<Node<'_>>();
    let first = values.next().unwrap_or(Ok(Node::Null));
    let rest = text.get(values.byte_offset()..).unwrap_or("");
    match first {
        Ok(Node::List(nodes)) if rest.trim().is_empty() => {
            let nodes = nodes.iter().enumerate();
            gather(nodes.map(|(n, node)| (n + 1, read(node))))
        }
        Ok(node) if rest.trim().is_empty() => gather([(1, read(&node))].into_iter()),
        Err(error) if text.lines().nth(1).is_none() => Err(error.into()),
        _ => {
            let lines = text.lines().enumerate();
            let lines = lines.filter(|(_, line)| !line.trim().is_empty());
            gather(lines.map(|(n, line)| (n + 1, one_line(n + 1, line, &read))))
        }
    }
}

/// The same, where the file may also be an archive: then of its files that have this ending.
///
/// # Errors
/// When none could be read; `none` where no file of an archive has the ending.
pub(crate) fn each_article_packed(
    bytes: &[u8],
    ending: &str,
    none: ReadError,
    read: impl Fn(&Node<'_>) -> Result<Document, ReadError>,
) -> Result<Vec<Document>, ReadError> {
    if is_zip(bytes) {
        each_article_of(&unpack(bytes)?, ending, none, read)
    } else {
        each_article(bytes, read)
    }
}

/// A file with an article a line.
pub(crate) fn one_a_line(
    name: &str,
    documents: &[Outgoing<'_>],
    write: impl Fn(&Outgoing<'_>) -> String,
) -> OutFile {
    let mut lines = String::new();
    for document in documents {
        lines.push_str(&write(document));
        lines.push('\n');
    }
    OutFile {
        name: name.to_owned(),
        bytes: lines.into_bytes(),
    }
}

/// Every article of the files of an archive that have this ending; a file in which none can be read fails the archive only
/// if the others have none either.
///
/// # Errors
/// When none could be read; `none` where no file has the ending.
fn each_article_of(
    files: &[OutFile],
    ending: &str,
    none: ReadError,
    read: impl Fn(&Node<'_>) -> Result<Document, ReadError>,
) -> Result<Vec<Document>, ReadError> {
    let mut documents = Vec::new();
    let mut failed = Vec::new();
    for file in files.iter().filter(|file| file.name.ends_with(ending)) {
        match each_article(&file.bytes, &read) {
            Ok(read) => documents.extend(read),
            Err(error) => failed.push((file.name.clone(), error)),
        }
    }
    match documents.first_mut() {
        Some(first) => {
            let failed = failed.into_iter();
            let failed = failed.map(|(name, error)| Problem::File { name, error });
            first.problems.splice(0..0, failed);
            Ok(documents)
        }
        None => Err(failed.into_iter().next().map_or(none, |(_, error)| error)),
    }
}

fn one_line(
    number: usize,
    line: &str,
    read: impl Fn(&Node<'_>) -> Result<Document, ReadError>,
) -> Result<Document, ReadError> {
    let node = Node::parse(line).map_err(|error| match ReadError::from(error) {
        ReadError::NotJson { column, .. } => ReadError::NotJson {
            line: number,
            column,
        },
        ReadError::CutShort { .. } => ReadError::CutShort { line: number },
        other => other,
    })?;
    read(&node)
}

//! Reading files: what they hold, one article or many, and each article as a whole.

use serde_json::Deserializer;

use crate::annotation::AnnotationSet;
use crate::article::{Article, MAX_TEXT_BYTES, decode_up_to, normalise, sha256};
use crate::format::json::{Fields, Node};
use crate::format::native::VERSION;
use crate::format::native::foreign::seems;
use crate::format::native::place::{FileText, Unit};
use crate::format::native::record::Records;
use crate::format::{Problem, ReadError};

/// The most that a file may hold, in bytes: some thousand annotated articles.
pub const MAX_FILE_BYTES: usize = 64 * 1024 * 1024;

/// An article as it was read, and what was wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The text. Its paragraphs have the kinds that were recognised; overruled ones are records of the set.
    pub article: Article,
    /// All records.
    pub set: AnnotationSet,
    /// What was mended, doubted or left out.
    pub problems: Vec<Problem>,
}

/// Reads a file's bytes: UTF-8 with or without a byte order mark, or UTF-16 with one. Else as [`read`].
///
/// # Errors
/// As [`read`], and [`ReadError::Binary`] and [`ReadError::NotUnicode`] for what is no text.
pub fn read_bytes(bytes: &[u8]) -> Result<Vec<Document>, ReadError> {
    read(&decode_up_to(bytes, MAX_FILE_BYTES)?)
}

/// Reads one article, a list of them, or JSON Lines; which of these the text is shows in the text.
///
/// A line that cannot be read is a problem of the first article that can.
///
/// # Errors
/// When no article at all could be read: the reason for the first.
///
/// ```
/// use pressmark::annotation::{AnnotationSet, Metadata};
/// use pressmark::article::Article;
/// let article = Article::from_text("The mayor resigned.");
/// let set = AnnotationSet::new(Metadata::default());
/// let text = pressmark::format::write(&article, &set);
/// let documents = pressmark::format::read(&text).unwrap();
/// assert_eq!((&documents[0].article, &documents[0].set), (&article, &set));
/// ```
pub fn read(text: &str) -> Result<Vec<Document>, ReadError> {
    if text.len() > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge {
            bytes: text.len(),
            limit: MAX_FILE_BYTES,
        });
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let error = match read_text(text) {
        Err(error @ ReadError::NotJson { .. }) => error,
        read => return read,
    };
    let Some((mended, count)) = without_non_numbers(text) else {
        return Err(error);
    };
    let mut documents = read_text(&mended).map_err(|_| error)?;
    if let Some(first) = documents.first_mut() {
        first.problems.insert(0, Problem::NotNumbers { count });
    }
    Ok(documents)
}

fn read_text(text: &str) -> Result<Vec<Document>, ReadError> {
    let mut values = Deserializer::from_str(text).into_iter::<Node<'_>>();
    let first = values.next().unwrap_or(Ok(Node::Null));
    let rest = text.get(values.byte_offset()..).unwrap_or("");
    match first {
        Ok(node) if rest.trim().is_empty() => read_value(&node),
        Ok(_) if is_laid_out(text, rest) => read_stream(text),
        Ok(_) => read_lines(text),
        // A broken first line of many (a string that runs over its end breaks the second); of a text laid out over many
        // lines, none starts with a brace but the first.
        Err(error)
            if error.line() <= 2 && text.lines().nth(1).is_some_and(|l| l.starts_with("{\"")) =>
        {
            read_lines(text)
        }
        Err(error) => Err(error.into()),
    }
}

/// One article, or a list of them.
fn read_value(node: &Node<'_>) -> Result<Vec<Document>, ReadError> {
    match node {
        Node::Object(fields) => Ok(vec![read_document(node, fields)?]),
        Node::List(nodes)
            if nodes
                .iter()
                .any(|node| node.as_object().is_some_and(is_ours)) =>
        {
            gather(
                nodes
                    .iter()
                    .enumerate()
                    .map(|(n, node)| (n + 1, read_one(node))),
            )
        }
        _ => Err(ReadError::NotOurs { found: seems(node) }),
    }
}

/// Whether the first value of a text runs over several lines.
fn is_laid_out(text: &str, rest: &str) -> bool {
    let first = text.get(..text.len() - rest.len()).unwrap_or("");
    first.trim().contains('\n')
}

/// Articles behind one another, each laid out over many lines. What is broken ends them.
fn read_stream(text: &str) -> Result<Vec<Document>, ReadError> {
    let values = Deserializer::from_str(text).into_iter::<Node<'_>>();
    gather(values.enumerate().map(|(n, value)| {
        let read = value.map_err(ReadError::from);
        (n + 1, read.and_then(|node| read_one(&node)))
    }))
}

fn read_lines(text: &str) -> Result<Vec<Document>, ReadError> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    gather(lines.map(|(n, line)| {
        let read = Node::parse(line).map_err(ReadError::from);
        let read = read
            .and_then(|node| read_one(&node))
            .map_err(|error| match error {
                ReadError::NotJson { column, .. } => ReadError::NotJson {
                    line: n + 1,
                    column,
                },
                ReadError::CutShort { .. } => ReadError::CutShort { line: n + 1 },
                other => other,
            });
        (n + 1, read)
    }))
}

fn read_one(node: &Node<'_>) -> Result<Document, ReadError> {
    match node {
        Node::Object(fields) => read_document(node, fields),
        _ => Err(ReadError::NotOurs { found: seems(node) }),
    }
}

/// The articles that could be read; what could not be is a problem of the first.
pub(crate) fn gather(
    read: impl Iterator<Item = (usize, Result<Document, ReadError>)>,
) -> Result<Vec<Document>, ReadError> {
    let mut documents = Vec::new();
    let mut failed = Vec::new();
    for (line, read) in read {
        match read {
            Ok(document) => documents.push(document),
            Err(error) => failed.push((line, error)),
        }
    }
    match (documents.first_mut(), failed.first()) {
        (None, Some((_, error))) => return Err(error.clone()),
        (None, None) => return Err(ReadError::Empty),
        (Some(first), _) => {
            let lines = failed.into_iter();
            let lines = lines.map(|(line, error)| Problem::Line { line, error });
            first.problems.splice(0..0, lines);
        }
    }
    Ok(documents)
}

fn is_ours(fields: &Fields<'_>) -> bool {
    fields.text("format") == Some("pressmark")
}

/// Reads one record of the native shape.
pub(crate) fn read_document(node: &Node<'_>, record: &Fields<'_>) -> Result<Document, ReadError> {
    if !is_ours(record) {
        return Err(ReadError::NotOurs { found: seems(node) });
    }
    let mut problems = Vec::new();
    match record.get("version").and_then(Node::as_whole) {
        Some(found) if found > VERSION => {
            return Err(ReadError::NewerVersion {
                found,
                known: VERSION,
            });
        }
        Some(_) => {}
        None => problems.push(Problem::NoVersion),
    }
    let document = record.get("document").and_then(Node::as_object);
    let document = document.ok_or(ReadError::NoText)?;
    let text = document.text("text").unwrap_or("");
    if text.trim().is_empty() {
        return Err(ReadError::NoText);
    }
    if text.len() > MAX_TEXT_BYTES {
        return Err(ReadError::TextTooLarge {
            bytes: text.len(),
            limit: MAX_TEXT_BYTES,
        });
    }
    let normalised = normalise(text);
    if normalised.text.trim().is_empty() {
        return Err(ReadError::NoText);
    }
    let article = Article::from_text(&normalised.text);
    let stated = document.text("sha256").unwrap_or("");
    let same = |hash: &str| hash.eq_ignore_ascii_case(stated);
    if !stated.is_empty() && !same(article.sha256()) && !same(&sha256(text)) {
        problems.push(Problem::OtherText);
    }
    if normalised.text != text {
        let corrections = normalised.corrections.into_iter();
        problems.push(Problem::CleanedText {
            corrections: corrections.filter(|c| c.changed_text()).collect(),
        });
    }
    let declared = match record.get("offset_unit") {
        None => Unit::CodePoint,
        Some(node) => node.as_text().and_then(Unit::parse).unwrap_or_else(|| {
            let unit = node
                .as_text()
                .map_or_else(|| node.to_value().to_string(), str::to_owned);
            problems.push(Problem::UnknownUnit { unit });
            Unit::CodePoint
        }),
    };
    let mut records = Records::new(problems);
    records.document(document, record);
    let kinds = records.list(document, "paragraph_kinds", "Document");
    records.paragraph_kinds(kinds, &article);
    let speakers = records.list(record, "speakers", "File");
    records.speakers(speakers);
    let file_text = FileText::new(text, &article);
    let spans = records.list(record, "spans", "File");
    records.spans(spans, &file_text, declared);
    let links = records.list(record, "links", "File");
    records.links(links);
    let (set, problems) = records.finish();
    Ok(Document {
        article,
        set,
        problems,
    })
}

/// The text with Python's `NaN` and `Infinity` outside strings made `null`, and how many they were; nothing if it has none.
fn without_non_numbers(text: &str) -> Option<(String, usize)> {
    let mut out = String::with_capacity(text.len());
    let mut count = 0;
    let mut rest = text;
    while let Some(quote) = rest.find('"') {
        let (outside, string) = rest.split_at_checked(quote)?;
        replace_non_numbers(outside, &mut out, &mut count);
        let mut escaped = false;
        let end = string.bytes().skip(1).position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        });
        let (string, after) = string.split_at_checked(end.map_or(string.len(), |end| end + 2))?;
        out.push_str(string);
        rest = after;
    }
    replace_non_numbers(rest, &mut out, &mut count);
    (count > 0).then_some((out, count))
}

fn replace_non_numbers(outside: &str, out: &mut String, count: &mut usize) {
    let mut rest = outside;
    while let Some(at) = rest.find(['N', 'I']) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let word = ["NaN", "Infinity"]
            .into_iter()
            .find(|word| from.starts_with(word));
        let Some(word) = word else {
            out.push_str(before);
            out.push_str(from.get(..1).unwrap_or(""));
            rest = from.get(1..).unwrap_or("");
            continue;
        };
        out.push_str(before.strip_suffix('-').unwrap_or(before));
        out.push_str("null");
        *count += 1;
        rest = from.get(word.len()..).unwrap_or("");
    }
    out.push_str(rest);
}

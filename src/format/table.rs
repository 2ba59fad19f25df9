//! CSV and TSV, for spreadsheets and statistics: one row an article, an annotation, a link, a speaker, a set kind of paragraph.
//!
//! The first column says what a row is, the second which article it belongs to. Attributes of the schema have a column each.
//! A text cell that a spreadsheet would take for a formula gets an apostrophe before it, which is taken off again on reading.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord, Writer, WriterBuilder};

use crate::annotation::{
    Annotation, AttributeKind, AttributeValue, Attributes, Id, Metadata, Schema, Speaker,
};
use crate::article::decode_up_to;
use crate::format::archive::OutFile;
use crate::format::attributes::attributes_alone;
use crate::format::catalog::Outgoing;
use crate::format::facts::{facts, facts_of_speaker};
use crate::format::foreign::{Foreign, ForeignLink, ForeignPlace, ForeignSpan, text, value_node};
use crate::format::json::{Layout, Node, Writer as Json};
use crate::format::native::{MAX_FILE_BYTES, gather};
use crate::format::options::{LabelMap, Options};
use crate::format::project::in_text_order;
use crate::format::{Document, Problem, ReadError, Unit};

/// The columns before those of the attributes.
const FIRST: &[&str] = &[
    "row", "document", "id", "label", "state", "start", "end", "text", "from", "to",
];

/// The columns behind those of the attributes.
const LAST: &[&str] = &[
    "other_attributes",
    "origin",
    "rule",
    "score",
    "reason",
    "author",
    "created",
    "note",
    "title",
    "url",
    "published",
    "lang",
    "name",
    "role",
    "affiliation",
    "same_as",
];

/// Between the fragments of a broken span.
const GAP: &str = " … ";

/// Between the values of a list.
const BAR: &str = " | ";

/// How a table is called in messages.
const TABLE: &str = "a table of annotations";

/// Comma-separated, with a byte order mark, by which spreadsheets know the encoding.
pub(crate) fn write_csv(documents: &[Outgoing<'_>], _: &Options) -> Vec<OutFile> {
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    bytes.extend(write(documents, b','));
    vec![OutFile {
        name: "annotations.csv".to_owned(),
        bytes,
    }]
}

/// Tab-separated.
pub(crate) fn write_tsv(documents: &[Outgoing<'_>], _: &Options) -> Vec<OutFile> {
    vec![OutFile {
        name: "annotations.tsv".to_owned(),
        bytes: write(documents, b'\t'),
    }]
}

pub(crate) fn read_csv(bytes: &[u8], map: &LabelMap) -> Result<Vec<Document>, ReadError> {
    read(bytes, b',', map)
}

pub(crate) fn read_tsv(bytes: &[u8], map: &LabelMap) -> Result<Vec<Document>, ReadError> {
    read(bytes, b'\t', map)
}

/// Which of the two a header line belongs to, if it is one of ours or of a table of articles.
pub(crate) fn separator(header: &str) -> Option<u8> {
    [b',', b'\t'].into_iter().find(|separator| {
        let names = header
            .trim_start_matches('\u{FEFF}')
            .split(char::from(*separator));
        let names: Vec<&str> = names.map(|name| name.trim().trim_matches('"')).collect();
        names.contains(&"text") && (names.contains(&"row") || names.contains(&"id"))
    })
}

fn attribute_columns() -> Vec<&'static str> {
    let mut columns = Vec::new();
    for attribute in Schema::BUILT_IN.labels.iter().flat_map(|l| l.attributes) {
        if !columns.contains(&attribute.name) {
            columns.push(attribute.name);
        }
    }
    columns
}

/// The cells of a row by the names of their columns.
type Row = BTreeMap<&'static str, String>;

fn write(documents: &[Outgoing<'_>], separator: u8) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .delimiter(separator)
        .from_writer(Vec::new());
    let attributes = attribute_columns();
    let columns: Vec<&str> = FIRST
        .iter()
        .chain(&attributes)
        .chain(LAST)
        .copied()
        .collect();
    put(&mut writer, columns.iter().copied());
    for (n, document) in documents.iter().enumerate() {
        let number = (n + 1).to_string();
        for mut row in rows(document) {
            row.insert("document", number.clone());
            put(
                &mut writer,
                columns
                    .iter()
                    .map(|column| row.get(column).map_or("", String::as_str)),
            );
        }
    }
    writer.into_inner().unwrap_or_default()
}

/// Into memory nothing can fail, and all rows have one length.
fn put<'a>(writer: &mut Writer<Vec<u8>>, cells: impl Iterator<Item = &'a str>) {
    let _ = writer.write_record(cells);
}

fn rows(document: &Outgoing<'_>) -> Vec<Row> {
    let set = document.set;
    let defused_all =
        |fields: [(&'static str, &str); 5]| fields.map(|(name, value)| (name, defused(value)));
    let mut article = Row::from(defused_all(facts(set.metadata())));
    article.insert("row", "article".to_owned());
    article.insert("text", defused(document.article.text()));
    let mut rows = vec![article];
    rows.extend(set.overrules().map(|overrule| {
        Row::from([
            ("row", "paragraph".to_owned()),
            ("label", overrule.kind.as_str().to_owned()),
            ("start", overrule.paragraph.to_string()),
        ])
    }));
    rows.extend(set.speakers().map(|speaker| {
        let mut row = Row::from(defused_all(facts_of_speaker(speaker)));
        row.insert("row", "speaker".to_owned());
        row
    }));
    rows.extend(in_text_order(set).map(|span| span_row(document, span)));
    rows.extend(set.links().map(|link| {
        Row::from([
            ("row", "link".to_owned()),
            ("id", defused(link.id.as_str())),
            ("label", defused(&link.link_type)),
            ("state", link.state.to_string()),
            ("from", defused(link.from.as_str())),
            ("to", defused(link.to.as_str())),
        ])
    }));
    rows
}

fn span_row(document: &Outgoing<'_>, span: &Annotation) -> Row {
    let article = document.article;
    let ends = |end: fn(crate::article::Extent) -> crate::article::Byte| {
        let numbers = span.fragments.iter();
        let numbers = numbers.map(|extent| {
            let number = Unit::CodePoint.number(end(extent), article.offsets());
            number.to_string()
        });
        numbers.collect::<Vec<_>>().join(";")
    };
    let words: Vec<&str> = span.fragments.iter().map(|e| article.slice(e)).collect();
    let origin = &span.origin;
    let mut row = Row::from([
        ("row", "span".to_owned()),
        ("id", defused(span.id.as_str())),
        ("label", defused(&span.label)),
        ("state", span.state.to_string()),
        ("start", ends(|extent| extent.start)),
        ("end", ends(|extent| extent.end)),
        ("text", defused(&words.join(GAP))),
        ("origin", origin.kind.as_str().to_owned()),
        ("rule", defused(&origin.rule)),
        ("reason", defused(&origin.reason)),
        ("author", defused(&span.author)),
        ("created", defused(&span.created)),
        ("note", defused(&span.note)),
    ]);
    if let Some(score) = origin.score {
        row.insert("score", figure(score));
    }
    let mut others = Attributes::new();
    for (name, value) in &span.attributes {
        let known = Schema::BUILT_IN.attribute(&span.label, name);
        match known.and_then(|known| Some((known.name, cell(known.kind, value)?))) {
            Some((column, cell)) => drop(row.insert(column, cell)),
            None => drop(others.insert(name.clone(), value.clone())),
        }
    }
    if !others.is_empty() {
        row.insert("other_attributes", attributes_alone(&others));
    }
    row
}

/// A value as a cell from which it can be read again; nothing if it does not fit its attribute, or fits no cell.
fn cell(kind: AttributeKind, value: &AttributeValue) -> Option<String> {
    match (kind, value) {
        (
            AttributeKind::Choice(_)
            | AttributeKind::Text
            | AttributeKind::Date
            | AttributeKind::Speaker,
            AttributeValue::Text(text),
        ) if !text.is_empty() => Some(defused(text)),
        (
            AttributeKind::Count | AttributeKind::Share | AttributeKind::Number,
            AttributeValue::Number(number),
        ) => Some(figure(*number)),
        (AttributeKind::Choices(_) | AttributeKind::Texts, AttributeValue::Texts(texts))
            if !texts.is_empty() && texts.iter().all(|t| !t.is_empty() && !t.contains('|')) =>
        {
            Some(defused(&texts.join(BAR)))
        }
        _ => None,
    }
}

fn uncell(kind: AttributeKind, cell: &str) -> Node<'static> {
    match kind {
        AttributeKind::Count | AttributeKind::Share | AttributeKind::Number => {
            match cell.trim().parse::<f64>() {
                Ok(number) => value_node(&AttributeValue::Number(number)),
                Err(_) => text(undefused(cell).into_owned()),
            }
        }
        AttributeKind::Choices(_) | AttributeKind::Texts => {
            let cell = undefused(cell);
            Node::List(cell.split(BAR).map(|one| text(one.to_owned())).collect())
        }
        _ => text(undefused(cell).into_owned()),
    }
}

/// A number as text, to the last bit.
fn figure(number: f64) -> String {
    let mut json = Json::new(Layout::Compact, 24);
    json.number(number);
    json.finish()
}

/// Signs with which a spreadsheet takes a cell for a formula.
fn is_dangerous(first: char) -> bool {
    matches!(
        first,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
    )
}

/// A text that no spreadsheet calculates.
fn defused(text: &str) -> String {
    let unmarked = text.trim_start_matches('\'');
    if unmarked.starts_with(is_dangerous) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn undefused(cell: &str) -> Cow<'_, str> {
    match cell.strip_prefix('\'') {
        Some(text) if text.trim_start_matches('\'').starts_with(is_dangerous) => {
            Cow::Borrowed(text)
        }
        _ => Cow::Borrowed(cell),
    }
}

fn malformed(wrong: &'static str, line: Option<usize>) -> ReadError {
    ReadError::Malformed {
        format: TABLE,
        wrong,
        line,
    }
}

/// Where the columns are.
struct Columns(BTreeMap<String, usize>);

impl Columns {
    fn new(reader: &mut Reader<&[u8]>) -> Result<Columns, ReadError> {
        let header = reader
            .headers()
            .map_err(|_| malformed("its first line can't be read", Some(1)))?;
        let names = header.iter().enumerate();
        Ok(Columns(
            names.map(|(n, name)| (name.trim().to_owned(), n)).collect(),
        ))
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn cell<'r>(&self, record: &'r StringRecord, name: &str) -> &'r str {
        let at = self.0.get(name);
        at.and_then(|at| record.get(*at)).unwrap_or("")
    }

    fn text(&self, record: &StringRecord, name: &str) -> String {
        undefused(self.cell(record, name)).into_owned()
    }

    fn shared(&self, record: &StringRecord, name: &str) -> Rc<str> {
        Rc::from(undefused(self.cell(record, name)).as_ref())
    }
}

fn read(bytes: &[u8], separator: u8, map: &LabelMap) -> Result<Vec<Document>, ReadError> {
    let text = decode_up_to(bytes, MAX_FILE_BYTES)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .from_reader(text.as_bytes());
    let columns = Columns::new(&mut reader)?;
    if !columns.has("text") {
        return Err(malformed("it has no column «text»", Some(1)));
    }
    let is_annotated = columns.has("row");
    let mut articles: Vec<Foreign<'static>> = Vec::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut stray: Vec<Problem> = Vec::new();
    let mut raw = ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut raw) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => return Err(malformed("it can't be read to its end", None)),
        }
        let line = raw.position().map(|at| at.line() as usize);
        let Ok(record) = StringRecord::from_byte_record(std::mem::take(&mut raw)) else {
            return Err(malformed("a cell is no text", line));
        };
        let number = columns.cell(&record, "document").to_owned();
        if !is_annotated || columns.cell(&record, "row") == "article" {
            numbers.insert(number, articles.len());
            let mut article = read_article(&columns, &record);
            article.is_ours = is_annotated;
            articles.push(article);
            continue;
        }
        let article = numbers.get(&number).and_then(|at| articles.get_mut(*at));
        match article {
            Some(article) => read_row(&columns, &record, article),
            None => stray.push(Problem::Line {
                line: line.unwrap_or_default(),
                error: malformed("the row belongs to no article above it", line),
            }),
        }
    }
    if articles.is_empty() {
        return Err(malformed("it has no row «article»", None));
    }
    let read = articles.into_iter().enumerate();
    let mut documents = gather(read.map(|(n, article)| (n + 1, article.settle(map))))?;
    if let Some(first) = documents.first_mut() {
        first.problems.splice(0..0, stray);
    }
    Ok(documents)
}

fn read_article(columns: &Columns, record: &StringRecord) -> Foreign<'static> {
    Foreign {
        text: columns.text(record, "text").into(),
        metadata: Metadata {
            id: columns.shared(record, "id"),
            title: columns.shared(record, "title"),
            url: columns.shared(record, "url"),
            published: columns.shared(record, "published"),
            lang: columns.shared(record, "lang"),
            ..Metadata::default()
        },
        ..Foreign::default()
    }
}

fn read_row(columns: &Columns, record: &StringRecord, article: &mut Foreign<'static>) {
    let text = |name| Cow::Owned(columns.text(record, name));
    match columns.cell(record, "row") {
        "speaker" => article.speakers.push(Speaker {
            id: Id::from(columns.text(record, "id").as_str()),
            name: columns.shared(record, "name"),
            role: columns.shared(record, "role"),
            affiliation: columns.shared(record, "affiliation"),
            same_as: columns.shared(record, "same_as"),
            extra: Default::default(),
        }),
        "paragraph" => article.kinds.push((
            columns
                .cell(record, "start")
                .trim()
                .parse()
                .unwrap_or(u32::MAX),
            text("label"),
        )),
        "link" => article.links.push(ForeignLink {
            id: text("id"),
            link_type: text("label"),
            from: text("from"),
            to: text("to"),
            state: text("state"),
        }),
        "span" => article.spans.push(read_span(columns, record)),
        other => article.problems.push(Problem::NoRecord {
            record: format!("Row «{other}»"),
            wrong: "it is no article, span, link, speaker or paragraph",
            json: record.iter().collect(),
        }),
    }
}

fn read_span(columns: &Columns, record: &StringRecord) -> ForeignSpan<'static> {
    let text_of = |name| Cow::Owned(columns.text(record, name));
    let numbers = |name| columns.cell(record, name).split(';');
    let words = columns.text(record, "text");
    let ends: Vec<(Option<u32>, Option<u32>)> = numbers("start")
        .zip(numbers("end"))
        .map(|(start, end)| (start.trim().parse().ok(), end.trim().parse().ok()))
        .collect();
    let pieces: Vec<&str> = if ends.len() == 1 {
        vec![&words]
    } else {
        words.split(GAP).collect()
    };
    let places = ends.iter().enumerate().map(|(n, (start, end))| {
        let exact = pieces.get(n).filter(|_| pieces.len() == ends.len());
        ForeignPlace {
            start: *start,
            end: *end,
            exact: exact
                .filter(|exact| !exact.is_empty())
                .map(|exact| Cow::Owned((*exact).to_owned())),
            ..ForeignPlace::default()
        }
    });
    let label = columns.text(record, "label");
    let mut attributes = Vec::new();
    let known = Schema::BUILT_IN
        .label(&label)
        .map_or(&[][..], |label| label.attributes);
    for attribute in known {
        let cell = columns.cell(record, attribute.name);
        if !cell.is_empty() {
            attributes.push((Cow::Borrowed(attribute.name), uncell(attribute.kind, cell)));
        }
    }
    let others = columns.cell(record, "other_attributes");
    if let Ok(serde_json::Value::Object(others)) = serde_json::from_str(others) {
        attributes.extend(
            others
                .into_iter()
                .map(|(name, value)| (Cow::Owned(name), Node::from_value(value))),
        );
    }
    let mut origin = Vec::new();
    for (column, field) in [("origin", "kind"), ("rule", "rule"), ("reason", "reason")] {
        let words = columns.text(record, column);
        if !words.is_empty() {
            origin.push((field, text(words)));
        }
    }
    if let Ok(score) = columns.cell(record, "score").trim().parse::<f64>() {
        origin.push(("score", value_node(&AttributeValue::Number(score))));
    }
    ForeignSpan {
        id: text_of("id"),
        label: label.into(),
        state: text_of("state"),
        places: places.collect(),
        attributes,
        origin,
        author: text_of("author"),
        created: text_of("created"),
        note: text_of("note"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_taken_for_a_formula_and_every_text_is_read_as_it_was() {
        for text in [
            "=1+1", "+1", "-2", "@x", "\tx", "\rx", "'=1", "''-", "'quoted'", "", "'", "＝1",
            "plain",
        ] {
            let cell = defused(text);
            assert!(!cell.starts_with(is_dangerous), "{cell}");
            assert_eq!(undefused(&cell), text);
        }
    }

    #[test]
    fn a_table_is_known_by_its_header() {
        assert_eq!(separator("row,document,id,label,text"), Some(b','));
        assert_eq!(separator("\u{FEFF}\"id\"\t\"text\""), Some(b'\t'));
        assert_eq!(separator("He said, text"), None);
    }
}

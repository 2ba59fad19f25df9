//! A report for people: one HTML file an article, readable, printable and accessible without Pressmark, without scripts and without
//! anything from elsewhere.
//!
//! It has the article with its marks, and tables of who said what, casualties, commitments and claims. The native record stands in it,
//! so that Pressmark reads the report again with nothing lost. Rejected suggestions are in the record and not in what is shown.

use std::collections::BTreeSet;

use crate::annotation::{Annotation, AnnotationSet, AttributeValue, Schema, State, choice_title};
use crate::article::{Article, Byte, Extent, decode_up_to};
use crate::format::archive::{OutFile, is_zip, unpack};
use crate::format::catalog::Outgoing;
use crate::format::file_stem::file_stem;
use crate::format::native::{self, MAX_FILE_BYTES};
use crate::format::options::{LabelMap, Options};
use crate::format::project::in_text_order;
use crate::format::{Document, ReadError};

/// Before the record.
const RECORD: &str = "<script type=\"application/json\" id=\"pressmark-record\">";

/// Nothing is loaded and nothing runs.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

pub(crate) fn write(documents: &[Outgoing<'_>], _: &Options) -> Vec<OutFile> {
    let mut taken = BTreeSet::new();
    let files = documents.iter().enumerate().map(|(n, document)| OutFile {
        name: format!(
            "{}.html",
            file_stem(&document.set.metadata().id, n, &mut taken)
        ),
        bytes: page(document).into_bytes(),
    });
    files.collect()
}

fn page(document: &Outgoing<'_>) -> String {
    let (article, set) = (document.article, document.set);
    let metadata = set.metadata();
    let title = match &*metadata.title {
        "" => article.title(),
        title => title.to_owned(),
    };
    let lang = match &*metadata.lang {
        "" => String::new(),
        lang => format!(" lang=\"{}\"", escaped(lang)),
    };
    let shown: Vec<&Annotation> = in_text_order(set)
        .filter(|span| span.state != State::Rejected)
        .collect();
    let mut out = format!(
        "<!doctype html>\n<html{lang}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{0}</title>\n<style>\n{1}</style>\n</head>\n<body>\n<header>\n<h1 dir=\"auto\">{0}</h1>\n",
        escaped(&title),
        include_str!("html_report/style.css"),
    );
    facts(&mut out, document, &shown);
    out.push_str("</header>\n<main>\n<article>\n");
    for paragraph in article.paragraphs() {
        out.push_str("<p dir=\"auto\">");
        marked(&mut out, article, paragraph.extent, &shown);
        out.push_str("</p>\n");
    }
    out.push_str("</article>\n<section>\n<h2>What is marked</h2>\n");
    let view = View {
        article,
        set,
        shown,
    };
    view.tables(&mut out);
    out.push_str("</section>\n</main>\n");
    out.push_str(RECORD);
    // In a script only «<» can end it; inside of JSON it stands in texts alone, which may have it escaped.
    out.push_str(&native::write(article, set).replace('<', "\\u003c"));
    out.push_str("</script>\n</body>\n</html>\n");
    out
}

fn facts(out: &mut String, document: &Outgoing<'_>, shown: &[&Annotation]) {
    let metadata = document.set.metadata();
    let accepted = shown.iter().filter(|span| span.state == State::Accepted);
    let decided = format!(
        "{} accepted, {} proposed",
        accepted.clone().count(),
        shown.len() - accepted.count()
    );
    out.push_str("<dl>");
    for (name, value) in [
        ("Published", &*metadata.published),
        ("Address", &*metadata.url),
        ("Marks", &decided),
    ] {
        if !value.is_empty() {
            out.push_str(&format!("<dt>{name}</dt><dd>{}</dd>", escaped(value)));
        }
    }
    out.push_str("</dl>\n");
}

/// A stretch of text with its marks: disjoint runs, and before the first of each span a place to link to and its letter.
fn marked(out: &mut String, article: &Article, within: Extent, shown: &[&Annotation]) {
    let here: Vec<(usize, Extent)> = shown
        .iter()
        .enumerate()
        .flat_map(|(n, span)| span.fragments.iter().map(move |extent| (n, extent)))
        .filter_map(|(n, extent)| Some((n, extent.intersection(within)?)))
        .collect();
    let ends = here
        .iter()
        .flat_map(|(_, extent)| [extent.start, extent.end]);
    let bounds: BTreeSet<Byte> = ends.chain([within.start, within.end]).collect();
    let bounds: Vec<Byte> = bounds.into_iter().collect();
    for pair in bounds.windows(2) {
        let [start, end] = pair else { continue };
        let run = Extent::new(*start, *end);
        let over = here.iter().filter(|(_, extent)| extent.covers(run));
        let labels: BTreeSet<&str> = over
            .filter_map(|(n, _)| shown.get(*n))
            .map(|span| class(&span.label))
            .collect();
        let text = escaped(article.slice(run));
        let starts = shown.iter().enumerate();
        for (n, span) in starts.filter(|(_, span)| span.fragments.start() == *start) {
            let (title, letter) = (
                escaped(&Schema::BUILT_IN.title_of(&span.label)),
                escaped(&Schema::BUILT_IN.letter_of(&span.label).to_string()),
            );
            out.push_str(&format!(
                "<a id=\"m{n}\"></a><sup title=\"{title}\">{letter}</sup>"
            ));
        }
        if labels.is_empty() {
            out.push_str(&text);
        } else {
            let classes: Vec<&str> = labels.into_iter().collect();
            out.push_str(&format!(
                "<mark class=\"{}\">{text}</mark>",
                classes.join(" ")
            ));
        }
    }
}

/// The class of a label; of one that the schema has not, none of its letters may reach the markup.
fn class(label: &str) -> &'static str {
    Schema::BUILT_IN
        .label(label)
        .map_or("other", |label| label.name)
}

/// What the tables are made from.
struct View<'a> {
    article: &'a Article,
    set: &'a AnnotationSet,
    shown: Vec<&'a Annotation>,
}

impl View<'_> {
    fn tables(&self, out: &mut String) {
        self.table(
            out,
            "quote",
            "Who said what",
            &["Speaker", "Words", "Type"],
            |span| {
                vec![
                    self.linked(span, "source"),
                    self.words(span),
                    self.value(span, "quote_type"),
                ]
            },
        );
        self.table(
            out,
            "casualty",
            "Casualties",
            &[
                "Harm",
                "Count",
                "At least",
                "At most",
                "Words",
                "Reported by",
            ],
            |span| {
                vec![
                    self.value(span, "casualty_type"),
                    self.value(span, "count_text"),
                    self.value(span, "count_min"),
                    self.value(span, "count_max"),
                    self.words(span),
                    self.linked(span, "reported_by"),
                ]
            },
        );
        self.table(
            out,
            "commitment",
            "Commitments",
            &["Who", "Words", "Act", "Deadline", "Strength"],
            |span| {
                let deadline = [
                    self.value(span, "deadline"),
                    self.value(span, "deadline_date"),
                ];
                let deadline: Vec<String> =
                    deadline.into_iter().filter(|d| !d.is_empty()).collect();
                vec![
                    self.linked(span, "actor"),
                    self.words(span),
                    self.value(span, "act"),
                    deadline.join(", "),
                    self.value(span, "strength"),
                ]
            },
        );
        self.table(
            out,
            "claim",
            "Claims",
            &["Claimant", "Words", "Worth checking", "Verdict"],
            |span| {
                vec![
                    self.linked(span, "claimant"),
                    self.words(span),
                    self.value(span, "checkworthiness"),
                    self.value(span, "verdict"),
                ]
            },
        );
    }

    /// A table of all spans of a label; nothing if there are none.
    fn table(
        &self,
        out: &mut String,
        label: &str,
        caption: &str,
        columns: &[&str],
        cells: impl Fn(&Annotation) -> Vec<String>,
    ) {
        let spans = self.shown.iter().enumerate();
        let mut spans = spans.filter(|(_, span)| &*span.label == label).peekable();
        if spans.peek().is_none() {
            return;
        }
        out.push_str(&format!(
            "<table>\n<caption>{caption}</caption>\n<thead><tr><th scope=\"col\">Mark</th>"
        ));
        for column in columns.iter().chain(&["State"]) {
            out.push_str(&format!("<th scope=\"col\">{column}</th>"));
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for (row, (n, span)) in spans.enumerate() {
            out.push_str(&format!(
                "<tr><th scope=\"row\"><a href=\"#m{n}\">{}</a></th>",
                row + 1
            ));
            let state = span.state.to_string();
            for cell in cells(span).into_iter().chain([state]) {
                out.push_str(&format!("<td dir=\"auto\">{}</td>", escaped(&cell)));
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table>\n");
    }

    fn words(&self, span: &Annotation) -> String {
        let words: Vec<&str> = span
            .fragments
            .iter()
            .map(|e| self.article.slice(e))
            .collect();
        words.join(" … ")
    }

    /// Who or what a link leads to: the registry's name of a speaker, else the words.
    fn linked(&self, span: &Annotation, link_type: &str) -> String {
        let linked = self.set.linked(&span.id, link_type);
        let names = linked.map(|other| match self.set.speaker_of(other) {
            Some(speaker) if !speaker.name.is_empty() => speaker.name.to_string(),
            _ => self.words(other),
        });
        names.collect::<Vec<String>>().join(", ")
    }

    fn value(&self, span: &Annotation, name: &str) -> String {
        match span.attributes.get(name) {
            None => String::new(),
            Some(AttributeValue::Number(number)) => number.to_string(),
            Some(AttributeValue::Text(text)) => choice_title(name, text),
            Some(AttributeValue::Texts(texts)) => {
                let texts = texts.iter().map(|text| choice_title(name, text));
                texts.collect::<Vec<String>>().join(", ")
            }
        }
    }
}

/// A text that no browser takes for markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// Whether a text is such a report.
pub(crate) fn looks_alike(text: &str) -> bool {
    text.contains(RECORD)
}

pub(crate) fn read(bytes: &[u8], _: &LabelMap) -> Result<Vec<Document>, ReadError> {
    if !is_zip(bytes) {
        return read_page(bytes);
    }
    let mut documents = Vec::new();
    for file in unpack(bytes)? {
        if file.name.ends_with(".html") {
            documents.extend(read_page(&file.bytes)?);
        }
    }
    if documents.is_empty() {
        return Err(malformed("the archive has no file .html"));
    }
    Ok(documents)
}

fn read_page(bytes: &[u8]) -> Result<Vec<Document>, ReadError> {
    let text = decode_up_to(bytes, MAX_FILE_BYTES)?;
    let record = text.rsplit_once(RECORD);
    let (_, record) = record.ok_or(malformed("it has no record in it"))?;
    let (record, _) = record
        .split_once("</script>")
        .ok_or(malformed("its record is cut short"))?;
    native::read(record)
}

fn malformed(wrong: &'static str) -> ReadError {
    ReadError::Malformed {
        format: "a report of Pressmark's",
        wrong,
        line: None,
    }
}

//! brat standoff, as an archive: for each article its text, its annotations, and a file of what brat has no lines for; the
//! configuration that brat needs.
//!
//! Quotes and casualties are events with their links as arguments, other links are relations, choices are attributes. What else is
//! known of a span stands in a comment of the type `Pressmark`, which brat keeps. Offsets are code points; no fragment goes over
//! the end of a line, as brat puts one blank between fragments.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::annotation::{
    Annotation, AttributeKind, AttributeValue, Attributes, Id, LinkType, Schema,
};
use crate::article::{Article, decode_up_to};
use crate::format::archive::{OutFile, is_zip, unpack};
use crate::format::attributes::write_attributes;
use crate::format::catalog::Outgoing;
use crate::format::facts::{
    metadata_of, read_kinds, read_speakers, write_facts, write_kinds, write_speakers,
};
use crate::format::file_stem::file_stem;
use crate::format::foreign::{
    Foreign, ForeignLink, ForeignPlace, ForeignSpan, attributes_of, words_of,
};
use crate::format::json::{Fields, Layout, Node, Writer};
use crate::format::native::{MAX_FILE_BYTES, gather};
use crate::format::options::{LabelMap, Options};
use crate::format::project::in_text_order;
use crate::format::{Document, Problem, ReadError, Unit};

/// Labels whose spans are events, with their links as arguments.
const EVENTS: [&str; 2] = ["quote", "casualty"];

/// The type of the comments that hold what brat has no line for.
const COMMENT: &str = "Pressmark";

pub(crate) fn write(documents: &[Outgoing<'_>], _: &Options) -> Vec<OutFile> {
    let mut files = Vec::new();
    let mut add = |name: String, text: String| {
        files.push(OutFile {
            name,
            bytes: text.into_bytes(),
        });
    };
    let mut taken = BTreeSet::new();
    for (n, document) in documents.iter().enumerate() {
        let name = file_stem(&document.set.metadata().id, n, &mut taken);
        add(format!("{name}.txt"), document.article.text().to_owned());
        add(format!("{name}.ann"), annotations(document));
        add(format!("{name}.json"), facts(document));
    }
    add("annotation.conf".to_owned(), configuration(documents));
    add("visual.conf".to_owned(), looks());
    files
}

/// A label as brat's users write them: `Quote`.
fn type_name(label: &str) -> String {
    match Schema::BUILT_IN.label(label) {
        Some(known) => known.title.to_owned(),
        None => label.to_owned(),
    }
}

fn is_event(label: &str) -> bool {
    EVENTS.contains(&label)
}

/// Gives lines their numbers.
struct Lines {
    out: String,
    comments: usize,
    attributes: usize,
    relations: usize,
}

fn annotations(document: &Outgoing<'_>) -> String {
    let set = document.set;
    let mut lines = Lines {
        out: String::new(),
        comments: 0,
        attributes: 0,
        relations: 0,
    };
    // What others call a span: its event, if it is one.
    let mut names: BTreeMap<&Id, String> = BTreeMap::new();
    let spans: Vec<&Annotation> = in_text_order(set).collect();
    let mut events = 0;
    for (n, span) in spans.iter().enumerate() {
        lines.span(n + 1, document.article, span);
        let name = if is_event(&span.label) {
            events += 1;
            format!("E{events}")
        } else {
            format!("T{}", n + 1)
        };
        names.insert(&span.id, name);
    }
    let name = |id: &Id| names.get(id).map_or("", String::as_str);
    for (n, span) in spans.iter().enumerate() {
        let mut links = Vec::new();
        if is_event(&span.label) {
            let mut roles: BTreeMap<&str, usize> = BTreeMap::new();
            let mut line = format!("{}\t{}:T{}", name(&span.id), type_name(&span.label), n + 1);
            for link in set.links_from(&span.id) {
                let times = roles.entry(&link.link_type).or_default();
                *times += 1;
                let number = if *times > 1 {
                    times.to_string()
                } else {
                    String::new()
                };
                line.push_str(&format!(" {}{number}:{}", link.link_type, name(&link.to)));
                links.push(link.id.as_str());
            }
            lines.line(&line);
        }
        lines.details(name(&span.id), span, &links);
    }
    for link in set.links() {
        if set
            .annotation(&link.from)
            .is_some_and(|from| is_event(&from.label))
        {
            continue;
        }
        lines.relations += 1;
        let number = lines.relations;
        let (from, to) = (name(&link.from), name(&link.to));
        lines.line(&format!(
            "R{number}\t{} Arg1:{from} Arg2:{to}",
            link.link_type
        ));
        let mut json = Writer::new(Layout::Compact, 32);
        json.begin_object();
        json.text_field("id", link.id.as_str());
        json.end_object();
        lines.comment(&format!("R{number}"), COMMENT, &json.finish());
    }
    lines.out
}

impl Lines {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn span(&mut self, number: usize, article: &Article, span: &Annotation) {
        let at = |place| Unit::CodePoint.number(place, article.offsets());
        let places = span.fragments.iter();
        let places = places.map(|extent| format!("{} {}", at(extent.start), at(extent.end)));
        let places: Vec<String> = places.collect();
        let words: Vec<&str> = span.fragments.iter().map(|e| article.slice(e)).collect();
        let line = format!(
            "T{number}\t{} {}\t{}",
            type_name(&span.label),
            places.join(";"),
            words.join(" ")
        );
        self.line(&line);
    }

    fn comment(&mut self, of: &str, kind: &str, text: &str) {
        self.comments += 1;
        let line = format!("#{}\t{kind} {of}\t{text}", self.comments);
        self.line(&line);
    }

    fn details(&mut self, name: &str, span: &Annotation, links: &[&str]) {
        let mut others = Attributes::new();
        for (attribute, value) in &span.attributes {
            match (choices(&span.label, attribute), value) {
                (Some(choices), AttributeValue::Text(choice))
                    if choices.contains(&choice.as_ref()) =>
                {
                    self.attributes += 1;
                    let line = format!("A{}\t{attribute} {name} {choice}", self.attributes);
                    self.line(&line);
                }
                _ => drop(others.insert(attribute.clone(), value.clone())),
            }
        }
        // A note of one line is brat's own; another one can't be.
        let is_line = !span.note.chars().any(char::is_control) && span.note.trim() == &*span.note;
        if is_line && !span.note.is_empty() {
            self.comment(name, "AnnotatorNotes", &span.note);
        }
        let mut json = Writer::new(Layout::Compact, 128);
        json.begin_object();
        json.text_field("id", span.id.as_str());
        if !others.is_empty() {
            json.key("attributes");
            json.begin_object();
            write_attributes(&mut json, &others);
            json.end_object();
        }
        json.text_field("kind", span.origin.kind.as_str());
        if let Some(score) = span.origin.score {
            json.key("score");
            json.number(score);
        }
        for (field, value) in [
            ("rule", &span.origin.rule),
            ("reason", &span.origin.reason),
            ("author", &span.author),
            ("created", &span.created),
            ("note", &span.note),
        ] {
            if !(value.is_empty() || field == "note" && is_line) {
                json.text_field(field, value);
            }
        }
        if !links.is_empty() {
            json.key("links");
            json.begin_list();
            for link in links {
                json.text(link);
            }
            json.end_list();
        }
        json.end_object();
        self.comment(name, COMMENT, &json.finish());
    }
}

fn choices(label: &str, attribute: &str) -> Option<&'static [&'static str]> {
    match Schema::BUILT_IN.attribute(label, attribute)?.kind {
        AttributeKind::Choice(choices) => Some(choices),
        _ => None,
    }
}

/// What is known of the article itself.
fn facts(document: &Outgoing<'_>) -> String {
    let mut json = Writer::new(Layout::Indented, 256);
    json.begin_object();
    write_facts(&mut json, document.set.metadata());
    write_speakers(&mut json, document.set);
    write_kinds(&mut json, document.set);
    json.end_object();
    json.finish() + "\n"
}

fn configuration(documents: &[Outgoing<'_>]) -> String {
    let schema = Schema::BUILT_IN;
    let labels: BTreeSet<String> = schema
        .labels
        .iter()
        .map(|label| label.name.to_owned())
        .chain(documents.iter().flat_map(|document| {
            let spans = document.set.annotations();
            spans.map(|span| span.label.to_string())
        }))
        .collect();
    let types = |labels: &[&str]| {
        let names: Vec<String> = labels.iter().map(|label| type_name(label)).collect();
        names.join("|")
    };
    let mut text = String::from("[entities]\n");
    for label in labels.iter().filter(|label| !is_event(label)) {
        text.push_str(&format!("{}\n", type_name(label)));
    }
    text.push_str("\n[relations]\n");
    let is_relation = |link: &&LinkType| !is_event(link.from);
    for link in schema.link_types.iter().filter(is_relation) {
        let (from, to) = (type_name(link.from), types(link.to));
        text.push_str(&format!("{}\tArg1:{from}, Arg2:{to}\n", link.name));
    }
    let own: BTreeSet<&str> = documents
        .iter()
        .flat_map(|document| document.set.links())
        .map(|link| &*link.link_type)
        .filter(|name| schema.link_types.iter().all(|known| known.name != *name))
        .collect();
    for name in own {
        text.push_str(&format!("{name}\tArg1:<ANY>, Arg2:<ANY>\n"));
    }
    text.push_str("<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n\n[events]\n");
    for label in EVENTS {
        let arguments = schema.links_from(label).map(|link| {
            let many = if link.most == 1 { '?' } else { '*' };
            format!("{}{many}:{}", link.name, types(link.to))
        });
        let arguments: Vec<String> = arguments.collect();
        text.push_str(&format!("{}\t{}\n", type_name(label), arguments.join(", ")));
    }
    text.push_str("\n[attributes]\n");
    for label in schema.labels {
        for attribute in label.attributes {
            if let AttributeKind::Choice(choices) = attribute.kind {
                let (of, values) = (type_name(label.name), choices.join("|"));
                text.push_str(&format!("{}\tArg:{of}, Value:{values}\n", attribute.name));
            }
        }
    }
    text
}

fn looks() -> String {
    let mut text = String::from("[labels]\n");
    for label in Schema::BUILT_IN.labels {
        text.push_str(&format!("{0} | {0} | {1}\n", label.title, label.letter));
    }
    text.push_str(
        "\n[drawing]\nSPAN_DEFAULT\tfgColor:black, bgColor:lightgrey, borderColor:darken\n",
    );
    for (label, color) in [
        ("Speaker", "#b9d7f5"),
        ("Quote", "#d9e8b0"),
        ("Casualty", "#f6c3bd"),
        ("Commitment", "#e4cdf2"),
        ("Claim", "#f8dfa5"),
    ] {
        text.push_str(&format!("{label}\tbgColor:{color}\n"));
    }
    text.push_str("ARC_DEFAULT\tcolor:black, arrowHead:triangle-5\n");
    text
}

fn malformed(wrong: &'static str) -> ReadError {
    ReadError::Malformed {
        format: "a brat archive",
        wrong,
        line: None,
    }
}

pub(crate) fn read(bytes: &[u8], map: &LabelMap) -> Result<Vec<Document>, ReadError> {
    if !is_zip(bytes) {
        return Err(malformed(
            "texts and annotations are needed together, in one zip file",
        ));
    }
    let files = unpack(bytes)?;
    let by_name: BTreeMap<&str, &OutFile> = files
        .iter()
        .map(|file| (file.name.as_str(), file))
        .collect();
    let file = |name: &str| by_name.get(name).copied();
    let stems = files
        .iter()
        .filter_map(|file| file.name.strip_suffix(".ann"));
    let read = stems.enumerate().map(|(n, stem)| {
        let text =
            file(&format!("{stem}.txt")).ok_or(malformed("a file .ann has no .txt beside it"));
        let mut problems = Vec::new();
        let annotations = file(&format!("{stem}.ann"));
        let lines = annotations.map(|file| Ok(decode_up_to(&file.bytes, MAX_FILE_BYTES)?));
        let lines = known(lines, &format!("{stem}.ann"), &mut problems);
        let facts = file(&format!("{stem}.json"));
        let facts = facts.map(|file| Ok(serde_json::from_slice::<Value>(&file.bytes)?));
        let facts = known(facts, &format!("{stem}.json"), &mut problems);
        let article = text.and_then(|text| {
            let text = decode_up_to(&text.bytes, MAX_FILE_BYTES)?;
            let mut foreign = read_article(stem, &text, &lines, Node::from_value(facts));
            foreign.problems.splice(0..0, problems);
            foreign.settle(map)
        });
        (n + 1, article)
    });
    match gather(read) {
        Err(ReadError::Empty) => Err(malformed("it has no file .ann")),
        read => read,
    }
}

/// What one of an article's files holds, or nothing, which is told of if the file is there.
fn known<T: Default>(
    read: Option<Result<T, ReadError>>,
    name: &str,
    problems: &mut Vec<Problem>,
) -> T {
    let read = read.unwrap_or_else(|| Ok(T::default()));
    read.unwrap_or_else(|error| {
        let name = name.to_owned();
        problems.push(Problem::File { name, error });
        T::default()
    })
}

fn read_article<'a>(
    stem: &str,
    text: &'a str,
    lines: &'a str,
    facts: Node<'static>,
) -> Foreign<'a> {
    // Files of Windows: brat counts CR LF as one.
    let text = if text.contains("\r\n") {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    };
    let mut foreign = Foreign {
        text,
        unit: Some(Unit::CodePoint),
        ..Foreign::default()
    };
    foreign.metadata.id = stem.rsplit('/').next().unwrap_or(stem).into();
    if let Some(facts) = facts.as_object() {
        foreign.metadata = metadata_of(facts);
        foreign.speakers = read_speakers(facts.get("speakers").and_then(Node::as_list));
        foreign.kinds = read_kinds(facts).unwrap_or_default();
    }
    Reader::default().read(lines, foreign)
}

/// Lines as they are put together.
#[derive(Default)]
struct Reader<'a> {
    /// Spans by their `T`.
    at: BTreeMap<&'a str, usize>,
    /// The trigger of each event.
    triggers: BTreeMap<&'a str, &'a str>,
    /// Links by the line that they stand in.
    links: Vec<(&'a str, ForeignLink<'a>)>,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn read(mut self, lines: &'a str, mut foreign: Foreign<'a>) -> Foreign<'a> {
        for line in lines.lines().filter(|line| line.starts_with('T')) {
            match read_span(line) {
                Some((name, span)) => {
                    self.at.insert(name, foreign.spans.len());
                    foreign.spans.push(span);
                }
                None => self.refuse(line),
            }
        }
        for line in lines.lines().filter(|line| line.starts_with('E')) {
            let name = line.split('\t').next().unwrap_or("");
            let trigger = arguments(line).next().map(|(_, target)| target);
            match trigger {
                Some(trigger) => drop(self.triggers.insert(name, trigger)),
                None => self.refuse(line),
            }
        }
        for line in lines.lines() {
            match line.chars().next() {
                Some('R' | 'E') => self.read_links(line),
                Some('*') => self.read_equal(line),
                Some('A' | 'M') => self.read_attribute(line, &mut foreign.spans),
                Some('N') => self.read_reference(line, &mut foreign.spans),
                Some('T' | '#') | None => {}
                Some(_) => self.refuse(line),
            }
        }
        for line in lines.lines().filter(|line| line.starts_with('#')) {
            self.read_comment(line, &mut foreign.spans);
        }
        // Ends are named by lines; spans may have got other ids from their comments.
        for (_, link) in &mut self.links {
            for end in [&mut link.from, &mut link.to] {
                let span = self.at.get(trigger_of(&self.triggers, end.as_ref()));
                if let Some(span) = span.and_then(|at| foreign.spans.get(*at)) {
                    *end = span.id.clone();
                }
            }
        }
        foreign.links = self.links.into_iter().map(|(_, link)| link).collect();
        foreign.problems.extend(self.problems);
        foreign
    }

    fn refuse(&mut self, line: &str) {
        self.problems.push(Problem::NoRecord {
            record: "A line".to_owned(),
            wrong: "it is none of brat's",
            json: line.into(),
        });
    }

    fn read_links(&mut self, line: &'a str) {
        let name = line.split('\t').next().unwrap_or("");
        if name.starts_with('E') {
            let Some(from) = self.triggers.get(name).copied() else {
                return;
            };
            for (role, to) in arguments(line).skip(1) {
                let role = role.trim_end_matches(|c: char| c.is_ascii_digit());
                self.push_link(name, role, from, to);
            }
            return;
        }
        let role = line.split(['\t', ' ']).nth(1).unwrap_or("");
        let ends: Vec<&str> = arguments(line).map(|(_, target)| target).collect();
        match ends.as_slice() {
            [from, to] => self.push_link(name, role, from, to),
            _ => self.refuse(line),
        }
    }

    fn push_link(&mut self, line: &'a str, role: &'a str, from: &'a str, to: &'a str) {
        let link = ForeignLink {
            link_type: role.into(),
            from: from.into(),
            to: to.into(),
            ..ForeignLink::default()
        };
        self.links.push((line, link));
    }

    /// `* Equiv T1 T2 T3`: each is linked with the first.
    fn read_equal(&mut self, line: &'a str) {
        let mut words = line.split(['\t', ' ']).skip(1);
        let role = words.next().unwrap_or("Equiv");
        if let Some(first) = words.next() {
            for other in words {
                self.push_link("*", role, other, first);
            }
        }
    }

    fn span<'s>(
        &self,
        name: &str,
        spans: &'s mut [ForeignSpan<'a>],
    ) -> Option<&'s mut ForeignSpan<'a>> {
        let at = self.at.get(trigger_of(&self.triggers, name))?;
        spans.get_mut(*at)
    }

    /// `A1 name T1 value`; without a value it is yes.
    fn read_attribute(&mut self, line: &'a str, spans: &mut [ForeignSpan<'a>]) {
        let mut words = line.splitn(4, ['\t', ' ']).skip(1);
        let (Some(name), Some(target)) = (words.next(), words.next()) else {
            return self.refuse(line);
        };
        let value = words.next().unwrap_or("yes");
        match self.span(target, spans) {
            Some(span) => span
                .attributes
                .push((name.into(), Node::Text(value.into()))),
            None => self.refuse(line),
        }
    }

    /// `N1 Reference T1 Wikidata:Q42 John Doe`.
    fn read_reference(&mut self, line: &'a str, spans: &mut [ForeignSpan<'a>]) {
        let mut words = line.split(['\t', ' ']).skip(2);
        let (target, id) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        match self.span(target, spans) {
            Some(span) => span
                .attributes
                .push(("reference".into(), Node::Text(id.into()))),
            None => self.refuse(line),
        }
    }

    /// `#1 AnnotatorNotes T1 words`.
    fn read_comment(&mut self, line: &'a str, spans: &mut [ForeignSpan<'a>]) {
        let mut parts = line.splitn(3, '\t').skip(1);
        let (head, text) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        let (kind, target) = head.split_once(' ').unwrap_or((head, ""));
        if kind != COMMENT {
            if let Some(span) = self.span(target, spans) {
                let note = [span.note.as_ref(), text];
                let note: Vec<&str> = note.into_iter().filter(|text| !text.is_empty()).collect();
                span.note = Cow::Owned(note.join("\n"));
            }
            return;
        }
        let Ok(Node::Object(fields)) = Node::parse(text) else {
            return self.refuse(line);
        };
        let ids = fields.get("links").and_then(Node::as_list).unwrap_or(&[]);
        let ids = ids.iter().filter_map(Node::as_text).map(str::to_owned);
        let of_relation = (target.starts_with('R')).then(|| words_of(&fields, "id").into_owned());
        let links = self.links.iter_mut().filter(|(line, _)| *line == target);
        for ((_, link), id) in links.zip(ids.chain(of_relation)) {
            link.id = Cow::Owned(id);
        }
        if let Some(span) = self.span(target, spans) {
            complete(span, &fields);
        }
    }
}

/// The `T` that a name stands for.
fn trigger_of<'t>(triggers: &BTreeMap<&'t str, &'t str>, name: &'t str) -> &'t str {
    triggers.get(name).copied().unwrap_or(name)
}

/// Takes over what our comment says of a span. Attributes that stand in lines of their own count more: brat may have changed them.
fn complete<'a>(span: &mut ForeignSpan<'a>, fields: &Fields<'a>) {
    let id = words_of(fields, "id");
    if !id.is_empty() {
        span.id = id;
    }
    let mut attributes = attributes_of(fields.get("attributes"));
    attributes.retain(|(name, _)| span.attributes.iter().all(|(known, _)| known != name));
    span.attributes.extend(attributes);
    for name in ["kind", "rule", "score", "reason"] {
        if let Some(node) = fields.get(name) {
            span.origin.push((name, node.clone()));
        }
    }
    span.author = words_of(fields, "author");
    span.created = words_of(fields, "created");
    let note = words_of(fields, "note");
    if !note.is_empty() {
        span.note = note;
    }
}

/// `Role:T1` and so on behind the first tab.
fn arguments(line: &str) -> impl Iterator<Item = (&str, &str)> {
    let rest = line.split_once('\t').map_or("", |(_, rest)| rest);
    rest.split_whitespace()
        .filter_map(|word| word.split_once(':'))
}

/// `T1 Quote 0 4;9 12 words`.
fn read_span(line: &str) -> Option<(&str, ForeignSpan<'_>)> {
    let mut parts = line.splitn(3, '\t');
    let name = parts.next()?;
    let (label, places) = parts.next()?.split_once(' ')?;
    let mut rest = parts.next();
    let numbers: Option<Vec<(u32, u32)>> = places
        .split(';')
        .map(|place| {
            let (start, end) = place.trim().split_once(' ')?;
            Some((start.parse().ok()?, end.parse().ok()?))
        })
        .collect();
    let places = numbers?.into_iter().map(|(start, end)| {
        let mut place = ForeignPlace::at(start, end);
        // Each fragment's words have its length; one blank stands between them.
        let length = end.saturating_sub(start) as usize;
        if let Some(words) = rest.take() {
            let cut = words
                .char_indices()
                .nth(length)
                .map_or(words.len(), |(at, _)| at);
            let (exact, behind) = words.split_at_checked(cut).unwrap_or((words, ""));
            place.exact = Some(exact.into()).filter(|exact: &Cow<'_, str>| !exact.is_empty());
            rest = behind.strip_prefix(' ');
        }
        place
    });
    Some((
        name,
        ForeignSpan {
            id: name.into(),
            label: label.into(),
            places: places.collect(),
            ..ForeignSpan::default()
        },
    ))
}

//! Reads a file of sentences: text with the expected spans in braces, and their values below. `README.md` has the form.

use std::collections::BTreeMap;

use pressmark::annotation::{AttributeKind, Schema};

/// A file of one label's sentences.
pub struct Sheet {
    pub label: String,
    /// Attributes that are judged only where a line states them.
    pub unjudged: Vec<String>,
    pub cases: Vec<Case>,
}

/// A short text and all that should be proposed in it; a trap has nothing.
#[derive(Default)]
pub struct Case {
    /// Where it begins in the file.
    pub line: usize,
    pub published: String,
    pub text: String,
    pub spans: Vec<Expected>,
}

/// A span with its values by attribute or link.
#[derive(Default)]
pub struct Expected {
    /// Bytes of the text.
    pub fragments: Vec<(usize, usize)>,
    pub values: BTreeMap<String, String>,
}

/// Reads a sheet.
pub fn sheet(file: &str) -> Sheet {
    let mut sheet = Sheet {
        label: String::new(),
        unjudged: Vec::new(),
        cases: Vec::new(),
    };
    let mut published = String::new();
    let mut case = Case::default();
    // Spans of the last paragraph that still await their line.
    let mut awaiting = 0..0;
    for (number, line) in file.lines().enumerate() {
        let place = number + 1;
        if let Some(values) = line.strip_prefix("  ") {
            let index = awaiting
                .next()
                .unwrap_or_else(|| panic!("line {place}: no brace opened for these values"));
            case.spans[index].values = parsed(&sheet.label, values, place);
        } else {
            assert!(
                awaiting.is_empty(),
                "line {place}: a span above has no values"
            );
            if let Some(order) = line.strip_prefix("! ") {
                let (name, value) = order.split_once(' ').unwrap();
                match name {
                    "label" => sheet.label = value.to_owned(),
                    "published" => published = value.to_owned(),
                    "unjudged" => {
                        sheet.unjudged.extend(value.split(' ').map(str::to_owned));
                    }
                    _ => panic!("line {place}: no such order: {name}"),
                }
            } else if line.is_empty() {
                finish(&mut sheet, &mut case);
            } else if !line.starts_with('#') {
                if case.text.is_empty() {
                    case.line = place;
                    case.published.clone_from(&published);
                } else {
                    case.text.push_str("\n\n");
                }
                let before = case.spans.len();
                braces(&mut case, line, place);
                awaiting = before..case.spans.len();
            }
        }
    }
    assert!(awaiting.is_empty(), "the last span has no values");
    finish(&mut sheet, &mut case);
    sheet
}

fn finish(sheet: &mut Sheet, case: &mut Case) {
    if !case.text.is_empty() {
        sheet.cases.push(std::mem::take(case));
    }
}

/// Adds a paragraph to the case's text, and its spans.
fn braces(case: &mut Case, line: &str, place: usize) {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let at = case.text.len();
        match character {
            '{' if characters.peek() == Some(&'+') => {
                characters.next();
                open.push((case.spans.len() - 1, at));
            }
            '{' => {
                open.push((case.spans.len(), at));
                case.spans.push(Expected::default());
            }
            '}' => {
                let (index, from) = open
                    .pop()
                    .unwrap_or_else(|| panic!("line {place}: a brace closes that never opened"));
                case.spans[index].fragments.push((from, at));
            }
            _ => case.text.push(character),
        }
    }
    assert!(open.is_empty(), "line {place}: a brace never closes");
}

/// `killed; 12..; victim_type=people` as a map.
fn parsed(label: &str, values: &str, place: usize) -> BTreeMap<String, String> {
    let mut map = BTreeMap::new();
    for part in values.split(';').map(str::trim) {
        if let Some((name, value)) = part.split_once('=') {
            let known = Schema::BUILT_IN.attribute(label, name).is_some()
                || Schema::BUILT_IN.link_type(name, label).is_some();
            assert!(known, "line {place}: {label} has no {name}");
            map.insert(name.to_owned(), value.to_owned());
        } else if part.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            let (least, most) = part.split_once("..").unwrap_or((part, part));
            for (name, value) in [("count_min", least), ("count_max", most)] {
                if !value.is_empty() {
                    map.insert(name.to_owned(), value.to_owned());
                }
            }
        } else {
            let attributes = Schema::BUILT_IN.label(label).unwrap().attributes;
            let name = attributes
                .iter()
                .find(|attribute| choices(attribute.kind).contains(&part))
                .unwrap_or_else(|| panic!("line {place}: {label} knows no «{part}»"))
                .name;
            map.insert(name.to_owned(), part.to_owned());
        }
    }
    map
}

/// The words that an attribute can be.
pub fn choices(kind: AttributeKind) -> &'static [&'static str] {
    match kind {
        AttributeKind::Choice(choices) | AttributeKind::Choices(choices) => choices,
        _ => &[],
    }
}

//! spaCy: one `Doc.to_json` a line, which `Doc.from_json` loads, and the script that makes a `.spacy` file of it.
//!
//! Offsets are code points. Annotations stand in span groups, as they overlap: `sc` (spaCy's own name for what a span
//! categoriser learns) has the accepted ones, `proposed` and `rejected` the others. Every span lies on borders of tokens.

use std::borrow::Cow;

use crate::annotation::State;
use crate::article::{Article, Byte, Extent};
use crate::format::archive::OutFile;
use crate::format::catalog::Outgoing;
use crate::format::facts::{metadata_of, write_facts};
use crate::format::foreign::{Foreign, ForeignPlace, ForeignSpan, spans_of, words_of};
use crate::format::json::{Fields, Layout, Node, Writer};
use crate::format::lines::{each_article_packed, one_a_line};
use crate::format::options::{LabelMap, Options};
use crate::format::project::in_text_order;
use crate::format::words::words;
use crate::format::{Document, ReadError, Unit};

/// The script that goes with the data.
const SCRIPT: &str = include_str!("spacy/to_spacy.py");

pub(crate) fn write(documents: &[Outgoing<'_>], _: &Options) -> Vec<OutFile> {
    vec![
        one_a_line("documents.jsonl", documents, write_document),
        OutFile {
            name: "to_spacy.py".to_owned(),
            bytes: SCRIPT.as_bytes().to_vec(),
        },
    ]
}

fn write_document(document: &Outgoing<'_>) -> String {
    let article = document.article;
    let mut writer = Writer::new(Layout::Compact, article.text().len() * 8);
    let ends = |writer: &mut Writer, extent: Extent| {
        for (name, at) in [("start", extent.start), ("end", extent.end)] {
            writer.key(name);
            writer.whole(Unit::CodePoint.number(at, article.offsets()));
        }
    };
    writer.begin_object();
    writer.text_field("text", article.text());
    writer.key("ents");
    writer.begin_list();
    writer.end_list();
    writer.key("cats");
    writer.begin_object();
    writer.end_object();
    writer.key("tokens");
    writer.begin_list();
    for (n, token) in spacy_tokens(article).iter().enumerate() {
        writer.begin_object();
        writer.key("id");
        writer.whole(Byte::at(n).0);
        ends(&mut writer, token.extent);
        writer.end_object();
    }
    writer.end_list();
    writer.key("spans");
    writer.begin_object();
    for (group, state) in GROUPS {
        let mut spans = in_text_order(document.set)
            .filter(|span| span.state == state)
            .peekable();
        // `sc` is there even without spans, so that a categoriser finds its group.
        if state != State::Accepted && spans.peek().is_none() {
            continue;
        }
        writer.key(group);
        writer.begin_list();
        for span in spans {
            writer.begin_object();
            ends(&mut writer, span.fragments.hull());
            writer.text_field("label", &span.label);
            writer.text_field("kb_id", "");
            writer.end_object();
        }
        writer.end_list();
    }
    writer.end_object();
    // A field that spaCy passes over. Its own place for it, `_`, makes `Doc.from_json` fail where nobody declared the field first.
    writer.key("pressmark");
    writer.begin_object();
    write_facts(&mut writer, document.set.metadata());
    writer.end_object();
    writer.end_object();
    writer.finish()
}

const GROUPS: [(&str, State); 3] = [
    ("sc", State::Accepted),
    ("proposed", State::Proposed),
    ("rejected", State::Rejected),
];

/// A token as spaCy counts them: its text, and whether one blank follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SpacyToken {
    pub(crate) extent: Extent,
    pub(crate) blank: bool,
}

/// Words, and what stands between them: one blank belongs to the word before, other white space is a token.
pub(crate) fn spacy_tokens(article: &Article) -> Vec<SpacyToken> {
    let mut tokens: Vec<SpacyToken> = Vec::new();
    let mut at = Byte(0);
    for word in words(article) {
        between(article, Extent::new(at, word.start), &mut tokens);
        tokens.push(SpacyToken {
            extent: word,
            blank: false,
        });
        at = word.end;
    }
    between(article, Extent::new(at, article.extent().end), &mut tokens);
    tokens
}

fn between(article: &Article, gap: Extent, tokens: &mut Vec<SpacyToken>) {
    let text = article.slice(gap);
    let mut at = gap.start.index();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_space = first.is_whitespace();
        let end = rest.find(|c: char| c.is_whitespace() != is_space);
        let run = end.unwrap_or(rest.len());
        let mut extent = Extent::at(at, at + run);
        if first == ' '
            && let Some(before) = tokens.last_mut()
        {
            before.blank = true;
            extent.start = Byte(extent.start.0 + 1);
        }
        if !extent.is_empty() {
            tokens.push(SpacyToken {
                extent,
                blank: false,
            });
        }
        at += run;
        rest = rest.get(run..).unwrap_or("");
    }
}

pub(crate) fn read(bytes: &[u8], map: &LabelMap) -> Result<Vec<Document>, ReadError> {
    let none = ReadError::Malformed {
        format: "spaCy's JSON",
        wrong: "the archive has no file .jsonl",
        line: None,
    };
    each_article_packed(bytes, ".jsonl", none, |node| read_document(node, map))
}

fn read_document(node: &Node<'_>, map: &LabelMap) -> Result<Document, ReadError> {
    let fields = node.as_object().ok_or(ReadError::NoText)?;
    let own = fields.get("pressmark").and_then(Node::as_object);
    let mut foreign = Foreign {
        text: words_of(fields, "text"),
        unit: Some(Unit::CodePoint),
        unit_stated: true,
        is_ours: own.is_some(),
        metadata: own.map(metadata_of).unwrap_or_default(),
        ..Foreign::default()
    };
    // `entities` is the form that `Example.from_dict` takes: [start, end, label].
    for key in ["ents", "entities"] {
        let read = |_, node: &_| read_span(node, "");
        let spans = spans_of(list(fields.get(key)), &mut foreign.problems, read);
        foreign.spans.extend(spans);
    }
    let groups = fields.get("spans").and_then(Node::as_object);
    for (group, spans) in groups.map_or(&[][..], |groups| &groups.0) {
        let state = match group.as_ref() {
            "proposed" => "proposed",
            "rejected" => "rejected",
            _ => "",
        };
        let read = |_, node: &_| read_span(node, state);
        let spans = spans_of(list(Some(spans)), &mut foreign.problems, read);
        foreign.spans.extend(spans);
    }
    // One order whatever the group, so that spans are numbered as they stand in the text.
    foreign.spans.sort_by_key(|span| {
        let place = span.places.first();
        let start = place.and_then(|place| place.start);
        let end = place.and_then(|place| place.end);
        (start, std::cmp::Reverse(end))
    });
    foreign.settle(map)
}

fn list<'n, 'a>(node: Option<&'n Node<'a>>) -> &'n [Node<'a>] {
    node.and_then(Node::as_list).unwrap_or(&[])
}

fn read_span<'a>(node: &Node<'a>, state: &'static str) -> Option<ForeignSpan<'a>> {
    let (start, end, label) = match node {
        Node::Object(fields) => ends_and_label(fields)?,
        Node::List(parts) => {
            let label = match parts.get(2)? {
                Node::Text(label) => label.clone(),
                _ => return None,
            };
            (parts.first()?.as_whole()?, parts.get(1)?.as_whole()?, label)
        }
        _ => return None,
    };
    Some(ForeignSpan {
        label,
        state: state.into(),
        places: vec![ForeignPlace::at(start, end)],
        ..ForeignSpan::default()
    })
}

fn ends_and_label<'a>(fields: &Fields<'a>) -> Option<(u32, u32, Cow<'a, str>)> {
    Some((
        fields.get("start")?.as_whole()?,
        fields.get("end")?.as_whole()?,
        words_of(fields, "label"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_and_blanks_add_up_to_the_text() {
        for text in [
            " \n one  two\n\nthree, four ",
            "a \u{301}b",
            "👨🏻‍🚒 drive",
            "x",
        ] {
            let article = Article::from_text(text);
            let tokens = spacy_tokens(&article);
            let whole: String = tokens
                .iter()
                .map(|token| {
                    let blank = if token.blank { " " } else { "" };
                    format!("{}{blank}", article.slice(token.extent))
                })
                .collect();
            assert_eq!(whole, text);
        }
    }
}

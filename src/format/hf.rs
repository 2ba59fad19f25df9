//! Hugging Face data sets: a line an article with text, spans, links and speakers, and its words with tags; a list of the
//! tags' names; a data set card.
//!
//! Every line has every field, and attributes are one text of JSON, so that a loader finds one type for each column. Offsets are
//! code points. Tags are one layer: of spans that overlap the accepted one is tagged, then the longer; rejected ones never.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::annotation::{Annotation, AnnotationSet};
use crate::article::{Article, Byte};
use crate::format::archive::OutFile;
use crate::format::attributes::attributes_alone;
use crate::format::catalog::Outgoing;
use crate::format::conll::tagged;
use crate::format::facts::{metadata_of, read_speakers, write_facts, write_speakers};
use crate::format::foreign::{
    Foreign, ForeignLink, ForeignPlace, ForeignSpan, attributes_of, spans_of, words_of,
};
use crate::format::holds::Holds;
use crate::format::json::{Fields, Layout, Node, Writer};
use crate::format::lines::each_article_packed;
use crate::format::options::{LabelMap, Options};
use crate::format::project::{in_text_order, project};
use crate::format::tags::{decode, encode};
use crate::format::words::sentences;
use crate::format::{Document, ReadError, Unit};

/// What tags can say.
const TAGS: Holds = Holds {
    names: false,
    across_sentences: false,
    ..Holds::LEAST
};

pub(crate) fn write(documents: &[Outgoing<'_>], options: &Options) -> Vec<OutFile> {
    let layers: Vec<AnnotationSet> = documents
        .iter()
        .map(|document| project(document.article, document.set, &TAGS, options).0)
        .collect();
    let names = tag_names(&layers, options);
    let mut out = String::new();
    for (document, layer) in documents.iter().zip(&layers) {
        out.push_str(&write_document(document, layer, &names, options));
        out.push('\n');
    }
    let mut list = Writer::new(Layout::Indented, 256);
    list.begin_list();
    for name in &names {
        list.text(name);
    }
    list.end_list();
    let file = |name: &str, text: String| OutFile {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    };
    vec![
        file("train.jsonl", out),
        file("label_names.json", list.finish() + "\n"),
        file("README.md", card(documents.len(), options)),
    ]
}

/// `O` first, then the tags of each label in the order of the scheme.
fn tag_names(layers: &[AnnotationSet], options: &Options) -> Vec<String> {
    let labels: BTreeSet<&str> = layers
        .iter()
        .flat_map(|layer| layer.annotations())
        .map(|span| &*span.label)
        .collect();
    let letters = match options.scheme {
        crate::format::Scheme::Bio | crate::format::Scheme::Iob1 => "BI",
        crate::format::Scheme::Iobes => "BIES",
        crate::format::Scheme::Bilou => "BILU",
    };
    let tags = labels.iter().flat_map(|label| {
        letters
            .chars()
            .map(move |letter| format!("{letter}-{label}"))
    });
    std::iter::once("O".to_owned()).chain(tags).collect()
}

fn card(articles: usize, options: &Options) -> String {
    let size = match articles {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        _ => "n>100K",
    };
    let scheme = options.scheme.as_str().to_uppercase();
    format!(
        "---\nlicense: other\ntask_categories:\n- token-classification\nsize_categories:\n- {size}\n---\n\n\
         # Annotated news articles\n\n\
         {articles} articles, annotated with Pressmark. Say here where the texts come from, who may use them, and who annotated.\n\n\
         ```python\nfrom datasets import load_dataset\nload_dataset(\"json\", data_files=\"train.jsonl\")\n```\n\n\
         - `text`: the article. `spans`: `start` and `end` count Unicode code points, the end is exclusive; a span may have several\n  \
         `fragments`; `state` is proposed, accepted or rejected (rejected suggestions are negatives); `attributes` is JSON.\n\
         - `relations`: `type`, `from` and `to` (ids of spans). `speakers`: persons and bodies; the attribute `speaker_id` names one.\n\
         - `tokens` with `tags` ({scheme}) and `ner_tags` (places in `label_names.json`): one layer. Of spans that overlap the accepted one\n  \
         is tagged, then the longer; rejected ones are not tagged. Spans over several sentences are tagged in each.\n"
    )
}

fn write_document(
    document: &Outgoing<'_>,
    layer: &AnnotationSet,
    names: &[String],
    options: &Options,
) -> String {
    let article = document.article;
    let mut writer = Writer::new(Layout::Compact, article.text().len() * 8);
    writer.begin_object();
    write_facts(&mut writer, document.set.metadata());
    writer.text_field("text", article.text());
    writer.key("spans");
    writer.begin_list();
    for span in in_text_order(document.set) {
        write_span(&mut writer, article, span);
    }
    writer.end_list();
    writer.key("relations");
    writer.begin_list();
    for link in document.set.links() {
        writer.begin_object();
        writer.text_field("id", link.id.as_str());
        writer.text_field("type", &link.link_type);
        writer.text_field("from", link.from.as_str());
        writer.text_field("to", link.to.as_str());
        writer.text_field("state", link.state.as_str());
        writer.end_object();
    }
    writer.end_list();
    write_speakers(&mut writer, document.set);
    writer.key("paragraph_kinds");
    writer.begin_list();
    for overrule in document.set.overrules() {
        writer.begin_object();
        writer.key("paragraph");
        writer.whole(Byte::at(overrule.paragraph).0);
        writer.text_field("kind", overrule.kind.as_str());
        writer.end_object();
    }
    writer.end_list();
    let (mut tokens, mut tags) = (Vec::new(), Vec::new());
    let sentences = sentences(article);
    let tagged = tagged(layer, &sentences);
    for (sentence, tagged) in sentences.into_iter().zip(tagged) {
        tags.extend(encode(&tagged, sentence.len(), options.scheme));
        tokens.extend(sentence.into_iter().map(|word| article.slice(word)));
    }
    writer.key("tokens");
    writer.begin_list();
    for token in tokens {
        writer.text(token);
    }
    writer.end_list();
    writer.key("tags");
    writer.begin_list();
    for tag in &tags {
        writer.text(tag);
    }
    writer.end_list();
    writer.key("ner_tags");
    writer.begin_list();
    for tag in &tags {
        let at = names.iter().position(|name| name == tag);
        writer.whole(Byte::at(at.unwrap_or_default()).0);
    }
    writer.end_list();
    writer.end_object();
    writer.finish()
}

fn write_span(writer: &mut Writer, article: &Article, span: &Annotation) {
    let ends = |writer: &mut Writer, extent: crate::article::Extent| {
        writer.key("start");
        writer.whole(Unit::CodePoint.number(extent.start, article.offsets()));
        writer.key("end");
        writer.whole(Unit::CodePoint.number(extent.end, article.offsets()));
    };
    writer.begin_object();
    writer.text_field("id", span.id.as_str());
    ends(writer, span.fragments.hull());
    writer.text_field("label", &span.label);
    writer.key("fragments");
    writer.begin_list();
    for extent in span.fragments.iter() {
        writer.begin_object();
        ends(writer, extent);
        writer.text_field("text", article.slice(extent));
        writer.end_object();
    }
    writer.end_list();
    writer.text_field("state", span.state.as_str());
    writer.text_field("attributes", &attributes_alone(&span.attributes));
    writer.text_field("origin", span.origin.kind.as_str());
    writer.text_field("rule", &span.origin.rule);
    writer.key("score");
    match span.origin.score {
        Some(score) => writer.number(score),
        None => writer.null(),
    }
    for (name, value) in [
        ("reason", &span.origin.reason),
        ("author", &span.author),
        ("created", &span.created),
        ("note", &span.note),
    ] {
        writer.text_field(name, value);
    }
    writer.end_object();
}

pub(crate) fn read(bytes: &[u8], map: &LabelMap) -> Result<Vec<Document>, ReadError> {
    let none = malformed("the archive has no file .jsonl with articles");
    each_article_packed(bytes, ".jsonl", none, |node| read_document(node, map))
}

fn malformed(wrong: &'static str) -> ReadError {
    ReadError::Malformed {
        format: "a data set for Hugging Face",
        wrong,
        line: None,
    }
}

fn read_document(node: &Node<'_>, map: &LabelMap) -> Result<Document, ReadError> {
    let fields = node.as_object().ok_or(ReadError::NoText)?;
    let list = |key| fields.get(key).and_then(Node::as_list);
    let Some(spans) = list("spans") else {
        return read_tokens(fields, map);
    };
    let links = list("relations").unwrap_or(&[]).iter();
    let kinds = list("paragraph_kinds").unwrap_or(&[]).iter();
    let mut problems = Vec::new();
    let foreign = Foreign {
        text: words_of(fields, "text"),
        unit: Some(Unit::CodePoint),
        is_ours: list("paragraph_kinds").is_some(),
        metadata: metadata_of(fields),
        kinds: kinds
            .filter_map(|kind| {
                let fields = kind.as_object()?;
                Some((
                    fields.get("paragraph")?.as_whole()?,
                    words_of(fields, "kind"),
                ))
            })
            .collect(),
        speakers: read_speakers(list("speakers")),
        spans: spans_of(spans, &mut problems, |_, node| {
            Some(read_span(node.as_object()?))
        }),
        links: links
            .filter_map(|link| {
                let fields = link.as_object()?;
                Some(ForeignLink {
                    id: words_of(fields, "id"),
                    link_type: words_of(fields, "type"),
                    from: words_of(fields, "from"),
                    to: words_of(fields, "to"),
                    state: words_of(fields, "state"),
                })
            })
            .collect(),
        problems,
        ..Foreign::default()
    };
    foreign.settle(map)
}

fn read_span<'a>(fields: &Fields<'a>) -> ForeignSpan<'a> {
    let place = |fields: &Fields<'a>| ForeignPlace {
        start: fields.get("start").and_then(Node::as_whole),
        end: fields.get("end").and_then(Node::as_whole),
        exact: Some(words_of(fields, "text")).filter(|words| !words.is_empty()),
        ..ForeignPlace::default()
    };
    let fragments = fields.get("fragments").and_then(Node::as_list);
    let fragments = fragments.unwrap_or(&[]).iter().filter_map(Node::as_object);
    let mut places: Vec<ForeignPlace<'a>> = fragments.map(place).collect();
    if places.is_empty() {
        places.push(place(fields));
    }
    let attributes = match fields.get("attributes") {
        Some(Node::Text(json)) => match serde_json::from_str::<Value>(json) {
            Ok(value) => attributes_of(Some(&Node::from_value(value))),
            Err(_) => Vec::new(),
        },
        node => attributes_of(node),
    };
    let mut origin = Vec::new();
    for (name, field) in [
        ("origin", "kind"),
        ("rule", "rule"),
        ("score", "score"),
        ("reason", "reason"),
    ] {
        if let Some(node) = fields.get(name).filter(|node| **node != Node::Null) {
            origin.push((field, node.clone()));
        }
    }
    ForeignSpan {
        id: words_of(fields, "id"),
        label: words_of(fields, "label"),
        state: words_of(fields, "state"),
        places,
        attributes,
        origin,
        author: words_of(fields, "author"),
        created: words_of(fields, "created"),
        note: words_of(fields, "note"),
    }
}

/// The form that others write: words with tags and nothing else. The words get one blank between them.
fn read_tokens(fields: &Fields<'_>, map: &LabelMap) -> Result<Document, ReadError> {
    let texts = |key| {
        let list = fields.get(key).and_then(Node::as_list)?;
        list.iter()
            .map(Node::as_text)
            .collect::<Option<Vec<&str>>>()
    };
    let words = texts("tokens").ok_or(malformed("it has neither «spans» nor «tokens»"))?;
    let tags = texts("tags").or_else(|| texts("ner_tags"));
    let tags = tags.ok_or(malformed(
        "its tags are numbers or missing; «tags» with names such as B-PER are needed",
    ))?;
    if tags.len() != words.len() {
        return Err(malformed("it has not as many tags as words"));
    }
    let mut starts = Vec::with_capacity(words.len());
    let mut length = 0;
    for word in &words {
        starts.push(length);
        length += Byte::at(word.chars().count()).0 + 1;
    }
    let spans = decode(tags).into_iter().filter_map(|tagged| {
        let last = tagged.words.end - 1;
        let end = starts.get(last)? + Byte::at(words.get(last)?.chars().count()).0;
        let mut place = ForeignPlace::at(*starts.get(tagged.words.start)?, end);
        place.exact = Some(words.get(tagged.words)?.join(" ").into());
        Some(ForeignSpan {
            label: tagged.label.into(),
            places: vec![place],
            ..ForeignSpan::default()
        })
    });
    let foreign = Foreign {
        text: words.join(" ").into(),
        unit: Some(Unit::CodePoint),
        metadata: metadata_of(fields),
        spans: spans.collect(),
        ..Foreign::default()
    };
    foreign.settle(map)
}

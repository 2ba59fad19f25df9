//! Writing the native record.

use std::cmp::Reverse;

use serde_json::Value;

use crate::annotation::{Annotation, AnnotationSet, Extra, Fragments, Link, Origin, Speaker, Was};
use crate::article::{Article, Byte, Extent};
use crate::format::attributes::write_attributes;
use crate::format::json::{Layout, Writer};
use crate::format::native::{VERSION, known};

/// How many code points before and behind a fragment are kept with it: enough to tell look-alikes apart.
const CONTEXT: usize = 32;

/// The article and its annotations as one line of JSON, without a line break.
///
/// Spans stand in the order of the text, the longer first where two start together; speakers and links by id. Offsets
/// are code points.
#[must_use]
pub fn write(article: &Article, set: &AnnotationSet) -> String {
    let mut pen = Pen::new(article, set, Layout::Compact);
    pen.record(set);
    pen.writer.finish()
}

/// As [`write()`], laid out for a person to read: one field a line, small records on one.
#[must_use]
pub fn write_pretty(article: &Article, set: &AnnotationSet) -> String {
    let mut pen = Pen::new(article, set, Layout::Indented);
    pen.record(set);
    let mut out = pen.writer.finish();
    out.push('\n');
    out
}

/// Many articles as JSON Lines: each as [`write()`] does it, with a line break behind it.
pub fn write_lines<'a>(
    documents: impl IntoIterator<Item = (&'a Article, &'a AnnotationSet)>,
) -> String {
    let mut out = String::new();
    for (article, set) in documents {
        out.push_str(&write(article, set));
        out.push('\n');
    }
    out
}

struct Pen<'a> {
    writer: Writer,
    article: &'a Article,
}

impl<'a> Pen<'a> {
    fn new(article: &'a Article, set: &AnnotationSet, layout: Layout) -> Pen<'a> {
        let records = set.annotations().len() * 420 + set.links().len() * 80;
        let records = match layout {
            Layout::Compact => records,
            Layout::Indented => records * 3 / 2,
        };
        let capacity = article.text().len() * 11 / 10 + records + set.speakers().len() * 120 + 1024;
        Pen {
            writer: Writer::new(layout, capacity),
            article,
        }
    }

    fn record(&mut self, set: &AnnotationSet) {
        self.writer.begin_object();
        self.writer.text_field("format", "pressmark");
        self.writer.key("version");
        self.writer.whole(VERSION);
        self.writer.text_field("offset_unit", "codepoint");
        self.document(set);
        self.writer.key("speakers");
        self.writer.begin_list();
        for speaker in set.speakers() {
            self.writer.inline(|writer| write_speaker(writer, speaker));
        }
        self.writer.end_list();
        self.writer.key("spans");
        self.writer.begin_list();
        let mut annotations: Vec<&Annotation> = set.annotations().map(AsRef::as_ref).collect();
        annotations.sort_by_key(|a| (a.fragments.start(), Reverse(a.fragments.end()), &a.id));
        for annotation in annotations {
            self.span(annotation);
        }
        self.writer.end_list();
        self.writer.key("links");
        self.writer.begin_list();
        for link in set.links() {
            self.writer.inline(|writer| write_link(writer, link));
        }
        self.writer.end_list();
        self.writer
            .other_fields(&set.metadata().record_extra, known::RECORD);
        self.writer.end_object();
    }

    fn document(&mut self, set: &AnnotationSet) {
        let metadata = set.metadata();
        self.writer.key("document");
        self.writer.begin_object();
        self.writer.text_field("id", &metadata.id);
        self.writer.text_field("title", &metadata.title);
        self.writer.text_field("url", &metadata.url);
        self.writer.text_field("published", &metadata.published);
        self.writer.text_field("lang", &metadata.lang);
        self.writer.text_field("text", self.article.text());
        self.writer.text_field("sha256", self.article.sha256());
        if set.overrules().len() > 0 {
            self.writer.key("paragraph_kinds");
            self.writer.inline(|writer| {
                writer.begin_list();
                for overrule in set.overrules() {
                    writer.begin_object();
                    writer.key("paragraph");
                    writer.whole(u32::try_from(overrule.paragraph).unwrap_or(u32::MAX));
                    writer.text_field("kind", overrule.kind.as_str());
                    writer.end_object();
                }
                writer.end_list();
            });
        }
        self.writer.other_fields(&metadata.extra, known::DOCUMENT);
        self.writer.end_object();
    }

    fn span(&mut self, a: &Annotation) {
        let article = self.article;
        self.writer.begin_object();
        self.writer.text_field("id", a.id.as_str());
        self.writer.text_field("label", &a.label);
        self.writer.text_field("state", a.state.as_str());
        self.writer.key("attributes");
        self.writer.inline(|writer| {
            writer.begin_object();
            write_attributes(writer, &a.attributes);
            if let Some(Value::Object(unfit)) = a.extra.get("attributes") {
                let names: Vec<&str> = a.attributes.keys().map(AsRef::as_ref).collect();
                writer.other_fields(unfit, &names);
            }
            writer.end_object();
        });
        self.writer.key("fragments");
        self.writer.begin_list();
        let others = fragment_extras(&a.extra, &a.fragments);
        for (n, extent) in a.fragments.iter().enumerate() {
            let others = others.get(n).and_then(Value::as_object);
            self.writer
                .inline(|writer| write_fragment(writer, article, extent, others));
        }
        self.writer.end_list();
        self.writer.key("origin");
        self.writer
            .inline(|writer| write_origin(writer, article, &a.origin, &a.extra));
        self.writer.text_field("author", &a.author);
        self.writer.text_field("created", &a.created);
        self.writer.text_field("note", &a.note);
        self.writer.other_fields(&a.extra, known::SPAN);
        self.writer.end_object();
    }
}

/// What a file had in its fragments beside the known fields; nothing once the fragments are others.
fn fragment_extras<'e>(extra: &'e Extra, fragments: &Fragments) -> &'e [Value] {
    match extra.get("fragments") {
        Some(Value::Array(others)) if others.len() == fragments.as_slice().len() => others,
        _ => &[],
    }
}

fn write_fragment(writer: &mut Writer, article: &Article, extent: Extent, others: Option<&Extra>) {
    let text = article.text();
    let before = text.get(..extent.start.index()).unwrap_or("");
    let behind = text.get(extent.end.index()..).unwrap_or("");
    let prefix = before.char_indices().rev().take(CONTEXT).last();
    let suffix = behind.char_indices().nth(CONTEXT);
    writer.begin_object();
    write_ends(writer, article, extent);
    let prefix = prefix.and_then(|(at, _)| before.get(at..)).unwrap_or("");
    writer.text_field("prefix", prefix);
    let suffix = suffix.map_or(Some(behind), |(at, _)| behind.get(..at));
    writer.text_field("suffix", suffix.unwrap_or(""));
    if let Some(others) = others {
        writer.other_fields(others, known::FRAGMENT);
    }
    writer.end_object();
}

fn write_ends(writer: &mut Writer, article: &Article, extent: Extent) {
    let codepoint = |at: Byte| {
        let offsets = article.offsets();
        let found = offsets.to_codepoint(at);
        let found = found.or_else(|| offsets.to_codepoint(offsets.grapheme_floor(at)));
        found.unwrap_or_default().0
    };
    writer.key("start");
    writer.whole(codepoint(extent.start));
    writer.key("end");
    writer.whole(codepoint(extent.end));
    writer.text_field("exact", article.slice(extent));
}

fn write_origin(writer: &mut Writer, article: &Article, origin: &Origin, extra: &Extra) {
    writer.begin_object();
    writer.text_field("kind", origin.kind.as_str());
    if !origin.rule.is_empty() {
        writer.text_field("rule", &origin.rule);
    }
    if let Some(score) = origin.score.filter(|score| score.is_finite()) {
        writer.key("score");
        writer.number(score);
    }
    if !origin.reason.is_empty() {
        writer.text_field("reason", &origin.reason);
    }
    if let Some(was) = &origin.was {
        writer.key("was");
        write_was(writer, article, was);
    }
    if let Some(Value::Object(others)) = extra.get("origin") {
        writer.other_fields(others, known::ORIGIN);
    }
    writer.end_object();
}

fn write_was(writer: &mut Writer, article: &Article, was: &Was) {
    writer.begin_object();
    writer.text_field("label", &was.label);
    writer.key("attributes");
    writer.begin_object();
    write_attributes(writer, &was.attributes);
    writer.end_object();
    writer.key("fragments");
    writer.begin_list();
    for extent in was.fragments.iter() {
        write_fragment(writer, article, extent, None);
    }
    writer.end_list();
    writer.end_object();
}

fn write_speaker(writer: &mut Writer, speaker: &Speaker) {
    writer.begin_object();
    writer.text_field("id", speaker.id.as_str());
    writer.text_field("name", &speaker.name);
    writer.text_field("role", &speaker.role);
    writer.text_field("affiliation", &speaker.affiliation);
    writer.text_field("same_as", &speaker.same_as);
    writer.other_fields(&speaker.extra, known::SPEAKER);
    writer.end_object();
}

fn write_link(writer: &mut Writer, link: &Link) {
    writer.begin_object();
    writer.text_field("id", link.id.as_str());
    writer.text_field("type", &link.link_type);
    writer.text_field("from", link.from.as_str());
    writer.text_field("to", link.to.as_str());
    writer.text_field("state", link.state.as_str());
    writer.other_fields(&link.extra, known::LINK);
    writer.end_object();
}

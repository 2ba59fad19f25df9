//! The journal's entries as text: what was done to an article since it was last written as a whole.
//!
//! In comes an [`Entry`]; out comes one line of JSON, and the other way round. Offsets are code points, as in the
//! native record. Both sides of an edit are kept: the one before in full, of the one after only what differs, and of
//! either only what is not the default; the article's text is not repeated. So an entry of ten thousand edits stays
//! small, and replaying one applies exactly the edits that were made. Unlike a file, an entry is read as a whole or not at all.
//!
//! It never knows where entries are stored, nor when.

use std::rc::Rc;

use crate::annotation::{
    Annotation, Edit, Extra, Fragments, Id, Link, Metadata, Origin, OriginKind, Overrule, Place,
    Record, Speaker, State, Was,
};
use crate::article::{Article, Byte, CodePoint, Extent, ParagraphKind};
use crate::format::ReadError;
use crate::format::attributes::{read_attributes, write_attributes};
use crate::format::json::{Fields, Layout, Node, Writer};

/// The version of the entries written here. Every version up to it can be read.
const VERSION: u32 = 1;

/// One line of the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its number: one more than the entry's before it.
    pub seq: u32,
    /// When it was made: RFC 3339, UTC, as handed in.
    pub at: Rc<str>,
    /// What was done.
    pub action: Action,
}

/// What was done to an article.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A step of the person: applied, and one step of undo.
    Do {
        /// What it was, for «Undo: …».
        title: Rc<str>,
        /// Its edits, in the order they were applied.
        edits: Rc<[Edit]>,
        /// Where the person was before it.
        before: Place,
        /// Where it left them.
        after: Place,
    },
    /// The last step was taken back.
    Undo,
    /// The step taken back last was done again.
    Redo,
    /// A batch of suggestions: applied, and no step of undo.
    Engine {
        /// Its edits, in the order they were applied.
        edits: Rc<[Edit]>,
    },
}

/// Writes an entry as one line of JSON, without a line break.
///
/// Edits without sides are left out: they change nothing.
#[must_use]
pub fn write_entry(entry: &Entry, article: &Article) -> String {
    let edits: &[Edit] = match &entry.action {
        Action::Do { edits, .. } | Action::Engine { edits } => edits,
        Action::Undo | Action::Redo => &[],
    };
    let mut writer = Writer::new(Layout::Compact, 160 + edits.len() * 200);
    let mut pen = Pen {
        writer: &mut writer,
        article,
    };
    pen.entry(entry);
    writer.finish()
}

/// Reads an entry written by [`write_entry`] for the same text.
///
/// # Errors
/// [`ReadError::CutShort`] and [`ReadError::NotJson`] for what is no whole JSON, [`ReadError::NewerVersion`] for an
/// entry of a later Pressmark, [`ReadError::BadEntry`] for anything else that is not an entry for this text.
pub fn read_entry(text: &str, article: &Article) -> Result<Entry, ReadError> {
    let node = Node::parse(text)?;
    let fields = node.as_object().ok_or(bad("it is not an object"))?;
    let version = fields.get("journal").and_then(Node::as_whole);
    let version = version.ok_or(bad("it has no version"))?;
    if version > VERSION {
        return Err(ReadError::NewerVersion {
            found: version,
            known: VERSION,
        });
    }
    let seq = fields.get("seq").and_then(Node::as_whole);
    let action = match fields.text("action") {
        Some("do") => Action::Do {
            title: text_of(fields, "title", ""),
            edits: read_edits(fields, article)?,
            before: read_place(fields.get("before"), article)?,
            after: read_place(fields.get("after"), article)?,
        },
        Some("undo") => Action::Undo,
        Some("redo") => Action::Redo,
        Some("engine") => Action::Engine {
            edits: read_edits(fields, article)?,
        },
        _ => return Err(bad("its action is unknown")),
    };
    Ok(Entry {
        seq: seq.ok_or(bad("it has no number"))?,
        at: text_of(fields, "at", ""),
        action,
    })
}

fn bad(wrong: &'static str) -> ReadError {
    ReadError::BadEntry { wrong }
}

/// A writer that knows which text the offsets belong to.
struct Pen<'w, 'a> {
    writer: &'w mut Writer,
    article: &'a Article,
}

impl Pen<'_, '_> {
    fn entry(&mut self, entry: &Entry) {
        self.writer.begin_object();
        self.writer.key("journal");
        self.writer.whole(VERSION);
        self.writer.key("seq");
        self.writer.whole(entry.seq);
        self.text("at", &entry.at, "");
        match &entry.action {
            Action::Do {
                title,
                edits,
                before,
                after,
            } => {
                self.writer.text_field("action", "do");
                self.text("title", title, "");
                self.edits(edits);
                self.place("before", before);
                self.place("after", after);
            }
            Action::Undo => self.writer.text_field("action", "undo"),
            Action::Redo => self.writer.text_field("action", "redo"),
            Action::Engine { edits } => {
                self.writer.text_field("action", "engine");
                self.edits(edits);
            }
        }
        self.writer.end_object();
    }

    fn place(&mut self, key: &str, place: &Place) {
        self.writer.key(key);
        self.writer.begin_list();
        self.offset(place.caret);
        self.offset(place.anchor);
        if let Some(id) = &place.selected {
            self.writer.text(id.as_str());
        }
        self.writer.end_list();
    }

    /// `[kind, before, after]`, one for each edit.
    fn edits(&mut self, edits: &[Edit]) {
        self.writer.key("edits");
        self.writer.begin_list();
        for edit in edits {
            let Some(one) = edit.before.as_ref().or(edit.after.as_ref()) else {
                continue;
            };
            self.writer.begin_list();
            self.writer.text(match one {
                Record::Annotation(_) => "span",
                Record::Link(_) => "link",
                Record::Speaker(_) => "speaker",
                Record::Overrule(_) => "paragraph",
                Record::Metadata(_) => "document",
            });
            match &edit.before {
                Some(before) => self.record(before, None),
                None => self.writer.null(),
            }
            match &edit.after {
                Some(after) => self.record(after, edit.before.as_ref()),
                None => self.writer.null(),
            }
            self.writer.end_list();
        }
        self.writer.end_list();
    }

    /// The fields in which the record differs from `base`, or from an empty record.
    fn record(&mut self, record: &Record, base: Option<&Record>) {
        self.writer.begin_object();
        match (record, base) {
            (Record::Annotation(a), Some(Record::Annotation(base))) => self.annotation(a, base),
            (Record::Annotation(a), _) => {
                self.annotation(a, &empty_annotation(a.fragments.clone()))
            }
            (Record::Link(l), Some(Record::Link(base))) => self.link(l, base),
            (Record::Link(l), _) => self.link(l, &empty_link()),
            (Record::Speaker(s), Some(Record::Speaker(base))) => self.speaker(s, base),
            (Record::Speaker(s), _) => self.speaker(s, &empty_speaker()),
            (Record::Overrule(o), _) => {
                self.writer.key("paragraph");
                self.writer
                    .whole(u32::try_from(o.paragraph).unwrap_or(u32::MAX));
                self.writer.text_field("kind", o.kind.as_str());
            }
            (Record::Metadata(m), Some(Record::Metadata(base))) => self.metadata(m, base),
            (Record::Metadata(m), _) => self.metadata(m, &Metadata::default()),
        }
        self.writer.end_object();
    }

    fn annotation(&mut self, a: &Annotation, base: &Annotation) {
        self.text("id", a.id.as_str(), base.id.as_str());
        self.text("label", &a.label, &base.label);
        self.text("state", a.state.as_str(), base.state.as_str());
        if a.fragments != base.fragments || base.id.as_str().is_empty() {
            self.fragments(&a.fragments);
        }
        if a.attributes != base.attributes {
            self.writer.key("attributes");
            self.writer.begin_object();
            write_attributes(self.writer, &a.attributes);
            self.writer.end_object();
        }
        if a.origin != base.origin {
            self.origin(&a.origin);
        }
        self.text("author", &a.author, &base.author);
        self.text("created", &a.created, &base.created);
        self.text("note", &a.note, &base.note);
        self.extra("extra", &a.extra, &base.extra);
    }

    fn fragments(&mut self, fragments: &Fragments) {
        self.writer.key("fragments");
        self.writer.begin_list();
        for extent in fragments.iter() {
            self.offset(extent.start);
            self.offset(extent.end);
        }
        self.writer.end_list();
    }

    fn origin(&mut self, origin: &Origin) {
        self.writer.key("origin");
        self.writer.begin_object();
        self.writer.text_field("kind", origin.kind.as_str());
        self.text("rule", &origin.rule, "");
        if let Some(score) = origin.score.filter(|score| score.is_finite()) {
            self.writer.key("score");
            self.writer.number(score);
        }
        self.text("reason", &origin.reason, "");
        if let Some(was) = &origin.was {
            self.writer.key("was");
            self.writer.begin_object();
            self.writer.text_field("label", &was.label);
            self.fragments(&was.fragments);
            self.writer.key("attributes");
            self.writer.begin_object();
            write_attributes(self.writer, &was.attributes);
            self.writer.end_object();
            self.writer.end_object();
        }
        self.writer.end_object();
    }

    fn link(&mut self, link: &Link, base: &Link) {
        self.text("id", link.id.as_str(), base.id.as_str());
        self.text("type", &link.link_type, &base.link_type);
        self.text("from", link.from.as_str(), base.from.as_str());
        self.text("to", link.to.as_str(), base.to.as_str());
        self.text("state", link.state.as_str(), base.state.as_str());
        self.extra("extra", &link.extra, &base.extra);
    }

    fn speaker(&mut self, speaker: &Speaker, base: &Speaker) {
        self.text("id", speaker.id.as_str(), base.id.as_str());
        self.text("name", &speaker.name, &base.name);
        self.text("role", &speaker.role, &base.role);
        self.text("affiliation", &speaker.affiliation, &base.affiliation);
        self.text("same_as", &speaker.same_as, &base.same_as);
        self.extra("extra", &speaker.extra, &base.extra);
    }

    fn metadata(&mut self, metadata: &Metadata, base: &Metadata) {
        self.text("id", &metadata.id, &base.id);
        self.text("title", &metadata.title, &base.title);
        self.text("url", &metadata.url, &base.url);
        self.text("published", &metadata.published, &base.published);
        self.text("lang", &metadata.lang, &base.lang);
        self.extra("extra", &metadata.extra, &base.extra);
        self.extra("record_extra", &metadata.record_extra, &base.record_extra);
    }

    fn text(&mut self, key: &str, text: &str, base: &str) {
        if text != base {
            self.writer.text_field(key, text);
        }
    }

    fn extra(&mut self, key: &str, extra: &Extra, base: &Extra) {
        if extra != base {
            self.writer.key(key);
            self.writer.begin_object();
            self.writer.other_fields(extra, &[]);
            self.writer.end_object();
        }
    }

    fn offset(&mut self, at: Byte) {
        let offsets = self.article.offsets();
        let found = offsets.to_codepoint(at);
        let found = found.or_else(|| offsets.to_codepoint(offsets.grapheme_floor(at)));
        self.writer.whole(found.unwrap_or_default().0);
    }
}

/// What a record is compared with when it stands alone.
fn empty_annotation(fragments: Fragments) -> Annotation {
    Annotation {
        id: Id::from(""),
        label: "".into(),
        state: State::Proposed,
        fragments,
        attributes: Default::default(),
        origin: Origin::manual(),
        author: "".into(),
        created: "".into(),
        note: "".into(),
        extra: Extra::new(),
    }
}

fn empty_link() -> Link {
    Link {
        id: Id::from(""),
        link_type: "".into(),
        from: Id::from(""),
        to: Id::from(""),
        state: State::Proposed,
        extra: Extra::new(),
    }
}

fn empty_speaker() -> Speaker {
    Speaker {
        id: Id::from(""),
        name: "".into(),
        role: "".into(),
        affiliation: "".into(),
        same_as: "".into(),
        extra: Extra::new(),
    }
}

fn read_edits(fields: &Fields<'_>, article: &Article) -> Result<Rc<[Edit]>, ReadError> {
    let edits = fields.get("edits").and_then(Node::as_list);
    let edits = edits.ok_or(bad("it has no edits"))?;
    edits.iter().map(|edit| read_edit(edit, article)).collect()
}

fn read_edit(node: &Node<'_>, article: &Article) -> Result<Edit, ReadError> {
    let Some([kind, before, after]) = node.as_list() else {
        return Err(bad("an edit has not three parts"));
    };
    let kind = kind.as_text().unwrap_or("");
    let side = |node: &Node<'_>, base: Option<&Record>| match node {
        Node::Null => Ok(None),
        Node::Object(fields) => read_record(kind, fields, base, article).map(Some),
        _ => Err(bad("a side of an edit is no record")),
    };
    let before = side(before, None)?;
    let after = side(after, before.as_ref())?;
    Ok(Edit { before, after })
}

fn read_record(
    kind: &str,
    fields: &Fields<'_>,
    base: Option<&Record>,
    article: &Article,
) -> Result<Record, ReadError> {
    Ok(match (kind, base) {
        ("span", Some(Record::Annotation(base))) => {
            Record::Annotation(Rc::new(read_annotation(fields, base, article)?))
        }
        ("span", _) => {
            let fragments = fields.get("fragments").ok_or(bad("a span has no extent"))?;
            let empty = empty_annotation(read_fragments(fragments, article)?);
            Record::Annotation(Rc::new(read_annotation(fields, &empty, article)?))
        }
        ("link", Some(Record::Link(base))) => Record::Link(Rc::new(read_link(fields, base)?)),
        ("link", _) => Record::Link(Rc::new(read_link(fields, &empty_link())?)),
        ("speaker", Some(Record::Speaker(base))) => {
            Record::Speaker(Rc::new(read_speaker(fields, base)))
        }
        ("speaker", _) => Record::Speaker(Rc::new(read_speaker(fields, &empty_speaker()))),
        ("paragraph", _) => Record::Overrule(Rc::new(read_overrule(fields)?)),
        ("document", Some(Record::Metadata(base))) => {
            Record::Metadata(Rc::new(read_metadata(fields, base)))
        }
        ("document", _) => Record::Metadata(Rc::new(read_metadata(fields, &Metadata::default()))),
        _ => return Err(bad("an edit is about an unknown kind of record")),
    })
}

fn read_annotation(
    fields: &Fields<'_>,
    base: &Annotation,
    article: &Article,
) -> Result<Annotation, ReadError> {
    let attributes = fields.get("attributes").and_then(Node::as_object);
    let origin = fields.get("origin").and_then(Node::as_object);
    Ok(Annotation {
        id: id_of(fields, "id", &base.id),
        label: text_of(fields, "label", &base.label),
        state: state_of(fields, base.state)?,
        fragments: match fields.get("fragments") {
            Some(node) => read_fragments(node, article)?,
            None => base.fragments.clone(),
        },
        attributes: match attributes {
            Some(attributes) => read_attributes(attributes).0,
            None => base.attributes.clone(),
        },
        origin: match origin {
            Some(origin) => read_origin(origin, article)?,
            None => base.origin.clone(),
        },
        author: text_of(fields, "author", &base.author),
        created: text_of(fields, "created", &base.created),
        note: text_of(fields, "note", &base.note),
        extra: extra_of(fields, "extra", &base.extra),
    })
}

fn read_origin(fields: &Fields<'_>, article: &Article) -> Result<Origin, ReadError> {
    let kind = fields.text("kind").and_then(OriginKind::parse);
    let was = match fields.get("was").and_then(Node::as_object) {
        None => None,
        Some(was) => {
            let fragments = was.get("fragments").ok_or(bad("a span has no extent"))?;
            let attributes = was.get("attributes").and_then(Node::as_object);
            Some(Rc::new(Was {
                label: text_of(was, "label", ""),
                fragments: read_fragments(fragments, article)?,
                attributes: attributes.map_or_else(Default::default, |a| read_attributes(a).0),
            }))
        }
    };
    Ok(Origin {
        kind: kind.ok_or(bad("an origin is of an unknown kind"))?,
        rule: text_of(fields, "rule", ""),
        score: fields.get("score").and_then(Node::as_number),
        reason: text_of(fields, "reason", ""),
        was,
    })
}

fn read_fragments(node: &Node<'_>, article: &Article) -> Result<Fragments, ReadError> {
    let wrong = || bad("an extent is not in the text");
    let ends = node.as_list().ok_or_else(wrong)?;
    let (pairs, []) = ends.as_chunks::<2>() else {
        return Err(wrong());
    };
    let extents = pairs.iter().map(|[start, end]| {
        let (start, end) = (read_offset(start, article)?, read_offset(end, article)?);
        (start < end).then_some(Extent { start, end })
    });
    let extents: Option<Vec<Extent>> = extents.collect();
    Fragments::new(extents.ok_or_else(wrong)?).map_err(|_| wrong())
}

fn read_place(node: Option<&Node<'_>>, article: &Article) -> Result<Place, ReadError> {
    let Some([caret, anchor, selected @ ..]) = node.and_then(Node::as_list) else {
        return Err(bad("it does not say where the person was"));
    };
    let offset = |node| read_offset(node, article).ok_or(bad("a place is not in the text"));
    Ok(Place {
        caret: offset(caret)?,
        anchor: offset(anchor)?,
        selected: selected.first().and_then(Node::as_text).map(Id::from),
    })
}

fn read_offset(node: &Node<'_>, article: &Article) -> Option<Byte> {
    article
        .offsets()
        .from_codepoint(CodePoint(node.as_whole()?))
}

fn read_link(fields: &Fields<'_>, base: &Link) -> Result<Link, ReadError> {
    Ok(Link {
        id: id_of(fields, "id", &base.id),
        link_type: text_of(fields, "type", &base.link_type),
        from: id_of(fields, "from", &base.from),
        to: id_of(fields, "to", &base.to),
        state: state_of(fields, base.state)?,
        extra: extra_of(fields, "extra", &base.extra),
    })
}

fn read_speaker(fields: &Fields<'_>, base: &Speaker) -> Speaker {
    Speaker {
        id: id_of(fields, "id", &base.id),
        name: text_of(fields, "name", &base.name),
        role: text_of(fields, "role", &base.role),
        affiliation: text_of(fields, "affiliation", &base.affiliation),
        same_as: text_of(fields, "same_as", &base.same_as),
        extra: extra_of(fields, "extra", &base.extra),
    }
}

fn read_overrule(fields: &Fields<'_>) -> Result<Overrule, ReadError> {
    let paragraph = fields.get("paragraph").and_then(Node::as_whole);
    let kind = fields.text("kind").and_then(ParagraphKind::parse);
    match (paragraph, kind) {
        (Some(paragraph), Some(kind)) => Ok(Overrule {
            paragraph: paragraph as usize,
            kind,
        }),
        _ => Err(bad("a paragraph's kind is unknown")),
    }
}

fn read_metadata(fields: &Fields<'_>, base: &Metadata) -> Metadata {
    Metadata {
        id: text_of(fields, "id", &base.id),
        title: text_of(fields, "title", &base.title),
        url: text_of(fields, "url", &base.url),
        published: text_of(fields, "published", &base.published),
        lang: text_of(fields, "lang", &base.lang),
        extra: extra_of(fields, "extra", &base.extra),
        record_extra: extra_of(fields, "record_extra", &base.record_extra),
    }
}

fn text_of(fields: &Fields<'_>, key: &str, base: &str) -> Rc<str> {
    Rc::from(fields.text(key).unwrap_or(base))
}

fn id_of(fields: &Fields<'_>, key: &str, base: &Id) -> Id {
    fields.text(key).map_or_else(|| base.clone(), Id::from)
}

fn state_of(fields: &Fields<'_>, base: State) -> Result<State, ReadError> {
    match fields.text("state") {
        Some(state) => State::parse(state).ok_or(bad("a state is unknown")),
        None => Ok(base),
    }
}

fn extra_of(fields: &Fields<'_>, key: &str, base: &Extra) -> Extra {
    let extra = fields.get(key).and_then(Node::as_object);
    extra.map_or_else(|| base.clone(), |extra| extra.others(&[]))
}

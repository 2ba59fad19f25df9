//! The records that a set holds: annotations, links, speakers, the article's metadata, overruled paragraphs.
//!
//! Records are values: a change makes a new one, and an [`Edit`](crate::annotation::Edit) holds both. Fields that a
//! file had and this version does not know ride along in [`Extra`].

use std::fmt;
use std::rc::Rc;

use crate::annotation::attribute::{AttributeValue, Attributes};
use crate::annotation::id::Id;
use crate::annotation::span::Fragments;
use crate::article::ParagraphKind;

/// Fields of a file that this version does not know, kept as they were.
pub type Extra = serde_json::Map<String, serde_json::Value>;

/// What the person has decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum State {
    /// Suggested, not decided.
    #[default]
    Proposed,
    /// Right, as it was or mended.
    Accepted,
    /// Wrong. Kept: it leaves as a negative example.
    Rejected,
}

impl State {
    /// All states, in the order of a review.
    pub const ALL: [State; 3] = [State::Proposed, State::Accepted, State::Rejected];

    /// The name in files: `proposed`, `accepted`, `rejected`.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Proposed => "proposed",
            State::Accepted => "accepted",
            State::Rejected => "rejected",
        }
    }

    /// The state of that name in files.
    pub fn parse(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Who made an annotation first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OriginKind {
    /// The engine.
    Suggested,
    /// The person.
    Manual,
    /// A file.
    Imported,
}

impl OriginKind {
    /// The name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            OriginKind::Suggested => "suggested",
            OriginKind::Manual => "manual",
            OriginKind::Imported => "imported",
        }
    }

    /// The kind of that name in files.
    pub fn parse(name: &str) -> Option<OriginKind> {
        [
            OriginKind::Suggested,
            OriginKind::Manual,
            OriginKind::Imported,
        ]
        .into_iter()
        .find(|k| k.as_str() == name)
    }
}

/// Where an annotation comes from and why it is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// Who made it.
    pub kind: OriginKind,
    /// The rule that proposed it, or empty.
    pub rule: Rc<str>,
    /// The share of suggestions like this that are right, 0 to 1.
    pub score: Option<f64>,
    /// Why it was proposed, in a sentence.
    pub reason: Rc<str>,
    /// What was proposed, if the person mended it since.
    pub was: Option<Rc<Was>>,
}

impl Origin {
    /// Made by the person.
    pub fn manual() -> Self {
        Origin {
            kind: OriginKind::Manual,
            rule: "".into(),
            score: None,
            reason: "".into(),
            was: None,
        }
    }
}

/// A suggestion as the engine made it.
#[derive(Clone, Debug, PartialEq)]
pub struct Was {
    /// The label proposed.
    pub label: Rc<str>,
    /// The extent proposed.
    pub fragments: Fragments,
    /// The attributes proposed.
    pub attributes: Attributes,
}

/// A labelled span.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    /// Its name.
    pub id: Id,
    /// A label of the schema; a file's own labels are kept.
    pub label: Rc<str>,
    /// What was decided.
    pub state: State,
    /// Where it lies, in bytes of the article's text, on grapheme boundaries.
    pub fragments: Fragments,
    /// Values by name; one that is missing has its default.
    pub attributes: Attributes,
    /// Who made it, and why.
    pub origin: Origin,
    /// Who decided, as handed in; may be empty.
    pub author: Rc<str>,
    /// When it was made: RFC 3339, UTC, as handed in; may be empty.
    pub created: Rc<str>,
    /// The person's note.
    pub note: Rc<str>,
    /// Unknown fields of a file.
    pub extra: Extra,
}

impl Annotation {
    /// The text of an attribute, or `""`.
    pub fn text_of(&self, attribute: &str) -> &str {
        self.attributes
            .get(attribute)
            .and_then(AttributeValue::as_text)
            .unwrap_or("")
    }

    /// The registry entry a speaker's mention points at.
    pub fn speaker_id(&self) -> Option<Id> {
        let id = self.text_of("speaker_id");
        (!id.is_empty()).then(|| Id::from(id))
    }

    /// Remembers the suggestion as it was, before the person mends it. Later mends keep the first.
    pub fn remember(&mut self) {
        if self.origin.kind == OriginKind::Suggested && self.origin.was.is_none() {
            self.origin.was = Some(Rc::new(Was {
                label: self.label.clone(),
                fragments: self.fragments.clone(),
                attributes: self.attributes.clone(),
            }));
        }
    }
}

/// A typed arrow between two annotations.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its name.
    pub id: Id,
    /// A link type of the schema: `source`, `cue`, …
    pub link_type: Rc<str>,
    /// The annotation it starts from.
    pub from: Id,
    /// The annotation it points to.
    pub to: Id,
    /// What was decided.
    pub state: State,
    /// Unknown fields of a file.
    pub extra: Extra,
}

/// A person or body in the speaker registry.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// Its name in files.
    pub id: Id,
    /// «Jane Roe».
    pub name: Rc<str>,
    /// «minister».
    pub role: Rc<str>,
    /// «Ministry of Transport».
    pub affiliation: Rc<str>,
    /// An address that says who it is, for example a Wikidata page.
    pub same_as: Rc<str>,
    /// Unknown fields of a file.
    pub extra: Extra,
}

/// What is known of the article beside its text.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Metadata {
    /// The document's id in files. Never edited.
    pub id: Rc<str>,
    /// The headline, or what the person calls it.
    pub title: Rc<str>,
    /// Where it was published.
    pub url: Rc<str>,
    /// The day: `YYYY-MM-DD`, or empty.
    pub published: Rc<str>,
    /// A BCP 47 tag, or empty.
    pub lang: Rc<str>,
    /// Unknown fields of the file's `document`.
    pub extra: Extra,
    /// Unknown fields at the top of the file.
    pub record_extra: Extra,
}

/// A paragraph whose kind the person has set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overrule {
    /// The paragraph's index in the article.
    pub paragraph: usize,
    /// What it is.
    pub kind: ParagraphKind,
}

/// Any record, as an edit holds it.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// A labelled span.
    Annotation(Rc<Annotation>),
    /// An arrow.
    Link(Rc<Link>),
    /// A registry entry.
    Speaker(Rc<Speaker>),
    /// An overruled paragraph.
    Overrule(Rc<Overrule>),
    /// The metadata; always there, so never added or removed.
    Metadata(Rc<Metadata>),
}

/// Which record: two records of one id are two states of the same thing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordId {
    /// An annotation by id.
    Annotation(Id),
    /// A link by id.
    Link(Id),
    /// A speaker by id.
    Speaker(Id),
    /// A paragraph by index.
    Overrule(usize),
    /// The article's metadata.
    Metadata,
}

impl Record {
    /// Which record it is.
    pub fn id(&self) -> RecordId {
        match self {
            Record::Annotation(a) => RecordId::Annotation(a.id.clone()),
            Record::Link(l) => RecordId::Link(l.id.clone()),
            Record::Speaker(s) => RecordId::Speaker(s.id.clone()),
            Record::Overrule(o) => RecordId::Overrule(o.paragraph),
            Record::Metadata(_) => RecordId::Metadata,
        }
    }
}

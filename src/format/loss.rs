//! What an export cannot carry: counted by kind, and each with where it is.
//!
//! A loss is no failure. It is worked out before anything is written, so that a person can see it and choose otherwise.

use crate::format::json::{Layout, Writer};

/// So many places of one kind are kept; the count goes on.
const PLACES: usize = 1000;

/// Why something does not leave as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LossKind {
    /// Spans of a label that was not chosen.
    Label,
    /// Spans of a state that was not chosen.
    State,
    /// Rejected suggestions, where the format has no room for negatives.
    Rejected,
    /// Spans that overlap others.
    Overlap,
    /// Spans of several fragments.
    Broken,
    /// Spans over several sentences.
    Sentences,
    /// Spans over several lines.
    Lines,
    /// Spans that begin or end inside a word or at white space.
    Words,
    /// Proposed spans that count as accepted.
    Decided,
    /// Labels and link types with other signs than letters, digits, `_` and `-`.
    Name,
    /// Attributes of a span.
    Attributes,
    /// Who or which rule made a span.
    Origin,
    /// A person's note.
    Note,
    /// Who decided, and when.
    Author,
    /// The id of a span.
    Id,
    /// Links.
    Link,
    /// The id of a link, or whether it is accepted.
    LinkState,
    /// Entries of the speaker registry.
    Speaker,
    /// Facts about the article.
    Metadata,
    /// Kinds of paragraphs that a person has set.
    ParagraphKind,
    /// Fields of another program's file, which only Pressmark's own format keeps.
    OtherFields,
    /// The white space of the text.
    Text,
}

impl LossKind {
    /// All kinds, the gravest first.
    pub const ALL: [LossKind; 22] = [
        LossKind::Label,
        LossKind::State,
        LossKind::Rejected,
        LossKind::Overlap,
        LossKind::Broken,
        LossKind::Sentences,
        LossKind::Lines,
        LossKind::Words,
        LossKind::Decided,
        LossKind::Name,
        LossKind::Attributes,
        LossKind::Origin,
        LossKind::Note,
        LossKind::Author,
        LossKind::Id,
        LossKind::Link,
        LossKind::LinkState,
        LossKind::Speaker,
        LossKind::Metadata,
        LossKind::ParagraphKind,
        LossKind::OtherFields,
        LossKind::Text,
    ];

    /// A short name for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            LossKind::Label => "label",
            LossKind::State => "state",
            LossKind::Rejected => "rejected",
            LossKind::Overlap => "overlap",
            LossKind::Broken => "broken",
            LossKind::Sentences => "sentences",
            LossKind::Lines => "lines",
            LossKind::Words => "words",
            LossKind::Decided => "decided",
            LossKind::Name => "name",
            LossKind::Attributes => "attributes",
            LossKind::Origin => "origin",
            LossKind::Note => "note",
            LossKind::Author => "author",
            LossKind::Id => "id",
            LossKind::Link => "link",
            LossKind::LinkState => "link_state",
            LossKind::Speaker => "speaker",
            LossKind::Metadata => "metadata",
            LossKind::ParagraphKind => "paragraph_kind",
            LossKind::OtherFields => "other_fields",
            LossKind::Text => "text",
        }
    }

    /// What happens to them.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            LossKind::Label => "spans are left out, as their label was not chosen",
            LossKind::State => "spans are left out, as their state was not chosen",
            LossKind::Rejected => "rejected spans are left out",
            LossKind::Overlap => "spans are left out, as they overlap others",
            LossKind::Broken => "broken spans leave as one span for each fragment",
            LossKind::Sentences => "spans over several sentences leave as one span for each",
            LossKind::Lines => "spans over several lines leave broken at the ends of lines",
            LossKind::Words => "spans are fitted to whole words, or left out where they hold none",
            LossKind::Decided => "proposed spans leave as if they were accepted",
            LossKind::Name => "records leave with _ for signs that a name there can't have",
            LossKind::Attributes => "spans leave without their attributes",
            LossKind::Origin => "spans leave without who made them and why",
            LossKind::Note => "spans leave without their note",
            LossKind::Author => "spans leave without who decided, and when",
            LossKind::Id => "spans are numbered anew",
            LossKind::Link => "links are left out",
            LossKind::LinkState => "links leave without their id and state",
            LossKind::Speaker => "speakers of the registry are left out",
            LossKind::Metadata => {
                "articles leave without their id, title, address, day or language"
            }
            LossKind::ParagraphKind => "paragraphs leave without the kind that was set",
            LossKind::OtherFields => "records leave without fields of other programs",
            LossKind::Text => "articles leave without their white space",
        }
    }
}

/// Where something is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LossPlace {
    /// The article's id.
    pub document: String,
    /// The record's id; empty for the article itself.
    pub record: String,
    /// Where it starts in the text, in code points, if it lies in the text.
    pub start: Option<u32>,
    /// Its first words.
    pub words: String,
}

/// What an export does not carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    items: Vec<LossItem>,
}

/// All losses of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LossItem {
    /// The kind.
    pub kind: LossKind,
    /// How many.
    pub count: usize,
    /// Where, the first thousand.
    pub places: Vec<LossPlace>,
}

impl Loss {
    /// The kinds that occur, the gravest first.
    #[must_use]
    pub fn items(&self) -> &[LossItem] {
        &self.items
    }

    /// Whether everything leaves.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// How many of one kind.
    #[must_use]
    pub fn count(&self, kind: LossKind) -> usize {
        let item = self.items.iter().find(|item| item.kind == kind);
        item.map_or(0, |item| item.count)
    }

    pub(crate) fn add(&mut self, kind: LossKind, place: LossPlace) {
        let item = self.item(kind);
        item.count += 1;
        if item.places.len() < PLACES {
            item.places.push(place);
        }
    }

    /// Adds what another export loses.
    pub fn join(&mut self, other: Loss) {
        for other in other.items {
            let item = self.item(other.kind);
            item.count += other.count;
            let room = PLACES.saturating_sub(item.places.len());
            item.places.extend(other.places.into_iter().take(room));
        }
    }

    fn item(&mut self, kind: LossKind) -> &mut LossItem {
        let at = self.items.partition_point(|item| item.kind < kind);
        if self.items.get(at).is_none_or(|item| item.kind != kind) {
            let item = LossItem {
                kind,
                count: 0,
                places: Vec::new(),
            };
            self.items.insert(at, item);
        }
        // It is there now; the fallback is for the compiler.
        let at = at.min(self.items.len().saturating_sub(1));
        #[expect(clippy::indexing_slicing, reason = "it was put there just now")]
        &mut self.items[at]
    }

    /// One line a kind, with their number: «spans are left out, as they overlap others: 3».
    pub fn sentences(&self) -> impl Iterator<Item = String> + '_ {
        self.items
            .iter()
            .map(|item| format!("{}: {}", item.kind.says(), item.count))
    }

    /// The report as JSON, for `--loss` and for programs.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut writer = Writer::new(Layout::Indented, 1024);
        writer.begin_object();
        writer.key("losses");
        writer.begin_list();
        for item in &self.items {
            writer.begin_object();
            writer.text_field("kind", item.kind.code());
            writer.key("count");
            writer.whole(u32::try_from(item.count).unwrap_or(u32::MAX));
            writer.text_field("what", item.kind.says());
            writer.key("places");
            writer.begin_list();
            for place in &item.places {
                writer.inline(|writer| {
                    writer.begin_object();
                    writer.text_field("document", &place.document);
                    writer.text_field("record", &place.record);
                    if let Some(start) = place.start {
                        writer.key("start");
                        writer.whole(start);
                    }
                    writer.text_field("words", &place.words);
                    writer.end_object();
                });
            }
            writer.end_list();
            writer.end_object();
        }
        writer.end_list();
        writer.end_object();
        let mut json = writer.finish();
        json.push('\n');
        json
    }
}

//! The workbench as plain data: what the page draws, without HTML.

use std::rc::Rc;

use crate::annotation::{Attribute, AttributeValue, Id, LinkType, OriginKind, State};
use crate::article::{Article, Byte, Extent, ParagraphKind};

/// One paragraph as it is drawn. Runs are disjoint, in order, and their texts add up to the paragraph's.
#[derive(Clone, Debug)]
pub struct ParagraphView {
    /// The article it belongs to.
    pub article: Rc<Article>,
    /// Its index in the article.
    pub index: usize,
    /// Its number in the margin: body paragraphs count from 1.
    pub number: Option<u32>,
    /// What it is.
    pub kind: ParagraphKind,
    /// Whether the person has set its kind.
    pub overruled: bool,
    /// Its text, without the line breaks that follow.
    pub extent: Extent,
    /// The line breaks that follow it.
    pub gap: Extent,
    /// Stretches with the marks over them.
    pub runs: Vec<Run>,
    /// What the margin says beside it, as much as there is room for.
    pub notes: Vec<MarginNote>,
    /// How many notes more there would be.
    pub more_notes: usize,
}

impl ParagraphView {
    /// Underlines below one another, at most: more would touch the next line of text. What overlaps more shares the
    /// last lane.
    pub const LANES: u8 = 4;
    /// Notes beside one paragraph, at most: more would push the paragraphs apart.
    pub const NOTES: usize = 12;
}

/// A stretch of text over which the same marks lie.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Where it lies.
    pub extent: Extent,
    /// The marks over it, outermost first; none for plain text.
    pub marks: Vec<Mark>,
}

/// One annotation's share of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The annotation.
    pub id: Id,
    /// Its label, which is the class in the styles.
    pub label: Rc<str>,
    /// What was decided. Rejected ones are drawn only while they are shown.
    pub state: State,
    /// Whether it is the selected annotation.
    pub selected: bool,
    /// Whether the span's first fragment starts with this run (the raised letter stands here).
    pub starts: bool,
    /// Whether a fragment starts with this run.
    pub opens: bool,
    /// Whether a fragment ends with this run.
    pub closes: bool,
    /// The lane of its underline, 0 nearest to the text; overlapping marks have different ones.
    pub lane: u8,
}

/// A line in the margin: who said it, who was hurt, what is promised.
#[derive(Clone, Debug, PartialEq)]
pub struct MarginNote {
    /// The annotation it selects.
    pub id: Id,
    /// Its label.
    pub label: Rc<str>,
    /// What was decided.
    pub state: State,
    /// Whether it is the selected annotation.
    pub selected: bool,
    /// «Ned Price», «killed».
    pub strong: String,
    /// «said», «> 200», «by Friday».
    pub faint: String,
}

/// What is selected in the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// The extents that a label key would tag; empty if only a caret is there.
    pub fragments: Vec<Extent>,
    /// The fixed end of the last fragment.
    pub anchor: Byte,
    /// The caret.
    pub caret: Byte,
}

/// What is under way.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Mode {
    /// Nothing.
    #[default]
    Reading,
    /// A link from this annotation: its target is looked for.
    Linking(Id),
}

/// The selected annotation in full.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The annotation.
    pub id: Id,
    /// Its label.
    pub label: Rc<str>,
    /// The label's name on the page.
    pub title: Rc<str>,
    /// The label's letter.
    pub letter: char,
    /// What was decided.
    pub state: State,
    /// How often suggestions like this are right, 0 to 1.
    pub score: Option<f64>,
    /// Who made it.
    pub origin: OriginKind,
    /// The rule that proposed it, or empty.
    pub rule: Rc<str>,
    /// What that rule looks for, or empty.
    pub looks_for: &'static str,
    /// Why it was proposed, or empty.
    pub reason: Rc<str>,
    /// What it was before it was mended, in words, or empty.
    pub was: String,
    /// The words of each fragment.
    pub fragments: Vec<String>,
    /// For each link type of the label, its links.
    pub links: Vec<(LinkType, Vec<CardLink>)>,
    /// Links that lead here: «speaker of …».
    pub links_here: Vec<CardLink>,
    /// The attributes of the label, in order.
    pub attributes: Vec<CardAttribute>,
    /// For a mention: the registry entry.
    pub speaker: Option<SpeakerView>,
    /// The person's note.
    pub note: Rc<str>,
    /// Where it stands among all annotations that the filter shows, from 1, and of how many.
    pub position: (usize, usize),
}

/// A link as a chip on the card.
#[derive(Clone, Debug, PartialEq)]
pub struct CardLink {
    /// The link.
    pub id: Id,
    /// The link type's name on the page.
    pub title: &'static str,
    /// The annotation at its other end.
    pub other: Id,
    /// That annotation's label.
    pub label: Rc<str>,
    /// That annotation's words, or the speaker's name.
    pub words: String,
    /// What was decided of the link.
    pub state: State,
}

/// An attribute with its value on the card.
#[derive(Clone, Debug, PartialEq)]
pub struct CardAttribute {
    /// What it can be.
    pub attribute: Attribute,
    /// Its value; nothing: not set, and has no default.
    pub value: Option<AttributeValue>,
    /// Whether the value is the default, not set by anyone.
    pub is_default: bool,
}

/// An entry of the speaker registry.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerView {
    /// The entry.
    pub id: Id,
    /// «Jane Roe».
    pub name: Rc<str>,
    /// «minister».
    pub role: Rc<str>,
    /// «Ministry of Transport».
    pub affiliation: Rc<str>,
    /// An address.
    pub same_as: Rc<str>,
    /// How many mentions point at it, rejected ones left out.
    pub mentions: usize,
    /// How many quotes have it as their source, rejected ones left out.
    pub quotes: usize,
}

/// One line of the list of annotations.
#[derive(Clone, Debug, PartialEq)]
pub struct ListItem {
    /// The annotation.
    pub id: Id,
    /// Its label.
    pub label: Rc<str>,
    /// The label's letter.
    pub letter: char,
    /// What was decided.
    pub state: State,
    /// Its first words, fragments joined by « … ».
    pub words: Rc<str>,
    /// How often suggestions like this are right, 0 to 1.
    pub score: Option<f64>,
    /// The speaker, the figure, the actor.
    pub aside: Rc<str>,
}

/// A possible target while a link is made.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkTarget {
    /// An annotation, or a registry entry (then it links to the entry's nearest mention).
    pub id: Id,
    /// Whether `id` is a registry entry.
    pub is_speaker: bool,
    /// The link type that would be made.
    pub link: LinkType,
    /// What stands in the list: a name or the words.
    pub words: String,
}

/// A link drawn beside the text while one of its ends is selected or hovered.
#[derive(Clone, Debug, PartialEq)]
pub struct Arc {
    /// The link type's name on the page.
    pub title: &'static str,
    /// Where it starts.
    pub from: Id,
    /// Where it points.
    pub to: Id,
    /// The first and the last fragment of the one, then of the other.
    pub ends: [(Extent, Extent); 2],
    /// The label at its far end, for its colour.
    pub label: Rc<str>,
    /// What was decided.
    pub state: State,
}

/// Which annotations the list shows and next and previous go through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Words that the annotation's text, speaker or note must hold, in any case; empty: all.
    pub words: Rc<str>,
    /// Only this label.
    pub label: Option<Rc<str>>,
    /// Only this state. Nothing: proposed and accepted, and rejected ones if they are shown.
    pub state: Option<State>,
    /// Only this speaker: its mentions and what is linked to them.
    pub speaker: Option<Id>,
    /// Whether rejected annotations are drawn in the text and listed.
    pub show_rejected: bool,
}

/// How far the review is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Annotations that were decided or made by the person.
    pub reviewed: usize,
    /// All annotations.
    pub total: usize,
}

/// How many annotations there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// For each label of the schema, in its order, and after them the file's own: name, proposed, accepted, rejected.
    pub labels: Vec<(Rc<str>, [usize; 3])>,
}

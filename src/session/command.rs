//! What a person can mean.

use std::rc::Rc;

use crate::annotation::{AttributeValue, Batch, Id};
use crate::article::{Byte, ParagraphKind};
use crate::session::view::Filter;

/// One thing the person (or, for [`Command::Suggest`], the engine) wants done. Whole in itself: what it applies to is
/// the session's selection, or named in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    // Going through the annotations
    /// Select the next proposal after the place; after the last comes the first.
    NextProposal,
    /// Select the proposal before the place.
    PreviousProposal,
    /// Select the next annotation of any state that the filter shows.
    NextAnnotation,
    /// Select the annotation before.
    PreviousAnnotation,
    /// Select this annotation and bring it into view.
    Select(Id),

    // Deciding
    /// Accept the selected annotation with its proposed links, cue and speakers; then select the next proposal.
    Accept,
    /// Reject the selected annotation, its links, and its cue where nothing else uses it; then select the next proposal.
    Reject,
    /// Make a decided annotation a proposal again.
    Restore,
    /// Accept every proposal of a label (of all labels if none is named) that scores at least this, in one step.
    AcceptAll {
        /// The label, or all.
        label: Option<Rc<str>>,
        /// 0 to 1.
        score: f64,
    },

    // Caret and selection
    /// A click: the caret goes there, and the innermost span there is selected; again there: the next one around it.
    /// While a link is made: link to the span there.
    ClickAt(Byte),
    /// Put the caret there; used for lines, whose place only the page knows.
    PlaceCaret(Byte, Extend),
    /// Move the caret.
    MoveCaret(Motion, Extend),
    /// Select text as the pointer did, from a fixed end to the caret.
    SelectText {
        /// Where it began.
        anchor: Byte,
        /// Where it ended.
        caret: Byte,
        /// To words or to the letter.
        snap: Snap,
        /// Keep what was selected, as another fragment of the coming span.
        extend: Extend,
    },
    /// Select the sentence at the caret; again: the next one too.
    SelectSentence,
    /// Select the paragraph at the caret; again: the next one too.
    SelectParagraph,
    /// Let go step by step: the gesture under way, the selected text, the selected annotation, the filter.
    LetGo,

    // Tagging and mending
    /// Tag the selected text with a label; without selected text, change the label of the selected annotation.
    Label(Rc<str>),
    /// Add the selected text to the selected annotation as a fragment.
    AddFragment,
    /// Take a fragment out of an annotation; the last one stays.
    RemoveFragment(Id, usize),
    /// Move an end of the selected annotation by keys.
    MoveEnd(End, Direction, Unit),
    /// Put an end of an annotation's fragment to a place, as the pointer did.
    DragEnd {
        /// The annotation.
        id: Id,
        /// The index of the fragment.
        fragment: usize,
        /// Which end.
        end: End,
        /// Where to.
        to: Byte,
        /// To words or to the letter.
        snap: Snap,
    },
    /// Propose the selected annotation's label for every other occurrence of its words.
    TagAllLike,
    /// Remove the selected annotation and its links.
    Delete,
    /// Set an attribute of an annotation; nothing: back to its default.
    SetAttribute {
        /// The annotation.
        id: Id,
        /// The attribute's name.
        name: Rc<str>,
        /// The value.
        value: Option<AttributeValue>,
    },
    /// Set an annotation's note.
    SetNote(Id, Rc<str>),

    // Links
    /// Start a link from the selected annotation, or end that without one.
    StartLink,
    /// Link the annotation the link was started from to this one; the type follows from the labels.
    LinkTo(Id),
    /// Link the annotation to a registry entry: to its mention that is nearest.
    LinkToSpeaker(Id),
    /// Remove one link.
    Unlink(Id),
    /// Remove all links that start from the selected annotation.
    UnlinkAll,

    // The speaker registry
    /// Make an entry, and point the selected mention at it if a mention is selected.
    AddSpeaker(Rc<str>),
    /// Change an entry's words.
    EditSpeaker {
        /// The entry.
        id: Id,
        /// «Jane Roe».
        name: Rc<str>,
        /// «minister».
        role: Rc<str>,
        /// «Ministry of Transport».
        affiliation: Rc<str>,
        /// An address.
        same_as: Rc<str>,
    },
    /// Make two entries one: every mention of the first points at the second.
    MergeSpeakers {
        /// The entry that goes.
        from: Id,
        /// The entry that stays.
        into: Id,
    },
    /// Remove an entry; its mentions point at nobody.
    RemoveSpeaker(Id),
    /// Point a mention at an entry, or at nobody.
    AssignSpeaker {
        /// The mention.
        mention: Id,
        /// The entry.
        speaker: Option<Id>,
    },

    // The article
    /// Change what is known of the article.
    SetMetadata {
        /// Its title.
        title: Rc<str>,
        /// Its address.
        url: Rc<str>,
        /// Its day, `YYYY-MM-DD` or empty.
        published: Rc<str>,
        /// Its language, or empty.
        lang: Rc<str>,
    },
    /// Say what a paragraph is, against what was recognised; nothing: as recognised.
    Overrule(usize, Option<ParagraphKind>),

    // Views
    /// Show only some annotations in the list; next and previous go by it too.
    SetFilter(Filter),

    // History
    /// Take back the last step.
    Undo,
    /// Do the last undone step again.
    Redo,

    // The engine
    /// Take in suggestions. No undo step: it is not something the person did.
    Suggest(Batch),
}

/// How far the caret goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// By words or characters.
    By(Unit, Way),
    /// To the start or end of the sentence; again: of the next.
    Sentence(Way),
    /// To the start of the paragraph before or after.
    Paragraph(Way),
    /// To the start or end of the article.
    Article(Way),
}

/// Towards the start or the end of the text. Logical, not left and right: right-to-left text has them swapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the start.
    Back,
    /// Towards the end.
    On,
}

/// Whether a caret or selection command keeps what is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extend {
    /// It starts anew.
    No,
    /// The selection grows or shrinks (Shift); for [`Command::SelectText`]: one more fragment (Ctrl/⌘).
    Yes,
}

/// How a pointer's selection is made exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Snap {
    /// To whole words, spaces trimmed.
    Words,
    /// To the letters chosen (Alt).
    Graphemes,
}

/// Words or characters (graphemes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A word.
    Word,
    /// A grapheme.
    Character,
}

/// An end of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its start.
    Start,
    /// Its end.
    End,
}

/// Where an end moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The span grows.
    Outwards,
    /// The span shrinks.
    Inwards,
}

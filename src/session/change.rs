//! What a command did, and why one was refused.

use std::rc::Rc;

use thiserror::Error;

use crate::annotation::{Conflict, Id};
use crate::article::Byte;
use crate::format::Action;
use crate::session::keys::KeyMap;

/// What the page has to do after a command. Views that did not change keep their `Rc`s.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// What the journal must hold before the page may say «saved»; nothing if nothing is to be stored.
    pub journal: Option<Action>,
    /// The paragraphs whose views were replaced, ascending.
    pub paragraphs: Vec<usize>,
    /// What a screen reader says; empty for silence.
    pub say: String,
    /// What to bring into view.
    pub reveal: Option<Reveal>,
    /// Paragraphs that the engine should read (again), as they became text of the article.
    pub ask_engine: Vec<usize>,
}

/// What to bring into view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reveal {
    /// The selected annotation.
    Annotation(Id),
    /// The caret.
    Caret(Byte),
}

/// Why a command makes no sense now. It changed nothing.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Refusal {
    /// It needs a selected annotation.
    #[error("No annotation is selected.")]
    NothingSelected,
    /// A decision goes to the selected annotation, and words are selected now.
    #[error("Words are selected, which are no annotation yet.")]
    WordsSelected,
    /// It needs selected text.
    #[error("No text is selected.")]
    NoText,
    /// What it names is not there (any more).
    #[error("That is not there any more.")]
    Gone,
    /// There are no proposals left.
    #[error("No proposals are left.")]
    NoProposals,
    /// There are some, and the filter hides them.
    #[error("No proposals are left among those that the filter shows.")]
    NoneShown,
    /// A link needs an annotation to go to.
    #[error("There is no annotation here.")]
    NothingThere,
    /// The list is empty.
    #[error("No annotation matches the filter.")]
    NoAnnotations,
    /// Nothing to undo or redo.
    #[error("There is nothing to {0}.")]
    NoStep(&'static str),
    /// An end would pass the other end.
    #[error("The {label} would be empty.")]
    Empty {
        /// The label's name on the page.
        label: Rc<str>,
    },
    /// An end would leave the article.
    #[error("The text ends here.")]
    EndOfText,
    /// The labels cannot be linked.
    #[error("A {from} cannot be linked to a {to}.")]
    NoSuchLink {
        /// Label of the annotation the link starts from.
        from: Rc<str>,
        /// Label of the target.
        to: Rc<str>,
    },
    /// The label has no links at all.
    #[error("A {0} has no links.")]
    NoLinks(Rc<str>),
    /// The link is there already.
    #[error("They are linked already.")]
    LinkedAlready,
    /// The same label lies on the same text already.
    #[error("This text is a {0} already.")]
    TaggedAlready(Rc<str>),
    /// No other occurrence.
    #[error("These words stand nowhere else untagged.")]
    NoOthers,
    /// A value does not fit.
    #[error("{0}.")]
    Attribute(#[from] crate::annotation::AttributeError),
    /// A registry entry without a mention that a link could lead to.
    #[error("{0} is mentioned nowhere in the text.")]
    NoMention(Rc<str>),
    /// A speaker needs a name.
    #[error("A speaker needs a name.")]
    NoName,
    /// A day that is none.
    #[error("«{0}» is not a day such as 2026-11-24.")]
    NotADay(Rc<str>),
    /// A merge of one with itself.
    #[error("These are one speaker already.")]
    SameSpeaker,
    /// The command changes nothing.
    #[error("It is so already.")]
    Idle,
    /// The record was changed in another tab.
    #[error("{0}.")]
    Conflict(#[from] Conflict),
}

impl Refusal {
    /// The way out, in a sentence that names the keys as they are now; or empty.
    pub fn hint(&self, keys: &KeyMap) -> String {
        let key = |command: &str| keys.shown(command).into_iter().next();
        let by_key = |command: &str, what: &str, else_say: &str| {
            key(command).map_or_else(|| else_say.to_owned(), |key| format!("Press {key} {what}"))
        };
        match self {
            Refusal::NothingSelected => by_key(
                "next_proposal",
                "for the next proposal, or click a mark.",
                "Click a mark, or pick one in the list.",
            ),
            Refusal::WordsSelected => by_key(
                "let_go",
                "to let them go, or a label’s key to tag them.",
                "Click somewhere to let them go, or press a label to tag them.",
            ),
            Refusal::NoText => {
                "Drag over words, or hold Shift and press the arrow keys.".to_owned()
            }
            Refusal::NoProposals => by_key(
                "next_annotation",
                "to go through all annotations.",
                "Pick an annotation in the list.",
            ),
            Refusal::NoneShown | Refusal::NoAnnotations => by_key(
                "let_go",
                "until the filter is clear.",
                "Choose «Show all» above the list.",
            ),
            Refusal::NothingThere => by_key(
                "let_go",
                "to make no link, or click a mark.",
                "Click a mark, or type a name.",
            ),
            Refusal::NoLinks(_) => {
                "Start from a quote, a casualty, a commitment or a claim.".to_owned()
            }
            Refusal::NoSuchLink { .. } => "The card shows which links there are.".to_owned(),
            Refusal::NoMention(_) => by_key(
                "label_speaker",
                "on the words that name the speaker first.",
                "Tag the words that name the speaker first.",
            ),
            Refusal::Conflict(_) => {
                "Look at it as it is now, and make your change again if it is still wanted."
                    .to_owned()
            }
            _ => String::new(),
        }
    }
}

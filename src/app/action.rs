//! What the person can ask of the shell: all that concerns the page as a whole, not the article's annotations.

use std::rc::Rc;

use web_sys::File;

use crate::app::theme::Theme;

/// One wish. The root carries it out.
#[derive(Clone, Debug, PartialEq)]
pub enum ShellAction {
    /// Show the start screen, with an empty box.
    ShowStart,
    /// Open an article by id.
    Open(Rc<str>),
    /// Delete an article by id; a message offers to take it back.
    Delete(Rc<str>),
    /// Take a deletion back.
    Restore(Rc<str>),
    /// Remove a deleted article for good.
    Remove(Rc<str>),
    /// Annotate a text.
    Annotate(Pasted),
    /// Read files, each as what its content says it is.
    ReadFiles(Vec<File>),
    /// Open a sample article by its file name.
    Sample(&'static str),
    /// Let the person choose a file.
    ChooseFile,
    /// Have the engine read the open article once more.
    Propose,
    /// Show a dialog.
    Show(Sheet),
    /// Close the dialog that is open.
    CloseSheet,
    /// Use a theme from now on.
    SetTheme(Theme),
    /// Let a message go.
    Dismiss(u32),
    /// Try again to write what could not be written.
    RetrySaving,
    /// Download the article as JSON.
    DownloadArticle,
    /// Copy the article's JSON to the clipboard.
    CopyArticle,
    /// Download all articles as JSON Lines.
    DownloadAll,
    /// Give a command other keys; nothing takes all its keys away.
    Rebind(&'static str, Option<Rc<str>>),
    /// Bring all keys back as they were.
    ResetKeys,
    /// Switch all single-letter keys on or off.
    SetLetters(Letters),
}

/// Whether single letters are keys (WCAG 2.1.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Letters {
    /// They are.
    #[default]
    On,
    /// Only keys with Ctrl, Alt or ⌘, and those that are no letters, work.
    Off,
}

/// Text from the clipboard or the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pasted {
    /// Plain text.
    Text(String),
    /// A page's or a word processor's HTML.
    Html(String),
}

/// A dialog of the shell.
#[derive(Clone, Debug, PartialEq)]
pub enum Sheet {
    /// Export.
    Export,
    /// All keys.
    Help,
    /// The article's details.
    Details,
    /// What an import brought.
    Imported(Rc<ImportResult>),
}

/// What came of reading a file of records.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportResult {
    /// The file's name.
    pub file: String,
    /// Id and title of each article that was taken in.
    pub articles: Vec<(Rc<str>, Rc<str>)>,
    /// What could not be taken as it was, a sentence each, with a way out where there is one.
    pub problems: Vec<Problem>,
}

/// One problem of an import.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Problem {
    /// What and where.
    pub text: String,
    /// What to do, or empty.
    pub hint: String,
}

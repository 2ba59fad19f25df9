//! The table of commands: names, words, keys, when they apply, what they do.
//!
//! The map of keys, the help sheet, the bottom line, the buttons' ARIA texts and README's list of keys are made from
//! it, so that they cannot differ.

use crate::annotation::State;
use crate::session::command::{Command, Direction, End, Extend, Motion, Unit, Way};
use crate::session::keys::KeyMap;
use crate::session::session::Session;
use crate::session::view::Mode;

/// A line of the table.
#[derive(Debug)]
pub struct CommandSpec {
    /// Its name, by which the person's own keys are kept.
    pub name: &'static str,
    /// What it does, for people: «Next proposal».
    pub title: &'static str,
    /// Its keys, as in [`Key::parse`](crate::session::Key::parse).
    pub keys: &'static [&'static str],
    /// Where it stands in the help sheet.
    pub group: Group,
    /// Whether its key with Ctrl works in a field, too.
    pub works_in_fields: bool,
    /// Whether it makes sense now.
    pub applies: fn(&Session) -> bool,
    /// What it does.
    pub does: Does,
}

/// What a line of the table does.
#[derive(Clone, Copy, Debug)]
pub enum Does {
    /// It is a command of the session.
    Run(fn(&Session) -> Command),
    /// It is the page's own: a dialog, a focus, a place that only the page knows.
    Page(PageAction),
}

/// What the page does itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageAction {
    /// Show all keys.
    Help,
    /// Show what can be exported.
    Export,
    /// Choose a file to read.
    Import,
    /// Put the focus into the list's search field.
    Find,
    /// Put the focus into the filter.
    Filter,
    /// Put the focus into the card's first control.
    Edit,
    /// Put the focus into the card's note.
    Note,
    /// Show the entry of the speaker in the registry.
    Speaker,
    /// Start a link and put the focus into its search field, or end that.
    Link,
    /// Have the engine read the article once more.
    Propose,
    /// Say that everything is saved already.
    Saved,
    /// Put the caret a line up; only the page knows where lines break.
    LineUp,
    /// The same, selecting.
    SelectLineUp,
    /// Put the caret a line down.
    LineDown,
    /// The same, selecting.
    SelectLineDown,
}

/// The parts of the help sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Going through the annotations and deciding.
    Review,
    /// Labels, ends, fragments.
    Tag,
    /// Caret and selection.
    Caret,
    /// Links and speakers.
    Link,
    /// Everything else.
    Page,
}

impl Group {
    /// All, in the order of the help sheet.
    pub const ALL: [Group; 5] = [
        Group::Review,
        Group::Tag,
        Group::Caret,
        Group::Link,
        Group::Page,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Group::Review => "Review",
            Group::Tag => "Tag",
            Group::Caret => "Caret and selection",
            Group::Link => "Links and speakers",
            Group::Page => "Article",
        }
    }
}

fn always(_: &Session) -> bool {
    true
}

fn has_selected(session: &Session) -> bool {
    session.selected().is_some()
}

fn has_text(session: &Session) -> bool {
    !session.selection().fragments.is_empty()
}

fn can_label(session: &Session) -> bool {
    has_text(session) || has_selected(session)
}

fn has_proposals(session: &Session) -> bool {
    let progress = session.progress();
    progress.reviewed < progress.total
}

fn has_annotations(session: &Session) -> bool {
    session.progress().total > 0
}

/// The state of the selected annotation; nothing while words are selected, as a decision is refused then.
fn decidable_state(session: &Session) -> Option<State> {
    if has_text(session) {
        return None;
    }
    session
        .selected()
        .and_then(|id| session.set().annotation(id))
        .map(|annotation| annotation.state)
}

fn can_accept(session: &Session) -> bool {
    decidable_state(session).is_some_and(|state| state != State::Accepted)
}

fn can_reject(session: &Session) -> bool {
    decidable_state(session).is_some_and(|state| state != State::Rejected)
}

fn is_decided(session: &Session) -> bool {
    decidable_state(session).is_some_and(|state| state != State::Proposed)
}

fn can_link(session: &Session) -> bool {
    *session.mode() != Mode::Reading || session.selected_has_link_types()
}

fn has_links(session: &Session) -> bool {
    session.selected().is_some_and(|id| {
        let mut links = session.set().links_from(id);
        links.any(|link| link.state != State::Rejected)
    })
}

fn has_speaker(session: &Session) -> bool {
    session
        .selected()
        .and_then(|id| session.set().annotation(id))
        .is_some_and(|annotation| {
            annotation.speaker_id().is_some() || &*annotation.label == "quote"
        })
}

fn can_let_go(session: &Session) -> bool {
    *session.mode() != Mode::Reading
        || can_label(session)
        || *session.filter() != Default::default()
}

/// A line whose key works only outside of fields.
macro_rules! line {
    ($name:literal, $title:literal, $keys:expr, $group:ident, $applies:expr, run $command:expr) => {
        line!(
            $name,
            $title,
            $keys,
            $group,
            $applies,
            Does::Run(|_| $command),
            false
        )
    };
    ($name:literal, $title:literal, $keys:expr, $group:ident, $applies:expr, page $action:ident) => {
        line!(
            $name,
            $title,
            $keys,
            $group,
            $applies,
            Does::Page(PageAction::$action),
            false
        )
    };
    ($name:literal, $title:literal, $keys:expr, $group:ident, $applies:expr, everywhere $action:ident) => {
        line!(
            $name,
            $title,
            $keys,
            $group,
            $applies,
            Does::Page(PageAction::$action),
            true
        )
    };
    ($name:literal, $title:literal, $keys:expr, $group:ident, $applies:expr, $does:expr, $fields:expr) => {
        CommandSpec {
            name: $name,
            title: $title,
            keys: $keys,
            group: Group::$group,
            works_in_fields: $fields,
            applies: $applies,
            does: $does,
        }
    };
}

/// All commands that have a key or a button, in the order of the help sheet.
pub static COMMANDS: &[CommandSpec] = &[
    line!("next_proposal", "Next proposal", &["J"], Review, has_proposals, run Command::NextProposal),
    line!("previous_proposal", "Previous proposal", &["K"], Review, has_proposals, run Command::PreviousProposal),
    line!("next_annotation", "Next annotation of any state", &["Shift J"], Review, has_annotations, run Command::NextAnnotation),
    line!("previous_annotation", "Previous annotation of any state", &["Shift K"], Review, has_annotations, run Command::PreviousAnnotation),
    line!("accept", "Accept", &["A"], Review, can_accept, run Command::Accept),
    line!("reject", "Reject", &["X"], Review, can_reject, run Command::Reject),
    line!("edit", "Edit in the card", &["E"], Review, has_selected, page Edit),
    line!("restore", "Make a proposal again", &[], Review, is_decided, run Command::Restore),
    line!("note", "Note", &["N"], Review, has_selected, page Note),
    line!("delete", "Delete", &["Del"], Review, has_selected, run Command::Delete),
    line!("label_speaker", "Speaker", &["1"], Tag, can_label, run Command::Label("speaker".into())),
    line!("label_quote", "Quote", &["2"], Tag, can_label, run Command::Label("quote".into())),
    line!("label_casualty", "Casualty", &["3"], Tag, can_label, run Command::Label("casualty".into())),
    line!("label_commitment", "Commitment", &["4"], Tag, can_label, run Command::Label("commitment".into())),
    line!("label_claim", "Claim", &["5"], Tag, can_label, run Command::Label("claim".into())),
    line!("label_cue", "Cue", &["6"], Tag, can_label, run Command::Label("cue".into())),
    line!("start_outwards", "Move the start outwards by a word", &["["], Tag, has_selected, run Command::MoveEnd(End::Start, Direction::Outwards, Unit::Word)),
    line!("end_outwards", "Move the end outwards by a word", &["]"], Tag, has_selected, run Command::MoveEnd(End::End, Direction::Outwards, Unit::Word)),
    line!("start_inwards", "Move the start inwards by a word", &["Shift ["], Tag, has_selected, run Command::MoveEnd(End::Start, Direction::Inwards, Unit::Word)),
    line!("end_inwards", "Move the end inwards by a word", &["Shift ]"], Tag, has_selected, run Command::MoveEnd(End::End, Direction::Inwards, Unit::Word)),
    line!("start_outwards_character", "Move the start outwards by a character", &["Alt ["], Tag, has_selected, run Command::MoveEnd(End::Start, Direction::Outwards, Unit::Character)),
    line!("end_outwards_character", "Move the end outwards by a character", &["Alt ]"], Tag, has_selected, run Command::MoveEnd(End::End, Direction::Outwards, Unit::Character)),
    line!("start_inwards_character", "Move the start inwards by a character", &["Shift Alt ["], Tag, has_selected, run Command::MoveEnd(End::Start, Direction::Inwards, Unit::Character)),
    line!("end_inwards_character", "Move the end inwards by a character", &["Shift Alt ]"], Tag, has_selected, run Command::MoveEnd(End::End, Direction::Inwards, Unit::Character)),
    line!("add_fragment", "Add the selected text as a fragment", &["+"], Tag, |s| has_text(s) && has_selected(s), run Command::AddFragment),
    line!("tag_all_like", "Propose all like this", &["T"], Tag, has_selected, run Command::TagAllLike),
    line!("caret_back", "Caret a word back", &["←"], Caret, always, run Command::MoveCaret(Motion::By(Unit::Word, Way::Back), Extend::No)),
    line!("caret_on", "Caret a word on", &["→"], Caret, always, run Command::MoveCaret(Motion::By(Unit::Word, Way::On), Extend::No)),
    line!("select_back", "Select a word back", &["Shift ←"], Caret, always, run Command::MoveCaret(Motion::By(Unit::Word, Way::Back), Extend::Yes)),
    line!("select_on", "Select a word on", &["Shift →"], Caret, always, run Command::MoveCaret(Motion::By(Unit::Word, Way::On), Extend::Yes)),
    line!("caret_back_character", "Caret a character back", &["Ctrl ←"], Caret, always, run Command::MoveCaret(Motion::By(Unit::Character, Way::Back), Extend::No)),
    line!("caret_on_character", "Caret a character on", &["Ctrl →"], Caret, always, run Command::MoveCaret(Motion::By(Unit::Character, Way::On), Extend::No)),
    line!("select_back_character", "Select a character back", &["Shift Ctrl ←"], Caret, always, run Command::MoveCaret(Motion::By(Unit::Character, Way::Back), Extend::Yes)),
    line!("select_on_character", "Select a character on", &["Shift Ctrl →"], Caret, always, run Command::MoveCaret(Motion::By(Unit::Character, Way::On), Extend::Yes)),
    line!("caret_up", "Caret a line up", &["↑"], Caret, always, page LineUp),
    line!("caret_down", "Caret a line down", &["↓"], Caret, always, page LineDown),
    line!("select_up", "Select a line up", &["Shift ↑"], Caret, always, page SelectLineUp),
    line!("select_down", "Select a line down", &["Shift ↓"], Caret, always, page SelectLineDown),
    line!("caret_paragraph_back", "Caret to the paragraph before", &["Ctrl ↑"], Caret, always, run Command::MoveCaret(Motion::Paragraph(Way::Back), Extend::No)),
    line!("caret_paragraph_on", "Caret to the next paragraph", &["Ctrl ↓"], Caret, always, run Command::MoveCaret(Motion::Paragraph(Way::On), Extend::No)),
    line!("select_paragraph_back", "Select to the paragraph before", &["Shift Ctrl ↑"], Caret, always, run Command::MoveCaret(Motion::Paragraph(Way::Back), Extend::Yes)),
    line!("select_paragraph_on", "Select to the next paragraph", &["Shift Ctrl ↓"], Caret, always, run Command::MoveCaret(Motion::Paragraph(Way::On), Extend::Yes)),
    line!("sentence_start", "Caret to the start of the sentence", &["Home"], Caret, always, run Command::MoveCaret(Motion::Sentence(Way::Back), Extend::No)),
    line!("sentence_end", "Caret to the end of the sentence", &["End"], Caret, always, run Command::MoveCaret(Motion::Sentence(Way::On), Extend::No)),
    line!("select_sentence_start", "Select to the start of the sentence", &["Shift Home"], Caret, always, run Command::MoveCaret(Motion::Sentence(Way::Back), Extend::Yes)),
    line!("select_sentence_end", "Select to the end of the sentence", &["Shift End"], Caret, always, run Command::MoveCaret(Motion::Sentence(Way::On), Extend::Yes)),
    line!("article_start", "Caret to the start of the article", &["Ctrl Home"], Caret, always, run Command::MoveCaret(Motion::Article(Way::Back), Extend::No)),
    line!("article_end", "Caret to the end of the article", &["Ctrl End"], Caret, always, run Command::MoveCaret(Motion::Article(Way::On), Extend::No)),
    line!("select_article_start", "Select to the start of the article", &["Shift Ctrl Home"], Caret, always, run Command::MoveCaret(Motion::Article(Way::Back), Extend::Yes)),
    line!("select_article_end", "Select to the end of the article", &["Shift Ctrl End"], Caret, always, run Command::MoveCaret(Motion::Article(Way::On), Extend::Yes)),
    line!("select_sentence", "Select the sentence; again: the next one too", &["S"], Caret, always, run Command::SelectSentence),
    line!("select_paragraph", "Select the paragraph; again: the next one too", &["P"], Caret, always, run Command::SelectParagraph),
    line!("link", "Link to what you pick or name", &["L"], Link, can_link, page Link),
    line!("unlink", "Remove its links", &["Shift L"], Link, has_links, run Command::UnlinkAll),
    line!("speaker", "Go to the speaker’s entry", &["G"], Link, has_speaker, page Speaker),
    line!("propose", "Propose again", &[], Page, always, page Propose),
    line!("undo", "Undo", &["Ctrl Z"], Page, |s| s.undo_title().is_some(), run Command::Undo),
    line!("redo", "Redo", &["Shift Ctrl Z", "Ctrl Y"], Page, |s| s.redo_title().is_some(), run Command::Redo),
    line!("find", "Find in the annotations", &["/"], Page, always, page Find),
    line!("filter", "Filter by label, state, speaker", &["F"], Page, always, page Filter),
    line!("saved", "It is already saved", &["Ctrl S"], Page, always, everywhere Saved),
    line!("export", "Export", &["Ctrl E"], Page, always, everywhere Export),
    line!("import", "Import", &["Ctrl O"], Page, always, everywhere Import),
    line!("let_go", "Let go, step by step", &["Esc"], Page, can_let_go, run Command::LetGo),
    line!("help", "All keys", &["?"], Page, always, page Help),
];

/// The line of that name.
pub fn command(name: &str) -> Option<&'static CommandSpec> {
    COMMANDS.iter().find(|spec| spec.name == name)
}

/// A word of the bottom line: keys and what they do now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// «J K».
    pub keys: Vec<String>,
    /// «next, previous».
    pub title: String,
}

/// What the bottom line says: the keys that apply now, the likeliest first.
pub fn hints(session: &Session, keys: &KeyMap) -> Vec<Hint> {
    let linking = *session.mode() != Mode::Reading;
    let wanted: &[(&[&str], &str)] = if linking {
        &[(&["let_go"], "no link"), (&["help"], "all keys")]
    } else if has_text(session) {
        &[
            (LABELS, "tag as"),
            (&["add_fragment"], "add to the mark"),
            (&["select_back", "select_on"], "select by words"),
            (
                &["select_sentence", "select_paragraph"],
                "sentence, paragraph",
            ),
            (&["let_go"], "let go"),
            (&["help"], "all keys"),
        ]
    } else if session.is_moving_an_end() {
        &[
            (&["start_outwards", "end_outwards"], "outwards"),
            (&["start_inwards", "end_inwards"], "inwards"),
            (
                &["start_outwards_character", "end_outwards_character"],
                "by a character",
            ),
            (&["undo"], "undo"),
            (&["accept"], "accept"),
            (&["next_proposal"], "next"),
            (&["help"], "all keys"),
        ]
    } else if has_selected(session) {
        &[
            (&["next_proposal", "previous_proposal"], "next, previous"),
            (&["accept"], "accept"),
            (&["reject"], "reject"),
            (&["edit"], "edit"),
            (&["start_outwards", "end_outwards"], "move ends"),
            (&["link"], "link"),
            (&["unlink"], "unlink"),
            (&["tag_all_like"], "tag all like this"),
            (LABELS, "label"),
            (&["help"], "all keys"),
        ]
    } else {
        &[
            (&["next_proposal", "previous_proposal"], "next, previous"),
            (
                &["caret_up", "caret_down", "caret_back", "caret_on"],
                "caret",
            ),
            (&["select_back", "select_on"], "select"),
            (
                &["select_sentence", "select_paragraph"],
                "sentence, paragraph",
            ),
            (&["find"], "find"),
            (&["undo"], "undo"),
            (&["help"], "all keys"),
        ]
    };
    wanted
        .iter()
        .filter_map(|(names, title)| {
            let mut shown: Vec<String> = names
                .iter()
                .filter_map(|name| command(name))
                .filter(|spec| (spec.applies)(session))
                .filter_map(|spec| keys.shown(spec.name).into_iter().next())
                .collect();
            if names.len() == LABELS.len()
                && let ([first, .., last], true) = (shown.as_slice(), is_row(&shown))
            {
                shown = vec![format!("{first}–{last}")];
            }
            (!shown.is_empty()).then(|| Hint {
                keys: shown,
                title: (*title).to_owned(),
            })
        })
        .collect()
}

const LABELS: &[&str] = &[
    "label_speaker",
    "label_quote",
    "label_casualty",
    "label_commitment",
    "label_claim",
    "label_cue",
];

/// Whether the keys are digits that follow one another.
fn is_row(keys: &[String]) -> bool {
    let digits: Vec<u32> = keys.iter().filter_map(|key| key.parse().ok()).collect();
    digits.len() == keys.len()
        && digits
            .iter()
            .zip(digits.iter().skip(1))
            .all(|(a, b)| a + 1 == *b)
}

/// What a screen reader says of the keys when the article takes the focus: the commands that one starts with.
pub fn spoken_keys(keys: &KeyMap) -> String {
    const FIRST: &[&str] = &[
        "next_proposal",
        "previous_proposal",
        "accept",
        "reject",
        "caret_on",
        "caret_back",
        "caret_down",
        "select_on",
        "label_quote",
        "help",
    ];
    let said = FIRST.iter().filter_map(|name| {
        let title = command(name)?.title;
        let shown = keys.shown(name);
        (!shown.is_empty()).then(|| format!("{title}: {}.", shown.join(" or ")))
    });
    said.collect::<Vec<_>>().join(" ")
}

/// README's table of keys.
pub fn as_markdown() -> String {
    let keys = KeyMap::default();
    let mut text = String::from("| keys | what |\n| --- | --- |\n");
    for group in Group::ALL {
        text.push_str(&format!("| | **{}** |\n", group.title()));
        for spec in COMMANDS.iter().filter(|spec| spec.group == group) {
            let shown: Vec<String> = keys
                .shown(spec.name)
                .iter()
                .map(|key| format!("`{key}`"))
                .collect();
            if !shown.is_empty() {
                let what = match spec.name.starts_with("label_") {
                    true => format!(
                        "Tag the selected text as, or change the mark to, {}",
                        spec.title.to_lowercase()
                    ),
                    false => spec.title.to_owned(),
                };
                text.push_str(&format!("| {} | {what} |\n", shown.join(" or ")));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::expect_used,
        clippy::panic
    )]
    use std::collections::BTreeSet;
    use std::rc::Rc;

    use super::*;
    use crate::annotation::{AnnotationSet, Metadata, Schema};
    use crate::article::{Article, Byte};
    use crate::session::Snap;
    use crate::session::keys::{Context, Key, KeyPress, Overrides};

    fn press(text: &str) -> KeyPress {
        let mut press = KeyPress::default();
        for part in text.split(' ') {
            match part {
                "Ctrl" => press.ctrl = true,
                "Meta" => press.meta = true,
                "Alt" => press.alt = true,
                "Shift" => press.shift = true,
                key => press.key = key.to_owned(),
            }
        }
        press
    }

    #[track_caller]
    fn check(pressed: &str, context: Context, expected: &str) {
        let found = KeyMap::default().find(&press(pressed), context);
        assert_eq!(found.map_or("", |spec| spec.name), expected, "{pressed}");
    }

    #[test]
    fn keys_mean_what_the_table_says_on_all_keyboards() {
        use Context::Article;
        check("j", Article, "next_proposal");
        check("Shift J", Article, "next_annotation");
        check("J", Article, "next_proposal"); // Caps Lock
        check("1", Article, "label_speaker");
        check("Shift 1", Article, "label_speaker"); // a French keyboard
        check("[", Article, "start_outwards");
        check("Shift {", Article, "start_inwards");
        check("Shift [", Article, "start_inwards");
        check("Ctrl Alt [", Article, "start_outwards"); // AltGr on a German keyboard
        check("Alt [", Article, "start_outwards_character");
        check("Alt “", Article, "start_outwards_character"); // a Mac
        check("Shift Alt ’", Article, "end_inwards_character");
        check("Shift Alt }", Article, "end_inwards_character");
        check("Shift +", Article, "add_fragment");
        check("+", Article, "add_fragment");
        check("Shift ?", Article, "help");
        check("/", Article, "find");
        check("Shift /", Article, "find"); // on a German keyboard it is Shift 7
        check("Ctrl z", Article, "undo");
        check("Meta z", Article, "undo");
        check("Shift Meta Z", Article, "redo");
        check("ArrowLeft", Article, "caret_back");
        check("Shift Ctrl ArrowRight", Article, "select_on_character");
        check("Shift Home", Article, "select_sentence_start");
        check("Escape", Article, "let_go");
        check("Ctrl j", Article, "");
        check("Alt a", Article, "");
        check("“", Article, "");
        check("q", Article, "");
    }

    #[test]
    fn keys_of_other_scripts_are_known_by_their_place() {
        #[track_caller]
        fn check(key: &str, code: &str, alt: bool, expected: &str) {
            let press = KeyPress {
                key: key.to_owned(),
                code: code.to_owned(),
                ctrl: key == "я",
                alt,
                ..KeyPress::default()
            };
            let found = KeyMap::default().find(&press, Context::Article);
            assert_eq!(found.map_or("", |spec| spec.name), expected, "{key}");
        }
        check("о", "KeyJ", false, "next_proposal"); // Russian
        check("я", "KeyZ", false, "undo");
        check("χ", "KeyX", false, "reject"); // Greek
        check("ח", "KeyJ", false, "next_proposal"); // Hebrew
        check("٢", "Digit2", false, "label_quote"); // Arabic
        check("х", "BracketLeft", false, "start_outwards");
        check("ą", "KeyA", true, ""); // Polish, with Alt: the letter itself
        check("ö", "Semicolon", false, "");
    }

    #[test]
    fn a_field_keeps_its_keys_and_a_list_its_arrows() {
        check("j", Context::Menu, "");
        check("ArrowDown", Context::Menu, "");
        check("Ctrl z", Context::Menu, "undo");
        check("Ctrl ArrowRight", Context::Menu, "");
        check("j", Context::Field, "");
        check("Ctrl z", Context::Field, "");
        check("Delete", Context::Field, "");
        check("Ctrl s", Context::Field, "saved");
        check("Meta e", Context::Field, "export");
        check("ArrowDown", Context::List, "");
        check("Home", Context::List, "");
        check("a", Context::List, "accept");
        check("Delete", Context::List, "delete");
    }

    #[test]
    fn no_two_commands_share_a_name_or_a_key() {
        let names: BTreeSet<_> = COMMANDS.iter().map(|spec| spec.name).collect();
        assert_eq!(names.len(), COMMANDS.len());
        assert_eq!(KeyMap::default().clashes(), []);
        for spec in COMMANDS {
            for key in spec.keys {
                let parsed = Key::parse(key).unwrap_or_else(|| panic!("{key}"));
                assert_eq!(parsed.to_string(), *key, "{}", spec.name);
            }
        }
    }

    #[test]
    fn each_label_of_the_schema_has_its_number() {
        for (n, label) in Schema::BUILT_IN.labels.iter().enumerate() {
            let map = KeyMap::default();
            let found = map
                .find(&press(&(n + 1).to_string()), Context::Article)
                .unwrap();
            assert_eq!(found.name, format!("label_{}", label.name));
            assert_eq!(found.title, label.title);
        }
    }

    #[test]
    fn keys_can_be_changed_and_letters_switched_off() {
        let mut overrides = Overrides::default();
        overrides
            .keys
            .insert("accept".into(), vec!["Ctrl Enter".into(), "j".into()]);
        let map = KeyMap::new(overrides.clone());
        let name =
            |map: &KeyMap, text: &str| map.find(&press(text), Context::Article).map(|s| s.name);
        assert_eq!(name(&map, "Ctrl Enter"), Some("accept"));
        assert_eq!(name(&map, "j"), Some("accept"));
        assert_eq!(name(&map, "a"), None);
        assert_eq!(map.clashes().len(), 1);
        assert_eq!(map.clashes()[0].wants, "next_proposal");
        assert_eq!(
            map.aria_keyshortcuts("accept"),
            "Control+Enter Meta+Enter J"
        );

        overrides.no_bare_signs = true;
        let map = KeyMap::new(overrides);
        for key in ["j", "1", "[", "?", "Shift L"] {
            assert_eq!(name(&map, key), None, "{key}");
        }
        assert_eq!(name(&map, "ArrowLeft"), Some("caret_back"));
        assert_eq!(name(&map, "Ctrl z"), Some("undo"));
    }

    #[test]
    fn the_bottom_line_follows_what_is_under_way() {
        let article = Article::from_text("“Yes,” said Ann Lee. “No,” said Bo Roe.");
        let mut session = Session::open(
            Rc::new(article),
            AnnotationSet::new(Metadata::default()),
            "",
        );
        let line = |session: &Session| {
            hints(session, &KeyMap::default())
                .iter()
                .map(|hint| format!("{} {}", hint.keys.join(" "), hint.title))
                .collect::<Vec<_>>()
                .join(" · ")
        };
        assert_eq!(
            line(&session),
            "↑ ↓ ← → caret · Shift ← Shift → select · S P sentence, paragraph · / find · ? all keys"
        );
        let select = |anchor, caret| Command::SelectText {
            anchor: Byte(anchor),
            caret: Byte(caret),
            snap: Snap::Words,
            extend: Extend::No,
        };
        session.run(select(0, 10), "").unwrap();
        assert_eq!(
            line(&session),
            "1–6 tag as · Shift ← Shift → select by words · S P sentence, paragraph · Esc let go · ? all keys"
        );
        session.run(Command::Label("quote".into()), "").unwrap();
        assert_eq!(
            line(&session),
            "X reject · E edit · [ ] move ends · L link · T tag all like this · 1–6 label · ? all keys"
        );
        session
            .run(
                Command::MoveEnd(End::End, Direction::Outwards, Unit::Word),
                "",
            )
            .unwrap();
        assert_eq!(
            line(&session),
            "[ ] outwards · Shift [ Shift ] inwards · Alt [ Alt ] by a character · Ctrl Z undo · ? all keys"
        );
        session.run(Command::StartLink, "").unwrap();
        assert_eq!(line(&session), "Esc no link · ? all keys");
    }

    #[test]
    fn the_table_reads_as_markdown() {
        let table = as_markdown();
        assert!(table.contains("| `J` | Next proposal |"), "{table}");
        assert!(
            table.contains("| `Shift Ctrl Z` or `Ctrl Y` | Redo |"),
            "{table}"
        );
    }
}

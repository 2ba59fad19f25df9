//! From a key to what it means: the only place of the workbench that looks at keys.

use yew::prelude::*;

use crate::session::{Command, Extend, Motion, Unit, Way};

/// Interim.
#[derive(Clone, Debug, PartialEq)]
pub enum PageAction {
    /// A line up or down.
    Line(Way, Extend),
    /// Find.
    Find,
    /// Edit in card.
    EditCard,
}

/// What a key means.
pub enum Meaning {
    /// A command of the session.
    Command(Command),
    /// Something only the page can do.
    Page(PageAction),
}

/// Interim.
pub fn meaning(event: &KeyboardEvent) -> Option<Meaning> {
    let extend = if event.shift_key() { Extend::Yes } else { Extend::No };
    let unit = if event.ctrl_key() { Unit::Character } else { Unit::Word };
    Some(match event.key().as_str() {
        "ArrowLeft" => Meaning::Command(Command::MoveCaret(Motion::By(unit, Way::Back), extend)),
        "ArrowRight" => Meaning::Command(Command::MoveCaret(Motion::By(unit, Way::On), extend)),
        "ArrowUp" => Meaning::Page(PageAction::Line(Way::Back, extend)),
        "ArrowDown" => Meaning::Page(PageAction::Line(Way::On, extend)),
        "j" => Meaning::Command(Command::NextProposal),
        "k" => Meaning::Command(Command::PreviousProposal),
        "1" => Meaning::Command(Command::Label("speaker".into())),
        "2" => Meaning::Command(Command::Label("quote".into())),
        _ => return None,
    })
}

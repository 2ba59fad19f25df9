//! The bottom line: the keys that apply now. The session says which.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::workbench::focus::PANE_KEYS;
use crate::session::{Hint, KeyMap, spoken_keys};

/// What [`KeyLine`] draws.
#[derive(Clone, Properties)]
pub struct KeyLineProps {
    /// Keys and what they do.
    pub hints: Vec<Hint>,
    /// Which keys mean what.
    pub keys: Rc<KeyMap>,
}

impl PartialEq for KeyLineProps {
    fn eq(&self, other: &Self) -> bool {
        self.hints == other.hints && Rc::ptr_eq(&self.keys, &other.keys)
    }
}

/// The line. Not read aloud: it changes with every step, and the help sheet lists all keys. What is read when the text
/// takes the focus are the most needed ones.
#[component]
pub fn KeyLine(props: &KeyLineProps) -> Html {
    html! {
        <>
        <p id={PANE_KEYS} hidden={true}>{ spoken_keys(&props.keys) }</p>
        <footer class="bottom-line" aria-hidden="true">
            { for props.hints.iter().map(|hint| html! {
                <span class="hint" key={hint.title.clone()}>
                    { for hint.keys.iter().map(|key| html! { <kbd>{ key }</kbd> }) }
                    { &hint.title }
                </span>
            }) }
        </footer>
        </>
    }
}

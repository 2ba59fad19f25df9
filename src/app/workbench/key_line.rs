//! The bottom line: the keys that apply now. The session says which.

use yew::prelude::*;

use crate::session::Hint;

/// What [`KeyLine`] draws.
#[derive(Clone, PartialEq, Properties)]
pub struct KeyLineProps {
    /// Keys and what they do.
    pub hints: Vec<Hint>,
}

/// The line. Not read aloud: it changes with every step, and the help sheet lists all keys.
#[component]
pub fn KeyLine(props: &KeyLineProps) -> Html {
    html! {
        <footer class="bottom-line" aria-hidden="true">
            { for props.hints.iter().map(|hint| html! {
                <span class="hint" key={hint.title.clone()}>
                    { for hint.keys.iter().map(|key| html! { <kbd>{ key }</kbd> }) }
                    { &hint.title }
                </span>
            }) }
        </footer>
    }
}

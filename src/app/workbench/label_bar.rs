//! Labels for the thumb: a bar over the bottom while text is selected, on narrow screens and for touch.

use std::rc::Rc;

use yew::prelude::*;

use crate::annotation::Schema;
use crate::session::{Command, Selection};

/// What [`LabelBar`] is given.
#[derive(Clone, Properties)]
pub struct LabelBarProps {
    /// What is selected in the text.
    pub selection: Rc<Selection>,
    /// Where commands go.
    pub send: Callback<Command>,
}

impl PartialEq for LabelBarProps {
    fn eq(&self, other: &Self) -> bool {
        self.selection.fragments.is_empty() == other.selection.fragments.is_empty()
    }
}

/// The bar; nothing while no text is selected. The styles show it only where a keyboard is not to be expected.
#[component]
pub fn LabelBar(props: &LabelBarProps) -> Html {
    if props.selection.fragments.is_empty() {
        return Html::default();
    }
    // The selection must outlive the press. What tags is the click: a screen reader sends no other event.
    let keep = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <section class="label-bar" aria-label="Tag the selected text" onmousedown={keep}>
            { for Schema::BUILT_IN.labels.iter().map(|label| {
                let tag = props.send.reform(|_: MouseEvent| Command::Label(label.name.into()));
                html! {
                    <button key={label.name} class={label.name} onclick={tag}>
                        <b aria-hidden="true">{ label.letter.to_string() }</b>
                        { label.title }
                    </button>
                }
            }) }
        </section>
    }
}

//! The labels: a press tags the selected text, or shows only annotations of that label.

use std::rc::Rc;

use yew::prelude::*;

use crate::annotation::Schema;
use crate::app::workbench::words::{cap, hue};
use crate::session::{Command, Counts, Filter, KeyMap, Selection};

/// What [`Labels`] is given.
#[derive(Clone, Properties)]
pub struct LabelsProps {
    /// How many annotations there are.
    pub counts: Rc<Counts>,
    /// What the list shows.
    pub filter: Rc<Filter>,
    /// What is selected in the text.
    pub selection: Rc<Selection>,
    /// Which keys mean what.
    pub keys: Rc<KeyMap>,
    /// Where commands go.
    pub send: Callback<Command>,
}

impl PartialEq for LabelsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.counts, &other.counts)
            && Rc::ptr_eq(&self.filter, &other.filter)
            // Of the selection only this is drawn: a longer one draws nothing.
            && self.selection.fragments.is_empty() == other.selection.fragments.is_empty()
            && Rc::ptr_eq(&self.keys, &other.keys)
    }
}

/// All labels with «accepted · proposed».
#[component]
pub fn Labels(props: &LabelsProps) -> Html {
    let tagging = !props.selection.fragments.is_empty();
    let read = use_state(|| None::<Rc<str>>);
    html! {
        <section class="labels" aria-labelledby="labels">
            <h2 id="labels">{ "Labels" }</h2>
            <ul>
                { for props.counts.labels.iter().map(|(label, counts)| {
                    let [proposed, accepted, _] = *counts;
                    let only = props.filter.label.as_ref() == Some(label);
                    let press = {
                        let (send, label, filter) = (props.send.clone(), label.clone(), props.filter.clone());
                        Callback::from(move |_: MouseEvent| {
                            send.emit(if tagging {
                                Command::Label(label.clone())
                            } else {
                                let label = (!only).then(|| label.clone());
                                Command::SetFilter(Filter { label, ..(*filter).clone() })
                            });
                        })
                    };
                    let name = Schema::BUILT_IN.title_of(label);
                    let what = if tagging { format!("Tag as {}", name.to_lowercase()) } else { format!("Show only {}", name.to_lowercase()) };
                    let guideline = Schema::BUILT_IN.label(label).map(|label| label.guideline);
                    let shown = read.as_ref() == Some(label);
                    let toggle = {
                        let (read, label) = (read.clone(), label.clone());
                        Callback::from(move |_: MouseEvent| read.set((!shown).then(|| label.clone())))
                    };
                    let key = cap(&props.keys, &format!("label_{label}"));
                    html! {
                        <li key={label.to_string()} class={hue(label)}>
                            <button class="label" aria-pressed={(!tagging).then(|| only.to_string())} onclick={press} title={what}
                                aria-label={format!("{name}: {accepted} accepted, {proposed} proposed")}>
                                <span class="letter">{ Schema::BUILT_IN.letter_of(label).to_string() }</span>
                                <span class="name">{ &name }</span>
                                <span class="counts">{ format!("{accepted} · {proposed}") }</span>
                                if !key.is_empty() { <kbd>{ key }</kbd> }
                            </button>
                            if let Some(guideline) = guideline {
                                <button class="quiet guide" aria-expanded={shown.to_string()} aria-label={format!("What is a {}", name.to_lowercase())}
                                    onclick={toggle}>{ "?" }</button>
                                if shown {
                                    <div class="guideline">{ for guideline.split("\n\n").map(|text| html! { <p>{ text }</p> }) }</div>
                                }
                            }
                        </li>
                    }
                }) }
            </ul>
            <p class="legend">{ "accepted · proposed" }</p>
        </section>
    }
}

//! The speakers: a press shows what is theirs; each can be renamed and merged.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::annotation::Id;
use crate::app::workbench::card::EntryForm;
use crate::session::{Command, Filter, SpeakerView};

/// What [`Registry`] is given.
#[derive(Clone, Properties)]
pub struct RegistryProps {
    /// All speakers.
    pub registry: Rc<[SpeakerView]>,
    /// What the list shows.
    pub filter: Rc<Filter>,
    /// Where commands go.
    pub send: Callback<Command>,
}

impl PartialEq for RegistryProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.registry, &other.registry) && Rc::ptr_eq(&self.filter, &other.filter)
    }
}

/// The registry.
#[component]
pub fn Registry(props: &RegistryProps) -> Html {
    let open = use_state(|| None::<Id>);
    if props.registry.is_empty() {
        return Html::default();
    }
    html! {
        <section class="registry" aria-labelledby="speakers">
            <h2 id="speakers">{ "Speakers" }</h2>
            <ul>
                { for props.registry.iter().map(|speaker| {
                    let only = props.filter.speaker.as_ref() == Some(&speaker.id);
                    let shown = open.as_ref() == Some(&speaker.id);
                    let press = {
                        let (send, id, filter) = (props.send.clone(), speaker.id.clone(), props.filter.clone());
                        Callback::from(move |_: MouseEvent| {
                            let speaker = (!only).then(|| id.clone());
                            send.emit(Command::SetFilter(Filter { speaker, ..(*filter).clone() }));
                        })
                    };
                    let toggle = {
                        let (open, id) = (open.clone(), speaker.id.clone());
                        Callback::from(move |_: MouseEvent| open.set((!shown).then(|| id.clone())))
                    };
                    let leave = {
                        let open = open.clone();
                        Callback::from(move |event: KeyboardEvent| {
                            let line = event.target_dyn_into::<Element>().and_then(|target| target.closest("li").ok().flatten());
                            if event.key() != "Escape" || !shown || event.default_prevented() {
                                return;
                            }
                            event.prevent_default();
                            event.stop_propagation();
                            // The field is left before it goes, so that what was typed is kept.
                            let button = line.and_then(|line| line.query_selector(".guide").ok().flatten());
                            if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                                let _ = button.focus();
                            }
                            open.set(None);
                        })
                    };
                    html! {
                        <li key={speaker.id.to_string()} onkeydown={leave}>
                            <button class="label" aria-pressed={only.to_string()} onclick={press}
                                aria-label={format!("{}: {} quotes, {} mentions", speaker.name, speaker.quotes, speaker.mentions)}>
                                <span class="name" dir="auto">{ &*speaker.name }
                                    if !speaker.role.is_empty() { <small>{ &*speaker.role }</small> }
                                </span>
                                <span class="counts">{ format!("{} · {}", speaker.quotes, speaker.mentions) }</span>
                            </button>
                            <button class="quiet guide" aria-expanded={shown.to_string()} aria-label={format!("Change {}", speaker.name)}
                                onclick={toggle}>{ "…" }</button>
                            if shown {
                                <EntryForm speaker={speaker.clone()} registry={&props.registry} send={&props.send} />
                            }
                        </li>
                    }
                }) }
            </ul>
            <p class="legend">{ "quotes · mentions" }</p>
        </section>
    }
}

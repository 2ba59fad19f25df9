//! Whose mention it is: the registry's entry, and the form that changes an entry.
//!
//! In come the registry and an entry; out go commands.

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::annotation::Id;
use crate::app::workbench::card::field::{Field, Shape};
use crate::app::workbench::card::picker::{Choice, Picker};
use crate::app::workbench::focus::{ENTRY, TEXT, focus};
use crate::session::{Command, SpeakerView};

/// What [`SpeakerRow`] is given.
#[derive(Clone, Properties)]
pub struct SpeakerRowProps {
    /// The mention.
    pub mention: Id,
    /// Its words, which a new entry is named by at first.
    pub words: AttrValue,
    /// The entry that it points at.
    pub speaker: Option<SpeakerView>,
    /// All entries.
    pub registry: Rc<[SpeakerView]>,
    /// Where commands go.
    pub send: Callback<Command>,
}

impl PartialEq for SpeakerRowProps {
    fn eq(&self, other: &Self) -> bool {
        self.mention == other.mention
            && self.words == other.words
            && self.speaker == other.speaker
            && Rc::ptr_eq(&self.registry, &other.registry)
    }
}

/// Who the mention is, with a list of all to choose from.
#[component]
pub fn SpeakerRow(props: &SpeakerRowProps) -> Html {
    let open = use_state(|| false);
    let typed = use_state(AttrValue::default);
    let name = props.speaker.as_ref().map_or_else(
        || AttrValue::from("nobody yet"),
        |speaker| AttrValue::from(speaker.name.clone()),
    );
    let toggle = {
        let (open, typed) = (open.clone(), typed.clone());
        Callback::from(move |_: MouseEvent| {
            typed.set(AttrValue::default());
            open.set(!*open);
        })
    };
    html! {
        <>
            <div class="field">
                <span class="name">{ "Who" }</span>
                <button class={classes!("pick", "chip-like", props.speaker.as_ref().map(|_| "speaker"))} aria-expanded={open.to_string()}
                    aria-label={format!("Who: {name}. Choose another")} onclick={toggle}>{ name.clone() }</button>
            </div>
            if *open {
                { picker(props, &open, &typed) }
            }
            if let Some(speaker) = &props.speaker {
                <details class="entry" id={ENTRY}>
                    <summary>{ "Name, role and more" }</summary>
                    <EntryForm speaker={speaker.clone()} registry={&props.registry} send={&props.send} />
                </details>
            }
        </>
    }
}

/// What can be taken: entries that fit, a new one, nobody.
#[derive(Clone)]
enum Offer {
    Entry(Id),
    New(AttrValue),
    Nobody,
}

fn picker(
    props: &SpeakerRowProps,
    open: &UseStateHandle<bool>,
    typed: &UseStateHandle<AttrValue>,
) -> Html {
    let words = typed.to_lowercase();
    let mut offers = Vec::new();
    let mut choices = Vec::new();
    for entry in props.registry.iter() {
        let fits = entry.name.to_lowercase().contains(&words)
            || entry.role.to_lowercase().contains(&words)
            || entry.affiliation.to_lowercase().contains(&words);
        if fits {
            offers.push(Offer::Entry(entry.id.clone()));
            choices.push(Choice {
                words: entry.name.clone().into(),
                aside: entry.role.clone().into(),
                hue: "speaker",
            });
        }
    }
    let new = if typed.trim().is_empty() {
        props.words.clone()
    } else {
        typed.trim().to_owned().into()
    };
    if !props.registry.iter().any(|entry| *entry.name == *new) {
        choices.push(Choice {
            words: format!("New: {new}").into(),
            aside: AttrValue::default(),
            hue: "",
        });
        offers.push(Offer::New(new));
    }
    if props.speaker.is_some() && words.is_empty() {
        choices.push(Choice {
            words: "Nobody".into(),
            aside: AttrValue::default(),
            hue: "",
        });
        offers.push(Offer::Nobody);
    }
    let close = {
        let open = open.clone();
        Callback::from(move |()| {
            open.set(false);
            focus(TEXT);
        })
    };
    let taken = {
        let (send, mention, close) = (props.send.clone(), props.mention.clone(), close.clone());
        Callback::from(move |n: usize| {
            let Some(offer) = offers.get(n) else {
                return;
            };
            send.emit(match offer.clone() {
                Offer::Entry(speaker) => Command::AssignSpeaker {
                    mention: mention.clone(),
                    speaker: Some(speaker),
                },
                Offer::New(name) => Command::AddSpeaker(Rc::from(&*name)),
                Offer::Nobody => Command::AssignSpeaker {
                    mention: mention.clone(),
                    speaker: None,
                },
            });
            close.emit(());
        })
    };
    let heard = {
        let typed = typed.clone();
        Callback::from(move |words: AttrValue| typed.set(words))
    };
    html! {
        <Picker id="speaker-entry" label="Type a name" {choices} nothing="Nobody fits." typed={heard} {taken} left={close} />
    }
}

/// What [`EntryForm`] is given.
#[derive(Clone, Properties)]
pub struct EntryFormProps {
    /// The entry.
    pub speaker: SpeakerView,
    /// All entries.
    pub registry: Rc<[SpeakerView]>,
    /// Where commands go.
    pub send: Callback<Command>,
}

impl PartialEq for EntryFormProps {
    fn eq(&self, other: &Self) -> bool {
        self.speaker == other.speaker && Rc::ptr_eq(&self.registry, &other.registry)
    }
}

/// The words of an entry, and what else can be done with it.
#[component]
pub fn EntryForm(props: &EntryFormProps) -> Html {
    let speaker = &props.speaker;
    // Chosen first and merged by a button: a menu that is worked by keys changes with every arrow.
    let into = use_state(|| None::<Id>);
    let edit = |change: fn(&mut SpeakerView, Rc<str>)| {
        let (send, speaker) = (props.send.clone(), speaker.clone());
        Callback::from(move |typed: String| {
            let mut entry = speaker.clone();
            change(&mut entry, typed.into());
            send.emit(Command::EditSpeaker {
                id: entry.id,
                name: entry.name,
                role: entry.role,
                affiliation: entry.affiliation,
                same_as: entry.same_as,
            });
        })
    };
    let line = |title: &'static str, value: &Rc<str>, keep: Callback<String>| {
        html! {
            <label class="field">
                <span class="name">{ title }</span>
                <Field shape={Shape::Line} value={AttrValue::from(value.clone())} placeholder="–" {keep} />
            </label>
        }
    };
    let choose = {
        let into = into.clone();
        Callback::from(move |event: Event| {
            let menu: HtmlSelectElement = event.target_unchecked_into();
            into.set((!menu.value().is_empty()).then(|| Id::from(menu.value().as_str())));
        })
    };
    let merge = {
        let (send, from, into) = (props.send.clone(), speaker.id.clone(), into.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(into) = (*into).clone() {
                send.emit(Command::MergeSpeakers {
                    from: from.clone(),
                    into,
                });
                focus(TEXT);
            }
        })
    };
    let remove = {
        let (send, id) = (props.send.clone(), speaker.id.clone());
        Callback::from(move |_: MouseEvent| {
            send.emit(Command::RemoveSpeaker(id.clone()));
            focus(TEXT);
        })
    };
    // Who was chosen may be gone since.
    let chosen = into
        .as_ref()
        .and_then(|id| props.registry.iter().find(|other| other.id == *id));
    let others = props.registry.iter().filter(|other| other.id != speaker.id);
    html! {
        <div class="form" key={speaker.id.to_string()}>
            { line("Name", &speaker.name, edit(|entry, value| entry.name = value)) }
            { line("Role", &speaker.role, edit(|entry, value| entry.role = value)) }
            { line("Belongs to", &speaker.affiliation, edit(|entry, value| entry.affiliation = value)) }
            { line("Web page", &speaker.same_as, edit(|entry, value| entry.same_as = value)) }
            if props.registry.len() > 1 {
                <label class="field">
                    <span class="name">{ "Same as" }</span>
                    <select onchange={choose}>
                        <option value="" selected={chosen.is_none()}>{ "nobody else" }</option>
                        { for others.map(|other| html! {
                            <option key={other.id.to_string()} value={other.id.to_string()} selected={chosen == Some(other)}>{ &*other.name }</option>
                        }) }
                    </select>
                </label>
                if let Some(chosen) = chosen {
                    <button onclick={merge}>{ format!("Merge into {}", chosen.name) }</button>
                }
            }
            <button class="quiet danger" onclick={remove}>{ "Remove the entry" }</button>
        </div>
    }
}

//! The card itself: head, words, links, attributes, note, reason, and the buttons that decide.

use std::rc::Rc;

use yew::prelude::*;

use crate::annotation::{OriginKind, State};
use crate::app::workbench::card::attribute::AttributeRow;
use crate::app::workbench::card::field::{Field, Shape};
use crate::app::workbench::card::links::Links;
use crate::app::workbench::card::speaker::SpeakerRow;
use crate::app::workbench::focus::{
    CARD, ENTRY, NOTE, TEXT, focus, focus_in, open_details, save_focus,
};
use crate::app::workbench::words::{aria_keys, cap, hue, state_class};
use crate::session::{Card, Command, KeyMap, LinkTarget, Mode, SpeakerView};

/// What [`CardPanel`] is given.
#[derive(Clone, Properties)]
pub struct CardPanelProps {
    /// The selected annotation.
    pub card: Option<Rc<Card>>,
    /// Whether words are selected, which are what the next key tags.
    pub picked: bool,
    /// All speakers.
    pub registry: Rc<[SpeakerView]>,
    /// What is under way.
    pub mode: Mode,
    /// What a link could point to.
    pub targets: Rc<[LinkTarget]>,
    /// Which keys mean what.
    pub keys: Rc<KeyMap>,
    /// Where commands go.
    pub send: Callback<Command>,
    /// Hears what is typed while a link's target is looked for.
    pub find_target: Callback<AttrValue>,
}

impl PartialEq for CardPanelProps {
    fn eq(&self, other: &Self) -> bool {
        let same_card = match (&self.card, &other.card) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        same_card
            && self.picked == other.picked
            && Rc::ptr_eq(&self.registry, &other.registry)
            && self.mode == other.mode
            && Rc::ptr_eq(&self.targets, &other.targets)
            && Rc::ptr_eq(&self.keys, &other.keys)
    }
}

/// The card of the selected annotation, or what to do while none is selected.
#[component]
pub fn CardPanel(props: &CardPanelProps) -> Html {
    let Some(card) = &props.card else {
        return html! {
            <section class="card empty" id={CARD} aria-label="Selected annotation">
                if props.picked {
                    <p>{ "Words are selected: a label tags them. " }<kbd>{ cap(&props.keys, "let_go") }</kbd>{ " lets them go." }</p>
                } else {
                    <p>{ "Nothing is selected. " }<kbd>{ cap(&props.keys, "next_proposal") }</kbd>{ " goes to the next proposal; select words to tag them." }</p>
                }
            </section>
        };
    };
    let leave = Callback::from(|event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            event.stop_propagation();
            focus(TEXT);
        }
    });
    html! {
        <section class={classes!("card", hue(&card.label))} id={CARD} aria-label={format!("{}, {}", card.title, card.state)} onkeydown={leave}>
            { head(card, &props.send) }
            { words(card, &props.send) }
            <div class="attributes" key={card.id.to_string()}>
                if card.label.as_ref() == "speaker" {
                    <SpeakerRow mention={card.id.clone()} words={card.fragments.join(" ")} speaker={card.speaker.clone()}
                        registry={&props.registry} send={&props.send} />
                }
                <Links card={card.clone()} mode={props.mode.clone()} targets={&props.targets} key_cap={cap(&props.keys, "link")}
                    send={&props.send} find_target={&props.find_target} />
                { for card.attributes.iter().map(|attribute| html! {
                    <AttributeRow key={attribute.attribute.name} annotation={card.id.clone()} attribute={attribute.clone()} send={&props.send} />
                }) }
                { note(card, &props.send) }
            </div>
            { why(card) }
            if props.picked { { picked(card, props) } } else { { buttons(card, props) } }
        </section>
    }
}

fn head(card: &Card, send: &Callback<Command>) -> Html {
    let state = match card.score {
        Some(score) => format!("{} · {} in 10", card.state, times_in_ten(score)),
        None => card.state.to_string(),
    };
    let close = press(send, Command::LetGo);
    html! {
        <header>
            <span class={classes!("badge", hue(&card.label))}><b>{ card.letter.to_string() }</b>{ " " }{ &*card.title }</span>
            <span class={classes!("badge", "state", state_class(card.state))}>{ state }</span>
            <button class="quiet step close" aria-label="Close the card" title="Close the card" onclick={close}><span aria-hidden="true">{ "×" }</span></button>
        </header>
    }
}

/// Sends a command when a button is pressed. The button may go then, and must not become another one under the finger.
fn press(send: &Callback<Command>, command: Command) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |_: MouseEvent| {
        send.emit(command.clone());
        save_focus();
    })
}

/// Where the card is among all, with the way to its neighbours.
fn steps(card: &Card, send: &Callback<Command>) -> Html {
    let (nth, of) = card.position;
    let step = |name: &'static str, sign: &'static str, command: Command| {
        let onclick = press(send, command);
        html! { <button class="quiet step" aria-label={name} title={name} {onclick}><span aria-hidden="true">{ sign }</span></button> }
    };
    html! {
        <div class="steps">
            { step("Previous annotation", "‹", Command::PreviousAnnotation) }
            <span>{ format!("{nth} of {of}") }</span>
            { step("Next annotation", "›", Command::NextAnnotation) }
        </div>
    }
}

/// The words, each fragment by itself where there are several.
fn words(card: &Card, send: &Callback<Command>) -> Html {
    if let [only] = card.fragments.as_slice() {
        return html! { <blockquote dir="auto">{ only }</blockquote> };
    }
    html! {
        <ol class="fragments" aria-label="Fragments">
            { for card.fragments.iter().enumerate().map(|(n, words)| {
                let (send, id) = (send.clone(), card.id.clone());
                let remove = Callback::from(move |_: MouseEvent| {
                    send.emit(Command::RemoveFragment(id.clone(), n));
                    focus(TEXT);
                });
                html! {
                    <li key={n}>
                        <blockquote dir="auto">{ words }</blockquote>
                        <button class="quiet remove" onclick={remove} aria-label={format!("Remove fragment {}", n + 1)}>{ "×" }</button>
                    </li>
                }
            }) }
        </ol>
    }
}

fn note(card: &Card, send: &Callback<Command>) -> Html {
    let (send, id) = (send.clone(), card.id.clone());
    let keep = send.reform(move |note: String| Command::SetNote(id.clone(), note.into()));
    html! {
        <div class="field">
            <label class="name" for={NOTE}>{ "Note" }</label>
            <Field id={Some(AttrValue::from(NOTE))} shape={Shape::Words} value={AttrValue::from(card.note.clone())} placeholder="add…" {keep} />
        </div>
    }
}

fn why(card: &Card) -> Html {
    let origin = match card.origin {
        OriginKind::Manual => "Made by hand.",
        OriginKind::Imported => "Came with a file.",
        OriginKind::Suggested => "",
    };
    if origin.is_empty() && card.reason.is_empty() && card.rule.is_empty() && card.was.is_empty() {
        return Html::default();
    }
    html! {
        <div class="why">
            <p>
                <b>{ "Why: " }</b>
                if !card.reason.is_empty() { { &*card.reason }{ " " } }
                { origin }
                if !card.rule.is_empty() { { " Rule " }<code>{ &*card.rule }</code> }
                if let Some(score) = card.score { { often(score) } } else if !card.rule.is_empty() { { "." } }
            </p>
            if !card.looks_for.is_empty() {
                <p>{ "The rule looks for this: " }{ card.looks_for }</p>
            }
            if !card.was.is_empty() { <p>{ "Proposed as: " }{ card.was.as_str() }</p> }
        </div>
    }
}

/// «, right about 9 times in 10.»
fn often(score: f64) -> String {
    format!(", right about {} times in 10.", times_in_ten(score))
}

fn times_in_ten(score: f64) -> f64 {
    (score * 10.0).round().clamp(0.0, 10.0)
}

/// What can be done with the selected words, in the place of the decisions, which would go to the mark.
fn picked(card: &Card, props: &CardPanelProps) -> Html {
    let add = props.send.reform(|_: MouseEvent| Command::AddFragment);
    let drop = props.send.reform(|_: MouseEvent| Command::LetGo);
    // The selection must outlive the press.
    let keep = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <div class="foot" onmousedown={keep}>
            <p class="picked">{ "Words are selected: a label tags them." }</p>
            <div class="more">
                <button class="quiet" onclick={add}>{ format!("Add to this {}", card.title.to_lowercase()) }{ key_cap(props, "add_fragment") }</button>
                <button class="quiet" onclick={drop}>{ "Let go" }{ key_cap(props, "let_go") }</button>
            </div>
        </div>
    }
}

fn key_cap(props: &CardPanelProps, command: &str) -> Html {
    let cap = cap(&props.keys, command);
    if cap.is_empty() {
        Html::default()
    } else {
        html! { <kbd aria-hidden="true">{ cap }</kbd> }
    }
}

fn buttons(card: &Card, props: &CardPanelProps) -> Html {
    let send = |command: Command| press(&props.send, command);
    let edit = Callback::from(|_: MouseEvent| {
        edit_card();
    });
    let key = |name: &str| key_cap(props, name);
    let keys = |name: &str| aria_keys(&props.keys, name);
    let accept = html! { <button key="accept" aria-keyshortcuts={keys("accept")} class="yes" onclick={send(Command::Accept)}>{ "Accept" }{ key("accept") }</button> };
    let reject = html! { <button key="reject" aria-keyshortcuts={keys("reject")} onclick={send(Command::Reject)}>{ "Reject" }{ key("reject") }</button> };
    let restore = html! { <button key="restore" aria-keyshortcuts={keys("restore")} onclick={send(Command::Restore)}>{ "Restore" }{ key("restore") }</button> };
    let edit = html! { <button key="edit" aria-keyshortcuts={keys("edit")} onclick={edit}>{ "Edit" }{ key("edit") }</button> };
    let choices = match card.state {
        State::Proposed => vec![accept, edit, reject],
        State::Accepted => vec![restore, edit, reject],
        State::Rejected => vec![accept, restore],
    };
    html! {
        <div class="foot">
            <div class="decide">
                { for choices }
            </div>
            <div class="more">
                <button class="quiet" aria-keyshortcuts={keys("tag_all_like")} onclick={send(Command::TagAllLike)}>{ "Tag all like this" }{ key("tag_all_like") }</button>
                { steps(card, &props.send) }
                <button class="quiet danger" aria-keyshortcuts={keys("delete")} onclick={send(Command::Delete)}>{ "Delete" }{ key("delete") }</button>
            </div>
        </div>
    }
}

/// Puts the focus on the first control of the card that changes something.
pub fn edit_card() -> bool {
    focus_in(
        CARD,
        ".attributes button.pick, .attributes input, .attributes select, .attributes textarea",
    )
}

/// Opens the registry's entry of the mention on the card and puts the focus into it.
pub fn show_entry() -> bool {
    open_details(ENTRY) && focus_in(ENTRY, "input")
}

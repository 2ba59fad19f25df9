//! All keys, made from the table that binds them; each can be changed, and single letters switched off.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::action::{Letters, ShellAction};
use crate::app::dialogs::SheetFrame;
use crate::session::{COMMANDS, Group, KeyMap, command};

/// What the sheet shows.
#[derive(Clone, Properties)]
pub struct HelpSheetProps {
    /// The keys as they are.
    pub keys: Rc<KeyMap>,
    /// Whether single letters are keys.
    pub letters: Letters,
    /// Where wishes go.
    pub act: Callback<ShellAction>,
}

impl PartialEq for HelpSheetProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.keys, &other.keys)
            && self.letters == other.letters
            && self.act == other.act
    }
}

/// The sheet of keys.
#[component]
pub fn HelpSheet(props: &HelpSheetProps) -> Html {
    let listening = use_state(|| None::<&'static str>);
    let closed = {
        let act = props.act.clone();
        Callback::from(move |()| act.emit(ShellAction::CloseSheet))
    };
    let switch = {
        let act = props.act.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            act.emit(ShellAction::SetLetters(if input.checked() {
                Letters::On
            } else {
                Letters::Off
            }));
        })
    };
    let reset = {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(ShellAction::ResetKeys))
    };
    let group = |group: Group| {
        html! {
            <section class="key-group">
                <h3>{ group.title() }</h3>
                { for COMMANDS.iter().filter(|spec| spec.group == group).map(|spec| {
                    let name = spec.name;
                    let keys = props.keys.shown(name);
                    let waits = *listening == Some(name);
                    let onclick = {
                        let listening = listening.clone();
                        Callback::from(move |_: MouseEvent| listening.set(Some(name)))
                    };
                    let onkeydown = {
                        let (listening, act) = (listening.clone(), props.act.clone());
                        Callback::from(move |event: KeyboardEvent| {
                            if *listening == Some(name) && take_key(&event, name, &act) {
                                listening.set(None);
                            }
                        })
                    };
                    // A default key that the person gave to another command is not silently gone.
                    let clash = props.keys.clashes().iter().find(|clash| clash.wants == name && keys.is_empty());
                    let taken = clash.map(|clash| format!("{} is «{}»", clash.key, command(clash.has).map_or(clash.has, |has| has.title)));
                    let label = if let Some(taken) = &taken {
                        format!("{}: no key, as {taken}. Change", spec.title)
                    } else if keys.is_empty() {
                        format!("{}: no key. Change", spec.title)
                    } else {
                        format!("{}: {}. Change", spec.title, keys.join(" or "))
                    };
                    html! {
                        <div class="key-line" key={name}>
                            <span>{ spec.title }</span>
                            <button type="button" class={classes!(waits.then_some("listening"))} aria-label={label} title="Change" {onclick} {onkeydown}>
                                if waits {
                                    { "Press a key…" }
                                } else if keys.is_empty() {
                                    <span class="none">{ taken.unwrap_or_else(|| "no key".to_owned()) }</span>
                                } else {
                                    { for keys.iter().map(|key| html! { <kbd>{ key }</kbd> }) }
                                }
                            </button>
                        </div>
                    }
                }) }
            </section>
        }
    };
    html! {
        <SheetFrame title="All keys" {closed}>
            <div class="key-options">
                <label><input type="checkbox" checked={props.letters == Letters::On} onchange={switch} />{ "Single letters are keys" }</label>
                <button type="button" onclick={reset}>{ "All keys as they were" }</button>
            </div>
            <p>{ "Click a key, then press another one to change it; Backspace takes it away. Single letters work while the article or the list has the focus, never in a field." }</p>
            <div class="key-groups">{ for Group::ALL.into_iter().map(group) }</div>
        </SheetFrame>
    }
}

/// Takes the key that was pressed for a command; whether the waiting is over.
fn take_key(event: &KeyboardEvent, name: &'static str, act: &Callback<ShellAction>) -> bool {
    let key = event.key();
    if matches!(
        key.as_str(),
        "Shift" | "Control" | "Alt" | "Meta" | "Tab" | "Dead"
    ) {
        return false;
    }
    event.prevent_default();
    match key.as_str() {
        "Escape" => {}
        "Backspace" => act.emit(ShellAction::Rebind(name, None)),
        _ => {
            let is_sign = key.chars().count() == 1 && !key.chars().all(char::is_alphabetic);
            let mut words = Vec::new();
            if event.shift_key() && !is_sign {
                words.push("Shift");
            }
            if event.ctrl_key() || event.meta_key() {
                words.push("Ctrl");
            }
            if event.alt_key() {
                words.push("Alt");
            }
            words.push(if key == " " { "Space" } else { &key });
            act.emit(ShellAction::Rebind(name, Some(words.join(" ").into())));
        }
    }
    true
}

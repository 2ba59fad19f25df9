//! Messages: errors that stay until they are dismissed, short notes with a way back, and what a screen reader says.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::action::ShellAction;

/// What kind of message it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something failed. It stays until it is dismissed.
    Error,
    /// Something was done that can be taken back: it stays until the next such, or a while.
    Offer,
    /// Something is worth knowing. The next one replaces it.
    Note,
}

/// What a message is about, where it goes with that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Something could not be saved. It goes once everything is.
    Saving,
    /// Anything else.
    Anything,
}

/// A message.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Its number, unique while the page lives.
    pub id: u32,
    /// Its kind.
    pub tone: Tone,
    /// What it is about.
    pub about: About,
    /// What happened, and where.
    pub text: AttrValue,
    /// What to do, or empty.
    pub hint: AttrValue,
    /// A button: its words and what it does.
    pub way_out: Option<(AttrValue, ShellAction)>,
}

/// What is said and shown.
#[derive(Clone, PartialEq, Properties)]
pub struct MessagesProps {
    /// Messages, oldest first.
    pub messages: Rc<[Message]>,
    /// What a screen reader says, with a number that grows, so that the same words are said again.
    pub said: (u32, AttrValue),
    /// Where wishes go.
    pub act: Callback<ShellAction>,
}

/// The messages, over everything else.
#[component]
pub fn Messages(props: &MessagesProps) -> Html {
    let (number, words) = &props.said;
    // Two regions in turn: a region whose words stay the same says nothing.
    let (one, other) = if number % 2 == 0 {
        (words.clone(), AttrValue::default())
    } else {
        (AttrValue::default(), words.clone())
    };
    html! {
        <>
            <div class="aloud" role="status">
                <span>{ one }</span>
                <span>{ other }</span>
            </div>
            <section class="messages" aria-label="Messages">
                { for props.messages.iter().map(|message| html! {
                    <Line key={message.id} message={message.clone()} act={props.act.clone()} />
                }) }
            </section>
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LineProps {
    message: Message,
    act: Callback<ShellAction>,
}

#[component]
fn Line(props: &LineProps) -> Html {
    let message = &props.message;
    let id = message.id;
    let emit = |wish: ShellAction| {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(wish.clone()))
    };
    let (tone, role) = match message.tone {
        Tone::Error => ("error", "alert"),
        Tone::Offer | Tone::Note => ("note", "status"),
    };
    html! {
        <div class={classes!("message", tone)} {role}>
            <p>
                <strong>{ message.text.clone() }</strong>
                if !message.hint.is_empty() {
                    { " " }
                    <span>{ message.hint.clone() }</span>
                }
            </p>
            if let Some((words, wish)) = &message.way_out {
                <button type="button" onclick={emit(wish.clone())}>{ words.clone() }</button>
            }
            <button type="button" class="quiet icon" aria-label="Dismiss" title="Dismiss" onclick={emit(ShellAction::Dismiss(id))}>
                <span aria-hidden="true">{ "×" }</span>
            </button>
        </div>
    }
}

//! The links of the annotation on the card: a row a link type, with a chip for each link.
//!
//! In come links and, while one is made, possible targets; out go commands.

use std::rc::Rc;

use yew::prelude::*;

use crate::annotation::LinkType;
use crate::app::workbench::card::picker::{Choice, Picker};
use crate::app::workbench::focus::{TEXT, focus};
use crate::app::workbench::words::{hue, state_class};
use crate::session::{Card, CardLink, Command, LinkTarget, Mode};

/// What [`Links`] is given.
#[derive(Clone, Properties)]
pub struct LinksProps {
    /// The card.
    pub card: Rc<Card>,
    /// What is under way.
    pub mode: Mode,
    /// What a link could point to.
    pub targets: Rc<[LinkTarget]>,
    /// The key that starts a link.
    pub key_cap: AttrValue,
    /// Where commands go.
    pub send: Callback<Command>,
    /// Hears what is typed while a target is looked for.
    pub find_target: Callback<AttrValue>,
}

impl PartialEq for LinksProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.card, &other.card)
            && self.mode == other.mode
            && Rc::ptr_eq(&self.targets, &other.targets)
            && self.key_cap == other.key_cap
    }
}

/// The rows of links.
#[component]
pub fn Links(props: &LinksProps) -> Html {
    let card = &props.card;
    let linking = props.mode == Mode::Linking(card.id.clone());
    let start = props.send.reform(|_: MouseEvent| Command::StartLink);
    html! {
        <>
            { for card.links.iter().map(|(link_type, links)| {
                let room = links.len() < link_type.most;
                html! {
                    <div class="field" key={link_type.name}>
                        <span class="name">{ link_type.title }</span>
                        <div class="chips">
                            { for links.iter().map(|link| chip(link, &props.send)) }
                            if room && !linking {
                                <button class="quiet add" onclick={start.clone()} aria-label={adding(link_type)} title={adding(link_type)}>
                                    if links.is_empty() { <span class="faint">{ "link" }</span> }
                                    if !props.key_cap.is_empty() { <kbd>{ &props.key_cap }</kbd> }
                                </button>
                            }
                        </div>
                    </div>
                }
            }) }
            if linking {
                { picker(props) }
            }
            if !card.links_here.is_empty() {
                <div class="field">
                    <span class="name">{ "Linked from" }</span>
                    <div class="chips">{ for card.links_here.iter().map(|link| chip(link, &props.send)) }</div>
                </div>
            }
        </>
    }
}

fn adding(link_type: &LinkType) -> String {
    format!("Link to a {}", link_type.to.join(" or "))
}

fn picker(props: &LinksProps) -> Html {
    let choices = props
        .targets
        .iter()
        .map(|target| Choice {
            words: target.words.clone().into(),
            aside: target.link.title.into(),
            hue: if target.is_speaker {
                "speaker"
            } else {
                target.link.to.first().map_or("", |label| hue(label))
            },
        })
        .collect::<Vec<_>>();
    let taken = {
        let (send, targets) = (props.send.clone(), props.targets.clone());
        Callback::from(move |n: usize| {
            let Some(target) = targets.get(n) else {
                return;
            };
            send.emit(if target.is_speaker {
                Command::LinkToSpeaker(target.id.clone())
            } else {
                Command::LinkTo(target.id.clone())
            });
            focus(TEXT);
        })
    };
    let left = {
        let send = props.send.clone();
        Callback::from(move |()| {
            send.emit(Command::LetGo);
            focus(TEXT);
        })
    };
    html! {
        <Picker id="link-target" label="Type a name, or click in the text" {choices} nothing="Nothing fits. Click the words in the text."
            typed={&props.find_target} {taken} {left} />
    }
}

fn chip(link: &CardLink, send: &Callback<Command>) -> Html {
    let select = {
        let (send, id) = (send.clone(), link.other.clone());
        Callback::from(move |_: MouseEvent| send.emit(Command::Select(id.clone())))
    };
    let remove = {
        let (send, id) = (send.clone(), link.id.clone());
        Callback::from(move |_: MouseEvent| {
            send.emit(Command::Unlink(id.clone()));
            focus(TEXT);
        })
    };
    html! {
        <span key={link.id.to_string()} class={classes!("chip", hue(&link.label), state_class(link.state))}>
            <button class="words" onclick={select} title={format!("{}: {}", link.title, link.words)}>{ &link.words }</button>
            <button class="remove" onclick={remove} aria-label={format!("Remove the link to {}", link.words)}>{ "×" }</button>
        </span>
    }
}

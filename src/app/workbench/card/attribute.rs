//! One attribute with the control that fits what it can be.
//!
//! In comes an attribute with its value, out goes a value when it is chosen or its field is left; nothing for «as by
//! default». Whether a value fits, the session says.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::annotation::{AttributeKind, AttributeValue, Id};
use crate::app::workbench::words::spaced;
use crate::session::{CardAttribute, Command};

/// A choice among so many is a row of buttons, among more a menu, so that the row fits the card.
const ROW: usize = 4;
const ROW_LETTERS: usize = 27;

/// What [`AttributeRow`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct AttributeRowProps {
    /// The annotation.
    pub annotation: Id,
    /// The attribute and its value.
    pub attribute: CardAttribute,
    /// Where commands go.
    pub send: Callback<Command>,
}

/// Its name and its control.
#[component]
pub fn AttributeRow(props: &AttributeRowProps) -> Html {
    let attribute = &props.attribute.attribute;
    let set = {
        let (send, id, name) = (props.send.clone(), props.annotation.clone(), attribute.name);
        Callback::from(move |value: Option<AttributeValue>| {
            send.emit(Command::SetAttribute {
                id: id.clone(),
                name: Rc::from(name),
                value,
            });
        })
    };
    let value = props.attribute.value.as_ref();
    let field = format!("field-{}", attribute.name);
    let text = |value: Option<&AttributeValue>| {
        value
            .and_then(AttributeValue::as_text)
            .unwrap_or("")
            .to_owned()
    };
    let (control, named_by_itself) = match attribute.kind {
        AttributeKind::Choice(choices) if fits_a_row(choices) => (
            row_of(attribute.title, attribute.name, choices, &text(value), &set),
            true,
        ),
        AttributeKind::Choice(choices) => (menu_of(&field, choices, &text(value), &set), false),
        AttributeKind::Choices(choices) => (ticks_of(attribute.title, choices, value, &set), true),
        AttributeKind::Text => (
            line_of(&field, "text", "–", text(value), &set, parse_text),
            false,
        ),
        AttributeKind::Date => (
            line_of(&field, "text", "YYYY-MM-DD", text(value), &set, parse_text),
            false,
        ),
        AttributeKind::Count | AttributeKind::Number | AttributeKind::Share => {
            let number = value
                .and_then(AttributeValue::as_number)
                .map(|number| number.to_string())
                .unwrap_or_default();
            (
                line_of(&field, "number", "–", number, &set, parse_number),
                false,
            )
        }
        AttributeKind::Texts => (lines_of(&field, value, &set), false),
        // The registry's part of the card.
        AttributeKind::Speaker => return Html::default(),
    };
    html! {
        <div class={classes!("field", props.attribute.is_default.then_some("default"))}>
            if named_by_itself {
                <span class="name" aria-hidden="true">{ attribute.title }</span>
            } else {
                <label class="name" for={field}>{ attribute.title }</label>
            }
            { control }
        </div>
    }
}

fn fits_a_row(choices: &[&str]) -> bool {
    choices.len() <= ROW && choices.iter().map(|choice| choice.len()).sum::<usize>() <= ROW_LETTERS
}

type Set = Callback<Option<AttributeValue>>;

fn row_of(
    title: &str,
    name: &'static str,
    choices: &'static [&'static str],
    value: &str,
    set: &Set,
) -> Html {
    html! {
        <div class="segments" role="radiogroup" aria-label={title.to_owned()}>
            { for choices.iter().map(|choice| {
                let set = set.clone();
                let onchange = Callback::from(move |_: Event| set.emit(Some(AttributeValue::from(*choice))));
                html! {
                    <label key={*choice}>
                        <input type="radio" name={name} value={*choice} checked={*choice == value} {onchange} />
                        <span>{ spaced(choice) }</span>
                    </label>
                }
            }) }
        </div>
    }
}

fn menu_of(id: &str, choices: &'static [&'static str], value: &str, set: &Set) -> Html {
    let set = set.clone();
    let onchange = Callback::from(move |event: Event| {
        let menu: HtmlSelectElement = event.target_unchecked_into();
        set.emit(Some(AttributeValue::from(menu.value().as_str())));
    });
    html! {
        <select id={id.to_owned()} {onchange}>
            { for choices.iter().map(|choice| html! {
                <option key={*choice} value={*choice} selected={*choice == value}>{ spaced(choice) }</option>
            }) }
        </select>
    }
}

fn ticks_of(
    title: &str,
    choices: &'static [&'static str],
    value: Option<&AttributeValue>,
    set: &Set,
) -> Html {
    let chosen: Vec<Rc<str>> = match value {
        Some(AttributeValue::Texts(texts)) => texts.clone(),
        Some(AttributeValue::Text(text)) => vec![text.clone()],
        _ => Vec::new(),
    };
    html! {
        <div class="ticks" role="group" aria-label={title.to_owned()}>
            { for choices.iter().map(|choice| {
                let on = chosen.iter().any(|chosen| **chosen == **choice);
                let (set, mut chosen) = (set.clone(), chosen.clone());
                if on {
                    chosen.retain(|chosen| **chosen != **choice);
                } else {
                    chosen.push(Rc::from(*choice));
                }
                let value = (!chosen.is_empty()).then_some(AttributeValue::Texts(chosen));
                let onchange = Callback::from(move |_: Event| set.emit(value.clone()));
                html! {
                    <label key={*choice}>
                        <input type="checkbox" checked={on} {onchange} />
                        <span>{ spaced(choice) }</span>
                    </label>
                }
            }) }
        </div>
    }
}

fn line_of(
    id: &str,
    kind: &'static str,
    placeholder: &'static str,
    value: String,
    set: &Set,
    parse: fn(&str) -> Option<AttributeValue>,
) -> Html {
    let set = set.clone();
    let onchange = Callback::from(move |event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        set.emit(parse(&field.value()));
    });
    html! {
        <input id={id.to_owned()} type={kind} step={(kind == "number").then_some("any")} {value} {placeholder} autocomplete="off" {onchange} />
    }
}

fn lines_of(id: &str, value: Option<&AttributeValue>, set: &Set) -> Html {
    let lines = match value {
        Some(AttributeValue::Texts(texts)) => texts.join("\n"),
        _ => String::new(),
    };
    let set = set.clone();
    let onchange = Callback::from(move |event: Event| {
        let field: HtmlTextAreaElement = event.target_unchecked_into();
        let lines: Vec<Rc<str>> = field
            .value()
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(Rc::from)
            .collect();
        set.emit((!lines.is_empty()).then_some(AttributeValue::Texts(lines)));
    });
    html! {
        <textarea id={id.to_owned()} rows="2" value={lines} placeholder="One a line" {onchange} />
    }
}

fn parse_text(typed: &str) -> Option<AttributeValue> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| AttributeValue::from(typed))
}

fn parse_number(typed: &str) -> Option<AttributeValue> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    // What is no number goes on as words, so that the session says what is wanted instead.
    Some(
        typed
            .parse()
            .map_or_else(|_| AttributeValue::from(typed), AttributeValue::Number),
    )
}

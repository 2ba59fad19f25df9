//! One attribute with the control that fits what it can be.
//!
//! In comes an attribute with its value, out goes a value when it is chosen or its field is left; nothing for «as by
//! default». Whether a value fits, the session says.

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::annotation::{AttributeKind, AttributeValue, Id, choice_title};
use crate::app::workbench::card::field::{Field, Shape};
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
    let typed = |shape: Shape, placeholder: &'static str, value: String| {
        let keep = set.reform(move |typed: String| parse(shape, &typed));
        html! { <Field id={AttrValue::from(field.clone())} {shape} {value} {placeholder} {keep} /> }
    };
    let (control, named_by_itself) = match attribute.kind {
        AttributeKind::Choice(choices) if fits_a_row(attribute.name, choices) => (
            row_of(attribute.title, attribute.name, choices, &text(value), &set),
            true,
        ),
        AttributeKind::Choice(choices) => (
            menu_of(&field, attribute.name, choices, &text(value), &set),
            false,
        ),
        AttributeKind::Choices(choices) => (
            ticks_of(attribute.title, attribute.name, choices, value, &set),
            true,
        ),
        AttributeKind::Text => (typed(Shape::Line, "–", text(value)), false),
        AttributeKind::Date => (typed(Shape::Line, "YYYY-MM-DD", text(value)), false),
        AttributeKind::Count | AttributeKind::Number => {
            (typed(Shape::Figure, "–", figure(value)), false)
        }
        AttributeKind::Share => (typed(Shape::Figure, "0 to 1", figure(value)), false),
        AttributeKind::Texts => (typed(Shape::List, "One a line", lines(value)), false),
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

fn fits_a_row(name: &str, choices: &[&str]) -> bool {
    let letters = choices
        .iter()
        .map(|choice| choice_title(name, choice).len());
    choices.len() <= ROW && letters.sum::<usize>() <= ROW_LETTERS
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
                        <span>{ choice_title(name, choice) }</span>
                    </label>
                }
            }) }
        </div>
    }
}

fn menu_of(
    id: &str,
    name: &'static str,
    choices: &'static [&'static str],
    value: &str,
    set: &Set,
) -> Html {
    let set = set.clone();
    let onchange = Callback::from(move |event: Event| {
        let menu: HtmlSelectElement = event.target_unchecked_into();
        set.emit(Some(AttributeValue::from(menu.value().as_str())));
    });
    html! {
        <select id={id.to_owned()} {onchange}>
            { for choices.iter().map(|choice| html! {
                <option key={*choice} value={*choice} selected={*choice == value}>{ choice_title(name, choice) }</option>
            }) }
        </select>
    }
}

fn ticks_of(
    title: &str,
    name: &'static str,
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
                        <span>{ choice_title(name, choice) }</span>
                    </label>
                }
            }) }
        </div>
    }
}

fn figure(value: Option<&AttributeValue>) -> String {
    value
        .and_then(AttributeValue::as_number)
        .map(|number| number.to_string())
        .unwrap_or_default()
}

fn lines(value: Option<&AttributeValue>) -> String {
    match value {
        Some(AttributeValue::Texts(texts)) => texts.join("\n"),
        _ => String::new(),
    }
}

fn parse(shape: Shape, typed: &str) -> Option<AttributeValue> {
    if typed.is_empty() {
        return None;
    }
    Some(match shape {
        Shape::Line | Shape::Words => AttributeValue::from(typed),
        // What is no number goes on as words, so that the session says what is wanted instead.
        Shape::Figure => typed
            .parse()
            .map_or_else(|_| AttributeValue::from(typed), AttributeValue::Number),
        Shape::List => AttributeValue::Texts(typed.lines().map(Rc::from).collect()),
    })
}

//! What the list shows: words, label, state, speaker; and accepting many at once.
//!
//! In comes the filter with the lines that it lets through; out go a new filter and one bulk command.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::annotation::{Id, Schema, State};
use crate::app::workbench::focus::{FILTERS, FIND, LIST, TEXT, focus};
use crate::app::workbench::words::{cap, hue};
use crate::session::{Command, Counts, Filter, KeyMap, ListItem, SpeakerView, is_at_least};

/// What [`Filters`] is given.
#[derive(Clone, Properties)]
pub struct FiltersProps {
    /// What is shown now.
    pub filter: Rc<Filter>,
    /// The lines that it lets through.
    pub list: Rc<[Rc<ListItem>]>,
    /// How many there are.
    pub counts: Rc<Counts>,
    /// All speakers.
    pub registry: Rc<[SpeakerView]>,
    /// Which keys mean what.
    pub keys: Rc<KeyMap>,
    /// Where commands go.
    pub send: Callback<Command>,
}

impl PartialEq for FiltersProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.filter, &other.filter)
            && Rc::ptr_eq(&self.list, &other.list)
            && Rc::ptr_eq(&self.counts, &other.counts)
            && Rc::ptr_eq(&self.registry, &other.registry)
            && Rc::ptr_eq(&self.keys, &other.keys)
    }
}

/// The controls over the list.
#[component]
pub fn Filters(props: &FiltersProps) -> Html {
    let filter = &props.filter;
    let change = |change: fn(&mut Filter, &str)| {
        let (send, filter) = (props.send.clone(), filter.clone());
        move |value: &str| {
            let mut filter = (*filter).clone();
            change(&mut filter, value);
            send.emit(Command::SetFilter(filter));
        }
    };
    let by_menu = |with: fn(&mut Filter, &str)| {
        let change = change(with);
        Callback::from(move |event: Event| {
            let menu: HtmlSelectElement = event.target_unchecked_into();
            change(&menu.value());
        })
    };
    let find = {
        let change = change(|filter, value| filter.words = value.into());
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            change(&field.value());
        })
    };
    let leave = {
        let clear = change(|filter, _| filter.words = "".into());
        let has_words = !filter.words.is_empty();
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                // First the words, then the field.
                if has_words {
                    clear("");
                } else {
                    focus(TEXT);
                }
            }
            "ArrowDown" | "Enter" => {
                event.prevent_default();
                focus(LIST);
            }
            _ => {}
        })
    };
    let state = |filter: &mut Filter, value: &str| {
        filter.state = State::parse(value);
        // Whoever asks for rejected ones wants to see them.
        filter.show_rejected = value == "all" || filter.state == Some(State::Rejected);
    };
    let shown_state = match (filter.state, filter.show_rejected) {
        (Some(state), _) => state.as_str(),
        (None, true) => "all",
        (None, false) => "",
    };
    let total = |nth: usize| -> usize {
        let counts = props.counts.labels.iter();
        counts
            .filter(|(label, _)| filter.label.as_ref().is_none_or(|only| only == label))
            .map(|(_, counts)| counts.get(nth).copied().unwrap_or(0))
            .sum()
    };
    let (proposed, accepted, rejected) = (total(0), total(1), total(2));
    let states = [
        ("", "Any state".to_owned()),
        ("proposed", format!("Proposed ({proposed})")),
        ("accepted", format!("Accepted ({accepted})")),
        ("rejected", format!("Rejected ({rejected})")),
        (
            "all",
            format!("With rejected ({})", proposed + accepted + rejected),
        ),
    ];
    // A menu that is open takes Escape itself.
    let leave_menus = Callback::from(|event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            event.stop_propagation();
            focus(TEXT);
        }
    });
    let plain = **filter == Filter::default();
    // The line above counts them as reviewed: that the two figures differ is said.
    let hidden = if plain && rejected > 0 {
        format!(", {rejected} rejected hidden")
    } else {
        String::new()
    };
    let find_cap = cap(&props.keys, "find");
    html! {
        <div class="filters">
            <input id={FIND} type="search" value={AttrValue::from(filter.words.clone())} aria-label="Find in annotations"
                placeholder={format!("Find in annotations…  {find_cap}")} autocomplete="off" spellcheck="false" oninput={find} onkeydown={leave} />
            <div class="menus" onkeydown={leave_menus}>
                <select id={FILTERS} aria-label="Label" onchange={by_menu(|filter, value| filter.label = (!value.is_empty()).then(|| value.into()))}>
                    <option value="" selected={filter.label.is_none()}>{ "Any label" }</option>
                    { for props.counts.labels.iter().map(|(label, counts)| html! {
                        <option value={AttrValue::from(label.clone())} selected={filter.label.as_ref() == Some(label)}>
                            { format!("{} ({})", Schema::BUILT_IN.title_of(label), counts.iter().take(2).sum::<usize>()) }
                        </option>
                    }) }
                </select>
                <select aria-label="State" onchange={by_menu(state)}>
                    { for states.into_iter().map(|(value, title)| html! {
                        <option {value} selected={value == shown_state}>{ title }</option>
                    }) }
                </select>
                if !props.registry.is_empty() {
                    <select aria-label="Speaker" onchange={by_menu(|filter, value| filter.speaker = (!value.is_empty()).then(|| Id::from(value)))}>
                        <option value="" selected={filter.speaker.is_none()}>{ "Any speaker" }</option>
                        { for props.registry.iter().map(|speaker| html! {
                            <option value={speaker.id.to_string()} selected={filter.speaker.as_ref() == Some(&speaker.id)}>{ &*speaker.name }</option>
                        }) }
                    </select>
                }
            </div>
            // Not a region that speaks: the change of a filter is said already.
            <p class="shown">
                { match props.list.len() { 0 => "None".to_owned(), 1 => "One annotation".to_owned(), n => format!("{n} annotations") } }{ hidden }
                if !plain {
                    <button class="quiet" onclick={props.send.reform(|_: MouseEvent| Command::SetFilter(Filter::default()))}>{ "Show all" }</button>
                }
            </p>
            <AcceptAll filter={filter.clone()} list={&props.list} send={&props.send} />
        </div>
    }
}

#[derive(Clone, Properties)]
struct AcceptAllProps {
    filter: Rc<Filter>,
    list: Rc<[Rc<ListItem>]>,
    send: Callback<Command>,
}

impl PartialEq for AcceptAllProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.filter, &other.filter) && Rc::ptr_eq(&self.list, &other.list)
    }
}

/// Least scores, and how a reader says them.
const OFTEN: [(&str, &str); 6] = [
    ("0.95", "19 times in 20"),
    ("0.9", "9 times in 10"),
    ("0.8", "8 times in 10"),
    ("0.7", "7 times in 10"),
    ("0.5", "every other time"),
    ("0", "however often"),
];

/// «Accept 12 quotes that are right at least 9 times in 10». Only where the list shows all of what it would change.
#[component]
fn AcceptAll(props: &AcceptAllProps) -> Html {
    let score = use_state(|| 0.9_f64);
    let filter = &props.filter;
    let open = props
        .list
        .iter()
        .filter(|item| item.state == State::Proposed);
    let seen_whole = filter.words.is_empty() && filter.speaker.is_none();
    if !seen_whole || open.clone().next().is_none() {
        return Html::default();
    }
    let hits = open.filter(|item| is_at_least(item.score, *score)).count();
    let what = match (&filter.label, hits) {
        (Some(label), 1) => Schema::BUILT_IN.title_of(label).to_lowercase(),
        (Some(label), _) => Schema::BUILT_IN.plural_of(label),
        (None, 1) => "proposal".to_owned(),
        (None, _) => "proposals".to_owned(),
    };
    let set = {
        let score = score.clone();
        Callback::from(move |event: Event| {
            let menu: HtmlSelectElement = event.target_unchecked_into();
            score.set(menu.value().parse().unwrap_or(0.9));
        })
    };
    let accept = {
        let (label, score) = (filter.label.clone(), *score);
        props.send.reform(move |_: MouseEvent| Command::AcceptAll {
            label: label.clone(),
            score,
        })
    };
    html! {
        <div class={classes!("accept-all", filter.label.as_deref().map(hue))}>
            <button onclick={accept} disabled={hits == 0}>{ format!("Accept {hits} {what}") }</button>
            <label>
                { "right " }
                <select onchange={set} aria-label="How often they must be right">
                    { for OFTEN.into_iter().map(|(value, words)| html! {
                        <option {value} selected={value.parse::<f64>().is_ok_and(|value| (value - *score).abs() < 1e-9)}>{ words }</option>
                    }) }
                </select>
            </label>
        </div>
    }
}

//! A field with a list under it: one types, the list shows what fits, Enter takes it.
//!
//! In come choices; out go what was typed and which one was taken. It filters nothing: its owner does, as what fits is
//! the owner's to say. Built after the ARIA pattern «combobox with a list box».

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

/// One choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What stands in the list.
    pub words: AttrValue,
    /// What stands fainter behind it, or nothing.
    pub aside: AttrValue,
    /// The class for its colour, or nothing.
    pub hue: &'static str,
}

/// What [`Picker`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct PickerProps {
    /// Its name, also before it is seen.
    pub label: AttrValue,
    /// An id that no other element has.
    pub id: &'static str,
    /// What can be taken now.
    pub choices: Vec<Choice>,
    /// What stands in the list when there are no choices.
    pub nothing: AttrValue,
    /// Hears what is typed.
    pub typed: Callback<AttrValue>,
    /// Hears the number of the choice that was taken.
    pub taken: Callback<usize>,
    /// Hears that nothing is to be taken.
    pub left: Callback<()>,
}

/// The field and its list. It takes the focus when it appears.
#[component]
pub fn Picker(props: &PickerProps) -> Html {
    let field = use_node_ref();
    let list = use_node_ref();
    let active = use_state(|| 0_usize);
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                let _ = field.focus();
            }
        });
    }
    let last = props.choices.len().saturating_sub(1);
    let at = (*active).min(last);
    {
        let list = list.clone();
        use_effect_with(at, move |at| {
            let option = list
                .cast::<Element>()
                .and_then(|list| list.children().item(u32::try_from(*at).ok()?));
            if let Some(option) = option {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                option.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    }
    let oninput = {
        let (typed, active) = (props.typed.clone(), active.clone());
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            active.set(0);
            typed.emit(field.value().into());
        })
    };
    let onkeydown = {
        let (taken, left, active, any) = (
            props.taken.clone(),
            props.left.clone(),
            active.clone(),
            !props.choices.is_empty(),
        );
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "ArrowDown" => active.set(if at == last { 0 } else { at + 1 }),
                "ArrowUp" => active.set(if at == 0 { last } else { at - 1 }),
                "Enter" if any => taken.emit(at),
                "Escape" => left.emit(()),
                _ => return event.stop_propagation(),
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    // The field keeps the focus while the list is pressed, dragged or scrolled.
    let stay = Callback::from(|event: MouseEvent| event.prevent_default());
    let list_id = format!("{}-list", props.id);
    let option_id = |n: usize| format!("{}-{n}", props.id);
    html! {
        <div class="picker">
            <input ref={field} id={props.id} type="text" role="combobox" aria-label={props.label.clone()} aria-expanded="true"
                aria-autocomplete="list" aria-controls={list_id.clone()} autocomplete="off" spellcheck="false"
                aria-activedescendant={(!props.choices.is_empty()).then(|| option_id(at))}
                placeholder={props.label.clone()} {oninput} {onkeydown} />
            <ul ref={list} id={list_id} role="listbox" aria-label={props.label.clone()} onmousedown={stay}>
                { for props.choices.iter().enumerate().map(|(n, choice)| {
                    let take = {
                        let taken = props.taken.clone();
                        Callback::from(move |_: MouseEvent| taken.emit(n))
                    };
                    html! {
                        <li id={option_id(n)} key={n} role="option" aria-selected={(n == at).to_string()}
                            class={classes!(choice.hue, (n == at).then_some("active"))} onclick={take}>
                            <span class="words">{ &choice.words }</span>
                            if !choice.aside.is_empty() {
                                <span class="aside">{ &choice.aside }</span>
                            }
                        </li>
                    }
                }) }
            </ul>
            if props.choices.is_empty() {
                <p class="nothing" role="status">{ &props.nothing }</p>
            }
        </div>
    }
}

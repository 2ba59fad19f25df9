//! A small menu where the number of one paragraph stands: what the paragraph is.
//!
//! One for the whole pane; it goes where the pointer or the caret is. In comes a view, out goes a command.

use std::rc::Rc;

use web_sys::{Element, HtmlElement, HtmlSelectElement};
use yew::prelude::*;

use crate::app::workbench::pane::places::text_of;
use crate::app::workbench::words::kind_title;
use crate::article::ParagraphKind;
use crate::session::{Command, ParagraphView};

/// What [`KindMenu`] draws.
#[derive(Clone, Properties)]
pub struct KindMenuProps {
    /// The element whose corner positions count from.
    pub sheet: NodeRef,
    /// The element that holds the paragraphs.
    pub text: NodeRef,
    /// The paragraph.
    pub row: Option<Rc<ParagraphView>>,
    /// Grows when the layout has changed.
    pub layout: u32,
    /// Where commands go.
    pub send: Callback<Command>,
}

impl PartialEq for KindMenuProps {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.row, &other.row) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        same && self.layout == other.layout
    }
}

/// How the menu is worked. By keys, every arrow changes it: a choice waits for Enter, or until the menu is left.
#[derive(Default)]
struct Gesture {
    by_keys: bool,
    /// The paragraph, and what it is to be.
    waiting: Option<(usize, Option<ParagraphKind>)>,
}

/// The menu.
#[component]
pub fn KindMenu(props: &KindMenuProps) -> Html {
    let menu = use_node_ref();
    {
        let (menu, sheet, text) = (menu.clone(), props.sheet.clone(), props.text.clone());
        let row = props.row.as_ref().map(|row| row.index);
        use_effect_with((row, props.layout), move |(row, _)| {
            let _ = place(&menu, &sheet, &text, *row);
        });
    }
    let gesture = use_mut_ref(Gesture::default);
    {
        // The menu may go to another row, under the pointer, before the choice was confirmed.
        let (gesture, send) = (gesture.clone(), props.send.clone());
        let row = props.row.as_ref().map(|row| row.index);
        use_effect_with(row, move |row| {
            let left = gesture
                .borrow_mut()
                .waiting
                .take_if(|(index, _)| Some(*index) != *row);
            if let Some((index, kind)) = left {
                send.emit(Command::Overrule(index, kind));
            }
        });
    }
    let Some(row) = &props.row else {
        return Html::default();
    };
    let name = match row.number {
        Some(number) => format!("What paragraph {number} is"),
        None => format!("What this {} is", kind_title(row.kind).to_lowercase()),
    };
    let now = row.kind;
    let keep = {
        let (send, gesture) = (props.send.clone(), gesture.clone());
        move || {
            if let Some((index, kind)) = gesture.borrow_mut().waiting.take()
                && kind != Some(now)
            {
                send.emit(Command::Overrule(index, kind));
            }
        }
    };
    let onpointerdown = {
        let gesture = gesture.clone();
        Callback::from(move |_: PointerEvent| gesture.borrow_mut().by_keys = false)
    };
    let onkeydown = {
        let (gesture, keep) = (gesture.clone(), keep.clone());
        Callback::from(move |event: KeyboardEvent| {
            gesture.borrow_mut().by_keys = true;
            let waits = gesture.borrow().waiting.is_some();
            match event.key().as_str() {
                "Enter" if waits => keep(),
                "Escape" if waits => {
                    gesture.borrow_mut().waiting = None;
                    if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                        select.set_value(now.as_str());
                    }
                }
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let onchange = {
        let (gesture, keep, index) = (gesture.clone(), keep.clone(), row.index);
        Callback::from(move |event: Event| {
            let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else {
                return;
            };
            let kind = ParagraphKind::parse(&select.value());
            gesture.borrow_mut().waiting = Some((index, kind));
            if !gesture.borrow().by_keys {
                keep();
            }
        })
    };
    let onblur = Callback::from(move |_: FocusEvent| keep());
    html! {
        <select ref={menu} class={classes!("kind", row.overruled.then_some("overruled"))} aria-label={name.clone()} title={name}
            {onpointerdown} {onkeydown} {onchange} {onblur}>
            { for ParagraphKind::ALL.into_iter().map(|kind| html! {
                <option value={kind.as_str()} selected={kind == row.kind}>{ kind_title(kind) }</option>
            }) }
            if row.overruled {
                <option value="">{ "As recognised" }</option>
            }
        </select>
    }
}

fn place(menu: &NodeRef, sheet: &NodeRef, text: &NodeRef, row: Option<usize>) -> Option<()> {
    let menu = menu.cast::<HtmlElement>()?;
    let top = text_of(&text.cast::<Element>()?, row?)?
        .get_bounding_client_rect()
        .y();
    let origin = sheet.cast::<Element>()?.get_bounding_client_rect().y();
    let _ = menu
        .style()
        .set_property("transform", &format!("translateY({:.1}px)", top - origin));
    Some(())
}

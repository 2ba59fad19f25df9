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
    let Some(row) = &props.row else {
        return Html::default();
    };
    let name = match row.number {
        Some(number) => format!("What paragraph {number} is"),
        None => format!("What this {} is", kind_title(row.kind).to_lowercase()),
    };
    let choose = {
        let (send, index) = (props.send.clone(), row.index);
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                send.emit(Command::Overrule(
                    index,
                    ParagraphKind::parse(&select.value()),
                ));
            }
        })
    };
    html! {
        <select ref={menu} class={classes!("kind", row.overruled.then_some("overruled"))} aria-label={name.clone()} title={name}
            onchange={choose}>
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

//! The frame that all dialogs share.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};
use yew::prelude::*;

/// A dialog's frame.
#[derive(Clone, PartialEq, Properties)]
pub struct SheetFrameProps {
    /// Its title.
    pub title: AttrValue,
    /// Called once it has closed, whichever way.
    pub closed: Callback<()>,
    /// Its content.
    pub children: Html,
}

/// A dialog that is open for as long as it is drawn.
#[component]
pub fn SheetFrame(props: &SheetFrameProps) -> Html {
    let dialog = use_node_ref();
    use_effect_with((), {
        let dialog = dialog.clone();
        move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>()
                && !dialog.open()
            {
                // It fails only for a dialog that is open or gone.
                let _ = dialog.show_modal();
            }
        }
    });
    let onclose = {
        let closed = props.closed.clone();
        Callback::from(move |_: Event| closed.emit(()))
    };
    // A click on the ground beside the sheet hits the dialog itself.
    let onclick = {
        let dialog = dialog.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>()
                && event
                    .target()
                    .and_then(|target| target.dyn_into::<Element>().ok())
                    .as_ref()
                    == Some(dialog.as_ref())
            {
                dialog.close();
            }
        })
    };
    html! {
        <dialog ref={dialog} class="sheet" aria-labelledby="sheet-title" {onclose} {onclick}>
            <div class="sheet-inside">
                <header>
                    <h2 id="sheet-title">{ props.title.clone() }</h2>
                    <button type="button" class="quiet icon" aria-label="Close" title="Close (Esc)" onclick={Callback::from(close_on_click)}>
                        <span aria-hidden="true">{ "×" }</span>
                    </button>
                </header>
                { props.children.clone() }
            </div>
        </dialog>
    }
}

/// Closes the dialog around a button; the frame then says so.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the form that a callback has"
)]
pub fn close_on_click(event: MouseEvent) {
    let dialog = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|button| button.closest("dialog").ok().flatten())
        .and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok());
    if let Some(dialog) = dialog {
        dialog.close();
    }
}

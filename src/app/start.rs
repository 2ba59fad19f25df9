//! The start screen: one sentence, a box that has the focus, three ways in, the articles that are there.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::app::action::{Pasted, ShellAction};
use crate::app::articles::{ArticleList, DeletedList};
use crate::app::paste;
use crate::app::storage::Summary;
use crate::article::MAX_TEXT_BYTES;

/// What the start screen shows.
#[derive(Clone, PartialEq, Properties)]
pub struct StartProps {
    /// The articles that are there, last changed first.
    pub articles: Rc<[Summary]>,
    /// Those that were deleted and can be brought back.
    pub deleted: Rc<[Summary]>,
    /// Where wishes go.
    pub act: Callback<ShellAction>,
}

/// The start screen. The box keeps what was typed for as long as it is shown: a refused paste is never lost.
#[component]
pub fn Start(props: &StartProps) -> Html {
    let text_box = use_node_ref();
    use_effect_with((), {
        let text_box = text_box.clone();
        move |()| {
            if let Some(text_box) = text_box.cast::<HtmlTextAreaElement>() {
                let _ = text_box.focus();
            }
        }
    });
    let annotate = {
        let (act, text_box) = (props.act.clone(), text_box.clone());
        Callback::from(move |()| {
            if let Some(text_box) = text_box.cast::<HtmlTextAreaElement>() {
                act.emit(ShellAction::Annotate(Pasted::Text(text_box.value())));
                // After an error message the person goes on where they were.
                let _ = text_box.focus();
            }
        })
    };
    let onkeydown = {
        let annotate = annotate.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter"
                && (event.ctrl_key() || event.meta_key())
                && !event.is_composing()
            {
                event.prevent_default();
                annotate.emit(());
            }
        })
    };
    let onpaste = {
        let act = props.act.clone();
        Callback::from(move |event: Event| take_paste(&event, &act))
    };
    let act = |wish: ShellAction| {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(wish.clone()))
    };
    let sample = if props
        .articles
        .iter()
        .any(|article| article.title.starts_with("Ferry"))
    {
        "council.txt"
    } else {
        "ferry.txt"
    };
    let command_key = if on_apple() { "⌘" } else { "Ctrl" };
    html! {
        <main class="start">
            <h1>{ "Who said what, who was hurt, who promised what." }</h1>
            <p class="lead">
                { "Paste an article. Pressmark proposes " }
                <span class="tint speaker">{ "speakers" }</span>{ ", " }
                <span class="tint quote">{ "quotes" }</span>{ ", " }
                <span class="tint casualty">{ "casualties" }</span>{ " and " }
                <span class="tint commitment">{ "commitments" }</span>
                { "; you decide. Nothing leaves this computer." }
            </p>
            <textarea ref={text_box} class="paste-box" aria-label="Article" placeholder="Paste an article here, or drop a file"
                spellcheck="false" autocomplete="off" {onkeydown} {onpaste} />
            <div class="ways-in">
                <button type="button" class="primary" onclick={Callback::from(move |_: MouseEvent| annotate.emit(()))}>
                    { "Annotate" }<kbd class="keys" aria-hidden="true">{ command_key }{ " Enter" }</kbd>
                </button>
                <button type="button" onclick={act(ShellAction::ChooseFile)}>{ "Choose a file…" }</button>
                <button type="button" onclick={act(ShellAction::Sample(sample))}>{ "Try a sample" }</button>
            </div>
            if !props.articles.is_empty() {
                <section class="your-articles" aria-labelledby="your-articles">
                    <h2 id="your-articles">{ "Your articles" }</h2>
                    <ArticleList articles={props.articles.clone()} act={props.act.clone()} />
                </section>
            }
            if !props.deleted.is_empty() {
                <DeletedList articles={props.deleted.clone()} act={props.act.clone()} />
            }
        </main>
    }
}

/// Takes a paste into the box where it must not go in as it is: files, HTML with paragraphs, far too much text.
fn take_paste(event: &Event, act: &Callback<ShellAction>) {
    // The page's own listener takes pastes that go nowhere; this one has a place.
    event.stop_propagation();
    let Some(data) = event
        .dyn_ref::<web_sys::ClipboardEvent>()
        .and_then(|event| event.clipboard_data())
    else {
        return;
    };
    let files = paste::files(&data);
    if !files.is_empty() {
        event.prevent_default();
        act.emit(ShellAction::ReadFiles(files));
        return;
    }
    match paste::pasted(&data) {
        // The box would choke on it; the root says why it is refused.
        Pasted::Text(text) if text.len() > MAX_TEXT_BYTES => {
            event.prevent_default();
            act.emit(ShellAction::Annotate(Pasted::Text(text)));
        }
        Pasted::Text(_) => {}
        html @ Pasted::Html(_) => {
            let Ok(text) = paste::plain_text(html) else {
                return;
            };
            let text_box = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
            let Some(text_box) = text_box else { return };
            event.prevent_default();
            let start = text_box.selection_start().ok().flatten().unwrap_or(0);
            let end = text_box.selection_end().ok().flatten().unwrap_or(start);
            let _ = text_box.set_range_text_with_start_and_end_and_mode(&text, start, end, "end");
        }
    }
}

/// Whether the keyboard has ⌘ for Ctrl.
pub fn on_apple() -> bool {
    web_sys::window()
        .and_then(|window| window.navigator().platform().ok())
        .is_some_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

//! The article's details: what is known of it, and what was corrected when it came in.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement};
use yew::prelude::*;

use crate::annotation::Metadata;
use crate::app::action::ShellAction;
use crate::app::dialogs::SheetFrame;
use crate::session::Command;

/// What the dialog shows.
#[derive(Clone, PartialEq, Properties)]
pub struct DetailsSheetProps {
    /// What is known of the article.
    pub metadata: Rc<Metadata>,
    /// What was corrected when it came in, a sentence each; nothing is known of it for an article that was imported.
    pub corrections: Rc<[AttrValue]>,
    /// How long the text is: «1,204 words».
    pub length: AttrValue,
    /// Where the command goes.
    pub send: Callback<Command>,
    /// Where wishes go.
    pub act: Callback<ShellAction>,
}

/// The details.
#[component]
pub fn DetailsSheet(props: &DetailsSheetProps) -> Html {
    let closed = {
        let act = props.act.clone();
        Callback::from(move |()| act.emit(ShellAction::CloseSheet))
    };
    // `method="dialog"` closes the dialog by itself.
    let onsubmit = {
        let (send, metadata) = (props.send.clone(), props.metadata.clone());
        Callback::from(move |event: SubmitEvent| {
            let form = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
            let Some(data) = form.and_then(|form| FormData::new_with_form(&form).ok()) else {
                return;
            };
            let field = |name: &str| -> Rc<str> {
                data.get(name).as_string().unwrap_or_default().trim().into()
            };
            let (title, url, published, lang) = (
                field("title"),
                field("url"),
                field("published"),
                field("lang"),
            );
            if (&title, &url, &published, &lang)
                != (
                    &metadata.title,
                    &metadata.url,
                    &metadata.published,
                    &metadata.lang,
                )
            {
                send.emit(Command::SetMetadata {
                    title,
                    url,
                    published,
                    lang,
                });
            }
        })
    };
    let metadata = &props.metadata;
    html! {
        <SheetFrame title="Article" {closed}>
            <form method="dialog" class="fields" {onsubmit}>
                <label>{ "Title" }<input name="title" value={metadata.title.to_string()} autocomplete="off" /></label>
                <label>{ "Address" }<input name="url" type="url" inputmode="url" placeholder="https://…" value={metadata.url.to_string()} autocomplete="off" /></label>
                <div class="pair">
                    <label>{ "Published" }<input name="published" type="date" value={metadata.published.to_string()} /></label>
                    <label>{ "Language" }<input name="lang" placeholder="en" maxlength="35" value={metadata.lang.to_string()} autocomplete="off" /></label>
                </div>
                <div class="facts">
                    <p>{ props.length.clone() }</p>
                    if !props.corrections.is_empty() {
                        <p>{ "When the text came in:" }</p>
                        <ul>{ for props.corrections.iter().map(|correction| html! { <li>{ correction.clone() }</li> }) }</ul>
                    }
                </div>
                <div class="sheet-foot"><button class="primary">{ "Done" }</button></div>
            </form>
        </SheetFrame>
    }
}

//! The article's details: what is known of it, and what was corrected when it came in.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement};
use yew::prelude::*;

use crate::annotation::Metadata;
use crate::app::action::ShellAction;
use crate::app::dialogs::SheetFrame;
use crate::article::is_day;
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
    let propose = props.act.reform(|_: MouseEvent| ShellAction::Propose);
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
            let day = field("published");
            // Files know hours, or only a year, which the field cannot show: what was not touched stays as it is.
            let published = if *day == *day_of(&metadata.published) {
                metadata.published.clone()
            } else {
                day
            };
            let (title, url, lang) = (field("title"), field("url"), field("lang"));
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
                    <label>{ "Published" }<input name="published" type="date" value={day_of(&metadata.published).to_owned()} /></label>
                    <label>{ "Language" }<input name="lang" placeholder="en" maxlength="35" value={metadata.lang.to_string()} autocomplete="off" /></label>
                </div>
                <div class="facts">
                    <p>{ props.length.clone() }</p>
                    if !props.corrections.is_empty() {
                        <p>{ "When the text came in:" }</p>
                        <ul>{ for props.corrections.iter().map(|correction| html! { <li>{ correction.clone() }</li> }) }</ul>
                    }
                </div>
                <div class="sheet-foot">
                    <button type="button" onclick={propose}>{ "Propose again" }</button>
                    <button class="primary">{ "Done" }</button>
                </div>
            </form>
        </SheetFrame>
    }
}

/// The day of a date with a time, which is what the browser's field can show; empty for a year or a month alone.
fn day_of(published: &str) -> &str {
    let day = published.split(['T', ' ']).next().unwrap_or_default();
    if is_day(day) { day } else { "" }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::*;

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn only_a_whole_day_is_shown() {
        for (published, day) in [
            ("2026-05-03", "2026-05-03"),
            ("2026-05-03T10:00:00Z", "2026-05-03"),
            ("2026-05-03 10:00", "2026-05-03"),
            ("2026-05", ""),
            ("2026", ""),
            ("", ""),
            ("last spring", ""),
        ] {
            assert_eq!(day_of(published), day);
        }
    }
}

//! What an import brought: the articles taken in, and what could not be taken as it was.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::action::{ImportResult, ShellAction};
use crate::app::dialogs::{SheetFrame, close_on_click};

/// What the dialog says.
#[derive(Clone, PartialEq, Properties)]
pub struct ImportSheetProps {
    /// The result.
    pub result: Rc<ImportResult>,
    /// Where wishes go.
    pub act: Callback<ShellAction>,
}

/// The result of an import.
#[component]
pub fn ImportSheet(props: &ImportSheetProps) -> Html {
    let closed = {
        let act = props.act.clone();
        Callback::from(move |()| act.emit(ShellAction::CloseSheet))
    };
    let ImportResult {
        file,
        articles,
        problems,
    } = &*props.result;
    let taken = match articles.len() {
        0 => format!("No article could be taken from {file}. What was here is unchanged."),
        1 => format!("One article was taken from {file}."),
        many => format!("{many} articles were taken from {file}."),
    };
    html! {
        <SheetFrame title="Import" {closed}>
            <p>{ taken }</p>
            if !articles.is_empty() {
                <ul class="articles">
                    { for articles.iter().map(|(id, title)| html! {
                        <li key={&**id} class="article-line">
                            <a href={format!("#/article/{id}")} onclick={Callback::from(close_on_click)}>{ &**title }</a>
                        </li>
                    }) }
                </ul>
            }
            if !problems.is_empty() {
                <h3>{ match problems.len() {
                    1 => "One thing was not as it should be".to_owned(),
                    many => format!("{many} things were not as they should be"),
                } }</h3>
                <ol class="problems">
                    { for problems.iter().map(|problem| html! {
                        <li>
                            { &problem.text }
                            if !problem.hint.is_empty() { { " " }<span class="hint">{ &problem.hint }</span> }
                        </li>
                    }) }
                </ol>
            }
            <div class="sheet-foot">
                <button type="button" class="primary" onclick={Callback::from(close_on_click)}>{ "Close" }</button>
            </div>
        </SheetFrame>
    }
}

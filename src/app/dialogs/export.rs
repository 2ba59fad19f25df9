//! Export: what leaves, and that nothing is lost by it.

use yew::prelude::*;

use crate::app::action::ShellAction;
use crate::app::dialogs::{SheetFrame, close_on_click};

/// What the dialog says.
#[derive(Clone, PartialEq, Properties)]
pub struct ExportSheetProps {
    /// The file name that a download will have.
    pub file: AttrValue,
    /// How many annotations the article has.
    pub annotations: usize,
    /// How many of them are still proposals.
    pub proposals: usize,
    /// How many articles there are.
    pub articles: usize,
    /// Where wishes go.
    pub act: Callback<ShellAction>,
}

/// The export dialog.
#[component]
pub fn ExportSheet(props: &ExportSheetProps) -> Html {
    let then = |wish: ShellAction| {
        let act = props.act.clone();
        Callback::from(move |event: MouseEvent| {
            close_on_click(event);
            act.emit(wish.clone());
        })
    };
    let closed = {
        let act = props.act.clone();
        Callback::from(move |()| act.emit(ShellAction::CloseSheet))
    };
    let annotations = match props.annotations {
        0 => "no annotations yet".to_owned(),
        1 => "1 annotation".to_owned(),
        many => format!("{many} annotations"),
    };
    let proposals = match props.proposals {
        0 => "all decided".to_owned(),
        1 => "1 still a proposal".to_owned(),
        many => format!("{many} still proposals"),
    };
    html! {
        <SheetFrame title="Export" {closed}>
            <div class="export-way">
                <div>
                    <h3>{ "This article" }</h3>
                    <p class="file-name">{ props.file.clone() }</p>
                    <p>
                        { annotations }
                        if props.annotations > 0 { { ", " }{ proposals } }
                        { ". The file holds the text, every annotation with its state, reason and note, the links and the speakers." }
                    </p>
                    <p class="lossless"><span class="tick" aria-hidden="true">{ "✓" }</span>{ "Nothing is lost: imported again it is the same." }</p>
                </div>
                <div class="buttons">
                    <button type="button" class="primary" onclick={then(ShellAction::DownloadArticle)}>{ "Download JSON" }</button>
                    <button type="button" onclick={then(ShellAction::CopyArticle)}>{ "Copy to clipboard" }</button>
                </div>
            </div>
            <div class="export-way">
                <div>
                    <h3>{ "All articles" }</h3>
                    <p>{ match props.articles {
                        0 | 1 => "One file with one line of JSON for the article.".to_owned(),
                        many => format!("One file with {many} lines of JSON, one an article."),
                    } }</p>
                </div>
                <div class="buttons">
                    <button type="button" onclick={then(ShellAction::DownloadAll)}>{ "Download JSON Lines" }</button>
                </div>
            </div>
        </SheetFrame>
    }
}

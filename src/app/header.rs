//! The top line: what is open, whether it is saved, how far the review is, and the page's buttons.

use yew::prelude::*;

use crate::app::action::{Sheet, ShellAction};
use crate::app::theme::Theme;
use crate::session::{Command, Progress};

/// Whether the work is on the device.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Saved {
    /// Nothing is open that could be saved.
    #[default]
    Nothing,
    /// Everything is on the device.
    Yes,
    /// A write is under way.
    Pending,
    /// It could not be written; the reason, short.
    Failed(AttrValue),
}

/// What the line shows.
#[derive(Clone, PartialEq, Properties)]
pub struct HeaderProps {
    /// The open article, or nothing on the start screen.
    pub article: Option<OpenArticle>,
    /// Whether it is saved.
    pub saved: Saved,
    /// The theme chosen.
    pub theme: Theme,
    /// Where commands go.
    pub send: Callback<Command>,
    /// Where wishes go.
    pub act: Callback<ShellAction>,
}

/// What the line says of the open article.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenArticle {
    /// Its title.
    pub title: AttrValue,
    /// How far the review is.
    pub progress: Progress,
    /// What undo would take back.
    pub undo: Option<AttrValue>,
    /// What redo would do again.
    pub redo: Option<AttrValue>,
}

/// The top line.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let act = |wish: ShellAction| {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(wish.clone()))
    };
    let send = |command: Command| {
        let send = props.send.clone();
        Callback::from(move |_: MouseEvent| send.emit(command.clone()))
    };
    let other_theme = props.theme.other();
    let theme_name = match other_theme {
        Theme::Dark => "Dark theme",
        _ => "Light theme",
    };
    html! {
        <header class={classes!("top", props.article.is_some().then_some("with-article"))}>
            <a class="brand" href="#/" title="Start: your articles, and a new one">
                <span class="brand-mark" aria-hidden="true">{ "¶" }</span><span class="brand-name">{ "Pressmark" }</span>
            </a>
            if let Some(article) = &props.article {
                <button type="button" class="quiet title" title="The article's details" onclick={act(ShellAction::Show(Sheet::Details))}>
                    <span>{ article.title.clone() }</span>
                </button>
                <SavedState saved={props.saved.clone()} act={props.act.clone()} />
                <span class="spring"></span>
                <ReviewProgress progress={article.progress} />
                <div class="buttons" role="group" aria-label="History">
                    { step_button("undo", "Undo", "↶", &article.undo, send(Command::Undo)) }
                    { step_button("redo", "Redo", "↷", &article.redo, send(Command::Redo)) }
                </div>
            } else {
                <span class="spring"></span>
            }
            <button type="button" class="import" onclick={act(ShellAction::ChooseFile)}>{ "Import" }</button>
            if props.article.is_some() {
                <button type="button" class="primary" onclick={act(ShellAction::Show(Sheet::Export))}>{ "Export" }</button>
            }
            <button type="button" class="icon theme" aria-label={theme_name} title={theme_name} onclick={act(ShellAction::SetTheme(other_theme))}>
                <span aria-hidden="true">{ "◐" }</span>
            </button>
            <button type="button" class="icon" aria-label="All keys" title="All keys" onclick={act(ShellAction::Show(Sheet::Help))}>
                <span aria-hidden="true">{ "?" }</span>
            </button>
        </header>
    }
}

fn step_button(
    class: &'static str,
    name: &str,
    sign: &'static str,
    step: &Option<AttrValue>,
    onclick: Callback<MouseEvent>,
) -> Html {
    let title = match step {
        Some(step) => format!("{name}: {step}"),
        None => format!("Nothing to {}", name.to_lowercase()),
    };
    html! {
        // `aria-disabled`, so that the focus is not lost when the last step is undone.
        <button type="button" class={classes!("icon", class)} aria-disabled={step.is_none().to_string()} aria-label={title.clone()} {title} {onclick}>
            <span aria-hidden="true">{ sign }</span>
        </button>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ReviewProgressProps {
    progress: Progress,
}

#[component]
fn ReviewProgress(props: &ReviewProgressProps) -> Html {
    let Progress { reviewed, total } = props.progress;
    let words = match (reviewed, total) {
        (_, 0) => html! { "nothing marked yet" },
        (reviewed, total) if reviewed >= total => html! { "all reviewed" },
        // A narrow screen leaves the last word out.
        (reviewed, total) => {
            html! { <>{ format!("{reviewed} of {total}") }<span class="review-word">{ " reviewed" }</span></> }
        }
    };
    html! {
        <div class="review">
            if total > 0 {
                <progress aria-label="Reviewed" max={total.to_string()} value={reviewed.to_string()}></progress>
            }
            <span class="review-words">{ words }</span>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SavedStateProps {
    saved: Saved,
    act: Callback<ShellAction>,
}

#[component]
fn SavedState(props: &SavedStateProps) -> Html {
    let retry = {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(ShellAction::RetrySaving))
    };
    match &props.saved {
        Saved::Nothing => Html::default(),
        Saved::Yes => html! {
            <span class="saved yes"><span class="tick" aria-hidden="true">{ "✓" }</span><span class="words">{ "Saved on this device" }</span></span>
        },
        Saved::Pending => html! { <span class="saved pending">{ "Saving…" }</span> },
        Saved::Failed(reason) => html! {
            <span class="saved failed">
                { "Not saved: " }{ reason.clone() }
                <button type="button" class="quiet" onclick={retry}>{ "Try again" }</button>
            </span>
        },
    }
}

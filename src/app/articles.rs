//! The list of articles: at the foot of the start screen, and beside the text.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::action::ShellAction;
use crate::app::clock;
use crate::app::storage::Summary;

/// What the list shows.
#[derive(Clone, PartialEq, Properties)]
pub struct ArticleListProps {
    /// The articles, last changed first.
    pub articles: Rc<[Summary]>,
    /// The id of the one that is open.
    #[prop_or_default]
    pub open: Option<AttrValue>,
    /// Where wishes go.
    pub act: Callback<ShellAction>,
}

/// A line an article: its title opens it, with how far it is and when it was last worked on; a button deletes it.
#[component]
pub fn ArticleList(props: &ArticleListProps) -> Html {
    if props.articles.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="articles">
            { for props.articles.iter().map(|article| html! {
                <ArticleLine key={&*article.id} article={article.clone()} open={props.open.as_deref() == Some(&*article.id)}
                    act={props.act.clone()} />
            }) }
        </ul>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ArticleLineProps {
    article: Summary,
    open: bool,
    act: Callback<ShellAction>,
}

#[component]
fn ArticleLine(props: &ArticleLineProps) -> Html {
    let article = &props.article;
    let title = title_of(article);
    let delete = {
        let (act, id) = (props.act.clone(), article.id.clone());
        Callback::from(move |_: MouseEvent| act.emit(ShellAction::Delete(id.clone())))
    };
    html! {
        <li class={classes!("article-line", props.open.then_some("open"))}>
            // A link, so that it opens in another tab too; the hash tells the root.
            <a href={format!("#/article/{}", article.id)} aria-current={props.open.then_some("page")}>
                <span class="article-title">{ title.clone() }</span>
                <span class="article-facts">
                    <span>{ progress_of(article) }</span>
                    <time datetime={article.updated.to_string()}>{ clock::ago(&article.updated) }</time>
                </span>
            </a>
            <button type="button" class="quiet icon" aria-label={format!("Delete {title}")} title="Delete" onclick={delete}>
                <span aria-hidden="true">{ "×" }</span>
            </button>
        </li>
    }
}

/// What the list of deleted articles shows.
#[derive(Clone, PartialEq, Properties)]
pub struct DeletedListProps {
    /// The articles, last deleted first.
    pub articles: Rc<[Summary]>,
    /// Where wishes go.
    pub act: Callback<ShellAction>,
}

/// What was deleted within the hour, folded away: a line an article, to bring it back or to make room.
#[component]
pub fn DeletedList(props: &DeletedListProps) -> Html {
    let emit = |wish: ShellAction| {
        let act = props.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(wish.clone()))
    };
    html! {
        <details class="deleted-articles">
            <summary>{ format!("Recently deleted ({})", props.articles.len()) }</summary>
            <p>{ "They can be brought back for an hour." }</p>
            <ul class="articles">
                { for props.articles.iter().map(|article| {
                    let title = title_of(article);
                    html! {
                        <li key={&*article.id} class="article-line deleted">
                            <span class="article-title">{ title.clone() }</span>
                            <button type="button" aria-label={format!("Bring back {title}")}
                                onclick={emit(ShellAction::Restore(article.id.clone()))}>{ "Bring back" }</button>
                            <button type="button" class="quiet" aria-label={format!("Delete {title} for good")}
                                onclick={emit(ShellAction::Remove(article.id.clone()))}>{ "Delete for good" }</button>
                        </li>
                    }
                }) }
            </ul>
        </details>
    }
}

/// The title, or a stand-in.
pub fn title_of(article: &Summary) -> String {
    if article.title.trim().is_empty() {
        "Untitled article".to_owned()
    } else {
        article.title.to_string()
    }
}

/// «9 of 24 reviewed», «new · 17 proposals», «done · 41 annotations».
fn progress_of(article: &Summary) -> String {
    let many = |count: usize, one: &str| {
        if count == 1 {
            format!("1 {one}")
        } else {
            format!("{count} {one}s")
        }
    };
    match (article.reviewed, article.total) {
        (_, 0) => "nothing marked".to_owned(),
        (0, total) => format!("new · {}", many(total, "proposal")),
        (reviewed, total) if reviewed >= total => format!("done · {}", many(total, "annotation")),
        (reviewed, total) => format!("{reviewed} of {total} reviewed"),
    }
}

//! The workbench: text pane, margin, card and lists for one article.
//!
//! In come values and `Rc`s of the session's views; out go commands and page actions, each through one callback that
//! lives as long as the root. It owns no state of the article.

mod card;
mod focus;
mod key_line;
mod label_bar;
mod list;
mod pane;
mod rail;
mod words;

pub use card::{holds_unkept, keep_typed};
pub use pane::runs_leftwards;

use std::rc::Rc;

use yew::prelude::*;

use crate::annotation::Id;
use crate::app::action::ShellAction;
use crate::app::articles::ArticleList;
use crate::app::storage::Summary;
use crate::session::{
    Arc, Card, Command, Counts, Filter, Hint, KeyMap, LinkTarget, ListItem, Mode, PageAction,
    ParagraphView, Progress, Reveal, Selection, SpeakerView,
};

/// All that the workbench draws. An `Rc` that is the same pointer as before is the same content: the root makes a new
/// one only for what a change touched.
#[derive(Clone, Properties)]
pub struct WorkbenchProps {
    /// The article's id: a new one means a new article, so that what is fleeting (scroll, hover) starts anew.
    pub article: AttrValue,
    /// One view a paragraph.
    pub paragraphs: Rc<[Rc<ParagraphView>]>,
    /// What is selected in the text.
    pub selection: Rc<Selection>,
    /// The selected annotation.
    pub selected: Option<Id>,
    /// What is under way.
    pub mode: Mode,
    /// The annotation that is selected in the list: what stands beside the text may follow it a frame later.
    pub listed: Option<Id>,
    /// The selected annotation in full.
    pub card: Option<Rc<Card>>,
    /// The annotations that the filter shows.
    pub list: Rc<[Rc<ListItem>]>,
    /// How many annotations there are by label and state.
    pub counts: Rc<Counts>,
    /// How far the review is.
    pub progress: Progress,
    /// The filter of the list.
    pub filter: Rc<Filter>,
    /// The speaker registry.
    pub registry: Rc<[SpeakerView]>,
    /// The links of the hovered annotation, or else of the selected one.
    pub arcs: Rc<[Arc]>,
    /// What a link that is under way could point to, by what was typed last; empty while none is made.
    pub link_targets: Rc<[LinkTarget]>,
    /// What to bring into view, with a number that grows so that the same place can be asked for again.
    pub reveal: Option<(u32, Reveal)>,
    /// When the article is opened: the index of the paragraph that was at the top of the pane when it was left.
    pub start_at: Option<usize>,
    /// Says, when scrolling has come to rest, the index of the paragraph at the top of the pane.
    pub scrolled: Callback<usize>,
    /// All articles: the foot of the left column draws them with [`ArticleList`].
    pub articles: Rc<[Summary]>,
    /// Where wishes that concern the page go, not the annotations.
    pub act: Callback<ShellAction>,
    /// Which keys mean what now.
    pub keys: Rc<KeyMap>,
    /// The bottom line: the keys that apply now.
    pub hints: Vec<Hint>,
    /// What the workbench itself has to do (a focus, a caret by lines), with a number that grows. The root listens to
    /// the keys: only it can ask the session what they mean. Inside `[data-keys=list]` the arrow keys are the list's.
    pub page_action: Option<(u32, PageAction)>,
    /// Where buttons go that mean something of the page.
    pub page: Callback<PageAction>,
    /// Where commands go.
    pub send: Callback<Command>,
    /// Says which annotation the pointer is over; `arcs` answers.
    pub hover: Callback<Option<Id>>,
    /// Says what was typed while a link's target is looked for; `link_targets` answers.
    pub find_target: Callback<AttrValue>,
}

/// By pointer, never by content: a view of 100,000 words must cost nothing to compare.
impl PartialEq for WorkbenchProps {
    fn eq(&self, other: &Self) -> bool {
        let same_card = match (&self.card, &other.card) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        same_card
            && self.article == other.article
            && Rc::ptr_eq(&self.paragraphs, &other.paragraphs)
            && Rc::ptr_eq(&self.selection, &other.selection)
            && self.selected == other.selected
            && self.listed == other.listed
            && self.mode == other.mode
            && Rc::ptr_eq(&self.list, &other.list)
            && Rc::ptr_eq(&self.counts, &other.counts)
            && self.progress == other.progress
            && Rc::ptr_eq(&self.filter, &other.filter)
            && Rc::ptr_eq(&self.registry, &other.registry)
            && Rc::ptr_eq(&self.arcs, &other.arcs)
            && Rc::ptr_eq(&self.link_targets, &other.link_targets)
            && self.reveal == other.reveal
            && self.start_at == other.start_at
            && self.scrolled == other.scrolled
            && Rc::ptr_eq(&self.articles, &other.articles)
            && self.act == other.act
            && Rc::ptr_eq(&self.keys, &other.keys)
            && self.hints == other.hints
            && self.page_action == other.page_action
            && self.page == other.page
            && self.send == other.send
            && self.hover == other.hover
            && self.find_target == other.find_target
    }
}

/// The workbench.
#[component]
pub fn Workbench(props: &WorkbenchProps) -> Html {
    let drawer = use_state(|| Drawer::Closed);
    use_effect_with(props.page_action, |action| {
        if let Some((_, action)) = action {
            attend(*action);
        }
    });
    // What was chosen in the list is decided on the card, which stands where the list stood.
    use_effect_with(props.listed.clone(), {
        let drawer = drawer.clone();
        move |selected| {
            if selected.is_some() && *drawer == Drawer::List {
                drawer.set(Drawer::Closed);
            }
        }
    });
    let pull = |which: Drawer| {
        let drawer = drawer.clone();
        Callback::from(move |_: MouseEvent| {
            drawer.set(if *drawer == which {
                Drawer::Closed
            } else {
                which
            })
        })
    };
    let pulled = |which: Drawer| (*drawer == which).to_string();
    let open = match *drawer {
        Drawer::Closed => "",
        Drawer::List => "with-list",
        Drawer::Labels => "with-labels",
    };
    html! {
        <div class={classes!("workbench", open, props.card.is_some().then_some("with-card"))}>
            <aside class="rail" id="rail" aria-label="Labels, speakers and articles">
                <rail::Labels counts={&props.counts} filter={&props.filter} selection={&props.selection} keys={&props.keys} send={&props.send} />
                <rail::Registry registry={&props.registry} filter={&props.filter} send={&props.send} />
                <section class="rail-articles" aria-labelledby="rail-articles">
                    <h2 id="rail-articles">{ "Articles" }</h2>
                    <ArticleList articles={props.articles.clone()} open={props.article.clone()} act={props.act.clone()} />
                    <a class="button paste-new" href="#/">{ "+ Paste an article" }</a>
                </section>
            </aside>
            <pane::TextPane article={&props.article} paragraphs={&props.paragraphs} selection={&props.selection}
                selected={props.selected.clone()} mode={props.mode.clone()} arcs={&props.arcs} reveal={props.reveal.clone()}
                page_action={props.page_action} start_at={props.start_at} scrolled={&props.scrolled} send={&props.send} hover={&props.hover} />
            <aside class="side" id="side" aria-label="Selected annotation and list">
                <card::CardPanel card={props.card.clone()} picked={!props.selection.fragments.is_empty()} registry={&props.registry} mode={props.mode.clone()} targets={&props.link_targets}
                    keys={&props.keys} send={&props.send} find_target={&props.find_target} />
                <section class="all" aria-label="All annotations">
                    <list::Filters filter={&props.filter} list={&props.list} counts={&props.counts} registry={&props.registry}
                        keys={&props.keys} send={&props.send} />
                    <list::Lines list={&props.list} selected={props.listed.clone()} send={&props.send} hover={&props.hover} />
                </section>
            </aside>
            <label_bar::LabelBar selection={&props.selection} send={&props.send} />
            // Where there is no room beside the text: the styles show it there only.
            <nav class="drawers" aria-label="Lists">
                <button class="to-list" aria-expanded={pulled(Drawer::List)} aria-controls="side" onclick={pull(Drawer::List)}>
                    { format!("Annotations ({})", props.progress.total) }
                </button>
                <button aria-expanded={pulled(Drawer::Labels)} aria-controls="rail" onclick={pull(Drawer::Labels)}>{ "Labels and articles" }</button>
            </nav>
            <key_line::KeyLine hints={props.hints.clone()} keys={props.keys.clone()} />
        </div>
    }
}

/// Whether one works in the text.
pub fn text_has_focus() -> bool {
    focus::has_focus(focus::TEXT)
}

/// Whether the list of annotations has the focus. It says its selected line itself.
pub fn list_has_focus() -> bool {
    focus::has_focus(focus::LIST)
}

/// What a narrow screen shows besides text and card.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawer {
    Closed,
    List,
    Labels,
}

/// Puts the focus where a key sent it. Lines are the text pane's; what is not of the workbench never comes here.
fn attend(action: PageAction) {
    match action {
        PageAction::Find => focus::focus(focus::FIND),
        PageAction::Filter => focus::focus(focus::FILTERS),
        PageAction::Edit => card::edit_card(),
        PageAction::Note => focus::focus(focus::NOTE),
        PageAction::Speaker => card::show_entry(),
        _ => false,
    };
}

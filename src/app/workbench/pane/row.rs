//! One paragraph with its margin, and all of them.
//!
//! In comes a view; out come nodes whose text is exactly the paragraph's, with marks around runs of it. No listeners
//! and no closures: a pane has thousands of rows, and the pane itself listens. It never knows the selection.

use std::rc::Rc;

use yew::prelude::*;

use crate::annotation::{Schema, State};
use crate::app::workbench::words::{hue, state_class};
use crate::session::{MarginNote, Mark, ParagraphView, Run};

/// What [`Rows`] draws.
#[derive(Clone, Properties)]
pub struct RowsProps {
    /// One view a paragraph.
    pub paragraphs: Rc<[Rc<ParagraphView>]>,
}

impl PartialEq for RowsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.paragraphs, &other.paragraphs)
    }
}

/// So many rows stand in one stretch. An edit costs the rows of its stretch and one comparison for each of the others,
/// in the page's drawing as in the browser's layout, which need not look into a stretch where nothing has changed.
pub const STRETCH: usize = 64;

/// All paragraphs, in order.
#[component]
pub fn Rows(props: &RowsProps) -> Html {
    let stretches = props.paragraphs.len().div_ceil(STRETCH);
    html! {
        { for (0..stretches).map(|nth| html! { <Stretch key={nth} {nth} paragraphs={&props.paragraphs} /> }) }
    }
}

/// What [`Stretch`] draws.
#[derive(Clone, Properties)]
pub struct StretchProps {
    /// All views.
    pub paragraphs: Rc<[Rc<ParagraphView>]>,
    /// Which stretch of them.
    pub nth: usize,
}

impl StretchProps {
    fn views(&self) -> impl Iterator<Item = &Rc<ParagraphView>> {
        self.paragraphs
            .chunks(STRETCH)
            .nth(self.nth)
            .unwrap_or_default()
            .iter()
    }
}

impl PartialEq for StretchProps {
    fn eq(&self, other: &Self) -> bool {
        self.nth == other.nth
            && (Rc::ptr_eq(&self.paragraphs, &other.paragraphs)
                || (self.views().count() == other.views().count()
                    && self
                        .views()
                        .zip(other.views())
                        .all(|(one, other)| Rc::ptr_eq(one, other))))
    }
}

/// Some paragraphs.
pub struct Stretch;

impl Component for Stretch {
    type Message = ();
    type Properties = StretchProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Stretch
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! {
            <div class="stretch">
                { for ctx.props().views().map(|view| html! { <Row key={view.index} view={view.clone()} /> }) }
            </div>
        }
    }
}

/// What [`Row`] draws.
#[derive(Clone, Properties)]
pub struct RowProps {
    /// The paragraph.
    pub view: Rc<ParagraphView>,
}

/// By pointer: the session replaces the views that a change touched and keeps the others.
impl PartialEq for RowProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.view, &other.view)
    }
}

/// One paragraph. A struct, not a function: it has no state, and thousands of hooks would weigh.
pub struct Row;

impl Component for Row {
    type Message = ();
    type Properties = RowProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Row
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let view = &ctx.props().view;
        let gap = view.article.slice(view.gap);
        let headline = view.kind == crate::article::ParagraphKind::Headline;
        html! {
            <div class={classes!("row", view.kind.as_str(), lines(view.extent.len()))} data-number={view.number.map(|n| n.to_string())}>
                <p data-paragraph={view.index.to_string()} dir="auto" role={headline.then_some("heading")}
                    aria-level={headline.then_some("1")}>
                    { for view.runs.iter().map(|run| marked(view, run)) }
                    if !gap.is_empty() {
                        <span class="gap">{ gap }</span>
                    }
                </p>
                if !view.notes.is_empty() {
                    <div class="notes" aria-hidden="true">{ for view.notes.iter().map(note) }</div>
                }
            </div>
        }
    }
}

/// A run's text inside one element a mark, the outermost outside.
fn marked(view: &ParagraphView, run: &Run) -> Html {
    let text = Html::from(view.article.slice(run.extent));
    run.marks.iter().rev().fold(text, |inner, mark| {
        html! {
            <span class={classes_of(mark)} data-mark={mark.id.to_string()} data-letter={own_letter(mark)}>{ inner }</span>
        }
    })
}

fn classes_of(mark: &Mark) -> Classes {
    const LANES: [&str; 8] = ["l0", "l1", "l2", "l3", "l4", "l5", "l6", "l7"];
    let lane = LANES.get(usize::from(mark.lane)).copied().unwrap_or("l7");
    let mut classes = classes!("mark", hue(&mark.label), state_class(mark.state), lane);
    // A rejected one keeps quiet: no letter.
    if mark.starts && mark.state != State::Rejected {
        classes.push("starts");
    }
    if mark.selected {
        classes.push("selected");
        if mark.opens {
            classes.push("opens");
        }
        if mark.closes {
            classes.push("closes");
        }
    }
    classes
}

/// The letter of a label that the styles do not know.
fn own_letter(mark: &Mark) -> Option<String> {
    (mark.starts && hue(&mark.label) == "other")
        .then(|| Schema::BUILT_IN.letter_of(&mark.label).to_string())
}

fn note(note: &MarginNote) -> Html {
    html! {
        <div class={classes!("note", hue(&note.label), state_class(note.state), note.selected.then_some("selected"))}
            data-mark={note.id.to_string()}>
            <b>{ note.strong.as_str() }</b>
            if !note.faint.is_empty() {
                { " " }<i>{ note.faint.as_str() }</i>
            }
        </div>
    }
}

/// A class that tells the styles about how many lines of the measure so many bytes fill, so that the scroll bar is
/// honest about paragraphs that were never laid out. Coarse from twelve on.
fn lines(bytes: u32) -> &'static str {
    const BYTES_A_LINE: u32 = 68;
    const STEPS: [(u32, &str); 20] = [
        (1, "n1"),
        (2, "n2"),
        (3, "n3"),
        (4, "n4"),
        (5, "n5"),
        (6, "n6"),
        (7, "n7"),
        (8, "n8"),
        (9, "n9"),
        (10, "n10"),
        (11, "n11"),
        (12, "n12"),
        (14, "n14"),
        (17, "n17"),
        (20, "n20"),
        (25, "n25"),
        (32, "n32"),
        (45, "n45"),
        (64, "n64"),
        (100, "n100"),
    ];
    let lines = bytes.div_ceil(BYTES_A_LINE).max(1);
    STEPS
        .iter()
        .find(|(most, _)| lines <= *most)
        .map_or("n200", |(_, class)| class)
}

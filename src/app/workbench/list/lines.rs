//! The lines of the list: a window over them, a roving focus, and the same keys as the text.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::annotation::{Id, Schema, State};
use crate::app::workbench::focus::{LIST, TEXT, focus};
use crate::app::workbench::pane::watch::Watch;
use crate::app::workbench::words::{hue, state_class};
use crate::session::{Command, ListItem};

/// What [`Lines`] is given.
#[derive(Clone, Properties)]
pub struct LinesProps {
    /// The lines.
    pub list: Rc<[Rc<ListItem>]>,
    /// The selected annotation.
    pub selected: Option<Id>,
    /// Where commands go.
    pub send: Callback<Command>,
    /// Says what the pointer is over.
    pub hover: Callback<Option<Id>>,
}

impl PartialEq for LinesProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.list, &other.list) && self.selected == other.selected
    }
}

/// What reached the list.
pub enum Message {
    /// It was scrolled.
    Scrolled,
    /// It took another size.
    Resized,
    /// A key.
    Key(KeyboardEvent),
    /// A click.
    Clicked(MouseEvent),
    /// The pointer is over a line, or none.
    Over(Option<MouseEvent>),
}

/// The height of a line in CSS pixels; the styles hold it to that.
const LINE: usize = 56;
/// Lines beyond both edges of the window, so that a quick scroll meets no blank.
const BEYOND: usize = 8;

/// The list.
pub struct Lines {
    frame: NodeRef,
    first: usize,
    count: usize,
    shown: Option<Id>,
    /// How far it is scrolled and how high it is, in CSS pixels, as it said last: to ask for it would cost a layout.
    top: i32,
    height: i32,
    watch: Option<Watch>,
}

impl Component for Lines {
    type Message = Message;
    type Properties = LinesProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Lines {
            frame: NodeRef::default(),
            first: 0,
            count: 24,
            shown: None,
            top: 0,
            height: 0,
            watch: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Scrolled => return self.look(),
            Message::Resized => {
                // The card has taken room or given some: what was seen stays in view.
                let selected = self.selected(ctx.props());
                let was_seen = selected.is_some_and(|n| !self.is_out(n));
                let changed = self.look();
                if was_seen {
                    self.reveal(ctx.props());
                }
                return changed;
            }
            Message::Key(event) => self.key(ctx, &event),
            Message::Clicked(event) => {
                if let Some(n) = line_of(&event)
                    && let Some(item) = ctx.props().list.get(n)
                {
                    ctx.props().send.emit(Command::Select(item.id.clone()));
                }
            }
            Message::Over(event) => {
                let n = event.as_ref().and_then(line_of);
                let id = n.and_then(|n| Some(ctx.props().list.get(n)?.id.clone()));
                ctx.props().hover.emit(id);
            }
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let link = ctx.link();
        let size = props.list.len();
        let first = self.first.min(size.saturating_sub(self.count));
        let shown = props.list.iter().enumerate().skip(first).take(self.count);
        html! {
            <div class="lines" id={LIST} ref={&self.frame} data-keys="list" role="listbox" aria-label="Annotations" tabindex="0"
                aria-activedescendant={self.active(props).map(line_id)}
                onscroll={link.callback(|_: Event| Message::Scrolled)}
                onkeydown={link.callback(Message::Key)}
                onclick={link.callback(Message::Clicked)}
                onmouseover={link.callback(|event| Message::Over(Some(event)))}
                onmouseleave={link.callback(|_| Message::Over(None))}>
                <svg class="space" aria-hidden="true" width="1" height={(first * LINE).to_string()}></svg>
                // A list of their own, so that all of it has keys: a line that stays in the window is moved, not made anew.
                <>{ for shown.map(|(n, item)| line(n, size, item, props.selected.as_ref() == Some(&item.id))) }</>
                <svg class="space" aria-hidden="true" width="1" height={(size.saturating_sub(first + self.count) * LINE).to_string()}></svg>
                if size == 0 {
                    <p class="nothing">{ "No annotation matches." }</p>
                }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        let props = ctx.props();
        if first {
            let resized = ctx.link().callback(|()| Message::Resized);
            let frame = self.frame.cast::<Element>();
            self.watch = frame.and_then(|frame| Watch::new(&frame, move || resized.emit(())));
            if self.look() {
                ctx.link().send_message(Message::Scrolled);
            }
        }
        if self.shown != props.selected {
            self.shown.clone_from(&props.selected);
            if self.reveal(props) && self.look() {
                ctx.link().send_message(Message::Scrolled);
            }
        }
    }
}

impl Lines {
    /// The number of the selected line, if it stands in the page.
    fn active(&self, props: &LinesProps) -> Option<usize> {
        let selected = props.selected.as_ref()?;
        let n = self.position(props, selected)?;
        (n >= self.first && n < self.first + self.count).then_some(n)
    }

    fn position(&self, props: &LinesProps, id: &Id) -> Option<usize> {
        props.list.iter().position(|item| item.id == *id)
    }

    /// Takes note of which lines are in the window; whether they are others than before.
    fn look(&mut self) -> bool {
        let Some(frame) = self.frame.cast::<Element>() else {
            return false;
        };
        (self.top, self.height) = (frame.scroll_top(), frame.client_height());
        let top = usize::try_from(self.top).unwrap_or(0) / LINE;
        let height = usize::try_from(self.height).unwrap_or(0) / LINE;
        // In steps, so that most scrolling draws nothing.
        let first = top.saturating_sub(BEYOND) / BEYOND * BEYOND;
        let count = height + 4 * BEYOND;
        let changed = first != self.first || count != self.count;
        self.first = first;
        self.count = count;
        changed
    }

    fn selected(&self, props: &LinesProps) -> Option<usize> {
        self.position(props, props.selected.as_ref()?)
    }

    /// Whether a line stands outside of the list's window, in part at least.
    fn is_out(&self, n: usize) -> bool {
        pixels(n) < self.top || pixels(n + 1) > self.top + self.height
    }

    /// Brings the selected line into the list's own window, without moving anything else. Whether it had to be scrolled.
    fn reveal(&self, props: &LinesProps) -> bool {
        let (Some(frame), Some(n)) = (self.frame.cast::<Element>(), self.selected(props)) else {
            return false;
        };
        let is_out = self.is_out(n);
        if is_out {
            frame.set_scroll_top(pixels(n) - (self.height - pixels(1)) / 2);
        }
        is_out
    }

    fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) {
        let props = ctx.props();
        let at = props
            .selected
            .as_ref()
            .and_then(|id| self.position(props, id));
        let last = props.list.len().saturating_sub(1);
        let page = self
            .frame
            .cast::<Element>()
            .and_then(|frame| usize::try_from(frame.client_height()).ok())
            .map_or(1, |height| (height / LINE).max(1));
        let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        let to = match event.key().as_str() {
            "ArrowDown" if plain => Some(at.map_or(0, |at| (at + 1).min(last))),
            "ArrowUp" if plain => Some(at.map_or(0, |at| at.saturating_sub(1))),
            "PageDown" if plain => Some(at.map_or(0, |at| (at + page).min(last))),
            "PageUp" if plain => Some(at.map_or(0, |at| at.saturating_sub(page))),
            "Home" if plain => Some(0),
            "End" if plain => Some(last),
            _ => None,
        };
        if let Some(item) = to.and_then(|to| props.list.get(to)) {
            event.prevent_default();
            props.send.emit(Command::Select(item.id.clone()));
            return;
        }
        // The line is selected already; Enter goes to its words. All other keys are the root's.
        if plain && matches!(event.key().as_str(), "Enter" | "Escape") {
            event.prevent_default();
            focus(TEXT);
        }
    }
}

fn pixels(lines: usize) -> i32 {
    i32::try_from(lines * LINE).unwrap_or(i32::MAX)
}

fn line(n: usize, size: usize, item: &ListItem, selected: bool) -> Html {
    html! {
        <div class={classes!("line", state_class(item.state), selected.then_some("selected"))} id={line_id(n)} key={item.id.to_string()}
            role="option" aria-selected={selected.to_string()} aria-setsize={size.to_string()} aria-posinset={(n + 1).to_string()}
            data-line={n.to_string()}>
            <span class={classes!("letter", hue(&item.label))} aria-hidden="true">{ item.letter.to_string() }</span>
            <span class="aloud">{ format!("{}, {}: ", Schema::BUILT_IN.title_of(&item.label), item.state) }</span>
            <span class="words" dir="auto">{ &*item.words }</span>
            // What the words say already is not said again.
            if item.aside != item.words {
                <span class="aside">{ &*item.aside }</span>
            }
            { sign(item.state) }
        </div>
    }
}

/// What was decided, as a small sign.
fn sign(state: State) -> Html {
    match state {
        State::Proposed => Html::default(),
        State::Accepted => html! { <span class="sign accepted" aria-hidden="true">{ "✓" }</span> },
        State::Rejected => html! { <span class="sign rejected" aria-hidden="true">{ "×" }</span> },
    }
}

fn line_id(n: usize) -> String {
    format!("line-{n}")
}

fn line_of(event: &MouseEvent) -> Option<usize> {
    let target: HtmlElement = event.target()?.dyn_into().ok()?;
    let line = target.closest("[data-line]").ok().flatten()?;
    line.get_attribute("data-line")?.parse().ok()
}

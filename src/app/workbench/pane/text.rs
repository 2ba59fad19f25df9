//! The pane itself: listens, keeps the browser's selection and the session's alike, and brings into view.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, HtmlElement, Node, PointerEvent as Pointer, ScrollBehavior, ScrollToOptions,
};
use yew::prelude::*;

use crate::annotation::Id;
use crate::app::listener::{Listener, Timer};
use crate::app::workbench::focus::{PANE_KEYS, TEXT};
use crate::app::workbench::pane::drawing::{Drawing, STRETCH};
use crate::app::workbench::pane::kind_menu::KindMenu;
use crate::app::workbench::pane::lines::{bar_at, line_from};
use crate::app::workbench::pane::marks::fragments_of;
use crate::app::workbench::pane::overlay::Overlay;
use crate::app::workbench::pane::places::{byte_under, paragraph_of, text_of};
use crate::app::workbench::pane::selecting::{self, Ends};
use crate::app::workbench::pane::watch::Watch;
use crate::article::{Article, Byte, Extent};
use crate::session::{
    Arc, Command, Extend, Mode, PageAction, ParagraphView, Reveal, Selection, Snap, Way,
};

/// What the pane draws. `Rc`s of the same pointer are the same content.
#[derive(Clone, Properties)]
pub struct TextPaneProps {
    /// The article's id: with a new one everything fleeting starts anew.
    pub article: AttrValue,
    /// One view a paragraph.
    pub paragraphs: Rc<[Rc<ParagraphView>]>,
    /// What is selected in the text.
    pub selection: Rc<Selection>,
    /// The selected annotation.
    pub selected: Option<Id>,
    /// What is under way.
    pub mode: Mode,
    /// Links to draw.
    pub arcs: Rc<[Arc]>,
    /// What to bring into view.
    pub reveal: Option<(u32, Reveal)>,
    /// What a key wants of the page; lines of the text are the pane's.
    pub page_action: Option<(u32, PageAction)>,
    /// The paragraph to start at.
    pub start_at: Option<usize>,
    /// Says at which paragraph scrolling came to rest.
    pub scrolled: Callback<usize>,
    /// Where commands go.
    pub send: Callback<Command>,
    /// Says what the pointer is over.
    pub hover: Callback<Option<Id>>,
}

impl PartialEq for TextPaneProps {
    fn eq(&self, other: &Self) -> bool {
        self.article == other.article
            && Rc::ptr_eq(&self.paragraphs, &other.paragraphs)
            && Rc::ptr_eq(&self.selection, &other.selection)
            && self.selected == other.selected
            && self.mode == other.mode
            && Rc::ptr_eq(&self.arcs, &other.arcs)
            && self.reveal == other.reveal
            && self.start_at == other.start_at
            && self.scrolled == other.scrolled
            && self.send == other.send
            && self.page_action == other.page_action
            && self.hover == other.hover
    }
}

/// What reached the pane.
pub enum Message {
    /// A pointer went down in the text.
    Down(Pointer),
    /// A button of the mouse was let go, anywhere.
    Up(MouseEvent),
    /// A click or a tap in the text.
    Click(MouseEvent),
    /// The browser's selection changed, by whatever means.
    Changed,
    /// It has not changed for a while.
    Settled,
    /// The pointer came over something in the text, or left it.
    Over(Option<Node>),
    /// The pane scrolled.
    Scrolled,
    /// Scrolling came to rest.
    Rested,
    /// The person has begun to scroll, point or type.
    Taken,
    /// The text took another size.
    Resized,
    /// It is about to be printed.
    Printing,
}

/// How the pointer's gesture began.
#[derive(Clone, Copy, Debug, Default)]
struct Press {
    x: f64,
    y: f64,
    /// A mouse button is down.
    mouse: bool,
}

/// The text pane.
pub struct TextPane {
    scroller: NodeRef,
    /// The paragraph to start at, until scrolling there has come to rest, or the person goes elsewhere.
    starting: Option<usize>,
    sheet: NodeRef,
    text: NodeRef,
    caret: NodeRef,
    press: Press,
    touched: bool,
    /// The ends that were sent last on behalf of touch: the system's handles stay where the finger left them.
    leave: Option<Ends>,
    hovered: Option<Id>,
    /// Where the selected annotation lies.
    fragments: Vec<Extent>,
    /// The paragraph whose kind can be changed.
    row: Option<usize>,
    /// The column that the caret keeps from line to line.
    column: Option<f64>,
    keep_column: bool,
    revealed: Option<u32>,
    attended: Option<u32>,
    /// Grows with every change of the layout.
    layout: u32,
    settle: Option<Timer>,
    /// Runs while the pane scrolls.
    rest: Option<Timer>,
    /// Whether it has scrolled since that timer began.
    scrolled_on: bool,
    /// What the pointer came over meanwhile, or that it left.
    passing: Option<Option<Node>>,
    /// The paragraphs' nodes.
    drawing: Option<Drawing>,
    /// Where what lies over the text was put.
    laid_out: Option<Spot>,
    drawn: Drawn,
    listeners: Vec<Listener>,
    watch: Option<Watch>,
}

/// The box of a stretch of rows in the sheet, in CSS pixels: left, top, width, height. While it stays the same, nothing
/// that lies over it or before it has moved.
type Spot = [i32; 4];

/// What has been put in place by the last drawing, so that only what changed is measured.
#[derive(Default)]
struct Drawn {
    article: Option<AttrValue>,
    paragraphs: Option<Rc<[Rc<ParagraphView>]>>,
    selection: Option<Rc<Selection>>,
}

/// The pointer may move so far (CSS pixels) in a click.
const CLICK: f64 = 4.0;
/// How long the browser's selection must rest before it counts, in milliseconds: a finger drags its handles.
const SETTLE: i32 = 220;
/// How long the pane must not have scrolled to be at rest, in milliseconds.
const REST: i32 = 150;

impl Component for TextPane {
    type Message = Message;
    type Properties = TextPaneProps;

    fn create(ctx: &Context<Self>) -> Self {
        let mut listeners = Vec::new();
        if let Some(document) = document() {
            let changed = ctx.link().callback(|()| Message::Changed);
            listeners.push(Listener::new(&document, "selectionchange", move |_| {
                changed.emit(());
            }));
            let up = ctx.link().callback(Message::Up);
            listeners.push(Listener::new(&document, "mouseup", move |event| {
                if let Ok(event) = event.dyn_into() {
                    up.emit(event);
                }
            }));
        }
        if let Some(window) = web_sys::window() {
            let printing = ctx.link().callback(|()| Message::Printing);
            listeners.push(Listener::watching(&window, "beforeprint", move |_| {
                printing.emit(());
            }));
        }
        TextPane {
            scroller: NodeRef::default(),
            starting: None,
            sheet: NodeRef::default(),
            text: NodeRef::default(),
            caret: NodeRef::default(),
            press: Press::default(),
            touched: false,
            leave: None,
            hovered: None,
            fragments: fragments_of_selected(ctx.props()),
            row: None,
            column: None,
            keep_column: false,
            revealed: None,
            attended: None,
            layout: 0,
            settle: None,
            rest: None,
            scrolled_on: false,
            passing: None,
            drawing: None,
            laid_out: None,
            drawn: Drawn::default(),
            listeners,
            watch: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &TextPaneProps) -> bool {
        let props = ctx.props();
        if props.selected != old.selected || !Rc::ptr_eq(&props.paragraphs, &old.paragraphs) {
            self.fragments = fragments_of_selected(props);
        }
        // Before the parts that measure are drawn.
        self.draw(props);
        true
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        let drawn = self.hear(ctx, message);
        drawn.unwrap_or(false)
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let link = ctx.link();
        let fragments = if props.selection.fragments.is_empty() {
            self.fragments.clone()
        } else {
            Vec::new()
        };
        let linking = props.mode != Mode::Reading;
        let row = self
            .row
            .or_else(|| Some(self.article(ctx)?.paragraph_at(props.selection.caret)));
        let row = row.and_then(|index| props.paragraphs.get(index).cloned());
        html! {
            <main class={classes!("pane", linking.then_some("linking"))} ref={&self.scroller}>
                <div class="leaf" ref={&self.sheet}>
                    <div class="text" ref={&self.text} id={TEXT} role="textbox" aria-multiline="true" aria-readonly="true"
                        aria-label="Article" aria-describedby={PANE_KEYS} tabindex="0" spellcheck="false"
                        onpointerdown={link.callback(Message::Down)}
                        onclick={link.callback(Message::Click)}
                        ondragstart={Callback::from(|event: DragEvent| event.prevent_default())}
                        onmouseover={link.callback(|event: MouseEvent| Message::Over(node_of(&event)))}
                        onmouseleave={link.callback(|_| Message::Over(None))}>
                    </div>
                    <div class="caret" ref={&self.caret} aria-hidden="true"></div>
                    <Overlay sheet={&self.sheet} text={&self.text} paragraphs={&props.paragraphs} arcs={&props.arcs}
                        selected={props.selected.clone()} {fragments} layout={self.layout} send={&props.send} />
                    <KindMenu sheet={&self.sheet} text={&self.text} {row} layout={self.layout} send={&props.send} />
                </div>
            </main>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first && let Some(scroller) = self.scroller.cast::<Element>() {
            self.draw(ctx.props());
            let scrolled = ctx.link().callback(|()| Message::Scrolled);
            self.listeners
                .push(Listener::new(&scroller, "scroll", move |_| {
                    scrolled.emit(())
                }));
            for event in ["wheel", "touchmove", "pointerdown", "keydown"] {
                let taken = ctx.link().callback(|()| Message::Taken);
                let watching = Listener::watching(&scroller, event, move |_| taken.emit(()));
                self.listeners.push(watching);
            }
            let resized = ctx.link().callback(|()| Message::Resized);
            self.watch = self
                .text
                .cast::<Element>()
                .and_then(|text| Watch::new(&text, move || resized.emit(())));
        }
        self.settle_down(ctx);
    }
}

impl TextPane {
    fn article(&self, ctx: &Context<Self>) -> Option<Rc<Article>> {
        Some(ctx.props().paragraphs.first()?.article.clone())
    }

    /// Answers whether something must be drawn; nothing when the page is not there yet.
    fn hear(&mut self, ctx: &Context<Self>, message: Message) -> Option<bool> {
        let props = ctx.props();
        let pane = self.text.cast::<Element>()?;
        let article = self.article(ctx)?;
        match message {
            Message::Down(event) => {
                self.touched = event.pointer_type() == "touch";
                self.press = Press {
                    x: f64::from(event.client_x()),
                    y: f64::from(event.client_y()),
                    mouse: !self.touched && event.button() == 0,
                };
            }
            Message::Up(event) => {
                if std::mem::take(&mut self.press.mouse) && event.button() == 0 {
                    self.select_by_mouse(ctx, &pane, &article, &event);
                }
            }
            Message::Click(event) => {
                let note = node_of(&event).and_then(|node| marked(&node, ".note"));
                if let Some(id) = note {
                    props.send.emit(Command::Select(id));
                } else if self.still(&event) && event.detail() < 2 && !event.shift_key() {
                    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
                    let at = byte_under(&document()?, &pane, &article, x, y)?;
                    props.send.emit(Command::ClickAt(at));
                }
            }
            Message::Changed => {
                // A mouse says when it is done. Fingers on the system's handles, screen readers and the browser's own
                // commands do not: they are done when nothing has changed for a while.
                if !self.press.mouse && selecting::is_in(&pane) {
                    let settled = ctx.link().callback(|()| Message::Settled);
                    self.settle = Timer::after(SETTLE, move || settled.emit(()));
                }
            }
            Message::Settled => {
                let ends = selecting::read(&pane, &article)?;
                let known = ends_of(&props.selection);
                if !self.press.mouse
                    && ends.anchor != ends.caret
                    && ends != known
                    && Some(ends) != self.leave
                {
                    self.leave = Some(ends);
                    props.send.emit(select(ends, Snap::Words, Extend::No));
                }
            }
            // What passes under the pointer while one scrolls is not pointed at.
            Message::Over(node) if self.rest.is_some() => self.passing = Some(node),
            Message::Over(node) => return Some(self.over(ctx, &pane, &article, node.as_ref())),
            Message::Resized => {
                // Rows above, now that they are laid out, may have another height than was guessed.
                if self.starting.is_some() {
                    self.start(self.starting, &pane);
                }
                self.fill_near();
                // Rows that come near while one scrolls take their true heights; most have nothing over them.
                let spot = self.spot(props, &pane, &article);
                if spot.is_some() && spot == self.laid_out {
                    return Some(false);
                }
                self.laid_out = spot;
                self.layout = self.layout.wrapping_add(1);
                self.place_caret(&pane, &article, props.selection.caret);
                return Some(true);
            }
            Message::Printing => {
                if let Some(drawing) = &mut self.drawing {
                    // What could not be drawn stands there as plain text.
                    let _ = drawing.fill_all();
                }
            }
            Message::Scrolled => {
                self.fill_near();
                // Not every browser says when scrolling ends. One timer goes on as long as there is scrolling.
                self.scrolled_on = self.rest.is_some();
                if self.rest.is_none() {
                    self.rest = rest_after(ctx);
                }
            }
            Message::Taken => self.starting = None,
            Message::Rested => {
                self.rest = None;
                if std::mem::take(&mut self.scrolled_on) {
                    self.rest = rest_after(ctx);
                    return Some(false);
                }
                self.starting = None;
                if let Some(top) = self.top_paragraph(&pane) {
                    props.scrolled.emit(top);
                }
                if let Some(node) = self.passing.take() {
                    return Some(self.over(ctx, &pane, &article, node.as_ref()));
                }
            }
        }
        Some(false)
    }

    /// Makes the nodes of the paragraphs show these views.
    fn draw(&mut self, props: &TextPaneProps) {
        let (Some(document), Some(pane)) = (document(), self.text.cast::<Element>()) else {
            return;
        };
        let shown = self
            .drawing
            .as_mut()
            .is_some_and(|drawing| drawing.show(&document, &props.paragraphs).is_ok());
        // Once more from nothing, if something else has changed the nodes: an extension that translates, say.
        if !shown {
            self.drawing = Drawing::new(&document, &pane, &props.paragraphs).ok();
        }
    }

    /// Draws the marks around a place, so that what is measured there stays.
    fn fill_around(&mut self, article: &Article, at: Byte) {
        if let Some(drawing) = &mut self.drawing {
            let _ = drawing.fill_around(article.paragraph_at(at));
        }
    }

    /// Draws the marks of what is seen or near it.
    fn fill_near(&mut self) {
        if let (Some(drawing), Some(scroller)) =
            (&mut self.drawing, self.scroller.cast::<Element>())
        {
            let _ = drawing.fill_near(&scroller);
        }
    }

    /// Where the last stretch of rows lies over which something is drawn.
    fn spot(&self, props: &TextPaneProps, pane: &Element, article: &Article) -> Option<Spot> {
        let fragments = self.fragments.iter().map(|fragment| fragment.end);
        let arcs = props.arcs.iter().flat_map(|arc| arc.ends);
        let last = fragments
            .chain(arcs.map(|(_, last)| last.end))
            .chain([props.selection.caret])
            .max()?;
        let paragraph = article.paragraph_at(last).max(self.row.unwrap_or(0));
        let stretch = u32::try_from(paragraph / STRETCH).ok()?;
        let stretch: HtmlElement = pane.children().item(stretch)?.dyn_into().ok()?;
        Some([
            stretch.offset_left(),
            stretch.offset_top(),
            stretch.offset_width(),
            stretch.offset_height(),
        ])
    }

    /// Moves the caret by a line, when that is what a key wants.
    fn attend(&mut self, props: &TextPaneProps, pane: &Element, article: &Article) {
        let Some((number, action)) = props.page_action else {
            return;
        };
        if self.attended == Some(number) {
            return;
        }
        self.attended = Some(number);
        let (way, extend) = match action {
            PageAction::LineUp => (Way::Back, Extend::No),
            PageAction::SelectLineUp => (Way::Back, Extend::Yes),
            PageAction::LineDown => (Way::On, Extend::No),
            PageAction::SelectLineDown => (Way::On, Extend::Yes),
            _ => return,
        };
        if let Some(at) = self.line(pane, article, props.selection.caret, way) {
            self.keep_column = true;
            props.send.emit(Command::PlaceCaret(at, extend));
        }
    }

    /// The place a line up or down. The caret is brought into view first: no browser finds what is off the screen.
    fn line(&mut self, pane: &Element, article: &Article, from: Byte, way: Way) -> Option<Byte> {
        let bar = bar_at(pane, article, from)?;
        self.scroll_to(bar.y, bar.height, Place::Near);
        let bar = bar_at(pane, article, from)?;
        let x = *self.column.get_or_insert(bar.x);
        line_from(&document()?, pane, article, from, way, x)
    }

    fn still(&self, event: &MouseEvent) -> bool {
        (f64::from(event.client_x()) - self.press.x).abs() <= CLICK
            && (f64::from(event.client_y()) - self.press.y).abs() <= CLICK
    }

    fn select_by_mouse(
        &mut self,
        ctx: &Context<Self>,
        pane: &Element,
        article: &Article,
        event: &MouseEvent,
    ) {
        // A click on what is selected leaves the browser's selection until after this event; the click says the rest.
        if self.still(event) && event.detail() < 2 && !event.shift_key() {
            return;
        }
        let Some(ends) = selecting::read(pane, article) else {
            return;
        };
        if ends.anchor == ends.caret {
            return;
        }
        let snap = if event.alt_key() {
            Snap::Graphemes
        } else {
            Snap::Words
        };
        let extend = if event.ctrl_key() || event.meta_key() {
            Extend::Yes
        } else {
            Extend::No
        };
        self.leave = None;
        ctx.props().send.emit(select(ends, snap, extend));
    }

    fn over(
        &mut self,
        ctx: &Context<Self>,
        pane: &Element,
        article: &Article,
        node: Option<&Node>,
    ) -> bool {
        let props = ctx.props();
        let id = node.and_then(|node| marked(node, "[data-mark]"));
        if id != self.hovered {
            let extents = id
                .as_ref()
                .map(|id| fragments_of(&props.paragraphs, id))
                .unwrap_or_default();
            selecting::highlight("hovered", pane, article, &extents);
            self.hovered.clone_from(&id);
            props.hover.emit(id);
        }
        let row = node.and_then(|node| paragraph_of(pane, node));
        // Leaving the text keeps the row: the pointer is on its way to the number.
        let changed = row.is_some() && row != self.row;
        if changed {
            self.row = row;
        }
        changed
    }

    /// After a drawing: the browser's selection, the caret's bar, and what is to be brought into view.
    fn settle_down(&mut self, ctx: &Context<Self>) {
        let props = ctx.props();
        let (Some(pane), Some(article)) = (self.text.cast::<Element>(), self.article(ctx)) else {
            return;
        };
        let new_article = self.drawn.article.as_ref() != Some(&props.article);
        let new_text = self
            .drawn
            .paragraphs
            .as_ref()
            .is_none_or(|drawn| !Rc::ptr_eq(drawn, &props.paragraphs));
        let new_selection = self
            .drawn
            .selection
            .as_ref()
            .is_none_or(|drawn| !Rc::ptr_eq(drawn, &props.selection));
        if new_article {
            self.fill_around(&article, start_of(&article, props.start_at));
            take_focus(&pane);
            self.start(props.start_at, &pane);
            self.starting = props.start_at.filter(|at| *at > 0);
            self.hovered = None;
            self.row = None;
        }
        // Only the text's own commands leave the finger's handles alone.
        if new_text {
            self.leave = None;
        }
        if new_text || new_selection {
            self.fill_around(&article, props.selection.caret);
            self.show_selection(props, &pane, &article);
            self.place_caret(&pane, &article, props.selection.caret);
            if !std::mem::take(&mut self.keep_column) {
                self.column = None;
            }
        }
        self.drawn = Drawn {
            article: Some(props.article.clone()),
            paragraphs: Some(props.paragraphs.clone()),
            selection: Some(props.selection.clone()),
        };
        if let Some((number, reveal)) = &props.reveal
            && self.revealed != Some(*number)
        {
            self.revealed = Some(*number);
            self.reveal(props, &pane, &article, reveal);
        }
        self.attend(props, &pane, &article);
    }

    fn show_selection(&mut self, props: &TextPaneProps, pane: &Element, article: &Article) {
        let earlier = props
            .selection
            .fragments
            .split_last()
            .map_or(&[][..], |(_, earlier)| earlier);
        selecting::highlight("fragments", pane, article, earlier);
        // The system's handles stay where the finger left them; what is selected says the label bar.
        if self.leave.is_some() && self.touched && !props.selection.fragments.is_empty() {
            return;
        }
        let has_focus = document()
            .and_then(|document| document.active_element())
            .is_some_and(|active| active == *pane);
        if has_focus || selecting::is_in(pane) {
            selecting::write(pane, article, ends_of(&props.selection));
        }
    }

    fn place_caret(&self, pane: &Element, article: &Article, at: Byte) {
        let (Some(caret), Some(sheet)) = (
            self.caret.cast::<HtmlElement>(),
            self.sheet.cast::<Element>(),
        ) else {
            return;
        };
        let Some(bar) = bar_at(pane, article, at) else {
            return;
        };
        let origin = sheet.get_bounding_client_rect();
        let (x, y) = (bar.x - origin.x(), bar.y - origin.y());
        let style = caret.style();
        let _ = style.set_property("transform", &format!("translate({x:.1}px, {y:.1}px)"));
        // All lines of one size have one height: to set it again would cost a layout.
        let height = format!("{:.1}px", bar.height);
        if style.get_property_value("height").ok().as_ref() != Some(&height) {
            let _ = style.set_property("height", &height);
        }
    }

    fn start(&self, at: Option<usize>, pane: &Element) {
        let Some(scroller) = self.scroller.cast::<Element>() else {
            return;
        };
        match at.filter(|at| *at > 0).and_then(|at| text_of(pane, at)) {
            Some(text) => text.scroll_into_view_with_bool(true),
            None => scroller.set_scroll_top(0),
        }
    }

    fn reveal(
        &mut self,
        props: &TextPaneProps,
        pane: &Element,
        article: &Article,
        reveal: &Reveal,
    ) {
        let (at, place) = match reveal {
            Reveal::Annotation(id) if props.selected.as_ref() == Some(id) => {
                match self.fragments.first() {
                    Some(extent) => (extent.start, Place::Upper),
                    None => return,
                }
            }
            Reveal::Annotation(id) => match fragments_of(&props.paragraphs, id).first() {
                Some(extent) => (extent.start, Place::Upper),
                None => return,
            },
            Reveal::Caret(at) => (*at, Place::Near),
        };
        self.fill_around(article, at);
        let Some(bar) = bar_at(pane, article, at) else {
            return;
        };
        if self.scroll_to(bar.y, bar.height, place)
            && let Some(bar) = bar_at(pane, article, at)
        {
            // Rows that were never laid out took another height than was guessed: once more, now that they are.
            self.scroll_to(bar.y, bar.height, place);
            self.place_caret(pane, article, props.selection.caret);
        }
    }

    /// Scrolls so that something at this height of the window is seen. Answers whether it was a jump.
    fn scroll_to(&self, y: f64, height: f64, place: Place) -> bool {
        let Some(scroller) = self.scroller.cast::<Element>() else {
            return false;
        };
        let view = scroller.get_bounding_client_rect();
        let (top, bottom) = (y - view.top(), y + height - view.top());
        let margin = match place {
            Place::Near => 48.0_f64.min(view.height() / 6.0),
            Place::Upper => view.height() * 0.12,
        };
        if top >= margin && bottom <= view.height() - margin {
            return false;
        }
        let by = match place {
            Place::Near if top < margin => top - margin,
            Place::Near => bottom - (view.height() - margin),
            Place::Upper => top - view.height() * 0.32,
        };
        let jump = by.abs() > view.height() * 1.5;
        let options = ScrollToOptions::new();
        options.set_top(f64::from(scroller.scroll_top()) + by);
        options.set_behavior(if jump || place == Place::Near || calm() {
            ScrollBehavior::Instant
        } else {
            ScrollBehavior::Smooth
        });
        scroller.scroll_to_with_scroll_to_options(&options);
        jump
    }

    /// The paragraph at the top of what is seen.
    fn top_paragraph(&self, pane: &Element) -> Option<usize> {
        let view = self.scroller.cast::<Element>()?.get_bounding_client_rect();
        let middle = view.left() + view.width() / 2.0;
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a window")]
        let found = document()?.element_from_point(middle as f32, (view.top() + 12.0) as f32)?;
        paragraph_of(pane, &found)
    }
}

fn rest_after(ctx: &Context<TextPane>) -> Option<Timer> {
    let rested = ctx.link().callback(|()| Message::Rested);
    Timer::after(REST, move || rested.emit(()))
}

/// Where in the window something is brought.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Just into view.
    Near,
    /// Into the upper half, with what follows below it.
    Upper,
}

/// The place where an article begins that is opened at a paragraph.
fn start_of(article: &Article, paragraph: Option<usize>) -> Byte {
    let paragraph = article.paragraphs().get(paragraph.unwrap_or(0));
    paragraph.map_or(Byte(0), |paragraph| paragraph.extent.start)
}

fn fragments_of_selected(props: &TextPaneProps) -> Vec<Extent> {
    let selected = props.selected.as_ref();
    selected
        .map(|id| fragments_of(&props.paragraphs, id))
        .unwrap_or_default()
}

fn ends_of(selection: &Selection) -> Ends {
    if selection.fragments.is_empty() {
        return Ends {
            anchor: selection.caret,
            caret: selection.caret,
        };
    }
    Ends {
        anchor: selection.anchor,
        caret: selection.caret,
    }
}

fn select(ends: Ends, snap: Snap, extend: Extend) -> Command {
    Command::SelectText {
        anchor: ends.anchor,
        caret: ends.caret,
        snap,
        extend,
    }
}

/// The annotation of the innermost element of that kind around a node.
fn marked(node: &Node, selector: &str) -> Option<Id> {
    let element = match node.dyn_ref::<Element>() {
        Some(element) => element.clone(),
        None => node.parent_element()?,
    };
    let found = element.closest(selector).ok().flatten()?;
    Some(Id::from(found.get_attribute("data-mark")?.as_str()))
}

fn node_of(event: &MouseEvent) -> Option<Node> {
    event.target()?.dyn_into().ok()
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// An article that is opened has the focus at once, so that its caret is seen and a screen reader is where the keys are.
/// Behind a dialog that is open nothing takes it.
fn take_focus(pane: &Element) {
    if let Some(pane) = pane.dyn_ref::<HtmlElement>() {
        // It fails only for an element that has left the page. Where it scrolled to, the start sets right.
        let _ = pane.focus();
    }
}

/// Whether the person wants no motion.
fn calm() -> bool {
    web_sys::window()
        .and_then(|window| {
            window
                .match_media("(prefers-reduced-motion: reduce)")
                .ok()
                .flatten()
        })
        .is_some_and(|query| query.matches())
}

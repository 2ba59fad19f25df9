//! What is drawn over the text: the links of one annotation, and the selected one's frame with handles at its ends.
//!
//! In come extents and arcs; out go lines in one SVG that moves with the text, and a command when a handle was
//! dragged. Measured only when one of these or the layout changes, never for scrolling. Without it nothing is lost:
//! links stand on the card, ends are moved by keys.

use std::collections::BTreeSet;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{DomRectList, Element, PointerEvent as Pointer};
use yew::prelude::*;

use crate::annotation::{Id, State};
use crate::app::workbench::pane::outline::{Box, frame};
use crate::app::workbench::pane::places::{byte_under, is_leftwards, range_of, text_of};
use crate::app::workbench::pane::selecting::highlight;
use crate::app::workbench::words::hue;
use crate::article::{Article, Byte, Extent};
use crate::session::{Arc, Command, End, ParagraphView, Snap};

/// What [`Overlay`] draws.
#[derive(Clone, Properties)]
pub struct OverlayProps {
    /// The element whose corner is the drawing's.
    pub sheet: NodeRef,
    /// The element that holds the paragraphs.
    pub text: NodeRef,
    /// The views.
    pub paragraphs: Rc<[Rc<ParagraphView>]>,
    /// Links to draw.
    pub arcs: Rc<[Arc]>,
    /// The selected annotation.
    pub selected: Option<Id>,
    /// Its fragments, when they have handles.
    pub fragments: Vec<Extent>,
    /// Grows when the layout has changed.
    pub layout: u32,
    /// Where commands go.
    pub send: Callback<Command>,
}

impl PartialEq for OverlayProps {
    fn eq(&self, other: &Self) -> bool {
        // New views with the same fragments and arcs may still lie elsewhere, so they count as a change where
        // something is drawn.
        let idle = self.fragments.is_empty() && self.arcs.is_empty();
        self.fragments == other.fragments
            && Rc::ptr_eq(&self.arcs, &other.arcs)
            && self.selected == other.selected
            && (idle
                || (self.layout == other.layout && Rc::ptr_eq(&self.paragraphs, &other.paragraphs)))
    }
}

/// One link, ready to draw.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    path: String,
    hue: &'static str,
    state: State,
    tip: (f64, f64),
}

/// One handle: which fragment, which end, and the foot of its bar.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Handle {
    fragment: usize,
    end: End,
    at: Box,
}

/// What was measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    lines: Vec<Line>,
    frame: String,
    handles: Vec<Handle>,
}

/// What reached the drawing.
pub enum Message {
    /// A pointer went down on a handle.
    Grab(usize, End, Pointer),
    /// It moved.
    Drag(Pointer),
    /// It was let go.
    Drop(Pointer),
    /// The browser took the pointer away.
    Cancel,
    /// What the layout says now.
    Measured(Measured),
}

/// A handle under way.
#[derive(Clone, Copy)]
struct Grip {
    fragment: usize,
    end: End,
    /// From the pointer to the middle of the line of text it stands for.
    dy: f64,
    to: Option<Byte>,
}

/// Links and handles.
pub struct Overlay {
    measured: Measured,
    /// Whether what was measured may have moved.
    is_stale: bool,
    grip: Option<Grip>,
}

impl Component for Overlay {
    type Message = Message;
    type Properties = OverlayProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Overlay {
            measured: Measured::default(),
            is_stale: true,
            grip: None,
        }
    }

    fn changed(&mut self, _ctx: &Context<Self>, _old: &OverlayProps) -> bool {
        self.is_stale = true;
        true
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        if let Message::Measured(measured) = message {
            self.measured = measured;
            return true;
        }
        self.hear(ctx, message);
        false
    }

    /// Only now are the paragraphs drawn too, so that what is measured is what will be seen. The second drawing comes
    /// in the same turn, before the browser paints.
    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        if std::mem::take(&mut self.is_stale) {
            let measured = measure(ctx.props());
            if measured != self.measured {
                ctx.link().send_message(Message::Measured(measured));
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        html! {
            <svg class="overlay" aria-hidden="true" focusable="false">
                { for self.measured.lines.iter().map(line) }
                <path class="frame" d={self.measured.frame.clone()} />
                { for self.measured.handles.iter().map(|handle| {
                    let Handle { fragment, end, at } = *handle;
                    // The knob of a start stands over its line, that of an end under it, as on touch systems.
                    let knob = match end { End::Start => at.y - 4.0, End::End => at.y + at.height + 4.0 };
                    let x = coordinate(at.x);
                    html! {
                        <g class={classes!("handle", match end { End::Start => "start", End::End => "end" })}
                            onpointerdown={link.callback(move |event| Message::Grab(fragment, end, event))}
                            onpointermove={link.callback(Message::Drag)}
                            onpointerup={link.callback(Message::Drop)}
                            onpointercancel={link.callback(|_| Message::Cancel)}>
                            <line x1={x.clone()} x2={x.clone()} y1={coordinate(at.y)} y2={coordinate(at.y + at.height)} />
                            <circle class="grip" cx={x.clone()} cy={coordinate(knob)} r="14" />
                            <circle class="knob" cx={x} cy={coordinate(knob)} r="4.5" />
                        </g>
                    }
                }) }
            </svg>
        }
    }
}

impl Overlay {
    fn hear(&mut self, ctx: &Context<Self>, message: Message) -> Option<()> {
        let props = ctx.props();
        let pane = props.text.cast::<Element>()?;
        let article = props.paragraphs.first()?.article.clone();
        match message {
            Message::Grab(fragment, end, event) => {
                event.prevent_default();
                let handle = self
                    .measured
                    .handles
                    .iter()
                    .find(|handle| handle.fragment == fragment && handle.end == end)?;
                let origin = props.sheet.cast::<Element>()?.get_bounding_client_rect();
                let middle = origin.y() + handle.at.y + handle.at.height / 2.0;
                self.grip = Some(Grip {
                    fragment,
                    end,
                    dy: middle - f64::from(event.client_y()),
                    to: None,
                });
                // Not the current target: listeners stand at the page's root, and what it captures reaches no handle.
                let grabbed: Element = event.target()?.dyn_into().ok()?;
                let _ = grabbed.set_pointer_capture(event.pointer_id());
            }
            Message::Drag(event) => {
                let grip = self.grip.as_mut()?;
                let document = web_sys::window()?.document()?;
                let (x, y) = (
                    f64::from(event.client_x()),
                    f64::from(event.client_y()) + grip.dy,
                );
                let to = byte_under(&document, &pane, &article, x, y)?;
                grip.to = Some(to);
                let fixed = props.fragments.get(grip.fragment)?;
                let shown = match grip.end {
                    End::Start => Extent::new(to.min(fixed.end), fixed.end),
                    End::End => Extent::new(fixed.start, to.max(fixed.start)),
                };
                highlight("dragged", &pane, &article, &[shown]);
            }
            Message::Drop(event) => {
                let grip = self.grip.take()?;
                highlight("dragged", &pane, &article, &[]);
                props.send.emit(Command::DragEnd {
                    id: props.selected.clone()?,
                    fragment: grip.fragment,
                    end: grip.end,
                    to: grip.to?,
                    snap: if event.alt_key() {
                        Snap::Graphemes
                    } else {
                        Snap::Words
                    },
                });
            }
            Message::Cancel => {
                self.grip = None;
                highlight("dragged", &pane, &article, &[]);
            }
            Message::Measured(_) => {}
        }
        Some(())
    }
}

fn line(line: &Line) -> Html {
    let (tip_x, tip_y) = line.tip;
    html! {
        <g class={classes!("arc", line.hue, line.state.as_str())}>
            <path d={line.path.clone()} />
            <circle cx={coordinate(tip_x)} cy={coordinate(tip_y)} r="3" />
        </g>
    }
}

fn coordinate(pixels: f64) -> String {
    format!("{pixels:.1}")
}

fn measure(props: &OverlayProps) -> Measured {
    let (Some(sheet), Some(pane), Some(view)) = (
        props.sheet.cast::<Element>(),
        props.text.cast::<Element>(),
        props.paragraphs.first(),
    ) else {
        return Measured::default();
    };
    if props.fragments.is_empty() && props.arcs.is_empty() {
        return Measured::default();
    }
    let origin = sheet.get_bounding_client_rect();
    let boxes = |extent: Extent| boxes_of(&pane, &view.article, extent, origin.x(), origin.y());
    let mut handles = Vec::new();
    for (fragment, extent) in props.fragments.iter().enumerate() {
        let boxes = boxes(*extent);
        if let (Some(first), Some(last)) = (boxes.first(), boxes.last()) {
            let left = |line: &Box| *line;
            let right = |line: &Box| Box {
                x: line.x + line.width,
                ..*line
            };
            let leftwards = is_leftwards(&pane, view.article.paragraph_at(extent.start));
            let (start, end) = if leftwards {
                (right(first), left(last))
            } else {
                (left(first), right(last))
            };
            handles.extend(
                [(End::Start, start), (End::End, end)].map(|(end, at)| Handle {
                    fragment,
                    end,
                    at,
                }),
            );
        }
    }
    let ends = |(first, last): (Extent, Extent)| {
        let first = *boxes(first).first()?;
        let last = *boxes(last).last()?;
        Some((first, last))
    };
    let lines = props
        .arcs
        .iter()
        .filter_map(|arc| {
            let [from, to] = arc.ends;
            Some(curve(arc, ends(from)?, ends(to)?))
        })
        .collect();
    Measured {
        lines,
        frame: frames(
            &pane,
            &view.article,
            &props.fragments,
            origin.x(),
            origin.y(),
        ),
        handles,
    }
}

/// The frames of the selected annotation's fragments, its letter and its lines underneath included.
fn frames(pane: &Element, article: &Article, fragments: &[Extent], x: f64, y: f64) -> String {
    let paragraphs: BTreeSet<usize> = fragments
        .iter()
        .flat_map(|fragment| article.paragraphs_in(*fragment))
        .collect();
    let mut path = String::new();
    let mut open: Vec<Box> = Vec::new();
    for paragraph in paragraphs {
        let runs = text_of(pane, paragraph)
            .and_then(|text| text.query_selector_all(".mark.selected").ok());
        let Some(runs) = runs else { continue };
        for run in (0..runs.length()).filter_map(|n| runs.item(n)?.dyn_into::<Element>().ok()) {
            if run.class_list().contains("opens") {
                path.push_str(&frame(&std::mem::take(&mut open)));
            }
            open.extend(boxes_in(&run.get_client_rects(), x, y));
        }
    }
    path + &frame(&open)
}

/// The rectangles of a stretch, one a line at least, in the sheet's pixels.
fn boxes_of(pane: &Element, article: &Article, extent: Extent, x: f64, y: f64) -> Vec<Box> {
    range_of(pane, article, extent)
        .and_then(|range| range.get_client_rects())
        .map(|rects| boxes_in(&rects, x, y))
        .unwrap_or_default()
}

fn boxes_in(rects: &DomRectList, x: f64, y: f64) -> Vec<Box> {
    (0..rects.length())
        .filter_map(|n| rects.item(n))
        .filter(|rect| rect.width() > 0.5 && rect.height() > 0.0)
        .map(|rect| Box {
            x: rect.x() - x,
            y: rect.y() - y,
            width: rect.width(),
            height: rect.height(),
        })
        .collect()
}

/// A curve from above one mark to above the other, between their ends that are near each other; the higher the farther
/// these are apart.
fn curve(arc: &Arc, from: (Box, Box), to: (Box, Box)) -> Line {
    /// So far into a long mark, in pixels, the curve begins.
    const INTO: f64 = 28.0;
    let start = |line: Box| (line.x + (line.width / 2.0).min(INTO), line.y + 1.0);
    let end = |line: Box| {
        (
            line.x + (line.width - INTO).max(line.width / 2.0),
            line.y + 1.0,
        )
    };
    let ((x1, y1), (x2, y2)) = if from.1.precedes(&to.0) {
        (end(from.1), start(to.0))
    } else if to.1.precedes(&from.0) {
        (start(from.0), end(to.1))
    } else {
        (start(from.0), start(to.0))
    };
    let rise = ((x2 - x1).abs() * 0.18 + (y2 - y1).abs() * 0.12).clamp(14.0, 64.0);
    let (c1, c2) = (y1 - rise, y2 - rise);
    Line {
        path: format!("M{x1:.1} {y1:.1}C{x1:.1} {c1:.1} {x2:.1} {c2:.1} {x2:.1} {y2:.1}"),
        hue: hue(&arc.label),
        state: arc.state,
        tip: (x2, y2),
    }
}

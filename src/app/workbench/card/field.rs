//! A field for words, lines or a figure. What is typed stays in it until it is stored.
//!
//! In comes the stored value, out goes what was typed when the field is left. The field is the browser's while one types:
//! a drawing for another reason writes nothing into it. What is refused stays to be mended, marked as not stored.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, EventInit, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// The mark in the page of a field whose words are not stored.
const UNKEPT: &str = "data-unkept";

/// What can be typed into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Words on one line.
    Line,
    /// A figure. The field takes all signs: a browser hands out nothing at all of a figure that it does not understand.
    Figure,
    /// Words on as many lines as one likes.
    Words,
    /// A list, one a line.
    List,
}

impl Shape {
    /// What was typed, as it would be stored.
    fn tidy(self, typed: &str) -> String {
        let typed = typed.trim();
        match self {
            Shape::Line | Shape::Words => typed.to_owned(),
            Shape::Figure => typed
                .parse::<f64>()
                .map_or_else(|_| typed.to_owned(), |figure| figure.to_string()),
            Shape::List => {
                let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
                lines.collect::<Vec<_>>().join("\n")
            }
        }
    }
}

/// What [`Field`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct FieldProps {
    /// The element's id, where a label or a key finds it by one.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// What can be typed.
    pub shape: Shape,
    /// What is stored; empty for nothing.
    pub value: AttrValue,
    /// What stands there while nothing does.
    pub placeholder: AttrValue,
    /// Hears what is to be stored.
    pub keep: Callback<String>,
}

/// How what stands in the field stands to what is stored.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Kept,
    Typed,
    Refused,
}

/// What reached the field.
pub enum Message {
    /// Something was typed.
    Typed,
    /// What was handed out has been taken or refused.
    Answered,
    /// The stored value is wanted back.
    Back,
}

/// The field.
pub struct Field {
    node: NodeRef,
    standing: Standing,
}

impl Component for Field {
    type Message = Message;
    type Properties = FieldProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Field {
            node: NodeRef::default(),
            standing: Standing::Kept,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        let before = self.standing;
        let is_stored = self.is_stored(ctx.props());
        match message {
            Message::Typed if is_stored => self.standing = Standing::Kept,
            Message::Typed => self.standing = Standing::Typed,
            Message::Answered if !is_stored => self.standing = Standing::Refused,
            Message::Answered | Message::Back => self.show(ctx.props()),
        }
        self.standing != before
    }

    fn changed(&mut self, ctx: &Context<Self>, _old: &FieldProps) -> bool {
        if self.standing == Standing::Kept || self.is_stored(ctx.props()) {
            self.show(ctx.props());
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let oninput = ctx.link().callback(|_: InputEvent| Message::Typed);
        let onchange = {
            let (shape, stored, keep) = (props.shape, props.value.clone(), props.keep.clone());
            let link = ctx.link().clone();
            Callback::from(move |event: Event| {
                let typed = event
                    .target_dyn_into::<Element>()
                    .and_then(|field| typed_in(&field))
                    .unwrap_or_default();
                let tidy = shape.tidy(&typed);
                // At once, so that what the page does next comes after it.
                if *tidy != *stored {
                    keep.emit(tidy);
                }
                let link = link.clone();
                spawn_local(async move { link.send_message(Message::Answered) });
            })
        };
        let onkeydown = {
            let (refused, link) = (self.standing == Standing::Refused, ctx.link().clone());
            Callback::from(move |event: KeyboardEvent| {
                if refused && event.key() == "Escape" {
                    link.send_message(Message::Back);
                }
            })
        };
        let unkept = (self.standing != Standing::Kept).then_some("");
        let invalid = (self.standing == Standing::Refused).then_some("true");
        let (id, placeholder) = (props.id.clone(), props.placeholder.clone());
        match props.shape {
            Shape::Line | Shape::Figure => html! {
                <input ref={&self.node} {id} type="text" inputmode={(props.shape == Shape::Figure).then_some("decimal")} {placeholder}
                    autocomplete="off" data-unkept={unkept} aria-invalid={invalid} {oninput} {onchange} {onkeydown} />
            },
            Shape::Words | Shape::List => html! {
                <textarea ref={&self.node} {id} rows={if props.shape == Shape::List { "2" } else { "1" }} {placeholder}
                    data-unkept={unkept} aria-invalid={invalid} {oninput} {onchange} {onkeydown} />
            },
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self.show(ctx.props());
        }
    }
}

impl Field {
    fn is_stored(&self, props: &FieldProps) -> bool {
        let typed = self.node.cast::<Element>().as_ref().and_then(typed_in);
        typed.is_none_or(|typed| props.shape.tidy(&typed) == *props.value)
    }

    /// Writes the stored value into the field.
    fn show(&mut self, props: &FieldProps) {
        self.standing = Standing::Kept;
        let Some(field) = self.node.cast::<Element>() else {
            return;
        };
        // Writing the same again would move the caret.
        if typed_in(&field).is_some_and(|typed| typed == *props.value) {
            return;
        }
        if let Some(line) = field.dyn_ref::<HtmlInputElement>() {
            line.set_value(&props.value);
        } else if let Some(lines) = field.dyn_ref::<HtmlTextAreaElement>() {
            lines.set_value(&props.value);
        }
    }
}

fn typed_in(field: &Element) -> Option<String> {
    if let Some(line) = field.dyn_ref::<HtmlInputElement>() {
        return Some(line.value());
    }
    Some(field.dyn_ref::<HtmlTextAreaElement>()?.value())
}

/// Hands out what stands unkept in the field that has the focus, as if it was left; whether there was something.
pub fn keep_typed() -> bool {
    let field = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.active_element())
        .filter(|active| active.has_attribute(UNKEPT));
    let Some(field) = field else {
        return false;
    };
    let bubbles = EventInit::new();
    bubbles.set_bubbles(true);
    Event::new_with_event_init_dict("change", &bubbles)
        .is_ok_and(|change| field.dispatch_event(&change).is_ok())
}

/// Whether a field on the page holds words that are not stored.
pub fn holds_unkept() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("[data-unkept]").ok().flatten())
        .is_some()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::cell::RefCell;
    use std::rc::Rc;

    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
    use yew::AppHandle;

    use super::*;

    wasm_bindgen_test_configure!(run_in_browser);

    /// A field alone on the page, and what it handed out.
    struct Bench {
        host: Element,
        app: AppHandle<Field>,
        props: FieldProps,
        kept: Rc<RefCell<Vec<String>>>,
    }

    impl Bench {
        async fn new(shape: Shape, value: &str) -> Self {
            let document = web_sys::window().unwrap().document().unwrap();
            let host = document.create_element("div").unwrap();
            document.body().unwrap().append_child(&host).unwrap();
            let kept = Rc::new(RefCell::new(Vec::new()));
            let hear = kept.clone();
            let props = FieldProps {
                id: None,
                shape,
                value: value.to_owned().into(),
                placeholder: "".into(),
                keep: Callback::from(move |typed| hear.borrow_mut().push(typed)),
            };
            let app = yew::Renderer::<Field>::with_root_and_props(host.clone(), props.clone());
            let app = app.render();
            settled().await;
            Bench {
                host,
                app,
                props,
                kept,
            }
        }

        fn field(&self) -> Element {
            let field = self.host.query_selector("input, textarea");
            field.unwrap().unwrap()
        }

        fn value(&self) -> String {
            typed_in(&self.field()).unwrap()
        }

        async fn fire(&self, event: &str) {
            let bubbles = EventInit::new();
            bubbles.set_bubbles(true);
            let event = Event::new_with_event_init_dict(event, &bubbles).unwrap();
            self.field().dispatch_event(&event).unwrap();
            settled().await;
        }

        async fn type_in(&self, words: &str) {
            match self.field().dyn_ref::<HtmlInputElement>() {
                Some(line) => line.set_value(words),
                None => self
                    .field()
                    .unchecked_into::<HtmlTextAreaElement>()
                    .set_value(words),
            }
            let bubbles = web_sys::InputEventInit::new();
            bubbles.set_bubbles(true);
            let event = web_sys::InputEvent::new_with_event_init_dict("input", &bubbles).unwrap();
            self.field().dispatch_event(&event).unwrap();
            settled().await;
        }

        async fn store(&mut self, value: &str) {
            self.props.value = value.to_owned().into();
            // A callback made anew, as an owner that draws again makes one.
            let kept = self.kept.clone();
            self.props.keep = Callback::from(move |typed| kept.borrow_mut().push(typed));
            self.app.update(self.props.clone());
            settled().await;
        }

        fn is_marked(&self, attribute: &str) -> bool {
            self.field().has_attribute(attribute)
        }
    }

    impl Drop for Bench {
        fn drop(&mut self) {
            self.host.remove();
        }
    }

    /// All that is due has run: a turn of the event loop comes after every drawing that is asked for.
    async fn settled() {
        let turn = js_sys::Promise::new(&mut |go_on, _| {
            let window = web_sys::window().unwrap();
            window.set_timeout_with_callback(&go_on).unwrap();
        });
        wasm_bindgen_futures::JsFuture::from(turn).await.unwrap();
    }

    #[wasm_bindgen_test]
    async fn what_is_being_typed_survives_every_drawing() {
        for shape in [Shape::Line, Shape::Words] {
            let mut bench = Bench::new(shape, "stored").await;
            assert_eq!(bench.value(), "stored");
            bench.type_in("half a sen").await;
            bench.store("stored").await;
            assert_eq!(bench.value(), "half a sen");
            bench.store("stored elsewhere").await;
            assert_eq!(bench.value(), "half a sen");
            assert!(bench.is_marked(UNKEPT));
            bench.fire("change").await;
            assert_eq!(*bench.kept.borrow(), ["half a sen"]);
        }
    }

    #[wasm_bindgen_test]
    async fn a_field_that_nobody_types_in_shows_what_is_stored() {
        let mut bench = Bench::new(Shape::Line, "one").await;
        bench.store("two").await;
        assert_eq!(bench.value(), "two");
        assert!(!bench.is_marked(UNKEPT));
    }

    #[wasm_bindgen_test]
    async fn what_is_refused_stays_to_be_mended_and_says_so() {
        let bench = Bench::new(Shape::Figure, "12").await;
        bench.type_in("a dozen").await;
        bench.fire("change").await;
        assert_eq!(*bench.kept.borrow(), ["a dozen"]);
        assert_eq!(bench.value(), "a dozen");
        assert!(bench.is_marked("aria-invalid") && bench.is_marked(UNKEPT));
        bench.type_in("12").await;
        assert!(!bench.is_marked("aria-invalid") && !bench.is_marked(UNKEPT));
    }

    #[wasm_bindgen_test]
    async fn what_is_stored_already_is_not_handed_out_and_is_tidied() {
        let mut bench = Bench::new(Shape::List, "one\ntwo").await;
        bench.type_in(" one \n\n two\n").await;
        bench.fire("change").await;
        assert_eq!(*bench.kept.borrow(), Vec::<String>::new());
        assert_eq!(bench.value(), "one\ntwo");
        bench.type_in("one").await;
        bench.fire("change").await;
        bench.store("one").await;
        assert!(!bench.is_marked(UNKEPT) && !bench.is_marked("aria-invalid"));
    }
}

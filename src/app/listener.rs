//! An event listener and a timer that end with their owner, and a pause.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

/// Listens until it is dropped.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens to an event of a target. The listener may prevent the browser's own action.
    pub fn new(
        target: &EventTarget,
        event: &'static str,
        heard: impl FnMut(Event) + 'static,
    ) -> Self {
        Listener::with(target, event, heard, Says::May)
    }

    /// Listens without a say in what the browser does, so that scrolling never waits for it.
    pub fn watching(
        target: &EventTarget,
        event: &'static str,
        heard: impl FnMut(Event) + 'static,
    ) -> Self {
        Listener::with(target, event, heard, Says::Nothing)
    }

    fn with(
        target: &EventTarget,
        event: &'static str,
        heard: impl FnMut(Event) + 'static,
        says: Says,
    ) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(heard);
        let options = AddEventListenerOptions::new();
        options.set_passive(says == Says::Nothing);
        // It fails only for a target that is gone, and then nothing is there to be heard.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            event,
            closure.as_ref().unchecked_ref(),
            &options,
        );
        Listener {
            target: target.clone(),
            event,
            closure,
        }
    }
}

/// Whether a listener has a say in what the browser does.
#[derive(PartialEq, Eq)]
enum Says {
    May,
    Nothing,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self
            .target
            .remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref());
    }
}

/// Calls once after a while, unless it is dropped before.
pub struct Timer {
    handle: i32,
    _closure: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls after so many milliseconds.
    pub fn after(milliseconds: i32, call: impl FnOnce() + 'static) -> Option<Self> {
        let closure = Closure::once(call);
        let handle = web_sys::window()?
            .set_timeout_with_callback_and_timeout_and_arguments(
                closure.as_ref().unchecked_ref(),
                milliseconds,
                &js_sys::Array::<JsValue>::new(),
            )
            .ok()?;
        Some(Timer {
            handle,
            _closure: closure,
        })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.handle);
        }
    }
}

/// Calls once when what has been drawn is painted, unless it is dropped before.
pub struct AfterPaint {
    frame: i32,
    _closure: Closure<dyn FnMut()>,
    _timer: Rc<Cell<Option<Timer>>>,
}

impl AfterPaint {
    /// Calls in the turn after the next frame; nothing if the page is not seen and has no frames.
    pub fn new(call: impl FnOnce() + 'static) -> Option<Self> {
        let window = web_sys::window()?;
        if window.document()?.hidden() {
            return None;
        }
        let timer = Rc::new(Cell::new(None));
        let later = timer.clone();
        // The frame's own turn comes before its painting, so one more.
        let closure = Closure::once(move || later.set(Timer::after(0, call)));
        let frame = window.request_animation_frame(closure.as_ref().unchecked_ref());
        Some(AfterPaint {
            frame: frame.ok()?,
            _closure: closure,
            _timer: timer,
        })
    }
}

impl Drop for AfterPaint {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            // It fails only for a frame that is over.
            let _ = window.cancel_animation_frame(self.frame);
        }
    }
}

/// Lets the browser go first, which may have something to draw.
pub async fn pause() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let turn = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window.set_timeout_with_callback(&resolve);
    });
    // It cannot be rejected.
    let _ = JsFuture::from(turn).await;
}

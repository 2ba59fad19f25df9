//! The engine in its worker: started after the first paint, asked an article at a time, started anew when it dies.
//!
//! In goes a [`Request`], out come [`EngineNews`]. Nobody ever waits for it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{ErrorEvent, MessageEvent, Worker};
use yew::Callback;

use crate::annotation::{Batch, Reply, Request};
use crate::app::listener::Listener;

/// The worker's script, `www/engine_loader.js`, beside the page whatever folder that is in.
const LOADER: &str = "engine_loader.js";

/// What the engine has to say.
#[derive(Clone, Debug, PartialEq)]
pub enum EngineNews {
    /// A part of the answer to a run.
    Batch {
        /// The run.
        run: u32,
        /// The suggestions.
        batch: Batch,
        /// Whether it is the last part.
        done: bool,
    },
    /// It stopped and will not answer the run any more. The next request starts it anew.
    Stopped {
        /// Why, in a sentence, or empty.
        reason: String,
    },
}

/// The engine as the page knows it.
pub struct Engine {
    worker: Option<Running>,
    news: Callback<EngineNews>,
    run: u32,
}

struct Running {
    worker: Worker,
    /// Requests that came before the engine was ready; a worker whose script still loads would drop them.
    waiting: Rc<RefCell<Waiting>>,
    _listeners: [Listener; 3],
}

#[derive(Default)]
struct Waiting {
    ready: bool,
    request: Option<Request>,
}

impl Engine {
    /// An engine that is not started yet.
    pub fn new(news: Callback<EngineNews>) -> Self {
        Engine {
            worker: None,
            news,
            run: 0,
        }
    }

    /// Starts the worker if it does not run, so that it is ready when it is asked.
    pub fn start(&mut self) {
        if self.worker.is_none() {
            match Running::start(&self.news) {
                Some(running) => self.worker = Some(running),
                None => self.news.emit(EngineNews::Stopped {
                    reason: "This browser starts no worker.".to_owned(),
                }),
            }
        }
    }

    /// Asks it to read an article, which ends what it was doing; the number of the run.
    pub fn ask(&mut self, mut request: Request) -> u32 {
        self.start();
        self.run += 1;
        request.run = self.run;
        if let Some(running) = &self.worker {
            running.ask(request);
        }
        self.run
    }

    /// Ends a worker that has stopped.
    pub fn end(&mut self) {
        self.worker = None;
    }
}

impl Running {
    fn start(news: &Callback<EngineNews>) -> Option<Self> {
        let worker = Worker::new(LOADER).ok()?;
        let waiting = Rc::new(RefCell::new(Waiting::default()));
        let heard = {
            let (news, waiting, worker) = (news.clone(), waiting.clone(), worker.clone());
            Listener::new(&worker.clone(), "message", move |event| {
                let Some(data) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else {
                    return;
                };
                let Ok(reply) = serde_wasm_bindgen::from_value::<Reply>(data) else {
                    return;
                };
                if reply.ready {
                    let request = {
                        let mut waiting = waiting.borrow_mut();
                        waiting.ready = true;
                        waiting.request.take()
                    };
                    if let Some(request) = request {
                        post(&worker, &request);
                    }
                }
                if let Some(reason) = reply.error {
                    news.emit(EngineNews::Stopped { reason });
                } else if reply.batch.is_some() || reply.done {
                    news.emit(EngineNews::Batch {
                        run: reply.run,
                        batch: reply.batch.unwrap_or_default(),
                        done: reply.done,
                    });
                }
            })
        };
        let died = |event: &'static str| {
            let news = news.clone();
            Listener::new(&worker, event, move |event| {
                event.prevent_default();
                let reason = event
                    .dyn_ref::<ErrorEvent>()
                    .map(ErrorEvent::message)
                    .unwrap_or_default();
                news.emit(EngineNews::Stopped { reason });
            })
        };
        let listeners = [heard, died("error"), died("messageerror")];
        Some(Running {
            worker,
            waiting,
            _listeners: listeners,
        })
    }

    fn ask(&self, request: Request) {
        let mut waiting = self.waiting.borrow_mut();
        if waiting.ready {
            post(&self.worker, &request);
        } else {
            waiting.request = Some(request);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

fn post(worker: &Worker, request: &Request) {
    // Plain data always has a form in JavaScript; were it not so, no answer would come, which harms nobody.
    if let Ok(value) = serde_wasm_bindgen::to_value(request) {
        let _ = worker.post_message(&value);
    }
}

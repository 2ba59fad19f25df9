//! The engine as a web worker: takes an article, answers with suggestions batch by batch.
//!
//! In come and out go the messages of [`pressmark::annotation::Request`]. Between two batches the browser's event loop
//! runs, so that a newer request ends the run under way. It decides nothing about language and nothing about the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    worker::main();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!(
        "The engine runs in a browser's worker: `cargo run --bin pressmark` is the one for the command line."
    );
}

#[cfg(target_arch = "wasm32")]
mod worker {
    use std::cell::RefCell;

    use pressmark::annotation::{Reply, Request};
    use pressmark::article::{Article, ParagraphKind};
    use pressmark::suggest::Engine;
    use wasm_bindgen::prelude::Closure;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent};

    /// The first batch is about the first screen of an article, in bytes.
    const FIRST: u32 = 6_000;

    /// The batches behind it, in bytes: large enough that sending them costs little, small enough to stop soon.
    const FURTHER: u32 = 32_000;

    /// A run under way.
    struct Run {
        number: u32,
        engine: Engine,
    }

    struct Worker {
        scope: DedicatedWorkerGlobalScope,
        /// A message through it comes back when the event loop has run.
        channel: MessageChannel,
        run: RefCell<Option<Run>>,
    }

    pub fn main() {
        let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
            return;
        };
        let Ok(channel) = MessageChannel::new() else {
            return;
        };
        tell_of_panics(scope.clone());
        let worker: &'static Worker = Box::leak(Box::new(Worker {
            scope,
            channel,
            run: RefCell::new(None),
        }));
        let asked = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
            worker.ask(event.data());
        });
        let go_on = Closure::<dyn Fn()>::new(|| worker.step(FURTHER));
        worker
            .scope
            .set_onmessage(Some(asked.as_ref().unchecked_ref()));
        worker
            .channel
            .port1()
            .set_onmessage(Some(go_on.as_ref().unchecked_ref()));
        // They live as long as the worker.
        asked.forget();
        go_on.forget();
        worker.post(&Reply {
            ready: true,
            ..Reply::default()
        });
    }

    impl Worker {
        fn ask(&self, data: JsValue) {
            let request = match serde_wasm_bindgen::from_value::<Request>(data) {
                Ok(request) => request,
                Err(error) => {
                    self.post(&Reply {
                        error: Some(format!("The engine did not understand the page: {error}")),
                        ..Reply::default()
                    });
                    return;
                }
            };
            if request.fault {
                fault();
            }
            let kinds: Vec<(usize, ParagraphKind)> = request
                .kinds
                .iter()
                .filter_map(|(number, kind)| {
                    Some((usize::try_from(*number).ok()?, ParagraphKind::parse(kind)?))
                })
                .collect();
            let article = Article::from_text(&request.text).with_kinds(&kinds);
            let engine = match &request.only {
                Some(only) => {
                    let only: Vec<usize> = only
                        .iter()
                        .filter_map(|number| usize::try_from(*number).ok())
                        .collect();
                    Engine::only(&article, &only)
                }
                None => Engine::new(&article),
            };
            self.run.replace(Some(Run {
                number: request.run,
                // What is routine would hide what an editor should see.
                engine: engine.with_published(&request.published).worth_checking(),
            }));
            self.step(FIRST);
        }

        /// Answers with the next batch of the run under way, if there is one.
        fn step(&self, bytes: u32) {
            let mut slot = self.run.borrow_mut();
            let Some(run) = slot.as_mut() else { return };
            let batch = run.engine.next(bytes).unwrap_or_default();
            let done = run.engine.is_done();
            self.post(&Reply {
                run: run.number,
                batch: Some(batch),
                done,
                ..Reply::default()
            });
            if done {
                *slot = None;
            } else {
                // A newer run that comes first takes the turn of this one: nothing is lost, it only gets ahead sooner.
                let _ = self.channel.port2().post_message(&JsValue::NULL);
            }
        }

        fn post(&self, reply: &Reply) {
            post(&self.scope, reply);
        }
    }

    fn post(scope: &DedicatedWorkerGlobalScope, reply: &Reply) {
        // Plain data always has a form in JavaScript; were it not so, the page would hear nothing, which harms nobody.
        if let Ok(value) = serde_wasm_bindgen::to_value(reply) {
            let _ = scope.post_message(&value);
        }
    }

    /// A panic ends the worker; before that the page is told why.
    fn tell_of_panics(scope: DedicatedWorkerGlobalScope) {
        std::panic::set_hook(Box::new(move |panic| {
            post(
                &scope,
                &Reply {
                    error: Some(format!("The engine stopped: {panic}")),
                    ..Reply::default()
                },
            );
        }));
    }

    #[expect(clippy::panic, reason = "the test of a crash asks for one")]
    fn fault() {
        panic!("a fault was asked for");
    }
}

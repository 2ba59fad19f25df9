//! The engine as a web worker: says that it is ready.

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::{JsCast, JsValue};

    if let Ok(worker) = js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() {
        // Nobody listens yet.
        let _ = worker.post_message(&JsValue::from_str("ready"));
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!(
        "The engine runs in a browser's worker: `cargo run --bin pressmark` is the one for the command line."
    );
}

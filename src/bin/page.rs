//! The page, as Trunk starts it: mounts the Yew application in `#pressmark`.

#[cfg(target_arch = "wasm32")]
fn main() {
    pressmark::app::stopped::watch();
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("pressmark"));
    if let Some(root) = root {
        yew::Renderer::<pressmark::app::Root>::with_root(root).render();
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The page runs in a browser: `cargo xtask serve` builds and opens it.");
}

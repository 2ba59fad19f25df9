//! In the browser the engine proposes what it proposes natively, to the last span and score.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test;

mod everywhere;

#[wasm_bindgen_test]
fn the_browser_says_what_the_native_engine_says() {
    assert_eq!(everywhere::said(u32::MAX), everywhere::SAID);
    assert_eq!(everywhere::said(300), everywhere::SAID);
}

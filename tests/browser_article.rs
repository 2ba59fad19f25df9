//! An article is the same in the browser as on the command line: files made by one are read by the other.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use pressmark::article::Article;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_hash_is_that_of_sha256_over_utf8() {
    let article = Article::from_text("abc");
    assert_eq!(
        article.sha256(),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

#[wasm_bindgen_test]
fn a_paste_is_normalised_alike() {
    let (article, corrections) = Article::from_paste("One.\r\nTwo\u{200b}.").unwrap();
    assert_eq!(article.text(), "One.\nTwo.");
    assert!(!corrections.is_empty());
}

//! Handing text out: a download, or the clipboard.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::app::listener::Timer;

/// How long a download's address lives, in milliseconds. The browser takes its data when the click is handled, which is
/// not at once everywhere.
const ADDRESS_MILLISECONDS: i32 = 60_000;

/// Has the browser download a text as a file.
///
/// # Errors
/// In the browser's words, when it makes no file of it.
pub fn download(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob =
        Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(text)), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(document) = document {
        let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    let timer = Timer::after(ADDRESS_MILLISECONDS, move || {
        let _ = Url::revoke_object_url(&address);
    });
    std::mem::forget(timer);
    Ok(())
}

/// Puts a text into the clipboard.
///
/// # Errors
/// In the browser's words: it may refuse.
pub async fn copy(text: String) -> Result<(), JsValue> {
    let Some(window) = web_sys::window() else {
        return Ok(());
    };
    let navigator = window.navigator();
    // Missing where the page does not come over a safe connection.
    if !js_sys::Reflect::has(&navigator, &JsValue::from_str("clipboard")).unwrap_or(false) {
        return Err(JsValue::from_str("the clipboard is closed to this page"));
    }
    JsFuture::from(navigator.clipboard().write_text(&text))
        .await
        .map(|_| ())
}

/// Fetches a text that lies beside the page.
///
/// # Errors
/// In the browser's words, when it does not arrive.
pub async fn fetch_text(path: &str) -> Result<String, JsValue> {
    let Some(window) = web_sys::window() else {
        return Err(JsValue::NULL);
    };
    let response: web_sys::Response = JsFuture::from(window.fetch_with_str(path))
        .await?
        .unchecked_into();
    if !response.ok() {
        return Err(JsValue::from_str(&response.status_text()));
    }
    let text = JsFuture::from(response.text()?).await?;
    Ok(text.as_string().unwrap_or_default())
}

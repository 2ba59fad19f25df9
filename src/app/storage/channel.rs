//! Telling the other tabs that something was written.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};
use yew::Callback;

use crate::app::listener::Listener;

const NAME: &str = "pressmark";

/// What another tab has written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// The article.
    pub article: String,
    /// Its journal's last entry; 0 if only the list changed: an article came, was deleted, taken back or removed.
    pub seq: u32,
}

/// The line to the other tabs. It is closed with its owner.
pub struct Channel {
    channel: BroadcastChannel,
    _listener: Listener,
}

impl Channel {
    /// Opens it, or nothing where the browser has none: then tabs learn of each other when they write.
    pub fn open(heard: Callback<News>) -> Option<Self> {
        let channel = BroadcastChannel::new(NAME).ok()?;
        let listener = Listener::new(&channel, "message", move |event| {
            let text = event
                .dyn_ref::<MessageEvent>()
                .and_then(|message| message.data().as_string());
            if let Some((article, seq)) = text.as_deref().and_then(|text| text.rsplit_once(' ')) {
                heard.emit(News {
                    article: article.to_owned(),
                    seq: seq.parse().unwrap_or(0),
                });
            }
        });
        Some(Channel {
            channel,
            _listener: listener,
        })
    }

    /// Tells the others. Nobody answers, and nobody may be there.
    pub fn tell(&self, article: &str, seq: u32) {
        let _ = self
            .channel
            .post_message(&JsValue::from_str(&format!("{article} {seq}")));
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}

//! The page's addresses: `#/` is the start, `#/article/ID` an article, `#/article/ID/SPAN` an annotation in it.

use crate::annotation::Id;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// The start screen.
    Start,
    /// An article by id, and an annotation in it.
    Article(String, Option<Id>),
}

impl Address {
    /// The address in the browser's line.
    pub fn current() -> Address {
        let hash = web_sys::window().and_then(|window| window.location().hash().ok());
        Address::parse(hash.as_deref().unwrap_or(""))
    }

    /// Reads a hash. What leads nowhere leads to the start.
    pub fn parse(hash: &str) -> Address {
        let mut parts = hash
            .trim_start_matches('#')
            .trim_start_matches('/')
            .splitn(3, '/');
        match (
            parts.next(),
            parts.next().filter(|id| !id.is_empty()),
            parts.next(),
        ) {
            (Some("article"), Some(id), span) => {
                let span = span
                    .filter(|span| !span.is_empty())
                    .map(|span| Id::from(decoded(span).as_str()));
                Address::Article(decoded(id), span)
            }
            _ => Address::Start,
        }
    }

    /// The hash of the address.
    pub fn hash(&self) -> String {
        match self {
            Address::Start => "#/".to_owned(),
            Address::Article(id, None) => format!("#/article/{id}"),
            Address::Article(id, Some(span)) => format!(
                "#/article/{id}/{}",
                js_sys::encode_uri_component(span.as_str())
            ),
        }
    }

    /// Is there from now on, and was all along: the address before is none that one could go back to.
    pub fn take_place(&self) {
        if let Some(window) = web_sys::window() {
            let _ = window.location().replace(&self.hash());
        }
    }

    /// Goes there. The browser answers with `hashchange`, unless it is there already.
    pub fn go(&self) {
        if let Some(window) = web_sys::window() {
            let _ = window.location().set_hash(&self.hash());
        }
    }
}

fn decoded(part: &str) -> String {
    js_sys::decode_uri_component(part).map_or_else(|_| part.to_owned(), String::from)
}

/// Whether an id of a file can be an article's address as it is.
pub fn fits(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

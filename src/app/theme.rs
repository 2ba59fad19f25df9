//! Light, dark, or as the system says. `www/start.js` sets a kept choice before the first paint.

use web_sys::Storage;

/// In `localStorage`, not in IndexedDB: it must be at hand before the first paint.
const KEY: &str = "pressmark-theme";

/// A theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The kept choice.
    pub fn kept() -> Theme {
        match storage()
            .and_then(|storage| storage.get_item(KEY).ok().flatten())
            .as_deref()
        {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        }
    }

    /// The other one than what is seen now.
    pub fn other(self) -> Theme {
        let dark = match self {
            Theme::System => web_sys::window()
                .and_then(|window| {
                    window
                        .match_media("(prefers-color-scheme: dark)")
                        .ok()
                        .flatten()
                })
                .is_some_and(|query| query.matches()),
            Theme::Light => false,
            Theme::Dark => true,
        };
        if dark { Theme::Light } else { Theme::Dark }
    }

    /// Shows it and keeps it. Where nothing may be kept it lasts as long as the page.
    pub fn apply(self) {
        let name = match self {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        };
        let root = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.document_element());
        if let Some(root) = root {
            let _ = match name {
                Some(name) => root.set_attribute("data-theme", name),
                None => root.remove_attribute("data-theme"),
            };
        }
        if let Some(storage) = storage() {
            let _ = match name {
                Some(name) => storage.set_item(KEY, name),
                None => storage.remove_item(KEY),
            };
        }
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

//! Why something could not be kept or read.

use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

/// Why the browser's storage failed. Nothing that the page holds is lost by it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StorageError {
    /// No IndexedDB, or the browser forbids it: a private window, or a setting.
    #[error("This browser does not let Pressmark keep anything on this device.")]
    Denied,
    /// The disk or the browser's share of it is used up.
    #[error("There is no room left on this device.")]
    Full,
    /// A key that must be free is taken: another tab wrote first.
    #[error("Another tab has written to this article.")]
    Taken,
    /// What is to be added to has been removed.
    #[error("Another tab has deleted this article for good.")]
    Gone,
    /// A newer Pressmark has changed the storage's layout.
    #[error("A newer Pressmark has been used here.")]
    Newer,
    /// Another tab holds an older layout open.
    #[error("Another tab with an older Pressmark keeps the storage closed.")]
    Blocked,
    /// Anything else, in the browser's words.
    #[error("The browser's storage failed ({0}).")]
    Failed(String),
}

impl StorageError {
    /// What the person can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            StorageError::Denied => {
                "You can work on: the articles stay in this tab until it is closed. Export before you close it, or use a \
                 window that is not private."
            }
            StorageError::Full => {
                "Your work stays in this tab. Export it, then make room: delete articles for good at the foot of the start \
                 screen, or files on this device."
            }
            StorageError::Taken => "Load the page again to see what was written.",
            StorageError::Gone => "It is kept in this tab. Export it before you close the tab.",
            StorageError::Newer => "Load the page again to get the newer one.",
            StorageError::Blocked => "Close Pressmark's other tabs, then load this one again.",
            StorageError::Failed(_) => {
                "Your work stays in this tab. Export it, then load the page again."
            }
        }
    }

    /// The reason in a few words, for the top line.
    pub fn short(&self) -> &'static str {
        match self {
            StorageError::Denied => "this browser keeps nothing here",
            StorageError::Full => "no room left on this device",
            StorageError::Taken => "another tab was first",
            StorageError::Gone => "another tab has deleted it",
            StorageError::Newer => "a newer Pressmark was used here",
            StorageError::Blocked => "another tab holds the storage",
            StorageError::Failed(_) => "the browser's storage failed",
        }
    }

    /// Whether trying again may help without the page being loaded anew.
    pub fn may_pass(&self) -> bool {
        matches!(self, StorageError::Full | StorageError::Failed(_))
    }

    /// Why the storage could not be opened. Private windows of older browsers answer with an `InvalidStateError`, which
    /// later on would mean a connection that was closed; Chromium, where site data is blocked, with an `UnknownError`
    /// that only its words tell from a broken disk.
    pub(super) fn at_opening(error: idb::Error) -> Self {
        match &error {
            idb::Error::DomException(exception)
                if exception.name() == "InvalidStateError"
                    || exception.message().contains("denied permission") =>
            {
                StorageError::Denied
            }
            _ => error.into(),
        }
    }

    /// From what the browser threw.
    pub(super) fn from_exception(exception: &DomException) -> Self {
        match exception.name().as_str() {
            "ConstraintError" => StorageError::Taken,
            "QuotaExceededError" => StorageError::Full,
            "SecurityError" | "NotAllowedError" => StorageError::Denied,
            "VersionError" => StorageError::Newer,
            name => StorageError::Failed(format!("{name}: {}", exception.message())),
        }
    }

    fn from_value(value: &JsValue) -> Self {
        match value.dyn_ref::<DomException>() {
            Some(exception) => Self::from_exception(exception),
            None => StorageError::Failed(format!("{value:?}")),
        }
    }
}

impl From<idb::Error> for StorageError {
    fn from(error: idb::Error) -> Self {
        match &error {
            idb::Error::IndexedDbNotFound(_) => StorageError::Denied,
            idb::Error::DomException(exception) => Self::from_exception(exception),
            idb::Error::AddFailed(value)
            | idb::Error::UpdateFailed(value)
            | idb::Error::GetFailed(value)
            | idb::Error::IndexedDbOpenFailed(value)
            | idb::Error::TransactionOpenFailed(value)
            | idb::Error::DeleteFailed(value) => Self::from_value(value),
            other => StorageError::Failed(other.to_string()),
        }
    }
}

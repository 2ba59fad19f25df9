//! Pressmark, a news-article annotator that runs wholly in the browser.

pub mod annotation;
#[cfg(feature = "page")]
pub mod app;
pub mod article;
pub mod format;
pub mod session;
pub mod suggest;

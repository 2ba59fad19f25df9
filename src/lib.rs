//! Pressmark, a news-article annotator that runs wholly in the browser.

pub mod article;
pub mod annotation;
pub mod format;
pub mod suggest;
pub mod session;
#[cfg(feature = "page")]
pub mod app;

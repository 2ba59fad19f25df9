//! The text: from what a person pastes to a frozen [`Article`] whose every place can be named in four units.
//!
//! In comes a paste or the text of a file of ours; out come its normalised text with a list of what was corrected,
//! paragraphs with their kinds (headline, byline, dateline, body, page furniture), sentences, words and tokens, all
//! as stretches of UTF-8 bytes ([`Extent`]). Building an article is one pass over the text; sentences and words are
//! found a paragraph at a time, when somebody asks.
//!
//! It must never know of annotations, labels, rules, files, the page or the clock, and it must not use `regex`: the
//! page links this module.

pub mod markup;
mod normalise;
mod offsets;

mod structure;

mod kinds;

mod furniture;

mod byline;
mod dates;

mod sentences;
mod tokens;
mod words;

mod lexicon;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod laws;

#[expect(
    clippy::module_inception,
    reason = "the type that the whole module is about"
)]
mod article;

pub use article::Article;
pub(crate) use article::sha256;
pub(crate) use dates::{date_in, is_day, month as month_number};
pub(crate) use normalise::decode_up_to;
pub use normalise::{Correction, MAX_TEXT_BYTES, Normalised, PasteError, decode, normalise};
pub use offsets::{Byte, CodePoint, Extent, Grapheme, Offsets, Utf16};
pub use structure::{Paragraph, ParagraphKind};
pub use tokens::{Token, TokenKind, tokens};

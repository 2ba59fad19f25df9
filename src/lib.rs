//! Pressmark annotates news articles: who said what, who was harmed, who promised what, which claims want checking.
//!
//! An editor pastes an article, an engine of rules proposes annotations, the editor accepts, mends, rejects and adds, and all of
//! it leaves as JSON. This library is everything of that but the page's looks: pure functions and plain values, without browser,
//! clock, chance or files, so that the same code runs in a browser's WebAssembly and on a command line.
//!
//! # From a paste to a file
//!
//! ```
//! use std::rc::Rc;
//! use pressmark::annotation::{AnnotationSet, Metadata, State};
//! use pressmark::article::Article;
//! use pressmark::session::{Command, Session};
//! use pressmark::{format, suggest};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // A paste becomes an article, whose text never changes again.
//! let (article, corrections) = Article::from_paste("“The bridge is safe,” said Mayor Jane Roe.\r\n")?;
//! assert_eq!(corrections.len(), 1); // its line end
//!
//! // A sitting holds the article and what is annotated in it. The engine's proposals come in as a command.
//! let metadata = Metadata { id: "bridge".into(), ..Metadata::default() };
//! let mut session = Session::open(Rc::new(article), AnnotationSet::new(metadata), "jr");
//! let proposals = suggest::suggest(session.article());
//! session.run(Command::Suggest(proposals), "2026-11-24T09:30:00Z")?;
//!
//! // So does everything that a person does: look at the quote, and accept it.
//! let quote = session.set().annotations().find(|one| &*one.label == "quote").ok_or("no quote")?.id.clone();
//! session.run(Command::Select(quote.clone()), "2026-11-24T09:30:05Z")?;
//! let change = session.run(Command::Accept, "2026-11-24T09:30:06Z")?;
//! assert!(change.journal.is_some()); // what is to be stored, so that nothing done is lost
//!
//! // The file says what was marked, by which rule, and that it was accepted.
//! let json = format::write(session.article(), session.set());
//! assert!(json.contains(r#""exact":"“The bridge is safe,”""#));
//!
//! // Read again it is the same.
//! let document = format::read(&json)?.remove(0);
//! assert_eq!(document.problems, []);
//! assert_eq!(document.set.annotation(&quote).map(|one| one.state), Some(State::Accepted));
//! # Ok(())
//! # }
//! ```
//!
//! # The rooms
//!
//! - [`article`]: an [`Article`](article::Article) is frozen text with its paragraphs and their kinds, sentences and words. A place
//!   in it is a [`Byte`](article::Byte), a stretch an [`Extent`](article::Extent); [`Offsets`](article::Offsets) converts to
//!   code points, UTF-16 units and graphemes.
//! - [`annotation`]: an [`AnnotationSet`](annotation::AnnotationSet) holds annotations, links and the registry of speakers. It
//!   changes only by [`Edit`](annotation::Edit)s, which are their own inverses; the [`Schema`](annotation::Schema) says which labels,
//!   attributes and links there are.
//! - [`suggest`]: the engine. [`suggest::suggest`] reads an article at once, an [`Engine`](suggest::Engine) piece by piece; each
//!   proposal names its rule, its score and its reason. It never sees what a person annotated.
//! - [`format`](mod@format): files. [`format::write`] and [`format::read`] are each other's inverse; what a file has wrong is mended where
//!   its own words allow it, and listed as [`Problem`](format::Problem)s.
//! - [`session`]: a [`Session`](session::Session) is one sitting: a [`Command`](session::Command) in, a
//!   [`Change`](session::Change) or a [`Refusal`](session::Refusal) out, with undo without limit and the view as plain data.
//! - `app` (feature `page`, wasm only): the page in Yew, which draws what a session says.
//!
//! Who may know whom, and why, is in `ARCHITECTURE.md`; `tests/tidy.rs` holds it.

pub mod annotation;
#[cfg(feature = "page")]
pub mod app;
pub mod article;
pub mod format;
pub mod session;
pub mod suggest;

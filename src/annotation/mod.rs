//! The model: what is marked in an article and how it changes.
//!
//! In come extents of a frozen [`Article`](crate::article::Article); out go records (annotations, links, speakers,
//! the article's metadata) in an [`AnnotationSet`] that is changed only by [`Edit`]s. It knows neither where
//! suggestions come from, nor files, nor the page.

mod attribute;
mod batch;
mod edit;
mod engine_messages;
mod guidelines;
mod history;
mod id;
mod intake;
mod record;
mod renaming;
mod rules;
mod schema;
mod set;
mod span;

pub use attribute::{AttributeError, AttributeValue, Attributes};
pub use batch::{Batch, SuggestedLink, SuggestedSpan, SuggestedSpeaker};
pub use edit::{Conflict, Edit, removal};
pub use engine_messages::{Reply, Request};
pub use history::{History, Place, Step};
pub use id::{FreshIds, Id};
pub use intake::{Keys, intake};
pub use record::{
    Annotation, Extra, Link, Metadata, Origin, OriginKind, Overrule, Record, RecordId, Speaker,
    State, Was,
};
pub use renaming::Renaming;
pub use rules::rule_description;
pub use schema::{Attribute, AttributeKind, Label, LinkType, Schema, choice_title};
pub use set::AnnotationSet;
pub use span::{Fragments, SpanError};

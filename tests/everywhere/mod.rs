//! What the engine says of one article, to be held against what it said elsewhere: natively and in the browser come the same
//! spans with the same scores.

use std::fmt::Write as _;

use pressmark::article::Article;
use pressmark::suggest::Engine;

/// What was said natively.
pub const SAID: &str = include_str!("said.txt");

/// Each quote, cue and speaker of a golden article, a line each, the text read in batches of so many bytes.
pub fn said(bytes: u32) -> String {
    let article = Article::from_text(include_str!("../golden/war.txt"));
    let mut engine = Engine::new(&article);
    let mut lines = String::new();
    while let Some(batch) = engine.next(bytes) {
        let network = ["quote", "cue", "speaker"];
        let spans = batch.spans.into_iter();
        for span in spans.filter(|span| network.contains(&span.label.as_str())) {
            let (rule, score, places) = (span.rule, span.score, span.fragments);
            // Writing to a text can't fail.
            let _ = writeln!(lines, "{rule} {score} {places:?} {}", span.reason);
        }
    }
    lines
}

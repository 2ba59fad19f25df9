//! Casualties: who was killed, injured, missing, displaced or detained, and how many.
//!
//! In comes a block; out come candidates, each the shortest stretch with count, people and harm. A sentence is read for
//! groups of people and for words of harm (`groups`, `counts`, `harms`), `joining` joins the two by what stands between
//! them, `telling` says what the sentence tells of them. What might happen, rates, sport and stories are passed over.
//! Nothing of the article's other sentences is known here.

mod counts;
mod groups;
mod harms;
mod joining;
mod phrases;
mod rules;
mod telling;
mod where_and_when;

pub(crate) use rules::*;

use crate::suggest::casualty::groups::HARM;
use crate::suggest::casualty::joining::Sentence;
use crate::suggest::lexicon::Classes;
use crate::suggest::lexicon::lists::OTHER_HARMS;
use crate::suggest::reading::Reading;
use crate::suggest::rule::Candidate;

/// From people to what befell them, at most so many words: a relative clause or «, including two children,».
const MOST_BRIDGE: usize = 14;

/// A longer sentence is a list or a page without stops; it is read in pieces of so many words, so that the work stays linear.
const MOST_SENTENCE: usize = 120;

/// All casualties of a block.
pub(crate) fn casualties(reading: &Reading<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut from = 0;
    while from < reading.words.len() {
        let (_, end) = reading.inner_sentence(from);
        let end = end.min(from + MOST_SENTENCE).max(from + 1);
        let harm = |at: usize| {
            reading.has(at, HARM.and(Classes::HARM_NOUN).and(Classes::HARM_OPENER))
                || reading.is(at, &OTHER_HARMS)
        };
        if (from..end).any(harm) {
            Sentence::new(reading, from, end).find(&mut found);
        }
        from = end;
    }
    found
}

#[cfg(test)]
mod tests;

//! Who is meant: which person or body stands behind a mention, and whose words go on where nobody is named.
//!
//! In come the mentions of each block in the order of the text; out comes an [`Identity`] for each that can be told. Kept
//! between blocks is a short trail of who was in view in the last sentences. A pronoun finds the nearest of them that it
//! can stand for, one who spoke before one who was only named.

use std::collections::VecDeque;

use crate::article::Byte;
use crate::suggest::lexicon::Classes;
use crate::suggest::names::{Gender, name_run};
use crate::suggest::reading::Reading;
use crate::suggest::source::{Mention, MentionKind};

/// A pronoun is not followed further back than this many sentences.
const MOST_SENTENCES: usize = 8;

/// A person or body of the article.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Identity {
    /// A person of the registry, by number.
    Person(usize),
    /// Somebody whom the registry doesn't have, by name.
    Named(String),
}

/// One who is in view.
#[derive(Clone, Debug)]
struct Seen {
    /// None for one without a name: «a woman».
    who: Option<Identity>,
    gender: Gender,
    /// The head of the role, in lower case: «minister».
    role: String,
}

/// Who was in view in a sentence: those who spoke, then those who were named.
#[derive(Clone, Debug, Default)]
struct InView {
    /// Where the sentence begins.
    start: Byte,
    spoke: Vec<Seen>,
    named: Vec<(Byte, Seen)>,
}

/// Who is in view while an article is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Discourse {
    trail: VecDeque<InView>,
}

impl Discourse {
    /// Takes in the names of a block, before its mentions are asked for.
    pub(crate) fn enter(&mut self, reading: &Reading<'_>) {
        while self.trail.len() > MOST_SENTENCES {
            self.trail.pop_front();
        }
        let ends = reading.sentences.iter().skip(1).copied();
        let ends = ends.chain(std::iter::once(reading.words.len()));
        for (start, end) in reading.sentences.iter().copied().zip(ends) {
            let Some(first) = reading.word(start) else {
                continue;
            };
            let mut sentence = InView {
                start: first.extent.start,
                ..InView::default()
            };
            let mut at = start;
            while at < end {
                let Some(run) = name_run(&reading.words, at).filter(|_| reading.is_outside(at))
                else {
                    at += 1;
                    continue;
                };
                let person = (run.name..run.to).find_map(|from| {
                    let words = reading.words.get(from..run.to)?;
                    reading.registry.named(reading.article, words)
                });
                let last = reading.before(run.to);
                if let Some(person) = person
                    && !last.is_some_and(|word| word.possessive)
                    && let Some(word) = reading.word(run.name)
                {
                    let seen = seen(reading, Some(Identity::Person(person)), Gender::Unknown);
                    sentence.named.push((word.extent.start, seen));
                }
                at = run.to.max(at + 1);
            }
            self.trail.push_back(sentence);
        }
    }

    /// Who a mention stands for, as far as it can be told.
    pub(crate) fn identify(&self, reading: &Reading<'_>, mention: &Mention) -> Option<Identity> {
        if let Some(person) = mention.person {
            return Some(Identity::Person(person));
        }
        if !mention.name.is_empty() {
            return Some(Identity::Named(mention.name.clone()));
        }
        match mention.kind {
            MentionKind::Pronoun if !mention.collective && mention.gender != Gender::Unknown => {
                self.nearest(mention.extent.start, |seen| {
                    fits(mention.gender, seen.gender)
                })
            }
            MentionKind::Nominal if !mention.collective => {
                let role = head_role(reading, mention)?;
                self.nearest(mention.extent.start, |seen| {
                    seen.role == role && fits(mention.gender, seen.gender)
                })
            }
            _ => None,
        }
    }

    /// Takes note of one who spoke. One who has no name is in view too, where the words show whether «he» or «she» can
    /// stand for them: «a woman».
    pub(crate) fn spoke(
        &mut self,
        reading: &Reading<'_>,
        mention: &Mention,
        who: Option<Identity>,
    ) {
        let can_be_meant = mention.kind == MentionKind::Nominal
            && !mention.collective
            && mention.gender != Gender::Unknown;
        // «She» is no ministry.
        let body = mention.kind == MentionKind::Organization;
        if body || who.is_none() && !can_be_meant {
            return;
        }
        let seen = seen(reading, who, mention.gender);
        let place = self
            .trail
            .iter()
            .rposition(|sentence| sentence.start <= mention.extent.start);
        if let Some(sentence) = place.and_then(|place| self.trail.get_mut(place)) {
            sentence.spoke.push(seen);
        }
    }

    /// The nearest one in view before a place: in its own sentence who was named first, then sentence by sentence back.
    fn nearest(&self, at: Byte, fits: impl Fn(&Seen) -> bool) -> Option<Identity> {
        let sentences = self
            .trail
            .iter()
            .rev()
            .filter(|sentence| sentence.start <= at);
        for sentence in sentences.take(MOST_SENTENCES) {
            let named = sentence.named.iter().filter(|(place, _)| *place < at);
            let mut seen = sentence.spoke.iter().chain(named.map(|(_, seen)| seen));
            if let Some(found) = seen.find(|seen| fits(seen)) {
                return found.who.clone();
            }
        }
        None
    }
}

fn seen(reading: &Reading<'_>, who: Option<Identity>, gender: Gender) -> Seen {
    let person = match &who {
        Some(Identity::Person(number)) => reading.registry.person(*number),
        Some(Identity::Named(_)) | None => None,
    };
    let known = person.map_or(Gender::Unknown, |person| person.gender);
    let role = person.map_or("", |person| person.role.as_str());
    // «Secretary of State»: the head stands before «of»; else it is the last word.
    let head = role.split(" of ").next().unwrap_or(role);
    let head = head.rsplit(' ').next().unwrap_or(head).to_lowercase();
    Seen {
        who,
        gender: if gender == Gender::Unknown {
            known
        } else {
            gender
        },
        role: head,
    }
}

/// Whether a word of one gender can stand for somebody of the other; what isn't known fits all.
fn fits(word: Gender, person: Gender) -> bool {
    word == Gender::Unknown || person == Gender::Unknown || word == person
}

/// «the finance minister»: «minister». None where the phrase means no one that was named before: «a minister».
fn head_role(reading: &Reading<'_>, mention: &Mention) -> Option<String> {
    let from = reading
        .words
        .partition_point(|word| word.extent.start < mention.extent.start);
    let first = reading.word(from)?;
    if !first.is("the") {
        return None;
    }
    let last = (from..reading.words.len())
        .take_while(|at| {
            reading
                .word(*at)
                .is_some_and(|word| word.extent.end <= mention.extent.end && word.is_word())
        })
        .last()?;
    let word = reading.word(last).filter(|word| word.has(Classes::ROLE))?;
    Some(word.text.to_lowercase())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::article::Article;
    use crate::suggest::suggest;

    /// The name of the last mention's person, or nothing.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let batch = suggest(&Article::from_text(text));
        let mentions = batch.spans.iter().filter(|span| span.label == "speaker");
        let last = mentions.max_by_key(|span| span.fragments.first().copied());
        let person = last.unwrap().speaker;
        let name = person.and_then(|key| batch.speakers.iter().find(|entry| entry.key == key));
        assert_eq!(
            name.map_or("", |entry| entry.name.as_str()),
            expected,
            "{text}"
        );
    }

    #[test]
    fn a_pronoun_stands_for_the_nearest_whom_it_fits() {
        check(
            "“The lamp is out,” Mary Lee said. “It is old,” she said.",
            "Mary Lee",
        );
        check(
            "“The lamp is out,” said John Hall. “It is old,” said Mary Lee. “Still,” he said.",
            "John Hall",
        );
        // Whoever has no name is in view too.
        check(
            "“The lamp is out,” Mary Lee said. “It is old,” said a woman at the pier. “So old,” she said.",
            "",
        );
    }
}

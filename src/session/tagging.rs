//! Tagging text, and what a label brings along by itself.
//!
//! In come the selected text and a label; out comes a step with the annotation, the attributes that its words plainly
//! give, and links where only one target is possible. What is not plain is left to the person.

use std::cmp::Reverse;
use std::rc::Rc;

use crate::annotation::{
    Annotation, AttributeValue, Attributes, Edit, Fragments, Id, Origin, OriginKind, Record, State,
    removal,
};
use crate::article::{Byte, Extent, ParagraphKind};
use crate::session::change::{Change, Refusal, Reveal};
use crate::session::draft::Draft;
use crate::session::phrases;
use crate::session::session::Session;

/// Words with more characters than this are no name for the registry.
const LONGEST_NAME: usize = 160;

/// Words that stand for a person without naming one.
const PRONOUNS: &[&str] = &[
    "he", "i", "it", "one", "she", "that", "they", "this", "we", "who", "you",
];

/// Words before a name that are no part of it.
const ARTICLES: &[&str] = &["the ", "a ", "an "];

impl Session {
    pub(super) fn label(&mut self, label: &str, now: &str) -> Result<Change, Refusal> {
        if self.selection.fragments.is_empty() {
            return self.relabel(label);
        }
        let fragments = Fragments::new(self.selection.fragments.iter().copied())
            .map_err(|_| Refusal::NoText)?;
        if let Some(same) = self.same_place(label, &fragments, None) {
            return self.tag_again(&same);
        }
        let mut draft = Draft::new(&self.set);
        let id = draft.fresh().annotation();
        let mut annotation = Annotation {
            id: id.clone(),
            label: label.into(),
            state: State::Accepted,
            fragments,
            attributes: Attributes::new(),
            origin: Origin::manual(),
            author: self.author.clone(),
            created: now.into(),
            note: "".into(),
            extra: Default::default(),
        };
        self.fill_in(&mut draft, &mut annotation);
        draft.put_annotation(annotation.clone());
        self.plain_links(&mut draft, &annotation);
        let noun = phrases::noun_of(self, label);
        let edits = draft.edits();
        self.step(format!("tag {noun}"), edits, |session, change| {
            session.set_selected(Some(id.clone()));
            session.set_caret(session.selection.caret);
            session.say_tagged(&id, change);
        })
    }

    fn say_tagged(&self, id: &Id, change: &mut Change) {
        if let Some(annotation) = self.set.annotation(id) {
            change.say = format!("Tagged. {}", phrases::described(self, annotation));
        }
        change.reveal = Some(Reveal::Annotation(id.clone()));
    }

    /// The same label on the same text was there: a proposal or a rejected one is what the person means then.
    fn tag_again(&mut self, same: &Rc<Annotation>) -> Result<Change, Refusal> {
        let mut draft = Draft::new(&self.set);
        if !draft.decide(&same.id, State::Accepted, &self.author) {
            let noun = phrases::noun_of(self, &same.label);
            return Err(Refusal::TaggedAlready(noun.into()));
        }
        let noun = phrases::noun_of(self, &same.label);
        let edits = draft.edits();
        self.step(format!("tag {noun}"), edits, |session, change| {
            session.set_selected(Some(same.id.clone()));
            session.set_caret(session.selection.caret);
            session.say_tagged(&same.id, change);
        })
    }

    /// Another annotation with this label on this text; one that is not rejected first.
    fn same_place(
        &self,
        label: &str,
        fragments: &Fragments,
        besides: Option<&Id>,
    ) -> Option<Rc<Annotation>> {
        let here = self.article.paragraphs_in(fragments.hull());
        here.flat_map(|n| self.index.in_paragraph(n))
            .filter(|a| *a.label == *label && a.fragments == *fragments && besides != Some(&a.id))
            .min_by_key(|a| a.state == State::Rejected)
            .cloned()
    }

    /// Another label for the selected annotation: links and attributes that it cannot have go, in the same step. The
    /// state stays: a proposal that was mended is still to be decided.
    fn relabel(&mut self, label: &str) -> Result<Change, Refusal> {
        let before = self.selected_annotation().map_err(|_| Refusal::NoText)?;
        if *before.label == *label {
            return Err(Refusal::Idle);
        }
        if let Some(same) = self.same_place(label, &before.fragments, Some(&before.id))
            && same.state != State::Rejected
        {
            let noun = phrases::noun_of(self, label);
            return Err(Refusal::TaggedAlready(noun.into()));
        }
        let mut draft = Draft::new(&self.set);
        let mut annotation = (*before).clone();
        annotation.remember();
        annotation.label = label.into();
        if self.schema.label(label).is_some() {
            annotation.attributes.retain(|name, value| {
                let attribute = self.schema.attribute(label, name);
                attribute.is_some_and(|attribute| attribute.check(value).is_ok())
            });
        }
        self.fill_in(&mut draft, &mut annotation);
        for link in draft.links_at(&before.id) {
            let label_of = |id: &Id| match *id == before.id {
                true => Some(annotation.label.clone()),
                false => self.set.annotation(id).map(|other| other.label.clone()),
            };
            let fits = label_of(&link.from)
                .zip(label_of(&link.to))
                .is_some_and(|(from, to)| {
                    let link_type = self.schema.link_type(&link.link_type, &from);
                    link_type.is_some_and(|link_type| link_type.to.contains(&&*to))
                });
            if !fits {
                draft.remove(&Record::Link(link));
            }
        }
        draft.put_annotation(annotation.clone());
        self.plain_links(&mut draft, &annotation);
        let noun = phrases::noun_of(self, label);
        let id = before.id.clone();
        let edits = draft.edits();
        self.step(format!("change to {noun}"), edits, |session, change| {
            if let Some(annotation) = session.set.annotation(&id) {
                change.say = format!("Changed. {}", phrases::described(session, annotation));
            }
            change.reveal = Some(Reveal::Annotation(id.clone()));
        })
    }

    /// Sets the attributes that the words themselves give.
    fn fill_in(&self, draft: &mut Draft<'_>, annotation: &mut Annotation) {
        match &*annotation.label {
            "quote" => {
                let quote_type = self.quote_type(&annotation.fragments);
                set_unset(annotation, "quote_type", quote_type);
            }
            "speaker" => {
                let words = phrases::words(&self.article, annotation, usize::MAX / 16);
                if PRONOUNS.contains(&words.to_lowercase().as_str()) {
                    set_unset(annotation, "mention", "pronoun");
                    return;
                }
                if !words.chars().any(char::is_uppercase) && words.is_ascii() {
                    set_unset(annotation, "mention", "nominal");
                    set_unset(annotation, "naming", "unnamed");
                }
                let is_long = words.chars().nth(LONGEST_NAME).is_some();
                if is_long || annotation.attributes.contains_key("speaker_id") {
                    return;
                }
                let speaker = self.entry_for(draft, &words);
                set_unset(annotation, "speaker_id", speaker.as_str());
            }
            _ => {}
        }
    }

    /// The registry entry that a mention's words name, by the whole name or by the last one; else a new one.
    fn entry_for(&self, draft: &mut Draft<'_>, words: &str) -> Id {
        let mut name = words;
        for article in ARTICLES {
            let head = name.get(..article.len()).unwrap_or("");
            if head.eq_ignore_ascii_case(article) {
                name = name.get(article.len()..).unwrap_or(name);
                break;
            }
        }
        let name = name
            .strip_suffix("'s")
            .or(name.strip_suffix("’s"))
            .unwrap_or(name);
        let lower = name.to_lowercase();
        let surname = |name: &str| name.split_whitespace().last().map(str::to_owned);
        let is_name = name.chars().next().is_some_and(char::is_uppercase);
        let mut by_surname = self.set.speakers().filter(|speaker| {
            let other = speaker.name.to_lowercase();
            let one_is_bare = !lower.contains(' ') || !other.contains(' ');
            // «Minister Jane Roe» and «Jane Roe».
            let ends_alike = lower.ends_with(&other) || other.ends_with(&lower);
            is_name && (one_is_bare || ends_alike) && surname(&other) == surname(&lower)
        });
        let same = self.set.speakers().find(|s| s.name.to_lowercase() == lower);
        // Two people of one surname: neither is taken.
        let found = same.or_else(|| by_surname.next().filter(|_| by_surname.next().is_none()));
        if let Some(speaker) = found {
            return speaker.id.clone();
        }
        draft.add_speaker(name)
    }

    /// Direct: all words within quotation marks; indirect: none; mixed: some.
    fn quote_type(&self, fragments: &Fragments) -> &'static str {
        let (mut within, mut outside) = (false, false);
        for fragment in fragments.iter() {
            let before = Extent::new(
                self.article.previous_grapheme(fragment.start),
                fragment.start,
            );
            // The marks around a fragment count also when they were not selected with it.
            let mut open = matches!(self.article.slice(before), "“" | "«" | "„" | "\"");
            for character in self.article.slice(fragment).chars() {
                match character {
                    '“' | '«' | '„' => open = true,
                    '”' | '»' => open = false,
                    '"' => open = !open,
                    _ if character.is_alphanumeric() => {
                        within |= open;
                        outside |= !open;
                    }
                    _ => {}
                }
            }
        }
        match (within, outside) {
            (true, false) => "direct",
            (true, true) => "mixed",
            _ => "indirect",
        }
    }

    /// Adds the links for which there is one possible target: a quote's speaker and cue in its own sentence, the
    /// quote around a commitment. Also from the other side, for a speaker or a cue that was tagged after its quote.
    fn plain_links(&self, draft: &mut Draft<'_>, annotation: &Annotation) {
        match &*annotation.label {
            "quote" => {
                for (link_type, label) in [("source", "speaker"), ("cue", "cue")] {
                    let target = self.plain_target(annotation, label, annotation);
                    if let Some(target) = target
                        && !has_link(draft, &annotation.id, link_type)
                    {
                        draft.add_link(link_type, &annotation.id, &target);
                    }
                }
            }
            "speaker" | "cue" => {
                let link_type = if &*annotation.label == "cue" {
                    "cue"
                } else {
                    "source"
                };
                let quotes: Vec<_> = self
                    .beside(annotation, "quote")
                    .filter(|quote| !covers(quote, annotation))
                    .collect();
                if let [quote] = quotes.as_slice()
                    && !has_link(draft, &quote.id, link_type)
                    && self.plain_target(quote, &annotation.label, annotation)
                        == Some(annotation.id.clone())
                {
                    draft.add_link(link_type, &quote.id, &annotation.id);
                }
            }
            label => {
                let Some(link_type) = self.schema.link_between(label, "quote") else {
                    return;
                };
                let around: Vec<_> = self
                    .beside(annotation, "quote")
                    .filter(|quote| covers(quote, annotation))
                    .collect();
                if let [quote] = around.as_slice()
                    && !has_link(draft, &annotation.id, link_type.name)
                {
                    draft.add_link(link_type.name, &annotation.id, &quote.id);
                }
            }
        }
    }

    /// The only speaker, or cue, in the sentence of a quote, outside of it. `new` is not in the set yet.
    fn plain_target(&self, quote: &Annotation, label: &str, new: &Annotation) -> Option<Id> {
        let sentence = self.sentence_of(quote);
        let mut found: Vec<&Annotation> = self
            .beside(quote, label)
            .filter(|a| a.id != new.id)
            .map(|a| &**a)
            .chain((*new.label == *label).then_some(new))
            .filter(|a| sentence.covers(a.fragments.hull()) && !covers(quote, a))
            .collect();
        if label == "cue" {
            found.retain(|cue| {
                !self
                    .set
                    .links_at(&cue.id)
                    .any(|link| link.state != State::Rejected && link.from != quote.id)
            });
        }
        found.sort_by_key(|a| (distance(quote, a), Reverse(a.fragments.start())));
        let (first, rest) = found.split_first()?;
        // Two mentions of one person are no doubt.
        let same = |other: &&Annotation| {
            let person = first.speaker_id();
            person.is_some() && other.speaker_id() == person
        };
        rest.iter().all(same).then(|| first.id.clone())
    }

    /// The sentences that an annotation touches, from the start of the first to the end of the last.
    fn sentence_of(&self, annotation: &Annotation) -> Extent {
        let hull = annotation.fragments.hull();
        let first = self.article.sentence_at(hull.start);
        let last = self.article.sentence_at(Byte(hull.end.0.saturating_sub(1)));
        first.hull(last).hull(hull)
    }

    /// Annotations of a label, not rejected, in the paragraphs of another one; each once.
    fn beside<'a>(
        &'a self,
        annotation: &Annotation,
        label: &'a str,
    ) -> impl Iterator<Item = &'a Rc<Annotation>> {
        let own = annotation.id.clone();
        let paragraphs = self.article.paragraphs_in(annotation.fragments.hull());
        let first = paragraphs.start;
        paragraphs.flat_map(move |n| {
            let own = own.clone();
            self.index.in_paragraph(n).iter().filter(move |a| {
                let seen_before = n > first && self.article.paragraph_at(a.fragments.start()) < n;
                *a.label == *label && a.state != State::Rejected && a.id != own && !seen_before
            })
        })
    }

    pub(super) fn delete(&mut self) -> Result<Change, Refusal> {
        let annotation = self.selected_annotation()?;
        let noun = phrases::noun_of(self, &annotation.label);
        let edits = removal(&self.set, &annotation.id);
        self.step(format!("delete {noun}"), edits, |session, change| {
            let start = annotation.fragments.start();
            session.set_caret(start);
            change.reveal = Some(Reveal::Caret(start));
            change.say = format!("Deleted the {noun}.");
        })
    }

    /// How many annotations [`TagAllLike`](crate::session::Command::TagAllLike) would propose. It searches the text
    /// once for each annotation that is selected.
    pub fn similar(&self) -> usize {
        let Ok(annotation) = self.selected_annotation() else {
            return 0;
        };
        if let Some((id, count)) = self.similar.borrow().as_ref()
            && *id == annotation.id
        {
            return *count;
        }
        let count = self.others_like(&annotation).len();
        self.similar.replace(Some((annotation.id.clone(), count)));
        count
    }

    /// The other places of an annotation's words: whole words, letter for letter, outside page furniture, where
    /// nothing of that label lies, rejected ones included.
    fn others_like(&self, annotation: &Annotation) -> Vec<Extent> {
        let [extent] = annotation.fragments.as_slice() else {
            return Vec::new();
        };
        let words = self.article.slice(*extent);
        if !words.chars().any(char::is_alphanumeric) {
            return Vec::new();
        }
        let text = self.article.text();
        let whole = |extent: Extent| {
            let behind = text
                .get(extent.end.index()..)
                .and_then(|t| t.chars().next());
            let before = text
                .get(..extent.start.index())
                .and_then(|t| t.chars().next_back());
            let (first, last) = (words.chars().next(), words.chars().next_back());
            let joined = |a: Option<char>, b: Option<char>| {
                a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
            };
            !joined(before, first) && !joined(last, behind)
        };
        text.match_indices(words)
            .map(|(at, found)| Extent::at(at, at + found.len()))
            .filter(|place| whole(*place) && self.article.snap_to_graphemes(*place) == *place)
            .filter(|place| {
                let n = self.article.paragraph_at(place.start);
                let kind = self.article.paragraphs().get(n).map(|p| p.kind);
                let taken = self
                    .article
                    .paragraphs_in(*place)
                    .flat_map(|n| self.index.in_paragraph(n))
                    .any(|a| a.label == annotation.label && a.fragments.overlaps(*place));
                kind != Some(ParagraphKind::Furniture) && !taken
            })
            .collect()
    }

    pub(super) fn tag_all_like(&mut self, now: &str) -> Result<Change, Refusal> {
        let annotation = self.selected_annotation()?;
        let places = self.others_like(&annotation);
        if places.is_empty() {
            return Err(Refusal::NoOthers);
        }
        let words = phrases::words(&self.article, &annotation, 40);
        let reason: Rc<str> = format!("The same words as «{words}», which you tagged.").into();
        let mut fresh = self.set.fresh_ids();
        let edits: Vec<Edit> = places
            .iter()
            .filter_map(|place| {
                Some(Edit::add(Record::Annotation(Rc::new(Annotation {
                    id: fresh.annotation(),
                    label: annotation.label.clone(),
                    state: State::Proposed,
                    fragments: Fragments::one(*place).ok()?,
                    attributes: annotation.attributes.clone(),
                    origin: Origin {
                        kind: OriginKind::Suggested,
                        rule: "tag_all_like".into(),
                        score: None,
                        reason: reason.clone(),
                        was: None,
                    },
                    author: "".into(),
                    created: now.into(),
                    note: "".into(),
                    extra: Default::default(),
                }))))
            })
            .collect();
        let what = phrases::count_of(self, &annotation.label, edits.len());
        self.step(format!("tag {what} like this"), edits, |_, change| {
            change.say = format!("Proposed {what} more like this.");
            change.reveal = Some(Reveal::Annotation(annotation.id.clone()));
        })
    }
}

/// Sets an attribute that has no value yet.
fn set_unset(annotation: &mut Annotation, name: &str, value: &str) {
    annotation
        .attributes
        .entry(name.into())
        .or_insert_with(|| value.into());
}

fn covers(outer: &Annotation, inner: &Annotation) -> bool {
    inner.fragments.iter().all(|part| {
        let mut around = outer.fragments.iter();
        around.any(|whole| whole.covers(part))
    })
}

/// Bytes between two annotations; nought if they meet.
pub(super) fn distance(one: &Annotation, other: &Annotation) -> u32 {
    let (one, other) = (one.fragments.hull(), other.fragments.hull());
    let gap = |a: Extent, b: Extent| b.start.0.saturating_sub(a.end.0);
    gap(one, other).max(gap(other, one))
}

fn has_link(draft: &Draft<'_>, from: &Id, link_type: &str) -> bool {
    let links = draft.links_from(from);
    links
        .iter()
        .any(|link| *link.link_type == *link_type && link.state != State::Rejected)
}

/// The value of an attribute that is set to these words, or to nothing.
pub(super) fn text_value(text: &str) -> Option<AttributeValue> {
    (!text.trim().is_empty()).then(|| AttributeValue::from(text.trim()))
}

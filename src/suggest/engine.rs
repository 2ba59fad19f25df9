//! [`Engine`]: reads an article from top to bottom and hands out suggestions as it goes.
//!
//! In comes an article; out come batches in the order of the text, whose numbers are unique over the run. However the
//! text is cut into batches, joined they say the same. It decides nothing about language: that is for the rules.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::annotation::{Batch, SuggestedLink, SuggestedSpan, SuggestedSpeaker};
use crate::article::{Article, Byte, Extent, ParagraphKind};
use crate::suggest::RULES;
use crate::suggest::attribution::{LEAST_DOUBTFUL, attributions};
use crate::suggest::casualty::casualties;
use crate::suggest::claim::claims;
use crate::suggest::commitment::commitments;
use crate::suggest::learned;
use crate::suggest::names::Registry;
use crate::suggest::network::{Looked, Tagger};
use crate::suggest::reading::Reading;
use crate::suggest::rule::{Block, Candidate, Cue, Who};
use crate::suggest::score::{hull, score, settle};
use crate::suggest::source::{Mention, MentionKind};
use crate::suggest::whose::{Discourse, Identity};

/// Before a paragraph that is read alone, so many are read too: for who was in view, and where a quotation began.
const LEAD: usize = 16;

/// Speech without a speaker of its own goes on with one at most so many paragraphs before it.
const MOST_PARAGRAPHS_BETWEEN: usize = 2;

/// The rule of quotes that no other rule found.
const LEARNED: &str = "quote.learned";

/// Before a place, so many quotes are tried for the one that it lies in.
const QUOTES_NEAR: usize = 8;

/// A quote of the block that was handed out.
#[derive(Clone)]
struct Quote {
    key: u32,
    start: Byte,
    fragments: Vec<Extent>,
    /// The mentions of its sources.
    sources: Vec<u32>,
}

/// The casualties and commitments of a block, which a claim may be about: start, end and key, in the order of the text.
struct Facts(Vec<(u32, u32, u32)>);

impl Facts {
    fn new(part: &Batch) -> Facts {
        let facts = part
            .spans
            .iter()
            .filter(|span| span.label == "casualty" || span.label == "commitment");
        let mut places: Vec<(u32, u32, u32)> = facts
            .filter_map(|span| {
                Some((
                    span.fragments.first()?.0,
                    span.fragments.last()?.1,
                    span.key,
                ))
            })
            .collect();
        places.sort_unstable();
        Facts(places)
    }

    /// Links from a claim to all that lies in it.
    fn links(&self, claim: u32, place: Extent) -> Vec<SuggestedLink> {
        let first = self
            .0
            .partition_point(|(start, _, _)| *start < place.start.0);
        let begun = self
            .0
            .iter()
            .skip(first)
            .take_while(|(start, _, _)| *start < place.end.0);
        begun
            .filter(|(_, end, _)| *end <= place.end.0)
            .map(|(_, _, key)| SuggestedLink {
                link_type: "about".to_owned(),
                from: claim,
                to: *key,
            })
            .collect()
    }
}

/// One reading of one article.
///
/// ```
/// use pressmark::article::Article;
/// use pressmark::suggest::Engine;
///
/// let article = Article::from_text("Ann Lee met the press.\n\n“We will rebuild,” she said.");
/// let mut engine = Engine::new(&article);
/// while let Some(batch) = engine.next(6_000) {
///     assert!(batch.spans.iter().any(|span| span.label == "quote"));
/// }
/// ```
pub struct Engine {
    article: Rc<Article>,
    registry: Rc<Registry>,
    published: String,
    /// Whether claims are left out that are not worth checking.
    worth_checking: bool,
    dateline: Option<Extent>,
    /// The next paragraph to read, and the one to stop before.
    next: usize,
    end: usize,
    /// What is handed out: nothing but these paragraphs' spans, and what these are linked to.
    only: Option<HashSet<usize>>,
    /// Spans that were not asked for, by key: one that is may still be linked to them.
    withheld: HashMap<u32, SuggestedSpan>,
    /// None where only the rules are asked.
    tagger: Option<Tagger>,
    discourse: Discourse,
    /// The quotes of the block.
    quotes: Vec<Quote>,
    /// The last quote's speakers, and in which paragraph it ends.
    last: Option<(Vec<u32>, usize)>,
    next_key: u32,
    speakers: HashMap<Identity, u32>,
    /// The spans of mentions and cues, by extent.
    mentions: HashMap<Extent, u32>,
}

/// All suggestions for an article at once: the same as [`Engine`]'s batches, joined.
#[must_use]
pub fn suggest(article: &Article) -> Batch {
    let mut engine = Engine::new(article);
    engine.next(u32::MAX).unwrap_or_default()
}

impl Engine {
    /// An engine at the top of an article. Looks through all of it once for names, which is quick.
    #[must_use]
    pub fn new(article: &Article) -> Engine {
        Engine {
            registry: Rc::new(Registry::new(article)),
            published: article.published().unwrap_or_default(),
            worth_checking: false,
            dateline: article.dateline(),
            next: 0,
            end: article.paragraphs().len(),
            article: Rc::new(article.clone()),
            only: None,
            withheld: HashMap::new(),
            tagger: Some(Tagger::default()),
            discourse: Discourse::default(),
            quotes: Vec::new(),
            last: None,
            next_key: 0,
            speakers: HashMap::new(),
            mentions: HashMap::new(),
        }
    }

    /// An engine that hands out only what lies in these paragraphs, by index, and what that is linked to.
    ///
    /// It reads a little of what stands before them too, and not the rest, so who a pronoun far behind its name stands
    /// for may differ from a run over all.
    #[must_use]
    pub fn only(article: &Article, paragraphs: &[usize]) -> Engine {
        let mut engine = Engine::new(article);
        let first = paragraphs.iter().min().copied().unwrap_or(engine.end);
        let last = paragraphs.iter().max().copied().unwrap_or(0);
        engine.next = first.saturating_sub(LEAD);
        engine.end = engine.end.min(last.saturating_add(1));
        engine.only = Some(paragraphs.iter().copied().collect());
        engine
    }

    /// The same engine without what was learned: the rules by themselves.
    #[cfg(test)]
    pub(crate) fn by_rules_alone(mut self) -> Engine {
        self.tagger = None;
        self
    }

    /// The same engine with a day of publication, `YYYY-MM-DD`, that is known better than the text states it. An empty
    /// one changes nothing.
    #[must_use]
    pub fn with_published(mut self, day: &str) -> Engine {
        if !day.is_empty() {
            day.clone_into(&mut self.published);
        }
        self
    }

    /// The day of publication, `YYYY-MM-DD`: as it was handed in, else as the text states it, else empty.
    #[must_use]
    pub fn published(&self) -> &str {
        &self.published
    }

    /// The same engine without routine claims: of what can be checked, an editor is shown what is worth it. A training set wants
    /// both.
    #[must_use]
    pub fn worth_checking(mut self) -> Engine {
        self.worth_checking = true;
        self
    }

    /// Whether all has been handed out.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.next >= self.end
    }

    /// The suggestions of the next paragraphs of about so many bytes together, at least one; `None` when all has been
    /// handed out. A batch may hold nothing.
    pub fn next(&mut self, bytes: u32) -> Option<Batch> {
        if self.is_done() {
            return None;
        }
        let mut batch = Batch::default();
        let mut read = 0;
        while !self.is_done() && read < bytes {
            read = read.saturating_add(self.block(&mut batch));
        }
        Some(batch)
    }

    /// Reads the next block; the number of its bytes, at least one.
    fn block(&mut self, batch: &mut Batch) -> u32 {
        let (article, registry) = (Rc::clone(&self.article), Rc::clone(&self.registry));
        let first = self.next;
        self.next += 1;
        let Some(paragraph) = article.paragraphs().get(first) else {
            return 1;
        };
        if !matches!(
            paragraph.kind,
            ParagraphKind::Body | ParagraphKind::Headline
        ) {
            return paragraph.extent.len().max(1);
        }
        let reading = Reading::new(&article, &registry, self.dateline, first);
        self.next = reading.paragraphs.end;
        self.discourse.enter(&reading);
        let looked = match &mut self.tagger {
            Some(tagger) => tagger.look(&reading, self.dateline),
            None => Looked {
                tags: None,
                by_rules: attributions(&reading),
            },
        };
        let Looked { tags, by_rules } = looked;
        let mut findings = casualties(&reading);
        findings.extend(commitments(&reading, &by_rules, &self.published));
        findings.extend(claims(&reading, &by_rules, &findings));
        let attributions = learned::attributions(&reading, tags, by_rules);
        let block = Block {
            reading: &reading,
            attributions: &attributions,
            findings: &findings,
        };
        let candidates = RULES.iter().flat_map(|rule| (rule.find)(&block)).collect();
        self.answer(&reading, settle(candidates), batch);
        reading
            .paragraphs
            .clone()
            .filter_map(|number| article.paragraphs().get(number))
            .map(|paragraph| paragraph.extent.len())
            .fold(1, u32::saturating_add)
    }

    /// Adds what stays to the batch: quotes first, in the order of the cues, as each tells who is in view for the next;
    /// then what may lie in them.
    fn answer(&mut self, reading: &Reading<'_>, mut candidates: Vec<Candidate>, batch: &mut Batch) {
        candidates.sort_by_key(anchor);
        self.quotes.clear();
        let mut part = Batch::default();
        for candidate in candidates.extract_if(.., |candidate| candidate.label == "quote") {
            self.candidate(reading, candidate, &mut part);
        }
        self.quotes.sort_by_key(|quote| quote.start);
        for candidate in candidates.extract_if(.., |candidate| candidate.label != "claim") {
            self.candidate(reading, candidate, &mut part);
        }
        let facts = Facts::new(&part);
        for candidate in candidates {
            let worth = ("checkworthiness", "CFS".to_owned());
            if self.worth_checking && !candidate.texts.contains(&worth) {
                continue;
            }
            let place = hull(&candidate);
            let from = part.spans.len();
            self.candidate(reading, candidate, &mut part);
            let claim = part.spans.get(from..).and_then(|spans| spans.last());
            let about = claim.map(|span| facts.links(span.key, place));
            part.links.extend(about.into_iter().flatten());
        }
        if self.only.is_some() {
            self.withhold(reading.article, &mut part);
        }
        part.spans.sort_by_key(|span| {
            let start = span.fragments.first().map_or(0, |fragment| fragment.0);
            let end = span.fragments.last().map_or(0, |fragment| fragment.1);
            (start, Reverse(end), span.key)
        });
        batch.speakers.append(&mut part.speakers);
        batch.spans.append(&mut part.spans);
        batch.links.append(&mut part.links);
    }

    /// One candidate with its speakers, its cue and their links.
    fn candidate(&mut self, reading: &Reading<'_>, candidate: Candidate, part: &mut Batch) {
        let first = reading.article.paragraph_at(hull(&candidate).start);
        let last = reading.article.paragraph_at(hull(&candidate).end);
        let around = self.quote_around(&candidate).cloned();
        let sources = match &candidate.who {
            // The quote tells who reports what lies in it.
            Who::Named(_) if candidate.label == "casualty" && around.is_some() => Vec::new(),
            Who::Named(mentions) => mentions
                .iter()
                .map(|mention| self.mention(reading, mention, &candidate, part))
                .collect(),
            Who::Previous => {
                let previous = self.last.as_ref().filter(|(_, paragraph)| {
                    paragraph.saturating_add(MOST_PARAGRAPHS_BETWEEN) >= first
                });
                let Some((sources, _)) = previous else {
                    return;
                };
                sources.clone()
            }
            Who::Quoted => around
                .iter()
                .flat_map(|quote| quote.sources.clone())
                .collect(),
            Who::Nobody => Vec::new(),
        };
        let around = around.map(|quote| quote.key);
        let key = self.key();
        let link_type = if candidate.label == "quote" {
            self.last = Some((sources.clone(), last));
            self.quotes.push(Quote {
                key,
                start: hull(&candidate).start,
                fragments: candidate.fragments.clone(),
                sources: sources.clone(),
            });
            "source"
        } else if candidate.label == "casualty" {
            "reported_by"
        } else if candidate.label == "claim" {
            "claimant"
        } else {
            "actor"
        };
        if let Some(to) = around {
            let link_type = if candidate.label == "casualty" {
                "reported_by"
            } else {
                "in_quote"
            };
            part.links.push(SuggestedLink {
                link_type: link_type.to_owned(),
                from: key,
                to,
            });
        }
        part.links
            .extend(sources.into_iter().map(|to| SuggestedLink {
                link_type: link_type.to_owned(),
                from: key,
                to,
            }));
        if let Some(cue) = &candidate.cue {
            let to = self.cue(reading, cue, &candidate, part);
            part.links.push(SuggestedLink {
                link_type: "cue".to_owned(),
                from: key,
                to,
            });
        }
        part.spans.push(SuggestedSpan {
            key,
            label: candidate.label.to_owned(),
            fragments: fragments(reading.article, &candidate.fragments),
            texts: owned(candidate.texts),
            lists: owned(candidate.lists),
            numbers: owned(candidate.numbers),
            speaker: None,
            rule: candidate.rule.to_owned(),
            score: score(candidate.rule, candidate.sure.map(|sure| sure.content)),
            reason: with_level(candidate.reason, candidate.sure.map(|sure| sure.content)),
        });
    }

    /// The innermost of the block's quotes that a casualty, a commitment or a claim lies in.
    fn quote_around(&self, candidate: &Candidate) -> Option<&Quote> {
        let place = hull(candidate);
        let holds = |quote: &&Quote| {
            let held = |part: &Extent| {
                let mut fragments = quote.fragments.iter();
                fragments.any(|fragment| fragment.start <= part.start && part.end <= fragment.end)
            };
            candidate.fragments.iter().all(held)
        };
        if candidate.label == "quote" {
            return None;
        }
        let behind = self
            .quotes
            .partition_point(|quote| quote.start <= place.start);
        let before = self.quotes.iter().take(behind).rev();
        before
            .take(QUOTES_NEAR)
            .filter(holds)
            .min_by_key(|quote| quote.fragments.iter().map(|part| part.len()).sum::<u32>())
    }

    /// The span of a mention: one however many quotes it is the source of.
    fn mention(
        &mut self,
        reading: &Reading<'_>,
        mention: &Mention,
        of: &Candidate,
        part: &mut Batch,
    ) -> u32 {
        if let Some(key) = self.mentions.get(&mention.extent) {
            return *key;
        }
        let who = self.discourse.identify(reading, mention);
        let (kind, rule) = match mention.kind {
            MentionKind::Name => ("name", "speaker.name"),
            MentionKind::Pronoun => ("pronoun", "speaker.pronoun"),
            MentionKind::Nominal => ("nominal", "speaker.nominal"),
            MentionKind::Organization => ("organization", "speaker.organization"),
        };
        let naming = if who.is_some() || mention.kind == MentionKind::Organization {
            "named"
        } else if mention.collective {
            "collective"
        } else {
            "unnamed"
        };
        let speaker = who
            .clone()
            .map(|who| self.speaker(reading, mention, who, part));
        let words = reading.article.slice(mention.extent);
        let reason = match (mention.kind, who.as_ref().and_then(|who| self.name(who))) {
            (MentionKind::Pronoun | MentionKind::Nominal, Some(name)) => {
                format!("«{words}» seems to stand for {name}, who was in view last.")
            }
            (MentionKind::Pronoun, None) => format!("«{words}» is the one whose words these are."),
            _ => "Named as the one whose words these are.".to_owned(),
        };
        let rule = if of.rule == LEARNED {
            "speaker.learned"
        } else {
            rule
        };
        let level = of.sure.map(|sure| sure.source);
        self.discourse.spoke(reading, mention, who);
        let key = self.key();
        self.mentions.insert(mention.extent, key);
        part.spans.push(SuggestedSpan {
            key,
            label: "speaker".to_owned(),
            fragments: fragments(reading.article, &[mention.extent]),
            texts: owned(vec![
                ("mention", kind.to_owned()),
                ("naming", naming.to_owned()),
            ]),
            speaker,
            rule: rule.to_owned(),
            score: score(rule, level),
            reason: with_level(reason, level),
            ..SuggestedSpan::default()
        });
        key
    }

    /// The registry entry of a person or body, new when this is the first mention.
    fn speaker(
        &mut self,
        reading: &Reading<'_>,
        mention: &Mention,
        who: Identity,
        part: &mut Batch,
    ) -> u32 {
        if let Some(key) = self.speakers.get(&who) {
            return *key;
        }
        let key = self.key();
        let known = match &who {
            Identity::Person(number) => reading.registry.person(*number),
            Identity::Named(_) => None,
        };
        let either = |known: Option<&String>, here: &String| {
            known
                .filter(|text| !text.is_empty())
                .unwrap_or(here)
                .clone()
        };
        part.speakers.push(SuggestedSpeaker {
            key,
            name: self.name(&who).unwrap_or_default().to_owned(),
            role: either(known.map(|person| &person.role), &mention.role),
            affiliation: either(
                known.map(|person| &person.affiliation),
                &mention.affiliation,
            ),
        });
        self.speakers.insert(who, key);
        key
    }

    fn name<'a>(&'a self, who: &'a Identity) -> Option<&'a str> {
        match who {
            Identity::Person(number) => {
                let person = self.registry.person(*number)?;
                Some(person.name.as_str())
            }
            Identity::Named(name) => Some(name),
        }
    }

    /// The span of a cue.
    fn cue(&mut self, reading: &Reading<'_>, cue: &Cue, of: &Candidate, part: &mut Batch) -> u32 {
        if let Some(key) = self.mentions.get(&cue.extent) {
            return *key;
        }
        let level = of.sure.map(|sure| sure.cue);
        let rule = match cue.cue_type {
            _ if of.rule == LEARNED => "cue.learned",
            "according_to" => "cue.according_to",
            "noun" => "cue.noun",
            "punctuation" => "cue.punctuation",
            _ => "cue.verb",
        };
        let key = self.key();
        self.mentions.insert(cue.extent, key);
        part.spans.push(SuggestedSpan {
            key,
            label: "cue".to_owned(),
            fragments: fragments(reading.article, &[cue.extent]),
            texts: owned(vec![
                ("cue_type", cue.cue_type.to_owned()),
                ("lemma", cue.lemma.clone()),
            ]),
            rule: rule.to_owned(),
            score: score(rule, level),
            reason: with_level("It brings in the quote.".to_owned(), level),
            ..SuggestedSpan::default()
        });
        key
    }

    /// Leaves in a part only what lies in the paragraphs asked for, and brings back what that is linked to.
    fn withhold(&mut self, article: &Article, part: &mut Batch) {
        let Some(only) = &self.only else { return };
        let asked = |span: &SuggestedSpan| {
            span.fragments.iter().any(|(start, end)| {
                let mut touched = article.paragraphs_in(Extent::new(Byte(*start), Byte(*end)));
                touched.any(|number| only.contains(&number))
            })
        };
        let (mut wanted, withheld): (Vec<_>, Vec<_>) = part.spans.drain(..).partition(asked);
        self.withheld
            .extend(withheld.into_iter().map(|span| (span.key, span)));
        let sources: HashSet<u32> = wanted.iter().map(|span| span.key).collect();
        part.links.retain(|link| sources.contains(&link.from));
        let linked = part.links.iter();
        wanted.extend(linked.filter_map(|link| self.withheld.remove(&link.to)));
        part.spans = wanted;
    }

    fn key(&mut self) -> u32 {
        self.next_key += 1;
        self.next_key
    }
}

/// A reason with how sure the network is, where it had a say.
fn with_level(reason: String, level: Option<u8>) -> String {
    match level {
        Some(level) => format!("{reason} Certainty {level} of {LEAST_DOUBTFUL}."),
        None => reason,
    }
}

/// What a candidate is ordered by: its cue, or where it begins.
fn anchor(candidate: &Candidate) -> Byte {
    let start = hull(candidate).start;
    candidate.cue.as_ref().map_or(start, |cue| cue.extent.start)
}

/// Extents on grapheme bounds, as plain numbers.
fn fragments(article: &Article, extents: &[Extent]) -> Vec<(u32, u32)> {
    let snapped = extents
        .iter()
        .map(|extent| article.snap_to_graphemes(*extent));
    snapped
        .map(|extent| (extent.start.0, extent.end.0))
        .collect()
}

fn owned<V>(fields: Vec<(&'static str, V)>) -> Vec<(String, V)> {
    let named = fields.into_iter();
    named
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

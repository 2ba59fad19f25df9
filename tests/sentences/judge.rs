//! Holds what the engine proposes against what a sheet expects, and adds up. `README.md` says how it is judged.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use pressmark::annotation::{AttributeKind, Batch, Schema, SuggestedSpan};
use pressmark::article::Article;
use pressmark::suggest::Engine;

use crate::read::{Case, Expected, Sheet, choices};

/// Right ones of so many.
#[derive(Clone, Copy, Default)]
pub struct Share {
    pub right: usize,
    pub all: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    pub fn value(self) -> f64 {
        self.right as f64 / self.all.max(1) as f64
    }
}

/// The figures of a sheet.
#[derive(Default)]
pub struct Figures {
    pub cases: usize,
    pub spans: usize,
    /// Expected spans that a proposal is paired with, and proposals that are paired.
    pub found: Share,
    pub wanted: Share,
    /// Words of proposals that are expected, words expected that are proposed.
    pub precision: Share,
    pub recall: Share,
    pub traps: Share,
    pub attributes: BTreeMap<String, Share>,
    /// What is wrong, case by case.
    pub faults: String,
}

impl Figures {
    /// Overlap F1 over words.
    pub fn overlap(&self) -> f64 {
        harmonic(self.precision.value(), self.recall.value())
    }

    /// Share of all attributes together.
    pub fn attributes(&self) -> f64 {
        let mut all = Share::default();
        for share in self.attributes.values() {
            all.right += share.right;
            all.all += share.all;
        }
        all.value()
    }

    /// A table for a person.
    pub fn table(&self, label: &str) -> String {
        let mut table = format!(
            "{label}: {} cases, {} traps among them, {} spans expected\n  overlap F1 {:.3} (precision {:.3}, recall {:.3})\n  \
             spans found {}/{}, proposals wanted {}/{}\n  traps fired on {}/{}\n  attributes right {:.3}\n",
            self.cases,
            self.traps.all,
            self.spans,
            self.overlap(),
            self.precision.value(),
            self.recall.value(),
            self.found.right,
            self.found.all,
            self.wanted.right,
            self.wanted.all,
            self.traps.right,
            self.traps.all,
            self.attributes(),
        );
        for (name, share) in &self.attributes {
            let _ = writeln!(
                table,
                "    {name:<16} {:.3}  {}/{}",
                share.value(),
                share.right,
                share.all
            );
        }
        table
    }
}

fn harmonic(one: f64, other: f64) -> f64 {
    if one + other > 0.0 {
        2.0 * one * other / (one + other)
    } else {
        0.0
    }
}

/// Runs the engine over all cases of a sheet.
pub fn figures(sheet: &Sheet) -> Figures {
    let mut figures = Figures::default();
    for case in &sheet.cases {
        let article = Article::from_text(&case.text);
        let mut engine = Engine::new(&article).with_published(&case.published);
        let batch = engine.next(u32::MAX).unwrap_or_default();
        judge(sheet, case, &batch, &mut figures);
    }
    figures
}

fn judge(sheet: &Sheet, case: &Case, batch: &Batch, figures: &mut Figures) {
    let proposals: Vec<&SuggestedSpan> = batch
        .spans
        .iter()
        .filter(|span| span.label == sheet.label)
        .collect();
    let mut faults = String::new();
    figures.cases += 1;
    figures.spans += case.spans.len();
    if case.spans.is_empty() {
        figures.traps.add(!proposals.is_empty());
    }

    let words = words(&case.text);
    let expected: Vec<Vec<usize>> = case
        .spans
        .iter()
        .map(|span| within(&words, &span.fragments))
        .collect();
    let proposed: Vec<Vec<usize>> = proposals
        .iter()
        .map(|span| within(&words, &fragments(span)))
        .collect();
    for word in 0..words.len() {
        let gold = expected.iter().any(|span| span.contains(&word));
        let ours = proposed.iter().any(|span| span.contains(&word));
        if ours {
            figures.precision.add(gold);
        }
        if gold {
            figures.recall.add(ours);
        }
    }

    let pairs = pairs(&expected, &proposed);
    for (index, span) in case.spans.iter().enumerate() {
        let pair = pairs.iter().find(|(gold, _)| *gold == index);
        figures.found.add(pair.is_some());
        let Some((_, ours)) = pair else {
            let _ = writeln!(
                faults,
                "  missed {}",
                covered(&case.text, &case.spans[index].fragments)
            );
            continue;
        };
        let proposal = proposals[*ours];
        if expected[index] != proposed[*ours] {
            let _ = writeln!(
                faults,
                "  extent {} for {}",
                covered(&case.text, &fragments(proposal)),
                covered(&case.text, &span.fragments)
            );
        }
        values(sheet, case, span, proposal, batch, figures, &mut faults);
    }
    for (index, proposal) in proposals.iter().enumerate() {
        let wanted = pairs.iter().any(|(_, ours)| *ours == index);
        figures.wanted.add(wanted);
        if !wanted {
            let _ = writeln!(
                faults,
                "  unwanted {} by {}",
                covered(&case.text, &fragments(proposal)),
                proposal.rule
            );
        }
    }
    if !faults.is_empty() {
        let _ = writeln!(
            figures.faults,
            "{}: {}\n{faults}",
            case.line,
            case.text.replace('\n', "¶")
        );
    }
}

/// Judges each attribute and each link to a speaker.
fn values(
    sheet: &Sheet,
    case: &Case,
    span: &Expected,
    proposal: &SuggestedSpan,
    batch: &Batch,
    figures: &mut Figures,
    faults: &mut String,
) {
    let mut fault = |name: &str, ours: &str, gold: &str| {
        let of = covered(&case.text, &span.fragments);
        let _ = writeln!(faults, "  {name} «{ours}» for «{gold}» of {of}");
    };
    for attribute in Schema::BUILT_IN.label(&sheet.label).unwrap().attributes {
        let stated = span.values.get(attribute.name);
        let unjudged = stated.is_none() && sheet.unjudged.iter().any(|n| n == attribute.name);
        if unjudged || stated.is_some_and(|value| value == "?") {
            continue;
        }
        let ours = value(proposal, attribute.name);
        let choices = choices(attribute.kind);
        let default = choices.first().copied().unwrap_or_default();
        let gold = stated.map_or(default, String::as_str);
        let ours = if ours.is_empty() { default } else { &ours };
        if choices.is_empty() && gold.is_empty() && ours.is_empty() {
            continue;
        }
        let right = match attribute.kind {
            AttributeKind::Text | AttributeKind::Texts => alike(gold, ours),
            _ => gold == ours,
        };
        figures
            .attributes
            .entry(attribute.name.to_owned())
            .or_default()
            .add(right);
        if !right {
            fault(attribute.name, ours, gold);
        }
    }
    for link in Schema::BUILT_IN.links_from(&sheet.label) {
        let stated = span.values.get(link.name).map(String::as_str);
        if !link.to.contains(&"speaker") || stated == Some("?") {
            continue;
        }
        let ends = ends(batch, proposal.key, link.name);
        let gold: Vec<&str> = stated.map_or(Vec::new(), |names| names.split(" + ").collect());
        if gold.is_empty() && ends.is_empty() {
            continue;
        }
        let named = |end: &u32, name: &str| {
            names(batch, &case.text, *end)
                .iter()
                .any(|ours| alike(name, ours))
        };
        let right = gold.len() == ends.len()
            && gold
                .iter()
                .all(|name| ends.iter().any(|end| named(end, name)));
        figures
            .attributes
            .entry(format!("→ {}", link.name))
            .or_default()
            .add(right);
        if !right {
            let ours: Vec<String> = ends
                .iter()
                .map(|end| names(batch, &case.text, *end).join("/"))
                .collect();
            fault(link.name, &ours.join(" + "), stated.unwrap_or_default());
        }
    }
}

/// An attribute's value as the sheet writes it.
fn value(span: &SuggestedSpan, name: &str) -> String {
    let text = span.texts.iter().find(|(known, _)| known == name);
    let list = span.lists.iter().find(|(known, _)| known == name);
    let number = span.numbers.iter().find(|(known, _)| known == name);
    match (text, list, number) {
        (Some((_, text)), _, _) => text.clone(),
        (_, Some((_, list)), _) => list.join(" "),
        (_, _, Some((_, number))) => number.to_string(),
        _ => String::new(),
    }
}

/// The speakers that a span is linked to, a quote replaced by its own speakers.
fn ends(batch: &Batch, from: u32, link_type: &str) -> Vec<u32> {
    let mut ends = Vec::new();
    for link in &batch.links {
        if link.from != from || link.link_type != link_type {
            continue;
        }
        let to_quote = batch
            .spans
            .iter()
            .any(|span| span.key == link.to && span.label == "quote");
        if to_quote {
            let sources = batch
                .links
                .iter()
                .filter(|source| source.from == link.to && source.link_type == "source");
            ends.extend(sources.map(|source| source.to));
        } else {
            ends.push(link.to);
        }
    }
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// What a speaker's mention may be called: the registry's name and its own words.
fn names(batch: &Batch, text: &str, key: u32) -> Vec<String> {
    let Some(span) = batch.spans.iter().find(|span| span.key == key) else {
        return Vec::new();
    };
    let entry = batch
        .speakers
        .iter()
        .find(|speaker| Some(speaker.key) == span.speaker);
    let own = fragments(span)
        .iter()
        .map(|(start, end)| &text[*start..*end])
        .collect::<Vec<_>>()
        .join(" ");
    entry
        .map(|entry| entry.name.clone())
        .into_iter()
        .chain([own])
        .collect()
}

/// Whether seven in ten words are shared, small words at the front aside.
fn alike(one: &str, other: &str) -> bool {
    const SMALL: &[&str] = &[
        "the", "a", "an", "on", "in", "at", "by", "near", "to", "for", "of", "that", "if", "from",
        "its", "his", "her", "their",
    ];
    let split = |text: &str| {
        let lower = text.to_lowercase();
        let words: Vec<String> = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let small = words
            .iter()
            .take_while(|word| SMALL.contains(&word.as_str()))
            .count();
        let kept = if small < words.len() { small } else { 0 };
        words[kept..].to_vec()
    };
    let (one, mut other) = (split(one), split(other));
    let all = one.len() + other.len();
    let mut shared = 0;
    for word in one {
        if let Some(at) = other.iter().position(|known| *known == word) {
            other.swap_remove(at);
            shared += 1;
        }
    }
    all > 0 && 2 * shared * 10 >= 7 * all
}

/// Pairs of expected and proposed spans, each in one at most, those that share most words first.
fn pairs(expected: &[Vec<usize>], proposed: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (gold, one) in expected.iter().enumerate() {
        for (ours, other) in proposed.iter().enumerate() {
            let shared = one.iter().filter(|word| other.contains(word)).count();
            let together = one.len() + other.len() - shared;
            if shared * 3 >= together && shared > 0 {
                all.push((shared * 1000 / together, gold, ours));
            }
        }
    }
    all.sort_by_key(|(share, gold, ours)| (std::cmp::Reverse(*share), *gold, *ours));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, gold, ours) in all {
        if pairs.iter().all(|(g, o)| *g != gold && *o != ours) {
            pairs.push((gold, ours));
        }
    }
    pairs
}

fn fragments(span: &SuggestedSpan) -> Vec<(usize, usize)> {
    span.fragments
        .iter()
        .map(|(start, end)| (*start as usize, *end as usize))
        .collect()
}

fn covered(text: &str, fragments: &[(usize, usize)]) -> String {
    let parts: Vec<&str> = fragments.iter().map(|(a, b)| &text[*a..*b]).collect();
    format!("[{}]", parts.join("] … ["))
}

/// Extents of all words.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (character.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn within(words: &[(usize, usize)], fragments: &[(usize, usize)]) -> Vec<usize> {
    let inside = |(from, to): &(usize, usize)| fragments.iter().any(|(a, b)| a <= from && to <= b);
    (0..words.len()).filter(|n| inside(&words[*n])).collect()
}

//! `pressmark stats`: how many annotations there are, by label, state, speaker and link.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use pressmark::annotation::State;
use pressmark::format::{Document, Format, LabelMap};
use serde_json::json;

use crate::documents::{Told, each_part, expand, name_of};

/// So many speakers stand in the table; all are in the JSON.
const SPEAKERS: usize = 20;

/// Counts, and prints the counts.
pub fn run(files: Vec<PathBuf>, from: Option<&str>, as_json: bool) -> ExitCode {
    match count_all(&files, from) {
        Ok((counts, is_complete)) => {
            let text = if as_json {
                counts.to_json()
            } else {
                counts.to_tables()
            };
            let written = io::stdout().write_all(text.as_bytes());
            if is_complete && written.is_ok() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => {
            eprintln!("pressmark: {error}");
            ExitCode::FAILURE
        }
    }
}

#[derive(Default)]
struct Counts {
    articles: usize,
    characters: usize,
    /// By label: proposed, accepted, rejected.
    labels: BTreeMap<String, [usize; 3]>,
    links: BTreeMap<String, [usize; 3]>,
    /// By name: mentions and quotes.
    speakers: BTreeMap<String, [usize; 2]>,
}

fn count_all(files: &[PathBuf], from: Option<&str>) -> io::Result<(Counts, bool)> {
    let from = from.and_then(Format::of);
    let mut counts = Counts::default();
    let mut is_complete = true;
    for path in expand(files)? {
        let mut told = Told::new(&path);
        let read = each_part(&path, from, &LabelMap::default(), |documents| {
            for document in &documents {
                told.tell(document);
                counts.add(document);
            }
            Ok(())
        });
        told.finish();
        is_complete &= !told.incomplete;
        if let Err(error) = read {
            is_complete = false;
            eprintln!("pressmark: {}: {error}", name_of(&path));
        }
    }
    Ok((counts, is_complete))
}

impl Counts {
    fn add(&mut self, document: &Document) {
        let set = &document.set;
        self.articles += 1;
        self.characters += document.article.offsets().len_graphemes().0 as usize;
        for span in set.annotations() {
            count(&mut self.labels, &span.label, span.state);
        }
        for link in set.links() {
            count(&mut self.links, &link.link_type, link.state);
        }
        for speaker in set.speakers() {
            let mentions = set
                .mentions(&speaker.id)
                .filter(|m| m.state != State::Rejected);
            let mentions: Vec<_> = mentions.collect();
            let quotes = mentions
                .iter()
                .flat_map(|mention| set.links_at(&mention.id));
            let quotes =
                quotes.filter(|link| &*link.link_type == "source" && link.state != State::Rejected);
            let row = self.speakers.entry(speaker.name.to_string()).or_default();
            let [of_mentions, of_quotes] = row;
            *of_quotes += quotes.count();
            *of_mentions += mentions.len();
        }
    }

    /// Speakers by how often they are quoted, then mentioned, then by name.
    fn most_quoted(&self) -> Vec<(&str, [usize; 2])> {
        let rows = self.speakers.iter();
        let mut rows: Vec<_> = rows
            .map(|(name, counts)| (name.as_str(), *counts))
            .collect();
        rows.sort_by_key(|(name, [mentions, quotes])| {
            (std::cmp::Reverse((*quotes, *mentions)), *name)
        });
        rows
    }

    fn to_tables(&self) -> String {
        let mut text = format!(
            "{} articles, {} characters\n",
            self.articles, self.characters
        );
        let by_state = |counts: &BTreeMap<String, [usize; 3]>| {
            let rows = counts.iter().map(|(name, states)| {
                let mut cells = vec![name.clone()];
                cells.extend(states.iter().map(usize::to_string));
                cells.push(states.iter().sum::<usize>().to_string());
                cells
            });
            rows.collect::<Vec<_>>()
        };
        let states = ["proposed", "accepted", "rejected", "all"];
        table(&mut text, "label", &states, &by_state(&self.labels));
        table(&mut text, "link", &states, &by_state(&self.links));
        let most = self.most_quoted().into_iter().take(SPEAKERS);
        let most = most.map(|(name, [mentions, quotes])| {
            vec![name.to_owned(), mentions.to_string(), quotes.to_string()]
        });
        table(
            &mut text,
            "speaker",
            &["mentions", "quotes"],
            &most.collect::<Vec<_>>(),
        );
        text
    }

    fn to_json(&self) -> String {
        let by_state = |counts: &BTreeMap<String, [usize; 3]>| {
            let rows = counts.iter().map(|(name, [proposed, accepted, rejected])| {
                json!({"name": name, "proposed": proposed, "accepted": accepted, "rejected": rejected})
            });
            rows.collect::<Vec<_>>()
        };
        let speakers = self.most_quoted().into_iter().map(|(name, [mentions, quotes])| {
            json!({"name": name, "mentions": mentions, "quotes": quotes})
        });
        let all = json!({
            "articles": self.articles,
            "characters": self.characters,
            "labels": by_state(&self.labels),
            "links": by_state(&self.links),
            "speakers": speakers.collect::<Vec<_>>(),
        });
        format!("{all}\n")
    }
}

fn count(counts: &mut BTreeMap<String, [usize; 3]>, name: &str, state: State) {
    let [proposed, accepted, rejected] = counts.entry(name.to_owned()).or_default();
    *match state {
        State::Proposed => proposed,
        State::Accepted => accepted,
        State::Rejected => rejected,
    } += 1;
}

/// A table with its first column to the left and figures to the right; nothing without rows.
fn table(text: &mut String, first: &str, others: &[&str], rows: &[Vec<String>]) {
    if rows.is_empty() {
        return;
    }
    let head = std::iter::once(first).chain(others.iter().copied());
    let head: Vec<String> = head.map(str::to_owned).collect();
    let all = || std::iter::once(&head).chain(rows);
    let width = |n: usize| {
        let cells = all().filter_map(|row| row.get(n));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    text.push('\n');
    for row in all() {
        for (n, cell) in row.iter().enumerate() {
            let width = width(n);
            if n == 0 {
                text.push_str(&format!("{cell:<width$}"));
            } else {
                text.push_str(&format!("  {cell:>width$}"));
            }
        }
        text.push('\n');
    }
}

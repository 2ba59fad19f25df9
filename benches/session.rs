//! How long it takes to open a sitting, and what one command costs in it.
//!
//! `cargo bench --bench session`. Text and annotations are generated, so that every run and every machine has the same.
#![expect(missing_docs, reason = "criterion's macros make public items")]

use std::rc::Rc;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use pressmark::annotation::{
    Annotation, AnnotationSet, Attributes, Edit, Extra, Fragments, Metadata, Origin, Record, State,
};
use pressmark::article::{Article, Byte};
use pressmark::session::{Command, Extend, Session, Snap};

const SENTENCE: &str = "“We will rebuild every house by May,” Mayor Dana Ortiz told reporters after the flood that killed 12 people. ";

/// Paragraphs of three sentences with at least so many words.
fn article(words: usize) -> Rc<Article> {
    let paragraphs = words / (3 * SENTENCE.split_whitespace().count()) + 1;
    let paragraph = SENTENCE.repeat(3);
    Rc::new(Article::from_text(
        &vec![paragraph.trim(); paragraphs].join("\n\n"),
    ))
}

/// So many proposals and accepted ones spread evenly, some over one another.
fn set(article: &Article, annotations: usize) -> AnnotationSet {
    let mut set = AnnotationSet::new(Metadata::default());
    let mut fresh = set.fresh_ids();
    let length = article.text().len();
    let labels = ["quote", "speaker", "casualty", "cue", "commitment"];
    let mut edits = Vec::new();
    for n in 0..annotations {
        let at = Byte::at(length * n / annotations.max(1));
        let start = article.word_at(at).start;
        let end = article
            .snap_to_words(pressmark::article::Extent::new(start, Byte(start.0 + 24)))
            .end;
        let extent = article.trim(pressmark::article::Extent::new(
            start,
            end.min(article.extent().end),
        ));
        let Ok(fragments) = Fragments::one(extent) else {
            continue;
        };
        edits.push(Edit::add(Record::Annotation(Rc::new(Annotation {
            id: fresh.annotation(),
            label: labels
                .get(n % labels.len())
                .copied()
                .unwrap_or_default()
                .into(),
            state: if n % 2 == 0 {
                State::Proposed
            } else {
                State::Accepted
            },
            fragments,
            attributes: Attributes::new(),
            origin: Origin::manual(),
            author: "".into(),
            created: "".into(),
            note: "".into(),
            extra: Extra::new(),
        }))));
    }
    let _ = set.apply(&edits);
    set
}

fn cells() -> impl Iterator<Item = (usize, usize)> {
    [1_000, 10_000, 100_000]
        .into_iter()
        .flat_map(|words| [0, 1_000, 5_000].map(|annotations| (words, annotations)))
}

fn open(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("session/open");
    group.sample_size(10);
    for (words, annotations) in cells() {
        let article = article(words);
        let set = set(&article, annotations);
        let id = BenchmarkId::from_parameter(format!("{words}w {annotations}a"));
        group.bench_function(id, |bencher| {
            bencher.iter_batched(
                || set.clone(),
                |set| Session::open(article.clone(), set, ""),
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

/// What the page reads after each command.
fn read(session: &Session) -> usize {
    let card = session.card().map_or(0, |card| card.attributes.len());
    session.list().len() + card + session.counts().labels.len() + session.progress().total
}

fn commands(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("session/command");
    group.sample_size(20);
    for (words, annotations) in cells() {
        let article = article(words);
        let mut session = Session::open(article.clone(), set(&article, annotations), "");
        read(&session);
        let middle = article.text().len() / 2;
        let at = article.next_word(Byte::at(
            article.sentence_at(Byte::at(middle)).start.index(),
        ));
        let mut cell = |name: &str, command: &dyn Fn(usize) -> Vec<Command>| {
            let id = BenchmarkId::new(name, format!("{words}w {annotations}a"));
            let mut n = 0;
            group.bench_function(id, |bencher| {
                bencher.iter(|| {
                    n += 1;
                    for command in command(n) {
                        let _ = session.run(command, "");
                    }
                    read(&session)
                });
            });
        };
        cell("tag and undo", &|_| {
            vec![
                Command::SelectText {
                    anchor: at,
                    caret: Byte(at.0 + 9),
                    snap: Snap::Words,
                    extend: Extend::No,
                },
                Command::Label("claim".into()),
                Command::Undo,
            ]
        });
        if annotations > 0 {
            cell("next", &|_| vec![Command::NextProposal]);
            cell("accept and undo", &|_| vec![Command::Accept, Command::Undo]);
        }
    }
    group.finish();
}

criterion_group!(benches, open, commands);
criterion_main!(benches);

//! How many bytes a second the engine reads, and that ten times the text takes about ten times as long, be it news or text made to
//! hold it up.
//!
//! `cargo bench --bench suggest`. The text is generated, so that every run and every machine has the same. Behind
//! criterion's figures a line says how much longer ten times the text took, by the best of several runs.
//! `cargo bench --bench suggest -- --test` prints these lines alone.
#![expect(missing_docs, reason = "criterion's macros make public items")]
#![expect(clippy::disallowed_methods, reason = "a native bench has a clock")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use pressmark::article::Article;
use pressmark::suggest::suggest;

/// The sizes of the articles, in bytes.
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

/// Of so many runs the fastest tells how long it takes: the others were disturbed.
const RUNS: usize = 3;

/// The sizes that growth is measured at: news, and hostile text.
const GROWTH: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];
const HOSTILE_GROWTH: [usize; 3] = [10_000, 100_000, 1_000_000];

/// Text that tempts an engine to look far ahead or back, by name: what is repeated, in one paragraph.
const HOSTILE: &[(&str, &str)] = &[
    ("quotation marks that open", "“"),
    ("quotation marks of all kinds", "“”\"'‘’«»"),
    (
        "quotations that never end",
        "“We will rebuild,” she said, “and ",
    ),
    (
        "one endless sentence",
        "the mayor said that 12 people were killed and that rents will rise by 3 per cent because of ",
    ),
    ("one endless word", "kill12ed"),
    ("one endless word with dots", "a."),
    ("nested brackets", "([{"),
    ("words of speech", "said "),
    ("names", "Ann Lee "),
    ("numbers", "1,000 "),
    ("questions", "Who? "),
    ("paragraphs of quotations", "“We will pay\n\n"),
];

/// A news-like article of about so many bytes.
fn news(bytes: usize) -> Article {
    let sentences = [
        "The bridge over the river reopened on Monday, three weeks after the flood that killed at least 12 people, the city’s mayor said.",
        "“We will rebuild every house by May,” Ms. Ortiz told reporters in St. Anne. “Nobody will be left behind.”",
        "Roe Corp. of the U.S. offered $3.5 million, or 40% of the cost, on Sept. 11, officials said.",
        "No one was hurt when the second arch fell at about 3 p.m. the next day, and two dozen hikers were rescued.",
        "According to Tom Hall, a spokesman for the port, the council plans to sell the quay unless the ministry pays.",
    ];
    let mut text = String::from("Bridge Reopens, ‘Safer Than Ever’\n\nBy Jane Roe\n\n");
    let mut n = 0;
    while text.len() < bytes {
        for _ in 0..4 {
            let sentence = sentences.get(n % sentences.len());
            text.push_str(sentence.copied().unwrap_or_default());
            text.push(' ');
            // Another order in every paragraph.
            n += if n % 7 == 0 { 2 } else { 1 };
        }
        text.push_str("\n\n");
    }
    Article::from_text(&text)
}

fn throughput(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("suggest");
    group.sample_size(10);
    for bytes in SIZES {
        let article = news(bytes);
        group.throughput(Throughput::Bytes(article.text().len() as u64));
        group.bench_with_input(
            BenchmarkId::from_parameter(bytes),
            &article,
            |bencher, article| bencher.iter(|| suggest(article)),
        );
    }
    group.finish();
}

fn growth(_: &mut Criterion) {
    lines("news", &GROWTH, news);
    for (name, piece) in HOSTILE {
        lines(name, &HOSTILE_GROWTH, |bytes| {
            Article::from_text(&piece.repeat(bytes / piece.len()))
        });
    }
}

/// How long each size takes, and how many times as long as the one before.
fn lines(name: &str, sizes: &[usize], text: impl Fn(usize) -> Article) {
    let mut before: Option<f64> = None;
    for size in sizes {
        let time = fastest(&text(*size)).as_secs_f64();
        let times = before.map_or(String::new(), |before| {
            format!(", {:.1} times as long", time / before)
        });
        println!(
            "suggest, {name}: {size} bytes in {:.2} ms{times}",
            time * 1000.0
        );
        before = Some(time);
    }
}

fn fastest(article: &Article) -> Duration {
    let runs = (0..RUNS).map(|_| {
        let start = Instant::now();
        black_box(suggest(black_box(article)));
        start.elapsed()
    });
    runs.min().unwrap_or_default()
}

criterion_group!(benches, throughput, growth);
criterion_main!(benches);

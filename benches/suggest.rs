//! How many bytes a second the engine reads, and that ten times the text takes about ten times as long.
//!
//! `cargo bench --bench suggest`. The text is generated, so that every run and every machine has the same. Behind
//! criterion's figures a line says how much longer ten times the text took, by the best of several runs.
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
const RUNS: usize = 7;

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
    let times = SIZES.map(|bytes| fastest(&news(bytes)).as_secs_f64());
    for (sizes, times) in SIZES.windows(2).zip(times.windows(2)) {
        if let ([small, large], [short, long]) = (sizes, times) {
            println!(
                "suggest: {large} bytes take {:.1} times as long as {small}",
                long / short
            );
        }
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

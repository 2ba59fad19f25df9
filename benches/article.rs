//! How long it takes to make an article of pasted text, and to ask it for its sentences and tokens.
//!
//! `cargo bench --bench article`. The text is generated, so that every run and every machine has the same.
#![expect(missing_docs, reason = "criterion's macros make public items")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use pressmark::article::{Article, tokens};

/// News-like text of at least so many words: paragraphs of four sentences, quotations, names, figures, a footer.
fn news(words: usize) -> String {
    let sentences = [
        "The bridge over the river reopened on Monday, three weeks after the flood that killed at least 12 people, the city’s mayor said.",
        "“We will rebuild every house by May,” Ms. Ortiz told reporters in St. Anne. “Nobody will be left behind.”",
        "Roe Corp. of the U.S. offered $3.5 million, or 40% of the cost, on Sept. 11, officials said.",
        "No one was hurt when the second arch fell at about 3 p.m. the next day — the crew had left.",
    ];
    let mut text = String::from("Bridge Reopens, ‘Safer Than Ever’\n\nBy Jane Roe\n\n");
    let mut count = 6;
    let mut n = 0;
    while count < words {
        for _ in 0..4 {
            let sentence = sentences
                .get(n % sentences.len())
                .copied()
                .unwrap_or_default();
            text.push_str(sentence);
            text.push(' ');
            count += sentence.split(' ').count();
            // Another order in every paragraph.
            n += if n % 7 == 0 { 2 } else { 1 };
        }
        text.push_str("\n\n");
    }
    text.push_str("Leave a comment\n\nFollow us on social networks\n");
    text
}

fn build(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("article/from_paste");
    for words in [1_000, 10_000, 100_000] {
        let text = news(words);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(
            BenchmarkId::from_parameter(words),
            &text,
            |bencher, text| {
                bencher.iter(|| Article::from_paste(text));
            },
        );
    }
    group.finish();
}

fn read(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("article/sentences_and_tokens");
    for words in [1_000, 10_000, 100_000] {
        let article = Article::from_text(&news(words));
        group.throughput(Throughput::Bytes(article.text().len() as u64));
        group.bench_with_input(
            BenchmarkId::from_parameter(words),
            &article,
            |bencher, article| {
                bencher.iter(|| {
                    let sentences =
                        (0..article.paragraphs().len()).flat_map(|n| article.sentences(n));
                    sentences
                        .map(|sentence| tokens(article.text(), sentence).len())
                        .sum::<usize>()
                });
            },
        );
    }
    group.finish();
}

criterion_group!(benches, build, read);
criterion_main!(benches);

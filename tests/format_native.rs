//! The native record: written, read again, and read from files that somebody spoiled.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::expect_used,
    clippy::panic
)]

use std::rc::Rc;

use pressmark::annotation::{
    Annotation, AnnotationSet, AttributeValue, Edit, Fragments, Metadata, Origin, Record, State,
};
use pressmark::article::{Article, Extent};
use pressmark::format::{read, write, write_lines, write_pretty};

fn annotation(id: &str, label: &str, fragments: Fragments) -> Annotation {
    Annotation {
        id: id.into(),
        label: label.into(),
        state: State::Accepted,
        fragments,
        attributes: Default::default(),
        origin: Origin::manual(),
        author: "".into(),
        created: "2030-01-02T03:04:05Z".into(),
        note: "".into(),
        extra: Default::default(),
    }
}

fn mark(set: &mut AnnotationSet, annotation: Annotation) {
    let record = Record::Annotation(Rc::new(annotation));
    set.apply(&[Edit::add(record)]).unwrap();
}

#[test]
fn an_emoji_counts_as_its_code_points() {
    let article = Article::from_text("👨🏻‍🚒 firemen drive firetrucks");
    let mut set = AnnotationSet::new(Metadata::default());
    let fragments = Fragments::one(Extent::at(30, 40)).unwrap();
    mark(&mut set, annotation("a1", "claim", fragments));
    let written: serde_json::Value = serde_json::from_str(&write(&article, &set)).unwrap();
    let fragment = &written["spans"][0]["fragments"][0];
    assert_eq!(
        (
            fragment["start"].as_u64(),
            fragment["end"].as_u64(),
            fragment["exact"].as_str()
        ),
        (Some(19), Some(29), Some("firetrucks"))
    );
    for unit_start in [19, 22, 30, 16] {
        let text = write(&article, &set)
            .replace("\"start\":19", &format!("\"start\":{unit_start}"))
            .replace("\"end\":29", &format!("\"end\":{}", unit_start + 10));
        let document = read(&text).unwrap().remove(0);
        assert_eq!(document.set, set, "{unit_start}");
        assert_eq!(document.problems.len(), usize::from(unit_start != 19));
    }
}

#[test]
fn what_is_written_reads_the_same_on_one_line_or_many() {
    let article = Article::from_text("“We will rebuild,” said Ms Ortiz, “by May.”\n\nShe left.");
    let mut set = AnnotationSet::new(Metadata {
        id: "d1".into(),
        title: "Rebuilding".into(),
        ..Metadata::default()
    });
    let fragments = Fragments::new([Extent::at(0, 22), Extent::at(38, 51)]).unwrap();
    let mut quote = annotation("a1", "quote", fragments);
    quote
        .attributes
        .insert("quote_type".into(), "direct".into());
    quote
        .attributes
        .insert("x".into(), AttributeValue::Number(0.1));
    mark(&mut set, quote);
    for text in [write(&article, &set), write_pretty(&article, &set)] {
        let documents = read(&text).unwrap();
        assert_eq!(documents.len(), 1);
        assert_eq!(documents[0].problems, []);
        assert_eq!((&documents[0].article, &documents[0].set), (&article, &set));
    }
    let lines = write_lines([(&article, &set), (&article, &set)]);
    assert_eq!(read(&lines).unwrap().len(), 2);
    insta::assert_snapshot!(write_pretty(&article, &set));
}

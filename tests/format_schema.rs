//! Everything that is exported is what the published JSON Schema says, and the schema refuses what is not.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::panic
)]

mod generated;
mod published;

use generated::annotated;
use pressmark::annotation::{AnnotationSet, AttributeKind, Keys, Metadata, Schema, intake};
use pressmark::article::{Article, ParagraphKind};
use pressmark::format::{write, write_lines, write_pretty};
use pressmark::suggest::suggest;
use proptest::prelude::*;
use published::{check, faults};
use serde_json::{Value, json};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_export_of_a_generated_article_is_valid((article, set) in annotated()) {
        check(&write(&article, &set));
        check(&write_pretty(&article, &set));
        check(&write_lines([(&article, &set), (&article, &set)]));
    }
}

/// A sample article with the engine's proposals.
fn sample(text: &str) -> (Article, AnnotationSet) {
    let (article, _) = Article::from_paste(text).unwrap();
    let mut set = AnnotationSet::new(Metadata {
        id: "sample".into(),
        title: article.title().into(),
        ..Metadata::default()
    });
    let edits = intake(
        &set,
        &article,
        &suggest(&article),
        &mut Keys::default(),
        "2030-01-02T03:04:05Z",
    );
    set.apply(&edits).unwrap();
    (article, set)
}

#[test]
fn every_export_of_the_sample_articles_is_valid() {
    let samples = [
        include_str!("../www/samples/council.txt"),
        include_str!("../www/samples/ferry.txt"),
    ]
    .map(sample);
    for (article, set) in &samples {
        assert!(set.annotations().len() > 10);
        check(&write(article, set));
        check(&write_pretty(article, set));
    }
    check(&write_lines(
        samples.iter().map(|(article, set)| (article, set)),
    ));
}

/// A valid record that is spoiled by `spoil` is refused, and the place that the schema names contains `place`.
#[track_caller]
fn refused(place: &str, spoil: impl FnOnce(&mut Value)) {
    let (article, set) = sample(include_str!("../www/samples/ferry.txt"));
    let mut record: Value = serde_json::from_str(&write(&article, &set)).unwrap();
    assert_eq!(faults(&record), [""; 0]);
    spoil(&mut record);
    let faults = faults(&record);
    assert!(
        faults.iter().any(|fault| fault.contains(place)),
        "{faults:?}"
    );
}

#[test]
fn the_schema_refuses_what_is_not_ours() {
    refused("format", |record| record["format"] = "other".into());
    refused("version", |record| record["version"] = 2.into());
    refused("offset_unit", |record| {
        record["offset_unit"] = "utf16".into()
    });
    refused("links", |record| {
        drop(record.as_object_mut().unwrap().remove("links"))
    });
    refused("/document/sha256", |record| {
        record["document"]["sha256"] = "ABC".into()
    });
    refused("/document/text", |record| {
        record["document"]["text"] = "".into()
    });
    refused("/spans/0/state", |record| {
        record["spans"][0]["state"] = "maybe".into()
    });
    refused("/spans/0/fragments", |record| {
        record["spans"][0]["fragments"] = json!([])
    });
    refused("/spans/0/fragments/0/start", |record| {
        record["spans"][0]["fragments"][0]["start"] = (-1).into()
    });
    refused("/spans/0/fragments/0/prefix", |record| {
        record["spans"][0]["fragments"][0]["prefix"] = "x".repeat(33).into();
    });
    refused("/spans/0/origin/score", |record| {
        record["spans"][0]["origin"]["score"] = 1.5.into()
    });
    refused("/links/0", |record| {
        drop(record["links"][0].as_object_mut().unwrap().remove("to"))
    });
    refused("/document/paragraph_kinds/0/kind", |record| {
        record["document"]["paragraph_kinds"] = json!([{"paragraph": 0, "kind": "advert"}]);
    });
}

fn published() -> Value {
    serde_json::from_str(include_str!("../www/schema/pressmark-1.schema.json")).unwrap()
}

/// What the published schema says of a field, as text.
fn words_of(definition: &str, field: &str) -> String {
    published()["$defs"][definition]["properties"][field].to_string()
}

#[test]
fn the_schema_names_all_labels_link_types_and_kinds() {
    let labels = words_of("span", "label");
    for label in Schema::BUILT_IN.labels {
        assert!(labels.contains(label.name), "{}", label.name);
    }
    let types = words_of("link", "type");
    for link_type in Schema::BUILT_IN.link_types {
        assert!(types.contains(link_type.name), "{}", link_type.name);
    }
    let kinds = words_of("document", "paragraph_kinds");
    for kind in ParagraphKind::ALL {
        assert!(
            kinds.contains(&format!("\"{}\"", kind.as_str())),
            "{kind:?}"
        );
    }
}

/// What a program may find as the value, in a sentence.
fn value_of(kind: AttributeKind) -> String {
    let listed = |choices: &[&str]| choices.join(", ");
    match kind {
        AttributeKind::Choice(choices) => {
            format!("one of {}; the first is the default", listed(choices))
        }
        AttributeKind::Choices(choices) => format!("a list, of {}", listed(choices)),
        AttributeKind::Text => "words".to_owned(),
        AttributeKind::Texts => "a list of words".to_owned(),
        AttributeKind::Count => "a whole number from 0".to_owned(),
        AttributeKind::Share => "a number from 0 to 1".to_owned(),
        AttributeKind::Number => "a number".to_owned(),
        AttributeKind::Date => "a day, month or year: YYYY-MM-DD, YYYY-MM or YYYY".to_owned(),
        AttributeKind::Speaker => "the id of an entry of the list of speakers".to_owned(),
    }
}

/// The schema describes and does not demand: a value that does not fit is kept on import, and exported again.
#[test]
fn the_schema_describes_every_attribute_and_its_values() {
    let mut expected = serde_json::Map::new();
    for label in Schema::BUILT_IN.labels {
        for attribute in label.attributes {
            let words = format!("Of a {}: {}.", label.name, value_of(attribute.kind));
            expected.insert(attribute.name.to_owned(), json!({ "description": words }));
        }
    }
    let found = &published()["$defs"]["attributes"]["properties"];
    let lines: Vec<String> = expected
        .iter()
        .map(|(name, says)| format!("        \"{name}\": {says}"))
        .collect();
    assert!(
        *found == Value::Object(expected),
        "www/schema should have:\n{}",
        lines.join(",\n")
    );
}

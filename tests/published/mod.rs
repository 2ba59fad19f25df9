//! Files held against the published JSON Schema, as a program that does not know Pressmark would.
#![allow(dead_code, reason = "each test file uses its part")]

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let schema = include_str!("../../www/schema/pressmark-1.schema.json");
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    jsonschema::meta::validate(&schema).expect("the schema is a JSON Schema");
    jsonschema::validator_for(&schema).expect("the schema says of itself all that it needs")
});

/// What the schema finds wrong with a record, each with its place; nothing if it is valid.
pub fn faults(record: &Value) -> Vec<String> {
    let errors = SCHEMA.iter_errors(record);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

/// Each line of the text is a valid record, or all of it is one.
#[track_caller]
pub fn check(text: &str) {
    let whole: Result<Value, _> = serde_json::from_str(text);
    let records = match whole {
        Ok(record) => vec![record],
        Err(_) => text
            .lines()
            .map(|line| serde_json::from_str(line).expect("a line is JSON"))
            .collect(),
    };
    for record in records {
        assert_eq!(faults(&record), [""; 0], "{record}");
    }
}

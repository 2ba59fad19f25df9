//! The file that says which of our labels and links stand for another program's.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use pressmark::annotation::Schema;
use pressmark::format::LabelMap;
use serde::Deserialize;

/// Why a mapping can't be used.
#[derive(Debug, thiserror::Error)]
pub enum MappingError {
    /// The file can't be read.
    #[error("{0}")]
    File(#[from] io::Error),
    /// It has another shape.
    #[error("this is not a mapping such as {{\"labels\": {{\"PER\": \"speaker\"}}}}: {0}")]
    Shape(#[from] serde_json::Error),
    /// It names a label that there is not.
    #[error("the schema has no {kind} «{name}»; it has {known}")]
    Unknown {
        /// «label» or «link».
        kind: &'static str,
        /// The name.
        name: String,
        /// What there is.
        known: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    labels: BTreeMap<String, Option<String>>,
    #[serde(default)]
    links: BTreeMap<String, Option<String>>,
}

/// Reads it.
///
/// # Errors
/// When it is no mapping, or maps onto names that the schema has not.
pub fn read(path: &Path) -> Result<LabelMap, MappingError> {
    let file: File = serde_json::from_slice(&fs::read(path)?)?;
    let labels = Schema::BUILT_IN.labels.iter().map(|label| label.name);
    check("label", &file.labels, labels.collect())?;
    let mut links: Vec<&str> = Schema::BUILT_IN.link_types.iter().map(|l| l.name).collect();
    links.sort_unstable();
    links.dedup();
    check("link", &file.links, links)?;
    Ok(LabelMap {
        labels: file.labels,
        links: file.links,
    })
}

fn check(
    kind: &'static str,
    map: &BTreeMap<String, Option<String>>,
    known: Vec<&str>,
) -> Result<(), MappingError> {
    match map
        .values()
        .flatten()
        .find(|name| !known.contains(&name.as_str()))
    {
        None => Ok(()),
        Some(name) => Err(MappingError::Unknown {
            kind,
            name: name.clone(),
            known: known.join(", "),
        }),
    }
}

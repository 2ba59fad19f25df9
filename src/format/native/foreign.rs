//! What a JSON that is not ours seems to be, so that the message can name it.

use crate::format::json::{Fields, Node};

/// A name for it, with its article: «a Label Studio export».
pub(crate) fn seems(node: &Node<'_>) -> &'static str {
    match node {
        Node::Object(fields) => object(fields),
        Node::List(nodes) => match nodes.first() {
            Some(Node::Object(fields)) => match object(fields) {
                "another program's JSON" => "a JSON list",
                known => known,
            },
            Some(_) => "a JSON list",
            None => "an empty JSON list",
        },
        Node::Text(_) => "a JSON string",
        Node::Number(_) | Node::Bool(_) | Node::Null => "a single JSON value",
    }
}

fn object(fields: &Fields<'_>) -> &'static str {
    let has = |key: &str| fields.get(key).is_some();
    let context = fields.text("@context").unwrap_or("");
    if has("data") && (has("annotations") || has("predictions") || has("completions")) {
        "a Label Studio export"
    } else if context.contains("anno.jsonld") || fields.text("type") == Some("Annotation") {
        "a W3C Web Annotation"
    } else if fields.text("@type") == Some("ClaimReview") {
        "a ClaimReview"
    } else if context.contains("schema.org") {
        "schema.org data"
    } else if has("%FEATURE_STRUCTURES") || has("_views") {
        "a UIMA CAS export"
    } else if has("_input_hash") || has("spans") && (has("tokens") || has("answer")) && has("text")
    {
        "a Prodigy export"
    } else if has("text") && (has("label") || has("labels") || has("entities") && has("relations"))
    {
        "a doccano export"
    } else if has("text") && (has("ents") || has("entities")) {
        "a spaCy document"
    } else if has("quotes") && has("text") {
        "a Citron export"
    } else if has("sentences") && (has("quotes") || has("corefs")) {
        "CoreNLP's output"
    } else if has("tokens") && (has("tags") || has("ner_tags")) {
        "a data set of tokens and tags"
    } else if matches!(fields.text("type"), Some("FeatureCollection" | "Feature")) {
        "a GeoJSON map"
    } else if has("$schema") {
        "a JSON Schema"
    } else if has("dependencies") || has("devDependencies") {
        "a package.json"
    } else if has("journal") && has("seq") {
        "a line of Pressmark's journal"
    } else {
        "another program's JSON"
    }
}

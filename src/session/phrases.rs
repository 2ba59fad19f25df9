//! How things are called: in the margin, in the list, and aloud.
//!
//! In come annotations; out come short plain words. Nothing here changes or decides anything.

use unicode_segmentation::UnicodeSegmentation;

use crate::annotation::{
    Annotation, AnnotationSet, AttributeKind, AttributeValue, Id, State, choice_title,
};
use crate::article::Article;
use crate::session::session::Session;

/// So many graphemes of an annotation are said aloud and stand in lists.
pub(super) const SHORT: usize = 90;

/// «quote».
pub(super) fn noun_of(session: &Session, label: &str) -> String {
    session.schema.title_of(label).to_lowercase()
}

/// «1 quote», «2 quotes».
pub(super) fn count_of(session: &Session, label: &str, count: usize) -> String {
    match count {
        1 => format!("1 {}", noun_of(session, label)),
        _ => format!("{count} {}", session.schema.plural_of(label)),
    }
}

pub(super) fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// «a», «a and b», «a, b and c».
pub(super) fn and(words: &[String]) -> String {
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// The words of an annotation on one line, its fragments joined by « … », cut after so many graphemes.
pub(super) fn words(article: &Article, annotation: &Annotation, most: usize) -> String {
    let mut text = String::new();
    for (nth, fragment) in annotation.fragments.iter().enumerate() {
        if nth > 0 {
            text.push_str(" … ");
        }
        one_line(article.slice(fragment), &mut text, most * 8);
        if text.len() > most * 8 {
            break;
        }
    }
    cut(&text, most)
}

/// The beginning of a stretch of text.
pub(super) fn beginning(slice: &str) -> String {
    let mut text = String::new();
    one_line(slice, &mut text, SHORT * 8);
    cut(&text, SHORT)
}

fn one_line(slice: &str, text: &mut String, enough: usize) {
    for (nth, word) in slice.split_whitespace().enumerate() {
        if nth > 0 {
            text.push(' ');
        }
        text.push_str(word);
        if text.len() > enough {
            return;
        }
    }
}

/// The text, or its first words with «…» if it is longer than so many graphemes.
pub(super) fn cut(text: &str, most: usize) -> String {
    // A grapheme is at least a byte.
    if text.len() <= most {
        return text.to_owned();
    }
    let Some((at, _)) = text.grapheme_indices(true).nth(most) else {
        return text.to_owned();
    };
    let head = text.get(..at).unwrap_or(text);
    let whole = match head.rfind(' ') {
        Some(space) if space > at / 2 => head.get(..space).unwrap_or(head),
        _ => head,
    };
    format!("{}…", whole.trim_end())
}

/// The speaker's name in the registry, or the mention's own words.
pub(super) fn mention_name(article: &Article, set: &AnnotationSet, mention: &Annotation) -> String {
    match set.speaker_of(mention) {
        Some(speaker) => speaker.name.to_string(),
        None => words(article, mention, 40),
    }
}

/// The names at the far end of links of a type, each once, in the order of the links.
pub(super) fn names_at(session: &Session, from: &Id, link_type: &str) -> Vec<String> {
    let mut names = Vec::new();
    for mention in session.set.linked(from, link_type) {
        let name = if mention.label.as_ref() == "speaker" {
            mention_name(&session.article, &session.set, mention)
        } else {
            words(&session.article, mention, 40)
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Whether the margin says anything of an annotation.
pub(super) fn has_margin_note(annotation: &Annotation) -> bool {
    matches!(&*annotation.label, "quote" | "casualty" | "commitment")
}

/// What the margin says of an annotation: strong and faint.
pub(super) fn margin_note(session: &Session, annotation: &Annotation) -> Option<(String, String)> {
    match annotation.label.as_ref() {
        "quote" => {
            let names = names_at(session, &annotation.id, "source");
            let strong = if names.is_empty() {
                "No speaker".to_owned()
            } else {
                and(&names)
            };
            Some((strong, names_at(session, &annotation.id, "cue").join(" ")))
        }
        "casualty" => Some((harm(session, annotation), figure(annotation))),
        "commitment" => {
            let names = names_at(session, &annotation.id, "actor");
            let strong = if names.is_empty() {
                choice(session, annotation, "act")
            } else {
                and(&names)
            };
            Some((strong, promise(session, annotation)))
        }
        _ => None,
    }
}

/// «killed», «killed and injured».
fn harm(session: &Session, annotation: &Annotation) -> String {
    match annotation.attributes.get("casualty_type") {
        Some(AttributeValue::Texts(types)) if !types.is_empty() => {
            let types: Vec<String> = types.iter().map(|t| t.to_string()).collect();
            and(&types)
        }
        Some(AttributeValue::Text(text)) => text.to_string(),
        _ => choice(session, annotation, "casualty_type"),
    }
}

/// A choice as it is set, or its default, in plain words.
pub(super) fn choice(session: &Session, annotation: &Annotation, name: &str) -> String {
    let set = annotation.text_of(name);
    if !set.is_empty() {
        return choice_title(name, set);
    }
    let kind = session
        .schema
        .attribute(&annotation.label, name)
        .map(|attribute| attribute.kind);
    match kind {
        Some(AttributeKind::Choice(choices) | AttributeKind::Choices(choices)) => choices
            .first()
            .map_or(String::new(), |choice| choice_title(name, choice)),
        _ => String::new(),
    }
}

/// «> 200», «≈ 40», «10–12», or the words where the count is vague.
pub(super) fn figure(casualty: &Annotation) -> String {
    let number = |name: &str| {
        casualty
            .attributes
            .get(name)
            .and_then(AttributeValue::as_number)
            .map(grouped)
    };
    let (least, most) = (number("count_min"), number("count_max"));
    let words = casualty.text_of("count_text").to_owned();
    let either = least.clone().or_else(|| most.clone());
    let signed = |sign: &str, figure: Option<String>| match figure {
        Some(figure) => format!("{sign} {figure}"),
        None => words.clone(),
    };
    match casualty.text_of("count_qualifier") {
        "at_least" => signed("≥", either),
        "more_than" => signed(">", either),
        "at_most" => signed("≤", most.or(least)),
        "fewer_than" => signed("<", most.or(least)),
        "about" => signed("≈", either),
        "none" => "none".to_owned(),
        "vague" if !words.is_empty() => words,
        _ => match (least, most) {
            (Some(least), Some(most)) if least != most => format!("{least}–{most}"),
            (Some(figure), _) | (_, Some(figure)) => figure,
            (None, None) => words,
        },
    }
}

/// 12000 → «12,000».
fn grouped(number: f64) -> String {
    let plain = format!("{number}");
    if number.fract() != 0.0 || number < 10_000.0 || !plain.bytes().all(|b| b.is_ascii_digit()) {
        return plain;
    }
    let mut grouped = String::new();
    for (nth, digit) in plain.chars().enumerate() {
        if nth > 0 && (plain.len() - nth).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// «rebuild the bridge, by Friday».
fn promise(session: &Session, commitment: &Annotation) -> String {
    let action = match commitment.text_of("action") {
        "" => words(&session.article, commitment, 60),
        action => cut(action, 60),
    };
    match commitment.text_of("deadline") {
        "" => action,
        deadline if action.contains(deadline) => action,
        deadline => format!("{action}, {deadline}"),
    }
}

/// What stands at the end of a line of the list: the speaker, the figure, the actor.
pub(super) fn aside(session: &Session, annotation: &Annotation) -> String {
    let at = |link_type| and(&names_at(session, &annotation.id, link_type));
    match annotation.label.as_ref() {
        "quote" => at("source"),
        "speaker" => session
            .set
            .speaker_of(annotation)
            .map_or(String::new(), |speaker| speaker.name.to_string()),
        "casualty" => match figure(annotation) {
            figure if figure.is_empty() => harm(session, annotation),
            figure => format!("{} {figure}", harm(session, annotation)),
        },
        "commitment" => at("actor"),
        "claim" => at("claimant"),
        _ => String::new(),
    }
}

/// «Quote, proposed, 3 of 24: “We will…”, speaker Ned Price».
pub(super) fn described(session: &Session, annotation: &Annotation) -> String {
    let (nth, of) = session.position(&annotation.id);
    let mut text = format!(
        "{}, {}, {nth} of {of}: {}",
        session.schema.title_of(&annotation.label),
        annotation.state,
        words(&session.article, annotation, SHORT),
    );
    let aside = aside(session, annotation);
    let lead = match annotation.label.as_ref() {
        "quote" => "speaker ",
        "commitment" => "actor ",
        "claim" => "claimant ",
        _ => "",
    };
    if !aside.is_empty() && aside != words(&session.article, annotation, SHORT) {
        text.push_str(", ");
        text.push_str(lead);
        text.push_str(&aside);
    }
    text
}

/// «3 of 24 reviewed».
pub(super) fn reviewed(session: &Session) -> String {
    let progress = session.progress();
    format!("{} of {} reviewed", progress.reviewed, progress.total)
}

/// «quotes», «accepted», for saying what a state was made.
pub(super) fn done(state: State) -> &'static str {
    match state {
        State::Proposed => "Restored",
        State::Accepted => "Accepted",
        State::Rejected => "Rejected",
    }
}

//! What once went wrong, each test named as the fault; over it the report, cut to the least text.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::rc::Rc;

use pressmark::annotation::{
    AnnotationSet, Batch, Metadata, SuggestedLink, SuggestedSpan, SuggestedSpeaker,
};
use pressmark::article::{Article, Byte};
use pressmark::format::{read, read_bytes, write, write_pretty};
use pressmark::session::{COMMANDS, Command, Does, Extend, Session, Snap};

const NOW: &str = "2026-11-24T09:00:00Z";
const TEXT: &str = "“We will rebuild,” Ann Lee said.";

fn open(text: &str) -> Session {
    let article = Rc::new(Article::from_text(text));
    Session::open(article, AnnotationSet::new(Metadata::default()), "")
}

fn place(text: &str, words: &str) -> (u32, u32) {
    let start = text.find(words).unwrap();
    (start as u32, (start + words.len()) as u32)
}

fn tag(session: &mut Session, words: &str, label: &str) {
    let (start, end) = place(session.article().text(), words);
    let select = Command::SelectText {
        anchor: Byte(start),
        caret: Byte(end),
        snap: Snap::Words,
        extend: Extend::No,
    };
    session.run(select, NOW).unwrap();
    session.run(Command::Label(label.into()), NOW).unwrap();
}

/// A quote, its speaker, the speaker's entry, and the link between them.
fn batch() -> Batch {
    let span = |key, label: &str, words, speaker| SuggestedSpan {
        key,
        label: label.into(),
        fragments: vec![place(TEXT, words)],
        speaker,
        rule: "quote.cue_after".into(),
        score: 0.9,
        ..SuggestedSpan::default()
    };
    Batch {
        speakers: vec![SuggestedSpeaker {
            key: 0,
            name: "Ann Lee".into(),
            ..SuggestedSpeaker::default()
        }],
        spans: vec![
            span(0, "quote", "“We will rebuild,”", None),
            span(1, "speaker", "Ann Lee", Some(0)),
            span(2, "speaker", "We", Some(0)),
        ],
        links: vec![SuggestedLink {
            link_type: "source".into(),
            from: 0,
            to: 1,
        }],
    }
}

#[track_caller]
fn nothing_dangles(session: &Session) {
    let document = read(&write(session.article(), session.set()))
        .unwrap()
        .remove(0);
    assert_eq!(document.problems, []);
    assert_eq!(&document.set, session.set());
}

/// «I tagged the speaker before the suggestions had come, and took it back when they had. The file I exported had a link to
/// nowhere.»
#[test]
fn undo_of_a_tag_left_the_link_that_the_engine_had_made_to_it() {
    let mut session = open(TEXT);
    tag(&mut session, "Ann Lee", "speaker");
    session.run(Command::Suggest(batch()), NOW).unwrap();
    let end = session.set().clone();
    session.run(Command::Undo, NOW).unwrap();
    assert_eq!(session.set().annotations().len(), 2);
    nothing_dangles(&session);
    session.run(Command::Redo, NOW).unwrap();
    assert_eq!(session.set(), &end);
    nothing_dangles(&session);
}

/// The same the other way round: suggestions that came after an undo were linked to what the redo took away.
#[test]
fn redo_of_a_deletion_left_the_link_that_the_engine_had_made_since() {
    let mut session = open(TEXT);
    tag(&mut session, "Ann Lee", "speaker");
    session.run(Command::Delete, NOW).unwrap();
    session.run(Command::Undo, NOW).unwrap();
    session.run(Command::Suggest(batch()), NOW).unwrap();
    let end = session.set().clone();
    session.run(Command::Redo, NOW).unwrap();
    nothing_dangles(&session);
    session.run(Command::Undo, NOW).unwrap();
    assert_eq!(session.set(), &end);
}

/// Speakers that were removed, or merged into others, while suggestions were still coming in.
#[test]
fn a_late_suggestion_pointed_at_a_speaker_who_was_removed() {
    let mut session = open(TEXT);
    let mut late = batch();
    let mut early = batch();
    early.spans.truncate(2);
    late.spans.drain(..2);
    late.speakers.clear();
    late.links.clear();
    session.run(Command::Suggest(early), NOW).unwrap();
    session
        .run(Command::RemoveSpeaker("s1".into()), NOW)
        .unwrap();
    session.run(Command::Suggest(late), NOW).unwrap();
    assert_eq!(session.set().annotations().len(), 3);
    nothing_dangles(&session);
}

/// «A file from another program had a span called a4294967295; after that I could tag nothing any more.»
#[test]
fn an_id_with_the_largest_number_used_up_all_ids() {
    let file = r#"{"format":"pressmark","version":1,"document":{"text":"Ann Lee said so."},"spans":[
        {"id":"a4294967295","label":"cue","fragments":[{"start":8,"end":12,"exact":"said"}]}]}"#;
    let document = read(file).unwrap().remove(0);
    let mut session = Session::open(Rc::new(document.article), document.set, "");
    tag(&mut session, "Ann Lee", "speaker");
    tag(&mut session, "so", "claim");
    assert_eq!(session.set().annotations().len(), 3);
}

/// «An empty article opened, out of a file.»
#[test]
fn a_text_of_invisible_characters_alone_was_an_article() {
    let file =
        "{\"format\":\"pressmark\",\"version\":1,\"document\":{\"text\":\"\u{200B}\u{AD} \"}}";
    assert_eq!(read(file).unwrap_err().code(), "no_text");
}

/// «Two readable files that I had put behind one another: the file is cut short, it said.»
#[test]
fn files_laid_out_over_lines_could_not_stand_behind_one_another() {
    let set = AnnotationSet::new(Metadata::default());
    let both = ["One came.", "Two came."].map(|text| write_pretty(&Article::from_text(text), &set));
    let documents = read(&both.join("\n")).unwrap();
    assert_eq!(documents.len(), 2);
    assert_eq!(documents[1].article.text(), "Two came.");
    let half = read(&format!("{}{{\n  \"format\": \"press", both[0])).unwrap();
    assert_eq!((half.len(), half[0].problems.len()), (1, 1));
}

/// «The first line of my list was broken by a line end in a title, and not one of the others was read.»
#[test]
fn a_first_line_that_ended_within_a_string_hid_all_other_lines() {
    let set = AnnotationSet::new(Metadata::default());
    let line = write(&Article::from_text("One came."), &set);
    let documents = read(&format!("{{\"format\":\"press\n{line}\n{line}")).unwrap();
    assert_eq!((documents.len(), documents[0].problems.len()), (2, 1));
}

/// «There is an annotation in the list that has no label.»
#[test]
fn a_span_with_an_empty_label_was_taken() {
    let file = r#"{"format":"pressmark","version":1,"document":{"text":"One came."},"spans":[
        {"id":"a1","label":"","fragments":[{"start":4,"end":8,"exact":"came"}]}]}"#;
    let document = read(file).unwrap().remove(0);
    assert_eq!(document.set.annotations().len(), 0);
    assert_eq!(document.problems.len(), 1);
}

/// «Select all, 1: the list of speakers now has the whole article in it.»
#[test]
fn a_whole_paragraph_tagged_as_a_speaker_became_a_name_in_the_registry() {
    let text = "Ann Lee came. ".repeat(40);
    let mut session = open(text.trim());
    tag(&mut session, text.trim(), "speaker");
    assert_eq!(session.set().annotations().len(), 1);
    assert_eq!(session.set().speakers().len(), 0);
}

/// A file made to hang the page: a text of one letter, and thousands of lost spans of ever more of it.
#[test]
fn words_that_are_everywhere_are_not_looked_for_without_end() {
    let text = "a".repeat(200_000);
    let spans: Vec<String> = (0..4_000)
        .map(|n| {
            let words = "a".repeat(9 + n % 2_000);
            format!(r#"{{"id":"x{n}","label":"cue","fragments":[{{"start":{n},"end":{n},"exact":"{words}","prefix":"b"}}]}}"#)
        })
        .collect();
    let file = format!(
        r#"{{"format":"pressmark","version":1,"document":{{"text":"{text}"}},"spans":[{}]}}"#,
        spans.join(",")
    );
    let document = read_bytes(file.as_bytes()).unwrap().remove(0);
    assert_eq!(document.set.annotations().len(), 0);
}

/// Every line of the table of commands on an article with nothing in it: refused or done, never a panic.
#[test]
fn no_command_fails_on_an_empty_article() {
    for text in ["", " ", "\n\n", "\u{301}", "👩🏽‍🚒"] {
        let mut session = open(text);
        let own = [
            Command::ClickAt(Byte(99)),
            Command::PlaceCaret(Byte(1), Extend::Yes),
            Command::AcceptAll {
                label: None,
                score: f64::NAN,
            },
            Command::SelectText {
                anchor: Byte(9),
                caret: Byte(1),
                snap: Snap::Words,
                extend: Extend::Yes,
            },
            Command::AddSpeaker(" ".into()),
            Command::RemoveFragment("a1".into(), 7),
            Command::Overrule(5, None),
            Command::Suggest(batch()),
        ];
        let table = COMMANDS.iter().filter_map(|spec| match spec.does {
            Does::Run(command) => Some(command(&session)),
            Does::Page(_) => None,
        });
        let all: Vec<Command> = table.chain(own).collect();
        for command in all.iter().chain(all.iter().rev()) {
            let before = session.set().clone();
            if session.run(command.clone(), NOW).is_err() {
                assert_eq!(session.set(), &before, "{command:?}");
            }
        }
    }
}

/// «The file said when on that day it was published. I changed the title, and it was not taken, or the hour was gone.»
#[test]
fn a_time_of_publication_forbade_changing_the_title() {
    let published = "2026-05-03T10:00:00Z";
    let set = AnnotationSet::new(Metadata {
        published: published.into(),
        ..Metadata::default()
    });
    let article = Rc::new(Article::from_text(TEXT));
    let mut session = Session::open(article, set, "");
    let details = |published: &str| Command::SetMetadata {
        title: "Another".into(),
        url: "".into(),
        published: published.into(),
        lang: "".into(),
    };
    session.run(details(published), NOW).unwrap();
    let metadata = session.set().metadata();
    assert_eq!(
        (&*metadata.title, &*metadata.published),
        ("Another", published)
    );
    assert!(session.run(details("2026-05-03T11:00:00Z"), NOW).is_err());
}

/// «I typed a word where a number goes. It said “count_min must be …”. What is count_min?»
#[test]
fn a_refused_value_was_named_as_files_name_it() {
    let mut session = open(TEXT);
    tag(&mut session, "We", "casualty");
    let set = Command::SetAttribute {
        id: session.selected().unwrap().clone(),
        name: "count_min".into(),
        value: Some("many".into()),
    };
    let refusal = session.run(set, NOW).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "«At least» must be a whole number from 0 up."
    );
}

/// «I imported what a colleague had only pasted, and no proposals came.»
#[test]
fn a_file_without_suggestions_counted_as_read_by_the_engine() {
    let mut session = open(TEXT);
    tag(&mut session, "Ann Lee", "speaker");
    assert!(!session.has_suggestions());
    session.run(Command::Suggest(batch()), NOW).unwrap();
    assert!(session.has_suggestions());
}

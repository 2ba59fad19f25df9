//! Laws of sets, files and journals, on generated articles.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::expect_used,
    clippy::panic
)]

mod generated;

use generated::{annotated, article, edited, entry};
use pressmark::annotation::Edit;
use pressmark::article::{Article, Byte};
use pressmark::format::{read, read_entry, write, write_entry, write_lines, write_pretty};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_exported_is_imported_the_same((article, set) in annotated()) {
        for text in [write(&article, &set), write_pretty(&article, &set)] {
            let documents = read(&text).unwrap();
            prop_assert_eq!(documents.len(), 1);
            prop_assert_eq!(&documents[0].problems, &[]);
            prop_assert_eq!(&documents[0].article, &article);
            prop_assert_eq!(&documents[0].set, &set);
            prop_assert_eq!(write(&documents[0].article, &documents[0].set), write(&article, &set));
        }
    }

    #[test]
    fn many_articles_are_a_line_each(documents in proptest::collection::vec(annotated(), 1..4)) {
        let lines = write_lines(documents.iter().map(|(article, set)| (article, set)));
        prop_assert_eq!(lines.matches('\n').count(), documents.len());
        let read = read(&lines).unwrap();
        let read: Vec<_> = read.into_iter().map(|document| (document.article, document.set)).collect();
        prop_assert_eq!(read, documents);
    }

    #[test]
    fn a_file_with_line_ends_of_windows_holds_the_same_spans((article, set) in annotated()) {
        let windows = article.text().replace('\n', "\r\n");
        let (ours, theirs) = (Article::from_text(article.text()), Article::from_text(&windows));
        let mut value: serde_json::Value = serde_json::from_str(&write(&article, &set)).unwrap();
        value["document"]["text"] = windows.clone().into();
        value["document"]["sha256"] = theirs.sha256().into();
        // Each LF before a place moves it by one.
        let moved = |at: &serde_json::Value| {
            let at = at.as_u64().unwrap() as usize;
            at + article.text().chars().take(at).filter(|c| *c == '\n').count()
        };
        for span in value["spans"].as_array_mut().unwrap() {
            span["origin"].as_object_mut().unwrap().remove("was");
            for fragment in span["fragments"].as_array_mut().unwrap() {
                fragment["start"] = moved(&fragment["start"]).into();
                fragment["end"] = moved(&fragment["end"]).into();
                for words in ["exact", "prefix", "suffix"] {
                    fragment[words] = fragment[words].as_str().unwrap().replace('\n', "\r\n").into();
                }
            }
        }
        let document = read(&value.to_string()).unwrap().remove(0);
        prop_assert_eq!(&document.article, &ours);
        for annotation in set.annotations() {
            let found = document.set.annotation(&annotation.id).unwrap();
            prop_assert_eq!(&found.fragments, &annotation.fragments);
        }
    }

    #[test]
    fn offsets_in_any_unit_find_the_same_spans((article, set) in annotated(), unit in 0..4_usize) {
        let mut value: serde_json::Value = serde_json::from_str(&write(&article, &set)).unwrap();
        let offsets = article.offsets();
        let other = |at: &serde_json::Value| {
            let at = pressmark::article::CodePoint(at.as_u64().unwrap() as u32);
            let at = offsets.from_codepoint(at).unwrap();
            [at.0, offsets.to_utf16(at).unwrap().0, offsets.to_grapheme(at).unwrap().0, offsets.to_codepoint(at).unwrap().0][unit]
        };
        for span in value["spans"].as_array_mut().unwrap() {
            span["origin"].as_object_mut().unwrap().remove("was");
            for fragment in span["fragments"].as_array_mut().unwrap() {
                fragment["start"] = other(&fragment["start"]).into();
                fragment["end"] = other(&fragment["end"]).into();
            }
        }
        value["offset_unit"] = ["byte", "utf16", "grapheme", "codepoint"][unit].into();
        let document = read(&value.to_string()).unwrap().remove(0);
        prop_assert_eq!(&document.problems, &[]);
        for annotation in set.annotations() {
            let found = document.set.annotation(&annotation.id).unwrap();
            prop_assert_eq!(&found.fragments, &annotation.fragments);
        }
    }

    #[test]
    fn reading_anything_ends_without_a_panic((article, set) in annotated(), cut in any::<prop::sample::Index>(), with in any::<char>()) {
        let text = write(&article, &set);
        let at = text.floor_char_boundary(cut.index(text.len()));
        let (before, behind) = text.split_at(at);
        let mut rest = behind.chars();
        rest.next();
        for spoiled in [before.to_owned(), format!("{before}{with}{}", rest.as_str()), format!("{before}{}", rest.as_str())] {
            if let Ok(documents) = read(&spoiled) {
                for document in documents {
                    prop_assert!(document.problems.iter().all(|p| !p.to_string().is_empty() && !p.hint().is_empty()));
                    prop_assert_eq!(&read(&write(&document.article, &document.set)).unwrap()[0].set, &document.set);
                }
            }
        }
    }

    #[test]
    fn a_journal_entry_is_read_as_it_was_written((article, entry) in entry()) {
        let text = write_entry(&entry, &article);
        prop_assert!(!text.contains('\n'));
        prop_assert_eq!(read_entry(&text, &article), Ok(entry));
    }

    #[test]
    fn an_entry_cut_short_is_not_read((article, entry) in entry(), cut in any::<prop::sample::Index>()) {
        let text = write_entry(&entry, &article);
        let cut = text.floor_char_boundary(cut.index(text.len()));
        prop_assert!(read_entry(&text[..cut], &article).is_err());
    }

    #[test]
    fn edits_and_then_their_inverses_are_nothing((_, before, after, edits) in edited()) {
        let mut set = before.clone();
        set.apply(&edits).unwrap();
        prop_assert_eq!(&set, &after);
        let inverse: Vec<Edit> = edits.iter().rev().map(Edit::inverse).collect();
        set.apply(&inverse).unwrap();
        prop_assert_eq!(&set, &before);
        // What is derived from the records is as it was, too.
        for annotation in before.annotations() {
            let links = |set: &pressmark::annotation::AnnotationSet| -> Vec<_> {
                set.links_at(&annotation.id).cloned().collect()
            };
            prop_assert_eq!(links(&set), links(&before));
        }
    }

    #[test]
    fn a_conflict_leaves_the_set_as_it_was((_, before, _, mut edits) in edited()) {
        // An edit that expects what is not there: all that were applied before it are taken back.
        let impossible = Edit::remove(pressmark::annotation::Record::Speaker(std::rc::Rc::new(
            pressmark::annotation::Speaker {
                id: "nobody".into(), name: "".into(), role: "".into(), affiliation: "".into(), same_as: "".into(), extra: Default::default(),
            },
        )));
        edits.push(impossible);
        let mut set = before.clone();
        prop_assert!(set.apply(&edits).is_err());
        prop_assert_eq!(set, before);
    }

    #[test]
    fn edits_to_different_records_commute((_, before, after, edits) in edited()) {
        let mut set = before;
        let backwards: Vec<Edit> = edits.into_iter().rev().collect();
        set.apply(&backwards).unwrap();
        prop_assert_eq!(set, after);
    }

    #[test]
    fn a_place_is_the_same_in_all_four_units(article in article(), n in any::<u32>()) {
        let offsets = article.offsets();
        let at = offsets.grapheme_floor(Byte(n % (article.text().len() as u32 + 1)));
        prop_assert_eq!(offsets.to_codepoint(at).and_then(|c| offsets.from_codepoint(c)), Some(at));
        prop_assert_eq!(offsets.to_utf16(at).and_then(|u| offsets.from_utf16(u)), Some(at));
        prop_assert_eq!(offsets.to_grapheme(at).and_then(|g| offsets.from_grapheme(g)), Some(at));
        let codepoints = article.text()[..at.index()].chars().count() as u32;
        prop_assert_eq!(offsets.to_codepoint(at).unwrap().0, codepoints);
    }
}

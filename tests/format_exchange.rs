//! Every interchange format against one set of laws and one table of awkward documents.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::expect_used,
    clippy::panic
)]

mod generated;

use std::collections::BTreeSet;
use std::rc::Rc;

use generated::annotated;
use pressmark::annotation::{
    Annotation, AnnotationSet, Attributes, Edit, Extra, Fragments, Id, Link, Metadata, Origin,
    Record, State,
};
use pressmark::article::{Article, Extent};
use pressmark::format::{
    ArchiveFault, Document, FORMATS, Format, LabelMap, LossKind, Options, OutFile, Problem,
    ReadError, Scheme, Unit, detect, pack,
};
use proptest::prelude::*;

/// Formats that hold the text as it is, so that the law can ask for equality.
fn exact() -> impl Iterator<Item = &'static Format> {
    let holds_text = |format: &&Format| format.holds.is_none_or(|holds| holds.text);
    FORMATS.iter().filter(holds_text)
}

fn read(format: &Format, bytes: &[u8]) -> Vec<Document> {
    format
        .read(bytes, &LabelMap::default())
        .unwrap_or_else(|error| panic!("{}: {error}", format.id))
}

/// Records that the two sets have not alike, by id.
fn changed(before: &AnnotationSet, after: &AnnotationSet) -> BTreeSet<String> {
    let mut changed = BTreeSet::new();
    for span in before.annotations() {
        if after.annotation(&span.id) != Some(span) {
            changed.insert(span.id.to_string());
        }
    }
    for link in before.links() {
        if after.link(&link.id) != Some(link) {
            changed.insert(link.id.to_string());
        }
    }
    for speaker in before.speakers() {
        if after.speaker(&speaker.id) != Some(speaker) {
            changed.insert(speaker.id.to_string());
        }
    }
    if before.metadata() != after.metadata() || !before.overrules().eq(after.overrules()) {
        changed.insert(String::new());
    }
    changed
}

/// Whether the letters of one text stand in the other in this order: nothing is added or moved. A mark that stands on white
/// space is no word and may be missing.
fn is_within(some: &str, all: &str) -> bool {
    let mut all = all.chars();
    let mut some = some.chars().filter(|c| !c.is_whitespace());
    some.all(|c| all.any(|letter| letter == c))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_exported_is_imported_but_for_what_the_loss_report_names(documents in proptest::collection::vec(annotated(), 1..3)) {
        let refs: Vec<_> = documents.iter().map(|(article, set)| (article, set)).collect();
        for format in exact() {
            for options in [Options::default(), Options { unit: Some(Unit::Grapheme), ..Options::default() }] {
                let export = format.write(&refs, &options);
                let mut ways = vec![export.packed()];
                // Of what comes as an archive only, one file alone is no export.
                if format.ending != "zip" {
                    ways.push(export.data().to_vec());
                }
                for bytes in ways {
                    prop_assert_eq!(detect(&bytes).map(|found| found.id), Ok(format.id));
                    let read = read(format, &bytes);
                    prop_assert_eq!(read.len(), documents.len());
                    for (read, (article, set)) in read.iter().zip(&documents) {
                        let (expected, _) = format.project(article, set, &options);
                        prop_assert_eq!(&read.article, article, "{}", format.id);
                        prop_assert_eq!(&read.set, &expected, "{}", format.id);
                    }
                }
            }
        }
    }

    #[test]
    fn columns_of_words_hold_the_words_of_every_span((article, set) in annotated()) {
        let format = Format::of("conll").unwrap();
        for scheme in Scheme::ALL {
            let options = Options { scheme, ..Options::default() };
            let export = format.write(&[(&article, &set)], &options);
            prop_assert_eq!(detect(export.data()).map(|found| found.id), Ok("conll"));
            let document = read(format, export.data()).remove(0);
            let (expected, _) = format.project(&article, &set, &options);
            let spans = |article: &Article, set: &AnnotationSet| -> Vec<(String, String)> {
                let spans = set.annotations().map(|span| {
                    let words = article.slice(span.fragments.hull());
                    (span.label.to_string(), words.split_whitespace().collect())
                });
                spans.collect()
            };
            let (found, expected) = (spans(&document.article, &document.set), spans(&article, &expected));
            prop_assert_eq!(found.len(), expected.len());
            for ((label, words), (expected, all)) in found.iter().zip(&expected) {
                prop_assert_eq!(label, expected);
                prop_assert!(is_within(words, all), "{} {}", words, all);
            }
            prop_assert!(is_within(document.article.text(), article.text()));
        }
    }

    #[test]
    fn the_loss_report_names_every_record_that_changes_and_no_other((article, set) in annotated()) {
        for format in FORMATS {
            let (after, loss) = format.project(&article, &set, &Options::default());
            let places = loss.items().iter().filter(|item| item.kind != LossKind::Text).flat_map(|item| &item.places);
            let named: BTreeSet<String> = places.map(|place| place.record.clone()).collect();
            // A span that takes the id of another is another span, named or not by what befell that one.
            let changed = changed(&set, &after);
            prop_assert!(changed.is_subset(&named), "{}: {:?} of {:?}", format.id, changed.difference(&named), loss);
            if format.holds.is_none_or(|holds| holds.ids && holds.link_states) {
                prop_assert_eq!(named, changed, "{}", format.id);
            }
            for item in loss.items() {
                prop_assert_eq!(item.count, item.places.len());
            }
        }
    }

    #[test]
    fn reading_anything_as_anything_ends_without_a_panic((article, set) in annotated(), cut in any::<prop::sample::Index>(), with in any::<u8>()) {
        for format in FORMATS {
            let mut bytes = format.write(&[(&article, &set)], &Options::default()).packed();
            let at = cut.index(bytes.len());
            bytes[at] = with;
            let _ = detect(&bytes);
            for other in FORMATS {
                let _ = other.read(&bytes, &LabelMap::default());
                let _ = other.read(&bytes[..at], &LabelMap::default());
            }
        }
    }
}

fn span(id: &str, label: &str, article: &Article, words: &[&str]) -> Annotation {
    let extents = words.iter().map(|words| {
        let at = article.text().find(words).expect("the words are there");
        Extent::at(at, at + words.len())
    });
    Annotation {
        id: Id::from(id),
        label: label.into(),
        state: State::Accepted,
        fragments: Fragments::new(extents).expect("they are words"),
        attributes: Attributes::new(),
        origin: Origin::manual(),
        author: "".into(),
        created: "".into(),
        note: "".into(),
        extra: Extra::new(),
    }
}

/// Adds the accepted link `l1`: what `a1` says is by `a2`.
fn link_source(set: &mut AnnotationSet) {
    let link = Link {
        id: Id::from("l1"),
        link_type: "source".into(),
        from: Id::from("a1"),
        to: Id::from("a2"),
        state: State::Accepted,
        extra: Extra::new(),
    };
    set.apply(&[Edit::add(Record::Link(Rc::new(link)))])
        .unwrap();
}

fn set_of(spans: Vec<Annotation>) -> AnnotationSet {
    let mut set = AnnotationSet::new(Metadata {
        id: "d1".into(),
        ..Metadata::default()
    });
    for span in spans {
        set.apply(&[Edit::add(Record::Annotation(Rc::new(span)))])
            .unwrap();
    }
    set
}

fn export(format: &str, article: &Article, set: &AnnotationSet, options: &Options) -> String {
    let format = Format::of(format).unwrap();
    let export = format.write(&[(article, set)], options);
    String::from_utf8(export.data().to_vec()).unwrap()
}

/// The test vector of all exporters: code points 19–29, UTF-16 22–32, bytes 30–40, graphemes 16–26.
const FIRETRUCKS: &str = "👨🏻‍🚒 firemen drive firetrucks";

#[test]
fn behind_an_emoji_each_format_counts_in_its_own_unit() {
    let article = Article::from_text(FIRETRUCKS);
    let set = set_of(vec![span("a1", "claim", &article, &["firetrucks"])]);
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
    let plain = Options::default();
    let graphemes = Options {
        unit: Some(Unit::Grapheme),
        ..Options::default()
    };
    let of = |format, options| export(format, &article, &set, options);
    check(&of("pressmark", &plain), r#""start":19,"end":29"#);
    check(&of("doccano", &plain), r#""label":[[22,32,"claim"]]"#);
    check(
        &of("doccano", &plain),
        r#""start_offset":22,"end_offset":32"#,
    );
    check(&of("doccano", &graphemes), r#""label":[[16,26,"claim"]]"#);
    check(&of("spacy", &plain), r#""sc":[{"start":19,"end":29"#);
    check(&of("prodigy", &plain), r#""spans":[{"start":19,"end":29"#);
    check(
        &of("label-studio", &plain),
        r#""value":{"start":19,"end":29,"text":"firetrucks""#,
    );
    check(
        &of("cas-json", &plain),
        r#""%TYPE":"pressmark.Claim","@sofa":1,"begin":22,"end":32"#,
    );
    let brat = Format::of("brat")
        .unwrap()
        .write(&[(&article, &set)], &plain);
    let ann = brat
        .files
        .iter()
        .find(|file| file.name == "d1.ann")
        .unwrap();
    check(
        &String::from_utf8(ann.bytes.clone()).unwrap(),
        "T1\tClaim 19 29\tfiretrucks\n",
    );
    check(&of("hf", &plain), r#""start":19,"end":29,"label":"claim""#);
    check(
        &of("conll", &plain),
        "drive -X- _ O\nfiretrucks -X- _ B-claim\n",
    );
    check(&of("csv", &plain), ",accepted,19,29,firetrucks,");
    check(&of("tsv", &plain), "\taccepted\t19\t29\tfiretrucks\t");
}

#[track_caller]
fn lost(format: &str, article: &Article, set: &AnnotationSet, expected: &[(LossKind, usize)]) {
    let format = Format::of(format).unwrap();
    let export = format.write(&[(article, set)], &Options::default());
    let found = export.loss.items().iter();
    let found: Vec<_> = found.map(|item| (item.kind, item.count)).collect();
    assert_eq!(found, expected, "{}", format.id);
}

#[test]
fn what_a_format_cannot_hold_is_counted_by_kind() {
    let article = Article::from_text("“We will go,” said Ms Ortiz-Lee, “by May.”");
    let mut quote = span("a1", "quote", &article, &["“We will go,”", "“by May.”"]);
    quote.note = "broken".into();
    let mut part = span("a2", "speaker", &article, &["Ortiz"]);
    part.state = State::Rejected;
    let mut set = set_of(vec![quote, part]);
    link_source(&mut set);
    use LossKind as Kind;
    lost("pressmark", &article, &set, &[]);
    lost("csv", &article, &set, &[]);
    lost(
        "prodigy",
        &article,
        &set,
        &[(Kind::Broken, 1), (Kind::Words, 1)],
    );
    lost(
        "spacy",
        &article,
        &set,
        &[
            (Kind::Broken, 1),
            (Kind::Words, 1),
            (Kind::Origin, 3),
            (Kind::Note, 2),
            (Kind::Link, 1),
        ],
    );
    lost(
        "doccano",
        &article,
        &set,
        &[
            (Kind::Rejected, 1),
            (Kind::Broken, 1),
            (Kind::Origin, 2),
            (Kind::Note, 2),
            (Kind::Id, 1),
            (Kind::Link, 1),
        ],
    );
}

#[test]
fn only_labels_and_states_that_were_chosen_leave() {
    let article = Article::from_text("Ann Lee said so.");
    let mut cue = span("a2", "cue", &article, &["said"]);
    cue.state = State::Rejected;
    let set = set_of(vec![span("a1", "speaker", &article, &["Ann Lee"]), cue]);
    let format = Format::of("prodigy").unwrap();
    let no_cues = Options {
        labels: vec!["speaker".to_owned()],
        ..Options::default()
    };
    let (left, loss) = format.project(&article, &set, &no_cues);
    assert_eq!(
        (left.annotations().len(), loss.count(LossKind::Label)),
        (1, 1)
    );
    let no_negatives = Options {
        states: vec![State::Accepted, State::Proposed],
        ..Options::default()
    };
    let (left, loss) = format.project(&article, &set, &no_negatives);
    assert_eq!(
        (left.annotations().len(), loss.count(LossKind::State)),
        (1, 1)
    );
    // What holds everything leaves out what was not chosen, too.
    let (left, loss) = Format::of("pressmark")
        .unwrap()
        .project(&article, &set, &no_negatives);
    assert_eq!(
        (left.annotations().len(), loss.count(LossKind::State)),
        (1, 1)
    );
    // The negatives are told from the others.
    let text = export("prodigy", &article, &set, &Options::default());
    assert!(
        text.contains(r#""label":"cue","text":"said","answer":"reject""#),
        "{text}"
    );
}

/// Reads a text of another program and gives label, state and words of each span, with the problems.
fn read_foreign(format: &str, text: &str, map: &LabelMap) -> (Vec<String>, Vec<String>) {
    assert_eq!(detect(text.as_bytes()).map(|found| found.id), Ok(format));
    let document = Format::of(format)
        .unwrap()
        .read(text.as_bytes(), map)
        .unwrap()
        .remove(0);
    let spans = document.set.annotations().map(|span| {
        let words: Vec<&str> = span
            .fragments
            .iter()
            .map(|e| document.article.slice(e))
            .collect();
        format!("{} {} {}", span.label, span.state, words.join("|"))
    });
    let problems = document.problems.iter().map(ToString::to_string);
    (spans.collect(), problems.collect())
}

#[track_caller]
fn check_foreign(format: &str, text: &str, spans: &[&str], problems: &[&str]) {
    let (found, told) = read_foreign(format, text, &LabelMap::default());
    assert_eq!(found, spans);
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    assert_eq!(told, problems);
}

#[test]
fn the_unit_is_found_where_the_file_does_not_say_it() {
    let unchecked = "1 of the spans' places do not say which words they hold, so nobody can tell whether they are right.";
    for (start, end, told) in [
        (22, 32, None),
        (19, 29, Some("code points")),
        (30, 40, Some("bytes of UTF-8")),
        (16, 26, Some("whole characters")),
    ] {
        let text = format!(r#"{{"text":"{FIRETRUCKS} ","label":[[{start},{end},"Claim"]]}}"#);
        let told = told.map(|unit| {
            format!("The offsets seem to count {unit}, not UTF-16 units: so counted, 1 of 1 spans begin and end where words do.")
        });
        let mut problems: Vec<&str> = told.as_deref().into_iter().collect();
        problems.push(unchecked);
        check_foreign("doccano", &text, &["claim accepted firetrucks"], &problems);
    }
}

#[test]
fn a_file_that_mixes_units_is_mended_by_its_words() {
    let span = |start: u32, end: u32, words: &str| {
        format!(r#"{{"start":{start},"end":{end},"label":"claim","text":"{words}"}}"#)
    };
    // Two in code points, one in UTF-16.
    let text = format!(
        r#"{{"text":"{FIRETRUCKS}","tokens":[],"spans":[{},{},{}]}}"#,
        span(5, 12, "firemen"),
        span(13, 18, "drive"),
        span(22, 32, "firetrucks")
    );
    check_foreign(
        "prodigy",
        &text,
        &[
            "claim accepted firemen",
            "claim accepted drive",
            "claim accepted firetrucks",
        ],
        &["Span a3: «firetrucks» was found at 19, not where the file says."],
    );
}

#[test]
fn labels_are_matched_by_name_or_by_the_mapping_and_others_are_kept() {
    let text = r#"{"text":"Ann Lee of Acme said so in Rome","label":[[0,7,"PER"],[11,15,"ORG"],[16,20,"CUE"],[27,31,"LOC"]],"offset_unit":"utf16"}"#;
    let map = LabelMap {
        labels: [
            ("PER".to_owned(), Some("speaker".to_owned())),
            ("LOC".to_owned(), None),
        ]
        .into(),
        ..LabelMap::default()
    };
    let (spans, problems) = read_foreign("doccano", text, &map);
    assert_eq!(
        spans,
        [
            "speaker accepted Ann Lee",
            "ORG accepted Acme",
            "cue accepted said"
        ]
    );
    assert_eq!(
        problems[..2],
        [
            "«LOC» (1) was left out, as the mapping says.",
            "«ORG» (1) is no label of the schema; it was kept as it is."
        ]
    );
}

#[test]
fn what_is_wrong_with_a_part_of_a_file_is_told_and_the_rest_is_read() {
    // An id twice, a relation to nowhere, a label with a control character in it.
    check_foreign(
        "doccano",
        r#"{"text":"Ann Lee said so","entities":[{"id":1,"start_offset":0,"end_offset":7,"label":"speaker"},{"id":1,"start_offset":8,"end_offset":12,"label":"k\u0007ue"},{"id":2,"start_offset":90,"end_offset":99,"label":"cue"}],"relations":[{"id":1,"from_id":1,"to_id":77,"type":"source"}]}"#,
        &["speaker accepted Ann Lee", "kue accepted said"],
        &[
            "The name «kue» had control characters in it, which were taken out.",
            "«kue» (1) is no label of the schema; it was kept as it is.",
            "3 of the spans' places do not say which words they hold, so nobody can tell whether they are right.",
            "Span a2: «» is not at 90 and nowhere else in the text; the span was left out.",
            "Link l1: it leads to a77, which is not there; the link was left out.",
            "Span a1: the id was taken already; the second one is now a2.",
        ],
    );
}

#[test]
fn shapes_that_the_programs_write_themselves_are_read() {
    check_foreign(
        "spacy",
        r#"{"text":"Ann Lee said so","ents":[{"start":0,"end":7,"label":"SPEAKER"}],"tokens":[],"spans":{"my_key":[{"start":8,"end":12,"label":"cue","kb_id":""}]}}"#,
        &["speaker accepted Ann Lee", "cue accepted said"],
        &[
            "2 of the spans' places do not say which words they hold, so nobody can tell whether they are right.",
        ],
    );
    check_foreign(
        "spacy",
        r#"{"text":"Ann Lee said so","entities":[[0,7,"SPEAKER"]]}"#,
        &["speaker accepted Ann Lee"],
        &[
            "1 of the spans' places do not say which words they hold, so nobody can tell whether they are right.",
        ],
    );
    check_foreign(
        "hf",
        r#"{"tokens":["Ann","Lee","said"],"tags":["B-SPEAKER","I-SPEAKER","O"]}"#,
        &["speaker accepted Ann Lee"],
        &[],
    );
    check_foreign(
        "conll",
        "# a comment\nAnn NNP B-NP I-SPEAKER\nLee NNP I-NP I-SPEAKER\nsaid VBD B-VP O\n\n\nSo\tRB\tB-ADVP\tI-CUE\n",
        &["speaker accepted Ann Lee", "cue accepted So"],
        &[],
    );
    check_foreign(
        "cas-json",
        r#"{"%TYPES":{},"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaNum":1,"sofaID":"_InitialView","sofaString":"Ann Lee said so"},
            {"%ID":2,"%TYPE":"custom.Quote","@sofa":1,"^begin":13,"^end":15,"quoteType":"x"},{"%ID":3,"%TYPE":"de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity","@sofa":1,"begin":0,"end":7,"value":"SPEAKER"},
            {"%ID":4,"%TYPE":"de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token","@sofa":1,"^begin":0,"^end":3},
            {"%ID":5,"%TYPE":"webanno.custom.Source","@sofa":1,"^begin":0,"^end":7,"@Governor":2,"@Dependent":3}],"%VIEWS":{}}"#,
        &["quote accepted so", "speaker accepted Ann Lee"],
        &[
            "2 of the spans' places do not say which words they hold, so nobody can tell whether they are right.",
        ],
    );
    // Relations name a span by its last token; `token_end` is inclusive.
    let task = r#"{"text":"Ann Lee said so","_input_hash":1,"tokens":[{"text":"Ann","start":0,"end":3,"id":0},{"text":"Lee","start":4,"end":7,"id":1},{"text":"said","start":8,"end":12,"id":2},{"text":"so","start":13,"end":15,"id":3}],
        "spans":[{"start":0,"end":7,"token_start":0,"token_end":1,"label":"SPEAKER"},{"start":13,"end":15,"token_start":3,"token_end":3,"label":"QUOTE","answer":"reject","score":0.5,"source":"model"}],
        "relations":[{"head":3,"child":1,"label":"SOURCE"}],"answer":"accept"}"#
        .replace('\n', " ");
    let document = Format::of("prodigy")
        .unwrap()
        .read(task.as_bytes(), &LabelMap::default())
        .unwrap()
        .remove(0);
    let link = document.set.links().next().unwrap();
    assert_eq!(
        (&*link.link_type, link.from.as_str(), link.to.as_str()),
        ("source", "a2", "a1")
    );
    let quote = document.set.annotation(&Id::from("a2")).unwrap();
    assert_eq!(
        (quote.state, quote.origin.score, &*quote.origin.rule),
        (State::Rejected, Some(0.5), "model")
    );
}

#[test]
fn web_annotations_in_utf16_are_found_and_such_without_a_text_are_refused() {
    let annotation = r##"{"type":"Annotation","id":"urn:uuid:1","motivation":"commenting","body":[{"type":"TextualBody","purpose":"tagging","value":"CLAIM"},{"type":"TextualBody","purpose":"commenting","value":"check"}],"target":{"source":"x","selector":[{"type":"TextQuoteSelector","exact":"firetrucks","prefix":"drive ","suffix":""},{"type":"TextPositionSelector","start":22,"end":32},{"type":"RangeSelector"}]}}"##;
    let collection = format!(
        r#"{{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationCollection","document":{{"text":"{FIRETRUCKS}"}},"first":{{"items":[{annotation}]}}}}"#
    );
    check_foreign(
        "w3c",
        &collection,
        &["claim accepted firetrucks"],
        &[
            "The offsets count UTF-16 units, not code points: so counted, 1 of 1 places hold the words they should.",
        ],
    );
    let set = read(Format::of("w3c").unwrap(), collection.as_bytes())
        .remove(0)
        .set;
    assert_eq!(
        &*set.annotation(&Id::from("urn:uuid:1")).unwrap().note,
        "check"
    );
    assert_eq!(detect(annotation.as_bytes()).unwrap().id, "w3c");
    let error = Format::of("w3c")
        .unwrap()
        .read(annotation.as_bytes(), &LabelMap::default())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "This is not a collection of Web Annotations: it does not hold the text that it annotates, which Pressmark puts into «document»."
    );
}

#[test]
fn a_report_shows_who_said_what_and_lets_no_text_become_markup() {
    let article = Article::from_text("“Go </script><b>,” said Ann Lee.");
    let mut quote = span("a1", "quote", &article, &["“Go </script><b>,”"]);
    quote
        .attributes
        .insert("quote_type".into(), "direct".into());
    let mut cue = span("a3", "cue", &article, &["said"]);
    cue.state = State::Rejected;
    let mut set = set_of(vec![
        quote,
        span("a2", "speaker", &article, &["Ann Lee"]),
        cue,
    ]);
    link_source(&mut set);
    let page = export("html-report", &article, &set, &Options::default());
    assert!(page.contains(
        "<td dir=\"auto\">Ann Lee</td><td dir=\"auto\">“Go &lt;/script&gt;&lt;b&gt;,”</td><td dir=\"auto\">direct</td><td dir=\"auto\">accepted</td>"
    ));
    assert!(page.contains("<mark class=\"speaker\">Ann Lee</mark>"));
    assert!(
        page.contains("</mark> said <a id="),
        "a rejected mark is not shown"
    );
    assert_eq!(
        (
            page.matches("<script").count(),
            page.matches("</script>").count(),
            page.matches("<b>").count()
        ),
        (1, 1, 0)
    );
    let cut = &page[..page.len() - 40];
    let error = Format::of("html-report")
        .unwrap()
        .read(cut.as_bytes(), &LabelMap::default())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "This is not a report of Pressmark's: its record is cut short."
    );
}

#[test]
fn an_archive_of_brat_is_read() {
    let file = |name: &str, text: &str| OutFile {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let ann = "T1\tSpeaker 6 13\tAnn Lee\nT2\tQuote 0 3;19 25\t“Go” “now.”\nE1\tQuote:T2 Source:T1\nA1\tNegated E1\n#1\tAnnotatorNotes T1\tthe mayor\n\
        T3\tCue 14 18\tsaid\nR1\tCue Arg1:T2 Arg2:T3\nR2\tCue Arg1:T2 Arg2:T9\nN1\tReference T1 Wikidata:Q42\tAnn Lee\n?\n";
    let files = [
        file("a/d.txt", "“Go”, Ann Lee said “now.”"),
        file("a/d.ann", &ann.replace("0 3;19 25", "0 4;19 25")),
    ];
    assert_eq!(detect(&pack(&files)).unwrap().id, "brat");
    let document = read(Format::of("brat").unwrap(), &pack(&files)).remove(0);
    let told: Vec<String> = document.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "A line: it is none of brat's; it was left out.",
            "Link number 3: it leads to T9, which is not there; the link was left out.",
        ]
    );
    let set = &document.set;
    assert_eq!(&*set.metadata().id, "d");
    let links: Vec<String> = set
        .links()
        .map(|l| format!("{} {} {}", l.link_type, l.from, l.to))
        .collect();
    assert_eq!(links, ["source T2 T1", "cue T2 T3"]);
    let quote = set.annotation(&Id::from("T2")).unwrap();
    assert_eq!(
        (quote.fragments.as_slice().len(), quote.text_of("Negated")),
        (2, "yes")
    );
    let speaker = set.annotation(&Id::from("T1")).unwrap();
    assert_eq!(
        (&*speaker.note, speaker.text_of("reference")),
        ("the mayor", "Wikidata:Q42")
    );
    let alone = Format::of("brat")
        .unwrap()
        .read(ann.as_bytes(), &LabelMap::default())
        .unwrap_err();
    assert_eq!(
        alone.to_string(),
        "This is not a brat archive: texts and annotations are needed together, in one zip file."
    );
    let no_text = Format::of("brat")
        .unwrap()
        .read(&pack(&[file("d.ann", ann)]), &LabelMap::default())
        .unwrap_err();
    assert_eq!(
        no_text.to_string(),
        "This is not a brat archive: a file .ann has no .txt beside it."
    );
}

#[test]
fn a_label_studio_export_of_its_own_is_read() {
    let task = r#"[{"id":7,"data":{"my_text":"👍🏽 Ann Lee said so"},"annotations":[
        {"id":1,"was_cancelled":true,"result":[]},
        {"id":2,"result":[
          {"id":"r1","from_name":"label","to_name":"text","type":"labels","value":{"start":5,"end":12,"text":"Ann Lee","labels":["SPEAKER"]}},
          {"id":"r1","from_name":"naming","to_name":"text","type":"choices","value":{"start":5,"end":12,"choices":["named"]}},
          {"id":"r2","from_name":"label","to_name":"text","type":"labels","value":{"start":18,"end":20,"text":"so","labels":["Quote"]}},
          {"type":"relation","from_id":"r2","to_id":"r1","direction":"right","labels":["Source"]}]},
        {"id":3,"result":[]}],
        "predictions":[{"model_version":"m","result":[
          {"id":"r3","from_name":"label","to_name":"text","type":"labels","score":0.5,"value":{"start":13,"end":17,"text":"said","labels":["CUE"]}}]}]}]"#;
    // UTF-16 offsets, as older versions wrote them.
    check_foreign(
        "label-studio",
        task,
        &[
            "speaker accepted Ann Lee",
            "quote accepted so",
            "cue proposed said",
        ],
        &[
            "Annotation number 3: it is another annotator's, and only the first one's work is read; it was left out.",
            "The offsets count UTF-16 units, not code points: so counted, 3 of 3 places hold the words they should.",
        ],
    );
    let documents = read(Format::of("label-studio").unwrap(), task.as_bytes());
    let set = &documents[0].set;
    let link = set.links().next().unwrap();
    assert_eq!(
        (&*link.link_type, link.from.as_str(), link.to.as_str()),
        ("source", "r2", "r1")
    );
    assert_eq!(
        set.annotation(&Id::from("r1")).unwrap().text_of("naming"),
        "named"
    );
    assert_eq!(
        set.annotation(&Id::from("r3")).unwrap().origin.score,
        Some(0.5)
    );
}

#[test]
fn a_table_of_articles_is_read_as_articles_without_annotations() {
    let text = "id,title,text\n7,One,\"He said, so.\"\n8,Two,Nothing.\n";
    assert_eq!(detect(text.as_bytes()).unwrap().id, "csv");
    let documents = read(Format::of("csv").unwrap(), text.as_bytes());
    let found: Vec<_> = documents
        .iter()
        .map(|d| (&*d.set.metadata().id, d.article.text()))
        .collect();
    assert_eq!(found, [("7", "He said, so."), ("8", "Nothing.")]);
}

#[track_caller]
fn refused(bytes: &[u8], expected: &str) {
    let error = detect(bytes).map(|format| format.id).unwrap_err();
    assert_eq!(error.to_string(), expected);
    assert!(!error.hint().is_empty() && !error.code().is_empty());
}

#[test]
fn what_no_format_writes_is_refused_in_words() {
    refused(b"", "The file is empty.");
    refused(
        b"The mayor resigned.",
        "No format is known that looks like this file; it may be a plain text.",
    );
    refused(
        br#"{"type":"FeatureCollection"}"#,
        "No format is known that looks like this file; it may be a GeoJSON map.",
    );
    refused(b"%PDF-1.7 \x00\x01", "This is a PDF, not a Pressmark file.");
    let zip = pack(&[OutFile {
        name: "a.txt".to_owned(),
        bytes: b"x".to_vec(),
    }]);
    refused(
        &zip,
        "No format is known that looks like this file; it may be an archive of other files.",
    );
    refused(
        &zip[..zip.len() / 2],
        "The zip file was not opened: it is cut short or broken.",
    );
    let outside = pack(&[OutFile {
        name: "../../x.ann".to_owned(),
        bytes: Vec::new(),
    }]);
    assert_eq!(
        detect(&outside).err(),
        Some(ReadError::Archive(ArchiveFault::Outside {
            name: "../../x.ann".to_owned()
        }))
    );
}

#[test]
fn a_row_that_belongs_to_no_article_is_told_with_its_line() {
    let text = "row,document,id,label,start,end,text\narticle,1,x,,,,He said so\nspan,9,a1,cue,3,7,said\nspan,1,a2,cue,3,7,said\n";
    let document = read(Format::of("csv").unwrap(), text.as_bytes()).remove(0);
    assert_eq!(document.set.annotations().len(), 1);
    assert_eq!(
        document.problems[0].to_string(),
        "Line 3 was left out: This is not a table of annotations: the row belongs to no article above it (line 3)."
    );
    assert!(matches!(
        document.problems[0],
        Problem::Line { line: 3, .. }
    ));
    let error = Format::of("csv")
        .unwrap()
        .read(b"row,document\nspan,1\n", &LabelMap::default());
    assert_eq!(
        error.unwrap_err().to_string(),
        "This is not a table of annotations: it has no column «text» (line 1)."
    );
}

/// Reads, and gives each article's spans and the records that were told of as lost.
fn spans_and_losses(id: &str, bytes: &[u8]) -> Vec<(usize, usize)> {
    let read = Format::of(id).unwrap().read(bytes, &LabelMap::default());
    let documents = read.unwrap().into_iter();
    documents
        .map(|document| {
            let lost = document.problems.iter().filter(|problem| problem.is_loss());
            (document.set.annotations().len(), lost.count())
        })
        .collect()
}

#[test]
fn a_span_without_a_place_is_told_of_and_the_others_are_read() {
    let text = r#""text":"Ann Lee said so.""#;
    for (id, fields) in [
        (
            "prodigy",
            r#""spans":[{"start":0,"end":7,"label":"speaker"},{"start":-1,"end":3,"label":"cue"},7]"#,
        ),
        (
            "doccano",
            r#""label":[[0,7,"speaker"],[1.5,3,"cue"],["x"]]"#,
        ),
        (
            "doccano",
            r#""entities":[{"start_offset":0,"end_offset":7,"label":"speaker"},{"end_offset":3,"label":"cue"},7]"#,
        ),
        (
            "spacy",
            r#""ents":[{"start":0,"end":7,"label":"speaker"},{"start":null,"end":3,"label":"cue"},{}]"#,
        ),
        ("spacy", r#""entities":[[0,7,"speaker"],[-1,3,"cue"],[1]]"#),
        (
            "spacy",
            r#""spans":{"sc":[{"start":0,"end":7,"label":"speaker"},{"start":0.5,"end":3,"label":"cue"},"x"]}"#,
        ),
        (
            "hf",
            r#""spans":[{"start":0,"end":7,"label":"speaker"},{"start":-1,"end":3,"label":"cue"},7]"#,
        ),
    ] {
        let line = format!("{{{text},{fields}}}");
        assert_eq!(
            spans_and_losses(id, line.as_bytes()),
            [(1, 2)],
            "{id}: {line}"
        );
    }
    let task = r#"{"data":{"text":"Ann Lee said so."},"annotations":[{"result":[
        {"id":"a","type":"labels","value":{"start":0,"end":7,"labels":["speaker"]}},
        {"id":"b","type":"labels","value":{"start":0,"end":7}},
        {"id":"c","type":"labels"}]}]}"#;
    assert_eq!(spans_and_losses("label-studio", task.as_bytes()), [(1, 2)]);
}

#[test]
fn every_file_of_an_archive_is_read_or_told_of() {
    let article = Article::from_text("Ann Lee said so.");
    let set = set_of(vec![span("a1", "speaker", &article, &["Ann Lee"])]);
    for (id, ending) in [
        ("label-studio", "json"),
        ("spacy", "jsonl"),
        ("hf", "jsonl"),
    ] {
        let export = Format::of(id)
            .unwrap()
            .write(&[(&article, &set)], &Options::default());
        let data = export
            .files
            .iter()
            .find(|file| file.name.ends_with(ending))
            .unwrap();
        let file = |name: &str, bytes: &[u8]| OutFile {
            name: format!("{name}.{ending}"),
            bytes: bytes.to_vec(),
        };
        let files = [
            file("one", &data.bytes),
            file("two", &data.bytes),
            file("three", b"{"),
        ];
        assert_eq!(
            spans_and_losses(id, &pack(&files)),
            [(1, 1), (1, 0)],
            "{id}"
        );
    }
    let file = |name: &str, bytes: &[u8]| OutFile {
        name: name.to_owned(),
        bytes: bytes.to_vec(),
    };
    let files = [
        file("d.txt", b"Ann Lee said so."),
        file("d.ann", b"T1\tspeaker 0 7\tAnn Lee\n"),
        file("d.json", b"{"),
    ];
    assert_eq!(spans_and_losses("brat", &pack(&files)), [(1, 1)]);
}

#[test]
fn a_label_of_ones_own_that_is_like_a_known_one_stays_what_it_is() {
    let article = Article::from_text("Ann Lee said so.");
    let set = set_of(vec![
        span("a1", "Quotes", &article, &["Ann Lee"]),
        span("a2", "quote", &article, &["said so"]),
    ]);
    for format in exact().filter(|format| format.id != "brat") {
        let export = format.write(&[(&article, &set)], &Options::default());
        let documents = read(format, &export.packed());
        let labels = documents[0].set.annotations().map(|span| &*span.label);
        assert_eq!(
            labels.collect::<Vec<_>>(),
            ["Quotes", "quote"],
            "{}",
            format.id
        );
    }
}

#[test]
fn a_comment_among_columns_is_no_word_and_its_sign_may_be_one() {
    let text = "# the last column is O\nRoom -X- _ O\n# -X- _ O\n7 -X- _ B-cue\n";
    let documents = read(Format::of("conll").unwrap(), text.as_bytes());
    assert_eq!(documents[0].article.text(), "Room # 7");
}

#[test]
fn a_cell_with_too_much_text_is_refused_as_that() {
    let table = format!("document,text\n1,{}\n", "word ".repeat(6_000_000));
    let read = Format::of("csv")
        .unwrap()
        .read(table.as_bytes(), &LabelMap::default());
    assert!(
        matches!(read, Err(ReadError::TextTooLarge { .. })),
        "{:?}",
        read.err()
    );
}

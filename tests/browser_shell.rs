//! The shell's dealings with the browser: what is kept and in which order, and what becomes of a paste or a file.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::cell::RefCell;
use std::rc::Rc;

use pressmark::app::action::Pasted;
use pressmark::app::paste::{Content, plain_text, recognise, text_of_html};
use pressmark::app::stopped;
use pressmark::app::storage::{
    Database, Fate, Report, SavedPlace, StorageError, Summary, Unsaved, Writer,
};
use pressmark::article::PasteError;
use pressmark::format::{Action, Entry};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::Callback;

wasm_bindgen_test_configure!(run_in_browser);

// Paste and file

#[track_caller]
fn html(html: &str, expected: &str) {
    assert_eq!(text_of_html(html), expected, "{html}");
}

#[wasm_bindgen_test]
fn html_becomes_its_visible_text_a_paragraph_a_block() {
    html("<p>One.</p><p>Two.</p>", "One.\n\nTwo.");
    html(
        "<h1>Head</h1>\n  <div>Body\n   goes <b>on</b>.</div>",
        "Head\n\nBody goes on.",
    );
    html("One.<br>Two.<br><br>Three.", "One.\nTwo.\n\nThree.");
    html("<ul><li>a</li><li>b</li></ul>", "a\n\nb");
    html(
        "<table><tr><td>Dead</td><td>12</td></tr><tr><td>Hurt</td><td>3</td></tr></table>",
        "Dead 12\n\nHurt 3",
    );
    html("<pre>a\n  b</pre>", "a\n  b");
    html("<p>5&nbsp;km &lt; 6 &amp; more</p>", "5\u{a0}km < 6 & more");
    html("plain", "plain");
    html("", "");
}

#[wasm_bindgen_test]
fn line_breaks_that_a_style_keeps_are_line_breaks() {
    html(
        "<div style='color: red; white-space: pre-wrap'>One.\n\nTwo.\nThree.</div>",
        "One.\n\nTwo.\nThree.",
    );
    html(
        "<p><span style='WHITE-SPACE:pre-line !important;'>One.\nTwo.</span> and\n on</p>",
        "One.\nTwo. and on",
    );
    html(
        "<pre>a\nb <span style='white-space: normal'>c\nd</span>\ne</pre>",
        "a\nb c d\ne",
    );
    html("<p style='white-space-collapse: x'>a\nb</p>", "a b");
    // As a mail program writes it: blocks inside a block that keeps its lines.
    html(
        "<div style=\"white-space: pre;\"><div>a</div>\n<div>b</div>\n</div>",
        "a\n\nb",
    );
}

#[wasm_bindgen_test]
fn what_is_not_seen_or_runs_is_dropped() {
    html("<p>a<script>alert(1)</script>b</p>", "ab");
    html(
        "<style>p{}</style><p>a</p><noscript>n</noscript><template>t</template>",
        "a",
    );
    html(
        "<p hidden>x</p><p style='display: none'>y</p><span aria-hidden='true'>z</span><p>a</p>",
        "a",
    );
    html("<p>a<img src=x onerror=alert(1)>b</p>", "ab");
    html(
        "<button>Share</button><svg><text>s</text></svg><p>a</p>",
        "a",
    );
}

#[wasm_bindgen_test]
fn markup_as_deep_as_it_likes_does_not_break_the_page() {
    let deep = format!("{}word{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
    html(&deep, "word");
}

#[wasm_bindgen_test]
fn a_file_is_what_its_content_says() {
    let text = |bytes: &[u8]| recognise(bytes.to_vec());
    assert_eq!(
        text(b"Plain words."),
        Ok(Content::Text("Plain words.".to_owned()))
    );
    assert_eq!(
        text(b"<!DOCTYPE html><p>a</p><p>b</p>"),
        Ok(Content::Text("a\n\nb".to_owned()))
    );
    assert_eq!(
        text(b"<3 is how we write it"),
        Ok(Content::Text("<3 is how we write it".to_owned()))
    );
    assert_eq!(
        text(b"[Editor's note]"),
        Ok(Content::Text("[Editor's note]".to_owned()))
    );
    for json in [
        &b"{\"format\":\"pressmark\"}"[..],
        b"\xEF\xBB\xBF {\n \"a\": 1",
        b"[{\"a\":1}]",
        b"{}",
        b"{",
    ] {
        assert_eq!(text(json), Ok(Content::Records(json.to_vec())));
    }
    assert!(matches!(
        text(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"),
        Err(PasteError::Binary { .. })
    ));
    assert!(matches!(
        text(b"na\xEFve"),
        Err(PasteError::NotUnicode { .. })
    ));
    assert!(matches!(
        recognise(vec![b'a'; 20_000_000]),
        Err(PasteError::TooLarge { .. })
    ));
}

#[wasm_bindgen_test]
fn a_paste_without_text_is_refused() {
    for paste in [
        Pasted::Text(" \n ".to_owned()),
        Pasted::Html("<p> </p><script>x</script>".to_owned()),
    ] {
        assert_eq!(plain_text(paste), Err(PasteError::Empty));
    }
}

// Storage

/// A database of its own for each test.
async fn database(name: &str) -> Database {
    let name = format!("test-{name}-{}", js_sys::Math::random());
    Database::open(&name).await.unwrap()
}

fn summary(id: &str, seq: u32) -> Summary {
    Summary {
        id: id.into(),
        title: "A title".into(),
        seq,
        ..Summary::default()
    }
}

fn line(text: &str) -> Rc<str> {
    text.into()
}

#[wasm_bindgen_test]
async fn an_article_comes_back_with_its_journal_in_order() {
    let database = database("order").await;
    database
        .write("a", Some("base"), &[], Some(&summary("a", 0)))
        .await
        .unwrap();
    // Numbers above 9, so that an order by letters would show.
    for seq in 1..=12 {
        database
            .write(
                "a",
                None,
                &[(seq, line(&format!("entry {seq}")))],
                Some(&summary("a", seq)),
            )
            .await
            .unwrap();
    }
    database
        .write(
            "b",
            Some("other"),
            &[(1, line("of b"))],
            Some(&summary("b", 1)),
        )
        .await
        .unwrap();
    let stored = database.article("a").await.unwrap().unwrap();
    assert_eq!(stored.base, "base");
    assert_eq!(
        stored.journal,
        (1..=12)
            .map(|seq| format!("entry {seq}"))
            .collect::<Vec<_>>()
    );
    assert_eq!(stored.summary.seq, 12);
    assert_eq!(
        database.journal_after("a", 10).await.unwrap(),
        ["entry 11", "entry 12"]
    );
    assert_eq!(database.summaries().await.unwrap().len(), 2);
}

#[wasm_bindgen_test]
async fn a_number_that_is_taken_is_not_overwritten_and_nothing_of_the_write_stays() {
    let database = database("taken").await;
    database
        .write("a", Some("base"), &[(1, line("first"))], None)
        .await
        .unwrap();
    let second = database
        .write(
            "a",
            None,
            &[(2, line("two")), (1, line("mine"))],
            Some(&summary("a", 2)),
        )
        .await;
    assert_eq!(second, Err(StorageError::Taken));
    assert_eq!(
        database.article("a").await.unwrap().unwrap().journal,
        ["first"]
    );
    assert!(database.summaries().await.unwrap().is_empty());
    assert_eq!(
        database.write("a", Some("again"), &[], None).await,
        Err(StorageError::Taken)
    );
}

#[wasm_bindgen_test]
async fn a_removed_article_leaves_nothing() {
    let database = database("removed").await;
    database
        .write(
            "a",
            Some("base"),
            &[(1, line("one"))],
            Some(&summary("a", 1)),
        )
        .await
        .unwrap();
    database
        .write(
            "ab",
            Some("base"),
            &[(1, line("kept"))],
            Some(&summary("ab", 1)),
        )
        .await
        .unwrap();
    database.remove("a", Some("then")).await.unwrap();
    assert!(
        database.article("a").await.unwrap().is_some(),
        "it was taken back meanwhile"
    );
    database.remove("a", None).await.unwrap();
    assert_eq!(database.article("a").await.unwrap(), None);
    assert!(database.journal_after("a", 0).await.unwrap().is_empty());
    assert_eq!(
        database.article("ab").await.unwrap().unwrap().journal,
        ["kept"]
    );
}

#[wasm_bindgen_test]
async fn settings_are_kept() {
    let database = database("settings").await;
    assert_eq!(database.setting("keys").await.unwrap(), None);
    database.set_setting("keys", "{}").await.unwrap();
    database.set_setting("keys", "{\"a\":1}").await.unwrap();
    assert_eq!(
        database.setting("keys").await.unwrap().as_deref(),
        Some("{\"a\":1}")
    );
}

fn unsaved(seq: u32) -> Unsaved {
    let entry = Entry {
        seq,
        at: "2026-11-24T05:00:00Z".into(),
        action: Action::Undo,
    };
    Unsaved {
        entry,
        line: format!("entry {seq}").into(),
    }
}

/// Reports as they come, and a way to wait until so many are there.
#[derive(Clone, Default)]
struct Reports(Rc<RefCell<Vec<Report>>>);

impl Reports {
    fn callback(&self) -> Callback<Report> {
        let reports = self.0.clone();
        Callback::from(move |report| reports.borrow_mut().push(report))
    }

    async fn until(&self, done: impl Fn(&[Report]) -> bool) {
        while !done(&self.0.borrow()) {
            // A turn of the event loop, in which the storage can answer.
            let turn = js_sys::Promise::new(&mut |resolve, _| {
                let _ = web_sys::window()
                    .unwrap()
                    .set_timeout_with_callback(&resolve);
            });
            wasm_bindgen_futures::JsFuture::from(turn).await.unwrap();
        }
    }
}

#[wasm_bindgen_test]
async fn the_writer_writes_in_order_and_says_saved_only_then() {
    let database = database("writer").await;
    let reports = Reports::default();
    let writer = Writer::new(reports.callback());
    writer.create(summary("a", 0), "base".into());
    for seq in 1..=50 {
        writer.append(summary("a", seq), unsaved(seq));
    }
    assert!(
        writer.is_unsaved(),
        "nothing is saved before there is a database"
    );
    writer.attach(database.clone());
    assert!(writer.is_unsaved(), "a write under way is not saved");
    reports
        .until(|reports| {
            reports
                .iter()
                .any(|report| matches!(report, Report::Saved { seq: Some(50), .. }))
        })
        .await;
    assert!(!writer.is_unsaved());
    let stored = database.article("a").await.unwrap().unwrap();
    assert_eq!(stored.journal.len(), 50);
    assert_eq!(stored.summary.seq, 50);
}

#[wasm_bindgen_test]
async fn entries_that_lost_the_race_are_handed_back_with_those_after_them() {
    let database = database("race").await;
    database
        .write("a", Some("base"), &[(1, line("theirs"))], None)
        .await
        .unwrap();
    let reports = Reports::default();
    let writer = Writer::new(reports.callback());
    writer.attach(database.clone());
    writer.append(summary("a", 1), unsaved(1));
    reports
        .until(|reports| {
            reports.contains(&Report::Taken {
                article: "a".into(),
            })
        })
        .await;
    // What comes while the other tab's entries are read waits too.
    writer.append(summary("a", 2), unsaved(2));
    assert!(writer.is_unsaved());
    let back: Vec<u32> = writer
        .take("a")
        .iter()
        .map(|unsaved| unsaved.entry.seq)
        .collect();
    assert_eq!(back, [1, 2]);
    writer.append(summary("a", 2), unsaved(2));
    reports
        .until(|reports| {
            reports
                .iter()
                .any(|report| matches!(report, Report::Saved { seq: Some(2), .. }))
        })
        .await;
    assert_eq!(
        database.article("a").await.unwrap().unwrap().journal,
        ["theirs", "entry 2"]
    );
}

#[wasm_bindgen_test]
async fn what_could_not_be_written_is_kept_and_goes_first_at_the_next_try() {
    let database = database("full").await;
    let reports = Reports::default();
    let writer = Writer::new(reports.callback());
    let restore = refuse_writes();
    writer.attach(database.clone());
    writer.create(summary("a", 0), "base".into());
    reports
        .until(|reports| reports.contains(&Report::Failed(StorageError::Full)))
        .await;
    assert!(writer.is_unsaved());
    restore();
    writer.append(summary("a", 1), unsaved(1));
    reports
        .until(|reports| {
            reports
                .iter()
                .any(|report| matches!(report, Report::Saved { seq: Some(1), .. }))
        })
        .await;
    assert!(!writer.is_unsaved());
    assert_eq!(
        database.article("a").await.unwrap().unwrap().journal,
        ["entry 1"]
    );
}

/// Waits until the writer has no more to do that it can do.
async fn idle(writer: &Writer, reports: &Reports) {
    reports.until(|_| !writer.is_unsaved()).await;
}

/// What the list says of an article on the device.
async fn listed(database: &Database, id: &str) -> Option<Summary> {
    let mut summaries = database.summaries().await.unwrap();
    summaries.retain(|summary| &*summary.id == id);
    summaries.pop()
}

#[wasm_bindgen_test]
async fn an_article_that_does_not_fit_holds_up_no_other_and_goes_once_room_is_made() {
    let database = database("room").await;
    let reports = Reports::default();
    let writer = Writer::new(reports.callback());
    database
        .write("old", Some("base"), &[], Some(&summary("old", 0)))
        .await
        .unwrap();
    let restore = refuse_base("large");
    writer.attach(database.clone());
    writer.create(summary("large", 0), "large".into());
    writer.create(summary("small", 0), "small".into());
    writer.append(summary("small", 1), unsaved(1));
    reports.until(|_| !writer.is_unsaved_of("small")).await;
    assert!(writer.is_unsaved_of("large") && writer.is_failing());
    assert_eq!(writer.failure_of("large"), Some(StorageError::Full));
    assert_eq!(writer.failure_of("small"), None);
    restore();
    writer.decide(&"old".into(), Fate::Removed);
    idle(&writer, &reports).await;
    assert!(!writer.is_failing());
    assert_eq!(database.article("old").await.unwrap(), None);
    assert_eq!(
        database.article("large").await.unwrap().unwrap().base,
        "large"
    );
}

#[wasm_bindgen_test]
async fn an_article_that_was_never_written_is_deleted_without_a_write_and_brought_back() {
    let database = database("aside").await;
    let reports = Reports::default();
    let writer = Writer::new(reports.callback());
    let restore = refuse_base("large");
    writer.attach(database.clone());
    let (one, other): (Rc<str>, Rc<str>) = ("one".into(), "other".into());
    for id in [&one, &other] {
        writer.create(summary(id, 0), "large".into());
    }
    reports
        .until(|_| writer.failure_of("other").is_some())
        .await;
    writer.decide(&one, Fate::Deleted("now".into()));
    writer.decide(&other, Fate::Deleted("now".into()));
    assert!(!writer.is_unsaved() && !writer.is_failing());
    restore();
    writer.decide(&other, Fate::Removed);
    writer.decide(&one, Fate::Kept);
    assert!(writer.is_unsaved_of("one"));
    idle(&writer, &reports).await;
    assert_eq!(&*listed(&database, "one").await.unwrap().deleted, "");
    assert_eq!(database.article("other").await.unwrap(), None);
}

#[wasm_bindgen_test]
async fn an_id_that_another_tab_has_given_away_stops_nothing_and_is_changed() {
    let database = database("id").await;
    database
        .write("a", Some("theirs"), &[], Some(&summary("a", 0)))
        .await
        .unwrap();
    let reports = Reports::default();
    let writer = Writer::new(reports.callback());
    writer.attach(database.clone());
    writer.create(summary("a", 0), "mine".into());
    writer.create(summary("b", 0), "another".into());
    reports.until(|_| !writer.is_unsaved_of("b")).await;
    let taken = Report::Taken {
        article: "a".into(),
    };
    assert!(reports.0.borrow().contains(&taken));
    assert!(writer.is_new("a"));
    writer.append(summary("a", 1), unsaved(1));
    writer.rename("a", &"fresh".into());
    idle(&writer, &reports).await;
    let fresh = database.article("fresh").await.unwrap().unwrap();
    assert_eq!((fresh.base.as_str(), fresh.journal.len()), ("mine", 1));
    assert_eq!(&*fresh.summary.id, "fresh");
    assert_eq!(database.article("a").await.unwrap().unwrap().base, "theirs");
}

#[wasm_bindgen_test]
async fn where_a_person_is_brings_no_deleted_article_back_and_overwrites_nothing() {
    let database = database("place").await;
    let reports = Reports::default();
    let writer = Writer::new(reports.callback());
    writer.attach(database.clone());
    let id: Rc<str> = "a".into();
    writer.create(summary("a", 0), "base".into());
    writer.append(
        Summary {
            title: "Renamed".into(),
            total: 3,
            ..summary("a", 1)
        },
        unsaved(1),
    );
    writer.decide(&id, Fate::Deleted("then".into()));
    idle(&writer, &reports).await;
    // A tab that knows neither of the entry nor of the deletion scrolls.
    let place = SavedPlace {
        paragraph: 7,
        ..SavedPlace::default()
    };
    let scrolled = Summary {
        place: place.clone(),
        read: true,
        ..summary("a", 0)
    };
    database.touch("a", Some(&scrolled), None).await.unwrap();
    let stored = listed(&database, "a").await.unwrap();
    assert_eq!((&*stored.deleted, &*stored.title), ("then", "Renamed"));
    assert_eq!((stored.total, stored.seq), (3, 1));
    assert_eq!((stored.place, stored.read), (place, true));
    // An article that is gone for good does not come back as a line of the list.
    database.remove("a", Some("then")).await.unwrap();
    database.touch("a", Some(&scrolled), None).await.unwrap();
    assert_eq!(listed(&database, "a").await, None);
}

#[wasm_bindgen_test]
async fn work_at_a_deleted_article_keeps_it_and_at_a_removed_one_is_not_said_to_be_saved() {
    let database = database("gone").await;
    let reports = Reports::default();
    let writer = Writer::new(reports.callback());
    writer.attach(database.clone());
    let id: Rc<str> = "a".into();
    writer.create(summary("a", 0), "base".into());
    writer.decide(&id, Fate::Deleted("then".into()));
    idle(&writer, &reports).await;
    writer.append(summary("a", 1), unsaved(1));
    idle(&writer, &reports).await;
    assert_eq!(&*listed(&database, "a").await.unwrap().deleted, "");
    database.remove("a", None).await.unwrap();
    writer.append(summary("a", 2), unsaved(2));
    let taken = Report::Taken {
        article: "a".into(),
    };
    reports.until(|reports| reports.contains(&taken)).await;
    assert!(writer.is_unsaved());
    assert_eq!(database.article("a").await.unwrap(), None);
    assert_eq!(listed(&database, "a").await, None);
    assert_eq!(writer.take("a").len(), 1);
    writer.create(summary("a", 2), "as it is".into());
    idle(&writer, &reports).await;
    assert_eq!(
        database.article("a").await.unwrap().unwrap().base,
        "as it is"
    );
}

#[wasm_bindgen_test]
async fn the_other_tabs_hear_of_all_but_a_place() {
    let database = database("news").await;
    let reports = Reports::default();
    let writer = Writer::new(reports.callback());
    writer.attach(database.clone());
    let id: Rc<str> = "a".into();
    let expected = [Some(0), Some(1), Some(0), Some(0), None, Some(0)];
    let steps: [&dyn Fn(); 6] = [
        &|| writer.create(summary("a", 0), "base".into()),
        &|| writer.append(summary("a", 1), unsaved(1)),
        &|| writer.decide(&id, Fate::Deleted("then".into())),
        &|| writer.decide(&id, Fate::Kept),
        &|| writer.summary(summary("a", 1)),
        &|| writer.decide(&id, Fate::Removed),
    ];
    for (n, step) in steps.iter().enumerate() {
        step();
        reports.until(|reports| reports.len() > n).await;
    }
    let told: Vec<_> = reports
        .0
        .borrow()
        .iter()
        .map(|report| match report {
            Report::Saved { seq, .. } => *seq,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(told, expected);
}

#[wasm_bindgen_test]
fn a_page_that_has_stopped_says_so_above_everything_else() {
    let document = web_sys::window().unwrap().document().unwrap();
    let root = document.document_element().unwrap();
    let said = stopped::show(&document).unwrap();
    assert_eq!(said.get_attribute("role").as_deref(), Some("alert"));
    assert!(said.text_content().unwrap().contains("Load the page again"));
    assert!(root.has_attribute("data-stopped"));
    said.remove();
    root.remove_attribute("data-stopped").unwrap();
}

/// Has every `add` of this value fail as on a full disk, until the function that is returned is called.
fn refuse_base(base: &str) -> impl FnOnce() + use<> {
    js_sys::eval(&format!(
        "globalThis.keptAdd = IDBObjectStore.prototype.add; \
         IDBObjectStore.prototype.add = function (value, key) {{ \
           if (value === '{base}') throw new DOMException('full', 'QuotaExceededError'); \
           return keptAdd.call(this, value, key); }};"
    ))
    .unwrap();
    || {
        js_sys::eval("IDBObjectStore.prototype.add = globalThis.keptAdd").unwrap();
    }
}

/// Has every `add` fail as on a full disk, until the function that is returned is called.
fn refuse_writes() -> impl FnOnce() {
    js_sys::eval(
        "globalThis.keptAdd = IDBObjectStore.prototype.add; \
         IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    )
    .unwrap();
    || {
        js_sys::eval("IDBObjectStore.prototype.add = globalThis.keptAdd").unwrap();
    }
}

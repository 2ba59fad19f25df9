//! A whole sitting without a browser: paste, take suggestions in, review by keys, tag, link, undo, come back.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::expect_used,
    clippy::panic,
    missing_docs
)]

use std::rc::Rc;

use pressmark::annotation::{
    AnnotationSet, Batch, Metadata, State, SuggestedLink, SuggestedSpan, SuggestedSpeaker,
};
use pressmark::article::{Article, Byte, ParagraphKind};
use pressmark::format::{Action, Entry};
use pressmark::session::{
    Change, Command, Context, Does, Extend, KeyMap, KeyPress, Reveal, Session, Snap,
};

const PASTE: &str = "Bridge Reopens After Flood\r\n\r\nThe flood killed at least 12 people, officials said on Monday.\r\n\r\n“We will rebuild every house,” Mayor Dana Ortiz said. Ortiz thanked the crews.\r\n\r\nFollow us on social networks\r\n";

struct Desk {
    article: Rc<Article>,
    session: Session,
    journal: Vec<Entry>,
}

impl Desk {
    fn run(&mut self, command: Command) -> Change {
        let change = self.session.run(command, "2026-11-24T09:00:00Z").unwrap();
        if let Some(action) = change.journal.clone() {
            let seq = self.journal.len() as u32 + 1;
            self.journal.push(Entry {
                seq,
                at: "2026-11-24T09:00:00Z".into(),
                action,
            });
        }
        change
    }

    fn key(&mut self, key: &str, shift: bool, ctrl: bool) -> Change {
        let press = KeyPress {
            key: key.into(),
            shift,
            ctrl,
            ..KeyPress::default()
        };
        let spec = KeyMap::default().find(&press, Context::Article).unwrap();
        let Does::Run(command) = spec.does else {
            panic!("{key} is the page's");
        };
        let command = command(&self.session);
        self.run(command)
    }

    fn select(&mut self, words: &str) {
        let at = self.article.text().find(words).unwrap();
        self.run(Command::SelectText {
            anchor: Byte::at(at),
            caret: Byte::at(at + words.len()),
            snap: Snap::Words,
            extend: Extend::No,
        });
    }
}

fn suggestions(article: &Article) -> Batch {
    let span = |key: u32, label: &str, words: &str| {
        let at = article.text().find(words).unwrap() as u32;
        SuggestedSpan {
            key,
            label: label.into(),
            fragments: vec![(at, at + words.len() as u32)],
            score: 0.9,
            rule: format!("{label}.test"),
            reason: "It stands in this test.".into(),
            ..SuggestedSpan::default()
        }
    };
    Batch {
        speakers: vec![SuggestedSpeaker {
            key: 1,
            name: "Dana Ortiz".into(),
            ..Default::default()
        }],
        spans: vec![
            SuggestedSpan {
                texts: vec![("count_qualifier".into(), "at_least".into())],
                numbers: vec![("count_min".into(), 12.0)],
                lists: vec![("casualty_type".into(), vec!["killed".into()])],
                ..span(1, "casualty", "killed at least 12 people")
            },
            span(2, "quote", "“We will rebuild every house,”"),
            SuggestedSpan {
                speaker: Some(1),
                ..span(3, "speaker", "Mayor Dana Ortiz")
            },
            span(4, "cue", "said. Ortiz").cut_to("said"),
            span(5, "commitment", "will rebuild every house"),
        ],
        links: vec![
            SuggestedLink {
                link_type: "source".into(),
                from: 2,
                to: 3,
            },
            SuggestedLink {
                link_type: "cue".into(),
                from: 2,
                to: 4,
            },
            SuggestedLink {
                link_type: "actor".into(),
                from: 5,
                to: 3,
            },
        ],
    }
}

trait Shorten {
    fn cut_to(self, words: &str) -> Self;
}

impl Shorten for SuggestedSpan {
    /// The span cut to its first words.
    fn cut_to(mut self, words: &str) -> Self {
        self.fragments[0].1 = self.fragments[0].0 + words.len() as u32;
        self
    }
}

fn margin(session: &Session) -> Vec<String> {
    let notes = session
        .paragraphs()
        .iter()
        .flat_map(|view| view.notes.iter());
    notes
        .map(|note| format!("{} {}", note.strong, note.faint))
        .collect()
}

#[test]
fn a_whole_sitting_is_played_by_keys_and_survives_a_lost_tab() {
    let (article, corrections) = Article::from_paste(PASTE).unwrap();
    assert!(!corrections.is_empty());
    let article = Rc::new(article);
    let empty = || {
        AnnotationSet::new(Metadata {
            id: "x".into(),
            ..Metadata::default()
        })
    };
    let session = Session::open(article.clone(), empty(), "editor");
    let mut desk = Desk {
        article: article.clone(),
        session,
        journal: Vec::new(),
    };

    // The engine's batch is stored and is no step of the person's.
    let change = desk.run(Command::Suggest(suggestions(&article)));
    assert!(matches!(change.journal, Some(Action::Engine { .. })));
    assert_eq!(change.say, "5 new proposals.");
    assert_eq!(change.paragraphs, [1, 2]);
    assert_eq!(desk.session.undo_title(), None);
    assert_eq!(
        margin(&desk.session),
        [
            "killed ≥ 12",
            "Dana Ortiz said",
            "Dana Ortiz will rebuild every house"
        ]
    );

    // Review.
    let change = desk.key("j", false, false);
    assert_eq!(
        change.say,
        "Casualty, proposed, 1 of 5: killed at least 12 people, killed ≥ 12"
    );
    assert!(matches!(change.reveal, Some(Reveal::Annotation(_))));
    let change = desk.key("a", false, false);
    assert_eq!(
        change.say,
        "Accepted the casualty. 1 of 5 reviewed. Next: Quote, proposed, 2 of 5: “We will rebuild every house,”, speaker Dana Ortiz"
    );
    let change = desk.key("a", false, false);
    assert_eq!(
        change.say,
        "Accepted the quote with its speaker and cue. 4 of 5 reviewed. Next: Commitment, proposed, 3 of 5: will rebuild every house, actor Dana Ortiz"
    );
    let change = desk.key("x", false, false);
    assert_eq!(
        change.say,
        "Rejected the commitment. 5 of 5 reviewed. No proposals left."
    );
    assert_eq!(margin(&desk.session), ["killed ≥ 12", "Dana Ortiz said"]);

    // The same suggestions again: what was decided stays decided.
    assert_eq!(
        desk.run(Command::Suggest(suggestions(&article))).journal,
        None
    );

    // A tag of one's own finds the registry's entry; all like it become proposals.
    desk.select("officials");
    desk.key("1", false, false);
    desk.run(Command::SelectText {
        anchor: Byte::at(article.text().find("Ortiz thanked").unwrap()),
        caret: Byte::at(article.text().find(" thanked").unwrap()),
        snap: Snap::Words,
        extend: Extend::No,
    });
    desk.key("1", false, false);
    assert_eq!(
        &*desk.session.card().unwrap().speaker.unwrap().name,
        "Dana Ortiz"
    );
    assert_eq!(
        desk.session.similar(),
        0,
        "the other mention is tagged with its title"
    );

    // A link: the quote's addressee is nobody yet, so the casualty gets who reported it.
    let casualty = desk.session.list()[0].id.clone();
    let officials = desk.session.list()[1].id.clone();
    desk.run(Command::Select(casualty.clone()));
    desk.run(Command::StartLink);
    assert_eq!(desk.session.link_targets("offic")[0].words, "officials");
    let change = desk.run(Command::LinkTo(officials));
    assert_eq!(change.say, "Linked: reported by officials.");

    // A headline that was overruled, renumbering what follows; furniture made text asks the engine.
    let change = desk.run(Command::Overrule(3, Some(ParagraphKind::Body)));
    assert_eq!(change.ask_engine, [3]);
    assert_eq!(desk.session.paragraphs()[3].number, Some(3));
    assert_eq!(change.paragraphs, [3]);

    // Undo goes back through all of it, redo forth.
    let end = desk.session.set().clone();
    let change = desk.key("z", false, true);
    assert_eq!(
        change.say.split('.').next(),
        Some("Undone: make a paragraph body")
    );
    assert_eq!(desk.session.paragraphs()[3].number, None);
    let mut steps = 1;
    while desk.session.undo_title().is_some() {
        desk.key("z", false, true);
        steps += 1;
    }
    assert!(
        desk.session
            .set()
            .annotations()
            .all(|a| a.state == State::Proposed)
    );
    for _ in 0..steps {
        desk.key("Z", true, true);
    }
    assert_eq!(desk.session.set(), &end);

    // The tab is lost; the journal brings everything back.
    let place = desk.session.place();
    let mut again = Session::open(article, empty(), "editor");
    again.replay(desk.journal.clone()).unwrap();
    assert_eq!(again.set(), desk.session.set());
    assert_eq!(again.history(), desk.session.history());
    assert_eq!(again.place(), place);
    assert_eq!(again.list(), desk.session.list());
    assert_eq!(margin(&again), margin(&desk.session));
}

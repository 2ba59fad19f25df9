//! Laws of a sitting, on odd text and any commands: undo gives back what was, a partial view is the full view, the
//! journal is the session.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::expect_used,
    clippy::panic,
    missing_docs
)]

use std::collections::BTreeMap;
use std::rc::Rc;

use pressmark::annotation::{
    AnnotationSet, AttributeValue, Batch, Id, Metadata, Place, State, SuggestedLink, SuggestedSpan,
    SuggestedSpeaker,
};
use pressmark::article::{Article, Byte, Extent, ParagraphKind};
use pressmark::format::{Entry, read_entry, write_entry};
use pressmark::session::{
    Change, Command, Direction, End, Extend, Filter, Motion, Session, Snap, Unit, Way,
};
use proptest::prelude::*;

const TEXTS: &[&str] = &[
    "Flood Kills Twelve\n\nBy Ann Lee\n\n“We will rebuild,” said Ms Ortiz, “by May.” Ortiz promised it.\n\nAt least 12 people were killed, Ortiz said.\n\nShare this article",
    "👩🏽‍🚒 said “yes 👍🏽”.\n\nשלום «אמר» דוד.\n\ne\u{301}te\u{301} a\u{308}b \u{308}c\n\n\u{200d}x",
    "one",
    "a a a a a\nb b b\n\n\n\n  c  \n",
    "東京で「はい」と言った。二人が死亡した。\n\n“Nested ‘marks’ here,” she said — he said, too.",
];

const LABELS: &[&str] = &[
    "speaker",
    "quote",
    "casualty",
    "commitment",
    "claim",
    "cue",
    "own",
];

/// A command by number; what it names is picked among what is there.
type Seed = (u8, u32, u32, u8);

fn command(session: &Session, (kind, one, other, flag): Seed) -> Command {
    let length = session.article().extent().end.0 + 2;
    let (a, b) = (Byte(one % length), Byte(other % length));
    let yes = flag & 1 == 1;
    let extend = if yes { Extend::Yes } else { Extend::No };
    let way = if flag & 2 == 2 { Way::On } else { Way::Back };
    let unit = if flag & 4 == 4 {
        Unit::Word
    } else {
        Unit::Character
    };
    let snap = if flag & 8 == 8 {
        Snap::Words
    } else {
        Snap::Graphemes
    };
    let end = if flag & 16 == 16 {
        End::Start
    } else {
        End::End
    };
    let direction = if flag & 32 == 32 {
        Direction::Inwards
    } else {
        Direction::Outwards
    };
    fn pick<T: Clone>(items: Vec<T>, n: u32) -> Option<T> {
        let n = n as usize % items.len().max(1);
        items.get(n).cloned()
    }
    let set = session.set();
    let annotation =
        |n| pick(set.annotations().map(|a| a.id.clone()).collect(), n).unwrap_or("a0".into());
    let link = |n| pick(set.links().map(|l| l.id.clone()).collect(), n).unwrap_or("l0".into());
    let speaker =
        |n| pick(set.speakers().map(|s| s.id.clone()).collect(), n).unwrap_or("s0".into());
    let label = |n: u32| -> Rc<str> { LABELS[n as usize % LABELS.len()].into() };
    let select = || Command::SelectText {
        anchor: a,
        caret: b,
        snap,
        extend,
    };
    match kind % 44 {
        0 => Command::NextProposal,
        1 => Command::PreviousProposal,
        2 => Command::NextAnnotation,
        3 => Command::PreviousAnnotation,
        4 => Command::Select(annotation(one)),
        5 | 6 => Command::Accept,
        7 => Command::Reject,
        8 => Command::Restore,
        9 => Command::AcceptAll {
            label: yes.then(|| label(one)),
            score: f64::from(other % 11) / 10.0,
        },
        10 => Command::ClickAt(a),
        11 => Command::PlaceCaret(a, extend),
        12 => Command::MoveCaret(Motion::By(unit, way), extend),
        13 => Command::MoveCaret(Motion::Sentence(way), extend),
        14 => Command::MoveCaret(Motion::Paragraph(way), extend),
        15 => Command::MoveCaret(Motion::Article(way), extend),
        16..=18 => select(),
        19 => Command::SelectSentence,
        20 => Command::SelectParagraph,
        21 => Command::LetGo,
        22..=24 => Command::Label(label(one)),
        25 => Command::AddFragment,
        26 => Command::RemoveFragment(annotation(one), other as usize % 3),
        27 => Command::MoveEnd(end, direction, unit),
        28 => Command::DragEnd {
            id: annotation(one),
            fragment: 0,
            end,
            to: b,
            snap,
        },
        29 => Command::TagAllLike,
        30 => Command::Delete,
        31 => {
            let (name, value) = match other % 5 {
                0 => ("quote_type", Some(AttributeValue::from("mixed"))),
                1 => ("count_min", Some(AttributeValue::Number(f64::from(other)))),
                2 => (
                    "speaker_id",
                    Some(AttributeValue::from(speaker(one).as_str())),
                ),
                3 => ("deadline", Some(AttributeValue::from("by May"))),
                _ => ("quote_type", None),
            };
            Command::SetAttribute {
                id: annotation(one),
                name: name.into(),
                value,
            }
        }
        32 => Command::SetNote(annotation(one), format!("note {}", other % 3).into()),
        33 => Command::StartLink,
        34 => Command::LinkTo(annotation(one)),
        35 => Command::LinkToSpeaker(speaker(one)),
        36 => {
            if yes {
                Command::Unlink(link(one))
            } else {
                Command::UnlinkAll
            }
        }
        37 => Command::AddSpeaker(["Ann Lee", "", "Bo 👍🏽"][one as usize % 3].into()),
        38 => Command::EditSpeaker {
            id: speaker(one),
            name: ["Ortiz", "  ", "Lee"][other as usize % 3].into(),
            role: "mayor".into(),
            affiliation: "".into(),
            same_as: "".into(),
        },
        39 => {
            if yes {
                Command::MergeSpeakers {
                    from: speaker(one),
                    into: speaker(other),
                }
            } else {
                Command::RemoveSpeaker(speaker(one))
            }
        }
        40 => Command::AssignSpeaker {
            mention: annotation(one),
            speaker: yes.then(|| speaker(other)),
        },
        41 => {
            if yes {
                Command::Overrule(
                    one as usize % (session.article().paragraphs().len() + 1),
                    (flag & 2 == 2).then(|| ParagraphKind::ALL[other as usize % 5]),
                )
            } else {
                Command::SetMetadata {
                    title: format!("Title {}", one % 3).into(),
                    url: "".into(),
                    published: ["", "2026-11-24", "soon"][other as usize % 3].into(),
                    lang: "en".into(),
                }
            }
        }
        42 => Command::SetFilter(Filter {
            words: ["", "said", "x"][one as usize % 3].into(),
            label: (flag & 4 == 4).then(|| label(other)),
            state: (flag & 8 == 8).then(|| State::ALL[other as usize % 3]),
            speaker: (flag & 16 == 16).then(|| speaker(one)),
            show_rejected: yes,
        }),
        _ => {
            if yes {
                Command::Undo
            } else {
                Command::Redo
            }
        }
    }
}

/// What an engine might say: every word a span of some label, links between neighbours.
fn batch(article: &Article) -> Batch {
    let mut batch = Batch {
        speakers: vec![SuggestedSpeaker {
            key: 0,
            name: "Ms Ortiz".into(),
            ..Default::default()
        }],
        ..Batch::default()
    };
    let mut at = article.next_word(Byte(0));
    while at < article.extent().end && batch.spans.len() < 12 {
        let word = article.word_at(at);
        let n = batch.spans.len() as u32;
        let label = LABELS[n as usize % 6];
        batch.spans.push(SuggestedSpan {
            key: n,
            label: label.into(),
            fragments: vec![(word.start.0, word.end.0)],
            speaker: (label == "speaker").then_some(0),
            score: f64::from(n % 11) / 10.0,
            rule: "test.word".into(),
            ..SuggestedSpan::default()
        });
        at = article.next_word(at);
    }
    for quote in (1..batch.spans.len() as u32).step_by(6) {
        batch.links.push(SuggestedLink {
            link_type: "source".into(),
            from: quote,
            to: quote - 1,
        });
        batch.links.push(SuggestedLink {
            link_type: "cue".into(),
            from: quote,
            to: quote + 4,
        });
    }
    batch
}

struct Sitting {
    article: Rc<Article>,
    session: Session,
    journal: Vec<Entry>,
    /// The place after the last entry.
    place: Place,
}

impl Sitting {
    /// A sitting in which the engine has spoken.
    fn new(text: usize) -> Sitting {
        let mut sitting = Sitting::before_the_engine(text);
        let batch = batch(&sitting.article);
        sitting.run(Command::Suggest(batch));
        sitting
    }

    fn before_the_engine(text: usize) -> Sitting {
        let article = Rc::new(Article::from_text(TEXTS[text % TEXTS.len()]));
        let session = Session::open(
            article.clone(),
            AnnotationSet::new(Metadata::default()),
            "ann",
        );
        Sitting {
            place: session.place(),
            article,
            session,
            journal: Vec::new(),
        }
    }

    fn run(&mut self, command: Command) -> Option<Change> {
        let change = self.session.run(command, "2026-11-24T00:00:00Z").ok()?;
        if let Some(action) = change.journal.clone() {
            self.journal.push(Entry {
                seq: self.journal.len() as u32 + 1,
                at: "2026-11-24T00:00:00Z".into(),
                action,
            });
            self.place = self.session.place();
        }
        Some(change)
    }
}

/// All of a view but the article behind it.
fn views(session: &Session) -> Vec<String> {
    session
        .paragraphs()
        .iter()
        .map(|v| {
            format!(
                "{} {:?} {:?} {} {:?} {:?} {:?} {:?}",
                v.index, v.number, v.kind, v.overruled, v.extent, v.gap, v.runs, v.notes
            )
        })
        .collect()
}

#[track_caller]
fn check_views(session: &Session) {
    // Replaying nothing draws everything anew.
    let mut full = session.clone();
    full.replay(Vec::new()).unwrap();
    assert_eq!(views(session), views(&full));
    for view in session.paragraphs().iter() {
        let text: String = view
            .runs
            .iter()
            .map(|run| view.article.slice(run.extent))
            .collect();
        assert_eq!(text, view.article.slice(view.extent));
        let mut at = view.extent.start;
        for run in &view.runs {
            assert_eq!(run.extent.start, at);
            assert!(!run.extent.is_empty());
            at = run.extent.end;
            let lanes: BTreeMap<u8, &Id> = run.marks.iter().map(|m| (m.lane, &m.id)).collect();
            let lowest = run.marks.iter().filter(|m| m.lane < 3).count();
            assert!(lanes.len() >= lowest, "two marks in one lane: {run:?}");
        }
    }
}

#[track_caller]
fn check_lists(session: &Session) {
    let mut anew = Session::open(session.article().clone(), session.set().clone(), "");
    let _ = anew.run(Command::SetFilter(session.filter().clone()), "");
    assert_eq!(session.list(), anew.list());
    assert_eq!(session.counts(), anew.counts());
    assert_eq!(session.registry(), anew.registry());
    assert_eq!(session.progress(), anew.progress());
    let shown: Vec<Id> = session.list().iter().map(|item| item.id.clone()).collect();
    if let Some(card) = session.card()
        && let Some(at) = shown.iter().position(|id| *id == card.id)
    {
        assert_eq!(card.position, (at + 1, shown.len()));
    }
}

#[track_caller]
fn check_records(session: &Session) {
    let offsets = session.article().offsets();
    let on_bounds = |extent: Extent| {
        assert!(offsets.to_grapheme(extent.start).is_some(), "{extent:?}");
        assert!(offsets.to_grapheme(extent.end).is_some(), "{extent:?}");
    };
    for annotation in session.set().annotations() {
        annotation.fragments.iter().for_each(on_bounds);
        assert!(
            annotation
                .speaker_id()
                .is_none_or(|id| session.set().speaker(&id).is_some())
        );
    }
    for link in session.set().links() {
        assert!(session.set().annotation(&link.from).is_some(), "{link:?}");
        assert!(session.set().annotation(&link.to).is_some(), "{link:?}");
    }
    session
        .selection()
        .fragments
        .iter()
        .copied()
        .for_each(on_bounds);
}

/// Everything that a person can see, for comparing before and after a refusal.
fn seen(session: &Session) -> (Place, Vec<Extent>, Vec<String>) {
    (
        session.place(),
        session.selection().fragments.clone(),
        views(session),
    )
}

fn seeds() -> impl Strategy<Value = (usize, Vec<Seed>)> {
    (0..TEXTS.len(), prop::collection::vec(any::<Seed>(), 0..60))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_views_lists_and_records_stay_true((text, seeds) in seeds()) {
        let mut sitting = Sitting::new(text);
        for seed in seeds {
            let before = sitting.session.paragraphs().clone();
            let (was, set) = (seen(&sitting.session), sitting.session.set().clone());
            let command = command(&sitting.session, seed);
            match sitting.run(command.clone()) {
                Some(change) => {
                    for (n, (old, new)) in before.iter().zip(sitting.session.paragraphs().iter()).enumerate() {
                        prop_assert_eq!(Rc::ptr_eq(old, new), !change.paragraphs.contains(&n));
                    }
                    if change.journal.is_none() {
                        prop_assert_eq!(sitting.session.set(), &set, "{:?} changed without a journal entry", command);
                    }
                }
                None => {
                    prop_assert_eq!(seen(&sitting.session), was, "{:?} was refused and changed something", command);
                    prop_assert!(Rc::ptr_eq(&before, sitting.session.paragraphs()));
                    prop_assert_eq!(sitting.session.set(), &set);
                }
            }
            check_views(&sitting.session);
            check_lists(&sitting.session);
            check_records(&sitting.session);
            if let Some(id) = sitting.session.selected().cloned() {
                prop_assert!(sitting.session.card().is_some());
                let _ = (sitting.session.arcs(&id), sitting.session.link_targets("o"));
            }
            let _ = (sitting.session.registry(), sitting.session.similar());
        }
    }

    #[test]
    fn undoing_all_gives_back_the_beginning_and_redoing_all_the_end((text, seeds) in seeds()) {
        let mut sitting = Sitting::new(text);
        let beginning = sitting.session.set().clone();
        for seed in seeds {
            let command = command(&sitting.session, seed);
            sitting.run(command);
        }
        let end = sitting.session.set().clone();
        let mut steps = 0;
        while sitting.run(Command::Undo).is_some() {
            steps += 1;
        }
        prop_assert_eq!(sitting.session.undo_title(), None);
        prop_assert_eq!(sitting.session.set(), &beginning);
        check_views(&sitting.session);
        for _ in 0..steps {
            prop_assert!(sitting.run(Command::Redo).is_some());
        }
        prop_assert_eq!(sitting.session.set(), &end);
        check_views(&sitting.session);
    }

    #[test]
    fn suggestions_may_come_at_any_time((text, seeds) in seeds(), late in 0usize..40) {
        let mut sitting = Sitting::before_the_engine(text);
        for (n, seed) in seeds.into_iter().enumerate() {
            if n == late {
                let batch = batch(&sitting.article);
                sitting.run(Command::Suggest(batch));
            }
            let command = command(&sitting.session, seed);
            sitting.run(command);
            check_records(&sitting.session);
        }
        let end = sitting.session.set().clone();
        let mut steps = 0;
        while sitting.run(Command::Undo).is_some() {
            steps += 1;
            check_records(&sitting.session);
        }
        prop_assert_eq!(sitting.session.undo_title(), None);
        for _ in 0..steps {
            prop_assert!(sitting.run(Command::Redo).is_some());
            check_records(&sitting.session);
        }
        prop_assert_eq!(sitting.session.set(), &end);
        let mut again = Session::open(sitting.article.clone(), AnnotationSet::new(Metadata::default()), "ann");
        again.replay(sitting.journal.clone()).unwrap();
        prop_assert_eq!(again.set(), &end);
        prop_assert_eq!(again.history(), sitting.session.history());
    }

    #[test]
    fn replaying_the_journal_gives_the_session((text, seeds) in seeds(), split in 0usize..40) {
        let mut sitting = Sitting::new(text);
        for seed in seeds {
            let command = command(&sitting.session, seed);
            sitting.run(command);
        }
        let entries: Vec<Entry> = sitting
            .journal
            .iter()
            .map(|entry| read_entry(&write_entry(entry, &sitting.article), &sitting.article).unwrap())
            .collect();
        let open = || Session::open(sitting.article.clone(), AnnotationSet::new(Metadata::default()), "ann");
        let mut again = open();
        again.replay(entries.clone()).unwrap();
        prop_assert_eq!(again.set(), sitting.session.set());
        prop_assert_eq!(again.history(), sitting.session.history());
        prop_assert_eq!(again.place(), sitting.place);
        check_views(&again);

        // A second tab that takes the rest in as it is written ends up the same.
        let (first, rest) = entries.split_at(split.min(entries.len()));
        let mut tab = open();
        tab.replay(first.to_vec()).unwrap();
        tab.adopt(rest.to_vec()).unwrap();
        prop_assert_eq!(tab.set(), sitting.session.set());
        prop_assert_eq!(tab.history(), sitting.session.history());
        check_views(&tab);
    }
}

//! Tests of a sitting as a person sees it: marked text, keys, marked text.
//!
//! Each line of text is a paragraph; under it `-` is selected text and `|` the caret, and each further line is a mark:
//! `~` under its words, then its label, its state unless it is accepted, `*` if it is selected, and what it links to.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::expect_used,
    clippy::panic
)]

use std::rc::Rc;

use unicode_segmentation::UnicodeSegmentation;

use crate::annotation::{
    Annotation, AnnotationSet, Edit, Fragments, Id, Metadata, Origin, OriginKind, Record, State,
};
use crate::article::{Article, Byte, Extent, Grapheme, ParagraphKind};
use crate::session::{
    Change, Command, Context, Does, End, Extend, Filter, KeyMap, KeyPress, ParagraphView, Refusal,
    Session, Snap,
};

/// Reads marked text into a session. Suggestions come from a rule; everything is body text.
fn read(marked: &str) -> Session {
    let lines: Vec<&str> = marked.trim_matches('\n').lines().collect();
    let is_mark = |line: &str| line.trim_start().starts_with(['~', '|', '-']);
    let texts: Vec<&str> = lines.iter().copied().filter(|l| !is_mark(l)).collect();
    let article = Article::from_text(&texts.join("\n\n"));
    let body: Vec<_> = (0..texts.len()).map(|n| (n, ParagraphKind::Body)).collect();
    let article = article.with_kinds(&body);
    let offsets = article.offsets();
    let mut start = Grapheme(0);
    let mut next = Grapheme(0);
    let mut set = AnnotationSet::new(Metadata::default());
    let mut fresh = set.fresh_ids();
    let mut selected = None;
    let mut selection: Option<(Vec<Extent>, Byte)> = None;
    for line in &lines {
        if !is_mark(line) {
            start = next;
            next.0 += line.graphemes(true).count() as u32 + 2;
            continue;
        }
        let at = |column: usize| {
            offsets
                .from_grapheme(Grapheme(start.0 + column as u32))
                .unwrap()
        };
        let extents = |sign: char| {
            let mut extents: Vec<Extent> = Vec::new();
            for (column, character) in line.chars().enumerate() {
                if character == sign {
                    let one = Extent::new(at(column), at(column + 1));
                    match extents.last_mut() {
                        Some(last) if last.end == one.start => last.end = one.end,
                        _ => extents.push(one),
                    }
                }
            }
            extents
        };
        if !line.contains('~') {
            let caret = line.chars().position(|c| c == '|').map(at);
            let fragments = extents('-');
            let caret = caret.unwrap_or_else(|| fragments.last().unwrap().end);
            selection = Some((fragments, caret));
            continue;
        }
        let words: Vec<&str> = line.trim_matches([' ', '~']).split_whitespace().collect();
        let state = words.iter().find_map(|word| State::parse(word));
        let id = fresh.annotation();
        if words.contains(&"*") {
            selected = Some(id.clone());
        }
        set.apply(&[Edit::add(Record::Annotation(Rc::new(Annotation {
            id,
            label: words[0].into(),
            state: state.unwrap_or(State::Accepted),
            fragments: Fragments::new(extents('~')).unwrap(),
            attributes: Default::default(),
            origin: Origin {
                kind: if state.is_some() {
                    OriginKind::Suggested
                } else {
                    OriginKind::Manual
                },
                ..Origin::manual()
            },
            author: "".into(),
            created: "".into(),
            note: "".into(),
            extra: Default::default(),
        })))])
        .unwrap();
    }
    let mut session = Session::open(Rc::new(article), set, "ann");
    if let Some(id) = selected {
        session.run(Command::Select(id), "").unwrap();
    }
    if let Some((fragments, caret)) = selection {
        session
            .run(Command::PlaceCaret(caret, Extend::No), "")
            .unwrap();
        for extent in fragments {
            session
                .run(select(extent.start, extent.end, Extend::Yes), "")
                .unwrap();
        }
    }
    session
}

fn select(anchor: Byte, caret: Byte, extend: Extend) -> Command {
    Command::SelectText {
        anchor,
        caret,
        snap: Snap::Graphemes,
        extend,
    }
}

/// Writes a session as marked text. Mark lines show rejected ones too.
fn write(session: &Session) -> String {
    let article = session.article();
    let column = |within: Extent, at: Byte| {
        let offsets = article.offsets();
        let grapheme = |b: Byte| offsets.to_grapheme(b).unwrap().0;
        (grapheme(at.max(within.start).min(within.end)) - grapheme(within.start)) as usize
    };
    let draw = |within: Extent, extents: &[Extent], sign: char| {
        let mut line: Vec<char> = Vec::new();
        for extent in extents {
            let (from, to) = (column(within, extent.start), column(within, extent.end));
            line.resize(line.len().max(to), ' ');
            line[from..to].fill(sign);
        }
        line
    };
    let mut annotations: Vec<&Rc<Annotation>> = session.set().annotations().collect();
    annotations.sort_by_key(|a| (a.fragments.start(), std::cmp::Reverse(a.fragments.end())));
    let mut out = String::new();
    for paragraph in article.paragraphs() {
        let within = paragraph.extent;
        out.push_str(article.slice(within));
        out.push('\n');
        let selection = session.selection();
        let mut line = draw(within, &selection.fragments, '-');
        if within.start <= selection.caret && selection.caret <= within.end {
            let at = column(within, selection.caret);
            line.resize(line.len().max(at + 1), ' ');
            line[at] = '|';
        }
        if line.iter().any(|c| *c != ' ') {
            out.extend(line);
            out.push('\n');
        }
        for annotation in &annotations {
            if !annotation.fragments.overlaps(within) {
                continue;
            }
            out.extend(draw(within, annotation.fragments.as_slice(), '~'));
            out.push(' ');
            out.push_str(&annotation.label);
            if annotation.state != State::Accepted {
                out.push(' ');
                out.push_str(annotation.state.as_str());
            }
            if session.selected() == Some(&annotation.id) {
                out.push_str(" *");
            }
            for link in session.set().links_from(&annotation.id) {
                let to = session.set().annotation(&link.to).unwrap();
                let words = article.slice(to.fragments.hull());
                let state = match link.state {
                    State::Accepted => "",
                    State::Proposed => "?",
                    State::Rejected => "!",
                };
                out.push_str(&format!(" → {} «{words}»{state}", link.link_type));
            }
            out.push('\n');
        }
    }
    out
}

/// Presses keys as the page does, each as «Shift →», parted by commas.
#[track_caller]
fn press(session: &mut Session, keys: &str) -> Result<Change, Refusal> {
    let map = KeyMap::default();
    let mut last = Ok(Change::default());
    for key in keys.split(", ").filter(|key| !key.is_empty()) {
        let mut pressed = KeyPress::default();
        for part in key.split(' ') {
            match part {
                "Ctrl" => pressed.ctrl = true,
                "Shift" => pressed.shift = true,
                "Alt" => pressed.alt = true,
                "←" => pressed.key = "ArrowLeft".into(),
                "→" => pressed.key = "ArrowRight".into(),
                "Esc" => pressed.key = "Escape".into(),
                "Del" => pressed.key = "Delete".into(),
                part => pressed.key = part.to_owned(),
            }
        }
        let spec = map.find(&pressed, Context::Article).expect(key);
        last = match spec.does {
            Does::Run(command) => session.run(command(session), "now"),
            Does::Page(action) => panic!("{key} is the page's: {action:?}"),
        };
    }
    last
}

/// Marked text, keys, marked text.
#[track_caller]
fn check(before: &str, keys: &str, after: &str) {
    let mut session = read(before);
    if let Err(refusal) = press(&mut session, keys) {
        panic!("refused: {refusal}");
    }
    let plain = |text: &str| {
        let lines: Vec<String> = text
            .trim_matches('\n')
            .lines()
            .map(|l| l.trim_end().to_owned())
            .collect();
        lines.join("\n")
    };
    let found = plain(&write(&session));
    assert!(
        found == plain(after),
        "\n{found}\n\nwas not\n\n{}",
        plain(after)
    );
}

/// Marked text, keys, and the last one is refused for this reason and has changed nothing.
#[track_caller]
fn refused(before: &str, keys: &str, reason: &str) {
    let mut session = read(before);
    let refusal = press(&mut session, keys).expect_err("it was not refused");
    assert_eq!(refusal.to_string(), reason);
}

/// Marked text, keys, what is said of the last one.
#[track_caller]
fn said(before: &str, keys: &str, expected: &str) {
    let mut session = read(before);
    let change = press(&mut session, keys).unwrap_or_else(|refusal| panic!("refused: {refusal}"));
    assert_eq!(change.say, expected);
}

#[test]
fn arrows_move_the_caret_by_words_and_select_with_shift() {
    let text = "She said “Yes, we do.”";
    check(
        &format!("{text}\n|"),
        "→, →",
        "She said “Yes, we do.”\n         |",
    );
    check(
        &format!("{text}\n|"),
        "→, →, →",
        "She said “Yes, we do.”\n          |",
    );
    check(
        &format!("{text}\n         |"),
        "Shift →, Shift →",
        "She said “Yes, we do.”\n         -----|",
    );
    check(
        &format!("{text}\n         |"),
        "Ctrl →, Shift Ctrl →",
        "She said “Yes, we do.”\n          -|",
    );
    check(
        &format!("{text}\n                 |"),
        "Shift ←",
        "She said “Yes, we do.”\n               |-",
    );
    check(
        &format!("{text}\n                 |"),
        "Home, End",
        "She said “Yes, we do.”\n                      |",
    );
    check("One.\nTwo.\n|", "←", "One.\n|\nTwo.");
    check("👩🏽‍🚒 sagt שלום\n|", "Shift Ctrl →", "👩🏽‍🚒 sagt שלום\n-|");
    refused("One.\n|", "←", "The text ends here.");
}

#[test]
fn a_sentence_and_a_paragraph_grow_by_the_next_one() {
    check(
        "One two. Three. Four.\n    |",
        "s",
        "One two. Three. Four.\n--------|",
    );
    check(
        "One two. Three. Four.\n    |",
        "s, s",
        "One two. Three. Four.\n---------------|",
    );
    check("One.\n|\nTwo.", "s, s", "One.\n----\nTwo.\n----|");
    check(
        "One. Two.\n|\nThree.\nFour.",
        "p, p",
        "One. Two.\n---------\nThree.\n------|\nFour.",
    );
    refused("One.\n|", "s, s", "The text ends here.");
}

#[test]
fn a_label_tags_the_selected_text_and_a_second_one_changes_it() {
    check(
        "Twelve died on Monday.\n-----------",
        "3",
        "Twelve died on Monday.\n           |\n~~~~~~~~~~~ casualty *",
    );
    check(
        "Twelve died on Monday.\n  ~~~~ casualty *",
        "5",
        "Twelve died on Monday.\n  |\n  ~~~~ claim *",
    );
    refused(
        "Twelve died.\n~~~~~~ claim\n------",
        "5",
        "This text is a claim already.",
    );
    refused("Twelve died.\n~~~~~~ claim *", "5", "It is so already.");
    refused("Twelve died.\n|", "5", "No text is selected.");
    check(
        "Twelve died.\n------\n~~~~~~ casualty rejected",
        "3",
        "Twelve died.\n      |\n~~~~~~ casualty *",
    );
}

#[test]
fn a_quote_finds_its_speaker_and_cue_where_there_is_but_one() {
    check(
        "
“We will,” said Ann Lee.
----------
           ~~~~ cue
                ~~~~~~~ speaker",
        "2",
        "
“We will,” said Ann Lee.
          |
~~~~~~~~~~ quote * → source «Ann Lee» → cue «said»
           ~~~~ cue
                ~~~~~~~ speaker",
    );
    check(
        "
“We will,” said Ann Lee to Bo.
----------
                ~~~~~~~ speaker
                           ~~ speaker",
        "2",
        "
“We will,” said Ann Lee to Bo.
          |
~~~~~~~~~~ quote *
                ~~~~~~~ speaker
                           ~~ speaker",
    );
    check(
        "
“We will,” said Ann Lee.
                -------
~~~~~~~~~~ quote",
        "1",
        "
“We will,” said Ann Lee.
                       |
~~~~~~~~~~ quote → source «Ann Lee»
                ~~~~~~~ speaker *",
    );
    check(
        "
“We will help,” said Ann Lee.
 ------------
~~~~~~~~~~~~~~~ quote",
        "4",
        "
“We will help,” said Ann Lee.
             |
~~~~~~~~~~~~~~~ quote
 ~~~~~~~~~~~~ commitment * → in_quote «“We will help,”»",
    );
}

#[test]
fn ends_move_by_words_and_by_characters_and_keep_the_id_and_links() {
    let before = "She said “Yes, we do,” twice.\n          ~~~ quote *";
    check(
        before,
        "[",
        "She said “Yes, we do,” twice.\n          |\n         ~~~~ quote *",
    );
    check(
        before,
        "[, [",
        "She said “Yes, we do,” twice.\n          |\n    ~~~~~~~~~ quote *",
    );
    check(
        before,
        "]",
        "She said “Yes, we do,” twice.\n          |\n          ~~~~ quote *",
    );
    check(
        before,
        "], ], ], ]",
        "She said “Yes, we do,” twice.\n          |\n          ~~~~~~~~~~~~ quote *",
    );
    check(
        before,
        "], ], Shift ]",
        "She said “Yes, we do,” twice.\n          |\n          ~~~~ quote *",
    );
    check(
        before,
        "Alt [, Alt [",
        "She said “Yes, we do,” twice.\n          |\n        ~~~~~ quote *",
    );
    check(
        before,
        "Shift Alt ]",
        "She said “Yes, we do,” twice.\n          |\n          ~~ quote *",
    );
    refused(before, "Shift [", "The quote would be empty.");
    refused("Yes.\n~~~ quote *", "[", "The text ends here.");
    check("👩🏽‍🚒👍🏽 x\n ~ quote *", "Alt [", "👩🏽‍🚒👍🏽 x\n |\n~~ quote *");
}

#[test]
fn plus_adds_a_fragment_to_the_selected_mark() {
    check(
        "“Yes,” she said, “we do.”\n                 --------\n~~~~~~ quote *",
        "+",
        "“Yes,” she said, “we do.”\n                         |\n~~~~~~           ~~~~~~~~ quote *",
    );
    refused("“Yes.”\n~~~~~~ quote *", "+", "No text is selected.");
    refused("“Yes.”\n------", "+", "No annotation is selected.");
}

#[test]
fn review_goes_by_the_text_decides_and_goes_on() {
    let before = "Ann met Bo and Cy.\n|\n~~~ speaker proposed\n        ~~ speaker\n               ~~ speaker proposed";
    check(
        before,
        "j, j, j",
        "Ann met Bo and Cy.\n|\n~~~ speaker proposed *\n        ~~ speaker\n               ~~ speaker proposed",
    );
    check(
        before,
        "j, a",
        "Ann met Bo and Cy.\n               |\n~~~ speaker\n        ~~ speaker\n               ~~ speaker proposed *",
    );
    check(
        before,
        "k, x, x",
        "Ann met Bo and Cy.\n|\n~~~ speaker rejected *\n        ~~ speaker\n               ~~ speaker rejected",
    );
    check(
        before,
        "Shift J, Shift J",
        "Ann met Bo and Cy.\n        |\n~~~ speaker proposed\n        ~~ speaker *\n               ~~ speaker proposed",
    );
    refused("Ann.\n~~~ speaker", "j", "No proposals are left.");
    for decision in ["a", "x"] {
        refused(
            "Ann met Bo.\n        --\n~~~ speaker proposed *",
            decision,
            "Words are selected, which are no annotation yet.",
        );
    }
    said(
        before,
        "j, a",
        "Accepted the speaker. 2 of 3 reviewed. Next: Speaker, proposed, 3 of 3: Cy",
    );
    said(
        before,
        "j, a, x",
        "Rejected the speaker. 3 of 3 reviewed. No proposals left.",
    );
}

#[test]
fn escape_lets_go_step_by_step() {
    let mut session = read("Ann said so.\n    ----\n~~~ quote *");
    session
        .run(
            Command::SetFilter(Filter {
                words: "ann".into(),
                ..Filter::default()
            }),
            "",
        )
        .unwrap();
    session.run(Command::StartLink, "").unwrap();
    let mut seen = Vec::new();
    for _ in 0..5 {
        press(&mut session, "Esc").unwrap();
        seen.push((
            session.selection().fragments.len(),
            session.selected().is_some(),
            session.filter().words.len(),
        ));
    }
    // Once more than there is to let go of.
    let all_gone = (0, false, 0);
    assert_eq!(
        seen,
        [
            (1, true, 3),
            (0, true, 3),
            (0, false, 3),
            all_gone,
            all_gone
        ]
    );
}

#[test]
fn undo_and_redo_bring_caret_and_selection_back() {
    let before = "Twelve died on Monday.\n-----------";
    check(
        before,
        "3, →, →, Ctrl z",
        "Twelve died on Monday.\n-----------|",
    );
    check(
        before,
        "3, Ctrl z, Shift Ctrl Z",
        "Twelve died on Monday.\n           |\n~~~~~~~~~~~ casualty *",
    );
    said(before, "3, Ctrl z", "Undone: tag casualty.");
    refused(before, "3, Ctrl z, Ctrl z", "There is nothing to undo.");
}

#[test]
fn all_like_this_is_whole_words_that_nobody_has_tagged() {
    check(
        "Lee met Leeds. Lee left. Lee?\n~~~ speaker *\n                         ~~~ speaker rejected",
        "t",
        "Lee met Leeds. Lee left. Lee?\n|\n~~~ speaker *\n               ~~~ speaker proposed\n                         ~~~ speaker rejected",
    );
    refused(
        "Lee met Leeds.\n~~~ speaker *",
        "t",
        "These words stand nowhere else untagged.",
    );
    assert_eq!(read("a a a\n~ cue *").similar(), 2);
}

#[test]
fn a_click_selects_the_innermost_mark_and_again_the_next_around_it() {
    let mut session = read("“Ann said so.”\n~~~~~~~~~~~~~~ quote\n ~~~ speaker\n ~~~~~~~~ claim");
    let at = Byte("“A".len() as u32);
    let mut labels = Vec::new();
    for _ in 0..4 {
        session.run(Command::ClickAt(at), "").unwrap();
        labels.push(session.card().unwrap().label.to_string());
    }
    assert_eq!(labels, ["speaker", "claim", "quote", "speaker"]);
    press(&mut session, "→").unwrap();
    session.run(Command::ClickAt(at), "").unwrap();
    assert_eq!(
        &*session.card().unwrap().label,
        "speaker",
        "another key between: from the innermost again"
    );
}

#[test]
fn the_pointer_snaps_to_words_or_to_letters_and_adds_fragments() {
    let mut session = read("“Yes,” she said, “we do.”");
    let text = |session: &Session| -> Vec<String> {
        let fragments = &session.selection().fragments;
        fragments
            .iter()
            .map(|e| session.article().slice(*e).to_owned())
            .collect()
    };
    let at = |n: usize| {
        let offsets = session.article().offsets();
        offsets.from_grapheme(Grapheme(n as u32)).unwrap()
    };
    let (a, b, c, d) = (at(8), at(13), at(18), at(22));
    let drag = |anchor, caret, snap, extend| Command::SelectText {
        anchor,
        caret,
        snap,
        extend,
    };
    session
        .run(drag(a, b, Snap::Words, Extend::No), "")
        .unwrap();
    assert_eq!(text(&session), ["she said"]);
    session
        .run(drag(a, b, Snap::Graphemes, Extend::No), "")
        .unwrap();
    assert_eq!(text(&session), ["he sa"]);
    session
        .run(drag(d, c, Snap::Words, Extend::Yes), "")
        .unwrap();
    assert_eq!(text(&session), ["he sa", "we do"]);
    session
        .run(drag(d, at_of(&session, 21), Snap::Words, Extend::Yes), "")
        .unwrap();
    assert_eq!(text(&session), ["he sa", "do"], "the same drag, smaller");
    press(&mut session, "2").unwrap();
    assert_eq!(session.card().unwrap().fragments, ["he sa", "do"]);
}

fn at_of(session: &Session, n: u32) -> Byte {
    session
        .article()
        .offsets()
        .from_grapheme(Grapheme(n))
        .unwrap()
}

#[test]
fn a_dragged_end_snaps_and_stops_before_the_other() {
    let mut session = read("“Yes,” she said, twice.\n       ~~~~~~~~ claim *");
    let id: Id = session.selected().unwrap().clone();
    let drag = |to, end| Command::DragEnd {
        id: id.clone(),
        fragment: 0,
        end,
        to,
        snap: Snap::Words,
    };
    let to = at_of(&session, 19);
    session.run(drag(to, End::End), "").unwrap();
    assert_eq!(session.card().unwrap().fragments, ["she said, twice"]);
    let to = at_of(&session, 12);
    session.run(drag(to, End::Start), "").unwrap();
    assert_eq!(session.card().unwrap().fragments, ["said, twice"]);
    let to = at_of(&session, 2);
    let refusal = session.run(drag(to, End::End), "").unwrap_err();
    assert_eq!(refusal.to_string(), "The claim would be empty.");
    assert_eq!(session.selected(), Some(&id));
}

#[test]
fn a_mended_suggestion_stays_a_proposal_and_says_what_it_was() {
    let mut session = read("“Yes,” she said.\n ~~~ quote proposed *");
    press(&mut session, "[").unwrap();
    let card = session.card().unwrap();
    assert_eq!((card.state, card.was.as_str()), (State::Proposed, "«Yes»"));
    press(&mut session, "5").unwrap();
    assert_eq!(session.card().unwrap().was, "quote, «Yes»");
}

#[test]
fn a_label_that_cannot_have_them_drops_attributes_and_links_in_the_same_step() {
    let mut session =
        read("“Yes,” said Ann Lee.\n------\n       ~~~~ cue\n            ~~~~~~~ speaker");
    press(&mut session, "2").unwrap();
    let before = session.set().clone();
    press(&mut session, "4").unwrap();
    assert_eq!(session.set().links().len(), 0);
    assert!(
        session
            .card()
            .unwrap()
            .attributes
            .iter()
            .all(|a| a.is_default || a.value.is_none())
    );
    press(&mut session, "Ctrl z").unwrap();
    assert_eq!(session.set(), &before);
}

#[test]
fn quotation_marks_tell_the_type_of_a_quote() {
    #[track_caller]
    fn check(marked: &str, expected: &str) {
        let mut session = read(marked);
        press(&mut session, "2").unwrap();
        let id = session.selected().unwrap().clone();
        assert_eq!(
            session.set().annotation(&id).unwrap().text_of("quote_type"),
            expected
        );
    }
    check("“Yes, we do,” she said.\n-------------", "direct");
    check("\"Yes, we do,\" she said.\n-------------", "direct");
    check("“Yes, we do,” she said.\n ----------", "direct");
    check("She said that they do.\n         ------------", "indirect");
    check(
        "She said that they “do it.”\n         ------------------",
        "mixed",
    );
    check(
        "“Yes,” she said, “we do.”\n------           --------",
        "direct",
    );
}

#[test]
fn a_mention_points_at_the_entry_of_its_name_or_surname() {
    let mut session = read(
        "Transport Minister Jane Roe left. Roe’s aide saw her. She and Max Roe waved. The ministry\n------------------|--------",
    );
    let mut tag = |from: u32, to: u32| {
        let extent = (at_of(&session, from), at_of(&session, to));
        session
            .run(select(extent.0, extent.1, Extend::No), "")
            .unwrap();
        press(&mut session, "1").unwrap();
        let card = session.card().unwrap();
        card.speaker
            .map_or(String::new(), |speaker| speaker.name.to_string())
    };
    assert_eq!(tag(0, 27), "Transport Minister Jane Roe");
    assert_eq!(tag(34, 39), "Transport Minister Jane Roe");
    assert_eq!(tag(19, 27), "Transport Minister Jane Roe");
    assert_eq!(tag(54, 57), "", "a pronoun is left to the person");
    assert_eq!(tag(62, 69), "Max Roe");
    assert_eq!(tag(77, 89), "ministry");
    let names: Vec<_> = session
        .registry()
        .iter()
        .map(|s| s.name.to_string())
        .collect();
    assert_eq!(
        names,
        ["Max Roe", "ministry", "Transport Minister Jane Roe"]
    );
}

#[test]
fn links_are_made_by_picking_and_taken_away() {
    let before = "“Yes,” Ann and Bo said. “No,” Cy said.\n~~~~~~ quote *\n       ~~~ speaker\n               ~~ speaker\n                              ~~ speaker rejected";
    let mut session = read(before);
    session.run(Command::StartLink, "").unwrap();
    let words: Vec<_> = session
        .link_targets("")
        .into_iter()
        .map(|t| t.words)
        .collect();
    assert_eq!(words, ["Ann", "Bo"]);
    let words: Vec<_> = session
        .link_targets("b")
        .into_iter()
        .map(|t| t.words)
        .collect();
    assert_eq!(words, ["Bo"]);
    let change = session
        .run(Command::ClickAt(at_of(&session, 8)), "")
        .unwrap();
    assert_eq!(change.say, "Linked: speaker Ann.");
    let card = session.card().unwrap();
    assert_eq!(card.links[0].1[0].words, "Ann");
    assert_eq!(session.arcs(&card.id).len(), 1);
    let again = session.run(Command::LinkTo("a2".into()), "").unwrap_err();
    assert_eq!(again.to_string(), "They are linked already.");
    let own = session.run(Command::LinkTo("a1".into()), "").unwrap_err();
    assert_eq!(own.to_string(), "A quote cannot be linked to a quote.");
    press(&mut session, "Shift L").unwrap();
    assert_eq!(session.set().links().len(), 0);
    session.run(Command::Select("a2".into()), "").unwrap();
    let refusal = session.run(Command::StartLink, "").unwrap_err();
    assert_eq!(refusal.to_string(), "A speaker has no links.");
}

#[test]
fn overlapping_marks_have_lanes_and_runs_are_cut_at_their_ends() {
    let session = read("“Ann said so.”\n~~~~~~~~~~~~~~ quote\n ~~~ speaker\n ~~~~~~~~ claim *");
    let view = &session.paragraphs()[0];
    let runs: Vec<String> = view
        .runs
        .iter()
        .map(|run| {
            let marks: Vec<String> = run
                .marks
                .iter()
                .map(|m| {
                    let sign = |is, sign| if is { sign } else { "" };
                    format!(
                        "{}{}{}{}{}",
                        sign(m.selected, "*"),
                        m.label,
                        m.lane,
                        sign(m.starts, "<"),
                        sign(m.closes, ">")
                    )
                })
                .collect();
            format!("{}: {}", view.article.slice(run.extent), marks.join(" "))
        })
        .collect();
    assert_eq!(
        runs,
        [
            "“: quote2<",
            "Ann: quote2 *claim1< speaker0<>",
            " said: quote2 *claim1>",
            " so.”: quote2>"
        ]
    );
}

#[test]
fn a_moved_caret_says_what_it_has_come_to() {
    said("Twelve died.\n|", "→", "died");
    said("Twelve died.\n|", "Ctrl →", "w");
    said("Twelve died. Two live.\n|", "→, End", "Two live.");
    said("One.\nTwo died.\n|", "Home", "One.");
}

#[test]
fn proposals_that_the_filter_hides_are_not_gone() {
    let mut session = read("Ann said so.\n~~~ speaker proposed *\n    ~~~~ cue proposed");
    let only_speakers = Filter {
        label: Some("speaker".into()),
        ..Filter::default()
    };
    session.run(Command::SetFilter(only_speakers), "").unwrap();
    let change = press(&mut session, "x").unwrap();
    assert_eq!(
        change.say,
        "Rejected the speaker. 1 of 2 reviewed. No proposals left among those that the filter shows."
    );
    assert_eq!(press(&mut session, "j").unwrap_err(), Refusal::NoneShown);
}

#[test]
fn what_is_picked_in_the_list_while_a_link_is_made_is_its_target() {
    let mut session = read("“Yes,” Ann said.\n~~~~~~ quote *\n       ~~~ speaker");
    session.run(Command::StartLink, "").unwrap();
    let away = Command::ClickAt(Byte::at("“Yes,” Ann sa".len()));
    assert_eq!(session.run(away, "").unwrap_err(), Refusal::NothingThere);
    let speaker = session
        .list()
        .iter()
        .find(|item| &*item.label == "speaker")
        .map(|item| item.id.clone());
    let change = session.run(Command::Select(speaker.unwrap()), "").unwrap();
    assert_eq!(change.say, "Linked: speaker Ann.");
    assert_eq!(*session.mode(), crate::session::Mode::Reading);
}

#[test]
fn a_crowded_margin_keeps_its_height_and_the_selected_note() {
    let words = "“Yes,” Ann said. ".repeat(ParagraphView::NOTES + 3);
    let mut session = read(words.trim());
    for (at, quote) in words.match_indices("“Yes,”") {
        let select = Command::SelectText {
            anchor: Byte::at(at),
            caret: Byte::at(at + quote.len()),
            snap: Snap::Graphemes,
            extend: Extend::No,
        };
        session.run(select, "").unwrap();
        session.run(Command::Label("quote".into()), "").unwrap();
    }
    let view = |session: &Session| {
        let view = &session.paragraphs()[0];
        let selected = view.notes.iter().position(|note| note.selected);
        (view.notes.len(), view.more_notes, selected)
    };
    let most = ParagraphView::NOTES;
    assert_eq!(view(&session), (most, 3, Some(most - 1)));
    session.run(Command::NextAnnotation, "").unwrap();
    assert_eq!(view(&session), (most, 3, Some(0)));
}

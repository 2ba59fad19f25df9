//! What each paragraph of an article is, from its wording, its shape and where it stands.
//!
//! In come the paragraphs' texts, trimmed, in order; out come as many kinds. The head is read downwards from the first
//! line, the tail upwards from the last paragraph of prose; between the two only wording that no article has of its own
//! makes a paragraph furniture. What is doubtful is body: an editor sees it, and the engine reads it.

use crate::article::ParagraphKind;
use crate::article::byline::{
    ends_with_stop, is_credit, is_date_line, is_place, is_signature, opens_quote,
};
use crate::article::furniture::{
    is_furniture, is_label, is_list_title, is_section, is_trail, names_sections,
};

/// The head of an article ends at the latest after so many paragraphs that are not furniture.
const MOST_HEAD: usize = 8;

/// A byline is looked for in so many lines behind a standfirst that is a sentence.
const MOST_TO_BYLINE: usize = 6;

/// A menu over an article is looked for in so many lines.
const MOST_NAVIGATION: usize = 60;

/// The kinds of the paragraphs.
pub(crate) fn kinds(lines: &[&str]) -> Vec<ParagraphKind> {
    let mut kinds: Vec<ParagraphKind> = lines
        .iter()
        .map(|line| {
            if is_furniture(line) {
                ParagraphKind::Furniture
            } else {
                ParagraphKind::Body
            }
        })
        .collect();
    if lines.iter().any(|line| is_prose(line)) {
        mark_navigation(lines, &mut kinds);
        mark_head(lines, &mut kinds);
        mark_tail(lines, &mut kinds);
    }
    kinds
}

/// The short lines over a headline: a menu, the names of the site and the section.
fn mark_navigation(lines: &[&str], kinds: &mut [ParagraphKind]) {
    let open = |(line, kind): &(&&str, &ParagraphKind)| {
        **kind == ParagraphKind::Body && !is_credit(line) && !is_date_line(line)
    };
    let mut rest = lines
        .iter()
        .zip(kinds.iter())
        .take(MOST_NAVIGATION)
        .filter(open)
        .map(|(line, _)| *line)
        .peekable();
    let (mut short, mut sections) = (0, 0);
    while let Some(line) =
        rest.next_if(|line| line.split_whitespace().count() <= 3 && !ends_with_stop(line))
    {
        short += 1;
        sections += usize::from(names_sections(line));
    }
    let title_follows = rest.peek().is_some_and(|line| is_title(line));
    if !title_follows || sections == 0 || sections < short && sections < 2 {
        return;
    }
    let navigation = lines
        .iter()
        .zip(kinds.iter_mut())
        .filter(|(line, kind)| open(&(*line, &**kind)));
    for (_, kind) in navigation.take(short) {
        *kind = ParagraphKind::Furniture;
    }
}

/// The first paragraphs: headline, byline, date.
fn mark_head(lines: &[&str], kinds: &mut [ParagraphKind]) {
    let mut headline = false;
    let mut seen = 0;
    let mut after_byline = false;
    let mut rest = lines.iter().zip(kinds.iter_mut()).enumerate().peekable();
    while let Some((number, (line, kind))) = rest.next() {
        if *kind == ParagraphKind::Furniture {
            continue;
        }
        seen += 1;
        let more = rest.peek().is_some();
        let found = if is_trail(line) || !headline && is_section(line) || is_figure(line) {
            ParagraphKind::Furniture
        } else if is_credit(line) {
            ParagraphKind::Byline
        } else if is_date_line(line) {
            ParagraphKind::Dateline
        } else if headline && (is_signature(line) || after_byline && is_place(line)) {
            // The line behind the headline or the byline; a subhead stands below prose.
            if is_signature(line) {
                ParagraphKind::Byline
            } else {
                ParagraphKind::Dateline
            }
        } else if !headline && more && is_title(line) {
            headline = true;
            ParagraphKind::Headline
        } else {
            ParagraphKind::Body
        };
        *kind = found;
        after_byline = found == ParagraphKind::Byline;
        // A standfirst may stand between headline and byline, but prose ends the head.
        if !headline && found == ParagraphKind::Body
            || is_prose(line)
                && found == ParagraphKind::Body
                && headline_done(line)
                && !byline_follows(lines.get(number + 1..).unwrap_or(&[]))
            || seen >= MOST_HEAD
        {
            break;
        }
    }
}

/// Whether a byline comes soon, and prose behind it: then what stands here is a standfirst or a caption.
fn byline_follows(lines: &[&str]) -> bool {
    let byline = lines.iter().take(MOST_TO_BYLINE).position(|line| {
        let by = line
            .get(..3)
            .is_some_and(|start| start.eq_ignore_ascii_case("by "));
        by && is_credit(line) && !ends_with_stop(line)
    });
    byline.is_some_and(|at| lines.iter().skip(at).any(|line| is_prose(line)))
}

/// A lone figure in an article's head counts shares or comments, or is the length of a film.
fn is_figure(line: &str) -> bool {
    line.len() <= 8
        && line
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.' | b':' | b'k' | b'K'))
}

/// Whether a body paragraph is too much for a standfirst.
fn headline_done(line: &str) -> bool {
    line.len() > 300 || ends_with_stop(line)
}

/// The last paragraphs: byline and place under the article, then furniture to the end.
fn mark_tail(lines: &[&str], kinds: &mut [ParagraphKind]) {
    let tail = lines
        .iter()
        .zip(kinds.iter())
        .rposition(|(line, kind)| {
            *kind != ParagraphKind::Furniture && is_prose(line) && !is_credit(line)
        })
        .map_or(lines.len(), |n| n + 1);
    let mut before = ParagraphKind::Body;
    let mut after_furniture = false;
    let mut names = 0;
    for (line, kind) in lines.iter().zip(kinds.iter_mut()).skip(tail) {
        if *kind == ParagraphKind::Body {
            *kind = if is_credit(line) {
                ParagraphKind::Byline
            } else if after_furniture {
                if is_label(line) {
                    ParagraphKind::Furniture
                } else {
                    ParagraphKind::Body
                }
            } else if is_date_line(line) || before == ParagraphKind::Byline && is_place(line) {
                ParagraphKind::Dateline
            } else if names < 3 && is_signature(line) {
                names += 1;
                ParagraphKind::Byline
            } else {
                ParagraphKind::Body
            };
        }
        after_furniture |= *kind == ParagraphKind::Furniture && !says_nothing(line);
        before = *kind;
    }
    mark_lists(lines, kinds, tail);
    // Sections just before other furniture, or at the very end.
    let mut before_furniture = true;
    for (line, kind) in lines.iter().zip(kinds.iter_mut()).skip(tail).rev() {
        if before_furniture && *kind == ParagraphKind::Body && is_section(line) {
            *kind = ParagraphKind::Furniture;
        }
        before_furniture = *kind == ParagraphKind::Furniture;
    }
}

/// Related-article lines in the tail: what follows «Related stories», up to the next prose.
fn mark_lists(lines: &[&str], kinds: &mut [ParagraphKind], tail: usize) {
    let mut in_list = false;
    for (line, kind) in lines.iter().zip(kinds.iter_mut()).skip(tail) {
        in_list = match *kind {
            ParagraphKind::Furniture => in_list || is_list_title(line),
            ParagraphKind::Body if in_list && !opens_quote(line) => {
                *kind = ParagraphKind::Furniture;
                true
            }
            _ => false,
        };
    }
}

/// Furniture that stands inside articles says nothing of what follows it: a rule of stars, an advertisement.
fn says_nothing(line: &str) -> bool {
    let start = line.get(..6).unwrap_or("");
    !line.chars().any(char::is_alphanumeric) || start.eq_ignore_ascii_case("advert")
}

/// A paragraph that is surely the article's own text: long, or a sentence, or a quotation.
fn is_prose(line: &str) -> bool {
    line.len() > 160
        || (ends_with_stop(line) && line.split_whitespace().count() > 4 || opens_quote(line))
        || ends_with_stop(line) && !line.contains(' ') && line.len() > 24
}

/// Whether a first line reads like a headline: no final full stop, unless most of its words have capitals.
fn is_title(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '\'', '”', '’', '»', ')']);
    let stopped = bare.ends_with(['.', '。']) && !bare.ends_with("..");
    line.len() <= 300
        && line.split_whitespace().count() <= 35
        && !line.contains('\n')
        && (!stopped || in_title_case(line))
}

fn in_title_case(line: &str) -> bool {
    let (mut all, mut capital) = (0_usize, 0_usize);
    for word in line.split_whitespace().filter(|word| word.len() > 4) {
        all += 1;
        capital += usize::from(
            word.trim_start_matches(|c: char| !c.is_alphanumeric())
                .starts_with(|c: char| !c.is_lowercase()),
        );
    }
    all >= 3 && capital * 5 >= all * 4
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::expect_used,
        clippy::panic
    )]
    use super::*;

    const STORY: &str = "Workers reopened the bridge on Monday, three weeks after the flood, the city said in a statement that named no cost.";

    fn sign(kind: ParagraphKind) -> &'static str {
        match kind {
            ParagraphKind::Headline => "#",
            ParagraphKind::Byline => "@",
            ParagraphKind::Dateline => "%",
            ParagraphKind::Body => ".",
            ParagraphKind::Furniture => "x",
        }
    }

    /// One paragraph a row, the sign of its kind before it; `…` stands for a paragraph of prose.
    #[track_caller]
    fn check(rows: &[&str]) {
        let lines: Vec<&str> = rows
            .iter()
            .map(|row| row.split_once(' ').unwrap().1)
            .map(|line| if line == "…" { STORY } else { line })
            .collect();
        let found: Vec<String> = kinds(&lines)
            .into_iter()
            .zip(rows)
            .map(|(kind, row)| format!("{} {}", sign(kind), row.split_once(' ').unwrap().1))
            .collect();
        assert_eq!(found, rows);
    }

    #[test]
    fn a_first_line_without_a_full_stop_is_the_headline() {
        check(&["# Bridge Reopens After Flood", ". …"]);
        check(&["# ‘We Will Rebuild,’ Says Mayor", ". …"]);
        check(&["# Mayor: 'No Plan' To Leave", ". …"]);
        check(&["# “It Is Over”", ". …"]);
        check(&["# Who pays for the bridge?", ". …"]);
        check(&["# Bridge reopens...", ". …"]);
        check(&["# Mayor Visits Seven Towns Across the U.S.", ". …"]);
    }

    #[test]
    fn a_first_line_that_is_a_sentence_is_body() {
        check(&[". The bridge is open again.", ". …"]);
        check(&[". …", ". …"]);
        check(&[". …"]);
        check(&[". “We are glad to be home again.”", ". …"]);
    }

    #[test]
    fn a_text_without_prose_is_all_body() {
        check(&[". A line", ". and another", ". and a third"]);
        check(&[". Only one line"]);
    }

    #[test]
    fn bylines_and_dates_stand_under_the_headline() {
        check(&["# Bridge Reopens", "@ By Jane Roe", ". …"]);
        check(&[
            "# Bridge Reopens",
            "@ BY JANE ROE AND JOHN POE",
            "% GENEVA",
            ". …",
        ]);
        check(&[
            "# Bridge Reopens",
            "@ Jane Roe",
            "% Published: Sept. 20, 2022, 3:15 p.m. EDT",
            ". …",
        ]);
        check(&[
            "# Bridge Reopens",
            "@ Jane Roe in Geneva",
            "% Tue 20 Sep 2022 07.15 BST",
            ". …",
        ]);
        check(&[
            "# Bridge Reopens",
            "@ By Jane Roe, Reuters",
            "% 2022-09-20",
            ". …",
        ]);
        check(&["# Bridge Reopens", "@ Jane Roe and John Poe", ". …"]);
        check(&["# Bridge Reopens", "@ Jane Roe, chief correspondent", ". …"]);
        check(&["# Bridge Reopens", "@ The Associated Press", ". …"]);
        check(&[
            "# Bridge Reopens",
            "% September 20, 2022",
            "@ Ursula von der Lind",
            ". …",
        ]);
        check(&["@ By Jane Roe", "# Bridge Reopens", ". …"]);
    }

    #[test]
    fn a_standfirst_between_headline_and_byline_is_body() {
        check(&[
            "# Bridge Reopens",
            ". Traffic is back on the river’s oldest crossing",
            "@ By Jane Roe",
            ". …",
        ]);
    }

    #[test]
    fn a_standfirst_that_is_a_sentence_does_not_end_the_head() {
        check(&[
            "# The Last Lamplighter Retires",
            ". He lit 212 lamps a night. No one will replace him.",
            "x Share full article",
            ". A man beside a lamp.",
            "x Credit...Jane Roe for The Daily News",
            "@ By John Poe",
            "@ Reporting from Dorne, Belgium",
            "% Nov. 23, 2026",
            ". …",
            ". “I never minded the rain,” he said.",
        ]);
        // A credit at the foot of a short article is no byline that the head would reach to.
        check(&[
            "# Bridge Reopens",
            ". …",
            ". The Old Quarter",
            ". …",
            "@ By Jane Roe",
        ]);
    }

    #[test]
    fn authors_with_a_role_and_lines_of_two_dates_belong_to_the_head() {
        check(&[
            "x Analysis",
            "# Ministers knew of cracks",
            "@ Jane Roe Environment correspondent",
            "% Tue 24 Nov 2026 06.00 GMT",
            "x 237",
            ". …",
        ]);
        check(&[
            "# Landslide Kills 12",
            "@ By JANE ROE | Associated Press",
            "% PUBLISHED: November 22, 2026 at 7:45 AM PST | UPDATED: November 22, 2026 at 9:10 AM PST",
            "x Categories: News, World",
            ". …",
        ]);
        check(&[
            "# Why I stopped counting",
            "% Posted on November 3, 2026 by Martin",
            ". …",
        ]);
        check(&[
            "x FOR IMMEDIATE RELEASE",
            "x Contact: Jo Marsh, 555-0142, press@harbor.example",
            "# Harbor Trust Pledges $2 Million",
            ". …",
            "x ###",
        ]);
    }

    #[test]
    fn one_who_speaks_next_is_no_byline() {
        check(&[
            "# Transcript: The Harbour",
            "% November 20, 2026 · 6:00 AM ET",
            "x 4-Minute Listen",
            "x Transcript",
            ". STEVE HALE, HOST:",
            ". …",
            ". ROE: How bad is it?",
        ]);
    }

    #[test]
    fn prompts_in_the_middle_are_furniture() {
        check(&[
            "# Reservoir Drained",
            "x 0:04",
            ". …",
            "x Get the Morning Brief in your inbox",
            "x Enter your email",
            "x By clicking submit, you agree to our terms of service and privacy policy.",
            ". …",
            "x Skip past newsletter promotion",
            "x Our morning email breaks down the key stories of the day",
            "x Privacy Notice: Newsletters may contain info about charities and online ads.",
            "x after newsletter promotion",
            ". …",
            "x Advertisement - story continues below",
            "x More: School board names new superintendent",
            ". …",
            "x Follow AP’s coverage at https://news.example/peru",
            "x Jane Roe is a correspondent based in Brussels. More about Jane Roe",
            "x Support local journalism. Subscribe today.",
            "x Like Loading...",
        ]);
    }

    #[test]
    fn sentences_that_begin_with_by_are_body() {
        check(&[
            "# Bridge Reopens",
            ". By Friday the town was under water",
            ". …",
        ]);
        check(&[
            "# Bridge Reopens",
            ". By then, Mayor Jane Roe had left.",
            ". …",
        ]);
        check(&[
            "# Bridge Reopens",
            ". …",
            ". By Monday, Roe Had Gone.",
            ". …",
        ]);
    }

    #[test]
    fn navigation_over_the_headline_is_furniture() {
        check(&[
            "x Home > World > Europe",
            "x Politics",
            "# Bridge Reopens",
            "@ By Jane Roe",
            "x 5 min read",
            "x Share",
            ". …",
        ]);
        check(&[
            "x Skip to content",
            "x Menu",
            "# Bridge Reopens",
            "x 12 comments",
            ". …",
        ]);
    }

    #[test]
    fn furniture_between_paragraphs_is_recognised_by_its_wording() {
        check(&[
            "# Bridge Reopens",
            ". …",
            "x Advertisement",
            ". …",
            "x Read more: Dam Closes",
            ". …",
        ]);
        check(&[
            ". …",
            "x Sign up for our newsletter to get the best of our reporting.",
            ". …",
        ]);
        check(&[
            ". …",
            "x Jane Roe/Getty Images",
            "x (AP Photo/Jane Roe)",
            "x Photo: Jane Roe",
            ". …",
        ]);
        check(&[
            ". …",
            "x Follow Jane Roe on Twitter @janeroe.",
            "x https://news.example/a",
            "x ***",
            ". …",
        ]);
        check(&[
            ". …",
            "x Watch the full interview below:",
            "x This story has been updated with a statement from the city.",
            ". …",
        ]);
    }

    #[test]
    fn short_paragraphs_of_an_article_stay_body() {
        check(&[
            "# Bridge Reopens",
            ". …",
            ". “Follow us,” the soldiers said.",
            ". \"Share it!\"",
            ". The way back",
            ". “No.”",
            ". Nobody came.",
            ". Copyright law has changed twice since then.",
            ". Read aloud, the letter took an hour.",
            ". Share prices fell by a tenth.",
            ". Support for the mayor fell.",
            ". Comments by the mayor were brief.",
            ". Video from the scene showed smoke over the river.",
            ". Related costs will be paid by the state.",
            ". Pause.",
            ". …",
        ]);
    }

    #[test]
    fn a_name_and_a_place_under_the_article_are_byline_and_dateline() {
        check(&[
            "# Bridge Reopens",
            ". …",
            "@ Jane Roe",
            "% Washington D.C.",
            "x Leave a review",
            "x Politics",
            "x Follow us on social networks",
            "x News Line",
        ]);
        check(&[". …", "@ Jane Roe", "% Geneva"]);
        check(&[". …", "@ - Jane Roe."]);
    }

    #[test]
    fn credits_under_the_article_are_bylines() {
        check(&[
            ". …",
            "@ (Reporting by Jane Roe; Editing by John Poe and Ann Doe.)",
        ]);
        check(&[". …", "@ Additional reporting by Jane Roe in Geneva"]);
        check(&[
            ". …",
            "@ Jane Roe reported from Geneva. John Poe contributed from Oslo.",
        ]);
        check(&[". …", "@ Jane Roe contributed to this report."]);
        check(&[
            ". …",
            "@ Roe reported from Geneva. Associated Press writer John Poe in Oslo contributed to this report.",
        ]);
        check(&[
            ". …",
            "@ Contributing: Jane Roe and John Poe, The Daily News",
        ]);
    }

    #[test]
    fn people_who_give_money_are_no_byline() {
        check(&[". …", ". Jane Roe contributed $500 to the campaign.", ". …"]);
        check(&[". …", ". Jane Roe contributed heavily.", ". …"]);
    }

    #[test]
    fn related_articles_at_the_end_are_furniture() {
        check(&[
            "# Bridge Reopens",
            ". …",
            "x Related stories",
            "x Dam Closes After Storm",
            "x Why the River Rose.",
            "x Most read",
            "x Ten Things to Know",
        ]);
        check(&[". …", "x © 2022 The Daily News. All rights reserved."]);
        check(&[". …", "x World", "x Sport"]);
    }

    #[test]
    fn the_last_short_lines_of_an_article_stay_body_without_a_sign_of_furniture() {
        check(&[". …", ". Nobody knows", ". …", ". and nobody will"]);
        check(&[
            ". …",
            "x Advertisement",
            ". – the bridge, closed since May",
            ". – the dam, open again",
        ]);
    }
}

//! Telling page furniture from the article: share lines, prompts, navigation, credits, related-article lines.
//!
//! In comes one line of text; out comes whether its wording alone gives it away. Nothing here looks at neighbours,
//! and nothing here may swallow a sentence of the article: when in doubt the answer is no.

use crate::article::byline::{ends_with_stop, opens_quote};
use crate::article::lexicon::{AGENCIES, COUNTERS, FURNITURE, SECTIONS};

/// Lines with more words than this are never furniture by their wording.
const MOST_WORDS: usize = 40;

/// A line that only begins like furniture, and ends like a sentence, has at most so many words.
const MOST_WORDS_OF_SENTENCE: usize = 16;

/// Whether a line is page furniture by its wording alone.
pub(crate) fn is_furniture(line: &str) -> bool {
    if line.len() > MOST_WORDS * 12 {
        return false;
    }
    let words = line.split_whitespace().count();
    if words > MOST_WORDS {
        return false;
    }
    if !line.chars().any(char::is_alphanumeric) {
        // A rule of dashes, stars or dots; a lone quotation mark is somebody's.
        return !line.is_empty()
            && !line
                .chars()
                .any(|c| matches!(c, '"' | '“' | '”' | '?' | '!'));
    }
    if opens_quote(line) {
        return false;
    }
    let bare = bare(line);
    let plain = bare.to_lowercase().replace('’', "'");
    is_listed(line, &plain, words)
        || (words <= MOST_WORDS_OF_SENTENCE || !ends_with_stop(line)) && begins_as_furniture(&plain)
        || is_counter(&plain)
        || is_link(line)
        || is_photo_credit(bare)
        || is_prompt(&plain, words)
        || is_note(&plain, words)
        || is_markup(line)
}

/// Whether the whole line is an entry of the list. One word with a stop may be a sentence: «Pause.»
fn is_listed(line: &str, plain: &str, words: usize) -> bool {
    let with_colon = plain.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ':');
    let shouted = line.chars().all(|c| !c.is_lowercase());
    (words > 1 || shouted || !ends_with_stop(line))
        && (FURNITURE.has(with_colon) || FURNITURE.has(with_colon.trim_end_matches(':')))
}

/// Whether the line begins with an entry of the list that may go on.
fn begins_as_furniture(plain: &str) -> bool {
    let first = plain
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .next()
        .unwrap_or("");
    let first = if first.is_empty() {
        plain.get(..1).unwrap_or("©")
    } else {
        first
    };
    FURNITURE.beginning_with(first).any(|entry| {
        let Some(start) = entry.strip_suffix('*') else {
            return false;
        };
        // An entry that ends in a space wants a whole word; one that ends in a sign wants that sign.
        match start.strip_suffix(' ') {
            Some(start) => plain
                .strip_prefix(start)
                .is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric() && c != '\'')),
            None => plain.starts_with(start),
        }
    })
}

/// «12 comments», «5 min read», «1.2k shares», «Comments (3)».
fn is_counter(plain: &str) -> bool {
    if plain.len() > 40 {
        return false;
    }
    let plain = plain.trim_end_matches('.');
    let after = plain.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '.' | ',' | 'k' | ' ' | '-')
    });
    if after.len() < plain.len() && plain.starts_with(|c: char| c.is_ascii_digit()) {
        return COUNTERS.has(after)
            || COUNTERS.has(plain.trim_start_matches(|c: char| {
                c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '-')
            }));
    }
    let before = plain
        .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | ' ' | ',' | '.'));
    before.len() < plain.len()
        && (COUNTERS.has(before) || matches!(before, "share" | "comment" | "tweet" | "like"))
}

/// An address, a handle or hashtags, alone on their line.
fn is_link(line: &str) -> bool {
    let mut words = line.split_whitespace().peekable();
    words.peek().is_some()
        && words.all(|word| {
            let word = word.trim_matches(|c: char| matches!(c, '(' | ')' | '.' | ',' | '[' | ']'));
            word.starts_with("http://")
                || word.starts_with("https://")
                || word.starts_with("www.")
                || (word.starts_with(['@', '#'])
                    && word.len() > 2
                    && word.chars().nth(1).is_some_and(char::is_alphabetic))
                || is_email(word)
        })
}

fn is_email(word: &str) -> bool {
    word.split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// «Jane Roe/AP», «(AP Photo/Jane Roe)», «Jane Roe via Getty Images», «Credit: Jane Roe».
fn is_photo_credit(bare: &str) -> bool {
    if bare.split_whitespace().count() > 9 || bare.len() > 90 {
        return false;
    }
    let bare = bare.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '.'));
    let agency = |part: &str| {
        let part = part.trim().to_lowercase();
        AGENCIES.has(&part)
            || part
                .strip_suffix(" photo")
                .is_some_and(|name| AGENCIES.has(name))
    };
    if let Some((before, after)) = bare.split_once('/').or_else(|| bare.split_once(" via ")) {
        let capitals = bare.split([' ', '/']).all(|word| {
            !word.starts_with(char::is_lowercase)
                || matches!(word, "via" | "for" | "de" | "van" | "al")
        });
        return capitals && (agency(before) || agency(after) || after.split('/').any(agency));
    }
    bare.split_once(':').is_some_and(|(label, name)| {
        matches!(
            label.to_lowercase().as_str(),
            "credit"
                | "photo"
                | "photo credit"
                | "photos"
                | "image"
                | "picture"
                | "pictures"
                | "photograph"
        ) && !name.trim().is_empty()
            && !ends_with_stop(name)
    })
}

/// A prompt to follow, subscribe, watch or read elsewhere, whatever it begins with.
fn is_prompt(plain: &str, words: usize) -> bool {
    let has = |needle: &str| plain.contains(needle);
    let ends = |needle: &str| {
        plain
            .trim_end_matches(|c: char| !c.is_alphanumeric())
            .ends_with(needle)
    };
    let network = || {
        [
            "twitter",
            "facebook",
            "instagram",
            "telegram",
            "whatsapp",
            "tiktok",
            "linkedin",
            "youtube",
            "threads",
            "bluesky",
            " on x",
            "@",
            "social media",
            "social networks",
            "http",
        ]
        .iter()
        .any(|name| has(name))
    };
    let follow = (plain.starts_with("follow ")
        || has(" follow ") && (plain.starts_with("on ") || plain.starts_with("you can ")))
        && network()
        && words <= 24;
    let follow_author = ["follow him on", "follow her on", "follow them on"]
        .iter()
        .any(|words| has(words))
        && words <= 40;
    let like = has("like the page") || has("like our page") || has("like us on facebook");
    let sign = (has("sign up for")
        || has("sign up to")
        || has("subscribe to")
        || has("subscribe for"))
        && (has("newsletter") || has("email") || has("podcast") || has("alerts") || has("inbox"))
        && words <= 30;
    let inbox = words <= 16
        && plain.starts_with("get ")
        && (has("in your inbox") || has("to your inbox") || has("newsletter"));
    let terms = words <= 30
        && plain.starts_with("by ")
        && has(" you ")
        && (has("privacy policy") || has("terms of"));
    // What stands under an article about who wrote it ends in a link to their page.
    let author = words <= 40 && has(". more about ") && !ends_with_stop(plain);
    let watch = words <= 14
        && ["watch ", "listen ", "read ", "see ", "view "]
            .iter()
            .any(|verb| plain.starts_with(verb))
        && (ends("here") || ends("below") || ends("above") || ends("below:"));
    let mail = words <= 24
        && (has("email us at")
            || has("e-mail us at")
            || has("contact us at")
            || plain.starts_with("email: ")
            || plain.starts_with("twitter: @")
            || plain.starts_with("contact: "));
    let hat_tip = words <= 8 && (plain.starts_with("h/t") || plain.starts_with("hat tip"));
    follow || follow_author || like || sign || inbox || terms || author || watch || mail || hat_tip
}

/// A note of the desk about the page itself: corrections of the page, first publication, rights.
fn is_note(plain: &str, words: usize) -> bool {
    if words > 36 {
        return false;
    }
    let noun = [
        "article",
        "story",
        "post",
        "piece",
        "report",
        "version of this article",
        "item",
        "page",
        "interview",
    ]
    .iter()
    .find_map(|noun| {
        plain
            .strip_prefix("this ")
            .and_then(|rest| rest.strip_prefix(noun))
    });
    let note = noun.is_some_and(|rest| {
        [
            " has been updated",
            " was updated",
            " was originally published",
            " originally published",
            " originally appeared",
            " first appeared",
            " was first published",
            " appeared in ",
            " was published in ",
            " has been corrected",
            " was corrected",
            " was amended",
            " is published ",
            " was produced ",
        ]
        .iter()
        .any(|verb| rest.starts_with(verb))
    });
    let year = plain
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")));
    let rights =
        (plain.starts_with("copyright") || plain.starts_with('©') || plain.starts_with("(c) "))
            && (year || plain.contains('©') || plain.contains("reserved"))
            || plain.contains("all rights reserved");
    note || rights
}

/// A line with nothing outside its tags.
fn is_markup(line: &str) -> bool {
    if !line.starts_with('<') {
        return false;
    }
    let mut depth = 0_usize;
    !line.chars().any(|c| {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ => return depth == 0 && c.is_alphanumeric(),
        }
        false
    })
}

/// Whether a line names a section of a news site.
pub(crate) fn is_section(line: &str) -> bool {
    line.len() < 40
        && SECTIONS.has(
            &bare(line)
                .trim_end_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase(),
        )
}

/// Whether a line is made of names of sections: «World News».
pub(crate) fn names_sections(line: &str) -> bool {
    is_section(line)
        || line.len() < 40
            && line
                .split_whitespace()
                .all(|word| word == "&" || SECTIONS.has_word(word))
}

/// A trail of sections: «Home > World > Europe».
pub(crate) fn is_trail(line: &str) -> bool {
    let parts = || {
        line.split(['>', '›', '»', '|', '/', '•', '·'])
            .map(str::trim)
    };
    line.len() < 120
        && parts().count() > 1
        && parts().all(|part| is_section(part) || part.is_empty())
}

/// A short line that is no sentence: what may follow furniture at the end of a page.
pub(crate) fn is_label(line: &str) -> bool {
    line.split_whitespace().count() <= 14
        && line.len() <= 120
        && !ends_with_stop(line)
        && !opens_quote(line)
}

/// What stands over a list of other articles.
pub(crate) fn is_list_title(line: &str) -> bool {
    let plain = bare(line).to_lowercase();
    [
        "related",
        "more from",
        "more on",
        "more stories",
        "more news",
        "most ",
        "read next",
        "recommended",
        "you may also",
        "you might also",
        "trending",
        "top stories",
        "latest news",
        "latest headlines",
        "popular",
        "see also",
        "also on",
        "also read",
        "around the web",
        "up next",
        "don't miss",
        "explore more",
        "elsewhere on",
    ]
    .iter()
    .any(|start| plain.starts_with(start))
}

/// The line without what is only drawn around it: bullets, arrows, emoji.
fn bare(line: &str) -> &str {
    line.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '@' | '#' | '<'))
        .trim_end()
}

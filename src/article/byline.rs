//! Who wrote an article, where and when: lines that are a byline, a name, a place, or a date.
//!
//! In comes one line of text; out comes whether its wording alone makes it such a line. Nothing here looks at
//! neighbours: a bare name is a byline only in the right spot, and `kinds` knows the spots.

use crate::article::dates::date_in;
use crate::article::furniture::is_section;
use crate::article::lexicon::{
    AGENCIES, BYLINE_ROLES, BYLINE_WORDS, DATE_WORDS, MONTHS, NAME_PARTICLES,
};

/// The most words of a byline: three authors with places, and the editors.
const MOST_WORDS: usize = 40;

/// The most words of a line of dates: published and updated, both with time and zone.
const MOST_DATE_WORDS: usize = 24;

/// Whether a line ends as a sentence does.
pub(crate) fn ends_with_stop(line: &str) -> bool {
    let closers = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』');
    let bare = line.trim_end_matches(closers);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '۔', '؟', '।'])
}

/// Whether a line begins with a quotation mark.
pub(crate) fn opens_quote(line: &str) -> bool {
    line.starts_with(['"', '“', '‘', '\'', '«', '„', '「', '『'])
}

/// «By Jane Roe», «Reporting by Jane Roe in Geneva; editing by John Doe», «Contributing: Jane Roe», «Jane Roe
/// reported from Geneva.»
pub(crate) fn is_credit(line: &str) -> bool {
    if line.len() > MOST_WORDS * 12 || line.split_whitespace().count() > MOST_WORDS {
        return false;
    }
    let line = line.trim_matches(|c: char| {
        matches!(c, '(' | ')' | '[' | ']' | '—' | '–' | '-' | '*' | '_') || c.is_whitespace()
    });
    begins_as_credit(line) || reports(line)
}

fn begins_as_credit(line: &str) -> bool {
    let lower = line.to_lowercase();
    let ends = lower
        .char_indices()
        .filter(|(_, c)| matches!(c, ' ' | ':' | '\u{A0}'))
        .map(|(at, _)| at)
        .take(4);
    // Lower-casing hardly ever moves a byte; where it does, the slice fails and this is no credit.
    let Some(end) = ends
        .filter(|end| {
            lower
                .get(..*end)
                .is_some_and(|start| BYLINE_WORDS.has(start))
        })
        .last()
    else {
        return false;
    };
    let start = lower.get(..end).unwrap_or("");
    let plain = start == "by";
    let rest = line.get(end..).unwrap_or("").trim_start_matches(':').trim();
    if rest.is_empty()
        || (start == "contributing" || start == "contributors")
            && !lower.get(end..).is_some_and(|rest| rest.starts_with(':'))
    {
        return false;
    }
    // «By Friday the town was under water.» is no byline: a stop, or a word that no byline has.
    if plain
        && (rest.split_whitespace().count() > 18
            || rest.ends_with(['.', '!', '?'])
                && !rest.ends_with("D.C.")
                && !rest.ends_with("Jr.")
                && !rest.ends_with("U.S."))
    {
        return false;
    }
    let names = rest.split([';', '|', '•', '·', '/']).next().unwrap_or("");
    let names = names.split(',').next().unwrap_or("");
    let first = names
        .split_whitespace()
        .next()
        .unwrap_or("")
        .trim_end_matches(|c: char| !c.is_alphanumeric());
    if plain && (DATE_WORDS.has_word(first) || is_month(first)) {
        return false;
    }
    (rest.starts_with(char::is_uppercase) || !plain || rest.starts_with('@')) && all_names(names)
}

/// «Jane Roe reported from Geneva.», «John Doe and Mary Poe contributed to this report.»
fn reports(line: &str) -> bool {
    let found = [
        " contributed",
        " reported from ",
        " reported in ",
        " also contributed",
        " reports from ",
    ]
    .iter()
    .filter_map(|verb| line.find(verb).map(|at| (at, *verb)))
    .min();
    let Some((at, verb)) = found else {
        return false;
    };
    let names = line.get(..at).unwrap_or("");
    let rest = line.get(at + verb.len()..).unwrap_or("");
    let words = rest.split_whitespace().count();
    if names.split_whitespace().count() > 20 || !all_names(&names.replace(',', " ")) || words > 24 {
        return false;
    }
    if verb.contains("contributed") {
        // People also contribute money.
        let lower = rest.trim_start().to_lowercase();
        return lower.trim_matches('.').is_empty()
            || [
                "reporting",
                "research",
                "from ",
                "to this ",
                "to the report",
            ]
            .iter()
            .any(|start| lower.starts_with(start));
    }
    let places = rest
        .replace([',', ';', '.'], " ")
        .replace(" contributed to this report", " ")
        .replace(" contributed reporting", " ")
        .replace(" contributed ", " ")
        .replace(" reported ", " ");
    all_names(&places)
}

/// A bare name: two to five words with capitals, no stop, no digits; or an agency.
pub(crate) fn is_name(line: &str) -> bool {
    if line.len() > 60 {
        return false;
    }
    if AGENCIES.has(&line.to_lowercase()) {
        return true;
    }
    let words = line.split_whitespace().count();
    let capitals = line.split_whitespace().all(|word| {
        word.starts_with(char::is_uppercase)
            || NAME_PARTICLES.has(word)
            || word.starts_with(uncased)
    });
    (2..=5).contains(&words)
        && capitals
        && !line.contains([':', '?', '!', '"', '“', '%', '$', '/', '&', '…', '@'])
        && !line.bytes().any(|byte| byte.is_ascii_digit())
        && (!ends_with_stop(line) || line.ends_with("Jr.") || line.ends_with("Sr."))
        && all_names(line)
        && !is_section(line)
}

/// A name with what a byline adds to it: «Jane Roe in Geneva», «Jane Roe, Reuters», «Jane Roe and John Doe», «Jane Roe | Geneva».
pub(crate) fn is_signature(line: &str) -> bool {
    let bare = line.trim_start_matches(['-', '–', '—', ' ']);
    // With a colon behind it, it is somebody who speaks next.
    if bare.len() > 120
        || bare.split_whitespace().count() > 14
        || opens_quote(bare)
        || bare.ends_with(':')
    {
        return false;
    }
    let dashed = bare.len() < line.len();
    let bare = if dashed {
        bare.trim_end_matches('.')
    } else {
        bare
    };
    if is_name(bare) || is_name(without_role(bare)) {
        return true;
    }
    let mut parts = bare
        .split([',', '|', '/', '•', '·'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" in "))
        .map(str::trim);
    let more = parts.clone().count() > 1;
    let first = parts.next().unwrap_or("");
    more && is_name(first)
        && parts.all(|part| !part.is_empty() && (is_name(part) || is_place(part) || has_role(part)))
}

/// «Jane Roe Environment» of «Jane Roe Environment correspondent».
fn without_role(line: &str) -> &str {
    match line.rsplit_once(' ') {
        Some((name, role))
            if role.starts_with(char::is_lowercase) && BYLINE_ROLES.has_word(role) =>
        {
            name
        }
        _ => line,
    }
}

fn has_role(part: &str) -> bool {
    let words = part.split_whitespace().count();
    words <= 5
        && all_names_or_roles(part)
        && part
            .split_whitespace()
            .any(|word| BYLINE_ROLES.has_word(word))
}

fn uncased(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// Whether all words are parts of names, or words that stand beside names in bylines; at least one is a name.
fn all_names(words: &str) -> bool {
    words.split_whitespace().any(|word| {
        word.trim_start_matches(|c: char| !c.is_alphanumeric())
            .starts_with(|c: char| c.is_uppercase() || uncased(c))
    }) && all_names_or_roles(words)
}

fn all_names_or_roles(words: &str) -> bool {
    words.split_whitespace().all(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty()
            || bare.starts_with(|c: char| c.is_uppercase() || uncased(c))
            || BYLINE_ROLES.has_word(bare)
            || NAME_PARTICLES.has(bare)
    })
}

/// «Washington D.C.», «Geneva», «Baku, Azerbaijan».
pub(crate) fn is_place(line: &str) -> bool {
    let words = line.split_whitespace().count();
    (1..=5).contains(&words)
        && line.len() < 50
        && !line.bytes().any(|byte| byte.is_ascii_digit())
        && line.split_whitespace().all(|word| {
            word.starts_with(|c: char| c.is_uppercase() || uncased(c))
                || NAME_PARTICLES.has(word)
                || word == "and"
        })
        && !is_section(line)
        && (!ends_with_stop(line)
            || line.ends_with("D.C.")
            || line.ends_with("U.S.")
            || line
                .split_whitespace()
                .last()
                .is_some_and(|word| word.len() <= 6 && words > 1))
}

/// A line of nothing but a date, maybe with a time and a place before it: «Published: Sept. 20, 2022, 3:15 p.m. EDT»,
/// «GENEVA, 20 September».
pub(crate) fn is_date_line(line: &str) -> bool {
    // «Posted on November 3, 2026 by Martin».
    let line = match line.split_once(" by ") {
        Some((date, name)) if all_names(name) => date,
        _ => line,
    };
    let words = line.split_whitespace().count();
    if line.len() > 120 || words > MOST_DATE_WORDS || words < 2 && date_in(line).is_none() {
        return false;
    }
    let parts = || {
        line.split(|c: char| {
            c.is_whitespace() || matches!(c, ',' | '/' | '|' | '(' | ')' | '•' | '·' | '—' | '–')
        })
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
    };
    let dated = date_in(line).is_some()
        || parts().any(is_month)
            && parts().any(|word| {
                word.len() <= 2 && word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
            });
    let mut strangers = 0;
    for word in parts() {
        let number = word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 25;
        if word.is_empty() || number || is_month(word) || DATE_WORDS.has_word(word) {
            continue;
        }
        if !word.starts_with(char::is_uppercase) {
            return false;
        }
        strangers += 1;
    }
    dated && strangers <= 3
}

fn is_month(word: &str) -> bool {
    word.len() <= 12
        && word.len() >= 3
        && MONTHS
            .beginning_with(&format!("{} ", word.to_lowercase()))
            .next()
            .is_some()
}

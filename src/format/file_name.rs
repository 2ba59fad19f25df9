//! Names for downloads, from an article's day and title: «2030-05-01 bridge-reopens.pressmark.json».
//!
//! The day of the download is handed in. Names are safe on every system that people keep files on, Windows included.

use unicode_segmentation::UnicodeSegmentation;

use crate::annotation::Metadata;
use crate::article::Article;

/// The title's part of a name has at most so many characters,
const MOST_CHARACTERS: usize = 60;
/// and so many bytes: a whole name may have 255 where files are kept.
const MOST_BYTES: usize = 200;

/// The name of one article's file. `today` (`YYYY-MM-DD`) stands in where the day of publication is not known.
#[must_use]
pub fn file_name(article: &Article, metadata: &Metadata, today: &str) -> String {
    let title = match slug(&metadata.title) {
        title if title.is_empty() => slug(&article.title()),
        title => title,
    };
    let title = if title.is_empty() { "article" } else { &title };
    let day = [&*metadata.published, today]
        .into_iter()
        .find(|day| is_day(day));
    match day {
        Some(day) => format!("{day} {title}.pressmark.json"),
        // Without a day before it the title might be one of the names that Windows keeps for devices.
        None => format!("article {title}.pressmark.json"),
    }
}

/// The name of a file of many articles.
#[must_use]
pub fn file_name_of_many(articles: usize, today: &str) -> String {
    let noun = if articles == 1 { "article" } else { "articles" };
    let day = if is_day(today) { today } else { "all" };
    format!("{day} {articles}-{noun}.pressmark.jsonl")
}

/// The words of a title in small letters, of any script, joined by hyphens; whole words as far as there is room.
fn slug(title: &str) -> String {
    let mut slug = String::new();
    for word in title.unicode_words() {
        let word: String = word
            .to_lowercase()
            .chars()
            .filter(|c| is_safe(*c))
            .collect();
        if word.is_empty() {
            continue;
        }
        let longer = [slug.as_str(), word.as_str()].join("-");
        let longer = longer.trim_start_matches('-');
        if !fits(longer) {
            if slug.is_empty() {
                slug.extend(word.graphemes(true).scan(String::new(), |taken, grapheme| {
                    taken.push_str(grapheme);
                    fits(taken).then_some(grapheme)
                }));
            }
            break;
        }
        slug = longer.to_owned();
    }
    slug
}

fn fits(slug: &str) -> bool {
    slug.len() <= MOST_BYTES && slug.chars().count() <= MOST_CHARACTERS
}

/// Letters, digits and marks; no signs, nothing invisible, nothing that turns the direction of what follows.
fn is_safe(character: char) -> bool {
    match character {
        '\0'..='\u{7F}' => character.is_ascii_alphanumeric(),
        '’' | '‘' | 'ʼ' | '·' | '．' | '\u{AD}' | '\u{2027}' | '\u{FEFF}' => false,
        '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => false,
        _ => !character.is_control(),
    }
}

fn is_day(day: &str) -> bool {
    (4..=10).contains(&day.len())
        && day
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, published: &str, expected: &str) {
        let article = Article::from_text("Bridge Reopens\n\nIt reopened on Monday.");
        let metadata = Metadata {
            title: title.into(),
            published: published.into(),
            ..Metadata::default()
        };
        let name = file_name(&article, &metadata, "2030-05-01");
        assert_eq!(name, expected);
        assert!(name.len() <= 255);
        assert!(!name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']));
    }

    #[test]
    fn a_name_carries_day_and_title() {
        check(
            "Mayor’s plan: $5M for U.S. bridges?",
            "2029-12-31",
            "2029-12-31 mayors-plan-5m-for-us-bridges.pressmark.json",
        );
        check("", "", "2030-05-01 bridge-reopens.pressmark.json");
        check("", "last week", "2030-05-01 bridge-reopens.pressmark.json");
        check("", "2029-12", "2029-12 bridge-reopens.pressmark.json");
        check(
            "../../etc/passwd",
            "",
            "2030-05-01 etc-passwd.pressmark.json",
        );
        check("CON", "", "2030-05-01 con.pressmark.json");
        check(
            "«Дело» №1: Тбилиси",
            "",
            "2030-05-01 дело-1-тбилиси.pressmark.json",
        );
        check("a\u{202E}gpj.exe", "", "2030-05-01 agpjexe.pressmark.json");
        check(
            "<script>alert(1)</script>",
            "",
            "2030-05-01 script-alert-1-script.pressmark.json",
        );
    }

    #[test]
    fn a_long_title_ends_with_a_whole_word() {
        check(
            &"word ".repeat(40),
            "",
            &format!("2030-05-01 {}word.pressmark.json", "word-".repeat(11)),
        );
        check(
            &"x".repeat(90),
            "",
            &format!("2030-05-01 {}.pressmark.json", "x".repeat(60)),
        );
    }

    #[test]
    fn without_any_day_a_name_is_still_no_device() {
        let article = Article::from_text("Nul");
        let name = file_name(&article, &Metadata::default(), "");
        assert_eq!(name, "article nul.pressmark.json");
        assert_eq!(
            file_name_of_many(12, "2030-05-01"),
            "2030-05-01 12-articles.pressmark.jsonl"
        );
    }
}

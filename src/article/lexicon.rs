//! The lists of words that recognising an article needs, read from `lexicon/*.txt`: one entry a line, in lower case,
//! `#` before a comment, sorted (`tests/tidy.rs` sees to it). Here they are only looked up; what a hit means is for those who ask.

use std::sync::LazyLock;

/// A sorted list.
pub(crate) struct Lexicon(Vec<&'static str>);

macro_rules! lexicon {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {
        $(
            $(#[$doc])*
            pub(crate) static $name: LazyLock<Lexicon> = LazyLock::new(|| Lexicon(entries(include_str!(concat!("lexicon/", $file))).collect()));
        )*
    };
}

lexicon! {
    /// Abbreviations whose full stop never ends a sentence: «mr».
    BEFORE_NAME = "before_name.txt";
    /// Abbreviations only when a number follows: «no».
    BEFORE_NUMBER = "before_number.txt";
    /// Abbreviations that may end a sentence: «inc».
    MAY_END = "may_end.txt";
    /// Words that, with a capital, begin a sentence.
    OPENERS = "openers.txt";
    /// Forms of verbs that carry on after a quotation.
    SPEECH_VERBS = "speech_verbs.txt";
    /// Month names and numbers: «sept 9».
    MONTHS = "months.txt";
    /// Lines of page furniture; `*` stands for more words.
    FURNITURE = "furniture.txt";
    /// Sections of a news site.
    SECTIONS = "sections.txt";
    /// What a byline begins with: «by».
    BYLINE_WORDS = "byline_words.txt";
    /// Words of a byline that are no names: «correspondent».
    BYLINE_ROLES = "byline_roles.txt";
    /// Small words in names: «van».
    NAME_PARTICLES = "name_particles.txt";
    /// Press and picture agencies.
    AGENCIES = "agencies.txt";
    /// Words of a line of date and time that are no month.
    DATE_WORDS = "date_words.txt";
    /// What pages count: «comments».
    COUNTERS = "counters.txt";
}

fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Lexicon {
    /// Whether the list holds this entry, given in lower case.
    pub(crate) fn has(&self, entry: &str) -> bool {
        self.0.binary_search(&entry).is_ok()
    }

    /// Whether the list holds this word, given in any case.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        if word.len() > 32 {
            return false;
        }
        self.has(&word.to_lowercase())
    }

    /// The entries that begin with these characters.
    pub(crate) fn beginning_with(&self, start: &str) -> impl Iterator<Item = &'static str> {
        let from = self.0.partition_point(|entry| *entry < start);
        self.0
            .get(from..)
            .unwrap_or(&[])
            .iter()
            .copied()
            .take_while(move |entry| entry.starts_with(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_by_their_beginning() {
        let september: Vec<&str> = MONTHS.beginning_with("sept ").collect();
        assert_eq!(september, ["sept 9"]);
        assert!(MONTHS.beginning_with("smarch ").next().is_none());
    }
}

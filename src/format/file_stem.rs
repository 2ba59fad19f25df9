//! Names of an article's files inside an archive.

use std::collections::BTreeSet;

/// A name that every system takes: the article's id if that is plain, else its number. No two are alike, in any case of letters.
pub(crate) fn file_stem(id: &str, n: usize, taken: &mut BTreeSet<String>) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let plain = !id.is_empty() && id.len() <= 80 && id.chars().all(is_plain);
    let mut name = if plain {
        id.to_owned()
    } else {
        format!("article-{}", n + 1)
    };
    while !taken.insert(name.to_lowercase()) {
        name = format!("{name}-{}", n + 1);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_differ() {
        let mut taken = BTreeSet::new();
        let ids = ["d1", "D1", "../x", "", "a b", "d1"];
        let names: Vec<String> = ids
            .iter()
            .enumerate()
            .map(|(n, id)| file_stem(id, n, &mut taken))
            .collect();
        assert_eq!(
            names,
            ["d1", "D1-2", "article-3", "article-4", "article-5", "d1-6"]
        );
    }
}

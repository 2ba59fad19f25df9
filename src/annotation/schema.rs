//! The built-in schema as data: labels, their attributes, link types and their ends.
//!
//! The page's controls, the format's checks and the guidelines on the page are made from it. Terms are those of
//! PARC 3 and PolNeAR (speaker, cue, quote), ACE 2005 (casualty), Full Fact and ClaimBuster (claim).

use crate::annotation::guidelines;

/// What a value of an attribute may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributeKind {
    /// One word of a list; the first is the default.
    Choice(&'static [&'static str]),
    /// Several words of a list.
    Choices(&'static [&'static str]),
    /// Free words.
    Text,
    /// Several lines of free words.
    Texts,
    /// A whole number from 0 up.
    Count,
    /// A number from 0 to 1.
    Share,
    /// Any number.
    Number,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    Date,
    /// The id of an entry of the speaker registry.
    Speaker,
}

/// A named value that annotations of a label can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The name in files: `quote_type`.
    pub name: &'static str,
    /// The name on the page: «Type».
    pub title: &'static str,
    /// What it can be.
    pub kind: AttributeKind,
}

/// A kind of annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// The name in files and the class in styles: `quote`.
    pub name: &'static str,
    /// The name on the page: «Quote».
    pub title: &'static str,
    /// Several of them: «Quotes».
    pub plural: &'static str,
    /// The small raised letter before a mark.
    pub letter: char,
    /// The attributes, in the order of the card.
    pub attributes: &'static [Attribute],
    /// What is marked and what is not, in a few paragraphs of plain text.
    pub guideline: &'static str,
}

/// A kind of arrow between annotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkType {
    /// The name in files: `source`.
    pub name: &'static str,
    /// The name on the page: «Speaker».
    pub title: &'static str,
    /// The label it starts from.
    pub from: &'static str,
    /// The labels it may point to.
    pub to: &'static [&'static str],
    /// How many there may be from one annotation.
    pub most: usize,
}

/// Labels and link types that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// The labels, in the order of the keys 1 to 6.
    pub labels: &'static [Label],
    /// The link types, in the order of the card.
    pub link_types: &'static [LinkType],
}

impl Schema {
    /// The schema that comes with Pressmark.
    pub const BUILT_IN: Schema = Schema {
        labels: LABELS,
        link_types: LINK_TYPES,
    };

    /// A label by its name.
    pub fn label(&self, name: &str) -> Option<&'static Label> {
        self.labels.iter().find(|label| label.name == name)
    }

    /// A label's name for a reader: «Quote». A file's own label has its own with a capital.
    pub fn title_of(&self, label: &str) -> String {
        match self.label(label) {
            Some(label) => label.title.to_owned(),
            None => {
                let mut characters = label.chars();
                let first = characters.next().into_iter().flat_map(char::to_uppercase);
                first.chain(characters).collect()
            }
        }
    }

    /// More than one of it, in small letters: «casualties».
    pub fn plural_of(&self, label: &str) -> String {
        match self.label(label) {
            Some(label) => label.plural.to_lowercase(),
            None => format!("{label}s"),
        }
    }

    /// The letter before a mark; a file's own label has its first.
    pub fn letter_of(&self, label: &str) -> char {
        match self.label(label) {
            Some(label) => label.letter,
            None => label
                .chars()
                .next()
                .and_then(|first| first.to_uppercase().next())
                .unwrap_or('•'),
        }
    }

    /// The attribute of a label.
    pub fn attribute(&self, label: &str, name: &str) -> Option<&'static Attribute> {
        self.label(label)?
            .attributes
            .iter()
            .find(|attribute| attribute.name == name)
    }

    /// The link types that may start from a label.
    pub fn links_from(&self, label: &str) -> impl Iterator<Item = &'static LinkType> {
        self.link_types
            .iter()
            .filter(move |link| link.from == label)
    }

    /// The link type of that name that starts from a label.
    pub fn link_type(&self, name: &str, from: &str) -> Option<&'static LinkType> {
        self.links_from(from).find(|link| link.name == name)
    }

    /// The first link type that may lead from one label to another.
    pub fn link_between(&self, from: &str, to: &str) -> Option<&'static LinkType> {
        self.links_from(from).find(|link| link.to.contains(&to))
    }
}

/// A choice's name on the page. What stands in files is not always a word that people use.
pub fn choice_title(attribute: &str, choice: &str) -> String {
    let own = CHOICE_TITLES
        .iter()
        .find(|(of, name, _)| *of == attribute && *name == choice);
    match own {
        Some((_, _, title)) => (*title).to_owned(),
        None => choice.replace('_', " "),
    }
}

/// Attribute, choice and title, where the name with spaces would not be understood.
const CHOICE_TITLES: &[(&str, &str, &str)] = &[
    ("mention", "nominal", "description"),
    ("mention", "organization", "organisation"),
    ("scope", "event", "this event"),
    ("scope", "running_total", "total so far"),
    ("strength", "hedged", "cautious"),
    ("strength", "conditional", "on a condition"),
    ("strength", "aspiration", "a hope"),
    ("polarity", "will_do", "do it"),
    ("polarity", "will_not_do", "not do it"),
    ("claim_type", "quantity", "figures"),
    ("claim_type", "correlation_causation", "cause and effect"),
    ("claim_type", "laws_rules", "laws and rules"),
    ("claim_type", "personal_experience", "own experience"),
    ("checkworthiness", "CFS", "yes"),
    ("checkworthiness", "UFS", "a fact, but no"),
    ("checkworthiness", "NFS", "no fact"),
];

const fn attribute(name: &'static str, title: &'static str, kind: AttributeKind) -> Attribute {
    Attribute { name, title, kind }
}

const LABELS: &[Label] = &[
    Label {
        name: "speaker",
        title: "Speaker",
        plural: "Speakers",
        letter: 'S',
        attributes: &[
            attribute("speaker_id", "Who", AttributeKind::Speaker),
            attribute(
                "mention",
                "Mention",
                AttributeKind::Choice(&["name", "pronoun", "nominal", "organization"]),
            ),
            attribute(
                "naming",
                "Naming",
                AttributeKind::Choice(&["named", "unnamed", "collective"]),
            ),
        ],
        guideline: guidelines::SPEAKER,
    },
    Label {
        name: "quote",
        title: "Quote",
        plural: "Quotes",
        letter: 'Q',
        attributes: &[
            attribute(
                "quote_type",
                "Type",
                AttributeKind::Choice(&["direct", "indirect", "mixed"]),
            ),
            attribute(
                "attribution_type",
                "Attitude",
                AttributeKind::Choice(&["assertion", "belief", "question", "order", "emotion"]),
            ),
        ],
        guideline: guidelines::QUOTE,
    },
    Label {
        name: "casualty",
        title: "Casualty",
        plural: "Casualties",
        letter: 'K',
        attributes: &[
            attribute(
                "casualty_type",
                "Harm",
                AttributeKind::Choices(&[
                    "killed",
                    "injured",
                    "missing",
                    "displaced",
                    "detained",
                    "affected",
                ]),
            ),
            attribute("count_text", "Count", AttributeKind::Text),
            attribute(
                "count_qualifier",
                "How exact",
                AttributeKind::Choice(&[
                    "exact",
                    "at_least",
                    "more_than",
                    "at_most",
                    "fewer_than",
                    "about",
                    "range",
                    "vague",
                    "none",
                ]),
            ),
            attribute("count_min", "At least", AttributeKind::Count),
            attribute("count_max", "At most", AttributeKind::Count),
            attribute("victim_type", "Who", AttributeKind::Text),
            attribute("place", "Place", AttributeKind::Text),
            attribute("time", "Time", AttributeKind::Text),
            attribute(
                "scope",
                "Scope",
                AttributeKind::Choice(&["event", "running_total"]),
            ),
            attribute(
                "status",
                "Status",
                AttributeKind::Choice(&["reported", "confirmed", "claimed", "disputed", "denied"]),
            ),
        ],
        guideline: guidelines::CASUALTY,
    },
    Label {
        name: "commitment",
        title: "Commitment",
        plural: "Commitments",
        letter: 'P',
        attributes: &[
            attribute(
                "act",
                "Act",
                AttributeKind::Choice(&[
                    "promise",
                    "offer",
                    "agreement",
                    "guarantee",
                    "threat",
                    "refusal",
                ]),
            ),
            attribute("action", "Action", AttributeKind::Text),
            attribute("beneficiary", "For whom", AttributeKind::Text),
            attribute("deadline", "Deadline", AttributeKind::Text),
            attribute("deadline_date", "Date", AttributeKind::Date),
            attribute("condition", "Condition", AttributeKind::Text),
            attribute(
                "strength",
                "Strength",
                AttributeKind::Choice(&["firm", "hedged", "conditional", "aspiration"]),
            ),
            attribute(
                "polarity",
                "They will",
                AttributeKind::Choice(&["will_do", "will_not_do"]),
            ),
        ],
        guideline: guidelines::COMMITMENT,
    },
    Label {
        name: "claim",
        title: "Claim",
        plural: "Claims",
        letter: 'F',
        attributes: &[
            attribute("claim_text", "In full", AttributeKind::Text),
            attribute(
                "claim_type",
                "Type",
                AttributeKind::Choice(&[
                    "quantity",
                    "correlation_causation",
                    "laws_rules",
                    "prediction",
                    "personal_experience",
                    "other",
                    "not_a_claim",
                ]),
            ),
            attribute(
                "checkworthiness",
                "Worth checking",
                AttributeKind::Choice(&["CFS", "UFS", "NFS"]),
            ),
            attribute("priority", "Priority", AttributeKind::Share),
            attribute(
                "verdict_state",
                "Check",
                AttributeKind::Choice(&["unchecked", "in_progress", "checked"]),
            ),
            attribute("verdict", "Verdict", AttributeKind::Text),
            attribute("rating_value", "Rating", AttributeKind::Number),
            attribute("rating_best", "Best rating", AttributeKind::Number),
            attribute("rating_worst", "Worst rating", AttributeKind::Number),
            attribute("evidence", "Evidence", AttributeKind::Texts),
        ],
        guideline: guidelines::CLAIM,
    },
    Label {
        name: "cue",
        title: "Cue",
        plural: "Cues",
        letter: 'C',
        attributes: &[
            attribute(
                "cue_type",
                "Type",
                AttributeKind::Choice(&["verb", "according_to", "noun", "punctuation"]),
            ),
            attribute("lemma", "Base form", AttributeKind::Text),
        ],
        guideline: guidelines::CUE,
    },
];

const LINK_TYPES: &[LinkType] = &[
    LinkType {
        name: "source",
        title: "Speaker",
        from: "quote",
        to: &["speaker"],
        most: usize::MAX,
    },
    LinkType {
        name: "cue",
        title: "Cue",
        from: "quote",
        to: &["cue"],
        most: 1,
    },
    LinkType {
        name: "addressee",
        title: "Addressee",
        from: "quote",
        to: &["speaker"],
        most: usize::MAX,
    },
    LinkType {
        name: "reported_by",
        title: "Reported by",
        from: "casualty",
        to: &["speaker", "quote"],
        most: usize::MAX,
    },
    LinkType {
        name: "actor",
        title: "Actor",
        from: "commitment",
        to: &["speaker"],
        most: usize::MAX,
    },
    LinkType {
        name: "in_quote",
        title: "In quote",
        from: "commitment",
        to: &["quote"],
        most: 1,
    },
    LinkType {
        name: "claimant",
        title: "Claimant",
        from: "claim",
        to: &["speaker"],
        most: usize::MAX,
    },
    LinkType {
        name: "in_quote",
        title: "In quote",
        from: "claim",
        to: &["quote"],
        most: 1,
    },
    LinkType {
        name: "about",
        title: "About",
        from: "claim",
        to: &["casualty", "commitment"],
        most: usize::MAX,
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_and_letters_are_unique_and_link_ends_exist() {
        let schema = Schema::BUILT_IN;
        let names: BTreeSet<_> = schema.labels.iter().map(|l| l.name).collect();
        let letters: BTreeSet<_> = schema.labels.iter().map(|l| l.letter).collect();
        assert_eq!(
            (names.len(), letters.len()),
            (schema.labels.len(), schema.labels.len())
        );
        for link in schema.link_types {
            assert!(names.contains(link.from), "{}", link.name);
            assert!(link.to.iter().all(|to| names.contains(to)), "{}", link.name);
        }
        for label in schema.labels {
            let attributes: BTreeSet<_> = label.attributes.iter().map(|a| a.name).collect();
            assert_eq!(attributes.len(), label.attributes.len(), "{}", label.name);
            assert!(label.guideline.len() > 80, "{} has a guideline", label.name);
        }
    }

    #[test]
    fn every_choice_has_a_plain_name_of_its_own() {
        let mut titled = 0;
        for label in Schema::BUILT_IN.labels {
            for attribute in label.attributes {
                let (AttributeKind::Choice(choices) | AttributeKind::Choices(choices)) =
                    attribute.kind
                else {
                    continue;
                };
                let titles: BTreeSet<_> = choices
                    .iter()
                    .map(|choice| choice_title(attribute.name, choice))
                    .collect();
                assert_eq!(titles.len(), choices.len(), "{}", attribute.name);
                for title in titles {
                    let plain = |c: char| c.is_lowercase() || c == ' ' || c == ',';
                    assert!(title.chars().all(plain), "{}: {title}", attribute.name);
                }
                let own = |choice: &&&str| {
                    let mut titles = CHOICE_TITLES.iter();
                    titles.any(|(of, name, _)| *of == attribute.name && name == *choice)
                };
                titled += choices.iter().filter(own).count();
            }
        }
        assert_eq!(titled, CHOICE_TITLES.len(), "a title names no choice");
    }

    #[test]
    fn a_link_type_is_found_by_its_ends() {
        let schema = Schema::BUILT_IN;
        assert_eq!(
            schema.link_between("quote", "speaker").map(|l| l.name),
            Some("source")
        );
        assert_eq!(
            schema.link_between("claim", "casualty").map(|l| l.name),
            Some("about")
        );
        assert_eq!(schema.link_between("speaker", "quote"), None);
    }
}

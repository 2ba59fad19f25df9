//! What is said of an annotation beside its label: named values.

use std::collections::BTreeMap;
use std::rc::Rc;

use thiserror::Error;

use crate::annotation::schema::{Attribute, AttributeKind};
use crate::article::is_day;

/// The value of one attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeValue {
    /// Words, one choice of a list, a date, or a speaker's id.
    Text(Rc<str>),
    /// Several choices or lines, in order.
    Texts(Vec<Rc<str>>),
    /// A count, a rating or a share.
    Number(f64),
}

/// Attributes by name. A name that is missing has its default.
pub type Attributes = BTreeMap<Rc<str>, AttributeValue>;

impl AttributeValue {
    /// The text, if the value is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            AttributeValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if the value is one.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            AttributeValue::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl From<&str> for AttributeValue {
    fn from(text: &str) -> Self {
        AttributeValue::Text(Rc::from(text))
    }
}

/// Why a value does not fit its attribute.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum AttributeError {
    /// A word that is not among the choices.
    #[error("«{value}» is not a choice for «{attribute}»")]
    NotAChoice {
        /// The attribute's name.
        attribute: String,
        /// What was given.
        value: String,
    },
    /// A number outside its bounds, or not a number.
    #[error("«{attribute}» must be {expected}")]
    WrongKind {
        /// The attribute's name.
        attribute: String,
        /// What is wanted, in words.
        expected: &'static str,
    },
}

impl AttributeError {
    /// The same error, its attribute called otherwise.
    pub fn of(mut self, name: &str) -> Self {
        let (AttributeError::NotAChoice { attribute, .. }
        | AttributeError::WrongKind { attribute, .. }) = &mut self;
        name.clone_into(attribute);
        self
    }
}

impl Attribute {
    /// Says whether the value fits.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, value: &AttributeValue) -> Result<(), AttributeError> {
        let wrong = |expected| {
            Err(AttributeError::WrongKind {
                attribute: self.name.to_owned(),
                expected,
            })
        };
        let choice = |choices: &[&str], value: &str| {
            if choices.contains(&value) {
                return Ok(());
            }
            Err(AttributeError::NotAChoice {
                attribute: self.name.to_owned(),
                value: value.to_owned(),
            })
        };
        match (self.kind, value) {
            (AttributeKind::Choice(choices), AttributeValue::Text(text)) => choice(choices, text),
            (AttributeKind::Choice(_), _) => wrong("one of its choices"),
            (AttributeKind::Choices(choices), AttributeValue::Texts(texts)) => {
                texts.iter().try_for_each(|text| choice(choices, text))
            }
            (AttributeKind::Choices(_), _) => wrong("a list of its choices"),
            (AttributeKind::Text | AttributeKind::Speaker, AttributeValue::Text(_)) => Ok(()),
            (AttributeKind::Text | AttributeKind::Speaker, _) => wrong("a text"),
            (AttributeKind::Date, AttributeValue::Text(text)) if is_date(text) => Ok(()),
            (AttributeKind::Date, _) => wrong("a date such as 2030-12-31"),
            (AttributeKind::Texts, AttributeValue::Texts(_)) => Ok(()),
            (AttributeKind::Texts, _) => wrong("a list of texts"),
            (AttributeKind::Count, AttributeValue::Number(n))
                if *n >= 0.0 && n.fract() == 0.0 && *n <= 1e15 =>
            {
                Ok(())
            }
            (AttributeKind::Count, _) => wrong("a whole number from 0 up"),
            (AttributeKind::Share, AttributeValue::Number(n)) if (0.0..=1.0).contains(n) => Ok(()),
            (AttributeKind::Share, _) => wrong("a number from 0 to 1"),
            (AttributeKind::Number, AttributeValue::Number(n)) if n.is_finite() => Ok(()),
            (AttributeKind::Number, _) => wrong("a number"),
        }
    }
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD` with a month and day that can be.
fn is_date(text: &str) -> bool {
    match text.len() {
        4 => is_day(&format!("{text}-01-01")),
        7 => is_day(&format!("{text}-01")),
        _ => is_day(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: AttributeKind, value: AttributeValue, fits: bool) {
        let attribute = Attribute {
            name: "x",
            title: "X",
            kind,
        };
        assert_eq!(attribute.check(&value).is_ok(), fits, "{kind:?} {value:?}");
    }

    #[test]
    fn values_are_checked_against_the_kind() {
        const KINDS: &[&str] = &["killed", "injured"];
        check(AttributeKind::Choice(KINDS), "killed".into(), true);
        check(AttributeKind::Choice(KINDS), "hurt".into(), false);
        check(
            AttributeKind::Choices(KINDS),
            AttributeValue::Texts(vec!["injured".into()]),
            true,
        );
        check(AttributeKind::Choices(KINDS), "injured".into(), false);
        check(AttributeKind::Count, AttributeValue::Number(12.0), true);
        check(AttributeKind::Count, AttributeValue::Number(-1.0), false);
        check(AttributeKind::Count, AttributeValue::Number(1.5), false);
        check(AttributeKind::Share, AttributeValue::Number(1.5), false);
        check(
            AttributeKind::Number,
            AttributeValue::Number(f64::NAN),
            false,
        );
        check(AttributeKind::Date, "2030-12-31".into(), true);
        check(AttributeKind::Date, "2030".into(), true);
        check(AttributeKind::Date, "2030-12".into(), true);
        check(AttributeKind::Date, "2030-13-01".into(), false);
        check(AttributeKind::Date, "2030-02-31".into(), false);
        check(AttributeKind::Date, "by 2030".into(), false);
    }
}

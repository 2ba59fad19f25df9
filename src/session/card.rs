//! The card of the selected annotation, and the links that are drawn beside the text.

use std::rc::Rc;

use crate::annotation::{
    Annotation, AttributeKind, AttributeValue, Id, Link, LinkType, Origin, State, choice_title,
    rule_description,
};
use crate::article::Extent;
use crate::session::phrases;
use crate::session::session::Session;
use crate::session::view::{Arc, Card, CardAttribute, CardLink};

impl Session {
    /// The selected annotation in full.
    pub fn card(&self) -> Option<Card> {
        let annotation = self.selected_annotation().ok()?;
        let attributes = match self.schema.label(&annotation.label) {
            Some(label) => label.attributes,
            None => &[],
        };
        let Origin {
            kind,
            rule,
            score,
            reason,
            ..
        } = &annotation.origin;
        Some(Card {
            id: annotation.id.clone(),
            label: annotation.label.clone(),
            title: self.schema.title_of(&annotation.label).into(),
            letter: self.schema.letter_of(&annotation.label),
            state: annotation.state,
            score: *score,
            origin: *kind,
            rule: rule.clone(),
            looks_for: rule_description(rule).unwrap_or_default(),
            reason: reason.clone(),
            was: self.was(&annotation),
            fragments: annotation
                .fragments
                .iter()
                .map(|fragment| self.article.slice(fragment).to_owned())
                .collect(),
            links: self
                .schema
                .links_from(&annotation.label)
                .map(|link_type| (*link_type, self.links_of_type(&annotation.id, link_type)))
                .collect(),
            links_here: self
                .set
                .links_at(&annotation.id)
                .filter(|link| link.to == annotation.id && link.state != State::Rejected)
                .filter_map(|link| self.card_link(link, &link.from))
                .collect(),
            attributes: attributes
                .iter()
                .map(|attribute| {
                    let set = annotation.attributes.get(attribute.name).cloned();
                    let is_default = set.is_none();
                    let default = || match attribute.kind {
                        AttributeKind::Choice(choices) => {
                            choices.first().map(|choice| AttributeValue::from(*choice))
                        }
                        AttributeKind::Choices(choices) => choices
                            .first()
                            .map(|choice| AttributeValue::Texts(vec![Rc::from(*choice)])),
                        _ => None,
                    };
                    let value = set.or_else(default);
                    CardAttribute {
                        attribute: *attribute,
                        is_default: is_default && value.is_some(),
                        value,
                    }
                })
                .collect(),
            speaker: self
                .set
                .speaker_of(&annotation)
                .map(|speaker| self.speaker_view(speaker)),
            note: annotation.note.clone(),
            position: self.position(&annotation.id),
        })
    }

    fn links_of_type(&self, from: &Id, link_type: &LinkType) -> Vec<CardLink> {
        self.set
            .links_from(from)
            .filter(|link| *link.link_type == *link_type.name && link.state != State::Rejected)
            .filter_map(|link| self.card_link(link, &link.to))
            .collect()
    }

    fn card_link(&self, link: &Link, other: &Id) -> Option<CardLink> {
        let other = self.set.annotation(other)?;
        Some(CardLink {
            id: link.id.clone(),
            title: self.link_title(link)?,
            other: other.id.clone(),
            label: other.label.clone(),
            words: match &*other.label {
                "speaker" => phrases::mention_name(&self.article, &self.set, other),
                _ => phrases::words(&self.article, other, 60),
            },
            state: link.state,
        })
    }

    /// The name on the page of a link's type. A type of a file's own has none and is not drawn.
    fn link_title(&self, link: &Link) -> Option<&'static str> {
        let from = self.set.annotation(&link.from)?;
        let by_label = self.schema.link_type(&link.link_type, &from.label);
        let by_name = || {
            let mut types = self.schema.link_types.iter();
            types.find(|link_type| *link_type.name == *link.link_type)
        };
        by_label.or_else(by_name).map(|link_type| link_type.title)
    }

    /// «It was proposed as a quote: “…”.», for an annotation that was mended.
    fn was(&self, annotation: &Annotation) -> String {
        let Some(was) = &annotation.origin.was else {
            return String::new();
        };
        let mut said = Vec::new();
        if was.label != annotation.label {
            said.push(phrases::noun_of(self, &was.label));
        }
        if was.fragments != annotation.fragments {
            let before = Annotation {
                fragments: was.fragments.clone(),
                ..annotation.clone()
            };
            said.push(format!("«{}»", phrases::words(&self.article, &before, 120)));
        }
        for (name, value) in &was.attributes {
            if annotation.attributes.get(name) != Some(value) {
                let value = match (&**name, value) {
                    ("speaker_id", AttributeValue::Text(id)) => self
                        .set
                        .speaker(&Id::from(&**id))
                        .map_or("another one".to_owned(), |s| s.name.to_string()),
                    (_, AttributeValue::Text(text)) => choice_title(name, text),
                    (_, AttributeValue::Texts(texts)) => choice_title(name, &texts.join(", ")),
                    (_, AttributeValue::Number(number)) => number.to_string(),
                };
                let title = self
                    .schema
                    .attribute(&was.label, name)
                    .map_or(name.replace('_', " "), |attribute| {
                        attribute.title.to_lowercase()
                    });
                said.push(format!("{title} {value}"));
            }
        }
        said.join(", ")
    }

    /// The links at an annotation, as they are drawn while it is selected or hovered.
    pub fn arcs(&self, id: &Id) -> Vec<Arc> {
        self.set
            .links_at(id)
            .filter(|link| link.state != State::Rejected)
            .filter_map(|link| {
                let far = if link.from == *id {
                    &link.to
                } else {
                    &link.from
                };
                let (from, to) = (
                    self.set.annotation(&link.from)?,
                    self.set.annotation(&link.to)?,
                );
                if !self.is_drawn(from) || !self.is_drawn(to) {
                    return None;
                }
                Some(Arc {
                    title: self.link_title(link)?,
                    from: link.from.clone(),
                    to: link.to.clone(),
                    ends: [ends(from)?, ends(to)?],
                    label: self.set.annotation(far)?.label.clone(),
                    state: link.state,
                })
            })
            .collect()
    }
}

/// An annotation's first and last fragment.
fn ends(annotation: &Annotation) -> Option<(Extent, Extent)> {
    let mut fragments = annotation.fragments.iter();
    let first = fragments.next()?;
    Some((first, fragments.last().unwrap_or(first)))
}

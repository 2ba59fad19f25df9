//! What the person is told: messages that stay, notes that pass, and words for a screen reader.

use std::rc::Rc;

use yew::{AttrValue, Context};

use crate::app::action::ShellAction;
use crate::app::listener::Timer;
use crate::app::messages::{About, Message, Tone};
use crate::app::root::{Msg, Root};
use crate::app::storage::StorageError;
use crate::session::Refusal;

/// How long a note without a button stays, in milliseconds.
const NOTE_MILLISECONDS: i32 = 6_000;
/// How long one with a button stays.
const OFFER_MILLISECONDS: i32 = 20_000;

impl Root {
    /// Has a screen reader say something.
    pub(super) fn say(&mut self, words: &str) {
        self.said = (
            self.said.0.wrapping_add(1),
            AttrValue::from(words.to_owned()),
        );
    }

    /// Shows an error. One that stands there already is not shown twice.
    pub(super) fn tell_error(&mut self, text: impl Into<AttrValue>, hint: impl Into<AttrValue>) {
        self.add_error(About::Anything, text.into(), hint.into(), None);
    }

    /// Says that something is not saved. The message goes once everything is.
    pub(super) fn tell_not_saved(&mut self, error: &StorageError) {
        let way_out = error
            .may_pass()
            .then(|| ("Try again".into(), ShellAction::RetrySaving));
        let text = format!("Not saved. {error}");
        self.add_error(About::Saving, text.into(), error.hint().into(), way_out);
    }

    /// Lets go of what was said about saving.
    pub(super) fn forget_not_saved(&mut self) {
        self.messages = self
            .messages
            .iter()
            .filter(|message| message.about != About::Saving)
            .cloned()
            .collect();
    }

    fn add_error(
        &mut self,
        about: About,
        text: AttrValue,
        hint: AttrValue,
        way_out: Option<(AttrValue, ShellAction)>,
    ) {
        if self
            .messages
            .iter()
            .any(|message| message.tone == Tone::Error && message.text == text)
        {
            return;
        }
        let message = Message {
            id: self.message_id(),
            tone: Tone::Error,
            about,
            text,
            hint,
            way_out,
        };
        self.messages = self.messages.iter().cloned().chain([message]).collect();
    }

    /// Shows a note for a while; the next one takes its place. One with a button is an offer, which only the next
    /// offer replaces: the way back must not go because something else is said.
    pub(super) fn note(
        &mut self,
        ctx: &Context<Self>,
        text: impl Into<AttrValue>,
        hint: impl Into<AttrValue>,
        way_out: Option<(AttrValue, ShellAction)>,
    ) {
        let id = self.message_id();
        let tone = if way_out.is_some() {
            Tone::Offer
        } else {
            Tone::Note
        };
        let message = Message {
            id,
            tone,
            about: About::Anything,
            text: text.into(),
            hint: hint.into(),
            way_out,
        };
        let others = self.messages.iter().filter(|message| message.tone != tone);
        self.messages = others.cloned().chain([message]).collect();
        let seen = ctx.link().callback(Msg::NoteSeen);
        let after = |stay| Timer::after(stay, move || seen.emit(id));
        if tone == Tone::Offer {
            self.offer_timer = after(OFFER_MILLISECONDS);
        } else {
            self.note_timer = after(NOTE_MILLISECONDS);
        }
    }

    /// Lets go of offers to bring an article back, or to do so in vain.
    pub(super) fn drop_offers_of(&mut self, id: &Rc<str>) {
        let restore = ShellAction::Restore(id.clone());
        let others = self.messages.iter().filter(|message| {
            let way_out = message.way_out.as_ref();
            way_out.is_none_or(|(_, wish)| *wish != restore)
        });
        self.messages = others.cloned().collect();
    }

    /// Says why a command was refused.
    pub(super) fn refused(&mut self, ctx: &Context<Self>, refusal: &Refusal) {
        let (what, hint) = (refusal.to_string(), refusal.hint(&self.keys));
        // A region that comes with its words is often not read; the one that stands is.
        self.say(&format!("{what} {hint}"));
        self.note(ctx, what, hint, None);
    }

    /// Lets a message go; whether it was there.
    pub(super) fn dismiss(&mut self, id: u32) -> bool {
        let there = self.messages.iter().any(|message| message.id == id);
        if there {
            self.messages = self
                .messages
                .iter()
                .filter(|message| message.id != id)
                .cloned()
                .collect();
        }
        there
    }

    fn message_id(&mut self) -> u32 {
        self.next_message = self.next_message.wrapping_add(1);
        self.next_message
    }
}

//! What the person is told: messages that stay, notes that pass, and words for a screen reader.

use yew::{AttrValue, Context};

use crate::app::action::ShellAction;
use crate::app::listener::Timer;
use crate::app::messages::{Message, Tone};
use crate::app::root::{Msg, Root};
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
        self.tell_error_with(text, hint, None);
    }

    /// Shows an error with a button.
    pub(super) fn tell_error_with(
        &mut self,
        text: impl Into<AttrValue>,
        hint: impl Into<AttrValue>,
        way_out: Option<(AttrValue, ShellAction)>,
    ) {
        let text = text.into();
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
            text,
            hint: hint.into(),
            way_out,
        };
        self.messages = self.messages.iter().cloned().chain([message]).collect();
    }

    /// Shows a note for a while; the next one takes its place.
    pub(super) fn note(
        &mut self,
        ctx: &Context<Self>,
        text: impl Into<AttrValue>,
        hint: impl Into<AttrValue>,
        way_out: Option<(AttrValue, ShellAction)>,
    ) {
        let id = self.message_id();
        let stay = if way_out.is_some() {
            OFFER_MILLISECONDS
        } else {
            NOTE_MILLISECONDS
        };
        let message = Message {
            id,
            tone: Tone::Note,
            text: text.into(),
            hint: hint.into(),
            way_out,
        };
        let errors = self
            .messages
            .iter()
            .filter(|message| message.tone == Tone::Error)
            .cloned();
        self.messages = errors.chain([message]).collect();
        let seen = ctx.link().callback(Msg::NoteSeen);
        self.note_timer = Timer::after(stay, move || seen.emit(id));
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

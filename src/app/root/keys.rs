//! Keys: what a press means where the focus is, and the person's own keys.

use std::rc::Rc;

use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, KeyboardEvent};
use yew::Context;

use crate::app::action::{Letters, Sheet, ShellAction};
use crate::app::header::Saved;
use crate::app::root::{Msg, Root, Screen};
use crate::app::workbench::{holds_unkept, keep_typed, runs_leftwards};
use crate::session::{self, Command, Does, KeyMap, KeyPress, Motion, Overrides, PageAction, Way};

/// The setting that holds the keys that the person has changed.
pub(super) const KEYS_SETTING: &str = "keys";

impl Root {
    /// Does what a key press means, if it means anything.
    pub(super) fn pressed(&mut self, ctx: &Context<Self>, event: &Event) -> bool {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return false;
        };
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let inside = |selector: &str| {
            target
                .as_ref()
                .is_some_and(|target| target.closest(selector).ok().flatten().is_some())
        };
        // What another listener has taken, what a dialog keeps to itself, and what is still being composed.
        if event.default_prevented() || key.is_composing() || inside("dialog") {
            return false;
        }
        let context = if inside("select") {
            session::Context::Menu
        } else if inside("input:not([type=radio], [type=checkbox]), textarea, [contenteditable]") {
            session::Context::Field
        } else if inside("[data-keys=list], input[type=radio]") {
            // Arrows are the list's own, and go from choice to choice.
            session::Context::List
        } else {
            session::Context::Article
        };
        let press = KeyPress {
            key: key.key(),
            code: key.code(),
            ctrl: key.ctrl_key(),
            shift: key.shift_key(),
            alt: key.alt_key(),
            meta: key.meta_key(),
        };
        let Some(spec) = self.keys.find(&press, context) else {
            return false;
        };
        match spec.does {
            Does::Page(action) => {
                let anywhere = matches!(action, PageAction::Help | PageAction::Import);
                if !anywhere && !matches!(self.screen, Screen::Article(_)) {
                    return false;
                }
                event.prevent_default();
                self.page_action(ctx, action)
            }
            Does::Run(command) => {
                let Screen::Article(sitting) = &self.screen else {
                    return false;
                };
                let mut command = command(&sitting.session);
                if press.key == "ArrowLeft" || press.key == "ArrowRight" {
                    command = as_seen(command, &sitting.session);
                }
                event.prevent_default();
                self.run(ctx, command)
            }
        }
    }

    /// Does what the page does itself; what concerns the workbench's own parts is handed to it.
    pub(super) fn page_action(&mut self, ctx: &Context<Self>, action: PageAction) -> bool {
        match action {
            PageAction::Help => self.sheet = Some(Sheet::Help),
            PageAction::Export => self.sheet = Some(Sheet::Export),
            PageAction::Import => ctx.link().send_message(Msg::Act(ShellAction::ChooseFile)),
            PageAction::Saved if keep_typed() => {
                // What was typed has been handed out; whether it was taken is known when that is done.
                let link = ctx.link().clone();
                spawn_local(async move { link.send_message(Msg::SayWhetherSaved) });
            }
            PageAction::Saved => return self.say_whether_saved(ctx),
            PageAction::Propose => return self.propose_again(ctx),
            PageAction::Link => {
                self.run(ctx, Command::StartLink);
                self.hand_down(action);
            }
            _ => self.hand_down(action),
        }
        true
    }

    /// Answers the wish to save.
    pub(super) fn say_whether_saved(&mut self, ctx: &Context<Self>) -> bool {
        // What was refused has been told, and its field is marked.
        if holds_unkept() {
            return false;
        }
        match self.saved() {
            Saved::Failed(_) => self.note(ctx, "Not saved yet.", "The top line says why.", None),
            Saved::Pending => self.note(ctx, "It is being saved on this device.", "", None),
            Saved::Yes | Saved::Nothing => self.note(
                ctx,
                "It is already saved on this device.",
                "Every change is, as you make it.",
                None,
            ),
        }
        true
    }

    fn hand_down(&mut self, action: PageAction) {
        // It is about what stands beside the text.
        self.catch_up();
        let number = self.handed_down.map_or(0, |(number, _)| number);
        self.handed_down = Some((number.wrapping_add(1), action));
    }

    /// Takes the keys as they were kept.
    pub(super) fn take_keys(&mut self, kept: &str) {
        let Ok(kept) = serde_json::from_str::<Value>(kept) else {
            return;
        };
        let mut overrides = Overrides {
            no_bare_signs: kept
                .get("no_letters")
                .and_then(Value::as_bool)
                .unwrap_or(false),
            ..Overrides::default()
        };
        for (name, keys) in kept
            .get("keys")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let keys = keys
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|key| Some(key.as_str()?.to_owned()));
            overrides.keys.insert(name.clone(), keys.collect());
        }
        self.overrides = overrides;
        self.letters = if self.overrides.no_bare_signs {
            Letters::Off
        } else {
            Letters::On
        };
        self.keys = Rc::new(KeyMap::new(self.overrides.clone()));
    }

    /// Gives a command another key, or none.
    pub(super) fn rebind(&mut self, command: &'static str, key: Option<&str>) -> bool {
        self.overrides.keys.insert(
            command.to_owned(),
            key.map(str::to_owned).into_iter().collect(),
        );
        self.keep_keys()
    }

    /// Brings all keys back as they were.
    pub(super) fn reset_keys(&mut self) -> bool {
        self.overrides.keys.clear();
        self.keep_keys()
    }

    /// Switches single letters on or off.
    pub(super) fn set_letters(&mut self, letters: Letters) -> bool {
        self.letters = letters;
        self.overrides.no_bare_signs = letters == Letters::Off;
        self.keep_keys()
    }

    fn keep_keys(&mut self) -> bool {
        self.keys = Rc::new(KeyMap::new(self.overrides.clone()));
        let kept =
            json!({ "no_letters": self.overrides.no_bare_signs, "keys": self.overrides.keys });
        self.keep_setting(KEYS_SETTING, kept.to_string());
        true
    }
}

/// A step to the left or right, as a step through the text: where lines run from right to left, left is on.
fn as_seen(command: Command, session: &session::Session) -> Command {
    let Command::MoveCaret(Motion::By(unit, way), extend) = command else {
        return command;
    };
    let paragraph = session.article().paragraph_at(session.selection().caret);
    let way = match (runs_leftwards(paragraph), way) {
        (false, way) => way,
        (true, Way::Back) => Way::On,
        (true, Way::On) => Way::Back,
    };
    Command::MoveCaret(Motion::By(unit, way), extend)
}

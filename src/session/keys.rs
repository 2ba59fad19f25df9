//! Keys: how one is written in the table of commands, and which command a press means.
//!
//! In comes what the browser says of a key press, as plain data; out comes a command's entry in the table. Ctrl is ⌘
//! on a Mac. Keyboards differ in where signs stand, so signs are known by what they write, not by Shift.

use std::collections::BTreeMap;
use std::fmt;

use crate::session::commands::{COMMANDS, CommandSpec, Group};

/// A key press as the browser tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPress {
    /// `KeyboardEvent.key`: `j`, `J`, `[`, `ArrowLeft`.
    pub key: String,
    /// `KeyboardEvent.code`, the place on the keyboard: `KeyJ`. Asked only where the key writes another script.
    pub code: String,
    /// Ctrl is held.
    pub ctrl: bool,
    /// Shift is held.
    pub shift: bool,
    /// Alt (Option) is held.
    pub alt: bool,
    /// ⌘ or the Windows key is held.
    pub meta: bool,
}

/// Where the focus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// In the article, or nowhere in particular.
    Article,
    /// In the list of annotations: the arrow keys are the list's own.
    List,
    /// In a field that takes text: only keys with Ctrl that no field has, and none that writes.
    Field,
    /// On a menu, which takes letters and arrows: only keys with Ctrl.
    Menu,
}

/// A key with what is held beside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// A sign or a lower-case letter, or a name as in `KeyboardEvent.key`.
    key: String,
    ctrl: bool,
    shift: bool,
    alt: bool,
}

/// Signs that write another one with Shift or, on a Mac, with Option, and yet mean these keys.
const BRACKETS: &[(&str, &str, bool, bool)] = &[
    ("{", "[", true, false),
    ("}", "]", true, false),
    ("“", "[", false, true),
    ("”", "[", true, true),
    ("‘", "]", false, true),
    ("’", "]", true, true),
];

impl Key {
    /// Reads «Shift Ctrl Z», «J», «[», «←». Nothing if it names no key.
    pub fn parse(text: &str) -> Option<Key> {
        let mut key = Key {
            key: String::new(),
            ctrl: false,
            shift: false,
            alt: false,
        };
        for part in text.split_whitespace() {
            match part.to_lowercase().as_str() {
                "ctrl" | "⌘" | "ctrl/⌘" | "cmd" => key.ctrl = true,
                "shift" => key.shift = true,
                "alt" => key.alt = true,
                _ if !key.key.is_empty() => return None,
                lower => {
                    let name = NAMES.iter().find(|(shown, _)| *shown == part);
                    key.key = match name {
                        Some((_, name)) => (*name).to_owned(),
                        None if part.chars().count() == 1 => lower.to_owned(),
                        None => part.to_owned(),
                    };
                }
            }
        }
        (!key.key.is_empty()).then_some(key)
    }

    /// The key that a press means.
    fn pressed(press: &KeyPress) -> Key {
        let sign = only(&press.key).map(|sign| latin(sign, press).unwrap_or(sign));
        let bracket = BRACKETS
            .iter()
            .find(|(written, _, shift, alt)| {
                // A bare quotation mark is itself; with Option it is the Mac's bracket key.
                press.key == *written && (!alt || press.alt && press.shift == *shift)
            })
            .map(|(_, key, shift, alt)| (*key, *shift, *alt));
        if let Some((key, shift, alt)) = bracket {
            return Key {
                key: key.to_owned(),
                ctrl: press.meta,
                shift,
                alt: alt || (press.alt && !press.ctrl),
            };
        }
        // AltGr is Ctrl with Alt; it only helps to write the sign.
        let written_with_altgr = sign.is_some() && press.ctrl && press.alt;
        let is_letter = sign.is_some_and(char::is_alphabetic);
        let is_bracket = matches!(sign, Some('[' | ']'));
        Key {
            key: match sign {
                Some(letter) => letter.to_lowercase().collect(),
                None => press.key.clone(),
            },
            ctrl: (press.ctrl && !written_with_altgr) || press.meta,
            shift: press.shift
                && (sign.is_none() || is_letter || (is_bracket && !written_with_altgr)),
            alt: press.alt && !written_with_altgr,
        }
    }

    /// Whether it is a single letter, digit or sign without Ctrl or Alt, which WCAG 2.1.4 wants to be switched off.
    fn is_bare_sign(&self) -> bool {
        !self.ctrl && !self.alt && self.key.chars().count() == 1
    }

    /// As ARIA writes it in `aria-keyshortcuts`.
    fn aria(&self) -> String {
        let held = [
            (self.ctrl, "Control+"),
            (self.alt, "Alt+"),
            (self.shift, "Shift+"),
        ];
        let mut text: String = held.iter().filter(|(is, _)| *is).map(|(_, n)| *n).collect();
        match self.key.as_str() {
            " " => text.push_str("Space"),
            // ARIA parts keys with «+» itself.
            "+" => text.push_str("Plus"),
            key if key.chars().count() == 1 => text.push_str(&key.to_uppercase()),
            key => text.push_str(key),
        }
        text
    }
}

/// The one character of a key that writes one.
fn only(key: &str) -> Option<char> {
    let mut characters = key.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// What a key that writes another script («я», «ψ», «י») would write in Latin, as the keyboards of these scripts show it.
/// With Alt held the sign itself is meant.
fn latin(sign: char, press: &KeyPress) -> Option<char> {
    if sign.is_ascii() || !sign.is_alphanumeric() || press.alt {
        return None;
    }
    match press.code.as_str() {
        "BracketLeft" => Some('['),
        "BracketRight" => Some(']'),
        code => only(code.strip_prefix("Key").or(code.strip_prefix("Digit"))?),
    }
}

/// How keys with long names are written for people.
const NAMES: &[(&str, &str)] = &[
    ("←", "ArrowLeft"),
    ("→", "ArrowRight"),
    ("↑", "ArrowUp"),
    ("↓", "ArrowDown"),
    ("Esc", "Escape"),
    ("Del", "Delete"),
    ("Space", " "),
];

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = [
            (self.shift, "Shift "),
            (self.ctrl, "Ctrl "),
            (self.alt, "Alt "),
        ];
        for (is_held, name) in held {
            if is_held {
                f.write_str(name)?;
            }
        }
        match NAMES.iter().find(|(_, name)| *name == self.key) {
            Some((shown, _)) => f.write_str(shown),
            None if self.key.chars().count() == 1 => f.write_str(&self.key.to_uppercase()),
            None => f.write_str(&self.key),
        }
    }
}

/// Which key means which command.
#[derive(Clone, Debug)]
pub struct KeyMap {
    by_key: BTreeMap<Key, &'static CommandSpec>,
    clashes: Vec<Clash>,
    overrides: Overrides,
}

/// What the person has changed of the keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Letters, digits and signs alone mean nothing.
    pub no_bare_signs: bool,
    /// For a command's name its keys, each as in [`Key::parse`]; an empty list takes its keys away.
    pub keys: BTreeMap<String, Vec<String>>,
}

/// Two commands on one key: the first in the table has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The key, as people read it.
    pub key: String,
    /// The command that has it.
    pub has: &'static str,
    /// The command that does not get it.
    pub wants: &'static str,
}

impl KeyMap {
    /// The table's keys with what the person changed. What names no command or no key is passed over.
    pub fn new(overrides: Overrides) -> KeyMap {
        let mut map = KeyMap {
            by_key: BTreeMap::new(),
            clashes: Vec::new(),
            overrides,
        };
        // What the person chose comes first.
        let (chosen, others): (Vec<_>, Vec<_>) = COMMANDS
            .iter()
            .partition(|spec| map.overrides.keys.contains_key(spec.name));
        for spec in chosen.into_iter().chain(others) {
            for key in map.keys_of(spec) {
                match map.by_key.get(&key) {
                    Some(has) if has.name != spec.name => map.clashes.push(Clash {
                        key: key.to_string(),
                        has: has.name,
                        wants: spec.name,
                    }),
                    _ => drop(map.by_key.insert(key, spec)),
                }
            }
        }
        map
    }

    /// The keys of a command, those it shares with an earlier one included.
    fn keys_of(&self, spec: &CommandSpec) -> Vec<Key> {
        let keys: Vec<Key> = match self.overrides.keys.get(spec.name) {
            Some(keys) => keys.iter().filter_map(|key| Key::parse(key)).collect(),
            None => spec.keys.iter().filter_map(|key| Key::parse(key)).collect(),
        };
        let off = self.overrides.no_bare_signs;
        keys.into_iter()
            .filter(|key| !(off && key.is_bare_sign()))
            .collect()
    }

    /// The keys that two commands want.
    pub fn clashes(&self) -> &[Clash] {
        &self.clashes
    }

    /// The command that a key press means where the focus is; nothing for a press that the page leaves alone.
    pub fn find(&self, press: &KeyPress, context: Context) -> Option<&'static CommandSpec> {
        let key = Key::pressed(press);
        let spec = *self.by_key.get(&key)?;
        let works = match context {
            Context::Article => true,
            Context::List => !matches!(spec.group, Group::Caret) || key.is_bare_sign(),
            Context::Field => key.ctrl && spec.works_in_fields,
            Context::Menu => key.ctrl && key.key.chars().count() == 1,
        };
        works.then_some(spec)
    }

    /// The keys of a command as people read them; empty if it has none.
    pub fn shown(&self, name: &str) -> Vec<String> {
        let Some(spec) = crate::session::commands::command(name) else {
            return Vec::new();
        };
        let mut keys = self.keys_of(spec);
        keys.retain(|key| self.by_key.get(key).is_some_and(|has| has.name == name));
        keys.iter().map(Key::to_string).collect()
    }

    /// The keys of a command for `aria-keyshortcuts`; with ⌘ for Ctrl as well.
    pub fn aria_keyshortcuts(&self, name: &str) -> String {
        let Some(spec) = crate::session::commands::command(name) else {
            return String::new();
        };
        let mut keys = self.keys_of(spec);
        keys.retain(|key| self.by_key.get(key).is_some_and(|has| has.name == name));
        let keys = keys.iter().map(Key::aria).flat_map(|key| {
            let mac = key
                .contains("Control+")
                .then(|| key.replace("Control+", "Meta+"));
            [Some(key), mac]
        });
        keys.flatten().collect::<Vec<_>>().join(" ")
    }
}

impl Default for KeyMap {
    fn default() -> Self {
        KeyMap::new(Overrides::default())
    }
}

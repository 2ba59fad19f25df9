//! The visible text of HTML, for the command line; the page asks its browser instead.
//!
//! In comes markup, however broken; out comes plain text, a paragraph for each block. What elements are to the text says
//! [`pressmark::article::markup`].

use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{Token, Tokenizer};
use pressmark::article::markup::{Flow, Role, Spaces};

/// Elements nested deeper than this are taken as if they were not there, as browsers do.
const MOST_OPEN: usize = 512;

/// Elements that have no end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements that end an open one of their own kind, as their end tags may be left out.
const ENDS_ITS_LIKE: &[&str] = &["dd", "dt", "li", "option", "p", "td", "th", "tr"];

/// The text.
pub fn text_of(html: &str) -> String {
    let mut emitter = DefaultEmitter::default();
    // So that a `<` in a script begins no element.
    emitter.naively_switch_states(true);
    let mut walk = Walk::default();
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => walk.start(&tag),
            Token::EndTag(tag) => walk.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => walk.words(&String::from_utf8_lossy(&words)),
            _ => {}
        }
    }
    walk.flow.finish()
}

/// An element that has begun.
struct Open {
    name: String,
    role: Role,
    spaces: Spaces,
}

#[derive(Default)]
struct Walk {
    open: Vec<Open>,
    /// How many elements are open around the outermost hidden one.
    hidden: Option<usize>,
    flow: Flow,
}

impl Walk {
    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attribute = |wanted: &str| {
            let value = tag.attributes.get(wanted.as_bytes())?;
            // What is not UTF-8 is no value that means anything here.
            Some(std::str::from_utf8(value).unwrap_or(""))
        };
        if ENDS_ITS_LIKE.contains(&name.as_str())
            && self.open.last().is_some_and(|last| last.name == name)
        {
            self.close(self.open.len().saturating_sub(1));
        }
        let role = Role::of(&name, attribute);
        if self.hidden.is_none() {
            match role {
                Role::Block => self.flow.block(),
                Role::Break => self.flow.line_break(),
                _ => {}
            }
        }
        let is_empty = VOID.contains(&name.as_str()) || (tag.self_closing && self.hidden.is_some());
        if is_empty || self.open.len() >= MOST_OPEN {
            return;
        }
        if role == Role::Hidden && self.hidden.is_none() {
            self.hidden = Some(self.open.len());
        }
        let around = self.open.last().map_or(Spaces::Fold, |last| last.spaces);
        let spaces = Spaces::of(&name, attribute("style").unwrap_or("")).unwrap_or(around);
        self.open.push(Open { name, role, spaces });
    }

    fn end(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.close(at);
        }
    }

    /// Ends all elements but the first `keep`.
    fn close(&mut self, keep: usize) {
        for open in self.open.drain(keep..).rev() {
            if self.hidden.is_none() {
                match open.role {
                    Role::Block => self.flow.block(),
                    Role::Cell => self.flow.cell(),
                    _ => {}
                }
            }
        }
        if self.hidden.is_some_and(|around| keep <= around) {
            self.hidden = None;
        }
    }

    fn words(&mut self, words: &str) {
        if self.hidden.is_none() {
            let spaces = self.open.last().map_or(Spaces::Fold, |last| last.spaces);
            self.flow.push(words, spaces);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_paragraphs_and_what_is_hidden_is_left_out() {
        for (html, text) in [
            (
                "<p>One.<p>Two &amp; <b>three</b>.</p>",
                "One.\n\nTwo & three.",
            ),
            ("<div><p>One.</p>\n<p>Two.</p></div>", "One.\n\nTwo."),
            ("a<script>if (a < b) { '<p>' }</script>b", "ab"),
            ("<style>p{}</style><p hidden>no</p><p>yes</p>", "yes"),
            ("<p hidden>no<p>yes", "yes"),
            ("<svg><path d='M0'/><text>no</text></svg><p>yes</p>", "yes"),
            (
                "<table><tr><td>Roe<td>mayor<tr><td>Lee</table>",
                "Roe mayor\n\nLee",
            ),
            ("one<br>two", "one\ntwo"),
            ("<pre>a\n  b</pre>", "a\n  b"),
            ("</p></div>words</section>", "words"),
            ("<p>“Go,” she said.<!-- <p>no</p> -->", "“Go,” she said."),
            ("<p title='a > b'>x", "x"),
        ] {
            assert_eq!(text_of(html), text, "{html}");
        }
    }

    #[test]
    fn elements_may_nest_deeper_than_any_stack() {
        let html = format!("{}words", "<div>".repeat(100_000));
        assert_eq!(text_of(&html), "words");
        let html = format!("{}words", "<b></i>".repeat(100_000));
        assert_eq!(text_of(&html), "words");
    }
}

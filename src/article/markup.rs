//! HTML as far as an article goes: which elements hold text, where a block ends, what becomes of white space.
//!
//! In come element names, attributes and words, in the order of the document; out comes plain text whose blocks are
//! parted by blank lines. Parsing is left to a browser or to a parser: whoever walks the elements asks here.

/// How much of a text is looked at to see whether it is HTML, in characters.
const SNIFFED: usize = 2048;

/// Whether a text is HTML, by how it begins.
#[must_use]
pub fn looks_like_html(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if !text.starts_with('<') {
        return false;
    }
    let start: String = text.chars().take(SNIFFED).collect();
    let start = start.to_ascii_lowercase();
    [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<article",
        "<main",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<span",
    ]
    .iter()
    .any(|sign| start.contains(sign))
}

/// Whether HTML holds blocks, so that its plain text may have lost the ends of paragraphs.
#[must_use]
pub fn has_blocks(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    [
        "<p",
        "<br",
        "<div",
        "<li",
        "<h1",
        "<h2",
        "<h3",
        "<blockquote",
        "<article",
        "<tr",
    ]
    .iter()
    .any(|block| lower.contains(block))
}

/// What becomes of spaces and line breaks in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spaces {
    /// They are one space.
    Fold,
    /// They stand as they are.
    Keep,
}

impl Spaces {
    /// What an element says of the spaces in it, by its name in small letters and its `style`; nothing if that is as
    /// around it. Editors and mail programs write it into each element, as the page that is pasted from is not there.
    #[must_use]
    pub fn of(name: &str, style: &str) -> Option<Spaces> {
        let said = style.to_ascii_lowercase();
        let said = said.split(';').rev().find_map(|part| {
            let (name, value) = part.split_once(':')?;
            (name.trim() == "white-space").then(|| value.trim().replace("!important", ""))
        });
        match said.as_deref().map(str::trim) {
            Some("pre" | "pre-wrap" | "pre-line" | "break-spaces") => Some(Spaces::Keep),
            Some("normal" | "nowrap" | "initial") => Some(Spaces::Fold),
            _ => (name == "pre").then_some(Spaces::Keep),
        }
    }
}

/// What an element is to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Its words run on.
    Inline,
    /// Its words are a paragraph, or several.
    Block,
    /// A space parts it from the next.
    Cell,
    /// A line break.
    Break,
    /// Nothing of it is read.
    Hidden,
}

impl Role {
    /// By the element's name in small letters and the values of its attributes `hidden`, `aria-hidden` and `style`.
    #[must_use]
    pub fn of<'a>(name: &str, attribute: impl Fn(&str) -> Option<&'a str>) -> Role {
        let hidden = attribute("hidden").is_some()
            || attribute("aria-hidden") == Some("true")
            || attribute("style").is_some_and(|style| {
                let style = style.to_ascii_lowercase().replace(' ', "");
                style.contains("display:none") || style.contains("visibility:hidden")
            });
        if hidden {
            return Role::Hidden;
        }
        match name {
            "script" | "style" | "noscript" | "template" | "head" | "title" | "svg" | "math"
            | "iframe" | "object" | "embed" | "canvas" | "audio" | "video" | "map" | "select"
            | "textarea" | "input" | "button" | "dialog" | "link" | "meta" => Role::Hidden,
            "br" => Role::Break,
            "td" | "th" => Role::Cell,
            "p" | "pre" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "li"
            | "dl" | "dt" | "dd" | "blockquote" | "article" | "section" | "header" | "footer"
            | "main" | "nav" | "aside" | "figure" | "figcaption" | "table" | "thead" | "tbody"
            | "tr" | "caption" | "hr" | "address" | "details" | "summary" | "form" | "fieldset"
            | "center" => Role::Block,
            _ => Role::Inline,
        }
    }
}

/// Text as it grows: white space as a browser draws it.
#[derive(Debug, Default)]
pub struct Flow {
    text: String,
    /// Line breaks that are due before the next words: 2 and more are a new paragraph.
    breaks: usize,
    /// Whether a space is due.
    space: bool,
}

impl Flow {
    /// Words of the source.
    pub fn push(&mut self, words: &str, spaces: Spaces) {
        for letter in words.chars() {
            match (letter, spaces) {
                (' ' | '\t' | '\n' | '\r' | '\u{c}', Spaces::Fold) => self.space = true,
                ('\r', Spaces::Keep) => {}
                ('\n', Spaces::Keep) => self.line_break(),
                (letter, _) => {
                    self.settle();
                    self.text.push(letter);
                }
            }
        }
    }

    /// A line ends.
    pub fn line_break(&mut self) {
        self.breaks += 1;
        self.space = false;
    }

    /// A block begins or ends.
    pub fn block(&mut self) {
        self.breaks = self.breaks.max(2);
        self.space = false;
    }

    /// A cell ends.
    pub fn cell(&mut self) {
        self.space = true;
    }

    fn settle(&mut self) {
        if !self.text.is_empty() {
            if self.breaks > 0 {
                self.text
                    .extend(std::iter::repeat_n('\n', self.breaks.min(2)));
            } else if self.space {
                self.text.push(' ');
            }
        }
        self.breaks = 0;
        self.space = false;
    }

    /// The text so far; breaks at its end are left out.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_parted_and_spaces_are_folded_unless_they_are_kept() {
        let mut flow = Flow::default();
        flow.block();
        flow.push("  The\n bridge ", Spaces::Fold);
        flow.push(" is open.\n", Spaces::Fold);
        flow.block();
        flow.block();
        flow.push("Roe", Spaces::Fold);
        flow.cell();
        flow.push("mayor", Spaces::Fold);
        flow.line_break();
        flow.push("a  b\r\nc", Spaces::Keep);
        flow.block();
        assert_eq!(flow.finish(), "The bridge is open.\n\nRoe mayor\na  b\nc");
    }

    #[test]
    fn hidden_elements_are_known_by_name_and_by_attribute() {
        for (name, attribute, role) in [
            ("p", ("", ""), Role::Block),
            ("span", ("", ""), Role::Inline),
            ("script", ("", ""), Role::Hidden),
            ("p", ("hidden", ""), Role::Hidden),
            ("div", ("aria-hidden", "true"), Role::Hidden),
            ("div", ("aria-hidden", "false"), Role::Block),
            ("span", ("style", "Display: none"), Role::Hidden),
        ] {
            let found = Role::of(name, |wanted| {
                (wanted == attribute.0).then_some(attribute.1)
            });
            assert_eq!(found, role, "{name} {attribute:?}");
        }
    }

    #[test]
    fn the_style_says_what_becomes_of_spaces() {
        for (name, style, spaces) in [
            ("p", "", None),
            ("pre", "", Some(Spaces::Keep)),
            ("pre", "white-space: normal", Some(Spaces::Fold)),
            (
                "span",
                "color: red; white-space: pre-wrap !important",
                Some(Spaces::Keep),
            ),
        ] {
            assert_eq!(Spaces::of(name, style), spaces, "{name} {style}");
        }
    }
}

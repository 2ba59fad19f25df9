//! What comes in from clipboard, drop and file, made into plain text or recognised as a file of records.
//!
//! HTML is parsed into a document that is shown nowhere and runs nothing; only its visible text is taken, a paragraph
//! for each block. What a file is, its content says, not its name.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, DomParser, Element, File, Node, SupportedType};

use crate::app::action::Pasted;
use crate::article::markup::{Flow, Role, Spaces, has_blocks, looks_like_html};
use crate::article::{MAX_TEXT_BYTES, PasteError, decode};

/// The largest file that is read at all, in bytes: 64 MiB, a library of articles as JSON Lines.
pub const MAX_FILE_BYTES: usize = 64 * 1024 * 1024;
/// The largest HTML that is parsed, in bytes: markup may take several times the room of its text.
const MAX_HTML_BYTES: usize = 4 * MAX_TEXT_BYTES;

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// An article's text.
    Text(String),
    /// JSON: one record, or one a line. Not looked at any further here.
    Records(Vec<u8>),
}

/// Reads a file.
///
/// # Errors
/// When it is too large, no text, or not Unicode.
pub async fn read_file(file: &File) -> Result<Content, PasteError> {
    // Sizes are exact in an f64 up to 8 PiB.
    let bytes = file.size() as usize;
    if bytes > MAX_FILE_BYTES {
        return Err(PasteError::TooLarge {
            bytes,
            limit: MAX_FILE_BYTES,
        });
    }
    let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
        return Err(PasteError::Empty);
    };
    recognise(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Says by its bytes what a file is.
///
/// # Errors
/// When it is too large, no text, or not Unicode.
pub fn recognise(bytes: Vec<u8>) -> Result<Content, PasteError> {
    if looks_like_json(&bytes) {
        return Ok(Content::Records(bytes));
    }
    let text = decode(&bytes)?;
    if looks_like_html(&text) {
        return plain_text(Pasted::Html(text.into_owned())).map(Content::Text);
    }
    Ok(Content::Text(text.into_owned()))
}

/// The text of a paste.
///
/// # Errors
/// When there is none, or far too much.
pub fn plain_text(pasted: Pasted) -> Result<String, PasteError> {
    let text = match pasted {
        Pasted::Text(text) => text,
        Pasted::Html(html) if html.len() > MAX_HTML_BYTES => {
            return Err(PasteError::TooLarge {
                bytes: html.len(),
                limit: MAX_HTML_BYTES,
            });
        }
        Pasted::Html(html) => text_of_html(&html),
    };
    if text.trim().is_empty() {
        return Err(PasteError::Empty);
    }
    Ok(text)
}

/// What the clipboard or a drop holds as text: HTML where it has paragraphs that the plain text may have lost.
pub fn pasted(data: &DataTransfer) -> Pasted {
    let get = |format: &str| data.get_data(format).unwrap_or_default();
    let html = get("text/html");
    if has_blocks(&html) {
        Pasted::Html(html)
    } else {
        Pasted::Text(get("text/plain"))
    }
}

/// The files that come with a paste or a drop.
pub fn files(data: &DataTransfer) -> Vec<File> {
    let Some(list) = data.files() else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.get(index))
        .collect()
}

fn looks_like_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut signs = bytes
        .iter()
        .copied()
        .filter(|byte| !byte.is_ascii_whitespace());
    matches!(
        (signs.next(), signs.next()),
        (Some(b'{'), None | Some(b'"' | b'}')) | (Some(b'['), Some(b'{' | b'"' | b']' | b'['))
    )
}

/// The visible text of HTML, its blocks parted by blank lines.
pub fn text_of_html(html: &str) -> String {
    let parsed =
        DomParser::new().and_then(|parser| parser.parse_from_string(html, SupportedType::TextHtml));
    let body = parsed.ok().and_then(|document| document.body());
    let Some(body) = body else {
        return String::new();
    };
    let mut text = Flow::default();
    let root: Node = body.into();
    let mut node = root.first_child();
    let mut spaces = vec![Spaces::Fold];
    // A walk without recursion: markup can nest deeper than the stack.
    while let Some(current) = node {
        let element = current.dyn_ref::<Element>();
        let role = element.map_or(Role::Inline, role_of);
        match (current.node_type(), role) {
            (Node::TEXT_NODE, _) => {
                let words = current.node_value().unwrap_or_default();
                text.push(&words, spaces.last().copied().unwrap_or(Spaces::Fold));
            }
            (_, Role::Break) => text.line_break(),
            (_, Role::Block) => text.block(),
            _ => {}
        }
        if role != Role::Hidden
            && let Some(child) = current.first_child()
        {
            spaces.extend(element.and_then(spaces_of));
            node = Some(child);
            continue;
        }
        node = following(current, &root, &mut text, &mut spaces);
    }
    text.finish()
}

/// The next node that is no child of this one; blocks that end on the way are ended.
fn following(from: Node, root: &Node, text: &mut Flow, spaces: &mut Vec<Spaces>) -> Option<Node> {
    let mut node = from;
    loop {
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent_node()?;
        if node.is_same_node(Some(root)) {
            return None;
        }
        let element = node.dyn_ref::<Element>();
        if element.and_then(spaces_of).is_some() {
            spaces.pop();
        }
        match element.map_or(Role::Inline, role_of) {
            Role::Block => text.block(),
            Role::Cell => text.cell(),
            _ => {}
        }
    }
}

fn spaces_of(element: &Element) -> Option<Spaces> {
    let style = element.get_attribute("style").unwrap_or_default();
    Spaces::of(&element.tag_name().to_ascii_lowercase(), &style)
}

fn role_of(element: &Element) -> Role {
    let said = ["hidden", "aria-hidden", "style"].map(|name| (name, element.get_attribute(name)));
    Role::of(&element.tag_name().to_ascii_lowercase(), |wanted| {
        let (_, value) = said.iter().find(|(name, _)| *name == wanted)?;
        value.as_deref()
    })
}

/// A word for a value of JavaScript in a message.
pub fn said(value: &JsValue) -> String {
    value
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()))
        .or_else(|| value.as_string())
        .unwrap_or_else(|| "no reason was given".to_owned())
}

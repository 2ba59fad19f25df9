//! What comes in at the door: bytes of a file or a paste, made into text that will never change again.
//!
//! [`decode`] turns bytes into text or says why it cannot; [`normalise`] turns pasted text into the text that is
//! kept, with a list of what it corrected, and is idempotent. Nothing here knows what an article is.

use std::borrow::Cow;
use std::fmt;

/// The most text that an article may have, in bytes of UTF-8: about a million words.
pub const MAX_TEXT_BYTES: usize = 5 * 1024 * 1024;

/// How many of the first bytes are looked at for signs of a file that is not text.
const SNIFFED_BYTES: usize = 8 * 1024;

/// A text as it will be kept, and what was done to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normalised {
    /// Lines end in `\n`; nothing in it is invisible but what some script or emoji needs.
    pub text: String,
    /// What was changed or found, in the order of [`Correction`], each kind once.
    pub corrections: Vec<Correction>,
}

/// One kind of thing that normalising changed, or found and kept, with how often. `Display` is a plain sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Correction {
    /// A byte order mark at the very start was dropped.
    ByteOrderMark,
    /// Line ends other than `\n` became `\n`.
    LineEnds {
        /// How many lines.
        count: usize,
    },
    /// Form feeds (page breaks) became line breaks.
    FormFeeds {
        /// How many.
        count: usize,
    },
    /// Zero-width spaces, word joiners and inner byte order marks were dropped.
    ZeroWidth {
        /// How many.
        count: usize,
    },
    /// Soft hyphens were dropped.
    SoftHyphens {
        /// How many.
        count: usize,
    },
    /// Control characters were dropped.
    ControlCharacters {
        /// How many.
        count: usize,
    },
    /// Non-breaking spaces were found, and kept.
    NonBreakingSpacesKept {
        /// How many.
        count: usize,
    },
    /// Replacement characters (U+FFFD) were found, and kept: something was lost before the text came here.
    ReplacementCharacters {
        /// How many.
        count: usize,
    },
}

impl Correction {
    /// Whether the text was changed, and not only looked at.
    #[must_use]
    pub fn changed_text(self) -> bool {
        !matches!(
            self,
            Correction::NonBreakingSpacesKept { .. } | Correction::ReplacementCharacters { .. }
        )
    }
}

impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let say =
            |f: &mut fmt::Formatter<'_>, count: usize, one: &str, many: &str, rest: [&str; 2]| {
                let (noun, verb) = if count == 1 {
                    (one, rest[0])
                } else {
                    (many, rest[1])
                };
                write!(f, "{count} {noun} {verb}.")
            };
        let dropped = ["was removed", "were removed"];
        match *self {
            Correction::ByteOrderMark => f.write_str("A byte order mark at the start was removed."),
            Correction::LineEnds { count } => say(
                f,
                count,
                "line end",
                "line ends",
                ["was made the same as the rest", "were made the same"],
            ),
            Correction::FormFeeds { count } => say(
                f,
                count,
                "page break",
                "page breaks",
                ["became a line break", "became line breaks"],
            ),
            Correction::ZeroWidth { count } => say(
                f,
                count,
                "invisible character",
                "invisible characters",
                dropped,
            ),
            Correction::SoftHyphens { count } => {
                say(f, count, "soft hyphen", "soft hyphens", dropped)
            }
            Correction::ControlCharacters { count } => {
                say(f, count, "control character", "control characters", dropped)
            }
            Correction::NonBreakingSpacesKept { count } => say(
                f,
                count,
                "non-breaking space",
                "non-breaking spaces",
                ["was kept", "were kept"],
            ),
            Correction::ReplacementCharacters { count } => say(
                f,
                count,
                "character",
                "characters",
                [
                    "was lost before the text came here (�)",
                    "were lost before the text came here (�)",
                ],
            ),
        }
    }
}

/// Why a paste or a file cannot become an article. `Display` says what is wrong, [`PasteError::hint`] what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasteError {
    /// Nothing but white space.
    #[error("There is no text in it.")]
    Empty,
    /// More text than [`MAX_TEXT_BYTES`].
    #[error("The text has {:.1} MB, and {:.0} MB is the most that one article can have.", megabytes(*.bytes), megabytes(*.limit))]
    TooLarge {
        /// The size of what was given, in bytes.
        bytes: usize,
        /// The most that is taken, in bytes.
        limit: usize,
    },
    /// Not text at all.
    #[error("This is {found}, not text.")]
    Binary {
        /// What it looks like, with its article: «a PDF».
        found: &'static str,
    },
    /// Text in no encoding that is known here.
    #[error(
        "The file is not valid {encoding}: the byte 0x{byte:02X} at position {offset} does not belong there."
    )]
    NotUnicode {
        /// The encoding it was read as.
        encoding: &'static str,
        /// The first bad byte's position in the file, counted in bytes from nought.
        offset: usize,
        /// That byte.
        byte: u8,
    },
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / (1024.0 * 1024.0)
}

impl PasteError {
    /// A sentence that says what the person can do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            PasteError::Empty => "Copy the article's text and paste it here.",
            PasteError::TooLarge { .. } => {
                "Paste one article at a time, or cut the text into parts."
            }
            PasteError::Binary { .. } => {
                "Open it in the program it belongs to, copy the text there, and paste it here."
            }
            PasteError::NotUnicode { .. } => {
                "Save the file again as UTF-8, or open it in an editor, copy the text there, and paste it here."
            }
        }
    }
}

/// Reads a file's bytes as text: UTF-8 with or without a byte order mark, or UTF-16 with one. No other encoding is
/// guessed: a wrong guess would go unseen.
///
/// # Errors
/// [`PasteError::TooLarge`], [`PasteError::Binary`] and [`PasteError::NotUnicode`].
///
/// ```
/// use pressmark::article::{PasteError, decode};
/// assert_eq!(decode("naïve".as_bytes()).as_deref(), Ok("naïve"));
/// assert_eq!(decode(b"na\xEFve"), Err(PasteError::NotUnicode { encoding: "UTF-8", offset: 2, byte: 0xEF }));
/// ```
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, PasteError> {
    decode_up_to(bytes, MAX_TEXT_BYTES)
}

/// As [`decode`], for a file of which at most `limit` bytes of UTF-8 are taken.
pub(crate) fn decode_up_to(bytes: &[u8], limit: usize) -> Result<Cow<'_, str>, PasteError> {
    let (text, most) = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => (None, limit * 2),
        _ => (
            Some(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)),
            limit,
        ),
    };
    if let Some(found) = known_binary(bytes) {
        return Err(PasteError::Binary { found });
    }
    if bytes.len() > most {
        return Err(PasteError::TooLarge {
            bytes: bytes.len(),
            limit,
        });
    }
    let Some(utf8) = text else {
        return decode_utf16(bytes).map(Cow::Owned);
    };
    let head = utf8.get(..SNIFFED_BYTES.min(utf8.len())).unwrap_or(utf8);
    if head.contains(&0) || mostly_controls(head.iter().map(|byte| u32::from(*byte))) {
        return Err(PasteError::Binary {
            found: "a file of some program",
        });
    }
    match std::str::from_utf8(utf8) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => {
            let at = error.valid_up_to();
            let byte = utf8.get(at).copied().unwrap_or_default();
            Err(PasteError::NotUnicode {
                encoding: "UTF-8",
                offset: at + bytes.len() - utf8.len(),
                byte,
            })
        }
    }
}

fn decode_utf16(bytes: &[u8]) -> Result<String, PasteError> {
    let big_endian = bytes.first() == Some(&0xFE);
    let (pairs, odd) = bytes.as_chunks::<2>();
    let units = pairs.iter().skip(1).map(|pair| match big_endian {
        true => u16::from_be_bytes(*pair),
        false => u16::from_le_bytes(*pair),
    });
    let mut text = String::with_capacity(bytes.len());
    let mut offset = 2;
    for character in char::decode_utf16(units) {
        let Ok(character) = character else {
            let byte = bytes.get(offset).copied().unwrap_or_default();
            return Err(PasteError::NotUnicode {
                encoding: "UTF-16",
                offset,
                byte,
            });
        };
        if character == '\0' {
            return Err(PasteError::Binary {
                found: "a file of some program",
            });
        }
        text.push(character);
        offset += 2 * character.len_utf16();
    }
    match odd {
        [] => Ok(text),
        [byte, ..] => Err(PasteError::NotUnicode {
            encoding: "UTF-16",
            offset,
            byte: *byte,
        }),
    }
}

/// The kinds of file that a person may well drop on the page by mistake, by their first bytes.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 13] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP or an Office document"),
        (b"\xD0\xCF\x11\xE0", "an old Office document"),
        (b"{\\rtf", "a rich text (RTF) document"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"RIFF", "a picture, a sound or a film"),
        (b"ID3", "a sound"),
        (b"\x1F\x8B", "a compressed file"),
        (b"\x7FELF", "a program"),
        (b"\0asm", "a program"),
        (b"SQLite format 3\0", "a database"),
    ];
    kinds
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, found)| *found)
}

/// Whether more than one character in ten is a control character that no text has, or was lost in decoding.
fn mostly_controls(characters: impl Iterator<Item = u32>) -> bool {
    let (mut all, mut odd) = (0_usize, 0_usize);
    for code in characters {
        all += 1;
        odd += usize::from(
            (code < 0x20 && !matches!(code, 0x09..=0x0D)) || code == 0x7F || code == 0xFFFD,
        );
    }
    odd * 10 > all
}

/// Whether pasted text is really the bytes of a program's file, read as text by somebody else.
pub(crate) fn looks_binary(raw: &str) -> bool {
    mostly_controls(raw.chars().take(SNIFFED_BYTES).map(u32::from))
}

/// Makes pasted text into the text that is kept.
///
/// Line ends become `\n`; zero-width spaces, word joiners, byte order marks, soft hyphens and control characters go.
/// Joiners, variation selectors and marks of direction stay (emoji, Persian and Hebrew need them), and so do
/// non-breaking spaces and every other space. Normalising twice is the same as once.
#[must_use]
pub fn normalise(raw: &str) -> Normalised {
    let mut text = String::with_capacity(raw.len());
    let mut counts = Counts::default();
    // What stays is copied by the stretch: most texts are one.
    let mut kept_from = 0;
    let mut characters = raw.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let replacement = match character {
            ' '..='~' | '\n' | '\t' => continue,
            '\r' => {
                counts.line_ends += 1;
                // CR LF is one line end.
                let _ = characters.next_if(|(_, next)| *next == '\n');
                "\n"
            }
            '\u{0B}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                counts.line_ends += 1;
                "\n"
            }
            '\u{0C}' => {
                counts.form_feeds += 1;
                "\n"
            }
            '\u{FEFF}' if at == 0 => {
                counts.byte_order_mark = true;
                ""
            }
            '\u{200B}' | '\u{2060}' | '\u{FEFF}' => {
                counts.zero_width += 1;
                ""
            }
            '\u{AD}' => {
                counts.soft_hyphens += 1;
                ""
            }
            '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => {
                counts.controls += 1;
                ""
            }
            '\u{A0}' | '\u{202F}' | '\u{2007}' => {
                counts.non_breaking += 1;
                continue;
            }
            '\u{FFFD}' => {
                counts.replacements += 1;
                continue;
            }
            _ => continue,
        };
        text.push_str(raw.get(kept_from..at).unwrap_or(""));
        text.push_str(replacement);
        kept_from = characters.peek().map_or(raw.len(), |(next, _)| *next);
    }
    text.push_str(raw.get(kept_from..).unwrap_or(""));
    Normalised {
        text,
        corrections: counts.corrections(),
    }
}

#[derive(Default)]
struct Counts {
    byte_order_mark: bool,
    line_ends: usize,
    form_feeds: usize,
    zero_width: usize,
    soft_hyphens: usize,
    controls: usize,
    non_breaking: usize,
    replacements: usize,
}

impl Counts {
    fn corrections(&self) -> Vec<Correction> {
        let mut corrections = Vec::new();
        if self.byte_order_mark {
            corrections.push(Correction::ByteOrderMark);
        }
        let mut note = |count: usize, correction: fn(usize) -> Correction| {
            if count > 0 {
                corrections.push(correction(count));
            }
        };
        note(self.line_ends, |count| Correction::LineEnds { count });
        note(self.form_feeds, |count| Correction::FormFeeds { count });
        note(self.zero_width, |count| Correction::ZeroWidth { count });
        note(self.soft_hyphens, |count| Correction::SoftHyphens { count });
        note(self.controls, |count| Correction::ControlCharacters {
            count,
        });
        note(self.non_breaking, |count| {
            Correction::NonBreakingSpacesKept { count }
        });
        note(self.replacements, |count| {
            Correction::ReplacementCharacters { count }
        });
        corrections
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::expect_used,
        clippy::panic
    )]
    use super::*;

    #[track_caller]
    fn check(raw: &str, text: &str, said: &[&str]) {
        let normalised = normalise(raw);
        assert_eq!(normalised.text, text);
        let sentences: Vec<String> = normalised
            .corrections
            .iter()
            .map(Correction::to_string)
            .collect();
        assert_eq!(sentences, said);
    }

    #[test]
    fn what_is_invisible_and_means_nothing_is_dropped_and_said() {
        check(
            "as it is\n\n\tand stays  \n",
            "as it is\n\n\tand stays  \n",
            &[],
        );
        check(
            "a\r\nb\rc\u{2028}d\u{2029}e\u{85}f\u{B}g",
            "a\nb\nc\nd\ne\nf\ng",
            &["6 line ends were made the same."],
        );
        check(
            "a\r\nb",
            "a\nb",
            &["1 line end was made the same as the rest."],
        );
        check("a\u{C}b", "a\nb", &["1 page break became a line break."]);
        check(
            "\u{FEFF}a\u{200B}b\u{2060}c\u{FEFF}",
            "abc",
            &[
                "A byte order mark at the start was removed.",
                "3 invisible characters were removed.",
            ],
        );
        check("co\u{AD}op", "coop", &["1 soft hyphen was removed."]);
        check(
            "a\0b\u{7}c\u{9F}",
            "abc",
            &["3 control characters were removed."],
        );
    }

    #[test]
    fn what_a_script_or_an_emoji_needs_is_kept() {
        check(
            "👨🏻\u{200D}🚒 می\u{200C}خواهم ❤\u{FE0F} \u{200F}שלום\u{2067}",
            "👨🏻\u{200D}🚒 می\u{200C}خواهم ❤\u{FE0F} \u{200F}שלום\u{2067}",
            &[],
        );
        check(
            "10\u{A0}km\u{202F}h",
            "10\u{A0}km\u{202F}h",
            &["2 non-breaking spaces were kept."],
        );
        check(
            "caf\u{FFFD}",
            "caf\u{FFFD}",
            &["1 character was lost before the text came here (�)."],
        );
    }

    #[test]
    fn bytes_are_read_as_utf_8_or_as_utf_16_with_a_mark() {
        assert_eq!(decode("naïve 👍".as_bytes()).unwrap(), "naïve 👍");
        assert_eq!(decode(b"\xEF\xBB\xBFyes").unwrap(), "yes");
        assert_eq!(decode(b"\xFF\xFEh\0i\0\x3D\xD8\x4D\xDC").unwrap(), "hi👍");
        assert_eq!(decode(b"\xFE\xFF\0h\0i").unwrap(), "hi");
        assert_eq!(decode(b"").unwrap(), "");
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_with_a_reason_and_a_way_out() {
        let not_unicode = |encoding, offset, byte| PasteError::NotUnicode {
            encoding,
            offset,
            byte,
        };
        let unknown = PasteError::Binary {
            found: "a file of some program",
        };
        for (bytes, error) in [
            (&b"caf\xE9 au lait"[..], not_unicode("UTF-8", 3, 0xE9)),
            (b"\xEF\xBB\xBFcaf\xE9", not_unicode("UTF-8", 6, 0xE9)),
            (b"cut \xF0\x9F\x91", not_unicode("UTF-8", 4, 0xF0)),
            (b"\xFF\xFEh\0\x3D\xD8", not_unicode("UTF-16", 4, 0x3D)),
            (b"\xFF\xFEh\0i", not_unicode("UTF-16", 4, b'i')),
            (b"%PDF-1.7", PasteError::Binary { found: "a PDF" }),
            (
                b"PK\x03\x04rest",
                PasteError::Binary {
                    found: "a ZIP or an Office document",
                },
            ),
            (b"some\0thing", unknown.clone()),
            (b"\x01\x02\x03\x04text", unknown),
        ] {
            let found = decode(bytes).unwrap_err();
            assert_eq!(found, error);
            assert!(found.to_string().ends_with('.') && found.hint().ends_with('.'));
        }
        let large = vec![b'a'; MAX_TEXT_BYTES + 1];
        let error = decode(&large).unwrap_err();
        assert_eq!(
            error,
            PasteError::TooLarge {
                bytes: MAX_TEXT_BYTES + 1,
                limit: MAX_TEXT_BYTES
            }
        );
        assert_eq!(
            error.to_string(),
            "The text has 5.0 MB, and 5 MB is the most that one article can have."
        );
        assert!(decode(&large[1..]).is_ok());
    }
}

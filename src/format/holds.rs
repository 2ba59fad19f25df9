//! What a format has room for. An export is cut down to this, and what is cut is named, before a byte is written.

/// What a format can hold. Words, labels and places every format holds; what no foreign format holds (fields of another
/// program's file, what a suggestion was before it was mended) is not listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holds {
    /// The text with its white space, or its words alone.
    pub text: bool,
    /// Labels and link types of any name, or of letters, digits, `_` and `-` alone.
    pub names: bool,
    /// Spans that reach over the end of a sentence, or each sentence's part becomes a span.
    pub across_sentences: bool,
    /// Fragments that go over the end of a line, or they are broken there.
    pub across_lines: bool,
    /// The ids of spans, or spans are numbered anew.
    pub ids: bool,
    /// Spans of several fragments, or each fragment becomes a span.
    pub fragments: bool,
    /// Spans that overlap, or the weaker of two is left out.
    pub overlaps: bool,
    /// Spans that begin or end inside a word, or they are widened to whole words.
    pub parts_of_words: bool,
    /// Whether a span is proposed, accepted or rejected; or rejected ones are left out and the others count as accepted.
    pub states: bool,
    /// Attributes.
    pub attributes: bool,
    /// Who or which rule made a span, with score and reason.
    pub origins: bool,
    /// Notes.
    pub notes: bool,
    /// Who decided, and when.
    pub authors: bool,
    /// Links.
    pub links: bool,
    /// Links between spans of different states.
    pub links_across_states: bool,
    /// The ids of links and whether they are proposed, accepted or rejected.
    pub link_states: bool,
    /// The registry of speakers.
    pub speakers: bool,
    /// The article's id, title, address, day and language.
    pub metadata: bool,
    /// Paragraphs whose kind a person has set.
    pub paragraph_kinds: bool,
}

impl Holds {
    /// Everything that is listed here.
    pub const ALL: Holds = Holds {
        text: true,
        names: true,
        across_sentences: true,
        across_lines: true,
        ids: true,
        fragments: true,
        overlaps: true,
        parts_of_words: true,
        states: true,
        attributes: true,
        origins: true,
        notes: true,
        authors: true,
        links: true,
        links_across_states: true,
        link_states: true,
        speakers: true,
        metadata: true,
        paragraph_kinds: true,
    };

    /// Labelled stretches of text and nothing else.
    pub const LEAST: Holds = Holds {
        text: true,
        names: true,
        across_sentences: true,
        across_lines: true,
        ids: false,
        fragments: false,
        overlaps: false,
        parts_of_words: false,
        states: false,
        attributes: false,
        origins: false,
        notes: false,
        authors: false,
        links: false,
        links_across_states: true,
        link_states: false,
        speakers: false,
        metadata: false,
        paragraph_kinds: false,
    };
}

//! The table of formats: what each is for, what it can hold, how it is written, read and recognised.

use crate::annotation::AnnotationSet;
use crate::article::{Article, decode_up_to};
use crate::format::archive::{OutFile, is_zip, pack, unpack};
use crate::format::holds::Holds;
use crate::format::json::{Fields, Node};
use crate::format::loss::Loss;
use crate::format::native::{self, MAX_FILE_BYTES};
use crate::format::options::{LabelMap, Options};
use crate::format::project::{choose, project};
use crate::format::{
    Document, ReadError, brat, cas_json, conll, doccano, hf, html_report, label_studio, prodigy,
    spacy, table, w3c,
};

/// An interchange format.
pub struct Format {
    /// Its name on the command line and in programs.
    pub id: &'static str,
    /// Its name for a reader.
    pub title: &'static str,
    /// What it is for, in a line.
    pub purpose: &'static str,
    /// The ending of its files.
    pub ending: &'static str,
    /// The ending when all that belongs to it is packed as one; the same for a format of one file.
    pub packed_ending: &'static str,
    /// What it can hold; nothing for Pressmark's own, which holds all.
    pub holds: Option<Holds>,
    /// Whether each line is an article, so that a file of any length can be read and written a part at a time.
    pub by_line: bool,
    write: fn(&[Outgoing<'_>], &Options) -> Vec<OutFile>,
    read: fn(&[u8], &LabelMap) -> Result<Vec<Document>, ReadError>,
}

/// An article on its way out; its records are such as the format can hold.
pub(crate) struct Outgoing<'a> {
    pub(crate) article: &'a Article,
    pub(crate) set: &'a AnnotationSet,
}

/// What an export makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The files; the first is the data, others help to use it.
    pub files: Vec<OutFile>,
    /// What the files do not carry.
    pub loss: Loss,
}

impl Export {
    /// All of it as one file: itself if it is one, else a zip archive.
    #[must_use]
    pub fn packed(&self) -> Vec<u8> {
        match self.files.as_slice() {
            [only] => only.bytes.clone(),
            files => pack(files),
        }
    }

    /// The data alone.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        self.files.first().map_or(&[], |file| &file.bytes)
    }
}

/// All formats, in the order of a list for people.
pub const FORMATS: &[Format] = &[
    Format {
        id: "pressmark",
        title: "Pressmark JSON Lines",
        purpose: "Everything, for keeping and for opening here again.",
        ending: "pressmark.jsonl",
        packed_ending: "pressmark.jsonl",
        holds: None,
        by_line: true,
        write: write_native,
        read: |bytes, _| native::read_bytes(bytes),
    },
    Format {
        id: "w3c",
        title: "W3C Web Annotation",
        purpose: "Linked data by the standard, with both selectors: a collection an article, one a line.",
        ending: "jsonl",
        packed_ending: "jsonl",
        holds: Some(Holds::ALL),
        by_line: true,
        write: w3c::write,
        read: w3c::read,
    },
    Format {
        id: "label-studio",
        title: "Label Studio tasks",
        purpose: "Tasks with annotations and predictions, and the labelling configuration.",
        ending: "json",
        packed_ending: "zip",
        holds: Some(Holds {
            fragments: false,
            links_across_states: false,
            link_states: false,
            ..Holds::ALL
        }),
        by_line: false,
        write: label_studio::write,
        read: label_studio::read,
    },
    Format {
        id: "doccano",
        title: "doccano JSONL",
        purpose: "Spans and relations for doccano's import.",
        ending: "jsonl",
        packed_ending: "jsonl",
        holds: Some(Holds {
            overlaps: true,
            parts_of_words: true,
            links: true,
            metadata: true,
            ..Holds::LEAST
        }),
        by_line: true,
        write: doccano::write,
        read: doccano::read,
    },
    Format {
        id: "brat",
        title: "brat standoff",
        purpose: "Texts with .ann files and brat's configuration, as an archive.",
        ending: "zip",
        packed_ending: "zip",
        holds: Some(Holds {
            names: false,
            across_lines: false,
            states: false,
            link_states: false,
            ..Holds::ALL
        }),
        by_line: false,
        write: brat::write,
        read: brat::read,
    },
    Format {
        id: "cas-json",
        title: "UIMA JSON CAS",
        purpose: "A file an article for INCEpTION and other programs of UIMA; several as an archive.",
        ending: "zip",
        packed_ending: "zip",
        holds: Some(Holds {
            fragments: false,
            ..Holds::ALL
        }),
        by_line: false,
        write: cas_json::write,
        read: cas_json::read,
    },
    Format {
        id: "spacy",
        title: "spaCy documents",
        purpose: "Span groups for training spaCy, with a script that makes a .spacy file.",
        ending: "jsonl",
        packed_ending: "zip",
        holds: Some(Holds {
            overlaps: true,
            states: true,
            metadata: true,
            ..Holds::LEAST
        }),
        by_line: true,
        write: spacy::write,
        read: spacy::read,
    },
    Format {
        id: "prodigy",
        title: "Prodigy tasks",
        purpose: "Tasks with spans, relations and answers for Prodigy.",
        ending: "jsonl",
        packed_ending: "jsonl",
        holds: Some(Holds {
            fragments: false,
            parts_of_words: false,
            speakers: false,
            paragraph_kinds: false,
            ..Holds::ALL
        }),
        by_line: true,
        write: prodigy::write,
        read: prodigy::read,
    },
    Format {
        id: "conll",
        title: "CoNLL columns",
        purpose: "A word a line with its tag, one layer: BIO, IOBES, BILOU or IOB1.",
        ending: "conll",
        packed_ending: "conll",
        holds: Some(Holds {
            text: false,
            names: false,
            across_sentences: false,
            ..Holds::LEAST
        }),
        by_line: false,
        write: conll::write,
        read: conll::read,
    },
    Format {
        id: "hf",
        title: "Hugging Face data set",
        purpose: "JSON Lines of spans, and of words with tags, with label names and a data set card.",
        ending: "jsonl",
        packed_ending: "zip",
        holds: Some(Holds::ALL),
        by_line: false,
        write: hf::write,
        read: hf::read,
    },
    Format {
        id: "csv",
        title: "CSV table",
        purpose: "A row an annotation, for spreadsheets; no cell can become a formula.",
        ending: "csv",
        packed_ending: "csv",
        holds: Some(Holds::ALL),
        by_line: false,
        write: table::write_csv,
        read: table::read_csv,
    },
    Format {
        id: "tsv",
        title: "TSV table",
        purpose: "The same, separated by tabs, for statistics programs.",
        ending: "tsv",
        packed_ending: "tsv",
        holds: Some(Holds::ALL),
        by_line: false,
        write: table::write_tsv,
        read: table::read_tsv,
    },
    Format {
        id: "html-report",
        title: "HTML report",
        purpose: "A page an article to read and print, with its tables; opens here again with nothing lost.",
        ending: "zip",
        packed_ending: "zip",
        holds: None,
        by_line: false,
        write: html_report::write,
        read: html_report::read,
    },
];

impl Format {
    /// The format of that id.
    #[must_use]
    pub fn of(id: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.id == id)
    }

    /// What an export would lose, without making it, and the records that would leave.
    #[must_use]
    pub fn project(
        &self,
        article: &Article,
        set: &AnnotationSet,
        options: &Options,
    ) -> (AnnotationSet, Loss) {
        match &self.holds {
            Some(holds) => project(article, set, holds, options),
            None => choose(article, set, options),
        }
    }

    /// Writes articles, and says what is lost.
    #[must_use]
    pub fn write(&self, documents: &[(&Article, &AnnotationSet)], options: &Options) -> Export {
        let mut loss = Loss::default();
        let sets: Vec<AnnotationSet> = documents
            .iter()
            .map(|(article, set)| {
                let (set, lost) = self.project(article, set, options);
                loss.join(lost);
                set
            })
            .collect();
        let outgoing: Vec<Outgoing<'_>> = documents
            .iter()
            .zip(&sets)
            .map(|((article, _), set)| Outgoing { article, set })
            .collect();
        Export {
            files: (self.write)(&outgoing, options),
            loss,
        }
    }

    /// Reads articles, with what was wrong with each.
    ///
    /// # Errors
    /// When nothing of it can be read as this format.
    pub fn read(&self, bytes: &[u8], map: &LabelMap) -> Result<Vec<Document>, ReadError> {
        (self.read)(bytes, map)
    }
}

fn write_native(documents: &[Outgoing<'_>], _: &Options) -> Vec<OutFile> {
    let documents = documents.iter();
    let lines = native::write_lines(documents.map(|document| (document.article, document.set)));
    vec![OutFile {
        name: "articles.pressmark.jsonl".to_owned(),
        bytes: lines.into_bytes(),
    }]
}

/// The format of a file, by what is in it. The beginning of a large file is enough if it holds a whole first line.
///
/// # Errors
/// [`ReadError::UnknownFormat`] when no format writes such files, and what makes a file unreadable at all.
pub fn detect(bytes: &[u8]) -> Result<&'static Format, ReadError> {
    let id = if is_zip(bytes) {
        in_archive(bytes)?
    } else {
        let text = decode_up_to(bytes, MAX_FILE_BYTES)?;
        in_text(text.strip_prefix('\u{FEFF}').unwrap_or(&text))?
    };
    Format::of(id).ok_or(ReadError::UnknownFormat { found: "" })
}

fn in_archive(bytes: &[u8]) -> Result<&'static str, ReadError> {
    let files = unpack(bytes)?;
    let has = |ending: &str| files.iter().any(|file| file.name.ends_with(ending));
    if has("to_spacy.py") {
        return Ok("spacy");
    }
    if has(".ann") {
        return Ok("brat");
    }
    if has("tasks.json") && has("config.xml") {
        return Ok("label-studio");
    }
    if has("label_names.json") {
        return Ok("hf");
    }
    let mut pages = files.iter().filter(|file| file.name.ends_with(".html"));
    if pages.any(|file| html_report::looks_alike(&String::from_utf8_lossy(&file.bytes))) {
        return Ok("html-report");
    }
    let mut texts = files.iter().filter(|file| file.name.ends_with(".json"));
    if texts.any(|file| String::from_utf8_lossy(&file.bytes).contains("\"%FEATURE_STRUCTURES\"")) {
        return Ok("cas-json");
    }
    Err(ReadError::UnknownFormat {
        found: "an archive of other files",
    })
}

fn in_text(text: &str) -> Result<&'static str, ReadError> {
    let start = text.trim_start();
    if start.is_empty() {
        return Err(ReadError::Empty);
    }
    if start.starts_with(['{', '[']) {
        return in_json(start);
    }
    if start.starts_with("<!doctype html>") && html_report::looks_alike(start) {
        return Ok("html-report");
    }
    let header = start.lines().next().unwrap_or("");
    match table::separator(header) {
        Some(b',') => Ok("csv"),
        Some(_) => Ok("tsv"),
        None if conll::looks_alike(start) => Ok("conll"),
        None => Err(ReadError::UnknownFormat {
            found: "a plain text",
        }),
    }
}

fn in_json(text: &str) -> Result<&'static str, ReadError> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Node<'_>>();
    let node = values.next().unwrap_or(Ok(Node::Null))?;
    let first = match &node {
        Node::List(nodes) => nodes.first().unwrap_or(&Node::Null),
        node => node,
    };
    let unknown = ReadError::UnknownFormat {
        found: native::seems(&node),
    };
    first.as_object().and_then(of_object).ok_or(unknown)
}

/// By the fields of the first article.
fn of_object(fields: &Fields<'_>) -> Option<&'static str> {
    let has = |key: &str| fields.get(key).is_some();
    let list = |key: &str| fields.get(key).and_then(Node::as_list).is_some();
    let is_object = |key: &str| fields.get(key).and_then(Node::as_object).is_some();
    if fields.text("format") == Some("pressmark") {
        Some("pressmark")
    } else if w3c::looks_alike(fields) {
        Some("w3c")
    } else if list("%FEATURE_STRUCTURES") {
        Some("cas-json")
    } else if is_object("data")
        && (list("annotations") || list("predictions") || list("completions"))
    {
        Some("label-studio")
    } else if list("tokens") && (list("tags") || list("ner_tags")) {
        Some("hf")
    } else if has("_input_hash") || list("spans") && has("text") && (has("tokens") || has("answer"))
    {
        Some("prodigy")
    } else if has("text") && (list("ents") || is_object("spans")) {
        Some("spacy")
    } else if (has("text") || has("data")) && (list("label") || list("labels"))
        || list("entities") && list("relations")
    {
        Some("doccano")
    } else if has("text") && list("entities") {
        Some("spacy")
    } else {
        None
    }
}

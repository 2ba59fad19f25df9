//! The command line: reads articles from files and prints what the engine proposes, one document a line.
//!
//! In come text files, standard input and JSON Lines; out comes the native record as JSON Lines. It translates between
//! files and the library and decides nothing about language.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::fs;
    use std::io::{self, BufWriter, ErrorKind, Read as _, Write};
    use std::path::{Path, PathBuf};
    use std::process::ExitCode;

    use clap::{Parser, Subcommand};
    use pressmark::annotation::{AnnotationSet, Keys, Metadata, intake};
    use pressmark::article::{Article, PasteError, decode};
    use pressmark::format;
    use pressmark::suggest::{Engine, dump};
    use serde::Deserialize;

    /// Marks up news articles: who said what, who was hurt, who promised what.
    #[derive(Parser)]
    #[command(version, about)]
    struct Arguments {
        #[command(subcommand)]
        command: Command,
    }

    #[derive(Subcommand)]
    enum Command {
        /// Print what the engine proposes for each article, as Pressmark's own JSON, one document a line.
        Suggest {
            /// Text files, `-` for standard input, or `.jsonl` files with an object {"id", "text", "published"} a line.
            /// In a file of text an article is normalised as in a paste; in `.jsonl` it is taken as it is, so that the
            /// offsets fit.
            #[arg(required = true, value_name = "FILE")]
            files: Vec<PathBuf>,
        },
        /// Print what the network is told of each word of the articles in a `.jsonl` file, for its training.
        #[command(hide = true)]
        Features {
            /// An object {"id", "text"} a line. Before each article's words stands a line `# id`.
            file: PathBuf,
        },
    }

    /// Why an article could not be read.
    #[derive(Debug, thiserror::Error)]
    enum InputError {
        #[error("{0}")]
        File(#[from] io::Error),
        #[error("{0}")]
        Text(#[from] PasteError),
        #[error("line {line}: this is not an object with \"id\" and \"text\": {source}")]
        Line {
            /// Counted from one.
            line: usize,
            source: serde_json::Error,
        },
    }

    /// A line of a `.jsonl` file.
    #[derive(Deserialize)]
    struct Line {
        id: String,
        text: String,
        #[serde(default)]
        published: String,
    }

    pub fn main() -> ExitCode {
        let files = match Arguments::parse().command {
            Command::Suggest { files } => files,
            Command::Features { file } => return features(&file),
        };
        let mut out = BufWriter::new(io::stdout().lock());
        let mut failed = false;
        for file in &files {
            let result = suggest_file(file, &mut out, |error| {
                failed = true;
                eprintln!("pressmark: {}: {error}", name_of(file));
            });
            if let Err(error) = result.and_then(|()| out.flush()) {
                // Whoever read the answers has had enough: «| head».
                if error.kind() == ErrorKind::BrokenPipe {
                    return ExitCode::SUCCESS;
                }
                eprintln!("pressmark: the answers could not be written: {error}");
                return ExitCode::FAILURE;
            }
        }
        if failed {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        }
    }

    /// Prints what training reads.
    fn features(file: &Path) -> ExitCode {
        let mut out = BufWriter::new(io::stdout().lock());
        let mut print = || -> Result<(), InputError> {
            for (number, line) in bytes_of(file)?.split(|byte| *byte == b'\n').enumerate() {
                if line.trim_ascii().is_empty() {
                    continue;
                }
                let line: Line =
                    serde_json::from_slice(line).map_err(|source| InputError::Line {
                        line: number + 1,
                        source,
                    })?;
                writeln!(out, "# {}", line.id)?;
                out.write_all(dump(&Article::from_text(&line.text)).as_bytes())?;
            }
            Ok(out.flush()?)
        };
        match print() {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("pressmark: {}: {error}", name_of(file));
                ExitCode::FAILURE
            }
        }
    }

    fn name_of(file: &Path) -> String {
        if is_standard_input(file) {
            "standard input".to_owned()
        } else {
            file.display().to_string()
        }
    }

    fn is_standard_input(file: &Path) -> bool {
        file == Path::new("-")
    }

    /// Writes the answers to a file's articles; what can't be read goes to `complain`.
    ///
    /// # Errors
    /// When an answer can't be written.
    fn suggest_file(
        file: &Path,
        out: &mut impl Write,
        mut complain: impl FnMut(InputError),
    ) -> io::Result<()> {
        let bytes = match bytes_of(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                complain(error.into());
                return Ok(());
            }
        };
        let many = file
            .extension()
            .is_some_and(|extension| extension == "jsonl");
        if !many {
            match paste(&bytes) {
                Ok(article) => write_suggestions(&article, &id_of(file), "", out)?,
                Err(error) => complain(error.into()),
            }
            return Ok(());
        }
        for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            match serde_json::from_slice::<Line>(line) {
                Ok(line) => {
                    let article = Article::from_text(&line.text);
                    write_suggestions(&article, &line.id, &line.published, out)?;
                }
                Err(source) => complain(InputError::Line {
                    line: number + 1,
                    source,
                }),
            }
        }
        Ok(())
    }

    fn bytes_of(file: &Path) -> io::Result<Vec<u8>> {
        if is_standard_input(file) {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes)?;
            Ok(bytes)
        } else {
            fs::read(file)
        }
    }

    fn paste(bytes: &[u8]) -> Result<Article, PasteError> {
        let text = decode(bytes)?;
        Article::from_paste(&text).map(|(article, _)| article)
    }

    fn id_of(file: &Path) -> String {
        if is_standard_input(file) {
            return "stdin".to_owned();
        }
        let stem = file.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }

    fn write_suggestions(
        article: &Article,
        id: &str,
        published: &str,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let day = if published.is_empty() {
            article.published().unwrap_or_default()
        } else {
            published.to_owned()
        };
        let mut set = AnnotationSet::new(Metadata {
            id: id.into(),
            title: article.title().into(),
            published: day.as_str().into(),
            ..Metadata::default()
        });
        let mut engine = Engine::new(article).with_published(&day);
        let batch = engine.next(u32::MAX).unwrap_or_default();
        let edits = intake(&set, article, &batch, &mut Keys::default(), "");
        set.apply(&edits)
            .map_err(|conflict| io::Error::other(conflict.to_string()))?;
        writeln!(out, "{}", format::write(article, &set))
    }
}

//! The command line: reads articles, prints what the engine proposes, converts between formats, checks and counts. It translates
//! between files and the library and decides nothing about language.

#[cfg(not(target_arch = "wasm32"))]
mod convert;
#[cfg(not(target_arch = "wasm32"))]
mod documents;
#[cfg(not(target_arch = "wasm32"))]
mod features;
#[cfg(not(target_arch = "wasm32"))]
mod html;
#[cfg(not(target_arch = "wasm32"))]
mod input;
#[cfg(not(target_arch = "wasm32"))]
mod mapping;
#[cfg(not(target_arch = "wasm32"))]
mod stats;
#[cfg(not(target_arch = "wasm32"))]
mod suggest;
#[cfg(not(target_arch = "wasm32"))]
mod validate;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    arguments::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod arguments {
    use std::io;
    use std::num::NonZero;
    use std::path::PathBuf;
    use std::process::ExitCode;

    use clap::builder::PossibleValuesParser;
    use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
    use pressmark::format::{FORMATS, Format};

    /// Marks up news articles: who said what, who was hurt, who promised what.
    #[derive(Parser)]
    #[command(
        version,
        about,
        after_help = "Exit codes: 0 when all went well, 1 when something could not be read or written or, for validate, has \
                      problems, 2 when the command was not understood."
    )]
    struct Arguments {
        #[command(subcommand)]
        command: Command,
    }

    #[derive(Subcommand)]
    enum Command {
        /// Print what the engine proposes for each article, as Pressmark's own JSON, one document a line.
        #[command(after_help = "Examples:\n  \
            pressmark suggest article.txt > proposed.jsonl\n  \
            cat article.txt | pressmark suggest -")]
        Suggest {
            /// Text, HTML or JSON Lines; `-` is standard input. What a file is, its content says.
            ///
            /// JSON Lines have an object {"id", "text", "published"} a line, of which "text" is needed; the text is taken as
            /// it is, so that the offsets fit. Text and HTML are normalised as in a paste.
            #[arg(required = true, value_name = "FILE")]
            files: Vec<PathBuf>,
            /// How many articles are worked on at once; as many as there are cores unless told.
            #[arg(long, value_name = "N")]
            jobs: Option<NonZero<usize>>,
        },
        /// Print what the network is told of each word of the articles, for its training.
        #[command(hide = true)]
        Features {
            /// Text, HTML or JSON Lines; `-` is standard input. Before each article's words stands a line `# id`.
            #[arg(required = true, value_name = "FILE")]
            files: Vec<PathBuf>,
        },
        /// Turn annotated articles from one format into another, and say what the other cannot hold.
        #[command(after_help = "Examples:\n  \
            pressmark convert --to spacy articles.jsonl -o train.zip\n  \
            pressmark convert --to csv articles.jsonl -o table.csv\n  \
            pressmark convert --to prodigy --states accepted,rejected --loss loss.json articles.jsonl -o tasks.jsonl\n  \
            pressmark convert --from doccano --to pressmark --map labels.json doccano.jsonl -o -\n  \
            cat articles.jsonl | pressmark convert --to doccano -",
            long_about = convert_about())]
        Convert(Box<Convert>),
        /// Check annotated articles of any format against their text and the schema. Exit code 1 if there is a problem.
        #[command(after_help = "Examples:\n  \
            pressmark validate articles.jsonl\n  \
            pressmark validate --json folder/")]
        Validate {
            #[command(flatten)]
            annotated: Annotated,
            /// Print the problems as JSON, one a line.
            #[arg(long)]
            json: bool,
        },
        /// Count annotations by label, state, speaker and link.
        #[command(after_help = "Examples:\n  \
            pressmark stats articles.jsonl\n  \
            pressmark stats --json folder/")]
        Stats {
            #[command(flatten)]
            annotated: Annotated,
            /// Print the counts as one JSON object.
            #[arg(long)]
            json: bool,
        },
        /// Print completions for a shell.
        #[command(after_help = "Example:\n  \
            pressmark completions bash > pressmark.bash")]
        Completions {
            /// The shell.
            shell: clap_complete::Shell,
        },
        /// Print the man page.
        #[command(after_help = "Example:\n  \
            pressmark man > pressmark.1")]
        Man,
    }

    /// Articles that a command looks at.
    #[derive(clap::Args)]
    struct Annotated {
        /// Files or folders; `-` is standard input.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The format; found by the content unless named.
        #[arg(long, value_name = "FORMAT", value_parser = format_ids())]
        from: Option<String>,
    }

    /// Flags of `convert`.
    #[derive(clap::Args)]
    pub struct Convert {
        /// Files or folders; `-` is standard input.
        #[arg(required = true, value_name = "FILE")]
        pub files: Vec<PathBuf>,
        /// The format of the files; found by the content of each unless named.
        #[arg(long, value_name = "FORMAT", value_parser = format_ids())]
        pub from: Option<String>,
        /// The format to write.
        #[arg(long, value_name = "FORMAT", value_parser = format_ids())]
        pub to: String,
        /// Where to: a file, a folder (with `/` at its end), or `-` for standard output.
        ///
        /// A name that ends with `.zip` gets an archive with all that belongs to the format.
        #[arg(short, long, value_name = "OUT", default_value = "-")]
        pub output: PathBuf,
        /// Write what is lost, item by item, into this file as JSON.
        #[arg(long, value_name = "FILE")]
        pub loss: Option<PathBuf>,
        /// A JSON file that names our labels and links for others:
        /// {"labels": {"PER": "speaker", "MISC": null}, "links": {"saidBy": "source"}}. Null leaves them out.
        #[arg(long, value_name = "FILE")]
        pub map: Option<PathBuf>,
        /// Only spans of these labels.
        #[arg(long, value_name = "LABEL,…", value_delimiter = ',')]
        pub labels: Vec<String>,
        /// Only spans of these states. Rejected ones are negatives, where the format can say so.
        #[arg(long, value_name = "STATE,…", value_delimiter = ',', default_values = ["proposed", "accepted", "rejected"])]
        pub states: Vec<State>,
        /// What offsets count, where the format leaves a choice (doccano).
        #[arg(long, value_name = "UNIT")]
        pub unit: Option<Unit>,
        /// How columns of tags say where spans begin and end (conll, hf).
        #[arg(long, value_name = "SCHEME", default_value = "bio")]
        pub scheme: Scheme,
    }

    /// A state as it is named here.
    #[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
    pub enum State {
        /// Suggested, not decided.
        Proposed,
        /// Right.
        Accepted,
        /// Wrong: a negative.
        Rejected,
    }

    /// A unit of offsets as it is named here.
    #[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
    pub enum Unit {
        /// UTF-16 units, as browsers count.
        Utf16,
        /// Whole characters.
        Grapheme,
    }

    /// A scheme of tags as it is named here.
    #[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
    pub enum Scheme {
        /// B begins a span, I goes on.
        Bio,
        /// BIO with E for the last word and S for a single one.
        Iobes,
        /// BIO with L for the last word and U for a single one.
        Bilou,
        /// B only between two spans of one label.
        Iob1,
    }

    fn format_ids() -> PossibleValuesParser {
        PossibleValuesParser::new(FORMATS.iter().map(|format| format.id))
    }

    /// What `pressmark convert --help` says first, with the table of formats.
    fn convert_about() -> String {
        let mut about = String::from(
            "Turn annotated articles from one format into another, and say what the other cannot hold.\n\nFormats:\n",
        );
        for Format { id, purpose, .. } in FORMATS {
            about.push_str(&format!("  {id:<14} {purpose}\n"));
        }
        about
    }

    pub fn run() -> ExitCode {
        match Arguments::parse().command {
            Command::Suggest { files, jobs } => crate::suggest::run(files, jobs),
            Command::Features { files } => crate::features::run(files),
            Command::Convert(options) => crate::convert::run(*options),
            Command::Validate {
                annotated: Annotated { files, from },
                json,
            } => crate::validate::run(files, from.as_deref(), json),
            Command::Stats {
                annotated: Annotated { files, from },
                json,
            } => crate::stats::run(files, from.as_deref(), json),
            Command::Completions { shell } => {
                clap_complete::generate(
                    shell,
                    &mut Arguments::command(),
                    "pressmark",
                    &mut io::stdout(),
                );
                ExitCode::SUCCESS
            }
            Command::Man => man(),
        }
    }

    /// The page of the program with those of its commands behind it.
    fn man() -> ExitCode {
        let command = Arguments::command();
        let mut page = Vec::new();
        let mut rendered = clap_mangen::Man::new(command.clone()).render(&mut page);
        for sub in command.get_subcommands() {
            let sub = sub
                .clone()
                .display_name(format!("pressmark-{}", sub.get_name()));
            rendered = rendered.and_then(|()| clap_mangen::Man::new(sub).render(&mut page));
        }
        match rendered.and_then(|()| io::Write::write_all(&mut io::stdout(), &page)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        }
    }
}

//! The command line: reads articles and prints what the engine proposes. It translates between files and the library and
//! decides nothing about language.

#[cfg(not(target_arch = "wasm32"))]
mod html;
#[cfg(not(target_arch = "wasm32"))]
mod input;
#[cfg(not(target_arch = "wasm32"))]
mod suggest;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    arguments::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod arguments {
    use std::num::NonZero;
    use std::path::PathBuf;
    use std::process::ExitCode;

    use clap::{Parser, Subcommand};

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
    }

    pub fn run() -> ExitCode {
        let Command::Suggest { files, jobs } = Arguments::parse().command;
        crate::suggest::run(files, jobs)
    }
}

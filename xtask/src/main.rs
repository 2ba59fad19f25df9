//! `cargo xtask`: every step of building, serving, testing and measuring Pressmark, the same on Linux, macOS and Windows.
//!
//! A command comes in; it brings what it needs (into a folder of the user's, see [`cache`]), says what it does and why, and either
//! does it or stops with one sentence that names what is missing and the remedy. It knows nothing of annotations: only files,
//! tools and processes.

#![expect(
    clippy::disallowed_methods,
    reason = "it times its steps and waits for other programs; nothing of that reaches an article's file"
)]

mod bench;
mod browser;
mod cache;
mod check;
mod node;
mod packages;
mod page;
mod peers;
mod picture;
mod process;
mod project;
mod say;
mod serve;
mod server;
mod size;
mod test;
mod tools;
mod wasm;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Builds, serves, tests and measures Pressmark. Each command brings the tools that it needs.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    disable_help_subcommand = true
)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the page and serve it on 127.0.0.1
    Serve(serve::Options),
    /// Build the page as a static folder, `dist/`, that works from any folder of any web server
    Build,
    /// Run every test, or only some: native, wasm, e2e, lint, peers
    Test(test::Options),
    /// Measure speed: the engine natively, the page in Chromium
    Bench(bench::Options),
    /// Say what the page and the engine weigh and what takes the room; fail above the limits
    Size,
    /// Type-check everything, the page and the engine included (quick)
    Check,
    /// Write what is generated into the documents anew: README's tables of keys and formats
    Docs,
    /// Take README's picture of the page again
    Picture,
    /// Run a cargo command with the set-up for wasm32, for example `cargo xtask cargo tree --target wasm32-unknown-unknown`
    Cargo(check::Options),
}

fn main() -> ExitCode {
    let done = match Line::parse().command {
        Command::Serve(options) => serve::run(&options),
        Command::Build => page::build().map(|_| ()),
        Command::Test(options) => test::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Size => size::run(),
        Command::Check => check::run(),
        Command::Docs => check::docs(),
        Command::Picture => picture::run(),
        Command::Cargo(options) => check::cargo(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::failure(&error);
            ExitCode::FAILURE
        }
    }
}

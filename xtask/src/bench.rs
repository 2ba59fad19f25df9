//! `cargo xtask bench`: the engine natively, then the page in Chromium. Tables go to standard output.

use std::process::Command;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::process::must;
use crate::server::Server;
use crate::{browser, node, page, project, say};

/// Drives the page; gets its address and the browser in the environment.
const PAGE_BENCH: &str = "tests/bench/run.mjs";

#[derive(Args)]
pub struct Options {
    /// Only these parts
    #[arg(value_enum)]
    parts: Vec<Part>,
    /// Words for the bench of the one part named
    #[arg(last = true)]
    extra: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The engine, natively
    Native,
    /// The page, in headless Chromium
    Page,
}

/// Runs the parts asked for, both when none is.
///
/// # Errors
/// When a part can't be built or its bench fails.
pub fn run(options: &Options) -> Result<()> {
    let wanted = |part| options.parts.is_empty() || options.parts.contains(&part);
    let extra = if options.parts.len() == 1 {
        options.extra.as_slice()
    } else {
        &[]
    };
    if wanted(Part::Native) {
        native(extra)?;
    }
    if wanted(Part::Page) {
        in_chromium(extra)?;
    }
    Ok(())
}

fn native(extra: &[String]) -> Result<()> {
    say::step(
        "Native benchmarks",
        "How fast the engine is by itself; the release build takes a minute or two.",
    );
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(project::root())
        .args(["bench", "--package", "pressmark", "--benches"]);
    must(cargo.args(extra), "see the message above")
}

fn in_chromium(extra: &[String]) -> Result<()> {
    let script = project::root().join(PAGE_BENCH);
    if !script.is_file() {
        say::note(&format!(
            "There is no {PAGE_BENCH}, so the page is not measured."
        ));
        return Ok(());
    }
    let node = node::ready()?;
    let chromium = browser::chromium()?;
    let dist = page::build()?;
    let server = Server::start(&dist, "/", 0)?;
    say::step(
        "The page in headless Chromium",
        "Leave the computer alone meanwhile: what else runs shows in the times.",
    );
    must(
        Command::new(node)
            .current_dir(project::root())
            .arg(script)
            .args(extra)
            .env("PRESSMARK_URL", server.address())
            .env("PRESSMARK_CHROMIUM", chromium)
            .env("PRESSMARK_CHROMIUM_FLAGS", browser::flags().join(" ")),
        "see the message above",
    )
}

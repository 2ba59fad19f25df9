//! `cargo xtask check`, `cargo xtask docs` and `cargo xtask cargo`: small errands that cargo does.

use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::process::must;
use crate::{project, say, wasm};

#[derive(Args)]
pub struct Options {
    /// The words after `cargo`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    words: Vec<String>,
}

/// Type-checks the library natively, then the page and the engine for the browser.
///
/// # Errors
/// When something does not compile.
pub fn run() -> Result<()> {
    let remedy = "see the compiler's message above";
    say::step("Checking the library and the command line", "");
    must(
        Command::new("cargo")
            .current_dir(project::root())
            .args(["check", "--workspace"]),
        remedy,
    )?;
    let toolchain = wasm::toolchain()?;
    for part in ["page", "engine"] {
        say::step(&format!("Checking the {part} for the browser"), "");
        must(
            toolchain.command("cargo", &[])?.args([
                "check",
                "--target",
                wasm::TARGET,
                "--features",
                part,
                "--lib",
                "--bin",
                part,
            ]),
            remedy,
        )?;
    }
    Ok(())
}

/// Writes what is generated into the documents: the test that compares it writes it when told to.
///
/// # Errors
/// When cargo fails, or a document has lost the marks between which it is written.
pub fn docs() -> Result<()> {
    say::step("Writing what is generated into the documents", "");
    must(
        Command::new("cargo")
            .current_dir(project::root())
            .env("PRESSMARK_WRITE_DOCS", "1")
            .args(["test", "--package", "pressmark", "--test", "documents"]),
        "see the test's message above",
    )
}

/// Any cargo command, set up for wasm.
///
/// # Errors
/// When cargo fails.
pub fn cargo(options: &Options) -> Result<()> {
    must(
        wasm::toolchain()?
            .command("cargo", &[])?
            .args(&options.words),
        "see cargo's message above",
    )
}

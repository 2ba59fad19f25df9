//! `cargo xtask build`: the page as a static folder.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;

use crate::process::must;
use crate::{project, say, tools, wasm};

/// Builds `dist/` and says where it is.
///
/// # Errors
/// When a tool can't be had or the sources don't compile.
pub fn build() -> Result<PathBuf> {
    let toolchain = wasm::toolchain()?;
    let tools = tools::for_building()?;
    say::step(
        "Building the page and the engine into dist/",
        "For release: optimised for size as a whole, which takes a minute or two after a change.",
    );
    let start = Instant::now();
    let mut trunk = toolchain.command("trunk", &tools)?;
    // Cargo may fetch crates first; Trunk itself must not look for tools on the net.
    must(
        toolchain
            .command("cargo", &[])?
            .args(["fetch", "--locked", "--quiet"]),
        "crates.io must be reachable the first time, and Cargo.lock fit Cargo.toml",
    )?;
    must(
        trunk
            .args(["build", "--release", "--offline", "--config", "Trunk.toml"])
            .env("RUST_BACKTRACE", "0"),
        "see the message above",
    )?;
    let dist = project::root().join("dist");
    say::note(&format!(
        "dist/ is ready after {}.",
        say::seconds(start.elapsed())
    ));
    Ok(dist)
}

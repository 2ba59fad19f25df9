//! `cargo xtask serve`: builds the page, serves it on this machine only, opens it.

use std::process::{Command, Stdio};

use anyhow::Result;
use clap::Args;

use crate::server::Server;
use crate::{page, say};

#[derive(Args)]
pub struct Options {
    /// The port; another free one is taken when it is in use
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Don't open the page in the browser
    #[arg(long)]
    no_open: bool,
}

/// Builds, serves and, unless told otherwise, opens the page; runs until it is ended.
///
/// # Errors
/// When the page can't be built or no port can be had.
pub fn run(options: &Options) -> Result<()> {
    let dist = page::build()?;
    let server = Server::start(&dist, "/", options.port)?;
    let address = server.address();
    say::step(
        &format!("Pressmark is at {address}"),
        "Ctrl+C ends it. Nothing outside this computer can reach it.",
    );
    if !options.no_open && !open(address) {
        say::note("No browser could be opened: open the address above yourself.");
    }
    server.join();
    Ok(())
}

/// Opens an address in the person's browser.
fn open(address: &str) -> bool {
    let mut command = if cfg!(windows) {
        // `start` takes the first quoted word for a window's title.
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        Command::new("xdg-open")
    };
    command
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

//! `cargo xtask picture`: takes README's picture of the page again, from the page as it is now.

use std::process::Command;

use anyhow::Result;

use crate::process::must;
use crate::server::Server;
use crate::{browser, node, page, project, say};

const SCRIPT: &str = "tests/picture/take.mjs";
const PICTURE: &str = "docs/workbench.png";

/// Builds the page, works it in Chromium, and writes the picture.
///
/// # Errors
/// When the page can't be built, or does not do what the picture shows.
pub fn run() -> Result<()> {
    let node = node::ready()?;
    let chromium = browser::chromium()?;
    let dist = page::build()?;
    let server = Server::start(&dist, "/", 0)?;
    let root = project::root();
    must(
        Command::new(node)
            .current_dir(&root)
            .arg(root.join(SCRIPT))
            .env("PRESSMARK_URL", server.address())
            .env("PRESSMARK_PICTURE", root.join(PICTURE))
            .env("PRESSMARK_CHROMIUM", chromium)
            .env("PRESSMARK_CHROMIUM_FLAGS", browser::flags().join(" ")),
        "see the message above",
    )?;
    say::note(&format!(
        "{PICTURE} is new: look at it before you commit it."
    ));
    Ok(())
}

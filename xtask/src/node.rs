//! Node.js and the packages that package-lock.json pins: Playwright and axe.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{answer, find, must};
use crate::{packages, project, say};

const OLDEST_NODE: u32 = 20;

/// Brings the packages into `node_modules/` when they are not those of the lock file; gives `node`.
///
/// # Errors
/// When Node.js is missing or too old, or npm fails.
pub fn ready() -> Result<PathBuf> {
    if (find("node").is_none() || find("npm").is_none()) && packages::is_debian() {
        packages::install(
            &["nodejs", "npm"],
            "The end-to-end tests are run by Node.js.",
        )?;
    }
    let (Some(node), Some(npm)) = (find("node"), find("npm")) else {
        bail!(
            "Node.js is missing: install version {OLDEST_NODE} or newer from https://nodejs.org (npm comes with it)"
        );
    };
    let version = answer(Command::new(&node).arg("--version")).unwrap_or_default();
    if major(&version).is_none_or(|major| major < OLDEST_NODE) {
        bail!(
            "Node.js {version} is too old: install version {OLDEST_NODE} or newer from https://nodejs.org"
        );
    }
    let root = project::root();
    let lock = fs::read_to_string(root.join("package-lock.json")).unwrap_or_default();
    let stamp = root.join("node_modules").join(".pressmark-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(node);
    }
    say::step(
        "Installing Playwright and axe into node_modules/",
        "They drive the browser in the end-to-end tests, at the versions of package-lock.json.",
    );
    must(
        Command::new(npm)
            .current_dir(&root)
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            // The browser is looked for apart from this, see `browser`.
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"),
        "npm's registry must be reachable the first time",
    )?;
    fs::write(stamp, lock)?;
    Ok(node)
}

/// Playwright's command line.
pub fn playwright(node: &PathBuf) -> Command {
    let mut command = Command::new(node);
    command
        .current_dir(project::root())
        .arg("node_modules/@playwright/test/cli.js");
    command
}

/// `22` of `v22.12.0`.
fn major(version: &str) -> Option<u32> {
    version
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major("v22.12.0"), Some(22));
        assert_eq!(major(""), None);
    }
}

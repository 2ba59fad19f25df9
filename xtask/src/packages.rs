//! System packages on Debian: installed when we are root, named in full when not.

use std::fs;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{answer, must};
use crate::say;

/// Whether this is Debian itself: its relatives have other packages under the same names.
pub fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release")
        .is_ok_and(|about| about.lines().any(|line| line == "ID=debian"))
}

/// Whether we may install packages, and whether Chromium needs to be told so.
pub fn is_root() -> bool {
    cfg!(unix) && answer(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Installs those of `names` that are missing; `why` is told first.
///
/// # Errors
/// When we are not root (the sentence holds the command to run), or apt fails.
pub fn install(names: &[&str], why: &str) -> Result<()> {
    let missing = names
        .iter()
        .copied()
        .filter(|name| !is_installed(name))
        .collect::<Vec<_>>();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if !is_root() {
        bail!(
            "these packages are missing: run `sudo apt-get update && sudo apt-get install --yes {list}`, then this again ({why})"
        );
    }
    say::step(&format!("Installing {list}"), why);
    let apt = |words: &[&str]| {
        let mut command = Command::new("apt-get");
        command
            .args(["-qq", "-o", "Dpkg::Use-Pty=0"])
            .args(words)
            .env("DEBIAN_FRONTEND", "noninteractive");
        // Apt's long log says nothing that its errors don't.
        command.stdout(std::process::Stdio::null());
        command
    };
    must(
        &mut apt(&["update"]),
        "Debian's package server must be reachable",
    )?;
    must(
        apt(&["install", "--yes", "--no-install-recommends"]).args(&missing),
        "see apt's message above",
    )
}

fn is_installed(name: &str) -> bool {
    answer(Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}", name])).as_deref()
        == Some("installed")
}

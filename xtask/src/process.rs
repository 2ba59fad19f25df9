//! Running other programs: each failure becomes a sentence with the remedy in it.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Runs `command` with its output going straight to the terminal.
///
/// # Errors
/// When it can't be started or says that it failed; `remedy` is the rest of the sentence.
pub fn must(command: &mut Command, remedy: &str) -> Result<()> {
    let name = shown(command);
    let status = command
        .status()
        .with_context(|| format!("`{name}` could not be started: {remedy}"))?;
    if !status.success() {
        bail!("`{name}` failed ({status}): {remedy}");
    }
    Ok(())
}

/// Runs `command` silently and gives what it printed, or nothing when it is missing or failed.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs `command`, and ends it when it takes longer than `limit`. True when it succeeded in time.
pub fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let Ok(mut child) = command.stdin(Stdio::null()).spawn() else {
        return false;
    };
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if start.elapsed() < limit => sleep(Duration::from_millis(50)),
            _ => {
                // It may have ended in between; either way it is gone afterwards.
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

/// Where PATH has a program of this name.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).find_map(|folder| program_in(&folder, name))
}

/// The program of this name in one folder, with the ending that the system gives programs.
pub fn program_in(folder: &Path, name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) {
        &[".exe", ".cmd", ".bat"]
    } else {
        &[""]
    };
    endings
        .iter()
        .map(|ending| folder.join(format!("{name}{ending}")))
        .find(|file| file.is_file())
}

/// PATH with `folders` before all others.
///
/// # Errors
/// When a folder's name holds the character that separates the entries of PATH.
pub fn path_with(folders: &[PathBuf]) -> Result<OsString> {
    let old = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folders.iter().cloned().chain(env::split_paths(&old)))
        .context("a folder with a separator in its name can't be put in PATH: move the cache folder with XDG_CACHE_HOME")
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let words = command
        .get_args()
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ");
    format!("{program} {words}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_missing_program_is_named_together_with_the_remedy() {
        let error = must(
            Command::new("no-such-program-here").arg("--now"),
            "install it",
        )
        .unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("`no-such-program-here --now` could not be started: install it"),
            "{error}"
        );
    }

    #[test]
    fn a_program_that_hangs_is_ended() {
        let cargo = env::var_os("CARGO").unwrap();
        assert!(succeeds_within(
            Command::new(&cargo).arg("--version").stdout(Stdio::null()),
            Duration::from_secs(60)
        ));
        assert!(!succeeds_within(
            Command::new(cargo).arg("--version").stdout(Stdio::null()),
            Duration::ZERO
        ));
    }
}

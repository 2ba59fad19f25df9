//! Trunk, wasm-bindgen and wasm-opt, each at its pinned version.
//!
//! A tool that stands in PATH at that version is used as it is. Otherwise it goes into the cache: downloaded ready-made from its
//! project's releases on GitHub, and where GitHub can't be reached built from crates.io or installed from npm.

use std::env::consts;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::process::{answer, find, must, program_in};
use crate::{cache, project, say};

const TRUNK: &str = "0.21.14";
/// The same number stands in Trunk.toml.
const BINARYEN: &str = "132";

/// Long enough for a slow line, short enough not to look dead where GitHub is out of reach.
const CONNECT_SECONDS: &str = "8";
const DOWNLOAD_SECONDS: &str = "300";

/// The folders of the tools that turn the sources into `dist/`, for PATH.
///
/// # Errors
/// When one of them can be had in no way.
pub fn for_building() -> Result<Vec<PathBuf>> {
    Ok([trunk()?, wasm_bindgen()?, wasm_opt()?]
        .into_iter()
        .flatten()
        .collect())
}

/// Trunk's folder, or nothing when PATH has it already.
fn trunk() -> Result<Option<PathBuf>> {
    if stands_in_path("trunk", TRUNK) {
        return Ok(None);
    }
    let release = Release {
        tool: "trunk",
        version: TRUNK,
        archive: rust_host("gnu").map(|host| {
            format!(
                "https://github.com/trunk-rs/trunk/releases/download/v{TRUNK}/trunk-{host}.tar.gz"
            )
        }),
        folders_inside: 0,
    };
    let kept = cache::once(&format!("trunk-{TRUNK}"), |folder| {
        say::step(
            &format!("Getting Trunk {TRUNK} (once for this user)"),
            "It turns index.html, the styles and the two wasm programs into one static folder.",
        );
        if release.download(folder) {
            return Ok(());
        }
        say::note(
            "No ready-made one can be had, so it is built from crates.io: 5 to 10 minutes on two cores.",
        );
        cargo_install("trunk", TRUNK, true, folder)
    })?;
    folder_of("trunk", &kept).map(Some)
}

/// The folder with `wasm-bindgen` and `wasm-bindgen-test-runner`, or nothing when PATH has both at the version of Cargo.lock.
///
/// # Errors
/// When they can neither be downloaded nor built.
pub fn wasm_bindgen() -> Result<Option<PathBuf>> {
    let version = project::locked_version("wasm-bindgen")?;
    if stands_in_path("wasm-bindgen", &version)
        && stands_in_path("wasm-bindgen-test-runner", &version)
    {
        return Ok(None);
    }
    let release = Release {
        tool: "wasm-bindgen",
        version: &version,
        archive: rust_host("musl").map(|host| {
            format!(
                "https://github.com/wasm-bindgen/wasm-bindgen/releases/download/{version}/wasm-bindgen-{version}-{host}.tar.gz"
            )
        }),
        folders_inside: 1,
    };
    let kept = cache::once(&format!("wasm-bindgen-{version}"), |folder| {
        say::step(
            &format!("Getting wasm-bindgen {version} (once for this user)"),
            "It writes the JavaScript between the page and its wasm, and runs the wasm tests; it must be as old as the crate in Cargo.lock.",
        );
        if release.download(folder) {
            return Ok(());
        }
        say::note(
            "No ready-made one can be had, so it is built from crates.io: 3 to 5 minutes on two cores.",
        );
        // Not with its own lock file: that names crates newer than some registries offer.
        cargo_install("wasm-bindgen-cli", &version, false, folder)
    })?;
    folder_of("wasm-bindgen", &kept).map(Some)
}

/// The folder of `wasm-opt`, or nothing when PATH has it.
///
/// # Errors
/// When neither GitHub nor npm gives it.
pub fn wasm_opt() -> Result<Option<PathBuf>> {
    if stands_in_path("wasm-opt", BINARYEN) {
        return Ok(None);
    }
    let system = match consts::OS {
        "macos" => "macos",
        "windows" => "windows",
        _ => "linux",
    };
    let machine = match (consts::ARCH, system) {
        ("aarch64", "macos") => "arm64",
        (machine, _) => machine,
    };
    let release = Release {
        tool: "wasm-opt",
        version: BINARYEN,
        archive: Some(format!(
            "https://github.com/WebAssembly/binaryen/releases/download/version_{BINARYEN}/binaryen-version_{BINARYEN}-{machine}-{system}.tar.gz"
        )),
        folders_inside: 1,
    };
    let kept = cache::once(&format!("binaryen-{BINARYEN}"), |folder| {
        say::step(
            &format!("Getting wasm-opt {BINARYEN} (once for this user)"),
            "It makes the wasm a fifth smaller.",
        );
        if release.download(folder) {
            return Ok(());
        }
        let Some(npm) = find("npm") else {
            bail!(
                "wasm-opt {BINARYEN} is missing and neither GitHub nor npm is at hand: install Node.js 20 or newer (it brings npm), or put wasm-opt {BINARYEN} in PATH"
            );
        };
        say::note("GitHub can't be reached, so it is taken from npm's `binaryen`.");
        must(
            Command::new(npm)
                .args([
                    "install",
                    "--no-save",
                    "--no-audit",
                    "--no-fund",
                    "--loglevel=error",
                ])
                .arg("--prefix")
                .arg(folder)
                .arg(format!("binaryen@{BINARYEN}.0.0")),
            "check that npm's registry can be reached",
        )
    })?;
    folder_of("wasm-opt", &kept).map(Some)
}

/// A ready-made archive of a tool.
struct Release<'a> {
    tool: &'a str,
    version: &'a str,
    archive: Option<String>,
    /// How many folders of the archive to leave out.
    folders_inside: u8,
}

impl Release<'_> {
    /// Fetches and unpacks it; true when the tool then runs and is of the right version.
    fn download(&self, into: &Path) -> bool {
        let (Some(address), Some(curl), Some(tar)) = (&self.archive, find("curl"), find("tar"))
        else {
            return false;
        };
        say::note(&format!("Trying {address}"));
        let file = into.join("download.tar.gz");
        let fetched = answer(
            Command::new(curl)
                .args([
                    "-fsSL",
                    "--proto",
                    "=https",
                    "--connect-timeout",
                    CONNECT_SECONDS,
                    "--max-time",
                    DOWNLOAD_SECONDS,
                    "-o",
                ])
                .arg(&file)
                .arg(address),
        );
        let unpacked = fetched.and_then(|_| {
            answer(
                Command::new(tar)
                    .arg("-xzf")
                    .arg(&file)
                    .arg("-C")
                    .arg(into)
                    .arg(format!("--strip-components={}", self.folders_inside)),
            )
        });
        // Left behind, it would only take room.
        let _ = fs::remove_file(&file);
        unpacked.is_some()
            && folder_of(self.tool, into).is_ok_and(|folder| {
                program_in(&folder, self.tool)
                    .is_some_and(|program| is_version(&program, self.version))
            })
    }
}

fn cargo_install(package: &str, version: &str, locked: bool, into: &Path) -> Result<()> {
    let start = Instant::now();
    let mut command = Command::new("cargo");
    command
        .args(["install", "--version", version, "--root"])
        .arg(into);
    if locked {
        command.arg("--locked");
    }
    // The terminal shows cargo's own progress; its warnings about PATH don't concern a private folder.
    must(
        command.arg(package).stdout(Stdio::null()),
        &format!(
            "see cargo's message above; a C compiler and crates.io are needed to build {package}"
        ),
    )?;
    say::note(&format!(
        "Built in {}.",
        say::seconds(start.elapsed().max(Duration::from_secs(1)))
    ));
    Ok(())
}

/// The folder in `kept` in which the tool stands; it differs with where it came from.
fn folder_of(tool: &str, kept: &Path) -> Result<PathBuf> {
    [
        kept.to_path_buf(),
        kept.join("bin"),
        kept.join("node_modules").join(".bin"),
    ]
    .into_iter()
    .find(|folder| program_in(folder, tool).is_some())
    .with_context(|| {
        format!(
            "{tool} is missing from {}: delete that folder, then run this again",
            kept.display()
        )
    })
}

fn stands_in_path(tool: &str, version: &str) -> bool {
    find(tool).is_some_and(|program| is_version(&program, version))
}

fn is_version(program: &Path, version: &str) -> bool {
    answer(Command::new(program).arg("--version")).is_some_and(|said| says_version(&said, version))
}

fn says_version(said: &str, version: &str) -> bool {
    said.split_whitespace().any(|word| word == version)
}

/// The name that Rust's world has for this machine; `libc` is the one that the tool's releases for Linux are linked to.
fn rust_host(libc: &str) -> Option<String> {
    let machine = match consts::ARCH {
        machine @ ("x86_64" | "aarch64") => machine,
        _ => return None,
    };
    match (consts::OS, machine) {
        // Neither project publishes the other pairing.
        ("linux", "aarch64") => Some("aarch64-unknown-linux-gnu".to_owned()),
        ("linux", _) => Some(format!("{machine}-unknown-linux-{libc}")),
        ("macos", _) => Some(format!("{machine}-apple-darwin")),
        ("windows", "x86_64") => Some("x86_64-pc-windows-msvc".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(said: &str, version: &str, expected: bool) {
        assert_eq!(
            says_version(said, version),
            expected,
            "{said} against {version}"
        );
    }

    #[test]
    fn versions_are_compared_as_whole_words() {
        check("trunk 0.21.14", "0.21.14", true);
        check("wasm-opt version 132 (version_132)", "132", true);
        check("wasm-bindgen 0.2.130", "0.2.13", false);
        check("wasm-opt version 108", "132", false);
    }

    #[test]
    fn trunk_asks_for_the_wasm_opt_that_is_brought() {
        let config = fs::read_to_string(project::root().join("Trunk.toml")).unwrap_or_default();
        assert!(
            config.contains(&format!("wasm_opt = \"version_{BINARYEN}\"")),
            "{config}"
        );
    }
}

//! A Rust that can compile for `wasm32-unknown-unknown`.
//!
//! Ways, tried in this order: the toolchain at hand has the target; `rustup target add`; on Debian, Debian's own Rust together with a
//! standard library that is built from its sources into the cache (rustup's server is not needed then). No toolchain's default is
//! changed: the last way only sets variables of the processes that it starts.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::process::{answer, find, must, path_with, succeeds_within};
use crate::{cache, packages, project, say};

/// The machine that browsers are.
pub const TARGET: &str = "wasm32-unknown-unknown";
const RUSTUP_LIMIT: Duration = Duration::from_secs(600);
/// Debian's packages: the compiler, its library's sources, clippy, and the linker, which its Rust lacks for wasm.
const DEBIAN: [&str; 5] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-clippy",
    "lld-19",
];
const DEBIAN_LINKER: &str = "/usr/lib/llvm-19/bin/lld";
/// Cargo.toml's rust-version, for the sentence about a Rust that is too old.
const OLDEST_RUST: (u32, u32) = (1, 90);

/// What a process needs to compile for wasm.
pub struct Toolchain {
    path: Vec<PathBuf>,
    variables: Vec<(&'static str, OsString)>,
}

impl Toolchain {
    /// `cargo`, set up to compile for wasm, with `tools` (folders) in its PATH.
    ///
    /// # Errors
    /// When PATH can't be put together.
    pub fn command(&self, program: &str, tools: &[PathBuf]) -> Result<Command> {
        let folders = self.path.iter().chain(tools).cloned().collect::<Vec<_>>();
        let path = path_with(&folders)?;
        // Looked up here: which PATH `Command` searches differs from system to system.
        let program = folders
            .iter()
            .find_map(|folder| crate::process::program_in(folder, program))
            .map_or_else(|| program.into(), PathBuf::into_os_string);
        let mut command = Command::new(program);
        command.current_dir(project::root()).env("PATH", path);
        // Trunk takes `NO_COLOR=1`, as everybody writes it, for a mistake.
        command.env_remove("NO_COLOR");
        if !self.variables.is_empty() {
            // What cargo set for xtask itself would select the other toolchain, or outweigh the variables below.
            for name in [
                "CARGO",
                "RUSTC",
                "RUSTDOC",
                "RUSTUP_TOOLCHAIN",
                "RUSTFLAGS",
                "CARGO_ENCODED_RUSTFLAGS",
                "LD_LIBRARY_PATH",
            ] {
                command.env_remove(name);
            }
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        Ok(command)
    }

    /// `flags` for rustdoc, with those that this toolchain needs.
    pub fn rustdoc_flags(&self, flags: &str) -> OsString {
        let own = self
            .variables
            .iter()
            .find(|(name, _)| *name == "RUSTDOCFLAGS")
            .map(|(_, value)| value);
        let mut all = own.cloned().unwrap_or_default();
        all.push(" ");
        all.push(flags);
        all
    }
}

/// Finds or makes a toolchain for wasm.
///
/// # Errors
/// When there is no way on this machine; the sentence says what to install.
pub fn toolchain() -> Result<Toolchain> {
    let rustc = find("rustc").context("rustc is missing: install Rust from https://rustup.rs")?;
    if has_target(&rustc) {
        return Ok(Toolchain {
            path: Vec::new(),
            variables: Vec::new(),
        });
    }
    // Where rustup failed before, it is not asked anew each time.
    let built_before = debian_key().is_some_and(|key| cache::has(&key));
    if let Some(rustup) = find("rustup").filter(|_| !built_before) {
        say::step(
            &format!("Adding {TARGET} to the Rust toolchain"),
            "The page and the engine are compiled for it. The toolchain's other parts stay as they are.",
        );
        if succeeds_within(
            Command::new(rustup)
                .args(["target", "add", TARGET])
                .current_dir(project::root()),
            RUSTUP_LIMIT,
        ) && has_target(&rustc)
        {
            return Ok(Toolchain {
                path: Vec::new(),
                variables: Vec::new(),
            });
        }
        say::note("rustup could not add it.");
    }
    debian()
}

fn has_target(rustc: &Path) -> bool {
    let Some(sysroot) = answer(
        Command::new(rustc)
            .args(["--print", "sysroot"])
            .current_dir(project::root()),
    ) else {
        return false;
    };
    holds_library(
        &Path::new(&sysroot)
            .join("lib/rustlib")
            .join(TARGET)
            .join("lib"),
    )
}

fn holds_library(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut files| {
        files.any(|file| {
            file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
        })
    })
}

/// Debian's Rust with a library for wasm in the cache.
fn debian() -> Result<Toolchain> {
    if !packages::is_debian() {
        bail!(
            "the Rust toolchain lacks {TARGET}: run `rustup target add {TARGET}` with an internet connection, then this again"
        );
    }
    packages::install(
        &DEBIAN,
        "rustup's server can't be reached, so Debian's own Rust compiles for wasm; your default toolchain stays as it is.",
    )?;
    let rustc = Path::new("/usr/bin/rustc");
    let version = answer(Command::new(rustc).arg("--version")).context(
        "/usr/bin/rustc does not run: reinstall it with `apt-get install --reinstall rustc-web`",
    )?;
    if minor_version(&version).is_none_or(|version| version < OLDEST_RUST) {
        bail!(
            "Debian offers only {version} and Rust {}.{} is needed: run `rustup target add {TARGET}` with an internet connection",
            OLDEST_RUST.0,
            OLDEST_RUST.1
        );
    }
    let key = debian_key().context("the version of rustc-web is unknown: reinstall it with `apt-get install --reinstall rustc-web`")?;
    let sysroot = cache::once(&key, |folder| {
        say::step(
            "Building Rust's standard library for wasm (once for this user)",
            "Debian ships its sources only. About a minute on two cores.",
        );
        build_library(folder)
    })?;
    let mut flags = OsString::from("--sysroot=");
    flags.push(&sysroot);
    Ok(Toolchain {
        path: vec![sysroot.join("bin")],
        variables: vec![
            (
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                flags.clone(),
            ),
            ("RUSTDOCFLAGS", flags),
            (
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER",
                OsString::from(DEBIAN_LINKER),
            ),
        ],
    })
}

/// The name in the cache of the library for Debian's Rust, when that is installed. Debian may rebuild the same version of Rust, and
/// the library must come from the very compiler, so it is keyed by the package's version.
fn debian_key() -> Option<String> {
    let version = answer(Command::new("dpkg-query").args(["-W", "-f", "${Version}", "rustc-web"]))?;
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || c == '.' {
            c
        } else {
            '-'
        }
    };
    (!version.is_empty()).then(|| {
        format!(
            "rust-wasm32-debian-{}",
            version.chars().map(plain).collect::<String>()
        )
    })
}

/// Compiles the library in an empty package and lays it out as rustc looks for it.
#[cfg(unix)]
fn build_library(folder: &Path) -> Result<()> {
    let bin = folder.join("bin");
    fs::create_dir_all(&bin)?;
    // A folder with just these, so that PATH can put Debian's Rust first without everything else in /usr/bin.
    for program in ["cargo", "rustc", "rustdoc", "cargo-clippy", "clippy-driver"] {
        std::os::unix::fs::symlink(Path::new("/usr/bin").join(program), bin.join(program))?;
    }
    let empty = folder.join("empty");
    fs::create_dir_all(empty.join("src"))?;
    fs::write(empty.join("src/lib.rs"), "#![no_std]\n")?;
    fs::write(
        empty.join("Cargo.toml"),
        "[package]\nname = \"empty_for_std\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n",
    )?;
    let unpacked = Toolchain {
        path: vec![bin],
        variables: vec![
            ("RUSTC_BOOTSTRAP", "1".into()),
            ("RUSTFLAGS", "-Cembed-bitcode=yes".into()),
        ],
    };
    let mut cargo = unpacked.command("cargo", &[])?;
    // `embed-bitcode` lets the release build optimise across crates; `test` is for wasm-bindgen-test.
    must(
        cargo
            .current_dir(&empty)
            .args([
                "build",
                "--release",
                "--target",
                TARGET,
                "-Zbuild-std=std,panic_abort,proc_macro,test",
            ])
            .env("CARGO_TARGET_DIR", empty.join("target")),
        "see cargo's message above; crates.io must be reachable",
    )?;
    let library = folder.join("lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&library)?;
    for file in fs::read_dir(empty.join("target").join(TARGET).join("release/deps"))? {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.contains("empty_for_std") {
            fs::copy(file.path(), library.join(name))?;
        }
    }
    if !holds_library(&library) {
        bail!(
            "the standard library for wasm was not built: run this again, and report it if that does not help"
        );
    }
    fs::remove_dir_all(empty)?;
    Ok(())
}

#[cfg(not(unix))]
fn build_library(_folder: &Path) -> Result<()> {
    bail!("the Rust toolchain lacks {TARGET}: run `rustup target add {TARGET}`")
}

/// `(1, 96)` of `rustc 1.96.0 (…)`.
fn minor_version(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.split_whitespace().nth(1)?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_rust_is_read() {
        assert_eq!(
            minor_version("rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)"),
            Some((1, 96))
        );
        assert_eq!(minor_version("rustc"), None);
    }

    #[test]
    fn the_oldest_rust_is_the_one_of_the_manifest() {
        let manifest = fs::read_to_string(project::root().join("Cargo.toml")).unwrap_or_default();
        assert!(manifest.contains(&format!(
            "rust-version = \"{}.{}\"",
            OLDEST_RUST.0, OLDEST_RUST.1
        )));
    }
}

//! `cargo xtask test`: native tests, wasm tests in a headless browser, end-to-end tests in a real one, other programs, lints.
//!
//! All parts run, also when one fails, and the last lines say how each went.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use crate::process::must;
use crate::server::Server;
use crate::{browser, node, page, peers, project, say, tools, wasm};

/// The page is tested under a path, so that an address that works only at a server's root is noticed.
const SUB_PATH: &str = "/desk/pressmark/";
/// Seconds that the wasm tests of one file may take.
const WASM_TEST_SECONDS: &str = "300";
/// What the page and the engine are compiled with, together.
const ALL_PARTS: &str = "page,engine";

#[derive(Args)]
pub struct Options {
    /// Only these parts
    #[arg(value_enum)]
    parts: Vec<Part>,
    /// Words for the runner of the one part named, for example a test's name
    #[arg(last = true)]
    extra: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Formatting, clippy natively and for wasm, documentation
    Lint,
    /// Unit, property and integration tests, without a browser
    Native,
    /// The tests that need a browser's DOM, in headless Chromium
    Wasm,
    /// The built page in Chromium, driven by Playwright
    E2e,
    /// Our files in the programs they are for, and theirs in ours; needs Python
    Peers,
}

const ALL: [Part; 5] = [Part::Lint, Part::Native, Part::Wasm, Part::E2e, Part::Peers];

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Lint => "lint",
            Self::Native => "native",
            Self::Wasm => "wasm",
            Self::E2e => "e2e",
            Self::Peers => "peers",
        }
    }

    fn run(self, extra: &[String]) -> Result<()> {
        match self {
            Self::Lint => lint(),
            Self::Native => native(extra),
            Self::Wasm => in_headless_browser(extra),
            Self::E2e => end_to_end(extra),
            Self::Peers => peers::run(extra),
        }
    }
}

/// Runs the parts asked for, all when none is.
///
/// # Errors
/// When a part fails; which ones is in the sentence.
pub fn run(options: &Options) -> Result<()> {
    let parts = if options.parts.is_empty() {
        ALL.to_vec()
    } else {
        options.parts.clone()
    };
    if !options.extra.is_empty() && parts.len() != 1 {
        bail!(
            "words after `--` go to one runner: name the part, as in `cargo xtask test native -- offsets`"
        );
    }
    let outcomes = parts
        .into_iter()
        .map(|part| {
            let start = Instant::now();
            let outcome = part.run(&options.extra);
            if let Err(error) = &outcome {
                say::failure(error);
            }
            (part, outcome.is_ok(), start.elapsed())
        })
        .collect::<Vec<_>>();
    sum_up(&outcomes)
}

fn sum_up(outcomes: &[(Part, bool, Duration)]) -> Result<()> {
    say::step("Tests", "");
    for (part, passed, time) in outcomes {
        let word = if *passed { "passed" } else { "FAILED" };
        say::note(&format!(
            "{:<7} {word} in {}",
            part.name(),
            say::seconds(*time)
        ));
    }
    let failed = outcomes
        .iter()
        .filter(|(_, passed, _)| !passed)
        .map(|(part, ..)| part.name())
        .collect::<Vec<_>>();
    if !failed.is_empty() {
        bail!(
            "failed: {}; `cargo xtask test {}` runs just that again",
            failed.join(", "),
            failed.join(" ")
        );
    }
    Ok(())
}

fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(project::root());
    command
}

fn lint() -> Result<()> {
    say::step("Formatting", "");
    must(
        cargo().args(["fmt", "--all", "--check"]),
        "run `cargo fmt --all`",
    )?;
    let remedy = "mend what the message above names";
    say::step("Clippy, natively", "");
    must(
        cargo().args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]),
        remedy,
    )?;
    let toolchain = wasm::toolchain()?;
    say::step(
        "Clippy, for the browser",
        "The page and the engine compile for wasm only.",
    );
    must(
        toolchain
            .command("cargo", &[])?
            .args([
                "clippy",
                "--target",
                wasm::TARGET,
                "--features",
                ALL_PARTS,
                "--lib",
            ])
            .args(["--bin", "page", "--bin", "engine"])
            .args(browser_tests()?)
            .args(["--", "-D", "warnings"]),
        remedy,
    )?;
    say::step("Documentation", "A broken link in it is an error.");
    let strict = "-D warnings";
    must(
        cargo()
            .args(["doc", "--no-deps", "--lib"])
            .env("RUSTDOCFLAGS", strict),
        remedy,
    )?;
    must(
        cargo()
            .args(["doc", "--no-deps", "-p", "xtask"])
            .env("RUSTDOCFLAGS", strict),
        remedy,
    )?;
    let mut for_wasm = toolchain.command("cargo", &[])?;
    for_wasm.args([
        "doc",
        "--target",
        wasm::TARGET,
        "--features",
        ALL_PARTS,
        "--no-deps",
        "--lib",
    ]);
    must(
        for_wasm.env("RUSTDOCFLAGS", toolchain.rustdoc_flags(strict)),
        remedy,
    )
}

fn native(extra: &[String]) -> Result<()> {
    let remedy = "the failing test is named above";
    say::step("Native tests", "The library and its command line.");
    must(
        cargo().args(["test", "--package", "pressmark"]).args(extra),
        remedy,
    )?;
    if extra.is_empty() {
        say::step("Tests of xtask", "");
        // Apart from the other: together they would replace the running xtask, which Windows forbids.
        must(cargo().args(["test", "--package", "xtask"]), remedy)?;
    }
    Ok(())
}

fn in_headless_browser(extra: &[String]) -> Result<()> {
    let toolchain = wasm::toolchain()?;
    let tools = tools::wasm_bindgen()?.into_iter().collect::<Vec<_>>();
    let chromium = browser::chromium()?;
    let driver = browser::driver(&chromium)?;
    let settings = browser::driver_settings(&chromium)?;
    say::step(
        "Wasm tests in headless Chromium",
        "What reads or writes the page is tested in a browser.",
    );
    must(
        toolchain
            .command("cargo", &tools)?
            .args([
                "test",
                "--target",
                wasm::TARGET,
                "--features",
                "page",
                "--lib",
            ])
            .args(browser_tests()?)
            .args(extra)
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                "wasm-bindgen-test-runner",
            )
            .env("CHROMEDRIVER", driver)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings)
            .env("WASM_BINDGEN_TEST_TIMEOUT", WASM_TEST_SECONDS),
        "the failing test is named above",
    )
}

/// `--test` and name for each of `tests/browser_*.rs`: cargo would try to compile the native ones too.
fn browser_tests() -> Result<Vec<String>> {
    let mut names = fs::read_dir(project::root().join("tests"))
        .map(|files| {
            files
                .flatten()
                .map(|file| file.file_name().to_string_lossy().into_owned())
                .collect::<Vec<_>>()
        })
        .unwrap_or_default();
    names.sort();
    Ok(names
        .iter()
        .filter_map(|name| name.strip_suffix(".rs"))
        .filter(|name| name.starts_with("browser_"))
        .flat_map(|name| ["--test".to_owned(), name.to_owned()])
        .collect())
}

fn end_to_end(extra: &[String]) -> Result<()> {
    let node = node::ready()?;
    let chromium = browser::chromium()?;
    let dist = page::build()?;
    let server = Server::start(&dist, SUB_PATH, 0)?;
    say::step(
        "End-to-end tests in Chromium",
        &format!(
            "Playwright works the built page at {} as a person does.",
            server.address()
        ),
    );
    must(
        node::playwright(&node)
            .arg("test")
            .args(extra)
            .env("PRESSMARK_URL", server.address())
            .env("PRESSMARK_CHROMIUM", chromium)
            .env("PRESSMARK_CHROMIUM_FLAGS", browser::flags().join(" ")),
        "the failing test is named above; its screenshot is under target/e2e/",
    )
}

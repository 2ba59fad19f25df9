//! A Chromium for the tests and the bench, and the ChromeDriver that fits it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::{answer, find, must, program_in};
use crate::{cache, node, packages, project, say};

const NAMES: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];
const MAC: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const WINDOWS: &str = "Google/Chrome/Application/chrome.exe";
/// Fetches ChromeDrivers; run through npx only where none is at hand.
const DRIVER_FETCHER: &str = "@puppeteer/browsers@2.10.10";

/// A Chromium or Chrome: the one PRESSMARK_CHROMIUM names, the system's, or Playwright's own.
///
/// # Errors
/// When there is none and none can be had.
pub fn chromium() -> Result<PathBuf> {
    if let Some(named) = env::var_os("PRESSMARK_CHROMIUM")
        .filter(|name| !name.is_empty())
        .map(PathBuf::from)
    {
        if named.is_file() {
            return Ok(named);
        }
        bail!(
            "PRESSMARK_CHROMIUM names {}, which is not there: correct it or unset it",
            named.display()
        );
    }
    if let Some(found) = of_the_system() {
        return Ok(found);
    }
    if packages::is_debian() && packages::is_root() {
        packages::install(
            &["chromium", "chromium-driver", "fonts-liberation"],
            "The page is tested and measured in a real browser.",
        )?;
        return of_the_system()
            .context("Debian's chromium is installed but not in PATH: add /usr/bin to PATH");
    }
    playwrights_own()
}

fn of_the_system() -> Option<PathBuf> {
    NAMES
        .iter()
        .find_map(|name| find(name))
        .or_else(|| MAC.iter().map(PathBuf::from).find(|file| file.is_file()))
        .or_else(|| {
            ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
                .iter()
                .filter_map(env::var_os)
                .map(|folder| Path::new(&folder).join(WINDOWS))
                .find(|file| file.is_file())
        })
}

fn playwrights_own() -> Result<PathBuf> {
    let node = node::ready()?;
    let ask = "process.stdout.write(require('@playwright/test').chromium.executablePath())";
    let place = answer(
        Command::new(&node)
            .current_dir(project::root())
            .args(["-e", ask]),
    )
    .map(PathBuf::from)
    .context("Playwright does not answer: delete node_modules/ and run this again")?;
    if !place.is_file() {
        say::step(
            "Downloading Chromium through Playwright (once for this user)",
            "The page is tested and measured in a real browser, and this computer has none of its kind.",
        );
        let remedy = if packages::is_debian() {
            "run `sudo apt-get update && sudo apt-get install --yes chromium chromium-driver`, then this again"
        } else {
            "install Chromium or Chrome, or name one in PRESSMARK_CHROMIUM"
        };
        must(
            node::playwright(&node).args(["install", "chromium"]),
            remedy,
        )?;
    }
    Ok(place)
}

/// The ChromeDriver for this browser: the one CHROMEDRIVER names, one of the same version in PATH, or one that is fetched.
///
/// # Errors
/// When there is none and none can be had.
pub fn driver(chromium: &Path) -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMEDRIVER")
        .filter(|name| !name.is_empty())
        .map(PathBuf::from)
    {
        return Ok(named);
    }
    let browser = version(chromium);
    let fits = |driver: &PathBuf| browser.is_none() || version(driver) == browser;
    if let Some(found) = driver_of_the_system().filter(fits) {
        return Ok(found);
    }
    if packages::is_debian() && packages::is_root() && chromium.starts_with("/usr/bin") {
        packages::install(
            &["chromium-driver"],
            "The wasm tests steer the browser through it.",
        )?;
        if let Some(found) = driver_of_the_system().filter(fits) {
            return Ok(found);
        }
    }
    let Some(version) = browser else {
        bail!(
            "the version of {} is unknown: name a fitting ChromeDriver in CHROMEDRIVER",
            chromium.display()
        );
    };
    let kept = cache::once(&format!("chromedriver-{version}"), |folder| {
        say::step(
            &format!("Fetching ChromeDriver {version} (once for this user)"),
            "The wasm tests steer the browser through it; it must be of the browser's own version.",
        );
        let npx = find("npx")
            .context("ChromeDriver is missing: install it for your browser and put it in PATH")?;
        must(
            Command::new(npx)
                .args([
                    "--yes",
                    DRIVER_FETCHER,
                    "install",
                    &format!("chromedriver@{version}"),
                    "--path",
                ])
                .arg(folder),
            "install the ChromeDriver of your browser's version and put it in PATH",
        )
    })?;
    within(&kept, "chromedriver", 5)
        .context("the fetched ChromeDriver is not where it should be: name one in CHROMEDRIVER")
}

fn driver_of_the_system() -> Option<PathBuf> {
    // The variable is what GitHub's runners have.
    find("chromedriver").or_else(|| {
        env::var_os("CHROMEWEBDRIVER")
            .and_then(|folder| program_in(Path::new(&folder), "chromedriver"))
    })
}

/// The program of this name in `folder` or at most `depth` folders under it.
fn within(folder: &Path, name: &str, depth: u8) -> Option<PathBuf> {
    program_in(folder, name).or_else(|| {
        let below = fs::read_dir(folder)
            .ok()?
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.is_dir());
        let depth = depth.checked_sub(1)?;
        below
            .into_iter()
            .find_map(|folder| within(&folder, name, depth))
    })
}

/// The first number of the version: a browser and its driver must share it.
fn version(program: &Path) -> Option<u32> {
    let is_chrome_on_windows =
        cfg!(windows) && program.file_stem().is_some_and(|name| name == "chrome");
    if is_chrome_on_windows {
        // There `--version` opens a window; but the installed version names a folder or manifest beside it.
        return fs::read_dir(program.parent()?)
            .ok()?
            .flatten()
            .filter_map(|entry| leading_number(&entry.file_name().to_string_lossy()))
            .max();
    }
    answer(Command::new(program).arg("--version"))?
        .split_whitespace()
        .find_map(leading_number)
}

/// `146` of `146.0.7680.80` and of `146.0.7680.80.manifest`.
fn leading_number(word: &str) -> Option<u32> {
    let (number, rest) = word.split_once('.')?;
    rest.starts_with(|c: char| c.is_ascii_digit())
        .then(|| number.parse().ok())?
}

/// The flags without which Chromium does not run here, comma between them.
pub fn flags() -> Vec<&'static str> {
    let mut flags = vec!["--disable-dev-shm-usage"];
    if packages::is_root() {
        // Chromium refuses to sandbox for root. The tests open no page but ours.
        flags.push("--no-sandbox");
    }
    flags
}

/// The file that tells ChromeDriver which browser to start and how.
///
/// # Errors
/// When it can't be written.
pub fn driver_settings(chromium: &Path) -> Result<PathBuf> {
    let mut flags = flags();
    flags.extend(["--headless=new", "--disable-gpu"]);
    let flags = flags
        .iter()
        .map(|flag| format!("\"{flag}\""))
        .collect::<Vec<_>>()
        .join(", ");
    let binary = chromium
        .display()
        .to_string()
        .replace('\\', "\\\\")
        .replace('"', "\\\"");
    let file = project::target().join("webdriver.json");
    fs::write(
        &file,
        format!("{{\"goog:chromeOptions\": {{\"binary\": \"{binary}\", \"args\": [{flags}]}}}}\n"),
    )
    .with_context(|| {
        format!(
            "{} can't be written: make the folder writable",
            file.display()
        )
    })?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_words_and_file_names() {
        assert_eq!(leading_number("146.0.7680.80"), Some(146));
        assert_eq!(leading_number("146.0.7680.80.manifest"), Some(146));
        assert_eq!(leading_number("chrome.exe"), None);
        assert_eq!(leading_number("9.exe"), None);
    }
}

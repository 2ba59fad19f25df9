//! The folder of the user's where built and downloaded tools are kept, one folder for each tool and version, so that a second clone
//! starts in seconds. Nothing outside it is changed.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::say;

/// `${XDG_CACHE_HOME}/pressmark`, else what the system has for caches.
///
/// # Errors
/// When the system names no such folder.
pub fn folder() -> Result<PathBuf> {
    let set = |name: &str| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let base = set("XDG_CACHE_HOME")
        .filter(|path| path.is_absolute())
        .or_else(|| {
            if cfg!(windows) {
                set("LOCALAPPDATA")
            } else if cfg!(target_os = "macos") {
                set("HOME").map(|home| home.join("Library").join("Caches"))
            } else {
                set("HOME").map(|home| home.join(".cache"))
            }
        });
    Ok(base
        .context("there is no cache folder: set XDG_CACHE_HOME to the full path of one")?
        .join("pressmark"))
}

/// Whether the folder `name` of the cache is there.
pub fn has(name: &str) -> bool {
    folder().is_ok_and(|cache| cache.join(name).is_dir())
}

/// The folder `name` of the cache; when it isn't there yet, `make` fills it first.
///
/// A run that was broken off leaves nothing behind that looks finished, and two runs at once wait for each other.
///
/// # Errors
/// When `make` fails or the cache can't be written to.
pub fn once(name: &str, make: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    once_in(&folder()?, name, make)
}

fn once_in(cache: &Path, name: &str, make: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let done = cache.join(name);
    if done.is_dir() {
        return Ok(done);
    }
    let unwritable = || {
        format!(
            "{} can't be written to: set XDG_CACHE_HOME to a folder of yours",
            cache.display()
        )
    };
    fs::create_dir_all(cache).with_context(unwritable)?;
    let lock = File::create(cache.join(format!("{name}.lock"))).with_context(unwritable)?;
    if lock.try_lock().is_err() {
        say::note("Another run of `cargo xtask` is preparing the same; waiting for it.");
        lock.lock().with_context(unwritable)?;
    }
    if done.is_dir() {
        return Ok(done);
    }
    let partial = cache.join(format!("{name}.partial"));
    if partial.exists() {
        fs::remove_dir_all(&partial).with_context(unwritable)?;
    }
    fs::create_dir_all(&partial).with_context(unwritable)?;
    make(&partial)?;
    fs::rename(&partial, &done).with_context(unwritable)?;
    Ok(done)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn empty_cache(name: &str) -> PathBuf {
        let cache = env::temp_dir().join(format!("pressmark-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&cache);
        cache
    }

    #[test]
    fn a_tool_is_made_once() {
        let cache = empty_cache("once");
        let made = once_in(&cache, "tool-1", |folder| {
            Ok(fs::write(folder.join("tool"), "x")?)
        })
        .unwrap();
        assert!(made.join("tool").is_file());
        let again = once_in(&cache, "tool-1", |_| anyhow::bail!("made twice")).unwrap();
        assert_eq!(made, again);
        fs::remove_dir_all(cache).unwrap();
    }

    #[test]
    fn what_failed_half_way_is_made_anew() {
        let cache = empty_cache("half");
        let failed = once_in(&cache, "tool-1", |folder| {
            fs::write(folder.join("half"), "x")?;
            anyhow::bail!("no connection")
        });
        assert_eq!(failed.unwrap_err().to_string(), "no connection");
        let made = once_in(&cache, "tool-1", |folder| {
            Ok(fs::write(folder.join("whole"), "x")?)
        })
        .unwrap();
        assert!(made.join("whole").is_file() && !made.join("half").exists());
        fs::remove_dir_all(cache).unwrap();
    }
}

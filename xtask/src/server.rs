//! A small web server for one folder of files, on 127.0.0.1 only. `serve`, the end-to-end tests and the bench use it.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, anyhow, bail};
use tiny_http::{Header, Method, Request, Response, StatusCode};

/// Browsers open about six connections a page; a slow one must not hold up the others.
const THREADS: usize = 8;

/// A server that runs until the process ends.
pub struct Server {
    address: String,
    threads: Vec<JoinHandle<()>>,
}

impl Server {
    /// Serves the files of `folder` under `base` (`/`, or `/some/path/`). When `port` is taken the system chooses; 0 always does so.
    ///
    /// # Errors
    /// When there is no such folder, or no port can be had.
    pub fn start(folder: &Path, base: &str, port: u16) -> Result<Self> {
        if !folder.join("index.html").is_file() {
            bail!(
                "{} has no index.html: run `cargo xtask build` first",
                folder.display()
            );
        }
        let listener = listen(port)
            .context("no port could be opened on 127.0.0.1: end another server or give --port")?;
        let port = listener.local_addr().context("the port is unknown")?.port();
        let http = tiny_http::Server::from_listener(listener, None)
            .map_err(|error| anyhow!("the server did not start: {error}"))?;
        let http = Arc::new(http);
        let site = Arc::new(Site {
            folder: folder.to_path_buf(),
            base: base.to_owned(),
        });
        let threads = (0..THREADS)
            .map(|_| {
                let (http, site) = (Arc::clone(&http), Arc::clone(&site));
                thread::spawn(move || {
                    while let Ok(request) = http.recv() {
                        // The browser may go away while it is answered; that is no fault of ours.
                        let _ = site.answer(request);
                    }
                })
            })
            .collect();
        Ok(Self {
            address: format!("http://127.0.0.1:{port}{base}"),
            threads,
        })
    }

    /// The page's address.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Waits for ever.
    pub fn join(self) {
        for thread in self.threads {
            // A thread that panicked has printed why.
            let _ = thread.join();
        }
    }
}

fn listen(port: u16) -> std::io::Result<TcpListener> {
    match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
        }
        other => other,
    }
}

struct Site {
    folder: PathBuf,
    base: String,
}

impl Site {
    fn answer(&self, request: Request) -> std::io::Result<()> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return request.respond(
                Response::from_string("Only GET and HEAD.").with_status_code(StatusCode(405)),
            );
        }
        let Some(path) = self.file(request.url()) else {
            return request.respond(
                Response::from_string("There is no such file.").with_status_code(StatusCode(404)),
            );
        };
        let file = File::open(&path)?;
        let tag = tag(&file)?;
        let same = request
            .headers()
            .iter()
            .any(|header| header.field.equiv("If-None-Match") && header.value.as_str() == tag);
        // The browser asks each time whether a file has changed: a new build shows at once, an old one is not sent twice.
        let headers = [
            header("Content-Type", media_type(&path)),
            header("Cache-Control", "no-cache"),
            header("ETag", &tag),
            header("X-Content-Type-Options", "nosniff"),
        ];
        if same {
            let mut response = Response::empty(StatusCode(304));
            for header in headers.into_iter().flatten() {
                response.add_header(header);
            }
            return request.respond(response);
        }
        let mut response = Response::from_file(file);
        for header in headers.into_iter().flatten() {
            response.add_header(header);
        }
        request.respond(response)
    }

    /// The file that an address means; none outside the folder.
    fn file(&self, url: &str) -> Option<PathBuf> {
        let path = url.split(['?', '#']).next()?;
        let inside = decoded(path.strip_prefix(&self.base)?)?;
        let relative = Path::new(&inside);
        if !relative
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
        {
            return None;
        }
        let file = self.folder.join(relative);
        let file = if file.is_dir() {
            file.join("index.html")
        } else {
            file
        };
        fs::metadata(&file).ok()?.is_file().then_some(file)
    }
}

fn header(name: &str, value: &str) -> Option<Header> {
    Header::from_bytes(name, value).ok()
}

/// Changes whenever the file does.
fn tag(file: &File) -> std::io::Result<String> {
    let about = file.metadata()?;
    let modified = about
        .modified()?
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Ok(format!("\"{:x}-{:x}\"", modified.as_nanos(), about.len()))
}

fn media_type(path: &Path) -> &'static str {
    match path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "jsonl" => "application/jsonl; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// `%20` and its like turned back; none when that is no text.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("pressmark-server-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("samples")).unwrap();
        fs::write(folder.join("index.html"), "<p>page").unwrap();
        fs::write(folder.join("samples/a story.txt"), "text").unwrap();
        folder
    }

    #[track_caller]
    fn check(base: &str, url: &str, expected: Option<&str>) {
        let folder = folder("paths");
        let site = Site {
            folder: folder.clone(),
            base: base.to_owned(),
        };
        assert_eq!(
            site.file(url),
            expected.map(|file| folder.join(file)),
            "{url} under {base}"
        );
    }

    #[test]
    fn addresses_mean_files_of_the_folder_and_no_others() {
        check("/", "/", Some("index.html"));
        check("/", "/?article=1#top", Some("index.html"));
        check("/", "/samples/a%20story.txt", Some("samples/a story.txt"));
        check("/desk/press/", "/desk/press/index.html", Some("index.html"));
        check("/desk/press/", "/index.html", None);
        check("/", "/samples", None);
        check("/", "/../Cargo.toml", None);
        check("/", "/%2e%2e/Cargo.toml", None);
        check("/", "//etc/passwd", None);
        check("/", "/%zz", None);
    }

    fn ask(address: &str, extra: &str) -> String {
        let rest = address.strip_prefix("http://").unwrap();
        let (host, path) = rest.split_once('/').unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        write!(
            stream,
            "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{extra}\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn a_file_is_sent_once_and_then_only_when_it_changed() {
        let server = Server::start(&folder("twice"), "/a/", 0).unwrap();
        let first = ask(server.address(), "");
        assert!(
            first.starts_with("HTTP/1.1 200") && first.ends_with("<p>page"),
            "{first}"
        );
        assert!(first.contains("text/html; charset=utf-8"), "{first}");
        let tag = first
            .lines()
            .find_map(|line| line.strip_prefix("ETag: "))
            .unwrap();
        let second = ask(server.address(), &format!("If-None-Match: {tag}\r\n"));
        assert!(second.starts_with("HTTP/1.1 304"), "{second}");
    }

    #[test]
    fn a_port_in_use_is_left_alone() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let server = Server::start(&folder("port"), "/", port).unwrap();
        assert!(
            !server.address().contains(&format!(":{port}/")),
            "{}",
            server.address()
        );
    }
}

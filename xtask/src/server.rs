//! A small web server for one folder of files, on 127.0.0.1 only. `serve`, the end-to-end tests and the bench use it.

use std::convert::Infallible;
use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, bail};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, X_CONTENT_TYPE_OPTIONS};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::runtime::Runtime;

/// A server that runs until the process ends.
pub struct Server {
    address: String,
    thread: JoinHandle<()>,
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
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()
            .context("the server did not start")?;
        let site = Arc::new(Site {
            folder: folder.to_path_buf(),
            base: base.to_owned(),
        });
        Ok(Self {
            address: format!("http://127.0.0.1:{port}{base}"),
            thread: thread::spawn(move || serve(&runtime, listener, site)),
        })
    }

    /// The page's address.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Waits for ever.
    pub fn join(self) {
        // A thread that panicked has printed why.
        let _ = self.thread.join();
    }
}

/// Answers every connection beside the others: browsers keep several open and idle.
fn serve(runtime: &Runtime, listener: TcpListener, site: Arc<Site>) {
    runtime.block_on(async move {
        let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
            return;
        };
        while let Ok((stream, _)) = listener.accept().await {
            let site = Arc::clone(&site);
            tokio::spawn(async move {
                let answer = service_fn(move |request| {
                    let answer = site.answer(&request);
                    async move { Ok::<_, Infallible>(answer) }
                });
                // The browser may go away while it is answered; that is no fault of ours.
                let _ = http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), answer)
                    .await;
            });
        }
    });
}

fn listen(port: u16) -> std::io::Result<TcpListener> {
    let bind = |port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    let listener = match bind(port) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => bind(0)?,
        other => other?,
    };
    listener.set_nonblocking(true)?;
    Ok(listener)
}

struct Site {
    folder: PathBuf,
    base: String,
}

impl Site {
    fn answer<B>(&self, request: &Request<B>) -> Response<Full<Bytes>> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.");
        }
        let Some(path) = self.file(request.uri().path()) else {
            return plain(StatusCode::NOT_FOUND, "There is no such file.");
        };
        let (Ok(tag), Ok(content)) = (tag(&path), fs::read(&path)) else {
            return plain(StatusCode::INTERNAL_SERVER_ERROR, "The file can't be read.");
        };
        let same = request
            .headers()
            .get(IF_NONE_MATCH)
            .is_some_and(|known| known.as_bytes() == tag.as_bytes());
        let (status, body) = match same {
            true => (StatusCode::NOT_MODIFIED, Vec::new()),
            false => (StatusCode::OK, content),
        };
        // The browser asks each time whether a file has changed: a new build shows at once, an old one is not sent twice.
        Response::builder()
            .status(status)
            .header(CONTENT_TYPE, media_type(&path))
            .header(CACHE_CONTROL, "no-cache")
            .header(ETAG, tag)
            .header(X_CONTENT_TYPE_OPTIONS, "nosniff")
            .body(Full::from(body))
            .unwrap_or_default()
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

fn plain(status: StatusCode, words: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(words));
    *response.status_mut() = status;
    response
}

/// Changes whenever the file does.
fn tag(file: &Path) -> std::io::Result<String> {
    let about = fs::metadata(file)?;
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
            .find_map(|line| line.strip_prefix("etag: "))
            .unwrap();
        let second = ask(server.address(), &format!("If-None-Match: {tag}\r\n"));
        assert!(second.starts_with("HTTP/1.1 304"), "{second}");
    }

    #[test]
    fn connections_that_are_kept_open_hold_up_no_other() {
        let server = Server::start(&folder("open"), "/", 0).unwrap();
        let host = server.address().strip_prefix("http://").unwrap();
        let host = host.strip_suffix('/').unwrap();
        let mut open: Vec<TcpStream> = (0..40).map(|_| TcpStream::connect(host).unwrap()).collect();
        for stream in &mut open {
            let wait = Some(std::time::Duration::from_secs(10));
            stream.set_read_timeout(wait).unwrap();
            write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
        }
        for stream in &mut open {
            let mut start = [0; 12];
            stream.read_exact(&mut start).unwrap();
            assert_eq!(&start, b"HTTP/1.1 200");
        }
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

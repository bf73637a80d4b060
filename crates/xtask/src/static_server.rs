//! Serves a folder of files on a loopback port, the way a careful web host would.

use std::fs;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use tiny_http::{Method, Request, Server};

use crate::pack::{CODINGS, takes};
use crate::shell::{Failure, Outcome};

/// The page runs only its own scripts, talks to nobody, and may be shown in a course's frame. The page
/// says the same of itself, so that a copied folder keeps it; all but who may frame it, which browsers take
/// from a header only.
pub(crate) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; \
    script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
    connect-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *";

const WORKERS: usize = 4;

/// A port that is ours. Nothing is answered before [`Site::start`].
pub(crate) struct Site {
    server: Arc<Server>,
    port: u16,
}

impl Site {
    /// Takes the port; 0 takes any free one.
    pub(crate) fn bind(port: u16) -> Outcome<Self> {
        let server = Server::http(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
            .map_err(|error| Failure::usage(refused(port, &error.to_string())))?;
        let port = server.server_addr().to_ip().map_or(port, |address| address.port());
        Ok(Self { server: Arc::new(server), port })
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Answers from `folder` in threads of its own for as long as the process lives.
    pub(crate) fn start(&self, folder: &Path) -> Vec<std::thread::JoinHandle<()>> {
        let worker = |_| {
            let server = Arc::clone(&self.server);
            let folder = folder.to_path_buf();
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    answer(request, &folder);
                }
            })
        };
        (0..WORKERS).map(worker).collect()
    }
}

fn refused(port: u16, error: &str) -> String {
    let advice = "choose another with --port, or 0 for any free one";
    if error.to_ascii_lowercase().contains("in use") {
        format!("Port {port} is in use; {advice}.")
    } else {
        format!("Port {port} cannot be used ({error}); {advice}.")
    }
}

fn answer(request: Request, folder: &Path) {
    let mut coding = None;
    let (status, kind, body) = match request.method() {
        Method::Get | Method::Head => match locate(folder, request.url()) {
            Some(file) => {
                let (bytes, coded) = content(&file, &accepted(&request));
                coding = coded;
                match bytes {
                    Some(bytes) => (200, mime(&file), bytes),
                    None => (404, PLAIN, b"This file is not here.\n".to_vec()),
                }
            }
            None => (404, PLAIN, b"There is nothing here.\n".to_vec()),
        },
        _ => (405, PLAIN, b"This server only answers GET and HEAD.\n".to_vec()),
    };
    let phrase = match status {
        200 => "OK",
        404 => "Not Found",
        _ => "Method Not Allowed",
    };
    let mut answer = format!("HTTP/1.1 {status} {phrase}\r\n").into_bytes();
    for (name, value) in [
        ("Content-Type", kind),
        ("Content-Length", &body.len().to_string()),
        ("Content-Encoding", coding.unwrap_or_default()),
        ("Vary", "Accept-Encoding"),
        ("Cache-Control", "no-cache"),
        ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        // The library gives a kept connection a thread for as long as it lives, and may queue another
        // connection behind it for ever: of ten that open at once and stay, some never hear anything.
        // A browser closes when it reads this. The library's `Response` leaves the field out, so the
        // answer is written by hand.
        ("Connection", "close"),
    ] {
        if !value.is_empty() {
            answer.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
    }
    answer.extend_from_slice(b"\r\n");
    let bodyless = *request.method() == Method::Head;
    answer.extend_from_slice(if bodyless { &[] } else { &body });
    let mut writer = request.into_writer();
    // The other side may have gone away; the next request is what matters.
    let _ = writer.write_all(&answer).and_then(|()| writer.flush());
}

/// What codings a browser takes.
fn accepted(request: &Request) -> String {
    let fields = request.headers().iter().filter(|field| field.field.equiv("Accept-Encoding"));
    fields.map(|field| field.value.as_str()).collect::<Vec<_>>().join(",")
}

/// The octets of a file, or of a compressed copy that is no older, and the copy's coding.
fn content(file: &Path, accepted: &str) -> (Option<Vec<u8>>, Option<&'static str>) {
    let written = |file: &Path| fs::metadata(file).and_then(|about| about.modified()).ok();
    for (ending, coding) in CODINGS {
        let copy = PathBuf::from(format!("{}.{ending}", file.display()));
        let fresh = || written(&copy).is_some_and(|at| Some(at) >= written(file));
        if takes(accepted, coding)
            && fresh()
            && let Ok(bytes) = fs::read(&copy)
        {
            return (Some(bytes), Some(coding));
        }
    }
    (fs::read(file).ok(), None)
}

/// The file a URL means, if it is one inside `folder`. A name without an extension that is no
/// file is a place within the application, which is one page.
fn locate(folder: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?;
    let path = percent_decoded(path.strip_prefix('/')?)?;
    let relative = Path::new(&path);
    let plain = |part| matches!(part, Component::Normal(_));
    if path.contains(['\\', '\0', ':']) || !relative.components().all(plain) {
        return None;
    }
    let folder = folder.canonicalize().ok()?;
    let wanted = folder.join(relative);
    let file = if wanted.is_file() {
        wanted
    } else if wanted.is_dir() {
        wanted.join("index.html")
    } else if !path.contains(['/', '.']) {
        folder.join("index.html")
    } else {
        return None;
    };
    // A symbolic link must not lead out of the folder either.
    file.canonicalize().ok().filter(|file| file.starts_with(&folder))
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = after.get(2..)?;
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

const PLAIN: &str = "text/plain; charset=utf-8";

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "ftl" | "toml" | "md") => PLAIN,
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> PathBuf {
        let folder = std::env::temp_dir().join(format!("mailscope-site-{}", std::process::id()));
        fs::create_dir_all(folder.join("dist/sub")).unwrap();
        fs::write(folder.join("secret.txt"), "no").unwrap();
        fs::write(folder.join("dist/index.html"), "page").unwrap();
        fs::write(folder.join("dist/a b.wasm"), "program").unwrap();
        folder.join("dist")
    }

    #[test]
    fn files_places_and_nothing_else() {
        let dist = site();
        let name = |url: &str| {
            let file = locate(&dist, url)?;
            Some(file.file_name()?.to_string_lossy().into_owned())
        };
        assert_eq!(name("/").as_deref(), Some("index.html"));
        assert_eq!(name("/?lang=de#x").as_deref(), Some("index.html"));
        assert_eq!(name("/lessons").as_deref(), Some("index.html"));
        assert_eq!(name("/a%20b.wasm").as_deref(), Some("a b.wasm"));
        for url in [
            "/gone.js",
            "/sub/gone",
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/sub/../../secret.txt",
            "/..\\secret.txt",
            "//etc/passwd",
            "/%00",
            "/%zz",
            "/%",
            "http://elsewhere/",
        ] {
            assert_eq!(name(url), None, "{url}");
        }
    }

    #[test]
    fn a_compressed_copy_is_sent_to_whoever_takes_it_unless_it_is_older() {
        let folder = site().join("packed");
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("program.wasm");
        fs::write(&file, "whole").unwrap();
        assert_eq!(content(&file, "br, gzip"), (Some(b"whole".to_vec()), None));
        fs::write(folder.join("program.wasm.gz"), "packed").unwrap();
        assert_eq!(content(&file, "br, gzip"), (Some(b"packed".to_vec()), Some("gzip")));
        assert_eq!(content(&file, "identity"), (Some(b"whole".to_vec()), None));
        let later = std::time::SystemTime::now() + std::time::Duration::from_mins(1);
        fs::File::options().write(true).open(&file).unwrap().set_modified(later).unwrap();
        assert_eq!(content(&file, "br, gzip"), (Some(b"whole".to_vec()), None));
    }

    #[test]
    fn a_copied_page_keeps_its_policy() {
        let page = include_str!("../../../web/index.html");
        let own = CONTENT_SECURITY_POLICY.strip_suffix("; frame-ancestors *").unwrap();
        let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{own}\">");
        let at = page.find(&meta).expect("the page says the policy of the server");
        for later in ["<link", "<script", "<title"] {
            assert!(
                page.find(later).is_none_or(|found| found > at),
                "{later} comes before the policy"
            );
        }
    }

    #[test]
    fn browsers_insist_on_some_types() {
        assert_eq!(mime(Path::new("x_bg.wasm")), "application/wasm");
        assert_eq!(mime(Path::new("x.js")), "text/javascript; charset=utf-8");
        assert_eq!(mime(Path::new("x")), "application/octet-stream");
    }

    #[test]
    fn a_taken_port_is_one_clear_line() {
        let first = Site::bind(0).unwrap();
        let failure = Site::bind(first.port).err().unwrap();
        assert_eq!(failure.status, 2);
        assert!(failure.message.starts_with(&format!("Port {} is in use;", first.port)));
    }
}

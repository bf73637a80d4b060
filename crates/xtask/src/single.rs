//! `dist-single/mailscope.html`: the web application as one file, for people without a network or a host. A
//! browser opens it from a disk, where a page may not load other files, so everything is within it: the styles,
//! the script, the icon, and the program, compressed and in base64.
//!
//! Its security policy names the script and the styles by their hashes and allows no request at all.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use data_encoding::BASE64;
use sha2::{Digest as _, Sha256};

use crate::shell::{Failure, OrSay, Outcome};
use crate::workspace;

/// The loader that waits for the program's files in `web/start.js`, up to its end.
const FROM_FILES: (&str, &str) = ("async function start() {\n", "\n}\n");

/// What takes its place: the program stands in the page, and its module in the same script.
const FROM_PAGE: &str = "\
async function start() {
  const packed = document.getElementById(\"program\").textContent;
  const octets = Uint8Array.from(atob(packed), (octet) => octet.charCodeAt(0));
  const program = new Blob([octets]).stream().pipeThrough(new DecompressionStream(\"gzip\"));
  await __wbg_init({ module_or_path: await new Response(program).arrayBuffer() });
}
";

/// Puts the application in `folder` into one file, and says how large that is.
pub(crate) fn write(folder: &Path) -> Outcome {
    let page = one_page(folder)?;
    let target = workspace::root().join("dist-single");
    fs::create_dir_all(&target).or_say(format!("creating {}", target.display()))?;
    let file = target.join("mailscope.html");
    fs::write(&file, &page).or_say(format!("writing {}", file.display()))?;
    println!("dist-single/mailscope.html: {} KiB, all in one file", page.len().div_ceil(1024));
    Ok(())
}

/// The parts that the page's elements bring.
#[derive(Debug, Default)]
struct Parts {
    styles: String,
    icon: Option<String>,
    script: Option<(String, Vec<u8>)>,
}

fn one_page(folder: &Path) -> Outcome<String> {
    let page = workspace::read(&folder.join("index.html"))?;
    let mut parts = Parts::default();
    let mut rest = page.as_str();
    let mut kept = String::new();
    while let Some((before, element, after)) = next_element(rest)? {
        kept.push_str(before.trim_end_matches([' ', '\n']));
        kept.push('\n');
        take(folder, element, &mut parts)?;
        rest = after;
    }
    kept.push_str(rest);
    let (script, program) =
        parts.script.ok_or_else(|| Failure::new("The page starts no program."))?;
    unclosed(&script, "script")?;
    unclosed(&parts.styles, "style")?;
    let policy = format!(
        "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; img-src data: blob:; \
         form-action 'none'; base-uri 'none'",
        hash(&script),
        hash(&parts.styles)
    );
    let kept = with_policy(&kept, &policy)?;
    let icon = parts.icon.unwrap_or_default();
    let head = format!("{icon}<style>{}</style>\n</head>", parts.styles);
    // Only when the whole page has been read is there an element to put the program's words into.
    let body = format!(
        "<script type=\"application/gzip;base64\" id=\"program\">{}</script>\n\
         <script type=\"module\">{script}</script>\n</body>",
        BASE64.encode(&gzip(&program).or_say("compressing the program")?),
    );
    let page = replace_once(&kept, "</head>", &head)?;
    replace_once(&page, "</body>", &body)
}

/// What stands before the next element that brings a file, the element, and what stands after it.
fn next_element(page: &str) -> Outcome<Option<(&str, &str, &str)>> {
    let Some(at) = ["<link ", "<script"].iter().filter_map(|name| page.find(name)).min() else {
        return Ok(None);
    };
    let (before, from) = page.split_at(at);
    let end = if from.starts_with("<link") { ">" } else { "</script>" };
    let length =
        from.find(end).ok_or_else(|| Failure::new("The page breaks off in an element."))?;
    let (element, after) = from.split_at(length + end.len());
    Ok(Some((before, element, after)))
}

/// Reads the files that an element brings.
fn take(folder: &Path, element: &str, parts: &mut Parts) -> Outcome {
    let file = |name| attribute(element, name).map(|address| folder.join(address));
    let needed =
        |name| file(name).ok_or_else(|| Failure::new(format!("There is no {name} in {element}")));
    match attribute(element, "rel") {
        Some("stylesheet") => {
            parts.styles.push_str(&workspace::read(&needed("href")?)?);
            parts.styles.push('\n');
        }
        Some("icon") => {
            let icon = workspace::read(&needed("href")?)?;
            let icon = BASE64.encode(icon.as_bytes());
            let link = format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">\n");
            parts.icon = Some(link);
        }
        // They only make the others come sooner.
        Some("modulepreload" | "preload") => {}
        None if element.starts_with("<script") => {
            let module = workspace::read(&needed("data-js")?)?;
            let start = workspace::read(&needed("src")?)?;
            let wasm = needed("data-wasm")?;
            let program = fs::read(&wasm).or_say(format!("reading {}", wasm.display()))?;
            parts.script = Some((script(&module, &start)?, program));
        }
        _ => return Err(Failure::new(format!("One file has no place for {element}"))),
    }
    Ok(())
}

/// The value of an attribute that stands in quotation marks.
fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let (_, from) = element.split_once(&format!(" {name}=\""))?;
    from.split_once('"').map(|(value, _)| value)
}

/// The program's module and what starts it, as one script.
fn script(module: &str, start: &str) -> Outcome<String> {
    let (begin, end) = FROM_FILES;
    let missing = || Failure::new("web/start.js does not load the program as expected.");
    let (before, from) = start.split_once(begin).ok_or_else(missing)?;
    let (_, after) = from.split_once(end).ok_or_else(missing)?;
    Ok(format!("\n{module}\n{before}{FROM_PAGE}{after}"))
}

/// What stands within an element must not end it, nor begin what a browser reads otherwise.
fn unclosed(text: &str, element: &str) -> Outcome {
    let low = text.to_ascii_lowercase();
    if low.contains(&format!("</{element}")) || low.contains("<!--") || text.contains('\r') {
        return Err(Failure::new(format!("The {element} cannot stand within a page.")));
    }
    Ok(())
}

fn with_policy(page: &str, policy: &str) -> Outcome<String> {
    let name = "http-equiv=\"Content-Security-Policy\" content=\"";
    let (before, from) =
        page.split_once(name).ok_or_else(|| Failure::new("The page has no security policy."))?;
    let (_, after) =
        from.split_once('"').ok_or_else(|| Failure::new("The page's policy does not end."))?;
    Ok(format!("{before}{name}{policy}\"{after}"))
}

fn replace_once(page: &str, what: &str, with: &str) -> Outcome<String> {
    let (before, after) =
        page.split_once(what).ok_or_else(|| Failure::new(format!("The page has no {what}.")))?;
    Ok(format!("{before}{with}{after}"))
}

fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(&Sha256::digest(text.as_bytes())))
}

fn gzip(octets: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(9));
    encoder.write_all(octets)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_with_their_attributes() {
        let page = "<head>\n<link rel=\"icon\" href=\"./a.svg\"/>\n<script type=\"module\" src=\"./s.js\">\
                    </script></head>";
        let (before, element, after) = next_element(page).unwrap().unwrap();
        assert_eq!((before, attribute(element, "href")), ("<head>\n", Some("./a.svg")));
        let (_, element, after) = next_element(after).unwrap().unwrap();
        assert_eq!(attribute(element, "src"), Some("./s.js"));
        assert_eq!(attribute(element, "rc"), None);
        assert_eq!(after, "</head>");
        assert!(next_element(after).unwrap().is_none());
        assert!(next_element("<script>").is_err());
    }

    #[test]
    fn the_loader_is_replaced_and_nothing_else() {
        let start = fs::read_to_string(workspace::root().join("web/start.js")).unwrap();
        let script = script("let module;", &start).unwrap();
        assert!(script.contains("DecompressionStream") && script.contains("showNotStarted(error)"));
        assert!(!script.contains("import("));
        assert!(super::script("", "start()").is_err());
    }

    #[test]
    fn what_would_end_its_element_is_refused() {
        assert!(unclosed("a < b", "script").is_ok());
        for text in ["'</SCRIPT>'", "<!-- x", "a\r\nb"] {
            assert!(unclosed(text, "script").is_err(), "{text}");
        }
    }

    /// The hash of nothing, as in the examples of the W3C's "Subresource Integrity".
    #[test]
    fn a_hash_is_written_as_a_policy_wants_it() {
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}

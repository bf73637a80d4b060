//! Every colour on every ground it may stand on has the contrast that WCAG 2.2 asks for (1.4.3 for text, 1.4.11
//! for outlines and signs), in every theme, computed from the tokens.

use std::collections::BTreeMap;

use super::{Finding, Source};

const TOKENS: &str = "web/styles/tokens.css";
const FOLDER: &str = "web/styles/";

/// Text on its ground: 4.5 (1.4.3).
const TEXT: &[(&str, &[&str])] = &[
    (
        "ink",
        &[
            "canvas",
            "panel",
            "panel2",
            "steel-tint",
            "hatch",
            "imap-tint",
            "pop3-tint",
            "smtp-tint",
        ],
    ),
    ("ink2", &["canvas", "panel", "panel2", "steel-tint", "hatch", "pop3-tint"]),
    ("ink3", &["canvas", "panel", "panel2", "steel-tint"]),
    ("panel", &["ink"]),
    ("canvas", &["ink"]),
    ("on-steel", &["steel"]),
    ("on-steel2", &["steel"]),
    ("imap", &["panel", "panel2", "canvas", "imap-tint"]),
    ("pop3", &["panel", "panel2", "canvas", "pop3-tint"]),
    ("smtp", &["panel", "panel2", "canvas", "smtp-tint"]),
    ("http", &["panel", "panel2", "canvas"]),
    ("on-imap", &["imap"]),
    ("on-pop3", &["pop3"]),
    ("on-smtp", &["smtp"]),
    ("on-http", &["http"]),
    ("on-mark", &["mark"]),
    ("danger", &["panel", "panel2", "canvas", "danger-tint"]),
    ("on-danger", &["danger"]),
    ("tok-tag", &["panel", "panel2", "mark"]),
    ("tok-num", &["panel", "panel2", "mark"]),
    ("tok-flag", &["panel", "panel2", "mark"]),
    ("tok-str", &["panel", "panel2", "mark"]),
];

/// Outlines, wires and signs on what lies beside them: 3 (1.4.11).
const SIGNS: &[(&str, &[&str])] = &[
    ("edge", &["canvas", "panel", "panel2", "steel-tint"]),
    ("imap", &["canvas", "panel", "steel-tint"]),
    ("pop3", &["canvas", "panel", "steel-tint"]),
    ("smtp", &["canvas", "panel", "steel-tint"]),
    ("http", &["canvas", "panel", "steel-tint"]),
    ("mark-edge", &["canvas", "panel", "panel2", "mark"]),
    ("danger", &["canvas", "panel", "panel2"]),
    ("focus", &["canvas", "panel", "panel2", "steel-tint"]),
];

/// Ring and halo of the focus: with 9 between them one of the two has 3 on any ground (technique C40).
const RING: (&str, &str) = ("focus", "focus-halo");

/// What carries no meaning alone: words, shapes or outlines beside it say the same.
const DECORATION: &[&str] = &["line"];

type Rgb = [u8; 3];

/// What the system and the person have chosen.
#[derive(Clone, Copy, Debug)]
struct State {
    /// The theme switched to in the page.
    theme: Option<&'static str>,
    dark: bool,
    more: bool,
}

pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let Some(tokens) = sources.iter().find(|source| source.path == TOKENS) else {
        return vec![Finding::new(TOKENS, "is missing")];
    };
    let rules = rules(&tokens.text);
    let written = written_pairs(sources);
    let mut findings = Vec::new();
    for state in states() {
        let colours = colours(&rules, state);
        findings.extend(untested(&colours));
        let listed = TEXT.iter().flat_map(|(text, grounds)| pairs(text, grounds));
        let listed = listed.map(|(text, ground)| (TOKENS, text, ground));
        // A rule may have a name of its own for a colour.
        let known = |(_, text, ground): &(_, &str, &str)| {
            [text, ground].iter().all(|name| colours.contains_key(**name))
        };
        let texts = listed.chain(written.iter().copied().filter(known));
        for (path, text, ground) in texts {
            findings.extend(too_weak(path, &colours, state, (text, ground), 4.5));
        }
        for (sign, ground) in SIGNS.iter().flat_map(|(sign, grounds)| pairs(sign, grounds)) {
            findings.extend(too_weak(TOKENS, &colours, state, (sign, ground), 3.0));
        }
        findings.extend(too_weak(TOKENS, &colours, state, RING, 9.0));
    }
    findings.sort();
    findings.dedup();
    findings
}

fn states() -> impl Iterator<Item = State> {
    let themes = [None, Some("light"), Some("dark")];
    let of_system = [(false, false), (true, false), (false, true), (true, true)];
    themes.into_iter().flat_map(move |theme| {
        of_system.into_iter().map(move |(dark, more)| State { theme, dark, more })
    })
}

fn pairs<'a>(front: &'a str, grounds: &'a [&'a str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    grounds.iter().map(move |ground| (front, *ground))
}

/// Colours that no pair names.
fn untested(colours: &BTreeMap<&str, Rgb>) -> Vec<Finding> {
    let all = TEXT.iter().chain(SIGNS);
    let mut named: Vec<&str> =
        all.flat_map(|(front, grounds)| grounds.iter().chain([front])).copied().collect();
    named.extend(DECORATION.iter().chain([&RING.0, &RING.1]));
    let unnamed = colours.keys().filter(|name| !named.contains(name));
    unnamed
        .map(|name| Finding::new(TOKENS, format!("--{name} is in no pair of the contrast check")))
        .collect()
}

fn too_weak(
    path: &str,
    colours: &BTreeMap<&str, Rgb>,
    state: State,
    (front, ground): (&str, &str),
    least: f64,
) -> Option<Finding> {
    let (Some(one), Some(other)) = (colours.get(front), colours.get(ground)) else {
        return Some(Finding::new(path, format!("--{front} or --{ground} is no colour")));
    };
    let ratio = contrast(*one, *other);
    let State { theme, dark, more } = state;
    (ratio < least).then(|| {
        let where_ =
            format!("theme {}, dark system {dark}, more contrast {more}", theme.unwrap_or("none"));
        Finding::new(
            path,
            format!("--{front} on --{ground} has {ratio:.2}, less than {least} ({where_})"),
        )
    })
}

/// WCAG 2.2, "contrast ratio".
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// WCAG 2.2, "relative luminance".
fn luminance([r, g, b]: Rgb) -> f64 {
    let linear = |octet: u8| {
        let share = f64::from(octet) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/// A rule with the conditions around it.
struct Rule<'a> {
    media: Vec<&'a str>,
    selectors: Vec<&'a str>,
    body: &'a str,
}

/// The rules of a style sheet. Comments are no trouble: none has a brace.
fn rules(css: &str) -> Vec<Rule<'_>> {
    let mut media: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    let mut rest = css;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        let head = before.rsplit("*/").next().unwrap_or_default().rsplit(';').next();
        let head = head.unwrap_or_default().trim();
        rest = after;
        if css.as_bytes()[css.len() - after.len() - 1] == b'}' {
            media.pop();
        } else if head.starts_with('@') {
            media.push(head);
        } else if let Some(end) = after.find('}') {
            let selectors = head.split(',').map(str::trim).collect();
            found.push(Rule { media: media.clone(), selectors, body: &after[..end] });
            rest = &after[end + 1..];
        }
    }
    found
}

fn declarations(body: &str) -> impl Iterator<Item = (&str, &str)> {
    let halves = body.split(';').filter_map(|each| each.rsplit("*/").next()?.split_once(':'));
    halves.map(|(name, value)| (name.trim(), value.trim()))
}

/// The colours that count in a state: what is more specific wins, else what comes later.
fn colours<'a>(rules: &[Rule<'a>], state: State) -> BTreeMap<&'a str, Rgb> {
    let mut found: BTreeMap<&str, (u8, Rgb)> = BTreeMap::new();
    for rule in rules.iter().filter(|rule| rule.media.iter().all(|media| holds(media, state))) {
        let Some(weight) = rule.selectors.iter().filter_map(|each| weight(each, state)).max()
        else {
            continue;
        };
        for (name, value) in declarations(rule.body) {
            let (Some(name), Some(colour)) = (name.strip_prefix("--"), hex(value)) else {
                continue;
            };
            if found.get(name).is_none_or(|(before, _)| *before <= weight) {
                found.insert(name, (weight, colour));
            }
        }
    }
    found.into_iter().map(|(name, (_, colour))| (name, colour)).collect()
}

fn holds(media: &str, state: State) -> bool {
    let conditions = media.trim_start_matches("@media").split(" and ");
    conditions.map(str::trim).all(|condition| match condition {
        "(prefers-color-scheme: dark)" => state.dark,
        "(prefers-contrast: more)" => state.more,
        _ => false,
    })
}

/// How specific a selector of the root is, if it fits.
fn weight(selector: &str, state: State) -> Option<u8> {
    let (fits, weight) = match selector {
        ":root" => (true, 1),
        ":root:not([data-theme])" => (state.theme.is_none(), 2),
        ":root[data-theme=\"light\"]" => (state.theme == Some("light"), 2),
        ":root[data-theme=\"dark\"]" => (state.theme == Some("dark"), 2),
        _ => (false, 0),
    };
    fits.then_some(weight)
}

fn hex(value: &str) -> Option<Rgb> {
    let digits = value.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let octet = |at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([octet(0)?, octet(2)?, octet(4)?])
}

/// Text and ground of each rule that sets both to tokens: file, text, ground.
fn written_pairs(sources: &[Source]) -> Vec<(&str, &str, &str)> {
    let mut found = Vec::new();
    let sheet = |source: &&Source| source.path.starts_with(FOLDER) && source.path != TOKENS;
    for source in sources.iter().filter(sheet) {
        for rule in rules(&source.text) {
            let value = |property| {
                let fitting = declarations(rule.body).filter(|(name, _)| *name == property);
                fitting.last().and_then(|(_, value)| token(value))
            };
            if let (Some(text), Some(ground)) = (value("color"), value("background")) {
                found.push((source.path.as_str(), text, ground));
            }
        }
    }
    found
}

fn token(value: &str) -> Option<&str> {
    value.trim_end_matches("!important").trim_end().strip_prefix("var(--")?.strip_suffix(')')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::{lines, source};

    /// WCAG's own ends of the scale, and two values that other calculators give.
    #[test]
    fn the_ratio_is_that_of_wcag() {
        let ratio = |one, other| format!("{:.2}", contrast(hex(one).unwrap(), hex(other).unwrap()));
        assert_eq!(ratio("#000000", "#ffffff"), "21.00");
        assert_eq!(ratio("#ffffff", "#ffffff"), "1.00");
        assert_eq!(ratio("#777777", "#ffffff"), "4.48");
        assert_eq!(ratio("#767676", "#ffffff"), "4.54");
    }

    #[test]
    fn the_cascade_is_obeyed() {
        let css = ":root { --ink: #000000; --w: 1px }\n\
                   :root[data-theme=\"dark\"] { --ink: #ffffff }\n\
                   @media (prefers-color-scheme: dark) { :root:not([data-theme]) { --ink: #eeeeee } }\n\
                   @media (pointer: coarse) { :root { --ink: #123456 } }\n\
                   @media (prefers-contrast: more) { :root, :root[data-theme=\"light\"] { --ink: #010101 } }";
        let rules = rules(css);
        let ink = |theme, dark, more| colours(&rules, State { theme, dark, more })["ink"];
        assert_eq!(ink(None, false, false), [0, 0, 0]);
        assert_eq!(ink(None, true, false), [0xee; 3]);
        assert_eq!(ink(Some("light"), true, false), [0, 0, 0]);
        assert_eq!(ink(Some("dark"), false, false), [0xff; 3]);
        assert_eq!(ink(None, false, true), [1, 1, 1]);
        assert_eq!(ink(Some("dark"), false, true), [0xff; 3], "a theme is more specific");
    }

    #[test]
    fn what_is_too_weak_is_found_where_it_is_written() {
        let tokens = source(TOKENS, ":root { --ink: #777777; --panel: #ffffff; --odd: #000000 }");
        let sheet = source(
            "web/styles/a.css",
            ".a { color: var(--ink); background: var(--panel) !important }",
        );
        let found = lines(&check(&[tokens, sheet])).join("\n");
        assert!(
            found.contains("web/styles/a.css: --ink on --panel has 4.48, less than 4.5"),
            "{found}"
        );
        assert!(found.contains("--odd is in no pair of the contrast check"), "{found}");
    }
}

//! Where the answers differ and both may: `tests/interop/differences.toml`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::common::root;

/// The file.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Differences {
    /// Why a difference is right, by a name: a quoted section, and what it says.
    #[serde(default)]
    pub(crate) reason: BTreeMap<String, Reason>,
    #[serde(default)]
    pub(crate) difference: Vec<Difference>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reason {
    /// `RFC 3501 §6.3.1`.
    pub(crate) rfc: String,
    pub(crate) why: String,
}

/// One step that was answered differently, with the lines that only one of the two said.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Difference {
    pub(crate) conversation: String,
    pub(crate) step: String,
    #[serde(default)]
    pub(crate) ours: Vec<String>,
    #[serde(default)]
    pub(crate) dovecot: Vec<String>,
    #[serde(default)]
    pub(crate) reason: String,
}

impl Difference {
    /// What only one side said, if anything.
    pub(crate) fn between(
        conversation: &str,
        step: &str,
        ours: &[String],
        dovecot: &[String],
    ) -> Option<Self> {
        let only = |these: &[String], those: &[String]| {
            let mut those = those.to_vec();
            let mut only = Vec::new();
            for line in these {
                match those.iter().position(|other| other == line) {
                    Some(at) => drop(those.swap_remove(at)),
                    None => only.push(short(line)),
                }
            }
            only
        };
        let ours: Vec<_> =
            ours.iter().filter_map(|line| without_more_precise_code(line, dovecot)).collect();
        let (ours, dovecot) = (only(&ours, dovecot), only(dovecot, &ours));
        (!ours.is_empty() || !dovecot.is_empty()).then(|| Self {
            conversation: conversation.to_owned(),
            step: step.to_owned(),
            ours,
            dovecot,
            reason: String::new(),
        })
    }

    fn same_as(&self, other: &Self) -> bool {
        Self { reason: String::new(), ..self.clone() }
            == Self { reason: String::new(), ..other.clone() }
    }

    pub(crate) fn show(&self) -> String {
        let Self { conversation, step, ours, dovecot, .. } = self;
        let side = |name: &str, lines: &[String]| -> String {
            lines.iter().fold(String::new(), |text, line| text + "\n    " + name + " " + line)
        };
        format!("{conversation}\n    {step}{}{}", side("ours   ", ours), side("dovecot", dovecot))
    }
}

/// Ours may be more precise than theirs, but not less. RFC 5530 §3: a server may say why it refuses,
/// and a client that does not know the code takes the plain `NO` (RFC 3501 §7.1). RFC 7162 §3.1.2.1:
/// `HIGHESTMODSEQ` may be told before a command enables CONDSTORE; Dovecot waits for one.
fn without_more_precise_code(line: &String, theirs: &[String]) -> Option<String> {
    const CODES: [&str; 10] = [
        "NONEXISTENT",
        "ALREADYEXISTS",
        "CANNOT",
        "AUTHENTICATIONFAILED",
        "CLIENTBUG",
        "NOPERM",
        "LIMIT",
        "INUSE",
        "EXPUNGEISSUED",
        "HASCHILDREN",
    ];
    let missing = |line: &str| !theirs.iter().any(|other| other == line);
    if line == "* OK [HIGHESTMODSEQ <number>]" && missing(line) {
        return None;
    }
    let code = line.strip_prefix("NO [").and_then(|rest| rest.strip_suffix(']'));
    if code.is_some_and(|code| CODES.contains(&code)) && !missing("NO") {
        return Some("NO".to_owned());
    }
    if line == "OK [HIGHESTMODSEQ <number>]" && !missing("OK") {
        return Some("OK".to_owned());
    }
    Some(line.clone())
}

/// Long lines are cut; a sum of all of it tells them apart.
fn short(line: &str) -> String {
    const MAX: usize = 400;
    if line.len() <= MAX {
        return line.to_owned();
    }
    let sum = line.bytes().fold(0_u32, |sum, b| sum.wrapping_mul(31).wrapping_add(u32::from(b)));
    let cut = line.char_indices().nth(MAX).map_or(line.len(), |(at, _)| at);
    format!("{}… ({} octets, {sum:08x})", &line[..cut], line.len())
}

fn file() -> PathBuf {
    root().join("tests/interop/differences.toml")
}

/// What is listed.
pub(crate) fn listed() -> Differences {
    let text = std::fs::read_to_string(file()).expect("the list of differences");
    toml::from_str(&text).expect("the list of differences can be read")
}

/// What is wrong: differences not listed, listed ones that are none, reasons that say nothing.
pub(crate) fn judge(listed: &Differences, found: &[Difference]) -> Vec<String> {
    let mut wrong = Vec::new();
    for difference in found {
        if !listed.difference.iter().any(|known| known.same_as(difference)) {
            wrong.push(format!("NOT LISTED: {}", difference.show()));
        }
    }
    for known in &listed.difference {
        if !found.iter().any(|difference| known.same_as(difference)) {
            wrong.push(format!("LISTED, BUT THE ANSWERS ARE NOT SO: {}", known.show()));
        }
        if !listed.reason.contains_key(&known.reason) {
            wrong.push(format!("WITHOUT A REASON ({:?}): {}", known.reason, known.show()));
        }
    }
    for (name, reason) in &listed.reason {
        let used = listed.difference.iter().any(|known| known.reason == *name);
        if !used || !reason.rfc.starts_with("RFC ") || reason.why.len() < 20 {
            wrong.push(format!("REASON {name}: not used, or without RFC and sentence"));
        }
    }
    wrong
}

/// Writes what was found, with the reasons that were given before.
pub(crate) fn update(mut listed: Differences, found: Vec<Difference>) {
    let reason_of = |difference: &Difference| {
        let same = |known: &&Difference| known.same_as(difference);
        let near = |known: &&Difference| {
            known.conversation == difference.conversation && known.step == difference.step
        };
        let known = listed.difference.iter().find(same);
        let known = known.or_else(|| listed.difference.iter().find(near));
        known.map(|known| known.reason.clone()).unwrap_or_default()
    };
    let with_reason = |difference: Difference| {
        let reason = reason_of(&difference);
        Difference { reason, ..difference }
    };
    let difference = found.into_iter().map(with_reason).collect();
    listed.difference = difference;
    let head = "# Where Dovecot and Mailscope answer differently, and the sentence that lets both.\n\
                # UPDATE_DIFFERENCES=1 writes the differences; the reasons are written by people.\n\n";
    let text = toml::to_string_pretty(&listed).expect("the list can be written");
    std::fs::write(file(), format!("{head}{text}")).expect("the list is written");
}
